"""The maker of mutants sees every limit, and a case that holds a limit kills its mutants."""

from __future__ import annotations

from tests.rules import mutants
from tests.rules.rows import SITUATION
from tests.rules.small_book import HEAD, book, text

from dauys import rules

BOUNDS = """\
      - {id: before, outlet: east, contestant: c1, end: "2021-01-09 00:00 Asia/Almaty", length: 1,
         start: "2021-01-08 23:59:59.999 Asia/Almaty"}
      - {id: first, outlet: east, contestant: c1, length: 1, start: "2021-01-09 00:00 Asia/Almaty"}
      - {id: last, outlet: east, contestant: c1, length: 1, start: "2021-01-10 23:59:59.999 Asia/Almaty"}
      - {id: after, outlet: east, contestant: c1, length: 1, start: "2021-01-11 00:00 Asia/Almaty"}
"""


def test_every_kind_of_limit_is_changed() -> None:
    """Numbers, days, clock times, list entries and conditions, each in turn and both ways."""
    rows = "{table: materials, where: {form: [print, online]}, except: {place: allowed}}"
    terms = f"{{rows: {rows}, at: posted_on, no_later_than: {{date: 2021-01-05}}}}"
    of = rules.read_book(text(terms, "deadline", more="    valid_to: 2022-01-01\n"), "rules.yaml")
    changes = [one.what.removeprefix("rules.0.") for one in mutants.of_rule(of, "R1")]
    assert changes == [
        "terms.rows.0.where {'form': ['print', 'online']} left out",
        "terms.rows.0.where.form.0 'print' left out",
        "terms.rows.0.where.form.1 'online' left out",
        "terms.rows.0.except [{'place': ['allowed']}] left out",
        "terms.no_later_than.date '2021-01-05' → '2021-01-06'",
        "terms.no_later_than.date '2021-01-05' → '2021-01-04'",
        "valid_to '2022-01-01' → '2022-01-02'",
        "valid_to '2022-01-01' → '2021-12-31'",
    ]


def test_every_bound_of_a_window_is_changed() -> None:
    """Days, clock times and the register that may override them."""
    changes = [one.what.removeprefix("windows.silence.0.") for one in mutants.of_window(book(), "silence")]
    assert changes == [
        "from.voting_day -1 → 0",
        "from.voting_day -1 → -2",
        "from.at '00:00' → '00:01'",
        "until.voting_day 1 → 2",
        "until.voting_day 1 → 0",
        "until.at '00:00' → '00:01'",
        "register 'silence' left out",
    ]


def test_cases_at_the_bounds_kill_what_moves_them() -> None:
    """Cases on both sides of each bound notice every change; only the register needs one of its own."""
    of = book()
    airings = SITUATION.replace("    given:\n", f"    rule: R1\n    given:\n     airings:\n{BOUNDS}")
    cases = rules.read_cases(airings + "    expect: [{row: first}, {row: last}]\n", "cases.yaml", of)
    assert not rules.run(cases[0], of).differs
    alive = [one.what for one in mutants.of_window(of, "silence") if mutants.survives(one, cases)]
    assert alive == ["windows.silence.0.register 'silence' left out"]


def test_the_days_of_a_book_are_changed() -> None:
    """A book's own days of force are limits too."""
    of = rules.read_book(text(head=HEAD + "valid_from: 2018-07-01\n"), "rules.yaml")
    assert [one.what for one in mutants.of_validity(of)] == [
        "valid_from '2018-07-01' → '2018-07-02'",
        "valid_from '2018-07-01' → '2018-06-30'",
    ]
