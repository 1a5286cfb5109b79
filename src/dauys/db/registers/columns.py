"""Columns that several registers share, and short ways to declare the others."""

from __future__ import annotations

from typing import Any

from dauys.db.registers import cells
from dauys.db.registers.form import Form
from dauys.db.registers.register import Column
from dauys.domain.names import LANGUAGES

IN_WORDS = tuple(zip(LANGUAGES, ("Kazakh", "Russian", "English"), strict=True))
"""Code and English name of each language, for columns that stand once in each."""
DAY_MS = 24 * 3600 * 1000
MM2_MAX = 10**9
COUNT_MAX = 2**31 - 1

A_LENGTH = cells.a_number(1, DAY_MS)
"""Milliseconds, more than none and a day at the most."""
A_SHARE_OF_TIME = cells.a_number(0, DAY_MS)
"""Milliseconds, a day at the most; may be none."""
AN_AREA = cells.a_number(1, MM2_MAX)
A_SMALL_COUNT = cells.a_number(0, COUNT_MAX)


def optional(name: str, form: Form, meaning: str, **more: Any) -> Column:  # noqa: ANN401 - a Column's own
    """A column that may be empty or absent."""
    return Column(name, form, meaning, is_required=False, **more)


def reference(name: str, register: str, meaning: str) -> Column:
    """A column that holds the id of a row of another register."""
    return Column(name, cells.an_id, meaning, refers_to=register)


def reference_if_any(name: str, register: str, meaning: str) -> Column:
    """The same where there may be none."""
    return Column(name, cells.an_id, meaning, is_required=False, refers_to=register)


ILLUSTRATIVE = optional(
    "is_illustrative", cells.yes_no, "yes: the row is an illustration; empty: no", default=False
)
VERSION = optional("version", cells.a_version, "the cut's name; empty: the only one, or not known which")
PRICE = optional("price", cells.money, "its price, in tenge")
START = Column("start", cells.a_moment, "when it begins, with its offset")
LENGTH = Column("length_ms", A_LENGTH, "its length in milliseconds")
