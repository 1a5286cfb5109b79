"""Findings of one rule as rows: who and where, why in words, what shows it, what the commission decided."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from dauys.domain.law import FindingLevel, Rule, RuleBook
from dauys.domain.zones import local, zone
from dauys.reports.codes import TITLES, word
from dauys.reports.columns import cell
from dauys.reports.document import NOTHING, Clip, Inline, Link, Row, Table
from dauys.reports.law_terms import FINED
from dauys.reports.material import Material
from dauys.reports.messages import UNDETERMINED, Count, Day, Foreign, Joined, Message, Money, say
from dauys.reports.registry import Registry
from dauys.reports.traces import told

_PAGES = {
    "debates": "debates.html#{}",
    "meetings": "meetings.html",
    "poll-notices": "polls.html",
    "incidents": "incidents.html",
    "orders": "orders.html",
    "slots": "orders.html",
    "reconciliation": "orders.html",
}
"""Where a row of a table stands; `{}` is its id. Anything else stands on its outlet's page, if on any."""

_EXHIBITS_MAX = 4
"""Exhibits shown of one finding; the bundle names them all."""


class FindingRows:
    """Makes rows of findings; what the tables say beside them is looked up once for all."""

    def __init__(self, material: Material, book: RuleBook) -> None:
        self._material, self._book = material, book
        self._registry = Registry(material)
        decisions = material.tables["finding-decisions"].iter_rows(named=True)
        self._decisions = {row["finding"]: row for row in decisions}
        self._heard = self._airings()

    def table(self, rule: Rule, rows: Sequence[Mapping[str, Any]], caption: Inline) -> Table:
        """The rows by outlet, in the register's order; those of no outlet last."""
        order = {outlet.id: number for number, outlet in enumerate(self._material.outlets_in_order())}
        lines: list[Row] = []
        before = None
        for row in sorted(rows, key=lambda each: order.get(each["outlet_id"], len(order))):
            if row["outlet_id"] != before:
                lines.append(Row((self._outlet(before := row["outlet_id"]),), "group"))
            lines.append(Row(self._cells(rule, row)))
        head = (
            say("Finding"),
            say("Contestant"),
            say("Why"),
            say("Exhibits"),
            say("The commission's decision"),
        )
        return Table(caption, head, tuple(lines), wide=frozenset({2}))

    def _outlet(self, outlet_id: str) -> Inline:
        outlet = self._registry.outlets.get(outlet_id)
        return Link(outlet.names, f"outlets/{outlet.id}.html") if outlet else say("Of no outlet")

    def _cells(self, rule: Rule, row: Mapping[str, Any]) -> tuple[Inline, ...]:
        return (
            Foreign(row["id"]),
            self._who(row),
            Joined(tuple(self._why(rule, row)), "\n"),
            self._exhibits(row),
            self._decision(row),
        )

    def _who(self, row: Mapping[str, Any]) -> Inline:
        member = self._registry.contestants.get(row["contestant_id"])
        if member:
            return Link(member.names, f"contestants/{member.id}.html")
        contest = self._registry.contests.get(row["contest_id"])
        return contest.names if contest else NOTHING

    def _why(self, rule: Rule, row: Mapping[str, Any]) -> list[Inline]:
        """The trace, where the row comes from, that it is left open, and what the offences code sets."""
        lines = told(row, self._registry)
        if row["table"] == "airings" and row["row_id"] in self._heard:
            lines.append(self._heard[row["row_id"]])
        if row["is_to_decide"]:
            lines.append(say("Left open: a person must decide."))
        if rule.offence and rule.level is not FindingLevel.INFORMATION:
            lines.append(self._offence(rule, row))
        return lines

    def _offence(self, rule: Rule, row: Mapping[str, Any]) -> Message:
        """Fines in units and, by the unit of the day of the act, in money; or that they are not known."""
        assert rule.offence is not None
        if rule.offence.stated:
            return say("The fine as a source states it: {amount}.", amount=Foreign(rule.offence.stated))
        article = Foreign(rule.offence.article)
        if not rule.offence.fines:
            return say("Offences code, article {article}; the fine is not known.", article=article)
        day = self._day(row)
        unit = _unit(self._book, day) if day else None
        fines = Joined(tuple(_fine(who, units, unit) for who, units in rule.offence.fines.items()), ", ")
        if unit is None or not day:
            return say("Offences code, article {article}: {fines}.", article=article, fines=fines)
        return say(
            "Offences code, article {article}: {fines}; a unit was {unit} on {day}.",
            article=article,
            fines=fines,
            unit=Money(unit),
            day=Day(day),
        )

    def _day(self, row: Mapping[str, Any]) -> str:
        """The local day of the act; "" where it is not known."""
        if row["start_ms"] is None:
            return ""
        clock = json.loads(row["trace"]).get("zone") or self._registry.zone_of(row)
        return local(row["start_ms"], zone(clock)).date().isoformat()

    def _exhibits(self, row: Mapping[str, Any]) -> Inline:
        found: list[Inline] = []
        exhibits = json.loads(row["exhibits"])
        for table, row_id in exhibits[:_EXHIBITS_MAX]:
            if table == "airings" and self._material.clips.get(row_id):
                found.append(Clip(self._material.clips[row_id]))
            found.append(self._way(table, row_id, row))
        if len(exhibits) > _EXHIBITS_MAX:
            more = Count(len(exhibits) - _EXHIBITS_MAX)
            found.append(say("and {count} more in the bundle", count=more))
        return Joined(tuple(found), "\n")

    def _way(self, table: str, row_id: str, row: Mapping[str, Any]) -> Inline:
        text = say("{table}: {row}", table=TITLES[table], row=Foreign(row_id))
        page = _PAGES.get(table, "").format(row_id)
        if not page and row["outlet_id"] in self._registry.outlets:
            day = self._day(row)
            page = f"outlets/{row['outlet_id']}.html" + (f"#day-{day}" if day else "")
        return Link(text, page) if page else text

    def _decision(self, row: Mapping[str, Any]) -> Inline:
        decided = self._decisions.get(row["id"])
        if decided is None:
            is_asked = row["level"] != FindingLevel.INFORMATION
            return say("no decision is registered") if is_asked else NOTHING
        lines: list[Inline] = [word("decision", decided["decision"])]
        lines += [cell(name, decided, self._registry) for name in ("decided_on",) if decided[name]]
        lines += [Foreign(decided[name], UNDETERMINED) for name in ("decided_by", "reasons") if decided[name]]
        return Joined(tuple(lines), "\n")

    def _airings(self) -> dict[str, Inline]:
        """Of each airing that was found: whether it was heard or entered, and what its order says of it."""
        findings, tables = self._material.tables["findings"], self._material.tables
        ids = findings.filter(pl.col("table") == "airings").select(sighting_id="row_id").unique()
        airings = tables["airings"].join(ids, on="sighting_id", how="semi")
        outcomes = dict(
            tables["reconciliation"]
            .join(ids, left_on="airing_id", right_on="sighting_id", how="semi")
            .select("airing_id", "outcome")
            .iter_rows()
        )
        return {
            row["sighting_id"]: self._source(row["origin"], outcomes.get(row["sighting_id"], ""))
            for row in airings.iter_rows(named=True)
        }

    def _source(self, origin: str, outcome: str) -> Inline:
        words = [word("origin", origin)] + ([word("outcome", outcome)] if outcome else [])
        source = say("Where the row comes from")
        return say("{what}: {value}", what=source, value=Joined(tuple(words), "; "))


def _unit(book: RuleBook, day: str) -> int | None:
    """What a unit of account was worth on that day, in the currency's hundredths."""
    since = [first for first in book.unit or () if first <= day]
    return book.unit[max(since)] if since and book.unit else None


def _fine(who: str, units: int | None, unit: int | None) -> Message:
    if units is None:
        return say("{who}: not known", who=FINED[who])
    if unit is None:
        return say("{who}: {units} units, not known in money", who=FINED[who], units=Count(units))
    return say("{who}: {units} units = {sum}", who=FINED[who], units=Count(units), sum=Money(units * unit))
