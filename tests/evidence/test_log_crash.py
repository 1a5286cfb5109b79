"""Every crash point of short ledger workloads, with unsynced operations dropped or torn: see `disk`.

After each, the ledger opens; it holds what the last acknowledged checkpoint covered, and what was being
signed or not; its entries hash to its root; and the same work done again ends as if nothing had happened.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import PurePath

import pytest
from tests.evidence import disk as model
from tests.evidence.disk import ROOT, Disk, Killed
from tests.evidence.ledgers import NOW_MS, ORIGIN, a_key, mth

from dauys.domain.errors import EvidenceError
from dauys.evidence.keys import SigningKey
from dauys.evidence.log import Log

ENTRIES = [b"%d" % number for number in range(600)]
INCOMING = ROOT / "incoming"
State = dict[PurePath, bytes]


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    return a_key(tmp_path_factory.mktemp("keys"))


@pytest.fixture(autouse=True)
def coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    """A temporary file counts for nothing, however little of it was written: one write is one step."""
    monkeypatch.setattr(model, "BLOCK", 1 << 20)


class Work:
    """Appends and signs up to each size in turn, and remembers which sizes were acknowledged."""

    def __init__(self, key: SigningKey, sizes: Sequence[int]) -> None:
        self.key, self.sizes = key, sizes
        self.acknowledged = 0
        self.signing = 0

    def run(self, disk: Disk) -> None:
        log = Log(ROOT, disk)
        log.sweep()
        for size in self.sizes:
            if size > log.size:
                log.append(ENTRIES[log.size : size])
                self.signing = size
                log.sign(ORIGIN, [self.key], NOW_MS)
            self.acknowledged = max(size, self.acknowledged)


def states_after(work: Work, begun: State, until: int | None) -> Iterator[State]:
    """What a power cut may leave when the work was killed before operation `until`."""
    disk = Disk.holding(begun)
    disk.until = until
    with contextlib.suppress(Killed):
        work.run(disk)
    yield from disk.after_power_cut(ignored=INCOMING)


def check(state: State, work: Work, begun: int) -> None:
    """The ledger opens as a prefix, whole, and the work can be done again to its end."""
    log = Log(ROOT, Disk.holding(state))
    assert log.size in {max(begun, work.acknowledged), max(begun, work.signing)}
    assert log.root() == mth(ENTRIES[: log.size])
    assert log.rehash(NOW_MS) == log.size
    again = Disk.holding(state)
    Work(work.key, work.sizes).run(again)
    whole = Log(ROOT, again)
    assert (whole.size, list(whole.entries())) == (work.sizes[-1], ENTRIES[: work.sizes[-1]])
    whole.rehash(NOW_MS)


def settled(key: SigningKey, size: int) -> State:
    """The files of a ledger of that size."""
    disk = Disk()
    Work(key, [size]).run(disk)
    return {path: inode.seen for path, inode in disk.seen.items() if path.parent != INCOMING}


@pytest.mark.parametrize(
    ("begun", "sizes"),
    [
        (0, (1,)),
        (0, (1, 2, 3)),
        (0, (255, 256, 257)),
        (200, (300,)),
        (250, (256, 300)),
        (255, (256, 512)),
        (300, (301, 511, 600)),
    ],
    ids=str,
)
def test_power_cut_at_any_moment(key: SigningKey, begun: int, sizes: tuple[int, ...]) -> None:
    """Killed before any operation of one to three signatures, in every state the disk may come back in."""
    state = settled(key, begun) if begun else {}
    whole = Disk.holding(state)
    Work(key, sizes).run(whole)
    seen = 0
    for until in range(whole.n_operations + 1):
        work = Work(key, sizes)
        unique = {tuple(sorted(each.items())) for each in states_after(work, state, until)}
        for each in unique:
            check(dict(each), work, begun)
        seen += len(unique)
    assert seen > whole.n_operations


def test_other_entries_after_a_crash_leave_no_trace_of_the_first(key: SigningKey) -> None:
    """What was appended and never signed may be followed by something else; its files never count."""
    begun = settled(key, 200)
    torn = Disk.holding(begun)
    Log(ROOT, torn).append([b"never signed"] * 200)
    state = {path: inode.seen for path, inode in torn.seen.items() if path.parent != INCOMING}
    for new in (10, 56, 57, 400):
        disk = Disk.holding(state)
        log = Log(ROOT, disk)
        log.append(ENTRIES[200 : 200 + new])
        log.sign(ORIGIN, [key], NOW_MS)
        again = Log(ROOT, disk)
        assert list(again.entries()) == ENTRIES[: 200 + new]
        again.rehash(NOW_MS)


@pytest.mark.parametrize("forgotten", ["fsync", "fsync_folder"])
def test_the_model_sees_a_forgotten_fsync(
    key: SigningKey, forgotten: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With either fsync left out, some state breaks the promise: the test can fail."""
    monkeypatch.setattr(Disk, forgotten, lambda self, _: None)
    work = Work(key, (3,))
    broken = 0
    for state in states_after(work, {}, None):
        try:
            check(state, work, 0)
        except (AssertionError, EvidenceError):
            broken += 1
    assert broken
