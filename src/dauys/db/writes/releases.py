"""Signatures of parts and releases: only ever added."""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction

from dauys.db import models
from dauys.domain import releases


def add_signature(signature: releases.PartSignature) -> None:
    """Adds a signature; the newest one of a part stands."""
    models.PartSignature.objects.create(**asdict(signature))


def add_release(release: releases.Release) -> None:
    """Adds a release with its corrections."""
    with transaction.atomic():
        row = models.Release.objects.create(
            number=release.number,
            at_ms=release.at_ms,
            by=release.by,
            note=release.note,
            files=dict(release.files),
        )
        models.Correction.objects.bulk_create(
            models.Correction(
                release=row, figure=c.figure, old=c.old, new=c.new, unit=c.unit, reason=c.reason
            )
            for c in release.corrections
        )
