"""What the ear is set to. Every print and every index carries the digest of these numbers.

Axes, named once for the whole room: `k` sample, `t` frame (one hop), `f` FFT bin, `b` band, `u` spot's frame.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass

RATE_HZ = 8000
FORMAT = 4
"""The version of the print's and the index's byte layout and of the arithmetic behind them."""


@dataclass(frozen=True, slots=True)
class Params:
    """How samples become a print.

    window, hop: samples; 512 is 64 ms, 160 is 20 ms: 50 frames a second.
    bands: level bands between `low_hz` and `high_hz`, equally wide on the cochlea's ERB-like scale.
    level_step_db: one level; with 3 bits a level spans 7 steps below the loudest of its block.
    block: frames that share one scale per band, and one quota of peaks.
    peaks: the most spectral peaks kept of one block.
    reach_t, reach_f: a peak is the highest within ± this many frames and bins.
    """

    window: int = 512
    hop: int = 160
    bands: int = 16
    low_hz: float = 150.0
    high_hz: float = 3600.0
    level_step_db: float = 5.0
    block: int = 50
    peaks: int = 27
    reach_t: int = 4
    reach_f: int = 4

    @property
    def frame_ms(self) -> int:
        """Milliseconds from one frame to the next: 20."""
        return self.hop * 1000 // RATE_HZ

    def digest(self) -> str:
        """Sixteen hex digits that change with any number above and with the format."""
        text = json.dumps({"format": FORMAT, "rate_hz": RATE_HZ, **asdict(self)}, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]
