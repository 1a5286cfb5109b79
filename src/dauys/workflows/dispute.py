"""dispute: everything that one airing rests on, in one archive that verifies itself without a network."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dauys.domain.errors import EvidenceError, WrongUse
from dauys.domain.ledger import EntryKind

if TYPE_CHECKING:
    from dauys.evidence.log import Log
    from dauys.workflows.home import CampaignHome

_TENTH_MS = 100
_CLOCK = (
    "The recording's start was taken from the name of the file as it arrived. Nothing in it states how "
    "far the recorder's clock was from true time, so that its error is not known. What is known: the "
    "file was registered at arrived_at_ms by this system's clock, hence what it holds was aired before."
)


@dataclass(frozen=True, slots=True)
class DisputePack:
    """What was written: files, entries with proofs; why there is no clip (empty: there is one)."""

    airing: str
    n_files: int
    n_entries: int
    no_clip: str


def dispute(home: CampaignHome, named: str, out: Path) -> DisputePack:
    """Writes the pack of the airing whose id is, or begins with, `named`.

    Raises WrongUse where no airing, or more than one, is named so; EvidenceError where an object of the
    vault is damaged, or entries still wait to be sealed.
    """
    from dauys.db.selectors import dispute as selectors
    from dauys.evidence.files import write_whole
    from dauys.evidence.log import Log
    from dauys.evidence.pack import packed

    airing = _one(selectors.airings_named(named), named)
    claimed = selectors.sighting(airing)
    decisions = selectors.decisions(claimed["sighting"]["claim"])
    registers = [
        change for register, row in _rests_on(airing, claimed) for change in selectors.history(register, row)
    ]
    numbers = {row["entry"] for row in (*decisions, *registers) if row["entry"] is not None}
    version = f"{airing['spot_id']}/{airing['version_id']}"
    numbers |= set(selectors.entries_about(EntryKind.RECORDING, airing["recording_sha256"]))
    numbers |= set(selectors.entries_about(EntryKind.SPOT, version))
    log = Log(home.ledger)
    members, arrived_ms = _proven(log, sorted(numbers), airing["recording_sha256"])
    clip, no_clip = _clip(home, airing)
    members |= _objects(home, airing["recording_sha256"], claimed["sound_sha256"]) | clip
    members |= {
        "airing.json": _json(_airing(airing, claimed, no_clip)),
        "clock.json": _json(_clock(claimed, arrived_ms)),
        "decisions.json": _json(decisions),
        "registers.json": _json(registers),
        "witnesses.txt": "".join(f"{key.text()}\n" for key in home.policy.keys).encode(),
    }
    content = packed(members, home.signing_key())
    try:
        write_whole(out, content)
    except OSError as cause:
        raise WrongUse(f"{out} cannot be written: {cause.strerror}") from cause
    return DisputePack(airing["sighting_id"], len(members), len(numbers), no_clip)


def _one(found: list[dict[str, Any]], named: str) -> dict[str, Any]:
    if not found:
        raise WrongUse(
            f"no airing that a recording shows has an id that begins with {named!r}; it stands on its row "
            "in the report, and in the column `sighting` of: dauys airings"
        )
    if len(found) > 1:
        several = ", ".join(row["sighting_id"][:16] for row in found[:5])
        raise WrongUse(f"{len(found)} airings have ids that begin with {named!r} ({several}…): name one")
    return found[0]


def _rests_on(airing: Mapping[str, Any], claimed: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The rows of registers, and the recording, by which the airing is what it is."""
    return [
        ("contests", airing["contest_id"]),
        ("contestants", airing["contestant_id"]),
        ("outlets", airing["outlet_id"]),
        ("channels", airing["channel_id"]),
        ("spots", airing["spot_id"]),
        ("versions", f"{airing['spot_id']}/{airing['version_id']}"),
        ("recordings", claimed["recording"]["key"]),
    ]


def _proven(log: Log, numbers: list[int], recording: str) -> tuple[dict[str, bytes], int | None]:
    """Each entry with its proof and the checkpoint they stand under; when the recording's was made."""
    from dauys.db.selectors.dispute import placed
    from dauys.evidence.proofs import prove

    if log.signed is None:
        raise EvidenceError("nothing was sealed yet, so that nothing can be proven; run: dauys seal")
    members = {"ledger/checkpoint": str(log.signed.note).encode()}
    arrived_ms = None
    for entry, position in placed(numbers):
        if position is None:
            raise EvidenceError(f"entry {entry.id} waits to be sealed; run first: dauys seal")
        members[f"entries/{entry.id}.json"] = entry.content()
        members[f"proofs/{entry.id}.tlog-proof"] = prove(log, position).text().encode()
        if arrived_ms is None and entry.kind is EntryKind.RECORDING and recording in entry.body:
            arrived_ms = entry.at_ms
    return members, arrived_ms


def _objects(home: CampaignHome, recording: str, sound: str) -> dict[str, bytes]:
    for sha256 in (recording, sound):
        home.vault.verify(sha256)
    return {
        "recording.bin": home.vault.path(recording).read_bytes(),
        "spot.bin": home.vault.path(sound).read_bytes(),
    }


def _clip(home: CampaignHome, airing: Mapping[str, Any]) -> tuple[dict[str, bytes], str]:
    """The sound around the airing, or why there is none."""
    from dauys.workflows.clips import Cut, make_clips

    offset = airing["recording_offset_ms"]
    cut = Cut.around(airing["recording_sha256"], offset, offset + airing["length_ms"])
    with tempfile.TemporaryDirectory() as folder:
        failed = make_clips([cut], home.vault.path, Path(folder), lambda _: None)
        path = Path(folder) / cut.file_name
        return ({"clip.m4a": path.read_bytes()}, "") if path.exists() else ({}, failed[0].text)


def _airing(airing: Mapping[str, Any], claimed: Mapping[str, Any], no_clip: str) -> dict[str, Any]:
    """What stands, what the machine claimed, and how each tenth of a second of the spot was heard."""
    return {
        "airing": dict(airing),
        "alignment": _alignment(claimed["sighting"]),
        "hearing": claimed["hearing"],
        "no_clip": no_clip,
        "recording": {**claimed["recording"], "file": "recording.bin"},
        "sighting": claimed["sighting"],
        "spot": {"file": "spot.bin", "sha256": claimed["sound_sha256"]},
    }


def _alignment(sighting: Mapping[str, Any]) -> dict[str, Any]:
    """The curve as it is kept: per tenth of a second of the heard part of the spot, 1 where it was heard."""
    start, end, missing = sighting["spot_start_ms"], sighting["spot_end_ms"], sighting["missing"]
    heard = [
        0 if any(a <= at < b for a, b in missing) else 1 for at in range(start, max(start, end), _TENTH_MS)
    ]
    words = (
        f"From {start} ms to {end} ms of the spot, {sum(heard)} of {len(heard)} tenths of a second were "
        f"heard, at {sighting['speed_ppm']} millionths of its speed, with a certainty of "
        f"{sighting['score_pm']} thousandths. In the program's words: {sighting['why']}"
    )
    return {"heard_by_tenths": heard, "missing_ms": missing, "words": words}


def _clock(claimed: Mapping[str, Any], arrived_ms: int | None) -> dict[str, Any]:
    recording = claimed["recording"]
    return {
        "arrived_at_ms": arrived_ms,
        "error_bound_ms": None,
        "recording_end_ms": recording["end_ms"],
        "recording_start_ms": recording["start_ms"],
        "start_taken_from": f"file name {recording['arrival_name']}",
        "words": _CLOCK,
    }


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()
