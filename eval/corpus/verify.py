"""Checks a corpus's truth against its decoded recordings: `python eval/corpus/verify.py --corpus DIR`.

For every airing that keeps its speed and pitch, 1.5 s from the spot's start and 1.5 s from its end are looked
for around the place that the truth gives; the distance of the best correlation is the truth's error.
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from scipy.signal import correlate

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from eval.corpus.encode import decoded  # noqa: E402
from eval.corpus.library import RATE  # noqa: E402

PROBE = round(1.5 * RATE)
STEP = RATE // 20
AROUND = RATE // 20
AUDIBLE = 0.02
LIKENESS_MIN = 0.35
"""Below this the probe lies under noise or voices and says nothing about the truth."""
ERROR_MS_MAX = 2.0


def probes(spot: np.ndarray, start: int, stop: int) -> tuple[int, int]:
    """Where the first and the last audible probe of the present part begin, in samples of the spot."""
    places = [at for at in range(start, stop - PROBE + 1, STEP) if spot[at : at + PROBE].std() > AUDIBLE]
    return (places[0], places[-1]) if places else (start, stop - PROBE)


def offset(recording: np.ndarray, probe: np.ndarray, at: float) -> tuple[float, float]:
    """(milliseconds from `at`, likeness) of the probe's best place within 50 ms of sample `at`."""
    first = max(0, round(at) - AROUND)
    around = recording[first : first + len(probe) + 2 * AROUND]
    match = np.abs(correlate(around, probe, "valid", method="fft"))
    energy = np.convolve(around**2, np.ones(len(probe), np.float32), "valid")
    likeness = match / np.sqrt(np.maximum(energy, 1e-9) * np.sum(probe**2))
    best = int(np.argmax(likeness))
    return (first + best - at) / RATE * 1000, float(likeness[best])


def errors(recording: np.ndarray, row: dict[str, str], spot: np.ndarray) -> list[tuple[float, float]]:
    """(error in ms, likeness) at the start and at the end of one airing."""
    start, stop = (round(float(row[name]) * RATE) for name in ("spot_start_s", "spot_end_s"))
    first, last = probes(spot, start, stop)
    at_start = float(row["start_s"]) * RATE + first - start
    at_end = float(row["end_s"]) * RATE - (stop - last)
    return [
        offset(recording, spot[first : first + PROBE], at_start),
        offset(recording, spot[last : last + PROBE], at_end),
    ]


def main() -> None:
    """Prints errors by class; exit status 1 if one is above 2 ms."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True)
    corpus = parser.parse_args().corpus
    spots = {path.stem: decoded(path) for path in (corpus / "spots").iterdir()}
    with (corpus / "truth.csv").open(newline="", encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if float(row["speed"]) == float(row["pitch"]) == 1]
    by_class: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for name in sorted({row["recording"] for row in rows}):
        sound = decoded(next((corpus / "recordings").glob(f"{name}.*")))
        for row in rows:
            if row["recording"] == name:
                by_class[row["class"]] += errors(sound, row, spots[f"{row['spot']}__{row['version']}"])
    worst = 0.0
    for kind, found in sorted(by_class.items()):
        sure = [abs(error) for error, likeness in found if likeness >= LIKENESS_MIN]
        worst = max(worst, *sure)
        print(f"{kind}: {len(sure)} of {len(found)} borders sure, largest error {max(sure):.3f} ms")
    sys.exit(worst > ERROR_MS_MAX)


if __name__ == "__main__":
    main()
