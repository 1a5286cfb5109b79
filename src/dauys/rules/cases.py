"""Cases of a rule book: situation → what is to be found. They are read, run and explained here.

A case passes where the findings of its rule (of all rules, where it names none) are those that it expects, no
more and no fewer, and the counts and the provision that it states are so.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dauys.domain.errors import RuleBookError
from dauys.domain.law import FindingLevel, RuleBook
from dauys.rules.brought import Brought
from dauys.rules.case_ids import check_ids
from dauys.rules.case_rows import GivenRows, Rows, compiled, number_complaint, number_of
from dauys.rules.judgement import test_rules
from dauys.rules.matter import Matter
from dauys.rules.schema import TEXT, WRONG, Each, Either, Field, Keys, Place, Text, Truth, Value, Whole, Word
from dauys.rules.telling import wall
from dauys.rules.written import Problems, Written, complaints, written

_COLUMNS = {
    "rule": "rule_id",
    "row": "row_id",
    "table": "table",
    "level": "level",
    "to_decide": "is_to_decide",
    "contest": "contest_id",
    "contestant": "contestant_id",
    "outlet": "outlet_id",
    "start": "start_ms",
    "end": "end_ms",
}


@dataclass(frozen=True, slots=True)
class _Moment:
    words: str = 'a time like "2021-01-09 00:00:00.000 Asia/Almaty"'

    def read(self, node: Written, at: Place) -> Value:
        number = None if node.text is None else number_of(node.text)
        return at.wrong(node, number_complaint(node, at)) if number is None else number


EXPECTATION = Keys(
    {
        "rule": Field(TEXT, "the rule; left out: the case's"),
        "row": Field(TEXT, "the id of the row it is about"),
        "table": Field(TEXT, "that row's table"),
        "level": Field(Word(tuple(FindingLevel)), "its level"),
        "to_decide": Field(Truth(), "whether it is left to people to decide; left out: it is not"),
        "contest": Field(TEXT, "its contest"),
        "contestant": Field(TEXT, "its contestant"),
        "outlet": Field(TEXT, "its outlet"),
        "start": Field(_Moment(), "where the finding begins"),
        "end": Field(_Moment(), "where it ends"),
        "message": Field(TEXT, "the name of its trace, such as `interval_ban.zones`"),
        "names": Field(TEXT, "a word that its trace must hold, such as a field that is missing"),
    },
    words="expected finding",
)


@dataclass(frozen=True, slots=True)
class _Expected:
    """`none`, or expected findings."""

    words: str = "`none`, or a list of expected findings"

    def read(self, node: Written, at: Place) -> Value:
        if node.text == "none":
            return []
        nodes = node.value if isinstance(node.value, tuple) else (node,)
        read = [EXPECTATION.read(one, at) for one in nodes]
        return WRONG if any(one is WRONG for one in read) else read


def _known_rule(rules: Sequence[str]) -> Text:
    def complaint(text: str, _at: Place) -> str | None:
        return None if text in rules else f"there is no rule {text!r}; the book has: {', '.join(rules)}"

    return Text("a rule of the book", complaint)


def case_keys(rules: Sequence[str]) -> Keys:
    """The keys of one case of a book with these rules."""
    return Keys(
        {
            "case": Field(TEXT, "what happens, in words", is_needed=True),
            "rule": Field(_known_rule(rules), "the rule that is tested; left out: all of them"),
            "given": Field(GivenRows(), "rows beside the situation's; one with the same id changes that row"),
            "expect": Field(_Expected(), "what is to be found", is_needed=True),
            "tested": Field(Whole(0), "how many rows are tested"),
            "exempt": Field(Whole(0), "how many rows an exception spares"),
            "untested": Field(
                Either(Whole(0), Each(TEXT, Whole(0), words="mapping of reasons to numbers")),
                "how many rows cannot be tested, or how many for each reason (`unknown: filed_on: 1`)",
            ),
            "provision": Field(TEXT, "the rule's provision"),
        },
        words="case",
    )


@dataclass(frozen=True, slots=True)
class Case:
    """One situation and what is expected of it. brought: its tables, prepared once for any book."""

    name: str
    line: int
    rule: str
    brought: Brought
    expect: Sequence[Mapping[str, Any]]
    counts: Mapping[str, Any] = field(default_factory=dict)
    provision: str = ""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a case: what differs from what it expects (nothing: it passes), and what was found."""

    case: Case
    differs: tuple[str, ...]
    found: tuple[Mapping[str, Any], ...]
    tests: tuple[Mapping[str, Any], ...]


def read_cases(text: str, file_name: str, book: RuleBook) -> tuple[Case, ...]:
    """The cases of that text. RuleBookError names every mistake with file and line."""
    problems: Problems = []
    tree = written(text, problems)
    of_file = Keys(
        {
            "situation": Field(GivenRows(), "rows that every case begins with", usual={}),
            "cases": Field(_Cases(book), "the cases", is_needed=True),
        },
        words="file of cases",
    )
    read = WRONG if tree is None else of_file.read(tree, Place(problems, zones=book.zones))
    if tree is not None:
        check_ids(tree, problems)
    if problems:
        raise RuleBookError(complaints(file_name, problems))
    assert isinstance(read, dict)
    return tuple(_case(one, read["situation"]) for one in read["cases"])


@dataclass(frozen=True, slots=True)
class _Cases:
    book: RuleBook
    words: str = "list of cases"

    def read(self, node: Written, at: Place) -> Value:
        if not isinstance(node.value, tuple) or not node.value:
            return at.wrong(node, f"write a {self.words}, not {node.form}")
        keys = case_keys([rule.id for rule in self.book.rules])
        read, names = [], set[str]()
        for number, one in enumerate(node.value, 1):
            said = one.value.get("case") if isinstance(one.value, dict) else None
            name = said.text if said and said.text else f"number {number}"
            place = Place(at.problems, f'case "{name}"', zones=at.zones)
            if name in names:
                place.wrong(one, "another case has the same name")
            names.add(name)
            fields = keys.read(one, place)
            if fields is not WRONG:
                read.append({**fields, "line": one.line})
        return read


def _case(read: Mapping[str, Any], situation: Rows) -> Case:
    counts = {name: read[name] for name in ("tested", "exempt", "untested") if name in read}
    brought = Brought(compiled(situation, read.get("given") or {}))
    rule, provision = read.get("rule", ""), read.get("provision", "")
    return Case(read["case"], read["line"], rule, brought, read["expect"], counts, provision)


def run(case: Case, book: RuleBook) -> Result:
    """Tests the case's tables by the book."""
    rules = [rule for rule in book.rules if case.rule in ("", rule.id)]
    made = test_rules(rules, Matter(book, case.brought))
    found = tuple(made["findings"].iter_rows(named=True))
    tests = tuple(made["rule-tests"].iter_rows(named=True))
    differs = [*_unmatched(case, found, book.zones[0]), *_miscounted(case, tests)]
    if case.provision and {row["provision"] for row in tests} != {case.provision}:
        has = ", ".join(row["provision"] for row in tests)
        differs.append(f"the provision is {has}, not {case.provision}")
    return Result(case, tuple(differs), found, tests)


def _unmatched(case: Case, found: Sequence[Mapping[str, Any]], seat: str) -> list[str]:
    """Findings that are expected and not there, and those that are there and not expected."""
    left = list(found)
    missing = []
    for wanted in case.expect:
        match = next((one for one in left if _fits(wanted, one)), None)
        if match is None:
            clocks = {name: wall(wanted[name], seat) for name in ("start", "end") if name in wanted}
            said = ", ".join(f"{name} {value}" for name, value in {**wanted, **clocks}.items()) or "any"
            missing.append(f"expected and not found: a finding ({said})")
        else:
            left.remove(match)
    return missing + [f"found and not expected: {_summary(one)}" for one in left]


def _fits(wanted: Mapping[str, Any], finding: Mapping[str, Any]) -> bool:
    trace = finding["trace"]
    if "message" in wanted and json.loads(trace)["message"] != wanted["message"]:
        return False
    if "names" in wanted and json.dumps(wanted["names"], ensure_ascii=False) not in trace:
        return False
    columns = {name: value for name, value in wanted.items() if name in _COLUMNS}
    return all(finding[_COLUMNS[name]] == value for name, value in {"to_decide": False, **columns}.items())


def _summary(finding: Mapping[str, Any]) -> str:
    decide = ", to decide" if finding["is_to_decide"] else ""
    return f"{finding['id']} ({finding['level']}{decide})"


def _miscounted(case: Case, tests: Sequence[Mapping[str, Any]]) -> list[str]:
    """Stated counts that are not so; they are sums over the tested rules."""
    wrong = []
    for name, wanted in case.counts.items():
        got: Any = sum(row[name] for row in tests)
        if isinstance(wanted, Mapping):
            got = {}
            for row in tests:
                for reason, count in json.loads(row["why_untested"] or "{}").items():
                    got[reason] = got.get(reason, 0) + count
        if got != wanted:
            wrong.append(f"{name} is {got}, not {wanted}")
    return wrong
