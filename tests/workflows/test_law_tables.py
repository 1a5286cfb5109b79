"""Which rule book a report is held against: the elections say it, and a home's own book holds."""

from __future__ import annotations

import hashlib
from pathlib import Path

import polars as pl
import pytest
from tests.reports.campaign import Changes, material
from tests.reports.law import BOOK, law

from dauys.domain.errors import RuleBookError, WrongUse
from dauys.domain.published import PUBLISHED
from dauys.workflows.law_tables import chosen_book, law_tables


def elections(*books: str) -> dict[str, pl.DataFrame]:
    return {"elections": pl.DataFrame({"rule_book": list(books)}, {"rule_book": pl.String})}


def own_book(home: Path, text: str) -> None:
    folder = home / "rulebooks" / "steppe"
    folder.mkdir(parents=True)
    (folder / "rules.yaml").write_text(text, "utf-8")


def test_a_homes_own_book_holds(tmp_path: Path) -> None:
    """Its origin and the digest of its file go with it."""
    own_book(tmp_path, BOOK)
    chosen = chosen_book(elections("steppe", "", "steppe"), tmp_path)
    assert chosen is not None
    digest = hashlib.sha256(BOOK.encode()).hexdigest()
    assert (chosen.book, chosen.origin, chosen.sha256) == (law().book, "home", digest)


def test_a_shipped_book_is_found(tmp_path: Path) -> None:
    """Nothing in the home: the one that came with the program."""
    chosen = chosen_book(elections("kz-2021"), tmp_path)
    assert chosen is not None
    assert chosen.origin == "shipped"


def test_no_book_leaves_the_tables_of_the_law_empty(tmp_path: Path) -> None:
    """They are there all the same, with their columns."""
    assert chosen_book(elections(""), tmp_path) is None
    for name, frame in law_tables(None, {}).items():
        assert frame.is_empty()
        assert frame.columns == list(PUBLISHED[name])


def test_two_books_are_refused(tmp_path: Path) -> None:
    """One report is held against one book."""
    with pytest.raises(WrongUse, match="several rule books"):
        chosen_book(elections("kz-2021", "steppe"), tmp_path)


def test_a_book_that_is_not_there_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of that name where the program happens to be started is not taken for it."""
    own_book(tmp_path, BOOK)
    monkeypatch.chdir(tmp_path / "rulebooks")
    with pytest.raises(WrongUse, match="neither shipped nor in"):
        chosen_book(elections("steppe"), tmp_path / "elsewhere")


def test_a_book_with_errors_stops_with_all_of_them(tmp_path: Path) -> None:
    """Every mistake is named with its line, before anything is written."""
    own_book(tmp_path, BOOK.replace("level: breach", "level: grave").replace("art. 8", '""'))
    with pytest.raises(RuleBookError) as refused:
        chosen_book(elections("steppe"), tmp_path)
    assert str(refused.value).count("grave") == 3
    assert "provision" in str(refused.value)


def test_a_decision_of_the_register_stands_beside_its_finding() -> None:
    """And one on a finding that is not there changes nothing."""
    given = material(Changes(has_session=True, has_law=True))
    rows = {"finding": ["S2.orders.o1", "S9.orders.o9"], "decision": ["referred", "confirmed"]}
    found = law_tables(law(), {**given.tables, "finding-decisions": pl.DataFrame(rows)})["findings"]
    assert dict(found.select("id", "decision").iter_rows())["S2.orders.o1"] == "referred"
    assert found["decision"].to_list().count("") == found.height - 1
