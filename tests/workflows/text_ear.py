"""An ear without sound, for tests of everything around it: recordings and spots are small text files.

    length 60000
    sight alpha__kk 1000 accepted
    note 3 damaged packets skipped

`sight SPOT START STANDING` is found where the index holds the spot. A file that begins with `broken` is set
aside, `wait 0.05` takes that many seconds. The print is the text itself, so that it can be searched again.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dauys.domain.errors import SetAside
from dauys.domain.sightings import Integrity, Sighting, Standing, VersionId
from dauys.workflows.listening import Heard, HearJob

SPOT_MS = 5000


def spot_text(name: str, length_ms: int = SPOT_MS) -> bytes:
    """A spot's sound."""
    return f"length {length_ms}\nname {name}\n".encode()


def tape_text(length_ms: int, *sights: str, note: str = "", salt: str = "") -> bytes:
    """A recording; each sight is `SPOT START STANDING`."""
    lines = [f"length {length_ms}", *(f"sight {sight}" for sight in sights), f"salt {salt}"]
    return "\n".join(lines + [f"note {note}"] * bool(note)).encode()


@dataclass(frozen=True)
class TextIndex:
    """The spots that can be found."""

    digest: str
    names: tuple[str, ...]

    def search(self, print_bytes: bytes) -> tuple[Any, ...]:
        words = [line.split() for line in print_bytes.decode().splitlines()]
        return tuple(tuple(word[1:]) for word in words if word[0] == "sight" and word[1] in self.names)


@dataclass
class TextEar:
    """Counts what it was asked to hear; `engine` may be set to a newer version."""

    engine: str = "text-1"
    params_digest: str = "textparams"
    jobs: list[str] = field(default_factory=list)

    def hear(self, job: HearJob) -> Heard:
        self.jobs.append(job.path)
        content = Path(job.path).read_bytes()
        words = [line.split() for line in content.decode().splitlines()]
        if not words or words[0][0] == "broken":
            raise SetAside("no_audio", "the file holds no sound")
        for word in words:
            if word[0] == "wait":
                time.sleep(float(word[1]))
        matches = _open(Path(job.index)).search(content) if job.index else ()
        notes = tuple(" ".join(word[1:]) for word in words if word[0] == "note")
        sha256 = hashlib.sha256(content).hexdigest()
        return Heard(int(words[0][1]), sha256, matches, content, notes)

    def index(self, folder: Path, prints: Callable[[], Mapping[str, bytes]]) -> TextIndex:
        if not (folder / "index.json").is_file():
            folder.mkdir(parents=True, exist_ok=True)
            held = {key: hashlib.sha256(raw).hexdigest() for key, raw in sorted(prints().items())}
            (folder / "index.json").write_text(json.dumps(held))
        return _open(folder)

    def sightings(self, matches: Sequence[Any]) -> list[Sighting]:
        return [_sighting(spot, int(start_ms), Standing(standing)) for spot, start_ms, standing in matches]


def _open(folder: Path) -> TextIndex:
    content = (folder / "index.json").read_bytes()
    return TextIndex(hashlib.sha256(content).hexdigest()[:32], tuple(json.loads(content)))


def _sighting(spot: str, start_ms: int, standing: Standing) -> Sighting:
    return Sighting(
        version=VersionId.parse(spot),
        start_ms=start_ms,
        end_ms=start_ms + SPOT_MS,
        spot_start_ms=0,
        spot_end_ms=SPOT_MS,
        score_pm=950 if standing is Standing.ACCEPTED else 400,
        speed_ppm=1_010_000,
        integrity=frozenset({Integrity.SPEED_CHANGED, Integrity.OVERLAPPED}),
        missing=(),
        undecided_with=(),
        standing=standing,
        why="said so",
    )
