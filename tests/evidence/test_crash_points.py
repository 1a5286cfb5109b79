"""Every crash point of short vault workloads, with unsynced operations dropped or torn: see `disk`."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable
from pathlib import PurePath

import pytest
from tests.evidence.disk import ROOT, Disk, Killed

from dauys.evidence.vault import Vault

A, B, LONG = b"spot A", b"spot B, another", b"x" * 9


def _objects(state: dict[PurePath, bytes]) -> dict[str, bytes]:
    """What stands under final names."""
    return {path.name: content for path, content in state.items() if path.suffix != ".tmp"}


def _check(disk: Disk) -> int:
    """Objects are whole or absent, and no row is without its object; returns how many states were seen."""
    n_states = 0
    for state in disk.after_power_cut():
        n_states += 1
        objects = _objects(state)
        for name, content in objects.items():
            assert hashlib.sha256(content).hexdigest() == name, "a partial file under a final name"
        assert disk.rows <= set(objects), "a row without its object"
    return n_states


def _put(disk: Disk, *contents: bytes) -> None:
    vault = Vault(ROOT, disk)
    for content in contents:
        disk.commit_row(vault.put(io.BytesIO(content)))


def _replay(run: Callable[[Disk], None]) -> int:
    """Kills `run` before each of its operations and checks every state that a power cut may leave."""
    whole = Disk()
    run(whole)
    n_states = _check(whole)
    for until in range(whole.n_operations):
        disk = Disk()
        disk.until = until
        with pytest.raises(Killed):
            run(disk)
        n_states += _check(disk)
    return n_states


@pytest.mark.parametrize(
    "contents",
    [(b"",), (A,), (LONG,), (A, A), (A, B), (A, B, A), (A, A, A), (LONG, A, B)],
    ids=str,
)
def test_power_cut_at_any_moment(contents: tuple[bytes, ...]) -> None:
    """After a power cut at any moment of one to three arrivals: objects whole or absent, no bare row."""
    assert _replay(lambda disk: _put(disk, *contents)) > 20


@pytest.mark.parametrize("again", [(A,), (B,), (A, B)], ids=str)
def test_power_cut_after_a_killed_process(again: tuple[bytes, ...]) -> None:
    """A process is killed at any moment, a second one stores the same, the power goes at any moment."""
    reference = Disk()
    _put(reference, A)
    for until in range(reference.n_operations):

        def run(disk: Disk, until: int = until) -> None:
            limit, disk.until = disk.until, until if disk.until is None else min(until, disk.until)
            try:
                _put(disk, A)
            except Killed:
                if limit is not None and limit <= until:
                    raise
            disk.until = limit
            _put(disk, *again)

        assert _replay(run) > 20


@pytest.mark.parametrize("forgotten", ["fsync", "fsync_folder"])
def test_the_model_sees_a_forgotten_fsync(forgotten: str) -> None:
    """With either fsync left out, the model finds a state that breaks the promise: the test can fail."""

    class Forgetful(Disk):
        pass

    setattr(Forgetful, forgotten, lambda self, _: None)
    disk = Forgetful()
    _put(disk, A)
    with pytest.raises(AssertionError, match=r"partial file|row without"):
        _check(disk)
