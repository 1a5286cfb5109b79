"""Recordings as they arrive, and what becomes of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from dauys.db.models import Recording
from dauys.db.writes import history
from dauys.db.writes.outbox import Post
from dauys.domain.acts import Act
from dauys.domain.ledger import EntryKind
from dauys.domain.recordings import RecordingState


def add_recording(*, channel_id: str, sha256: str, start_ms: int, arrival_name: str, act: Act) -> bool:
    """Notes a recording whose bytes are in the vault; False where it was known already.

    One that was set aside and is brought again waits to be heard again.
    """
    with transaction.atomic():
        recording, is_new = Recording.objects.get_or_create(
            channel_id=channel_id,
            start_ms=start_ms,
            sha256=sha256,
            defaults={"arrival_name": arrival_name, "state": str(RecordingState.WAITING)},
        )
        if is_new:
            fields = {
                "channel_id": channel_id,
                "start_ms": start_ms,
                "sha256": sha256,
                "arrival_name": arrival_name,
            }
            body = {"channel": channel_id, "sha256": sha256, "start_ms": start_ms}
            entry = Post(EntryKind.RECORDING, sha256, act.at_ms, body)
            history.add_change_of(entry, history.addition(act, "recordings", str(recording.pk), fields))
        elif recording.state == RecordingState.SET_ASIDE:
            after = {"state": str(RecordingState.WAITING), "reason": "", "reason_text": ""}
            change_recording(recording.pk, after, act)
    return is_new


def set_recording_aside(*, key: int, reason: str, text: str, act: Act) -> None:
    """Notes that the recording could not be heard, and why. Its bytes stay in the vault."""
    after = {"state": str(RecordingState.SET_ASIDE), "reason": reason, "reason_text": text}
    change_recording(key, after, act)


def change_recording(key: int, after: Mapping[str, Any], act: Act, entry: Post | None = None) -> None:
    """Sets columns of one recording, with their history; nothing happens where they hold these values.

    entry: what the ledger says of it in public, where it is to say more than that a row was changed.
    """
    with transaction.atomic():
        before = Recording.objects.values(*after).get(pk=key)
        if before != after:
            Recording.objects.filter(pk=key).update(**after)
            change = history.update(act, "recordings", str(key), before, after)
            if entry:
                history.add_change_of(entry, change)
            else:
                history.add_changes(act, "recordings", [change])
