"""Rows of different registers that contradict each other are named, whether they come together or in turn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from tests.db.register_samples import TEXTS
from tests.workflows.text_ear import TextEar

from dauys.db.registers import BY_NAME, REGISTERS, Register
from dauys.db.registers.agreements import contradictions
from dauys.db.registers.reading import Sheet, read
from dauys.domain.acts import Act
from dauys.domain.errors import Problem, RegisterError
from dauys.workflows.home import CampaignHome
from dauys.workflows.load import load

ACT = Act("person:Aigul", 1_608_000_000_000, "test")
SECOND_CONTEST = (
    "seat-4,a,b,c,2020-12-10T18:00+06:00,2021-01-09T00:00+06:00,2021-01-10,spring,candidates,,,,,,\n"
)
TWO_CONTESTS = {
    "contests": TEXTS["contests.csv"] + SECOND_CONTEST,
    "contestants": TEXTS["contestants.csv"] + "tileuov,seat-4,1,a,b,c,,,\n",
}

# register, what is replaced in its sample, by what, then what is complained of: line, field, words
BROKEN = [
    ("coverage", "dala-times,,", "dala-times,samal-2,", 4, "channel",
     "the outlet of channel 'samal-2' is 'samal-tv' and the row's own outlet is 'dala-times'"),
    ("slots", "order-1,samal-1", "order-1,tolqyn-fm", 2, "channel",
     "the outlet of channel 'tolqyn-fm' is 'tolqyn-fm' and the outlet of order 'order-1' is 'samal-tv'"),
    ("orders", "order-1,aq-dala,", "order-1,kok-jol,", 2, "spot",
     "the contestant of spot 'aq-dala-road' is 'aq-dala' and the row's own contestant is 'kok-jol'"),
    ("airings", "samal-2,aq-dala,", "samal-2,kok-jol,", 2, "spot", "make them the same"),
    ("coverage", "samal-1,party-lists", "samal-1,seat-4", 2, "subject",
     "the contest of subject 'aq-dala' is 'party-lists' and the row's own contest is 'seat-4'"),
    ("meetings", "party-lists,", "seat-4,", 2, "contestant", "the row's own contest is 'seat-4'"),
    ("debate-participants", "studio,kok-jol", "studio,tileuov", 4, "contestant",
     "the contest of contestant 'tileuov' is 'seat-4' and the contest of debate 'studio' is 'party-lists'"),
    ("debate-speeches", "evening,aq-dala", "studio,aq-dala", 3, "contestant",
     "'aq-dala' of 'studio' is none of debate-participants; there is kok-jol"),
    ("orders", "aq-dala-road,kk", "aq-dala-road,en", 2, "version",
     "'en' of 'aq-dala-road' is none of versions; there is kk, ru"),
    ("as-run", "aq-dala-road,kk", "kok-jol-school,kk", 2, "version", "there is one without a name"),
    ("airings", "aq-dala-road,kk", "aq-dala-road,k2", 2, "version", "correct it, or add it there"),
]  # fmt: skip


def sheets_of(texts: dict[str, str]) -> list[Sheet]:
    return [read(register, texts[register.name].encode()) for register in REGISTERS if register.name in texts]


def samples(**changed: str) -> dict[str, str]:
    """Register → CSV: the samples in a campaign of two contests, some of them replaced."""
    good = {register.name: TEXTS[register.file] for register in REGISTERS}
    return {**good, **TWO_CONTESTS, **changed}


def stored(texts: dict[str, str]) -> Any:
    """What a database with those registers would tell."""
    rows = {sheet.register.name: sheet.rows for sheet in sheets_of(texts)}

    def tell(register: Register, columns: Sequence[str]) -> list[dict[str, Any]]:
        return [{name: row.cells[name] or "" for name in columns} for row in rows.get(register.name, [])]

    return tell


def found(texts: dict[str, str], loaded: dict[str, str]) -> list[Problem]:
    return contradictions(sheets_of(texts), BY_NAME, stored(loaded))


def test_right_registers_agree() -> None:
    """The samples contradict neither each other nor themselves loaded before, together or one by one."""
    assert found(samples(), {}) == []
    assert found(samples(), samples()) == []
    assert [found({name: text}, samples()) for name, text in samples().items()] == [[]] * len(REGISTERS)


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "field", "words"), BROKEN, ids=lambda value: str(value)[:20]
)
def test_a_contradiction_is_named(name: str, old: str, new: str, line: int, field: str, words: str) -> None:
    """In one folder, and in a file alone after all the others: the same line, the same words."""
    bad = {name: samples()[name].replace(old, new, 1)}
    assert bad[name] != samples()[name]
    rest = {other: text for other, text in samples().items() if other != name}
    for problems in (found(samples() | bad, {}), found(bad, samples()), found(bad, rest)):
        assert [(p.file, p.line, p.field) for p in problems] == [(f"{name}.csv", line, field)]
        assert words in problems[0].text


# register, what is changed in it after everything was loaded, what is complained of: line, field, words
TURNED = [
    ("channels", "samal-1,samal-tv", "samal-1,tolqyn-fm", 2, "outlet", "coverage item-1 / aq-dala,"),
    ("channels", "samal-1,samal-tv", "samal-1,tolqyn-fm", 2, "outlet", "slots slot-2, loaded before"),
    ("spots", "aq-dala-road,aq-dala", "aq-dala-road,kok-jol", 2, "contestant", "orders order-1, loaded"),
    ("contestants", "kok-jol,party-lists", "kok-jol,seat-4", 3, "contest", "coverage item-1 / kok-jol,"),
    ("debates", "studio,party-lists", "studio,seat-4", 3, "contest", "debate-participants studio / kok-jol"),
    ("subjects", "contestant,kok-jol", "contestant,tileuov", 3, "contestant", "of subject 'kok-jol'"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "old", "new", "line", "field", "words"), TURNED, ids=lambda value: str(value)[:20]
)
def test_a_change_beneath_what_was_loaded_is_named(
    name: str, old: str, new: str, line: int, field: str, words: str
) -> None:
    """A file that moves what loaded rows rest on is refused at the cell that moves it."""
    assert old in samples()[name]
    problems = found({name: samples()[name].replace(old, new, 1)}, samples())
    assert any((p.line, p.field) == (line, field) and words in p.text for p in problems), problems


def test_versions_that_come_later_must_hold_those_that_were_named() -> None:
    """Before any version of a spot is loaded every name is taken; the first versions are checked by it."""
    without = {name: text for name, text in samples().items() if name != "versions"}
    assert found(without, {}) == []
    late = {"versions": samples()["versions"].replace("aq-dala-road,kk,", "aq-dala-road,k2,")}
    assert {(p.file, p.line, p.field) for p in found(late, without)} == {("versions.csv", 2, "version")}
    assert [p.text.split(",")[0] for p in found(late, without)] == [
        "orders order-1", "as-run log-1", "as-run log-2", "airings entered-1",
    ]  # fmt: skip


def test_an_unnamed_version_is_not_asked_for() -> None:
    """Who does not know which cut it was says nothing wrong."""
    assert found(samples(airings=samples()["airings"].replace("road,kk", "road,", 1)), {}) == []


def test_what_a_file_leaves_out_stays_as_it_was_loaded() -> None:
    """Orders without the column of spots keep theirs: another contestant contradicts the loaded spot."""
    orders = "id,contestant,outlet,applied_at,price\norder-1,{},samal-tv,2020-12-11T09:30+06:00,1\n"
    assert found({"orders": orders.format("aq-dala")}, samples()) == []
    (problem,) = found({"orders": orders.format("kok-jol")}, samples())
    assert (problem.line, problem.field) == (2, "spot")


def test_one_wrong_cell_is_complained_of_once() -> None:
    """What a row in error or an unreadable file would have said is held against nobody."""
    for name, old, new in (
        ("channels", "2020-12-22,2021-01-09", "soon,2021-01-09"),
        ("debate-participants", "evening,aq-dala,2", "Evening,aq-dala,2"),
        ("debate-participants", "evening,aq-dala,2", "evening,aq-dala,two"),
        ("versions", "aq-dala-road,kk,kk,", "aq-dala-road,kk,german,"),
        ("versions", "spot,version", "spot,cut"),
        ("orders", "id,contestant", "id;contestant"),
    ):
        assert old in samples()[name]
        assert found(samples(**{name: samples()[name].replace(old, new, 1)}), {}) == [], (name, new)


def test_the_database_is_asked(home: CampaignHome, tmp_path: Path) -> None:
    """After a right folder one that contradicts it is refused as a whole."""
    good, bad = tmp_path / "good", tmp_path / "bad"
    for folder in (good, bad):
        folder.mkdir()
    for name, text in samples().items():
        if name != "versions":
            (good / f"{name}.csv").write_text(text, "utf-8")
    load(home, str(good), 1, ACT, TextEar())
    (bad / "spots.csv").write_text(samples()["spots"].replace("road,aq-dala", "road,kok-jol"), "utf-8")
    with pytest.raises(RegisterError) as refused:
        load(home, str(bad), 1, ACT, TextEar())
    assert {(p.file, p.line, p.field) for p in refused.value.problems} == {("spots.csv", 2, "contestant")}
    assert "airings entered-1, loaded before" in str(refused.value)
    (bad / "spots.csv").write_text(samples()["spots"], "utf-8")
    assert load(home, str(bad), 1, ACT, TextEar())["spots"].unchanged == 2
