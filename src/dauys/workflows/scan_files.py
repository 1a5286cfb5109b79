"""Hears anybody's recordings for anybody's spots: no campaign home, no database, nothing kept but the log."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path

from dauys import __version__
from dauys.domain.errors import WrongUse
from dauys.workflows.airing_log import LogRow, doubtful_path, write_log
from dauys.workflows.hear_files import Ear, FileSetAside, Hear
from dauys.workflows.listening import hear
from dauys.workflows.scan_progress import Watch
from dauys.workflows.scan_state import HeardRecording, ScanState, recording_key
from dauys.workflows.sound_files import printable, recording_names, sound_files, spot_keys
from dauys.workflows.spot_index import index_of_spots


@dataclass(frozen=True, slots=True)
class ScanRequest:
    """What to hear for what. out: the log to write, or None to get the rows only."""

    spots: tuple[Path, ...]
    recordings: tuple[Path, ...]
    out: Path | None = None
    unsandboxed: bool = False


@dataclass(frozen=True, slots=True)
class ScanOutcome:
    """What a scan found, and what it could not hear.

    rows: in the log's order. recordings, heard_ms: how many were heard and how long they are.
    left_out: files in the named folders that are not sound by their name. notes: file → the decoder's notes.
    """

    rows: tuple[LogRow, ...]
    recordings: int
    heard_ms: int
    set_aside: tuple[FileSetAside, ...]
    left_out: tuple[Path, ...]
    notes: Mapping[Path, tuple[str, ...]]


def scan_files(request: ScanRequest, executor: Executor, watch: Watch, listen: Hear = hear) -> ScanOutcome:
    """Finds every airing of the spots in the recordings, and writes the log if one is asked for.

    Stopped at any moment, the same call goes on where it was: state stands beside the log till it is written.
    The result depends on the files alone, not on the executor, the order of work or earlier runs.
    Raises WrongUse where the request cannot be carried out as it is.
    """
    spot_files = sound_files(request.spots, "spots")
    recordings = sound_files(request.recordings, "recordings")
    keys = spot_keys(spot_files.files)
    if request.out:
        _refuse_out(request.out, (*spot_files.files, *recordings.files))
    ear = Ear(executor, watch, listen, request.unsandboxed)
    spots = index_of_spots(keys, ear)
    with ExitStack() as stack:
        scan = {"dauys": __version__, "index": spots.index_digest}
        state = stack.enter_context(ScanState(request.out, scan)) if request.out else None
        heard, set_aside = _hear_recordings(recordings.files, spots.index_folder, state, ear)
        rows = _rows(heard, recording_names(recordings.files))
        if state and request.out:
            write_log(request.out, rows)
            state.discard()
    return ScanOutcome(
        rows=rows,
        recordings=len(heard),
        heard_ms=sum(one.length_ms for one in heard.values()),
        set_aside=spots.set_aside + set_aside,
        left_out=tuple(sorted({*spot_files.left_out, *recordings.left_out})),
        notes={path: heard[path].notes for path in sorted(heard) if heard[path].notes},
    )


def _hear_recordings(
    paths: Sequence[Path], index: Path, state: ScanState | None, ear: Ear
) -> tuple[dict[Path, HeardRecording], tuple[FileSetAside, ...]]:
    """Hears what the state does not hold yet. What is set aside is not kept there: it is tried again."""
    keys = {path: key for path in paths if (key := recording_key(path))}
    before = state.heard if state else {}
    heard = {path: before[key] for path, key in keys.items() if key in before}
    waiting = [path for path in paths if path not in heard]
    set_aside: list[FileSetAside] = []
    with closing(ear.each("recordings", waiting, index, before=len(heard))) as results:
        for path, result in results:
            if isinstance(result, FileSetAside):
                set_aside.append(result)
                continue
            heard[path] = HeardRecording(result.length_ms, result.matches, result.notes)
            if state and path in keys:
                state.add(keys[path], heard[path])
    return heard, tuple(sorted(set_aside, key=lambda aside: aside.path))


def _rows(heard: Mapping[Path, HeardRecording], names: Mapping[Path, str]) -> tuple[LogRow, ...]:
    from dauys.sightings import sightings

    rows = (LogRow(names[path], one) for path in heard for one in sightings(heard[path].matches))
    return tuple(sorted(rows, key=lambda row: row.order))


def _refuse_out(out: Path, inputs: Sequence[Path]) -> None:
    """The log must have a folder to stand in, and must not replace what is heard."""
    if out.is_dir() or not out.parent.is_dir() or not os.access(out.parent, os.W_OK):
        raise WrongUse(
            f"cannot write {printable(out)}: name a file in a folder that exists and can be written"
        )
    written = {os.path.realpath(path) for path in (out, doubtful_path(out))}
    if clash := written.intersection(map(os.path.realpath, inputs)):
        raise WrongUse(f"--out would overwrite {printable(clash.pop())}, which is to be heard; name another")
