"""Registers as workbooks that must be refused, or whose wrong cell must be named."""

from __future__ import annotations

import re
from datetime import date
from functools import partial

from tests.hostile.register_cases import GOOD, LONG, Bad, workbook
from tests.hostile.workbooks import (
    SHEET,
    bomb,
    book,
    repacked,
    rows_of,
    understated,
    with_cell,
    with_flag,
    with_part,
)

_SPOTS = GOOD["spots.csv"]
_BOOK = book(rows_of(_SPOTS))
_ENTITY = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
_TEN_MB = b'<c r="C2" t="inlineStr"><is><t>' + b"z" * LONG + b"</t></is></c>"
_DAY = with_cell(GOOD["payments.csv"], 2, 2, date(2020, 12, 15))
_sheet = partial(with_part, _BOOK, SHEET)

WORKBOOKS = [
    workbook("a formula cell", "spots", with_cell(_SPOTS, 2, 2, "=1+1"), 2, "title", "holds a formula"),
    workbook(
        "a formula in the header", "spots", with_cell(_SPOTS, 1, 2, "=A1"), 1, "header", "holds a formula"
    ),
    workbook("an error cell", "spots", with_cell(_SPOTS, 3, 2, "#REF!"), 3, "title", "shows the error #REF!"),
    workbook(
        "10 MB in a cell of a workbook",
        "spots",
        _sheet(lambda xml: re.sub(rb'<c r="C2".*?</c>', _TEN_MB, xml)),
        2,
        "title",
        "more than 32767 characters",
    ),
    workbook(
        "a number of 16 digits",
        "slots",
        with_cell(GOOD["slots.csv"], 2, 4, 2**53 + 1),
        2,
        "length_ms",
        "15 digits",
    ),
    workbook(
        "1e400 in a workbook",
        "spots",
        _sheet(
            lambda xml: xml.replace(
                b"</sheetData>", b'<row r="9"><c r="A9"><v>1E+400</v></c></row></sheetData>'
            )
        ),
        9,
        "id",
        "larger than any number",
    ),
    workbook(
        "the 29 February 1900",
        "payments",
        with_part(_DAY, SHEET, lambda xml: xml.replace(b"<v>44180<", b"<v>60<")),
        2,
        "paid_on",
        "is not a day",
    ),
    workbook(
        "a cell beyond the header",
        "spots",
        with_cell(_SPOTS, 2, 10, "x"),
        2,
        "row",
        "11 cells where the header has 8",
    ),
    workbook(
        "an unknown contestant in a workbook",
        "spots",
        with_cell(_SPOTS, 3, 1, "nobody"),
        3,
        "contestant",
        "no id in",
    ),
    workbook("a zip bomb", "spots", bomb(_BOOK, 300_000_000), 1, "file", "would unpack to"),
    workbook(
        "a zip bomb that understates itself", "spots", understated(_BOOK, 50_000_000), 1, "file", "is damaged"
    ),
    workbook("a password on the archive", "spots", with_flag(_BOOK), 1, "file", "protected by a password"),
    workbook(
        "a password on the file",
        "spots",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        1,
        "file",
        "password",
    ),
    workbook("macros", "spots", repacked(_BOOK, {"xl/vbaProject.bin": b"\0"}), 1, "file", "holds macros"),
    workbook(
        "links to another workbook",
        "spots",
        repacked(_BOOK, {"xl/externalLinks/externalLink1.xml": b"<a/>"}),
        1,
        "file",
        "links to other workbooks",
    ),
    workbook("entities", "spots", _sheet(lambda xml: _ENTITY + xml), 1, "file", "declares a document type"),
    workbook("a workbook cut short", "spots", _BOOK[: len(_BOOK) // 2], 1, "file", "is no workbook"),
    Bad("the same register twice", {"spots.xlsx": _BOOK}, "spots.xlsx", 1, "file", "stand also in spots.csv"),
]
