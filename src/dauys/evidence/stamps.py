"""Time stamps of checkpoints by an authority outside (RFC 3161), each beside the checkpoint that it is of.

ledger/stamps/SIZE/checkpoint    the checkpoint of that size, byte for byte as it was when it was queued
ledger/stamps/SIZE/reply.tsr     the authority's whole answer, as it came: `openssl ts -verify` reads it too
ledger/stamps/SIZE/request.tsq   what was asked, with a number of its own that the answer must repeat

A checkpoint without an answer waits. Nothing waits for it: stamps are asked for by a verb of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from pathlib import Path
from urllib.parse import urlsplit

from dauys.domain.errors import EvidenceError
from dauys.evidence.checkpoints import SignedCheckpoint, read_checkpoint
from dauys.evidence.files import write_whole

STAMPS = "stamps"
CHECKPOINT, REQUEST, REPLY = "checkpoint", "request.tsq", "reply.tsr"
ANSWER_BYTES = 1 << 18
_SECONDS = 20.0
_TYPES = {"Content-Type": "application/timestamp-query", "Connection": "close"}

Ask = Callable[[bytes], bytes]
"""Sends a request to the authority and gives its answer. OSError, HTTPException: it was not reached."""


@dataclass(frozen=True, slots=True)
class Queued:
    """A checkpoint that is stamped, or is to be."""

    folder: Path
    signed: SignedCheckpoint

    @property
    def size(self) -> int:
        return self.signed.checkpoint.size

    @property
    def is_stamped(self) -> bool:
        return (self.folder / REPLY).is_file()


def queue(ledger: Path, signed: SignedCheckpoint) -> Queued:
    """Keeps the checkpoint for stamping; one of that size which is kept already stays as it is."""
    folder = ledger / STAMPS / str(signed.checkpoint.size)
    if not (folder / CHECKPOINT).is_file():
        folder.mkdir(parents=True, exist_ok=True)
        write_whole(folder / CHECKPOINT, str(signed.note).encode())
    return _read(folder)


def queued(ledger: Path) -> list[Queued]:
    """Every checkpoint that was queued, the oldest first. EvidenceError for a file that is no checkpoint."""
    found = [path.parent for path in (ledger / STAMPS).glob(f"*/{CHECKPOINT}")]
    return sorted(map(_read, found), key=lambda each: each.size)


def stamp(waiting: Queued, ask: Ask, certificates: bytes) -> int:
    """Asks for the stamp of one checkpoint and keeps the answer; returns its time in ms.

    Raises EvidenceError for a false answer, which is not kept; OSError or HTTPException where none came.
    """
    from rfc3161_client import HashAlgorithm, TimestampRequestBuilder

    content = (waiting.folder / CHECKPOINT).read_bytes()
    request = TimestampRequestBuilder().data(content).hash_algorithm(HashAlgorithm.SHA256).build()
    reply = ask(request.as_bytes())
    stamped_ms = _time_ms(content, reply, certificates, request.nonce)
    write_whole(waiting.folder / REQUEST, request.as_bytes())
    write_whole(waiting.folder / REPLY, reply)
    return stamped_ms


def stamped_ms(stamped: Queued, certificates: bytes) -> int:
    """When the authority stamped that checkpoint, by the answer that is kept. EvidenceError."""
    content, reply = (stamped.folder / CHECKPOINT).read_bytes(), (stamped.folder / REPLY).read_bytes()
    return _time_ms(content, reply, certificates, None)


def http(url: str) -> Ask:
    """Asks over HTTP, as RFC 3161 (3.4) has it; no redirects, no more bytes than a stamp has."""
    parts = urlsplit(url)
    kind = HTTPSConnection if parts.scheme == "https" else HTTPConnection
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")

    def ask(request: bytes) -> bytes:
        connection = kind(parts.hostname or "", parts.port, timeout=_SECONDS)
        try:
            connection.request("POST", target, request, _TYPES)
            answer = connection.getresponse()
            if answer.status != 200:
                raise HTTPException(f"answers {answer.status}")
            return answer.read(ANSWER_BYTES)
        finally:
            connection.close()

    return ask


def _read(folder: Path) -> Queued:
    path = folder / CHECKPOINT
    try:
        return Queued(folder, read_checkpoint(path.read_bytes()))
    except EvidenceError as cause:
        raise EvidenceError(f"{path} {cause}: bring it back from a copy") from cause


def _time_ms(content: bytes, reply: bytes, certificates: bytes, nonce: int | None) -> int:
    """The time in an answer that holds over the content, in ms since 1970. EvidenceError."""
    from cryptography import x509
    from rfc3161_client import VerificationError, VerifierBuilder, decode_timestamp_response

    try:
        given = x509.load_pem_x509_certificates(certificates)
        verifier = VerifierBuilder(
            roots=[each for each in given if each.issuer == each.subject],
            intermediates=[each for each in given if each.issuer != each.subject],
            nonce=nonce,
        ).build()
        answer = decode_timestamp_response(reply)
        verifier.verify_message(answer, content)
        return int(answer.tst_info.gen_time.timestamp() * 1000)
    except (VerificationError, ValueError, x509.ExtensionNotFound) as cause:
        raise EvidenceError(f"the time stamp does not hold over its checkpoint: {cause}") from cause


def certificates_in(path: Path) -> bytes:
    """The authority's certificates, PEM, its root among them. EvidenceError where they cannot be read."""
    try:
        return path.read_bytes()
    except OSError as cause:
        raise EvidenceError(f"the certificates {path} cannot be read: {cause.strerror}") from cause
