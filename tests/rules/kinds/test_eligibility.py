"""eligibility: what a column of a row must, or must not, hold."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.drawn import PROPERTY, Row, outcome, traces
from tests.rules.small_book import book, text

from dauys import rules
from dauys.domain.errors import RuleBookError
from dauys.domain.law import RuleBook

BARRED = "{rows: {table: campaigners, except: {premises: private}}, field: role, not_in: [judge, military]}"


def of(terms: str) -> RuleBook:
    """A book with one such rule."""
    return book(terms, kind="eligibility")


@pytest.mark.parametrize(
    ("terms", "role", "message"),
    [
        ("not_in: [judge, military]", "judge", "eligibility.barred"),
        ("not_in: judge", "citizen", None),
        ("only: [citizen]", "citizen", None),
        ("only: [citizen, proxy]", "judge", "eligibility.not_among"),
    ],
)
def test_words_are_barred_or_allowed(terms: str, role: str, message: str | None) -> None:
    """A row holds a word that it must not, or another than it may."""
    made = traces(of(f"{{rows: {{table: campaigners}}, field: role, {terms}}}"), {
        "campaigners": [{"id": "a", "role": role}]
    })  # fmt: skip
    assert [trace["message"] for trace in made.values()] == ([message] if message else [])
    assert all((trace["field"], trace["value"]) == ("role", role) for trace in made.values())


@pytest.mark.parametrize("value", [True, False, None])
def test_a_yes_or_no(value: bool | None) -> None:
    """Yes is not no, and what is not known is neither."""
    found, tested, untested = outcome(
        of("{rows: {table: spots}, field: made_abroad, must_be: false}"),
        {"spots": [{"id": "s", "made_abroad": value}]},
    )
    assert list(found) == (["spots.s"] if value else [])
    assert (tested, untested) == ((0, {"unknown: made_abroad": 1}) if value is None else (1, {}))


def test_a_number_can_be_barred() -> None:
    """Values are of the column's kind."""
    found, _, _ = outcome(
        of("{rows: {table: incidents}, field: persons, only: [1, 2]}"),
        {"incidents": [{"id": "a", "persons": 2}, {"id": "b", "persons": 3}]},
    )
    assert list(found) == ["incidents.b"]


@pytest.mark.parametrize(
    ("terms", "said"),
    [
        ("field: role, must_be: true", "campaigners.role is text; must_be goes with a yes or no"),
        ("field: role", "write exactly one of not_in, only, must_be"),
        ("field: role, only: [x], not_in: [y]", "write exactly one of not_in, only, must_be"),
        ("field: on_duty, only: [x]", "write true or false"),
        ("field: rank, only: [x]", "has no column 'rank'"),
    ],
)
def test_terms_that_do_not_fit_are_named(terms: str, said: str) -> None:
    """A lawyer learns of it when the book is read, not when it finds nothing."""
    with pytest.raises(RuleBookError) as refused:
        rules.read_book(text(f"{{rows: {{table: campaigners}}, {terms}}}", kind="eligibility"), "r")
    assert said in str(refused.value)


def plain(rows: list[Row]) -> tuple[dict[str, bool], int, dict[str, int]]:
    """The same rule, row by row."""
    found, tested, untested = {}, 0, dict[str, int]()
    for row in rows:
        if row["is_illustrative"]:
            untested["illustrative"] = untested.get("illustrative", 0) + 1
        elif row["premises"] == "private":
            continue
        elif not row["role"] or (not row["premises"] and row["role"] in ("judge", "military")):
            why = "unknown: premises" if row["role"] else "unknown: role"
            untested[why] = untested.get(why, 0) + 1
        else:
            tested += 1
            if row["role"] in ("judge", "military"):
                found[f"campaigners.{row['id']}"] = False
    return found, tested, untested


ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "contest_id": st.just("k"),
            "role": st.sampled_from(["", "judge", "military", "citizen"]),
            "premises": st.sampled_from(["", "private", "state_closed"]),
            "is_illustrative": st.booleans(),
        }
    ),
    max_size=8,
).map(lambda rows: [{**row, "id": f"r{number}"} for number, row in enumerate(rows)])


@PROPERTY
@given(ROWS, st.integers(0, 5))
def test_a_plain_twin_agrees_in_any_order(rows: list[Row], seed: int) -> None:
    """Findings and counts are those of a loop over rows, however the rows are ordered."""
    assert outcome(of(BARRED), {"campaigners": rows}, seed) == plain(rows)
