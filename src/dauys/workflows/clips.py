"""Clips: derived AAC of each airing and five seconds around it, named by what they were cut from."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise
from pathlib import Path
from threading import Timer

AROUND_MS = 5_000
RECIPE = "m4a aac 32000 Hz mono 48 kbit/s, 2"
"""What the bytes depend on beside their source; change it whenever `clip_one` cuts differently."""
CUTS_MAX = 64
"""Clips of one child; it holds them in memory."""
CLIP_BYTES_MOST = 8 << 20
"""More than twenty minutes; no spot is as long."""
PATIENCE_S = 900.0
CPU_HEAD_S, CPU_BYTES_PER_S = 60, 50_000
"""As `listening`: a minute of processor time, and a second for every 50 kB."""

PathOf = Callable[[str], Path]


@dataclass(frozen=True, slots=True, order=True)
class Cut:
    """A clip to be: [start_ms, end_ms) of the recording with that digest."""

    source_sha256: str
    start_ms: int
    end_ms: int

    @classmethod
    def around(cls, source_sha256: str, start_ms: int, end_ms: int) -> Cut:
        """The airing and five seconds before and after it, as far as the recording has them."""
        return cls(source_sha256, max(0, start_ms - AROUND_MS), end_ms + AROUND_MS)

    @property
    def file_name(self) -> str:
        """The same cut of the same recording always has the same name."""
        recipe = json.dumps([RECIPE, self.source_sha256, self.start_ms, self.end_ms])
        return f"{hashlib.sha256(recipe.encode()).hexdigest()[:32]}.m4a"


@dataclass(frozen=True, slots=True)
class NotCut:
    """Clips that could not be made from one recording, and why."""

    source_sha256: str
    count: int
    text: str


def make_clips(
    cuts: Iterable[Cut], path_of: PathOf, folder: Path, advance: Callable[[int], None]
) -> list[NotCut]:
    """Makes the clips that `folder` does not hold yet; returns what could not be made.

    path_of: where the recording of a digest stands. advance: told how many clips are done with.
    """
    wanted = sorted(set(cuts))
    missing = [cut for cut in wanted if not (folder / cut.file_name).exists()]
    advance(len(wanted) - len(missing))
    failed = []
    batches = list(_batches(missing))
    with ThreadPoolExecutor(len(os.sched_getaffinity(0))) as executor:
        texts = executor.map(lambda batch: _cut(path_of(batch[0].source_sha256), batch, folder), batches)
        for batch, text in zip(batches, texts, strict=True):
            left = [cut for cut in batch if not (folder / cut.file_name).exists()]
            if left:
                reason = text or "the recording ends before them"
                failed.append(NotCut(batch[0].source_sha256, len(left), reason))
            advance(len(batch))
    return failed


def _batches(cuts: Sequence[Cut]) -> Iterator[list[Cut]]:
    """Cuts of one recording each, so many that one child can hold their clips."""
    for _, group in groupby(cuts, key=lambda cut: cut.source_sha256):
        own = list(group)
        yield from (own[start : start + CUTS_MAX] for start in range(0, len(own), CUTS_MAX))


def _cut(source: Path, cuts: Sequence[Cut], folder: Path) -> str:
    """Asks a child for the clips and writes them, each in one step; why some are missing, if it said so."""
    try:
        descriptor = os.open(source, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as cause:
        return f"the recording cannot be opened: {cause.strerror}"
    try:
        answer = _ask_child(descriptor, cuts)
    finally:
        os.close(descriptor)
    text, clips = _read(answer, len(cuts))
    for cut, clip in zip(cuts, clips, strict=False):
        if clip:
            part = folder / f".{cut.file_name}.part"
            part.write_bytes(clip)
            part.replace(folder / cut.file_name)
    return text


def _ask_child(source: int, cuts: Sequence[Cut]) -> bytes:
    """The child's answer, cut off where it would not end; empty where it was out of patience."""
    cpu_s = CPU_HEAD_S + os.fstat(source).st_size // CPU_BYTES_PER_S
    job = {"source": source, "cpu_s": cpu_s, "cuts": [[cut.start_ms, cut.end_ms] for cut in cuts]}
    command = [sys.executable, "-I", "-m", "dauys.workflows.clip_one", json.dumps(job)]
    with subprocess.Popen(
        command,
        pass_fds=[source],
        env={"LANG": "C.UTF-8"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as child:
        patience = Timer(PATIENCE_S, child.kill)
        patience.start()
        try:
            assert child.stdout is not None
            return child.stdout.read(CLIP_BYTES_MOST * len(cuts))
        finally:
            patience.cancel()
            child.kill()


def _read(answer: bytes, count: int) -> tuple[str, list[bytes]]:
    """The reason, or none, and the clips. The child is not believed: what is no .m4a is not taken."""
    head, _, rest = answer.partition(b"\n")
    try:
        said = json.loads(head)
        if "error" in said:
            return str(said["error"])[:300], []
        sizes = [int(size) for size in said["sizes"]]
    except (ValueError, TypeError, KeyError):
        return "the child ended without an answer", []
    if len(sizes) != count or any(size < 0 for size in sizes) or sum(sizes) != len(rest):
        return "the child's answer does not add up", []
    ends = list(accumulate(sizes, initial=0))
    clips = [rest[start:end] for start, end in pairwise(ends)]
    return "", [clip if clip[4:8] == b"ftyp" else b"" for clip in clips]
