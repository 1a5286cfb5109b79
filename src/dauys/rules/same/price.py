"""Whether a row's price is the one of the tariff that was published by its day."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from dauys.domain.money import Per
from dauys.domain.tables import TABLES
from dauys.rules.days import ordinals, with_local_day
from dauys.rules.frames import json_of, json_text
from dauys.rules.matter import Matter

_SECOND, _SPOT = _UNITS = (str(Per.SECOND), str(Per.SPOT))


def found(
    frame: pl.DataFrame, table: str, value: str, per: Sequence[str], matter: Matter
) -> tuple[pl.DataFrame, pl.Series]:
    """The rows whose price is not the tariff's, and names of what hides the tariff of others.

    The newest notice of the outlet that was published by the row's day holds, with every unit that it prices:
    a row is right by any of them. One whose day of publication is not known holds for none. A price by the
    second is rounded half up to a tiyn.
    """
    priced = _with_tariff(frame, per, matter)
    length = pl.col("length_ms") if "length_ms" in TABLES[table] else pl.col("_end") - pl.col("_start")
    by_second = (2 * pl.col(_SECOND) * length + 1000) // 2000
    priced = priced.with_columns(_by_second=by_second, _length=length)
    of_spot = pl.col(_SPOT).is_not_null()
    is_right = (pl.col(value) == pl.col("_by_second")) | (pl.col(value) == pl.col(_SPOT))
    is_open = pl.col(_SECOND).is_not_null() & length.is_null()
    none = pl.col(_SECOND).is_null() & ~of_spot
    priced = priced.with_columns(
        _right=is_right.fill_null(value=False),
        _blank=pl.when(none).then(pl.lit("tariffs")).when(is_open).then(pl.lit("length_ms")),
        _tariff=pl.coalesce(_SPOT, "_by_second"),
        per=pl.when(of_spot).then(pl.lit(_SPOT)).otherwise(pl.lit(_SECOND)),
        unit_tiyn=pl.coalesce(_SPOT, _SECOND),
    )
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
    wrong = priced.filter(~pl.col("_right"))
    blanks = wrong.filter(pl.col("_blank").is_not_null())["_blank"]
    differing = wrong.filter(pl.col("_blank").is_null(), pl.col(value) != pl.col("_tariff"))
    return differing.with_columns(_trace=trace, _decide=pl.lit(value=False), _exhibits=both), blanks


def _with_tariff(frame: pl.DataFrame, per: Sequence[str], matter: Matter) -> pl.DataFrame:
    """With the tariff that holds for each row: `notice_id`, `published_on`, and its price by each unit."""
    notices = matter.table("tariff-notices").filter(pl.col("published_on") != "")
    listed = matter.table("tariffs").join(notices.select("published_on", notice_id="id"), on="notice_id")
    dated = listed.with_columns(_published=ordinals(pl.col("published_on")))
    units = [pl.col("price_tiyn").filter(pl.col("per") == unit).first().alias(unit) for unit in _UNITS]
    whole = dated.filter(pl.col("_published").is_not_null()).group_by(
        *per, "_published", "notice_id", "published_on"
    )
    priced = whole.agg(*units).sort("_published", "notice_id")
    newest = priced.unique([*per, "_published"], keep="last").sort("_published")
    right = newest.select(
        "_published",
        "notice_id",
        "published_on",
        *_UNITS,
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
