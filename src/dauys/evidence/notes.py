"""Signed notes (C2SP signed-note): text, an empty line, and the lines of those who signed it."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass, replace

from dauys.domain.errors import EvidenceError
from dauys.evidence.keys import PublicKey, is_key_name

NOTE_BYTES = 1 << 20
"""No longer note is read; the format asks for sixteen signatures at least, which are 2 kB."""
_ID_BYTES = 4
_DASH = "— "


@dataclass(frozen=True, slots=True)
class Signature:
    """One line beneath a note: who signed, four bytes that tell keys of one name apart, and what they gave.

    raw: 64 bytes of Ed25519 for a log's signature; a witness's begins with eight bytes of time.
    """

    name: str
    id: bytes
    raw: bytes

    def line(self) -> str:
        """The line, with its line feed."""
        return f"{_DASH}{self.name} {base64.b64encode(self.id + self.raw).decode()}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text, which ends in a line feed, and the signatures beneath it, whoever they are from."""

    text: str
    signatures: tuple[Signature, ...]

    def __str__(self) -> str:
        return f"{self.text}\n{''.join(signature.line() for signature in self.signatures)}"

    def is_signed_by(self, key: PublicKey) -> bool:
        """Whether the key signed this text. EvidenceError where it is named but its signature is false."""
        own = [each for each in self.signatures if (each.name, each.id) == (key.name, key.id)]
        if not all(key.holds(self.text.encode(), each.raw) for each in own):
            raise EvidenceError(
                f"a signature of {key.name} does not hold over its note; the note was changed: keep it, and "
                "compare it with another copy"
            )
        return bool(own)

    def joined_by(self, signatures: Sequence[Signature]) -> Note:
        """The note with more signatures; one that is there already is not added again."""
        new = tuple(each for each in signatures if each not in self.signatures)
        return replace(self, signatures=self.signatures + new)


def read_note(content: bytes) -> Note:
    """The note in these bytes; nothing is verified. EvidenceError for what is no note."""
    try:
        written = content.decode("utf-8")
    except UnicodeDecodeError as cause:
        raise EvidenceError(f"is no signed note: {cause}") from cause
    if len(content) > NOTE_BYTES or any(character < " " and character != "\n" for character in written):
        raise EvidenceError("is no signed note: it is too long or holds control characters")
    text, mark, lines = written.rpartition("\n\n")
    if not mark or not lines.endswith("\n"):
        raise EvidenceError("is no signed note: no empty line with signature lines after it")
    return Note(f"{text}\n", read_signatures(lines))


def read_signatures(lines: str) -> tuple[Signature, ...]:
    """Signature lines, each with its line feed, as a note or a witness's answer has them. EvidenceError."""
    return tuple(_signature(line) for line in lines.removesuffix("\n").split("\n"))


def _signature(line: str) -> Signature:
    name, _, encoded = line.removeprefix(_DASH).partition(" ")
    try:
        blob = base64.b64decode(encoded, validate=True)
    except ValueError:
        blob = b""
    if not line.startswith(_DASH) or not is_key_name(name) or len(blob) <= _ID_BYTES:
        raise EvidenceError(f"{line[:80]!r} is no signature line of a note")
    return Signature(name, blob[:_ID_BYTES], blob[_ID_BYTES:])
