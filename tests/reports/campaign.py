"""A small invented campaign: two contests, three TV channels, two radio stations, three days with gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import polars as pl
from tests.reports.law import law

from dauys import measures
from dauys.domain.campaign import Contest, Contestant, Spot, Version
from dauys.domain.frames import DUE, REGISTER_FRAMES
from dauys.domain.intervals import Interval
from dauys.domain.names import Names
from dauys.domain.outlets import Channel, Level, Medium, Outlet
from dauys.domain.recordings import GapCause, Recording
from dauys.domain.tables import AIRINGS, TABLES
from dauys.domain.zones import Daypart, to_ms
from dauys.reports import Material, SetAsideRecording
from dauys.reports.definitions import definitions
from dauys.workflows.law_tables import law_tables

ALMATY = ZoneInfo("Asia/Almaty")
DAYS = [date(2020, 12, 22), date(2020, 12, 23), date(2020, 12, 24)]
FRAME_KINDS = {"text": pl.String, "int": pl.Int64, "bool": pl.Boolean}


def at(day: date, hour: int, minute: int = 0, ms: int = 0) -> int:
    return to_ms(datetime.combine(day, time(hour, minute), tzinfo=ALMATY)) + ms


CONTESTS = (
    Contest(
        "lists",
        Names("Тізімдер бойынша сайлау", "Выборы по спискам", "Party lists"),
        Interval(at(DAYS[0], 0), at(DAYS[2], 0)),
        date(2021, 1, 10),
    ),
    Contest(
        "seat-4",
        Names("№ 4 округ", "Округ № 4", "Single seat No. 4"),
        Interval(at(DAYS[0], 0), at(DAYS[2], 0)),
        date(2021, 1, 10),
    ),
)
CONTESTANTS = (
    Contestant("kok-dala", "lists", Names("«Көк дала» партиясы", "Партия «Кок дала»", "Kök Dala"), 1),
    Contestant(
        "birlik-zholy",
        "lists",
        Names(
            "«Бірлік жолы» халықтық-патриоттық қайта жаңғыру қозғалысының бірлескен партиясы",
            "Объединённая партия народно-патриотического движения обновления «Бирлик жолы»",
            "Birlik Zholy United Party of the People's Renewal Movement",
        ),
        2,
    ),
    Contestant("altyn-kopir", "lists", Names("«Алтын көпір»", "«Алтын копир»", "Altyn Köpir"), 3),
    Contestant("samal", "lists", Names("«Самал» партиясы", "Партия «Самал»", "Samal"), 4),
    Contestant("zhana-arna", "lists", Names("«Жаңа арна»", "«Жана арна»", "Zhaña Arna & Co <b>"), 5),
    Contestant("tileuov", "seat-4", Names("Тілеуов Ә. Қ.", "Тлеуов А. К.", "A. Tileuov"), 1),
    Contestant("sarina", "seat-4", Names("Сарина Ұ. Ғ.", "Сарина У. Г.", "U. Sarina"), 2),
)
# A register is easier to read as a table.
# ruff: noqa: E501
PRIME = (Daypart(time(19), time(23)),)
OUTLETS = (
    Outlet("tulpar-tv", Names("Тұлпар ТВ", "Тулпар ТВ", "Tulpar TV"), Medium.TV, Level.NATIONAL, "Tulpar LLP", ("kk", "ru"), "Asia/Almaty", PRIME),
    Outlet("kaspii-tv", Names("Каспий жағалауы арнасы", "Телеканал «Берег Каспия»", "Caspian Shore TV"), Medium.TV, Level.REGIONAL, "", ("ru",), "Asia/Aqtau", PRIME),
    Outlet("zhetisu-tv", Names("Жетісу арнасы", "Телеканал «Жетису арна»", "Zhetisu Channel"), Medium.TV, Level.REGIONAL, "", ("kk",), "Asia/Almaty", PRIME),
    Outlet("dombyra-fm", Names("Домбыра FM", "Домбыра FM", "Dombyra FM"), Medium.RADIO, Level.NATIONAL, "", ("kk", "ru"), "Asia/Almaty", PRIME),
    Outlet("tau-radiosy", Names("Тау радиосы", "Радио «Тау»", "Tau Radio"), Medium.RADIO, Level.LOCAL, "", ("kk",), "Asia/Almaty", ()),
)  # fmt: skip
DUE_HOURS = (Daypart(time(6), None),)
CHANNELS = tuple(Channel(o.id, o.id, o.names, DAYS[0], DAYS[2], DUE_HOURS) for o in OUTLETS)
SPOTS = tuple(Spot(f"{c.id}-1", c.id, f"Біз біргеміз: {c.names.kk[:18]}") for c in CONTESTANTS)
VERSIONS = tuple(Version(s.id, lang, lang, "0" * 64, 30_000) for s in SPOTS for lang in ("kk", "ru"))
INTEGRITIES = ["whole"] * 6 + ["cut_end", "cut_middle+overlapped", "pitch_changed+speed_changed"]


def _sha256(outlet: Outlet, day: date) -> str:
    return f"{OUTLETS.index(outlet)}{day.day}".ljust(64, "a")


def recordings() -> dict[str, Recording]:
    """One recording for each outlet and day that was recorded at all."""
    return {
        _sha256(outlet, day): Recording(
            _sha256(outlet, day),
            outlet.id,
            Interval(at(day, 6), at(day + timedelta(days=1), 0)),
            f"{outlet.id}/{day}T06-00-00+0600.m4a",
        )
        for outlet in OUTLETS
        for day in DAYS
        if outlet.id != "zhetisu-tv"
    }


def airings_frame(number: int = 120) -> pl.DataFrame:
    """Airings spread over outlets, days and contestants by a fixed pattern; one crosses prime time."""
    rows = [_airing(n) for n in range(number)]
    return _frame(sorted(rows, key=lambda row: (row["start_ms"], row["sighting_id"])), AIRINGS)


def _airing(n: int) -> dict[str, object]:
    outlet = [OUTLETS[i] for i in (0, 0, 1, 3, 4, 0, 3)][n % 7]
    contestant = CONTESTANTS[(n * n + n // 3) % 6]
    day, language = DAYS[n % 3], ("kk", "ru")[n % 2]
    start = at(day, 7 + n % 16, (n * 13) % 60, 123) if n else at(DAYS[0], 18, 59, 50_000)
    length = 20_000 + 1234 * (n % 9)
    return {
        "sighting_id": f"s{n:04}", "recording_sha256": _sha256(outlet, day), "contest_id": contestant.contest_id,
        "contestant_id": contestant.id, "spot_id": f"{contestant.id}-1", "version_id": language,
        "language": language, "outlet_id": outlet.id, "channel_id": outlet.id, "medium": str(outlet.medium),
        "level": str(outlet.level), "zone": outlet.zone, "start_ms": start, "end_ms": start + length,
        "length_ms": length, "recording_offset_ms": start - at(day, 6), "spot_start_ms": 0,
        "spot_end_ms": length, "speed_ppm": 1_000_000 + (n % 5) * 1500, "score_pm": 930 + n % 70,
        "integrity": INTEGRITIES[n % len(INTEGRITIES)],
        "undecided_with": f"{contestant.id}-1__ru" if n % 31 == 30 else "",
        "decided_by": "policy:score>=0.9", "why": "Explained from 0.0 s to its end; no other version comes near.",
    }  # fmt: skip


def due_frame() -> pl.DataFrame:
    """Zhetisu was never recorded; Tulpar lost an hour and a half on the second evening; Tau a file."""
    rows = []
    for outlet in OUTLETS:
        for day in DAYS:
            whole = (at(day, 6), at(day + timedelta(days=1), 0))
            rows += [_due(outlet, day, *piece) for piece in _pieces(outlet, day, whole)]
    return _frame(rows, DUE)


def _pieces(outlet: Outlet, day: date, whole: tuple[int, int]) -> list[tuple[int, int, str]]:
    start, end = whole
    if outlet.id == "zhetisu-tv":
        return [(start, end, GapCause.NO_RECORDING)]
    if outlet.id == "tulpar-tv" and day == DAYS[1]:
        gap = (at(day, 18, 30), at(day, 20))
        return [(start, gap[0], ""), (*gap, GapCause.NO_RECORDING), (gap[1], end, "")]
    if outlet.id == "tau-radiosy" and day == DAYS[2]:
        return [(start, at(day, 12), GapCause.UNREADABLE), (at(day, 12), end, "")]
    return [(start, end, "")]


def _due(outlet: Outlet, day: date, start: int, end: int, cause: str) -> dict[str, object]:
    return {
        "outlet_id": outlet.id, "channel_id": outlet.id, "medium": str(outlet.medium), "zone": outlet.zone,
        "day": day.isoformat(), "start_ms": start, "end_ms": end, "cause": str(cause),
    }  # fmt: skip


def _frame(rows: list[dict[str, object]], kinds: dict[str, str]) -> pl.DataFrame:
    cells = [[row[name] for name in kinds] for row in rows]
    return pl.DataFrame(cells, schema={name: FRAME_KINDS[kind] for name, kind in kinds.items()}, orient="row")


def registers() -> dict[str, pl.DataFrame]:
    """What the tables need of the registers besides airings and due time."""
    named = [
        {"id": o.id, "name_kk": o.names.kk, "name_ru": o.names.ru, "name_en": o.names.en}
        for o in (*CONTESTS, *CONTESTANTS, *OUTLETS)
    ]
    names = {row["id"]: row for row in named}
    return {
        "contests": register_frame(
            "contests",
            [
                {
                    **names[c.id],
                    "kind": str(c.kind),
                    "campaign_start_ms": c.campaign.start_ms,
                    "campaign_end_ms": c.campaign.end_ms,
                    "voting_day": str(c.voting_day),
                }
                for c in CONTESTS
            ],
        ),
        "contestants": register_frame(
            "contestants",
            [{**names[c.id], "contest_id": c.contest_id, "order": c.order} for c in CONTESTANTS],
        ),
        "outlets": register_frame(
            "outlets",
            [
                {
                    **names[o.id],
                    "medium": str(o.medium),
                    "level": str(o.level),
                    "zone": o.zone,
                    "audience_pm": 1000,
                }
                for o in OUTLETS
            ],
        ),
        "channels": register_frame(
            "channels", [{**names[c.outlet_id], "outlet_id": c.outlet_id} for c in CHANNELS]
        ),
        "spots": register_frame(
            "spots", [{"id": s.id, "contestant_id": s.contestant_id, "title": s.title} for s in SPOTS]
        ),
    }


NOTICE = Names("Көрнекі мысал.", "Условный пример.", "Illustrative: invented rows.")
PARTS = (
    {
        "id": "member", "headings": "4 14", "role": "member",
        "signer_kk": "А. Мүше", "signer_ru": "А. Член", "signer_en": "A. Member",
        "office_kk": "мүше", "office_ru": "член", "office_en": "member",
        "statement_kk": "Тең болды.", "statement_ru": "Было равно.", "statement_en": "Access was equal <b>.",
    },
)  # fmt: skip


def session_registers() -> dict[str, pl.DataFrame]:
    """What a session reports besides what was heard; all of it invented."""
    named = {"name_kk": "Сайлау", "name_ru": "Выборы", "name_en": "Election"}
    rows: dict[str, list[dict[str, object]]] = {
        "elections": [
            {"id": "e", **named, "called_on": "2020-10-21", "reading": "total", "is_illustrative": True}
        ],
        "debates": [
            {
                "id": "first",
                "contest_id": "lists",
                "organiser": "Tulpar TV",
                "initiative": "outlet",
                "payer": "funds",
                "channel_id": "tulpar-tv",
                "held_on": "2020-12-22",
                "start_ms": at(DAYS[0], 20),
                "is_live": True,
            }
        ],
        "debate-participants": [
            {"debate_id": "first", "contestant_id": who, "order": n}
            for n, who in enumerate(("kok-dala", "samal"), 1)
        ],
        "debate-speeches": [
            {
                "debate_id": "first",
                "contestant_id": who,
                "start_ms": n * 60_000,
                "end_ms": n * 60_000 + 30_000 + n * 5_000,
            }
            for n, who in enumerate(("kok-dala", "samal"))
        ],
        "poll-notices": [
            {"id": f"n{n}", "entity": f"Institute {n}", "decision": "refused" if n == 2 else "accepted"}
            for n in range(3)
        ],
        "incidents": [{"id": f"i{n}", "source": "prosecutor", "act": "damage"} for n in range(2)],
        "persons-liable": [{"id": f"p{n}", "incident_id": "i1"} for n in range(3)],
        "meetings": [
            {
                "id": "m1",
                "contest_id": "lists",
                "contestant_id": "samal",
                "form": "online",
                "platform": "Zoom",
                "held_on": "2020-12-23",
            }
        ],
        "orders": [
            {
                "id": "o1",
                "contestant_id": "samal",
                "outlet_id": "tulpar-tv",
                "spot_id": "samal-1",
                "price_tiyn": 500_000,
                "applied_at_ms": at(DAYS[0], 9),
                "fund_id": "samal",
            }
        ],
        "slots": [
            {
                "id": "s1",
                "order_id": "o1",
                "channel_id": "tulpar-tv",
                "start_ms": at(DAYS[1], 19),
                "length_ms": 30_000,
            }
        ],
        "notices": [
            {"id": "r1", "outlet_id": "tulpar-tv", "kind": "silence_reminder", "sent_at_ms": at(DAYS[2], 9)}
        ],
    }
    return {name: register_frame(name, of_name) for name, of_name in rows.items()}


def elections(session: pl.DataFrame | None) -> pl.DataFrame:
    """The session's election, or a bare one, choosing the book of the tests."""
    frame = register_frame("elections", [{"id": "e"}]) if session is None else session
    return frame.with_columns(rule_book=pl.lit(law().book.id))


def register_frame(name: str, rows: list[dict[str, object]]) -> pl.DataFrame:
    """Rows as the register's frame: what is not said is empty."""
    columns = REGISTER_FRAMES.get(name) or TABLES[name]
    nothing = {"text": "", "int": None, "bool": False}
    whole = [{column: row.get(column, nothing[kind]) for column, kind in columns.items()} for row in rows]
    return _frame(whole, columns)


@dataclass(frozen=True)
class Changes:
    """What a test wants otherwise."""

    airings: int = 120
    waiting: int = 2
    has_clips: bool = True
    has_session: bool = False
    has_law: bool = False


def material(changes: Changes = Changes()) -> Material:
    """The campaign as the workflow hands it to the report."""
    brought = registers() | (session_registers() if changes.has_session else {})
    if changes.has_law:
        brought["elections"] = elections(brought.get("elections"))
    measured = measures.tables(brought, airings_frame(changes.airings), due_frame(), OUTLETS)
    chosen = law() if changes.has_law else None
    tables = {**measured, **law_tables(chosen, measured)}
    owed = measures.due_pieces(due_frame(), OUTLETS)
    doubtful = airings_frame(changes.waiting).with_columns(decided_by=pl.lit(""), score_pm=pl.lit(640))
    clips = {f"s{n:04}": f"{n:032x}.m4a" for n in range(changes.airings)} if changes.has_clips else {}
    return Material(
        contests=CONTESTS,
        contestants=CONTESTANTS,
        outlets=OUTLETS,
        channels=CHANNELS,
        spots=SPOTS,
        versions=VERSIONS,
        tables=tables,
        definitions=definitions(),
        answers=measures.Answers(definitions(), tables),
        gaps=measures.gaps(owed),
        waiting=doubtful,
        recordings=recordings(),
        set_aside=(
            SetAsideRecording("tau-radiosy/2020-12-24T06-00-00+0600.mp3", "no_audio", "holds no sound"),
        ),
        clips=clips,
        parts=PARTS if changes.has_session else (),
        notices=(NOTICE,) if changes.has_session else (),
        law=chosen,
    )
