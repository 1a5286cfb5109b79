"""What the rehearsal's registers and tapes hold that the rule book is to find, and nothing else.

Thirteen breaches, line by line in `studio/planted.csv`: one is a finding twice where it touches two contests
or two rows. The spot that runs into the silence is on the tapes of three outlets at the same moment: one is
under the commission's clock (found), one under the other (nothing), one is nationwide (left to people).
"""

from __future__ import annotations

from collections.abc import Collection

from dauys.examples.rehearsal.compare_findings import FindingSeen
from dauys.examples.rehearsal.plan import LATE_MS, silence_start_ms
from dauys.examples.rehearsal.scripts import STUDIO, rows

AIRINGS = "airings"


def planted_findings(taped: Collection[str]) -> tuple[FindingSeen, ...]:
    """The findings of a rehearsal with recordings of these outlets; those of airings need a recording."""
    lines = rows(STUDIO / "planted.csv")
    return tuple(_finding(line) for line in lines if line["table"] != AIRINGS or line["outlet"] in taped)


def _finding(line: dict[str, str]) -> FindingSeen:
    """An airing's finding is the time that it shares with the silence; of others no interval is stated."""
    start_ms = silence_start_ms() if line["table"] == AIRINGS else None
    return FindingSeen(
        line["rule"],
        line["level"],
        line["is_to_decide"] == "yes",
        line["contest"],
        line["contestant"],
        line["outlet"],
        line["table"],
        line["row"],
        start_ms,
        None if start_ms is None else start_ms + LATE_MS,
    )
