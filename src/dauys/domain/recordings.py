"""What was recorded, and what was not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from dauys.domain.intervals import Interval, subtract, union


@dataclass(frozen=True, slots=True)
class Recording:
    """One segment of one channel's signal as it arrived: its bytes' digest and its real time."""

    sha256: str
    channel_id: str
    interval: Interval
    path_name: str


class RecordingState(StrEnum):
    """How far a recording has come: stored, heard, or set aside with a reason."""

    WAITING = "waiting"
    HEARD = "heard"
    SET_ASIDE = "set_aside"


class GapCause(StrEnum):
    """Why a stretch of due time was not monitored; the last two are of print issues and of visits online."""

    NO_RECORDING = "no_recording"
    UNREADABLE = "unreadable"
    NOT_SCANNED = "not_scanned"
    NOT_RECEIVED = "not_received"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True)
class Gap:
    """Due time that was not monitored. Never the same as "nothing was aired"."""

    interval: Interval
    cause: GapCause


@dataclass(frozen=True, slots=True)
class MonitoredTime:
    """One due stretch: monitored + gaps = due, to the millisecond."""

    due: Interval
    monitored: tuple[Interval, ...]
    gaps: tuple[Gap, ...]


def monitored_time(
    due: Interval,
    scanned: Iterable[Interval],
    unreadable: Iterable[Interval] = (),
    waiting: Iterable[Interval] = (),
) -> MonitoredTime:
    """Divides `due` into what was scanned and gaps by cause.

    Where a stretch has several claims, scanned wins over waiting, waiting over unreadable.
    """
    taken = union(part for i in scanned if (part := due.overlap(i)))
    gaps: list[Gap] = []
    covered = list(taken)
    for cause, claims in ((GapCause.NOT_SCANNED, waiting), (GapCause.UNREADABLE, unreadable)):
        for claim in union(part for i in claims if (part := due.overlap(i))):
            gaps += (Gap(left, cause) for left in subtract(claim, covered))
        covered += (gap.interval for gap in gaps)
    gaps += (Gap(left, GapCause.NO_RECORDING) for left in subtract(due, covered))
    return MonitoredTime(due, tuple(taken), tuple(sorted(gaps, key=lambda gap: gap.interval)))
