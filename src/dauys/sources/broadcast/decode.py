"""A recording's bytes → float32 mono samples at 8,000 Hz, each at its true time.

The first sample that the container wants played is time 0 (encoder delay that an MP3, MP4, Matroska or Ogg
file declares is trimmed by FFmpeg). From there the count of samples is the clock, watched by the container's
time stamps: what was lost is filled with zeros, so that everything after it stands where it was.

Only a child process of `workflows.hear_one` may call this on bytes that are not our own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import av
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.error import FFmpegError
from av.stream import Discard

from dauys.domain.errors import SetAside
from dauys.sources.broadcast.formats import DECODERS, whitelists
from dauys.sources.broadcast.reader import DescriptorReader, StreamReader
from dauys.sources.broadcast.resample import RATE_HZ, RATES_HZ, Samples
from dauys.sources.broadcast.tape import Shape, Tape, shape_of
from dauys.sources.broadcast.timekeeping import Timekeeper

LENGTH_MOST_H = 8 * 24
"""Longer than any logger's file; a file that goes on is not sound but a trap."""
READ_BYTES = 1 << 18


def samples(stream: BinaryIO | int) -> Iterator[Samples]:
    """Blocks of about a second of float32 mono at 8,000 Hz. Raises SetAside where there is no sound."""
    return Decoding(stream).blocks()


class Decoding:
    """One recording being decoded: `blocks()` may be walked once, `notes()` is complete after that.

    stream: a seekable binary file, or a descriptor that is read at explicit offsets (its own is not moved).
    claimed_ms: the length that the container claims, if it does; not to be believed.
    """

    def __init__(self, stream: BinaryIO | int) -> None:
        self._container = _open(stream)
        self._stream = _sound_of(self._container)
        self._tracks = len(self._container.streams.audio)
        claimed = self._container.duration
        self.claimed_ms = claimed // 1000 if claimed and claimed > 0 else None
        self._time = Timekeeper(self._stream.time_base)
        self._damaged = self._absurd = self._changes = 0
        self._broken_off = ""

    def blocks(self) -> Iterator[Samples]:
        """Yields the samples, and stops where the bytes stop making sense. SetAside for none at all."""
        given = 0
        with self._container:
            for block in self._turned():
                given += len(block)
                if given > LENGTH_MOST_H * 3600 * RATE_HZ:
                    raise SetAside(
                        "too_long", f"more than {LENGTH_MOST_H} hours of sound in one file; cut it up"
                    )
                if len(block):
                    yield block
        if not given:
            raise SetAside(
                "unreadable", f"none of its sound can be decoded ({self._damaged} damaged packets)"
            )

    def notes(self) -> tuple[str, ...]:
        """What a reader of the result ought to know, one sentence each."""
        notes = (
            (self._tracks > 1, f"{self._tracks} sound tracks; only the main one was heard"),
            (self._damaged, f"{self._damaged} damaged packets skipped"),
            (self._absurd, f"{self._absurd} samples that were no numbers or absurdly loud taken as silence"),
            (self._changes, f"rate, channels or sample format change {self._changes} times"),
            (self._broken_off, f"the end could not be read ({self._broken_off})"),
        )
        return (*(text for wanted, text in notes if wanted), *self._time.notes())

    def _turned(self) -> Iterator[Samples]:
        """One pass over the frames, some 50 a second of sound: every operation in this loop is dear."""
        time, tape, held = self._time, None, 0
        for frame in self._frames():
            stamp, shape = frame.pts, shape_of(frame)
            if tape is None or shape != tape.shape:
                yield from self._finish(tape)
                tape, held = self._new_tape(shape, first=tape is None), 0
                ticks = 1 / (time.tick_s * shape[0])
            if stamp is not None and abs(stamp - time.due) > time.slack:
                late_s = time.judge(stamp)
                if late_s < 0:
                    continue
                yield from tape.silence(late_s)
            frame.pts = None
            tape.take(frame)
            time.due += frame.samples * ticks
            held += frame.samples
            if held >= tape.block_samples:
                held = 0
                yield tape.turn()
        yield from self._finish(tape)

    def _frames(self) -> Iterator[AudioFrame]:
        """Every frame that can be decoded; a damaged packet is counted and passed over."""
        decode = self._stream.codec_context.decode
        packets = self._container.demux(self._stream)
        while True:
            try:
                packet = next(packets, None)
            except FFmpegError as cause:
                _raise_for_memory(cause)
                self._broken_off = _reason(cause)
                packet = None
            except IndexError:  # PyAV, at the very end, where streams have appeared on the way
                packet = None
            try:
                yield from decode(packet)
            except FFmpegError as cause:
                _raise_for_memory(cause)
                if not isinstance(cause, EOFError):
                    self._damaged += 1
                    self._time.distrust()
            if packet is None:
                return

    def _new_tape(self, shape: Shape, *, first: bool) -> Tape:
        if not RATES_HZ[0] <= shape[0] <= RATES_HZ[1]:
            raise SetAside("unreadable", f"{shape[0]:,} samples a second is no rate of sound")
        self._changes += not first
        return Tape(shape)

    def _finish(self, tape: Tape | None) -> Iterator[Samples]:
        if tape:
            yield from tape.finish()
            self._absurd += tape.absurd


def opened(stream: BinaryIO | int) -> tuple[InputContainer, AudioStream]:
    """The container and its main sound track, for whoever wants its packets. Raises SetAside."""
    container = _open(stream)
    return container, _sound_of(container)


def _open(stream: BinaryIO | int) -> InputContainer:
    """The container, with everything but its sound shut out."""
    reader = DescriptorReader(stream) if isinstance(stream, int) else StreamReader(stream)
    try:
        container = av.open(
            reader,
            container_options=whitelists(),
            metadata_errors="replace",
            buffer_size=READ_BYTES,
            io_open=_refuse,
        )
    except FFmpegError as cause:
        _raise_for_memory(cause)
        text = f"no sound or video file of a kind that is read here ({_reason(cause)})"
        raise SetAside("unreadable", text) from cause
    assert isinstance(container, InputContainer)
    return container


def _refuse(url: str, flags: int, options: dict[str, str]) -> BinaryIO:  # noqa: ARG001 - av's signature
    """A recording is one file: what it wants opened besides stays closed."""
    raise SetAside("unreadable", f"wants another file or address opened: {url[:80]!r}")


def _sound_of(container: InputContainer) -> AudioStream:
    """The main sound track, ready to be decoded; the packets of all others are dropped unseen."""
    main = container.streams.best("audio")
    if not isinstance(main, AudioStream):
        raise SetAside("no_audio", f"holds no sound ({len(container.streams)} streams of other kinds)")
    codec = main.codec_context
    if codec is None or codec.codec.name not in DECODERS:
        name = codec.codec.name if codec else "unknown"
        raise SetAside("unreadable", f"sound in a format that is not read here ({name}); convert it")
    codec.thread_count = 1
    for other in container.streams:
        if other.index != main.index:
            other.discard = Discard.all
    return main


def _reason(cause: FFmpegError) -> str:
    return (cause.strerror or type(cause).__name__).lower()


def _raise_for_memory(cause: FFmpegError) -> None:
    """FFmpeg's "cannot allocate memory" is not damage to be skipped."""
    if isinstance(cause, MemoryError):
        raise MemoryError from cause
