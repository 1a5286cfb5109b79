"""The rehearsal without its sound: its registers, and the airings of its truth entered by hand."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Sequence
from pathlib import Path

from dauys.domain.acts import Act
from dauys.domain.zones import local, zone
from dauys.examples.rehearsal.plan import rehearsal
from dauys.examples.rehearsal.scripts import REGISTERS, rows
from dauys.examples.rehearsal.truth import RehearsalTruth, owners, truth
from dauys.reports.material import Material
from dauys.workflows.home import CampaignHome
from dauys.workflows.load import load
from dauys.workflows.report_material import gather

Change = tuple[str, str, str, str]
"""Register, id of a row, column, new value."""
AIRING = ("id", "channel", "contestant", "spot", "version", "language", "start", "length_ms")


def entered(home: CampaignHome, folder: Path, changes: Sequence[Change] = ()) -> Material:
    """The material of a report of the rehearsal, loaded into the home after the changes.

    Versions stay away with their sound, so that any version of a spot may be named.
    """
    folder.mkdir()
    for register in REGISTERS.glob("*.csv"):
        if register.name != "versions.csv":
            shutil.copyfile(register, folder / register.name)
    _write(folder / "airings.csv", _airings(truth(2021, rehearsal(2021).tapes)))
    for register, row, column, value in changes:
        lines = rows(folder / f"{register}.csv")
        (line,) = (line for line in lines if next(iter(line.values())) == row)
        line[column] = value
        _write(folder / f"{register}.csv", lines)
    load(home, str(folder), 1, Act("person:test", 1, "test"))
    return gather(home.folder)


def _airings(true: RehearsalTruth) -> list[dict[str, str]]:
    owner = owners()
    return [
        dict(
            zip(
                AIRING,
                (
                    f"airing-{number}",
                    airing.outlet,
                    owner[airing.spot],
                    airing.spot,
                    airing.version,
                    airing.version[:2],
                    local(airing.recorded_ms + airing.start_ms, zone("UTC")).isoformat(
                        timespec="milliseconds"
                    ),
                    str(airing.length_ms),
                ),
                strict=True,
            )
        )
        for number, airing in enumerate(true.airings)
    ]


def _write(path: Path, lines: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
