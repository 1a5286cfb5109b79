"""Looks at this machine: what protects a recording's listener, what is too old, what will run out."""

from __future__ import annotations

import os
import platform
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

SQLITE_RESET = ((3, 7, 0), (3, 51, 2))
"""From, to, both affected: two connections that write and checkpoint at once may corrupt a WAL database."""
FREE_LEAST_BYTES = 10 << 30
"""A day of one radio channel at 128 kbit/s is 1.4 GB."""
LAYER_WORDS = {
    "descriptors": "the listener holds two open files and no more",
    "namespaces": "the listener sees no network and no files",
    "rights": "the listener is nobody and stays nobody",
    "limits": "the listener's memory, processor time and files are bounded",
    "syscalls": "the listener can ask the system for nothing but memory and time",
}
LAYER_ADVICE = {
    "namespaces": "The other protections hold without it; allow user namespaces to have this one too.",
    "syscalls": "Run on Linux (x86-64 or ARM64) with seccomp; a container must not forbid it.",
}


class Grade(StrEnum):
    """ok; warning: works, and should be looked at; fault: recordings cannot be heard."""

    OK = "ok"
    WARNING = "warning"
    FAULT = "fault"


@dataclass(frozen=True, slots=True)
class Observation:
    """One thing looked at: what is so, and what to do about it (empty where nothing is to be done)."""

    grade: Grade
    text: str
    advice: str = ""


def examine(home: Path) -> Iterator[Observation]:
    """Every observation, one by one as it is made; nothing is changed."""
    looks: tuple[Callable[[], Iterator[Observation]], ...] = (
        _python,
        _decoder,
        _listener,
        _kernels,
        _sqlite,
        _zones,
        lambda: _disk(home),
    )
    for look in looks:
        yield from look()


def _python() -> Iterator[Observation]:
    system = f"{platform.system()} {platform.release()} ({platform.machine()})"
    yield Observation(Grade.OK, f"Python {platform.python_version()} on {system}")


def _decoder() -> Iterator[Observation]:
    import av

    libraries = ", ".join(
        f"{name} {'.'.join(map(str, parts))}" for name, parts in av.library_versions.items()
    )
    yield Observation(Grade.OK, f"PyAV {av.__version__} with FFmpeg {av.ffmpeg_version_info} ({libraries})")


def _listener() -> Iterator[Observation]:
    """Starts a listening process and asks what protects it."""
    from dauys.domain.errors import DauysError
    from dauys.workflows.listening import protection
    from dauys.workflows.nursery import COMMAND
    from dauys.workflows.sandbox import LAYERS

    try:
        layers = protection()
    except DauysError as cause:
        command = " ".join(COMMAND)
        yield Observation(Grade.FAULT, str(cause), f"Run `{command} < /dev/null` to see its own words.")
        return
    for layer in LAYERS:
        if layers[layer]:
            advice = LAYER_ADVICE.get(layer, "Hear only files that you trust on this machine.")
            yield Observation(Grade.WARNING, f"not so: {LAYER_WORDS[layer]} ({layers[layer]})", advice)
        else:
            yield Observation(Grade.OK, LAYER_WORDS[layer])


def _kernels() -> Iterator[Observation]:
    import dauys.sound

    chosen = os.environ.get("NUMBA_CACHE_DIR")
    folder = Path(chosen) if chosen else Path(dauys.sound.__file__).parent / "__pycache__"
    if os.access(folder, os.W_OK) or (not chosen and os.access(Path.home(), os.W_OK)):
        yield Observation(Grade.OK, "compiled kernels are kept from one start to the next")
    else:
        text = f"compiled kernels cannot be kept: {folder} is not writable, so that each start takes a minute"
        yield Observation(Grade.WARNING, text, "Set NUMBA_CACHE_DIR to a folder that this user may write.")


def _sqlite() -> Iterator[Observation]:
    version = sqlite3.sqlite_version_info
    if SQLITE_RESET[0] <= version <= SQLITE_RESET[1]:
        text = f"SQLite {sqlite3.sqlite_version} may have the WAL-reset fault (up to 3.51.2) if not patched"
        yield Observation(
            Grade.WARNING, text, "Let one process at a time write to a campaign, or use PostgreSQL."
        )
    else:
        yield Observation(Grade.OK, f"SQLite {sqlite3.sqlite_version}")


def _zones() -> Iterator[Observation]:
    """Kazakhstan went over to one time, UTC+5, on 1 March 2024: tzdata 2024a and later know it."""
    try:
        offset = datetime(2024, 4, 1, 12, tzinfo=ZoneInfo("Asia/Almaty")).utcoffset()
    except ZoneInfoNotFoundError:
        offset = None
    if offset == timedelta(hours=5):
        yield Observation(
            Grade.OK, "time zones know Kazakhstan's single time since 2024 (tzdata 2024a or later)"
        )
    else:
        text = "time zones are older than tzdata 2024a: Kazakhstan's times would be an hour off"
        yield Observation(Grade.FAULT, text, "Update the system's tzdata, and the Python package tzdata.")


def _disk(home: Path) -> Iterator[Observation]:
    place = next(folder for folder in (home, *home.absolute().parents) if folder.exists())
    free = shutil.disk_usage(place).free
    text = f"{free / (1 << 30):.1f} GB free where the campaign lies ({place})"
    if free < FREE_LEAST_BYTES:
        advice = "Make room: a day of one radio channel takes 1.4 GB, of a TV channel 30 GB."
        yield Observation(Grade.WARNING, text, advice)
    else:
        yield Observation(Grade.OK, text)
