"""Who stands, and what they registered."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from dauys.db.models import columns
from dauys.domain import campaign as nouns
from dauys.domain.intervals import Interval
from dauys.domain.names import LANGUAGES, Names


class Election(models.Model):
    """One voting day's event. `notice` is printed on every page of what is made from it."""

    id = columns.public_id()
    name_kk = columns.text()
    name_ru = columns.text()
    name_en = columns.text()
    called_on = columns.day(optional=True)
    reading = columns.word(nouns.Reading.TOTAL)
    is_illustrative = models.BooleanField(default=False)
    notice_kk = columns.long_text()
    notice_ru = columns.long_text()
    notice_en = columns.long_text()
    rule_book = columns.text(columns.ID_LENGTH, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "election_has_id"),
            columns.one_of("reading", nouns.Reading, "election_reading"),
        ]


class Contest(models.Model):
    id = columns.public_id()
    name_kk = columns.text()
    name_ru = columns.text()
    name_en = columns.text()
    campaign_start_ms = models.BigIntegerField()
    campaign_end_ms = models.BigIntegerField()
    voting_day = models.DateField()
    election = columns.kept("Election", "contests", optional=True)
    kind = columns.word(nouns.ContestKind.LIST)
    region = columns.text(blank=True)
    silence_start_ms = columns.number(optional=True)
    silence_end_ms = columns.number(optional=True)
    embargo_start_ms = columns.number(optional=True)
    embargo_end_ms = columns.number(optional=True)
    zone = columns.text(64, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "contest_has_id"),
            columns.in_order("campaign_start_ms", "campaign_end_ms", "contest_campaign_in_order"),
            columns.in_order("silence_start_ms", "silence_end_ms", "contest_silence_in_order"),
            columns.in_order("embargo_start_ms", "embargo_end_ms", "contest_embargo_in_order"),
            columns.one_of("kind", nouns.ContestKind, "contest_kind"),
        ]

    def domain(self) -> nouns.Contest:
        return nouns.Contest(
            id=self.id,
            names=Names(self.name_kk, self.name_ru, self.name_en),
            campaign=Interval(self.campaign_start_ms, self.campaign_end_ms),
            voting_day=self.voting_day,
            election_id=self.election_id or "",
            kind=nouns.ContestKind(self.kind),
            region=self.region,
            silence=_interval(self.silence_start_ms, self.silence_end_ms),
            embargo=_interval(self.embargo_start_ms, self.embargo_end_ms),
            zone=self.zone,
        )

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
            "election_id": contest.election_id or None,
            "kind": str(contest.kind),
            "region": contest.region,
            "silence_start_ms": contest.silence.start_ms if contest.silence else None,
            "silence_end_ms": contest.silence.end_ms if contest.silence else None,
            "embargo_start_ms": contest.embargo.start_ms if contest.embargo else None,
            "embargo_end_ms": contest.embargo.end_ms if contest.embargo else None,
            "zone": contest.zone,
        }


class Contestant(models.Model):
    id = columns.public_id()
    contest = columns.kept("Contest", "contestants")
    order = models.PositiveIntegerField()
    name_kk = columns.text()
    name_ru = columns.text()
    name_en = columns.text()
    languages = columns.text(16, blank=True)
    fund_tiyn = columns.number(optional=True)
    fund_on = columns.day(optional=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [columns.filled("id", "contestant_has_id")]

    def domain(self) -> nouns.Contestant:
        return nouns.Contestant(
            id=self.id,
            contest_id=self.contest_id,
            names=Names(self.name_kk, self.name_ru, self.name_en),
            order=self.order,
            languages=tuple(self.languages.split()),
            fund_tiyn=self.fund_tiyn,
            fund_on=self.fund_on,
        )

    @staticmethod
    def fields(contestant: nouns.Contestant) -> dict[str, Any]:
        return {
            "id": contestant.id,
            "contest_id": contestant.contest_id,
            "order": contestant.order,
            "name_kk": contestant.names.kk,
            "name_ru": contestant.names.ru,
            "name_en": contestant.names.en,
            "languages": " ".join(contestant.languages),
            "fund_tiyn": contestant.fund_tiyn,
            "fund_on": contestant.fund_on,
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
    """What of the imprint it bears, and where it was made; null where nobody knows."""

    id = columns.public_id()
    contestant = columns.kept("Contestant", "spots")
    title = columns.text()
    has_issuer = models.BooleanField(null=True)
    has_customer = models.BooleanField(null=True)
    has_fund = models.BooleanField(null=True)
    made_abroad = models.BooleanField(null=True)
    has_label = models.BooleanField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [columns.filled("id", "spot_has_id")]

    def domain(self) -> nouns.Spot:
        return nouns.Spot(
            id=self.id,
            contestant_id=self.contestant_id,
            title=self.title,
            has_issuer=self.has_issuer,
            has_customer=self.has_customer,
            has_fund=self.has_fund,
            made_abroad=self.made_abroad,
            has_label=self.has_label,
        )

    @staticmethod
    def fields(spot: nouns.Spot) -> dict[str, Any]:
        return {
            "id": spot.id,
            "contestant_id": spot.contestant_id,
            "title": spot.title,
            "has_issuer": spot.has_issuer,
            "has_customer": spot.has_customer,
            "has_fund": spot.has_fund,
            "made_abroad": spot.made_abroad,
            "has_label": spot.has_label,
        }


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


def _interval(start_ms: int | None, end_ms: int | None) -> Interval | None:
    return None if start_ms is None or end_ms is None else Interval(start_ms, end_ms)
