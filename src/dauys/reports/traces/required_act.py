"""prior_act and filing: the act that had to be there, and by when."""

from __future__ import annotations

from dauys.reports.codes import TITLES
from dauys.reports.document import Inline
from dauys.reports.messages import Day, Joined, say
from dauys.reports.traces.trace import Trace


def lines(trace: Trace) -> list[Inline]:
    """The first such act came later, or none is registered."""
    said = trace.said
    if said["message"] == "filing.week":
        return [_week(trace)]
    table = TITLES[said["act_table"]]
    if said["limit_ms"] is None and not said["limit_day"]:
        return [say("{table}: none is registered.", table=table)]
    limit = trace.time(said["limit_ms"], said["limit_day"])
    if said["message"].endswith(".none"):
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


def _week(trace: Trace) -> Inline:
    return say(
        "{table}: none covers these days of the week from {week}: {days}.",
        table=TITLES[trace.said["filed_table"]],
        week=Day(trace.said["week"]),
        days=Joined(tuple(Day(day) for day in trace.said["days"]), ", "),
    )
