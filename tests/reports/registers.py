"""A few rows of published tables with cells that try to be formulas, errors and letters no XML has."""

from __future__ import annotations

from typing import Any

import polars as pl

from dauys.domain.tables import TABLES

KINDS = {"text": pl.String, "int": pl.Int64, "bool": pl.Boolean}
WILD = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0", "#N/A", "#DIV/0!", "1e400",
    "TRUE", "2021-01-08", "<b>&amp;</b>", "_x0041_", "\uff1d1+1", "007", " spaced  out ", '="quoted"',
)  # fmt: skip
"""Names that a spreadsheet would read as something else."""


def frame(table: str, rows: list[dict[str, Any]]) -> pl.DataFrame:
    """Rows of a published table; what a row leaves out is empty."""
    columns = TABLES[table]
    empty = {"text": "", "int": None, "bool": None}
    cells = [[row.get(name, empty[kind]) for name, kind in columns.items()] for row in rows]
    return pl.DataFrame(cells, schema={n: KINDS[k] for n, k in columns.items()}, orient="row")


def tables() -> dict[str, pl.DataFrame]:
    """Every published table, most of them empty."""
    names = {"name_kk": "Тұлпар", "name_ru": "Тулпар", "name_en": "Tulpar"}
    some = {
        "contestants": [
            {"id": f"p{n}", "order": n, "name_kk": wild, "name_ru": wild, "name_en": wild}
            for n, wild in enumerate(WILD)
        ],
        "outlets": [
            {"id": "aktau", "medium": "tv", "zone": "Asia/Aqtau", "audience_pm": 334, **names},
            {"id": "tulpar", "medium": "radio", "zone": "Asia/Almaty", "is_illustrative": True, **names},
        ],
        "channels": [{"id": "aktau-1", "outlet_id": "aktau", **names}],
        "orders": [
            {"id": "o1", "contestant_id": "p3", "outlet_id": "aktau", "applied_at_ms": 1_610_064_000_123,
             "contracted_on": "2021-01-08", "price_tiyn": 1_250_050, "fund_id": "p3"},
        ],
        "insertions": [{"id": "i1", "contestant_id": "p8", "area_mm2": 12_345, "issue": "=2+2"}],
        "debate-speeches": [{"debate_id": "d", "contestant_id": "p1", "start_ms": 0, "end_ms": 90_500}],
    }  # fmt: skip
    return {name: frame(name, some.get(name, [])) for name in TABLES}
