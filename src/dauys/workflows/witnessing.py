"""Witnessing: every new checkpoint goes to the witnesses; what they sign is kept before it is shown.

Nothing waits for a witness. What is to be asked follows from what stands: whoever has not cosigned the
newest checkpoint. So there is no queue that could be lost; whom one asking did not reach the next one asks,
for a newer checkpoint, which covers the older ones. What each answered last stands in HOME/witnesses.json.

What a witness says without our own signature in its hand (I have seen more, I have seen another) is told and
kept until it is cleared, but stops nothing: otherwise any one witness could stop the commission.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from dauys.domain.errors import DauysError, EvidenceError
from dauys.workflows import clock

if TYPE_CHECKING:
    from pathlib import Path

    from dauys.evidence.checkpoints import SignedCheckpoint
    from dauys.evidence.log import Log
    from dauys.evidence.witness_client import Answer
    from dauys.workflows.home import CampaignHome
    from dauys.workflows.witness_settings import HomeWitness

TALK_S = 5.0
"""How long one question to a witness may take; a talk has at most four."""
ROUNDS_MAX = 4
FINISH_S = 8.0
"""How long a verb that has done its work waits for witnesses."""
ANSWERS = "witnesses.json"


@dataclass(frozen=True, slots=True)
class Told:
    """What one witness answered last. size, signed_s: what it cosigned last, and when (seconds; 0: never)."""

    outcome: str
    text: str
    asked_ms: int
    size: int
    signed_s: int


def ask_witnesses(home: CampaignHome, now_ms: int, seconds: float = TALK_S) -> dict[str, Told]:
    """Asks, all at once, each witness that has an address and has not cosigned the checkpoint that stands.

    Returns what those answered, by name. Raises EvidenceError where the ledger itself is not what it was.
    """
    from dauys.evidence.log import Log

    log = Log(home.ledger) if home.ledger.is_dir() else None
    if log is None or log.signed is None:
        return {}
    home.witnessed.check(log)
    signed = log.signed
    due = [each for each in home.policy.witnesses if each.url and each.key.signed_s(signed.note) is None]
    return _kept(home, _asked(home, signed, due, seconds), now_ms) if due else {}


def last_told(home: CampaignHome) -> dict[str, Told]:
    """What each witness answered last, by name."""
    path = home.folder / ANSWERS
    if not path.is_file():
        return {}
    try:
        return {name: Told(**told) for name, told in json.loads(path.read_bytes()).items()}
    except (ValueError, TypeError) as cause:
        raise EvidenceError(f"{path} cannot be read ({cause}); remove it, it is written anew") from cause


def accept(home: CampaignHome, content: bytes, now_ms: int) -> dict[str, Told]:
    """Takes in a checkpoint that witnesses cosigned by hand; returns what they signed, by name.

    EvidenceError where none of the known witnesses signed it, or where it is no checkpoint of this ledger.
    One that our key signed and that is longer than the ledger, or another, is kept as witnessed first: then
    nothing is appended any more.
    """
    from dauys.evidence.checkpoints import read_checkpoint
    from dauys.evidence.log import Log

    signed = read_checkpoint(content)
    log = Log(home.ledger)
    _must_be_own(log, signed)
    answers = _by_hand(home, signed)
    if not answers:
        raise EvidenceError("none of the witnesses that dauys.toml names has signed this checkpoint")
    told = _kept(home, answers, now_ms)
    home.witnessed.check(log)
    if log.root(signed.checkpoint.size) != signed.checkpoint.root:
        raise EvidenceError(
            f"our key has signed, and a witness has seen, another ledger of {signed.checkpoint.size} entries "
            "than this one: keep this file and the home as they are"
        )
    return told


def _must_be_own(log: Log, signed: SignedCheckpoint) -> None:
    from dauys.db.selectors import outbox
    from dauys.evidence.proofs import check_signed
    from dauys.evidence.rotation import keys_of

    if log.signed is None or log.signed.checkpoint.origin != signed.checkpoint.origin:
        raise EvidenceError(f"this is a checkpoint of {signed.checkpoint.origin}, not of this home's ledger")
    check_signed(signed.checkpoint, signed.note, keys_of(outbox.keys()))


def _by_hand(home: CampaignHome, signed: SignedCheckpoint) -> dict[str, Answer]:
    """What the known witnesses signed; lines of others in the same file are left out."""
    from dauys.evidence.checkpoints import SignedCheckpoint
    from dauys.evidence.cosignature import cosigners
    from dauys.evidence.notes import Note
    from dauys.evidence.witness_client import Answer, Outcome

    lines = {
        key.name: tuple(each for each in signed.note.signatures if (each.name, each.id) == (key.name, key.id))
        for key in home.policy.keys
    }
    own = tuple(each for each in signed.note.signatures if each.name == signed.checkpoint.origin)
    bare = SignedCheckpoint(signed.checkpoint, Note(signed.note.text, own))
    found = cosigners(signed.note, home.policy.keys)
    return {name: Answer(Outcome.COSIGNED, "cosigned, by hand", bare, lines[name]) for name in found}


def _asked(
    home: CampaignHome, signed: SignedCheckpoint, due: Sequence[HomeWitness], seconds: float
) -> dict[str, Answer]:
    """What those witnesses answered in time, by name."""
    from dauys.evidence.witness_client import Answer, Outcome

    before, answers = last_told(home), dict[str, Answer]()
    threads = [
        threading.Thread(target=_ask_one, args=(home.ledger, signed, each, before, seconds, answers))
        for each in due
    ]
    deadline = time.monotonic() + ROUNDS_MAX * seconds
    for thread in threads:
        thread.daemon = True  # a name server that does not answer holds a thread for longer than we wait
        thread.start()
    for thread in threads:
        thread.join(max(0.0, deadline - time.monotonic()))
    late = Answer(Outcome.UNREACHED, "did not answer in time", signed)
    return {each.key.name: answers.get(each.key.name, late) for each in due}


def _ask_one(
    ledger: Path,
    signed: SignedCheckpoint,
    witness: HomeWitness,
    before: Mapping[str, Told],
    seconds: float,
    answers: dict[str, Answer],
) -> None:
    from dauys.evidence.witness_client import Answer, Outcome, ask, sender

    name = witness.key.name
    old = before[name].size if name in before else 0
    try:
        answers[name] = ask(ledger, signed, old, witness.key, sender(witness.url, seconds))
    except DauysError as refusal:
        answers[name] = Answer(Outcome.REFUSED, f"was not asked: {refusal}", signed)


def _kept(home: CampaignHome, answers: Mapping[str, Answer], now_ms: int) -> dict[str, Told]:
    """Cosignatures: first to where they are never gone behind, then beneath the checkpoint."""
    from dauys.evidence.files import write_whole
    from dauys.evidence.log import Log

    with home.sealing():
        for answer in answers.values():
            if answer.signatures:
                _keep_witnessed(home, answer)
                Log(home.ledger).add_signatures(answer.signed.note, answer.signatures)
        told = last_told(home)
        new = {name: _told(home, name, answer, told.get(name), now_ms) for name, answer in answers.items()}
        rows = {name: asdict(each) for name, each in (told | new).items()}
        write_whole(home.folder / ANSWERS, f"{json.dumps(rows, indent=1, sort_keys=True)}\n".encode())
    return new


def _keep_witnessed(home: CampaignHome, answer: Answer) -> None:
    from dauys.evidence.checkpoints import SignedCheckpoint

    newest, signed = home.witnessed.newest(), answer.signed
    same = newest is not None and newest.note.text == signed.note.text
    note = newest.note.joined_by(signed.note.signatures) if newest and same else signed.note
    home.witnessed.keep(SignedCheckpoint(signed.checkpoint, note.joined_by(answer.signatures)))


def _told(home: CampaignHome, name: str, answer: Answer, before: Told | None, now_ms: int) -> Told:
    size, signed_s = (before.size, before.signed_s) if before else (0, 0)
    if answer.signatures and answer.signed.checkpoint.size >= size:
        key = next(each for each in home.policy.keys if each.name == name)
        size = answer.signed.checkpoint.size
        signed_s = key.signed_s(answer.signed.note.joined_by(answer.signatures)) or 0
    return Told(str(answer.outcome), answer.text, now_ms, size, signed_s)


class Asking:
    """Asks a home's witnesses beside other work; one asking at a time."""

    def __init__(self, home: CampaignHome, now_ms: Callable[[], int] = clock.now_ms) -> None:
        self._home = home
        self._now_ms = now_ms
        self._thread: threading.Thread | None = None

    def begin(self) -> None:
        """Begins to ask, unless an asking is under way; returns at once."""
        if any(witness.url for witness in self._home.policy.witnesses) and not self._is_under_way():
            self._thread = threading.Thread(target=self._ask, daemon=True)
            self._thread.start()

    def finish(self, seconds: float = FINISH_S) -> None:
        """Waits so long at the most until the checkpoint that stands has been asked for."""
        deadline = time.monotonic() + seconds
        for _ in range(2):  # the asking that is under way may be for an older checkpoint
            if self._thread is not None:
                self._thread.join(max(0.0, deadline - time.monotonic()))
                self.begin()
        if self._thread is not None:
            self._thread.join(max(0.0, deadline - time.monotonic()))

    def _is_under_way(self) -> bool:
        return self._thread is not None and self._thread.is_alive()

    def _ask(self) -> None:
        with suppress(DauysError):  # a ledger that is not what it was: the next seal finds and tells it
            ask_witnesses(self._home, self._now_ms())
