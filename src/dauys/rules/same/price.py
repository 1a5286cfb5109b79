"""Whether a row's price is the one of the tariff that was published by its day."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dauys.domain.money import Per
from dauys.domain.tables import TABLES
from dauys.rules.days import ordinals, with_local_day
from dauys.rules.frames import json_of, json_text
from dauys.rules.matter import Matter


def found(
    frame: pl.DataFrame, table: str, value: str, per: Sequence[str], matter: Matter
) -> tuple[pl.DataFrame, pl.Series]:
    """The rows whose price is not the tariff's, and names of what hides the tariff of others.

    The newest notice of the outlet that was published by the row's day holds; one whose day of publication
    is not known holds for none. A price by the second is rounded half up to a tiyn.
    """
    priced = _with_tariff(frame, per, matter)
    length = pl.col("length_ms") if "length_ms" in TABLES[table] else pl.col("_end") - pl.col("_start")
    per_second, per_spot = (pl.col("per") == unit for unit in (Per.SECOND, Per.SPOT))
    by_second = (2 * pl.col("unit_tiyn") * length + 1000) // 2000
    tariff = pl.when(per_second).then(by_second).when(per_spot).then("unit_tiyn")
    hidden = pl.when(per_second & length.is_null()).then(pl.lit("length_ms")).otherwise(pl.lit("tariffs"))
    priced = priced.with_columns(_tariff=tariff, _length=length)
    trace = json_of(
        message=pl.lit("same_terms.tariff_price"),
        column=pl.lit(value),
        price_tiyn=pl.col(value),
        tariff_tiyn=pl.col("_tariff"),
        unit=pl.col("per"),
        unit_tiyn=pl.col("unit_tiyn"),
        length_ms=pl.col("_length"),
        notice_id=pl.col("notice_id"),
        published_on=pl.col("published_on"),
        same=pl.struct(sorted(per)),
    )
    row, notice = json_text(pl.col("_row_id")), json_text(pl.col("notice_id"))
    both = pl.format(f'[["{table}",{{}}],["tariff-notices",{{}}]]', row, notice)
    differing = priced.filter(pl.col(value) != pl.col("_tariff"))
    blanks = priced.filter(pl.col("_tariff").is_null()).select(hidden.alias("_blank"))["_blank"]
    return differing.with_columns(_trace=trace, _decide=pl.lit(value=False), _exhibits=both), blanks


def _with_tariff(frame: pl.DataFrame, per: Sequence[str], matter: Matter) -> pl.DataFrame:
    """With the tariff that holds for each row: `notice_id`, `published_on`, `per` and `unit_tiyn` of it."""
    notices = matter.table("tariff-notices").filter(pl.col("published_on") != "")
    listed = matter.table("tariffs").join(notices.select("published_on", notice_id="id"), on="notice_id")
    dated = listed.with_columns(_published=ordinals(pl.col("published_on")), unit_tiyn="price_tiyn")
    dated = dated.filter(pl.col("_published").is_not_null()).sort("_published", "notice_id", "per")
    newest = dated.unique([*per, "_published"], keep="last").sort("_published")
    right = newest.select(
        "_published",
        "notice_id",
        "published_on",
        "per",
        "unit_tiyn",
        *(pl.col(name).alias(f"_{n}") for n, name in enumerate(per)),
    )
    left = with_local_day(frame, matter.seat, name="_on").with_row_index("_place").sort("_on")
    # Both sides are sorted above; Polars cannot check that within groups and would warn.
    joined = left.join_asof(
        right,
        left_on="_on",
        right_on="_published",
        by_left=list(per),
        by_right=[f"_{n}" for n in range(len(per))],
        check_sortedness=False,
    )
    return joined.sort("_place").drop("_place", "_on", "_published", strict=False)
