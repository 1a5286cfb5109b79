"""demo: the main job from end to end on the rehearsal campaign, held against its own truth."""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from dauys.domain.acts import Act
from dauys.domain.errors import WrongUse
from dauys.workflows import clock
from dauys.workflows.add_recordings import add_recordings
from dauys.workflows.bundle import BUNDLE
from dauys.workflows.init import init_home
from dauys.workflows.load import load
from dauys.workflows.rehearse import build
from dauys.workflows.report import LANGUAGES, report
from dauys.workflows.scan_home import scan_home

if TYPE_CHECKING:
    from dauys.examples.rehearsal.compare import Account, Comparison
    from dauys.examples.rehearsal.compare_findings import FindingSeen
    from dauys.workflows.scan_progress import ScanProgress

MARK = ".dauys-demo"
"""Stands in a folder that a demo has made, which the next one may therefore clear."""
PARTS = ("rehearsal", "campaign", "report")
BY = "person:demo"
_FIGURE = re.compile(r'<data data-figure="([^"]+)" value="(-?\d+)"')
T = TypeVar("T")


class Audience(Protocol):
    """Whoever watches the demo."""

    def begins(self, title: str) -> None:
        """A step begins."""

    def made(self, done_ms: int, all_ms: int) -> None:
        """So much of the sound is made."""

    def heard(self, progress: ScanProgress) -> None:
        """So much of the recordings is heard."""

    def written(self, stage: str, done: int, total: int) -> None:
        """So much of the report is written."""

    def ends(self, result: str, took_s: float) -> None:
        """The step is done, with what came of it."""


@dataclass(frozen=True, slots=True)
class DemoOutcome:
    """What the demo found and where to look. doubtful: sightings that wait for a person."""

    comparison: Comparison
    doubtful: int
    material: Path
    home: Path
    report: Path


def demo(
    folder: Path, seed: int, jobs: int, audience: Audience, outlets: Iterable[str] | None = None
) -> DemoOutcome:
    """Builds the rehearsal, makes a home, loads, takes in, scans, reports and compares with the truth.

    Everything is made anew below `folder`: rehearsal/, campaign/, report/. outlets: rehearse with these only.
    Raises WrongUse where the folder holds something that no demo has made.
    """
    from dauys.examples.rehearsal.compare import compare

    folder = folder.absolute()
    clear(folder)
    material, campaign, draft = (folder / part for part in PARTS)
    step = _Steps(audience)
    true = step(
        "Making the rehearsal: invented spots, and recordings of TV and radio with the spots in them",
        lambda: build(material, seed, jobs, audience.made, None if outlets is None else frozenset(outlets)),
        lambda true: f"{_hours(true.recorded_ms)} of sound with {len(true.airings)} airings in it",
    )
    home = step("Making a campaign home", lambda: init_home(campaign), lambda home: str(home.folder))
    step(
        "Loading registers and spots",
        lambda: load(home, str(material), jobs, _act("dauys load")),
        lambda tallies: ", ".join(f"{tally.added} {name}" for name, tally in tallies.items()),
    )
    step(
        "Taking the recordings in",
        lambda: add_recordings(home, [material / "recordings"], None, _act("dauys add-recordings")),
        lambda added: f"{added.added} recordings",
    )
    step(
        "Listening for every spot",
        lambda: scan_home(home, jobs, audience.heard, by=BY),
        lambda scan: f"{scan.airings} airings, {scan.doubtful} doubtful, {len(scan.set_aside)} set aside",
    )
    step(
        "Writing the draft report",
        lambda: report(home, draft, LANGUAGES, with_clips=True, watch=audience.written),
        lambda done: f"{done.n_figures} figures, {done.n_pages} pages, {done.n_clips} clips",
    )
    comparison = compare(true.account(), found_account(draft / "en"))
    return DemoOutcome(comparison, _doubtful(), material, home.folder, draft)


def found_account(pages: Path) -> Account:
    """What the connected home holds, and what the pages of its report show, to be held against the truth."""
    from dauys.db.selectors.airings import airings_frame
    from dauys.db.selectors.recordings import set_aside
    from dauys.examples.rehearsal.compare import Account, AiringSeen

    airings = tuple(
        AiringSeen(
            row["channel_id"],
            row["start_ms"],
            row["end_ms"],
            row["contestant_id"],
            row["spot_id"],
            row["version_id"],
            row["integrity"],
        )
        for row in airings_frame().iter_rows(named=True)
    )
    aside = tuple("/".join(name.split("/")[-2:]) for name, _, _ in set_aside())
    tables = pages.parent / BUNDLE / "tables"
    findings = findings_seen(_lines(tables, "findings"), _lines(tables, "airings"))
    return Account(airings, shown_figures(pages), aside, findings)


def shown_figures(pages: Path) -> dict[str, int]:
    """The numbers that a report's pages show, by the figures' ids."""
    shown: dict[str, int] = {}
    for page in sorted(pages.rglob("*.html")):
        shown.update((name, int(value)) for name, value in _FIGURE.findall(page.read_text("utf-8")))
    return shown


def findings_seen(
    findings: Iterable[Mapping[str, Any]], airings: Iterable[Mapping[str, Any]]
) -> tuple[FindingSeen, ...]:
    """Rows of the published tables as findings, statistics apart; an airing is named by spot and version."""
    from dauys.examples.rehearsal.compare_findings import STATISTIC, FindingSeen

    aired = {row["sighting_id"]: f"{row['spot_id']}__{row['version_id']}" for row in airings}
    return tuple(
        FindingSeen(
            row["rule_id"],
            row["level"],
            row["is_to_decide"],
            row["contest_id"],
            row["contestant_id"],
            row["outlet_id"],
            row["table"],
            aired.get(row["row_id"], row["row_id"]),
            row["start_ms"] if row["table"] == "airings" else None,
            row["end_ms"] if row["table"] == "airings" else None,
        )
        for row in findings
        if row["level"] != STATISTIC
    )


def _lines(tables: Path, name: str) -> list[dict[str, Any]]:
    """The rows of one table of a bundle."""
    with (tables / f"{name}.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def _doubtful() -> int:
    from dauys.db.selectors.airings import waiting

    return waiting().height


class _Steps:
    """Announces a step, does it, and says what came of it and how long it took."""

    def __init__(self, audience: Audience) -> None:
        self._audience = audience

    def __call__(self, title: str, work: Callable[[], T], result: Callable[[T], str]) -> T:
        begun_s = time.monotonic()
        self._audience.begins(title)
        done = work()
        self._audience.ends(result(done), time.monotonic() - begun_s)
        return done


def _act(why: str) -> Act:
    return Act(BY, clock.now_ms(), why)


def clear(folder: Path) -> None:
    """Leaves a marked and otherwise empty folder. Raises WrongUse where it holds what is not a demo's."""
    mark = folder / MARK
    if folder.exists() and not folder.is_dir():
        raise WrongUse(f"{folder} is a file; name a folder that is empty or not there yet")
    if folder.exists() and any(folder.iterdir()) and not mark.exists():
        raise WrongUse(f"{folder} is not empty and no demo has made it; name another with --out")
    folder.mkdir(parents=True, exist_ok=True)
    mark.write_text("Made by dauys demo, which clears this folder when it runs again.\n", "utf-8")
    for part in PARTS:
        if (folder / part).exists():
            shutil.rmtree(folder / part)


def _hours(length_ms: int) -> str:
    return f"{length_ms // 3_600_000}:{length_ms // 60_000 % 60:02d} hours"
