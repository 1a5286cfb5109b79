"""Quotas for verify_rules.py: rows added up in cells, and what each got beside what it is due.

Python 3.11 and nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias

clocks: Any = globals()["clocks"]  # verify_rows.py, given by verify_rules.py
Bench: TypeAlias = Any
Row: TypeAlias = Any
Outcome: TypeAlias = Any
Cells = dict[str, Any]
WATCHED = ("airings", "insertions", "placements", "coverage", "appearances")
TIMES: dict[str, dict[str, Any]] = {
    "airings": {"start": "start_ms", "end": "end_ms"}, "insertions": {"day": ["day"]},
    "placements": {"moment": ["last_promoted_ms", "first_seen_ms"]},
    "coverage": {"start": "start_ms", "length": "length_ms", "day": ["day"]},
    "appearances": {"start": "start_ms", "length": "ms", "day": ["day"]},
    "claimed": {"start": "start_ms", "length": "ms", "day": ["day"]},
    "slots": {"start": "start_ms", "length": "length_ms"},
    "as-run": {"start": "start_ms", "length": "length_ms"},
    "state-slots": {"day": ["used_on"]},
}  # fmt: skip
"""When the rows of a sum (`of`) were; row sets of a book say it themselves."""


@dataclass(slots=True)
class Cell:
    """A cell of a quota. parts: contestant → [sum, the limit's sum, rows of which a number is not known]."""

    parts: dict[str, list[Any]] = field(default_factory=dict)
    outlets: set[str] = field(default_factory=set)
    media: set[str] = field(default_factory=set)
    zones: set[str] = field(default_factory=set)
    watched: set[str] = field(default_factory=set)
    rows: int = 0
    gap: int = 0


def quota(bench: Bench, rule: Cells, made: Outcome) -> Outcome:
    """Cells that are unequal, or parts of cells beyond their limit."""
    terms = rule["terms"]
    if bench.gaps is None:
        note_gaps(bench)
    cells = gathered(bench, rule, made)
    sums = summed_whole(bench, terms, {key[0] for key in cells}) if isinstance(terms.get("of"), dict) else {}
    concerned = sum(not rule["contests"] or of["kind"] in rule["contests"] for of in bench.contests.values())
    for key, cell in cells.items():
        cell.gap = gap_of(bench, terms, key, cell)
        for who, found, is_sure, why, unknown in judged(bench, terms, key, cell, sums):
            is_open, statistic = cell.gap > 0 or unknown > 0, terms.get("tolerance_pm", 0) is None
            hidden = unknown == cell.rows if statistic else not found and not is_sure and is_open
            if why or hidden:
                made.lost[why or "hidden"] += 1
                continue
            made.tested += 1
            if found:
                add_cell(bench, made, key, cell, who, is_open=is_open, several=concerned > 1)
    return made


def gathered(bench: Bench, rule: Cells, made: Outcome) -> dict[tuple[str, ...], Cell]:
    """Rows added up by contest, columns and period."""
    terms, cells = rule["terms"], defaultdict[tuple[str, ...], Cell](Cell)
    limit = terms["limit"]["column"] if isinstance(terms.get("limit"), dict) else ""
    measure = "" if terms["measure"] == "count" else terms["measure"]["sum"]
    compares = "among" in terms or terms["test"] in ("equal", "shares")
    for chosen in terms["rows"]:
        for row in bench.rows(rule, chosen, made.lost):
            named = [row.cells[name] for name in terms["cell"]]
            is_timeless = terms.get("per") and row.start is None
            if any(cell in (None, "") for cell in named) or is_timeless or (compares and not row.contestant):
                made.lost["unknown: place"] += 1
                continue
            period = period_of(bench, terms.get("per"), row)
            cell = cells[(row.contest, *map(clocks.key_text, named), period)]
            numbers = [row.cells[name] for name in (measure, limit) if name]
            is_known = not row.doubt and None not in numbers
            made.lost["unknown: value"] += not is_known
            part = cell.parts.setdefault(row.contestant, [0, 0, 0])
            part[0] += (row.cells[measure] if measure else 1) if is_known else 0
            part[1] += row.cells[limit] if is_known and limit else 0
            part[2] += not is_known
            cell.rows += 1
            cell.outlets.add(row.outlet)
            cell.media.add(row.medium)
            cell.zones.add(row.zone)
            if chosen["table"] in WATCHED:
                cell.watched.add(row.outlet)
    return cells


def period_of(bench: Bench, per: str | None, row: Row) -> str:
    """The local day of a row, or its week's Monday; "" where the whole time is one."""
    return (
        clocks.iso(start_of(per, clocks.local(row.start, row.zone or bench.zones[0]).toordinal()))
        if per
        else ""
    )


def start_of(per: str, number: int) -> int:
    """The first day of a period; ordinal 1 is a Monday."""
    return number - (number - 1) % 7 if per == "week" else number


def note_gaps(bench: Bench) -> None:
    """By outlet, the stated times in which something was not monitored."""
    bench.gaps = defaultdict(list)
    for row in bench.prepared("monitored-time", {"start": "start_ms", "end": "end_ms", "day": ["day"]}):
        if row.cells["gap"]:
            bench.gaps[row.outlet].append(row)


def gap_of(bench: Bench, terms: Cells, key: tuple[str, ...], cell: Cell) -> int:
    """What of the cell's outlets was not monitored in its period, and in its phase where it has one."""
    per, channel = terms.get("per"), dict(zip(terms["cell"], key[1:], strict=False)).get("channel_id")
    phases = {chosen.get("during", "") for chosen in terms["rows"]}
    phase = phases.pop() if len(phases) == 1 else ""
    total = 0
    for row in (row for outlet in cell.watched for row in bench.gaps[outlet]):
        is_here = channel is None or row.cells["channel_id"] in ("", channel)
        number = clocks.ordinal(row.cells["day"])
        is_now = not per or (number is not None and clocks.iso(start_of(per, number)) == key[-1])
        if is_here and is_now and bench.in_phase(replace(row, contest=key[0]), phase) is True:
            total += row.cells["gap"]
    return total


def summed_whole(bench: Bench, terms: Cells, contests: set[str]) -> dict[tuple[str, ...], list[Any]]:
    """The sum of which a limit is a part, by cell: [sum, whether a row of it is not known]."""
    of, sums = terms["of"], dict[tuple[str, ...], list[Any]]()
    for row in bench.prepared(of["table"], of.get("time") or TIMES.get(of["table"])):
        held, _ = clocks.met(row.cells, of.get("where") or {})
        if held is False or row.cells.get("is_illustrative"):
            continue
        if terms.get("per") and of["table"] == "monitored-time":
            row.start, number = None, clocks.ordinal(row.cells["day"])
            period = "" if number is None else clocks.iso(start_of(terms["per"], number))
        else:
            period = period_of(bench, terms.get("per"), row)
        named = [clocks.key_text(row.cells[name]) for name in terms["cell"]]
        value = row.cells[of["sum"]]
        for contest in [row.contest] if row.contest else contests:
            whole = sums.setdefault((contest, *named, period), [0, False])
            whole[0] += value if held and value is not None else 0
            whole[1] |= not held or value is None
    return sums


def judged(
    bench: Bench, terms: Cells, key: tuple[str, ...], cell: Cell, sums: Mapping[tuple[str, ...], list[Any]]
) -> Iterator[tuple[str, bool, bool, str, int]]:
    """For the cell, or each part: whose, found or not, sure despite gaps, why not tested, unknown rows."""
    parts: dict[str, list[Any]] = cell.parts
    if "among" in terms:
        everybody = [one["id"] for one in bench.by_id["contestants"].values() if one["contest_id"] == key[0]]
        parts = {who: cell.parts.get(who, [0, None, 0]) for who in everybody}
    unknown = sum(part[2] for part in parts.values())
    if terms["test"] in ("equal", "shares"):
        found, why = compared(bench, terms, parts)
        yield "", found or terms["tolerance_pm"] is None, False, why, unknown
        return
    if "among" not in terms:
        who = next(iter(parts)) if len(parts) == 1 else ""
        parts = {who: [sum(part[place] for part in parts.values()) for place in range(3)]}
    for who, (value, own, part_unknown) in parts.items():
        bound, scale, why = own, 1, "" if own is not None else "unknown: limit"
        if "of" in terms:
            whole, is_unclear = sums.get(key, (0, False))
            bound, scale = whole * terms["limit_pm"], 1000
            why = "unknown: whole" if not whole or is_unclear else ""
        elif not isinstance(terms["limit"], dict):
            bound, why = terms["limit"], ""
        is_most = terms["test"] == "at_most"
        found = not why and (value * scale > bound if is_most else value * scale < bound)
        yield who, found, not is_most and "limit" in terms, why, part_unknown


def compared(bench: Bench, terms: Cells, parts: Mapping[str, list[Any]]) -> tuple[bool, str]:
    """Whether contestants are further apart, or off their shares, than the tolerance; why that is open."""
    tolerance, shares = terms["tolerance_pm"] or 0, terms.get("shares")
    values = [part[0] for part in parts.values()]
    if len(parts) < 2:
        return False, "nothing to compare"
    if not shares:
        return max(values) * 1000 > min(values) * (1000 + tolerance), ""
    equal, by_basis, count, total = shares["equal_pm"], shares["proportional_pm"], len(parts), sum(values)
    weights: dict[str, int] = {}
    for row in bench.cells("allocations"):
        if row["basis"] == shares.get("basis", "") and row["value"] is not None:
            weights[row["contestant_id"]] = weights.get(row["contestant_id"], 0) + row["value"]
    weighed = {who: weights.get(who) if by_basis else 0 for who in parts}
    known = [weight for weight in weighed.values() if weight is not None]
    whole = sum(known) if by_basis else 1
    if len(known) < count or not whole:
        return False, "unknown: shares"
    for who, part in parts.items():
        due = total * (equal * whole + by_basis * (weighed[who] or 0) * count)
        if abs(part[0] * 1000 * count * whole - due) * 1000 > tolerance * due:
            return True, ""
    return False, ""


def add_cell(
    bench: Bench, made: Outcome, key: tuple[str, ...], cell: Cell, who: str, *, is_open: bool, several: bool
) -> None:
    """A finding on a cell, or on a contestant's part of it."""
    terms, row = made.rule["terms"], clocks.Row({})
    ending = [who] if "among" in terms and terms["test"] not in ("equal", "shares") else []
    row.id = "_".join(part for part in (*key[1:], *ending) if part) or key[0]
    row.contest, row.contestant, row.several = key[0], who, several and terms["cell"] != []
    row.outlet = next(iter(cell.outlets)) if len(cell.outlets) == 1 else ""
    row.medium = next(iter(cell.media)) if len(cell.media) == 1 else ""
    start = end = None
    if terms.get("per"):
        home = (next(iter(cell.zones)) if len(cell.zones) == 1 else "") or bench.zones[0]
        start, _ = clocks.day_bounds(key[-1], home)
        last = clocks.ordinal(key[-1]) + (6 if terms["per"] == "week" else 0)
        _, end = clocks.day_bounds(clocks.iso(last), home)
    is_open = is_open and made.rule["level"] != "information"
    made.add(terms["rows"][0]["table"], row, is_open=is_open, start=start, end=end)
