"""What was recorded, what is still to be heard, and what was not monitored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Subquery

from dauys.db import models
from dauys.db.selectors.frames import frame
from dauys.domain import recordings as nouns
from dauys.domain.frames import DUE
from dauys.domain.hearings import KeptPrint, RecordingToHear
from dauys.domain.intervals import Interval
from dauys.domain.outlets import Channel
from dauys.domain.recordings import RecordingState
from dauys.domain.zones import zone

if TYPE_CHECKING:
    import polars as pl

UNHEARD_MS_MAX = 3600 * 1000
"""Nobody knows how long a recording is that was not heard. It is taken to reach to the next one of its
channel, an hour at the most. This decides the cause that a gap is given, never how long the gap is."""


def recordings() -> list[nouns.Recording]:
    """All recordings that were heard, by channel and start."""
    found = [
        nouns.Recording(r.sha256, r.channel_id, Interval(r.start_ms, r.end_ms or r.start_ms), r.arrival_name)
        for r in models.Recording.objects.filter(state=RecordingState.HEARD)
    ]
    return sorted(found, key=lambda one: (one.channel_id, one.interval.start_ms, one.sha256))


def set_aside() -> list[tuple[str, str, str]]:
    """Recordings that could not be heard, by arrival name: the name, the reason, and the reason in words."""
    rows = models.Recording.objects.filter(state=RecordingState.SET_ASIDE).order_by("id")
    return sorted(rows.values_list("arrival_name", "reason", "reason_text"), key=lambda one: one[0])


def ears() -> list[tuple[str, str]]:
    """Version and digest of the parameters of every ear whose hearing of a recording stands, sorted."""
    newest = models.Hearing.objects.filter(recording=OuterRef("recording")).order_by("-id")
    standing = models.Hearing.objects.filter(pk=Subquery(newest.values("pk")[:1]))
    return sorted(set(standing.values_list("engine", "params_digest")))


def to_hear(*, engine: str, index_digest: str, params_digest: str) -> list[RecordingToHear]:
    """Every stored recording that this ear has not heard with this index, oldest first."""
    heard = models.Hearing.objects.filter(
        recording=OuterRef("pk"), engine=engine, index_digest=index_digest, params_digest=params_digest
    )
    printed = models.Hearing.objects.filter(recording=OuterRef("pk"), params_digest=params_digest)
    rows = list(
        models.Recording.objects.filter(~Exists(heard))
        .exclude(state=RecordingState.SET_ASIDE)
        .annotate(printed=Subquery(printed.order_by("-id").values("pk")[:1]))
        .select_related("channel__outlet")
        .order_by("start_ms", "channel_id", "sha256")
    )
    hearings = models.Hearing.objects.in_bulk([row.printed for row in rows if row.printed])
    return [
        RecordingToHear(
            key=row.pk,
            outlet_id=row.channel.outlet_id,
            channel_id=row.channel_id,
            zone=row.channel.outlet.zone,
            sha256=row.sha256,
            arrival_name=row.arrival_name,
            start_ms=row.start_ms,
            kept=_kept(hearings[row.printed]) if row.printed else None,
        )
        for row in rows
    ]


def _kept(hearing: models.Hearing) -> KeptPrint:
    return KeptPrint(hearing.print_name, hearing.print_sha256, hearing.length_ms, tuple(hearing.notes))


def due_frame() -> pl.DataFrame:
    """The hours due of each channel and local day, cut into monitored pieces and gaps (tables.DUE).

    The pieces of a channel and day add up to what was due on it, to the millisecond.
    """
    claims = _claims()
    rows: list[dict[str, Any]] = []
    for row in sorted(models.Channel.objects.select_related("outlet"), key=lambda one: one.id):
        channel, outlet = row.domain(), row.outlet
        of_channel = claims[channel.id]
        for day, due in _due(channel, outlet.zone):
            time = nouns.monitored_time(
                due,
                scanned=of_channel[RecordingState.HEARD],
                unreadable=of_channel[RecordingState.SET_ASIDE],
                waiting=of_channel[RecordingState.WAITING],
            )
            pieces = [(interval, "") for interval in time.monitored]
            pieces += [(gap.interval, str(gap.cause)) for gap in time.gaps]
            rows += (
                {
                    "outlet_id": outlet.id,
                    "channel_id": channel.id,
                    "medium": outlet.medium,
                    "zone": outlet.zone,
                    "day": day.isoformat(),
                    "start_ms": interval.start_ms,
                    "end_ms": interval.end_ms,
                    "cause": cause,
                }
                for interval, cause in sorted(pieces)
            )
    return frame(rows, DUE)


def _due(channel: Channel, zone_name: str) -> Iterator[tuple[date, Interval]]:
    """Each stretch of real time that is to be recorded, with its local day."""
    if channel.first_day is None or channel.last_day is None:
        return
    where = zone(zone_name)
    for n in range((channel.last_day - channel.first_day).days + 1):
        day = channel.first_day + timedelta(days=n)
        for part in channel.due:
            yield day, part.on(day, where)


def _claims() -> dict[str, dict[str, list[Interval]]]:
    """Channel → state → intervals of its recordings."""
    claims: dict[str, dict[str, list[Interval]]] = defaultdict(lambda: defaultdict(list))
    by_channel: dict[str, list[models.Recording]] = defaultdict(list)
    for row in models.Recording.objects.all():
        by_channel[row.channel_id].append(row)
    for channel_id, rows in by_channel.items():
        starts = sorted({row.start_ms for row in rows})
        following = dict(pairwise([*starts, starts[-1] + UNHEARD_MS_MAX]))
        for row in rows:
            unheard_end_ms = min(following[row.start_ms], row.start_ms + UNHEARD_MS_MAX)
            end_ms = unheard_end_ms if row.end_ms is None else row.end_ms
            claims[channel_id][row.state].append(Interval(row.start_ms, end_ms))
    return claims
