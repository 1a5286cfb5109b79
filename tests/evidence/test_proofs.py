"""Proofs, checkpoints and notes: what holds is accepted, what was changed in any place is refused."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.evidence.ledgers import NOW_MS, ORIGIN, a_key, a_log, an_entry, split
from tests.house.tree import ROOT

from dauys.domain import merkle
from dauys.domain.errors import EvidenceError
from dauys.evidence.checkpoints import Checkpoint, read_checkpoint
from dauys.evidence.keys import SigningKey, public_key
from dauys.evidence.log import Log
from dauys.evidence.notes import Note, Signature, read_note
from dauys.evidence.proofs import Proof, check_growth, check_inclusion, prove, read_proof


def reached(leaf: bytes, m: int, n: int, proof: list[bytes]) -> bytes:
    """The root that a proof leads to, by the recursion of RFC 6962 §2.1.1: not the verifier's way."""
    if n == 1:
        return leaf if not proof else b""
    if not proof:
        return b""
    k, last = split(n), proof[-1]
    if m < k:
        return merkle.node(reached(leaf, m, k, proof[:-1]), last)
    return merkle.node(last, reached(leaf, m - k, n - k, proof[:-1]))


def mutations(proof: list[bytes]) -> Iterator[list[bytes]]:
    """The proof with each hash flipped, left out, doubled; with one more; reversed."""
    for place, each in enumerate(proof):
        flipped = bytes([each[0] ^ 1]) + each[1:]
        yield [*proof[:place], flipped, *proof[place + 1 :]]
        yield [*proof[:place], *proof[place + 1 :]]
        yield [*proof[:place], each, each, *proof[place + 1 :]]
    yield [*proof, bytes(32)]
    if proof != proof[::-1]:
        yield proof[::-1]


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Log:
    """A ledger of 300 entries."""
    log = a_log(tmp_path_factory.mktemp("grown") / "log", 0)
    log.append([b"%d" % number for number in range(300)])
    return log


SIZES = [range(first, first + 20) for first in range(1, 301, 20)]


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_every_inclusion_proof_holds_and_no_changed_one(grown: Log, sizes: range) -> None:
    """Every size up to 300: two verifiers accept each proof; a changed hash, place, or leaf fails both."""
    for size, index in ((n, m) for n in sizes for m in range(0, n, max(1, n // 9))):
        root = grown.root(size)
        leaf, proof = merkle.leaf(b"%d" % index), grown.inclusion_proof(index, size)
        assert merkle.inclusion_holds(leaf, index, size, proof, root)
        assert reached(leaf, index, size, proof) == root
        for changed in mutations(proof):
            assert not merkle.inclusion_holds(leaf, index, size, changed, root)
            assert reached(leaf, index, size, changed) != root
        assert not merkle.inclusion_holds(bytes(32), index, size, proof, root)
        for other in (index - 1, index + 1, size - 1 - index):
            assert other == index or not merkle.inclusion_holds(leaf, other, size, proof, root)


@pytest.mark.parametrize("sizes", SIZES, ids=str)
def test_every_growth_proof_holds_and_no_changed_one(grown: Log, sizes: range) -> None:
    """Two sizes up to 300: the proof holds; a changed hash, another size or older root fails."""
    for size, older in ((n, m) for n in sizes for m in range(1, n + 1, max(1, n // 9))):
        root, old = grown.root(size), grown.root(older)
        proof = grown.consistency_proof(older, size)
        check_growth(Checkpoint("o", older, old), Checkpoint("o", size, root), proof)
        for changed in mutations(proof):
            assert not merkle.consistency_holds(older, size, old, root, changed)
        if older < size:
            assert not merkle.consistency_holds(older, size, bytes(32), root, proof)
            assert not merkle.consistency_holds(older + 1, size, old, root, proof)


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> SigningKey:
    return a_key(tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory, key: SigningKey) -> Log:
    """A signed ledger of 700 entries, one of them empty and one as long as may be."""
    made = a_log(tmp_path_factory.mktemp("ledger") / "log", 700)
    made.sign(ORIGIN, [key], NOW_MS)
    return made


@pytest.mark.parametrize("index", [0, 1, 2, 255, 256, 511, 699])
def test_a_proof_is_read_as_it_was_written(log: Log, key: SigningKey, index: int) -> None:
    """The file is text as C2SP has it; read again it is the same, and holds for its entry alone."""
    proof = prove(log, index)
    text = proof.text()
    assert text.startswith(f"c2sp.org/tlog-proof@v1\nindex {index}\n")
    assert read_proof(text.encode()) == proof
    check_inclusion(proof, an_entry(index), [key.public])
    with pytest.raises(EvidenceError, match="does not stand at index"):
        check_inclusion(proof, an_entry(index) + b"x", [key.public])
    with pytest.raises(EvidenceError, match="does not stand at index"):
        check_inclusion(replace(proof, index=index ^ 1), an_entry(index), [key.public])


def test_extra_is_kept_and_proves_nothing(log: Log) -> None:
    """A proof may carry opaque base64; it is read and written, and left alone."""
    proof = replace(prove(log, 3), extra="YWJj")
    assert read_proof(proof.text().encode()) == proof
    assert proof.holds(an_entry(3))


def test_an_entry_without_a_checkpoint_has_no_proof(tmp_path: Path, key: SigningKey) -> None:
    """What was appended and not signed for cannot be proven; the message says what to run."""
    log = a_log(tmp_path / "log", 2)
    with pytest.raises(EvidenceError, match="dauys seal"):
        prove(log, 0)


def test_a_key_that_is_not_the_ledgers_proves_nothing(log: Log, tmp_path: Path) -> None:
    """Another key, and the right key under another name, are no signature."""
    stranger = a_key(tmp_path)
    with pytest.raises(EvidenceError, match="not signed by a key of that ledger"):
        check_inclusion(prove(log, 3), an_entry(3), [stranger.public])
    assert log.signed
    assert not log.signed.note.is_signed_by(stranger.public)


def test_a_known_key_with_a_false_signature_spoils_the_note(log: Log, key: SigningKey) -> None:
    """A line that names a known key and does not hold is refused, beside a good one too."""
    assert log.signed
    good = log.signed.note
    (own,) = good.signatures
    forged = good.joined_by([Signature(own.name, own.id, bytes(64))])
    with pytest.raises(EvidenceError, match="was changed"):
        forged.is_signed_by(key.public.under(ORIGIN))
    strange = good.joined_by([Signature("witness.example", b"1234", b"x" * 72)])
    assert strange.is_signed_by(key.public.under(ORIGIN))
    assert read_note(str(strange).encode()) == strange


def test_two_ledgers_prove_nothing_of_each_other(log: Log) -> None:
    """Growth is of one name only; a rewritten beginning is refused with both checkpoints named."""
    old = Checkpoint(ORIGIN, 5, log.root(5))
    new = Checkpoint(ORIGIN, 700, log.root())
    check_growth(Checkpoint(ORIGIN, 0, merkle.EMPTY), new, [])
    check_growth(old, new, log.consistency_proof(5))
    with pytest.raises(EvidenceError, match="two ledgers"):
        check_growth(replace(old, origin="other"), new, log.consistency_proof(5))
    with pytest.raises(EvidenceError, match="does not begin with the one of 5"):
        check_growth(replace(old, root=bytes(32)), new, log.consistency_proof(5))


BAD_CHECKPOINTS = [
    "o\n5\n\n",
    "o\n05\n{root}\n",
    "o\n-1\n{root}\n",
    "o\nfive\n{root}\n",
    "o\n5\nshort\n",
    "\n5\n{root}\n",
    "o\n5\n",
]


@pytest.mark.parametrize("text", BAD_CHECKPOINTS)
def test_what_is_no_checkpoint_is_refused(text: str) -> None:
    """Missing lines, sizes that are no plain numbers and roots of another length are named."""
    body = text.format(root="A" * 43 + "=")
    with pytest.raises(EvidenceError, match="is no"):
        read_checkpoint(str(Note(body, (Signature("o", b"1234", b"x"),))).encode())


def test_extension_lines_of_others_are_kept(log: Log) -> None:
    """A checkpoint with more lines than ours is read by its first three."""
    assert log.signed
    more = Note(log.signed.note.text + "more\n", log.signed.note.signatures)
    assert read_checkpoint(str(more).encode()).checkpoint == log.signed.checkpoint


@given(st.data())
def test_a_proof_changed_anywhere_is_refused(log: Log, key: SigningKey, data: st.DataObject) -> None:
    """Any byte of the file changed: refused with our own error, or still the same proof to its reader."""
    content = bytearray(prove(log, 300).text().encode())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] = data.draw(st.integers(0, 255).filter(lambda byte: byte != content[place]))
    try:
        proof = read_proof(bytes(content))
        check_inclusion(proof, an_entry(300), [key.public])
    except EvidenceError:
        return
    assert replace(proof, extra="") == prove(log, 300)


@given(st.binary(max_size=300))
def test_no_bytes_break_the_readers(content: bytes) -> None:
    """Whatever comes in is refused with our own error."""
    for read in (read_note, read_checkpoint, read_proof):
        with pytest.raises(EvidenceError):
            read(content)


def test_a_public_key_is_read_as_it_is_written(key: SigningKey) -> None:
    """NAME+ID+KEY, also under a given name; a changed one is refused."""
    for public in (key.public, key.public.under(ORIGIN)):
        assert public_key(public.text()) == public
    for wrong in ("", "a+b", key.public.text().replace("+", "+0", 1), "x" + key.public.text()):
        with pytest.raises(EvidenceError, match="copy it anew"):
            public_key(wrong)


def test_the_page_checks_a_ledger_by_hand(log: Log, tmp_path: Path) -> None:
    """The program in docs/reference/ledger.md finds the root that was signed."""
    page = (ROOT / "docs/reference/ledger.md").read_text("utf-8")
    program = re.search(r"```python\n(.*?)```", page, re.DOTALL)
    assert program
    done = subprocess.run(
        [sys.executable, "-I", "-c", program[1]],
        cwd=log.folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{ORIGIN} 700 True\n"


def by_node(*arguments: str) -> str:
    """What the verifier in another language says."""
    command = ["node", str(ROOT / "tests/evidence/verify_ledger.mjs"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


@pytest.mark.node
@pytest.mark.parametrize("size", [0, 1, 255, 256, 257, 65_537])
def test_another_program_reads_the_ledger(tmp_path: Path, key: SigningKey, size: int) -> None:
    """A verifier in another language, written from the standards alone, agrees on entries, tiles and root."""
    log = a_log(tmp_path / "log", 0)
    log.append([b"%d" % number for number in range(size)])
    log.sign(ORIGIN, [key], NOW_MS)
    vkey = key.public.under(ORIGIN).text()
    assert by_node("ledger", str(tmp_path / "log"), vkey) == f"ok {size}"
    if size == 257:
        victim = tmp_path / "log/tile/entries/000"
        victim.chmod(0o644)
        victim.write_bytes(victim.read_bytes()[:-1] + b"!")
        assert by_node("ledger", str(tmp_path / "log"), vkey) == "the entries do not hash to the root"


@pytest.mark.node
@pytest.mark.parametrize("index", [0, 1, 256, 699])
def test_another_program_checks_the_proofs(log: Log, key: SigningKey, tmp_path: Path, index: int) -> None:
    """It accepts each proof, and refuses it for another entry, another hash and another key."""
    proof, vkey = prove(log, index), key.public.under(ORIGIN).text()
    wrong = replace(proof, hashes=(bytes(32), *proof.hashes[1:]))
    other = a_key(tmp_path).public.under(ORIGIN).text()
    says = [
        by_node("proof", written(tmp_path, each), entry(tmp_path, content), vkey_)
        for each, content, vkey_ in (
            (proof, an_entry(index), vkey),
            (proof, b"another", vkey),
            (wrong, an_entry(index), vkey),
            (proof, an_entry(index), other),
        )
    ]
    wrong_way = "the proof does not lead to the root"
    assert says == ["ok 700", wrong_way, wrong_way, "not signed by this key"]


def written(folder: Path, proof: Proof) -> str:
    path = folder / "a.tlog-proof"
    path.write_text(proof.text())
    return str(path)


def entry(folder: Path, content: bytes) -> str:
    path = folder / "entry"
    path.write_bytes(content)
    return str(path)
