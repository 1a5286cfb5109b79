"""What must hold between the published tables, whatever the campaign; each breach in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl

from dauys.domain.reconciliation import SHORT_MS_MAX

_SHOWN = 5


def identities(tables: Mapping[str, pl.DataFrame]) -> list[str]:
    """The identities that are broken, naming table and rows; an empty list where all hold.

    The pieces of an airing are its length and count as one item; a weighted number is the number times the
    audience; monitored time and gap are what was due; items and subjects are no more than mentions; a debate
    clock is the sum of its speeches; a slot has one row of its own; what is to be made good was missed.
    """
    checks = (_pieces, _items, _weights, _due, _mentions, _clock, _slots, _make_goods)
    return [broken for check in checks for broken in check(tables)]


def _said(what: str, rows: pl.DataFrame, name: str) -> Iterator[str]:
    """The breach, with the first rows of it."""
    if len(rows):
        some = sorted(rows[name].unique().to_list())[:_SHOWN]
        yield f"{what}: {', '.join(map(str, some))}{' …' if rows[name].n_unique() > _SHOWN else ''}"


def _pieces(tables: Mapping[str, pl.DataFrame]) -> Iterator[str]:
    airings = tables["airings"].select("length_ms", "price_tiyn", id="sighting_id")
    pieces = tables["appearances"].filter(kind="airing")
    is_priced = pl.col("price_tiyn").count() > 0
    summed = pieces.group_by("id").agg(
        pl.col("ms").sum(), pl.when(is_priced).then(pl.col("price_tiyn").sum()).alias("price")
    )
    both = airings.join(summed, on="id", how="full", coalesce=True)
    wrong = both.filter(pl.col("length_ms").ne_missing(pl.col("ms")))
    yield from _said("airings whose pieces are not their length", wrong, "id")
    wrong = both.filter(pl.col("price_tiyn").ne_missing(pl.col("price")))
    yield from _said("airings whose pieces do not cost what they cost", wrong, "id")


def _items(tables: Mapping[str, pl.DataFrame]) -> Iterator[str]:
    counted = tables["appearances"].group_by("kind", "id").agg(pl.col("items").sum())
    yield from _said("appearances that are not counted once", counted.filter(pl.col("items") != 1), "id")
    for kind, table in (("insertion", "insertions"), ("placement", "placements")):
        here = counted.filter(kind=kind).select("id")
        there = tables[table].select("id")
        wrong = pl.concat([here.join(there, on="id", how="anti"), there.join(here, on="id", how="anti")])
        yield from _said(f"{table} that are not appearances, or the other way round", wrong, "id")


def _weights(tables: Mapping[str, pl.DataFrame]) -> Iterator[str]:
    weights = tables["outlets"].select("audience_pm", outlet_id="id")
    rows = tables["appearances"].join(weights, on="outlet_id", how="left")
    for name in ("items", "ms"):
        weighted = pl.col(name) * pl.col("audience_pm")
        wrong = rows.filter(pl.col(f"weighted_{name}").ne_missing(weighted))
        yield from _said(f"appearances whose weighted_{name} is not {name} times the audience", wrong, "id")


def _due(tables: Mapping[str, pl.DataFrame]) -> Iterator[str]:
    rows = tables["monitored-time"]
    sums = pl.col("monitored") + pl.col("gap")
    wrong = rows.filter(sums.ne_missing(pl.col("due")) | (pl.col("monitored") < 0) | (pl.col("gap") < 0))
    yield from _said("outlets whose monitored time and gap are not what was due", wrong, "outlet_id")
    lengths = pl.col("end_ms") - pl.col("start_ms")
    wrong = rows.filter((pl.col("unit") == "ms") & lengths.is_not_null() & (lengths != pl.col("due")))
    yield from _said("outlets with due time that is not from its start to its end", wrong, "outlet_id")


def _mentions(tables: Mapping[str, pl.DataFrame]) -> Iterator[str]:
    rows = tables["coverage"]
    twice = rows.group_by("item_id", "subject_id").len().filter(pl.col("len") > 1)
    yield from _said("items that name a subject twice: items are no more than mentions", twice, "item_id")


def _clock(tables: Mapping[str, pl.DataFrame]) -> Iterator[str]:
    keys = ["debate_id", "contestant_id"]
    spoken = (
        tables["debate-speeches"]
        .group_by(keys)
        .agg(spoken_ms=(pl.col("end_ms") - pl.col("start_ms")).sum(), taken=pl.len().cast(pl.Int64))
    )
    both = tables["debate-clock"].join(spoken, on=keys, how="full", coalesce=True)
    known = both.filter(pl.col("speech_ms").is_not_null() | pl.col("spoken_ms").is_not_null())
    wrong = known.filter(
        (pl.col("speech_ms").ne_missing(pl.col("spoken_ms").fill_null(0)))
        | (pl.col("speeches").ne_missing(pl.col("taken").fill_null(0)))
    )
    yield from _said("debates whose clock is not the sum of its speeches", wrong, "debate_id")


def _slots(tables: Mapping[str, pl.DataFrame]) -> Iterator[str]:
    rows = tables["reconciliation"]
    own = rows.filter(pl.col("id") == pl.concat_str(pl.lit("slot/"), "slot_id")).select("slot_id")
    slots = tables["slots"].select(slot_id="id")
    wrong = pl.concat(
        [
            own.join(slots, on="slot_id", how="anti"),
            slots.join(own, on="slot_id", how="anti"),
            own.filter(pl.col("slot_id").is_duplicated()),
        ]
    )
    yield from _said("slots without exactly one row of the reconciliation", wrong, "slot_id")
    for name in ("airing_id", "as_run_id"):
        twice = rows.filter((pl.col(name) != "") & pl.col(name).is_duplicated())
        yield from _said(f"rows of the reconciliation that share their {name}", twice, name)
    blind = rows.filter((pl.col("outcome") == "missing") & ~pl.col("is_monitored"))
    yield from _said("rows that are missing where nobody listened", blind, "id")


def _make_goods(tables: Mapping[str, pl.DataFrame]) -> Iterator[str]:
    is_less = (pl.col("outcome") == "missing") | (pl.col("length_ms") - pl.col("heard_ms") > SHORT_MS_MAX)
    owed = tables["reconciliation"].filter(is_less & pl.col("id").str.starts_with("slot/"))
    missed = owed.group_by("order_id").agg(
        missed_ms=(pl.col("length_ms") - pl.col("heard_ms").fill_null(0)).sum(),
        missed=pl.len().cast(pl.Int64),
    )
    both = tables["make-goods"].join(missed, on="order_id", how="full", coalesce=True)
    wrong = both.filter(
        pl.col("missing_ms").ne_missing(pl.col("missed_ms")) | pl.col("slots").ne_missing(pl.col("missed"))
    )
    yield from _said("orders whose make-goods are not what was missed", wrong, "order_id")
