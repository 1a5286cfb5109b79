"""Who plays what: each song and each spoken line is given to spots, to advertisements or to the programme.

No song and no line serves two of them, so programme never holds a spot's own sound unless it is planted.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from eval.corpus.library import RATE, Library

LEAKS = Path(__file__).with_name("leaks.csv")
SPOT_SONG_S_MIN = 40.0
SPOT_LINE_S = (1.2, 7.0)
SPOT_SONGS, AD_SONGS = 0.45, 0.12
SPOT_LINES, AD_LINES, RIVAL_LINES = 420, 220, 160


@dataclass(frozen=True)
class Cast:
    """Keys of the library's sounds, by what they are kept for; `rival` lines speak in planted distractors."""

    spot_songs: list[int]
    ad_songs: list[int]
    programme_songs: list[int]
    spot_lines: list[int]
    ad_lines: list[int]
    rival_lines: list[int]
    programme_lines: list[int]


def cast(library: Library, random: np.random.Generator) -> Cast:
    """Deals the library's sounds at random; spots take songs and lines of handy length.

    Sounds that leaks.csv names are dealt like others, then taken from all but the spots.
    """
    leaked = leaking()
    clean = {s.key for s in library.sounds if (s.package, s.name) not in leaked}
    songs = [s.key for s in library.of("music") if s.length >= SPOT_SONG_S_MIN * RATE]
    other_songs = [s.key for s in library.of("music") if s.length < SPOT_SONG_S_MIN * RATE]
    random.shuffle(songs)
    spot_count, ad_count = round(len(songs) * SPOT_SONGS), round(len(songs) * AD_SONGS)
    handy = [
        s.key for s in library.of("speech") if SPOT_LINE_S[0] * RATE <= s.length <= SPOT_LINE_S[1] * RATE
    ]
    random.shuffle(handy)
    taken = set(handy[: SPOT_LINES + AD_LINES + RIVAL_LINES])
    return Cast(
        spot_songs=songs[:spot_count],
        ad_songs=[key for key in songs[spot_count : spot_count + ad_count] if key in clean],
        programme_songs=[key for key in songs[spot_count + ad_count :] + other_songs if key in clean],
        spot_lines=handy[:SPOT_LINES],
        ad_lines=[key for key in handy[SPOT_LINES : SPOT_LINES + AD_LINES] if key in clean],
        rival_lines=[key for key in handy[SPOT_LINES + AD_LINES :][:RIVAL_LINES] if key in clean],
        programme_lines=[s.key for s in library.of("speech") if s.key in clean - taken],
    )


def leaking() -> set[tuple[str, str]]:
    """Pairs (package, name) of sounds that repeat a spot's sound or the other split's."""
    with LEAKS.open(newline="", encoding="utf-8") as file:
        return {(row["package"], row["name"]) for row in csv.DictReader(file)}
