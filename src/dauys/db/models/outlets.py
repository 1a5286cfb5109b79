"""The media organisations that are monitored, and their signals."""

from __future__ import annotations

from datetime import time
from typing import Any, ClassVar

from django.db import models

from dauys.db.models import columns
from dauys.domain import outlets as nouns
from dauys.domain.names import Names
from dauys.domain.zones import Daypart


class Outlet(models.Model):
    id = columns.public_id()
    name_kk = columns.text()
    name_ru = columns.text()
    name_en = columns.text()
    medium = columns.text(16)
    level = columns.text(16)
    owner = columns.text(blank=True)
    languages = columns.text(16)
    zone = columns.text(64)
    prime_time = columns.text(blank=True)
    ownership = columns.word(nouns.Ownership.UNKNOWN)
    owner_contestant = columns.kept("Contestant", "outlets", optional=True)
    audience_pm = models.BigIntegerField(default=nouns.AUDIENCE_PM)
    is_illustrative = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "outlet_has_id"),
            columns.one_of("medium", nouns.Medium, "outlet_medium"),
            columns.one_of("level", nouns.Level, "outlet_level"),
            columns.filled("zone", "outlet_has_zone"),
            columns.one_of("ownership", nouns.Ownership, "outlet_ownership"),
            columns.not_negative("audience_pm", "outlet_audience"),
        ]

    def domain(self) -> nouns.Outlet:
        return nouns.Outlet(
            id=self.id,
            names=Names(self.name_kk, self.name_ru, self.name_en),
            medium=nouns.Medium(self.medium),
            level=nouns.Level(self.level),
            owner=self.owner,
            languages=tuple(self.languages.split()),
            zone=self.zone,
            prime_time=dayparts(self.prime_time),
            ownership=nouns.Ownership(self.ownership),
            owner_contestant_id=self.owner_contestant_id or "",
            audience_pm=self.audience_pm,
            is_illustrative=self.is_illustrative,
        )

    @staticmethod
    def fields(outlet: nouns.Outlet) -> dict[str, Any]:
        return {
            "id": outlet.id,
            "name_kk": outlet.names.kk,
            "name_ru": outlet.names.ru,
            "name_en": outlet.names.en,
            "medium": str(outlet.medium),
            "level": str(outlet.level),
            "owner": outlet.owner,
            "languages": " ".join(outlet.languages),
            "zone": outlet.zone,
            "prime_time": " ".join(map(str, outlet.prime_time)),
            "ownership": str(outlet.ownership),
            "owner_contestant_id": outlet.owner_contestant_id or None,
            "audience_pm": outlet.audience_pm,
            "is_illustrative": outlet.is_illustrative,
        }


class Channel(models.Model):
    id = columns.public_id()
    outlet = columns.kept("Outlet", "channels")
    name_kk = columns.text()
    name_ru = columns.text()
    name_en = columns.text()
    first_day = columns.day(optional=True)
    last_day = columns.day(optional=True)
    due = columns.text(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "channel_has_id"),
            columns.in_order("first_day", "last_day", "channel_days_in_order"),
        ]

    def domain(self) -> nouns.Channel:
        return nouns.Channel(
            id=self.id,
            outlet_id=self.outlet_id,
            names=Names(self.name_kk, self.name_ru, self.name_en),
            first_day=self.first_day,
            last_day=self.last_day,
            due=dayparts(self.due),
        )

    @staticmethod
    def fields(channel: nouns.Channel) -> dict[str, Any]:
        return {
            "id": channel.id,
            "outlet_id": channel.outlet_id,
            "name_kk": channel.names.kk,
            "name_ru": channel.names.ru,
            "name_en": channel.names.en,
            "first_day": channel.first_day,
            "last_day": channel.last_day,
            "due": " ".join(map(str, channel.due)),
        }


def dayparts(text: str) -> tuple[Daypart, ...]:
    """Hours of the day as the registers write them."""
    return tuple(_daypart(word) for word in text.split())


def _daypart(word: str) -> Daypart:
    start, _, end = word.partition("-")
    return Daypart(time.fromisoformat(start), None if end == "24:00" else time.fromisoformat(end))
