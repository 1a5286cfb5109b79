"""verify: runs the verifier of this program, not the one that a bundle brought, in a bare child process."""

from __future__ import annotations

import subprocess
import sys
from importlib.resources import as_file, files
from pathlib import Path

from dauys.domain.errors import WrongUse
from dauys.workflows.bundle import BUNDLE
from dauys.workflows.home import SETTINGS, read_home
from dauys.workflows.report_place import standing


def verify(folder: Path, key: str, checkpoint: Path | None) -> int:
    """Checks the report in `folder` (or the bundle that it is); the child prints, its status is returned.

    key: a public key or a file with one; empty takes the bundle's own, and the child says so. Raises WrongUse
    where there is no bundle.
    """
    folder = standing(folder)
    bundle = folder / BUNDLE if (folder / BUNDLE).is_dir() else folder
    if not (bundle / "manifest.jsonl").is_file():
        raise WrongUse(
            f"{folder} holds no report with a bundle (no {BUNDLE}/manifest.jsonl); name a report, or "
            "write the home's draft with: dauys report"
        )
    with as_file(files("dauys.reports.bundle") / "verify.py") as program:
        command = [sys.executable, "-I", "-S", str(program), str(bundle)]
        command += ["--key", key] if key else []
        command += ["--checkpoint", str(checkpoint)] if checkpoint else []
        return subprocess.run(command, check=False).returncode


def own_key(folder: Path) -> str:
    """The public key of the home in that folder, in hexadecimal digits; empty where there is none."""
    if not (folder / SETTINGS).is_file():
        return ""
    home = read_home(folder)
    return home.signing_key().public.raw.hex() if home.key else ""
