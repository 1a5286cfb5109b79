"""The child's side: a nursery that forks, for each recording, a child which hears that one and ends.

`python -I -m dauys.workflows.hear_one` is the nursery: standard input is a socket of packets from the parent.
It imports the engines, compiles their kernels and maps the index once; it never reads a recording. The child
puts on the sandbox before it reads its first byte. Neither can reach Django, a database or a secret.
"""

from __future__ import annotations

import gc
import json
import os
import selectors
import signal
import socket
import sys
import tempfile
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.domain.errors import SetAside
from dauys.workflows import sandbox, sandbox_calls
from dauys.workflows.nursery_talk import JOB_MOST_BYTES, Saying, say

if TYPE_CHECKING:
    from dauys.sound import SpotIndex

MEDIA, ANSWER = 3, 4
"""The only descriptors a child holds besides three that lead nowhere."""
PROGRESS_MS = 60_000
"""A child tells how far it is at most once for so much sound."""
TRACE_MOST = 4000

Work = Callable[[Saying, "SpotIndex | None"], None]
"""What a child does with its job: reads MEDIA, says its answer to ANSWER."""


class Nursery:
    """Takes jobs from a socket, forks a child for each, and tells of each child's end."""

    def __init__(self, parent: socket.socket, work: Work) -> None:
        self._parent = parent
        self._work = work
        self._children: dict[int, tuple[int, int]] = {}
        self._index: tuple[object, SpotIndex | None] = (None, None)
        self._selector = selectors.DefaultSelector()
        self._selector.register(parent, selectors.EVENT_READ)

    def serve(self) -> None:
        """Until the parent hangs up: then every child is killed."""
        self._parent.send(b"ready")
        while True:
            for key, _ in self._selector.select():
                if key.fileobj is not self._parent:
                    self._bury(key.fd)
                elif not self._take_word():
                    for pid, _ in self._children.values():
                        os.kill(pid, signal.SIGKILL)
                    return

    def _take_word(self) -> bool:
        """False when the parent has hung up."""
        packet, descriptors, _, _ = socket.recv_fds(self._parent, JOB_MOST_BYTES, 3)
        if not packet:
            return False
        word: Saying = json.loads(packet)
        if word["kind"] == "hear":
            self._take_job(word, *descriptors)
        elif word["pid"] in (pid for pid, _ in self._children.values()):
            os.kill(word["pid"], signal.SIGKILL)
        return True

    def _take_job(self, job: Saying, media: int, answer: int, status: int) -> None:
        try:
            index = self._index_of(job["index"])
        except ValueError as cause:
            say(status, {"kind": "index_mismatch", "text": str(cause)})
            os.close(status)
        else:
            pid = os.fork()
            if pid == 0:
                self._be_child(job, index, media, answer)
            say(status, {"kind": "born", "pid": pid})
            pidfd = os.pidfd_open(pid)
            self._children[pidfd] = pid, status
            self._selector.register(pidfd, selectors.EVENT_READ)
        os.close(media)
        os.close(answer)

    def _bury(self, pidfd: int) -> None:
        """Tells how a child ended."""
        self._selector.unregister(pidfd)
        os.close(pidfd)
        pid, status = self._children.pop(pidfd)
        _, ended, usage = os.wait4(pid, 0)
        word: Saying = {"kind": "ended", "cpu_s": usage.ru_utime + usage.ru_stime}
        word["signal"] = os.WTERMSIG(ended) if os.WIFSIGNALED(ended) else 0
        word["status"] = os.WEXITSTATUS(ended) if os.WIFEXITED(ended) else 0
        with suppress(BrokenPipeError):  # whoever asked may no longer listen
            say(status, word)
        os.close(status)

    def _index_of(self, folder: str | None) -> SpotIndex | None:
        """The mapped index of that folder, opened again only when it was built anew. Raises ValueError."""
        if folder is None:
            return None
        try:
            status = Path(folder, "index.json").stat()
        except OSError as cause:
            raise ValueError(f"{folder} holds no finished index; build it again") from cause
        identity = (folder, status.st_ino, status.st_mtime_ns)
        if self._index[0] != identity:
            from dauys.sound import SpotIndex

            self._index = identity, SpotIndex.open(Path(folder))
        return self._index[1]

    def _be_child(self, job: Saying, index: SpotIndex | None, media: int, answer: int) -> None:
        """Never returns."""
        try:
            sandbox_calls.die_with_parent()
            sandbox.place_descriptors((media, answer))
            protection = sandbox.enter(2, sandbox.Bounds(**job["bounds"]), job["without"])
            say(ANSWER, {"kind": "protection", "layers": protection})
            missing = [layer for layer in sandbox.REQUIRED if protection[layer]]
            if job["strict"] and missing:
                raise SetAside("protection_missing", ", ".join(missing))
            self._work(job, index)
        except SetAside as cause:
            say(ANSWER, {"kind": "set_aside", "reason": cause.reason, "text": str(cause)})
        except MemoryError:
            say(ANSWER, {"kind": "set_aside", "reason": "out_of_memory", "text": ""})
        except BaseException as cause:  # noqa: BLE001 - the parent must learn of anything
            trace = traceback.format_exc()[-TRACE_MOST:]
            say(ANSWER, {"kind": "broke", "what": type(cause).__name__, "trace": trace})
        finally:
            os._exit(0)


def hear(job: Saying, index: SpotIndex | None) -> None:
    """Decodes, prints and searches the one recording, and says what was heard."""
    from dauys.sound import Printer
    from dauys.sources.broadcast.decode import Decoding

    decoding = Decoding(MEDIA)
    printer = Printer()
    heard = said = 0
    for block in decoding.blocks():
        printer.feed(block)
        heard += len(block)
        if heard // 8 - said >= PROGRESS_MS:
            said = heard // 8
            say(ANSWER, {"kind": "progress", "done_ms": said})
    print_ = printer.finish()
    say(ANSWER, {"kind": "progress", "done_ms": print_.length_ms})
    matches = [match.to_json() for match in index.search(print_)] if index else []
    raw = print_.to_bytes() if job["want_print"] else b""
    answer: Saying = {"kind": "heard", "length_ms": print_.length_ms, "matches": matches}
    say(ANSWER, {**answer, "notes": decoding.notes(), "print_bytes": len(raw)}, raw)


def warm_up() -> None:
    """Runs everything once on noise of our own, so that a child finds each kernel compiled, each module in.

    A child may neither open a file nor make memory executable: what is not ready by now stays unavailable.
    """
    import io
    import wave

    import av
    import numpy as np

    from dauys.sound import SpotIndex, fingerprint
    from dauys.sources.broadcast.decode import samples

    av.logging.set_level(None)
    noise = np.random.default_rng(1).standard_normal(8000 * 20).astype(np.float32) * np.float32(0.1)
    sound = io.BytesIO()
    with wave.open(sound, "wb") as out:
        out.setparams((1, 2, 16000, 0, "NONE", ""))
        out.writeframes((noise * 32767).astype("<i2").tobytes())
    for _ in samples(io.BytesIO(sound.getvalue())):
        pass
    with tempfile.TemporaryDirectory() as folder:
        SpotIndex.build({"noise": fingerprint(noise[8000 * 5 : 8000 * 15])}).save(Path(folder))
        SpotIndex.open(Path(folder)).search(fingerprint(noise))


def main(work: Work = hear) -> None:
    """The nursery's whole life."""
    parent = socket.socket(fileno=os.dup(0))
    warm_up()
    gc.freeze()
    Nursery(parent, work).serve()


if __name__ == "__main__":
    main()
    sys.exit()
