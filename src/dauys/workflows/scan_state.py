"""What a scan without a home has heard so far: one JSON line a recording, beside the log it will write.

The first line says with which index and version the rest was heard; state of another scan is not taken up.
A line is on disk before the next recording counts as heard. A torn last line (kill, full disk) is cut off.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from dauys.domain.errors import WrongUse
from dauys.workflows.sound_files import printable

if TYPE_CHECKING:
    from dauys.sound import Match


@dataclass(frozen=True, slots=True)
class HeardRecording:
    """One recording's result: its length, the matches in it and what the decoder had to say."""

    length_ms: int
    matches: tuple[Match, ...]
    notes: tuple[str, ...]

    def to_json(self) -> dict[str, object]:
        """Plain values; `from_json` gives an equal object back."""
        return {
            "length_ms": self.length_ms,
            "matches": [match.to_json() for match in self.matches],
            "notes": list(self.notes),
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, object]) -> Self:
        """Raises ValueError, KeyError or TypeError where a value is missing or of another kind."""
        from dauys.sound import Match

        matches, notes = plain["matches"], plain["notes"]
        if not (
            isinstance(plain["length_ms"], int) and isinstance(matches, list) and isinstance(notes, list)
        ):
            raise TypeError("a heard recording has an integer length, a list of matches and a list of notes")
        return cls(plain["length_ms"], tuple(map(Match.from_json, matches)), tuple(map(str, notes)))


def recording_key(path: Path) -> str | None:
    """What tells a recording from any other, and from itself once changed: path, size and time of change.

    None where the file is not there (any more): nothing can be said of it.
    """
    try:
        status = path.stat()
    except OSError:
        return None
    return f"{os.fsencode(path).hex()}:{status.st_size}:{status.st_mtime_ns}"


class ScanState:
    """The file `airings.csv.partial`, held by one scan at a time.

    heard: recording key → result, from this run or from one that was stopped.
    """

    def __init__(self, out: Path, scan: Mapping[str, str]) -> None:
        """scan: what the results depend on (index digest, version). Raises WrongUse if it cannot be held."""
        self.heard: dict[str, HeardRecording] = {}
        self._path = out.with_name(f"{out.name}.partial")
        try:
            self._file = self._path.open("a+b")
        except OSError as cause:
            raise WrongUse(
                f"cannot write {printable(self._path)} ({cause.strerror}); name another --out"
            ) from cause
        self._hold(out)
        self._take_up(json.dumps(scan, sort_keys=True))

    def add(self, key: str, recording: HeardRecording) -> None:
        """Keeps one result; on return it is on disk."""
        self.heard[key] = recording
        self._append(json.dumps({"key": key, **recording.to_json()}, sort_keys=True))

    def discard(self) -> None:
        """Deletes the state: the log is written."""
        self._path.unlink(missing_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def _hold(self, out: Path) -> None:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as cause:
            self._file.close()
            raise WrongUse(
                f"another scan is writing {printable(out)}; wait for it or name another --out"
            ) from cause

    def _take_up(self, scan: str) -> None:
        """Reads what a stopped scan of the same kind left, up to the first line that is not whole."""
        self._file.seek(0)
        whole = 0
        for number, line in enumerate(self._file):
            if not (line.endswith(b"\n") and self._take_line(number, line, scan)):
                break
            whole += len(line)
        self._file.truncate(whole)
        if not whole:
            self._append(scan)

    def _take_line(self, number: int, line: bytes, scan: str) -> bool:
        if number == 0:
            return line == scan.encode() + b"\n"
        try:
            plain = json.loads(line)
            self.heard[plain["key"]] = HeardRecording.from_json(plain)
        except (ValueError, KeyError, TypeError):
            return False
        return True

    def _append(self, line: str) -> None:
        self._file.write(line.encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())
