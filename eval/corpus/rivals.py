"""Sound that must not be taken for a spot: advertisements, unregistered twins of spots, test signals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from eval.corpus.casting import Cast
from eval.corpus.channel import noise
from eval.corpus.library import RATE, Library
from eval.corpus.programme import Programme
from eval.corpus.score import Spot, rendered, speech
from eval.corpus.spots import Studio, pure_music, pure_speech, spot_with_bed
from eval.corpus.stretch import stretched

ADS = 24
RIVALS_EACH = 8


@dataclass(frozen=True)
class Rival:
    """An unregistered spot that shares something with a registered one."""

    kind: str
    detail: str
    sound: np.ndarray


def advertisements(library: Library, cast: Cast, random: np.random.Generator) -> list[np.ndarray]:
    """Unregistered spots of their own songs and lines; as in life, the same few are aired again and again."""
    studio = Studio(library, list(cast.ad_lines), list(cast.ad_songs), random)
    makers: list[Callable[[Studio, str], Spot]] = [
        lambda s, n: spot_with_bed(s, n, 8, 22),
        lambda s, n: spot_with_bed(s, n, 8, 22),
        pure_music,
        pure_speech,
    ]
    return [rendered(makers[n % len(makers)](studio, f"ad{n}"), library) for n in range(ADS)]


def unregistered(
    library: Library, cast: Cast, register: list[Spot], random: np.random.Generator
) -> list[Rival]:
    """Twins: the same bed and jingle under other speech, the jingle alone, the next lines of the scene."""
    with_bed = [
        spot for spot in register if spot.kind in ("speech_bed", "speech_pair") and spot.version == "ru"
    ]
    lines = list(cast.rival_lines)
    studio = Studio(library, lines, list(cast.ad_songs), random)
    rivals = []
    for n in range(RIVALS_EACH):
        donor = with_bed[n % len(with_bed)]
        kept = [layer for layer in donor.layers if layer.role != "speech"]
        jingle = next(layer for layer in kept if layer.role == "jingle")
        said = speech(lines, library, 0, jingle.at, (0.05, 0.15), random)
        twin = replace(donor, layers=(*kept, *said))
        rivals.append(Rival("same_bed", donor.stem, rendered(twin, library)))
        own = spot_with_bed(studio, "own", donor.length / RATE, donor.length / RATE + 0.01)
        layers = [layer for layer in own.layers if layer.role != "jingle"]
        borrowed = replace(jingle, at=own.length - jingle.length)
        rivals.append(
            Rival("same_jingle", donor.stem, rendered(replace(own, layers=(*layers, borrowed)), library))
        )
        rivals.append(Rival("same_speaker", donor.stem, neighbours(library, cast, donor, random)))
    return rivals


def neighbours(library: Library, cast: Cast, donor: Spot, random: np.random.Generator) -> np.ndarray:
    """Programme lines kept next to a spot's lines in their package: as a rule the same scene and voices."""
    wanted = {layer.key + step for layer in donor.layers if layer.role == "speech" for step in range(-4, 5)}
    lines = sorted(wanted & set(cast.programme_lines))
    longest = sum(library.sounds[key].length + RATE for key in lines)
    said = speech(lines, library, 0, longest, (0.1, 0.4), random)
    length = said[-1].at + said[-1].length
    return rendered(Spot("near", "ru", "speech", length, tuple(said)), library)


def test_signal(programme: Programme, random: np.random.Generator) -> tuple[str, str, np.ndarray]:
    """(kind, detail, sound) of 5 to 30 s: silence, a tone, a sweep, noise, or programme stretched."""
    count = round(float(random.uniform(5, 30)) * RATE)
    seconds = np.arange(count) / RATE
    kind = str(random.choice(("silence", "tone", "sweep", "noise", "stretched")))
    if kind == "silence":
        return kind, "digital", np.zeros(count, np.float32)
    if kind == "tone":
        hertz = float(random.uniform(200, 3000))
        return kind, f"{hertz:.0f} Hz", (0.2 * np.sin(2 * np.pi * hertz * seconds)).astype(np.float32)
    if kind == "sweep":
        phase = 2 * np.pi * (100 * seconds + 0.5 * (4000 - 100) * seconds**2 / seconds[-1])
        return kind, "100-4000 Hz", (0.2 * np.sin(phase)).astype(np.float32)
    if kind == "noise":
        colour = str(random.choice(("white", "pink")))
        return kind, colour, 0.1 * noise(count, colour, random)
    factor = float(random.uniform(0.85, 1.2))
    return kind, f"tempo {factor:.3f}", stretched(programme.take(count), factor)
