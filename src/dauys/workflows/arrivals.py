"""Files that arrive: from where on the disk, of which channel, from when on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dauys.domain.errors import RegisterError, SetAside, WrongUse
from dauys.domain.zones import to_ms
from dauys.workflows.sound_files import printable

_STEM = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2})T(?P<h>\d{2})-(?P<m>\d{2})-(?P<s>\d{2})"
    r"(?P<fraction>\.\d{1,3})?(?P<offset>Z|[+-]\d{4})"
)
PATTERN = "OUTLET/2020-12-22T19-00-00+0600.m4a or OUTLET/CHANNEL/2020-12-22T19-00-00+0600.m4a"
UNFINISHED = (".part", ".tmp", ".partial", ".crdownload")
"""Endings that loggers and copying programs give to files that are not whole yet."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """One recording's file, with its channel and the moment of its first sample."""

    path: Path
    channel_id: str
    start_ms: int


@dataclass(frozen=True, slots=True)
class ArrivalSetAside:
    """A file that cannot be taken in: its name, a word that can be counted, and why."""

    name: str
    reason: str
    text: str

    def __str__(self) -> str:
        return f"{printable(self.name)}: {printable(self.text)} ({self.reason})"


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Every file named, and every file below every folder named; hidden and unfinished ones left out.

    Raises WrongUse for a path that is not there.
    """
    for path in paths:
        if path.is_dir():
            yield from sorted(file for file in path.rglob("*") if file.is_file() and _is_meant(file, path))
        elif path.exists():
            yield path
        else:
            raise WrongUse(f"{path} is not there")


def arrival_of(path: Path, channels: Mapping[str, tuple[str, ...]]) -> Arrival:
    """Reads channel and start from where the file lies and what it is called.

    channels: outlet → its channels. Raises SetAside: `unparsable_name`, `unknown_outlet`, `unknown_channel`.
    """
    return Arrival(path, _channel_of(path.absolute(), channels), start_of(path))


def start_of(path: Path) -> int:
    """The moment in the file's name, in UTC milliseconds."""
    found = _STEM.fullmatch(path.name) or _STEM.fullmatch(path.stem)
    try:
        if not found:
            raise ValueError
        clock = f"{found['h']}:{found['m']}:{found['s']}{found['fraction'] or ''}"
        return to_ms(datetime.fromisoformat(f"{found['day']}T{clock}{found['offset']}"))
    except ValueError:
        raise SetAside("unparsable_name", f"its name is not like {PATTERN}") from None


def channel_named(outlet: str, channel: str, channels: Mapping[str, tuple[str, ...]]) -> str:
    """The channel of that outlet; where it has only one, the name may be left empty."""
    if outlet not in channels:
        raise SetAside("unknown_outlet", f"no outlet {outlet!r} is registered")
    of_outlet = channels[outlet]
    if channel in of_outlet:
        return channel
    if channel:
        raise SetAside("unknown_channel", f"{outlet} has no channel {channel!r}")
    if len(of_outlet) != 1:
        known = ", ".join(of_outlet) or "none"
        raise SetAside("unknown_channel", f"{outlet} has several channels or none ({known}); name one")
    return of_outlet[0]


def in_manifest(
    manifest: Path, channels: Mapping[str, tuple[str, ...]]
) -> Iterator[Arrival | ArrivalSetAside]:
    """The rows of a manifest CSV (outlet, channel, start, path); paths are relative to its folder.

    Raises RegisterError where the file as a whole cannot be read; a wrong row is set aside.
    """
    from dauys.db.registers.manifest import MANIFEST
    from dauys.db.registers.reading import read
    from dauys.workflows.register_words import spellings

    try:
        content = manifest.read_bytes()
    except OSError as cause:
        raise WrongUse(f"{manifest} cannot be read: {cause.strerror}") from cause
    sheet = read(MANIFEST, content, spellings(MANIFEST))
    if not sheet.is_readable:
        raise RegisterError(sheet.problems)
    for problem in sheet.problems:
        head = sheet.heads.get(problem.field, problem.field)
        yield ArrivalSetAside(f"{manifest.name}, line {problem.line}", "wrong_row", f"{head}: {problem.text}")
    for row in sheet.rows:
        path = manifest.parent / row.made.path
        try:
            yield Arrival(path, channel_named(row.made.outlet, row.made.channel, channels), row.made.start_ms)
        except SetAside as cause:
            yield ArrivalSetAside(f"{manifest.name}, line {row.line}", cause.reason, str(cause))


def _channel_of(path: Path, channels: Mapping[str, tuple[str, ...]]) -> str:
    folder, above = path.parent.name, path.parent.parent.name
    if folder in channels.get(above, ()):
        return folder
    if folder not in channels and above in channels:
        return channel_named(above, folder, channels)
    return channel_named(folder, "", channels)


def _is_meant(file: Path, below: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(below).parts)
    return not hidden and file.suffix.lower() not in UNFINISHED
