"""Finds sound that is kept twice: pieces of spots in other files, and songs that two splits hold.

`python eval/corpus/leaks.py` writes leaks.csv, which casting reads: what repeats a spot's sound is no
programme, and a song that an earlier split holds too is no programme of the later one.
Songs are searched everywhere, spoken lines in lines of about the same length. Pieces are looked for by
normalised correlation at 2.8 kHz after pre-emphasis, which a second encoding of the same sound survives.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.fft import irfft, rfft
from scipy.signal import correlate, resample_poly

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from eval.corpus.casting import LEAKS, cast  # noqa: E402
from eval.corpus.library import RATE, Library, Sound, opened  # noqa: E402
from eval.corpus.plan import SEEDS, generator  # noqa: E402
from eval.corpus.spots import registered  # noqa: E402

DIVISOR = 8
SLOW = RATE // DIVISOR
CHUNK = 1 << 16
PIECE_S = 2.5
PIECE_EVERY_S = 8.0
SAME_LENGTH = 0.03
EDGE = SLOW // 20
"""Of two copies of a line one may begin up to 50 ms after the other."""
LIKENESS_MIN = 0.6
COLUMNS = ["split", "package", "name", "like_package", "like_name", "likeness"]


@dataclass(frozen=True)
class Piece:
    """A short excerpt of `owner` to look for: float32[n] at SLOW, of unit energy."""

    owner: Sound
    samples: np.ndarray


def slow(level: np.ndarray) -> np.ndarray:
    """Sound at SLOW samples per second, pre-emphasised."""
    return np.diff(resample_poly(level, 1, DIVISOR), prepend=np.float32(0)).astype(np.float32)


def pieces(library: Library, sound: Sound, start: int, length: int) -> Iterator[Piece]:
    """Excerpts of 2.5 s, one every 8 s (of shorter sound: all of it), silent ones left out."""
    span = round(PIECE_S * RATE)
    for at in range(start, max(start + 1, start + length - span + 1), round(PIECE_EVERY_S * RATE)):
        samples = slow(library.read(sound.key, at, min(span, length)))
        energy = float(np.sum(samples**2))
        if energy > 1e-4:
            yield Piece(sound, np.resize(samples / np.sqrt(energy), len(samples)))


def found(
    library: Library, kind: str, wanted: list[Piece], part: tuple[int, int]
) -> dict[tuple[int, int], float]:
    """Best likeness of each (piece number, sound key), in every `part[1]`-th chunk from `part[0]` on."""
    sounds = library.of(kind)
    starts = np.array([sound.start for sound in sounds])
    spectra = [np.conj(rfft(piece.samples, CHUNK)) for piece in wanted]
    step = (CHUNK - round(PIECE_S * SLOW) - 2) * DIVISOR
    best: dict[tuple[int, int], float] = {}
    for start in range(
        sounds[0].start + part[0] * step, sounds[-1].start + sounds[-1].length, part[1] * step
    ):
        chunk = slow(library.samples[start : start + CHUNK * DIVISOR].astype(np.float32) / 32768)
        spectrum = rfft(chunk, CHUNK)
        norms: dict[int, np.ndarray] = {}
        for number, piece in enumerate(wanted):
            span = len(piece.samples)
            if span not in norms:
                norms[span] = running_norm(chunk, span)
            likeness = np.abs(irfft(spectrum * spectra[number], CHUNK)[: len(norms[span])] * norms[span])
            for at in np.flatnonzero(likeness >= LIKENESS_MIN):
                centre = start + (at + span // 2) * DIVISOR
                key = sounds[int(np.searchsorted(starts, centre, "right")) - 1].key
                if key != piece.owner.key:
                    best[number, key] = max(best.get((number, key), 0.0), float(likeness[at]))
    return best


def running_norm(chunk: np.ndarray, span: int) -> np.ndarray:
    """One over the root of the energy of every `span` samples: float32[n - span + 1]."""
    energy = np.concatenate([[0.0], np.cumsum(chunk.astype(np.float64) ** 2)])
    return (1 / np.sqrt(np.maximum(energy[span:] - energy[:-span], 1e-3))).astype(np.float32)


def within(split: str, work: Path) -> list[list[str]]:
    """Rows for sounds of the split that repeat a piece of one of its spots."""
    library = opened(work, split)
    register = registered(
        library, cast(library, generator(SEEDS[split], "cast")), generator(SEEDS[split], "spots")
    )
    layers = {(layer.key, layer.source, layer.length) for spot in register for layer in spot.layers}
    songs = [layer for layer in sorted(layers) if library.sounds[layer[0]].what == "music"]
    wanted = [
        piece
        for key, source, length in songs
        for piece in pieces(library, library.sounds[key], source, length)
    ]
    lines = sorted({layer[0] for layer in layers if library.sounds[layer[0]].what == "speech"})
    return matched(library, library, "music", wanted, split) + same_lines(library, lines, split)


def same_lines(library: Library, keys: list[int], split: str) -> list[list[str]]:
    """Rows for lines that are another recording's copy of a spot's line: as long, and alike."""
    rows = []
    for key in keys:
        own = library.sounds[key]
        piece = next(pieces(library, own, 0, own.length))
        for other in library.of("speech"):
            if other.key == key or abs(other.length - own.length) > SAME_LENGTH * own.length:
                continue
            level = np.pad(slow(library.read(other.key, 0, other.length)), EDGE)
            norms = running_norm(level, min(len(piece.samples), len(level)))
            match = correlate(level, piece.samples[: len(level)], "valid", method="fft")
            likeness = float(np.max(np.abs(match) * norms))
            if likeness >= LIKENESS_MIN:
                rows.append([split, other.package, other.name, own.package, own.name, f"{likeness:.2f}"])
    print(f"{split} speech: {len(keys)} lines, {len(rows)} pairs", flush=True)
    return rows


def across(split: str, earlier: str, work: Path) -> list[list[str]]:
    """Rows for songs of the split of which a piece stands in a song of the earlier split."""
    own, other = opened(work, split), opened(work, earlier)
    wanted = [
        Piece(Sound(-1, s.package, s.what, s.name, 0, 0), piece.samples)
        for s in own.of("music")
        for piece in pieces(own, s, s.length // 3, round(PIECE_S * RATE))
    ]
    return matched(other, own, "music", wanted, split)


def matched(library: Library, owners: Library, kind: str, wanted: list[Piece], split: str) -> list[list[str]]:
    """Searches with two processes; one row for each pair of sounds, `name` being the one to be left out."""
    best: dict[tuple[str, str, str, str], float] = {}
    with ProcessPoolExecutor(2) as pool:
        waiting = [pool.submit(found, library, kind, wanted, (n, 2)) for n in range(2)]
        for future in waiting:
            for (number, key), likeness in future.result().items():
                owner, other = wanted[number].owner, library.sounds[key]
                pair = (other.package, other.name, owner.package, owner.name)
                if owners is not library:
                    pair = (owner.package, owner.name, other.package, other.name)
                best[pair] = max(best.get(pair, 0.0), likeness)
    print(f"{split} {kind}: {len(wanted)} pieces, {len(best)} pairs", flush=True)
    return [[split, *pair, f"{likeness:.2f}"] for pair, likeness in sorted(best.items())]


def searched(split: str, work: Path) -> list[list[str]]:
    """All rows of one split: what repeats its own spots, and what the splits before it hold too."""
    order = list(SEEDS)
    rows = within(split, work)
    for earlier in order[: order.index(split)]:
        rows += across(split, earlier, work)
    return rows


def main() -> None:
    """Reads the command line and writes the table; rows of splits that were not asked for stay."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", type=Path, default=ROOT / "build" / "corpus" / "work")
    parser.add_argument("--split", choices=tuple(SEEDS), action="append", help="default: all of them")
    asked = parser.parse_args()
    with LEAKS.open(newline="", encoding="utf-8") as file:
        known = list(csv.reader(file))[1:]
    rows = []
    for split in SEEDS:
        kept = [row for row in known if row[0] == split]
        rows += searched(split, asked.work) if split in (asked.split or SEEDS) else kept
    with LEAKS.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])


if __name__ == "__main__":
    main()
