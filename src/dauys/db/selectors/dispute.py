"""Everything stored that one airing rests on: what was heard, who decided what, the rows of registers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import F

from dauys.db import models
from dauys.db.selectors.airings import airings_frame
from dauys.domain import ledger, merkle
from dauys.domain.ledger import EntryKind, LedgerEntry
from dauys.domain.sightings import VersionId

_DECIDED = ("sighting_id", "verdict", "by", "at_ms", "reason", "correction")
_EAR = ("engine", "params_digest", "index_digest")
_CHANGED = ("at_ms", "by", "fields", "register", "row", "why")


def airings_named(beginning: str) -> list[dict[str, Any]]:
    """The airings that stand (tables.AIRINGS) whose id begins so."""
    return [row for row in airings_frame().iter_rows(named=True) if row["sighting_id"].startswith(beginning)]


def sighting(airing: Mapping[str, Any]) -> dict[str, Any]:
    """The machine's claim with every number, the hearing that made it, and the airing's own sound."""
    row = models.Sighting.objects.select_related("hearing__recording", "version").get(
        pk=airing["sighting_id"]
    )
    heard = VersionId(row.version.spot_id, row.version.name)
    aired = models.Version.objects.get(spot_id=airing["spot_id"], name=airing["version_id"])
    hearing, recording = row.hearing, row.hearing.recording
    return {
        "sighting": {
            "id": row.id,
            "claim": row.claim,
            "version": str(heard),
            **models.Sighting.fields(row.domain()),
        },
        "hearing": {
            "engine": hearing.engine,
            "heard_at_ms": hearing.heard_at_ms,
            "index_digest": hearing.index_digest,
            "length_ms": hearing.length_ms,
            "notes": hearing.notes,
            "params_digest": hearing.params_digest,
            "print_sha256": hearing.print_sha256,
        },
        "recording": {
            "arrival_name": recording.arrival_name,
            "channel": recording.channel_id,
            "end_ms": recording.end_ms,
            "key": str(recording.pk),
            "sha256": recording.sha256,
            "start_ms": recording.start_ms,
        },
        "sound_sha256": aired.sha256,
    }


def decisions(claim: str) -> list[dict[str, Any]]:
    """Every decision on the claim, oldest first: salt, number of its entry, and the ear it was made on."""
    ear = {name: F(f"sighting__hearing__{name}") for name in _EAR}
    rows = models.Decision.objects.filter(sighting__claim=claim).order_by("pk")
    found = list(rows.values(*_DECIDED, "salt", "entry_id", **ear))
    return [_opened(row, _DECIDED) | {"hearing": {name: row[name] for name in _EAR}} for row in found]


def history(register: str, row: str) -> list[dict[str, Any]]:
    """The changes of one row of a register, oldest first, each with its way to the root in its entry."""
    changes = models.Change.objects.filter(register=register, row=row).order_by("pk")
    found = list(changes.values("pk", *_CHANGED, "salt", "commitment", "entry_id"))
    return [_opened(each, _CHANGED) | _way(each["pk"], each["entry_id"]) for each in found]


def _opened(row: Any, columns: Sequence[str]) -> dict[str, Any]:  # noqa: ANN401 - a row of any table
    """What was committed to, and what opens the commitment; erased content has no salt any more."""
    kept = {name: row[name] for name in columns}
    opened: dict[str, Any] = {"row": kept, "salt": row["salt"], "entry": row["entry_id"]}
    opened["commitment"] = (
        ledger.commitment(bytes.fromhex(row["salt"]), kept) if row["salt"] else row.get("commitment")
    )
    return opened


def _way(change: int, entry: int | None) -> dict[str, Any]:
    """Where a change stands among those of its entry, and the hashes up to their root."""
    if entry is None:
        return {}
    rows = models.Change.objects.filter(entry_id=entry).order_by("pk").values_list("pk", "commitment")
    leaves = [merkle.leaf(bytes.fromhex(commitment or "")) for _, commitment in rows]
    index = [number for number, _ in rows].index(change)
    proof = [each.hex() for each in merkle.inclusion_proof(leaves, index)]
    return {"index": index, "n": len(leaves), "proof": proof}


def entries_about(kind: EntryKind, subject: str) -> list[int]:
    """Numbers of the entries of a kind about one subject, oldest first."""
    rows = models.OutboxEntry.objects.filter(kind=str(kind), subject=subject).order_by("pk")
    return list(rows.values_list("pk", flat=True))


def placed(numbers: Sequence[int]) -> list[tuple[LedgerEntry, int | None]]:
    """Those entries with their places in the ledger (None: not sealed yet), by number."""
    rows = models.OutboxEntry.objects.filter(pk__in=numbers).order_by("pk")
    return [(LedgerEntry(r.pk, EntryKind(r.kind), r.at_ms, r.body), r.position) for r in rows]
