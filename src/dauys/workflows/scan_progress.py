"""How far a scan is: counts that a display can show, with the rate and the time left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(slots=True)
class ScanProgress:
    """Counts of one stage of a scan.

    stage: `spots` or `recordings`. before: recordings that an earlier, stopped run had heard.
    size_done, size_total: bytes of the files, which stand for the work until it is done.
    heard_ms: sound heard in this run.
    """

    stage: str
    total: int
    size_total: int
    before: int = 0
    done: int = 0
    size_done: int = 0
    heard_ms: int = 0

    def rate(self, elapsed_s: float) -> float:
        """Seconds of sound heard per second of waiting."""
        return self.heard_ms / 1000 / elapsed_s if elapsed_s > 0 else 0.0

    def left_s(self, elapsed_s: float) -> float | None:
        """Seconds still to wait if the rest goes as fast, by size of file; None before the first is done."""
        if not self.size_done:
            return None
        return elapsed_s * (self.size_total - self.size_done) / self.size_done


Watch = Callable[[ScanProgress], None]
"""Called when a stage begins and whenever a file of it is done."""
