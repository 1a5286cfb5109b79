"""Sheets as a workbook, XlsxWriter's around our own rows; no cell is ever a formula, a link or an error."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from xlsxwriter import Workbook

from dauys.reports.packing import CORE, packed, unpacked
from dauys.reports.xlsx.cells import Kind
from dauys.reports.xlsx.rows import RowSheet, Texts
from dauys.reports.xlsx.sheets import Sheet, write

_NAME_MAX = 31
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FONT = {"font_name": "Arial", "font_size": 10}
_TEXT = "@"
_HEAD = {"bold": True, "num_format": _TEXT, "bg_color": "#EEF2F5", "text_wrap": True, "valign": "top"}
_STYLES: dict[Kind, dict[str, Any]] = {
    Kind.TEXT: {"num_format": _TEXT, "quote_prefix": True},  # stays text when it is edited
    Kind.NUMBER: {},
    Kind.COUNT: {"num_format": "#,##0"},
    Kind.MS: {"num_format": "[h]:mm:ss"},
    Kind.MM2: {"num_format": "#,##0.0"},
    Kind.TIYN: {"num_format": "#,##0.00"},
    Kind.PERMILLE: {"num_format": "0.0%"},
    Kind.NOTICE: {"num_format": _TEXT, "bold": True},
    Kind.HEAD: _HEAD,
}


def workbook(sheets: Sequence[Sheet], properties: str) -> bytes:
    """The workbook with its core properties (`packing.core_properties`), dated nowhere else."""
    made = io.BytesIO()
    book = Workbook(made, _OPTIONS)
    # Replaced with the other properties; without a day given here the library asks the clock.
    book.set_properties({"created": datetime(1980, 1, 1, tzinfo=UTC)})
    formats = {kind: book.add_format({**_FONT, **style}) for kind, style in _STYLES.items()}
    texts, filled = Texts(), []
    for sheet in sheets:
        filled.append(book.add_worksheet(sheet.name[:_NAME_MAX], RowSheet))
        write(sheet, filled[-1], formats, texts)
    book.close()
    members = unpacked(made.getvalue())
    for number, worksheet in enumerate(filled, 1):
        name = f"xl/worksheets/sheet{number}.xml"
        members[name] = worksheet.part(members[name])
    return packed({**members, "xl/sharedStrings.xml": texts.part(), CORE: properties.encode()})
