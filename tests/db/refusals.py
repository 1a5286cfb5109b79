"""How a wrong row is refused: by the file's reader with a word on why, and by the database itself."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from tests.db.register_samples import TEXTS

from dauys.db.registers import BY_NAME
from dauys.db.registers.reading import read
from dauys.domain.errors import Problem


def complaints(name: str, old: str, new: str) -> list[Problem]:
    """What is said of a register's sample in which one text is replaced, once."""
    text = TEXTS[f"{name}.csv"]
    assert old in text, f"{old!r} is not in the sample of {name}"
    return read(BY_NAME[name], text.replace(old, new, 1).encode()).problems


def is_taken(name: str, columns: dict[str, Any]) -> bool:
    """Whether the database takes this row of the register, whoever brings it."""
    model: Any = apps.get_model("dauys", BY_NAME[name].model)
    try:
        with transaction.atomic():
            model.objects.bulk_create([model(**columns)])
            connection.check_constraints()  # PostgreSQL looks at references only when asked, or at the end
    except IntegrityError:
        return False
    return True
