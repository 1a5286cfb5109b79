"""What no row can know of itself: whether the things it refers to are there, and what other rows say."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from dauys.db.registers.reading import Row, Sheet
from dauys.domain.errors import Problem

_PLACED_IN = {"contestants": "contest", "debate-participants": "debate"}
"""Register with an `order` → the column within which no two rows have the same."""
_OF_THE_ITEM = ("outlet", "channel", "language", "start", "genre")
"""What the rows of one coverage item, a row for each subject, have in common."""


def unknown_references(sheets: Sequence[Sheet], loaded: Mapping[str, Collection[str]]) -> list[Problem]:
    """References to ids that neither stand in a file of the same folder nor were loaded before.

    loaded: register → ids that are in the database. A file that could not be read accuses nobody.
    """
    unreadable = {sheet.register.name for sheet in sheets if not sheet.is_readable}
    known = {name: set(ids) for name, ids in loaded.items()}
    for sheet in sheets:
        known.setdefault(sheet.register.name, set()).update(key[0] for key in sheet.keys)
    return [
        Problem(
            sheet.file,
            row.line,
            column.name,
            f"{row.cells[column.name]!r} is no id in {column.refers_to} and was not loaded before",
        )
        for sheet in sheets
        for column in sheet.register.columns
        if column.refers_to and column.refers_to not in unreadable
        for row in sheet.rows
        if row.cells[column.name] is not None
        and row.cells[column.name] not in known.get(column.refers_to, set())
    ]


def shared_places(sheets: Sequence[Sheet]) -> list[Problem]:
    """Contestants of one contest on the same place of the ballot paper; of one debate on the same by lot."""
    problems: list[Problem] = []
    for sheet in sheets:
        places: dict[tuple[str, int], int] = {}
        within = _PLACED_IN.get(sheet.register.name, "")
        for row in sheet.rows if within else []:
            place = (row.cells[within], row.cells["order"])
            if place[1] is None:
                continue
            if place in places:
                text = f"place {place[1]} of {place[0]} is taken by line {places[place]}"
                problems.append(Problem(sheet.file, row.line, "order", text))
            else:
                places[place] = row.line
    return problems


def split_items(sheets: Sequence[Sheet]) -> list[Problem]:
    """Rows of one coverage item that say different things of what all its subjects share."""
    problems: list[Problem] = []
    for sheet in sheets:
        first: dict[str, Row] = {}
        for row in sheet.rows if sheet.register.name == "coverage" else []:
            other = first.setdefault(row.cells["item"], row)
            problems += (
                Problem(sheet.file, row.line, name, f"line {other.line} says otherwise of the same item")
                for name in _OF_THE_ITEM
                if row.cells[name] != other.cells[name]
            )
    return problems


def overlapping_speeches(sheets: Sequence[Sheet]) -> list[Problem]:
    """Speeches that begin before the same contestant's last one in the debate ended: time counted twice."""
    problems: list[Problem] = []
    for sheet in sheets:
        last: dict[tuple[str, str], Row] = {}
        rows = sheet.rows if sheet.register.name == "debate-speeches" else []
        for row in sorted(rows, key=lambda row: row.cells["start_ms"]):
            speaker = row.cells["debate"], row.cells["contestant"]
            before = last.get(speaker)
            if before and row.cells["start_ms"] < before.cells["end_ms"]:
                text = (
                    f"the speech of line {before.line} goes on until {before.cells['end_ms']}; correct either"
                )
                problems.append(Problem(sheet.file, row.line, "start_ms", text))
            if before is None or row.cells["end_ms"] > before.cells["end_ms"]:
                last[speaker] = row
    return problems
