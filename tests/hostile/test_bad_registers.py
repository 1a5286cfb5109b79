"""One hundred bad register folders: each is named with file, line and field, and nothing is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.homes import database, make_home, template_home
from tests.hostile.bad_registers import BAD
from tests.hostile.register_cases import GOOD, Bad
from tests.workflows.text_ear import TextEar

from dauys.domain.acts import Act
from dauys.domain.errors import RegisterError
from dauys.workflows.home import CampaignHome
from dauys.workflows.load import load

__all__ = ["database", "make_home", "template_home"]

ACT = Act("person:test", 1_600_000_000_000, "a test")


def written(folder: Path, bad: Bad | None = None) -> Path:
    """The good folder with what is bad in it."""
    files = {name: text.encode() for name, text in GOOD.items()} | dict(bad.files if bad else {})
    folder.mkdir()
    for name, content in files.items():
        if content is not None:
            (folder / name).write_bytes(content)
    return folder


def rows_in(home: CampaignHome) -> int:
    """How many rows stand in all registers and their history."""
    from dauys.db.models import Change
    from dauys.db.registers import REGISTERS
    from dauys.db.selectors.registers import stored_rows

    return Change.objects.count() + sum(len(stored_rows(register)) for register in REGISTERS)


@pytest.fixture
def home(make_home: Any) -> CampaignHome:
    return make_home("campaign")


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_a_bad_register_is_named_and_nothing_is_loaded(home: CampaignHome, tmp_path: Path, bad: Bad) -> None:
    """The complaint has the file, the line and the field, is fit to be shown, and the home stays empty."""
    with pytest.raises(RegisterError) as refused:
        load(home, str(written(tmp_path / "registers", bad)), 1, ACT, TextEar())
    problems = refused.value.problems
    found = [p for p in problems if (p.file, p.line, p.field) == (bad.file, bad.line, bad.field)]
    assert any(bad.words in problem.text for problem in found), [str(problem)[:300] for problem in problems][
        :5
    ]
    assert all(len(str(problem)) < 600 for problem in problems)
    assert rows_in(home) == 0
    assert list((home.folder / "vault").iterdir()) == []


def test_they_are_a_hundred_and_differ() -> None:
    """No case stands twice."""
    assert len(BAD) == len({bad.name for bad in BAD}) >= 100
    assert (
        len({tuple(sorted((name, hash(content)) for name, content in bad.files.items())) for bad in BAD})
        >= 100
    )


def test_the_good_folder_is_loaded(home: CampaignHome, tmp_path: Path) -> None:
    """What the cases spoil is right: every row is stored, each with its history."""
    tallies = load(home, str(written(tmp_path / "registers")), 1, ACT, TextEar())
    n_rows = sum(text.count("\n") - 1 for text in GOOD.values())
    assert sum(tally.added for tally in tallies.values()) == n_rows
    assert rows_in(home) == 2 * n_rows
