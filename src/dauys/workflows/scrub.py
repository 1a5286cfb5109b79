"""scrub: objects of the vault are read again, those first whose last reading is longest ago.

A bit that turned on a disk is found while a second copy still has it, and not when a court asks. What was
read when stands in HOME/scrubbed.json; without it everything counts as never read.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.domain.faults import Fault

if TYPE_CHECKING:
    from dauys.workflows.home import CampaignHome

STATE = "scrubbed.json"
_KEPT_EVERY_S = 60.0


@dataclass(frozen=True, slots=True)
class Scrubbed:
    """How many objects were read, of how many; when the one that waits longest was read (None: never)."""

    read: int
    total: int
    oldest_ms: int | None
    faults: tuple[Fault, ...]


def scrub(home: CampaignHome, budget_s: float, now_ms: int, elapsed_s: Callable[[], float]) -> Scrubbed:
    """Reads objects until the budget is used up, at least one; elapsed_s: seconds since it began."""
    from dauys.db.selectors import audit_vault
    from dauys.workflows.verify_home import faults_of, wrong_object

    wanted, path = audit_vault.objects(), home.folder / STATE
    read_ms = {sha256: when for sha256, when in _state(path).items() if sha256 in wanted}
    wrong: dict[str, str] = {}
    read, kept_s = 0, 0.0
    for sha256 in sorted(wanted, key=lambda one: (read_ms.get(one, -1), one)):
        if read and elapsed_s() >= budget_s:
            break
        if said := wrong_object(home, sha256):
            wrong[sha256] = said
        else:
            read_ms[sha256] = now_ms  # one that is damaged stays first in line until it is mended
        read += 1
        if elapsed_s() - kept_s >= _KEPT_EVERY_S:
            kept_s = elapsed_s()
            _keep(path, read_ms)
    _keep(path, read_ms)
    oldest = min((read_ms.get(one, -1) for one in wanted), default=-1)
    return Scrubbed(read, len(wanted), None if oldest < 0 else oldest, tuple(faults_of(wrong, wanted)))


def _state(path: Path) -> dict[str, int]:
    """sha256 → when it was last read; empty where that is not known."""
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {str(name): when for name, when in found.items() if isinstance(when, int)}


def _keep(path: Path, read_ms: dict[str, int]) -> None:
    from dauys.evidence.files import write_whole

    write_whole(path, json.dumps(read_ms, sort_keys=True, indent=0).encode())
