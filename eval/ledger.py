"""The ledger at 10⁶ entries: entries a second appended, seconds to rehash, to sign and to open, ms a proof.

    python -m eval.ledger --entries 10000 100000 1000000 --out eval/ledger.md

Entries are those of recordings, some 200 bytes each, every file fsynced, as always. First all in one append
and one checkpoint; then checkpoints of 100 more, as a running home signs them. Proofs are of entries drawn
from a seed, each checked. Every size in a process of its own, so that memory is that size's alone.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dauys.domain.ledger import EntryKind, LedgerEntry, canonical
from dauys.evidence.keys import SigningKey, make_key, read_key
from dauys.evidence.log import Log
from dauys.evidence.proofs import check_inclusion, prove, read_proof

SEED = 20210109
NOW_MS = 1_610_000_000_000
ORIGIN = "eval.example/ledger"
STEP, STEPS, PROOFS = 100, 20, 1000
APPENDED_MIN, PROOF_MS_MAX = 20_000, 5.0
"""What was promised at 10⁶ entries."""


def entries(first: int, count: int) -> list[bytes]:
    """So many entries of recordings, none like another."""
    return [_entry(number) for number in range(first, first + count)]


def _entry(number: int) -> bytes:
    start_ms = NOW_MS + 60_000 * number
    body = {"change": f"{number:064x}", "channel": "kok-1", "sha256": f"{number:064x}", "start_ms": start_ms}
    return LedgerEntry(number, EntryKind.RECORDING, start_ms, canonical(body)).content()


def timed(act: Callable[[], object]) -> float:
    """Seconds that it takes."""
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def measure(folder: Path, count: int) -> dict[str, Any]:
    """One size's row."""
    make_key(folder / "a.key")
    key, log, made = read_key(folder / "a.key"), Log(folder), entries(0, count)
    gc.freeze()  # the collector would go through the million entries that only this measurement holds
    appended_s = timed(lambda: log.append(made))
    first_s = timed(lambda: log.sign(ORIGIN, [key], NOW_MS))
    trickle = [timed(step) for step in _steps(log, key)]
    opened_s = timed(lambda: Log(folder))
    proofs = [_prove(Log(folder), key, made, index) for index in _drawn(count)]
    return {
        "entries": count,
        "appended_per_s": count / (appended_s + first_s),
        "first_s": first_s,
        "step_ms": 1e3 * statistics.median(trickle),
        "open_ms": 1e3 * opened_s,
        "proof_ms": statistics.median(wall for wall, _ in proofs),
        "proof_cpu_ms": max(work for _, work in proofs),
        "most_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "disk_mb": sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6,
    }


def _steps(log: Log, key: SigningKey) -> Iterator[Callable[[], object]]:
    """Checkpoints of 100 entries, one after the other."""
    for _ in range(STEPS):
        new = entries(log.size, STEP)

        def step(new: list[bytes] = new) -> None:
            log.append(new)
            log.sign(ORIGIN, [key], NOW_MS)

        yield step


def _drawn(count: int) -> list[int]:
    chance = random.Random(SEED)
    return [chance.randrange(count) for _ in range(min(PROOFS, count))]


def _prove(log: Log, key: SigningKey, made: Sequence[bytes], index: int) -> tuple[float, float]:
    """Milliseconds of one proof, passed and worked; then the proof is checked."""
    began, began_work = time.perf_counter(), time.process_time()
    text = prove(log, index).text()
    passed, worked = time.perf_counter() - began, time.process_time() - began_work
    check_inclusion(read_proof(text.encode()), made[index], [key.public])
    return 1e3 * passed, 1e3 * worked


def table(rows: Sequence[dict[str, Any]], load: float) -> str:
    """The page. load: the machine's when it began."""
    lines = [
        f"| {row['entries']:,} | {row['appended_per_s']:,.0f} | {row['first_s']:.2f} | {row['step_ms']:.0f} "
        f"| {row['open_ms']:.1f} | {row['proof_ms']:.2f} | {row['proof_cpu_ms']:.2f} | {row['most_mb']:.0f} "
        f"| {row['disk_mb']:.0f} |"
        for row in rows
    ]
    return "\n".join([HEAD.format(load=load), *lines, "", _bars(rows[-1])])


def _bars(row: dict[str, Any]) -> str:
    size = f"at {row['entries']:,} entries"
    appended = "met" if row["appended_per_s"] >= APPENDED_MIN else "not met"
    proof = "met" if max(row["proof_ms"], row["proof_cpu_ms"]) <= PROOF_MS_MAX else "not met"
    return (
        f"- at least {APPENDED_MIN:,} entries a second appended and signed, {size}: "
        f"{row['appended_per_s']:,.0f}, {appended}\n"
        f"- a proof in at most {PROOF_MS_MAX:.0f} ms, {size}: {row['proof_ms']:.2f} ms, the slowest of "
        f"{PROOFS:,} with {row['proof_cpu_ms']:.2f} ms of work, {proof}\n"
    )


HEAD = """# The ledger's speed

`python -m eval.ledger`, which says how it measures. Two cores, ext4 on a virtual disk; load: {load:.1f}.

- *appended*: entries a second, written, fsynced, read back, rehashed and signed in one checkpoint
- *first*: seconds of that checkpoint; a new process rehashes all entries before its first signature
- *100 more*: milliseconds to append and sign, the median of twenty
- *proof*: milliseconds from an opened ledger to the text of a `.tlog-proof`, the median of a thousand
- *work*: the processor's milliseconds for the slowest of them

| entries | appended /s | first, s | 100 more, ms | open, ms | proof, ms | work, ms | memory, MB | disk, MB |
|---:|---:|---:|---:|---:|---:|---:|---:|---:|"""


def main() -> None:
    """Measures each size in a process of its own."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--entries", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--out", type=Path)
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        with tempfile.TemporaryDirectory(dir=Path.cwd() / "build") as folder:
            print(json.dumps(measure(Path(folder), asked.one)))
        return
    load = os.getloadavg()[0]
    text = table([_apart(count) for count in asked.entries], load)
    print(text)
    if asked.out:
        asked.out.write_text(text, "utf-8")


def _apart(count: int) -> dict[str, Any]:
    Path("build").mkdir(exist_ok=True)
    command = [sys.executable, "-m", "eval.ledger", "--one", str(count)]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True)
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


if __name__ == "__main__":
    main()
