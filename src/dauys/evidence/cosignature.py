"""Cosignatures of witnesses (C2SP tlog-cosignature, the Ed25519 kind, `cosignature/v1`).

A witness that cosigns a checkpoint says: at this second, this was the largest tree that I have seen of this
ledger, and it begins with every smaller one that I saw. The 64 bytes of Ed25519 stand over two lines of the
witness's own and the text of the checkpoint; before them stand eight bytes of time.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from dauys.domain.errors import EvidenceError
from dauys.evidence.keys import PublicKey, SigningKey, key_id, key_in
from dauys.evidence.notes import Note, Signature

COSIGNATURE = b"\x04"
"""The number of this kind of signature in key ids and public keys."""
_TIME_BYTES = 8
_SIGNED_BYTES = _TIME_BYTES + 64
_TIME_MAX_S = (1 << 63) - 1


@dataclass(frozen=True, slots=True)
class WitnessKey:
    """A witness: the name it cosigns under, and the 32 bytes of its public key."""

    name: str
    raw: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that tell keys, and kinds of signatures, of one name apart."""
        return key_id(self.name, COSIGNATURE + self.raw)

    def text(self) -> str:
        """One line: name, id and key, as a witness hands it out."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(COSIGNATURE + self.raw).decode()}"

    def signed_s(self, note: Note) -> int | None:
        """When this witness last cosigned the note, in seconds since 1970; None where it has not.

        EvidenceError where a line names it and does not hold.
        """
        own = [each for each in note.signatures if (each.name, each.id) == (self.name, self.id)]
        return max((self._time_s(note, each) for each in own), default=None)

    def _time_s(self, note: Note, signature: Signature) -> int:
        time_s = int.from_bytes(signature.raw[:_TIME_BYTES], "big")
        key, given = PublicKey(self.raw), signature.raw[_TIME_BYTES:]
        if len(signature.raw) != _SIGNED_BYTES or time_s > _TIME_MAX_S:
            raise EvidenceError(
                f"a cosignature of {self.name} is none: it has not eight bytes of time and 64"
            )
        if not key.holds(_message(note.text, time_s), given):
            raise EvidenceError(
                f"a cosignature of {self.name} does not hold over its checkpoint; one of them was changed: "
                "keep both, and compare them with another copy"
            )
        return time_s


def witness_key(text: str) -> WitnessKey:
    """The key in a line as `WitnessKey.text` writes it. EvidenceError for what is none."""
    found = key_in(text, COSIGNATURE)
    if found is None:
        raise EvidenceError(
            f"{text.strip()[:200]!r} is no public key of a witness as NAME+ID+KEY; copy it anew from: "
            "dauys witness show"
        )
    return WitnessKey(*found)


def witness_of(private: SigningKey, name: str) -> WitnessKey:
    """The witness that signs with this key under that name."""
    return WitnessKey(name, private.public.raw)


def cosign(note: Note, private: SigningKey, name: str, time_s: int) -> Signature:
    """The witness's signature line for a checkpoint that it has checked. time_s: seconds since 1970."""
    raw = time_s.to_bytes(_TIME_BYTES, "big") + private.signature(_message(note.text, time_s))
    return Signature(name, witness_of(private, name).id, raw)


def cosigners(note: Note, witnesses: Sequence[WitnessKey]) -> dict[str, int]:
    """Who of these witnesses cosigned the note, and when (seconds since 1970). Raises as `signed_s`."""
    found = {key.name: key.signed_s(note) for key in witnesses}
    return {name: time_s for name, time_s in found.items() if time_s is not None}


def check_cosigned(note: Note, witnesses: Sequence[WitnessKey], needed: int) -> None:
    """At least so many of these witnesses cosigned the note, else EvidenceError.

    A key counts once, whatever names it stands under: nobody is two witnesses.
    """
    if not 0 <= needed <= len({key.raw for key in witnesses}):
        raise ValueError(f"{needed} cosignatures are needed of {len(witnesses)} witnesses")
    found = cosigners(note, witnesses)
    n_keys = len({key.raw for key in witnesses if key.name in found})
    if n_keys < needed:
        who = ", ".join(found) or "none of them"
        raise EvidenceError(
            f"the checkpoint is cosigned by {n_keys} of {len(witnesses)} known witnesses ({who}) where "
            f"{needed} are needed: without them the commission alone vouches that everybody is shown the same"
        )


def _message(text: str, time_s: int) -> bytes:
    return f"cosignature/v1\ntime {time_s}\n{text}".encode()
