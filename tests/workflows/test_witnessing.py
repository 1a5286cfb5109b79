"""The commission's side of witnessing: asked beside the work, kept before shown, never in the way."""

from __future__ import annotations

import json
import shutil
import socket
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.evidence.witnesses import served
from tests.workflows.ledgers import NOW_MS, checked, keyed, post

from dauys.cli import dauys
from dauys.domain.errors import CampaignHomeError, EvidenceError, WrongUse
from dauys.evidence.cosignature import check_cosigned, cosigners
from dauys.evidence.log import Log
from dauys.evidence.notes import read_note
from dauys.evidence.proofs import prove
from dauys.evidence.witness_store import WitnessFolder, make_witness
from dauys.workflows.home import CampaignHome, read_home
from dauys.workflows.seal import Sealer
from dauys.workflows.witness import check_file, see
from dauys.workflows.witness_settings import HomeWitness, WitnessPolicy
from dauys.workflows.witnessing import accept, ask_witnesses, last_told


@pytest.fixture
def own(home: CampaignHome, tmp_path: Path) -> CampaignHome:
    """A home with a key of its own and one sealed entry."""
    made = keyed(home, tmp_path)
    Sealer(made).seal()
    return made


def a_witness(home: CampaignHome, folder: Path) -> WitnessFolder:
    """A witness that knows this home's ledger."""
    witness = make_witness(folder, f"{folder.name}.example/w")
    signed = Log(home.ledger).signed
    assert signed
    witness.add_ledger(home.signing_key().public.under(signed.checkpoint.origin))
    return witness


def with_witnesses(home: CampaignHome, *rows: tuple[WitnessFolder, str]) -> CampaignHome:
    """The home as if dauys.toml named these witnesses at these addresses."""
    known = tuple(HomeWitness(witness.key, url) for witness, url in rows)
    return replace(home, policy=WitnessPolicy(known, len(known)))


def at(address: tuple[str, int]) -> str:
    return f"http://{address[0]}:{address[1]}"


def standing(home: CampaignHome) -> tuple[int, set[str]]:
    """The checkpoint that stands: its size and who cosigned it."""
    signed = Log(home.ledger).signed
    assert signed
    return signed.checkpoint.size, set(cosigners(signed.note, home.policy.keys))


def test_every_new_checkpoint_is_cosigned(own: CampaignHome, tmp_path: Path) -> None:
    """Sealing asks both witnesses, each from what it has seen; the cosigned size is kept in both places."""
    one, two = (a_witness(own, tmp_path / name) for name in ("one", "two"))
    with served(one) as first, served(two) as second:
        home = with_witnesses(own, (one, at(first)), (two, at(second)))
        for count in (1, 300, 5):
            post(home, count)
            Sealer(home).finish()
            size, names = standing(home)
            assert names == {"one.example/w", "two.example/w"}
            newest = home.witnessed.newest()
            assert newest
            assert newest.checkpoint.size == size
            check_cosigned(newest.note, home.policy.keys, 2)
        assert len(home.witnessed.places) == 2
        assert ask_witnesses(home, NOW_MS) == {}
    assert len(checked(home)) == 307
    assert {told.size for told in last_told(home).values()} == {307}


def test_a_witness_that_is_away_holds_nobody_up(own: CampaignHome, tmp_path: Path) -> None:
    """One that refuses connections and one that never answers: the ledger grows, the third cosigns, and those
    that were away cosign the newest when they are back."""
    here, gone, mute = (a_witness(own, tmp_path / name) for name in ("here", "gone", "mute"))
    with served(here) as address, socket.create_server(("127.0.0.1", 0)) as silent:
        closed = socket.create_server(("127.0.0.1", 0))
        nobody = closed.getsockname()
        closed.close()
        home = with_witnesses(own, (here, at(address)), (gone, at(nobody)), (mute, at(silent.getsockname())))
        post(home, 10)
        assert Sealer(home).seal().size == 11
        told = ask_witnesses(home, NOW_MS, seconds=0.3)
        outcomes = {name: each.outcome for name, each in (last_told(home) | told).items()}
        assert outcomes == {
            "here.example/w": "cosigned",
            "gone.example/w": "unreached",
            "mute.example/w": "unreached",
        }
        assert standing(home) == (11, {"here.example/w"})
    with served(gone) as back:
        later = with_witnesses(own, (here, ""), (gone, at(back)))
        assert ask_witnesses(later, NOW_MS)["gone.example/w"].size == 11
        assert standing(later)[1] == {"here.example/w", "gone.example/w"}


def test_an_old_copy_of_everything_is_noticed_by_asking(own: CampaignHome, tmp_path: Path) -> None:
    """Home, key's folder and all were put back: only the witness knows. It says so; with what it has seen in
    hand, which bears our own signature, nothing is appended any more."""
    witness = a_witness(own, tmp_path / "w")
    signed_before = (own.ledger / "checkpoint").read_bytes()
    old = tmp_path / "old"
    shutil.copytree(own.ledger, old)
    with served(witness) as address:
        home = with_witnesses(own, (witness, at(address)))
        post(home, 10)
        Sealer(home).finish()
        for place in home.witnessed.places:
            place.unlink()
        shutil.rmtree(home.ledger)
        shutil.copytree(old, home.ledger)
        assert (home.ledger / "checkpoint").read_bytes() == signed_before
        told = ask_witnesses(home, NOW_MS)["w.example/w"]
    assert (told.outcome, told.size) == ("conflict", 11)
    assert "has seen 11 entries, where the ledger has 1" in told.text
    (ledger,) = witness.ledgers()
    seen = ledger.seen()
    assert seen
    with pytest.raises(EvidenceError, match="has 1 entries where a witness has cosigned 11"):
        accept(home, str(seen.note).encode(), NOW_MS)
    with pytest.raises(EvidenceError, match="has 1 entries where a witness has cosigned 11"):
        Sealer(home).seal()


def test_another_ledger_of_the_same_size_is_noticed(own: CampaignHome, tmp_path: Path) -> None:
    """Entries rewritten and signed anew with the real key: the witness says that it has seen another."""
    witness = a_witness(own, tmp_path / "w")
    with served(witness) as address:
        home = with_witnesses(own, (witness, at(address)))
        post(home, 3)
        Sealer(home).finish()
        origin = Log(home.ledger).signed.checkpoint.origin  # type: ignore[union-attr]
        for place in home.witnessed.places:
            place.unlink()
        for more in ([b"x"] * 4, [b"x"] * 9):
            shutil.rmtree(home.ledger)
            home.ledger.mkdir()
            forged = Log(home.ledger)
            forged.append(more)
            forged.sign(origin, [home.signing_key()], NOW_MS)
            assert ask_witnesses(home, NOW_MS)["w.example/w"].outcome == "conflict"
    assert [each.checkpoint.size for each in witness.ledgers()[0].refused()] == [4, 9]


def test_a_witness_that_lies_stops_nothing(own: CampaignHome, tmp_path: Path) -> None:
    """Claims without our signature are told, and sealing goes on; another key's signature is not taken."""
    witness, other = a_witness(own, tmp_path / "w"), a_witness(own, tmp_path / "other")
    stranger = make_witness(tmp_path / "stranger", "w.example/w")
    with served(other) as wrong_key, served(stranger) as knows_nothing:
        home = with_witnesses(own, (witness, at(wrong_key)))
        told = ask_witnesses(home, NOW_MS)["w.example/w"]
        assert (told.outcome, "no cosignature that holds" in told.text) == ("refused", True)
        home = with_witnesses(own, (witness, at(knows_nothing)))
        told = ask_witnesses(home, NOW_MS)["w.example/w"]
        assert (told.outcome, told.text[:13]) == ("refused", "answers 404: ")
    assert standing(home) == (1, set())
    post(home, 2)
    assert Sealer(home).seal().size == 3


def test_a_checkpoint_signed_by_hand_is_taken_in(own: CampaignHome, tmp_path: Path) -> None:
    """A party looks at the ledger on a disk, signs, and hands the file back; a foreign file is refused."""
    witness = a_witness(own, tmp_path / "w")
    home = with_witnesses(own, (witness, ""))
    shutil.copytree(home.ledger, tmp_path / "stick/ledger")
    sight = see(witness, tmp_path / "stick/ledger", None, NOW_MS)
    assert (sight.before, sight.rehashed, sight.checkpoint.size) == (0, 1, 1)
    assert sight.out.parent == tmp_path / "stick"
    unsigned = (tmp_path / "stick/ledger/checkpoint").read_bytes()
    with pytest.raises(EvidenceError, match="none of the witnesses"):
        accept(home, unsigned, NOW_MS)
    note = read_note(sight.out.read_bytes())
    foreign = str(replace(note, text=f"other\n1\n{note.text.splitlines()[2]}\n")).encode()
    with pytest.raises(EvidenceError, match="a checkpoint of other, not of this home's ledger"):
        accept(home, foreign, NOW_MS)
    assert accept(home, sight.out.read_bytes(), NOW_MS)["w.example/w"].size == 1
    assert standing(home) == (1, {"w.example/w"})
    assert home.witnessed.newest()


def test_a_file_with_one_checkpoint_is_enough_for_the_first_time_and_the_same(
    own: CampaignHome, tmp_path: Path
) -> None:
    """Later ones need the folder, whose entries show that it only grew; an older copy is told so."""
    witness = a_witness(own, tmp_path / "w")
    file, out = tmp_path / "checkpoint", tmp_path / "out"
    shutil.copy(own.ledger / "checkpoint", file)
    assert see(witness, file, out, NOW_MS).before == 0
    assert see(witness, file, out, NOW_MS).before == 1
    older = shutil.copytree(own.ledger, tmp_path / "older")
    post(own, 4)
    Sealer(own).seal()
    shutil.copy(own.ledger / "checkpoint", file)
    with pytest.raises(WrongUse, match="bring the whole folder"):
        see(witness, file, out, NOW_MS)
    assert (see(witness, own.ledger, out, NOW_MS).before, see(witness, file, out, NOW_MS).before) == (1, 5)
    with pytest.raises(EvidenceError, match="1 entries where the witness has seen 5: it is an older copy"):
        see(witness, older, out, NOW_MS)


def test_a_folder_with_another_story_is_refused_and_kept(own: CampaignHome, tmp_path: Path) -> None:
    """Signed with the real key, longer, and not what was seen: no signature, and `show` says so."""
    witness = a_witness(own, tmp_path / "w")
    see(witness, own.ledger, tmp_path / "first", NOW_MS)
    signed = Log(own.ledger).signed
    assert signed
    (tmp_path / "forged").mkdir()
    forged = Log(tmp_path / "forged")
    forged.append([b"another story"] * 7)
    forged.sign(signed.checkpoint.origin, [own.signing_key()], NOW_MS)
    with pytest.raises(EvidenceError, match="does not begin with the one of 1 that was seen before"):
        see(witness, tmp_path / "forged", tmp_path / "second", NOW_MS)
    assert not (tmp_path / "second").exists()
    done = CliRunner().invoke(dauys, ["witness", "show", str(tmp_path / "w")], catch_exceptions=False)
    assert (done.exit_code, "Not shown to fit" in done.output) == (1, True)


def settings(home: CampaignHome, lines: str) -> CampaignHome:
    """The home with these lines before what its dauys.toml says."""
    path = home.folder / "dauys.toml"
    path.write_text(f"{lines}\n{path.read_text()}")
    return read_home(home.folder)


def test_settings_name_witnesses(own: CampaignHome, tmp_path: Path) -> None:
    """Keys, addresses and how many are needed; a wrong one is refused with everything that is wrong."""
    key = a_witness(own, tmp_path / "w").key
    toml = (own.folder / "dauys.toml").read_text()
    row = f'{{ public_key = "{key.text()}", url = "https://w.example/x" }}'
    policy = settings(own, f"witnesses = [{row}]\nwitnesses_needed = 1").policy
    assert policy == WitnessPolicy((HomeWitness(key, "https://w.example/x"),), 1)
    (own.folder / "dauys.toml").write_text(toml)
    wrong = f'{{ public_key = "x" }}, {{ url = "" }}, {row}, {row.replace("https", "ftp")}, {row}'
    with pytest.raises(CampaignHomeError) as refused:
        settings(own, f"witnesses = [{wrong}]\nwitnesses_needed = 9")
    parts = (
        "'x' is no public key",
        "{'url': ''} is none",
        "is no address",
        "have one name",
        "have one key",
        "= 9",
    )
    for part in parts:
        assert part in str(refused.value)


def test_the_command_line_of_both_sides(own: CampaignHome, tmp_path: Path) -> None:
    """A party makes a witness, looks and signs; the commission takes it in and shows who has signed."""

    def run(*words: str, code: int = 0) -> str:
        done = CliRunner().invoke(dauys, ["--home", str(own.folder), *words], catch_exceptions=False)
        assert done.exit_code == code, done.output
        return done.output

    folder, stick = str(tmp_path / "party"), tmp_path / "stick"
    sealed = run("seal")
    key = next(line for line in sealed.splitlines() if line.startswith("Its key")).rpartition(" ")[2]
    made = run("witness", "init", folder, "--name", "party.example/w")
    assert "nothing seen yet" not in run("witness", "show", folder)
    assert "is now known by the key" in run("witness", "add-log", folder, key)
    assert "was already known" in run("witness", "add-log", folder, key)
    assert "nothing seen yet" in run("witness", "show", folder)
    shutil.copytree(own.ledger, stick / "ledger")
    assert "All 1 entries hash" in run("witness", "see", folder, str(stick / "ledger"))
    assert "1 entries seen at" in run("witness", "show", folder)
    public = next(line for line in made.splitlines() if line.startswith("Its public key")).rpartition(" ")[2]
    settings(own, f'witnesses = [{{ public_key = "{public}" }}]\nwitnesses_needed = 1')
    assert "Signed by 0 of 1 witnesses; 1 needed." in run("ledger", "show", code=2)
    assert "Nobody is to be asked" in run("ledger", "ask")
    (cosigned,) = stick.glob("*.cosigned")
    policy = ("--ledger", key, "--witness", public)
    assert "Signed by party.example/w at" in run("witness", "check", str(cosigned), *policy)
    assert "signed 1 entries at" in run("ledger", "accept", str(cosigned))
    assert "Signed by 1 of 1 witnesses; 1 needed." in run("ledger", "show")
    rows = json.loads((own.folder / "witnesses.json").read_text())
    rows["party.example/w"]["outcome"] = "conflict"
    (own.folder / "witnesses.json").chmod(0o644)
    (own.folder / "witnesses.json").write_text(json.dumps(rows))
    assert "Ask it for what it has seen" in run("ledger", "show", code=1)


def test_a_reader_asks_for_k_of_n(own: CampaignHome, tmp_path: Path) -> None:
    """A checkpoint and a proof are judged alike; too few witnesses and a foreign ledger are refused."""
    witness, other = a_witness(own, tmp_path / "w"), a_witness(own, tmp_path / "other")
    see(witness, own.ledger, tmp_path / "signed", NOW_MS)
    log = Log(own.ledger)
    assert log.signed
    log.add_signatures(log.signed.note, read_note((tmp_path / "signed").read_bytes()).signatures)
    (tmp_path / "proof").write_text(prove(log, 0).text())
    key = own.signing_key().public.under(log.signed.checkpoint.origin).text()
    keys = [each.key.text() for each in (witness, other)]
    for name in ("signed", "proof"):
        made, times = check_file(tmp_path / name, key, keys, 1)
        assert (made, times) == (log.signed.checkpoint, {"w.example/w": NOW_MS // 1000})
        with pytest.raises(EvidenceError, match=f"{name}: .*by 1 of 2 known witnesses"):
            check_file(tmp_path / name, key, keys, 2)
        with pytest.raises(EvidenceError, match="not signed by a key of that ledger"):
            check_file(tmp_path / name, other.private.public.text(), keys, 1)
    with pytest.raises(WrongUse, match="3 witnesses are needed and 2 named"):
        check_file(tmp_path / "signed", key, keys, 3)
