"""Rows of the session's registers that cannot be true: named by line and field, refused by the database."""

from __future__ import annotations

from typing import Any

import pytest
from tests.db.refusals import complaints, is_taken
from tests.db.register_samples import TEXTS, rows

from dauys.db.registers import BY_NAME
from dauys.db.registers.reading import read
from dauys.db.registers.references import overlapping_speeches, shared_places, split_items
from dauys.domain.acts import Act
from dauys.workflows.home import CampaignHome


def test_a_complaint_about_a_private_cell_does_not_repeat_it() -> None:
    """Complaints are printed and logged: they say what is wrong with a name or a letter, not what it is."""
    register = BY_NAME["persons-liable"]
    for name in ("=SECRET", "SECRET" * 200, "-'SECRET' \"x"):
        content = f'id,incident,name,penalty\np,incident-1,"{name.replace(chr(34), chr(34) * 2)}",\n'
        sheet = read(register, content.encode())
        [problem] = sheet.problems
        assert problem.field == "name"
        assert "SECRET" not in str(problem)


# register, what is replaced in its sample, by what, then what is complained of: line, field, words
REPLACED = [
    ("tariff-notices", "2020-12-02", "2020-12-32", 2, "filed_on", "not a day"),
    ("tariffs", "prime time,second", "prime time,minute", 2, "per", "not one of second, spot"),
    ("tariffs", "2500.00", "2500.005", 2, "price", "no amount of money"),
    ("tariffs", "900", "-900", 3, "price", "no amount of money"),
    ("tariffs", "900", "1e400", 3, "price", "no amount of money"),
    ("orders", "aq-dala-road,kk", ",kk", 2, "spot", "its spot is not"),
    ("orders", "2020-12-11T09:30+06:00", "2020-12-11T09:30", 2, "applied_at", "UTC offset"),
    ("slots", "30000,prime", "0,prime", 2, "length_ms", "from 1 to 86400000"),
    ("slots", "30000,prime", "30.5,prime", 2, "length_ms", "not a whole number"),
    ("payments", "100000.00", "1 00000", 2, "amount", "write tenge like 12500"),
    ("state-slots", "tv,900000", "article,900000", 2, "due_ms", "an article has no length"),
    ("state-slots", "article,,", "radio,,", 3, "due_mm2", "broadcast has no area"),
    ("debates", "commission,budget", "commission,nobody", 3, "payer", "budget, funds, outlet, unknown"),
    ("debates", "yes,kk ru", "live,kk ru", 2, "is_live", "neither yes nor no"),
    ("debates", "yes,kk ru", "yes,kk kk", 2, "languages", "twice"),
    ("debate-participants", "6,5,0", "6,7,0", 3, "questions_put", "more questions were answered"),
    ("debate-participants", "studio,kok-jol,,,,", "studio,kok-jol,,,2,", 4, "questions_put", "declined"),
    ("debate-speeches", "60000,178500", "60000,60000", 2, "end_ms", "ends before it begins"),
    ("meetings", "hall,,Qaratau", "hall,Zoom,Qaratau", 2, "platform", "only a meeting online"),
    ("poll-notices", "2020-12-03", "2020-11-30", 2, "decided_on", "before it came in"),
    ("poll-notices", "pending,,", "pending,2020-12-21,", 4, "decided_on", "nothing is decided yet"),
    ("poll-notices", "pending,,", "pending,,because", 4, "reasons", "nothing is decided yet"),
    ("poll-publications", "2020-12-22,,,no,no", "2020-12-22,,,,no", 3, "has_entity", "is empty"),
    ("incidents", "2021-01-05", "2020-12-22", 2, "decided_on", "before it was reported"),
    ("incidents", "poll,art. 120", "theft,art. 120", 2, "act", "poll, damage, campaigning"),
    ("persons-liable", "person-2", "person-1", 3, "id", "stands already on line 2"),
    ("objections", "2020-12-31", "2020-12-27", 2, "due_on", "before the objection came in"),
    ("objections", "2020-12-30", "2020-12-27", 2, "answered_on", "before it came in"),
    ("objections", "2020-12-30,upheld", ",upheld", 2, "answered_on", "no day of it"),
    ("objections", "upheld", "well", 2, "outcome", "partly_upheld"),
    ("notices", "2021-01-06T10:20+06:00", "2021-01-06T09:20+06:00", 2, "received_at", "before it was sent"),
    ("notices", "2021-01-06T10:00+06:00,2021", ",2021", 2, "sent_at", "never sent"),
    ("parts", "4 5 6", "4 6 5", 2, "headings", "in order"),
    ("parts", "4 5 6", "4 5 17", 2, "headings", "from 1 to 16"),
    ("parts", "4 5 6", "4 five 6", 2, "headings", "not headings"),
    ("parts", "Завтра агитация не ведётся.", "", 3, "statement_ru", "in another language"),
    ("elections", "Вымышленный пример.", "", 2, "notice_ru", "in another language"),
    ("subjects", "contestant,aq-dala", "contestant,", 2, "contestant", "say which"),
    ("airings", "aq-dala-road,kk", ",kk", 2, "spot", "its spot is not"),
    ("airings", ",yes", ",true", 2, "is_illustrative", "neither yes nor no"),
    ("insertions", "24000,108000", "108001,108000", 2, "page_area_mm2", "the page is smaller"),
    ("insertions", "2020-12-24,3", "2020-12-24,0", 2, "page", "from 1 to 9999"),
    ("placements", "41,48", "49,48", 2, "seen", "more often"),
    ("placements", "41,48", "41,", 2, "visits", "nobody visited"),
    ("placements", "2020-12-20T08:00", "2020-12-14T08:00", 2, "last_promoted", "before it was first seen"),
    ("placements", "https://dala.example/,", "javascript:alert(1),", 2, "address", "not an address"),
    ("coverage", "12000,0", "12000,3", 2, "tone", "from -2 to 2"),
    ("coverage", "45000,,12000", "45000,,45001", 2, "length_ms", "longer than it is spoken of"),
    ("coverage", "item-1,kok-jol", "item-1,aq-dala", 3, "item", "stands already on line 2"),
    ("coverage", "news,party", "news,king", 2, "capacity", "party, office"),
    ("monitored-time", "64800000,61200000", "64800000,64800001", 2, "monitored", "more was monitored"),
    ("monitored-time", "1,1,", "1,1,not_received", 3, "cause", "nothing to explain"),
    ("monitored-time", "no_recording", "forgotten", 2, "cause", "not_reached"),
]


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "field", "words"), REPLACED, ids=lambda value: str(value)[:20]
)
def test_a_wrong_cell_is_named(name: str, old: str, new: str, line: int, field: str, words: str) -> None:
    """The problem names its file, line and field, and says in words what is wrong; it is the only one."""
    problems = complaints(name, old, new)
    assert [(p.file, p.line, p.field) for p in problems] == [(f"{name}.csv", line, field)]
    assert words in problems[0].text


def test_two_contestants_do_not_draw_the_same_place() -> None:
    """A place by lot that two participants of one debate hold is named; in another debate it is free."""
    text = TEXTS["debate-participants.csv"].replace("evening,kok-jol,1", "evening,kok-jol,2")
    sheet = read(BY_NAME["debate-participants"], text.encode())
    assert [(p.line, p.field, p.text) for p in shared_places([sheet])] == [
        (3, "order", "place 2 of evening is taken by line 2")
    ]
    elsewhere = text.replace("studio,kok-jol,", "studio,kok-jol,1").replace(
        "evening,kok-jol,2", "evening,kok-jol,"
    )
    assert shared_places([read(BY_NAME["debate-participants"], elsewhere.encode())]) == []


def test_the_rows_of_an_item_agree_about_it() -> None:
    """Rows of one item that differ in outlet, time or genre are named: it was not published twice."""
    text = TEXTS["coverage.csv"].replace(
        "item-1,kok-jol,samal-tv,samal-1", "item-1,kok-jol,tolqyn-fm,tolqyn-fm"
    )
    sheet = read(BY_NAME["coverage"], text.encode())
    assert [(p.line, p.field) for p in split_items([sheet])] == [(3, "outlet"), (3, "channel")]
    assert split_items([read(BY_NAME["coverage"], TEXTS["coverage.csv"].encode())]) == []


@pytest.mark.parametrize(("start_ms", "lines"), [(178_500, []), (178_499, [4]), (60_001, [4])])
def test_nobody_speaks_twice_at_a_time(start_ms: int, lines: list[int]) -> None:
    """A contestant's speech may begin where the last one ended, not before; others may speak meanwhile."""
    text = TEXTS["debate-speeches.csv"].replace("305000", str(start_ms))
    sheet = read(BY_NAME["debate-speeches"], text.encode())
    problems = overlapping_speeches([sheet])
    assert [(p.line, p.field) for p in problems] == [(line, "start_ms") for line in lines]
    assert all("the speech of line 2 goes on until 178500" in p.text for p in problems)


# register, and what is changed in the first row of its sample so that it cannot be true
IMPOSSIBLE: list[tuple[str, dict[str, Any]]] = [
    ("tariffs", {"per": "minute"}),
    ("tariffs", {"price_tiyn": -1}),
    ("tariffs", {}),
    ("orders", {"id": "two", "contestant_id": "nobody"}),
    ("orders", {"id": "two", "spot_id": None}),
    ("orders", {"id": "two", "price_tiyn": -1}),
    ("slots", {"id": "two", "length_ms": 0}),
    ("payments", {"id": "two", "order_id": "none"}),
    ("payments", {"id": "two", "price_tiyn": -1}),
    ("state-slots", {"id": "two", "kind": "article"}),
    ("state-slots", {"id": "two", "due_mm2": 5}),
    ("state-slots", {"id": "two", "used_ms": -1}),
    ("as-run", {"id": "two", "length_ms": 0}),
    ("debates", {"id": "two", "payer": "nobody"}),
    ("debates", {"id": "two", "initiative": ""}),
    ("debates", {"id": "two", "length_ms": 0}),
    ("debate-participants", {}),
    ("debate-participants", {"debate_id": "studio", "contestant_id": "aq-dala", "is_refused": True}),
    ("debate-participants", {"debate_id": "studio", "contestant_id": "aq-dala", "order": 0}),
    ("debate-speeches", {"start_ms": 178_500}),
    ("debate-speeches", {"start_ms": -1}),
    ("meetings", {"id": "two", "platform": "Zoom"}),
    ("meetings", {"id": "two", "form": "stadium"}),
    ("poll-notices", {"id": "two", "decision": "pending"}),
    ("poll-notices", {"id": "two", "decided_on": "2020-11-30"}),
    ("incidents", {"id": "two", "act": "theft"}),
    ("incidents", {"id": "two", "source": ""}),
    ("persons-liable", {"id": "two", "incident_id": "none"}),
    ("persons-liable", {"id": ""}),
    ("objections", {"id": "two", "due_on": "2020-12-27"}),
    ("objections", {"id": "two", "answered_on": None}),
    ("objections", {"id": "two", "outcome": "well"}),
    ("notices", {"id": "two", "sent_at_ms": None}),
    ("notices", {"id": "two", "text": ""}),
    ("notices", {"id": "two", "received_at_ms": 5}),
    ("parts", {"id": "two", "statement_ru": "Только по-русски."}),
    ("parts", {"id": "two", "role": "guest"}),
    ("subjects", {"id": "two", "contestant_id": None}),
    ("airings", {"id": "two", "spot_id": None}),
    ("airings", {"id": "two", "length_ms": 0}),
    ("airings", {"id": "two", "language": "de"}),
    ("insertions", {"id": "two", "area_mm2": 108_001}),
    ("insertions", {"id": "two", "page": 0}),
    ("placements", {"id": "two", "seen": 49}),
    ("placements", {"id": "two", "visits": None}),
    ("placements", {"id": "two", "last_promoted_ms": 5}),
    ("coverage", {}),
    ("coverage", {"item_id": "two", "tone": 3}),
    ("coverage", {"item_id": "two", "direct_speech_ms": 45_001}),
    ("coverage", {"item_id": "two", "capacity": "king"}),
    ("monitored-time", {}),
    ("monitored-time", {"unit": "days"}),
    ("monitored-time", {"day": "2020-12-20", "monitored": 64_800_001}),
]


@pytest.fixture
def loaded(home: CampaignHome) -> CampaignHome:
    """A home with every sample but the versions."""
    from dauys.db.writes.registers import store_registers

    store_registers(rows(), Act("person:Aigul", 1_608_000_000_000, "test"))
    return home


def test_the_database_refuses_what_cannot_be_true(loaded: CampaignHome) -> None:
    """Whoever asks: not one of these rows is taken, though each is a right row with one thing changed."""
    made = rows()
    taken = [(name, changes) for name, changes in IMPOSSIBLE if is_taken(name, {**made[name][0], **changes})]
    assert taken == []
