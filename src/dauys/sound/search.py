"""A print against the index: votes propose, a close look along the line decides."""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dauys.sound import votes
from dauys.sound.index import SpotIndex, bucket_shift
from dauys.sound.look import Hits, Look, Version, look
from dauys.sound.match import CURVE_MS, Match
from dauys.sound.params import RATE_HZ, Params
from dauys.sound.print import LEVEL_TOP, QUARTERS, Print, levels_db, unpack_levels
from dauys.sound.runs import BURIED_NATS
from dauys.sound.triples import delay_steps, triples

CHUNK_S = 300
"""Recorded time that is searched at once; a spot belongs to the chunk in which its line starts."""
SPAN_S, STEP_S, CELL_BITS = 4, 2, 5
VOTES_LEAST = 9
HITS_LEAST = 12
"""Hits on one line that make a closer look worth its cost."""
OUTVOTED = 2.5
NATS_LEAST = 60.0
SPEED_MARGIN = 1.07
EDGE_MS = 12
"""A frame counts as present when a little over half of its window is."""


HOLE_FRAMES_MAX = 250


class Search:
    """One print searched with one index. The result depends on nothing else."""

    def __init__(self, index: SpotIndex, print_: Print, params: Params) -> None:
        if print_.params_digest != params.digest():
            raise ValueError("this print was made with other parameters; make it again from the recording")
        self.index, self.print, self.params = index, print_, params
        self.times = print_.peak_times()
        self.per_s = QUARTERS * 1000 // params.frame_ms
        self.delays = delay_steps()
        self.shift = np.uint32(bucket_shift(len(index.buckets) - 1))
        self.line_q = int(index.first_frame[-1] + index.frames[-1]) * QUARTERS + 1
        self.first_q = index.first_frame * QUARTERS
        self.longest_s = float(index.samples.max() / RATE_HZ) * SPEED_MARGIN
        self.versions: dict[int, Version] = {}

    def looks(self) -> list[Look]:
        """Every look that found enough evidence, in order of chunk and votes."""
        end_s = self.print.samples / RATE_HZ
        return [kept for start in range(0, int(end_s) + 1, CHUNK_S) for kept in self._chunk(float(start))]

    def matches(self) -> list[Match]:
        """What the looks found, in order of time and name."""
        found = [self._match(one, runs) for one in self.looks() for runs in _together(one.runs.tolist())]
        return sorted(found, key=lambda one: (one.start_ms, one.end_ms, one.spot, one.line_start_ms))

    def _match(self, one: Look, frames: list[list[int]]) -> Match:
        frame_ms = self.params.frame_ms
        length_ms = round(one.version.samples * 1000 / RATE_HZ)
        runs = [(self._edge(a, one), self._edge(b, one)) for a, b in frames]
        line_ms = one.start * frame_ms
        present = np.concatenate([one.nats[a:b] for a, b in frames])
        score = (1 - math.exp(-max(0.0, one.explained) / 150)) * float((present > BURIED_NATS).mean())
        curve = CURVE_MS // frame_ms
        starts = np.arange(0, len(one.nats), curve)
        return Match(
            spot=one.version.name,
            spot_length_ms=length_ms,
            start_ms=max(0, round(line_ms + one.speed * runs[0][0])),
            end_ms=min(self.print.length_ms, round(line_ms + one.speed * runs[-1][1])),
            spot_start_ms=runs[0][0],
            spot_end_ms=runs[-1][1],
            line_start_ms=round(line_ms),
            speed=one.speed,
            pitch=one.pitch,
            score=score,
            aligned=np.add.reduceat(one.nats, starts).clip(-127, 127).astype(np.int8).tobytes(),
            covered=(np.add.reduceat(one.covered.astype(np.float32), starts) * (100 / curve))
            .clip(0, 100)
            .astype(np.uint8)
            .tobytes(),
            swing_db=one.swing_db,
            votes=int(sum(one.votes[b] - one.votes[a] for a, b in frames)),
            missing_ms=tuple((end, start) for (_, end), (start, _) in pairwise(runs)),
        )

    def _edge(self, frame: int, one: Look) -> int:
        """Milliseconds into the spot of a border before `frame`: a frame hears half a window ahead."""
        if frame == 0:
            return 0
        length_ms = round(one.version.samples * 1000 / RATE_HZ)
        return length_ms if frame >= len(one.nats) else min(length_ms, frame * self.params.frame_ms - EDGE_MS)

    def _chunk(self, start_s: float) -> list[Look]:
        end_s = start_s + CHUNK_S + self.longest_s + SPAN_S
        first, last = np.searchsorted(self.times, [int(start_s * self.per_s), int(end_s * self.per_s)])
        codes, anchors = triples(self.times[first:last], self.print.cents[first:last], self.delays)
        index = self.index
        ours, theirs = votes.look_up(codes, anchors, index.buckets, self.shift, index.codes, index.peaks)
        at_q, spot_q = self.times[first:last][ours], index.peak_quarters[theirs]
        cents = self.print.cents[first:last][ours].astype(np.float64) - index.peak_cents[theirs]
        claims = votes.count_votes(
            at_q,
            spot_q,
            SPAN_S * self.per_s,
            STEP_S * self.per_s,
            CELL_BITS,
            self.line_q,
            VOTES_LEAST,
        )
        claims = claims[np.lexsort((claims[:, 2], claims[:, 1], -claims[:, 0]))]
        numbers = np.searchsorted(self.first_q, claims[:, 2], "right") - 1
        looked: list[Look] = []
        tried: set[tuple[int, int]] = set()
        for (count, at, place), number in zip(claims.tolist(), numbers.tolist(), strict=True):
            at_s, spot_s = at / self.per_s, (place - int(self.first_q[number])) / self.per_s
            if self._answered(looked, number, at_s, spot_s, count):
                continue
            corner = int((at_s - spot_s) * 4)
            if any((number, near) in tried for near in (corner - 1, corner, corner + 1)):
                continue
            found = self._look(number, at_s, spot_s, at_q, spot_q, cents)
            if found is None or found.explained < NATS_LEAST or self._known(looked, found):
                tried.add((number, corner))
            else:
                looked.append(found)
        frame_s = self.params.frame_ms / 1000
        return [
            one
            for one in looked
            if (start_s <= one.start * frame_s or start_s == 0) and one.start * frame_s < start_s + CHUNK_S
        ]

    def _answered(self, looked: list[Look], number: int, at_s: float, spot_s: float, count: int) -> bool:
        """Whether a look on the same line was taken, or one that far outvotes this claim where it stands."""
        frame_s = self.params.frame_ms / 1000
        for one in looked:
            u = one.spot_frame(at_s / frame_s)
            if one.version.number == number and abs(u - spot_s / frame_s) * frame_s < 0.12:
                return True
            inside = int(u)
            if 0 <= inside < len(one.nats):
                low = max(0, inside - int(SPAN_S / frame_s))
                high = min(len(one.nats), inside + 1)
                won = int(one.votes[high] - one.votes[low])
                if won > OUTVOTED * count and float(one.nats[low:high].sum()) > 0:
                    return True
        return False

    def _known(self, looked: list[Look], found: Look) -> bool:
        """Whether the refined line was taken before: a loop leads many claims to the same line."""
        middle = len(found.nats) / 2
        return any(
            one.version.number == found.version.number
            and abs(one.start + one.speed * middle - found.start - found.speed * middle) < 6
            for one in looked
        )

    def _look(
        self,
        number: int,
        at_s: float,
        spot_s: float,
        at_q: NDArray[np.int64],
        spot_q: NDArray[np.int64],
        cents: NDArray[np.float64],
    ) -> Look | None:
        version = self._version(number)
        length_s = version.samples / RATE_HZ * SPEED_MARGIN
        reach = [(at_s - spot_s * SPEED_MARGIN - 1) * self.per_s, (at_s - spot_s + length_s + 1) * self.per_s]
        low, high = np.searchsorted(at_q, np.ceil(reach).astype(np.int64))  # floats would have all hits cast
        start_q = int(self.first_q[number])
        own = low + np.flatnonzero(
            (spot_q[low:high] >= start_q) & (spot_q[low:high] < start_q + len(version.levels) * QUARTERS)
        )
        hits = Hits(at_q[own] / self.per_s, (spot_q[own] - start_q) / self.per_s, cents[own])
        return look(self.print, version, hits, (at_s, spot_s), self.params, HITS_LEAST)

    def _version(self, number: int) -> Version:
        if number not in self.versions:
            index, p = self.index, self.params
            row, frames = int(index.first_row[number]), int(index.frames[number])
            block = int(index.first_block[number])
            packed = np.asarray(index.packed[row : row + frames])
            scales = np.asarray(index.scales[block : block + -(-frames // p.block)])
            none = np.empty(0, np.uint8)
            levels = levels_db(Print("", 0, packed, scales, none, none.astype(np.uint16)), p, 0, frames)
            # A block of digital silence says how silent it is; no broadcast keeps that. What lies further
            # under the loudest of a band than a level can say counts as too soft everywhere.
            lowest = levels.max(axis=0) - np.float32((LEVEL_TOP + 0.5) * p.level_step_db)
            floor = (unpack_levels(packed) == 0) | (levels < lowest)
            levels = np.maximum(levels, lowest)
            first, last = index.first_peak[number : number + 2]
            quarters = np.asarray(index.peak_quarters[first:last]) - self.first_q[number]
            real = index.peak_cents[first:last] > 0
            where = np.clip(quarters[real] // QUARTERS, 0, frames - 1)
            peaks = np.concatenate([[0], np.cumsum(np.bincount(where, minlength=frames))])
            self.versions[number] = Version(
                number, index.names[number], int(index.samples[number]), levels, floor, peaks
            )
        return self.versions[number]


def _together(runs: list[list[int]]) -> list[list[list[int]]]:
    """The runs of a look, parted where so much is missing between two that they are not one airing."""
    parts: list[list[list[int]]] = []
    for run in runs:
        if parts and run[0] - parts[-1][-1][1] <= HOLE_FRAMES_MAX:
            parts[-1].append(run)
        else:
            parts.append([run])
    return parts
