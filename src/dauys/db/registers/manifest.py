"""The manifest of recordings whose names do not follow the pattern; it is read and not kept."""

from __future__ import annotations

from dataclasses import dataclass

from dauys.db.registers import cells
from dauys.db.registers.columns import optional
from dauys.db.registers.register import Column, Register


@dataclass(frozen=True, slots=True)
class ManifestRow:
    """One recording's file; `channel` may be empty where the outlet has only one."""

    outlet: str
    channel: str
    start_ms: int
    path: str


MANIFEST = Register(
    name="manifest",
    title="Manifest of recordings",
    key=("outlet", "channel", "start", "path"),
    columns=(
        Column("outlet", "Outlet", cells.an_id, "the outlet"),
        optional("channel", "Channel", cells.an_id, "its channel; empty where it has only one"),
        Column("start", "Start", cells.a_moment, "moment of the first sample, with its offset"),
        Column("path", "Recording file", cells.any_path, "the file, relative to the manifest or absolute"),
    ),
    make=lambda cell: ManifestRow(cell["outlet"], cell["channel"] or "", cell["start"], cell["path"]),
)
