"""What a broadcaster does to a spot on air, drawn so that every kind of integrity occurs.

A treatment says in whole milliseconds which part of the spot is heard and for how long: the truth of an
airing. Parts cut away are at least two seconds; what remains is at least `KEPT_MS`, with speech in it. Of
twins that differ in the ending only, the ending is always heard: nobody could tell them apart without it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dauys.domain.sightings import Integrity
from dauys.examples.rehearsal.dice import Dice
from dauys.examples.rehearsal.scripts import Script

KEPT_MS = 7500
ONE_PPM = 1_000_000
LEAST_CUT_MS = 2000


@dataclass(frozen=True, slots=True)
class Treated:
    """How a spot is aired.

    from_ms, to_ms: the part of the spot that runs. length_ms: how long that takes on tape.
    speed_ppm: tape time over spot time; pitch_ppm: tape pitch over spot pitch; both in millionths.
    hole: an interval of the spot that is silent on tape; voice: an interval of the tape, counted from the
    airing's start, with an announcer over it, `voice_db` louder than the spot. level_db: gain of the whole.
    """

    spot_length_ms: int
    from_ms: int
    to_ms: int
    length_ms: int
    integrity: frozenset[Integrity] = frozenset()
    speed_ppm: int = ONE_PPM
    pitch_ppm: int = ONE_PPM
    hole: tuple[int, int] | None = None
    voice: tuple[int, int] | None = None
    voice_db: int = 0
    level_db: int = 0

    @property
    def is_whole(self) -> bool:
        return not self.integrity

    @property
    def missing(self) -> tuple[tuple[int, int], ...]:
        """The intervals of the spot that are not heard (spot ms)."""
        parts = [(0, self.from_ms), self.hole or (0, 0), (self.to_ms, self.spot_length_ms)]
        return tuple((start, end) for start, end in parts if start < end)


Treatment = Callable[[Dice, Script], Treated | None]


def whole(dice: Dice, script: Script) -> Treated:
    """The spot as registered, perhaps at another level."""
    length_ms = script.length_ms
    return Treated(length_ms, 0, length_ms, length_ms, level_db=-dice.below(7))


def cut_start(dice: Dice, script: Script) -> Treated | None:
    """The broadcaster came in late."""
    room_ms = script.length_ms - KEPT_MS
    if room_ms < LEAST_CUT_MS:
        return None
    return _part(script, dice.between(LEAST_CUT_MS, min(room_ms, 6500)), script.length_ms)


def cut_end(dice: Dice, script: Script) -> Treated | None:
    """The broadcaster went out early."""
    room_ms = script.length_ms - KEPT_MS
    if room_ms < LEAST_CUT_MS or script.has_twin:
        return None
    return _part(script, 0, script.length_ms - dice.between(LEAST_CUT_MS, min(room_ms, 6500)))


def cut_both(dice: Dice, script: Script) -> Treated | None:
    """Late in and early out: only the middle is heard."""
    room_ms = script.length_ms - KEPT_MS
    if room_ms < 2 * LEAST_CUT_MS or script.has_twin:
        return None
    first_ms = dice.between(LEAST_CUT_MS, room_ms - LEAST_CUT_MS)
    return _part(script, first_ms, script.length_ms - dice.between(LEAST_CUT_MS, room_ms - first_ms))


def cut_middle(dice: Dice, script: Script) -> Treated | None:
    """The signal failed for two or three seconds and came back."""
    hole_ms = dice.between(LEAST_CUT_MS, 3300)
    latest_ms = script.ending_ms - hole_ms
    if latest_ms < 3300:
        return None
    start_ms = dice.between(3300, latest_ms)
    return Treated(
        script.length_ms,
        0,
        script.length_ms,
        script.length_ms,
        frozenset({Integrity.CUT_MIDDLE}),
        hole=(start_ms, start_ms + hole_ms),
    )


def overlapped(dice: Dice, script: Script) -> Treated | None:
    """An announcer speaks over the spot, as loud as it or louder."""
    start_ms, end_ms = dice.between(1500, 2500), script.ending_ms - dice.between(0, 400)
    return Treated(
        script.length_ms,
        0,
        script.length_ms,
        script.length_ms,
        frozenset({Integrity.OVERLAPPED}),
        voice=(start_ms, end_ms),
        voice_db=dice.between(1, 4),
    )


def tape_speed(dice: Dice, script: Script) -> Treated:
    """The tape runs faster or slower: tempo and pitch together."""
    ppm = _ratio_ppm(dice)
    integrity = frozenset({Integrity.SPEED_CHANGED, Integrity.PITCH_CHANGED})
    return _at_speed(script, ppm, ONE_PPM * ONE_PPM // ppm, integrity)


def tempo(dice: Dice, script: Script) -> Treated:
    """Squeezed or stretched to fit, with the pitch kept."""
    return _at_speed(script, _ratio_ppm(dice), ONE_PPM, frozenset({Integrity.SPEED_CHANGED}))


def pitch(dice: Dice, script: Script) -> Treated:
    """Pitched up or down, with the length kept."""
    return _at_speed(script, ONE_PPM, _ratio_ppm(dice, 28_000), frozenset({Integrity.PITCH_CHANGED}))


def _part(script: Script, from_ms: int, to_ms: int) -> Treated:
    """The spot from one point to another, with the cuts named."""
    integrity = set()
    if from_ms > 0:
        integrity.add(Integrity.CUT_START)
    if to_ms < script.length_ms:
        integrity.add(Integrity.CUT_END)
    return Treated(script.length_ms, from_ms, to_ms, to_ms - from_ms, frozenset(integrity))


def _at_speed(script: Script, speed_ppm: int, pitch_ppm: int, integrity: frozenset[Integrity]) -> Treated:
    """The whole spot with its tape time multiplied."""
    length_ms = (script.length_ms * speed_ppm + ONE_PPM // 2) // ONE_PPM
    return Treated(script.length_ms, 0, script.length_ms, length_ms, integrity, speed_ppm, pitch_ppm)


def _ratio_ppm(dice: Dice, most_ppm: int = 38_000) -> int:
    """1.2 % to `most_ppm` up or down: well clear of the half per cent below which speed counts as kept."""
    away_ppm = dice.between(12_000, most_ppm)
    return ONE_PPM + (away_ppm if dice.below(2) else -away_ppm)


def edge(script: Script, tape_end: str) -> Treated:
    """An airing that the recording itself begins or ends in: 8 s of it stand on the tape."""
    if tape_end == "start":
        return _part(script, script.length_ms - 8000, script.length_ms)
    return _part(script, 0, 8000)


DECK: tuple[Treatment, ...] = (
    *[whole] * 92,
    *[cut_start] * 8,
    *[cut_end] * 8,
    *[cut_middle] * 8,
    *[cut_both] * 5,
    *[overlapped] * 9,
    *[tape_speed] * 8,
    *[tempo] * 7,
    *[pitch] * 7,
)
"""One card an airing until none is left; after that everything is aired whole."""
