"""Renders every sentence of the rehearsal with eSpeak NG and packs the speech into small Opus files.

Run by whoever changes `studio/sentences.csv` or `studio/voices.csv`; everybody else uses what it made:

    apt-get install espeak-ng
    python -m dauys.examples.rehearsal.make_voices

Writes `studio/LANGUAGE.opus` and `studio/places.csv`, which says where each sentence stands. eSpeak NG is a
GPL program; the sound it renders from our own sentences is not covered by its licence and ships under ours.
"""

from __future__ import annotations

import csv
import io
import subprocess
import wave
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
from scipy.signal import resample_poly

if TYPE_CHECKING:
    from numpy.typing import NDArray

STUDIO = Path(__file__).parent / "studio"
POOL_HZ = 24000
ESPEAK_HZ = 22050
OPUS_BITS = 16000
PAUSE_MS = 120
AUDIBLE = 0.01


def rendered(text: str, espeak: str, pitch: int, words_per_minute: int) -> NDArray[np.float32]:
    """One sentence as eSpeak NG speaks it: 1-D float32 at POOL_HZ, silence at both ends removed."""
    command = ["espeak-ng", "-v", espeak, "-p", str(pitch), "-s", str(words_per_minute), "--stdout", text]
    spoken = subprocess.run(command, check=True, capture_output=True).stdout
    with wave.open(io.BytesIO(spoken)) as sound:
        if (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) != (ESPEAK_HZ, 1, 2):
            raise ValueError(f"eSpeak NG no longer renders {ESPEAK_HZ} Hz mono of 16 bits; adapt make_voices")
        raw = np.frombuffer(sound.readframes(sound.getnframes()), dtype="<i2").astype(np.float32)
    samples = resample_poly(raw / np.abs(raw).max(), POOL_HZ // 150, ESPEAK_HZ // 150).astype(np.float32)
    loud = np.flatnonzero(np.abs(samples) > AUDIBLE)
    spoken_part: NDArray[np.float32] = np.float32(0.7) * samples[loud[0] : loud[-1] + 1]
    return spoken_part


def whole_ms(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same with zeros added up to a whole millisecond."""
    return np.pad(samples, (0, -len(samples) % (POOL_HZ // 1000)))


def write_opus(path: Path, samples: NDArray[np.float32]) -> None:
    """Packs mono samples at POOL_HZ as Opus in Ogg."""
    with av.open(str(path), "w", format="ogg") as box:
        stream = box.add_stream("libopus", rate=POOL_HZ, layout="mono", options={"application": "voip"})
        stream.bit_rate = OPUS_BITS
        frame = av.AudioFrame.from_ndarray(samples[None, :], format="flt", layout="mono")
        frame.sample_rate = POOL_HZ
        box.mux(stream.encode(frame))
        box.mux(stream.encode(None))


def rows(name: str) -> list[dict[str, str]]:
    """The lines of one of the studio's tables."""
    with (STUDIO / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """Renders all sentences, one Opus file a language, and notes where each stands (ms)."""
    voices = {voice["id"]: voice for voice in rows("voices.csv")}
    pools: dict[str, list[NDArray[np.float32]]] = defaultdict(list)
    length_ms: dict[str, int] = defaultdict(int)
    places = []
    pause = np.zeros(PAUSE_MS * POOL_HZ // 1000, dtype=np.float32)
    for line in rows("sentences.csv"):
        voice, language = voices[line["voice"]], line["language"]
        spoken = whole_ms(
            rendered(line["text"], voice["espeak"], int(voice["pitch"]), int(voice["words_per_minute"]))
        )
        start_ms = length_ms[language]
        end_ms = start_ms + len(spoken) * 1000 // POOL_HZ
        places.append((line["name"], f"{language}.opus", start_ms, end_ms))
        pools[language] += [spoken, pause]
        length_ms[language] = end_ms + PAUSE_MS
    for language, parts in pools.items():
        write_opus(STUDIO / f"{language}.opus", np.concatenate(parts))
    with (STUDIO / "places.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("name", "file", "start_ms", "end_ms"))
        writer.writerows(places)


if __name__ == "__main__":
    main()
