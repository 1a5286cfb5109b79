"""Cosigns a request and is killed around the store: FOLDER REQUEST before|after."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.evidence.ledgers import NOW_MS
from tests.workflows.seal_and_die import dying

from dauys.evidence.witness import cosigned, read_request
from dauys.evidence.witness_store import LedgerFolder, WitnessFolder

if __name__ == "__main__":
    folder, request, when = sys.argv[1:]
    LedgerFolder.keep = dying(LedgerFolder.keep, when)  # type: ignore[method-assign]
    cosigned(WitnessFolder(Path(folder)), read_request(Path(request).read_bytes()), NOW_MS)
