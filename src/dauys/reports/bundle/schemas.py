"""The tables' keys and references, for the reader of a bundle and as a Frictionless data package."""

from __future__ import annotations

from typing import Any

from dauys.domain.published import PUBLISHED

_KEYS = {
    "tariffs": ("notice_id", "slot_class", "per"),
    "debate-speeches": ("debate_id", "contestant_id", "start_ms"),
    "airings": ("sighting_id",),
    "appearances": ("kind", "id", "start_ms"),
    "monitored-time": ("outlet_id", "channel_id", "day", "unit", "start_ms"),
    "claimed": ("id", "start_ms"),
    "debate-clock": ("debate_id", "contestant_id"),
    "make-goods": (),
    "rule-tests": ("rule_id",),
    "windows": (),
}
"""What stands once in a table, where that is not its `id`; the rows of one without a key may repeat."""

_REFERENCES = {
    "election_id": ("elections", "id"),
    "contest_id": ("contests", "id"),
    "contestant_id": ("contestants", "id"),
    "owner_contestant_id": ("contestants", "id"),
    "fund_id": ("contestants", "id"),
    "outlet_id": ("outlets", "id"),
    "channel_id": ("channels", "id"),
    "spot_id": ("spots", "id"),
    "order_id": ("orders", "id"),
    "slot_id": ("slots", "id"),
    "as_run_id": ("as-run", "id"),
    "airing_id": ("airings", "sighting_id"),
    "debate_id": ("debates", "id"),
    "subject_id": ("subjects", "id"),
    "rule_id": ("rule-tests", "rule_id"),
}
_NOTICES = {"tariffs": "tariff-notices", "poll-publications": "poll-notices"}
_TYPES = {"text": "string", "int": "integer", "bool": "boolean"}
_CSV_NOTE = (
    "Derived from tables/. A text that a spreadsheet would take for a formula has an apostrophe before it."
)


def key(table: str) -> tuple[str, ...]:
    """The columns that together stand once; empty where rows may repeat."""
    return _KEYS.get(table, ("id",))


def references(table: str) -> dict[str, tuple[str, str]]:
    """Column → the table and column in which its value stands; an empty text refers to nothing."""
    found = {column: _REFERENCES[column] for column in PUBLISHED[table] if column in _REFERENCES}
    found = {column: other for column, other in found.items() if other != (table, column)}
    if table in _NOTICES:
        found["notice_id"] = (_NOTICES[table], "id")
    return found


def schemas() -> dict[str, Any]:
    """tables.json: each table's columns with their kinds, its key and its references."""
    return {
        name: {
            "columns": columns,
            "key": list(key(name)),
            "references": {column: list(other) for column, other in references(name).items()},
        }
        for name, columns in PUBLISHED.items()
    }


def data_package() -> dict[str, Any]:
    """datapackage.json (Frictionless Data Package 1.0): the tables as CSV."""
    return {
        "profile": "tabular-data-package",
        "name": "dauys-report",
        "resources": [_resource(name) for name in PUBLISHED],
    }


def _resource(name: str) -> dict[str, Any]:
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"csv/{name}.csv",
        "description": _CSV_NOTE,
        "encoding": "utf-8",
        "schema": {
            "fields": [{"name": column, "type": _TYPES[kind]} for column, kind in PUBLISHED[name].items()],
            "missingValues": [""],
            "primaryKey": list(key(name)),
            "foreignKeys": [
                {"fields": column, "reference": {"resource": other, "fields": field}}
                for column, (other, field) in references(name).items()
            ],
        },
    }
