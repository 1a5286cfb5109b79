"""Builds an accuracy corpus: `python eval/corpus/build.py --split development --scale small`.

Stopped at any moment, the same command goes on with the recordings that are missing.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from eval.corpus import encode, library, recording  # noqa: E402
from eval.corpus.casting import cast  # noqa: E402
from eval.corpus.plan import SCALES, SEEDS, Planned, generator, planned  # noqa: E402
from eval.corpus.rivals import advertisements, unregistered  # noqa: E402
from eval.corpus.score import rendered  # noqa: E402
from eval.corpus.spots import registered  # noqa: E402

SPOT_RATES = (22050, 32000, 44100)


@lru_cache(maxsize=1)
def stock(work: Path, split: str) -> recording.Stock:
    """Everything the recordings of a split are made of; once per process, the same from the same seed."""
    seed = SEEDS[split]
    sounds = library.opened(work, split)
    parts = cast(sounds, generator(seed, "cast"))
    register = registered(sounds, parts, generator(seed, "spots"))
    return recording.Stock(
        seed=seed,
        library=sounds,
        cast=parts,
        register=register,
        sounds={spot.stem: rendered(spot, sounds) for spot in register},
        ads=advertisements(sounds, parts, generator(seed, "ads")),
        rivals=unregistered(sounds, parts, register, generator(seed, "rivals")),
    )


def write_spots(goods: recording.Stock, folder: Path) -> None:
    """Writes spots/ID__VERSION.flac and spots.csv, which says how each is built."""
    rows = []
    for number, spot in enumerate(goods.register):
        rate = SPOT_RATES[number % len(SPOT_RATES)]
        carrier = encode.Carrier("flac", "flac", rate, 1, 0)
        (folder / "spots" / f"{spot.stem}.flac").write_bytes(encode.encoded(goods.sounds[spot.stem], carrier))
        rows.append([spot.name, spot.version, spot.kind, f"{spot.length / library.RATE:.3f}"])
    recording.write(folder / "spots.csv", ["spot", "version", "kind", "seconds"], rows)


def make(plan: Planned, work: Path, split: str, folder: Path) -> tuple[str, float]:
    """Makes one recording in a worker process: its name and seconds."""
    return plan.name, recording.made(plan, stock(work, split), folder)


def join(folder: Path, kind: str, header: list[str]) -> int:
    """Joins parts/*.KIND.csv into KIND.csv and returns the number of rows."""
    rows = []
    for part in sorted((folder / "parts").glob(f"*.{kind}.csv")):
        with part.open(newline="", encoding="utf-8") as file:
            rows += list(csv.reader(file))[1:]
    recording.write(folder / f"{kind}.csv", header, rows)
    return len(rows)


def build(split: str, scale: str, folder: Path, work: Path, jobs: int) -> None:
    """Builds what is missing of a corpus and prints progress."""
    for name in ("spots", "recordings", "parts"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    goods = stock(work, split)
    write_spots(goods, folder)
    plans = planned(goods.register, SCALES[split, scale], goods.seed)
    missing = [plan for plan in plans if not (folder / "parts" / f"{plan.name}.truth.csv").exists()]
    print(f"{len(goods.register)} spots; {len(missing)} of {len(plans)} recordings to make", flush=True)
    began, done_s = time.monotonic(), 0.0
    with ProcessPoolExecutor(jobs) as pool:
        waiting = [pool.submit(make, plan, work, split, folder) for plan in missing]
        for count, future in enumerate(as_completed(waiting), 1):
            name, seconds = future.result()
            done_s += seconds
            pace = done_s / (time.monotonic() - began)
            print(
                f"{count}/{len(missing)} {name}: {seconds / 60:.1f} min; {pace:.0f} x real time", flush=True
            )
    airings = join(folder, "truth", recording.TRUTH)
    planted = join(folder, "distractors", recording.DISTRACTORS)
    print(f"{airings} airings, {planted} distractors in {folder}", flush=True)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--split", choices=tuple(SEEDS), required=True)
    parser.add_argument("--scale", choices=("small", "full"), default="small")
    parser.add_argument("--out", type=Path, help="default: build/corpus/SPLIT-SCALE")
    parser.add_argument(
        "--work", type=Path, default=ROOT / "build" / "corpus" / "work", help="packages and library"
    )
    parser.add_argument("--jobs", type=int, default=2)
    asked = parser.parse_args()
    folder = asked.out or ROOT / "build" / "corpus" / f"{asked.split}-{asked.scale}"
    build(asked.split, asked.scale, folder, asked.work, asked.jobs)


if __name__ == "__main__":
    main()
