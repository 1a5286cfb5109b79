"""Which keys a ledger is signed with: the first, and each that the one before it named as its successor.

An entry of kind `key` holds a public key as `PublicKey.text` writes it under its own name. The first one has
nothing else; each later one has the signature of the key before it over `successor_text`.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable

from dauys.domain.errors import EvidenceError
from dauys.domain.ledger import LedgerEntry
from dauys.evidence.keys import PublicKey, SigningKey, public_key


def first_body(key: PublicKey) -> dict[str, str]:
    """The body of the entry for a ledger's first key."""
    return {"key": key.text()}


def successor_body(old: SigningKey, new: PublicKey) -> dict[str, str]:
    """The body of the entry by which the old key names the new one."""
    signature = old.signature(successor_text(old.public, new).encode())
    return {"key": new.text(), "signature": base64.b64encode(signature).decode()}


def successor_text(old: PublicKey, new: PublicKey) -> str:
    """What the old key signs: it says itself what it is, so that it can be taken for no checkpoint."""
    return f"succession of signing keys\n{old.text()}\n{new.text()}\n"


def keys_of(entries: Iterable[LedgerEntry]) -> list[PublicKey]:
    """The ledger's keys, oldest first, from its `key` entries in their order.

    EvidenceError where one was not named by the one before it.
    """
    keys: list[PublicKey] = []
    for entry in entries:
        body = json.loads(entry.body)
        key = public_key(body["key"])
        if keys and not keys[-1].holds(successor_text(keys[-1], key).encode(), _signature(body)):
            raise EvidenceError(
                f"entry {entry.id} names the key {key.name}, which {keys[-1].name} before it has not signed: "
                "the succession of keys was forged; keep the home as it is and compare it with a copy"
            )
        keys.append(key)
    return keys


def _signature(body: dict[str, str]) -> bytes:
    return base64.b64decode(body.get("signature", ""))
