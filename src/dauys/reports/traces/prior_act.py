"""prior_act: the act that had to come first."""

from __future__ import annotations

from dauys.reports.codes import TITLES
from dauys.reports.document import Inline
from dauys.reports.messages import say
from dauys.reports.traces.trace import Trace


def lines(trace: Trace) -> list[Inline]:
    """The first such act came later, or none is registered."""
    said = trace.said
    table = TITLES[said["act_table"]]
    limit = trace.time(said["limit_ms"], said["limit_day"])
    if said["message"] == "prior_act.none":
        return [say("{table}: none is registered; it had to be there by {limit}.", table=table, limit=limit)]
    return [
        say(
            "{act}, {what}: {at}; it had to be there by {limit}.",
            act=trace.row(said["act_id"], said["act_table"]),
            what=trace.column(said["act_column"], said["act_table"]),
            at=trace.time(said["at_ms"], said["at_day"]),
            limit=limit,
        )
    ]
