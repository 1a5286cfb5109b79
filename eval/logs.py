"""What is read: a corpus's truth and distractors, an ear's airings, and how long was listened."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

import av


@dataclass(frozen=True)
class Span:
    """A stretch of one recording, in seconds."""

    recording: str
    start_s: float
    end_s: float

    def overlap_s(self, other: Span) -> float:
        """Seconds both share; 0 in different recordings."""
        if self.recording != other.recording:
            return 0.0
        return max(0.0, min(self.end_s, other.end_s) - max(self.start_s, other.start_s))


@dataclass(frozen=True)
class Truth(Span):
    """One true airing; `undecidable_with` are stems `spot__version` that its aired part cannot rule out."""

    spot: str
    version: str
    integrity: frozenset[str]
    kind: str
    parameter: float
    undecidable_with: frozenset[str]

    @property
    def stem(self) -> str:
        """`spot__version`, as `undecided_with` writes it."""
        return stem(self.spot, self.version)


@dataclass(frozen=True)
class Heard(Span):
    """One row of an airing log."""

    spot: str
    version: str
    score: float
    integrity: frozenset[str]
    undecided_with: frozenset[str]

    @property
    def stem(self) -> str:
        """`spot__version`."""
        return stem(self.spot, self.version)


@dataclass(frozen=True)
class Distractor(Span):
    """One planted piece of unregistered sound."""

    kind: str
    detail: str


def stem(spot: str, version: str) -> str:
    """A version's name; a spot with a single, unnamed version is called by its id."""
    return f"{spot}__{version}" if version else spot


def truths(path: Path) -> list[Truth]:
    """The rows of truth.csv."""
    return [
        Truth(
            recording=row["recording"],
            start_s=float(row["start_s"]),
            end_s=float(row["end_s"]),
            spot=row["spot"],
            version=row["version"],
            integrity=frozenset(row["integrity"].split("+")),
            kind=row["class"],
            parameter=float(row["parameter"]),
            undecidable_with=names(row["undecidable_with"]),
        )
        for row in rows(path)
    ]


def heard(path: Path) -> list[Heard]:
    """The rows of an airing log, accepted or doubtful."""
    return [
        Heard(
            recording=row["recording"],
            start_s=float(row["start_s"]),
            end_s=float(row["end_s"]),
            spot=row["spot"],
            version=row["version"],
            score=float(row["score"]),
            integrity=frozenset(row["integrity"].split("+")),
            undecided_with=names(row["undecided_with"]),
        )
        for row in rows(path)
    ]


def distractors(path: Path) -> list[Distractor]:
    """The rows of distractors.csv."""
    return [
        Distractor(row["recording"], float(row["start_s"]), float(row["end_s"]), row["kind"], row["detail"])
        for row in rows(path)
    ]


def names(cell: str) -> frozenset[str]:
    """The members of a `;`-joined cell."""
    return frozenset(filter(None, cell.split(";")))


def rows(path: Path) -> list[dict[str, str]]:
    """A CSV file's rows."""
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def listened_h(folder: Path) -> float:
    """Hours of sound in a folder of recordings, as their containers state."""
    microseconds = 0
    for path in sorted(folder.iterdir()):
        with av.open(str(path)) as container:
            microseconds += container.duration or 0
    return microseconds / 3.6e9
