"""A nursery whose children do what a taken-over decoder would try. Run as `python -I` with this file's path.

The job's index field names the attempt; what it needs stands behind a colon. A child that gets through says
so by a note; one that is denied raises, is killed, or hangs.
"""

from __future__ import annotations

import os
import socket
import time

from dauys.domain.errors import SetAside
from dauys.workflows import hear_one
from dauys.workflows.nursery_talk import Saying, say


def connect(port: str) -> None:
    with socket.socket() as line:
        line.settimeout(3)
        line.connect(("127.0.0.1", int(port)))
        line.sendall(b"here is your secret")


def read_secret(path: str) -> None:
    os.read(os.open(path, os.O_RDONLY), 10)


def use_open_descriptor(number: str) -> None:
    os.pread(int(number), 10, 0)


def fork(times: str) -> None:
    for _ in range(int(times)):
        if os.fork() == 0:
            os._exit(0)
        os.wait()


def take_memory(size: str) -> None:
    bytearray(int(size))


def write_file(path: str) -> None:
    os.write(os.open(path, os.O_WRONLY | os.O_CREAT), bytes(1 << 20))


def write_to_media(size: str) -> None:
    os.write(hear_one.MEDIA, bytes(int(size)))


def sleep_for_ever(_: str) -> None:
    time.sleep(3600)


def run_for_ever(_: str) -> None:
    while True:
        pass


def execute(path: str) -> None:
    os.execv(path, [path])


def kill_parent(_: str) -> None:
    os.kill(os.getppid(), 9)


def become_root(_: str) -> None:
    os.setresuid(0, 0, 0)


def crash(_: str) -> None:
    import ctypes

    ctypes.string_at(0)


def refuse(_: str) -> None:
    raise SetAside("no_audio", "as asked")


def do(job: Saying, index: object) -> None:
    """Tries, and says how it went."""
    name, _, argument = str(index).partition(":")
    globals()[name](argument)
    say(
        hear_one.ANSWER,
        {"kind": "heard", "length_ms": 0, "matches": [], "notes": ["got through"], "print_bytes": 0},
    )


class ProbingNursery(hear_one.Nursery):
    """Takes the index's name for the attempt."""

    def _index_of(self, folder: str | None) -> str | None:  # type: ignore[override]
        return folder


if __name__ == "__main__":
    parent = socket.socket(fileno=os.dup(0))
    ProbingNursery(parent, do).serve()
