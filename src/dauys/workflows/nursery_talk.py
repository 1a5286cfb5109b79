"""What parent, nursery and child say to each other: JSON after its length, and raw bytes. No pickle."""

from __future__ import annotations

import json
import os
import struct
from collections.abc import Callable
from typing import Any

LENGTH = struct.Struct(">I")
JOB_MOST_BYTES = 64 << 10
"""A job is one packet on the nursery's socket."""
SAYING_MOST_BYTES = 64 << 20
"""The longest JSON that is taken from a child: some 100,000 matches with their curves."""

Saying = dict[str, Any]
"""One JSON object; `kind` says what it is."""


class Garbled(Exception):
    """The other side did not keep to the language; the text says how."""


def say(descriptor: int, saying: Saying, raw: bytes = b"") -> None:
    """Writes one object, then the raw bytes that it announces."""
    text = json.dumps(saying, ensure_ascii=True).encode()
    _write(descriptor, LENGTH.pack(len(text)) + text)
    _write(descriptor, raw)


def listen(read: Callable[[int], bytes]) -> Saying | None:
    """The next object, None at the end. Raises Garbled for what is too long, broken off or no JSON object.

    read: returns exactly so many bytes, fewer only at the end.
    """
    head = read(LENGTH.size)
    if not head:
        return None
    if len(head) < LENGTH.size:
        raise Garbled("broken off")
    size = LENGTH.unpack(head)[0]
    if size > SAYING_MOST_BYTES:
        raise Garbled(f"{size} bytes are announced, at most {SAYING_MOST_BYTES} are taken")
    text = read(size)
    if len(text) < size:
        raise Garbled("broken off")
    try:
        saying = json.loads(text)
    except (ValueError, RecursionError) as cause:
        raise Garbled("no JSON") from cause
    if not isinstance(saying, dict):
        raise Garbled("no JSON object")
    return saying


def _write(descriptor: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(descriptor, rest) :]
