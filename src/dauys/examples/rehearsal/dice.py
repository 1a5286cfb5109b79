"""Integers drawn from a seed, the same on every machine and with every version of Python and NumPy.

The truth of a rehearsal rests on these draws alone. Of all draws, Python promises only for
`random.Random.random()` that it keeps its sequence for a seed, so only that one is used
(docs.python.org/3/library/random.html, *Notes on Reproducibility*).
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Dice:
    """Draws for one purpose: another label gives an unrelated sequence."""

    def __init__(self, seed: int, label: str) -> None:
        self._source = random.Random(f"{seed}/{label}")  # noqa: S311 - a rehearsal, not a secret

    def below(self, limit: int) -> int:
        """An integer from 0 to before `limit`."""
        return int(self._source.random() * limit)

    def between(self, low: int, high: int) -> int:
        """An integer from `low` to `high`, both included."""
        return low + self.below(high - low + 1)

    def pick(self, choices: Sequence[T]) -> T:
        """One of the choices."""
        return choices[self.below(len(choices))]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """The same items in another order (Fisher and Yates)."""
        deck = list(items)
        for last in range(len(deck) - 1, 0, -1):
            other = self.below(last + 1)
            deck[last], deck[other] = deck[other], deck[last]
        return deck
