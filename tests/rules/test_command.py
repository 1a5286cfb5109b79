"""dauys rules: books are found where they stand, a home's own before the shipped one, and checked."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.rules.rows import SITUATION
from tests.rules.small_book import text

from dauys.cli import dauys
from dauys.domain.errors import CampaignHomeError, RuleBookError, WrongUse
from dauys.workflows.rules_books import FILE, HOME, SHIPPED, find_book

GIVEN = """\
      airings: [{id: a, outlet: east, contestant: c1, start: "2021-01-09 00:00 Asia/Almaty", length: 30 s}]
"""
CASES = SITUATION.replace("case: it", "case: a spot in the silence\n    rule: R1") + GIVEN

Dauys = Callable[..., Result]


@pytest.fixture
def dauys_in(tmp_path: Path) -> Dauys:
    """Runs the command line on a home below the test's folder; refusals are raised."""

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(
            dauys, ["--home", str(tmp_path / "home"), "rules", *arguments], catch_exceptions=False
        )

    return run


def book_in(folder: Path, cases: str = f"{CASES}    expect: [{{row: a}}]\n", rules: str = text()) -> Path:
    """A folder with a book and its cases."""
    folder.mkdir(parents=True)
    (folder / "rules.yaml").write_text(rules, "utf-8")
    (folder / "cases.yaml").write_text(cases, "utf-8")
    return folder


def test_a_book_whose_cases_pass(tmp_path: Path, dauys_in: Dauys) -> None:
    """One line says so, with the digest that a report will name."""
    folder = book_in(tmp_path / "nowhere")
    done = dauys_in("check", str(folder))
    digest = hashlib.sha256((folder / "rules.yaml").read_bytes()).hexdigest()
    assert done.exit_code == 0
    assert done.output == f"nowhere: 1 of 1 cases pass ({folder}, sha256 {digest[:12]}…)\n"
    assert dauys_in("check", str(folder / "rules.yaml")).output == done.output


def test_a_book_whose_cases_fail(tmp_path: Path, dauys_in: Dauys) -> None:
    """One line says what was expected and found, --trace why, and the exit status says it too."""
    folder = book_in(tmp_path / "nowhere", f"{CASES}    expect: [{{row: b}}]\n")
    first, hint, last = dauys_in("check", str(folder)).output.splitlines()
    assert first == (
        'FAILS: R1, line 10: "a spot in the silence": '
        "expected and not found: a finding (row b); found and not expected: R1.airings.a (breach)"
    )
    assert hint.startswith("Add --trace")
    assert last.startswith("nowhere: 0 of 1 cases pass")
    done = dauys_in("check", str(folder), "--trace")
    assert done.exit_code == 1
    for line in (
        'FAILS: R1, line 10: "a spot in the silence"',
        "    expected and not found: a finding (row b)",
        "    found and not expected: R1.airings.a (breach)",
        "        window start: 2021-01-09 00:00:00.000 Asia/Almaty",
        "    R1: 1 tested, 0 exempt, 0 untested",
        "nowhere: 0 of 1 cases pass",
    ):
        assert line in done.output


def test_the_trace_of_a_case_that_passes(tmp_path: Path, dauys_in: Dauys) -> None:
    """--trace shows what was found, --rule the cases of one rule, --list only their titles."""
    folder = book_in(tmp_path / "nowhere")
    done = dauys_in("check", str(folder), "--rule", "R1", "--trace")
    assert 'passes: R1, line 10: "a spot in the silence"' in done.output
    assert "R1.airings.a: breach, art. 1, interval_ban.inside" in done.output
    listed = dauys_in("check", str(folder), "--list").output
    assert listed == 'passes: R1, line 10: "a spot in the silence"\n'
    with pytest.raises(WrongUse, match="nowhere has no rule R2; it has: R1"):
        dauys_in("check", str(folder), "--rule", "R2")


def test_a_rule_without_a_case_is_named(tmp_path: Path, dauys_in: Dauys) -> None:
    """Nobody knows whether such a rule finds what it must."""
    folder = book_in(tmp_path / "nowhere")
    (folder / "cases.yaml").unlink()
    assert "nowhere: the rule R1 has no case" in dauys_in("check", str(folder)).output


def test_the_homes_own_book_stands_for_the_shipped_one(tmp_path: Path) -> None:
    """A book in the home's rulebooks/ overrides the one of its id; a folder is a book too."""
    home = tmp_path / "home"
    assert find_book("kz-2021", home).origin == SHIPPED
    folder = book_in(home / "rulebooks/kz-2021", rules=text().replace("nowhere", "kz-2021"))
    assert find_book("kz-2021", home).origin == HOME
    assert find_book(str(folder), tmp_path).origin == FILE


def test_what_is_no_book_is_refused(tmp_path: Path, dauys_in: Dauys) -> None:
    """The message says which there are; an id that is not its folder's is a mistake in the book."""
    with pytest.raises(
        WrongUse, match=r"zz-1999 is neither a rule book \(there are: .*kz-2021.*\) nor a folder"
    ):
        dauys_in("check", "zz-1999")
    with pytest.raises(RuleBookError, match="book: it says nowhere, its folder elsewhere"):
        dauys_in("check", str(book_in(tmp_path / "elsewhere")))


def test_show_prints_the_rules_and_the_text_of_one(tmp_path: Path, dauys_in: Dauys) -> None:
    """The text of a rule is the file's, with its lines."""
    folder = book_in(tmp_path / "nowhere")
    assert "R1  art. 1  [N]  interval_ban, breach: A rule" in dauys_in("show", str(folder)).output
    lines = dauys_in("show", str(folder), "R1").output.splitlines()
    assert lines[1] == "   12    - id: R1"
    assert len(lines) == 8


def test_copy_needs_a_home_and_overwrites_nothing(tmp_path: Path, dauys_in: Dauys) -> None:
    """A copied book is the shipped one, byte for byte, writable, and stays what was made of it."""
    with pytest.raises(CampaignHomeError):
        dauys_in("copy", "kz-2021")
    home = tmp_path / "home"
    home.mkdir()
    (home / "dauys.toml").write_text('database = "sqlite"\n')
    shipped = find_book("kz-2021", home)
    assert dauys_in("copy", "kz-2021").exit_code == 0
    assert find_book("kz-2021", home).sha256 == shipped.sha256
    assert find_book("kz-2021", home).cases == shipped.cases
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (home / "rulebooks/kz-2021").iterdir()}
    assert modes == {0o644}
    with pytest.raises(WrongUse, match="is there already"):
        dauys_in("copy", "kz-2021")
