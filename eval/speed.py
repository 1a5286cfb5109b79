"""How fast the ear is: processor time of a scan against PyAV decoding alone, in one run on one machine.

    python eval/speed.py --corpus build/corpus/development-small --out eval/speed.md

Makes recordings of 2 and 8 hours of AAC and MP3 from the corpus's listening hours, and spots that stand in
none of them. Every figure is the slope between the two lengths, so that start-up does not count; the scan is
the whole program in processes of its own, children included.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from av.audio.resampler import AudioResampler
from numpy.typing import NDArray

RATE_HZ = 44_100
HOURS = (2, 8)
CARRIERS = {"AAC": ("m4a", "aac"), "MP3": ("mp3", "mp3")}
SPOT_COUNTS = (60, 2000)
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
    two = path.with_name(f"two{path.suffix}")
    if not two.exists():
        encode(sources, two, codec, 2 * 3600)
    if hours == 2:
        path.write_bytes(two.read_bytes())
        return
    with av.open(str(path), "w") as out:
        stream, shift = None, 0
        for _ in range(hours // 2):
            with av.open(str(two)) as part:
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


def slope(cost: Callable[[int], Cost]) -> float:
    """CPU seconds per hour of sound, start-up apart."""
    short, long = (cost(hours).cpu_s for hours in HOURS)
    return (long - short) / (HOURS[1] - HOURS[0])


class Bench:
    """Scans and decodes in processes of their own, with an index cache of its own."""

    def __init__(self, work: Path) -> None:
        self.work, self.cache = work, work / "cache"
        self.scan = [str(Path(sys.executable).with_name("dauys")), "scan", "--out", str(work / "out.csv")]

    def decode(self, path: Path) -> Cost:
        """PyAV decoding the file, nothing else."""
        return measured([sys.executable, "-c", DECODE, str(path)], self.cache)

    def heard(self, count: int, jobs: int, *paths: Path) -> Cost:
        """A scan of the files for `count` spots."""
        spots_folder = str(self.work / f"spots{count}")
        command = [*self.scan, "--spots", spots_folder, "--jobs", str(jobs), *map(str, paths)]
        return measured(command, self.cache)


def index_rows(bench: Bench) -> list[str]:
    """Building the index and starting with one that is ready."""
    quiet = bench.work / "quiet.wav"
    quiet.write_bytes((bench.work / "spots60" / "spot0000.wav").read_bytes())
    rows = []
    for count in SPOT_COUNTS:
        first, again = bench.heard(count, 2, quiet), bench.heard(count, 2, quiet)
        rows.append(
            f"| index of {count} spots, two workers | {first.wall_s:.0f} s wall, {first.cpu_s:.0f} s CPU | |"
        )
        rows.append(
            f"| start-up, {count} spots, index ready | {again.wall_s:.1f} s wall, {again.cpu_s:.1f} s CPU | |"
        )
    return rows


def slope_rows(bench: Bench, sources: list[Path]) -> list[str]:
    """CPU per hour of decoding alone and of the scan, for each carrier."""
    rows = []
    for name, (ending, codec) in CARRIERS.items():
        files = {hours: bench.work / f"{name}{hours}.{ending}" for hours in HOURS}
        for hours, path in files.items():
            recording(sources, path, codec, hours)
        alone = slope(lambda hours, files=files: bench.decode(files[hours]))
        rows.append(f"| {name}: PyAV decoding alone | {alone:.2f} s CPU/h | 1.00 |")
        for count in SPOT_COUNTS:
            ours = slope(lambda hours, files=files, count=count: bench.heard(count, 1, files[hours]))
            rows.append(f"| {name}: scan, {count} spots | {ours:.2f} s CPU/h | {ours / alone:.2f} |")
    return rows


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
    command = [*bench.scan, "--spots", str(bench.work / f"spots{SPOT_COUNTS[0]}"), "--jobs", "1", str(day)]
    scan = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0
    while scan.poll() is None:
        for pid in descendants(scan.pid):
            with contextlib.suppress(OSError):  # it ended in this moment
                most = max(most, private_kb(pid))
        time.sleep(0.2)
    return f"| private memory of the largest process, 24 h | {most / 1024:.0f} MB | |"


def worker_row(bench: Bench) -> str:
    """Wall time of two workers over that of one, on sixteen hours."""
    pair = [bench.work / f"half{number}.mp3" for number in (1, 2)]
    for path in pair:
        path.write_bytes((bench.work / f"MP3{HOURS[1]}.mp3").read_bytes())
    one, two = (bench.heard(SPOT_COUNTS[0], jobs, *pair).wall_s for jobs in (1, 2))
    return f"| {2 * HOURS[1]} h: two workers over one | {two:.0f} s / {one:.0f} s wall | {two / one:.2f} |"


def main() -> None:
    """Measures and prints the table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--corpus", type=Path, required=True)
    options.add_argument("--out", type=Path, default=Path("eval/speed.md"))
    chosen = options.parse_args()
    sources = sorted((chosen.corpus / "recordings").glob("listening*"))[:3]
    with tempfile.TemporaryDirectory(dir=chosen.corpus) as folder:
        bench = Bench(Path(folder))
        for count in SPOT_COUNTS:
            spots(sources, bench.work / f"spots{count}", count)
        rows = [*index_rows(bench), *slope_rows(bench, sources), worker_row(bench), memory_row(bench)]
    table = "\n".join(["| what | figure | ratio |", "|---|---:|---:|", *rows])
    chosen.out.write_text(
        "# Speed\n\nProcessor time of whole processes, as the slope between 2 and 8 hours of\n"
        "44.1 kHz stereo at 128 kbit/s. Machines are noisy: the ratio is the figure.\n"
        f"`python eval/speed.py --corpus CORPUS`\n\n{table}\n"
    )
    print(table)


if __name__ == "__main__":
    main()
