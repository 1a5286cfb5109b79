"""A ledger and a witness that knows it, for tests; and requests as the ledger's owner would send them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

from tests.evidence.ledgers import NOW_MS, ORIGIN, a_key, a_log, an_entry

from dauys.evidence.keys import SigningKey
from dauys.evidence.log import Log
from dauys.evidence.witness import Request
from dauys.evidence.witness_server import WitnessServer
from dauys.evidence.witness_store import WitnessFolder, make_witness


@dataclass
class Watched:
    """A ledger, its key, and a witness that knows both."""

    log: Log
    key: SigningKey
    witness: WitnessFolder

    def grow(self, size: int) -> None:
        """Lets the ledger grow to that size and signs it."""
        self.log.append([an_entry(number) for number in range(self.log.size, size)])
        self.log.sign(ORIGIN, [self.key], NOW_MS)

    def request(self, old: int) -> Request:
        """The checkpoint that stands, with the proof from that size."""
        assert self.log.signed
        return Request(old, tuple(self.log.consistency_proof(old)) if old else (), self.log.signed)


def watched(folder: Path, size: int) -> Watched:
    """A signed ledger of that size, and a witness that has seen nothing of it yet."""
    key = a_key(folder)
    witness = make_witness(folder / "witness", "party.example/w1")
    witness.add_ledger(key.public.under(ORIGIN))
    made = Watched(a_log(folder / "log", size), key, witness)
    made.log.sign(ORIGIN, [key], NOW_MS)
    return made


def other_story(folder: Path, key: SigningKey, size: int, parting: int) -> Log:
    """A ledger of the same name and key that is another one from the entry `parting` on."""
    log = a_log(folder, parting)
    log.append([b"another story"] * (size - parting))
    log.sign(ORIGIN, [key], NOW_MS)
    return log


@contextmanager
def served(witness: WitnessFolder, **limits: float) -> Iterator[tuple[str, int]]:
    """The witness behind HTTP at a free port of this machine."""
    with WitnessServer(witness, ("127.0.0.1", 0), lambda: NOW_MS, lambda _: None, **limits) as server:  # type: ignore[arg-type]
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield "127.0.0.1", server.server_address[1]
        finally:
            server.shutdown()
            thread.join()


def posted(address: tuple[str, int], content: bytes) -> tuple[int, str, bytes]:
    """Status, Content-Type and body of the answer."""
    connection = HTTPConnection(*address, timeout=10)
    try:
        connection.request("POST", "/add-checkpoint", content)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Content-Type") or "", answer.read()
    finally:
        connection.close()
