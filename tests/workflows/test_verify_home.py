"""`dauys verify` of a home: what holds is found to hold, and whatever was changed is found and named."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.workflows.ledgers import post
from tests.workflows.worked_home import changed, objects, second_copy, sql, worked

from dauys.cli import dauys
from dauys.db.selectors.audit_history import wrong_registers
from dauys.domain.faults import Fault, Part
from dauys.evidence.log import Log
from dauys.workflows.home import CampaignHome
from dauys.workflows.repair import repair
from dauys.workflows.seal import Sealer
from dauys.workflows.verify_home import damage, verify_home


@pytest.fixture
def own(home: CampaignHome, tmp_path: Path) -> CampaignHome:
    """A home in which everything was done once."""
    return worked(home, tmp_path)


def texts(faults: list[Fault]) -> str:
    return "\n".join(map(str, faults))


def test_a_home_that_holds_has_no_fault(own: CampaignHome) -> None:
    """After the main job nothing is found, and the command says so with exit status 0."""
    assert verify_home(own) == []
    done = CliRunner().invoke(dauys, ["--home", str(own.folder), "verify"], catch_exceptions=False)
    assert (done.exit_code, "Everything holds." in done.output) == (0, True)


def test_what_waits_is_no_fault(own: CampaignHome) -> None:
    """Entries that wait, and entries whose places a kill kept from being noted, are what a kill leaves."""
    post(own, 3)
    assert verify_home(own) == []
    sql('UPDATE dauys_outboxentry SET "position" = NULL WHERE "position" >= %s', 2)
    assert verify_home(own) == []
    Sealer(own).seal()
    assert verify_home(own) == []


def test_a_damaged_recording_is_named_with_what_rests_on_it(own: CampaignHome) -> None:
    """One bit in a recording: the file, its airing and the figures that count it; exit status 1."""
    from dauys.db.selectors.airings import airings_frame

    airing = airings_frame().row(0, named=True)
    path = own.vault.path(airing["recording_sha256"])
    changed(path, lambda content: content.__setitem__(5, content[5] ^ 1))
    (fault,) = verify_home(own)
    assert (fault.part, path.name in fault.place) == (Part.VAULT, True)
    assert fault.airings == (airing["sighting_id"],)
    assert "airings" in " ".join(fault.figures)
    done = CliRunner().invoke(dauys, ["--home", str(own.folder), "verify"], catch_exceptions=False)
    assert (done.exit_code, path.name in done.output, airing["sighting_id"] in done.output) == (1, True, True)


def flip(path: Path, chance: random.Random) -> None:
    def one_bit(content: bytearray) -> None:
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)

    changed(path, one_bit)


def cut(path: Path, chance: random.Random) -> None:
    changed(path, lambda content: content.__delitem__(slice(chance.randrange(len(content)), None)))


def remove(path: Path, _: random.Random) -> None:
    path.unlink()


def swap(path: Path, chance: random.Random) -> None:
    other = chance.choice([p for p in objects(CampaignHome(path.parents[3], "")) if p != path])
    content, theirs = path.read_bytes(), other.read_bytes()
    for each, new in ((path, theirs), (other, content)):
        each.chmod(0o644)
        each.write_bytes(new)


@pytest.mark.parametrize("harm", [flip, cut, remove, swap], ids=lambda harm: harm.__name__)
def test_every_harm_to_the_vault_is_found_and_mended(own: CampaignHome, tmp_path: Path, harm: object) -> None:
    """Any bit, length, absence or exchange of any object: found, named, brought back from the copy, kept."""
    copy = second_copy(own, tmp_path / "copy")
    chance = random.Random(1)
    assert callable(harm)
    for at, victim in enumerate(objects(own)):
        harm(victim, chance)
        assert victim.name in texts(verify_home(own))
        done = repair(own, copy, str(at))
        assert f"vault/{victim.relative_to(own.folder / 'vault').as_posix()}" in done.mended
        assert (done.left, verify_home(own)) == ((), [])


@pytest.mark.parametrize("harm", [flip, cut, remove], ids=lambda harm: harm.__name__)
def test_every_harm_to_the_ledger_is_found_and_mended(
    own: CampaignHome, tmp_path: Path, harm: object
) -> None:
    """Each file of a ledger with full and begun tiles, harmed: found, brought back, and sealing goes on."""
    post(own, 700)
    Sealer(own).seal()
    copy = second_copy(own, tmp_path / "copy")
    chance = random.Random(2)
    size = Log(own.ledger).size
    files = [p for p in sorted(own.ledger.rglob("*")) if p.is_file() and ".p" not in p.parent.name]
    files += [p for p in sorted(own.ledger.rglob("*.p/*")) if p.name in (str(size % 256), str(size // 256))]
    assert len(files) >= 8
    assert callable(harm)
    for at, victim in enumerate(files):
        harm(victim, chance)
        assert damage(verify_home(own)), victim
        done = repair(own, copy, str(at))
        assert (done.left, verify_home(own)) == ((), []), victim
        assert harm is remove or (own.folder / "damaged" / str(at) / "ledger").is_dir()
    post(own, 1)
    assert Sealer(own).seal().size == size + 1


def test_a_copy_that_is_no_better_mends_nothing(own: CampaignHome, tmp_path: Path) -> None:
    """What does not hash right is not taken, and what could not be mended is said."""
    copy = second_copy(own, tmp_path / "copy")
    victim = objects(own)[0]
    for path in (victim, copy / "vault" / victim.relative_to(own.folder / "vault")):
        flip(path, random.Random(3))
    found = victim.read_bytes()
    done = repair(own, copy, "1")
    assert (done.mended, len(done.left)) == ((), 1)
    assert victim.read_bytes() == found
    command = ["--home", str(own.folder), "verify", "--repair", str(copy)]
    outcome = CliRunner().invoke(dauys, command, catch_exceptions=False)
    assert (outcome.exit_code, "Not mended" in outcome.output) == (1, True)


INSIDER = {
    "a recording moved in time": ("UPDATE dauys_recording SET start_ms = start_ms + 1", "recording"),
    "a recording made longer": ("UPDATE dauys_recording SET end_ms = end_ms + 1000", "ends at"),
    "a sound exchanged": ("UPDATE dauys_version SET length_ms = 1 WHERE name = 'kk'", "length_ms"),
    "a decision turned": ("UPDATE dauys_decision SET verdict = 'reject'", "decision"),
    "a decision's author": ("UPDATE dauys_decision SET \"by\" = 'person:x'", "commits to"),
    "a decision removed": ("DELETE FROM dauys_decision", "no such row"),
    "a sighting moved": ("UPDATE dauys_sighting SET end_ms = end_ms - 1", "sighting"),
    "a change rewritten": ("UPDATE dauys_change SET why = 'x'", "commitment"),
    "a change removed": (
        "DELETE FROM dauys_change WHERE id = (SELECT MAX(id) FROM dauys_change)",
        "commits to is gone",
    ),
    "a change erased unannounced": (
        "UPDATE dauys_change SET salt = NULL, fields = '{}' WHERE register = 'contestants'",
        "lost their content",
    ),
    "a row of a register": ("UPDATE dauys_contestant SET name_en = 'x'", "name_en"),
    "an entry's body": ('UPDATE dauys_outboxentry SET at_ms = 1 WHERE "position" = 3', "ledger entry 3"),
    "an entry's place": (
        'UPDATE dauys_outboxentry SET "position" = 999 WHERE "position" = 1',
        "another entry there",
    ),
}


@pytest.mark.parametrize("name", INSIDER)
def test_what_an_insider_changes_in_the_database_is_found(own: CampaignHome, name: str) -> None:
    """With the triggers switched off, each table that the ledger speaks of: found and named."""
    statement, said = INSIDER[name]
    sql(statement)
    found = damage(verify_home(own))
    assert said in texts(found)


def test_a_ledger_that_was_rewritten_is_found_by_a_checkpoint_from_outside(
    own: CampaignHome, tmp_path: Path
) -> None:
    """Ledger and outbox changed together, signed with the real key: only who kept a checkpoint can tell."""
    kept = tmp_path / "kept"
    shutil.copy(own.ledger / "checkpoint", kept)
    assert verify_home(own, kept) == []
    post(own, 2)
    Sealer(own).seal()
    assert verify_home(own, kept) == []
    sql("UPDATE dauys_outboxentry SET at_ms = at_ms + 1 WHERE kind = 'erasure'")
    rewritten = Log(own.ledger)
    entries, origin = list(rewritten.entries()), kept.read_text("utf-8").splitlines()[0]
    sql("UPDATE dauys_outboxentry SET at_ms = at_ms + 1 WHERE kind = 'spot'")
    shutil.rmtree(own.ledger)
    own.ledger.mkdir()
    from dauys.db.selectors.audit_vault import sealed

    again = Log(own.ledger)
    again.append([row.content() for _, row in sealed()])
    again.sign(origin, [own.signing_key()], 1)
    assert len(entries) == again.size
    assert verify_home(own) == []
    (fault,) = verify_home(own, kept)
    assert "are not those that" in str(fault)


def test_a_shorter_ledger_and_a_foreign_checkpoint_are_named(own: CampaignHome, tmp_path: Path) -> None:
    """A ledger put back from an old copy, and a checkpoint of another ledger."""
    old = second_copy(own, tmp_path / "old")
    post(own, 5)
    Sealer(own).seal()
    kept = tmp_path / "kept"
    shutil.copy(own.ledger / "checkpoint", kept)
    shutil.rmtree(own.ledger)
    shutil.copytree(old / "ledger", own.ledger)
    found = texts(verify_home(own, kept))
    assert "it was cut off" in found
    assert "the ledger ends before" in found
    kept.write_text(kept.read_text("utf-8").replace("/ledger", "/other"), "utf-8")
    assert "this ledger is" in texts(verify_home(own, kept))


def test_a_file_that_nothing_put_there_is_named(own: CampaignHome) -> None:
    """An object without a row is worth a notice; a file in no place of the vault is a fault."""
    import io

    own.vault.put(io.BytesIO(b"left by a kill"))
    (notice,) = verify_home(own)
    assert (notice.is_notice, damage([notice])) == (True, [])
    (own.folder / "vault" / "note.txt").write_text("x")
    assert "no place of the vault" in texts(damage(verify_home(own)))
    shutil.rmtree(own.prints)
    assert "is made again" in texts(verify_home(own))


def test_a_lost_key_is_named(own: CampaignHome) -> None:
    """Without the key nothing can be sealed, so that its absence is found before it is needed."""
    assert own.key
    own.key.unlink()
    (fault,) = verify_home(own)
    assert (fault.part, "cannot be read" in fault.text) == (Part.KEY, True)


def test_a_column_younger_than_its_rows_history_is_guarded_too(own: CampaignHome) -> None:
    """It holds what its migration gave every row; whatever else stands there came past the history."""
    from dauys.db.models import Change

    first = Change.objects.filter(register="contests").order_by("pk").first()
    assert first is not None
    told = {name: pair for name, pair in first.fields.items() if name != "zone"}
    sql("UPDATE dauys_change SET fields = %s WHERE id = %s", json.dumps(told), first.pk)
    assert list(wrong_registers()) == []
    sql("UPDATE dauys_contest SET zone = 'Asia/Qyzylorda' WHERE id = %s", first.row)
    assert [(place, "zone" in text) for place, text in wrong_registers()] == [(f"contests {first.row}", True)]
