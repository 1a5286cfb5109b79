"""How fast the ear is: processor time of a scan against PyAV decoding alone, in one run on one machine.

    python eval/speed.py --corpus build/corpus/development-small --out eval/speed.md

Makes recordings of 2 and 8 hours of AAC and MP3 from the corpus's listening hours, and spots that stand in
none of them. Every figure is the slope between the two lengths, so that start-up does not count; the scan is
the whole program in processes of its own, children included. Decoding alone is measured between the scans,
and of `--rounds` the least stands: what a busy machine adds is no property of the program. `--work` keeps the
recordings and spots for another run.

The densest recording of the corpus stands for files full of airings, each of which costs a close look. Two
plain decoders beside each other are the control for two workers: what they do not gain the machine withholds.
"""

from __future__ import annotations

import argparse
import contextlib
import csv
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import av
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

RATE_HZ = 44_100
HOURS = (2, 8)
CARRIERS = {"AAC": ("m4a", "aac"), "MP3": ("mp3", "mp3")}
SPOT_COUNTS = (60, 2000)
DENSE_TIMES = (1, 4)
"""How often the densest recording is heard in a row."""
DECODE = "import sys, av\nfor frame in av.open(sys.argv[1]).decode(audio=0): pass"


@dataclass(frozen=True)
class Cost:
    """Processor and wall seconds of a command with its children."""

    cpu_s: float
    wall_s: float


def measured(command: list[str], cache: Path) -> Cost:
    """Runs a command to its end; RuntimeError with what it said where it fails."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env={**os.environ, "XDG_CACHE_HOME": str(cache)},
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command[:3]} ended with {done.returncode}: {done.stderr[-500:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(cpu, time.monotonic() - start)


def heard(path: Path, rate: int, layout: str) -> Iterator[NDArray[np.float32]]:
    """float32 [channel, k]: the file's sound at that rate."""
    resampler = AudioResampler("fltp", layout, rate)
    with av.open(str(path)) as container:
        for frame in container.decode(audio=0):
            for out in resampler.resample(frame):
                yield out.to_ndarray()


def recording(sources: list[Path], path: Path, codec: str, hours: int) -> None:
    """`hours` of stereo at 128 kbit/s: two hours encoded from the sources, then their packets again."""
    if path.exists():
        return
    two = path.with_name(f"two{path.suffix}")
    if not two.exists():
        encode(sources, two, codec, 2 * 3600)
    repeated(two, path, hours // 2)


def repeated(part_path: Path, path: Path, times: int) -> None:
    """The sound's own packets so many times in a row."""
    with av.open(str(path), "w") as out:
        stream, shift = None, 0
        for _ in range(times):
            with av.open(str(part_path)) as part:
                stream = stream or out.add_stream_from_template(part.streams.audio[0])
                end = shift
                for packet in part.demux(audio=0):
                    if packet.pts is None:
                        continue
                    packet.pts += shift
                    packet.dts = packet.pts
                    packet.stream = stream
                    end = packet.pts + (packet.duration or 0)
                    out.mux(packet)
                shift = end


def encode(sources: list[Path], path: Path, codec: str, seconds: int) -> None:
    """The sources one after the other, as really compressed sound."""
    left = seconds * RATE_HZ
    with av.open(str(path), "w") as out:
        stream = out.add_stream(codec, rate=RATE_HZ)
        stream.layout, stream.bit_rate = "stereo", 128_000
        shaped = AudioResampler(stream.format.name, "stereo", RATE_HZ, frame_size=stream.frame_size or 1152)
        while left > 0:
            for source in sources:
                for block in heard(source, RATE_HZ, "stereo"):
                    if left <= 0:
                        break
                    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(block), "fltp", "stereo")
                    frame.sample_rate = RATE_HZ
                    left -= block.shape[1]
                    for ready in shaped.resample(frame):
                        out.mux(stream.encode(ready))
        out.mux(stream.encode(None))


def spots(sources: list[Path], folder: Path, count: int) -> None:
    """`count` spots of 12 to 28 s: two excerpts of the sources, mixed and at other speeds, so never aired."""
    if folder.exists():
        return
    rng = np.random.default_rng(count)
    sound = np.concatenate([b[0] for source in sources[:1] for b in heard(source, 8000, "mono")])
    folder.mkdir()
    for number in range(count):
        length = int(rng.uniform(12, 28) * 8000)
        mixed = np.zeros(length, np.float32)
        for share in (0.6, 0.4):
            pace, start = rng.uniform(0.7, 0.85), int(rng.integers(len(sound) - 2 * length))
            at = start + np.arange(length) / pace
            mixed += np.float32(share) * np.interp(
                at,
                np.arange(start, start + 2 * length),
                sound[start : start + 2 * length],
            ).astype(np.float32)
        with av.open(str(folder / f"spot{number:04d}.wav"), "w") as out:
            stream = out.add_stream("pcm_s16le", rate=8000)
            stream.layout = "mono"
            samples = (np.clip(mixed, -1, 1) * 32767).astype(np.int16)[None]
            frame = av.AudioFrame.from_ndarray(samples, "s16", "mono")
            frame.sample_rate = 8000
            out.mux(stream.encode(frame))
            out.mux(stream.encode(None))


class Bench:
    """Scans and decodes in processes of their own, with an index cache of its own."""

    def __init__(self, work: Path, rounds: int) -> None:
        self.work, self.cache, self.rounds = work, work / "index-cache", rounds
        shutil.rmtree(self.cache, ignore_errors=True)
        self.scan = [str(Path(sys.executable).with_name("dauys")), "scan", "--out", str(work / "out.csv")]

    def decode(self, path: Path) -> Cost:
        """PyAV decoding the file, nothing else."""
        return measured([sys.executable, "-c", DECODE, str(path)], self.cache)

    def both(self, path: Path) -> float:
        """Wall seconds of two decoders of the file, started at once."""
        start = time.monotonic()
        pair = [subprocess.Popen([sys.executable, "-c", DECODE, str(path)]) for _ in range(2)]
        ended = [one.wait() for one in pair]
        if any(ended):
            raise RuntimeError(f"{path} cannot be decoded")
        return time.monotonic() - start

    def heard(self, spots: Sequence[Path], jobs: int, *paths: Path) -> Cost:
        """A scan of the files for the spots."""
        named = [word for folder in spots for word in ("--spots", str(folder))]
        return measured([*self.scan, *named, "--jobs", str(jobs), *map(str, paths)], self.cache)

    def spots(self, count: int) -> Path:
        """The folder of so many spots."""
        return self.work / f"spots{count}"

    def slopes(self, name: str, files: dict[float, Path], searched: dict[str, list[Path]]) -> list[str]:
        """A row for decoding alone and one for each scan: CPU per hour beyond the shortest file."""
        least: dict[tuple[str, float], float] = {}
        for _ in range(self.rounds):
            for hours, path in files.items():
                costs = {"": self.decode(path)}
                costs |= {what: self.heard(folders, 1, path) for what, folders in searched.items()}
                for what, cost in costs.items():
                    least[what, hours] = min(cost.cpu_s, least.get((what, hours), cost.cpu_s))
        short, long = min(files), max(files)
        slope = {what: (least[what, long] - least[what, short]) / (long - short) for what in ("", *searched)}
        alone = slope.pop("")
        rows = [f"| {name}: PyAV decoding alone | {alone:.2f} s CPU/h | 1.00 |"]
        return rows + [
            f"| {name}: scan, {what} | {cost:.2f} s CPU/h | {cost / alone:.2f} |"
            for what, cost in slope.items()
        ]


def index_rows(bench: Bench) -> list[str]:
    """Building the index and starting with one that is ready."""
    quiet = bench.work / "quiet.wav"
    quiet.write_bytes((bench.spots(SPOT_COUNTS[0]) / "spot0000.wav").read_bytes())
    rows = []
    for count in SPOT_COUNTS:
        first, again = (bench.heard([bench.spots(count)], 2, quiet) for _ in range(2))
        rows.append(
            f"| index of {count} spots, two workers | {first.wall_s:.0f} s wall, {first.cpu_s:.0f} s CPU | |"
        )
        rows.append(
            f"| start-up, {count} spots, index ready | {again.wall_s:.1f} s wall, {again.cpu_s:.1f} s CPU | |"
        )
    return rows


def slope_rows(bench: Bench, sources: list[Path], name: str) -> list[str]:
    """CPU per hour of decoding alone and of the scan, for this carrier."""
    ending, codec = CARRIERS[name]
    files = {float(hours): bench.work / f"{name}{hours}.{ending}" for hours in HOURS}
    for hours, path in files.items():
        recording(sources, path, codec, int(hours))
    return bench.slopes(name, files, {f"{count} spots": [bench.spots(count)] for count in SPOT_COUNTS})


def dense_rows(bench: Bench, corpus: Path) -> list[str]:
    """The same for the corpus's MP3 with the most airings an hour, its own spots alone and among many."""
    with (corpus / "truth.csv").open(encoding="utf-8") as lines:
        airings = Counter(row["recording"] for row in csv.DictReader(lines))
    found = {}
    for path in sorted((corpus / "recordings").glob("*.mp3")):
        with av.open(str(path)) as container:
            found[path] = (container.duration or 0) / av.time_base / 3600
    densest = max(found, key=lambda path: airings[path.stem] / found[path])
    hours = found[densest]
    files = {}
    for times in DENSE_TIMES:
        files[times * hours] = bench.work / f"dense{times}.mp3"
        repeated(densest, files[times * hours], times)
    own, most = corpus / "spots", SPOT_COUNTS[-1]
    count = sum(1 for _ in own.iterdir())
    searched = {f"{count} spots": [own], f"{count + most} spots": [own, bench.spots(most)]}
    for spots in searched.values():  # the index is ready before the slope is taken
        bench.heard(spots, 2, bench.work / "quiet.wav")
    return bench.slopes(f"{airings[densest.stem] / hours:.0f} airings/h", files, searched)


def descendants(root: int) -> list[int]:
    """The process and all that it started."""
    found = [root]
    for pid in found:
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            found += [int(child) for child in task.read_text().split()]
    return found


def private_kb(pid: int) -> int:
    """Private_Clean + Private_Dirty of a process, as the kernel counts them."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Private_") and "Huge" not in line)


def memory_row(bench: Bench) -> str:
    """The most private memory that any process of a scan of 24 hours held."""
    day = bench.work / "day.mp3"
    # MP3 frames stand for themselves: a longer stream is the same frames again.
    day.write_bytes((bench.work / f"MP3{HOURS[1]}.mp3").read_bytes() * (24 // HOURS[1]))
    command = [*bench.scan, "--spots", str(bench.spots(SPOT_COUNTS[0])), "--jobs", "1", str(day)]
    scan = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0
    while scan.poll() is None:
        for pid in descendants(scan.pid):
            with contextlib.suppress(OSError):  # it ended in this moment
                most = max(most, private_kb(pid))
        time.sleep(0.2)
    return f"| private memory of the largest process, 24 h | {most / 1024:.0f} MB | |"


def worker_rows(bench: Bench) -> list[str]:
    """Wall time of two workers over that of one, on sixteen hours; and the same of two decoders."""
    pair = [bench.work / f"half{number}.mp3" for number in (1, 2)]
    for path in pair:
        path.write_bytes((bench.work / f"MP3{HOURS[1]}.mp3").read_bytes())
    rows = []
    found = [
        [bench.heard([bench.spots(SPOT_COUNTS[0])], jobs, *pair).wall_s for jobs in (1, 2)]
        for _ in range(bench.rounds)
    ]
    control = [[2 * bench.decode(pair[0]).wall_s, bench.both(pair[0])] for _ in range(bench.rounds)]
    for what, walls in (("two workers over one", found), ("control: two plain decoders", control)):
        one, two = (min(column) for column in zip(*walls, strict=True))
        rows.append(f"| {2 * HOURS[1]} h: {what} | {two:.0f} s / {one:.0f} s wall | {two / one:.2f} |")
    return rows


def table(corpus: Path, work: Path, rounds: int) -> str:
    """All that is measured, as rows of Markdown."""
    sources = sorted((corpus / "recordings").glob("listening*"))[:3]
    bench = Bench(work, rounds)
    for count in SPOT_COUNTS:
        spots(sources, bench.spots(count), count)
    steps: list[Callable[[], list[str]]] = [
        lambda: index_rows(bench),
        *(partial(slope_rows, bench, sources, name) for name in CARRIERS),
        lambda: dense_rows(bench, corpus),
        lambda: worker_rows(bench),
        lambda: [memory_row(bench)],
    ]
    rows = ["| what | figure | ratio |", "|---|---:|---:|"]
    for step in steps:
        found = step()
        print("\n".join(found), flush=True)
        rows += found
    return "\n".join(rows)


def main() -> None:
    """Measures, prints as it goes and writes the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpus", type=Path, required=True)
    options.add_argument("--out", type=Path, default=Path("eval/speed.md"))
    options.add_argument("--rounds", type=int, default=2)
    options.add_argument("--work", type=Path)
    chosen = options.parse_args()
    load = os.getloadavg()[0]
    with contextlib.ExitStack() as stack:
        work = chosen.work or Path(stack.enter_context(tempfile.TemporaryDirectory(dir=chosen.corpus)))
        measured_rows = table(chosen.corpus, work, chosen.rounds)
    after = os.getloadavg()[0]
    chosen.out.write_text(
        f"""# Speed

Processor time of whole processes with their children, as the slope between 2 and 8 hours of 44.1 kHz stereo
at 128 kbit/s; the least of {chosen.rounds}. Machines are noisy (load before {load:.1f}, after {after:.1f}):
the ratio is the figure. `python eval/speed.py --corpus CORPUS --rounds {chosen.rounds}`

{measured_rows}
"""
    )


if __name__ == "__main__":
    main()
