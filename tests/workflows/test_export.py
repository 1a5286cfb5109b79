"""Registers go out as files and come back as they were, formula-safe and with the same bytes each time."""

from __future__ import annotations

import csv
import hashlib
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from tests.workflows.campaigns import ACT, loaded
from tests.workflows.text_ear import TextEar

from dauys.db.registers import REGISTERS, Register
from dauys.db.registers.reading import read, read_own_workbook
from dauys.db.registers.register import Column
from dauys.db.registers.writing import csv_bytes, lines, shown_columns
from dauys.domain.acts import Act
from dauys.domain.errors import EvidenceError, WrongUse
from dauys.reports.xlsx import register_workbook
from dauys.workflows.export import export
from dauys.workflows.home import CampaignHome
from dauys.workflows.load import load

LATER = Act("person:other", 1_600_000_000_001, "the same again")
TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=40)
WORDS = ["_x0041_ <b> & \"'", "'quoted", "00012", "1e5", "2021-01-31", "yes", "١٢", "Қазақ, «тіл»; а\u0306"]
CELLS = [
    *("north", "x", "2021-01-31", "2020-12-10T18:00+06:00", "2020-12-10T18:00:00.250Z"),
    *("0", "1", "-2", "17", "1000", "86400000", "12500.5", "0.01", "999999999999.99", "yes", "no"),
    *("kk", "kk ru", "Asia/Almaty", "07:00-09:00", "07:00-09:00 19:00-24:00", "4 5 6"),
    *("https://example.org/?a=1&b=<2>", "sound/alpha.m4a", "tv", "national", "total", "list", "state"),
    *("chair", "ms", "second", "hall", "pending", "poll", "article", "banner", "party", "institution"),
    *("budget", "commission", "silence_reminder", "print", "citizen", "public_to_all", "votes", "confirmed"),
    *("allowed", "T3.airings.tv-17"),
]


@pytest.fixture
def campaign(home: CampaignHome, tmp_path: Path) -> CampaignHome:
    return loaded(home, TextEar(), tmp_path / "registers")


def takes(column: Column, cell: str) -> bool:
    """Whether the column's form takes the cell."""
    try:
        column.form.parse(cell)
    except ValueError:
        return False
    return cell.strip() == cell and cell != ""


def rows_of(register: Register) -> st.SearchStrategy[dict[str, str]]:
    """Rows of cells that each column's form takes, empty where it may be."""
    texts = st.one_of(TEXTS.map(str.strip), st.sampled_from(WORDS))

    def cells(column: Column) -> st.SearchStrategy[str]:
        fixed = st.sampled_from([cell for cell in (*CELLS, *WORDS) if takes(column, cell)] or [""])
        some = (
            fixed | texts.filter(lambda cell: takes(column, cell)) if takes(column, "Some text.") else fixed
        )
        return some if column.is_required else st.just("") | some

    return st.fixed_dictionaries({column.name: cells(column) for column in register.columns})


@pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.name)
@given(st.data())
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
def test_what_is_stored_goes_out_and_comes_back(register: Register, data: st.DataObject) -> None:
    """For any row that can be loaded, both kinds of file give back each stored value."""
    cells = data.draw(rows_of(register))
    columns = shown_columns(register, with_private=True)
    stored = {
        c.attribute: c.stored(c.form.parse(cells[c.name]) if cells[c.name] else c.default) for c in columns
    }
    rows = lines(columns, [stored])
    as_workbook = register_workbook(register.name, rows, [column.kind for column in columns])
    for sheet in (read(register, csv_bytes(rows)), read_own_workbook(register, as_workbook)):
        wrong = [problem for problem in sheet.problems if problem.field not in impossible(register, cells)]
        assert wrong == []
        for row in sheet.rows:
            assert {c.attribute: c.stored(row.cells[c.name]) for c in columns} == stored
    assert register_workbook(register.name, rows, [column.kind for column in columns]) == as_workbook


def impossible(register: Register, cells: dict[str, str]) -> set[str]:
    """The columns of which the row as it was drawn is complained: cells that cannot be together."""
    return {
        problem.field for problem in read(register, csv_bytes([list(cells), list(cells.values())])).problems
    }


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_home_comes_back_from_its_export(
    campaign: CampaignHome, make_home, tmp_path: Path, kind: str
) -> None:
    """What was exported changes nothing when it is loaded again, and fills an empty home as it was."""
    from dauys.db.selectors.registers import frame, versions

    out = tmp_path / "out"
    counts = export(campaign, (), out, as_workbooks=kind == "xlsx", with_private=True)
    assert counts["contestants"] == 2
    assert "elections" not in counts, "empty registers are left out"
    tallies = load(campaign, str(out), 1, LATER, TextEar())
    assert {(tally.added, tally.updated) for tally in tallies.values()} == {(0, 0)}
    before = [(frame(register.name).rows(), versions()) for register in REGISTERS]
    other = make_home("other")
    load(other, str(out), 1, ACT, TextEar())
    assert [(frame(register.name).rows(), versions()) for register in REGISTERS] == before


def test_two_exports_are_the_same_bytes(campaign: CampaignHome, tmp_path: Path) -> None:
    """Files of the same rows are identical, whenever they are written."""
    digests = []
    for name in ("one", "two"):
        export(campaign, (), tmp_path / name, as_workbooks=True, with_private=False)
        files = sorted(path for path in (tmp_path / name).rglob("*") if path.is_file())
        digests.append([(path.name, hashlib.sha256(path.read_bytes()).hexdigest()) for path in files])
    assert digests[0] == digests[1]
    assert len(digests[0]) == 10, "seven registers and the sound of three versions"


def test_a_workbook_opens_elsewhere(campaign: CampaignHome, tmp_path: Path) -> None:
    """Another reader sees the same sheet: texts as text, numbers as numbers, no formula."""
    export(campaign, ("contestants",), tmp_path / "out", as_workbooks=True, with_private=False)
    book = load_workbook(tmp_path / "out/contestants.xlsx")
    assert book.sheetnames == ["contestants"]
    rows = list(book.active.iter_rows(values_only=True))
    assert rows[1][:5] == ("north", "lists", 1, "Солтүстік", "Север")
    assert {cell.data_type for row in book.active.iter_rows() for cell in row} == {"s", "n"}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", "\r=1", "\n=1"])
def test_no_text_can_be_run(campaign: CampaignHome, tmp_path: Path, text: str) -> None:
    """A text that begins like a formula, whoever wrote it into the database, goes out as text."""
    from dauys.db.models import Spot

    Spot.objects.filter(id="alpha").update(title=text)
    for kind in ("csv", "xlsx"):
        export(campaign, ("spots",), tmp_path / kind, as_workbooks=kind == "xlsx", with_private=False)
    row = list(csv.reader(io.StringIO((tmp_path / "csv/spots.csv").read_bytes().decode(), newline="")))[1]
    assert row[:3] == ["alpha", "north", f"'{text}"]
    cell = load_workbook(tmp_path / "xlsx/spots.xlsx").active["C2"]
    assert (cell.value[0], cell.data_type) == ("'", "s")


def test_private_columns_stay_at_home(campaign: CampaignHome, tmp_path: Path) -> None:
    """Without --private no file has a private column; loading it again takes nothing private away."""
    private = [(r.name, c.name) for r in REGISTERS for c in r.columns if not c.is_public]
    for with_private in (False, True):
        out = tmp_path / f"private-{with_private}"
        export(campaign, [r.name for r in REGISTERS], out, as_workbooks=False, with_private=with_private)
        shown = {
            (r.name, n)
            for r in REGISTERS
            for n in (out / r.file).read_text("utf-8").splitlines()[0].split(",")
        }
        assert {pair in shown for pair in private} <= {with_private}


def test_a_column_that_is_left_out_is_left_alone(campaign: CampaignHome, tmp_path: Path) -> None:
    """A file without an optional column says nothing about it; one with the column empty empties it."""
    from dauys.db.selectors.registers import contestants

    head = "id,contest,order,name_kk,name_ru,name_en"
    folder = tmp_path / "funds"
    folder.mkdir()
    for tail, cell, wanted in ((",fund", ",12500.5", 1_250_050), ("", "", 1_250_050), (",fund", ",", None)):
        row = f"north,lists,1,Солтүстік,Север,North{cell}"
        (folder / "contestants.csv").write_text(f"{head}{tail}\n{row}\n", "utf-8")
        load(campaign, str(folder), 1, LATER, TextEar())
        assert contestants()[0].fund_tiyn == wanted


def test_what_cannot_be_exported_is_refused(campaign: CampaignHome, tmp_path: Path) -> None:
    """An unknown register, a folder in use and a lost sound are refused, and nothing is left behind."""
    with pytest.raises(WrongUse, match="'tarifs' is no register; there are elections"):
        export(campaign, ("tarifs",), tmp_path / "out", as_workbooks=False, with_private=False)
    with pytest.raises(WrongUse, match="is there already"):
        export(campaign, (), tmp_path / "registers", as_workbooks=False, with_private=False)
    from dauys.db.selectors.registers import versions

    campaign.vault.path(versions()[0].sha256).unlink()
    with pytest.raises(EvidenceError, match="the vault has no sound of sound/alpha__kk"):
        export(campaign, (), tmp_path / "out", as_workbooks=False, with_private=False)
    assert not (tmp_path / "out").exists()
