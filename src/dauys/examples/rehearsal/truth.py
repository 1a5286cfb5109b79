"""What is true of a rehearsal: its airings, its recordings, and the totals and findings of a report of it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from dauys.domain.intervals import Interval
from dauys.domain.recordings import monitored_time
from dauys.domain.zones import Daypart, local, to_ms, zone
from dauys.examples.rehearsal.compare import Account, AiringSeen
from dauys.examples.rehearsal.compare_findings import FindingSeen
from dauys.examples.rehearsal.plan import Tape
from dauys.examples.rehearsal.planted import planted_findings
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
TOTAL_COLUMNS = ("figure", "value")
FINDING_COLUMNS = (
    "rule",
    "level",
    "is_to_decide",
    "contest",
    "contestant",
    "outlet",
    "table",
    "row",
    "start_ms",
    "end_ms",
)


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

    figures: numbers by the ids under which the report shows them. recordings: how many can be read;
    broken: those that cannot, as OUTLET/FILE. findings: what the rule book is to find, statistics apart.
    """

    seed: int
    airings: tuple[TrueAiring, ...]
    figures: dict[str, int]
    recordings: int
    broken: tuple[str, ...]
    recorded_ms: int
    findings: tuple[FindingSeen, ...]

    def account(self) -> Account:
        """The truth in the terms in which findings are compared."""
        owner = owners()
        seen = tuple(_seen(airing, owner) for airing in self.airings)
        return Account(seen, self.figures, self.broken, self.findings)


def owners() -> dict[str, str]:
    """Spot → contestant."""
    return {row["id"]: row["contestant"] for row in rows(REGISTERS / "spots.csv")}


def truth(seed: int, tapes: Sequence[Tape]) -> RehearsalTruth:
    """The truth of recordings made from this plan."""
    read = [tape for tape in tapes if tape.format != "broken"]
    airings = tuple(sorted(_airings(read)))
    return RehearsalTruth(
        seed,
        airings,
        dict(_counted(airings)) | dict(_timed(read)),
        len(read),
        tuple(tape.name for tape in tapes if tape.format == "broken"),
        sum(tape.length_ms for tape in read),
        planted_findings({tape.outlet for tape in read}),
    )


def _counted(airings: Sequence[TrueAiring]) -> Iterator[tuple[str, int]]:
    """The report's figures of airings and airtime: all together, and contestant by contestant."""
    outlets, owner = {row["id"]: row for row in rows(REGISTERS / "outlets.csv")}, owners()
    for who in ("total", *(row["id"] for row in rows(REGISTERS / "contestants.csv"))):
        of_who = [airing for airing in airings if who in ("total", owner[airing.spot])]
        # a report on print too shows its one total of all media as items; airings are its only items
        yield "items.total" if who == "total" else f"airings.{who}", len(of_who)
        yield f"airtime.{who}", sum(airing.length_ms for airing in of_who)
        yield f"prime-airings.{who}", sum(_is_prime(airing, outlets[airing.outlet]) for airing in of_who)
        for medium in ("tv", "radio"):
            count = sum(outlets[airing.outlet]["medium"] == medium for airing in of_who)
            yield f"{medium}.airings.{who}", count


def _timed(tapes: Sequence[Tape]) -> Iterator[tuple[str, int]]:
    """The report's figures of time due and time monitored: all together, and outlet by outlet."""
    totals = {"due": 0, "monitored": 0}
    for channel in rows(REGISTERS / "channels.csv"):
        taped = [_interval(tape) for tape in tapes if tape.outlet == channel["outlet"]]
        stretches = [monitored_time(due, taped) for due in due_intervals(channel)]
        due_ms = sum(stretch.due.length_ms for stretch in stretches)
        monitored_ms = sum(part.length_ms for stretch in stretches for part in stretch.monitored)
        for word, length_ms in (("due", due_ms), ("monitored", monitored_ms)):
            totals[word] += length_ms
            yield f"outlet.{channel['outlet']}.{word}.total", length_ms
    yield from ((f"{word}.total", length_ms) for word, length_ms in totals.items())


def _is_prime(airing: TrueAiring, outlet: dict[str, str]) -> bool:
    """Whether it begins in the outlet's prime time, on the outlet's clock."""
    began_ms, where = airing.recorded_ms + airing.start_ms, zone(outlet["zone"])
    day = local(began_ms, where).date()
    hours = [_daypart(text).on(day, where) for text in outlet["prime_time"].split()]
    return any(interval.start_ms <= began_ms < interval.end_ms for interval in hours)


def _seen(airing: TrueAiring, owner: dict[str, str]) -> AiringSeen:
    return AiringSeen(
        airing.outlet,
        airing.recorded_ms + airing.start_ms,
        airing.recorded_ms + airing.end_ms,
        owner[airing.spot],
        airing.spot,
        airing.version,
        airing.integrity,
    )


def due_intervals(channel: dict[str, str]) -> list[Interval]:
    """The due stretches of one line of `channels.csv`, as real time."""
    where = zone(next(r["zone"] for r in rows(REGISTERS / "outlets.csv") if r["id"] == channel["outlet"]))
    first, last = (date.fromisoformat(channel[name]) for name in ("first_day", "last_day"))
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return [_daypart(hours).on(day, where) for day in days for hours in channel["due"].split()]


def write_truth(folder: Path, true: RehearsalTruth) -> None:
    """Writes `truth.csv` (airings), `truth_totals.csv`, `truth_findings.csv` beside the registers."""
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
    _write(folder / "truth_totals.csv", TOTAL_COLUMNS, true.figures.items())
    findings = ([_cell(getattr(finding, name)) for name in FINDING_COLUMNS] for finding in true.findings)
    _write(folder / "truth_findings.csv", FINDING_COLUMNS, findings)


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


def _cell(value: object) -> object:
    return ("no", "yes")[value] if isinstance(value, bool) else value


def _write(path: Path, columns: Sequence[str], lines: Iterable[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(lines)
