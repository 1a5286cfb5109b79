"""scan: hears all that the home has not heard with this ear and these spots.

Each recording is one transaction: print first, rows second. Killed at any moment and started again, the scan
ends with the same rows: ids follow from what was heard, and what was heard is not heard again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.domain.acts import Act
from dauys.domain.errors import EvidenceError, SetAside
from dauys.domain.hearings import Hearing, RecordingToHear, claim_id, sighting_id
from dauys.domain.sightings import Decision, Standing, Verdict
from dauys.evidence.files import sweep_temporary
from dauys.workflows import clock
from dauys.workflows.home_ear import HomeEar, Index, OurEar
from dauys.workflows.home_index import open_index
from dauys.workflows.prints import keep_print, read_print, recording_print_name
from dauys.workflows.scan_progress import ScanProgress, Watch
from dauys.workflows.seal import Sealer
from dauys.workflows.sound_files import printable

if TYPE_CHECKING:
    from dauys.sound import Match
    from dauys.workflows.home import CampaignHome

POLICY = "policy:ear-default-1"
"""The decision that makes an airing of what the ear itself accepts; all else waits for a person."""


@dataclass(slots=True)
class ScanSummary:
    """What one scan did. `set_aside`: arrival name and reason in words, as they happened."""

    heard: int = 0
    searched_again: int = 0
    heard_ms: int = 0
    airings: int = 0
    doubtful: int = 0
    notes: dict[str, tuple[str, ...]] = field(default_factory=dict)
    set_aside: list[tuple[str, SetAside]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Found:
    """What one recording gave: from its bytes, or from its kept print (then `print_bytes` is None)."""

    length_ms: int
    matches: tuple[Match, ...]
    notes: tuple[str, ...]
    print_name: str
    print_sha256: str
    print_bytes: bytes | None


@dataclass(frozen=True, slots=True)
class _Scan:
    """One scan's fixed circumstances."""

    home: CampaignHome
    ear: HomeEar
    index: Index
    index_path: Path
    unsandboxed: bool

    def find(self, recording: RecordingToHear) -> _Found:
        """Searches the kept print where there is one, else hears the recording. Raises SetAside."""
        kept = recording.kept
        raw = read_print(self.home, kept) if kept else None
        if kept and raw is not None:
            matches = tuple(self.index.search(raw))
            return _Found(kept.length_ms, matches, kept.notes, kept.name, kept.sha256, None)
        return self._hear(recording)

    def _hear(self, recording: RecordingToHear) -> _Found:
        from dauys.workflows.listening import HearJob

        if not self.home.vault.has(recording.sha256):
            raise SetAside(
                "not_in_vault", "its bytes are no longer in the vault; bring the vault back from a copy"
            )
        path = str(self.home.vault.path(recording.sha256))
        heard = self.ear.hear(
            HearJob(path, str(self.index_path), want_print=True, unsandboxed=self.unsandboxed)
        )
        if heard.sha256 != recording.sha256:
            raise SetAside(
                "changed_in_vault", f"its bytes now hash to {heard.sha256}; bring the vault back from a copy"
            )
        if heard.print_bytes is None:
            raise EvidenceError(f"the ear gave no print of {recording.arrival_name}")
        name = recording_print_name(recording, self.ear.params_digest)
        digest = hashlib.sha256(heard.print_bytes).hexdigest()
        return _Found(heard.length_ms, heard.matches, heard.notes, name, digest, heard.print_bytes)

    def hearing(self, found: _Found) -> Hearing:
        return Hearing(
            engine=self.ear.engine,
            index_digest=self.index.digest,
            params_digest=self.ear.params_digest,
            length_ms=found.length_ms,
            print_name=found.print_name,
            print_sha256=found.print_sha256,
            notes=tuple(printable(note) for note in found.notes),
            sightings=tuple(self.ear.sightings(found.matches)),
        )


def scan_home(
    home: CampaignHome,
    jobs: int,
    watch: Watch,
    *,
    by: str,
    ear: HomeEar | None = None,
    now_ms: Callable[[], int] = clock.now_ms,
    unsandboxed: bool = False,
) -> ScanSummary:
    """Hears every waiting recording of an opened home, `jobs` at a time, and stores what it found.

    Where spots or the ear have changed since, recordings heard before are searched again from their prints.
    Raises WrongUse where no spot is registered, CampaignHomeError where another scan is running.
    """
    from dauys.db.selectors import recordings

    ear = ear or OurEar()
    with home.scanning():
        home.vault.sweep(now_ms())
        sweep_temporary(home.prints, now_ms())
        index, index_path = open_index(home, ear)
        scan = _Scan(home, ear, index, index_path, unsandboxed)
        waiting = recordings.to_hear(
            engine=ear.engine, index_digest=index.digest, params_digest=ear.params_digest
        )
        sizes = {recording.key: _size(home, recording) for recording in waiting}
        progress = ScanProgress("recordings", total=len(waiting), size_total=sum(sizes.values()))
        watch(progress)
        summary, sealer = ScanSummary(), Sealer(home, now_ms)
        for recording, future in _in_turn(jobs, scan.find, waiting):
            _store(scan, recording, future, summary, Act(by, now_ms(), "dauys scan"))
            progress.done += 1
            progress.size_done += sizes[recording.key]
            progress.heard_ms = summary.heard_ms
            watch(progress)
            sealer.tick()  # what it refuses, `finish` says at the end: the scan goes on
    sealer.finish()
    return summary


def _store(
    scan: _Scan,
    recording: RecordingToHear,
    future: Future[_Found],
    summary: ScanSummary,
    act: Act,
) -> None:
    """Print first, rows second; a recording that could not be heard is stored with its reason."""
    from dauys.db.writes.hearings import add_hearing
    from dauys.db.writes.recordings import set_recording_aside

    try:
        found = future.result()
    except SetAside as cause:
        with scan.home.writing():
            text = printable(str(cause))
            set_recording_aside(key=recording.key, reason=cause.reason, text=text, act=act)
        summary.set_aside.append((recording.arrival_name, cause))
        return
    if found.print_bytes is not None:
        keep_print(scan.home, scan.home.prints / found.print_name, found.print_bytes)
    hearing = scan.hearing(found)
    decisions = _decisions(recording, hearing, act.at_ms)
    with scan.home.writing():
        add_hearing(recording=recording, hearing=hearing, decisions=decisions, act=act)
    _count(summary, recording, found, hearing, len(decisions))


def _decisions(recording: RecordingToHear, hearing: Hearing, at_ms: int) -> list[Decision]:
    """The policy: what the ear accepts, stands."""
    return [
        Decision(
            sighting_id=sighting_id(
                claim_id(recording.sha256, recording.channel_id, recording.start_ms, sighting), hearing
            ),
            verdict=Verdict.CONFIRM,
            by=POLICY,
            at_ms=at_ms,
            reason=f"The ear accepts it: {sighting.why}",
        )
        for sighting in hearing.sightings
        if sighting.standing is Standing.ACCEPTED
    ]


def _count(
    summary: ScanSummary, recording: RecordingToHear, found: _Found, hearing: Hearing, airings: int
) -> None:
    summary.heard += 1
    summary.searched_again += found.print_bytes is None
    summary.heard_ms += found.length_ms
    summary.airings += airings
    summary.doubtful += len(hearing.sightings) - airings
    if found.notes:
        summary.notes[recording.arrival_name] = found.notes


def _in_turn(
    jobs: int, work: Callable[[RecordingToHear], _Found], recordings: Iterable[RecordingToHear]
) -> Iterator[tuple[RecordingToHear, Future[_Found]]]:
    """Each recording as it is done; at most two a job are in hand, so prints do not pile up in memory."""
    queue = iter(recordings)
    with ThreadPoolExecutor(jobs) as executor:
        running = {executor.submit(work, recording): recording for recording in islice(queue, 2 * jobs)}
        try:
            while running:
                done, _ = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    recording = running.pop(future)
                    running |= {executor.submit(work, following): following for following in islice(queue, 1)}
                    yield recording, future
        finally:
            executor.shutdown(wait=False, cancel_futures=True)


def _size(home: CampaignHome, recording: RecordingToHear) -> int:
    """Bytes in the vault, which stand for the work; 0 where they are lost (hearing it will say so)."""
    try:
        return home.vault.path(recording.sha256).stat().st_size
    except OSError:
        return 0
