"""What is said when in every spot: the studio's tables turned into cues of whole milliseconds.

All versions of one spot have one length and one bed of music; they differ in speech. Versions whose name ends
in `-b` differ from their twin only in the ending. Unregistered sounds are built by the same rules.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dauys.examples.rehearsal.dice import Dice

FOLDER = Path(__file__).parent
REGISTERS = FOLDER / "registers"
STUDIO = FOLDER / "studio"
JINGLE_MS = 1400
"""Every contestant's spots end in the same jingle, as they do on air."""


def rows(path: Path) -> list[dict[str, str]]:
    """The lines of a CSV file with a header."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True, slots=True)
class Sentence:
    """Where a sentence stands in the shipped speech: [start_ms, end_ms) of `file`."""

    name: str
    file: str
    start_ms: int
    end_ms: int

    @property
    def length_ms(self) -> int:
        return self.end_ms - self.start_ms


@dataclass(frozen=True, slots=True)
class Script:
    """A produced sound: music `bed` and `jingle` by name, and sentences with their starts (ms).

    has_twin: another version differs from it in the last sentence only.
    """

    name: str
    language: str
    length_ms: int
    bed: str
    jingle: str
    cues: tuple[tuple[int, str], ...]
    has_twin: bool = False

    @property
    def ending_ms(self) -> int:
        """Where its last sentence begins."""
        return self.cues[-1][0]


def sentences() -> dict[str, Sentence]:
    """Every sentence of the studio by name."""
    return {
        row["name"]: Sentence(row["name"], row["file"], int(row["start_ms"]), int(row["end_ms"]))
        for row in rows(STUDIO / "places.csv")
    }


def registered_scripts(seed: int) -> dict[str, Script]:
    """Scripts of all registered versions by `spot__version`."""
    spoken, lines = sentences(), rows(STUDIO / "scripts.csv")
    owner = {row["id"]: row["contestant"] for row in rows(REGISTERS / "spots.csv")}
    language = {(row["spot"], row["version"]): row["language"] for row in rows(REGISTERS / "versions.csv")}
    scripts = {}
    for spot in dict.fromkeys(row["spot"] for row in lines):
        dice = Dice(seed, f"script {spot}")
        lead_ms, pause_ms = dice.between(1100, 2600), dice.between(230, 420)
        versions = [row for row in lines if row["spot"] == spot]
        bodies = {row["version"]: _body(row["body"].split(), lead_ms, pause_ms, spoken) for row in versions}
        ending_ms = max(end for _, end in bodies.values()) + dice.between(300, 2900)
        length_ms = ending_ms + max(spoken[row["ending"]].length_ms for row in versions) + JINGLE_MS
        for row in versions:
            name, version = f"{spot}__{row['version']}", row["version"]
            cues = (*bodies[version][0], (ending_ms, row["ending"]))
            has_twin = sum(other["body"] == row["body"] for other in versions) > 1
            scripts[name] = Script(
                name, language[spot, version], length_ms, spot, owner[spot], cues, has_twin
            )
    return scripts


def unregistered_scripts(seed: int, registered: Iterable[Script]) -> dict[str, Script]:
    """Sounds nobody registered: other advertisements, and new words over a registered spot's music."""
    spoken, beds = sentences(), {script.bed: script for script in registered}
    language = {row["name"]: row["language"] for row in rows(STUDIO / "sentences.csv")}
    scripts = {}
    for row in rows(STUDIO / "unregistered.csv"):
        dice = Dice(seed, f"script {row['name']}")
        names = row["body"].split()
        cues, end_ms = _body(names, dice.between(700, 2000), dice.between(230, 420), spoken)
        bed = beds.get(row["bed_of"])
        length_ms = bed.length_ms if bed else end_ms + JINGLE_MS + dice.between(200, 2500)
        scripts[row["name"]] = Script(
            row["name"],
            language[names[0]],
            length_ms,
            bed.bed if bed else row["name"],
            bed.jingle if bed else row["name"],
            cues,
        )
    return scripts


def _body(
    names: list[str], lead_ms: int, pause_ms: int, spoken: dict[str, Sentence]
) -> tuple[tuple[tuple[int, str], ...], int]:
    """The cues of sentences said one after another, and where the last one ends (ms)."""
    cues, at_ms = [], lead_ms
    for name in names:
        cues.append((at_ms, name))
        at_ms += spoken[name].length_ms + pause_ms
    return tuple(cues), at_ms - pause_ms
