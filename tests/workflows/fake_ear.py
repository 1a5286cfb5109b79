"""A stand-in for `listening.hear`: a recording is a text file that says what is to be heard in it.

A line `SPOT START_MS` is a whole airing, `SPOT START_MS faint` one to doubt; `broken` cannot be heard;
`wait SECONDS` takes its time. A spot is a text file with a number, the seed of its sound.
"""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import numpy as np

from dauys.domain.errors import SetAside
from dauys.sound import RATE_HZ, Match, fingerprint
from dauys.workflows.listening import Heard, HearJob

SPOT_MS = 5_000
LENGTH_MS = 3_600_000


def listen(job: HearJob) -> Heard:
    """Hears what the file says."""
    content = Path(job.path).read_bytes()
    if content.startswith(b"broken"):
        raise SetAside("no_audio", "no sound track in this file")
    sha256 = hashlib.sha256(content).hexdigest()
    if job.want_print:
        return Heard(SPOT_MS, sha256, (), _print(int(content)), ())
    assert job.index is not None
    assert (Path(job.index) / "index.json").is_file()
    matches, notes = [], []
    for words in map(str.split, content.decode().splitlines()):
        if words[0] == "wait":
            time.sleep(float(words[1]))
        elif words[0] == "note":
            notes.append(" ".join(words[1:]))
        else:
            matches.append(match(words[0], int(words[1]), faint="faint" in words))
    return Heard(LENGTH_MS, sha256, tuple(matches), None, tuple(notes))


def match(spot: str, start_ms: int, *, faint: bool = False) -> Match:
    """A whole airing of a spot of five seconds."""
    cells = SPOT_MS // 100
    return Match(
        spot=spot,
        spot_length_ms=SPOT_MS,
        start_ms=start_ms,
        end_ms=start_ms + SPOT_MS,
        spot_start_ms=0,
        spot_end_ms=SPOT_MS,
        line_start_ms=start_ms,
        speed=1.0,
        pitch=1.0,
        score=0.5 if faint else 0.99,
        aligned=bytes([1 if faint else 40]) * cells,
        covered=bytes(cells),
        swing_db=0.0,
        votes=3 if faint else 500,
        missing_ms=(),
    )


def _print(seed: int) -> bytes:
    noise = np.random.default_rng(seed).normal(0, 0.1, SPOT_MS * RATE_HZ // 1000)
    return fingerprint(noise.astype(np.float32)).to_bytes()


def a_campaign(folder: Path, recordings: int = 4) -> tuple[Path, Path]:
    """A folder of three spot files and one of recordings, in each of which every spot airs once."""
    spots, recorded = folder / "spots", folder / "recordings"
    for place in (spots, recorded):
        place.mkdir(parents=True)
    for seed, key in enumerate(("alga__kk", "alga__ru", "bolashak")):
        (spots / f"{key}.wav").write_text(str(seed))
    for number in range(recordings):
        start_ms = 60_000 + 1_000 * number
        lines = [
            f"alga__ru {start_ms}",
            f"bolashak {start_ms + 60_000}",
            f"alga__kk {start_ms + 20_000} faint",
        ]
        (recorded / f"hour-{number:02d}.mp3").write_text("\n".join(lines))
    return spots, recorded
