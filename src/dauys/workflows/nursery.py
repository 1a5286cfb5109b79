"""The parent's hold on its nursery: one process, started when first needed and again when it died."""

from __future__ import annotations

import atexit
import json
import os
import select
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from typing import Self

from dauys.domain.errors import DauysError
from dauys.workflows.nursery_talk import Garbled, Saying, listen

COMMAND = (sys.executable, "-I", "-m", "dauys.workflows.hear_one")
KEPT = ("HOME", "LANG", "LC_ALL", "NUMBA_CACHE_DIR", "PATH", "TMPDIR", "XDG_CACHE_HOME")
"""What a nursery sees of our environment: where compiled kernels are kept, nothing that could be a secret."""
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "NUMBA_NUM_THREADS")
"""Workers share the cores among themselves; a forked child could not use threads anyway."""
START_MOST_S = 600.0
"""On a slow machine without compiled kernels the first start takes a minute."""


class NurseryDied(Exception):
    """The nursery ended under way; the job may be given to a new one."""


class TimedOut(Exception):
    """The child was killed because it took too long."""


@dataclass(slots=True)
class Labour:
    """One job under way: the child's answer and the nursery's own word on the child, as they come."""

    nursery: Nursery
    answer: int
    status: int
    pid: int = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.answer)
        os.close(self.status)

    def next_saying(self, deadline_s: float) -> Saying | None:
        """The child's next saying, None at its end. Raises Garbled, TimedOut (time.monotonic)."""
        return listen(lambda size: _read(self.answer, size, deadline_s))

    def raw(self, size: int, deadline_s: float) -> bytes:
        """Raw bytes that the child announced. Raises Garbled where fewer come."""
        taken = _read(self.answer, size, deadline_s)
        if len(taken) < size:
            raise Garbled("broken off")
        return taken

    def born(self, deadline_s: float) -> Saying:
        """The nursery's first word: that the child is there, or why not. Raises NurseryDied."""
        return self._word(deadline_s)

    def ended(self, deadline_s: float) -> Saying:
        """How the child ended. Raises NurseryDied."""
        return self._word(deadline_s)

    def kill(self) -> None:
        """Ends the child now."""
        self.nursery.send({"kind": "kill", "pid": self.pid})

    def _word(self, deadline_s: float) -> Saying:
        saying = listen(lambda size: _read(self.status, size, deadline_s))
        if saying is None:
            raise NurseryDied
        self.pid = saying.get("pid", self.pid)
        return saying


class Nursery:
    """One running nursery; safe to use from several threads at once."""

    def __init__(self, command: tuple[str, ...] = COMMAND) -> None:
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        environment = {name: os.environ[name] for name in KEPT if name in os.environ}
        with theirs:
            self.process = subprocess.Popen(
                command,
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=environment | dict.fromkeys(ONE_THREAD, "1"),
                start_new_session=True,  # Ctrl-C is for the parent: it hangs up when it stops
            )
        self._socket = ours
        self.owner_pid = os.getpid()
        ours.settimeout(START_MOST_S)
        if ours.recv(16) != b"ready":
            self.close()
            raise DauysError("the listening process does not start; `dauys doctor` says what is missing")
        ours.settimeout(None)

    def begin(self, job: Saying, media: int) -> Labour:
        """Hands over a job and the descriptor of its file. Raises NurseryDied."""
        answer, child_answer = os.pipe()
        status, child_status = os.pipe()
        try:
            socket.send_fds(self._socket, [json.dumps(job).encode()], [media, child_answer, child_status])
        except OSError as cause:
            os.close(answer)
            os.close(status)
            raise NurseryDied from cause
        finally:
            os.close(child_answer)
            os.close(child_status)
        return Labour(self, answer, status)

    def send(self, word: Saying) -> None:
        """Says something to the nursery itself; if it is gone, its children are too."""
        try:
            self._socket.send(json.dumps(word).encode())
        except OSError:
            return

    def close(self) -> None:
        """Hangs up and waits for its end."""
        self._socket.close()
        self.process.wait()


_LOCK = threading.Lock()
_nursery: Nursery | None = None


def nursery() -> Nursery:
    """This process's nursery, started where there is none (a forked process has none yet)."""
    global _nursery
    with _LOCK:
        if _nursery is None or _nursery.owner_pid != os.getpid():
            _nursery = Nursery()
            atexit.register(_close, _nursery)
        return _nursery


def _close(own: Nursery) -> None:
    """At exit: waited for, a nursery's processor time counts as its parent's children's."""
    if own.owner_pid == os.getpid():
        own.close()


def replace(dead: Nursery) -> None:
    """Forgets a nursery that died, so that the next call starts another."""
    global _nursery
    with _LOCK:
        if _nursery is dead:
            _nursery = None
    dead.close()


def _read(descriptor: int, size: int, deadline_s: float) -> bytes:
    """Exactly so many bytes, fewer only at the end. Raises TimedOut."""
    taken = bytearray()
    while len(taken) < size:
        left_s = deadline_s - time.monotonic()
        if left_s <= 0 or not select.select([descriptor], [], [], left_s)[0]:
            raise TimedOut
        some = os.read(descriptor, min(size - len(taken), 1 << 20))
        if not some:
            break
        taken += some
    return bytes(taken)
