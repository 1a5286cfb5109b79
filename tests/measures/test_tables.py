"""Every published table has its declared columns, and says of each fact where and when it was."""

from __future__ import annotations

import pytest
from tests.measures.frames import KINDS, airings, due
from tests.measures.registers import OUTLETS, campaign, made

from dauys.domain.figures import Definition, Kind, Unit
from dauys.domain.names import Names
from dauys.domain.tables import TABLES
from dauys.measures import Answers, identities, tables

MIDNIGHT = 1_608_660_000_000  # 23 December 2020, 00:00 in Almaty
HOUR = 3_600_000


def _campaign() -> dict:
    return campaign(
        airings=[
            {"id": "e1", "channel_id": "o2", "contestant_id": "c2", "start_ms": MIDNIGHT, "length_ms": 9,
             "price_tiyn": 7}
        ],
        insertions=[
            {"id": "i1", "contestant_id": "c1", "outlet_id": "paper", "day": "2020-12-22", "area_mm2": 5}
        ],
        placements=[{"id": "p1", "contestant_id": "c2", "outlet_id": "site", "first_seen_ms": MIDNIGHT - 1}],
        subjects=[
            {"id": "party", "kind": "contestant", "contestant_id": "c1"},
            {"id": "akimat", "kind": "institution"},
        ],
        coverage=[
            {"item_id": "x", "subject_id": "party", "outlet_id": "o1", "start_ms": MIDNIGHT},
            {"item_id": "x", "subject_id": "akimat", "outlet_id": "o1", "start_ms": MIDNIGHT},
        ],
        monitored_time=[
            {"outlet_id": "paper", "day": "2020-12-22", "unit": "issues", "due": 3, "monitored": 2}
        ],
        incidents=[{"id": "n1", "act": "poll"}, {"id": "n2", "act": "damage"}],
        persons_liable=[{"id": "q1", "incident_id": "n2"}, {"id": "q2", "incident_id": "n2"}],
    )  # fmt: skip


def _heard() -> list[dict]:
    return [
        {"start_ms": MIDNIGHT - 1000, "end_ms": MIDNIGHT + 500, "length_ms": 1500, "contestant_id": "c1",
         "channel_id": "o1", "spot_id": "s1"},
        {"start_ms": 5, "end_ms": 6, "length_ms": 1, "decided_by": ""},
    ]  # fmt: skip


@pytest.mark.parametrize("registers", [{}, _campaign()], ids=["nothing", "something"])
def test_every_table_has_its_declared_columns(registers) -> None:
    """All tables, in the declared order, with exactly their columns and kinds; empty ones too."""
    found = tables(registers, airings(), due(), OUTLETS)
    assert list(found) == list(TABLES)
    for name, columns in TABLES.items():
        assert dict(found[name].schema) == {column: KINDS[kind] for column, kind in columns.items()}, name


def test_an_airing_is_cut_and_counted_once() -> None:
    """Its milliseconds fall on the days they were heard on; an undecided sighting is no appearance."""
    rows = made(_campaign(), _heard())["appearances"].filter(id="s0")
    columns = ("day", "daypart", "start_ms", "items", "ms", "is_prime")
    assert rows.select(columns).rows() == [
        ("2020-12-22", "evening", MIDNIGHT - 1000, 1, 1000, False),
        ("2020-12-23", "night", MIDNIGHT, 0, 500, False),
    ]


def test_entered_printed_and_online_items_are_single_rows() -> None:
    """Each on its own day in its outlet's zone, with its contest, its medium and its weighted numbers."""
    rows = made(_campaign())["appearances"]
    columns = ("id", "kind", "contest_id", "medium", "day", "items", "ms", "area_mm2", "weighted_items")
    assert sorted(rows.select(columns).rows()) == [
        ("e1", "airing", "k", "radio", "2020-12-22", 1, 9, None, 500),
        ("i1", "insertion", "k", "print", "2020-12-22", 1, None, 5, 1000),
        ("p1", "placement", "k", "online", "2020-12-22", 1, None, None, 1000),
    ]


def test_a_price_stands_where_the_airing_starts() -> None:
    """Cut in two, an airing costs what it cost; without a price it is not known, in no piece."""
    long = {"id": "e1", "channel_id": "o1", "contestant_id": "c1", "start_ms": MIDNIGHT - 5, "length_ms": 9}
    priced = made(campaign(airings=[long | {"price_tiyn": 7}]))["appearances"]
    assert priced["price_tiyn"].to_list() == [7, 0]
    assert made(campaign(airings=[long]))["appearances"]["price_tiyn"].to_list() == [None, None]


@pytest.mark.parametrize(
    ("apart_ms", "expected"), [(3000, [("heard", 7)]), (3001, [("heard", None), ("entered", 7)])]
)
def test_what_is_heard_and_entered_is_one_airing(apart_ms, expected) -> None:
    """A register's airing that a recording shows too is counted once, as heard, and gives its price."""
    heard = {
        "channel_id": "o1",
        "spot_id": "s1",
        "start_ms": MIDNIGHT,
        "end_ms": MIDNIGHT + 9,
        "length_ms": 9,
    }
    stated = {"id": "e1", "channel_id": "o1", "contestant_id": "c1", "spot_id": "s1", "length_ms": 9,
              "start_ms": MIDNIGHT + apart_ms, "price_tiyn": 7}  # fmt: skip
    rows = made(campaign(airings=[stated]), [heard])["airings"]
    assert rows.select("origin", "price_tiyn").rows() == expected


def test_a_mention_is_of_its_subject() -> None:
    """An item that names two subjects has two rows; only the contestant's belongs to a contest."""
    rows = made(_campaign())["coverage"]
    assert sorted(rows.select("id", "subject_kind", "contestant_id", "contest_id", "day").rows()) == [
        ("x/akimat", "institution", "", "", "2020-12-23"),
        ("x/party", "contestant", "c1", "k", "2020-12-23"),
    ]


def test_monitored_time_and_gap_make_what_was_due() -> None:
    """Broadcast in milliseconds from recordings, print in issues from its register."""
    owed = [
        {"start_ms": MIDNIGHT, "end_ms": MIDNIGHT + HOUR},
        {"start_ms": MIDNIGHT + HOUR, "end_ms": MIDNIGHT + 2 * HOUR, "cause": "no_recording"},
    ]
    rows = made(_campaign(), owed=owed)["monitored-time"]
    assert rows.select("outlet_id", "unit", "due", "monitored", "gap", "cause").rows() == [
        ("o1", "ms", HOUR, HOUR, 0, ""),
        ("o1", "ms", HOUR, 0, HOUR, "no_recording"),
        ("paper", "issues", 3, 2, 1, ""),
    ]


def test_recordings_say_more_of_a_day_than_a_register() -> None:
    """The register's row about a day that was recorded is left out, so that nothing is due twice."""
    stated = [
        {"outlet_id": "o1", "day": day, "unit": "ms", "due": 10, "monitored": 4}
        for day in ("2020-12-23", "2020-12-24")
    ]
    owed = [{"start_ms": MIDNIGHT, "end_ms": MIDNIGHT + HOUR}]
    rows = made(campaign(monitored_time=stated), owed=owed)["monitored-time"]
    assert sorted(rows.select("day", "due").rows()) == [("2020-12-23", HOUR), ("2020-12-24", 10)]


def test_persons_are_a_number() -> None:
    """How many were held liable stands beside the incident; who they are stands nowhere."""
    assert made(_campaign())["incidents"].select("id", "persons").rows() == [("n1", 0), ("n2", 2)]


def test_a_register_without_a_column_is_refused_by_name() -> None:
    """The register and every missing column are named."""
    registers = campaign()
    registers["outlets"] = registers["outlets"].drop("level", "zone")
    with pytest.raises(ValueError, match="register outlets lacks level, zone"):
        made(registers)


def test_the_debate_clock() -> None:
    """Speech is the sum of a participant's intervals; who refused is behind nobody."""
    registers = campaign(
        debate_participants=[
            {"debate_id": "d", "contestant_id": "c1", "order": 2},
            {"debate_id": "d", "contestant_id": "c2", "order": 1},
            {"debate_id": "d", "contestant_id": "c3", "order": 3, "is_refused": True},
            {"debate_id": "untimed", "contestant_id": "c1"},
        ],
        debate_speeches=[
            {"debate_id": "d", "contestant_id": "c1", "start_ms": 0, "end_ms": 70},
            {"debate_id": "d", "contestant_id": "c1", "start_ms": 100, "end_ms": 130},
            {"debate_id": "d", "contestant_id": "c2", "start_ms": 70, "end_ms": 100},
        ],
    )
    clock = made(registers)["debate-clock"]
    assert clock.select("contestant_id", "speech_ms", "speeches", "behind_ms").rows() == [
        ("c2", 30, 1, 70),
        ("c1", 100, 2, 0),
        ("c3", 0, 0, None),
        ("c1", None, None, None),
    ]


def test_what_a_log_states_of_unmonitored_time() -> None:
    """A log's entry is claimed where nobody listened; heard, or refuted by listening, it is not."""
    log = [
        {
            "id": name,
            "channel_id": "o1",
            "spot_id": "s1",
            "start_ms": MIDNIGHT + hours * HOUR,
            "length_ms": 900,
        }
        for name, hours in (("heard", 1), ("refuted", 2), ("unmonitored", 9))
    ]
    heard = {"start_ms": MIDNIGHT + HOUR, "end_ms": MIDNIGHT + HOUR + 900, "length_ms": 900,
             "channel_id": "o1", "spot_id": "s1", "contestant_id": "c1"}  # fmt: skip
    owed = [{"start_ms": MIDNIGHT, "end_ms": MIDNIGHT + 4 * HOUR}]
    rows = made(campaign(as_run=log), [heard], owed)["claimed"]
    assert rows.select("id", "contestant_id", "day", "items", "ms").rows() == [
        ("unmonitored", "c1", "2020-12-23", 1, 900)
    ]


def test_the_tables_of_a_campaign_agree_with_each_other() -> None:
    """No identity is broken where nothing was changed by hand."""
    assert identities(made(_campaign(), _heard())) == []


def test_what_is_not_known_stays_unknown() -> None:
    """A debate of which nobody says whether it was live is neither counted as live nor as not live."""
    live = {"yes": True, "no": False, "open": None}
    rows = [{"id": name, "is_live": said} for name, said in live.items()]
    debates = made(campaign(debates=rows))["debates"]
    assert dict(debates.select("id", "is_live").rows()) == live
    names = Names("x", "x", "x")
    total = Definition("live", Kind.COUNT, Unit.COUNT, names, names, table="debates", by=("is_live",))
    answers = Answers({"live": total}, {"debates": debates})
    assert [answers.at("live", {"is_live": said}) for said in (True, False)] == [1, 1]
    assert answers.at("live", {"is_live": [True, False]}) == 2
    assert answers.at("live", {}) == 3


def test_only_what_registers_say_can_be_unknown() -> None:
    """Yes or no of what is computed here (prime time, whole, monitored) is always said."""
    found = made(_campaign(), _heard())
    computed = {"is_prime", "is_whole", "is_monitored"}
    for name, columns in TABLES.items():
        for column in computed & columns.keys():
            assert found[name][column].null_count() == 0, (name, column)
