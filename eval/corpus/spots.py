"""The register: sixty spots built like election spots, with near-identical versions and shared material."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from eval.corpus.casting import Cast
from eval.corpus.levels import active_share
from eval.corpus.library import RATE, Library
from eval.corpus.score import Layer, Spot, gain_to, music, since, speech, until

BED_DB = (-34.0, -27.0)
JINGLE_S = (2.0, 3.0)
TAIL_S = 3.0
SHARED_TAIL_S = 4.0
SPEECH_PAIRS, ENDING_PAIRS, SHARES_EACH = 7, 6, 3
SINGLES = {"speech_bed": 7, "speech": 5, "music": 5, "sparse": 3, "loop": 3, "short": 2}
LANGUAGES = ("kk", "ru")
SILENT_EDGE_SHARE = 0.25
SPARSE_WITHIN_DB = 12.0


@dataclass
class Studio:
    """What spots are made of: the library, lines and songs not used yet, and the one generator."""

    library: Library
    lines: list[int]
    songs: list[int]
    random: np.random.Generator

    def song(self, seconds: float) -> int:
        """Takes the next song that is long enough, in rotation: a song may serve again, at another place."""
        for _ in range(len(self.songs)):
            key = self.songs.pop(0)
            self.songs.append(key)
            if self.library.sounds[key].length > (seconds + 6) * RATE:
                return key
        raise ValueError(f"no song of {seconds:.0f} s in the library")

    def own(self, key: int) -> int:
        """Takes a song out of the rotation, so that no other spot holds any of it."""
        self.songs.remove(key)
        return key

    def length(self, seconds_min: float, seconds_max: float) -> int:
        """A random spot length in samples."""
        return round(float(self.random.uniform(seconds_min, seconds_max)) * RATE)


def registered(library: Library, cast: Cast, random: np.random.Generator) -> list[Spot]:
    """All sixty spots; those of music alone choose first and keep their songs to themselves."""
    studio = Studio(library, list(cast.spot_lines), list(cast.spot_songs), random)
    alone = [pure_music(studio, f"music{n + 1:02d}") for n in range(SINGLES["music"])]
    alone += [sparse_music(studio, f"sparse{n + 1:02d}") for n in range(SINGLES["sparse"])]
    spots = list(alone)
    for number in range(SPEECH_PAIRS):
        spots += speech_pair(studio, f"pair{number + 1:02d}")
    for number in range(ENDING_PAIRS):
        spots += ending_pair(studio, f"tail{number + 1:02d}")
    donors = [spot_with_bed(studio, f"plain{n + 1:02d}", 14, 28) for n in range(SINGLES["speech_bed"])]
    spots += donors
    spots += [
        sharing(studio, donor, f"share{n + 1:02d}", n // SHARES_EACH)
        for n, donor in enumerate((donors * 2)[: 3 * SHARES_EACH])
    ]
    makers: dict[str, Callable[[Studio, str], Spot]] = {
        "speech": pure_speech,
        "loop": over_loop,
        "short": short_spot,
    }
    for kind, make in makers.items():
        spots += [make(studio, f"{kind}{n + 1:02d}") for n in range(SINGLES[kind])]
    return [edged(spot, studio) for spot in spots]


def bed_level(studio: Studio) -> float:
    """A bed's level: 7 to 14 dB under the speech."""
    return float(studio.random.uniform(*BED_DB))


def jingle(studio: Studio, stop: int) -> Layer:
    """A music ending of 2 to 3 s that stops at sample `stop`."""
    length = studio.length(*JINGLE_S)
    return music(
        studio.song(length / RATE),
        studio.library,
        stop - length,
        length,
        -21.0,
        studio.random,
        0.03,
        "jingle",
    )


def spoken(studio: Studio, start: int, stop: int, pause_s: tuple[float, float] = (0.15, 0.5)) -> list[Layer]:
    """Lines between two samples of a spot."""
    return speech(studio.lines, studio.library, start, stop, pause_s, studio.random)


def spot_with_bed(studio: Studio, name: str, seconds_min: float, seconds_max: float) -> Spot:
    """Speech over a bed, and a jingle at the end."""
    length = studio.length(seconds_min, seconds_max)
    ending = jingle(studio, length)
    bed = music(studio.song(length / RATE), studio.library, 0, length, bed_level(studio), studio.random)
    lines = spoken(studio, round(0.6 * RATE), ending.at)
    return Spot(name, "ru", "speech_bed", length, (bed, *lines, ending))


def speech_pair(studio: Studio, name: str) -> list[Spot]:
    """Two language versions: the same bed and jingle, other speech."""
    first = replace(spot_with_bed(studio, name, 12, 28), version=LANGUAGES[0], kind="speech_pair")
    kept = [layer for layer in first.layers if layer.role != "speech"]
    lines = spoken(studio, round(0.6 * RATE), kept[-1].at)
    return [first, replace(first, version=LANGUAGES[1], layers=(*kept, *lines))]


def ending_pair(studio: Studio, name: str) -> list[Spot]:
    """Two versions that differ in their last 3 s alone: another line, another jingle."""
    base = spot_with_bed(studio, name, 14, 28)
    tail_at = base.length - round(TAIL_S * RATE)
    shared = [layer for layer in until(base.layers, tail_at) if layer.role != "jingle"]
    versions = []
    for version in ("a", "b"):
        ending = jingle(studio, base.length)
        line = spoken(studio, tail_at, base.length, (0.1, 0.2))
        versions.append(replace(base, version=version, kind="ending_pair", layers=(*shared, *line, ending)))
    return versions


def sharing(studio: Studio, donor: Spot, name: str, what: int) -> Spot:
    """A spot of its own that contains another's bed (0), jingle (1) or ending (2)."""
    if what == 0:
        bed = donor.layers[0]
        ending = jingle(studio, donor.length)
        lines = spoken(studio, round(0.4 * RATE), ending.at)
        return replace(donor, name=name, kind="shares_bed", layers=(bed, *lines, ending))
    own = spot_with_bed(studio, name, 14, 28)
    kept_s = donor.layers[-1].length / RATE if what == 1 else SHARED_TAIL_S
    at = own.length - round(kept_s * RATE)
    borrowed = since(donor.layers, donor.length - round(kept_s * RATE), at)
    if what == 1:
        borrowed = [layer for layer in borrowed if layer.role == "jingle"]
        kept = [layer for layer in own.layers if layer.role != "jingle"]
    else:
        kept = [layer for layer in until(own.layers, at) if layer.role != "jingle"]
    kind = "shares_jingle" if what == 1 else "shares_ending"
    return replace(own, kind=kind, layers=(*kept, *borrowed))


def pure_speech(studio: Studio, name: str) -> Spot:
    """Lines with short pauses and nothing under them."""
    length = studio.length(10, 25)
    lines = spoken(studio, 0, length, (0.1, 0.4))
    return Spot(name, "ru", "speech", lines[-1].at + lines[-1].length, tuple(lines))


def pure_music(studio: Studio, name: str) -> Spot:
    """One excerpt of a song."""
    length = studio.length(10, 28)
    song = studio.own(studio.song(length / RATE))
    return Spot(name, "kk", "music", length, (music(song, studio.library, 0, length, -20, studio.random),))


def sparse_music(studio: Studio, name: str) -> Spot:
    """The emptiest of thirty excerpts: single notes, much silence."""
    length = studio.length(12, 25)
    choices = [
        music(studio.song(length / RATE), studio.library, 0, length, -20, studio.random) for _ in range(30)
    ]
    heard = [studio.library.read(layer.key, layer.source, layer.length) for layer in choices]
    shares = [active_share(sound, SPARSE_WITHIN_DB) if gain_to(sound, -20) < 100 else 1.0 for sound in heard]
    chosen = choices[int(np.argmin(shares))]
    studio.own(chosen.key)
    return Spot(name, "kk", "sparse", length, (chosen,))


def over_loop(studio: Studio, name: str) -> Spot:
    """Speech over 2 to 4 s of music that repeat themselves throughout."""
    length, period = studio.length(14, 26), studio.length(2, 4)
    first = music(studio.song(period / RATE), studio.library, 0, period, -26, studio.random, 0.005)
    loops = [replace(first, at=at, length=min(period, length - at)) for at in range(0, length - RATE, period)]
    lines = spoken(studio, RATE, length, (0.5, 1.2))
    return Spot(name, "kk", "loop", length, (*loops, *lines))


def short_spot(studio: Studio, name: str) -> Spot:
    """Six seconds of speech over a bed."""
    length = studio.length(6, 6.5)
    bed = music(studio.song(length / RATE), studio.library, 0, length, -29, studio.random)
    lines = spoken(studio, round(0.2 * RATE), length, (0.1, 0.3))
    return Spot(name, "ru", "short", length, (bed, *lines))


def edged(spot: Spot, studio: Studio) -> Spot:
    """A quarter of the spots that have no twin gets own silence of 0.2 to 0.8 s before and after."""
    if spot.kind.endswith("pair") or studio.random.random() > SILENT_EDGE_SHARE:
        return spot
    before, after = (round(float(studio.random.uniform(0.2, 0.8)) * RATE) for _ in range(2))
    layers = since(spot.layers, 0, before)
    return replace(spot, length=spot.length + before + after, layers=tuple(layers))
