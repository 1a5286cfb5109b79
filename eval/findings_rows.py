"""Synthetic tables for `eval.findings_scale`: a session's campaign with rows in every table that rules read.

The appearances are those of `eval.figures_rows`; orders, slots, coverage and the rest grow with them. About
one row in a hundred is what a rule speaks of: refused, too dear, late, without a mark. None is real.
"""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path

import polars as pl

from dauys import measures
from dauys.domain.tables import AIRINGS, TABLES
from dauys.measures.frames import empty
from eval.figures_rows import DAYS, FIRST_DAY, FIRST_MS, OUTLETS, SEED, make
from eval.report_campaign import campaign, facts

DAY_MS = 86_400_000
BROADCASTERS, PAPERS = 18, 19
PRICE_TIYN = 1_000_000
COVERAGE_PART, SLOT_PART, ORDER_PART, REGISTER_PART = 5, 10, 100, 1000
"""One coded mention to so many appearances; likewise slots, orders, and rows of every other register."""


def tables(rows: int) -> dict[str, pl.DataFrame]:
    """Every published table, with so many appearances and the rows that belong to them."""
    with tempfile.TemporaryDirectory() as folder:
        make(Path(folder), rows)
        appearances = pl.read_parquet(f"{folder}/*.parquet").with_columns(is_illustrative=pl.lit(value=False))
    about = campaign()
    derived = measures.tables(about.registers, empty(AIRINGS), about.due, about.outlets)
    made = {**derived, **facts(appearances), "appearances": appearances, **_registers(rows)}
    zones = {f"o{number}": _zone(number) for number in range(OUTLETS)}
    moved = pl.col("outlet_id").replace_strict(zones, default="", return_dtype=pl.String)
    made["airings"] = made["airings"].with_columns(zone=moved)
    made["outlets"] = made["outlets"].with_columns(
        zone=pl.col("id").replace_strict(zones, return_dtype=pl.String)
    )
    made["contests"] = _contests(made["contests"])
    return made


def _zone(outlet: int) -> str:
    """Two clocks, an hour apart in that month."""
    return "Asia/Almaty" if outlet % 2 else "Asia/Qyzylorda"


def _contests(contests: pl.DataFrame) -> pl.DataFrame:
    """A contest of lists and one of candidates; the last day of the rows lies in the silence."""
    return contests.with_columns(
        kind=pl.when(pl.col("id") == "lists").then(pl.lit("list")).otherwise(pl.lit("candidates")),
        zone=pl.lit("Asia/Almaty"),
        campaign_start_ms=pl.lit(FIRST_MS),
        campaign_end_ms=pl.lit(FIRST_MS + (DAYS - 1) * DAY_MS),
        voting_day=pl.lit(str(FIRST_DAY + timedelta(days=DAYS))),
    )


def _registers(rows: int) -> dict[str, pl.DataFrame]:
    return {
        "coverage": _coverage(rows // COVERAGE_PART),
        "tariff-notices": _made("tariff-notices", OUTLETS, _notice()),
        "tariffs": _made("tariffs", OUTLETS, _tariff()),
        "orders": _made("orders", rows // ORDER_PART, _order()),
        "slots": _slots(rows),
        **{name: _made(name, rows // REGISTER_PART, told) for name, told in _others().items()},
    }


def _dice(face: int, sides: int, column: str = "row") -> pl.Expr:
    return (pl.col(column).hash(SEED + face) % sides).cast(pl.Int64)


def _often(face: int) -> pl.Expr:
    """True but once in a hundred."""
    return _dice(face, 100) > 0


def _rarely(face: int) -> pl.Expr:
    return _dice(face, 100) == 0


def _named(prefix: str, number: pl.Expr) -> pl.Expr:
    return pl.lit(prefix) + number.cast(pl.String)


def _day(face: int, days: int = DAYS, back: int = 0) -> pl.Expr:
    first = pl.lit(FIRST_DAY - timedelta(days=back))
    return (first + pl.duration(days=_dice(face, days))).dt.strftime("%Y-%m-%d")


def _moment(face: int) -> pl.Expr:
    return FIRST_MS + _dice(face, DAYS * DAY_MS)


def _pick(face: int, *words: str) -> pl.Expr:
    return pl.lit(pl.Series(list(words))).gather(_dice(face, len(words)))


def _made(name: str, count: int, told: Mapping[str, pl.Expr]) -> pl.DataFrame:
    """So many rows of that table; a column of which nothing is told is not known."""
    kinds = {"text": pl.String(), "int": pl.Int64(), "bool": pl.Boolean()}
    silent = {"text": pl.lit(""), "int": pl.lit(None), "bool": pl.lit(value=False)}
    numbered = pl.DataFrame({"row": pl.int_range(0, count, dtype=pl.UInt64, eager=True)})
    columns = {"id": _named(f"{name}-", pl.col("row")), **told}
    return numbered.select(
        columns.get(column, silent[kind]).cast(kinds[kind]).alias(column)
        for column, kind in TABLES[name].items()
    )


def _coverage(count: int) -> pl.DataFrame:
    outlet = _dice(20, BROADCASTERS)
    subject = _named("c", _dice(21, 14))
    return _made(
        "coverage",
        count,
        {
            "item_id": _named("item-", pl.col("row")),
            "subject_id": subject,
            "subject_kind": pl.lit("contestant"),
            "contestant_id": subject,
            "contest_id": pl.when(_dice(21, 14) < 5).then(pl.lit("lists")).otherwise(pl.lit("assembly")),
            "outlet_id": _named("o", outlet),
            "channel_id": _named("o", outlet),
            "medium": pl.when(outlet < 10).then(pl.lit("tv")).otherwise(pl.lit("radio")),
            "start_ms": _moment(22),
            "genre": _pick(23, "news", "report", "interview", "speech", "comment", "analysis"),
            "topic": _pick(24, "programme", "meetings", "nomination", "registration", "poll"),
            "length_ms": 1000 + _dice(25, 120_000),
            "direct_speech_ms": _dice(26, 1000),
            "tone": _dice(27, 5) - 2,
        },
    )


def _notice() -> dict[str, pl.Expr]:
    """One notice of each outlet, by its number."""
    return {
        "outlet_id": _named("o", pl.col("row")),
        "published_on": pl.lit("2020-11-20"),
        "filed_on": pl.when(pl.col("row") < 2).then(pl.lit("2020-11-27")).otherwise(pl.lit("2020-11-26")),
    }


def _tariff() -> dict[str, pl.Expr]:
    return {
        "notice_id": _named("tariff-notices-", pl.col("row")),
        "outlet_id": _named("o", pl.col("row")),
        "slot_class": pl.lit("prime"),
        "per": pl.lit("spot"),
        "price_tiyn": pl.lit(PRICE_TIYN),
    }


def _order() -> dict[str, pl.Expr]:
    applied = _moment(31)
    return {
        "contestant_id": _named("c", _dice(30, 14)),
        "outlet_id": _named("o", _dice(32, BROADCASTERS)),
        "applied_at_ms": applied,
        "contracted_on": pl.when(_often(33)).then(_day(34)).otherwise(pl.lit("")),
        "price_tiyn": pl.lit(10 * PRICE_TIYN),
        "schedule_sent_at_ms": applied + _dice(35, 73 * 3_600_000),
        "is_refused": ~_often(33),
    }


def _slots(rows: int) -> pl.DataFrame:
    """Slots of the orders, with their contestant and outlet."""
    order = _named("orders-", _dice(40, max(1, rows // ORDER_PART)))
    told = {
        "order_id": order,
        "start_ms": _moment(41),
        "length_ms": pl.lit(30_000),
        "slot_class": pl.lit("prime"),
        "price_tiyn": PRICE_TIYN + _rarely(42).cast(pl.Int64),
    }
    made = _made("slots", rows // SLOT_PART, told).drop("contestant_id", "outlet_id")
    orders = _made("orders", rows // ORDER_PART, _order())
    whose = orders.select("contestant_id", "outlet_id", order_id="id")
    joined = made.join(whose, on="order_id", how="left", maintain_order="left")
    return joined.with_columns(channel_id="outlet_id").select(list(TABLES["slots"]))


def _others() -> dict[str, dict[str, pl.Expr]]:
    """The registers of events and acts."""
    contestant, outlet = _named("c", _dice(50, 14)), _named("o", _dice(51, BROADCASTERS))
    asked = _moment(52)
    mark = {name: _often(60 + n) for n, name in enumerate(_MARKS)}
    return {
        "schedule-changes": {
            "contestant_id": contestant,
            "outlet_id": outlet,
            "changed_at_ms": asked,
            "sent_at_ms": asked + _dice(53, 24 * 3_636_000),
        },
        "replies": {
            "contestant_id": contestant,
            "outlet_id": outlet,
            "medium": pl.lit("tv"),
            "requested_at_ms": asked,
            "granted_at_ms": asked + _dice(53, 24 * 3_636_000),
            "is_same_place": _often(54),
            "is_free": _often(55),
        },
        "state-slots": {
            "contestant_id": contestant,
            "outlet_id": outlet,
            "kind": _pick(56, "tv", "radio", "article"),
            "due_ms": pl.lit(900_000),
            "used_ms": pl.lit(900_000),
        },
        "materials": {
            "contestant_id": contestant,
            "form": _pick(57, "print", "audiovisual", "online"),
            **mark,
            "made_abroad": _rarely(58),
            "posted_on": _day(59),
            "place": pl.when(_often(70)).then(pl.lit("allowed")).otherwise(pl.lit("monument")),
        },
        "campaigners": {
            "contestant_id": contestant,
            "role": pl.when(_often(71)).then(pl.lit("proxy")).otherwise(pl.lit("judge")),
            "premises": pl.lit("public_to_all"),
            "at_ms": asked,
        },
        "debates": {
            "contest_id": pl.lit("lists"),
            "initiative": _pick(72, "commission", "outlet"),
            "payer": pl.when(_often(73)).then(pl.lit("budget")).otherwise(pl.lit("funds")),
            "channel_id": outlet,
            "held_on": _day(74),
            "rules_agreed_on": pl.lit("2020-12-01"),
            "is_live": _often(75),
        },
        "debate-clock": {
            "debate_id": _named("debates-", pl.col("row") // 5),
            "contestant_id": _named("c", pl.col("row") % 5),
            "order": (pl.col("row") % 5 + 1),
            "speech_ms": 300_000 + _rarely(76).cast(pl.Int64),
            "questions_put": pl.lit(2),
            "questions_answered": pl.lit(2),
        },
        "meetings": {"contestant_id": contestant, "held_on": _day(77)},
        "poll-notices": {
            "received_on": _day(78),
            "is_registered": _often(79),
            "experience_since": pl.lit("2010-01-01"),
            "has_specialists": _often(80),
            "regions": pl.lit("all"),
            "methods": pl.lit("by telephone"),
            "polling_from": pl.lit("2020-12-31"),
            "has_copies": _often(81),
            "decision": pl.lit("accepted"),
        },
        "poll-publications": {
            "notice_id": _named("poll-notices-", pl.col("row")),
            "outlet_id": outlet,
            "kind": _pick(82, "poll", "forecast", "online_vote", "exit_poll"),
            "published_on": _day(83),
            **{name: _often(84 + n) for n, name in enumerate(_POLL_MARKS)},
        },
        "incidents": {"contest_id": pl.lit("lists"), "reported_on": _day(92), "act": _pick(93, *_ACTS)},
        "ad-filings": {"outlet_id": outlet, "week_from": _day(94), "filed_on": _day(95)},
    }


_MARKS = ("has_issuer", "has_place", "has_circulation", "has_customer", "has_fund")
_POLL_MARKS = (
    *("has_entity", "has_customer", "has_time", "has_method", "has_question", "has_sample", "has_error"),
)
_ACTS = ("damage", "silence", "obstruction", "poll", "campaigning")
