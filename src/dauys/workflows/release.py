"""release: the report frozen, signed and numbered; a later one never takes its place."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.domain.acts import Act
from dauys.domain.errors import WrongUse
from dauys.domain.releases import Correction, PartSignature, Release
from dauys.evidence.files import READ_ONLY, Files
from dauys.workflows.bundle import BUNDLE, leaves_of
from dauys.workflows.corrections import corrections
from dauys.workflows.home import CampaignHome
from dauys.workflows.report import ReportSummary, Settled, Watch, compose
from dauys.workflows.report_material import broken, gather
from dauys.workflows.seal import Sealer
from dauys.workflows.sign import holding, parts

if TYPE_CHECKING:
    from dauys.reports import Material, Report

RELEASES = "releases"
_NUMBER = re.compile(r"[0-9]{3,}")


@dataclass(frozen=True, slots=True)
class ReleaseSummary:
    """The release and the report in it."""

    release: Release
    report: ReportSummary


def release(
    home: CampaignHome,
    languages: Sequence[str],
    reasons: Mapping[str, str],
    *,
    may_be_unsigned: bool,
    with_clips: bool,
    watch: Watch,
    act: Act,
) -> ReleaseSummary:
    """Writes reports/releases/NNN and its row.

    The folder appears under its number in one step, whole and on the disk; whatever breaks off before leaves
    no release, and a row that is missing afterwards is written by the next run. Raises WrongUse where parts
    lack a signature (unless `may_be_unsigned`), tables do not add up, or changed figures lack a reason.
    """
    with home.releasing():
        _adopt(home, act)
        issue = _Issue(home, _folders(home), _signed(may_be_unsigned), reasons, act)
        material = gather(home.folder)
        _must_add_up(material)
        folder = home.reports / RELEASES
        folder.mkdir(exist_ok=True)
        building = folder / f".{issue.number:03}.building"
        if building.exists():
            shutil.rmtree(building)  # what an earlier run broke off is no release
        building.mkdir()
        old = issue.earlier[-1] if issue.earlier else home.reports / "draft"
        summary = compose(
            home, material, building, old, languages, issue.settled, with_clips=with_clips, watch=watch
        )
        frozen = _frozen(building, folder / f"{issue.number:03}")
        written = _record(home, frozen, _made_in(frozen), act)
    Sealer(home).finish()
    return ReleaseSummary(written, replace(summary, folder=frozen))


@dataclass(frozen=True, slots=True)
class _Issue:
    """A release to be: what stands before it, who signed its parts, and why its figures differ."""

    home: CampaignHome
    earlier: Sequence[Path]
    signed: tuple[PartSignature, ...]
    reasons: Mapping[str, str]
    act: Act

    @property
    def number(self) -> int:
        return int(self.earlier[-1].name) + 1 if self.earlier else 1

    def settled(self, document: Report, material: Material, languages: tuple[str, ...]) -> Settled:
        """The report with its number and corrections, those of all earlier releases among them."""
        from dauys.reports import with_corrections
        from dauys.reports.bundle import ReleaseWords
        from dauys.reports.messages import Count, Foreign, say

        every, history = self._corrections(document)
        origin = self.home.signing_key().public.name
        status = say("Release {number}, signed {origin}", number=Count(self.number), origin=Foreign(origin))
        whole = with_corrections(replace(document, status=status), every, material)
        words = ReleaseWords(
            languages, self.number, self.act.at_ms, self.signed, every, material.is_illustrative
        )
        return Settled(whole, words, history)

    def _corrections(self, document: Report) -> tuple[tuple[Correction, ...], tuple[bytes, ...]]:
        """The corrections up to now, and the leaves of the tree up to now."""
        from dauys.db.selectors import releases

        if not self.earlier:
            return (), ()
        before = self.earlier[-1] / BUNDLE
        past = [correction for each in releases.releases() for correction in each.corrections]
        made = corrections(self.number, before, past, document.figures, self.reasons)
        return (*past, *made), tuple(leaves_of(before))


def _must_add_up(material: Material) -> None:
    if wrong := broken(material):
        raise WrongUse(
            f"the tables do not add up, so that nothing is released: {'; '.join(wrong)}. Correct the "
            "registers that these rows come from; a draft can still be written with: dauys report"
        )


def _signed(may_be_unsigned: bool) -> tuple[PartSignature, ...]:
    """The signatures that hold over the parts as they stand now."""
    from dauys.db.selectors import releases

    held, ever = holding(), releases.signatures()
    lacking = [
        f"{part['id']} ({part['signer_en']}, {part['role']}: "
        f"{'its words changed since' if part['id'] in ever else 'never signed'})"
        for part in parts()
        if part["id"] not in held
    ]
    if lacking and not may_be_unsigned:
        raise WrongUse(
            f"parts without a signature: {'; '.join(lacking)}. Sign them with: dauys sign PART --role ROLE, "
            "or release with --unsigned-parts, which the release will show"
        )
    return tuple(held.values())


def _folders(home: CampaignHome) -> list[Path]:
    folder = home.reports / RELEASES
    found = [path for path in folder.iterdir() if _NUMBER.fullmatch(path.name)] if folder.is_dir() else []
    return sorted(found, key=lambda path: int(path.name))


def _frozen(building: Path, target: Path) -> Path:
    """The folder under its number, every byte of it on the disk and read-only."""
    files = Files()
    folders = [building, *(path for path in building.rglob("*") if path.is_dir())]
    for path in building.rglob("*"):
        if path.is_file():
            path.chmod(READ_ONLY)
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
            try:
                files.fsync(descriptor)
            finally:
                files.close(descriptor)
    for folder in reversed(folders):
        files.fsync_folder(folder)
    files.rename(building, target)
    files.fsync_folder(target.parent)
    return target


def _adopt(home: CampaignHome, act: Act) -> None:
    """Writes the rows of releases whose folder stands: a run was killed between the two."""
    from dauys.db.selectors import releases

    known = {each.number for each in releases.releases()}
    for folder in _folders(home):
        if int(folder.name) not in known:
            _record(home, folder, _made_in(folder), act)


def _made_in(folder: Path) -> tuple[Correction, ...]:
    lines = (folder / BUNDLE / "corrections.jsonl").read_text("utf-8").splitlines()
    every = (Correction(**json.loads(line)) for line in lines)
    return tuple(each for each in every if each.release == int(folder.name))


def _record(home: CampaignHome, folder: Path, made: tuple[Correction, ...], act: Act) -> Release:
    from dauys.db.writes import releases

    files = {p.relative_to(folder).as_posix(): _sha256(p) for p in sorted(folder.rglob("*")) if p.is_file()}
    note = (folder / BUNDLE / "root.txt").read_text("utf-8")
    at_ms = json.loads((folder / BUNDLE / "release.json").read_text("utf-8"))["at_ms"]
    written = Release(int(folder.name), at_ms, act.by, note, files, made)
    with home.writing():
        releases.add_release(written)
    return written


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
