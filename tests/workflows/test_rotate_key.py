"""Keys: the old one names the new one in the ledger; broken off anywhere, the change is finished once."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.workflows.ledgers import NOW_MS, checked, keyed, post

from dauys.cli import dauys
from dauys.domain.errors import CampaignHomeError, EvidenceError
from dauys.domain.ledger import EntryKind, LedgerEntry, canonical
from dauys.evidence.keys import PublicKey, make_key
from dauys.evidence.log import Log
from dauys.evidence.rotation import first_body, keys_of, successor_body
from dauys.workflows import rotate_key as workflow
from dauys.workflows.home import CampaignHome, read_home
from dauys.workflows.init import name_key
from dauys.workflows.rotate_key import rotate_key
from dauys.workflows.seal import Sealer


@pytest.fixture
def own(home: CampaignHome, tmp_path: Path) -> CampaignHome:
    """A home with a key of its own and something sealed."""
    made = keyed(home, tmp_path)
    post(made, 3)
    Sealer(made).seal()
    return made


def known() -> list[PublicKey]:
    """The ledger's keys, from the entries."""
    from dauys.db.selectors import outbox

    return keys_of(outbox.keys())


def signers(home: CampaignHome, *keys: PublicKey) -> list[bool]:
    """Whether each key signed the checkpoint that stands."""
    signed = Log(home.ledger).signed
    assert signed
    return [signed.note.is_signed_by(key.under(signed.checkpoint.origin)) for key in keys]


def test_a_new_key_takes_over_under_the_old_name(own: CampaignHome) -> None:
    """Both sign the checkpoint of the change, the new one alone those after it; the ledger's name stays."""
    old = own.signing_key().public
    done = CliRunner().invoke(dauys, ["--home", str(own.folder), "rotate-key"], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    renewed = read_home(own.folder)
    new = renewed.signing_key().public
    assert renewed.key is not None
    assert renewed.key.name == "campaign.r2.key"
    assert new.text() in done.output
    assert known() == [old, new]
    assert signers(renewed, old, new) == [True, True]
    post(renewed, 1)
    assert Sealer(renewed).seal().origin == f"{old.name}/ledger"
    assert signers(renewed, old, new) == [False, True]
    assert checked(renewed) == ["erasure"] * 3 + ["key", "key", "erasure"]
    third = rotate_key(renewed, NOW_MS)
    assert third.key is not None
    assert third.key.name == "campaign.r3.key"
    assert third.witnessed.places == own.witnessed.places


def test_the_old_key_seals_nothing_after_the_change(own: CampaignHome) -> None:
    """A home that still names the old key is told which one the ledger is signed with."""
    rotate_key(own, NOW_MS)
    post(own, 1)
    with pytest.raises(EvidenceError, match="is not the key that this ledger is signed with"):
        Sealer(own).seal()


@pytest.mark.parametrize("broken", ["_name", "name_key", "Sealer"])
def test_a_broken_off_change_is_finished(
    own: CampaignHome, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed before any of its steps, the same command finishes it, with one new key and one entry."""

    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(workflow, broken, stop)
        with pytest.raises(KeyboardInterrupt):
            rotate_key(own, NOW_MS)
    renewed = rotate_key(read_home(own.folder), NOW_MS)
    assert renewed.key is not None
    assert renewed.key.name == "campaign.r2.key"
    assert [key.raw for key in known()][1:] == [renewed.signing_key().public.raw]
    assert signers(renewed, renewed.signing_key().public) == [True]
    checked(renewed)


def test_a_strange_key_is_refused(own: CampaignHome, tmp_path: Path) -> None:
    """A key that no entry names seals nothing, whatever dauys.toml says."""
    make_key(tmp_path / "strange.key")
    strange = name_key(own, tmp_path / "strange.key")
    with pytest.raises(EvidenceError, match="is not the key that this ledger is signed with"):
        Sealer(strange).seal()


def test_a_checkpoint_by_a_strange_key_is_refused(own: CampaignHome, tmp_path: Path) -> None:
    """Whoever put a checkpoint of their own in the place of ours is noticed before anything is appended."""
    make_key(tmp_path / "strange.key")
    log = Log(own.ledger)
    assert log.signed
    log.sign(log.signed.checkpoint.origin, [name_key(own, tmp_path / "strange.key").signing_key()], NOW_MS)
    with pytest.raises(EvidenceError, match="not signed by a key of that ledger"):
        Sealer(own).seal()


def test_a_key_that_its_elder_did_not_name_is_refused(own: CampaignHome, tmp_path: Path) -> None:
    """A succession holds link by link: each key's entry is signed by the key before it."""
    first = own.signing_key()
    others = [make_key(tmp_path / f"{number}.key") for number in range(2)]

    def entry(number: int, body: dict[str, str]) -> LedgerEntry:
        return LedgerEntry(number, EntryKind.KEY, NOW_MS, canonical(body))

    good = [entry(1, first_body(first.public)), entry(2, successor_body(first, others[0]))]
    assert keys_of(good) == [first.public, others[0]]
    forged = successor_body(first, others[0]) | {"key": others[1].text()}
    for wrong in (forged, first_body(others[1])):
        with pytest.raises(EvidenceError, match="succession of keys was forged"):
            keys_of([good[0], entry(2, wrong)])


def test_a_home_without_a_key_keeps_what_waits(own: CampaignHome) -> None:
    """A home from before homes had a key works as before; nothing is sealed until it has one."""
    from dauys.db.selectors import outbox

    (own.folder / "dauys.toml").write_text(f'database = "{own.database}"\n')
    bare = read_home(own.folder)
    post(bare, 2)
    Sealer(bare).finish()
    assert Sealer(bare).tick() is None
    assert outbox.n_unsealed() == 2
    with pytest.raises(CampaignHomeError, match="has no signing key"):
        rotate_key(bare, NOW_MS)
