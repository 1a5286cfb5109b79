"""Sealing: everything that waits, once each, in order, whoever is killed and whatever the clock says."""

from __future__ import annotations

import shutil
import signal
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.workflows.campaigns import ACT, drop, loaded
from tests.workflows.ledgers import NOW_MS, checked, in_another_process, keyed, post
from tests.workflows.text_ear import TextEar, tape_text

from dauys.cli import dauys
from dauys.db import disconnect
from dauys.domain.errors import EvidenceError
from dauys.evidence.checkpoints import read_checkpoint
from dauys.evidence.log import Log
from dauys.evidence.notes import Signature
from dauys.workflows.add_recordings import add_recordings
from dauys.workflows.home import CampaignHome, open_home
from dauys.workflows.scan_home import scan_home
from dauys.workflows.seal import Sealer
from dauys.workflows.watch import watch_folder

TAPE = "tau/2020-12-22T18-00-00+0500.m4a"


@pytest.fixture
def own(home: CampaignHome, tmp_path: Path) -> CampaignHome:
    """A home with a key of its own."""
    return keyed(home, tmp_path)


def test_a_campaign_is_sealed_as_it_is_worked_on(own: CampaignHome, tmp_path: Path) -> None:
    """Loading, adding and scanning each seal what they stored: registers, spots, recordings, decisions."""
    ear = TextEar()
    ready = loaded(own, ear, tmp_path / "registers")
    after_load = checked(ready)
    assert after_load[-1] == "key"
    assert set(after_load) == {"changes", "spot", "key"}
    assert after_load.count("spot") == 3
    tape = drop(tmp_path, TAPE, tape_text(60_000, "alpha__kk 100 accepted", "beta 900 doubtful"))
    add_recordings(ready, [tape], None, ACT)
    assert checked(ready) == [*after_load, "recording"]
    scan_home(ready, 1, lambda _: None, by="person:test", ear=ear)
    assert checked(ready) == [*after_load, "recording", "decision", "recording"]
    add_recordings(ready, [tape], None, ACT)
    assert checked(ready) == [*after_load, "recording", "decision", "recording"]


def test_where_nothing_waits_nothing_is_signed(own: CampaignHome) -> None:
    """A second `dauys seal` leaves the checkpoint, and its witnesses' signatures, as they are."""
    first = CliRunner().invoke(dauys, ["--home", str(own.folder), "seal"], catch_exceptions=False)
    assert (first.exit_code, "1 entries sealed" in first.output) == (0, True)
    signed = (own.ledger / "checkpoint").read_bytes()
    assert Sealer(own).seal().sealed == 0
    assert (own.ledger / "checkpoint").read_bytes() == signed


KILLS = [
    ("dauys.workflows.home:CampaignHome.sealing", "before"),
    ("dauys.evidence.log:Log.append", "before"),
    ("dauys.evidence.log:Log.append", "after"),
    ("dauys.evidence.tiles:Tiles.put_checkpoint", "before"),
    ("dauys.evidence.tiles:Tiles.put_checkpoint", "after"),
    ("dauys.db.writes.outbox:set_positions", "before"),
    ("dauys.db.writes.outbox:set_positions", "after"),
]


@pytest.mark.parametrize(("where", "when"), KILLS)
def test_a_kill_between_row_and_entry_loses_and_doubles_nothing(
    own: CampaignHome, where: str, when: str
) -> None:
    """kill −9 anywhere between the row and its place in the ledger: the next run has every entry once."""
    post(own, 300)
    Sealer(own).seal()
    post(own, 300)
    disconnect()
    with in_another_process("tests.workflows.seal_and_die", str(own.folder), where, when) as process:
        assert process.wait(60) == -signal.SIGKILL
    again = open_home(own.folder)
    post(again, 5)
    Sealer(again).seal()
    assert len(checked(again)) == 606


def test_four_processes_at_once_give_every_entry_one_place(own: CampaignHome) -> None:
    """Four that store and seal at the same time: no index is missing or doubled, the ledger only grows."""
    Sealer(own).seal()
    disconnect()
    command = ("tests.workflows.seal_at_once", str(own.folder), "5", "40")
    running = [in_another_process(*command) for _ in range(4)]
    sizes = []
    while any(process.poll() is None for process in running):
        sizes.append(read_checkpoint((own.ledger / "checkpoint").read_bytes()).checkpoint.size)
    outcomes = [(process.wait(60), process.communicate()[1]) for process in running]
    assert [code for code, _ in outcomes] == [0] * 4, outcomes
    assert sizes == sorted(sizes)
    again = open_home(own.folder)
    assert len(checked(again)) == 1 + 4 * 5 * 40


def test_a_clock_that_goes_back_changes_nothing(own: CampaignHome) -> None:
    """Entries keep their order and the ledger its growth, whatever the hour."""
    clock = [NOW_MS]
    sealer = Sealer(own, lambda: clock[0])
    for step_ms in (0, -3_600_000, 86_400_000, -172_800_000):
        clock[0] += step_ms
        post(own, 100)
        assert sealer.tick() is None
    assert len(checked(own)) == 401


def test_a_checkpoint_is_due_after_100_entries_or_a_minute(own: CampaignHome) -> None:
    """99 entries wait for up to 60 s; the hundredth is sealed at once, and a single one after a minute."""
    clock = [NOW_MS]
    sealer = Sealer(own, lambda: clock[0])
    sealer.seal()

    def waits(count: int, later_ms: int) -> int:
        from dauys.db.selectors import outbox

        post(own, count)
        clock[0] += later_ms
        assert sealer.tick() is None
        return outbox.n_unsealed()

    assert waits(99, 59_999) == 99
    assert waits(1, 0) == 0
    assert waits(1, 59_999) == 1
    assert waits(0, 1) == 0


def copied(home: CampaignHome, name: str, target: Path) -> Path:
    """A copy of one part of the home, for bringing it back later."""
    part = home.folder / name
    (shutil.copytree if part.is_dir() else shutil.copy)(part, target)
    return target


def witnessed(home: CampaignHome) -> None:
    """Somebody outside has seen the checkpoint that stands."""
    signed = Log(home.ledger).signed
    assert signed
    seen = signed.note.joined_by([Signature("witness.example", b"wit1", b"\0" * 72)])
    home.witnessed.keep(read_checkpoint(str(seen).encode()))


def test_a_home_put_back_from_an_old_copy_is_not_appended_to(own: CampaignHome, tmp_path: Path) -> None:
    """Ledger and outbox agree with each other, but a witness has seen more: the refusal says what to do."""
    post(own, 10)
    Sealer(own).seal()
    old = copied(own, "ledger", tmp_path / "old")
    post(own, 10)
    Sealer(own).seal()
    witnessed(own)
    shutil.rmtree(own.ledger)
    shutil.copytree(old, own.ledger)
    with pytest.raises(EvidenceError, match="has 11 entries where a witness has cosigned 21"):
        Sealer(own).seal()
    assert Log(own.ledger).size == 11


def test_another_story_than_the_witnessed_one_is_refused(own: CampaignHome, tmp_path: Path) -> None:
    """A ledger that is as long as what was witnessed, and not it, is not continued."""
    post(own, 3)
    Sealer(own).seal()
    empty = own.witnessed.newest()
    assert empty is None
    other = Log(tmp_path)
    other.append([b"another story"] * 4)
    other.sign(Sealer(own).seal().origin, [own.signing_key()], NOW_MS)
    assert other.signed
    own.witnessed.keep(other.signed)
    with pytest.raises(EvidenceError, match="first 4 entries are not those that a witness has cosigned"):
        Sealer(own).seal()


def test_an_older_ledger_than_the_outbox_is_refused(own: CampaignHome, tmp_path: Path) -> None:
    """Without any witness too, the database knows how far the ledger was."""
    post(own, 10)
    Sealer(own).seal()
    old = copied(own, "ledger", tmp_path / "old")
    post(own, 10)
    Sealer(own).seal()
    shutil.rmtree(own.ledger)
    shutil.copytree(old, own.ledger)
    with pytest.raises(EvidenceError, match="has 11 entries where the database knows of 21"):
        Sealer(own).seal()


def test_an_older_database_than_the_ledger_is_refused(own: CampaignHome, tmp_path: Path) -> None:
    """A ledger brought in from the future of this database holds entries that it does not have."""
    from dauys.db.models import OutboxEntry

    Sealer(own).seal()
    newest = OutboxEntry.objects.order_by("-id")[0].pk
    log = Log(own.ledger)
    log.append([f'{{"at_ms":1,"body":{{}},"id":{newest + 1},"kind":"erasure"}}'.encode()])
    assert log.signed
    log.sign(log.signed.checkpoint.origin, [own.signing_key()], NOW_MS)
    post(own, 1)
    with pytest.raises(EvidenceError, match="the database was put back from an older copy"):
        Sealer(own).seal()


def test_what_is_no_entry_of_ours_is_refused(own: CampaignHome) -> None:
    """Whoever has the key and appends by hand is noticed at the next seal."""
    Sealer(own).seal()
    log = Log(own.ledger)
    log.append([b"by hand"])
    assert log.signed
    log.sign(log.signed.checkpoint.origin, [own.signing_key()], NOW_MS)
    with pytest.raises(EvidenceError, match="no entry of ours"):
        Sealer(own).seal()


def test_a_refusal_does_not_stop_the_evidence(own: CampaignHome, tmp_path: Path) -> None:
    """With a ledger that was changed, recordings are still taken in, and the refusal is told at the end."""
    ready = loaded(own, TextEar(), tmp_path / "registers")
    victim = next((own.ledger / "tile/entries").rglob("*.p/*"))
    victim.chmod(0o644)
    victim.write_bytes(bytes(victim.stat().st_size))
    refusals: list[Exception] = []
    moments = iter(range(NOW_MS, NOW_MS + 10**9, 60_000))
    drop(tmp_path / "dropped", TAPE, tape_text(60_000))
    with pytest.raises(EvidenceError, match=r"is stored and waits in the outbox.*do not hash to"):
        watch_folder(
            ready,
            tmp_path / "dropped",
            by="person:test",
            rounds=range(3),
            rest=lambda: None,
            added=lambda _: None,
            refused=refusals.append,
            now_ms=lambda: next(moments),
        )
    from dauys.db.models import Recording

    assert Recording.objects.count() == 1
    assert refusals
