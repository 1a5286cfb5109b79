"""One English sentence that says what was heard, how surely, and what a person should listen for."""

from __future__ import annotations

from collections.abc import Sequence

from dauys.domain.sightings import Integrity, VersionId
from dauys.sightings.piece import Piece

_DOUBTS = {
    "short": "too short to be sure by itself",
    "faint": "faint against what else is heard",
    "covered": "only a part, and that under another sound",
    "contradicted": "parts of it do not agree with the registered sound",
}


def why(airing: Piece, flags: frozenset[Integrity], undecided: Sequence[VersionId], doubt: str) -> str:
    """What speaks for the sighting; for a doubtful one, why a person must listen."""
    heard = f"{airing.present_ms / 1000:.1f} s of {airing.spot_length_ms / 1000:.1f} s heard"
    parts = [f"{heard}, evidence {airing.nats / max(1, airing.present_ms / 1000):.0f} nats a second"]
    missing = "; ".join(f"{a / 1000:.1f}–{b / 1000:.1f} s" for a, b in airing.missing_ms if b - a >= 100)
    if missing:
        parts.append(f"missing {missing} of the spot")
    if Integrity.SPEED_CHANGED in flags:
        parts.append(
            f"tape {_percent(airing.speed)} slower"
            if airing.speed > 1
            else f"tape {_percent(airing.speed)} faster"
        )
    if Integrity.PITCH_CHANGED in flags:
        parts.append(f"pitch {_percent(airing.pitch)} {'higher' if airing.pitch > 1 else 'lower'}")
    if Integrity.OVERLAPPED in flags:
        parts.append("another sound over it")
    if undecided:
        parts.append("what was heard does not tell it from " + ", ".join(map(str, undecided)))
    if doubt:
        parts.append(_DOUBTS[doubt])
    sentence = "; ".join(parts)
    return sentence + "."


def _percent(ratio: float) -> str:
    return f"{abs(ratio - 1) * 100:.1f} %"
