"""The law's part of a report: the book that the elections name, and what its rules make of the tables."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.domain.errors import WrongUse
from dauys.domain.published import PUBLISHED
from dauys.workflows import rules_check
from dauys.workflows.rules_books import FILE, find_book

if TYPE_CHECKING:
    import polars as pl

    from dauys.reports import Law

_LAW = ("findings", "rule-tests", "windows")


def chosen_book(tables: Mapping[str, pl.DataFrame], home: Path) -> Law | None:
    """The rule book that the register of elections names, the home's own before the shipped one; or none.

    WrongUse where elections name different books or one that there is not; RuleBookError with every mistake.
    """
    from dauys.reports import Law

    names = sorted({name for name in tables["elections"]["rule_book"] if name})
    if not names:
        return None
    if len(names) > 1:
        raise WrongUse(
            f"the elections name several rule books ({', '.join(names)}); one report is held against one: "
            "write the same into the column rule_book of each"
        )
    files = find_book(names[0], home)
    if files.origin == FILE:  # a folder of that name where the program was started is nobody's choice
        raise WrongUse(
            f"the elections name the rule book {names[0]}, which is neither shipped nor in {home}/rulebooks"
        )
    return Law(rules_check.read(files), files.origin, files.sha256)


def law_tables(law: Law | None, tables: Mapping[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """`findings`, `rule-tests` and `windows` as they are published; without rows where no book is chosen."""
    from dauys import rules

    if law is None:
        return {name: _empty(name) for name in _LAW}
    made = rules.test(law.book, tables)
    return {**made, "findings": _decided(made["findings"], tables["finding-decisions"])}


def _decided(findings: pl.DataFrame, decisions: pl.DataFrame) -> pl.DataFrame:
    """Each finding with what the register of decisions says of it; one decision stands on a finding."""
    decided = decisions.select("decision", id="finding").unique("id", keep="first", maintain_order=True)
    joined = findings.join(decided, on="id", how="left", maintain_order="left")
    return joined.with_columns(joined["decision"].fill_null(""))


def _empty(name: str) -> pl.DataFrame:
    import polars as pl

    kinds = {"text": pl.String, "int": pl.Int64, "bool": pl.Boolean}
    return pl.DataFrame(schema={column: kinds[kind] for column, kind in PUBLISHED[name].items()})
