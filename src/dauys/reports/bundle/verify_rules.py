"""Re-runs rules of the book in a bundle: the windows, and four of the ten kinds, from the rows alone.

verify.py loads it and gives it the tables; verify_rows.py and verify_quota.py stand beside it. They need
Python 3.11 and nothing else. They were written from the description of the rules, not from the program that
made the findings: two readings of one book, which must agree on every finding and every count.

Clocks come from the time zone data of this machine. Where they are missing, published windows are taken as
they are, and rules that need a clock beside them are not re-run; both is said.
"""

from __future__ import annotations

import json
import runpy
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeAlias


def beside(name: str, **given: Any) -> SimpleNamespace:  # noqa: ANN401 - names that the program is given
    """The program of that name that stands beside this one; run from its text, so that nothing is written."""
    return SimpleNamespace(**runpy.run_path(str(Path(__file__).with_name(f"{name}.py")), given))


clocks = beside("verify_rows")
quotas = beside("verify_quota", clocks=clocks)
Bench: TypeAlias = Any
Row: TypeAlias = Any
Cells = dict[str, Any]
Kept = tuple[Any, ...]
"""What is compared of a finding, in the order of KEPT."""
Verdict: TypeAlias = str | tuple[bool, int | None, int | None] | None
"""Nothing found; why a row is not tested; or a finding: left open or not, its start and end."""

RERUN = ("interval_ban", "deadline", "required_fields", "quota")
REASONED = ("deadline", "required_fields")
"""Kinds of which the reasons why rows are not tested are compared too; of the others only their sum."""
LAW = ("findings", "rule-tests", "windows")
KEPT = (
    "level", "is_to_decide", "start_ms", "end_ms", "contest_id", "contestant_id", "outlet_id", "medium",
    "table", "row_id",
)  # fmt: skip
OPEN = ("during", "no_later_than", "no_earlier_than", "tolerance_pm", "limit", "limit_pm", "of", "shares")
OLD = "This bundle was made before rule books: there is no rule to re-run."
COUNTS = ("tested", "found", "to_decide", "exempt", "untested")
COLUMNS = {
    "id", "rule_id", "kind", "level", "provision", "status", "is_to_decide", "contest_id", "contestant_id",
    "outlet_id", "channel_id", "start_ms", "end_ms", "decision", "finding", "tested", "found", "to_decide",
    "exempt", "untested", "why_untested", "window", "zone", "media", "levels", "origin", "voting_day",
    "campaign_start_ms", "campaign_end_ms", "silence_start_ms", "silence_end_ms", "embargo_start_ms",
    "embargo_end_ms", "medium", "is_illustrative", "basis", "value", "unit", "due", "monitored", "gap", "day",
    "rule_book", "table", "row_id",
}  # fmt: skip


# ---- Kinds -------------------------------------------------------------------------------------------------


class Outcome:
    """What a rule comes to: findings by id, and counts."""

    def __init__(self, rule: Cells) -> None:
        self.rule, self.findings, self.tested, self.lost = rule, dict[str, Kept](), 0, Counter[str]()

    def add(self, table: str, row: Row, *, is_open: bool, start: int | None, end: int | None) -> None:
        """A finding on a row."""
        name = f"{self.rule['id']}.{table}.{row.id}{f'.{row.contest}' * row.several}"
        kept = (self.rule["level"], is_open, start, end, row.contest, row.contestant, row.outlet)
        self.findings.setdefault(name, (*kept, row.medium, table, row.id))


def by_rows(bench: Bench, rule: Cells) -> Outcome:
    """A rule that judges row by row."""
    made, judge = Outcome(rule), JUDGES[rule["kind"]]
    for chosen in rule["terms"]["rows"]:
        for row in bench.rows(rule, chosen, made.lost):
            verdict = judge(bench, rule["terms"], chosen["table"], row)
            if isinstance(verdict, tuple) and row.doubt:
                verdict = f"unknown: {row.doubt}"
            if isinstance(verdict, str):
                made.lost[verdict] += 1
                continue
            made.tested += 1
            if verdict:
                is_open, start, end = verdict
                made.add(chosen["table"], row, is_open=is_open, start=start, end=end)
    return made


def banned(bench: Bench, terms: Cells, _table: str, row: Row) -> Verdict:
    """interval_ban: what the act and the window share under the first clock at which they meet."""
    if why := bench.unknown.get((row.contest, terms["during"])):
        return "law" if why == "law" else f"unknown: {why}"
    if row.start is None:
        return "unknown: time"
    everywhere = row.level == "national" or not row.zone
    judged_by = [name for name in dict.fromkeys([row.zone, *(bench.zones if everywhere else ())]) if name]
    first: tuple[int, int] | None = None
    whole, may_reach = 0, False
    for clock in judged_by:
        entries = bench.windows.get((row.contest, terms["during"], clock), ())
        if not entries:
            continue
        start, end = clocks.day_bounds(row.day, clock) if row.day else (row.start, row.end)
        shared = [
            overlap for entry in entries if clocks.fits(entry, row) and (overlap := common(start, end, entry))
        ]
        may_reach = may_reach or any(
            clocks.fits(entry, row) and row.start < (entry["start_ms"] or row.start) for entry in entries
        )
        if shared:
            first = first or (min(one[0] for one in shared), max(one[1] for one in shared))
            whole += not row.day or any(one == (start, end) for one in shared)
    if first is None:
        return "unknown: end" if row.has_no_end and may_reach else None
    stands = whole > 0 if bench.book["nationwide_tz_policy"] == "strictest" else whole == len(judged_by)
    return not stands, *first


def common(start: int, end: int, entry: Cells) -> tuple[int, int] | None:
    """What [start, end), or a point, has in common with a window; None where that is nothing."""
    low = start if entry["start_ms"] is None else entry["start_ms"]
    high = end + 1 if entry["end_ms"] is None else entry["end_ms"]
    inside = low <= start < high if start == end else start < high and end > low
    return (max(start, low), min(end, high)) if inside else None


def beyond(bench: Bench, terms: Cells, _table: str, row: Row) -> Verdict:
    """deadline: an act after, or before, its limit."""
    is_latest = "no_later_than" in terms
    limit = terms["no_later_than" if is_latest else "no_earlier_than"]
    clock, is_found, blank = row.zone or bench.zones[0], False, ""
    for column in terms["at"]:
        days = is_day(column) or (is_day(limit["field"]) if "field" in limit else is_whole_day(limit))
        value = clocks.ordinal(row.cells[column]) if is_day(column) else row.cells[column]
        if days and not is_day(column) and value is not None:
            value = clocks.local(value, clock).toordinal()
        bound = limit_of(bench, limit, row, clock, days=days)
        wanted = value is None and terms["if_missing"] == "found"
        if bound is None:
            blank = blank or limit.get("field", "voting_day")
        elif value is None:
            is_found, blank = is_found or wanted, blank or ("" if wanted else column)
        else:
            is_found = is_found or (value > bound if is_latest else value < bound)
    if is_found:
        return False, row.start, row.end
    return f"unknown: {blank}" if blank else None


def is_day(column: str) -> bool:
    """Whether a column holds days rather than moments."""
    return column == "day" or column.endswith(("_on", "_from", "_since", "_day"))


def is_whole_day(point: Cells) -> bool:
    """Whether a point names a day and no clock time."""
    return "at" not in point and ("campaign" not in point or "days" in point)


def limit_of(bench: Bench, limit: Cells, row: Row, clock: str, *, days: bool) -> int | None:
    """The limit as a moment, or as a day's number; None where it is not known."""
    if "field" not in limit:
        try:
            moment = clocks.instant(limit, bench.contests[row.contest], clock, bench.zones)
        except clocks.NotKnown:
            return None
        return int(clocks.local(moment, clock).toordinal() if days else moment)
    value, plus = row.cells[limit["field"]], limit.get("plus") or {}
    if is_day(limit["field"]):
        number = clocks.ordinal(value)
        return None if number is None else moved(date.fromordinal(number), plus).toordinal()
    if value is None:
        return None
    if "hours" in plus:
        value += plus["hours"] * clocks.HOUR_MS
    elif plus:
        wall = clocks.local(value, clock)
        value = clocks.shown_at(datetime.combine(moved(wall.date(), plus), wall.time()), clock)
    return int(clocks.local(value, clock).toordinal() if days else value)


def moved(day: date, plus: Mapping[str, int]) -> date:
    """So many days, months or years later; a month's last day where it has no such day."""
    months = day.year * 12 + day.month - 1 + plus.get("months", 0) + 12 * plus.get("years", 0)
    first = date(months // 12, months % 12 + 1, 1)
    length = ((first + timedelta(days=31)).replace(day=1) - first).days
    return first.replace(day=min(day.day, length)) + timedelta(days=plus.get("days", 0))


def lacking(bench: Bench, terms: Cells, table: str, row: Row) -> Verdict:
    """required_fields: a no, or what is not there."""
    unclear = ""
    for name in terms["fields"]:
        cell, kind = row.cells[name], bench.kinds[table][name]
        if (kind == "bool" and cell is False) or (
            kind != "bool" and cell in (None, "") and terms["absent_text_means"] == "missing"
        ):
            return False, row.start, row.end
        if cell is None or cell == "":
            unclear = unclear or name
    return f"unknown: {unclear}" if unclear else None


JUDGES = {"interval_ban": banned, "deadline": beyond, "required_fields": lacking}


# ---- The whole ---------------------------------------------------------------------------------------------


def columns(record: Cells | None) -> set[str]:
    """The columns that checking needs: of the law's tables, and those that the rules that are re-run name."""
    names = set(COLUMNS) | {"basis", "value"}.union(
        *clocks.KEYS.values(), (key for key, _ in clocks.LINKS.values())
    )
    for when in quotas.TIMES.values():
        names |= words(when)
    rules = record["book"]["rules"] if record else ()
    return names.union(*(words(rule["terms"]) for rule in rules if rule["kind"] in RERUN))


def words(terms: Any) -> set[str]:  # noqa: ANN401 - JSON
    """Every text in it, keys too: the columns are among them."""
    if isinstance(terms, dict):
        return set(terms).union(*map(words, terms.values()))
    if isinstance(terms, list):
        return set().union(*map(words, terms))
    return {terms} if isinstance(terms, str) else set()


def check(
    record: Cells | None, tables: Mapping[str, Any], schemas: Mapping[str, Cells], told: list[str]
) -> Iterator[str]:
    """Everything that differs from what the book gives; `told` gets what was re-run and what was not."""
    yield from check_choice(record, tables)
    if record is None:
        no_book = "No rule book is chosen: no rule was re-run."
        told.append(OLD if is_old(tables) else no_book)
        yield from (
            f"tables/{name}.jsonl: has rows, and there is no rulebook.json"
            for name in LAW
            if name in tables and tables[name][""]
        )
        return
    book = record["book"]
    bench = clocks.Bench(book, tables, {name: schema["columns"] for name, schema in schemas.items()})
    yield from check_windows(bench, book, told)
    findings = list(bench.cells("findings"))
    by_rule = defaultdict[str, dict[str, Cells]](dict)
    for row in findings:
        by_rule[row["rule_id"]][row["id"]] = row
    yield from check_sums(bench, book, findings, by_rule)
    tests = {row["rule_id"]: row for row in bench.cells("rule-tests")}
    left = Counter(rule["kind"] for rule in book["rules"] if rule["kind"] not in RERUN)
    blind = []
    for rule in book["rules"]:
        if rule["kind"] in RERUN:
            try:
                yield from compare(rerun(bench, rule), by_rule[rule["id"]], tests.get(rule["id"]))
            except clocks.NoClock:
                blind.append(rule["id"])
    again = len(book["rules"]) - sum(left.values()) - len(blind)
    kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(left.items()))
    told.append(
        f"Rules re-run: {again} of {len(book['rules'])}. Kinds that are not re-run: {kinds or 'none'}."
    )
    if blind:
        told.append(f"Not re-run, for want of time zone data on this machine: {', '.join(blind)}.")


def rerun(bench: Bench, rule: Cells) -> Outcome:
    """What a rule comes to; one with a term that the law leaves open tests nothing."""
    if any(rule["terms"].get(name) == "unknown" for name in OPEN):
        made = Outcome(rule)
        for chosen in rule["terms"]["rows"]:
            made.lost["law"] += sum(1 for _ in bench.rows(rule, chosen, made.lost))
        return made
    return quotas.quota(bench, rule, Outcome(rule)) if rule["kind"] == "quota" else by_rows(bench, rule)


def compare(made: Outcome, stated: Mapping[str, Cells], test: Cells | None) -> Iterator[str]:
    """Findings and counts of one rule against the published ones."""
    for name in sorted(stated.keys() - made.findings.keys()):
        yield f"finding {name}: is stated, its rows and the rule book give none"
    for name in sorted(made.findings.keys() - stated.keys()):
        yield f"finding {name}: is missing, its rows and the rule book give it"
    for name in sorted(made.findings.keys() & stated.keys()):
        for column, value in zip(KEPT, made.findings[name], strict=True):
            if stated[name][column] != value:
                said = stated[name][column]
                yield f"finding {name}: {column} is stated {said!r}, the rule book gives {value!r}"
    exempt = made.lost.pop("exempt", 0)
    why = {reason: count for reason, count in sorted(made.lost.items()) if count}
    if test and made.rule["kind"] in REASONED and why != (said := reasons(test)):
        yield f"rule-tests {made.rule['id']}: why_untested is stated {said}, its rows give {why}"
    opened = sum(kept[1] for kept in made.findings.values())
    counts = (made.tested, len(made.findings), opened, exempt, sum(made.lost.values()))
    for column, value in zip(COUNTS, counts, strict=True):
        if test and test[column] != value:
            yield f"rule-tests {made.rule['id']}: {column} is stated {test[column]}, its rows give {value}"


def check_choice(record: Cells | None, tables: Mapping[str, Any]) -> Iterator[str]:
    """rulebook.json is the book that the elections name; a bundle that knows rule books has their tables."""
    named = set(tables.get("elections", {}).get("rule_book", ())) - {""}
    held = {record["book"]["book"]} if record else set[str]()
    if named != held:
        said, right = (", ".join(sorted(names)) or "none" for names in (held, named))
        yield f"rulebook.json: holds the rule book {said}, the elections name {right}"
    if not is_old(tables):
        yield from (f"tables/{name}.jsonl: is missing" for name in LAW if name not in tables)


def is_old(tables: Mapping[str, Any]) -> bool:
    """Whether a bundle is from before rule books: its elections cannot name one, it has no findings."""
    return "rule_book" not in tables.get("elections", {}) and not set(LAW) & set(tables)


def reasons(test: Cells) -> dict[str, int]:
    """Why rows of a rule were not tested, as stated: reason and how many."""
    return dict(json.loads(test["why_untested"] or "{}"))


def check_windows(bench: Bench, book: Cells, told: list[str]) -> Iterator[str]:
    """The published windows are those that the book gives; without clocks they are taken as they are."""
    names = ("contest_id", "window", "zone", "media", "levels", "start_ms", "end_ms", "origin")
    published = list(bench.cells("windows"))
    try:
        given = list(windows(bench, book))
    except clocks.NoClock as zone:
        told.append(
            f"This machine has no time zone data ({zone}): the published windows are taken as they are."
        )
        given = published
    for entry in given:
        bench.windows[entry["contest_id"], entry["window"], entry["zone"]].append(entry)
    stated, due = (Counter(tuple(one[name] for name in names) for one in each) for each in (published, given))
    for said, left in (("is stated, not given by the book", stated - due), ("is missing", due - stated)):
        for one in sorted(left.elements(), key=str):
            yield f"window {one[1]} of {one[0]} in {one[2]}, {one[5]} to {one[6]} ({one[7]}): {said}"


def windows(bench: Bench, book: Cells) -> Iterator[Cells]:
    """Every window of the book for each contest in each zone; those that cannot be computed are noted."""
    others = {row["zone"] for name in ("outlets", "contests") for row in bench.cells(name)}
    zones = [*book["zones"], *sorted(others - {"", *book["zones"]})]
    clockless = ""
    for contest in bench.contests.values():
        for name, entries in book["windows"].items():
            try:
                held = [
                    (entry, zone) for entry in entries for zone in zones if zone in entry.get("zones", zones)
                ]
                made = [window(entry, contest, name, zone, book["zones"]) for entry, zone in held]
            except clocks.NotKnown as why:
                bench.unknown[contest["id"], name] = str(why)
            except clocks.NoClock as zone:
                clockless = str(zone)
            else:
                yield from (entry for entry in made if entry)
    if clockless:
        raise clocks.NoClock(clockless)


def window(entry: Cells, contest: Cells, name: str, zone: str, zones: list[str]) -> Cells | None:
    """One entry in one zone; None where no time lies between its points. NotKnown where one is not known."""
    ends: list[int | None] = []
    is_registered = False
    for side, end in (("from", "start"), ("until", "end")):
        own = contest[f"{entry['register']}_{end}_ms"] if "register" in entry else None
        if own is not None:
            is_registered = True
            ends.append(clocks.registered(own, contest, zone))
        elif entry.get(side) == "unknown":
            raise clocks.NotKnown("law")
        else:
            ends.append(clocks.instant(entry[side], contest, zone, zones) if side in entry else None)
    if ends[0] is not None and ends[1] is not None and ends[0] >= ends[1]:
        if is_registered:
            raise clocks.NotKnown(f"window {name}")
        return None
    return {"contest_id": contest["id"], "window": name, "zone": zone,
            "media": " ".join(entry.get("media", ())),
            "levels": " ".join(entry.get("levels", ())), "start_ms": ends[0], "end_ms": ends[1],
            "origin": "register" if is_registered else "book"}  # fmt: skip


def check_sums(
    bench: Bench, book: Cells, findings: list[Cells], by_rule: Mapping[str, dict[str, Cells]]
) -> Iterator[str]:
    """Findings and tests of every kind fit the book, each other, and the register of decisions."""
    rules, tests = {rule["id"]: rule for rule in book["rules"]}, list(bench.cells("rule-tests"))
    for name in sorted(set(rules) ^ {row["rule_id"] for row in tests}):
        yield f"rule-tests {name}: stands in only one of rulebook.json and tables/rule-tests.jsonl"
    decided = {row["finding"]: row["decision"] for row in bench.cells("finding-decisions")}
    said = ("kind", "level", "provision", "status")
    for row in (*findings, *tests):
        rule, name = rules.get(row["rule_id"], {}), row.get("id", f"of rule {row['rule_id']}")
        for column in said:
            if rule and row[column] != rule[column]:
                right = rule[column]
                yield f"finding {name}: {column} is stated {row[column]!r}, the rule book says {right!r}"
    for row in findings:
        if row["decision"] != decided.get(row["id"], ""):
            yield f"finding {row['id']}: the decision {row['decision']!r} is not that of finding-decisions"
    for test in tests:
        own = by_rule.get(test["rule_id"], {}).values()
        counts = {"found": len(own), "to_decide": sum(bool(row["is_to_decide"]) for row in own)}
        counts["untested"] = sum(reasons(test).values())
        if any(type(count) is not int or count < 1 for count in reasons(test).values()):
            yield f"rule-tests {test['rule_id']}: why_untested counts what is no number of rows"
        for column, value in counts.items():
            if test[column] != value:
                name = test["rule_id"]
                yield f"rule-tests {name}: {column} is stated {test[column]}, the tables give {value}"
