"""The parent's side: hears one file in a child process, and believes the child nothing unchecked."""

from __future__ import annotations

import errno
import hashlib
import logging
import os
import signal
import stat
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

from dauys.domain.errors import IndexMismatch, SetAside
from dauys.workflows import nursery as nurseries
from dauys.workflows.nursery import Labour, Nursery, NurseryDied, TimedOut
from dauys.workflows.nursery_talk import Garbled, Saying
from dauys.workflows.sandbox import LAYERS, MEMORY_BYTES, REQUIRED, Protection

if TYPE_CHECKING:
    from dauys.sound import Match

LENGTH_MOST_MS = 8 * 24 * 3600 * 1000
"""As `sources.broadcast.decode`: more than any logger's file."""
PATIENCE_S = 60.0
"""A child gets this, and twice the length of the sound it has decoded so far, on the wall clock. A working
one is hundreds of times faster than the tape; one that decodes nothing for a minute never will."""
CPU_HEAD_S, CPU_BYTES_PER_S = 60, 50_000
"""The kernel's own bound on processor time: a minute, and a second for every 50 kB (1 % of usual speed)."""
PRINT_BYTES_PER_S, PRINT_HEAD_BYTES = 400, 65_536
"""A print is at most so big (DESIGN §4); what claims to be bigger is not one."""
MATCHES_MOST, NOTES_MOST, TEXT_MOST = 100_000, 20, 300
CHILD_REASONS = ("no_audio", "unreadable", "too_long", "out_of_memory", "protection_missing")
"""What a child may say of its file. All other reasons are found out from outside."""

Watch = Callable[[int], None]
"""Called with the milliseconds of sound heard so far."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HearJob:
    """One file to be heard.

    index: folder of a saved SpotIndex to search, or None. foreign: the file comes from others (a stream, a
    crawl, an upload): it is refused where protection is missing, unless `unsandboxed` says to read it anyway.
    One's own files are then read with a note.
    """

    path: str
    index: str | None
    want_print: bool
    unsandboxed: bool
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """What was heard. sha256: of the file's bytes, the same that were decoded; notes are for people."""

    length_ms: int
    sha256: str
    matches: tuple[Match, ...]
    print_bytes: bytes | None
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Care:
    """How a child is treated; anything but the defaults is for tests."""

    patience_s: float = PATIENCE_S
    memory_bytes: int = MEMORY_BYTES
    without: Collection[str] = ()
    cpu_head_s: int = CPU_HEAD_S


def hear(job: HearJob, watch: Watch | None = None) -> Heard:
    """Hears one file, from any thread or process. Raises SetAside, IndexMismatch.

    A nursery that dies is replaced and the job given to the new one, once: it has read none of the file.
    """
    nursery = nurseries.nursery()
    try:
        return hear_with(nursery, job, watch)
    except NurseryDied:
        nurseries.replace(nursery)
    nursery = nurseries.nursery()
    try:
        return hear_with(nursery, job, watch)
    except NurseryDied:
        nurseries.replace(nursery)
        raise SetAside(
            "crashed", "the listening process ends again and again; `dauys doctor` may say why"
        ) from None


def protection() -> Protection:
    """Which layers of the sandbox are active on this machine: empty text, or why not."""
    asked = question(HearJob("", None, want_print=False, unsandboxed=True), 0, Care())
    with TemporaryFile() as nothing, nurseries.nursery().begin(asked, nothing.fileno()) as labour:
        deadline_s = time.monotonic() + PATIENCE_S
        labour.born(deadline_s)
        saying = labour.next_saying(deadline_s) or {}
        labour.kill()
        return {layer: _plain(saying.get("layers", {}).get(layer, "it does not say")) for layer in LAYERS}


def hear_with(nursery: Nursery, job: HearJob, watch: Watch | None = None, care: Care | None = None) -> Heard:
    """Hears one file with this nursery. Raises SetAside, IndexMismatch, NurseryDied."""
    care = care or Care()
    with _opened(job.path) as media:
        before = os.fstat(media)
        sha256 = _sha256(media)
        asked = question(job, before.st_size, care)
        with nursery.begin(asked, media) as labour:
            heard = _Listener(
                labour, job, sha256, watch or _unwatched, care, asked["bounds"]["cpu_s"]
            ).heard()
        after = os.fstat(media)
    if _state(before) != _state(after):
        raise SetAside("still_written", "it changed while it was heard; try again when it is complete")
    return heard


def _state(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns


def question(job: HearJob, size: int, care: Care) -> Saying:
    """The job as the nursery takes it."""
    cpu_s = care.cpu_head_s + size // CPU_BYTES_PER_S
    return {
        "kind": "hear",
        "index": job.index,
        "want_print": job.want_print,
        "strict": job.foreign and not job.unsandboxed,
        "bounds": {"cpu_s": cpu_s, "memory_bytes": care.memory_bytes},
        "without": list(care.without),
    }


@dataclass(slots=True)
class _Listener:
    """Takes down what one child says."""

    labour: Labour
    job: HearJob
    sha256: str
    watch: Watch
    care: Care
    cpu_most_s: int
    heard_ms: int = 0
    notes: list[str] = field(default_factory=list)
    began_s: float = field(default_factory=time.monotonic)

    def heard(self) -> Heard:
        """The result. Raises SetAside, IndexMismatch, NurseryDied."""
        born = self.labour.born(self._deadline_s())
        if born["kind"] == "index_mismatch":
            raise IndexMismatch(_plain(born["text"]))
        try:
            result = self._conversation()
        except TimedOut:
            self.labour.kill()
            self._ended()
            text = f"nothing came of it for {self.care.patience_s:.0f} s; the decoder runs in circles"
            raise SetAside("timed_out", text) from None
        except Garbled as cause:
            self.labour.kill()
            self._ended()
            raise SetAside("crashed", f"the child's answer cannot be right ({cause})") from cause
        ended = self._ended()
        if result is None:
            raise _cause_of_death(ended, self.cpu_most_s)
        return result

    def _conversation(self) -> Heard | None:
        """Until the result, or None where the child fell silent before it."""
        while (saying := self.labour.next_saying(self._deadline_s())) is not None:
            match saying.get("kind"):
                case "protection":
                    self._take_protection(saying)
                case "progress":
                    self.heard_ms = max(self.heard_ms, _whole(saying, "done_ms", LENGTH_MOST_MS))
                    self.watch(self.heard_ms)
                case "set_aside":
                    raise _set_aside(saying)
                case "broke":
                    log.debug("hearing %s: %s", self.job.path, saying.get("trace"))
                    raise SetAside(
                        "crashed", f"the decoder met what it cannot handle ({_plain(saying.get('what'))})"
                    )
                case "heard":
                    return self._result(saying)
                case other:
                    raise Garbled(f"it says {str(other)[:40]!r}")
        return None

    def _result(self, saying: Saying) -> Heard:
        length_ms = _whole(saying, "length_ms", LENGTH_MOST_MS)
        size_most = length_ms * PRINT_BYTES_PER_S // 1000 + PRINT_HEAD_BYTES if self.job.want_print else 0
        size = _whole(saying, "print_bytes", size_most)
        raw = self.labour.raw(size, self._deadline_s()) if self.job.want_print else None
        notes = (*self.notes, *map(_plain, _list(saying, "notes", NOTES_MOST)))
        return Heard(length_ms, self.sha256, _matches(saying), raw, notes)

    def _take_protection(self, saying: Saying) -> None:
        layers = saying.get("layers")
        if not isinstance(layers, dict):
            raise Garbled("no layers")
        if missing := [layer for layer in REQUIRED if layers.get(layer) != ""]:
            self.notes.append(f"read with less protection ({', '.join(missing)}); see `dauys doctor`")

    def _ended(self) -> Saying:
        return self.labour.ended(time.monotonic() + PATIENCE_S)

    def _deadline_s(self) -> float:
        return self.began_s + self.care.patience_s + 2 * self.heard_ms / 1000


def _cause_of_death(ended: Saying, cpu_most_s: int) -> SetAside:
    """Why a child that gave no result ended, as far as its death tells."""
    match ended["signal"]:
        case signal.SIGXCPU | signal.SIGKILL if ended["cpu_s"] >= cpu_most_s - 1:
            return SetAside("timed_out", f"it took {ended['cpu_s']:.0f} s of processor time without an end")
        case signal.SIGKILL:
            return SetAside("crashed", "it was killed from outside, by hand or for want of memory; try again")
        case signal.SIGSYS:
            return SetAside(
                "crashed", "it asked the system for something that no recording needs; it was stopped"
            )
        case 0:
            return SetAside("crashed", f"the decoder ended without an answer (status {ended['status']})")
        case number:
            name = signal.Signals(number).name
            return SetAside(
                "crashed", f"the decoder died of it ({name}); the file is damaged or made to do harm"
            )


def _set_aside(saying: Saying) -> SetAside:
    reason = saying.get("reason")
    if reason not in CHILD_REASONS:
        raise Garbled("no such reason")
    if reason == "out_of_memory":
        return SetAside(
            reason, "it takes more memory than any recording should; the file is damaged or made to do harm"
        )
    text = _plain(saying.get("text"))
    if reason == "protection_missing":
        text = f"comes from others and cannot be read safely here (no {text}); see `dauys doctor`"
    return SetAside(reason, text)


def _matches(saying: Saying) -> tuple[Match, ...]:
    """The child's matches, each field of the right kind. Raises Garbled."""
    plain = _list(saying, "matches", MATCHES_MOST)
    if not plain:
        return ()
    from dauys.sound import Match

    try:
        return tuple(Match.from_json(one) for one in plain)
    except (ValueError, TypeError, KeyError, AttributeError) as cause:
        raise Garbled("a match that is none") from cause


def _whole(saying: Saying, name: str, most: int) -> int:
    value = saying.get(name)
    if type(value) is not int or not 0 <= value <= most:
        raise Garbled(f"{name} is not a whole number up to {most}")
    return value


def _list(saying: Saying, name: str, most: int) -> list[Any]:
    value = saying.get(name)
    if not isinstance(value, list) or len(value) > most:
        raise Garbled(f"{name} is no list of up to {most}")
    return value


def _plain(text: object) -> str:
    """Text of a child, fit to be shown: short, one line, no control characters."""
    return "".join(letter if letter.isprintable() else "�" for letter in str(text)[:TEXT_MOST])


@contextmanager
def _opened(path: str) -> Iterator[int]:
    """The descriptor of a regular file; never follows a link, never waits. Raises SetAside."""
    try:
        media = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as cause:
        if cause.errno == errno.ELOOP:
            raise SetAside("not_a_file", "is a link; name the file it leads to") from cause
        raise SetAside("not_a_file", f"cannot be opened ({cause.strerror})") from cause
    except ValueError as cause:
        raise SetAside("not_a_file", f"is no name of a file ({cause})") from cause
    try:
        if not stat.S_ISREG(os.fstat(media).st_mode):
            raise SetAside("not_a_file", "is no ordinary file")
        yield media
    finally:
        os.close(media)


def _sha256(media: int) -> str:
    """Hex sha256 of the whole file, read at explicit offsets: the descriptor's own is left alone."""
    digest, at = hashlib.sha256(), 0
    while some := os.pread(media, 1 << 20, at):
        digest.update(some)
        at += len(some)
    return digest.hexdigest()


def _unwatched(heard_ms: int) -> None:
    """Nobody looks."""
