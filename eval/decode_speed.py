"""Processor time of ways to 8 kHz mono, each over decoding alone.

`python eval/decode_speed.py > eval/decode_speed.md`. Synthetic sound is encoded once to AAC and MP3; then the
ways take turns, many rounds, in this one process; the least time counts, so that other load does less harm.
Decoding alone is `for frame in container.decode(audio=0): pass`. BLAS is held to one thread, as in the child.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # read when numpy is first imported, below

import av
import numpy as np

from dauys.sound import Printer
from dauys.sources.broadcast.decode import samples

Way = Callable[[Path], None]
KINDS = (("m4a", "aac", 48000), ("m4a", "aac", 44100), ("mp3", "mp3", 44100), ("mp3", "mp3", 48000))
BOTH_HALVES = "mono|c0=0.5*c0+0.5*c1"


def alone(path: Path) -> None:
    """Decoding and nothing else: the measure of all."""
    with av.open(path) as container:
        for _ in container.decode(audio=0):
            pass


def resampler(**settings: object) -> Way:
    """PyAV's AudioResampler."""

    def run(path: Path) -> None:
        turn = av.AudioResampler(format="flt", layout="mono", rate=8000, **settings)
        with av.open(path) as container:
            for frame in container.decode(audio=0):
                turn.resample(frame)
            turn.resample(None)

    return run


def graph(*filters: tuple[str, str]) -> Way:
    """A filter graph that is given 50 frames at a time."""

    def run(path: Path) -> None:
        with av.open(path) as container:
            stream = container.streams.audio[0]
            chain = av.filter.Graph()
            source = chain.add_abuffer(
                sample_rate=stream.rate, format="fltp", layout="stereo", time_base=stream.time_base
            )
            sink = chain.add("abuffersink")
            chain.link_nodes(source, *(chain.add(*one) for one in filters), sink).configure()
            chain.set_audio_frame_size(8000)
            for number, frame in enumerate(container.decode(audio=0)):
                source.push(frame)
                if number % 50 == 49:
                    _drain(sink)

    return run


def _drain(sink: av.filter.context.FilterContext) -> None:
    while True:
        try:
            sink.pull()
        except (BlockingIOError, EOFError):
            return


def ours(path: Path) -> None:
    """`sources.broadcast.decode`: time kept, damage counted, two filters as matrix products."""
    with path.open("rb") as stream:
        for _ in samples(stream.fileno()):
            pass


def ours_printed(path: Path) -> None:
    """The same, and the print taken."""
    printer = Printer()
    with path.open("rb") as stream:
        for block in samples(stream.fileno()):
            printer.feed(block)
    printer.finish()


SHARP = "8000:filter_size=52:kaiser_beta=4:cutoff=0.95:filter_type=kaiser"
WAYS: dict[str, Way] = {
    "decoding alone": alone,
    "AudioResampler, as it comes": resampler(),
    "AudioResampler, frame_size=8000": resampler(frame_size=8000),
    "AudioResampler, frame_size=8000, filter_size=8": resampler(frame_size=8000, options={"filter_size": 8}),
    "graph: pan, aresample=8000:filter_size=8 (folds above 4 kHz)": graph(
        ("pan", BOTH_HALVES), ("aresample", "8000:filter_size=8")
    ),
    "graph: pan, aresample with as sharp a filter as ours": graph(("pan", BOTH_HALVES), ("aresample", SHARP)),
    "graph: pan, aresample to 16 kHz, then as sharp as ours": graph(
        ("pan", BOTH_HALVES), ("aresample", "16000:filter_size=8"), ("aresample", SHARP)
    ),
    "ours": ours,
    "ours and the print": ours_printed,
}


def make(path: Path, encoder: str, rate_hz: int, minutes: int) -> None:
    """Stereo sound at 128 kbit/s: gliding tones and noise that comes and goes."""
    random = np.random.default_rng(1)
    with av.open(path, "w") as container:
        stream = container.add_stream(encoder, rate=rate_hz, layout="stereo", bit_rate=128_000)
        for second in range(minutes * 60):
            t = second + np.arange(rate_hz) / rate_hz
            noise = 0.1 * random.standard_normal((2, rate_hz)) * np.abs(np.sin(2.3 * t))
            tones = 0.25 * np.sin(2 * np.pi * np.array([[300.0], [500.0]]) * t + 40 * np.sin(3 * t))
            frame = av.AudioFrame.from_ndarray((noise + tones).astype(np.float32), "fltp", "stereo")
            frame.sample_rate, frame.pts = rate_hz, second * rate_hz
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))


def least_s(path: Path, rounds: int) -> dict[str, float]:
    """The least processor time of each way over so many rounds; they take turns: load hits all alike."""
    times: dict[str, list[float]] = {name: [] for name in WAYS}
    for _ in range(rounds):
        for name, way in WAYS.items():
            began_s = time.process_time()
            way(path)
            times[name].append(time.process_time() - began_s)
    return {name: min(taken) for name, taken in times.items()}


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=15)
    chosen = parser.parse_args()
    columns = {}
    with tempfile.TemporaryDirectory() as folder:
        for ending, encoder, rate_hz in KINDS:
            path = Path(folder, f"sound{rate_hz}.{ending}")
            make(path, encoder, rate_hz, chosen.minutes)
            columns[f"{encoder.upper()} {rate_hz}"] = least_s(path, chosen.rounds)
    _print_table(columns, chosen.minutes)


def _print_table(columns: dict[str, dict[str, float]], minutes: int) -> None:
    print("# Ways to 8 kHz mono: processor time over decoding alone\n")
    versions = f"Python {platform.python_version()}, PyAV {av.__version__}, numpy {np.__version__}"
    print(f"`python {' '.join(sys.argv)}`, {versions}\n")
    print("| way |", " | ".join(columns), "|")
    print("|---|" + "---:|" * len(columns))
    for name in WAYS:
        cells = (f"{times[name] / times['decoding alone']:.2f}" for times in columns.values())
        print(f"| {name} |", " | ".join(cells), "|")
    speeds = (f"{minutes * 60 / times['decoding alone']:,.0f} ×" for times in columns.values())
    print("| (decoding alone, × real time) |", " | ".join(speeds), "|")


if __name__ == "__main__":
    main()
