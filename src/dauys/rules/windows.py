"""The windows of every contest in every zone, as moments: the table `windows`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from dauys.domain.law import WINDOWS, RuleBook
from dauys.rules.frames import framed
from dauys.rules.instants import NotKnown, instant, registered
from dauys.rules.schema import UNKNOWN

BOOK, REGISTER = "book", "register"


@dataclass(frozen=True, slots=True)
class Windows:
    """frame: columns of WINDOWS. unknown: (contest, window) → why it could not be computed."""

    frame: pl.DataFrame
    unknown: Mapping[tuple[str, str], str]


def windows(book: RuleBook, contests: pl.DataFrame, outlets: pl.DataFrame) -> Windows:
    """Every window of the book, half-open, for each contest in each zone of the book, outlets and contests.

    A window with a bound that is not known is not computed at all: `unknown` says what is missing.
    """
    rows: list[dict[str, Any]] = []
    unknown: dict[tuple[str, str], str] = {}
    zones = _zones(book, contests, outlets)
    for contest in contests.iter_rows(named=True):
        for name, entries in book.windows.items():
            try:
                rows += [row for entry in entries for row in _entry(entry, contest, zones, book.zones, name)]
            except NotKnown as why:
                unknown[contest["id"], name] = why.column
    return Windows(framed(rows, WINDOWS), unknown)


def _zones(book: RuleBook, contests: pl.DataFrame, outlets: pl.DataFrame) -> list[str]:
    """The book's zones, then those of outlets and contests, each once."""
    others = {*outlets["zone"], *contests["zone"]} - {"", *book.zones}
    return [*book.zones, *sorted(others)]


def _entry(
    entry: Mapping[str, Any],
    contest: Mapping[str, Any],
    zones: Sequence[str],
    of_book: Sequence[str],
    name: str,
) -> Iterator[dict[str, Any]]:
    """A row for each zone in which the entry holds."""
    for zone in zones:
        if zone not in entry.get("zones", zones):
            continue
        (start, by_start), (end, by_end) = (
            _bound(entry, side, contest, zone, of_book) for side in ("from", "until")
        )
        if start is not None and end is not None and start >= end:
            if REGISTER in (by_start, by_end):
                raise NotKnown(f"window {name}")
            continue  # no time lies between the two points: the campaign ends where the silence begins
        yield {
            "contest_id": contest["id"],
            "window": name,
            "zone": zone,
            "media": " ".join(entry.get("media", ())),
            "levels": " ".join(entry.get("levels", ())),
            "start_ms": start,
            "end_ms": end,
            "origin": REGISTER if REGISTER in (by_start, by_end) else BOOK,
        }


def _bound(
    entry: Mapping[str, Any], side: str, contest: Mapping[str, Any], zone: str, zones: Sequence[str]
) -> tuple[int | None, str]:
    """One end of an entry and where it comes from; None is open."""
    column = f"{entry.get('register', '')}_{'start' if side == 'from' else 'end'}_ms"
    if contest.get(column) is not None:
        return registered(contest[column], contest, zone), REGISTER
    if entry.get(side) == UNKNOWN:
        raise NotKnown("law")
    return (instant(entry[side], contest, zone, zones) if side in entry else None), BOOK
