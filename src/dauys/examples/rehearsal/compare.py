"""Holds what was found against what is true, and says in plain words where they differ.

Pure: truth and findings in, a comparison out. Times are UTC milliseconds.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from statistics import median

from dauys.examples.rehearsal.compare_findings import FindingSeen, finding_differences

BORDER_MS = 60
"""A start or end may be off by this much."""
CUT_BORDER_MS = 150
"""An end at which the broadcaster cut in or out of the spot may be off by this much."""


@dataclass(frozen=True, slots=True)
class AiringSeen:
    """One airing, true or found; `integrity` is `whole` or the set joined by `+`."""

    channel: str
    start_ms: int
    end_ms: int
    contestant: str
    spot: str
    version: str
    integrity: str

    @property
    def length_ms(self) -> int:
        return self.end_ms - self.start_ms

    def shared_ms(self, other: AiringSeen) -> int:
        """How long both are on air at once, on one channel."""
        if self.channel != other.channel:
            return 0
        return max(0, min(self.end_ms, other.end_ms) - max(self.start_ms, other.start_ms))

    def __str__(self) -> str:
        return (
            f"{self.spot}__{self.version} on {self.channel}, {self.length_ms / 1000:.2f} s, {self.integrity}"
        )


@dataclass(frozen=True, slots=True)
class Account:
    """Everything that is compared.

    figures: the numbers that the report shows, by the report's own ids; a total of airtime is milliseconds.
    set_aside: recordings that could not be read, as OUTLET/FILE. findings: those of the rule book, but for
    statistics (`compare_findings`).
    """

    airings: tuple[AiringSeen, ...]
    figures: Mapping[str, int]
    set_aside: tuple[str, ...]
    findings: tuple[FindingSeen, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What agrees and what does not.

    paired: (true, found) airings. planted, findings: how many findings were planted, and how many are there.
    differences: one sentence for each thing that is not as it should be.
    """

    true: int
    found: int
    planted: int
    findings: int
    missed: tuple[AiringSeen, ...]
    false: tuple[AiringSeen, ...]
    paired: tuple[tuple[AiringSeen, AiringSeen], ...]
    differences: tuple[str, ...]

    @property
    def agrees(self) -> bool:
        return not self.differences

    @property
    def sentences(self) -> list[str]:
        """The outcome for a reader who was not there."""
        starts = [abs(true.start_ms - found.start_ms) for true, found in self.paired]
        ends = [abs(true.end_ms - found.end_ms) for true, found in self.paired]
        right = sum((one.spot, one.version) == (other.spot, other.version) for one, other in self.paired)
        typed = sum(true.integrity == found.integrity for true, found in self.paired)
        of_all = f"of {len(self.paired)}"
        lines = [
            f"{self.true} airings are on the tapes and {self.found} were found.",
            f"{len(self.missed)} were missed and {len(self.false)} are false.",
            f"The version is right in {right} {of_all}, the integrity in {typed} {of_all}.",
        ]
        if self.paired:
            lines += [
                f"Starts are off by {median(starts):.0f} ms in the middle case, {max(starts)} ms at most.",
                f"Ends are off by {median(ends):.0f} ms in the middle case, {max(ends)} ms at most.",
            ]
        lines.append(
            f"{self.planted} findings were planted and {self.findings} were made "
            "(statistics to which the law sets no threshold are not counted)."
        )
        return [*lines, self._outcome, *self.differences]

    @property
    def _outcome(self) -> str:
        if self.agrees:
            return "All airings, all findings, all totals and the time monitored agree with the truth."
        return f"NOT all agrees with the truth; {len(self.differences)} things differ:"


def compare(true: Account, found: Account) -> Comparison:
    """Pairs airings by the time they share and lists every difference, totals included."""
    pairs = _paired(true.airings, found.airings)
    paired = tuple((true.airings[n], found.airings[m]) for n, m in pairs)
    missed = tuple(_without(true.airings, {n for n, _ in pairs}))
    false = tuple(_without(found.airings, {m for _, m in pairs}))
    differences = [
        *(f"Missed: {airing}." for airing in missed),
        *(f"False: {airing}." for airing in false),
        *(line for pair in paired for line in _pair_differences(*pair)),
        *_figure_differences(true, found.figures),
        *finding_differences(true.findings, found.findings),
    ]
    if sorted(true.set_aside) != sorted(found.set_aside):
        differences.append(f"Set aside: {_listed(found.set_aside)}; should be {_listed(true.set_aside)}.")
    return Comparison(
        len(true.airings),
        len(found.airings),
        len(true.findings),
        len(found.findings),
        missed,
        false,
        paired,
        tuple(differences),
    )


def _paired(true: Sequence[AiringSeen], found: Sequence[AiringSeen]) -> list[tuple[int, int]]:
    """(n, m) for true airing n and found airing m that share at least half of the shorter one's time.

    The closest pairs go first; each airing is in one pair at most.
    """
    by_channel = defaultdict(list)
    for m, airing in enumerate(found):
        by_channel[airing.channel].append((m, airing))
    apart = [
        (abs(one.start_ms - other.start_ms) + abs(one.end_ms - other.end_ms), n, m)
        for n, one in enumerate(true)
        for m, other in by_channel[one.channel]
        if 2 * one.shared_ms(other) >= max(1, min(one.length_ms, other.length_ms))
    ]
    free_true, free_found, pairs = set(range(len(true))), set(range(len(found))), []
    for _, n, m in sorted(apart):
        if n in free_true and m in free_found:
            free_true.remove(n)
            free_found.remove(m)
            pairs.append((n, m))
    return sorted(pairs)


def _without(airings: Sequence[AiringSeen], taken: Set[int]) -> Iterator[AiringSeen]:
    return (airing for place, airing in enumerate(airings) if place not in taken)


def _pair_differences(true: AiringSeen, found: AiringSeen) -> Iterator[str]:
    """What is wrong with one airing that was found."""
    if (true.spot, true.version) != (found.spot, found.version):
        yield f"Wrong version: {true} was taken for {found.spot}__{found.version}."
    if true.integrity != found.integrity:
        yield f"Wrong integrity: {true} was called {found.integrity}."
    for word, cut, off_ms in (
        ("Start", "cut_start", found.start_ms - true.start_ms),
        ("End", "cut_end", found.end_ms - true.end_ms),
    ):
        if abs(off_ms) > (CUT_BORDER_MS if cut in true.integrity else BORDER_MS):
            yield f"{word} off by {off_ms} ms: {true}."


def _figure_differences(true: Account, shown: Mapping[str, int]) -> Iterator[str]:
    """Figures of the report that are not as they must be: exact, but for airtime, which has borders."""
    for name, value in true.figures.items():
        word, _, who = name.partition(".")
        allowed = sum(_allowed_ms(a) for a in true.airings if who in ("total", a.contestant))
        if name not in shown and value:
            yield f"The report shows no figure {name}; it should be {value}."
        elif abs(shown.get(name, 0) - value) > (allowed if word == "airtime" else 0):
            yield f"The report's figure {name} is {shown[name]}; it should be {value}."


def _allowed_ms(airing: AiringSeen) -> int:
    """How far an airing's length may be off."""
    cuts = sum(cut in airing.integrity for cut in ("cut_start", "cut_end"))
    return cuts * CUT_BORDER_MS + (2 - cuts) * BORDER_MS


def _listed(names: Sequence[str]) -> str:
    return ", ".join(sorted(names)) or "nothing"
