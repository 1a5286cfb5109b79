"""Rows that disagree about a poll's day, and rows that say what another row says already."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import pytest
from tests.db.register_samples import TEXTS

from dauys.db.registers import BY_NAME, Register
from dauys.db.registers.publication_days import published_on_another_day
from dauys.db.registers.reading import Sheet, read
from dauys.db.registers.sole_rows import said_twice

Stored = Callable[[Register, Sequence[str]], Iterable[Mapping[str, Any]]]


def _sheet(name: str, *changes: tuple[str, str]) -> Sheet:
    text = TEXTS[f"{name}.csv"]
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    sheet = read(BY_NAME[name], text.encode())
    assert sheet.problems == []
    return sheet


def _loaded(**rows: list[dict[str, Any]]) -> Stored:
    """What was loaded before, by register."""

    def stored(register: Register, names: Sequence[str]) -> list[dict[str, Any]]:
        return [{name: row[name] for name in names} for row in rows.get(register.name.replace("-", "_"), [])]

    return stored


@pytest.mark.parametrize(
    ("moment", "fields"),
    [
        ("2020-12-20T00:00+06:00", []),
        ("2020-12-19T23:59:59.999+06:00", ["published_at"]),
        ("2020-12-20T23:59:59.999+06:00", []),
        ("2020-12-21T00:00+06:00", ["published_at"]),
        ("2020-12-20T23:30+05:00", ["published_at"]),
    ],
)
def test_a_poll_is_published_on_its_day(moment: str, fields: list[str]) -> None:
    """The moment lies on the day by the outlet's own clock, from its first to its last millisecond."""
    polls = _sheet("poll-publications", ("2020-12-20T09:00+06:00", moment))
    problems = published_on_another_day([polls, _sheet("outlets")], BY_NAME, _loaded())
    assert [problem.field for problem in problems] == fields
    assert all("Asia/Almaty" in problem.text and "correct either" in problem.text for problem in problems)


def test_a_zone_that_moves_the_day_is_named_in_the_outlets() -> None:
    """Where the publication was loaded before, the row that brings the contradiction is the outlet's."""
    before = {"id": "poll-1", "outlet": "dala-times", "published_on": date(2020, 12, 20)}
    moment = {"published_at": 1_608_400_800_000}  # 2020-12-20T00:00+06:00
    outlets = _sheet("outlets", ("kk ru,Asia/Almaty,,Дала таймс", "kk ru,Asia/Aqtau,,Дала таймс"))
    stored = _loaded(poll_publications=[before | moment])
    (problem,) = published_on_another_day([outlets], BY_NAME, stored)
    assert (problem.file, problem.line, problem.field) == ("outlets.csv", 4, "zone")
    assert "poll-publications poll-1, loaded before" in problem.text
    assert published_on_another_day([_sheet("outlets")], BY_NAME, stored) == []


def test_a_finding_has_one_decision() -> None:
    """A second one is named, whether the first stands in the folder or was loaded before; a changed row is
    none, and neither is one of another finding."""
    twice = _sheet("finding-decisions", ("T3.airings.entered-1", "P5.poll-publications.poll-1"))
    (problem,) = said_twice([twice], BY_NAME, _loaded())
    assert (problem.line, problem.field) == (3, "finding")
    assert "'decision-1' already (line 2)" in problem.text
    before = [{"id": "older", "finding": "T3.airings.entered-1"}]
    (problem,) = said_twice([_sheet("finding-decisions")], BY_NAME, _loaded(finding_decisions=before))
    assert "'older' already (loaded before); change that row" in problem.text
    same = [{"id": "decision-2", "finding": "T3.airings.entered-1"}]
    assert said_twice([_sheet("finding-decisions")], BY_NAME, _loaded(finding_decisions=same)) == []


def test_a_contestant_has_one_number_of_each_kind() -> None:
    """Seats twice for one contestant is named; votes beside seats is not."""
    allocations = _sheet("allocations", ("kok-jol-seats,kok-jol", "kok-jol-seats,aq-dala"))
    (problem,) = said_twice([allocations], BY_NAME, _loaded())
    assert "aq-dala / seats stands in the row 'aq-dala-seats' already" in problem.text
    other = _sheet("allocations", ("kok-jol,seats", "aq-dala,votes"))
    assert said_twice([other], BY_NAME, _loaded()) == []
