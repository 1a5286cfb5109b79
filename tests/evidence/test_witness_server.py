"""A witness's server is for strangers: limits of size, number and time, one line of log a request."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
from http.client import HTTPConnection
from pathlib import Path

import pytest
from tests.evidence.ledgers import NOW_MS, ORIGIN
from tests.evidence.witnesses import posted, served, watched

from dauys.evidence.witness import REQUEST_BYTES
from dauys.evidence.witness_server import WitnessServer


def spoken(address: tuple[str, int], content: bytes) -> bytes:
    """What comes back for these bytes, until the other side ends the connection."""
    with socket.create_connection(address, timeout=10) as line:
        line.sendall(content)
        answer = b""
        while block := line.recv(4096):
            answer += block
        return answer


HEAD = b"POST /add-checkpoint HTTP/1.1\r\nHost: w\r\n"
REFUSED = [
    ("no length", HEAD + b"\r\n", b"411"),
    ("chunks", HEAD + b"Content-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n", b"411"),
    ("no number", HEAD + b"Content-Length: +1\r\n\r\n", b"411"),
    ("other digits", HEAD + "Content-Length: ١\r\n\r\n".encode(), b"411"),
    ("too long", HEAD + b"Content-Length: %d\r\n\r\n" % (REQUEST_BYTES + 1), b"413"),
    ("far too long", HEAD + b"Content-Length: " + b"9" * 60_000 + b"\r\n\r\n", b"413"),
    ("another path", b"POST /add-checkpoint/ HTTP/1.1\r\nContent-Length: 9\r\n\r\n", b"404"),
    ("another method", b"GET /add-checkpoint HTTP/1.0\r\n\r\n", b"501"),
    ("no HTTP", b"\x16\x03\x01\x02\x00\x01\r\n\r\n", b"400"),
]


@pytest.mark.parametrize(("content", "status"), [row[1:] for row in REFUSED], ids=[row[0] for row in REFUSED])
def test_what_is_no_request_is_refused_and_the_connection_ended(
    tmp_path: Path, content: bytes, status: bytes
) -> None:
    """Before anything of the body is read."""
    with served(watched(tmp_path, 3).witness) as address:
        answer = spoken(address, content)
    assert status in answer.splitlines()[0] or status in answer[:500]
    assert b"Python" not in answer


def test_a_body_that_breaks_off_is_refused(tmp_path: Path) -> None:
    """Fewer bytes than were promised are no request."""
    with served(watched(tmp_path, 3).witness) as address, socket.create_connection(address) as line:
        line.sendall(HEAD + b"Content-Length: 100\r\n\r\nold 0\n")
        line.shutdown(socket.SHUT_WR)
        assert b" 400 " in line.recv(4096)


def test_requests_may_follow_one_another_on_one_connection(tmp_path: Path) -> None:
    """Keep-alive, as the protocol asks for; after a refusal that read the body too."""
    made = watched(tmp_path, 3)
    with served(made.witness) as address:
        connection = HTTPConnection(*address, timeout=10)
        for content, status in ((b"x", 400), (made.request(0).content(), 200), (b"old 0\n\nx", 400)):
            connection.request("POST", "/add-checkpoint", content)
            answer = connection.getresponse()
            assert (answer.status, answer.read() != b"") == (status, True)
        connection.close()


def test_a_slow_connection_is_ended(tmp_path: Path) -> None:
    """One that sends a byte now and then is cut off, whatever it is in the middle of."""
    with served(watched(tmp_path, 3).witness, connection_s_max=0.3) as address:
        line = socket.create_connection(address, timeout=10)
        line.sendall(HEAD)
        stop = threading.Event()

        def drip() -> None:
            while not stop.wait(0.05):
                try:
                    line.sendall(b"x")
                except OSError:
                    return

        thread = threading.Thread(target=drip)
        thread.start()
        try:
            ended = line.recv(4096)
        except ConnectionResetError:
            ended = b""
        stop.set()
        thread.join()
        line.close()
    assert ended == b""


def test_too_many_at_once_are_turned_away_and_the_rest_served(tmp_path: Path) -> None:
    """Those who came first keep their places; who comes after they left is answered."""
    made = watched(tmp_path, 3)
    with served(made.witness, connections_max=2) as address:
        first = [socket.create_connection(address, timeout=10) for _ in range(2)]
        for line in first:
            line.sendall(HEAD)
        assert b" 503 " in spoken(address, b"")
        for line in first:
            line.close()
        for _ in range(100):  # the threads of those that left need a moment to end
            status = 0
            try:
                status = posted(address, made.request(0).content())[0]
            except OSError:
                continue
            if status == 200:
                break
        assert status == 200


def test_a_line_of_log_is_one_line(tmp_path: Path) -> None:
    """Line feeds, colours and bidi marks that a stranger sends do not reach the terminal."""
    told: list[str] = []
    with WitnessServer(watched(tmp_path, 3).witness, ("127.0.0.1", 0), lambda: NOW_MS, told.append) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        spoken(server.server_address[:2], b"GET /\x1b[31m\xe2\x80\xae HTTP/1.0\r\n\r\n")  # type: ignore[arg-type]
        server.shutdown()
        thread.join()
    assert told
    assert all(line.isprintable() for line in told)


def test_a_witness_that_cannot_store_signs_nothing(tmp_path: Path) -> None:
    """A disk that refuses, or a record that was changed: 500, and no signature leaves the house."""
    made = watched(tmp_path, 3)
    (place,) = (made.witness.folder / "ledgers").iterdir()
    (place / "seen").write_bytes(b"broken")
    with served(made.witness) as address:
        status, _, body = posted(address, made.request(0).content())
    assert (status, "—".encode() in body) == (500, False)


def test_the_served_program_survives_kill_9(tmp_path: Path) -> None:
    """`dauys witness serve`, killed and started again, has seen what it has signed."""
    made = watched(tmp_path, 5)
    command = [sys.executable, "-c", "from dauys.cli import main; main()", "witness", "serve"]
    for old, size in ((0, 5), (5, 9)):
        made.grow(size)
        with subprocess.Popen(
            [*command, str(made.witness.folder), "--port", "0"], stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stderr
            port = re.search(r":(\d+)$", process.stderr.readline().strip())
            assert port
            assert posted(("127.0.0.1", int(port[1])), made.request(old).content())[0] == 200
            os.kill(process.pid, signal.SIGKILL)
    (ledger,) = made.witness.ledgers()
    seen = ledger.seen()
    assert seen
    assert (seen.checkpoint.origin, seen.checkpoint.size) == (ORIGIN, 9)
