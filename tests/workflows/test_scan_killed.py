"""kill −9 at any moment of a scan, then again: the same rows as an undisturbed run."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.homes import MakeHome
from tests.workflows.campaigns import ACT, drop, loaded
from tests.workflows.text_ear import TextEar, tape_text

from dauys.db import disconnect
from dauys.workflows.add_recordings import add_recordings
from dauys.workflows.home import CampaignHome, open_home

ROOT = Path(__file__).parents[2]
TAPES = 12
KILLS = 5
SCAN = """
import sys
from pathlib import Path
from tests.workflows.text_ear import TextEar
from dauys.workflows.home import open_home
from dauys.workflows.scan_home import scan_home
home = open_home(Path(sys.argv[1]))
print("begun", flush=True)
scan_home(home, 2, lambda _: None, by="person:test", ear=TextEar())
"""


def rows(home: CampaignHome) -> dict[str, list[Any]]:
    """All facts of a home but their keys and moments, which a kill may move."""
    from dauys.db import models

    open_home(home.folder)
    recordings = models.Recording.objects.order_by("start_ms").values_list(
        "sha256", "start_ms", "end_ms", "state"
    )
    hearings = models.Hearing.objects.order_by("recording__start_ms").values_list(
        "recording__start_ms",
        "engine",
        "index_digest",
        "params_digest",
        "length_ms",
        "print_name",
        "print_sha256",
    )
    sightings = models.Sighting.objects.order_by("id").values_list(
        "id",
        "claim",
        "hearing__recording__start_ms",
        "version__spot_id",
        "start_ms",
        "end_ms",
        "standing",
        "why",
    )
    decisions = models.Decision.objects.order_by("sighting_id", "id").values_list(
        "sighting_id", "verdict", "by"
    )
    changes = models.Change.objects.order_by("row", "id").values_list("register", "row", "fields")
    tables = {"recordings": recordings, "hearings": hearings, "sightings": sightings}
    found = {
        name: list(table) for name, table in (tables | {"decisions": decisions, "changes": changes}).items()
    }
    found["prints"] = [
        (path.name, path.read_bytes()) for path in sorted(home.prints.rglob("*.print")) if path.name[0] != "."
    ]
    disconnect()
    return found


def a_home(make_home: MakeHome, name: str, tmp_path: Path) -> CampaignHome:
    """A home with recordings that take their time, one of them broken."""
    home = loaded(make_home(name), TextEar(), tmp_path / "registers")
    for n in range(TAPES):
        content = (
            tape_text(60_000, f"alpha__kk {n * 100} accepted", "beta 900 doubtful", salt=str(n))
            + b"\nwait 0.03"
        )
        drop(tmp_path / "kok/kok-1", f"2020-12-22T{n:02d}-00-00+0600.m4a", b"broken" if n == 5 else content)
    add_recordings(home, [tmp_path / "kok"], None, ACT)
    disconnect()
    return home


def scan(home: CampaignHome, kill_after_s: float | None) -> bool:
    """Scans in another process; True where it ended by itself."""
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    with subprocess.Popen(
        [sys.executable, "-c", SCAN, str(home.folder)], cwd=ROOT, env=environment, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        if kill_after_s is not None:
            time.sleep(kill_after_s)
            process.kill()
        code = process.wait(60)
    assert code in (0, -9), f"the scan failed with {code}"
    return code == 0


def test_killed_at_any_moment_and_scanned_again(make_home: MakeHome, tmp_path: Path) -> None:
    """However often a scan is killed, the next whole one ends with the rows of an undisturbed one."""
    calm = a_home(make_home, "calm", tmp_path)
    assert scan(calm, None)
    wanted = rows(calm)
    assert len(wanted["sightings"]) == 2 * (TAPES - 1)
    seed = random.SystemRandom().randrange(1 << 32)
    chance = random.Random(seed)
    killed = a_home(make_home, f"killed-{seed}", tmp_path)
    moments = [chance.uniform(0, 0.4) for _ in range(KILLS)]
    ended = [scan(killed, moment) for moment in moments]
    assert scan(killed, None)
    assert rows(killed) == wanted, f"seed {seed}: killed after {moments} s"
    assert not all(ended), f"seed {seed}: no kill came in time, moments {moments}"
    assert not list((killed.folder / "vault/incoming").glob("*.tmp"))
