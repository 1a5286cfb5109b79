"""Empty registers for people to fill in, headed and explained in their language; `load` takes them."""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.workflows.export import new_folder, registers_named
from dauys.workflows.register_words import example, explained, explained_heads, meaning, said, word

if TYPE_CHECKING:
    from dauys.db.registers import Register
    from dauys.db.registers.register import Column
    from dauys.reports.xlsx import Entry

COLUMNS = "columns.csv"
"""What explains the columns of all CSV files; a workbook explains its own on its second sheet."""


def write_templates(names: Sequence[str], out: Path, language: str, *, as_workbooks: bool) -> list[str]:
    """Writes each register, or all if none is named, empty into the new folder `out`; returns their names.

    language: of headings and explanations. WrongUse where a name is no register's or the folder is in use.
    """
    registers = registers_named(names)
    with new_folder(out) as draft:
        for register in registers:
            if as_workbooks:
                (draft / register.workbook).write_bytes(_workbook(register, language))
            else:
                (draft / register.file).write_bytes(_csv([_headings(register, language)]))
        if not as_workbooks:
            (draft / COLUMNS).write_bytes(_csv(_explanations(registers, language)))
    return [register.name for register in registers]


def _headings(register: Register, language: str) -> list[str]:
    return [said(column.label, language) for column in register.columns]


def _workbook(register: Register, language: str) -> bytes:
    from dauys.reports.xlsx import template_workbook

    entries = [_entry(column, language) for column in register.columns]
    rows = [explained_heads(language), *(explained(column, language) for column in register.columns)]
    return template_workbook(register.name, said(register.title, language), entries, rows, language)


def _entry(column: Column, language: str) -> Entry:
    """The cells' help. Of a list of words none is offered, because a cell may hold several."""
    from dauys.reports.xlsx import Entry

    shown = example(column, language)
    text = meaning(column, language) + (f" — {shown}" if shown else "")
    words = () if column.form.is_list else tuple(word(code, language) for code in column.form.words)
    return Entry(said(column.label, language), text, words)


def _explanations(registers: Sequence[Register], language: str) -> list[list[str]]:
    """The workbooks' second sheets as one table, the register's file in front."""
    from dauys.reports.messages import say
    from dauys.workflows.register_words import wording

    rows = [[wording(language).plain(say("File")), *explained_heads(language)]]
    for register in registers:
        rows += ([register.file, *explained(column, language)] for column in register.columns)
    return rows


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    """With a byte order mark: else a spreadsheet reads Kazakh and Russian headings as something else."""
    from dauys.db.registers.writing import csv_bytes, text_cell

    return codecs.BOM_UTF8 + csv_bytes([[text_cell(cell) for cell in row] for row in rows])
