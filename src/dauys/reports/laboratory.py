"""How well the ear heard in the laboratory: figures shipped with the program, each with its source.

They are not figures of a campaign: no row stands behind them. `eval/accuracy.py --laboratory` writes the file
from a scoring run, and every bundle carries it as it is.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dauys.reports.messages import Measured


@dataclass(frozen=True, slots=True)
class Laboratory:
    """What was measured, on what, of which ear.

    split, scale: the part of the evaluation's sound, and how much of it. readings: how often an ear was
    scored on that split. engine, params_digest, commit: the ear's. commands: how to get the figures again.
    """

    split: str
    scale: str
    readings: int
    engine: str
    params_digest: str
    commit: str
    commands: tuple[str, ...]
    figures: Mapping[str, Measured]

    def figure(self, name: str) -> Measured:
        """The figure `laboratory.NAME`. KeyError where the file has none."""
        return self.figures[f"laboratory.{name}"]


def laboratory_file() -> bytes:
    """The shipped file, one line of canonical JSON."""
    return (files("dauys.reports") / "assets" / "laboratory.json").read_bytes()


@cache
def laboratory() -> Laboratory:
    """The shipped file, read."""
    return read_laboratory(laboratory_file())


def read_laboratory(content: bytes) -> Laboratory:
    """Reads such a file. KeyError where it lacks something."""
    said = json.loads(content)
    return Laboratory(
        split=said["split"],
        scale=said["scale"],
        readings=said["readings"],
        **said["ear"],
        commands=tuple(said["commands"]),
        figures={name: Measured(name, each["value"], each["unit"]) for name, each in said["figures"].items()},
    )
