"""The session of 8 January 2021 as registers: its totals come out, and nothing made up favours anybody."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from tests.examples.kz_2021.registers import (
    ASSEMBLY,
    BULK,
    PARTIES,
    REFERENCES,
    ids_by_medium,
    moments,
    radio,
    registers,
    tv,
    where,
)

from dauys.domain.errors import WrongUse
from dauys.examples.kz_2021.rows import READINGS, files

MADE = {
    "total": "b451f43f71eedf2abe3a12ce5a0a6559a90c04b2c0ea6edb1dc810e9ab639c86",
    "each": "668e45996bfb744db9e4e550ce67f6e5c19fc88dddab83dfcd5f565aac6fdf28",
}
"""Reading → SHA-256 over the names and bytes of the made-up files."""

each_reading = pytest.mark.parametrize("reading", READINGS)


def _counts(rows: Iterable[dict[str, str]], column: str = "contestant") -> Counter[str]:
    return Counter(row[column] for row in rows)


def _spread(counts: Counter[str]) -> int:
    """How far the parties are apart."""
    return max(counts[party] for party in PARTIES) - min(counts[party] for party in PARTIES)


@each_reading
def test_the_totals_that_no_reading_changes(reading: str) -> None:
    """Outlets, radio, online, print, debates, polls, incidents and persons are those of the session."""
    rows = registers(reading)
    media = {medium: len(ids) for medium, ids in ids_by_medium(reading).items()}
    assert media == {"tv": 10, "radio": 8, "online": 22, "print": 19}
    assert len(radio(reading)) == 1217
    assert len(rows["placements"]) == 199
    assert len(rows["insertions"]) == 152
    assert len(where(rows["insertions"], contestant=ASSEMBLY)) == 11
    assert len({row["channel"] for row in tv(reading) if row["contestant"] == ASSEMBLY}) == 3
    assert len(rows["debates"]) == 3
    assert _counts(rows["poll-notices"], "decision") == {"accepted": 10, "refused": 1}
    assert _counts(rows["incidents"], "act") == {"poll": 1, "damage": 2, "campaigning": 10}
    assert len(rows["persons-liable"]) == 13


def test_read_as_a_total_the_two_numbers_are_those_of_all_parties_together() -> None:
    """2,582 airings on TV, the Assembly's among them, and 6,656 informing items."""
    assert len(tv("total")) == 2582
    assert len({row["item"] for row in registers("total")["coverage"]}) == 6656


def test_read_as_each_partys_every_party_has_the_two_numbers() -> None:
    """2,582 airings on TV and 6,656 informing items for each of the five; the Assembly's stand aside."""
    assert _counts(tv("each")) == dict.fromkeys(PARTIES, 2582) | {ASSEMBLY: 3}
    assert _counts(registers("each")["coverage"], "subject") == dict.fromkeys(PARTIES, 6656)


@each_reading
def test_some_items_name_two_parties_and_none_names_one_twice(reading: str) -> None:
    """Items and mentions are different numbers, and an item with a subject is one row."""
    rows = registers(reading)["coverage"]
    named = defaultdict(list)
    for row in rows:
        named[row["item"]].append(row["subject"])
    assert len(rows) > len(named)
    assert {len(subjects) for subjects in named.values()} == {1, 2}
    assert all(len(set(subjects)) == len(subjects) for subjects in named.values())


@each_reading
def test_the_parties_are_equal_in_every_medium(reading: str) -> None:
    """No party is two ahead of another in paid material, in any medium or in all of them, nor in informing
    items; in the informing items of one medium none is by more than two."""
    rows = registers(reading)
    for made in (tv(reading), radio(reading), rows["placements"], rows["insertions"]):
        assert _spread(_counts(made)) <= 1
    assert _spread(_counts(rows["coverage"], "subject")) <= 1
    for known in ids_by_medium(reading).values():
        assert _spread(_counts((row for row in rows["coverage"] if row["outlet"] in known), "subject")) <= 2
    paid = (_counts(rows[name]) for name in ("airings", "placements", "insertions"))
    assert _spread(sum(paid, Counter())) <= 1


@each_reading
def test_the_parties_are_equal_on_every_channel_and_day(reading: str) -> None:
    """On no channel, and on no day of a medium, is a party more than two ahead of another."""
    for medium in (tv(reading), radio(reading)):
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for row in medium:
            counts[row["channel"]][row["contestant"]] += 1
            counts[row["start"][:10]][row["contestant"]] += 1
        assert max(map(_spread, counts.values())) <= 2


@each_reading
def test_every_outlet_carries_as_much_as_any_other(reading: str) -> None:
    """Within a medium no outlet has more than one row more than another, and every outlet has some."""
    rows = registers(reading)
    known = ids_by_medium(reading)
    for medium, made, column in (
        ("tv", tv(reading), "channel"),
        ("radio", radio(reading), "channel"),
        ("online", rows["placements"], "outlet"),
        ("print", rows["insertions"], "outlet"),
    ):
        counts = _counts(made, column)
        assert counts.keys() == known[medium]
        assert max(counts.values()) - min(counts.values()) <= 1


@each_reading
def test_every_made_up_row_says_so(reading: str) -> None:
    """Each row of the bulk, and the election itself, is marked as illustrative."""
    rows = registers(reading)
    assert {row["is_illustrative"] for name in BULK for row in rows[name]} == {"yes"}
    (election,) = rows["elections"]
    assert election["is_illustrative"] == "yes"
    assert election["reading"] == reading
    assert all(election[f"notice_{language}"] for language in ("kk", "ru", "en"))


@each_reading
def test_only_real_outlets_have_real_names(reading: str) -> None:
    """An outlet that stands in no source calls itself illustrative, in its id and its three names."""
    for row in registers(reading)["outlets"]:
        made_up = row["is_illustrative"] == "yes"
        assert made_up == row["id"].startswith("illustrative-")
        assert made_up == row["name_en"].startswith("Illustrative ")
        assert made_up == row["name_ru"].startswith("Условн")
        assert made_up == row["name_kk"].startswith("Шартты ")


@each_reading
def test_nothing_lies_outside_its_contests_campaign(reading: str) -> None:
    """By the outlet's own clock and by the contest's, every row starts and ends in the campaign."""
    rows = registers(reading)
    zones = {row["id"]: ZoneInfo(row["zone"]) for row in rows["outlets"]}
    contest_of = {row["id"]: row["contest"] for row in rows["contestants"]}
    windows = {
        row["id"]: [datetime.fromisoformat(row[f"campaign_{side}"]) for side in ("start", "end")]
        for row in rows["contests"]
    }
    longest = timedelta(seconds=30)
    for outlet, contestant, at in moments(reading):
        start, end = windows[contest_of[contestant]]
        assert start < at, (outlet, at)
        assert at + longest < end, (outlet, at)
        local = at.astimezone(zones[outlet])
        assert at.utcoffset() == local.utcoffset(), f"{outlet} is written in its own legal time"
        assert start.replace(tzinfo=None) < local.replace(tzinfo=None) < end.replace(tzinfo=None)


@each_reading
def test_no_two_airings_of_a_channel_overlap(reading: str) -> None:
    """On each channel an airing ends before the next one starts."""
    airings = defaultdict(list)
    for row in registers(reading)["airings"]:
        start = datetime.fromisoformat(row["start"])
        airings[row["channel"]].append((start, start + timedelta(milliseconds=int(row["length_ms"]))))
    for one_channel in airings.values():
        one_channel.sort()
        assert all(end <= start for (_, end), (start, _) in pairwise(one_channel))


@each_reading
def test_every_reference_leads_to_a_row(reading: str) -> None:
    """A cell that names another register's row names one that is there."""
    rows = registers(reading)
    known = {name: {row["id"] for row in rows[name]} for name in REFERENCES.values()}
    lost = [
        (name, column, row[column])
        for name, sheet in rows.items()
        for row in sheet
        for column in REFERENCES.keys() & row.keys()
        if row[column] and row[column] not in known[REFERENCES[column]]
    ]
    assert lost == []


@each_reading
def test_no_row_stands_twice(reading: str) -> None:
    """The key of every register is its own in each row."""
    keys = {
        "aliases": ("contestant", "language", "text", "since"),
        "coverage": ("item", "subject"),
        "debate-participants": ("debate", "contestant"),
    }
    for name, sheet in registers(reading).items():
        key = keys.get(name, ("id",))
        assert len({tuple(row[column] for column in key) for row in sheet}) == len(sheet), name


def test_nobody_is_invented() -> None:
    """No name stands behind a person held liable, the refused notice, or a speaker of a debate."""
    rows = registers("total")
    assert {row.get("name", "") for row in rows["persons-liable"]} == {""}
    (refused,) = where(rows["poll-notices"], decision="refused")
    assert refused == dict.fromkeys(refused, "") | {"id": refused["id"], "decision": "refused"}
    assert not {"speaker", "order"} & rows["debate-participants"][0].keys()
    assert [row["id"] for row in where(rows["contestants"], contest="assembly")] == [ASSEMBLY]


def test_an_unknown_reading_is_refused() -> None:
    """The message names the readings that there are."""
    with pytest.raises(WrongUse, match="total, each"):
        list(files("half"))


@pytest.mark.parametrize(("reading", "digest"), MADE.items())
def test_the_made_up_rows_are_the_same_bytes_everywhere(reading: str, digest: str) -> None:
    """Another zone, locale, hash seed or version of Python changes nothing, and no change goes unnoticed."""
    code = (
        "import hashlib; from dauys.examples.kz_2021.rows import files; whole = hashlib.sha256()\n"
        f"for name, content in files({reading!r}):\n"
        f"    if name.removesuffix('.csv') in {BULK}: whole.update(name.encode() + content)\n"
        "print(whole.hexdigest())"
    )
    elsewhere = {"TZ": "Pacific/Apia", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    run = [sys.executable, "-c", code]
    other = subprocess.run(run, env=os.environ | elsewhere, capture_output=True, text=True, check=True)
    assert other.stdout.strip() == _made(reading) == digest


def _made(reading: str) -> str:
    whole = hashlib.sha256()
    for name, content in files(reading):
        if name.removesuffix(".csv") in BULK:
            whole.update(name.encode() + content)
    return whole.hexdigest()
