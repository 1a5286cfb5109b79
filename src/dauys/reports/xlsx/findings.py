"""The sheet of findings in words: what the pages of findings say of each, a finding a row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dauys.reports.document import Heading, Inline, Page, Report, Table
from dauys.reports.messages import say
from dauys.reports.runs import Runs
from dauys.reports.wording import Wording
from dauys.reports.xlsx.rows import Row
from dauys.reports.xlsx.sheets import Sheet

_COLUMNS = 5


def findings_sheets(report: Report, notices: Sequence[str], wording: Wording) -> list[Sheet]:
    """One sheet, with rule and outlet beside each finding; none where nothing was found."""
    runs = Runs(wording)
    pages = [page for page in report.pages if page.path.startswith(("findings.html", "findings/"))]
    rows: dict[object, Row] = {}
    for finding, row in (found for page in pages for found in _rows(page, runs)):
        rows.setdefault(finding, row)
    heads = (
        say("Rule"), say("Outlet"), say("Finding"), say("Contestant"), say("Why"), say("Exhibits"),
        say("The commission's decision"),
    )  # fmt: skip
    if not rows:
        return []
    name = wording.plain(say("Findings in words"))
    return [Sheet(name, notices, [wording.plain(head) for head in heads], rows.values())]


def _rows(page: Page, runs: Runs) -> Iterator[tuple[object, Row]]:
    """Each finding of a page by its id."""
    rule: Inline = page.title
    for block in page.blocks:
        if isinstance(block, Heading) and block.level > 2:
            rule = block.text
        if isinstance(block, Table) and len(block.head) == _COLUMNS:
            outlet = ""
            for row in block.rows:
                said = [runs.plain(cell) for cell in row.cells]
                if row.role == "group":
                    outlet = said[0]
                else:
                    yield row.cells[0], (runs.plain(rule), outlet, *said)
