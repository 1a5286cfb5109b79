"""label: whether a row says what it is."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.kinds.drawn import PROPERTY, outcome, traces
from tests.rules.small_book import book, text

from dauys import rules
from dauys.domain.errors import RuleBookError

LABEL = book(
    "{rows: {table: spots}, fields: [has_label, has_fund], text: {kk: үгіт, ru: агитация, en: campaigning}}",
    kind="label",
)


def test_a_row_without_the_label_is_found_with_what_it_must_say() -> None:
    """The trace names what is lacking and the words of the label."""
    given_rows = {"spots": [{"id": "s", "contestant_id": "c1", "has_label": False, "has_fund": None}]}
    trace = traces(LABEL, given_rows)["spots.s"]
    assert trace["message"] == "label.missing"
    assert trace["fields"] == ["has_label"]
    assert trace["text"] == {"kk": "үгіт", "ru": "агитация", "en": "campaigning"}
    assert trace["exhibits"] == [["spots", "s"]]
    assert trace["row"]["contestant_id"] == "c1"


def test_a_label_is_a_yes_or_no() -> None:
    """Another column cannot say whether a label is there."""
    with pytest.raises(RuleBookError, match=r"spots\.title is text; here stands a column that is bool"):
        rules.read_book(text("{rows: {table: spots}, fields: [title]}", kind="label"), "r")


@PROPERTY
@given(st.lists(st.tuples(*[st.sampled_from([True, False, None])] * 2), max_size=8), st.integers(0, 5))
def test_a_plain_twin_agrees_in_any_order(cells: list[tuple[bool | None, bool | None]], seed: int) -> None:
    """Lacking one is enough; where none is lacking, one that is not known leaves it untested."""
    rows = [
        {"id": f"s{n}", "contestant_id": "c1", "has_label": label, "has_fund": fund}
        for n, (label, fund) in enumerate(cells)
    ]
    found = {f"spots.{row['id']}": False for row in rows if False in (row["has_label"], row["has_fund"])}
    hidden: Mapping[str, int] = {
        "unknown: has_label": sum(label is None and fund is not False for label, fund in cells),
        "unknown: has_fund": sum(label is True and fund is None for label, fund in cells),
    }
    untested = {why: count for why, count in hidden.items() if count}
    assert outcome(LABEL, {"spots": rows}, seed) == (found, len(rows) - sum(untested.values()), untested)
