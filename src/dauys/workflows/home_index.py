"""The index of all versions that are registered in a home, and the prints it is built from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.domain.errors import WrongUse
from dauys.domain.sightings import VersionId
from dauys.workflows.home_ear import HomeEar, Index
from dauys.workflows.prints import index_folder, keep_print, spot_print

if TYPE_CHECKING:
    from dauys.domain.campaign import Version
    from dauys.workflows.home import CampaignHome


def open_index(home: CampaignHome, ear: HomeEar) -> tuple[Index, Path]:
    """The index of all registered versions, built where the spots, the ear or its parameters are new."""
    from dauys.db.selectors import registers

    versions = {str(VersionId(version.spot_id, version.id)): version for version in registers.versions()}
    if not versions:
        raise WrongUse("no spots are registered in this home; load them first: dauys load FOLDER")
    sounds = {key: version.sha256 for key, version in versions.items()}
    plain = {"engine": ear.engine, "params": ear.params_digest, "spots": sounds}
    digest = hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest()[:32]
    folder = index_folder(home, digest)
    return ear.index(folder, lambda: _spot_prints(home, ear, versions)), folder


def _spot_prints(home: CampaignHome, ear: HomeEar, versions: Mapping[str, Version]) -> dict[str, bytes]:
    """The print of each version, from the cache or made again from the vault."""
    from dauys.workflows.listening import HearJob

    prints: dict[str, bytes] = {}
    for key, version in versions.items():
        path = spot_print(home, version.sha256, ear.params_digest)
        if path.is_file():
            prints[key] = path.read_bytes()
            continue
        home.vault.verify(version.sha256)
        job = HearJob(str(home.vault.path(version.sha256)), None, want_print=True, unsandboxed=False)
        heard = ear.hear(job)
        assert heard.print_bytes is not None
        keep_print(home, path, heard.print_bytes)
        prints[key] = heard.print_bytes
    return prints
