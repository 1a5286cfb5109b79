"""A dispute pack holds as it is made, and no byte of any file in it can be changed unseen."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from tests.workflows.ledgers import post
from tests.workflows.worked_home import worked

from dauys.cli import dauys
from dauys.domain.errors import EvidenceError, WrongUse
from dauys.evidence import pack_verify
from dauys.evidence.cosignature import cosign, witness_of
from dauys.evidence.keys import make_key, read_key
from dauys.evidence.log import Log
from dauys.evidence.pack_verify import Broken, Files, check, check_place, contents
from dauys.workflows.dispute import dispute
from dauys.workflows.home import CampaignHome
from dauys.workflows.seal import Sealer


@pytest.fixture
def own(home: CampaignHome, tmp_path: Path) -> CampaignHome:
    return worked(home, tmp_path)


def an_airing() -> str:
    from dauys.db.selectors.airings import airings_frame

    return str(airings_frame()["sighting_id"][0])


def test_a_pack_is_verified_by_the_program_in_it(own: CampaignHome, tmp_path: Path) -> None:
    """By its command, with Python alone, against the key and the checkpoint that somebody else kept."""
    out, key = tmp_path / "pack.zip", tmp_path / "commission.pub"
    command = ["--home", str(own.folder), "dispute", an_airing()[:12], "--out", str(out)]
    done = CliRunner().invoke(dauys, command, catch_exceptions=False)
    assert (done.exit_code, an_airing() in done.output) == (0, True)
    key.write_text(own.signing_key().public.text())
    with zipfile.ZipFile(out) as archive:
        archive.extract("verify_pack.py", tmp_path)
    program = [sys.executable, "-I", "-S", str(tmp_path / "verify_pack.py"), str(out)]
    kept = ["--key", str(key), "--checkpoint", str(own.ledger / "checkpoint")]
    told = subprocess.run([*program, *kept], capture_output=True, text=True, check=False)
    assert (told.returncode, told.stdout.splitlines()[-1], told.stderr) == (0, "HOLDS", "")
    alone = subprocess.run(program, capture_output=True, text=True, check=False)
    assert "compare key.pub" in alone.stdout
    make_key(tmp_path / "other.key")
    key.write_text(read_key(tmp_path / "other.key").public.text())
    wrong = subprocess.run([*program, *kept], capture_output=True, text=True, check=False)
    assert (wrong.returncode, "DIFFERS: key.pub" in wrong.stdout) == (1, True)


def test_a_pack_holds_what_the_airing_rests_on(own: CampaignHome, tmp_path: Path) -> None:
    """The recording's own bytes, decisions, histories, the clock's error as unknown; twice the same bytes."""
    dispute(own, an_airing(), tmp_path / "a.zip")
    dispute(own, an_airing(), tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    files = contents(tmp_path / "a.zip")
    assert b"sight alpha__kk 100 accepted" in files["recording.bin"]
    assert b"name alpha-kk" in files["spot.bin"]
    assert b'"error_bound_ms": null' in files["clock.json"]
    assert b'"verdict": "confirm"' in files["decisions.json"]
    for register in ("contests", "contestants", "outlets", "channels", "spots", "versions", "recordings"):
        assert f'"register": "{register}"'.encode() in files["registers.json"]
    assert {f"README.{code}.md" for code in ("kk", "ru", "en")} <= files.keys()
    assert "entries stand in" in "\n".join(check(files, None, None, []))


def flipped(content: bytes, at: int, bit: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1 << bit]) + content[at + 1 :]


def test_every_changed_byte_is_detected(
    own: CampaignHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Any byte of any file, a file removed, one added, two exchanged: each is found."""
    dispute(own, an_airing(), tmp_path / "pack.zip")
    files = dict(contents(tmp_path / "pack.zip"))
    known: dict[tuple[bytes, bytes, bytes], bool] = {}
    holds = pack_verify.signature_holds

    def remembered(public: bytes, message: bytes, signature: bytes) -> bool:
        """The same answer for the same question: most changes leave the signature as it was."""
        question = public, message, signature
        if question not in known:
            known[question] = holds(*question)
        return known[question]

    monkeypatch.setattr(pack_verify, "signature_holds", remembered)
    list(check(files, None, None, []))
    signed = {"key.pub", "manifest.note"}
    for name, content in files.items():
        step = 1 if name in signed or len(content) < 300 else len(content) // 97
        for at in range(0, len(content), step):
            assert refused({**files, name: flipped(content, at, at % 8)}), (name, at)
        assert refused({other: each for other, each in files.items() if other != name}), name
    assert refused({**files, "more.txt": b"x"})
    assert refused({**files, "recording.bin": files["spot.bin"], "spot.bin": files["recording.bin"]})


def refused(files: Files) -> bool:
    try:
        list(check(files, None, None, []))
    except (Broken, KeyError, TypeError, ValueError, AttributeError):
        return True
    return False


def test_what_is_signed_anew_still_meets_the_ledger(own: CampaignHome, tmp_path: Path) -> None:
    """Whoever has the key and packs another recording, decision or register row is found by the ledger."""
    from dauys.evidence.pack import packed

    dispute(own, an_airing(), tmp_path / "pack.zip")
    files = dict(contents(tmp_path / "pack.zip"))
    members = {
        name: content
        for name, content in files.items()
        if not name.startswith(("README", "manifest", "verify", "key."))
    }

    def again(**changed: bytes) -> bool:
        made = members | {f"{name}.json": content for name, content in changed.items()}
        (tmp_path / "forged.zip").write_bytes(packed(made, own.signing_key()))
        return refused(contents(tmp_path / "forged.zip"))

    assert not again()
    assert again(decisions=files["decisions.json"].replace(b'"confirm"', b'"reject"'))
    assert again(registers=files["registers.json"].replace(b'"why": "a test"', b'"why": "x"', 1))
    assert again(airing=files["airing.json"].replace(b'"sha256": "', b'"sha256": "0', 1))


Forged = Callable[..., str]


@pytest.fixture
def forged(own: CampaignHome, tmp_path: Path) -> Forged:
    """Packs again, with the key, after a change of the JSON in a file; what the program says of it."""
    from dauys.evidence.pack import packed

    dispute(own, an_airing(), tmp_path / "pack.zip")
    left_out = ("README", "manifest", "verify", "key.")
    every = contents(tmp_path / "pack.zip")
    members = {name: content for name, content in every.items() if not name.startswith(left_out)}

    def pack_again(change: Callable[[dict[str, Any]], object]) -> str:
        opened = {name: json.loads(members[f"{name}.json"]) for name in ("airing", "decisions", "registers")}
        change(opened)
        made = members | {f"{name}.json": json.dumps(content).encode() for name, content in opened.items()}
        out = tmp_path / "forged.zip"
        out.write_bytes(packed(made, own.signing_key()))
        try:
            return "\n".join(check(contents(out), None, None, []))
        except Broken as cause:
            return f"DIFFERS: {cause}"

    return pack_again


def entry_in(opened: dict[str, Any], register: str) -> dict[str, Any]:
    """The newest change of that register in the pack."""
    found: dict[str, Any] = [e for e in opened["registers"] if e["row"]["register"] == register][-1]
    return found


def test_what_has_no_salt_is_no_way_past_the_ledger(forged: Forged) -> None:
    """A decision has one; a change without one has no content left, and its commitment must stand."""
    without = {"salt": None}
    assert "DIFFERS" not in forged(lambda opened: None)
    said = forged(lambda opened: opened["decisions"][0].update(without))
    assert "DIFFERS: decisions.json, 1: has no salt" in said
    said = forged(lambda opened: entry_in(opened, "outlets").update(without))
    assert "has no salt" in said

    def erased(opened: dict[str, Any], **more: str) -> None:
        change = entry_in(opened, "outlets")
        change["row"]["fields"] = {}
        change.update(without, **more)

    assert "its content was erased" in forged(erased)
    said = forged(lambda opened: erased(opened, commitment="00" * 32))
    assert "DIFFERS: registers.json" in said
    assert "does not stand among the changes" in said

    def dressed(opened: dict[str, Any]) -> None:
        erased(opened)
        opened["decisions"][0] |= entry_in(opened, "outlets") | {
            "row": opened["decisions"][0]["row"] | {"fields": {}}
        }

    assert "DIFFERS: decisions.json, 1: entry 4 tells of something else" in forged(dressed)


def test_what_no_entry_tells_of_does_not_hold(forged: Forged) -> None:
    """A recording, spot, decision or change without an entry may be invented: nothing shows its age."""
    said = "no entry in this pack tells of it"
    assert said in forged(lambda o: o["airing"]["recording"].update(start_ms=1_608_642_030_000))
    assert said in forged(lambda o: o["airing"]["recording"].update(channel="kok-1"))
    assert said in forged(lambda o: o["airing"]["airing"].update(version_id="ru"))
    assert said in forged(lambda o: o["decisions"][0].update(entry=None, salt=None))
    assert said in forged(lambda o: o["registers"][0].update(entry=None, salt=None))


@pytest.mark.parametrize(
    "changed",
    [
        {"start_ms": 1_608_642_040_100, "end_ms": 1_608_642_045_100},
        {"start_ms": 1_608_642_040_100, "end_ms": 1_608_642_045_100, "recording_offset_ms": 40_100},
        {"start_ms": 1_608_642_040_100, "end_ms": 1_608_642_045_100, "spot_start_ms": -1000},
        {"start_ms": 1_608_641_960_100, "spot_start_ms": -40_000, "length_ms": 45_000},
        {"end_ms": 1_608_642_045_100, "spot_end_ms": 45_000, "length_ms": 45_000},
        {"end_ms": 1_608_642_006_100},
        {"length_ms": 6000},
        {"channel_id": "kok-1"},
        {"sighting_id": "0" * 64},
        {"decided_by": "person:other"},
    ],
)
def test_the_airing_follows_from_recording_and_decision(forged: Forged, changed: dict[str, Any]) -> None:
    """Another time, channel or sighting than those that recording and decision give is found."""
    assert "DIFFERS" in forged(lambda opened: opened["airing"]["airing"].update(changed))


def test_each_decision_is_on_the_packed_sighting(forged: Forged) -> None:
    """The ledger's entry names a sighting by its place, so that neither can be exchanged; one must stand."""
    assert "another sighting" in forged(
        lambda o: (
            o["airing"]["sighting"].update(start_ms=40_100, end_ms=45_100),
            o["airing"]["airing"].update(
                start_ms=1_608_642_040_100, end_ms=1_608_642_045_100, recording_offset_ms=40_100
            ),
        )
    )
    assert "another sighting" in forged(lambda o: o["airing"]["hearing"].update(engine="text-2"))
    assert "another sighting" in forged(lambda o: o["decisions"][0]["hearing"].update(engine="text-2"))
    assert "newest decision" in forged(lambda o: o["decisions"].clear())


def test_a_broadcast_that_two_recordings_show_holds() -> None:
    """What another recording adds is said to be unchecked, within what two recorders' clocks may differ."""
    heard = {"version": "alpha", "start_ms": 0, "end_ms": 3000, "spot_start_ms": 2000, "spot_end_ms": 5000}
    row = {
        "sighting_id": "s",
        "recording_sha256": "r",
        "channel_id": "tau",
        "spot_id": "alpha",
        "version_id": "",
        "recording_offset_ms": 0,
        "spot_start_ms": 0,
        "spot_end_ms": 5000,
    }
    tape = {"sha256": "r", "channel": "tau", "start_ms": 100_000}

    def said(start_ms: int) -> list[str]:
        airing = row | {"start_ms": start_ms, "end_ms": 103_000, "length_ms": 103_000 - start_ms}
        return list(check_place({"airing": airing, "recording": tape, "sighting": {"id": "s"}}, heard))

    assert said(98_000) == ["not checked: start_ms, which another recording, not in this pack, puts at 98000"]
    assert said(95_000)
    with pytest.raises(Broken, match="start_ms is 94999"):
        said(94_999)


def test_witnesses_are_checked(own: CampaignHome, tmp_path: Path) -> None:
    """A cosignature beneath the checkpoint is checked with a key that the reader brings."""
    make_key(tmp_path / "w.key")
    witness = read_key(tmp_path / "w.key")
    log = Log(own.ledger)
    assert log.signed
    line = witness_of(witness, "observers.example").text()
    dispute(own, an_airing(), tmp_path / "before.zip")
    said = "\n".join(check(contents(tmp_path / "before.zip"), None, None, [line]))
    assert "has not cosigned it" in said
    log.add_signatures(
        log.signed.note, [cosign(log.signed.note, witness, "observers.example", 1_700_000_000)]
    )
    dispute(own, an_airing(), tmp_path / "after.zip")
    said = "\n".join(check(contents(tmp_path / "after.zip"), None, None, [line]))
    assert "observers.example: cosigned at 1700000000" in said


def test_what_cannot_be_packed_is_refused(own: CampaignHome, tmp_path: Path) -> None:
    """No such airing, several of that beginning, a damaged recording."""
    out = tmp_path / "pack.zip"
    with pytest.raises(WrongUse, match="begins with 'zz'"):
        dispute(own, "zz", out)
    with pytest.raises(WrongUse, match="name one"):
        dispute(own, "", out)
    with pytest.raises(WrongUse, match="cannot be written"):
        dispute(own, an_airing(), tmp_path / "no" / "such" / "pack.zip")
    post(own, 1)
    Sealer(own).seal()
    dispute(own, an_airing(), out)
    (files,) = [contents(out)]
    import hashlib

    path = own.vault.path(hashlib.sha256(files["recording.bin"]).hexdigest())
    path.chmod(0o644)
    path.write_bytes(b"x")
    with pytest.raises(EvidenceError, match="was changed"):
        dispute(own, an_airing(), out)
    assert io.BytesIO(out.read_bytes()).read(2) == b"PK"
