"""The print: all that is kept of a recording for search, at most 400 bytes a second.

Two views of one sound, both on frames 20 ms apart:

- *levels*: 16 bands × 3 bits, relative to each band's loudest frame in its block of one second. They say how
  loud what was where, and carry borders, versions and integrity.
- *peaks*: at most 27 spectral peaks a second, with time to 5 ms and frequency in cents. They say which spots
  may stand here at all, and how far pitch and tempo moved.

A second costs 50 × 6 + 16 + 27 × 3 = 397 bytes.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dauys.sound.params import FORMAT, RATE_HZ, Params

MAGIC = b"DAUYSPRT"
_HEADER = struct.Struct("<8sH16sQIII")
QUARTERS = 4
"""Peak times are kept in quarters of a frame: 5 ms."""
LEVEL_BITS = 3
LEVEL_TOP = (1 << LEVEL_BITS) - 1


@dataclass(frozen=True, eq=False, slots=True)
class Print:
    """The fingerprint of one sound.

    samples: length of the sound at 8,000 Hz.
    packed: uint8 [t, bands * 3 / 8], levels of frame t, band 0 in the lowest bits.
    scales: int8 [block, b], dB of the loudest frame of that block and band.
    steps: uint8 [peak], quarter frames since the peak before (255 at the most; fillers have cents 0).
    cents: uint16 [peak], frequency above 55 Hz in hundredths of a semitone.
    """

    params_digest: str
    samples: int
    packed: NDArray[np.uint8]
    scales: NDArray[np.int8]
    steps: NDArray[np.uint8]
    cents: NDArray[np.uint16]

    @property
    def length_ms(self) -> int:
        """Length of the sound, rounded to the millisecond."""
        return (self.samples * 1000 + RATE_HZ // 2) // RATE_HZ

    def to_bytes(self) -> bytes:
        """The print as it is stored; little-endian on every machine."""
        header = _HEADER.pack(
            MAGIC,
            FORMAT,
            self.params_digest.encode(),
            self.samples,
            len(self.packed),
            len(self.scales),
            len(self.steps),
        )
        parts = (self.packed, self.scales, self.steps, self.cents.astype("<u2"))
        return header + b"".join(part.tobytes() for part in parts)

    @classmethod
    def from_bytes(cls, raw: bytes, params: Params | None = None) -> Print:
        """Reads a stored print. Raises ValueError unless every byte is accounted for.

        Safe on bytes that somebody else made: sizes are checked before anything is taken from them.
        """
        params = params or Params()
        if len(raw) < _HEADER.size:
            raise ValueError(f"a print has at least {_HEADER.size} bytes, this one has {len(raw)}")
        magic, version, digest, samples, frames, blocks, peaks = _HEADER.unpack_from(raw)
        if magic != MAGIC:
            raise ValueError("these bytes are not a print: their first eight say otherwise")
        if version != FORMAT or digest != params.digest().encode():
            raise ValueError("this print was made with other parameters; make it again from the recording")
        width = params.bands * LEVEL_BITS // 8
        sizes = (frames * width, blocks * params.bands, peaks, 2 * peaks)
        if len(raw) != _HEADER.size + sum(sizes):
            raise ValueError(f"a print of {frames} frames and {peaks} peaks cannot have {len(raw)} bytes")
        if frames != -(-samples // params.hop) or blocks != -(-frames // params.block):
            raise ValueError(f"a print of {samples} samples cannot have {frames} frames in {blocks} blocks")
        cuts = np.cumsum((_HEADER.size, *sizes))
        packed, scales, steps, cents = (
            raw[a:b] for a, b in zip(cuts[:-1].tolist(), cuts[1:].tolist(), strict=True)
        )
        return cls(
            digest.decode(),
            samples,
            np.frombuffer(packed, np.uint8).reshape(frames, width),
            np.frombuffer(scales, np.int8).reshape(blocks, params.bands),
            np.frombuffer(steps, np.uint8),
            np.frombuffer(cents, "<u2").astype(np.uint16, copy=False),
        )

    def peak_times(self) -> NDArray[np.int64]:
        """int64 [peak]: each peak's time in quarter frames, fillers included."""
        return np.cumsum(self.steps, dtype=np.int64)


def pack_levels(levels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """uint8 [t, b] of 0…7 → uint8 [t, b * 3 / 8]: eight levels in three bytes."""
    groups = levels.reshape(len(levels), levels.shape[1] // 8, 8).astype(np.uint32)
    word = (groups << (np.arange(8, dtype=np.uint32) * LEVEL_BITS)).sum(axis=2, dtype=np.uint32)
    octets = (word[:, :, None] >> np.array([0, 8, 16], np.uint32)) & 0xFF
    packed: NDArray[np.uint8] = octets.astype(np.uint8).reshape(len(levels), 3 * groups.shape[1])
    return packed


def unpack_levels(packed: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The inverse of `pack_levels`."""
    octets = packed.reshape(len(packed), packed.shape[1] // 3, 3).astype(np.uint32)
    word = octets[:, :, 0] | octets[:, :, 1] << 8 | octets[:, :, 2] << 16
    levels = (word[:, :, None] >> (np.arange(8, dtype=np.uint32) * LEVEL_BITS)) & LEVEL_TOP
    return levels.astype(np.uint8).reshape(len(packed), 8 * octets.shape[1])


def levels_db(print_: Print, params: Params, start: int, stop: int) -> NDArray[np.float32]:
    """float32 [t, b]: the levels of frames [start, stop) in dB, to ± half a step.

    The lowest level means "that low or lower".
    """
    steps = LEVEL_TOP - unpack_levels(print_.packed[start:stop]).astype(np.float32)
    blocks = np.arange(start, stop) // params.block
    top: NDArray[np.float32] = print_.scales[blocks].astype(np.float32)
    return top - (steps + np.float32(0.5)) * np.float32(params.level_step_db)
