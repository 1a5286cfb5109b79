"""Decoded frames of one shape (rate, channels, sample format) → 8 kHz mono, in big blocks."""

from __future__ import annotations

from collections.abc import Iterator

import av
import numpy as np
from av.audio.frame import AudioFrame

from dauys.sources.broadcast.mono import channel_sum, gain, silence_what_is_no_sound
from dauys.sources.broadcast.resample import Resampler, Samples

Shape = tuple[int, int, str]
"""Samples a second, channels, FFmpeg's name of the sample format."""


class Tape:
    """Takes frames; gives samples. A frame's stamp must be None: the keeper of time is somebody else.

    block_samples: so many input samples are worth turning. absurd: samples that were no sound, so far.
    """

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.block_samples = shape[0]
        self.absurd = 0
        self._resampler = Resampler(shape[0], gain(shape[2], shape[1]))
        self._fifo = av.AudioFifo()
        self.take = self._fifo.write

    def turn(self) -> Samples:
        """The samples of what was taken since, as far as the filters let them go."""
        frame = self._fifo.read()
        if frame is None:
            return np.empty(0, np.float32)
        mixed = channel_sum(frame)
        self.absurd += silence_what_is_no_sound(mixed, self.shape[2])
        return self._resampler.feed(mixed)

    def silence(self, length_s: float) -> Iterator[Samples]:
        """What was taken, then so much silence."""
        left = round(length_s * self.shape[0])
        if left:
            yield self.turn()
        while left > 0:
            yield self._resampler.feed(np.zeros(min(left, self.block_samples), np.float32))
            left -= self.block_samples

    def finish(self) -> Iterator[Samples]:
        """The last samples."""
        yield self.turn()
        yield self._resampler.finish()


def shape_of(frame: AudioFrame) -> Shape:
    """The frame's shape."""
    return frame.sample_rate, frame.layout.nb_channels, frame.format.name
