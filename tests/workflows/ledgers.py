"""What the tests of sealing share: entries without a campaign, and a ledger compared with its outbox."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from tests.house.tree import ROOT

from dauys.domain.ledger import EntryKind, entry_of
from dauys.evidence.keys import make_key
from dauys.evidence.log import Log
from dauys.workflows.home import CampaignHome
from dauys.workflows.init import name_key

NOW_MS = 1_610_000_000_000


def keyed(home: CampaignHome, folder: Path) -> CampaignHome:
    """The home with a key of its own in a new folder: homes of tests share one."""
    path = folder / "keys" / "campaign.key"
    make_key(path)
    return name_key(replace(home, key=path), path)


def post(home: CampaignHome, count: int) -> None:
    """So many entries into the outbox."""
    from dauys.db.writes.outbox import Post, post_all

    with home.writing():
        post_all([Post(EntryKind.ERASURE, "test", NOW_MS, {"n": number}) for number in range(count)])


def checked(home: CampaignHome) -> list[str]:
    """The kinds of the ledger's entries; every row of the outbox stands where it says, and nothing else."""
    from dauys.db.models import OutboxEntry

    log = Log(home.ledger)
    log.rehash(NOW_MS)
    sealed = [entry_of(content) for content in log.entries()]
    rows = list(OutboxEntry.objects.order_by("position").values_list("position", "id", "body"))
    assert rows == [(position, entry.id, entry.body) for position, entry in enumerate(sealed)]
    assert log.signed is None or log.signed.checkpoint.size == len(rows)
    return [str(entry.kind) for entry in sealed]


def in_another_process(*arguments: str) -> subprocess.Popen[str]:
    """Runs `python -m …` with this tree's tests."""
    environment = os.environ | {"PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}"}
    return subprocess.Popen(
        [sys.executable, "-m", *arguments], cwd=ROOT, env=environment, stderr=subprocess.PIPE, text=True
    )
