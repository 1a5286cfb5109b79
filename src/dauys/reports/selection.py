"""Which airings a figure is about: the columns of the pieces that must have a certain value."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

import polars as pl


@dataclass(frozen=True, slots=True)
class Selection:
    """Empty (None) means any. The order of the fields is the order of the words in a figure's id."""

    contest_id: str | None = None
    medium: str | None = None
    outlet_id: str | None = None
    day: str | None = None
    language: str | None = None
    is_whole: bool | None = None
    is_prime: bool | None = None
    contestant_id: str | None = None

    @property
    def chosen(self) -> dict[str, str | bool]:
        """The columns that are fixed, in the order of the fields."""
        named = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: value for name, value in named if value is not None}

    @property
    def place(self) -> Selection:
        """The same outlets, days and hours, whoever is heard there: what monitored time depends on."""
        return Selection(medium=self.medium, outlet_id=self.outlet_id, day=self.day, is_prime=self.is_prime)

    @property
    def scope(self) -> tuple[str, ...]:
        """The words of the place and kind in ids and file names; who comes last, see `who`."""
        kind = {None: None, True: "whole", False: "altered"}[self.is_whole]
        words = (
            self.contest_id and f"contest.{self.contest_id}",
            self.medium,
            self.outlet_id and f"outlet.{self.outlet_id}",
            self.day,
            self.language and f"language.{self.language}",
            kind,
        )
        return tuple(word for word in words if word)

    @property
    def who(self) -> str:
        """The contestant's id, or `total` for all contestants together."""
        return self.contestant_id or "total"

    @property
    def slug(self) -> str:
        """A file name of its own for the rows of this selection."""
        prime = ("prime",) if self.is_prime else ()
        return ".".join((*self.scope, *prime, self.who))

    def without_day(self) -> Selection:
        """The selection whose rows page holds this one's rows, day by day."""
        return replace(self, day=None, language=None) if self.day else self

    def of(self, pieces: pl.DataFrame) -> pl.DataFrame:
        """The pieces that belong to it."""
        return pieces.filter(*(pl.col(name) == value for name, value in self.chosen.items()))


ALL = Selection()
"""Every airing of the campaign."""
