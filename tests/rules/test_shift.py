"""rules shift: the guard of a limit moves with the limit, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.rules.rows import SITUATION
from tests.rules.small_book import text

from dauys.cli import dauys
from dauys.domain.errors import WrongUse
from dauys.rules.case_shift import shifted
from dauys.workflows.rules_books import BookFiles, find_book
from dauys.workflows.rules_shift import shift, write_cases

HEAD = SITUATION.partition("cases:")[0]
CASES = (
    HEAD
    + """\
cases:
  - case: a spot that ends as the silence begins is fine (2021-01-08)
    rule: R1
    given:  # until 2021-01-09
      airings: [{id: a, outlet: east, contestant: c1, start: "2021-01-08 23:59:30 Asia/Almaty", length: 30 s}]
    expect: none

  - case: a spot that begins with it is found
    rule: R1
    given:
      airings: [{id: a, outlet: east, contestant: c1, start: "2021-01-09 00:00 Asia/Almaty", length: 30 s}]
    expect: [{row: a}]
"""
)


def book_in(folder: Path, day: int, cases: str = CASES) -> BookFiles:
    """A book whose silence begins so many days after voting day."""
    folder.mkdir(parents=True, exist_ok=True)
    was = "from: {voting_day: -1,"
    assert text().count(was) == 1
    (folder / "rules.yaml").write_text(text().replace(was, f"from: {{voting_day: {day},"), "utf-8")
    (folder / "cases.yaml").write_text(cases, "utf-8")
    return find_book(str(folder), folder)


def test_only_the_dates_of_what_failed_move(tmp_path: Path) -> None:
    """Titles, comments and the case that passes stay; the moved one passes again."""
    made = shift(book_in(tmp_path / "nowhere", -2), "silence", -1)
    assert [case.name[:16] for case in made.moved] == ["a spot that ends"]
    assert made.left == ()
    assert made.cases == CASES.replace('"2021-01-08 23:59:30', '"2021-01-07 23:59:30')


def test_what_is_not_mended_by_that_is_left_and_named(tmp_path: Path) -> None:
    """A shift in the wrong direction mends nothing, and nothing is changed."""
    made = shift(book_in(tmp_path / "nowhere", -2), "silence", 1)
    assert (made.moved, made.cases, made.changes) == ((), CASES, ())
    assert [case.line for case in made.left] == [HEAD.count("\n") + 2]


def test_a_contests_own_days_stay() -> None:
    """The law moves a window, never the day of the vote, and the register's times only when told."""
    said = (
        "- case: it\n"
        '  contests: [{voting_day: 2021-01-10, silence_start: "2021-01-08 00:00 UTC"}]\n'
        "  posted_on: 2021-01-01\n"
    )
    acts = said.replace("2021-01-01", "2020-12-31")
    assert shifted(said, {1: False}, [1], -1) == acts
    assert shifted(said, {1: True}, [1], -1) == acts.replace("2021-01-08", "2021-01-07")


def test_the_command_shows_first_and_writes_when_told(tmp_path: Path) -> None:
    """Title, old and new line; with --write the file, which stays writable, and its cases pass."""
    folder = tmp_path / "nowhere"
    book_in(folder, -2)
    arguments = [
        "--home",
        str(tmp_path),
        "rules",
        "shift",
        str(folder),
        "--window",
        "silence",
        "--days",
        "-1",
    ]
    shown = CliRunner().invoke(dauys, arguments, catch_exceptions=False)
    assert '"a spot that ends as the silence begins is fine (2021-01-08)"\n    airings:' in shown.output
    assert '    → airings: [{id: a, outlet: east, contestant: c1, start: "2021-01-07 23:59:30' in shown.output
    assert "cases that would be moved by -1 days: 1" in shown.output
    assert (folder / "cases.yaml").read_text("utf-8") == CASES
    written = CliRunner().invoke(dauys, [*arguments, "--write"], catch_exceptions=False)
    assert (written.exit_code, "cases moved by -1 days: 1" in written.output) == (0, True)
    check = ["--home", str(tmp_path), "rules", "check", str(folder)]
    assert CliRunner().invoke(dauys, check, catch_exceptions=False).exit_code == 0
    assert (folder / "cases.yaml").stat().st_mode & 0o200


def test_refusals(tmp_path: Path) -> None:
    """A window that is not there; a shipped book, which nobody writes."""
    with pytest.raises(WrongUse, match="nowhere has no window silense; it has: silence"):
        shift(book_in(tmp_path / "nowhere", -2), "silense", -1)
    with pytest.raises(WrongUse, match="kz-2021 is the shipped book; copy it first"):
        write_cases(find_book("kz-2021", tmp_path), "")
