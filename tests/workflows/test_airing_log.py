"""The airing log's bytes: columns, decimals, order, and names that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from dauys.domain.intervals import Interval
from dauys.domain.sightings import Integrity, Sighting, Standing, VersionId
from dauys.workflows.airing_log import COLUMNS, LogRow, doubtful_path, log_csv, write_log

WHOLE = Sighting(
    version=VersionId("alga", "kk"),
    start_ms=61_005,
    end_ms=81_005,
    spot_start_ms=0,
    spot_end_ms=20_000,
    score_pm=987,
    speed_ppm=1_000_000,
    integrity=frozenset(),
    missing=(),
    undecided_with=(),
    standing=Standing.ACCEPTED,
    why="All 20.0 s of the spot are heard.",
)


def _changed(**changes: object) -> Sighting:
    from dataclasses import replace

    return replace(WHOLE, **changes)  # type: ignore[arg-type]


def _read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode())))


def test_columns_and_decimals() -> None:
    """The header is fixed; seconds have three decimals; speed has six."""
    (row,) = _read(log_csv([LogRow("r", WHOLE)]))
    assert ",".join(row) == (
        "recording,spot,version,start_s,end_s,spot_start_s,spot_end_s,score,speed,integrity,undecided_with,why"
    )
    assert list(row.values()) == [
        "r", "alga", "kk", "61.005", "81.005", "0.000", "20.000", "0.987", "1.000000", "whole", "",
        "All 20.0 s of the spot are heard.",
    ]  # fmt: skip


def test_sets_are_joined() -> None:
    """Integrity by `+`, rival versions by `;`, each as `spot__version`."""
    sighting = _changed(
        integrity=frozenset({Integrity.OVERLAPPED, Integrity.CUT_END}),
        undecided_with=(VersionId("alga", "ru"), VersionId("bolashak", "")),
        missing=(Interval(15_000, 20_000),),
    )
    (row,) = _read(log_csv([LogRow("r", sighting)]))
    assert row["integrity"] == "cut_end+overlapped"
    assert row["undecided_with"] == "alga__ru;bolashak"


def test_rows_are_sorted_by_recording_and_start() -> None:
    """Whatever order they were heard in; the second minute stands before the tenth."""
    late, early = _changed(start_ms=600_000), _changed(start_ms=60_000)
    rows = [LogRow("b", WHOLE), LogRow("a", late), LogRow("a", early)]
    assert [(row["recording"], row["start_s"]) for row in _read(log_csv(rows))] == [
        ("a", "60.000"),
        ("a", "600.000"),
        ("b", "61.005"),
    ]
    assert log_csv(rows) == log_csv(reversed(rows))


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_cell_is_a_formula(first: str) -> None:
    """A file's name can be anything; a spreadsheet must take it for text. The way back is exact."""
    name = f'{first}cmd|"x",1'
    sighting = _changed(version=VersionId(name, name), undecided_with=(VersionId(name, ""),))
    (cells,) = list(csv.reader(io.StringIO(log_csv([LogRow(name, sighting)]).decode(), newline="")))[1:]
    row = dict(zip(COLUMNS, cells, strict=True))
    for column in ("recording", "spot", "version", "undecided_with"):
        assert row[column] == f"'{name}"


def test_doubtful_rows_stand_beside(tmp_path: Path) -> None:
    """Accepted rows in the log, doubtful ones in the file beside it, which is there even when empty."""
    out = tmp_path / "airings.csv"
    doubtful = LogRow("r", _changed(standing=Standing.DOUBTFUL, start_ms=1))
    write_log(out, [LogRow("r", WHOLE), doubtful])
    assert len(_read(out.read_bytes())) == 1
    assert _read((tmp_path / "airings.doubtful.csv").read_bytes())[0]["start_s"] == "0.001"
    write_log(out, [LogRow("r", WHOLE)])
    assert _read(doubtful_path(out).read_bytes()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["airings.csv", "airings.doubtful.csv"]
