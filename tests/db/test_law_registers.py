"""What the law asks of rows: right ones come in, impossible ones are named by line and field."""

from __future__ import annotations

from typing import Any

import pytest
from tests.db.refusals import complaints, is_taken
from tests.db.register_samples import TEXTS, rows

from dauys.db.registers import BY_NAME
from dauys.db.registers.reading import read
from dauys.domain.acts import Act
from dauys.domain.intervals import Interval
from dauys.workflows.home import CampaignHome

HOUR_MS = 3_600_000
START_MS = 1_607_601_600_000  # 2020-12-10T18:00+06:00

# register, what is replaced in its sample, by what, then what is complained of: line, field, words
REPLACED = [
    ("elections", "kz-2021", "KZ 2021", 2, "rule_book", "is not an id"),
    ("contests", "Asia/Almaty", "Almaty", 2, "zone", "not an IANA time zone"),
    ("contests", "Asia/Almaty", "", 2, "campaign_start", "no UTC offset"),
    ("contests", "2021-01-09T00:00+06:00", "2020-12-10T17:59", 2, "campaign_end", "ends"),
    ("orders", "84000,", ",", 3, "price", "only an order that was refused"),
    ("orders", ",yes,No time", ",no,No time", 4, "is_refused", "a refusal is explained"),
    ("orders", "2020-12-12T11:00+06:00,", "2020-12-12T11:00+06:00,2020-12-13", 4, "contracted_on", "refused"),
    ("spots", "no,yes", "no,perhaps", 2, "has_label", "neither yes nor no"),
    ("insertions", "12000,84000", "-1,84000", 2, "circulation", "not a whole number"),
    ("poll-publications", "online_vote", "rumour", 3, "kind", "poll, forecast, exit_poll, online_vote"),
    ("schedule-changes", "2020-12-20T15:00+06:00", "", 2, "changed_at", "is empty"),
    ("replies", "2020-12-24T20:00+06:00", "2020-12-23T20:59+06:00", 2, "granted_at", "before"),
    ("ad-filings", "2020-12-14", "week 51", 2, "week_from", "is not a day"),
    ("materials", "aq-dala,print", "aq-dala,online", 2, "has_place", "only printed material"),
    ("materials", "no,no,yes,yes", "no,no,,yes", 2, "has_image", "an image"),
    ("materials", "historic", "roof", 3, "place", "allowed, monument"),
    ("campaigners", "foreign_body", "tourist", 3, "role", "foreign_body"),
    ("allocations", "seats,60", "seats,60 %", 2, "value", "not a whole number"),
    ("allocations", "seats,60", "merit,60", 2, "basis", "votes, seats, polls, lot"),
    ("finding-decisions", "P5.poll-publications.poll-1", "poll-1", 2, "finding", "copy its id"),
    ("finding-decisions", "2020-12-24", "", 2, "decided_on", "say when it was taken"),
    ("finding-decisions", "the commission", "", 2, "decided_by", "by whom"),
    ("finding-decisions", "pending,,,", "pending,2020-12-24,,", 3, "decided_on", "nothing is decided yet"),
    ("finding-decisions", "pending,,,", "violation,,,", 3, "decision", "confirmed, not_confirmed, referred"),
]  # fmt: skip

# register, and what is changed in the first row of its sample so that it cannot be true
IMPOSSIBLE: list[tuple[str, dict[str, Any]]] = [
    ("orders", {"id": "two", "price_tiyn": None}),
    ("orders", {"id": "two", "refusal": "No time."}),
    ("orders", {"id": "two", "is_refused": True}),
    ("poll-publications", {"id": "two", "kind": "rumour"}),
    ("schedule-changes", {"id": "two", "order_id": "none"}),
    ("replies", {"id": "two", "granted_at_ms": 5}),
    ("ad-filings", {"id": "two"}),
    ("materials", {"id": "two", "form": "online"}),
    ("materials", {"id": "two", "place": "roof"}),
    ("materials", {"id": "two", "has_image": False}),
    ("campaigners", {"id": "two", "role": "tourist"}),
    ("campaigners", {"id": "two", "premises": "roof"}),
    ("allocations", {"id": "two"}),
    ("allocations", {"id": "two", "basis": "votes", "value": -1}),
    ("finding-decisions", {"id": "two"}),
    ("finding-decisions", {"id": "two", "finding": "T1.a.b", "decided_on": None}),
    ("finding-decisions", {"id": "two", "finding": "T1.a.b", "decision": "pending"}),
    ("finding-decisions", {"id": "two", "finding": "T1.a.b", "decision": "guilty"}),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "field", "words"), REPLACED, ids=lambda value: str(value)[:20]
)
def test_a_wrong_cell_is_named(name: str, old: str, new: str, line: int, field: str, words: str) -> None:
    """The problem names its line and field, and says in words what is wrong; it is the only one."""
    problems = complaints(name, old, new)
    assert [(p.line, p.field) for p in problems] == [(line, field)]
    assert words in problems[0].text


def test_the_database_refuses_what_cannot_be_true(home: CampaignHome) -> None:
    """Whoever asks: not one of these rows is taken, though each is a right row with one thing changed."""
    from dauys.db.writes.registers import store_registers

    made = rows()
    store_registers(made, Act("person:Aigul", 1_608_000_000_000, "test"))
    taken = [(name, changes) for name, changes in IMPOSSIBLE if is_taken(name, {**made[name][0], **changes})]
    assert taken == []


@pytest.mark.parametrize(
    ("start", "zone", "start_ms"),
    [
        ("2020-12-10T18:00", "Asia/Almaty", START_MS),
        ("2020-12-10T18:00", "Asia/Aqtau", START_MS + HOUR_MS),
        ("2020-12-10T18:00+06:00", "Asia/Almaty", START_MS),
        ("2020-12-10T18:00+06:00", "Asia/Aqtau", START_MS),
        ("2020-12-10T12:00Z", "", START_MS),
        ("2019-03-10T02:30", "America/New_York", 1_552_201_200_000),
    ],
    ids=[
        "own clock",
        "another zone",
        "with its offset",
        "offset of another zone",
        "no zone",
        "a skipped hour",
    ],
)
def test_a_contests_times_are_its_zones_clock(start: str, zone: str, start_ms: int) -> None:
    """Without an offset it is what the zone's clock shows, a skipped hour the moment of the skip; an offset
    says the moment itself. The store has UTC milliseconds either way, and the zone beside them."""
    text = TEXTS["contests.csv"].replace("2020-12-10T18:00", start).replace("Asia/Almaty", zone)
    sheet = read(BY_NAME["contests"], text.encode())
    assert sheet.problems == []
    (row,) = sheet.rows
    assert (row.made.campaign.start_ms, row.made.zone) == (start_ms, zone)
    assert row.made.silence == Interval(1_610_128_800_000, 1_610_301_600_000)


def test_what_is_loaded_is_published(home: CampaignHome) -> None:
    """A yes, a no and a not known each stay what they are; who campaigned has no name in the frame."""
    from dauys.db.selectors.registers import contests, frame, spots
    from dauys.db.writes.registers import store_registers

    texts = TEXTS | {"campaigners.csv": TEXTS["campaigners.csv"].replace("+06:00,,yes", "+06:00,SECRET,yes")}
    assert texts != TEXTS
    store_registers(rows(texts), Act("person:Aigul", 1_608_000_000_000, "test"))
    assert frame("spots").select("has_customer", "made_abroad").rows() == [(True, False), (False, None)]
    assert [spot.has_fund for spot in spots()] == [True, None]
    assert [contest.zone for contest in contests()] == ["Asia/Almaty"]
    assert "SECRET" not in frame("campaigners").write_csv()
    assert frame("campaigners")["at_ms"].to_list() == [1_608_541_200_000, None]
    assert frame("elections")["rule_book"].to_list() == ["kz-2021"]
    assert frame("finding-decisions")["decision"].to_list() == ["confirmed", "pending"]
