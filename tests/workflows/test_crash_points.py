"""Every crash point of put, row, entry and seal together, with unsynced operations dropped or torn.

The vault's and the ledger's own files lie on the model of a disk (tests/evidence/disk.py); the database is
the real one, and what it committed counts as durable at once, which is the worst case. After each kill, every
state that a power cut may leave is put onto the real disk and checked by `dauys verify` itself; then the same
work is done again, and nothing is lost and nothing stands twice.
"""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePath
from typing import Any

import pytest
from django.db import transaction
from tests.evidence import disk as model
from tests.evidence.disk import Disk, Killed
from tests.workflows.campaigns import ACT, loaded
from tests.workflows.ledgers import checked, keyed
from tests.workflows.text_ear import TextEar

from dauys.evidence import log, vault
from dauys.workflows.home import CampaignHome
from dauys.workflows.seal import Sealer
from dauys.workflows.verify_home import damage, verify_home

A, B = b"length 60000\nsalt a", b"length 60000\nsalt b"
START_MS = 1_608_642_000_000
SEAL = b""
State = dict[PurePath, bytes]


class Undo(Exception):
    """Takes the database back to where it was."""


@contextlib.contextmanager
def undone() -> Iterator[None]:
    """Whatever the database is told inside is forgotten afterwards."""
    with contextlib.suppress(Undo), transaction.atomic():
        yield
        raise Undo


@pytest.fixture
def own(home: CampaignHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CampaignHome:
    """A home with registers, sealed. A temporary file counts for nothing: one write is one step."""
    monkeypatch.setattr(model, "BLOCK", 1 << 20)
    return loaded(keyed(home, tmp_path), TextEar(), tmp_path / "registers")


def files_of(home: CampaignHome) -> State:
    """What stands below vault/ and ledger/ on the real disk."""
    every = (path for part in ("vault", "ledger") for path in (home.folder / part).rglob("*"))
    return {path: path.read_bytes() for path in every if path.is_file() and "incoming" not in path.parts}


def put_back(home: CampaignHome, state: State) -> None:
    """Just these files below vault/ and ledger/."""
    for part in ("vault", "ledger"):
        shutil.rmtree(home.folder / part, ignore_errors=True)
        (home.folder / part).mkdir()
    for path, content in state.items():
        Path(path).parent.mkdir(parents=True, exist_ok=True)
        Path(path).write_bytes(content)


def work(home: CampaignHome, steps: Sequence[bytes], step: Callable[[], None]) -> None:
    """The steps as `add_recordings` and `seal` do them: the vault first, the row and its entry, the ledger.

    step: called where the database is about to commit.
    """
    from dauys.db.writes import outbox
    from dauys.db.writes.recordings import add_recording

    set_positions = outbox.set_positions

    def noted(positions: Any) -> None:
        step()
        set_positions(positions)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outbox, "set_positions", noted)
        for number, content in enumerate(steps):
            if content == SEAL:
                Sealer(home).seal()
                continue
            sha256 = home.vault.put(io.BytesIO(content))
            step()
            start_ms = START_MS + 60_000 * (A, B).index(content)
            name = f"tau/{number}"
            add_recording(channel_id="tau", sha256=sha256, start_ms=start_ms, arrival_name=name, act=ACT)


def on_the_model(home: CampaignHome, begun: State, steps: Sequence[bytes], until: int | None) -> Disk:
    """Does the work with vault and ledger on the model, killed before step `until`."""
    disk = Disk.holding(begun)
    for folder in (home.folder / "vault", home.ledger):
        for each in (folder, *folder.parents):
            disk.folders_seen.add(each)
            disk.folders_synced.add(each)
    disk.until = until
    with pytest.MonkeyPatch.context() as patch, contextlib.suppress(Killed):
        patch.setattr(log, "Files", lambda: disk)
        patch.setattr(vault, "Files", lambda: disk)
        work(home, steps, disk._step)
    return disk


def states_of(disk: Disk, home: CampaignHome) -> list[State]:
    """Every state that a power cut may leave, each once; what lies in `incoming` counts for nothing."""
    unique = {}
    for state in disk.after_power_cut(ignored=home.ledger / "incoming"):
        counted = {path: content for path, content in state.items() if "incoming" not in path.parts}
        unique[tuple(sorted(counted.items()))] = counted
    return list(unique.values())


def n_committed() -> tuple[int, int]:
    """How far the database is: a state of the disk that was met with the same of it is no other state."""
    from dauys.db.models import OutboxEntry

    return OutboxEntry.objects.count(), OutboxEntry.objects.filter(position=None).count()


def check(home: CampaignHome, state: State, steps: Sequence[bytes]) -> None:
    """`verify` finds no damage, and the same work brings everything to its place, once."""
    from dauys.db.models import OutboxEntry, Recording

    put_back(home, state)
    assert damage(verify_home(home)) == []
    with undone():
        work(home, [*steps, SEAL], lambda: None)
        wanted = {content for content in steps if content != SEAL}
        assert Recording.objects.count() == len(wanted)
        assert checked(home).count("recording") == len(wanted)
        assert not OutboxEntry.objects.filter(position=None).exists()
        assert damage(verify_home(home)) == []


@pytest.mark.parametrize(
    "steps",
    [(A, SEAL), (A, B, SEAL), (A, SEAL, B)],
    ids=["put, seal", "put, put, seal", "put, seal, put"],
)
def test_power_cut_at_any_moment(own: CampaignHome, steps: tuple[bytes, ...]) -> None:
    """No row without its object, no entry lost or doubled, no ledger that does not open, at any moment."""
    begun = files_of(own)
    with undone():
        n_operations = on_the_model(own, begun, steps, None).n_operations
    n_states, seen = 0, set[object]()
    for until in range(n_operations + 1):
        with undone():
            disk = on_the_model(own, begun, steps, until)
            for state in states_of(disk, own):
                n_states += 1
                if (known := (tuple(sorted(state.items())), n_committed())) not in seen:
                    seen.add(known)
                    check(own, state, steps)
    assert n_states > n_operations > 20
    assert len(seen) > len(steps) * 4


def test_a_row_before_its_object_would_be_seen(own: CampaignHome) -> None:
    """With the folder's fsync left out, some state has a row without its object: the test can fail."""
    begun, broken = files_of(own), 0
    with undone(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(Disk, "fsync_folder", lambda _self, _folder: None)
        for state in states_of(on_the_model(own, begun, (A,), None), own):
            put_back(own, state)
            broken += bool(damage(verify_home(own)))
    assert broken
