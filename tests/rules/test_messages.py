"""What a lawyer reads who has mistyped: the cause and what to write, not the parser's words."""

from __future__ import annotations

import pytest
from tests.rules.rows import SITUATION
from tests.rules.small_book import book, text

from dauys import rules
from dauys.domain.errors import RuleBookError

ROW = '      airings: [{{id: a, outlet: east, start: "{}", length: 30 s}}]\n    expect: none\n'


def problems(changed: str) -> list[str]:
    """What is said of that book."""
    with pytest.raises(RuleBookError) as refused:
        rules.read_book(changed, "rules.yaml")
    return list(refused.value.problems)


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        (", ru: Правило", "", "the key 'ru' is missing; add a line `ru:` with text"),
        (
            "  - id: R1",
            "\t- id: R1",
            ":12: this is not YAML: a tab stands before the text; indent with spaces",
        ),
        ("    level: breach", "     level: breach", "line 14 is not indented like its neighbours"),
        (
            "level: breach",
            "level:breach",
            ":14: this is not YAML: a space is missing after the colon of `level:`",
        ),
        ("art. 1", "art. 1: first", "a text that holds a colon and a space stands in quotes"),
        ("voting_day: -1", "voting_day: −1", "'−1' begins with a dash; use the hyphen -"),
        (
            "during: silence",
            "during: silense",
            'no window "silense" (did you mean "silence"?); the book has: sil',
        ),
        (
            "register: silence",
            "zones: [Asia/Almati]",
            'there is no zone Asia/Almati (did you mean "Asia/Almaty"?); the book has: Asia/Almaty, ',
        ),
    ],
)
def test_a_mistake_in_a_book_says_what_to_write(was: str, now: str, said: str) -> None:
    """With the line on which it stands."""
    assert text().count(was) == 1
    assert any(said in problem for problem in problems(text().replace(was, now))), problems(
        text().replace(was, now)
    )


def test_a_window_misspelt_where_it_is_defined_is_named_there_too() -> None:
    """The line of the rule is right; the other one is to be mended."""
    terms = "{rows: {table: airings, during: silence}, during: silence}"
    said = problems(text(terms).replace("  silence:\n", "  silense:\n"))
    assert "rules.yaml:7: windows: the book defines silense, which no rule names; rules name silence" in said


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2021-01-09 25:00 Asia/Almaty", "given.airings.start: there is no hour 25 in"),
        (
            "2021-01-09 00:00 Asia/Almati",
            'no zone Asia/Almati (did you mean "Asia/Almaty"?); the book has: Asia/',
        ),
        ("2021-02-30 00:00 Asia/Almaty", "no calendar and clock have '2021-02-30 00:00 Asia/Almaty'"),
    ],
)
def test_a_time_of_a_case_says_which_part_is_wrong(moment: str, said: str) -> None:
    """The hour, the zone or the day."""
    with pytest.raises(RuleBookError) as refused:
        rules.read_cases(SITUATION + ROW.format(moment), "cases.yaml", book())
    (problem,) = refused.value.problems
    assert said in problem
