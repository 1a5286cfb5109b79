"""What arrived, and each pass of the ear over it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from dauys.db.models import columns
from dauys.domain.recordings import RecordingState


class Recording(models.Model):
    """One segment as it arrived; its end is known once it was heard."""

    channel = columns.kept("Channel", "recordings")
    sha256 = columns.sha256()
    arrival_name = columns.text()
    start_ms = models.BigIntegerField()
    end_ms = models.BigIntegerField(null=True)
    state = columns.text(16)
    reason = columns.text(64, blank=True)
    reason_text = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["channel", "start_ms", "sha256"], name="recording_once"),
            columns.digest_long("sha256", "recording_has_sha256"),
            columns.one_of("state", RecordingState, "recording_state"),
            models.CheckConstraint(
                condition=Q(end_ms__isnull=True) | Q(end_ms__gte=F("start_ms")),
                name="recording_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(state=str(RecordingState.HEARD)) | Q(end_ms__isnull=False),
                name="recording_heard_has_end",
            ),
            models.CheckConstraint(
                condition=~Q(state=str(RecordingState.SET_ASIDE)) | ~Q(reason=""),
                name="recording_set_aside_has_reason",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state"], name="recording_by_state")]


class Hearing(models.Model):
    """One pass of one version of the ear, with one index, over one recording.

    The newest one of a recording stands; older ones stay as they were.
    """

    recording = columns.kept("Recording", "hearings")
    engine = columns.text(64)
    index_digest = columns.text(64)
    params_digest = columns.text(64)
    length_ms = models.BigIntegerField()
    print_name = columns.text()
    print_sha256 = columns.sha256()
    notes = models.JSONField(default=list)
    heard_at_ms = models.BigIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["recording", "index_digest", "params_digest", "engine"], name="hearing_once"
            ),
            columns.not_negative("length_ms", "hearing_has_length"),
            columns.digest_long("print_sha256", "hearing_has_print"),
        ]
