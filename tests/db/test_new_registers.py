"""The session's registers, loaded from their samples and shown as the published tables declare them."""

from __future__ import annotations

import polars as pl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.db.register_samples import TEXTS, rows

from dauys.db.registers import BY_NAME, REGISTERS, Register
from dauys.domain.acts import Act
from dauys.domain.frames import REGISTER_FRAMES
from dauys.domain.tables import TABLES
from dauys.workflows.home import CampaignHome

ACT = Act("person:Aigul", 1_608_000_000_000, "test")
DTYPES = {"text": pl.String(), "int": pl.Int64(), "bool": pl.Boolean()}
every_register = pytest.mark.parametrize("register", REGISTERS, ids=lambda register: register.name)


@pytest.fixture
def loaded(home: CampaignHome) -> CampaignHome:
    """A home with every sample but the versions."""
    from dauys.db.writes.registers import store_registers

    tallies = store_registers(rows(), ACT)
    assert all(tally.added and not tally.updated + tally.unchanged for tally in tallies.values())
    return home


def _frame(name: str) -> pl.DataFrame:
    from dauys.db.selectors.registers import frame

    return frame(name)


@every_register
def test_a_frame_begins_with_the_columns_of_its_table(loaded: CampaignHome, register: Register) -> None:
    """Names, kinds and order are those of domain.tables; what follows is public too; texts are never null."""
    declared = REGISTER_FRAMES.get(register.name) or TABLES.get(register.name) or {}
    shown = _frame(register.name)
    kinds = {**declared, **register.public}
    assert shown.schema == pl.Schema({name: DTYPES[kind] for name, kind in kinds.items()})
    assert shown.columns[: len(declared)] == list(declared)
    assert shown.select(pl.col(pl.String).null_count().cast(pl.Int64)).sum_horizontal().sum() == 0


@every_register
def test_a_frame_is_the_same_without_rows(home: CampaignHome, register: Register) -> None:
    """An empty register has its columns all the same."""
    assert _frame(register.name).height == 0
    assert set(register.public) <= set(_frame(register.name).columns)


@pytest.mark.parametrize("name", [name for name in TABLES if name in BY_NAME] + sorted(REGISTER_FRAMES))
def test_every_table_of_a_register_can_be_filled(name: str) -> None:
    """No declared column is missing from its register, but for the number of persons held liable."""
    declared = REGISTER_FRAMES.get(name) or TABLES[name]
    own = BY_NAME[name].public
    missing = {column: kind for column, kind in declared.items() if own.get(column) != kind}
    assert missing == ({"persons": "int"} if name == "incidents" else {})


def test_rows_stand_by_their_key_on_both_databases(loaded: CampaignHome) -> None:
    """The order is that of the key's code points, whatever the database's own collation is."""
    for register in REGISTERS:
        keys = _frame(register.name).select(register.key_attributes).rows()
        assert keys == sorted(keys, key=lambda key: [(cell is not None, cell) for cell in key])


def test_cells_arrive_as_they_were_meant(loaded: CampaignHome) -> None:
    """Money is tiyn, moments are UTC milliseconds, days are ISO text, an empty yes or no is null."""
    assert _frame("tariffs").rows()[0] == ("dala-tariffs", "inside page", "mm2", 350)
    assert _frame("payments")["price_tiyn"].to_list() == [10_000_000, 5_000_000]
    assert _frame("as-run")["start_ms"].to_list() == [1_608_643_804_000, 1_608_711_080_500]
    assert _frame("debates").select("held_on", "start_ms", "is_live").rows() == [
        ("2020-12-26", 1_608_991_200_000, True),
        ("2020-12-30", None, None),
    ]
    assert _frame("insertions")["day"].to_list() == ["2020-12-24", "2020-12-31"]
    assert _frame("parts")["headings"].to_list() == ["4 5 6", "15"]
    assert _frame("coverage")["tone"].to_list() == [0, 0, 1]
    assert _frame("orders")["spot_id"].to_list() == ["aq-dala-road", "", ""]
    assert _frame("orders")["is_refused"].to_list() == [False, False, True]


def test_of_persons_only_the_number_is_shown(loaded: CampaignHome) -> None:
    """An incident shows how many were held liable, one without persons shows none."""
    assert _frame("incidents").select("id", "persons").rows() == [("incident-1", 2), ("incident-2", 0)]


def test_what_is_private_stands_in_no_frame(home: CampaignHome) -> None:
    """Names and penalties of persons, objections' words and answers, and where evidence lies never leave."""
    from dauys.db.writes.registers import store_registers

    texts = TEXTS | {"persons-liable.csv": "id,incident,name,penalty\np,incident-1,SECRET name,SECRET fine\n"}
    private = {"The spot was aired at": "SECRET", "The log of the channel": "SECRET"}
    for open_words, secret in private.items():
        texts["objections.csv"] = texts["objections.csv"].replace(open_words, secret)
    texts["incidents.csv"] = texts["incidents.csv"].replace("file 12/2020", "SECRET file")
    store_registers(rows(texts), ACT)
    for register in REGISTERS:
        shown = _frame(register.name)
        assert "SECRET" not in shown.write_csv(), register.name
        assert not set(shown.columns) & {c.attribute for c in register.columns if not c.is_public}


def test_loading_again_changes_nothing(loaded: CampaignHome) -> None:
    """The same samples a second time leave every row and the history as they were."""
    from dauys.db.models import Change
    from dauys.db.writes.registers import store_registers

    before = Change.objects.count()
    tallies = store_registers(rows(), ACT)
    assert {(tally.added, tally.updated) for tally in tallies.values()} == {(0, 0)}
    assert Change.objects.count() == before


def test_a_changed_row_is_updated_with_its_history(loaded: CampaignHome) -> None:
    """A register of two key columns and one of its own id: the row changes, and the change is kept."""
    from dauys.db.models import Change
    from dauys.db.writes.registers import store_registers

    texts = TEXTS | {
        "coverage.csv": TEXTS["coverage.csv"].replace("36000,,1,yes", "36000,,-1,yes"),
        "payments.csv": TEXTS["payments.csv"].replace("50000.00", "49999.99"),
    }
    tallies = store_registers(rows(texts), ACT)
    assert {name for name, tally in tallies.items() if tally.updated} == {"coverage", "payments"}
    assert _frame("coverage")["tone"].to_list() == [0, 0, -1]
    changes = Change.objects.order_by("-pk").values_list("register", "row", "fields")[:2]
    assert sorted(changes) == [
        ("coverage", "item-2/governor", {"tone": [1, -1]}),
        ("payments", "payment-2", {"price_tiyn": [5_000_000, 4_999_999]}),
    ]


def test_many_rows_take_few_statements(loaded: CampaignHome) -> None:
    """Three thousand coverage rows are stored in batches and read in one query."""
    from dauys.db.writes.registers import store_registers

    one = rows()["coverage"][0]
    many = [{**one, "item_id": f"many-{number:04}"} for number in range(3000)]
    with CaptureQueriesContext(connection) as written:
        store_registers({"coverage": many}, ACT)
    assert len(written) < 150
    with CaptureQueriesContext(connection) as asked:
        assert _frame("coverage").height == 3003
    assert len(asked) == 1


@every_register
def test_references_point_to_earlier_registers(register: Register) -> None:
    """Registers are stored in their order, so what a row refers to is there already."""
    names = [other.name for other in REGISTERS]
    earlier = names[: names.index(register.name)]
    assert {column.refers_to for column in register.columns if column.refers_to} <= set(earlier)
