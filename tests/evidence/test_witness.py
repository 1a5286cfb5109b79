"""A witness answers as the protocol says, and never vouches for two stories of one ledger."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from tests.evidence.ledgers import NOW_MS, ORIGIN, a_key, a_log
from tests.evidence.witnesses import Watched, other_story, posted, served, watched
from tests.workflows.ledgers import in_another_process

from dauys.domain import merkle
from dauys.domain.errors import EvidenceError
from dauys.evidence.checkpoints import Checkpoint, SignedCheckpoint
from dauys.evidence.notes import Note, Signature, read_note, read_signatures
from dauys.evidence.witness import Refused, Request, cosigned, read_request
from dauys.evidence.witness_store import WitnessFolder, make_witness


def forked(made: Watched, size: int, parting: int) -> Request:
    """The ledger's own key over another story, with the proof that this one would have."""
    log = other_story(made.witness.folder.parent / "fork", made.key, size, parting)
    assert log.signed
    return Request(10, tuple(log.consistency_proof(10)), log.signed)


def signed(made: Watched, checkpoint: Checkpoint) -> SignedCheckpoint:
    """Whatever is asked for, signed with the ledger's key."""
    note = read_note(made.key.under(checkpoint.origin).signed(checkpoint.text()).encode())
    return SignedCheckpoint(checkpoint, note)


def unknown(made: Watched) -> bytes:
    return Request(0, (), signed(made, Checkpoint("other.example", 20, bytes(32)))).content()


def by_a_stranger(made: Watched) -> bytes:
    key = a_key(made.witness.folder.parent, "stranger.key")
    log = a_log(made.witness.folder.parent / "strange", 20)
    log.sign(ORIGIN, [key], NOW_MS)
    assert log.signed
    return Request(10, (), log.signed).content()


def falsely_signed(made: Watched) -> bytes:
    request = made.request(10)
    (line,) = request.signed.note.signatures
    false = Signature(line.name, line.id, bytes(64))
    return replace(
        request, signed=replace(request.signed, note=Note(request.signed.note.text, (false,)))
    ).content()


STRANGE = b"\xe2\x80\x94 x AAAAAAA=\n"
ANSWERS: list[tuple[str, Callable[[Watched], bytes], int, bytes]] = [
    ("grown", lambda made: made.request(10).content(), 200, b""),
    (
        "with a stranger's line",
        lambda made: made.request(10).content() + b"\xe2\x80\x94 x AAAAAAA=\n",
        200,
        b"",
    ),
    ("unknown ledger", unknown, 404, b""),
    ("a stranger's key", by_a_stranger, 403, b""),
    ("a false signature", falsely_signed, 403, b""),
    ("empty", lambda made: b"", 400, b""),
    ("no old size", lambda made: made.request(10).content()[4:], 400, b""),
    ("zeroes before the size", lambda made: made.request(10).content().replace(b"old ", b"old 0"), 400, b""),
    ("no blank line", lambda made: made.request(10).content().replace(b"\n\n", b"\n"), 400, b""),
    ("64 hashes", lambda made: replace(made.request(10), proof=(bytes(32),) * 64).content(), 400, b""),
    ("a short hash", lambda made: b"old 10\nAAAA\n\n" + str(made.request(10).signed.note).encode(), 400, b""),
    ("no UTF-8", lambda made: made.request(10).content() + b"\xff", 400, b""),
    ("older than old", lambda made: replace(made.request(10), old=21).content(), 400, b""),
    ("stale", lambda made: made.request(9).content(), 409, b"10\n"),
    ("first time again", lambda made: made.request(0).content(), 409, b"10\n"),
    ("ahead", lambda made: made.request(11).content(), 409, b"10\n"),
    ("the same size, another root", lambda made: forked(made, 10, 9).content(), 409, b"10\n"),
    ("parted after what was seen", lambda made: forked(made, 20, 10).content(), 200, b""),
    ("parted before", lambda made: forked(made, 20, 9).content(), 422, b""),
    ("no proof", lambda made: replace(made.request(10), proof=()).content(), 422, b""),
    ("a false proof", lambda made: replace(made.request(10), proof=(bytes(32),) * 3).content(), 422, b""),
]


@pytest.mark.parametrize(
    ("request_of", "status", "body"), [row[1:] for row in ANSWERS], ids=[row[0] for row in ANSWERS]
)
def test_every_answer_is_the_protocols(
    tmp_path: Path, request_of: Callable[[Watched], bytes], status: int, body: bytes
) -> None:
    """200, 400, 403, 404, 409 with the size that was seen, 422; what is refused changes nothing."""
    made = watched(tmp_path, 10)
    cosigned(made.witness, made.request(0), NOW_MS)
    made.grow(20)
    with served(made.witness) as address:
        answered, kind, content = posted(address, request_of(made))
    ledger = made.witness.ledger(ORIGIN)
    assert ledger
    seen = ledger.seen()
    assert seen
    assert (answered, seen.checkpoint.size) == (status, 20 if status == 200 else 10)
    assert (kind == "text/x.tlog.size") == (status == 409)
    if status == 200:
        assert read_signatures(content.decode()) == seen.note.signatures[-1:]
        assert made.witness.key.signed_s(seen.note) == NOW_MS // 1000
    elif body:
        assert content == body


def test_what_was_refused_is_kept_as_proof(tmp_path: Path) -> None:
    """A checkpoint that the ledger signed and that does not fit stays with the witness, once, unadorned."""
    made = watched(tmp_path, 10)
    cosigned(made.witness, made.request(0), NOW_MS)
    lie = forked(made, 20, 9)
    adorned = replace(
        lie, signed=replace(lie.signed, note=lie.signed.note.joined_by([Signature("x", b"abcd", b"spam")]))
    )
    for request in (lie, adorned, forked_same_size(made)):
        with pytest.raises(Refused):
            cosigned(made.witness, request, NOW_MS)
    with pytest.raises(Refused):
        cosigned(made.witness, replace(made.request(10), old=3), NOW_MS)
    ledger = made.witness.ledger(ORIGIN)
    assert ledger
    assert [each.checkpoint.size for each in ledger.refused()] == [10, 20]
    assert ledger.refused()[1].note == lie.signed.note


def forked_same_size(made: Watched) -> Request:
    return replace(
        made.request(10), signed=signed(made, Checkpoint(ORIGIN, 10, merkle.leaf(b"another story")))
    )


def test_an_empty_ledger_has_one_root(tmp_path: Path) -> None:
    """A checkpoint of nothing is cosigned if it is of nothing; the first real one has no proof."""
    made = watched(tmp_path, 3)
    empty = signed(made, Checkpoint(ORIGIN, 0, merkle.EMPTY))
    cosigned(made.witness, Request(0, (), empty), NOW_MS)
    for request, status in (
        (Request(0, (), signed(made, Checkpoint(ORIGIN, 0, bytes(32)))), 409),
        (replace(made.request(0), proof=(bytes(32),)), 422),
    ):
        with pytest.raises(Refused) as refused:
            cosigned(made.witness, request, NOW_MS)
        assert refused.value.status == status
    cosigned(made.witness, made.request(0), NOW_MS)


def test_time_does_not_go_back(tmp_path: Path) -> None:
    """A clock that was put back does not let a larger tree be older than a smaller one."""
    made = watched(tmp_path, 3)
    cosigned(made.witness, made.request(0), NOW_MS)
    made.grow(9)
    line = cosigned(made.witness, made.request(3), NOW_MS - 3_600_000)
    assert int.from_bytes(line.raw[:8], "big") == NOW_MS // 1000
    later = cosigned(made.witness, made.request(9), NOW_MS + 1_000)
    assert int.from_bytes(later.raw[:8], "big") == NOW_MS // 1000 + 1


def test_requests_at_once_do_not_roll_back(tmp_path: Path) -> None:
    """Sixteen threads with every size from 1 to 60, in disorder: what was seen only grows, each cosigned size
    was the largest when it was stored."""
    made = watched(tmp_path, 1)
    requests = [made.request(0)]
    for size in range(2, 61):
        made.grow(size)
        requests += [made.request(old) for old in range(max(0, size - 4), size)]
    stored: list[int] = []
    real = type(made.witness.ledger(ORIGIN)).keep

    def keep(ledger: object, note: Note) -> None:
        real(ledger, note)  # type: ignore[arg-type]
        stored.append(int(note.text.split("\n")[1]))

    def work(mine: list[Request]) -> None:
        own = WitnessFolder(made.witness.folder)
        for request in mine:
            with suppress(Refused):
                cosigned(own, request, NOW_MS)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dauys.evidence.witness_store.LedgerFolder.keep", keep)
        threads = [threading.Thread(target=work, args=(requests[n % 4 :: 4],)) for n in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert stored == sorted(stored)
    ledger = made.witness.ledger(ORIGIN)
    assert ledger
    seen = ledger.seen()
    assert seen
    assert seen.checkpoint.size == stored[-1] > 1


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_kill_between_storing_and_answering_never_leads_to_two_stories(tmp_path: Path, when: str) -> None:
    """kill −9 around the store: started again, the witness refuses whatever parts from what it saw."""
    made = watched(tmp_path, 10)
    cosigned(made.witness, made.request(0), NOW_MS)
    made.grow(20)
    (tmp_path / "request").write_bytes(made.request(10).content())
    arguments = (str(made.witness.folder), str(tmp_path / "request"), when)
    with in_another_process("tests.evidence.cosign_and_die", *arguments) as process:
        assert process.wait(60) == -signal.SIGKILL
    again = WitnessFolder(made.witness.folder)
    lie = forked(made, 20, 10)
    if when == "after":
        with pytest.raises(Refused) as refused:
            cosigned(again, lie, NOW_MS)
        assert (refused.value.status, refused.value.size) == (409, 20)
        with pytest.raises(Refused):
            cosigned(again, replace(lie, old=20, proof=()), NOW_MS)
        assert cosigned(again, replace(made.request(10), old=20, proof=()), NOW_MS)
    else:
        assert cosigned(again, made.request(10), NOW_MS)
        with pytest.raises(Refused):
            cosigned(again, lie, NOW_MS)


def test_what_a_killed_writer_left_is_removed_and_counts_for_nothing(tmp_path: Path) -> None:
    """A half-written record beside the real one changes nothing."""
    made = watched(tmp_path, 3)
    ledger = made.witness.ledger(ORIGIN)
    assert ledger
    (place,) = (made.witness.folder / "ledgers").iterdir()
    (place / ".seen.0123.tmp").write_bytes(b"half")
    assert ledger.seen() is None
    cosigned(made.witness, made.request(0), NOW_MS)
    assert not list(place.glob(".*"))


def test_a_changed_record_is_noticed(tmp_path: Path) -> None:
    """Whoever edits what the witness has seen is told so; nothing is signed."""
    made = watched(tmp_path, 3)
    cosigned(made.witness, made.request(0), NOW_MS)
    (place,) = (made.witness.folder / "ledgers").iterdir()
    own = (place / "seen").read_bytes()
    other = other_story(tmp_path / "other", made.key, 3, 2).signed
    assert other
    forged = Note(other.note.text, read_note(own).signatures)
    for content in (str(other.note).encode(), str(forged).encode(), own[:-9], b""):
        (place / "seen").chmod(0o644)
        (place / "seen").write_bytes(content)
        with pytest.raises(EvidenceError, match="can no longer say what it has seen"):
            cosigned(made.witness, made.request(3), NOW_MS)


def test_a_new_key_is_added_to_a_ledger(tmp_path: Path) -> None:
    """After an exchange of keys the witness takes checkpoints that only the new one signed."""
    made = watched(tmp_path, 3)
    cosigned(made.witness, made.request(0), NOW_MS)
    made.key = a_key(tmp_path, "new.key")
    made.grow(5)
    with pytest.raises(Refused, match="not signed by a key of that ledger"):
        cosigned(made.witness, made.request(3), NOW_MS)
    assert made.witness.add_ledger(made.key.public.under(ORIGIN))
    assert not made.witness.add_ledger(made.key.public.under(ORIGIN))
    assert cosigned(made.witness, made.request(3), NOW_MS)


def test_a_folder_that_is_no_witnesss_is_refused(tmp_path: Path) -> None:
    """Nothing is made where something stands; another key than the one that was handed out signs nothing."""
    with pytest.raises(EvidenceError, match=r"is no witness's folder.*dauys witness init"):
        WitnessFolder(tmp_path)
    with pytest.raises(EvidenceError, match="no name for a witness"):
        make_witness(tmp_path / "w", "a b")
    made = make_witness(tmp_path / "w")
    assert made.key.name.startswith("witness/")
    with pytest.raises(EvidenceError, match="is not empty"):
        make_witness(tmp_path / "w")
    (tmp_path / "w/witness.key").unlink()
    a_key(tmp_path / "w", "witness.key")
    with pytest.raises(EvidenceError, match="is not the key of"):
        WitnessFolder(tmp_path / "w")


def test_a_request_reads_back_as_it_was_written(tmp_path: Path) -> None:
    """What the commission sends is what the witness reads."""
    made = watched(tmp_path, 20)
    request = made.request(7)
    assert read_request(request.content()) == request
