"""Decoded frames of any sample format → one channel of float32."""

from __future__ import annotations

import numpy as np
from av.audio.frame import AudioFrame
from numpy.typing import NDArray

DTYPES = {"u8": "u1", "s16": "i2", "s32": "i4", "s64": "i8", "flt": "f4", "dbl": "f8"}
FULL_SCALE = {"u8": 2.0**7, "s16": 2.0**15, "s32": 2.0**31, "s64": 2.0**63, "flt": 1.0, "dbl": 1.0}
LOUDEST = 1e6
"""Beyond this times full scale (120 dB over it) a float is no sample but a damaged file."""


def gain(format_name: str, channels: int) -> float:
    """What the sum of the channels is multiplied by to be their mean at full scale ± 1."""
    return 1 / (FULL_SCALE[format_name.removesuffix("p")] * channels)


def channel_sum(frame: AudioFrame) -> NDArray[np.float32]:
    """The sum of the frame's channels, float32 [sample], in the units of its own format."""
    name, planes = frame.format.name, frame.planes
    dtype, count, channels = DTYPES[name.removesuffix("p")], frame.samples, frame.layout.nb_channels
    with np.errstate(over="ignore", invalid="ignore"):
        if name.endswith("p"):
            channel = [np.frombuffer(memoryview(plane), dtype, count) for plane in planes]
            second = channel[1] if channels > 1 else 0
            total: NDArray[np.float32] = np.add(channel[0], second, dtype=np.float32, casting="unsafe")
            for other in channel[2:]:
                total += other
        else:
            packed = np.frombuffer(memoryview(planes[0]), dtype, count * channels)
            total = packed.reshape(count, channels).sum(1, dtype=np.float32)
    if name.startswith("u8"):
        total -= np.float32(FULL_SCALE["u8"] * channels)
    return total


def silence_what_is_no_sound(samples: NDArray[np.float32], format_name: str) -> int:
    """Sets NaN, infinities and absurd values of a float format to 0, in place; how many there were."""
    if not format_name.startswith(("flt", "dbl")):
        return 0
    with np.errstate(over="ignore", invalid="ignore"):
        if samples @ samples < LOUDEST**2:
            return 0
    absurd = ~(np.abs(samples) < LOUDEST)
    samples[absurd] = 0
    return int(absurd.sum())
