"""Cases: a lawyer's few lines become tables, and what differs from what they expect is told."""

from __future__ import annotations

import pytest
from tests.rules.rows import SITUATION
from tests.rules.small_book import book

from dauys import rules
from dauys.domain.errors import RuleBookError
from dauys.domain.tables import TABLES
from dauys.rules.case_rows import number_of
from dauys.rules.telling import trace_lines

BOOK = book()
HEAD = SITUATION.partition("cases:")[0]
AIRING = (
    'airings: [{id: a, outlet: west, contestant: c1, start: "2021-01-09 00:00 Asia/Qyzylorda", length: 30 s}]'
)


def case(keys: str, given: str = AIRING) -> rules.Case:
    """One case of the rule R1."""
    said = f"{HEAD}cases:\n  - case: it\n    rule: R1\n    given: {{{given}}}\n"
    return rules.read_cases(
        said + "".join(f"    {line}\n" for line in keys.splitlines()), "cases.yaml", BOOK
    )[0]


@pytest.mark.parametrize(
    "keys",
    [
        "expect: [{row: a, level: breach}]",
        "expect: [{rule: R1, table: airings, contest: k, contestant: c1, outlet: west}]",
        'expect: {start: "2021-01-09 00:00 Asia/Qyzylorda", end: "2021-01-09 00:00:30 Asia/Qyzylorda"}',
        "expect: [{message: interval_ban.inside, names: silence}]",
        "expect: [{row: a}]\ntested: 1\nexempt: 0\nuntested: 0\nprovision: art. 1",
    ],
)
def test_a_case_passes_where_everything_is_as_it_says(keys: str) -> None:
    """Only what a case states is compared, and left to people is what it must say."""
    assert rules.run(case(keys), BOOK).differs == ()


@pytest.mark.parametrize(
    ("keys", "differs"),
    [
        ("expect: none", "found and not expected: R1.airings.a (breach)"),
        ("expect: [{row: b}]", "expected and not found: a finding (row b)"),
        ("expect: [{row: a}, {row: a}]", "expected and not found: a finding (row a)"),
        ("expect: [{row: a, to_decide: true}]", "expected and not found: a finding (row a, to_decide True)"),
        (
            "expect: [{row: a, level: indication}]",
            "expected and not found: a finding (row a, level indication)",
        ),
        ("expect: [{row: a, names: embargo}]", "expected and not found: a finding (row a, names embargo)"),
        ("expect: [{row: a}]\ntested: 2", "tested is 1, not 2"),
        ("expect: [{row: a}]\nuntested: {illustrative: 1}", "untested is {}, not {'illustrative': 1}"),
        ("expect: [{row: a}]\nprovision: art. 2", "the provision is art. 1, not art. 2"),
    ],
)
def test_each_difference_is_told(keys: str, differs: str) -> None:
    """What was expected and what was found stand side by side."""
    assert differs in rules.run(case(keys), BOOK).differs


def test_a_finding_is_told_by_the_clock_that_decided() -> None:
    """The trace shows whom it concerns, and the window and the act in local time, to the millisecond."""
    half_minute = "2021-01-09 00:00:00.000 Asia/Qyzylorda to 2021-01-09 00:00:30.000 Asia/Qyzylorda"
    of = case("expect: none", f"{AIRING}, outlets: [{{id: west, name_en: West Radio}}]")
    (finding,) = rules.run(of, BOOK).found
    assert trace_lines(finding, BOOK.rules[0], of.brought) == [
        "R1.airings.a: breach, art. 1, interval_ban.inside",
        "rule: A rule",
        "mark: N, read for a neighbouring election or version",
        "outlet: west (West Radio)",
        "contestant: c1",
        f"aired, all of it inside the window: {half_minute}",
        "window: silence",
        "window start: 2021-01-09 00:00:00.000 Asia/Qyzylorda",
        "window end: 2021-01-11 00:00:00.000 Asia/Qyzylorda",
        "origin: book",
        "zone: Asia/Qyzylorda",
        "zones inside: Asia/Qyzylorda",
    ]


def test_an_act_that_is_inside_in_part_shows_both_times() -> None:
    """Which time is the act's and which the part that the window holds is said."""
    of = case("expect: none", AIRING.replace("2021-01-09 00:00", "2021-01-08 23:59:50"))
    (finding,) = rules.run(of, BOOK).found
    lines = trace_lines(finding, BOOK.rules[0], of.brought)
    assert "aired: 2021-01-08 23:59:50.000 Asia/Qyzylorda to 2021-01-09 00:00:20.000 Asia/Qyzylorda" in lines
    part = "2021-01-09 00:00:00.000 Asia/Qyzylorda to 2021-01-09 00:00:20.000 Asia/Qyzylorda"
    assert f"inside the window: {part}" in lines


def test_a_mistake_of_every_case_is_told_twenty_times_and_counted() -> None:
    """One cause does not bury the others."""
    cases = "".join(f"  - {{case: it {n}, rule: R1, expect: none, hint: x}}\n" for n in range(30))
    with pytest.raises(RuleBookError) as refused:
        rules.read_cases(f"cases:\n{cases}  - {{case: other, rule: R9, expect: none}}\n", "c", BOOK)
    *first, other, more = refused.value.problems
    assert len(first) == 20
    assert "there is no rule 'R9'" in other
    assert more.startswith("c: … and 10 more: there is no key 'hint' here")


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("17", 17),
        ("30 s", 30_000),
        ("2min", 120_000),
        ("24 h", 86_400_000),
        ("1970-01-01 00:00:00.001 UTC", 1),
        ("1970-01-01 06:00:00.9 Asia/Almaty", 900),
        ("1970-01-02 00:00 UTC", 86_400_000),
        ("2021-03-28 02:30 Europe/Berlin", 1_616_893_200_000),
        ("1970-01-01 00:00", None),
        ("1970-02-30 00:00 UTC", None),
        ("1970-01-01 00:00 Asia/Nowhere", None),
        ("half an hour", None),
    ],
)
def test_numbers_times_and_lengths(said: str, number: int | None) -> None:
    """A time is exact to the millisecond; one without a zone, or that no calendar has, is refused."""
    assert number_of(said) == number


def test_a_row_is_filled_from_what_it_belongs_to() -> None:
    """Two of start, end and length give the third; the outlet gives its own; the rest is not known."""
    row = case("expect: none").brought.table("airings").to_dicts()[0]
    assert set(row) == set(TABLES["airings"])
    assert (row["end_ms"] - row["start_ms"], row["medium"], row["zone"]) == (
        30_000,
        "radio",
        "Asia/Qyzylorda",
    )
    assert (row["contest_id"], row["is_illustrative"], row["price_tiyn"]) == ("k", False, None)


def test_a_given_row_changes_the_situations_row_of_its_id() -> None:
    """A case says only what is different; other rows of the situation stay."""
    outlets = case("expect: none", "outlets: [{id: east, level: national}]").brought.table("outlets")
    levels = {row["id"]: (row["level"], row["medium"]) for row in outlets.to_dicts()}
    assert levels["east"] == ("national", "tv")
    assert len(levels) == 3


@pytest.mark.parametrize(
    ("keys", "given", "said"),
    [
        ("expect: nothing", AIRING, "not 'nothing'"),
        ("expect: [{rows: a}]", AIRING, "there is no key 'rows' here"),
        ("", AIRING, "the key 'expect' is missing"),
        ("expect: none", "airing: []", "there is no table 'airing'"),
        ("expect: none", "airings: [{begin: 1}]", "the table airings has no column 'begin'"),
        ("expect: none", "airings: [{start: noon}]", "given.airings.start: write a number, a time like"),
        ("expect: none", "airings: [{is_illustrative: maybe}]", "write true, false or null, not 'maybe'"),
        ("expect: none\nexpected: none", AIRING, "there is no key 'expected' here"),
    ],
)
def test_mistakes_in_cases_are_named_with_the_case(keys: str, given: str, said: str) -> None:
    """File, line, case, field, what is wrong."""
    with pytest.raises(RuleBookError) as refused:
        case(keys, given)
    assert refused.value.problems[0].startswith("cases.yaml:")
    assert 'case "it"' in refused.value.problems[0]
    assert any(said in problem for problem in refused.value.problems)


def test_a_case_of_a_rule_that_is_not_there_and_a_name_used_twice() -> None:
    """Both are named at once."""
    said = "cases:\n" + "  - {case: it, rule: R9, expect: none}\n" * 2
    with pytest.raises(RuleBookError) as refused:
        rules.read_cases(said, "cases.yaml", BOOK)
    assert [problem.partition(" ")[0] for problem in refused.value.problems] == [
        "cases.yaml:2:",
        "cases.yaml:3:",
        "cases.yaml:3:",
    ]
    assert "there is no rule 'R9'; the book has: R1" in refused.value.problems[0]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            "airings: [{id: a, outlet: wset}]",
            'there is no outlet "wset" in the case or its situation (did you mean "west"?); there are: ',
        ),
        ("airings: [{id: a, contestant: c9}]", 'there is no contestant "c9" in the case'),
        ("contestants: [{id: c3, contest: q}]", 'there is no contest "q" in the case'),
        ("spots: [{id: s1}], airings: [{id: a, spot: s2}]", 'there is no spot "s2" in the case'),
        ("channels: [{id: one}], airings: [{id: a, channel: two}]", 'there is no channel "two"'),
    ],
)
def test_an_id_that_nobody_has_is_named_with_those_there_are(given: str, said: str) -> None:
    """A misspelt outlet would be tested as a row without zone and medium, and nobody would see it."""
    with pytest.raises(RuleBookError) as refused:
        case("expect: none", given)
    (problem,) = refused.value.problems
    assert said in problem


@pytest.mark.parametrize(
    "given",
    [
        'airings: [{id: a, outlet: ""}]',
        "outlets: [{id: north}], airings: [{id: a, outlet: north}]",
        "airings: [{id: a, channel: one}]",
    ],
)
def test_ids_may_be_unknown_the_cases_own_or_of_a_table_that_it_does_not_have(given: str) -> None:
    """`""` says that it is not known; where there are no channels at all the id only tells rows apart."""
    assert case("expect: none", given).name == "it"
