"""Sound into files, really compressed: AAC in MP4 and MP3, written through PyAV."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from av.audio.stream import AudioStream

from dauys.examples.rehearsal.instruments import STUDIO_HZ, Samples

CODECS = {
    "m4a": ("aac", {"aac_coder": "fast", "aac_tns": "0", "aac_is": "0", "aac_pns": "0", "cutoff": "14000"}),
    "mp3": ("libmp3lame", {"compression_level": "9"}),
}
"""ending → codec, options that favour speed: four hours are to be packed in seconds."""
BITS = {"mono": 64_000, "stereo": 96_000}
BLOCK = 1 << 16


def write_sound(path: Path, sound: Samples, rate_hz: int = STUDIO_HZ, layout: str = "mono") -> None:
    """Packs mono samples at STUDIO_HZ into the file, by its ending; PyAV's encoder changes the rate."""
    codec, options = CODECS[path.suffix[1:]]
    path.parent.mkdir(parents=True, exist_ok=True)
    with av.open(str(path), "w") as box:
        stream = box.add_stream(codec, rate=rate_hz, layout=layout, options=options)
        assert isinstance(stream, AudioStream)
        stream.bit_rate = BITS[layout]
        for start in range(0, len(sound), BLOCK):
            block = sound[None, start : start + BLOCK]
            if layout == "stereo":  # the right a little quieter, as from a presenter left of the middle
                block = np.concatenate([block, np.float32(0.8) * block])
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout=layout)
            frame.sample_rate, frame.pts, frame.time_base = STUDIO_HZ, start, Fraction(1, STUDIO_HZ)
            box.mux(stream.encode(frame))
        box.mux(stream.encode(None))


def write_broken(path: Path, sound: Samples) -> None:
    """A recording whose logger lost power: the file stops before the table that MP4 needs to be read."""
    write_sound(path, sound)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 3 // 5])
