"""What the ear found in one recording: all of it or nothing."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from dauys.db.models import Hearing, Sighting, Version
from dauys.db.writes.decisions import add_decisions
from dauys.db.writes.outbox import Post
from dauys.db.writes.recordings import change_recording
from dauys.domain import hearings as nouns
from dauys.domain import sightings
from dauys.domain.acts import Act
from dauys.domain.ledger import EntryKind
from dauys.domain.recordings import RecordingState


def add_hearing(
    *,
    recording: nouns.RecordingToHear,
    hearing: nouns.Hearing,
    decisions: Sequence[sightings.Decision],
    act: Act,
) -> bool:
    """Stores a hearing with its sightings and the policy's decisions, and the recording as heard.

    False, and nothing changes, where this ear has heard this recording with this index before.
    The print must stand durably under its name already.
    """
    with transaction.atomic():
        stored, is_new = Hearing.objects.get_or_create(
            recording_id=recording.key,
            engine=hearing.engine,
            index_digest=hearing.index_digest,
            params_digest=hearing.params_digest,
            defaults={
                "length_ms": hearing.length_ms,
                "print_name": hearing.print_name,
                "print_sha256": hearing.print_sha256,
                "notes": list(hearing.notes),
                "heard_at_ms": act.at_ms,
            },
        )
        if is_new:
            Sighting.objects.bulk_create(_sightings(recording, hearing, stored))
            add_decisions(decisions)
            after = {
                "state": str(RecordingState.HEARD),
                "end_ms": recording.start_ms + hearing.length_ms,
                "reason": "",
                "reason_text": "",
            }
            change_recording(recording.key, after, act, _heard(recording, hearing, act))
    return is_new


def _heard(recording: nouns.RecordingToHear, hearing: nouns.Hearing, act: Act) -> Post:
    """For the ledger: the recording's interval, which is known once it was heard."""
    body = {
        "channel": recording.channel_id,
        "end_ms": recording.start_ms + hearing.length_ms,
        "sha256": recording.sha256,
        "start_ms": recording.start_ms,
    }
    return Post(EntryKind.RECORDING, recording.sha256, act.at_ms, body)


def _sightings(recording: nouns.RecordingToHear, hearing: nouns.Hearing, stored: Hearing) -> list[Sighting]:
    versions = {(v.spot_id, v.name): v for v in Version.objects.all()}
    rows = []
    for sighting in hearing.sightings:
        claim = nouns.claim_id(recording.sha256, recording.channel_id, recording.start_ms, sighting)
        version = versions[(sighting.version.spot, sighting.version.version)]
        rows.append(
            Sighting(
                id=nouns.sighting_id(claim, hearing),
                claim=claim,
                hearing=stored,
                version=version,
                **Sighting.fields(sighting),
            )
        )
    return rows
