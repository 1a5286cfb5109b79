"""Clocks and rows for verify_rules.py: when a point of the law is, whose a row is, which rows a rule tests.

Python 3.11 and nothing else. Clocks come from the time zone data of this machine.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

HOUR_MS, DAY_MS = 3_600_000, 86_400_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
KEYS = {
    "airings": ("sighting_id",), "tariffs": ("notice_id", "slot_class", "per"),
    "debate-speeches": ("debate_id", "contestant_id", "start_ms"),
    "debate-clock": ("debate_id", "contestant_id"),
    "monitored-time": ("channel_id", "outlet_id", "start_ms", "day", "cause"),
    "make-goods": ("outlet_id", "order_id", "spot_id"),
}  # fmt: skip
"""What names a row where that is not `id`."""
LINKS = {
    "slots": ("order_id", "orders"), "payments": ("order_id", "orders"),
    "reconciliation": ("order_id", "orders"), "tariffs": ("notice_id", "tariff-notices"),
    "debate-speeches": ("debate_id", "debates"),
    "debate-clock": ("debate_id", "debates"),
}  # fmt: skip
"""The row that says whose a row is which does not say it itself."""
Columns = dict[str, list[Any]]
Cells = dict[str, Any]


class NoClock(Exception):
    """The zone data of this machine do not know a zone."""


class NotKnown(Exception):
    """A point cannot be computed: the column that is empty, or `law`."""


# ---- Clocks ------------------------------------------------------------------------------------------------


@lru_cache(maxsize=64)
def zone(name: str) -> Any:  # noqa: ANN401 - a ZoneInfo, where there are zone data
    """The zone's clock. NoClock where this machine does not have it."""
    try:
        from zoneinfo import ZoneInfo

        return ZoneInfo(name)
    except (ImportError, KeyError, ValueError, OSError) as cause:
        raise NoClock(name) from cause


def local(ms: int, name: str) -> datetime:
    """What the zone's clock shows at that moment."""
    return (EPOCH + timedelta(milliseconds=ms)).astimezone(zone(name))


@lru_cache(maxsize=1 << 16)
def shown_at(wall: datetime, name: str) -> int:
    """The first moment at which the zone's clock shows this, or the moment at which it skips it."""
    first, second = (
        (wall.replace(tzinfo=zone(name), fold=fold) - EPOCH) // timedelta(milliseconds=1) for fold in (0, 1)
    )
    if first <= second:
        return first
    before = local(second, name).utcoffset()
    return second + bisect_left(
        range(second, first), True, key=lambda ms: local(ms, name).utcoffset() != before
    )


def midnight(day: str | date, name: str, at: str = "00:00") -> int:
    """The moment of a wall clock time on a local day; 24:00 is the next midnight."""
    on = date.fromisoformat(day) if isinstance(day, str) else day
    if at == "24:00":
        on, at = on + timedelta(days=1), "00:00"
    return shown_at(datetime.combine(on, time.fromisoformat(at)), name)


def ordinal(day: Any) -> int | None:  # noqa: ANN401 - a cell
    """A day as a number; None for what is no day."""
    try:
        return date.fromisoformat(day).toordinal()
    except (TypeError, ValueError):
        return None


def iso(number: int) -> str:
    """The day of that number."""
    return date.fromordinal(number).isoformat()


def day_bounds(day: str, name: str) -> tuple[int | None, int | None]:
    """When a local day begins and ends."""
    if (number := ordinal(day)) is None:
        return None, None
    return midnight(day, name), midnight(iso(number + 1), name)


def instant(point: Cells, contest: Cells, clock: str, zones: Sequence[str]) -> int:
    """The moment of a point for a contest under that clock, or the clock that the point names."""
    whose = point.get("clock", "own")
    if whose in ("first", "last"):
        each = [under(point, contest, name) for name in zones]
        return min(each) if whose == "first" else max(each)
    return under(point, contest, clock if whose == "own" else whose)


def under(point: Cells, contest: Cells, name: str) -> int:
    """The same under one zone's clock."""
    if "campaign" in point:
        column = f"campaign_{point['campaign']}_ms"
        if contest[column] is None:
            raise NotKnown(column)
        ms = registered(contest[column], contest, name)
        if "days" not in point and "at" not in point:
            return ms
        wall = local(ms, name)
        on = wall.date() + timedelta(days=point.get("days", 0))
        if "at" in point:
            return midnight(on, name, point["at"])
        return shown_at(datetime.combine(on, wall.time()), name)
    if "date" in point:
        return midnight(point["date"], name, point.get("at", "00:00"))
    if not contest["voting_day"]:
        raise NotKnown("voting_day")
    on = date.fromisoformat(contest["voting_day"]) + timedelta(days=point["voting_day"])
    return midnight(on, name, point.get("at", "00:00"))


def registered(ms: int, contest: Cells, name: str) -> int:
    """A moment of the contest's register: the same clock time in every zone, where it names its own."""
    own = contest["zone"]
    return ms if own in ("", name) else shown_at(local(ms, own).replace(tzinfo=None), name)


# ---- Rows --------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Row:
    """A row with whose it is and when it was.

    day: where only the day is known. has_no_end: it is known when it began, not when it ended. several:
    judged for several contests. doubt: the column on which an exception hangs and that is not known.
    """

    cells: Cells
    id: str = ""
    contest: str = ""
    contestant: str = ""
    outlet: str = ""
    medium: str = ""
    level: str = ""
    zone: str = ""
    start: int | None = None
    end: int | None = None
    day: str = ""
    has_no_end: bool = False
    several: bool = False
    doubt: str = ""


class Bench:
    """The book and the tables, and the rows that a rule can be tested on."""

    def __init__(self, book: Cells, tables: Mapping[str, Columns], kinds: Mapping[str, Cells]) -> None:
        self.book, self.tables, self.kinds = book, tables, kinds
        self.zones: list[str] = book["zones"]
        self.contests = {row["id"]: row for row in self.cells("contests")}
        linked = {"contestants", "outlets", "channels", *(other for _, other in LINKS.values())}
        self.by_id = {name: {row["id"]: row for row in self.cells(name)} for name in linked}
        self.windows: dict[tuple[str, str, str], list[Cells]] = defaultdict(list)
        self.unknown: dict[tuple[str, str], str] = {}
        self.gaps: dict[str, list[Row]] | None = None

    def cells(self, name: str) -> Iterator[Cells]:
        """The kept cells of each row of a table."""
        columns = {column: cells for column, cells in self.tables[name].items() if column}
        return (dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True))

    def whose(self, table: str, cells: Cells) -> tuple[str, str, str]:
        """Contest, contestant and outlet of a row: its own, or those of the row that it belongs to."""
        contest, who, outlet = (
            cells.get(name) or "" for name in ("contest_id", "contestant_id", "outlet_id")
        )
        contest, who, outlet = (
            cells["id"] if table == own else value
            for own, value in (("contests", contest), ("contestants", who), ("outlets", outlet))
        )
        if "channel_id" in self.kinds[table] and "outlet_id" not in self.kinds[table]:
            outlet = outlet or self.by_id["channels"].get(cells["channel_id"], {}).get("outlet_id", "")
        if table in LINKS:
            key, other = LINKS[table]
            if linked := self.by_id[other].get(cells[key]):
                of = self.whose(other, linked)
                contest, who, outlet = contest or of[0], who or of[1], outlet or of[2]
        return contest or self.by_id["contestants"].get(who, {}).get("contest_id", ""), who, outlet

    def prepared(self, table: str, when: Cells | None) -> Iterator[Row]:
        """Every row of a table, placed and timed."""
        for cells in self.cells(table):
            row = Row(cells)
            row.id = "_".join(key_text(cells[name]) for name in KEYS.get(table, ("id",)))
            row.contest, row.contestant, row.outlet = self.whose(table, cells)
            home, own = self.by_id["outlets"].get(row.outlet, {}), self.kinds[table]
            row.medium, row.level, row.zone = (
                (cells[name] if name in own else "") or home.get(name, "")
                for name in ("medium", "level", "zone")
            )
            self.timed(row, when or {})
            yield row

    def timed(self, row: Row, when: Cells) -> None:
        """When the act was: [start, end) in UTC; of a day, that day in the row's zone or the seat's."""
        cells, row.day = row.cells, ""
        named = [when["start"]] if "start" in when else when.get("moment", [])
        row.start = next((cells[name] for name in named if cells[name] is not None), None)
        row.end = cells[when["end"]] if "end" in when else row.start
        if "length" in when and row.start is not None:
            row.end = None if cells[when["length"]] is None else row.start + cells[when["length"]]
        if row.start is not None:
            row.has_no_end = row.end is None
            row.end = max(row.start, row.start if row.end is None else row.end)
            return
        row.day = next((cells[name] for name in when.get("day", ()) if cells[name]), "")
        if row.day:
            row.start, end = day_bounds(row.day, row.zone or self.zones[0])
            row.end = end if row.end is None else row.end

    def rows(self, rule: Cells, chosen: Cells, lost: Counter[str]) -> Iterator[Row]:
        """The rows of a row set that are tested; `lost` counts the others by reason, exempt ones too."""
        table = chosen["table"]
        for row in self.prepared(table, chosen.get("time")):
            held, blank = met(row.cells, chosen.get("where") or {})
            if held is None:
                lost[f"unknown: {blank}"] += 1
            for one in self.judged_for(rule, row, lost, chosen.get("during", "")) if held else ():
                phase = self.in_phase(one, chosen.get("during", ""))
                if phase is not True:
                    lost.update([phase] if phase else ())
                elif not self.in_force(rule, one):
                    lost["not in force"] += 1
                elif one.cells.get("is_illustrative"):
                    lost["illustrative"] += 1
                elif self.spared(one, chosen.get("except") or ()):
                    lost["exempt"] += 1
                else:
                    yield one

    def judged_for(self, rule: Cells, row: Row, lost: Counter[str], phase: str) -> Iterator[Row]:
        """The row for its contest; one without a contest for each, or once where the rule asks for none."""
        concerned = [
            name
            for name, of in self.contests.items()
            if not rule["contests"] or of["kind"] in rule["contests"]
        ]
        if row.contest in self.contests:
            yield from [row] if row.contest in concerned else ()
        elif concerned and len(concerned) == len(self.contests) and asks_no_contest(rule) and not phase:
            yield row
        elif not self.contests:
            lost["unknown: contest_id"] += 1
        else:
            for name in concerned:
                yield replace(row, contest=name, several=len(concerned) > 1)

    def in_phase(self, row: Row, window: str) -> bool | str:
        """Whether the act begins while that window is open by the row's own clock; why that is not known."""
        if not window:
            return True
        if why := self.unknown.get((row.contest, window)):
            return "law" if why == "law" else f"unknown: {why}"
        if (start := row.start) is None:
            return "unknown: time"
        entries = self.windows.get((row.contest, window, row.zone or self.zones[0]), ())
        return any(
            fits(entry, row) and within(start, entry["start_ms"], entry["end_ms"]) for entry in entries
        )

    def in_force(self, rule: Cells, row: Row) -> bool:
        """Whether the rule held on the local day of the act; where no day is known, it is taken to have."""
        since = max((day for day in (rule["valid_from"], self.book["valid_from"]) if day), default="")
        until = min((day for day in (rule["valid_to"], self.book["valid_to"]) if day), default="")
        return not (since and self.reached(row, since) is False) and not (until and self.reached(row, until))

    def reached(self, row: Row, limit: str) -> bool | None:
        day = row.day
        if row.start is None:
            days = [of["voting_day"] for of in self.contests.values()]
            own = self.contests.get(row.contest)
            day = (own["voting_day"] if own else min(days, default="")) or day
        if day:
            return day >= limit
        if row.start is None:
            return None
        rough = row.start - (date.fromisoformat(limit) - EPOCH.date()).days * DAY_MS
        if abs(rough) > DAY_MS:  # no clock is a day off
            return rough > 0
        return row.start >= midnight(limit, row.zone or self.zones[0])

    def spared(self, row: Row, exceptions: Sequence[Cells]) -> bool:
        """Whether an exception spares the row; one of which that is not known keeps its column as doubt."""
        verdicts = [met(row.cells, one) for one in exceptions]
        row.doubt = next((blank for held, blank in verdicts if held is None), "")
        return any(held for held, _ in verdicts)


def key_text(cell: Any) -> str:  # noqa: ANN401 - a cell
    """A cell of a key as an id writes it."""
    return "" if cell is None else str(cell).lower() if isinstance(cell, bool) else str(cell)


def met(cells: Cells, conditions: Cells) -> tuple[bool | None, str]:
    """Whether all conditions hold; None, and the column, where a cell that decides it is not known."""
    blank = ""
    for column, values in conditions.items():
        cell = cells[column]
        if cell is None or (cell == "" and "" not in values):
            blank = blank or column
        elif cell not in values:
            return False, ""
    return (None, blank) if blank else (True, "")


def fits(entry: Cells, row: Row) -> bool:
    """Whether a window is for outlets like the row's."""
    pairs = ((entry["media"], row.medium), (entry["levels"], row.level))
    return all(not named or own in named.split(" ") for named, own in pairs)


def within(at: int, start: int | None, end: int | None) -> bool:
    """Whether a moment lies in [start, end); None is open."""
    return (start is None or start <= at) and (end is None or at < end)


def asks_no_contest(rule: Cells) -> bool:
    """Whether a rule speaks of rows alone, not of a contest's days or contestants."""
    limit = rule["terms"].get("no_later_than") or rule["terms"].get("no_earlier_than")
    return rule["kind"] == "required_fields" or (rule["kind"] == "deadline" and "field" in limit)
