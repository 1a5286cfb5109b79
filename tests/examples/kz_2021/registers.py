"""The register files of kz-2021 as rows, read with nothing but the standard library."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from dauys.examples.kz_2021 import rows

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
    """Register → rows: the files of the example's folder, and those that it makes."""
    folder = Path(rows.__file__).parent
    standing = {path.name: path.read_bytes() for path in folder.glob("*.csv")}
    made = dict(rows.files(reading))
    assert not standing.keys() & made.keys()
    return {
        name.removesuffix(".csv"): list(csv.DictReader(io.StringIO(content.decode(), newline="")))
        for name, content in (standing | made).items()
    }


def where(found: Iterable[dict[str, str]], **cells: str) -> Rows:
    """The rows with these cells."""
    return [row for row in found if all(row[name] == cell for name, cell in cells.items())]


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
    all_rows = registers(reading)
    zones = {row["id"]: ZoneInfo(row["zone"]) for row in all_rows["outlets"]}
    for row in all_rows["airings"]:
        yield row["channel"], row["contestant"], datetime.fromisoformat(row["start"])
    for row in all_rows["placements"]:
        yield row["outlet"], row["contestant"], datetime.fromisoformat(row["first_seen"])
    for row in all_rows["coverage"]:
        yield row["outlet"], row["subject"], datetime.fromisoformat(row["start"])
    for row in all_rows["insertions"]:
        midnight = datetime.fromisoformat(row["issued_on"]).replace(tzinfo=zones[row["outlet"]])
        yield row["outlet"], row["contestant"], midnight
