"""What is true of a rehearsal: its airings, its recordings, and the totals that a report of it must show."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from dauys.domain.intervals import Interval
from dauys.domain.recordings import monitored_time
from dauys.domain.zones import Daypart, to_ms, zone
from dauys.examples.rehearsal.compare import Account, AiringSeen
from dauys.examples.rehearsal.plan import Tape
from dauys.examples.rehearsal.scripts import REGISTERS, rows

AIRING_COLUMNS = (
    "outlet",
    "channel",
    "recording_start",
    "spot",
    "version",
    "start_ms",
    "end_ms",
    "integrity",
    "missing",
    "speed",
)
TOTAL_COLUMNS = ("total", "of", "value")


@dataclass(frozen=True, slots=True, order=True)
class TrueAiring:
    """One airing as it was made: times in ms into its recording; `missing` intervals in ms of the spot."""

    outlet: str
    recording_start: str
    start_ms: int
    end_ms: int
    spot: str
    version: str
    integrity: str
    missing: tuple[tuple[int, int], ...]
    speed_ppm: int

    @property
    def length_ms(self) -> int:
        return self.end_ms - self.start_ms

    @property
    def recorded_ms(self) -> int:
        """When its recording starts: UTC milliseconds."""
        return to_ms(datetime.fromisoformat(self.recording_start))


@dataclass(frozen=True, slots=True)
class RehearsalTruth:
    """All that a scan and a report of the rehearsal must find.

    broken: recordings that cannot be read, as paths below `recordings/`. due_ms, monitored_ms: by channel.
    """

    seed: int
    airings: tuple[TrueAiring, ...]
    recordings: int
    broken: tuple[str, ...]
    recorded_ms: int
    due_ms: dict[str, int]
    monitored_ms: dict[str, int]

    def account(self) -> Account:
        """The truth in the terms in which findings are compared."""
        owner = owners()
        return Account(
            tuple(
                AiringSeen(
                    airing.outlet,
                    airing.recorded_ms + airing.start_ms,
                    airing.recorded_ms + airing.end_ms,
                    owner[airing.spot],
                    airing.spot,
                    airing.version,
                    airing.integrity,
                )
                for airing in self.airings
            ),
            self.due_ms,
            self.monitored_ms,
            self.broken,
        )

    def totals(self) -> list[tuple[str, str, int]]:
        """(what, of whom, value) in the order of `truth_totals.csv`; lengths are milliseconds."""
        owner = owners()
        counts = Counter(owner[airing.spot] for airing in self.airings)
        lengths: Counter[str] = Counter()
        for airing in self.airings:
            lengths[owner[airing.spot]] += airing.length_ms
        return [
            ("airings", "all", len(self.airings)),
            ("length_ms", "all", sum(lengths.values())),
            *(("airings", who, counts[who]) for who in sorted(set(owner.values()))),
            *(("length_ms", who, lengths[who]) for who in sorted(set(owner.values()))),
            *(("due_ms", channel, self.due_ms[channel]) for channel in sorted(self.due_ms)),
            *(("monitored_ms", channel, self.monitored_ms[channel]) for channel in sorted(self.monitored_ms)),
            ("recorded_ms", "all", self.recorded_ms),
            ("recordings", "read", self.recordings),
            ("recordings", "set aside", len(self.broken)),
        ]


def owners() -> dict[str, str]:
    """Spot → contestant."""
    return {row["id"]: row["contestant"] for row in rows(REGISTERS / "spots.csv")}


def truth(seed: int, tapes: Sequence[Tape]) -> RehearsalTruth:
    """The truth of recordings made from this plan."""
    read = [tape for tape in tapes if tape.format != "broken"]
    due_ms, monitored_ms = {}, {}
    for channel in rows(REGISTERS / "channels.csv"):
        taped = [_interval(tape) for tape in read if tape.outlet == channel["outlet"]]
        stretches = [monitored_time(due, taped) for due in due_intervals(channel)]
        due_ms[channel["id"]] = sum(stretch.due.length_ms for stretch in stretches)
        monitored_ms[channel["id"]] = sum(part.length_ms for s in stretches for part in s.monitored)
    return RehearsalTruth(
        seed,
        tuple(sorted(_airings(read))),
        len(read),
        tuple(tape.name for tape in tapes if tape.format == "broken"),
        sum(tape.length_ms for tape in read),
        due_ms,
        monitored_ms,
    )


def due_intervals(channel: dict[str, str]) -> list[Interval]:
    """The due stretches of one line of `channels.csv`, as real time."""
    where = zone(next(r["zone"] for r in rows(REGISTERS / "outlets.csv") if r["id"] == channel["outlet"]))
    first, last = (date.fromisoformat(channel[name]) for name in ("first_day", "last_day"))
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [_daypart(hours).on(day, where) for day in days for hours in channel["due"].split()]


def write_truth(folder: Path, true: RehearsalTruth) -> None:
    """Writes `truth.csv` (airings) and `truth_totals.csv` beside the registers."""
    airings = (
        (
            airing.outlet,
            airing.outlet,
            airing.recording_start,
            airing.spot,
            airing.version,
            airing.start_ms,
            airing.end_ms,
            airing.integrity,
            " ".join(f"{start}-{end}" for start, end in airing.missing),
            f"{airing.speed_ppm // 1_000_000}.{airing.speed_ppm % 1_000_000:06d}",
        )
        for airing in true.airings
    )
    _write(folder / "truth.csv", AIRING_COLUMNS, airings)
    _write(folder / "truth_totals.csv", TOTAL_COLUMNS, true.totals())


def _airings(tapes: Iterable[Tape]) -> Iterable[TrueAiring]:
    for tape in tapes:
        for item in tape.items:
            if item.is_registered:
                spot, _, version = item.script.partition("__")
                yield TrueAiring(
                    tape.outlet,
                    tape.start.isoformat(),
                    item.start_ms,
                    item.end_ms,
                    spot,
                    version,
                    "+".join(sorted(item.treated.integrity)) or "whole",
                    item.treated.missing,
                    item.treated.speed_ppm,
                )


def _interval(tape: Tape) -> Interval:
    start_ms = to_ms(tape.start)
    return Interval(start_ms, start_ms + tape.length_ms)


def _daypart(text: str) -> Daypart:
    """`18:00-24:00` as the registers write it."""
    start, _, end = text.partition("-")
    return Daypart(time.fromisoformat(start), None if end == "24:00" else time.fromisoformat(end))


def _write(path: Path, columns: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(lines)
