"""One recording: blocks of airings between programme, or an hour of listening; encoded, with its truth."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from eval.corpus.airing import Airing, aired
from eval.corpus.block import Surroundings, assembled
from eval.corpus.casting import Cast
from eval.corpus.encode import delay_s, encoded
from eval.corpus.library import RATE, Library
from eval.corpus.likeness import undecidable
from eval.corpus.plan import Draw, Planned, generator
from eval.corpus.programme import Programme
from eval.corpus.rivals import Rival, test_signal
from eval.corpus.score import Spot

BETWEEN_S = (4.0, 14.0)
LISTENING_S = 3600
LISTENING_GAP_S = (60.0, 240.0)
TRUTH = [
    "recording",
    "spot",
    "version",
    "start_s",
    "end_s",
    "spot_start_s",
    "spot_end_s",
    "speed",
    "pitch",
    "integrity",
    "missing",
    "class",
    "parameter",
    "undecidable_with",
]
DISTRACTORS = ["recording", "start_s", "end_s", "kind", "detail"]


@dataclass(frozen=True)
class Stock:
    """Everything recordings are made of, the same in every process."""

    seed: int
    library: Library
    cast: Cast
    register: list[Spot]
    sounds: dict[str, np.ndarray]
    ads: list[np.ndarray]
    rivals: list[Rival]


def made(plan: Planned, stock: Stock, folder: Path) -> float:
    """Writes recordings/NAME.ENDING and parts/NAME.{truth,distractors}.csv; returns the recording's seconds.

    The truth file is renamed into place last, so a recording that has one is complete.
    """
    random = generator(stock.seed, plan.name)
    programme = Programme(stock.library, stock.cast, random)
    around = Surroundings(programme, stock.ads, random)
    if plan.draws:
        sound, truth, planted = with_airings(plan, stock, around)
    else:
        sound, truth, planted = listening(stock, around)
    delay = delay_s(plan.carrier)
    (folder / "recordings" / f"{plan.name}.{plan.carrier.ending}").write_bytes(encoded(sound, plan.carrier))
    rows = [truth_row(plan.name, start, airing, delay) for start, airing in truth]
    write(
        folder / "parts" / f"{plan.name}.distractors.csv",
        DISTRACTORS,
        [
            [plan.name, seconds(start, delay), seconds(stop, delay), kind, detail]
            for start, stop, kind, detail in planted
        ],
    )
    write(folder / "parts" / f"{plan.name}.truth.csv", TRUTH, rows)
    return len(sound) / RATE


def with_airings(plan: Planned, stock: Stock, around: Surroundings) -> tuple[np.ndarray, list, list]:
    """Programme and blocks in turn: (sound, airings with their first sample, no distractors)."""
    pieces, truth, at = [], [], 0
    for draw in plan.draws:
        pieces.append(around.programme.take(round(float(around.random.uniform(*BETWEEN_S)) * RATE)))
        at += len(pieces[-1])
        block, placed = assembled([one_airing(draw, stem, stock, around) for stem in draw.stems], around)
        truth += [(at + start, airing) for start, airing in placed]
        pieces.append(block)
        at += len(block)
    pieces.append(around.programme.take(10 * RATE))
    return np.concatenate(pieces), truth, []


def one_airing(draw: Draw, stem: str, stock: Stock, around: Surroundings) -> Airing:
    """The airing of one spot of a draw, with the versions its parts cannot rule out."""
    spot = next(spot for spot in stock.register if spot.stem == stem)
    filler = around.programme.take(5 * RATE)
    airing = aired(spot, stock.sounds[stem], draw.kind, draw.parameter, around.random, filler)
    airing.undecidable_with = undecidable(spot, airing.parts, stock.register, stock.sounds)
    return airing


def listening(stock: Stock, around: Surroundings) -> tuple[np.ndarray, list, list]:
    """An hour without airings: programme, and every few minutes something that tempts."""
    pieces: list[np.ndarray] = []
    planted: list[tuple[int, int, str, str]] = []
    at = 0
    while at < LISTENING_S * RATE:
        pieces.append(around.programme.take(round(float(around.random.uniform(*LISTENING_GAP_S)) * RATE)))
        at += len(pieces[-1])
        for kind, detail, sound in tempting(stock, around):
            planted.append((at, at + len(sound), kind, detail))
            pieces.append(sound)
            at += len(sound)
    return np.concatenate(pieces), [], planted


def tempting(stock: Stock, around: Surroundings) -> list[tuple[str, str, np.ndarray]]:
    """A break of advertisements and a rival, or a test signal: (kind, detail, sound) of each."""
    random = around.random
    if random.random() < 0.4:
        return [test_signal(around.programme, random)]
    rival = stock.rivals[int(random.integers(len(stock.rivals)))]
    number = int(random.integers(len(stock.ads)))
    return [("other_ad", f"ad {number}", stock.ads[number]), (rival.kind, rival.detail, rival.sound)]


def truth_row(recording: str, start: int, airing: Airing, delay: float) -> list[Any]:
    """One row of truth.csv; `delay` is the carrier's, so times are those of the decoded file."""
    return [
        recording,
        airing.spot.name,
        airing.spot.version,
        seconds(start, delay),
        seconds(start + len(airing.sound), delay),
        seconds(airing.parts[0][0], 0),
        seconds(airing.parts[-1][1], 0),
        f"{airing.speed:.5f}",
        f"{airing.pitch:.5f}",
        airing.integrity(),
        airing.missing_ms(),
        airing.kind.name,
        f"{airing.parameter:.4f}",
        ";".join(airing.undecidable_with),
    ]


def seconds(sample: int, delay: float) -> str:
    """A sample's time in the decoded file, to a tenth of a millisecond."""
    return f"{sample / RATE + delay:.4f}"


def write(path: Path, header: list[str], rows: list[list[Any]]) -> None:
    """Writes a CSV file under another name first."""
    partial = path.with_suffix(".partial")
    with partial.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([header, *rows])
    partial.rename(path)
