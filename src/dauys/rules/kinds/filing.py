"""filing: whether everybody who must has filed: once, or for each week.

```yaml
who: {table: outlets, having: {table: orders, where: {is_refused: false}, same: {id: outlet_id}}}
filed: {table: tariff-notices, same: {id: outlet_id}, known: [published_on, filed_on], at: filed_on}
by: {campaign: start, days: -5}
```

With `every: week` what is tested is a week (from Monday) in which there are rows of `having`: each of their
local days lies in the seven days that begin with the day of a filing (`week_from` of `ad-filings`). A finding
of a week is named `RULE.TABLE.ROW_MONDAY`. Where a filing may be there, but for a cell that is not known, the
row or week is untested.

Traces: `filing.none`, `filing.late`, `filing.week` (with the days that no filing covers).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dauys.domain.law import Rule
from dauys.domain.tables import TABLES
from dauys.rules.acts import act_keys
from dauys.rules.filed import once, weekly
from dauys.rules.matter import Matter
from dauys.rules.others import TABLE, WHERE, Same
from dauys.rules.outcome import Outcome, untouched
from dauys.rules.points import POINT
from dauys.rules.row_sets import TIME, Conditions, wrong_column
from dauys.rules.schema import Field, Keys, Many, Place, Word
from dauys.rules.times import TIMES

ONCE, WEEK = "once", "week"

HAVING = Keys(
    {
        "table": TABLE,
        "where": WHERE,
        "same": Field(Same("who"), "what makes it theirs: own column → its column", is_needed=True),
        "time": Field(TIME, "when it was; each table has a usual one"),
    },
    words="rows `{table, where, same}`",
)


def _own_columns(read: Mapping[str, Any], _at: Place) -> str | None:
    """Columns of `having.same` that the table of `who` has not."""
    names = read["having"]["same"] if "having" in read else {}
    return next((said for name in names if (said := wrong_column(read["table"], name))), None)


WHO = Keys(
    {
        "table": TABLE,
        "where": WHERE,
        "except": Field(Many(Conditions()), "rows that any of these fits are exempt"),
        "having": Field(HAVING, "only those of whom there is such a row; with `week`, in that week"),
    },
    words="who must file `{table, where, having}`",
    check=_own_columns,
)
FILED = act_keys("who", "what is filed `{table, where, same, known, at}`")


def _unfit(read: Mapping[str, Any], _at: Place) -> str | None:
    if read["every"] == ONCE or not isinstance(read["filed"], Mapping):
        return None
    if read.get("by") is not None:
        return "by goes with every: once"
    having = read["who"].get("having")
    if having is None or not having.get("time", TIMES.get(having["table"])):
        return "every: week needs who.having, rows with a time, to say which weeks"
    if not TIMES.get(read["filed"]["table"], {}).get("day"):
        days = ", ".join(name for name in TABLES if TIMES.get(name, {}).get("day"))
        return f"every: week needs a table of days in filed; there are: {days}"
    return None


TERMS = Keys(
    {
        "who": Field(WHO, "who must file", is_needed=True),
        "filed": Field(FILED, "what is to be filed", is_needed=True, may_be_unknown=True),
        "by": Field(
            POINT, "by when; on it is in time; `null`: at any time", may_be_unknown=True, may_be_nothing=True
        ),
        "every": Field(
            Word((ONCE, WEEK)),
            "`once`, or for each `week`: every day of such a row lies in the seven days from the day that "
            "a filing names",
            usual=ONCE,
        ),
    },
    words="terms of a filing",
    check=_unfit,
)


def find(rule: Rule, matter: Matter) -> Outcome:
    """A finding for each that has not filed, or has filed late; with `week`, for each week from Monday."""
    who = {
        name: rule.terms["who"][name] for name in ("table", "where", "except") if name in rule.terms["who"]
    }
    rows = matter.rows(rule, who)
    if not rows.frame.height:
        return untouched(rows)
    if rule.terms["every"] == WEEK:
        return weekly.outcome(rule, rows, matter)
    return once.outcome(rule, rows, matter)
