"""The index of all registered versions: from a triple's code to where in which version it stands."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dauys.sound.match import Match
from dauys.sound.params import FORMAT, Params
from dauys.sound.print import QUARTERS, Print
from dauys.sound.triples import delay_steps, triples

APART_FRAMES = 400
"""Silent frames between two versions on the index's one time line: no diagonal can touch two of them."""


@dataclass(frozen=True, eq=False, slots=True)
class SpotIndex:
    """All versions laid one after the other on one time line, and their triples in order of bucket.

    names: the versions, in order of name. samples: int64 [version], their lengths.
    first_frame, frames: int64 [version], where on the time line a version starts, and how long it is.
    first_block: int64 [version]. packed, scales: the versions' levels, one after the other.
    first_row: int64 [version]: a version's first row of `packed`.
    peak_quarters, peak_cents: int64, uint16 [peak], on the time line. first_peak: int64 [version + 1].
    buckets: uint32 [2^n + 1], codes, peaks: uint32 [triple], in order of bucket, code and peak.
    """

    names: tuple[str, ...]
    samples: NDArray[np.int64]
    first_frame: NDArray[np.int64]
    frames: NDArray[np.int64]
    first_row: NDArray[np.int64]
    first_block: NDArray[np.int64]
    packed: NDArray[np.uint8]
    scales: NDArray[np.int8]
    first_peak: NDArray[np.int64]
    peak_quarters: NDArray[np.int64]
    peak_cents: NDArray[np.uint16]
    buckets: NDArray[np.uint32]
    codes: NDArray[np.uint32]
    peaks: NDArray[np.uint32]
    digest: str

    @classmethod
    def build(cls, prints: Mapping[str, Print], params: Params | None = None) -> SpotIndex:
        """The index of these prints, the same whatever their order. ValueError for a foreign print."""
        params = params or Params()
        names = tuple(sorted(prints))
        ordered = [prints[name] for name in names]
        for name, one in zip(names, ordered, strict=True):
            if one.params_digest != params.digest():
                raise ValueError(f"the print of {name} was made with other parameters; make it again")
        frames = np.array([len(one.packed) for one in ordered], np.int64)
        first_frame = APART_FRAMES + _starts(frames + APART_FRAMES)
        counts = np.array([len(one.steps) for one in ordered], np.int64)
        times = [f * QUARTERS + one.peak_times() for f, one in zip(first_frame, ordered, strict=True)]
        cents = [one.cents for one in ordered]
        codes, peaks = _all_triples(times, cents, _starts(counts))
        buckets, order = _buckets(codes, peaks)
        return cls(
            names=names,
            samples=np.array([one.samples for one in ordered], np.int64),
            first_frame=first_frame,
            frames=frames,
            first_row=_starts(frames),
            first_block=_starts(np.array([len(one.scales) for one in ordered], np.int64)),
            packed=np.concatenate(
                [np.empty((0, params.bands * 3 // 8), np.uint8), *(o.packed for o in ordered)]
            ),
            scales=np.concatenate([np.empty((0, params.bands), np.int8), *(o.scales for o in ordered)]),
            first_peak=np.append(_starts(counts), counts.sum()),
            peak_quarters=np.concatenate([np.empty(0, np.int64), *times]),
            peak_cents=np.concatenate([np.empty(0, np.uint16), *cents]),
            buckets=buckets,
            codes=codes[order],
            peaks=peaks[order],
            digest=index_digest(prints, params),
        )

    def save(self, folder: Path) -> None:
        """Writes one plain numpy file per array, and `index.json` last: without it there is no index."""
        folder.mkdir(parents=True, exist_ok=True)
        for field in fields(self):
            if field.name not in ("names", "digest"):
                np.save(folder / f"{field.name}.npy", getattr(self, field.name), allow_pickle=False)
        text = json.dumps({"format": FORMAT, "digest": self.digest, "names": self.names}, ensure_ascii=False)
        (folder / "index.json").write_text(text, encoding="utf-8")

    @classmethod
    def open(cls, folder: Path) -> SpotIndex:
        """Maps a saved index; nothing is read before it is used. ValueError where it is none of ours."""
        try:
            head = json.loads((folder / "index.json").read_text(encoding="utf-8"))
        except (OSError, ValueError) as cause:
            raise ValueError(f"{folder} holds no finished index; build it again") from cause
        if head["format"] != FORMAT:
            raise ValueError(f"the index in {folder} was built by another version; build it again")
        arrays = {
            field.name: _mapped(folder / f"{field.name}.npy")
            for field in fields(cls)
            if field.name not in ("names", "digest")
        }
        return cls(names=tuple(head["names"]), digest=head["digest"], **arrays)

    def search(self, print_: Print, params: Params | None = None) -> list[Match]:
        """Every version that the print speaks for, in order of time. ValueError for a foreign print."""
        from dauys.sound.search import Search  # it needs this module itself

        return Search(self, print_, params or Params()).matches() if self.names else []


def index_digest(prints: Mapping[str, Print], params: Params) -> str:
    """Hex sha256 of the names, the prints and the parameters: the same index has the same digest."""
    total = hashlib.sha256(params.digest().encode())
    for name in sorted(prints):
        total.update(hashlib.sha256(name.encode()).digest())
        total.update(hashlib.sha256(prints[name].to_bytes()).digest())
    return total.hexdigest()


def bucket_shift(bucket_count: int) -> int:
    """How far the 32-bit hash of a code is shifted to give one of 2^n buckets."""
    return 32 - (bucket_count.bit_length() - 1)


def _mapped(path: Path) -> NDArray[Any]:
    """The saved array, mapped; a plain view, for numpy's own class of maps takes 40 µs for each slice."""
    return np.load(path, mmap_mode="r", allow_pickle=False).view(np.ndarray)  # type: ignore[no-any-return]


def _starts(counts: NDArray[np.int64]) -> NDArray[np.int64]:
    return np.cumsum(counts) - counts


def _all_triples(
    times: list[NDArray[np.int64]], cents: list[NDArray[np.uint16]], first: NDArray[np.int64]
) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    delays = delay_steps()
    codes, peaks = [np.empty(0, np.uint32)], [np.empty(0, np.uint32)]
    for quarters, pitch, start in zip(times, cents, first, strict=True):
        code, anchor = triples(quarters, pitch, delays)
        codes.append(code)
        peaks.append((anchor + start).astype(np.uint32))
    return np.concatenate(codes), np.concatenate(peaks)


def _buckets(
    codes: NDArray[np.uint32], peaks: NDArray[np.uint32]
) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Bucket starts, and the order that sorts the triples by bucket, code and peak."""
    count = 1 << max(10, len(codes).bit_length() - 1)
    bucket = hash_codes(codes) >> np.uint32(bucket_shift(count))
    order = np.lexsort((peaks, codes, bucket))
    starts = np.searchsorted(bucket[order], np.arange(count + 1, dtype=np.uint32))
    return starts.astype(np.uint32), order


def hash_codes(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Fibonacci hashing (Knuth, TAOCP 3, 6.4): neighbouring codes fall into far buckets."""
    return codes * np.uint32(2654435769)
