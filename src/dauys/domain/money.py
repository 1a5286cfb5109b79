"""What is sold and what the State gives: the words of tariffs and of State-funded slots.

The provisions are those of law-and-facts; V, N and K there say how sure the source is.
"""

from __future__ import annotations

from enum import StrEnum


class Per(StrEnum):
    """What a tariff's price buys.

    Constitutional Law on Elections, art. 28(3): the same unit price for all, as the published notice has it
    [N: rules A28-3e and T8]. The law names no units; these are the ones that outlets publish.
    """

    SECOND = "second"
    SPOT = "spot"
    MM2 = "mm2"
    ITEM = "item"
    DAY = "day"


class AllocationBasis(StrEnum):
    """By what a contestant's share of time or space is reckoned where the law gives unequal shares.

    Kazakhstan gives equal ones [N: rule A28-3a]; France, Mexico and others go by seats or by the last
    election's votes. polls: by opinion polls; lot: by drawing.
    """

    VOTES = "votes"
    SEATS = "seats"
    POLLS = "polls"
    LOT = "lot"


class StateSlotKind(StrEnum):
    """What the State gives a candidate: 15 minutes of television, 10 of radio, two articles.

    Art. 28(3) with resolution 12/202 of 25.08.2018 [N: rule A28-3a]. Party lists had none in 2021.
    """

    TV = "tv"
    RADIO = "radio"
    ARTICLE = "article"
