"""Orders, outlets' logs, what was heard and what was paid, row by row.

A slot belongs to a broadcast of its channel and spot; an order that names no spot takes any of its
contestant's. First those that began within START_MS_MAX of the slot are paired, heard ones before such as
only a log states, then what was heard elsewhere on the slot's day; each time one to one and as a whole
(`measures.pairing`). Only outlets from which orders are known are reconciled: elsewhere a broadcast without
an order says nothing.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from dauys.domain.intervals import Interval
from dauys.domain.outlets import Outlet
from dauys.domain.reconciliation import SHORT_MS_MAX, START_MS_MAX, Outcome
from dauys.domain.tables import TABLES
from dauys.domain.zones import local, zone
from dauys.measures.frames import empty, register
from dauys.measures.listened import Listened
from dauys.measures.on_air import Broadcast, broadcasts
from dauys.measures.pairing import Moment, pairs
from dauys.measures.slots import Slot, slots

DAY_MS_MAX = 26 * 3_600_000
"""Longer than any local day: whatever lies on one day may be paired."""


def reconciliation(
    registers: Mapping[str, pl.DataFrame],
    airings: pl.DataFrame,
    monitored: pl.DataFrame,
    outlets: Sequence[Outlet],
) -> pl.DataFrame:
    """The table `reconciliation` by time, channel and id; airings and monitored: tables of those names."""
    ordered = slots(registers, outlets)
    outlet_of = dict(register(registers, "channels").select("id", "outlet_id").iter_rows())
    reconciled = {slot.outlet_id for slot in ordered}
    aired = [b for b in broadcasts(registers, airings) if outlet_of.get(b.channel_id) in reconciled]
    zones = {outlet.id: zone(outlet.zone) for outlet in outlets}
    filled, on_time = _paired(
        ordered, aired, lambda b: local(b.start_ms, zones[outlet_of[b.channel_id]]).date().isoformat()
    )
    listened = Listened(monitored)
    rows = [_of_slot(slot, filled.get(slot.id), slot.id in on_time, listened) for slot in ordered]
    taken = {b.name for b in filled.values()}
    repeated = _by_channel(slot for slot in ordered if slot.id in on_time)
    rows += [
        _of_rest(b, outlet_of[b.channel_id], _doubled(b, repeated[b.channel_id]), listened)
        for b in aired
        if b.name not in taken
    ]
    kinds = empty(TABLES["reconciliation"]).schema
    return pl.DataFrame(rows, schema=kinds).sort("start_ms", "channel_id", "id")


def _by_channel(chosen: Iterable[Slot]) -> defaultdict[str, list[Slot]]:
    """Slots of each channel, in the order of time in which they come."""
    by_channel: defaultdict[str, list[Slot]] = defaultdict(list)
    for slot in chosen:
        by_channel[slot.channel_id].append(slot)
    return by_channel


def _paired(
    ordered: Sequence[Slot], aired: Sequence[Broadcast], day_of: Callable[[Broadcast], str]
) -> tuple[dict[str, Broadcast], set[str]]:
    """Slot id → its broadcast, and the ids of the slots that were filled on time with what was heard."""
    heard, logged = ([b for b in aired if (b.airing is not None) is wanted] for wanted in (True, False))
    filled: dict[str, Broadcast] = {}
    _pair(ordered, heard, filled, START_MS_MAX, None)
    on_time = set(filled)
    _pair(ordered, heard, filled, DAY_MS_MAX, day_of)
    _pair(ordered, logged, filled, START_MS_MAX, None)
    return filled, on_time


def _pair(
    ordered: Iterable[Slot],
    aired: Iterable[Broadcast],
    filled: dict[str, Broadcast],
    apart_ms_max: int,
    day_of: Callable[[Broadcast], str] | None,
) -> None:
    """Fills empty slots with free broadcasts, by spot, then by contestant; with `day_of`, of one day."""
    for kinship in ("spot_id", "contestant_id"):
        taken = {b.name for b in filled.values()}
        empty_slots = [s for s in ordered if s.id not in filled and bool(s.spot_id) is (kinship == "spot_id")]
        wanted = {(slot.channel_id, getattr(slot, kinship)) for slot in empty_slots}
        free = {
            b.name: b for b in aired if (b.channel_id, getattr(b, kinship)) in wanted and b.name not in taken
        }
        sides: dict[tuple[str, ...], tuple[list[Moment], list[Moment]]] = defaultdict(lambda: ([], []))
        for slot in empty_slots:
            day = slot.day if day_of else ""
            sides[slot.channel_id, getattr(slot, kinship), day][0].append((slot.start_ms, slot.id))
        for b in free.values():
            day = day_of(b) if day_of else ""
            sides[b.channel_id, getattr(b, kinship), day][1].append((b.start_ms, b.name))
        for left, right in sides.values():
            filled.update((slot, free[name]) for slot, name in pairs(left, right, apart_ms_max))


def _of_slot(slot: Slot, b: Broadcast | None, is_on_time: bool, listened: Listened) -> dict[str, Any]:
    is_heard = b is not None and b.airing is not None
    is_monitored = is_heard or listened.throughout(slot.channel_id, slot.window)
    return {
        **_found(b),
        "id": f"slot/{slot.id}",
        "outcome": str(_outcome(slot, b, is_on_time=is_on_time, is_monitored=is_monitored)),
        "order_id": slot.order_id,
        "slot_id": slot.id,
        "contestant_id": slot.contestant_id,
        "outlet_id": slot.outlet_id,
        "channel_id": slot.channel_id,
        "spot_id": slot.spot_id or (b.spot_id if b else ""),
        "start_ms": slot.start_ms,
        "length_ms": slot.length_ms,
        "price_tiyn": slot.price_tiyn,
        "tariff_tiyn": slot.tariff_tiyn,
        "is_monitored": is_monitored,
        "is_paid": slot.is_paid,
    }


def _outcome(slot: Slot, b: Broadcast | None, *, is_on_time: bool, is_monitored: bool) -> Outcome:
    if b is None or b.airing is None:
        return Outcome.MISSING if is_monitored else Outcome.UNKNOWN
    if not is_on_time:
        return Outcome.DISPLACED
    if b.airing["length_ms"] < slot.length_ms - SHORT_MS_MAX:
        return Outcome.SHORT
    prices = (slot.price_tiyn, slot.tariff_tiyn)
    return Outcome.WRONG_PRICE if None not in prices and prices[0] != prices[1] else Outcome.MATCHED


def _doubled(b: Broadcast, filled: Sequence[Slot]) -> Slot | None:
    """The slot of its channel, filled on time, that a broadcast repeats: the nearest, then the earliest.

    filled: in order of time; only those near the broadcast are looked at.
    """
    if b.airing is None:
        return None
    first = bisect_left(filled, b.start_ms - START_MS_MAX, key=_start_ms)
    last = bisect_right(filled, b.start_ms + START_MS_MAX, key=_start_ms)
    near = [
        slot
        for slot in filled[first:last]
        if (slot.spot_id == b.spot_id if slot.spot_id else slot.contestant_id == b.contestant_id)
    ]
    return min(near, key=lambda slot: (abs(slot.start_ms - b.start_ms), slot.start_ms, slot.id), default=None)


def _start_ms(slot: Slot) -> int:
    return slot.start_ms


def _of_rest(b: Broadcast, outlet_id: str, doubled: Slot | None, listened: Listened) -> dict[str, Any]:
    """A broadcast without a slot of its own: heard, or stated by a log alone."""
    length_ms = b.as_run["length_ms"] if b.as_run else None
    around = Interval(b.start_ms - START_MS_MAX, b.start_ms + (length_ms or 0) + START_MS_MAX)
    is_monitored = b.airing is not None or listened.throughout(b.channel_id, around)
    unheard = Outcome.MISSING if is_monitored else Outcome.UNKNOWN
    return {
        **_found(b),
        "id": b.name,
        "outcome": str((Outcome.DOUBLED if doubled else Outcome.UNSCHEDULED) if b.airing else unheard),
        "order_id": doubled.order_id if doubled else "",
        "slot_id": doubled.id if doubled else "",
        "contestant_id": b.contestant_id,
        "outlet_id": outlet_id,
        "channel_id": b.channel_id,
        "spot_id": b.spot_id,
        "start_ms": b.start_ms,
        "length_ms": length_ms,
        "price_tiyn": b.airing["price_tiyn"] if b.airing else None,
        "tariff_tiyn": None,
        "is_monitored": is_monitored,
        "is_paid": None,
    }


def _found(b: Broadcast | None) -> dict[str, Any]:
    """What the log and the ear know of it."""
    airing, as_run = (b.airing, b.as_run) if b else (None, None)
    return {
        "as_run_id": as_run["id"] if as_run else "",
        "airing_id": airing["sighting_id"] if airing else "",
        "heard_start_ms": airing["start_ms"] if airing else None,
        "heard_ms": airing["length_ms"] if airing else None,
    }
