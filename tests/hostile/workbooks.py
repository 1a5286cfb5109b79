"""Workbooks, right ones and hostile ones, made part by part."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from openpyxl import Workbook

SHEET = "xl/worksheets/sheet1.xml"
_BLOCK = 1 << 20


def book(rows: Sequence[Sequence[Any]], name: str = "Sheet") -> bytes:
    """A workbook of one sheet as any spreadsheet program saves it."""
    return many({name: rows})


def many(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> bytes:
    """A workbook of several sheets."""
    workbook = Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def rows_of(text: str) -> list[list[Any]]:
    """The cells of a CSV text."""
    return [[cell or None for cell in row] for row in csv.reader(io.StringIO(text))]


def with_cell(text: str, line: int, column: int, value: Any) -> bytes:
    """The workbook of a CSV text with one cell replaced; line from 1, column from 0."""
    rows = rows_of(text)
    rows[line - 1] += [None] * (column + 1 - len(rows[line - 1]))
    rows[line - 1][column] = value
    return book(rows)


def repacked(content: bytes, changed: Mapping[str, bytes | None] | None = None) -> bytes:
    """The workbook with parts replaced, added, or (None) left out."""
    stream = io.BytesIO()
    changed = changed or {}
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in old.infolist():
            if member.filename not in changed:
                new.writestr(member, old.read(member))
        for name, part in changed.items():
            if part is not None:
                new.writestr(name, part)
    return stream.getvalue()


def with_part(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The workbook with one part changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return repacked(content, {name: change(archive.read(name))})


def with_shared_texts(content: bytes) -> bytes:
    """The workbook with its texts in a part of their own, as office programs save them."""
    texts: list[bytes] = []

    def shared(found: re.Match[bytes]) -> bytes:
        texts.append(found[1])
        return b't="s"><v>%d</v></c>' % (len(texts) - 1)

    moved = with_part(content, SHEET, lambda xml: re.sub(rb't="inlineStr"><is>(.*?)</is></c>', shared, xml))
    items = b"".join(b"<si>" + text + b"</si>" for text in texts)
    main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return repacked(moved, {"xl/sharedStrings.xml": b'<sst xmlns="' + main + b'">' + items + b"</sst>"})


def with_flag(content: bytes) -> bytes:
    """The workbook with every member marked as encrypted."""
    raw = bytearray(content)
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        at = raw.find(mark)
        while at >= 0:
            raw[at + offset] |= 1
            at = raw.find(mark, at + 4)
    return bytes(raw)


def bomb(content: bytes, size: int) -> bytes:
    """The workbook with a sheet of `size` spaces, which pack a thousandfold."""
    stream = io.BytesIO(repacked(content, {SHEET: None}))
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(SHEET, "w") as sheet:
        for start in range(0, size, _BLOCK):
            sheet.write(b" " * min(_BLOCK, size - start))
    return stream.getvalue()


def understated(content: bytes, size: int) -> bytes:
    """A bomb whose directory says that its largest member has 1000 bytes."""
    raw = bytearray(bomb(content, size))
    wanted = size.to_bytes(4, "little")
    at = raw.find(wanted)
    while at >= 0:
        raw[at : at + 4] = (1000).to_bytes(4, "little")
        at = raw.find(wanted, at + 4)
    return bytes(raw)
