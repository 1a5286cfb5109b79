"""Loading registers: all or nothing, again without effect, changes with their history."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.db.register_files import FILES
from tests.hostile.workbooks import book, many, rows_of
from tests.workflows.campaigns import ACT, drop, loaded, write_registers
from tests.workflows.text_ear import SPOT_MS, TextEar, spot_text

from dauys.domain.acts import Act
from dauys.domain.campaign import Contest, Contestant
from dauys.domain.errors import RegisterError, WrongUse
from dauys.domain.intervals import Interval
from dauys.domain.names import Names
from dauys.workflows.home import CampaignHome
from dauys.workflows.load import load

SAMPLES = Path(__file__).parents[2] / "docs/reference/samples"
LATER = Act("person:other", 1_600_000_000_001, "a correction")


@pytest.fixture
def ear() -> TextEar:
    return TextEar()


def contents() -> dict[str, list[Any]]:
    """Everything in the registers and their history."""
    from dauys.db import models

    tables = (models.Contest, models.Contestant, models.Alias, models.Outlet, models.Channel, models.Spot)
    tables += (models.Version, models.Change)
    return {table.__name__: list(table.objects.order_by("pk").values()) for table in tables}


def test_a_campaign_is_loaded_as_it_was_written(home: CampaignHome, ear: TextEar, tmp_path: Path) -> None:
    """Every register comes back out as domain objects, with the sound in the vault and its length heard."""
    from dauys.db.selectors import registers

    loaded(home, ear, tmp_path / "registers")
    assert [contestant.names.kk for contestant in registers.contestants()] == ["Солтүстік", "Оңтүстік"]
    assert [(alias.since is None, alias.until is None) for alias in registers.aliases()].count(
        (True, True)
    ) == 1
    kok, tau = registers.outlets()
    assert (kok.languages, len(kok.prime_time), tau.prime_time) == (("kk", "ru"), 2, ())
    assert [channel.id for channel in registers.channels()] == ["kok-1", "kok-2", "tau"]
    assert registers.channels()[0].due[0].end is None
    (contest,) = registers.contests()
    assert contest.campaign.start_ms == 1_607_601_600_000
    versions = registers.versions()
    assert [(v.spot_id, v.id, v.language, v.length_ms) for v in versions] == [
        ("alpha", "kk", "kk", SPOT_MS),
        ("alpha", "ru", "ru", SPOT_MS),
        ("beta", "", "kk", SPOT_MS),
    ]
    assert home.vault.path(versions[2].sha256).read_bytes() == spot_text("beta")


def test_loading_again_changes_nothing(home: CampaignHome, ear: TextEar, tmp_path: Path) -> None:
    """The same folder a second time leaves every row as it was and hears nothing again."""
    loaded(home, ear, tmp_path / "registers")
    before = contents()
    ear.jobs.clear()
    tallies = load(home, str(tmp_path / "registers"), 1, LATER, ear)
    assert {(tally.added, tally.updated) for tally in tallies.values()} == {(0, 0)}
    assert contents() == before
    assert ear.jobs == []


def test_a_changed_row_is_an_update_with_its_history(
    home: CampaignHome, ear: TextEar, tmp_path: Path
) -> None:
    """Changed cells are written with who, when, why, before and after; nothing else is touched."""
    from dauys.db import models

    loaded(home, ear, tmp_path / "registers")
    spots = "id,contestant,title\nalpha,south,Alpha\n"
    drop(tmp_path / "registers", "sound/beta.m4a", spot_text("beta", 7000))
    for name, text in FILES.items():
        (tmp_path / "registers" / name).write_text(spots if name == "spots.csv" else text, "utf-8")
    tallies = load(home, str(tmp_path / "registers"), 1, LATER, ear)
    assert (tallies["spots"].updated, tallies["versions"].updated) == (1, 1)
    assert models.Spot.objects.count() == 2
    changes = {change.row: change for change in models.Change.objects.filter(at_ms=LATER.at_ms)}
    assert changes["alpha"].fields == {"contestant_id": ["north", "south"]}
    assert (changes["alpha"].by, changes["alpha"].why) == (LATER.by, LATER.why)
    assert changes["beta/"].fields["length_ms"] == [SPOT_MS, 7000]


def test_one_problem_anywhere_loads_nothing(home: CampaignHome, ear: TextEar, tmp_path: Path) -> None:
    """Problems of files, references and sound come together, in order, and the home stays empty."""
    folder = write_registers(
        tmp_path / "registers",
        contests=FILES["contests.csv"].replace("2021-01-10", "soon"),
        spots=FILES["spots.csv"].replace("south", "nobody"),
    )
    drop(folder, "sound/alpha-kk.m4a", b"broken")
    (folder / "sound/beta.m4a").unlink()
    (folder / "sound/beta.m4a").symlink_to("/etc/hostname")
    drop(folder, "contestant.csv", b"")
    with pytest.raises(RegisterError) as refused:
        load(home, str(folder), 2, ACT, ear)
    found = [(problem.file, problem.line, problem.field) for problem in refused.value.problems]
    assert found == [
        ("contests.csv", 2, "voting_day"),
        ("spots.csv", 3, "contestant"),
        ("versions.csv", 2, "path"),
        ("versions.csv", 4, "path"),
        ("contestant.csv", 1, "file"),
    ]
    assert "no_audio" in str(refused.value)
    assert "leaves the folder" in str(refused.value)
    assert set(map(len, contents().values())) == {0}
    assert list((home.folder / "vault").iterdir()) == []


def test_references_reach_what_was_loaded_before(home: CampaignHome, ear: TextEar, tmp_path: Path) -> None:
    """A folder may hold one register alone, when what it refers to is in the home."""
    folder = tmp_path / "one"
    drop(folder, "spots.csv", b"id,contestant,title\ngamma,south,Gamma\n")
    with pytest.raises(RegisterError, match=r"'south' is no id in contestants"):
        load(home, str(folder), 1, ACT, ear)
    loaded(home, ear, tmp_path / "registers")
    assert load(home, str(folder), 1, ACT, ear)["spots"].added == 1


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("nothing-of-the-kind", "neither a folder nor a shipped example"),
        ("../workflows", "neither a folder nor a shipped example"),
        ("rehearsal", "must be made first; run: dauys demo"),
        ("", "holds no register"),
        ("file.csv", "is a file"),
    ],
)
def test_what_is_no_folder_of_registers_is_refused(
    home: CampaignHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, source: str, words: str
) -> None:
    """A path that is nothing, a file, or an empty folder is refused with what to do."""
    empty = tmp_path / "empty"
    drop(tmp_path, "file.csv", b"")
    empty.mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WrongUse, match=words):
        load(home, source or str(empty), 1, ACT, TextEar())


def test_sound_that_changes_while_it_is_loaded_is_refused(home: CampaignHome, tmp_path: Path) -> None:
    """The vault holds what was heard, or nothing is loaded."""
    from dauys.domain.errors import EvidenceError

    folder = write_registers(tmp_path / "registers")

    class Restless(TextEar):
        def hear(self, job: Any) -> Any:
            heard = super().hear(job)
            Path(job.path).write_bytes(spot_text("another"))
            return heard

    with pytest.raises(EvidenceError, match="was changed while it was loaded"):
        load(home, str(folder), 1, ACT, Restless())
    assert set(map(len, contents().values())) == {0}


def as_workbooks(folder: Path, *, together: bool) -> Path:
    """The folder's registers as workbooks in the place of CSV: one each, or one for all."""
    texts = {path.stem: path.read_text("utf-8") for path in sorted(folder.glob("*.csv"))}
    for path in folder.glob("*.csv"):
        path.unlink()
    if together:
        (folder / "registers.xlsx").write_bytes(many({name: rows_of(text) for name, text in texts.items()}))
    else:
        for name, text in texts.items():
            (folder / f"{name}.xlsx").write_bytes(book(rows_of(text)))
    return folder


@pytest.mark.parametrize("together", [False, True], ids=["one each", "one for all"])
def test_workbooks_are_loaded_as_csv_is(
    home: CampaignHome, ear: TextEar, tmp_path: Path, together: bool
) -> None:
    """Registers in workbooks give the rows that the same registers give as CSV."""
    loaded(home, ear, tmp_path / "registers")
    before = contents()
    folder = as_workbooks(tmp_path / "registers", together=together)
    tallies = load(home, str(folder), 1, LATER, ear)
    assert {(tally.added, tally.updated) for tally in tallies.values()} == {(0, 0)}
    assert contents() == before


def test_wrong_workbooks_are_named_with_their_sheet(home: CampaignHome, ear: TextEar, tmp_path: Path) -> None:
    """A register that stands twice, a sheet of no register and a wrong cell are named; nothing is loaded."""
    folder = write_registers(tmp_path / "registers")
    rows = rows_of(FILES["spots.csv"].replace("south", "nobody"))
    sheets = {"spots": rows, "Лист1": [], "outlets": rows_of(FILES["outlets.csv"])}
    (folder / "registers.xlsx").write_bytes(many(sheets))
    (folder / "spots.csv").unlink()
    with pytest.raises(RegisterError) as refused:
        load(home, str(folder), 1, ACT, ear)
    assert [(p.file, p.line, p.field) for p in refused.value.problems] == [
        ("registers.xlsx, sheet spots", 3, "contestant"),
        ("registers.xlsx", 1, "file"),
        ("registers.xlsx, sheet outlets", 1, "file"),
    ]
    (folder / "registers.xlsx").write_bytes(b"broken")
    with pytest.raises(RegisterError) as refused:
        load(home, str(folder), 1, ACT, ear)
    assert [(p.file, p.line, p.field) for p in refused.value.problems] == [("registers.xlsx", 1, "file")]
    assert set(map(len, contents().values())) == {0}


def test_every_register_keeps_its_history(home: CampaignHome, ear: TextEar, tmp_path: Path) -> None:
    """A changed cell of any register is an update with who, when, before and after, also among many rows."""
    from dauys.db import models

    folder = tmp_path / "samples"
    shutil.copytree(SAMPLES, folder, ignore=shutil.ignore_patterns("manifest.csv", "versions.csv"))
    load(home, str(folder), 1, ACT, ear)
    tariffs = (
        (folder / "tariffs.csv").read_text("utf-8").replace("2500.00", "2600.50").replace(",900\n", ",901\n")
    )
    (folder / "tariffs.csv").write_text(tariffs, "utf-8")
    assert load(home, str(folder), 1, LATER, ear)["tariffs"].updated == 2
    changes = models.Change.objects.filter(at_ms=LATER.at_ms).order_by("row")
    assert [(change.register, change.row, change.fields) for change in changes] == [
        ("tariffs", "samal-tariffs/day time/second", {"price_tiyn": [90_000, 90_100]}),
        ("tariffs", "samal-tariffs/prime time/second", {"price_tiyn": [250_000, 260_050]}),
    ]
    assert {change.by for change in changes} == {LATER.by}


def test_a_key_that_is_longer_than_the_history_holds_is_shortened(home: CampaignHome, ear: TextEar) -> None:
    """Two long aliases keep apart in the history."""
    from dauys.db import models
    from dauys.db.writes.registers import store_registers
    from dauys.domain.campaign import Alias

    names = Names("а", "б", "c")
    contest = Contest("lists", names, Interval(0, 1), date(2021, 1, 10))
    aliases = [Alias("north", "ru", "ә" * 400 + end, None, None) for end in "xy"]
    store_registers(
        {"contests": [contest], "contestants": [Contestant("north", "lists", names, 1)], "aliases": aliases},
        ACT,
    )
    rows = models.Change.objects.filter(register="aliases").values_list("row", flat=True)
    assert len(set(rows)) == 2
    assert {len(row) for row in rows} == {200}


def test_an_example_makes_its_rows_in_the_reading_that_is_asked_for(
    home: CampaignHome, ear: TextEar, tmp_path: Path
) -> None:
    """kz-2021 is loaded by its public name; a folder that leaves nothing open refuses a reading."""
    from dauys.db.selectors.registers import frame

    load(home, "kz-2021", 1, ACT, ear)
    assert frame("elections")["reading"].to_list() == ["total"]
    load(home, "kz-2021", 1, LATER, ear, reading="each")
    assert frame("elections")["reading"].to_list() == ["each"]
    with pytest.raises(WrongUse, match="leave --reading out"):
        load(home, str(write_registers(tmp_path / "registers")), 1, ACT, ear, reading="each")
