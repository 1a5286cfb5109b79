"""Columns and constraints that several tables share. Times are UTC milliseconds in 64-bit integers."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length

ID_LENGTH = 63
SHA256_LENGTH = 64
WORD_LENGTH = 16
TEXT_LENGTH = 500
LONG_TEXT_LENGTH = 5000

models.CharField.register_lookup(Length)


def public_id() -> models.CharField[str, str]:
    """A register's public id, which is also its key in the database."""
    return models.CharField(primary_key=True, max_length=ID_LENGTH)


def text(length: int = TEXT_LENGTH, *, blank: bool = False) -> models.CharField[str, str]:
    """A short text; empty means that there is none."""
    return models.CharField(max_length=length, blank=blank)


def word(default: StrEnum) -> models.CharField[str, str]:
    """A word of an enum."""
    return models.CharField(max_length=WORD_LENGTH, default=str(default))


def long_text() -> models.CharField[str, str]:
    """A text of several sentences; empty means that there is none."""
    return text(LONG_TEXT_LENGTH, blank=True)


def sha256(*, primary_key: bool = False) -> models.CharField[str, str]:
    """64 lower-case hexadecimal digits."""
    return models.CharField(max_length=SHA256_LENGTH, primary_key=primary_key)


def kept(model: str, related_name: str, *, optional: bool = False) -> models.ForeignKey[Any, Any]:
    """A reference to a row that must not be deleted while it is referred to."""
    return models.ForeignKey(model, on_delete=models.PROTECT, related_name=related_name, null=optional)


def number(*, optional: bool = False) -> models.BigIntegerField[Any, Any]:
    """A whole number: UTC milliseconds, milliseconds, mm², tiyn or a count."""
    return models.BigIntegerField(null=optional)


def day(*, optional: bool = False) -> models.DateField[Any, Any]:
    """A day of the outlet's or the commission's own calendar."""
    return models.DateField(null=optional)


def one_of(field: str, choices: Iterable[str], name: str) -> models.CheckConstraint:
    """The column holds one of the enum's values."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [str(c) for c in choices]}), name=name)


def in_order(start: str, end: str, name: str) -> models.CheckConstraint:
    """The interval does not end before it starts."""
    return models.CheckConstraint(condition=Q(**{f"{end}__gte": F(start)}), name=name)


def filled(field: str, name: str) -> models.CheckConstraint:
    """The text is not empty."""
    return models.CheckConstraint(condition=~Q(**{field: ""}), name=name)


def positive(field: str, name: str) -> models.CheckConstraint:
    """The number is greater than zero."""
    return models.CheckConstraint(condition=Q(**{f"{field}__gt": 0}), name=name)


def not_negative(field: str, name: str) -> models.CheckConstraint:
    """The number is zero or greater."""
    return models.CheckConstraint(condition=Q(**{f"{field}__gte": 0}), name=name)


def digest_long(field: str, name: str) -> models.CheckConstraint:
    """The text has the length of a sha256."""
    return models.CheckConstraint(condition=Q(**{f"{field}__length": SHA256_LENGTH}), name=name)


def version_of_spot(name: str) -> models.CheckConstraint:
    """A version is named only beside its spot."""
    return models.CheckConstraint(condition=Q(version="") | Q(spot__isnull=False), name=name)
