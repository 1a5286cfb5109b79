"""Many new rows of one table in one statement, without an instance of the model for each.

`bulk_create` asks every field of every instance several times; for the fifty thousand rows of a campaign's
coverage that is most of the time of a load. Here only days and JSON are asked how they are stored; the other
columns of registers hold text, whole numbers and yes or no, which both databases take as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, models

_AS_THEY_ARE = (models.CharField, models.TextField, models.IntegerField, models.BooleanField)


def insert_rows(model: type[models.Model], rows: Sequence[Mapping[str, Any]]) -> None:
    """Adds the rows, each a mapping of the same attributes; an attribute not given has the model's default.

    Raises IntegrityError where the database refuses one; then the transaction around it is broken.
    """
    if not rows:
        return
    fields = [field for field in model._meta.concrete_fields if _is_written(field, rows[0])]
    columns = [_cells(field, rows) for field in fields]
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    statement = f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(fields))})"  # noqa: S608 - own names
    with connection.cursor() as cursor:
        cursor.executemany(statement, list(zip(*columns, strict=True)))


def _is_written(field: models.Field[Any, Any], row: Mapping[str, Any]) -> bool:
    """A key that the database numbers itself is not."""
    return field.attname in row or not isinstance(field, models.AutoField)


def _cells(field: models.Field[Any, Any], rows: Sequence[Mapping[str, Any]]) -> list[Any]:
    """The field's cell of every row, as the database takes it."""
    name = field.attname
    if name not in rows[0]:
        return [field.get_db_prep_save(field.get_default(), connection)] * len(rows)
    cells = [row[name] for row in rows]
    stored = field.target_field if isinstance(field, models.ForeignKey) else field
    if isinstance(stored, _AS_THEY_ARE):
        return cells
    return [field.get_db_prep_save(cell, connection) for cell in cells]
