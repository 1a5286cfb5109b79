"""Checkpoints (C2SP tlog-checkpoint): a ledger's name, its size and its root, as a signed note."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass

from dauys.domain.errors import EvidenceError
from dauys.evidence.notes import Note, read_note

_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}")
HASH_BYTES = 32


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """A ledger's first `size` entries hash to `root` (32 bytes). Ours has no extension lines."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        """What is signed."""
        return f"{self.origin}\n{self.size}\n{base64_of(self.root)}\n"


@dataclass(frozen=True, slots=True)
class SignedCheckpoint:
    """A checkpoint with the note that it was read from."""

    checkpoint: Checkpoint
    note: Note


def read_checkpoint(content: bytes) -> SignedCheckpoint:
    """The checkpoint in these bytes; no signature is verified. EvidenceError for what is none.

    Extension lines, which others' ledgers may have, are kept in the note and otherwise ignored.
    """
    note = read_note(content)
    origin, *rest = note.text.removesuffix("\n").split("\n")
    if len(rest) < 2 or not origin or not all(rest):
        raise EvidenceError("is no checkpoint: it has not three lines, none of them empty")
    return SignedCheckpoint(Checkpoint(origin, number(rest[0]), hash_of(rest[1])), note)


def number(text: str) -> int:
    """A decimal without leading zeroes. EvidenceError."""
    if not _NUMBER.fullmatch(text):
        raise EvidenceError(f"{text[:40]!r} is no whole number as a ledger writes it")
    return int(text)


def hash_of(text: str) -> bytes:
    """A hash of 32 bytes in base64. EvidenceError."""
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError:
        content = b""
    if len(content) != HASH_BYTES or base64_of(content) != text:
        raise EvidenceError(f"{text[:80]!r} is no hash of 32 bytes in base64")
    return content


def base64_of(content: bytes) -> str:
    """Standard base64 (RFC 4648 §4)."""
    return base64.b64encode(content).decode()
