"""The library of a split: all its sound decoded once to mono at one rate, with a list of what is where."""

from __future__ import annotations

import csv
import fnmatch
import hashlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import av
import numpy as np
from scipy.signal import resample_poly

from eval.corpus import containers
from eval.corpus.packages import Package, listed, unpacked

RATE = 22050
"""Samples per second of everything inside the builder; recordings are resampled when encoded."""
SPEECH_S_MIN = 0.5
MUSIC_S_MIN = 25.0
EXCLUDED = Path(__file__).with_name("excluded.csv")
COLUMNS = ["package", "what", "name", "start", "length"]


@dataclass(frozen=True)
class Sound:
    """One file's sound: `length` samples from `start` in the library's array."""

    key: int
    package: str
    what: str
    name: str
    start: int
    length: int


class Library:
    """Read access to a split's sound; cheap to open, the samples stay on disk until read."""

    def __init__(self, folder: Path, split: str) -> None:
        self.folder, self.split = folder, split
        with (folder / f"{split}.csv").open(newline="", encoding="utf-8") as file:
            self.sounds = [
                Sound(key, row["package"], row["what"], row["name"], int(row["start"]), int(row["length"]))
                for key, row in enumerate(csv.DictReader(file))
            ]
        self.samples = np.memmap(folder / f"{split}.s16", dtype=np.int16, mode="r")

    def __reduce__(self) -> tuple[type[Library], tuple[Path, str]]:
        """Another process opens the files again instead of being sent the samples."""
        return Library, (self.folder, self.split)

    def read(self, key: int, start: int, length: int) -> np.ndarray:
        """float32[length] of sound `key` from its sample `start` on; silence past its end."""
        sound = self.sounds[key]
        stop = min(start + length, sound.length)
        out = np.zeros(length, np.float32)
        piece = self.samples[sound.start + start : sound.start + max(stop, start)]
        out[: len(piece)] = piece
        out *= 1 / 32768
        return out

    def of(self, what: str) -> list[Sound]:
        """All sounds of one kind, `speech` or `music`."""
        return [sound for sound in self.sounds if sound.what == what]


def opened(work: Path, split: str) -> Library:
    """The library of a split under `work`; fetches and decodes its packages on the first call."""
    folder = work / "library"
    if not (folder / f"{split}.csv").exists():
        folder.mkdir(parents=True, exist_ok=True)
        write(folder, split, work)
    return Library(folder, split)


def write(folder: Path, split: str, work: Path) -> None:
    """Decodes every package of the split into SPLIT.s16 and lists the sounds in SPLIT.csv (written last)."""
    packages = listed(split)
    for package in packages:
        unpacked(package, work)
    excluded = excluded_names()
    seen: set[bytes] = set()
    position = 0
    rows = []
    with (folder / f"{split}.s16").open("wb") as out, ProcessPoolExecutor(2) as pool:
        for package, sounds in zip(
            packages, pool.map(partial(decoded_package, work=work), packages), strict=True
        ):
            for name, samples in sounds:
                digest = hashlib.sha256(samples.tobytes()).digest()
                if digest in seen or (package.name, name) in excluded:
                    continue
                seen.add(digest)
                out.write(samples.tobytes())
                rows.append([package.name, package.what, name, position, len(samples)])
                position += len(samples)
            print(f"{split}: {package.name} decoded, {position / RATE / 60:.0f} min so far", flush=True)
    with (folder / f"{split}.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([COLUMNS, *rows])


def excluded_names() -> set[tuple[str, str]]:
    """Pairs (package, name) that excluded.csv takes out: copies of sound kept elsewhere."""
    if not EXCLUDED.exists():
        return set()
    with EXCLUDED.open(newline="", encoding="utf-8") as file:
        return {(row["package"], row["name"]) for row in csv.DictReader(file)}


def decoded_package(package: Package, work: Path) -> list[tuple[str, np.ndarray]]:
    """Every sound of a package that is long enough: (name, int16[n] at RATE), silent edges trimmed."""
    seconds_min = SPEECH_S_MIN if package.what == "speech" else MUSIC_S_MIN
    sounds = []
    for name, samples, rate in raw_sounds(package, unpacked(package, work)):
        divisor = np.gcd(rate, RATE)
        level = resample_poly(samples, RATE // divisor, rate // divisor) if rate != RATE else samples
        level = trimmed(level)
        if len(level) >= seconds_min * RATE:
            sounds.append((name, np.round(np.clip(level, -1, 1) * 32767).astype(np.int16)))
    return sounds


def raw_sounds(package: Package, folder: Path) -> Iterator[tuple[str, np.ndarray, int]]:
    """Yields (name, float32[n], rate) of the files that match the package's pattern, in name order."""
    pattern, _, members = package.pattern.partition("::")
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink() or not path.is_file() or not fnmatch.fnmatch(name, pattern):
            continue
        if path.suffix == ".dnr":
            yield from containers.sky_lines(path)
        elif path.suffix == ".1c":
            yield from containers.queen_lines(path)
        elif path.suffix == ".ALS":
            yield containers.drascula_line(path)
        elif members:
            yield from containers.zipped_sounds(path, members)
        else:
            try:
                samples, rate = containers.decoded(str(path))
            except (av.FFmpegError, IndexError):
                continue  # not sound: a tag file beside the music, or an empty prompt
            yield name, samples, rate


def trimmed(samples: np.ndarray) -> np.ndarray:
    """Cuts edges that stay under -46 dB of the peak, 10 ms at a time."""
    frame = RATE // 100
    count = len(samples) // frame
    if count == 0:
        return samples[:0]
    peaks = np.abs(samples[: count * frame]).reshape(count, frame).max(axis=1)
    loud = np.flatnonzero(peaks > max(peaks.max() * 0.005, 1e-4))
    return samples[loud[0] * frame : (loud[-1] + 1) * frame] if len(loud) else samples[:0]
