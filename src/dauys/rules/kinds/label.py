"""label: whether a row says what it is.

```yaml
rows: {table: placements, where: {is_contract_paid: true}}
fields: [has_marking]
text: {kk: сайлауалды үгіт, ru: предвыборная агитация, en: campaign material}
```

One finding for each row that lacks a label; where none is lacking and one is not known, the row is untested.
Trace: `label.missing`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from dauys.domain.law import Rule
from dauys.domain.names import LANGUAGES
from dauys.rules.frames import json_of
from dauys.rules.matter import Matter
from dauys.rules.outcome import Outcome, judged
from dauys.rules.row_by_row import each_row_set, unknowns
from dauys.rules.row_sets import ROWS, Column
from dauys.rules.rows import Rows
from dauys.rules.schema import IN_LANGUAGES, Field, Keys, Many

TERMS = Keys(
    {
        "rows": ROWS,
        "fields": Field(
            Many(Column("rows", ("bool",))),
            "the columns that say whether it bears the label; one that is not known is not tested",
            is_needed=True,
        ),
        "text": Field(IN_LANGUAGES, "what the label must say, in Kazakh, Russian and English"),
    },
    words="terms of a label",
)


def find(rule: Rule, matter: Matter) -> Outcome:
    """A finding for each row without a label; `label.missing` names the columns and what it must say."""
    return each_row_set(rule, matter, _find)


def _find(rule: Rule, _matter: Matter, _row_set: Mapping[str, Any], rows: Rows) -> Outcome:
    fields = rule.terms["fields"]
    lacking = pl.concat_list(pl.when(~pl.col(name)).then(pl.lit(name)) for name in fields).list.drop_nulls()
    unclear = pl.coalesce(pl.when(pl.col(name).is_null()).then(pl.lit(name)) for name in fields)
    frame = rows.frame.with_columns(_lacking=lacking, _unclear=unclear)
    is_found = pl.col("_lacking").list.len() > 0
    blank = frame.filter(~is_found & pl.col("_unclear").is_not_null())["_unclear"]
    unknown = unknowns(blank)
    text = rule.terms.get("text") or dict.fromkeys(LANGUAGES, "")
    says = pl.struct(pl.lit(text[language]).alias(language) for language in sorted(text))
    trace = json_of(message=pl.lit("label.missing"), fields=pl.col("_lacking"), text=says)
    found = frame.filter(is_found).with_columns(_trace=trace, _decide=pl.lit(value=False))
    return judged(rule, rows, found, unknown)
