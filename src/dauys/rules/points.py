"""Points in time and windows as a rule book writes them: the schema. `instants` computes the moments."""

from __future__ import annotations

from dauys.domain.outlets import Level, Medium
from dauys.domain.zones import zone
from dauys.rules.schema import CLOCK, DAY, WINDOW, ZONE, Each, Field, Keys, Many, Place, Text, Whole, Word

OWN, LAST, FIRST = "own", "last", "first"
"""Whose clock: the outlet's own zone; the last or the first moment over all zones of the book."""


def _whose_clock(text: str, _at: Place) -> str | None:
    if text in (OWN, LAST, FIRST):
        return None
    try:
        zone(text)
    except ValueError:
        return f"{text!r} is not own, last, first or an IANA zone like Asia/Almaty"
    return None


POINT = Keys(
    {
        "voting_day": Field(Whole(), "so many calendar days after (-1: before) the contest's voting day"),
        "campaign": Field(
            Word(("start", "end")), "the start or the end of the contest's campaign, from its register"
        ),
        "date": Field(DAY, "this day"),
        "days": Field(Whole(), "so many calendar days after (-1: before) it; with `campaign` only"),
        "at": Field(
            CLOCK,
            "the wall clock on that day. Left out: 00:00; with `campaign`, the clock of that start or end",
        ),
        "clock": Field(
            Text("`own`, `last`, `first` or an IANA zone", _whose_clock),
            "whose clock shows it: the outlet's own zone (`own`, usual), the moment at which the last or "
            "first zone of the book shows it, or this zone's",
        ),
    },
    one_of=(("voting_day", "campaign", "date"),),
    words="point in time",
    check=lambda read, _at: (
        "days goes with campaign; with a date or voting_day write another day"
        if "days" in read and "campaign" not in read
        else None
    ),
)

WINDOW_ENTRY = Keys(
    {
        "from": Field(POINT, "where it begins; left out: open", may_be_unknown=True),
        "until": Field(POINT, "where it ends, this moment not included; left out: open", may_be_unknown=True),
        "media": Field(
            Many(Word(tuple(Medium))), "for outlets of these media only; rows without a medium are spared"
        ),
        "levels": Field(Many(Word(tuple(Level))), "for outlets of these levels only"),
        "zones": Field(Many(ZONE), "in these zones only"),
        "register": Field(
            Word(("silence", "embargo")),
            "where the contest's own register has this window, its start and end hold instead",
        ),
    },
    words="window",
    check=lambda read, _at: None if "from" in read or "until" in read else "write from, until or both",
)

WINDOWS = Each(Text("a name"), Many(WINDOW_ENTRY), words="mapping of names to lists of windows")
"""`unknown` in the place of a window's bounds makes the whole window unknown."""

DURING = Field(WINDOW, "the window", is_needed=True, may_be_unknown=True)
