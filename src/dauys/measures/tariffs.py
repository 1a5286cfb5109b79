"""The price of a slot by the outlet's published notice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import polars as pl

from dauys.measures.frames import register

_MS_PER_SECOND = 1000


class Tariffs:
    """The notices of all outlets; the newest that was published by a slot's day holds for it.

    One whose day of publication is not known holds for none: nobody can say that it was published by then.
    """

    def __init__(self, registers: Mapping[str, pl.DataFrame]) -> None:
        prices: dict[str, dict[str, tuple[str, int]]] = defaultdict(dict)
        for row in (
            register(registers, "tariffs").sort("notice_id", "slot_class", "per").iter_rows(named=True)
        ):
            prices[row["notice_id"]][row["slot_class"]] = (row["per"], row["price_tiyn"])
        self._notices: dict[str, list[tuple[str, dict[str, tuple[str, int]]]]] = defaultdict(list)
        published = register(registers, "tariff-notices").filter(pl.col("published_on") != "")
        notices = published.sort("published_on", "id")
        for notice_id, outlet_id, published_on in notices.select(
            "id", "outlet_id", "published_on"
        ).iter_rows():
            self._notices[outlet_id].append((published_on, prices[notice_id]))

    def price_tiyn(self, outlet_id: str, slot_class: str, day: str, length_ms: int) -> int | None:
        """Half up to a tiyn; None where no notice of the outlet prices that class by the second or spot."""
        for published_on, prices in reversed(self._notices[outlet_id]):
            if published_on <= day and slot_class in prices:
                per, price = prices[slot_class]
                by_second = (2 * price * length_ms + _MS_PER_SECOND) // (2 * _MS_PER_SECOND)
                return {"second": by_second, "spot": price}.get(per)
        return None
