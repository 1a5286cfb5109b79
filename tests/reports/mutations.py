"""Ways to falsify a bundle: each changes files of it and says what a check must name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

from tests.reports.bundles import OTHER_KEY

TABLES = ("appearances", "contestants", "outlets", "monitored-time", "contests", "airings", "channels")


@dataclass
class Forger:
    """Changes files below a report's folder and can put them back."""

    bundle: Path
    random: Random
    _kept: dict[Path, bytes | None] = field(default_factory=dict)

    def keep(self) -> None:
        """Remembers every file as it is, so that resealing can be undone too."""
        self._kept = {path: path.read_bytes() for path in self.bundle.parent.rglob("*") if path.is_file()}

    def restore(self) -> None:
        for path in self.bundle.parent.rglob("*"):
            if path.is_file() and path not in self._kept:
                path.unlink()
        for path, content in self._kept.items():
            if content is not None and (not path.exists() or path.read_bytes() != content):
                path.write_bytes(content)

    def lines(self, name: str) -> list[bytes]:
        return (self.bundle / name).read_bytes().splitlines()

    def put(self, name: str, lines: list[bytes]) -> str:
        (self.bundle / name).write_bytes(b"".join(line + b"\n" for line in lines))
        return name

    def record(self, name: str) -> tuple[list[bytes], int, dict[str, Any]]:
        lines = self.lines(name)
        place = self.random.randrange(len(lines))
        return lines, place, json.loads(lines[place])


def line(record: dict[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode()


def row_value(f: Forger) -> str:
    """A cell of a row becomes another of its kind."""
    name = f"tables/{f.random.choice(TABLES)}.jsonl"
    lines, place, row = f.record(name)
    column = f.random.choice([column for column, value in row.items() if value is not None])
    value = row[column]
    row[column] = (
        not value if isinstance(value, bool) else value + 1 if isinstance(value, int) else value + "x"
    )
    lines[place] = line(row)
    return f.put(name, lines)


def row_added(f: Forger) -> str:
    name = f"tables/{f.random.choice(TABLES)}.jsonl"
    lines, place, row = f.record(name)
    key = next(iter(row))
    row[key] = f"{row[key]}-new"
    return f.put(name, [*lines[: place + 1], line(row), *lines[place + 1 :]])


def row_removed(f: Forger) -> str:
    name = f"tables/{f.random.choice(TABLES)}.jsonl"
    lines = f.lines(name)
    lines.pop(f.random.randrange(len(lines)))
    return f.put(name, lines)


def row_doubled(f: Forger) -> str:
    name = f"tables/{f.random.choice(TABLES)}.jsonl"
    lines = f.lines(name)
    place = f.random.randrange(len(lines))
    return f.put(name, [*lines[:place], lines[place], *lines[place:]])


def rows_swapped(f: Forger) -> str:
    name = f"tables/{f.random.choice(TABLES)}.jsonl"
    lines = f.lines(name)
    place = f.random.randrange(len(lines) - 1)
    lines[place], lines[place + 1] = lines[place + 1], lines[place]
    return f.put(name, lines)


def figure_value(f: Forger) -> str:
    lines, place, figure = f.record("figures.jsonl")
    figure["value"] = (figure["value"] or 0) + f.random.randint(1, 9)
    lines[place] = line(figure)
    f.put("figures.jsonl", lines)
    return f"figure {figure['id']}"


def figure_where(f: Forger) -> str:
    """A figure speaks of another contestant, outlet or day than its id."""
    lines, place, figure = f.record("figures.jsonl")
    while not any(isinstance(value, str) for value in figure["where"].values()):
        lines, place, figure = f.record("figures.jsonl")
    column = f.random.choice([name for name, value in figure["where"].items() if isinstance(value, str)])
    figure["where"][column] += "x"
    lines[place] = line(figure)
    f.put("figures.jsonl", lines)
    return f"figure {figure['id']}"


def figure_monitored(f: Forger) -> str:
    """The monitored time beside a figure grows."""
    lines, place, figure = f.record("figures.jsonl")
    while not figure["monitored"]:
        lines, place, figure = f.record("figures.jsonl")
    [time] = figure["monitored"].values()
    time[0], time[1] = time[0] + 1000, time[1] + 1000
    lines[place] = line(figure)
    f.put("figures.jsonl", lines)
    return f"figure {figure['id']}"


def figure_removed(f: Forger) -> str:
    lines, place, figure = f.record("figures.jsonl")
    lines.pop(place)
    f.put("figures.jsonl", lines)
    return f"figure {figure['id']}"


def figure_doubled(f: Forger) -> str:
    lines, place, _ = f.record("figures.jsonl")
    lines.insert(place, lines[place])
    return f.put("figures.jsonl", lines)


def definition(f: Forger) -> str:
    """A definition in use counts something else."""
    figures = map(json.loads, f.lines("figures.jsonl"))
    used = {figure["definition"] for figure in figures if figure["value"]}
    lines, place, entry = f.record("definitions.jsonl")
    while entry["id"] not in used or entry["kind"] not in ("sum", "count"):
        lines, place, entry = f.record("definitions.jsonl")
    entry["where"]["outlet_id" if "outlet_id" in entry["by"] else "id"] = "nobody"
    lines[place] = line(entry)
    f.put("definitions.jsonl", lines)
    return "figure"


def text_in(language: str) -> Callable[[Forger], str]:
    def text(f: Forger) -> str:
        """A number is shown otherwise than it is."""
        path = f.bundle.parent / language / "index.html"
        page = path.read_text("utf-8")
        shown = list(re.finditer(r'<data data-figure="([^"]+)" value="\d+">([^<]*\d[^<]*)</data>', page))
        chosen = f.random.choice(shown)
        digit = page.rindex(re.findall(r"\d", chosen[2])[-1], *chosen.span(2))
        path.write_text(page[:digit] + str((int(page[digit]) + 1) % 10) + page[digit + 1 :], "utf-8")
        return f"figure {chosen[1]} is shown as"

    return text


def value_in(language: str) -> Callable[[Forger], str]:
    def value(f: Forger) -> str:
        """The machine's value of a number is another."""
        path = f.bundle.parent / language / "index.html"
        page = path.read_text("utf-8")
        chosen = f.random.choice(list(re.finditer(r'data-figure="([^"]+)" value="(\d+)"', page)))
        path.write_text(page[: chosen.start(2)] + "7" + page[chosen.start(2) :], "utf-8")
        return f"figure {chosen[1]} has the value"

    return value


def text_removed(f: Forger) -> str:
    """One language keeps silent about a figure."""
    path = f.bundle.parent / f.random.choice(("kk", "ru", "en")) / "index.html"
    page = path.read_text("utf-8")
    chosen = f.random.choice(list(re.finditer(r'<p><data data-figure="([^"]+)".*?</p>\n', page)))
    path.write_text(page[: chosen.start()] + page[chosen.end() :], "utf-8")
    return f"figure {chosen[1]}"


def page_removed(f: Forger) -> str:
    path = f.bundle.parent / f.random.choice(("kk", "ru", "en")) / "index.html"
    path.unlink()
    return f"../{path.parent.name}/"


def page_hidden(f: Forger) -> str:
    """The true number stands in a comment, another one on the page."""
    path = f.bundle.parent / f.random.choice(("kk", "ru", "en")) / "index.html"
    page = path.read_text("utf-8")
    chosen = f.random.choice(list(re.finditer(r"<p>(<data .*?</data>)</p>", page)))
    path.write_text(f"{page[: chosen.start()]}<p><!--{chosen[1]}-->1</p>{page[chosen.end() :]}", "utf-8")
    return f"../{path.parent.name}/index.html: '<!--' could hide a number"


def table_removed(f: Forger) -> str:
    name = f"tables/{f.random.choice(TABLES)}.jsonl"
    (f.bundle / name).unlink()
    return name


def table_emptied(f: Forger) -> str:
    return f.put(f"tables/{f.random.choice(('appearances', 'contestants', 'outlets'))}.jsonl", [])


FINDINGS = "tables/findings.jsonl"


def finding(f: Forger) -> tuple[list[bytes], int, dict[str, Any]]:
    """A finding of a rule that the verifier runs again."""
    lines, place, row = f.record(FINDINGS)
    while row["kind"] == "eligibility":
        lines, place, row = f.record(FINDINGS)
    return lines, place, row


def finding_edited(f: Forger) -> str:
    """What stands becomes open, or what is open stands."""
    lines, place, row = finding(f)
    row["is_to_decide"] = not row["is_to_decide"]
    lines[place] = line(row)
    f.put(FINDINGS, lines)
    return f"finding {row['id']}: is_to_decide is stated"


def finding_moved(f: Forger) -> str:
    """A finding is said to be about another row, table or medium."""
    lines, place, row = finding(f)
    column = f.random.choice(("table", "row_id", "medium"))
    row[column] += "x"
    lines[place] = line(row)
    f.put(FINDINGS, lines)
    return f"finding {row['id']}: {column} is stated"


def finding_removed(f: Forger) -> str:
    lines, place, row = finding(f)
    lines.pop(place)
    f.put(FINDINGS, lines)
    return f"finding {row['id']}: is missing"


def finding_added(f: Forger) -> str:
    """A finding about a row of which the rule finds nothing."""
    lines, place, row = finding(f)
    row["id"] += "-1"
    f.put(FINDINGS, [*lines[: place + 1], line(row), *lines[place + 1 :]])
    return f"finding {row['id']}: is stated"


def finding_decided(f: Forger) -> str:
    """The commission is said to have decided what its register does not have."""
    lines, place, row = f.record(FINDINGS)
    row["decision"] = "confirmed"
    lines[place] = line(row)
    f.put(FINDINGS, lines)
    return f"finding {row['id']}: the decision 'confirmed'"


def window(f: Forger) -> str:
    """A window ends a millisecond later; windows have no key and stand sorted by all columns."""
    lines, place, row = f.record("tables/windows.jsonl")
    row["end_ms"] += 1
    lines[place] = line(row)
    f.put("tables/windows.jsonl", lines)
    return f"window {row['window']} of {row['contest_id']} in {row['zone']}"


def rule_limit(f: Forger) -> str:
    """The book sets another hour than the one by which it was judged."""
    text = (f.bundle / "rulebook.json").read_text("utf-8")
    (f.bundle / "rulebook.json").write_text(text.replace('"at":"21:30"', '"at":"21:29"'), "utf-8")
    return "window silence of"


def rule_level(f: Forger) -> str:
    """A rule is said to be of another level than its findings."""
    text = (f.bundle / "rulebook.json").read_text("utf-8")
    (f.bundle / "rulebook.json").write_text(text.replace('"indication"', '"information"'), "utf-8")
    return "finding S2.orders.o1: level is stated 'indication'"


def rule_count(f: Forger) -> str:
    """A rule is said to have tested more than it did."""
    lines, place, row = f.record("tables/rule-tests.jsonl")
    while row["kind"] == "eligibility":
        lines, place, row = f.record("tables/rule-tests.jsonl")
    row["tested"] += 1
    lines[place] = line(row)
    f.put("tables/rule-tests.jsonl", lines)
    return f"rule-tests {row['rule_id']}: tested is stated"


def reason_renamed(f: Forger) -> str:
    """Rows are said to be untested for another reason; the sum stays."""
    return reasons_stated(f, {"illustrative": 1}, "is stated")


def reason_negative(f: Forger) -> str:
    """Two reasons of which one takes away what the other adds."""
    return reasons_stated(f, {"illustrative": 9, "unknown: entity": -9}, "counts what is no number")


def reasons_stated(f: Forger, why: dict[str, int], named: str) -> str:
    rows: list[dict[str, Any]] = [json.loads(each) for each in f.lines("tables/rule-tests.jsonl")]
    row = next(each for each in rows if each["rule_id"] == "S3")
    row["why_untested"] = json.dumps(why, separators=(",", ":"))
    f.put("tables/rule-tests.jsonl", [line(each) for each in rows])
    return f"rule-tests S3: why_untested {named}"


BY_CONTENT: dict[str, Callable[[Forger], str]] = {
    "row value": row_value,
    "row added": row_added,
    "row removed": row_removed,
    "row doubled": row_doubled,
    "rows swapped": rows_swapped,
    "figure value": figure_value,
    "figure where": figure_where,
    "figure monitored": figure_monitored,
    "figure removed": figure_removed,
    "figure doubled": figure_doubled,
    "definition": definition,
    **{f"text {language}": text_in(language) for language in ("kk", "ru", "en")},
    **{f"value {language}": value_in(language) for language in ("kk", "ru", "en")},
    "text removed": text_removed,
    "page removed": page_removed,
    "page hidden": page_hidden,
    "table removed": table_removed,
    "table emptied": table_emptied,
    "finding edited": finding_edited,
    "finding moved": finding_moved,
    "finding removed": finding_removed,
    "finding added": finding_added,
    "finding decided": finding_decided,
    "window": window,
    "rule's limit": rule_limit,
    "rule's level": rule_level,
    "rule's count": rule_count,
    "reason renamed": reason_renamed,
    "reason negative": reason_negative,
}
"""What the report says is changed; the attacker may then reseal it."""


def proof(f: Forger) -> str:
    path = f.random.choice(sorted((f.bundle / "proofs").rglob("*.tlog-proof")))
    content = path.read_bytes()
    place = content.index(b"\n", content.index(b"index")) + 1 + f.random.randrange(30)
    path.write_bytes(
        content[:place] + (b"A" if content[place : place + 1] != b"A" else b"B") + content[place + 1 :]
    )
    return path.relative_to(f.bundle).as_posix()


def key_swapped(f: Forger) -> str:
    (f.bundle / "key.pub").write_text(f"{OTHER_KEY.public.text()}\n")
    return "key.pub"


def root(f: Forger) -> str:
    lines = (f.bundle / "root.txt").read_text("utf-8").split("\n")
    lines[2] = "A" * 43 + "="
    (f.bundle / "root.txt").write_text("\n".join(lines), "utf-8")
    return "root.txt"


def manifest(f: Forger) -> str:
    lines, place, entry = f.record("manifest.jsonl")
    entry["bytes"] += 1
    lines[place] = line(entry)
    f.put("manifest.jsonl", lines)
    return entry["path"]


def manifest_line_removed(f: Forger) -> str:
    lines, place, entry = f.record("manifest.jsonl")
    lines.pop(place)
    f.put("manifest.jsonl", lines)
    return entry["path"]


def file_added(f: Forger) -> str:
    (f.bundle / "tables" / "more.jsonl").write_bytes(b"")
    return "tables/more.jsonl"


def history_added(f: Forger) -> str:
    (f.bundle / "history.txt").write_text("00" * 32 + "\n")
    return "root.txt"


OF_THE_SEAL: dict[str, Callable[[Forger], str]] = {
    "proof": proof,
    "key swapped": key_swapped,
    "root": root,
    "manifest": manifest,
    "manifest line removed": manifest_line_removed,
    "file added": file_added,
    "history added": history_added,
}
"""What stands over the report is changed."""
