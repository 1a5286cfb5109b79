"""quota: how much each got: equal, by shares, at most, at least.

```yaml
measure: {sum: ms}
rows: {table: appearances}
cell: [outlet_id]
among: contestants
per: day
test: at_most
limit: 120000
```

What is tested, and counted as tested, is a cell of which there are rows, apart for each contest; with a limit
`among` contestants it is each contestant's part of the cell. Row sets are added up together. A finding is
named `RULE.TABLE.CELL`: the first row set's table; the cell's columns, its day or the Monday of its week and,
with a limit among contestants, the contestant, joined by `_` (where there are none of these, the contest);
and `.CONTEST` where the rule holds for several contests and `cell` is not empty.

- `equal`: found where highest × 1000 > lowest × (1000 + `tolerance_pm`).
- `shares`: each is due the cell's sum × (`equal_pm` ÷ how many they are + `proportional_pm` × own value of
  the basis ÷ sum of theirs) ÷ 1000; found where one differs by more than `tolerance_pm` thousandths of that.
  A cell of which one contestant's basis is not known is untested (`unknown: allocations.value`).
- `at_most`, `at_least`: a limit that is reached exactly is kept. With `of`, value × 1000 is held against
  `limit_pm` × that sum over the same cell and period; a sum of which nothing is stated is not known.
- With `tolerance_pm: null` each cell is a finding of level information, with its numbers and never to decide.
- One contestant alone has nothing to compare (`nothing to compare`).
- Cells of airings, appearances, insertions, placements and coverage whose outlet was not wholly monitored in
  their time (`gap` above 0 in `monitored-time`), and cells with a row whose number is not known: what is
  found there is to decide, and where nothing is found the cell is untested (`not monitored`,
  `unknown: COLUMN`), unless a minimum is reached already. Findings of level information are never to decide.

Traces: `quota.unequal`, `quota.shares`, `quota.statistic` (values of all, highest, lowest, total),
`quota.above`, `quota.below` (value, limit).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import polars as pl

from dauys.domain.law import FindingLevel, Rule
from dauys.domain.money import AllocationBasis
from dauys.rules.cells import in_several
from dauys.rules.days import DAY, WEEK
from dauys.rules.matter import Matter
from dauys.rules.others import TABLE, WHERE
from dauys.rules.outcome import NOTHING_FOUND, Outcome, findings
from dauys.rules.quota import compared, limited
from dauys.rules.quota.cells import Cells, cells
from dauys.rules.row_sets import ROWS, Column, wrong_column
from dauys.rules.schema import Either, Field, Keys, Many, Place, Value, Whole, Word
from dauys.rules.written import Written

EQUAL, SHARES, AT_MOST, AT_LEAST = "equal", "shares", "at_most", "at_least"


@dataclass(frozen=True, slots=True)
class _CellColumns:
    """Columns of the rows; an empty list: the whole contest is one cell."""

    words: str = "list of columns of the rows; `[]`: the whole contest is one cell"

    def read(self, node: Written, at: Place) -> Value:
        return [] if node.value == () else Many(Column()).read(node, at)


MEASURE = Either(Word(("count",)), Keys({"sum": Field(Column("rows", ("int",)), "the sum of this", True)}))
OF = Keys(
    {
        "table": TABLE,
        "where": WHERE,
        "sum": Field(Column("table", ("int",)), "the sum of this", is_needed=True),
    },
    words="sum `{table, where, sum}` of the same cell and period",
)
SHARED = Keys(
    {
        "equal_pm": Field(Whole(0), "thousandths of the whole that are divided equally", is_needed=True),
        "proportional_pm": Field(Whole(0), "thousandths that are divided by the basis", is_needed=True),
        "basis": Field(Word(tuple(AllocationBasis)), "what of the table `allocations` they go by"),
    },
    words="shares `{equal_pm, proportional_pm, basis}`",
    check=lambda read, _at: _wrong_shares(read),
)


def _wrong_shares(read: Mapping[str, Any]) -> str | None:
    whole = read["equal_pm"] + read["proportional_pm"]
    if whole != 1000:
        return f"equal_pm and proportional_pm are together {whole}, not 1000"
    return (
        "write the basis of the proportional part"
        if read["proportional_pm"] and "basis" not in read
        else None
    )


def _unfit(read: Mapping[str, Any], at: Place) -> str | None:
    """Terms that do not go together."""
    test = read["test"]
    needed = {EQUAL: ("tolerance_pm",), SHARES: ("tolerance_pm", "shares")}.get(test, ())
    if absent := [name for name in needed if name not in read]:
        return f"{test} needs {absent[0]}"
    if test in (AT_MOST, AT_LEAST) and ("limit" in read) == ("limit_pm" in read):
        return f"{test} needs either limit or limit_pm"
    if ("limit_pm" in read) != ("of" in read):
        return "limit_pm and of go together: so many thousandths of that sum"
    if said := _cell_elsewhere(read):
        return said
    is_statistic = "tolerance_pm" in read and read["tolerance_pm"] is None
    if is_statistic and at.beside.get("level") not in (None, FindingLevel.INFORMATION.value):
        return "without a tolerance (null) it is a statistic: its level is information"
    return None


def _cell_elsewhere(read: Mapping[str, Any]) -> str | None:
    """A column of the cell that the table of `of` has not."""
    of = read.get("of")
    if not isinstance(of, Mapping):
        return None
    return next((said for name in read["cell"] if (said := wrong_column(of["table"], name))), None)


TERMS = Keys(
    {
        "rows": ROWS,
        "measure": Field(MEASURE, "what is added up: rows (`count`), or a column `{sum: …}`", is_needed=True),
        "cell": Field(_CellColumns(), "what is tested apart, beside the contest", is_needed=True),
        "among": Field(
            Word(("contestants",)),
            "all contestants of the contest take part in each cell, with 0 where there is nothing of them; "
            "left out: those of whom there are rows; with a limit, the cell as a whole",
        ),
        "test": Field(
            Word((EQUAL, SHARES, AT_MOST, AT_LEAST)),
            "`equal`: the highest is not above the lowest by more than the tolerance. `shares`: each has its "
            "share of the cell's sum. `at_most`, `at_least`: none is above, or below, the limit",
            is_needed=True,
        ),
        "tolerance_pm": Field(
            Whole(0),
            "thousandths of the lowest, or of the share, by which it may differ; `null`: the law has no "
            "threshold, each cell is reported with its numbers",
            may_be_unknown=True,
            may_be_nothing=True,
        ),
        "limit": Field(
            Either(
                Whole(0), Keys({"column": Field(Column("rows", ("int",)), "its sum over the rows", True)})
            ),
            "the limit; on it is within",
            may_be_unknown=True,
        ),
        "limit_pm": Field(Whole(0), "the limit in thousandths of the sum in `of`", may_be_unknown=True),
        "of": Field(OF, "the sum of which the limit is a part", may_be_unknown=True),
        "per": Field(
            Word((DAY, WEEK)),
            "each local day, or each week from Monday, is tested apart; sums cut at midnight need the table "
            "`appearances`",
            may_be_nothing=True,
        ),
        "shares": Field(SHARED, "what each is due of the cell's sum", may_be_unknown=True),
    },
    words="terms of a quota",
    check=_unfit,
)


def find(rule: Rule, matter: Matter) -> Outcome:
    """A finding for each cell that is unequal, or for each contestant's part of a cell beyond its limit."""
    made = cells(rule, matter)
    if not made.frame.height:
        return Outcome(NOTHING_FOUND, 0, made.exempt, made.untested)
    of_limit = rule.terms["test"] in (AT_MOST, AT_LEAST)
    tested = limited.tested(made, rule, matter) if of_limit else compared.tested(made, rule, matter)
    return _outcome(rule, made, tested, matter)


def _outcome(rule: Rule, made: Cells, tested: pl.DataFrame, matter: Matter) -> Outcome:
    """tested: cells with `_found`, `_trace`, `_gap`, `_unknown` and `_why`: why one is not tested."""
    is_open = (pl.col("_gap") > 0) | (pl.col("_unknown") > 0)
    is_statistic = rule.terms.get("tolerance_pm", 0) is None
    nothing_known = pl.col("_unknown") == pl.col("_rows")  # a statistic of that would say 0 of everybody
    hidden = nothing_known if is_statistic else ~pl.col("_found") & ~pl.col("_sure") & is_open
    why = pl.coalesce(
        "_why",
        pl.when(hidden & (pl.col("_unknown") > 0)).then(pl.format("unknown: {}", "_unclear")),
        pl.when(hidden).then(pl.lit("not monitored")),
    )
    several = in_several(rule, matter.table("contests")) and rule.terms["cell"] != []
    seen = tested.with_columns(_why=why, _several=pl.lit(several))
    untested = Counter(made.untested) + Counter(dict(seen["_why"].drop_nulls().value_counts().iter_rows()))
    found = seen.filter(pl.col("_why").is_null() & pl.col("_found"))
    is_information = rule.level is FindingLevel.INFORMATION
    found = found.with_columns(_decide=is_open & (not is_information))
    return Outcome(findings(rule, made.table, found), seen["_why"].null_count(), made.exempt, untested)
