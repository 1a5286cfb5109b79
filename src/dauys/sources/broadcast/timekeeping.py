"""Keeps the count of samples true to the container's stamps: holes, repeats, clocks set anew."""

from __future__ import annotations

from fractions import Fraction

SLACK_S = 0.030
"""Stamps may be this far from the count of samples: Matroska rounds to 1 ms, some writers are sloppier."""
TRUST_S = 0.001
"""Right after damage a hole is expected, so a difference of this much is already one."""
HOLE_MOST_S = 900.0
"""A jump ahead of up to a quarter of an hour is lost sound; more is a clock that was set anew."""
REPEAT_MOST_S = 1.0
"""A jump back of up to this is sound delivered twice; more is a clock that was set anew."""


class Timekeeper:
    """Knows when the next frame is due, and what to do about one that is stamped otherwise.

    due, slack: the next frame's stamp and how far it may be off, in ticks of the container's time base.
    A negative slack makes every stamp worth judging: at the start and after damage.
    """

    def __init__(self, time_base: Fraction | None) -> None:
        self.tick_s = float(time_base or Fraction(1, 1_000_000))
        self.due, self.slack = 0.0, -1.0
        self._started, self._damaged = False, False
        self._holes = self._repeats = self._resets = 0
        self._hole_s = 0.0

    def distrust(self) -> None:
        """A packet was lost: look closely at the next stamp."""
        self.slack, self._damaged = -1.0, True

    def judge(self, stamp: int | None) -> float:
        """Seconds of silence to put before the frame; negative: it repeats what was heard, leave it out."""
        least_s = TRUST_S if self._damaged else SLACK_S
        self.slack, self._damaged = SLACK_S / self.tick_s, False
        if stamp is None:
            return 0.0
        late_s = (stamp - self.due) * self.tick_s if self._started else 0.0
        if self._started and abs(late_s) <= least_s:
            return 0.0
        if -REPEAT_MOST_S <= late_s < 0:
            self._repeats += 1
            return late_s
        self.due = float(stamp)
        self._resets += late_s < 0 or late_s > HOLE_MOST_S
        self._started = True
        if not 0 < late_s <= HOLE_MOST_S:
            return 0.0
        self._holes += 1
        self._hole_s += late_s
        return late_s

    def notes(self) -> tuple[str, ...]:
        """What was mended, one sentence each."""
        notes = (
            (self._holes, f"{self._holes} holes, {self._hole_s:.3f} s in all, filled with silence"),
            (self._repeats, f"{self._repeats} frames left out that repeat the time before them"),
            (
                self._resets,
                f"the recording's clock jumps {self._resets} times; counted on without a gap",
            ),
        )
        return tuple(text for count, text in notes if count)
