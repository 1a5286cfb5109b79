"""Ids in cases: a row names only outlets, contestants, channels, spots and contests that the case has.

One that is misspelt would be a row without medium, level and zone, and the case would test something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dauys.rules.case_rows import column_of
from dauys.rules.near import nearest
from dauys.rules.schema import Place
from dauys.rules.written import Problems, Written

_NAMED_IN = {
    "outlet_id": "outlets",
    "contestant_id": "contestants",
    "owner_contestant_id": "contestants",
    "channel_id": "channels",
    "spot_id": "spots",
    "contest_id": "contests",
}


def check_ids(tree: Written, problems: Problems) -> None:
    """Complains of every id that stands neither in the situation nor in the case itself.

    tree: a file of cases. A table of which a case has no row at all is not looked into: there the id only
    tells rows apart. `""` says on purpose that it is not known.
    """
    if not isinstance(tree.value, dict):
        return
    situation = tree.value.get("situation")
    _check(situation, Place(problems, path="situation"), _ids(situation))
    cases = tree.value.get("cases")
    for case in cases.value if cases and isinstance(cases.value, tuple) else ():
        if isinstance(case.value, dict):
            given, name = case.value.get("given"), case.value.get("case")
            known = _ids(situation)
            for table, ids in _ids(given).items():
                known.setdefault(table, {}).update(ids)
            place = Place(problems, f'case "{name.text if name else ""}"', "given")
            _check(given, place, known)


def _check(given: Written | None, at: Place, known: Mapping[str, Mapping[str, None]]) -> None:
    for table, row in _rows(given):
        for key, node in row.items():
            of = _NAMED_IN.get(column_of(table, key) or "")
            if of is None or of == table or not node.text or node.is_nothing:
                continue
            ids = known.get(of)
            if ids and node.text not in ids:
                near = nearest(node.text, ids)
                at.inside(table).inside(key).wrong(
                    node, f'there is no {of[:-1]} "{node.text}" in the case or its situation{near}; '
                    f"there are: {', '.join(ids)}"
                )  # fmt: skip


def _ids(given: Written | None) -> dict[str, dict[str, None]]:
    """Table → the ids of its rows, in the order of the file."""
    ids: dict[str, dict[str, None]] = {}
    for table, row in _rows(given):
        if table in _NAMED_IN.values():
            of = ids.setdefault(table, {})
            node = row.get("id")
            of[node.text if node and node.text else f"{table}-{len(of) + 1}"] = None
    return ids


def _rows(given: Written | None) -> Iterator[tuple[str, Mapping[str, Written]]]:
    tables = given.value if given and isinstance(given.value, dict) else {}
    for table, rows in tables.items():
        for row in rows.value if isinstance(rows.value, tuple) else (rows,):
            if isinstance(row.value, dict):
                yield table, row.value
