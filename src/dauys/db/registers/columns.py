"""Columns that several registers share, and short ways to declare the others."""

from __future__ import annotations

from dataclasses import replace
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

A_LENGTH = cells.a_number(1, DAY_MS, example=30_000)
"""Milliseconds, more than none and a day at the most."""
A_SHARE_OF_TIME = cells.a_number(0, DAY_MS, example=30_000)
"""Milliseconds, a day at the most; may be none."""
AN_AREA = cells.a_number(1, MM2_MAX, example=12_000)
A_SMALL_COUNT = cells.a_number(0, COUNT_MAX)


_ONE_OF = {
    "elections": "Election",
    "contests": "Contest",
    "contestants": "Contestant",
    "outlets": "Outlet",
    "channels": "Channel",
    "spots": "Spot",
    "tariff-notices": "Notice",
    "poll-notices": "Notice",
    "orders": "Order of airtime",
    "debates": "Debate",
    "incidents": "Incident",
    "subjects": "Subject",
}
"""Register → the label of a column that refers to it."""


def optional(
    name: str,
    label: str,
    form: Form,
    meaning: str,
    **more: Any,  # noqa: ANN401 - a Column's own
) -> Column:
    """A column that may be empty or absent."""
    return Column(name, label, form, meaning, is_required=False, **more)


def reference(name: str, register: str, meaning: str, label: str = "") -> Column:
    """A column that holds the id of a row of another register, by whose noun it is labelled if no other."""
    return Column(name, label or _ONE_OF[register], cells.an_id, meaning, refers_to=register)


def reference_if_any(name: str, register: str, meaning: str, label: str = "") -> Column:
    """The same where there may be none."""
    return replace(reference(name, register, meaning, label), is_required=False)


ID = Column("id", "Id", cells.an_id, "its public id, for good: lower-case Latin letters, digits and hyphens")
NAME_COLUMNS = tuple(
    Column(f"name_{code}", f"Name in {word}", cells.a_text, f"name in {word}") for code, word in IN_WORDS
)
LANGUAGE = Column("language", "Language", cells.a_language, "its language")
ILLUSTRATIVE = optional(
    "is_illustrative",
    "Illustrative",
    cells.yes_no,
    "yes: the row is an illustration; empty: no",
    default=False,
)
VERSION = optional(
    "version", "Version", cells.a_version, "the cut's name; empty: the only one, or not known which"
)
PRICE = optional("price", "Price, tenge", cells.money, "its price, in tenge")
HAS_ISSUER = optional("has_issuer", "Names the issuer", cells.yes_no, "yes: it says who issued it")
HAS_CUSTOMER = optional("has_customer", "Names who ordered it", cells.yes_no, "yes: it says who ordered it")
HAS_FUND = optional("has_fund", "Names the fund", cells.yes_no, "yes: it says from which fund it was paid")
MADE_ABROAD = optional("made_abroad", "Made abroad", cells.yes_no, "yes: it was made outside the country")
DAY_OF_FILING = optional(
    "filed_on", "Filed with the commission on", cells.a_day, "day on which it was filed with the commission"
)
START = Column("start", "Start", cells.a_moment, "when it begins, with its offset")
LENGTH = Column("length_ms", "Length, ms", A_LENGTH, "its length in milliseconds")
