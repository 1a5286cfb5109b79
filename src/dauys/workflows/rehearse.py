"""Builds the rehearsal campaign: registers, spots, recordings with airings in them, and the truth."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Collection
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from functools import lru_cache
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dauys.examples.rehearsal.instruments import Samples
    from dauys.examples.rehearsal.plan import Tape
    from dauys.examples.rehearsal.scripts import Script
    from dauys.examples.rehearsal.truth import RehearsalTruth

Progress = Callable[[int, int], None]
"""Called with the milliseconds of sound made so far, and of all."""


def build(
    folder: Path,
    seed: int,
    jobs: int,
    progress: Progress,
    outlets: Collection[str] | None = None,
) -> RehearsalTruth:
    """Writes the campaign into `folder` and returns its truth.

    Makes FOLDER/*.csv (the registers), FOLDER/spots/SPOT__VERSION.m4a, FOLDER/recordings/OUTLET/START.m4a,
    FOLDER/truth.csv, truth_totals.csv and truth_findings.csv. The same seed gives the same registers and the
    same truth on every machine, with any number of jobs. outlets: make the recordings of these only (all by
    default).
    """
    from dauys.examples.rehearsal.plan import rehearsal
    from dauys.examples.rehearsal.scripts import REGISTERS
    from dauys.examples.rehearsal.truth import truth, write_truth

    folder.mkdir(parents=True, exist_ok=True)
    for register in sorted(REGISTERS.glob("*.csv")):
        shutil.copyfile(register, folder / register.name)
    planned = rehearsal(seed)
    tapes = [tape for tape in planned.tapes if outlets is None or tape.outlet in outlets]
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as executor:
        _make(executor, folder, seed, list(planned.registered.values()), tapes, progress)
    true = truth(seed, tapes)
    write_truth(folder, true)
    return true


def make_spot(folder: Path, seed: int, name: str) -> None:
    """Writes one registered version's sound: `spots/NAME.m4a`."""
    from dauys.examples.rehearsal.files import write_sound

    write_sound(folder / "spots" / f"{name}.m4a", _sound(seed, name))


def make_tape(folder: Path, seed: int, tape: Tape) -> None:
    """Writes one recording."""
    from dauys.examples.rehearsal.files import write_broken, write_sound
    from dauys.examples.rehearsal.tape import mixed

    path = folder / "recordings" / tape.name
    total = mixed(seed, tape, lambda name: _sound(seed, name))
    if tape.format == "broken":
        write_broken(path, total)
    else:
        write_sound(path, total, tape.rate_hz, tape.layout)


def _make(
    executor: Executor, folder: Path, seed: int, spots: list[Script], tapes: list[Tape], progress: Progress
) -> None:
    """Makes every file, the dearest recordings first, so that no worker is left alone with one at the end."""
    lengths: dict[Future[None], int] = {}
    for tape in sorted(tapes, key=lambda tape: (tape.format != "mp3", -tape.length_ms, tape.name)):
        lengths[executor.submit(make_tape, folder, seed, tape)] = tape.length_ms
    for script in spots:
        lengths[executor.submit(make_spot, folder, seed, script.name)] = script.length_ms
    done_ms, all_ms = 0, sum(lengths.values())
    try:
        for made in as_completed(lengths):
            made.result()
            done_ms += lengths[made]
            progress(done_ms, all_ms)
    except BaseException:
        executor.shutdown(wait=False, cancel_futures=True)
        raise


@lru_cache(maxsize=64)
def _sound(seed: int, name: str) -> Samples:
    """A spot's or an unregistered sound, produced once a process: many recordings air it."""
    from dauys.examples.rehearsal.plan import rehearsal
    from dauys.examples.rehearsal.sound import produced

    return produced(seed, rehearsal(seed).scripts[name])
