"""The child that cuts clips out of one recording. Hostile bytes are decoded here, in the sandbox, and nowhere
near the database: this module imports the standard library, PyAV, `sources.broadcast` and the sandbox only.

Run as `python -I -m dauys.workflows.clip_one JOB`, JOB being `{"source": fd, "cpu_s": s, "cuts": [[start_ms,
end_ms], …]}` with times into the recording. What it needs is loaded before the sandbox is put on, the
recording's first byte is read after. Its answer on standard output: a line of JSON, `{"error": text}` or
`{"sizes": [bytes, …]}`, then the clips, one after the other; a size of 0 says that there was no sound.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any, BinaryIO, cast

import av

from dauys.domain.errors import SetAside
from dauys.sources.broadcast.decode import opened
from dauys.sources.broadcast.timekeeping import Timekeeper
from dauys.workflows import sandbox, sandbox_calls

if TYPE_CHECKING:
    from av.audio.frame import AudioFrame
    from av.audio.stream import AudioStream
    from av.packet import Packet

RATE_HZ = 32_000
BIT_RATE = 48_000
ENCODER = {"flags": "+bitexact", "aac_coder": "fast", "aac_pns": "0", "aac_tns": "0"}
"""The encoder is most of a clip's cost; without its two finest tools it takes two thirds of the time."""
WARM_UP_MS = 500
"""Decoded before a cut begins and thrown away: MP3 and AAC need some packets to find their feet."""
SOURCE, ANSWER = 3, 4
"""The only descriptors that lead anywhere once the sandbox is on."""


class _Cut:
    """One clip in the making: [start_ms, end_ms) of the recording."""

    def __init__(self, start_ms: int, end_ms: int) -> None:
        self.start_ms, self.end_ms = start_ms, end_ms
        self._encoder: _Encoder | None = None

    def is_near(self, at_ms: int) -> bool:
        return self.start_ms - WARM_UP_MS <= at_ms < self.end_ms

    def take(self, at_ms: int, frames: list[AudioFrame]) -> None:
        if at_ms >= self.start_ms and frames:
            self._encoder = self._encoder or _Encoder()
            for frame in frames:
                self._encoder.feed(frame)

    def finish(self) -> bytes:
        """The clip's file; empty where there was no sound."""
        return self._encoder.finish() if self._encoder else b""


class _Encoder:
    """Frames of any layout and rate → AAC in an `.m4a`, the same bytes for the same frames."""

    def __init__(self) -> None:
        self._file = io.BytesIO()
        # `ipod` is FFmpeg's name of .m4a; bitexact keeps its version out of the file.
        self._container = av.open(self._file, "w", format="ipod", options={"fflags": "+bitexact"})
        self._stream = self._container.add_stream("aac", rate=RATE_HZ, options=ENCODER)
        self._stream.layout = "mono"
        self._stream.bit_rate = BIT_RATE
        self._shape: tuple[str, str, int] | None = None
        self._resampler: av.AudioResampler | None = None
        self._n_samples = 0

    def feed(self, frame: AudioFrame) -> None:
        shape = (frame.format.name, frame.layout.name, frame.sample_rate)
        if shape != self._shape:
            # A broadcaster may go from stereo to mono in mid-stream; each shape needs its own resampler.
            self._drain()
            self._shape = shape
            self._resampler = av.AudioResampler(format="fltp", layout="mono", rate=RATE_HZ)
        frame.pts = None
        assert self._resampler is not None
        for ready in self._resampler.resample(frame):
            self._encode(ready)

    def finish(self) -> bytes:
        self._drain()
        self._container.mux(self._stream.encode(None))
        self._container.close()
        return self._file.getvalue()

    def _drain(self) -> None:
        if self._resampler is not None:
            for ready in self._resampler.resample(None):
                self._encode(ready)

    def _encode(self, frame: AudioFrame) -> None:
        frame.pts, frame.time_base = self._n_samples, Fraction(1, RATE_HZ)
        self._n_samples += frame.samples
        self._container.mux(self._stream.encode(frame))


def cut_all(source: BinaryIO | int, cuts: list[_Cut]) -> list[bytes]:
    """Reads the recording once; packets that no cut needs are passed over without decoding."""
    container, stream = opened(source)
    last_ms = max(cut.end_ms for cut in cuts)
    with container:
        for at_ms, packet in _clocked(container.demux(stream), stream):
            if at_ms >= last_ms:
                break
            near = [cut for cut in cuts if cut.is_near(at_ms)]
            if near:
                frames = _decoded(packet)
                for cut in near:
                    cut.take(at_ms, frames)
    return [cut.finish() for cut in cuts]


def _clocked(packets: Iterator[Packet[Any]], stream: AudioStream) -> Iterator[tuple[int, Packet[Any]]]:
    """Each packet with the milliseconds before it, by the ear's own clock: lengths added up, holes filled."""
    time = Timekeeper(stream.time_base)
    elapsed_s = 0.0
    for packet in packets:
        if not packet.size:
            continue
        if packet.pts is not None and abs(packet.pts - time.due) > time.slack:
            late_s = time.judge(packet.pts)
            if late_s < 0:
                continue
            elapsed_s += late_s
        yield int(elapsed_s * 1000), packet
        length_s = _length_s(packet, stream)
        elapsed_s += length_s
        time.due += length_s / time.tick_s


def _length_s(packet: Packet[Any], stream: AudioStream) -> float:
    if packet.duration and packet.time_base:
        return float(packet.duration * packet.time_base)
    codec = stream.codec_context
    return (codec.frame_size or 1024) / (codec.sample_rate or 48_000)


def _decoded(packet: Packet[Any]) -> list[AudioFrame]:
    """The packet's sound; a damaged packet is a hole of some milliseconds in a clip, not the end of it."""
    try:
        return cast("list[AudioFrame]", packet.decode())
    except av.error.FFmpegError:
        return []


def warm_up() -> None:
    """Makes a clip of silence and cuts one out of it: in the sandbox no module can be loaded any more."""
    encoder = _Encoder()
    silence = av.AudioFrame(format="s16", layout="stereo", samples=RATE_HZ)
    silence.sample_rate = RATE_HZ
    for plane in silence.planes:
        plane.update(bytes(plane.buffer_size))
    encoder.feed(silence)
    cut_all(io.BytesIO(encoder.finish()), [_Cut(0, 500)])


def main() -> None:
    """Puts on the sandbox, cuts, answers."""
    sandbox_calls.die_with_parent()
    job = json.loads(sys.argv[1])
    warm_up()
    cuts = [_Cut(*cut) for cut in job["cuts"]]
    sandbox.place_descriptors((job["source"], sys.stdout.fileno()))
    sandbox.enter(2, sandbox.Bounds(job["cpu_s"]))
    clips: list[bytes] = []
    head: dict[str, object]
    try:
        clips = cut_all(SOURCE, cuts)
    except (SetAside, OSError, ValueError, MemoryError) as cause:  # FFmpeg's errors are OSError or ValueError
        head = {"error": f"{type(cause).__name__}: {cause}"[:300]}
    else:
        head = {"sizes": [len(clip) for clip in clips]}
    with os.fdopen(ANSWER, "wb") as answer:
        answer.write(json.dumps(head).encode() + b"\n")
        answer.writelines(clips)


if __name__ == "__main__":
    main()
