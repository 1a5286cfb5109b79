"""Windows that ban the same act twice: one moved, and another that ends where it began was forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import polars as pl

from dauys.domain.law import Rule, RuleBook, RuleKind
from dauys.rules.brought import Brought
from dauys.rules.windows import windows


def twice_banned(book: RuleBook, brought: Brought) -> list[str]:
    """Each pair of windows that share time of a contest and ban rows of the same table, in words.

    Looked at as if each campaign had ended as it began, since a register may end it on any day: a window
    after the campaign is then as long as it can be. Row sets with conditions are left out: they may differ.
    """
    contests = brought.table("contests").with_columns(
        campaign_end_ms=pl.coalesce("campaign_start_ms", "campaign_end_ms")
    )
    frame = windows(book, contests, brought.table("outlets")).frame
    tables: dict[tuple[str, str], dict[str, None]] = {}
    for one, two, table in _pairs(book):
        tables.setdefault((one, two), {})[table] = None
    return [
        f"the windows {one} and {two} share time, and both ban rows of {', '.join(banned)}: "
        "one act would be two findings"
        for (one, two), banned in tables.items()
        if _meet(frame.filter(window=one), frame.filter(window=two))
    ]


def _pairs(book: RuleBook) -> Iterator[tuple[str, str, str]]:
    """Windows and table of every two bans of one table."""
    bans = [rule for rule in book.rules if rule.kind is RuleKind.INTERVAL_BAN]
    for first, second in combinations(bans, 2):
        one, two = first.terms["during"], second.terms["during"]
        if one != two:
            for table in sorted(_plain(first) & _plain(second)):
                yield one, two, table


def _plain(rule: Rule) -> set[str]:
    """Tables of which the rule bans every row."""
    return {of["table"] for of in rule.terms["rows"] if not {"where", "except", "during"} & of.keys()}


def _meet(one: pl.DataFrame, two: pl.DataFrame) -> bool:
    """Whether an entry of each is open at one moment of a contest, under one clock, for the same outlets."""
    pairs = one.join(two, on=["contest_id", "zone", "media", "levels"])
    starts, ends = (
        pl.max_horizontal("start_ms", "start_ms_right"),
        pl.min_horizontal("end_ms", "end_ms_right"),
    )
    return pairs.filter((starts < ends).fill_null(value=True)).height > 0
