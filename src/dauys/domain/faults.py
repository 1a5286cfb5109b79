"""What a check of a campaign home found: one place and what is wrong there."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Part(StrEnum):
    """The part of the home that a fault lies in, in the order in which they are checked."""

    KEY = "key"
    LEDGER = "ledger"
    OUTBOX = "outbox"
    DATABASE = "database"
    VAULT = "vault"
    PRINTS = "prints"
    RELEASES = "releases"


@dataclass(frozen=True, slots=True)
class Fault:
    """place: the file, the entry or the row. text: what is wrong with it, and what to do.

    airings, figures: ids of what rests on it, where it is an object of the vault. is_notice: worth knowing,
    and no damage: what a broken-off command may leave.
    """

    part: Part
    place: str
    text: str
    airings: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    is_notice: bool = False

    def __str__(self) -> str:
        said = f"{self.part}: {self.place}: {self.text}"
        for what, ids in (("airings", self.airings), ("figures", self.figures)):
            if ids:
                said += f"\n  {what} that rest on it ({len(ids)}): {', '.join(ids)}"
        return said
