"""A row that refers to an order, a notice, a spot or a debate says itself whose it is."""

from __future__ import annotations

from tests.measures.registers import campaign, made


def test_rows_of_an_order_say_whose_they_are() -> None:
    """Slots, changes of their schedule and payments have the order's contestant and outlet."""
    registers = campaign(
        orders=[{"id": "a", "contestant_id": "c2", "outlet_id": "o1", "spot_id": "s2"}],
        slots=[{"id": "s", "order_id": "a", "channel_id": "o1", "start_ms": 0, "length_ms": 1000}],
        schedule_changes=[{"id": "x", "order_id": "a", "changed_at_ms": 5}],
        payments=[{"id": "p", "order_id": "a", "paid_on": "2021-01-01", "price_tiyn": 1}],
    )
    tables = made(registers)
    for name in ("slots", "schedule-changes", "payments"):
        assert tables[name].select("contestant_id", "outlet_id").rows() == [("c2", "o1")]


def test_tariffs_and_logs_say_whose_they_are() -> None:
    """A tariff has its notice's outlet, a line of an as-run log its spot's contestant."""
    registers = campaign(
        tariff_notices=[{"id": "n", "outlet_id": "o2"}],
        tariffs=[{"notice_id": "n", "slot_class": "prime", "per": "second", "price_tiyn": 5}],
        as_run=[{"id": "l", "channel_id": "o1", "spot_id": "s1", "start_ms": 0, "length_ms": 1000}],
    )
    tables = made(registers)
    assert tables["tariffs"]["outlet_id"].to_list() == ["o2"]
    assert tables["as-run"]["contestant_id"].to_list() == ["c1"]


def test_the_debate_clock_says_on_which_channel() -> None:
    """So that a rule knows whose clock holds."""
    registers = campaign(
        debates=[{"id": "d", "contest_id": "k", "channel_id": "o1", "held_on": "2021-01-01"}],
        debate_participants=[{"debate_id": "d", "contestant_id": "c1"}],
    )
    assert made(registers)["debate-clock"]["channel_id"].to_list() == ["o1"]


def test_material_belongs_to_the_contest_that_it_states_else_to_its_contestants() -> None:
    """What says neither belongs to none, and stays in the table."""
    rows = [
        {"id": "stated", "contest_id": "k", "contestant_id": ""},
        {"id": "of-contestant", "contest_id": "", "contestant_id": "c1"},
        {"id": "unknown", "contest_id": "", "contestant_id": ""},
    ]
    tables = made(campaign(materials=rows, campaigners=rows))
    for name in ("materials", "campaigners"):
        assert tables[name].select("id", "contest_id").rows() == [
            ("stated", "k"),
            ("of-contestant", "k"),
            ("unknown", ""),
        ]
