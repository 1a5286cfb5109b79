"""report: registers, airings and monitored time → measures → a draft report in a folder of its own."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dauys.workflows.bundle import write_bundle
from dauys.workflows.clips import Cut, NotCut, make_clips
from dauys.workflows.home import CampaignHome
from dauys.workflows.print_report import print_report
from dauys.workflows.release_kits import kit_files
from dauys.workflows.report_material import broken, gather
from dauys.workflows.report_place import KIND, MARK, must_be_ours, put_back, take_place

if TYPE_CHECKING:
    from dauys.reports import Material, Report
    from dauys.reports.bundle import ReleaseWords

LANGUAGES = ("kk", "ru", "en")
VEGA_LITE = "5.20"

Watch = Callable[[str, int, int], None]
"""Told the stage (`clips`, `pages`, `papers`), how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What a report is to be: its pages, what it says of itself, and the leaves of earlier releases."""

    document: Report
    release: ReleaseWords
    history: tuple[bytes, ...] = ()


Settle = Callable[["Report", "Material", tuple[str, ...]], Settled]
"""Told the document, what it was made of, and its languages."""


@dataclass(frozen=True, slots=True)
class ReportSummary:
    """What was written, clips that could not be made, and what does not add up (`measures.identities`)."""

    folder: Path
    n_figures: int
    n_pages: int
    n_clips: int
    not_cut: tuple[NotCut, ...]
    broken: tuple[str, ...] = ()


def report(
    home: CampaignHome,
    out: Path | None,
    languages: Sequence[str],
    *,
    with_clips: bool,
    watch: Watch,
) -> ReportSummary:
    """Writes the draft to `out` (default: reports/draft of the home), replacing an earlier one as a whole.

    Everything is written into a folder beside it, which takes its place at the end; broken off, the old
    report stands and the next run goes on with the clips that are there. Raises WrongUse where `out` holds
    something that no report wrote.
    """
    target = (out or home.reports / "draft").resolve()
    building = target.with_name(f".{target.name}.building")
    put_back(target)
    must_be_ours(target, building)
    home.signing_key()
    material = gather(home.folder)
    summary = compose(home, material, building, target, languages, _draft, with_clips=with_clips, watch=watch)
    _mark(building, languages)
    take_place(building, target)
    return replace(summary, folder=target, broken=tuple(broken(material)))


def compose(
    home: CampaignHome,
    material: Material,
    building: Path,
    old: Path,
    languages: Sequence[str],
    settle: Settle,
    *,
    with_clips: bool,
    watch: Watch,
) -> ReportSummary:
    """Writes the whole report into the folder `building`, its bundle last, over everything in it.

    material: as gathered, without clips. old: a report whose clips are taken over. settle: says what the
    report is (draft or release) and may add pages to it. Raises CampaignHomeError where there is no key.
    """
    from dauys.reports import build

    (building / "clips").mkdir(parents=True, exist_ok=True)
    not_cut: list[NotCut] = []
    if with_clips:
        material, not_cut = _with_clips(material, home, old, building / "clips", watch)
    _keep_only(building, set(material.clips.values()))
    settled = settle(build(material), material, tuple(languages))
    n_pages = _write(settled.document, material, languages, building, watch)
    if not settled.release.is_draft:
        for path, content in kit_files(settled.document, languages, draw):
            _write_file(building / path, content)
    write_bundle(home, material, settled.document, building, settled.release, settled.history)
    return ReportSummary(
        building, len(settled.document.figures), n_pages, len(set(material.clips.values())), tuple(not_cut)
    )


def _draft(document: Report, _: Material, languages: tuple[str, ...]) -> Settled:
    from dauys.reports.bundle import ReleaseWords

    return Settled(document, ReleaseWords(languages))


def _with_clips(
    material: Material, home: CampaignHome, old: Path, folder: Path, watch: Watch
) -> tuple[Material, list[NotCut]]:
    """The material with the clips that could be made; those of the old report are taken over."""
    heard = material.tables["airings"]
    heard = heard.filter(heard["origin"] == "heard")
    cuts = {row["sighting_id"]: _cut(row) for row in heard.iter_rows(named=True)}
    wanted = {cut.file_name for cut in cuts.values()}
    _take_over(old / "clips", folder, wanted)
    done = 0

    def advance(count: int) -> None:
        nonlocal done
        done += count
        watch("clips", done, len(wanted))

    not_cut = make_clips(cuts.values(), home.vault.path, folder, advance)
    made = {name: cut.file_name for name, cut in cuts.items() if (folder / cut.file_name).exists()}
    return replace(material, clips=made), not_cut


def _cut(row: dict[str, Any]) -> Cut:
    offset = row["recording_offset_ms"]
    return Cut.around(row["recording_sha256"], offset, offset + row["end_ms"] - row["start_ms"])


def _take_over(old: Path, folder: Path, wanted: Iterable[str]) -> None:
    for name in wanted:
        if (old / name).exists() and not (folder / name).exists():
            os.link(old / name, folder / name)


def _keep_only(building: Path, clips: set[str]) -> None:
    """Clears what an earlier, broken-off run left, but for the clips of this one."""
    for path in building.iterdir():
        if path.name != "clips":
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for path in (building / "clips").iterdir():
        if path.name not in clips:
            path.unlink()


def _write(
    document: Report, material: Material, languages: Sequence[str], building: Path, watch: Watch
) -> int:
    """Every page and paper of every language, and what they share; returns how many pages."""
    from dauys.reports import render, shared_files

    total, done = len(document.pages) * len(languages), 0
    for number, language in enumerate(languages):
        drawings = _drawings(document, language)
        for path, content in render(document, language, languages, drawings):
            _write_file(building / path, content)
            done += 1
            watch("pages", done, total)
        for path, content in print_report(document, material.tables, language, drawings):
            _write_file(building / path, content)
        watch("papers", number + 1, len(languages))
    for path, content in shared_files():
        _write_file(building / path, content)
    return total


def _drawings(document: Report, language: str) -> dict[str, str]:
    from dauys.reports import chart_specs

    return {name: draw(spec) for name, spec in chart_specs(document, language).items()}


def draw(spec: Mapping[str, Any]) -> str:
    """A Vega-Lite specification as SVG. It names no address, so that nothing is fetched."""
    import vl_convert

    svg: str = vl_convert.vegalite_to_svg(dict(spec), vl_version=VEGA_LITE, allowed_base_urls=[])
    return svg


def _write_file(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _mark(building: Path, languages: Sequence[str]) -> None:
    digests = {name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in _files(building)}
    mark = {"kind": KIND, "languages": list(languages), "files": digests}
    _write_file(building / MARK, (json.dumps(mark, indent=1) + "\n").encode())


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path
