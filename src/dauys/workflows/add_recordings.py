"""add-recordings: each file into the vault first, then noted as a recording that waits to be heard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.domain.acts import Act
from dauys.domain.errors import SetAside
from dauys.workflows.arrivals import Arrival, ArrivalSetAside, arrival_of, files_in, in_manifest
from dauys.workflows.seal import Sealer
from dauys.workflows.sound_files import printable

if TYPE_CHECKING:
    from dauys.evidence.vault import Vault
    from dauys.workflows.home import CampaignHome


NAME_LENGTH = 500


@dataclass(slots=True)
class AddSummary:
    """How many recordings are new, how many were known, and what could not be taken in."""

    added: int = 0
    known: int = 0
    set_aside: list[ArrivalSetAside] = field(default_factory=list)


def add_recordings(home: CampaignHome, paths: Iterable[Path], manifest: Path | None, act: Act) -> AddSummary:
    """Takes in the files named, those below the folders named, and those of the manifest, and seals them.

    Doing it again changes nothing. Raises WrongUse, RegisterError; a single bad file is set aside.
    """
    sealer = Sealer(home)
    summary = take_in(home, paths, manifest, act, sealer)
    sealer.finish()
    return summary


def take_in(
    home: CampaignHome, paths: Iterable[Path], manifest: Path | None, act: Act, sealer: Sealer
) -> AddSummary:
    """The same, sealing only when a checkpoint is due; the caller seals the rest."""
    summary = AddSummary()
    vault = home.vault
    for arrival in _arrivals(paths, manifest):
        if isinstance(arrival, ArrivalSetAside):
            summary.set_aside.append(arrival)
            continue
        try:
            is_new = _take_in(home, vault, arrival, act)
        except SetAside as cause:
            summary.set_aside.append(ArrivalSetAside(str(arrival.path), cause.reason, str(cause)))
        else:
            summary.added += is_new
            summary.known += not is_new
            sealer.tick()
    return summary


def _take_in(home: CampaignHome, vault: Vault, arrival: Arrival, act: Act) -> bool:
    """Vault first, row second: a row never names bytes that are not there."""
    from dauys.db.writes.recordings import add_recording

    if _is_empty(arrival.path):
        raise SetAside("empty", "the file has no bytes")
    sha256 = vault.put(arrival.path)
    with home.writing():
        return add_recording(
            channel_id=arrival.channel_id,
            sha256=sha256,
            start_ms=arrival.start_ms,
            arrival_name=_arrival_name(arrival.path),
            act=act,
        )


def _arrivals(paths: Iterable[Path], manifest: Path | None) -> Iterator[Arrival | ArrivalSetAside]:
    from dauys.db.selectors.registers import channels_by_outlet

    channels = channels_by_outlet()
    for path in files_in(paths):
        try:
            yield arrival_of(path, channels)
        except SetAside as cause:
            yield ArrivalSetAside(str(path), cause.reason, str(cause))
    if manifest:
        yield from in_manifest(manifest, channels)


def _arrival_name(path: Path) -> str:
    """The last three parts of the path as the file arrived, fit to be shown and stored."""
    return printable("/".join(path.absolute().parts[-3:]).lstrip("/"))[-NAME_LENGTH:]


def _is_empty(path: Path) -> bool:
    try:
        return path.stat().st_size == 0
    except OSError:
        return False  # the vault says why it cannot be read
