"""One recording's sound, mixed as planned: breaks where the plan has them, programme everywhere else."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from dauys.examples.rehearsal.broadcast import aired
from dauys.examples.rehearsal.instruments import Samples
from dauys.examples.rehearsal.music import generator
from dauys.examples.rehearsal.plan import Tape
from dauys.examples.rehearsal.programme import programme, speech
from dauys.examples.rehearsal.sound import samples

LEAST_PROGRAMME_MS = 5000
"""Shorter stretches between two items are silence: the pause in a break."""
FADE_MS = 150


def mixed(seed: int, tape: Tape, sound: Callable[[str], Samples]) -> Samples:
    """The whole recording: 1-D float32 at STUDIO_HZ. `sound` gives a script's finished sound by name."""
    rng = generator(seed, f"tape {tape.name}")
    total = np.zeros(samples(tape.length_ms), np.float32)
    for start_ms, end_ms in stretches(tape):
        start, end = samples(start_ms), samples(end_ms)
        total[start:end] = _faded(programme(rng, end - start, tape.languages))
    for item in tape.items:
        start, voice = samples(item.start_ms), item.treated.voice
        announcer = speech(rng, samples(voice[1]) - samples(voice[0]) if voice else 0, tape.languages)
        run = aired(sound(item.script), item.treated, announcer)
        total[start : start + len(run)] = run[: len(total) - start]
    return np.clip(total, -1, 1, out=total)


def stretches(tape: Tape) -> Iterator[tuple[int, int]]:
    """[start_ms, end_ms) of each stretch of programme."""
    at_ms = 0
    for start_ms, end_ms in [*((item.start_ms, item.end_ms) for item in tape.items), (tape.length_ms,) * 2]:
        if start_ms - at_ms >= LEAST_PROGRAMME_MS:
            yield at_ms, start_ms
        at_ms = end_ms


def _faded(run: Samples) -> Samples:
    """The same with its ends faded, as a presenter hands over to a break."""
    ramp = np.linspace(0, 1, samples(FADE_MS), dtype=np.float32)
    run[: len(ramp)] *= ramp
    run[-len(ramp) :] *= ramp[::-1]
    return run
