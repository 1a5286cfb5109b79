"""The one way in which a bundle writes JSON: an object a line, no spaces, UTF-8, whole numbers only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def canonical(record: Mapping[str, Any]) -> bytes:
    """One line, with its line feed; keys stand in the record's own order."""
    return _ENCODER.encode(record).encode() + b"\n"
