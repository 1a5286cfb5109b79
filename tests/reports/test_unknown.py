"""What a register leaves open is neither yes nor no wherever it is published."""

from __future__ import annotations

import pytest
from tests.reports import campaign, registers
from tests.reports.bundles import program

from dauys.domain.tables import TABLES
from dauys.reports.bundle.rows import Published, csv, json_lines
from dauys.reports.columns import cell, shown_columns
from dauys.reports.registry import Registry
from dauys.reports.wording import Wording
from dauys.reports.xlsx.columns import column_of
from dauys.reports.xlsx.names import Known

VERIFIER = program()
LIVE = (True, False, None)
DEBATES = registers.frame("debates", [{"id": f"d{n}", "is_live": said} for n, said in enumerate(LIVE)])
WORDS = {"kk": ["иә", "жоқ", "белгісіз"], "ru": ["да", "нет", "неизвестно"], "en": ["yes", "no", "not known"]}


@pytest.mark.parametrize("language", WORDS)
def test_pages_and_workbooks_say_that_it_is_not_known(language: str) -> None:
    """Three answers have three words, in each language; a column of which nothing is known is shown, too."""
    wording = Wording(language)
    registry = Registry(campaign.material())
    rows = list(DEBATES.iter_rows(named=True))
    assert [wording.plain(cell("is_live", row, registry)) for row in rows] == WORDS[language]
    column = column_of("debates", "is_live", DEBATES, Known({"debates": DEBATES}, wording))
    assert column.values == WORDS[language]
    assert "is_live" in shown_columns("debates", rows[2:])
    assert "start_ms" not in shown_columns("debates", rows[2:])


def test_open_data_leave_it_open() -> None:
    """Null in JSON Lines, nothing in CSV."""
    table = Published("debates", DEBATES)
    lines = b"".join(json_lines(table)).decode().splitlines()
    assert [line.partition('"is_live":')[2].partition(",")[0] for line in lines] == ["true", "false", "null"]
    place = list(TABLES["debates"]).index("is_live")
    rows = b"".join(csv(table)).decode().splitlines()[1:]
    assert [row.split(",")[place] for row in rows] == ["true", "false", ""]


def test_the_verifier_takes_it_for_neither() -> None:
    """A filter for yes or for no holds for a row that says so, and a row that says nothing is a right row."""
    for wanted, expected in ((True, [True, False, False]), (False, [False, True, False])):
        assert [VERIFIER.holds(said, wanted) for said in LIVE] == expected
        assert [VERIFIER.holds(said, [wanted]) for said in LIVE] == expected
    assert VERIFIER.has_shape({"is_live": None}, {"is_live": "bool"})
