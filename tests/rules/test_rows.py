"""Which rows are tested: chosen, in the rule's contests, in force, real, not spared; the rest is counted."""

from __future__ import annotations

import json

import pytest
from tests.rules.rows import counts, found
from tests.rules.small_book import HEAD, book, text

from dauys import rules
from dauys.rules.row_sets import wrong_column
from dauys.rules.times import KEYS, LINKS, TIMES

IN_SILENCE = 'start: "2021-01-09 12:00 Asia/Almaty", length: 30 s'


def test_illustrative_rows_are_never_tested() -> None:
    """An invented row must not become a finding about a real outlet."""
    rows = f"airings: [{{id: a, outlet: east, contestant: c1, is_illustrative: true, {IN_SILENCE}}}]"
    assert found(book(), rows) == []
    tested = counts(book(), rows)
    assert (tested["tested"], tested["untested"], tested["why_untested"]) == (0, 1, '{"illustrative":1}')


@pytest.mark.parametrize(
    ("form", "ids", "why"),
    [("print", ["m"], ""), ("online", [], ""), ("", [], '{"unknown: form":1}')],
)
def test_a_condition_on_what_is_not_known(form: str, ids: list[str], why: str) -> None:
    """A row that may or may not be meant is neither found nor passed over in silence."""
    of = book("{rows: {table: materials, where: {form: print}}, during: silence}")
    rows = f'materials: [{{id: m, contest: k, form: "{form}", posted_on: 2021-01-09}}]'
    assert [one["row_id"] for one in found(of, rows)] == ids
    assert counts(of, rows)["why_untested"] == why


def test_an_empty_cell_can_be_asked_for() -> None:
    """`""` in a condition means the empty cell itself."""
    of = book('{rows: {table: materials, where: {form: ["", print]}}, during: silence}')
    rows = "materials: [{id: m, contest: k, posted_on: 2021-01-09}]"
    assert len(found(of, rows)) == 1


@pytest.mark.parametrize(
    ("cells", "found_ids", "exempt", "why"),
    [
        ("posted_before_silence: true, place: other", [], 1, ""),
        ("posted_before_silence: false, place: other", ["m"], 0, ""),
        ("posted_before_silence: true, place: commission", ["m"], 0, ""),
        ("place: other", [], 0, '{"unknown: posted_before_silence":1}'),
        ("place: commission", ["m"], 0, ""),
    ],
)
def test_exceptions(cells: str, found_ids: list[str], exempt: int, why: str) -> None:
    """A spared row is exempt; one of which nobody knows whether it is spared is untested, not found."""
    spared = "except: {posted_before_silence: true, place: [other, allowed]}"
    of = book(f"{{rows: {{table: materials, {spared}}}, during: silence}}")
    rows = f"materials: [{{id: m, contest: k, posted_on: 2021-01-09, {cells}}}]"
    tested = counts(of, rows)
    assert [one["row_id"] for one in found(of, rows)] == found_ids
    assert (tested["exempt"], tested["why_untested"]) == (exempt, why)


def test_an_unknown_exception_does_not_matter_where_nothing_is_found() -> None:
    """A poster put up long before the silence passes, whatever else is not known of it."""
    spared = "except: [{place: allowed}, {posted_before_silence: true}]"
    of = book(f"{{rows: {{table: materials, {spared}}}, during: silence}}")
    tested = counts(of, "materials: [{id: m, contest: k, posted_on: 2020-12-20}]")
    assert (tested["tested"], tested["found"], tested["untested"]) == (1, 0, 0)


@pytest.mark.parametrize(("kinds", "is_tested"), [("[list]", 1), ("[candidates]", 0)])
def test_a_rule_of_some_contests(kinds: str, is_tested: int) -> None:
    """A rule for candidates is not tested on party lists, and they are not counted."""
    of = rules.read_book(text(more=f"    contests: {kinds}\n"), "rules.yaml")
    tested = counts(of, f"airings: [{{id: a, outlet: east, contestant: c1, {IN_SILENCE}}}]")
    assert (tested["tested"], tested["untested"]) == (is_tested, 0)


@pytest.mark.parametrize(
    ("dates", "tested_ids"),
    [
        ("valid_from: 2021-01-09", ["early-in", "late-in"]),
        ("valid_from: 2021-01-10", ["late-in"]),
        ("valid_to: 2021-01-10", ["early-in"]),
        ("valid_to: 2021-01-09", []),
    ],
)
@pytest.mark.parametrize("where", ["rule", "book"])
def test_a_rule_is_tested_on_acts_of_its_time(dates: str, tested_ids: list[str], where: str) -> None:
    """From its first day, until the day before its last; by the outlet's own day; the others are counted."""
    head = HEAD + (f"{dates}\n" if where == "book" else "")
    of = rules.read_book(text(head=head, more=f"    {dates}\n" if where == "rule" else ""), "rules.yaml")
    rows = """airings:
  - {id: early-in, outlet: west, contestant: c1, start: "2021-01-09 23:59:59.999 Asia/Qyzylorda", length: 1}
  - {id: late-in, outlet: west, contestant: c1, start: "2021-01-10 00:00:00.000 Asia/Qyzylorda", length: 1}"""
    tested = counts(of, rows)
    assert [one["row_id"] for one in found(of, rows)] == tested_ids
    assert tested["tested"] == len(tested_ids)
    assert json.loads(tested["why_untested"] or "{}").get("not in force", 0) == 2 - len(tested_ids)


def test_rows_find_their_outlet_and_contest_by_what_they_belong_to() -> None:
    """A slot has neither outlet nor contestant of its own: its order has."""
    of = book("{rows: {table: slots}, during: silence}")
    rows = f"orders: [{{id: o, contestant: c2, outlet: west}}]\nslots: [{{id: s, order: o, {IN_SILENCE}}}]"
    (finding,) = found(of, rows)
    assert (finding["outlet_id"], finding["medium"]) == ("west", "radio")
    assert (finding["contestant_id"], finding["contest_id"]) == ("c2", "k")


def test_a_finding_names_its_row_and_evidence() -> None:
    """Ids are readable and stable, exhibits are table and row."""
    rows = f"airings: [{{id: 'a\"1', outlet: east, contestant: c1, {IN_SILENCE}}}]"
    (finding,) = found(book(), rows)
    assert finding["id"] == 'R1.airings.a"1'
    assert json.loads(finding["exhibits"]) == [["airings", 'a"1']]
    trace = json.loads(finding["trace"])
    assert finding["trace"] == json.dumps(trace, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def test_findings_stand_in_the_books_order_then_by_row() -> None:
    """The same tables give the same findings in the same order, however the rows come."""
    second = text().partition("rules:\n")[2].replace("R1", "A0")
    of = rules.read_book(text(more=second), "rules.yaml")
    rows = ", ".join(f"{{id: {name}, outlet: east, contestant: c1, {IN_SILENCE}}}" for name in "cab")
    ids = [one["id"] for one in found(of, f"airings: [{rows}]")]
    assert ids == [f"{rule}.airings.{row}" for rule in ("R1", "A0") for row in "abc"]


@pytest.mark.parametrize("table", TIMES)
def test_usual_times_name_columns_that_are_there(table: str) -> None:
    """What the usual times, keys and links say of a table is so."""
    columns = [
        name for value in TIMES[table].values() for name in ([value] if isinstance(value, str) else value)
    ]
    columns += [*KEYS.get(table, ()), *([LINKS[table][0]] if table in LINKS else [])]
    assert [wrong for name in columns if (wrong := wrong_column(table, name))] == []


def test_a_book_without_tables_finds_nothing_and_says_so() -> None:
    """No rows at all: nothing tested, nothing found, every rule listed."""
    made = rules.test(book(), {})
    assert made["findings"].height == 0
    assert made["rule-tests"]["tested"].to_list() == [0]
    assert made["windows"].height == 0


PHASES = """\
windows:
  early: [{until: {campaign: start}}]
  late: [{from: {campaign: start}, until: {campaign: end}}]
  on_radio: [{from: {campaign: start}, media: [radio]}]
  open: [{from: unknown, until: {campaign: end}}]
rules:
"""


@pytest.mark.parametrize(
    ("start", "early", "late"),
    [
        ("2020-12-10 17:59:59.999 Asia/Almaty", 1, 0),
        ("2020-12-10 18:00:00.000 Asia/Almaty", 0, 1),
        ("2021-01-08 23:59:59.999 Asia/Almaty", 0, 1),
        ("2021-01-09 00:00:00.000 Asia/Almaty", 0, 0),
    ],
)
def test_a_row_belongs_to_the_phase_in_which_it_begins(start: str, early: int, late: int) -> None:
    """An act that goes on beyond a border of phases is of the first alone; also on a national channel."""
    for phase, tested in (("early", early), ("late", late)):
        of = book(
            f"{{rows: {{table: airings, during: {phase}}}, field: contestant_id, not_in: [c2]}}",
            "eligibility",
            windows=PHASES,
        )
        for outlet in ("east", "all"):
            rows = f'airings: [{{id: a, outlet: {outlet}, contestant: c1, start: "{start}", length: 30 s}}]'
            assert counts(of, rows)["tested"] == tested


@pytest.mark.parametrize(
    ("phase", "cells", "tested", "why"),
    [
        ("on_radio", 'outlet: west, start: "2021-01-05 12:00 Asia/Almaty"', 1, ""),
        ("on_radio", 'outlet: east, start: "2021-01-05 12:00 Asia/Almaty"', 0, ""),
        ("late", "outlet: east", 0, '{"unknown: start_ms":1}'),
        ("open", 'outlet: east, start: "2021-01-05 12:00 Asia/Almaty"', 0, '{"law":1}'),
    ],
)
def test_a_phase_of_some_media_and_rows_that_have_no_phase(
    phase: str, cells: str, tested: int, why: str
) -> None:
    """Entries hold for their media; a row of unknown time, or a phase the law leaves open, tests nothing."""
    of = book(
        f"{{rows: {{table: airings, during: {phase}}}, field: contestant_id, not_in: [c2]}}",
        "eligibility",
        windows=PHASES,
    )
    got = counts(of, f"airings: [{{id: a, contestant: c1, {cells}}}]")
    assert (got["tested"], got["why_untested"]) == (tested, why)


def test_a_row_without_a_contest_has_its_phase_in_each() -> None:
    """Two contests with different campaigns: a row of none is judged in the one whose phase it falls into."""
    of = book(
        "{rows: {table: replies, during: late}, at: [granted_at_ms], "
        "no_later_than: {field: requested_at_ms, plus: {hours: 24}}}",
        "deadline",
        windows=PHASES,
    )
    rows = """\
contests:
  - {id: l, voting_day: 2021-03-10, campaign_start: "2021-02-10 18:00 Asia/Almaty",
     campaign_end: "2021-03-09 00:00 Asia/Almaty"}
replies:
  - {id: r, outlet: east, requested_at: "2021-01-05 12:00 Asia/Almaty",
     granted_at: "2021-01-07 12:00 Asia/Almaty"}
"""
    assert [(one["row_id"], one["contest_id"]) for one in found(of, rows)] == [("r", "k")]
