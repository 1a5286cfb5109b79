"""A rule book says what is wrong with it: file, line, rule, field, what is allowed; everything at once."""

from __future__ import annotations

import pytest
from tests.rules.small_book import HEAD, text

from dauys import rules
from dauys.domain.errors import RuleBookError
from dauys.domain.law import Mark, RuleKind, ZonePolicy


def complaints(of: str) -> list[str]:
    """What is said of a text, without the file's name."""
    with pytest.raises(RuleBookError) as refused:
        rules.read_book(of, "rules.yaml")
    assert all(problem.startswith("rules.yaml:") for problem in refused.value.problems)
    return [problem.removeprefix("rules.yaml:") for problem in refused.value.problems]


def test_a_book_is_read_whole() -> None:
    """What is written comes out, with usual values where nothing is written."""
    book = rules.read_book(text(), "rules.yaml")
    assert (book.id, book.zones) == ("nowhere", ("Asia/Almaty", "Asia/Qyzylorda"))
    assert (book.zone_policy, book.status) == (ZonePolicy.PER_REGION, Mark.NEIGHBOURING)
    (rule,) = book.rules
    assert (rule.id, rule.kind, rule.line) == ("R1", RuleKind.INTERVAL_BAN, 12)
    usual = {"start": "start_ms", "end": "end_ms"}
    assert rule.terms == {"rows": [{"table": "airings", "time": usual}], "during": "silence"}


def test_clock_times_need_no_quotes() -> None:
    """YAML 1.1 would read 18:00 as 1080 and no as false; here they stay what a lawyer wrote."""
    book = rules.read_book(text().replace('at: "00:00"', "at: 18:00"), "rules.yaml")
    assert book.windows["silence"][0]["from"] == {"voting_day": -1, "at": "18:00"}


def test_the_status_of_a_book_is_its_weakest_mark() -> None:
    """One rule that is not established makes the whole profile so."""
    second = text().partition("rules:\n")[2].replace("R1", "R2").replace("status: N", 'status: "?"')
    assert rules.read_book(text(more=second), "rules.yaml").status is Mark.UNKNOWN


@pytest.mark.parametrize(
    ("changed", "to", "said"),
    [
        ("during: silence", "during: silense",
         '18: rule R1: terms.during: there is no window "silense" (did you mean "silence"?); the book has:'),
        ("level: breach", "level: crime",
         "14: rule R1: level: 'crime' is not among: breach, indication, information"),
        ("kind: interval_ban", "kind: ban", "13: rule R1: kind: 'ban' is not among: interval_ban"),
        ("status: N", "status: X", "17: rule R1: status: 'X' is not among: V, N, K, ?"),
        ("table: airings", "table: airing", "18: rule R1: terms.rows.table: there is no table 'airing'"),
        ("table: airings", "table: airings, where: {colour: red}",
         "18: rule R1: terms.rows.where: the table airings has no column 'colour'; it has: sighting_id"),
        ("table: airings", "table: airings, where: {length_ms: long}",
         "18: rule R1: terms.rows.where.length_ms: write a whole number, not 'long'"),
        ("table: airings", "table: airings, where: {is_illustrative: yes}",
         "18: rule R1: terms.rows.where.is_illustrative: write true or false, not 'yes'"),
        ("table: airings", "table: airings, time: {start: start_ms, moment: end_ms}",
         "18: rule R1: terms.rows.time: write either start or moment, and either end or length"),
        ("rows: {table: airings}, ", "", "18: rule R1: terms: the key 'rows' is missing"),
        (", during: silence", ", during: silence, until: x",
         "18: rule R1: terms: there is no key 'until' here; there are: rows, during"),
        ("en: A rule", "en: A rule, fr: Une règle", "16: rule R1: title: there is no key 'fr' here"),
        ("Asia/Qyzylorda", "Asia/Nowhere", "5: zones: 'Asia/Nowhere' is not an IANA time zone"),
        ("2026-11-23", "23.11.2026", "3: checked_on: '23.11.2026' is no day; write one like 2021-01-10"),
        ('at: "00:00"}\n      until', 'at: "25:00"}\n      until',
         "8: windows.silence.from.at: '25:00' is no clock time"),
        ("{voting_day: -1,", "{voting_day: -1, date: 2021-01-09,",
         "8: windows.silence.from: write exactly one of voting_day, campaign, date; here is voting_day and"),
        ("register: silence", "register: quiet", "10: windows.silence.register: 'quiet' is not among"),
        ("book: nowhere", "book: No Where", "1: book: 'No Where' is no id"),
        ("provision: art. 1", "provision:", "15: rule R1: provision: write text, not nothing"),
        ("    status: N\n", "    status: N\n    valid_from: 2021-02-01\n    valid_to: 2021-02-01\n",
         "12: rule R1: valid_to 2021-02-01 is not after valid_from 2021-02-01"),
    ],
    ids=lambda value: value[:24].strip(),
)  # fmt: skip
def test_each_mistake_is_named_with_its_line(changed: str, to: str, said: str) -> None:
    """One thing wrong gives one complaint, at its line, with what may stand there."""
    wrong = text().replace(changed, to, 1)
    assert wrong != text(), "the text has what is to be changed"
    (complaint,) = complaints(wrong)
    assert complaint.startswith(said)


def test_all_mistakes_are_named_at_once_in_the_order_of_lines() -> None:
    """A book is mended once, not mistake by mistake."""
    wrong = text("{rows: {table: nothing}, during: never}").replace("level: breach", "level: crime")
    lines = [int(complaint.split(":")[0]) for complaint in complaints(wrong.replace("nowhere", "NO"))]
    assert lines == [1, 14, 18, 18]


def test_an_id_stands_once() -> None:
    """Two rules of one id would be one finding's name for two things."""
    second = text().partition("rules:\n")[2]
    assert complaints(text(more=second)) == ["19: rule R1: the id R1 stands twice, first in line 12"]


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", "the file is empty"),
        ("a: [1", "this is not YAML"),
        ("a: 1\n---\nb: 2", "a file holds one document"),
        ("a: &x 1\nb: *x", "anchors and aliases"),
        ("a: !!python/name:os.system x", "tags are not read"),
        ("a: 1\na: 2", "a is written twice"),
        ("[" * 60 + "]" * 60, "nested more than"),
        ("{[1]: 2}", "a key is a word"),
        ("- 1", "write a rule book with book, title"),
        ("a: " + "x" * 2_000_001, "at most 2000000 are read"),
    ],
    ids=["empty", "syntax", "two", "alias", "tag", "twice", "deep", "key", "list", "large"],
)
def test_what_a_book_needs_not_is_refused(said: str, why: str) -> None:
    """References, tags, second documents and endless files never reach the schema."""
    assert any(why in complaint for complaint in complaints(said))


def test_a_bomb_of_aliases_is_refused_at_once() -> None:
    """Aliases of aliases would be 10^9 nodes if they were followed."""
    levels = "".join(f"b{n}: &b{n} [{', '.join([f'*b{n - 1}'] * 10)}]\n" for n in range(1, 9))
    assert "anchors and aliases" in complaints(f"b0: &b0 [x, x, x, x, x, x, x, x, x, x]\n{levels}")[0]


def test_amounts_and_fines_are_integers() -> None:
    """2778.00 tenge are 277800 tiyn; a fine that nobody knows is None, not 0."""
    head = HEAD + "unit_of_account: {2020-04-01: 2778.00, 2021-01-01: 2917.5}\n"
    offence = "    offence: {article: '102', fines: {person: 15, entity: unknown}, status: N}\n"
    book = rules.read_book(text(head=head, more=offence), "rules.yaml")
    assert book.unit == {"2020-04-01": 277_800, "2021-01-01": 291_750}
    assert book.rules[0].offence is not None
    assert book.rules[0].offence.fines == {"person": 15, "entity": None}


def test_a_fine_may_stand_as_a_source_states_it() -> None:
    """Money without a unit, or of nobody in particular, keeps the source's words, in the bundle too."""
    offence = "    offence: {article: '1', fines: unknown, stated: 75 000 EUR, status: V}\n"
    book = rules.read_book(text(more=offence), "rules.yaml")
    carried = rules.book_from_json(rules.book_json(book))
    assert [of.rules[0].offence.stated for of in (book, carried) if of.rules[0].offence] == ["75 000 EUR"] * 2


def test_a_book_survives_its_canonical_json() -> None:
    """What the bundle carries is the book: back and forth changes nothing but the lines of a file."""
    book = rules.read_book(text(more="    contests: [list]\n    valid_from: 2020-01-01\n"), "rules.yaml")
    written = rules.book_json(book)
    assert rules.book_json(rules.book_from_json(written)) == written
    assert rules.book_from_json(written).rules[0].contests == ("list",)
    assert "\n" not in written
