"""The parts of a workbook beside its sheets: which sheets there are, shared texts, styles of days.

Source: ECMA-376-1, §12.3.23 (workbook), §18.4.8 (shared texts), §18.8.30 (number formats).
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dauys.db.registers.sheets_archive import Archive, WorkbookError

CELL_LENGTH = 32_767
"""As many characters as a spreadsheet allows in one cell."""
_DAYS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""Number formats of days and times that every workbook has."""
_NOT_A_DAY = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.|general', re.IGNORECASE)


def sheet_parts(archive: Archive) -> tuple[dict[str, str], bool]:
    """Sheet's name → its part, in order; and whether days count from 1904."""
    targets: dict[str, str] = {}
    ids: dict[str, str] = {}
    is_1904 = False

    def relation(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            targets[attributes.get("Id", "")] = posixpath.join("/xl", attributes.get("Target", "")).lstrip(
                "/"
            )

    def sheet(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal is_1904
        if tag == "sheet":
            own = [value for name, value in attributes.items() if name.endswith(" id")]
            ids[attributes.get("name", "")] = own[0] if own else ""
        elif tag == "workbookPr":
            is_1904 = attributes.get("date1904") in ("1", "true")

    archive.parse("xl/_rels/workbook.xml.rels", relation, _nothing, _nothing)
    archive.parse("xl/workbook.xml", sheet, _nothing, _nothing)
    parts = {name: posixpath.normpath(targets[own]) for name, own in ids.items() if own in targets}
    if not parts:
        raise WorkbookError("has no sheet; save it as .xlsx")
    return parts, is_1904


def shared_texts(archive: Archive) -> list[str]:
    """The texts that cells refer to by number; each is kept to one character more than a cell may have."""
    reader = _TextReader()
    if "xl/sharedStrings.xml" in archive:
        archive.parse("xl/sharedStrings.xml", reader.start, reader.end, reader.text)
    return reader.texts


@dataclass(slots=True)
class _TextReader:
    texts: list[str] = field(default_factory=list)
    content: str = ""
    is_reading: bool = False
    is_phonetic: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - a parser's signature
        if tag == "si":
            self.content = ""
        elif tag == "rPh":
            self.is_phonetic = True
        elif tag == "t":
            self.is_reading = not self.is_phonetic

    def end(self, tag: str) -> None:
        if tag == "si":
            self.texts.append(self.content)
        elif tag == "rPh":
            self.is_phonetic = False
        elif tag == "t":
            self.is_reading = False

    def text(self, content: str) -> None:
        if self.is_reading and len(self.content) <= CELL_LENGTH:
            self.content = (self.content + content)[: CELL_LENGTH + 1]


def day_styles(archive: Archive) -> set[int]:
    """The numbers of the cell styles that show a number as a day or time."""
    days = set(_DAYS)
    styles: list[int] = []
    is_cell_style = False

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal is_cell_style
        if tag == "numFmt" and re.search(
            "[dmyhs]", _NOT_A_DAY.sub("", attributes.get("formatCode", "")), re.IGNORECASE
        ):
            days.add(whole_number(attributes.get("numFmtId", "")))
        elif tag == "cellXfs":
            is_cell_style = True
        elif tag == "xf" and is_cell_style:
            styles.append(whole_number(attributes.get("numFmtId", "0")))

    def end(tag: str) -> None:
        nonlocal is_cell_style
        if tag == "cellXfs":
            is_cell_style = False

    if "xl/styles.xml" in archive:
        archive.parse("xl/styles.xml", start, end, _nothing)
    return {number for number, format_id in enumerate(styles) if format_id in days}


def _nothing(*_: object) -> None:
    """What most parts' texts and ends are for."""


def whole_number(text: str) -> int:
    """A number that the format itself uses: of a row, style or text. Raises WorkbookError."""
    if not (text.isascii() and text.isdigit() and len(text) <= 9):
        raise WorkbookError(f"is damaged: {text[:20]!r} is no number of a row, style or text; save it again")
    return int(text)
