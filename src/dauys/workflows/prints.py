"""Where a home keeps its prints. No id begins with an underscore, so `_spots` is no outlet's folder."""

from __future__ import annotations

import hashlib
from pathlib import Path

from dauys.domain.hearings import KeptPrint, RecordingToHear
from dauys.domain.zones import local, zone
from dauys.evidence.files import Files, write_whole
from dauys.workflows.home import CampaignHome


def spot_print(home: CampaignHome, sha256: str, params_digest: str) -> Path:
    """The print of a spot's sound, made with these parameters."""
    return home.prints / "_spots" / f"{sha256}.{params_digest}.print"


def index_folder(home: CampaignHome, digest: str) -> Path:
    """A saved index; `digest` stands for the spots, the parameters and the ear."""
    return home.prints / "_index" / digest


def recording_print_name(recording: RecordingToHear, params_digest: str) -> str:
    """Path below prints/: outlet, local day, and the recording's own digest with the parameters'."""
    day = local(recording.start_ms, zone(recording.zone)).date().isoformat()
    return f"{recording.outlet_id}/{day}/{recording.sha256}.{params_digest}.print"


def keep_print(home: CampaignHome, path: Path, content: bytes) -> None:
    """Puts a print under its name durably, the folders above it too."""
    files = Files()
    missing = [
        folder for folder in path.parents if folder.is_relative_to(home.prints) and folder != home.prints
    ]
    for folder in reversed(missing):
        files.make_folder(folder)
        files.fsync_folder(folder.parent)
    write_whole(path, content, files)


def read_print(home: CampaignHome, kept: KeptPrint) -> bytes | None:
    """A recording's print from an earlier hearing; None where it is lost or was changed: make it again."""
    try:
        content = (home.prints / kept.name).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == kept.sha256 else None
