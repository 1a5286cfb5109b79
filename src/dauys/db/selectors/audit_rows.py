"""Facts against the entries that tell of them: a row without entry, an entry without row, another row.

Rows of a home that is older than its ledger have no entries; their changes have no commitment either, and
came before every change that has one.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db.models import Min

from dauys.db import models
from dauys.domain import hearings, ledger
from dauys.domain.ledger import EntryKind

Found = tuple[str, str]
"""A row or an entry, and what is wrong with it."""


def wrong_facts() -> Iterator[Found]:
    """Every recording, spot, decision, signature, release and sighting that does not fit its entry."""
    yield from _recordings()
    yield from _versions()
    yield from _decisions()
    yield from _signatures()
    yield from _releases()
    yield from _sightings()


def first_committed() -> int | None:
    """The number of the first change that the ledger commits to; None where none is. 1: nothing is older."""
    committed = models.Change.objects.filter(pk__gte=1).exclude(commitment=None)
    found: int | None = committed.aggregate(least=Min("pk"))["least"]
    return found


def _older_rows(register: str) -> set[str]:
    """Rows of a register that were added before there was a ledger."""
    # Below 1 the database gives no number: such a change was put in, and speaks for no row.
    changes = models.Change.objects.filter(register=register, commitment=None, pk__gte=1)
    if (first := first_committed()) is not None:
        changes = changes.filter(pk__lt=first)
    return set(changes.values_list("row", flat=True))


def _entries(kind: EntryKind) -> Iterator[tuple[int, int, dict[str, Any]]]:
    """Number, moment and body of each entry of a kind, in order; a body that is none is empty."""
    rows = models.OutboxEntry.objects.filter(kind=str(kind)).order_by("pk")
    for number, at_ms, body in rows.values_list("pk", "at_ms", "body").iterator():
        try:
            found = json.loads(body)
        except ValueError:
            found = {}
        yield number, at_ms, found if isinstance(found, dict) else {}


def _recordings() -> Iterator[Found]:
    arrived: dict[tuple[Any, ...], int] = {}
    ends: dict[tuple[Any, ...], Any] = {}
    for number, _, body in _entries(EntryKind.RECORDING):
        key = body.get("channel"), body.get("sha256"), body.get("start_ms")
        arrived.setdefault(key, number)
        if "end_ms" in body:
            ends[key] = body["end_ms"]
    older = _older_rows("recordings")
    for row in models.Recording.objects.order_by("pk").iterator():
        key, name = (row.channel_id, row.sha256, row.start_ms), f"recording {row.pk} ({row.arrival_name})"
        is_known = arrived.pop(key, None) is not None
        if not is_known and str(row.pk) not in older:
            yield name, f"no entry tells of its arrival ({row.sha256} on {row.channel_id}): added or changed"
        if key in ends and row.end_ms != ends[key]:
            yield name, f"ends at {row.end_ms}, its entry says {ends[key]}: it was changed"
        if row.state == "heard" and key not in ends and str(row.pk) not in older:
            yield name, "counts as heard, and no entry tells of its end: it was changed"
    for (channel, sha256, _), number in arrived.items():
        yield f"entry {number}", f"tells of the recording {sha256} on {channel}, and there is no such row"


def _versions() -> Iterator[Found]:
    told = {(body.get("spot"), body.get("version")): (n, body) for n, _, body in _entries(EntryKind.SPOT)}
    older = _older_rows("versions")
    for row in models.Version.objects.order_by("pk"):
        name = f"version {row.spot_id}/{row.name}"
        number, body = told.pop((row.spot_id, row.name), (None, {}))
        if number is None:
            if f"{row.spot_id}/{row.name}" not in older:
                yield name, "no entry tells of it: it was added behind the ledger's back"
        elif wrong := [n for n in ("language", "length_ms", "sha256") if body.get(n) != getattr(row, n)]:
            yield name, f"{', '.join(wrong)}: not as entry {number} says: it was changed"
    for (spot, version), (number, _) in told.items():
        yield f"entry {number}", f"tells of the version {spot}/{version}, and there is no such row"


def _decisions() -> Iterator[Found]:
    told = {number: body for number, _, body in _entries(EntryKind.DECISION)}
    columns = ("sighting_id", "verdict", "by", "at_ms", "reason", "correction")
    is_new = True
    for row in models.Decision.objects.order_by("-pk").values("pk", "entry_id", "salt", *columns).iterator():
        name, body = f"decision {row['pk']}", told.pop(row["entry_id"], None)
        if row["entry_id"] is None:
            is_new = False  # nothing before the first one of a ledger has an entry
            if first_committed() == 1:
                yield name, "no entry tells of it: it was added behind the ledger's back"
        elif not is_new:
            yield name, "stands before decisions without an entry: rows were put in"
        elif body is None:
            yield name, f"entry {row['entry_id']} is none, or tells of another decision"
        elif _committed(row, columns) != body.get("commitment"):
            yield name, f"is not what entry {row['entry_id']} commits to: it was changed"
        elif (body.get("sighting"), body.get("verdict")) != (row["sighting_id"], row["verdict"]):
            yield name, f"entry {row['entry_id']} tells of another sighting or verdict"
    for number, body in told.items():
        yield f"entry {number}", f"tells of a decision on {body.get('sighting')}, and there is no such row"


def _committed(row: dict[str, Any], columns: tuple[str, ...]) -> str:
    return ledger.commitment(bytes.fromhex(row["salt"] or ""), {name: row[name] for name in columns})


def _signatures() -> Iterator[Found]:
    told: Counter[Any] = Counter(
        (b.get("part"), b.get("sha256"), at) for _, at, b in _entries(EntryKind.SIGNATURE)
    )
    stand: Counter[Any] = Counter(models.PartSignature.objects.values_list("part_id", "sha256", "at_ms"))
    if first_committed() == 1:
        for part, sha256, at_ms in stand - told:
            yield f"signature of {part} at {at_ms}", f"no entry tells of {sha256}: added or changed"
    for part, sha256, at_ms in told - stand:
        yield f"entry at {at_ms}", f"tells of a signature {sha256} of {part}, and there is no such row"


def _releases() -> Iterator[Found]:
    told = {body.get("number"): body.get("root_sha256") for _, _, body in _entries(EntryKind.RELEASE)}
    for row in models.Release.objects.order_by("number"):
        said = told.pop(row.number, None)
        if said is None and first_committed() == 1:
            yield f"release {row.number}", "no entry tells of it: it was added behind the ledger's back"
        elif said not in (None, hashlib.sha256(row.note.encode()).hexdigest()):
            yield f"release {row.number}", "its root is not the one in its entry: it was changed"
    for number in told:
        yield f"release {number}", "an entry tells of it, and there is no such row"


def _sightings() -> Iterator[Found]:
    """A sighting's ids follow from where it is, and from whose ear: another place would have another id."""
    rows = models.Sighting.objects.select_related("hearing__recording", "version").order_by("pk")
    for row in rows.iterator(chunk_size=2000):
        recording, hearing = row.hearing.recording, row.hearing
        claim = hearings.claim_id(recording.sha256, recording.channel_id, recording.start_ms, row.domain())
        ear: Any = hearing  # its four columns are those of the noun
        if (row.claim, row.id) != (claim, hearings.sighting_id(claim, ear)):
            yield (
                f"sighting {row.id}",
                "its place, spot or ear is not what its id was made of: changed",
            )
