"""The ledger's side of a witness (C2SP tlog-witness): the newest checkpoint, with its proof, to be cosigned.

A witness is somebody else's program: its answer is read with limits, its cosignature verified, and whatever
it claims without one is told, not believed. It never learns more than what is public.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

from dauys.domain.errors import EvidenceError
from dauys.evidence.checkpoints import SignedCheckpoint, number
from dauys.evidence.cosignature import WitnessKey
from dauys.evidence.log import Log
from dauys.evidence.notes import Note, Signature, read_signatures
from dauys.evidence.witness import CONFLICT, COSIGNED, NOT_PROVEN, Request

ANSWER_BYTES = 1 << 16
_ROUNDS = 4
"""A witness may have to say what it has seen, and the ledger may grow meanwhile: more rounds are no talk."""


class Outcome(StrEnum):
    """How asking a witness ended. CONFLICT: it says that it has seen another ledger than this one."""

    COSIGNED = "cosigned"
    UNREACHED = "unreached"
    REFUSED = "refused"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a witness gave: its cosignatures of `signed` where it cosigned, else why not, in words."""

    outcome: Outcome
    text: str
    signed: SignedCheckpoint
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """An HTTP answer: status and body."""

    status: int
    body: bytes


Send = Callable[[bytes], Reply]
"""Sends a request's body to the witness. OSError, HTTPException: it was not reached."""


def ask(folder: Path, signed: SignedCheckpoint, old: int, key: WitnessKey, send: Send) -> Answer:
    """Asks one witness to cosign what stands in the ledger's folder. old: what it is thought to have seen."""
    for _ in range(_ROUNDS):
        log = Log(folder)
        signed = log.signed or signed
        size = signed.checkpoint.size
        proof = tuple(log.consistency_proof(old, size)) if 0 < old <= size else ()
        try:
            reply = send(Request(min(old, size), proof, signed).content())
        except (OSError, HTTPException) as cause:
            return Answer(Outcome.UNREACHED, f"was not reached: {cause or type(cause).__name__}", signed)
        if reply.status != CONFLICT:
            return _judged(reply, signed, key)
        has = _size(reply)
        if has is None:
            return Answer(Outcome.REFUSED, "answers 409 without the size that it has seen", signed)
        if has > Log(folder).size or has == old == size:
            return Answer(Outcome.CONFLICT, _other_story(has, size), signed)
        old = has
    return Answer(Outcome.REFUSED, "says what does not fit together; ask its technician", signed)


def _judged(reply: Reply, signed: SignedCheckpoint, key: WitnessKey) -> Answer:
    if reply.status == NOT_PROVEN:
        text = "says that this ledger does not begin with what it has seen"
        return Answer(Outcome.CONFLICT, text, signed)
    if reply.status != COSIGNED:
        return Answer(Outcome.REFUSED, f"answers {reply.status}: {_line(reply)}", signed)
    try:
        given = read_signatures(reply.body.decode("utf-8"))
        own = tuple(each for each in given if (each.name, each.id) == (key.name, key.id))
        if key.signed_s(Note(signed.note.text, own)) is None:
            raise EvidenceError("another key signed")
    except (EvidenceError, UnicodeDecodeError) as cause:
        return Answer(Outcome.REFUSED, f"gave no cosignature that holds: {cause}", signed)
    return Answer(Outcome.COSIGNED, "cosigned", signed, own)


def _other_story(has: int, size: int) -> str:
    if has == size:
        return f"says that it has seen another ledger of {has} entries"
    return f"says that it has seen {has} entries, where the ledger has {size}"


def _size(reply: Reply) -> int | None:
    try:
        return number(reply.body.decode("ascii").removesuffix("\n"))
    except (EvidenceError, UnicodeDecodeError):
        return None


def _line(reply: Reply) -> str:
    """The beginning of what a stranger wrote, fit to be shown."""
    text = reply.body[:200].decode("utf-8", "replace")
    return "".join(character if character.isprintable() else " " for character in text).strip()


def sender(url: str, seconds: float) -> Send:
    """Sends by HTTP to `url`/add-checkpoint; a talk ends after that many seconds, however it goes."""
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection

    def send(content: bytes) -> Reply:
        connection = kind(parts.hostname or "", parts.port, timeout=seconds)
        watchdog = threading.Timer(seconds, _cut, (connection,))
        watchdog.daemon = True
        watchdog.start()
        try:
            headers = {"Content-Type": "text/plain; charset=utf-8", "Connection": "close"}
            connection.request("POST", f"{parts.path.rstrip('/')}/add-checkpoint", content, headers)
            answer = connection.getresponse()
            return Reply(answer.status, answer.read(ANSWER_BYTES))
        finally:
            watchdog.cancel()
            connection.close()

    return send


def _cut(connection: HTTPConnection) -> None:
    """Ends the connection from another thread; whoever reads from it is told at once."""
    line = connection.sock
    if line is not None:
        try:
            line.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # it ended by itself
