"""Whether a stretch of a channel's time was monitored from end to end."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

import polars as pl

from dauys.domain.intervals import Interval, union


class Listened:
    """What was monitored of each channel, from the table `monitored-time`."""

    def __init__(self, monitored: pl.DataFrame) -> None:
        rows = monitored.filter(
            (pl.col("unit") == "ms") & (pl.col("monitored") > 0) & pl.col("start_ms").is_not_null()
        )
        by_channel: dict[str, list[Interval]] = defaultdict(list)
        for channel_id, start_ms, end_ms in rows.select("channel_id", "start_ms", "end_ms").iter_rows():
            by_channel[channel_id].append(Interval(start_ms, end_ms))
        self._stretches = {channel: union(intervals) for channel, intervals in by_channel.items()}

    def throughout(self, channel_id: str, interval: Interval) -> bool:
        """Whether all of the interval was monitored."""
        stretches = self._stretches.get(channel_id, [])
        at = bisect_right(stretches, interval.start_ms, key=lambda stretch: stretch.start_ms) - 1
        return at >= 0 and stretches[at].end_ms >= interval.end_ms
