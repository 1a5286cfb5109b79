"""A long division of a contestant's airings: days on its own page, the rest on pages that can be read."""

from __future__ import annotations

import pytest
from tests.reports.campaign import material

from dauys.reports import Report, build
from dauys.reports.document import Items, Page, Table
from dauys.reports.figures import Figure
from dauys.reports.pages import contestant_days

WHO = "kok-dala"


def built(rows_max: int) -> Report:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(contestant_days, "ROWS_MAX", rows_max)
        return build(material())


@pytest.fixture(scope="module")
def whole() -> Report:
    return built(400)


@pytest.fixture(scope="module", params=[1, 8, 15])
def divided(request: pytest.FixtureRequest) -> Report:
    return built(request.param)


def page(report: Report, path: str) -> Page:
    return next(page for page in report.pages if page.path == path)


def beside(report: Report) -> list[Page]:
    return [page for page in report.pages if page.path.startswith(f"contestants/{WHO}.days-")]


def table(page: Page) -> Table:
    return [block for block in page.blocks if isinstance(block, Table)][-1]


def test_a_short_division_stands_on_the_contestants_own_page(whole: Report) -> None:
    """There are no pages beside it."""
    assert beside(whole) == []
    assert len(table(page(whole, f"contestants/{WHO}.html")).rows) == 16


def test_the_pages_hold_every_combination_once(whole: Report, divided: Report) -> None:
    """The same rows in the same order, whole days to a page."""
    one = [row.cells for row in table(page(whole, f"contestants/{WHO}.html")).rows]
    many = [[row.cells for row in table(each).rows] for each in beside(divided)]
    assert [cells for rows in many for cells in rows] == one
    days = [{cells[0] for cells in rows} for rows in many]
    assert len(days) > 1
    assert sum(map(len, days)) == len(set.union(*days))


def test_each_day_sums_its_combinations_and_leads_to_them(divided: Report) -> None:
    """The day's row on the contestant's page: its count is that of its rows, its link finds them."""
    for row in table(page(divided, f"contestants/{WHO}.html")).rows:
        path, _, anchor = row.cells[0].page.partition("#")  # type: ignore[union-attr]
        rows = table(page(divided, path)).rows
        assert [each.anchor for each in rows].count(anchor) == 1
        own = [each for each in rows if each.cells[0] == row.cells[0].text]  # type: ignore[union-attr]
        assert own[0].anchor == anchor
        for column in (1, 3):
            day = row.cells[column]
            assert isinstance(day, Figure)
            assert day.value == sum(each.cells[3 + column].value for each in own)  # type: ignore[union-attr]


def test_each_page_leads_to_the_others(divided: Report) -> None:
    """Above and beneath its rows."""
    pages = beside(divided)
    for each in pages:
        above, _, below = each.blocks
        assert above == below
        assert isinstance(above, Items)
        parts = dict(above.items[0].values)["parts"].parts  # type: ignore[union-attr]
        assert {part.page for part in parts if hasattr(part, "page")} == {
            other.path for other in pages if other != each
        }
