"""Signatures of parts and releases: only ever added."""

from __future__ import annotations

import hashlib
from dataclasses import asdict

from django.db import transaction

from dauys.db import models
from dauys.db.writes.outbox import Post, post
from dauys.domain import releases
from dauys.domain.ledger import EntryKind


def add_signature(signature: releases.PartSignature) -> None:
    """Adds a signature; the newest one of a part stands."""
    body = {"part": signature.part_id, "sha256": signature.sha256}
    with transaction.atomic():
        models.PartSignature.objects.create(**asdict(signature))
        post(Post(EntryKind.SIGNATURE, signature.part_id, signature.at_ms, body))


def add_release(release: releases.Release) -> None:
    """Adds a release with its corrections; the ledger gets the hash of its signed root."""
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
        note = hashlib.sha256(release.note.encode()).hexdigest()
        body = {"number": release.number, "root_sha256": note}
        post(Post(EntryKind.RELEASE, str(release.number), release.at_ms, body))
