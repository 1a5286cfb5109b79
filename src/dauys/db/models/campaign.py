"""Who stands, and what they registered."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from dauys.db.models import columns
from dauys.domain import campaign as nouns
from dauys.domain.intervals import Interval
from dauys.domain.names import LANGUAGES, Names


class Contest(models.Model):
    id = columns.public_id()
    name_kk = columns.text()
    name_ru = columns.text()
    name_en = columns.text()
    campaign_start_ms = models.BigIntegerField()
    campaign_end_ms = models.BigIntegerField()
    voting_day = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "contest_has_id"),
            columns.in_order("campaign_start_ms", "campaign_end_ms", "contest_campaign_in_order"),
        ]

    def domain(self) -> nouns.Contest:
        names = Names(self.name_kk, self.name_ru, self.name_en)
        campaign = Interval(self.campaign_start_ms, self.campaign_end_ms)
        return nouns.Contest(self.id, names, campaign, self.voting_day)

    @staticmethod
    def fields(contest: nouns.Contest) -> dict[str, Any]:
        return {
            "id": contest.id,
            "name_kk": contest.names.kk,
            "name_ru": contest.names.ru,
            "name_en": contest.names.en,
            "campaign_start_ms": contest.campaign.start_ms,
            "campaign_end_ms": contest.campaign.end_ms,
            "voting_day": contest.voting_day,
        }


class Contestant(models.Model):
    id = columns.public_id()
    contest = columns.kept("Contest", "contestants")
    order = models.PositiveIntegerField()
    name_kk = columns.text()
    name_ru = columns.text()
    name_en = columns.text()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [columns.filled("id", "contestant_has_id")]

    def domain(self) -> nouns.Contestant:
        names = Names(self.name_kk, self.name_ru, self.name_en)
        return nouns.Contestant(self.id, self.contest_id, names, self.order)

    @staticmethod
    def fields(contestant: nouns.Contestant) -> dict[str, Any]:
        return {
            "id": contestant.id,
            "contest_id": contestant.contest_id,
            "order": contestant.order,
            "name_kk": contestant.names.kk,
            "name_ru": contestant.names.ru,
            "name_en": contestant.names.en,
        }


class Alias(models.Model):
    contestant = columns.kept("Contestant", "aliases")
    language = columns.text(2)
    text = columns.text()
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        # Two constraints, because NULLs are distinct and SQLite has no NULLS NOT DISTINCT.
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["contestant", "language", "text", "since"], name="alias_once"),
            models.UniqueConstraint(
                fields=["contestant", "language", "text"],
                condition=Q(since__isnull=True),
                name="alias_once_open",
            ),
            columns.one_of("language", LANGUAGES, "alias_language"),
            columns.filled("text", "alias_has_text"),
            models.CheckConstraint(
                condition=Q(since__isnull=True) | Q(until__isnull=True) | Q(until__gt=models.F("since")),
                name="alias_in_order",
            ),
        ]

    def domain(self) -> nouns.Alias:
        return nouns.Alias(self.contestant_id, self.language, self.text, self.since, self.until)

    @staticmethod
    def fields(alias: nouns.Alias) -> dict[str, Any]:
        return {
            "contestant_id": alias.contestant_id,
            "language": alias.language,
            "text": alias.text,
            "since": alias.since,
            "until": alias.until,
        }


class Spot(models.Model):
    id = columns.public_id()
    contestant = columns.kept("Contestant", "spots")
    title = columns.text()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [columns.filled("id", "spot_has_id")]

    def domain(self) -> nouns.Spot:
        return nouns.Spot(self.id, self.contestant_id, self.title)

    @staticmethod
    def fields(spot: nouns.Spot) -> dict[str, Any]:
        return {"id": spot.id, "contestant_id": spot.contestant_id, "title": spot.title}


class Version(models.Model):
    spot = columns.kept("Spot", "versions")
    name = columns.text(columns.ID_LENGTH, blank=True)
    language = columns.text(2)
    sha256 = columns.sha256()
    length_ms = models.BigIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["spot", "name"], name="version_once"),
            columns.one_of("language", LANGUAGES, "version_language"),
            columns.digest_long("sha256", "version_has_sound"),
            columns.positive("length_ms", "version_has_length"),
        ]

    def domain(self) -> nouns.Version:
        return nouns.Version(self.spot_id, self.name, self.language, self.sha256, self.length_ms)

    @staticmethod
    def fields(version: nouns.Version) -> dict[str, Any]:
        return {
            "spot_id": version.spot_id,
            "name": version.id,
            "language": version.language,
            "sha256": version.sha256,
            "length_ms": version.length_ms,
        }
