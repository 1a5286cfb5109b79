"""The register files of kz-2021 as rows, read with nothing but the standard library."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from zoneinfo import ZoneInfo

from dauys.examples.kz_2021.rows import files

Rows = list[dict[str, str]]

PARTIES = ("qhp", "nur-otan", "auyl", "ak-zhol", "adal")
ASSEMBLY = "assembly-candidates"
BULK = ("airings", "placements", "insertions", "coverage")

REFERENCES = {
    "contest": "contests",
    "election": "elections",
    "contestant": "contestants",
    "outlet": "outlets",
    "channel": "channels",
    "debate": "debates",
    "subject": "subjects",
    "incident": "incidents",
}
"""Column → the register whose id it holds."""


@cache
def registers(reading: str) -> dict[str, Rows]:
    """Register → rows."""
    return {
        name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(content.decode(), newline="")))
        for name, content in files(reading)
    }


def where(rows: Iterable[dict[str, str]], **cells: str) -> Rows:
    """The rows with these cells."""
    return [row for row in rows if all(row[name] == cell for name, cell in cells.items())]


def ids_by_medium(reading: str) -> dict[str, set[str]]:
    """Medium → ids of its outlets."""
    found = defaultdict(set)
    for row in registers(reading)["outlets"]:
        found[row["medium"]].add(row["id"])
    return found


def tv(reading: str) -> Rows:
    """Airings on TV; every channel has the id of its outlet."""
    known = ids_by_medium(reading)["tv"]
    return [row for row in registers(reading)["airings"] if row["channel"] in known]


def radio(reading: str) -> Rows:
    """Airings on radio."""
    known = ids_by_medium(reading)["radio"]
    return [row for row in registers(reading)["airings"] if row["channel"] in known]


def moments(reading: str) -> Iterator[tuple[str, str, datetime]]:
    """(outlet, contestant, moment or midnight of the day) of every made-up row."""
    rows = registers(reading)
    zones = {row["id"]: ZoneInfo(row["zone"]) for row in rows["outlets"]}
    for row in rows["airings"]:
        yield row["channel"], row["contestant"], datetime.fromisoformat(row["start"])
    for row in rows["placements"]:
        yield row["outlet"], row["contestant"], datetime.fromisoformat(row["first_seen"])
    for row in rows["coverage"]:
        yield row["outlet"], row["subject"], datetime.fromisoformat(row["start"])
    for row in rows["insertions"]:
        midnight = datetime.fromisoformat(row["issued_on"]).replace(tzinfo=zones[row["outlet"]])
        yield row["outlet"], row["contestant"], midnight
