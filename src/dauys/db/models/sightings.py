"""The machine's claims, each part of one hearing. Never changed and never deleted."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models

from dauys.db.models import columns
from dauys.domain import sightings as nouns
from dauys.domain.intervals import Interval


class Sighting(models.Model):
    """`id` follows from the recording, the ear, its index and the place (`writes.hearings.sighting_id`).

    `claim` leaves the ear and the index out: what a person decided of a place in a recording still holds
    when the same ear, or a newer one, claims the same again.
    """

    id = columns.sha256(primary_key=True)
    claim = columns.sha256()
    hearing = columns.kept("Hearing", "sightings")
    version = columns.kept("Version", "sightings")
    start_ms = models.BigIntegerField()
    end_ms = models.BigIntegerField()
    spot_start_ms = models.BigIntegerField()
    spot_end_ms = models.BigIntegerField()
    score_pm = models.IntegerField()
    speed_ppm = models.IntegerField()
    integrity = columns.text(128, blank=True)
    missing = models.JSONField(default=list)
    undecided_with = models.JSONField(default=list)
    standing = columns.text(16)
    why = models.TextField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.digest_long("id", "sighting_has_id"),
            columns.digest_long("claim", "sighting_has_claim"),
            columns.in_order("start_ms", "end_ms", "sighting_in_order"),
            columns.in_order("spot_start_ms", "spot_end_ms", "sighting_spot_in_order"),
            columns.one_of("standing", nouns.Standing, "sighting_standing"),
            columns.positive("speed_ppm", "sighting_speed"),
            models.CheckConstraint(
                condition=models.Q(score_pm__gte=0, score_pm__lte=1000), name="sighting_score"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["claim"], name="sighting_by_claim")]

    def domain(self) -> nouns.Sighting:
        """Needs `version` to be loaded."""
        return nouns.Sighting(
            version=nouns.VersionId(self.version.spot_id, self.version.name),
            start_ms=self.start_ms,
            end_ms=self.end_ms,
            spot_start_ms=self.spot_start_ms,
            spot_end_ms=self.spot_end_ms,
            score_pm=self.score_pm,
            speed_ppm=self.speed_ppm,
            integrity=frozenset(nouns.Integrity(word) for word in self.integrity.split("+") if word),
            missing=tuple(Interval(start, end) for start, end in self.missing),
            undecided_with=tuple(nouns.VersionId.parse(text) for text in self.undecided_with),
            standing=nouns.Standing(self.standing),
            why=self.why,
        )

    @staticmethod
    def fields(sighting: nouns.Sighting) -> dict[str, Any]:
        """All columns that follow from the sighting itself; its version is the caller's to find."""
        return {
            "start_ms": sighting.start_ms,
            "end_ms": sighting.end_ms,
            "spot_start_ms": sighting.spot_start_ms,
            "spot_end_ms": sighting.spot_end_ms,
            "score_pm": sighting.score_pm,
            "speed_ppm": sighting.speed_ppm,
            "integrity": "+".join(sorted(sighting.integrity)),
            "missing": [[part.start_ms, part.end_ms] for part in sighting.missing],
            "undecided_with": [str(version) for version in sighting.undecided_with],
            "standing": str(sighting.standing),
            "why": sighting.why,
        }
