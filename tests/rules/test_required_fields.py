"""required_fields: what is false or empty is missing, what nobody knows is not tested."""

from __future__ import annotations

import json

import pytest
from tests.rules.rows import counts, found
from tests.rules.small_book import book

FIELDS = "fields: [has_entity, has_error]"


@pytest.mark.parametrize(
    ("cells", "missing", "why"),
    [
        ("has_entity: true, has_error: true", None, ""),
        ("has_entity: false, has_error: true", ["has_entity"], ""),
        ("has_entity: false, has_error: false", ["has_entity", "has_error"], ""),
        ("has_entity: true", None, '{"unknown: has_error":1}'),
        ("has_error: false", ["has_error"], ""),
    ],
)
def test_bools(cells: str, missing: list[str] | None, why: str) -> None:
    """One finding names every field that is missing; a field nobody knows leaves the row untested."""
    of = book(f"{{rows: {{table: poll-publications}}, {FIELDS}}}", "required_fields")
    rows = f"poll-publications: [{{id: p, outlet: east, {cells}}}]"
    traces = [json.loads(one["trace"]) for one in found(of, rows)]
    assert [trace["fields"] for trace in traces] == ([missing] if missing else [])
    assert counts(of, rows)["why_untested"] == why


@pytest.mark.parametrize(("means", "is_found"), [("missing", True), ("unknown", False)])
@pytest.mark.parametrize("field", ["methods", "regions"])
def test_an_empty_text_is_missing_or_not_registered(means: str, is_found: bool, field: str) -> None:
    """The book says whether silence of the register is silence of the notice."""
    of = book(
        f"{{rows: {{table: poll-notices}}, fields: [{field}], absent_text_means: {means}}}", "required_fields"
    )
    assert len(found(of, "poll-notices: [{id: n}]")) == is_found
    tested = counts(of, "poll-notices: [{id: n}]")
    assert tested["why_untested"] == ("" if is_found else f'{{"unknown: {field}":1}}')


def test_a_number_is_missing_where_it_is_null_and_not_where_it_is_zero() -> None:
    """0 is a number."""
    of = book("{rows: {table: insertions}, fields: [circulation]}", "required_fields")
    rows = "insertions: [{id: a, outlet: east, circulation: 0}, {id: b, outlet: east}]"
    assert [one["row_id"] for one in found(of, rows)] == ["b"]
