"""A witness's answers over HTTP: `POST /add-checkpoint` and nothing else (C2SP tlog-witness).

Whoever asks is a stranger. A connection lives for a minute at most, few live at once, a body is short, and
what is asked reaches no file before the ledger's own signature was found over it.
"""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from dauys.domain.errors import EvidenceError
from dauys.evidence.witness import REQUEST_BYTES, Refused, cosigned, read_request
from dauys.evidence.witness_store import WitnessFolder

CONNECTIONS_MAX = 32
CONNECTION_S_MAX = 60.0
SILENCE_S_MAX = 10.0
"""How long a connection may stand without a byte: a client sends its few kilobytes at once."""
_BUSY = (
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 10\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
)


class WitnessServer(ThreadingHTTPServer):
    """Serves one witness until `shutdown`; a thread for each connection."""

    daemon_threads = True

    def __init__(
        self,
        witness: WitnessFolder,
        address: tuple[str, int],
        now_ms: Callable[[], int],
        told: Callable[[str], None],
        *,
        connections_max: int = CONNECTIONS_MAX,
        connection_s_max: float = CONNECTION_S_MAX,
    ) -> None:
        """address: host and port, 0 for any free one. told: gets a line for each answer."""
        super().__init__(address, _Answering)
        self.witness = witness
        self.now_ms = now_ms
        self.told = told
        self._connection_s_max = connection_s_max
        self._slots = threading.BoundedSemaphore(connections_max)
        self._began: dict[Any, float] = {}

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as in socketserver
        """Gives the connection a thread, or turns it away where too many live."""
        if not self._slots.acquire(blocking=False):
            with suppress(OSError):  # it is gone already
                request.setblocking(False)
                request.send(_BUSY)
            self.shutdown_request(request)
            return
        self._began[request] = time.monotonic()
        super().process_request(request, client_address)

    def process_request_thread(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """A connection's life in its thread."""
        try:
            super().process_request_thread(request, client_address)
        finally:
            self._began.pop(request, None)
            self._slots.release()

    def service_actions(self) -> None:
        """Ends connections that live too long, whatever they are doing; called twice a second."""
        for request, began in list(self._began.items()):
            if time.monotonic() - began > self._connection_s_max:
                with suppress(OSError):
                    request.shutdown(socket.SHUT_RDWR)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401
        """A connection that broke off is no news; anything else is shown as usual."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Answering(BaseHTTPRequestHandler):
    """One connection; several requests may follow one another on it."""

    protocol_version = "HTTP/1.1"
    server_version = "dauys-witness"
    sys_version = ""
    timeout = SILENCE_S_MAX
    server: WitnessServer

    def do_POST(self) -> None:
        if self.path != "/add-checkpoint":
            self._refuse(HTTPStatus.NOT_FOUND, "a witness answers to POST /add-checkpoint only")
            return
        length = self.headers.get("Content-Length", "")
        if not (length.isascii() and length.isdigit()) or "Transfer-Encoding" in self.headers:
            self._refuse(HTTPStatus.LENGTH_REQUIRED, "say the length of the body in Content-Length")
        elif int(length[:10]) > REQUEST_BYTES:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a request has at most {REQUEST_BYTES} bytes")
        else:
            self._judge(self.rfile.read(int(length)), int(length))

    def _judge(self, content: bytes, length: int) -> None:
        if len(content) < length:
            self._refuse(HTTPStatus.BAD_REQUEST, "the body broke off")
            return
        try:
            line = cosigned(self.server.witness, read_request(content), self.server.now_ms()).line()
        except Refused as refusal:
            self._answer_refusal(refusal)
        except (EvidenceError, OSError) as broken:
            self.server.told(f"500: {broken}")
            self._refuse(HTTPStatus.INTERNAL_SERVER_ERROR, "this witness cannot store what it sees")
        else:
            self._answer(HTTPStatus.OK, line, "text/plain; charset=utf-8")

    def _answer_refusal(self, refusal: Refused) -> None:
        self.server.told(f"{refusal.status}: {refusal}")
        if refusal.size is None:
            self._answer(refusal.status, f"{refusal}\n", "text/plain; charset=utf-8")
        else:
            self._answer(refusal.status, f"{refusal.size}\n", "text/x.tlog.size")

    def _refuse(self, status: HTTPStatus, text: str) -> None:
        """Answers a request whose body was not read: the connection ends, as what follows is not known."""
        self.close_connection = True
        self._answer(status, f"{text}\n", "text/plain; charset=utf-8")

    def _answer(self, status: int, text: str, kind: str) -> None:
        content = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(content)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, form: str, *values: object) -> None:
        """A line for each request, on one line whatever a stranger wrote."""
        line = "".join(character if character.isprintable() else "?" for character in form % values)
        self.server.told(f"{self.client_address[0]} {line[:300]}")
