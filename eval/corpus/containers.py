"""Sound inside games' own containers.

Formats as the ScummVM engine reads them: Beneath a Steel Sky keeps raw lines in sky.dsk, indexed by sky.dnr;
Flight of the Amazon Queen keeps MP3 lines in queen.1c, indexed by the table at its head; Drascula keeps each
raw line in a file of its own. A .pk3 is a zip.
"""

from __future__ import annotations

import fnmatch
import io
import struct
import zipfile
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np

SKY_RATE = 11025
SKY_HEADER_BYTES = 22
SKY_SPEECH = range(50000, 60000)
DRASCULA_RATE = 11025
DRASCULA_HEADER_BYTES = 32


def sky_lines(index: Path) -> Iterator[tuple[str, np.ndarray, int]]:
    """Yields (name, float32[n] in -1..1, rate) for every line of Beneath a Steel Sky."""
    table = index.read_bytes()
    count = struct.unpack("<I", table[:4])[0]
    with index.with_suffix(".dsk").open("rb") as disk:
        for row in range(count):
            number, low, high, offset_top, size_low, size_mid, size_top = struct.unpack(
                "<HBBBBBB", table[4 + 8 * row : 12 + 8 * row]
            )
            if number not in SKY_SPEECH:
                continue
            offset = low | high << 8 | offset_top << 16
            if offset & 0x800000:
                offset = (offset & 0x7FFFFF) << 4
            size = (size_low | size_mid << 8 | size_top << 16) & 0x3FFFFF
            disk.seek(offset)
            raw = np.frombuffer(disk.read(size), np.uint8)[SKY_HEADER_BYTES:]
            yield str(number), (raw.astype(np.float32) - 128) / 128, SKY_RATE


def queen_lines(archive: Path) -> Iterator[tuple[str, np.ndarray, int]]:
    """Yields (name, float32[n], rate) for every line of Flight of the Amazon Queen (talkie)."""
    with archive.open("rb") as file:
        count = struct.unpack(">H", file.read(15)[13:])[0]
        entries = [struct.unpack(">12sBII", file.read(21)) for _ in range(count)]
        for raw_name, _, offset, size in entries:
            name = raw_name.strip(b"\0 ").decode("latin1")
            if name.endswith(".SB"):
                file.seek(offset)
                yield name, *decoded(io.BytesIO(file.read(size)))


def drascula_line(path: Path) -> tuple[str, np.ndarray, int]:
    """(name, float32[n] in -1..1, rate) of one line of Drascula."""
    raw = np.fromfile(path, np.uint8)[DRASCULA_HEADER_BYTES:]
    return path.name, (raw.astype(np.float32) - 128) / 128, DRASCULA_RATE


def zipped_sounds(archive: Path, members: str) -> Iterator[tuple[str, np.ndarray, int]]:
    """Yields (name, float32[n], rate) for every member of a zip archive that the pattern `members` names."""
    with zipfile.ZipFile(archive) as zipped:
        for name in sorted(zipped.namelist()):
            if fnmatch.fnmatch(name, members):
                yield name, *decoded(io.BytesIO(zipped.read(name)))


def decoded(source: str | io.BytesIO) -> tuple[np.ndarray, int]:
    """Decodes the first audio stream to mono: float32[n] and its own rate."""
    with av.open(source, metadata_errors="replace") as container:
        stream = container.streams.audio[0]
        rate = stream.codec_context.sample_rate
        mono = av.AudioResampler(format="fltp", layout="mono", rate=rate)
        pieces = [
            out.to_ndarray()[0] for frame in [*container.decode(stream), None] for out in mono.resample(frame)
        ]
    return (np.concatenate(pieces) if pieces else np.zeros(0, np.float32)), rate
