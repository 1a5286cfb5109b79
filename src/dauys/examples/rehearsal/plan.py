"""What goes on air when: every recording's breaks, drawn from the seed in whole milliseconds.

The plan is the truth. Sound is made from it afterwards and changes nothing in it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache

from dauys.domain.zones import to_ms
from dauys.examples.rehearsal.dice import Dice
from dauys.examples.rehearsal.scripts import (
    REGISTERS,
    STUDIO,
    Script,
    registered_scripts,
    rows,
    unregistered_scripts,
)
from dauys.examples.rehearsal.treatments import DECK, Treated, Treatment, edge, whole

BLOCK_MS = 10240
"""Recordings are whole blocks: 441 AAC frames at 44.1 kHz, 480 at 48 kHz, so that nothing pads their end."""
BREAK_EVERY_MS = 155_000
REGISTERED_PERCENT = 66
INTO_SILENCE = "silence"
LATE_SPOT = "kite-yards__kk"
LATE_MS = 1000
"""How far the airings of `LATE_SPOT` on the tapes of the last evening reach into the silence period."""


@dataclass(frozen=True, slots=True)
class Item:
    """One sound on air: from `start_ms` of the recording, as `treated` says."""

    start_ms: int
    script: str
    is_registered: bool
    treated: Treated

    @property
    def end_ms(self) -> int:
        return self.start_ms + self.treated.length_ms


@dataclass(frozen=True, slots=True)
class Tape:
    """One recording to be made: `format` m4a, mp3 or broken; everything between the items is programme.

    edge: `start` or `end` where the recording begins or ends in the middle of an airing; `silence` where its
    only airing ends `LATE_MS` after the silence period began by the commission's clock; else empty.
    """

    outlet: str
    start: datetime
    length_ms: int
    format: str
    rate_hz: int
    layout: str
    languages: tuple[str, ...]
    edge: str
    items: tuple[Item, ...] = ()

    @property
    def name(self) -> str:
        """The path below `recordings/`, as `add-recordings` reads it."""
        ending = "m4a" if self.format == "broken" else self.format
        return f"{self.outlet}/{self.start.strftime('%Y-%m-%dT%H-%M-%S%z')}.{ending}"


def blank_tapes() -> list[Tape]:
    """The recordings of `studio/recordings.csv`, still without items."""
    return [
        Tape(
            row["outlet"],
            datetime.fromisoformat(row["start"]),
            int(row["blocks"]) * BLOCK_MS,
            row["format"],
            int(row["rate_hz"]),
            row["layout"],
            tuple(row["languages"].split()),
            row["edge"],
        )
        for row in rows(STUDIO / "recordings.csv")
    ]


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """Everything that is to be made, from one seed: scripts by name, and recordings with their items."""

    registered: dict[str, Script]
    unregistered: dict[str, Script]
    tapes: tuple[Tape, ...]

    @property
    def scripts(self) -> dict[str, Script]:
        return self.registered | self.unregistered


@cache
def rehearsal(seed: int) -> Rehearsal:
    """The whole plan; thought out once a process."""
    registered = registered_scripts(seed)
    unregistered = unregistered_scripts(seed, registered.values())
    tapes = planned_tapes(seed, blank_tapes(), list(registered.values()), list(unregistered.values()))
    return Rehearsal(registered, unregistered, tuple(tapes))


def planned_tapes(
    seed: int, blank: Sequence[Tape], registered: list[Script], unregistered: list[Script]
) -> list[Tape]:
    """Fills the recordings with breaks; the broken one stays empty."""
    planner = _Planner(seed, registered, unregistered, Dice(seed, "treatments").shuffled(DECK))
    return [tape if tape.format == "broken" else planner.filled(tape) for tape in blank]


@dataclass(slots=True)
class _Planner:
    """What can be aired, and the treatments that are still to be dealt (taken from the end of `cards`)."""

    seed: int
    registered: list[Script]
    unregistered: list[Script]
    cards: list[Treatment]

    def filled(self, tape: Tape) -> Tape:
        """The recording with airings and unregistered sounds, in order of time."""
        dice = Dice(self.seed, f"plan {tape.name}")
        if tape.edge == INTO_SILENCE:
            late = next(script for script in self.registered if script.name == LATE_SPOT)
            return replace(tape, items=(_late_item(dice, tape, late),))
        spoken = [script for script in self.registered if script.language in tape.languages]
        breaks = tape.length_ms // BREAK_EVERY_MS
        slot_ms = tape.length_ms // breaks
        items = []
        if tape.edge == "start":
            items.append(_edge_item(dice, tape, spoken))
        for number in range(breaks):
            made = self._break(dice, number * slot_ms + dice.between(14_000, 40_000), spoken)
            assert made[-1].end_ms < (number + 1) * slot_ms - 10_000, "a break must end within its slot"
            items += made
        if tape.edge == "end":
            items.append(_edge_item(dice, tape, spoken))
        return replace(tape, items=tuple(items))

    def _break(self, dice: Dice, start_ms: int, spoken: list[Script]) -> list[Item]:
        """Two to four sounds, butted in every second break; some airings run twice on end."""
        pause_ms = dice.pick((0, dice.between(120, 600)))
        items: list[Item] = []
        for _ in range(dice.between(2, 4)):
            if dice.below(100) < REGISTERED_PERCENT:
                script, treated = self._airing(dice, spoken)
                new = [Item(start_ms, script.name, True, treated)]
                if treated.is_whole and dice.below(6) == 0:
                    new.append(Item(new[0].end_ms, script.name, True, treated))
            else:
                script = dice.pick(self.unregistered)
                new = [Item(start_ms, script.name, False, whole(dice, script))]
            items += new
            start_ms = new[-1].end_ms + pause_ms
        return items

    def _airing(self, dice: Dice, spoken: list[Script]) -> tuple[Script, Treated]:
        """The next treatment of the deck, with a version that allows it."""
        treatment = self.cards.pop() if self.cards else whole
        for script in dice.shuffled(spoken):
            if treated := treatment(dice, script):
                return script, treated
        raise ValueError(f"no version is long enough for {treatment.__name__}; give the spots more text")


def _edge_item(dice: Dice, tape: Tape, spoken: list[Script]) -> Item:
    """The airing that a recording begins or ends in."""
    script = next(script for script in dice.shuffled(spoken) if not script.has_twin)
    treated = edge(script, tape.edge)
    start_ms = 0 if tape.edge == "start" else tape.length_ms - treated.length_ms
    return Item(start_ms, script.name, True, treated)


def _late_item(dice: Dice, tape: Tape, script: Script) -> Item:
    """The airing that the silence period begins in: the same moment on every tape of that evening."""
    end_ms = silence_start_ms() + LATE_MS - to_ms(tape.start)
    return Item(end_ms - script.length_ms, script.name, True, whole(dice, script))


@cache
def silence_start_ms() -> int:
    """Where the campaign of the lists ends and their silence begins by the commission's clock: UTC ms."""
    ends = {row["id"]: row["campaign_end"] for row in rows(REGISTERS / "contests.csv")}
    return to_ms(datetime.fromisoformat(ends["lists"]))
