"""What the ledger holds: entries, and commitments to what is not for everybody's eyes.

An entry says in public that something was done, and commits to the rest: to a row of the history by a hash
over a random salt and the row. Whoever has the row and its salt can show that it is the one; whoever has the
hash alone learns nothing, not even by trying names. Erasing row and salt leaves every proof as it was.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

SALT_BYTES = 16
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)


class EntryKind(StrEnum):
    """What an entry tells of; docs/reference/ledger.md has an example of each body."""

    RECORDING = "recording"
    SPOT = "spot"
    DECISION = "decision"
    CHANGES = "changes"
    SIGNATURE = "signature"
    RELEASE = "release"
    KEY = "key"
    ERASURE = "erasure"


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One entry as it waits to be sealed, or as it was sealed. body: canonical JSON, an object."""

    id: int
    kind: EntryKind
    at_ms: int
    body: str

    def content(self) -> bytes:
        """The entry's bytes, as they are hashed: canonical JSON, keys in alphabetical order."""
        return f'{{"at_ms":{self.at_ms},"body":{self.body},"id":{self.id},"kind":"{self.kind}"}}'.encode()


def entry_of(content: bytes) -> LedgerEntry:
    """The entry in these bytes. ValueError where they are not as `content` writes them."""
    fields = json.loads(content)
    if not isinstance(fields, dict) or fields.keys() != {"at_ms", "body", "id", "kind"}:
        raise ValueError("an entry has at_ms, body, id and kind")
    entry = LedgerEntry(
        int(fields["id"]), EntryKind(fields["kind"]), int(fields["at_ms"]), canonical(fields["body"])
    )
    if entry.content() != content:
        raise ValueError("an entry is canonical JSON")
    return entry


def canonical(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """JSON without spaces, keys in alphabetical order, letters as they are: one text for one value."""
    return _ENCODER.encode(value)


def commitment(salt: bytes, value: Any) -> str:  # noqa: ANN401 - any JSON value
    """sha256 over the salt and the value's canonical JSON, in hexadecimal digits."""
    return hashlib.sha256(salt + canonical(value).encode()).hexdigest()
