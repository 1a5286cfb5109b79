"""What stands after the decisions: airings, and doubtful sightings that wait for a person."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from dauys.db import models
from dauys.db.selectors.frames import frame
from dauys.domain.broadcasts import Showing, broadcasts
from dauys.domain.intervals import Interval
from dauys.domain.sightings import Integrity, Verdict, VersionId
from dauys.domain.tables import AIRINGS

if TYPE_CHECKING:
    import polars as pl

_POLICY = "policy:"


def airings_frame() -> pl.DataFrame:
    """Every airing that stands (tables.AIRINGS), by start, channel and sighting.

    A broadcast that several recordings show is one airing; its offset is into the one that shows most of it.
    Airings that a register brought are not here: `measures.tables` adds them, and counts one that a recording
    shows too once, as heard.
    """
    versions = _versions()
    rows = [
        _row(sighting, decision, versions)
        for sighting, decision in _standing()
        if decision and decision.verdict != Verdict.REJECT
    ]
    by_id = {row["sighting_id"]: row for row in rows}
    once = [_completed(by_id[one.sighting_id], one) for one in broadcasts(map(_showing, rows))]
    return frame(sorted(once, key=_order), AIRINGS)


def waiting() -> pl.DataFrame:
    """Sightings on which nobody has decided (tables.AIRINGS; `decided_by` is empty)."""
    versions = _versions()
    rows = [_row(sighting, None, versions) for sighting, decision in _standing() if not decision]
    return frame(sorted(rows, key=_order), AIRINGS)


def _standing() -> Iterator[tuple[models.Sighting, models.Decision | None]]:
    """Each sighting of the newest hearing of each recording, with the decision that stands on it.

    A person's decision holds for the same claim of any other hearing, and goes before a policy's, which
    holds for the one sighting it was made on. Three plain queries: a subquery for each sighting would take
    time with the square of their number.
    """
    newest = models.Hearing.objects.values("recording").annotate(newest=Max("pk")).values("newest")
    sightings = models.Sighting.objects.filter(hearing__in=newest)
    decisions = models.Decision.objects.order_by("pk")
    by_policy = decisions.filter(by__startswith=_POLICY, sighting__hearing__in=newest)
    by_person = decisions.exclude(by__startswith=_POLICY).select_related("sighting")
    of_sighting = {decision.sighting_id: decision for decision in by_policy}
    of_claim = {decision.sighting.claim: decision for decision in by_person}
    for sighting in sightings.select_related("hearing__recording__channel__outlet", "version"):
        yield sighting, of_claim.get(sighting.claim) or of_sighting.get(sighting.id)


def _versions() -> dict[VersionId, models.Version]:
    rows = models.Version.objects.select_related("spot__contestant")
    return {VersionId(row.spot_id, row.name): row for row in rows}


def _row(
    sighting: models.Sighting,
    decision: models.Decision | None,
    versions: Mapping[VersionId, models.Version],
) -> dict[str, Any]:
    """One row of tables.AIRINGS; a correction takes the place of what the machine claimed."""
    own = VersionId(sighting.version.spot_id, sighting.version.name)
    claimed = {"version": str(own), **models.Sighting.fields(sighting.domain())}
    stands = (decision and decision.correction) or claimed
    version = versions[VersionId.parse(stands["version"])]
    recording = sighting.hearing.recording
    outlet = recording.channel.outlet
    return {
        "sighting_id": sighting.id,
        "recording_sha256": recording.sha256,
        "contest_id": version.spot.contestant.contest_id,
        "contestant_id": version.spot.contestant_id,
        "spot_id": version.spot_id,
        "version_id": version.name,
        "language": version.language,
        "outlet_id": outlet.id,
        "channel_id": recording.channel_id,
        "medium": outlet.medium,
        "level": outlet.level,
        "zone": outlet.zone,
        "start_ms": recording.start_ms + stands["start_ms"],
        "end_ms": recording.start_ms + stands["end_ms"],
        "length_ms": stands["end_ms"] - stands["start_ms"],
        "recording_offset_ms": stands["start_ms"],
        "spot_start_ms": stands["spot_start_ms"],
        "spot_end_ms": stands["spot_end_ms"],
        "speed_ppm": stands["speed_ppm"],
        "score_pm": stands["score_pm"],
        "integrity": stands["integrity"] or "whole",
        "undecided_with": ";".join(stands["undecided_with"]),
        "decided_by": decision.by if decision else "",
        "why": stands["why"],
    }


def _showing(row: Mapping[str, Any]) -> Showing:
    return Showing(
        sighting_id=row["sighting_id"],
        recording=f"{row['recording_sha256']} {row['start_ms'] - row['recording_offset_ms']}",
        channel_id=row["channel_id"],
        spot_id=row["spot_id"],
        interval=Interval(row["start_ms"], row["end_ms"]),
        spot=Interval(row["spot_start_ms"], row["spot_end_ms"]),
        integrity=frozenset(Integrity(word) for word in row["integrity"].split("+") if word != "whole"),
        score_pm=row["score_pm"],
    )


def _completed(row: Mapping[str, Any], one: Showing) -> dict[str, Any]:
    """The row of the best showing, with what the others added at its ends."""
    return {
        **row,
        "start_ms": one.interval.start_ms,
        "end_ms": one.interval.end_ms,
        "length_ms": one.interval.length_ms,
        "spot_start_ms": one.spot.start_ms,
        "spot_end_ms": one.spot.end_ms,
        "integrity": "+".join(sorted(one.integrity)) or "whole",
    }


def _order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["start_ms"], row["channel_id"], row["sighting_id"]
