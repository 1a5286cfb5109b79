"""What an outlet's medium cannot carry is refused, and so is a speech of who declined the debate."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.db.test_agreements import ACT, samples, sheets_of, stored
from tests.workflows.text_ear import TextEar

from dauys.db.registers import BY_NAME, REGISTERS
from dauys.db.registers.media import carried_elsewhere
from dauys.db.registers.refusals import spoken_by_absent
from dauys.domain.errors import Problem, RegisterError
from dauys.workflows.home import CampaignHome
from dauys.workflows.load import load

# register, what is replaced in its sample, by what, then what is complained of: line, words
MISPLACED = [
    ("insertions", "kok-jol,dala-times", "kok-jol,samal-tv", 2,
     "outlet 'samal-tv' is tv, a row of insertions needs print; correct either"),
    ("insertions", "kok-jol,dala-times", "kok-jol,dala-online", 2, "needs print"),
    ("placements", "aq-dala,dala-online", "aq-dala,dala-times", 2,
     "outlet 'dala-times' is print, a row of placements needs online"),
    ("channels", "tolqyn-fm,tolqyn-fm", "tolqyn-fm,dala-online", 4,
     "outlet 'dala-online' is online, a row of channels needs tv or radio"),
    ("state-slots", "samal-tv,tv", "tolqyn-fm,tv", 2, "outlet 'tolqyn-fm' is radio, kind 'tv' needs tv"),
    ("state-slots", "dala-times,article", "samal-tv,article", 3, "kind 'article' needs print or online"),
    ("monitored-time", "tv,2020-12-21,ms", "tv,2020-12-21,visits", 2, "unit 'visits' needs online"),
    ("monitored-time", "dala-times,2020-12-24", "samal-tv,2020-12-24", 3, "unit 'issues' needs print"),
]  # fmt: skip


def misplaced(texts: dict[str, str], loaded: dict[str, str]) -> list[Problem]:
    return carried_elsewhere(sheets_of(texts), BY_NAME, stored(loaded))


def absent(texts: dict[str, str], loaded: dict[str, str]) -> list[Problem]:
    return spoken_by_absent(sheets_of(texts), BY_NAME, stored(loaded))


@pytest.mark.parametrize("check", [misplaced, absent])
def test_right_registers_are_taken(check) -> None:
    """The samples, together, after themselves, and one by one; and a folder that has none of them."""
    assert check(samples(), {}) == []
    assert [check({name: text}, samples()) for name, text in samples().items()] == [[]] * len(REGISTERS)


@pytest.mark.parametrize(("name", "old", "new", "line", "words"), MISPLACED)
def test_a_row_in_another_medium_is_named(name: str, old: str, new: str, line: int, words: str) -> None:
    """In one folder, and in a file alone after all the others: file, line, the outlet, what to do."""
    bad = {name: samples()[name].replace(old, new, 1)}
    assert bad[name] != samples()[name]
    for problems in (misplaced(samples() | bad, {}), misplaced(bad, samples())):
        assert [(p.file, p.line, p.field) for p in problems] == [(f"{name}.csv", line, "outlet")]
        assert words in problems[0].text


@pytest.mark.parametrize(
    ("old", "new", "row"),
    [
        ("samal-tv,tv", "samal-tv,print", "channels samal-1, loaded before"),
        ("dala-times,print", "dala-times,online", "insertions print-1, loaded before"),
        ("dala-online,online", "dala-online,tv", "placements banner-1, loaded before"),
    ],
)
def test_an_outlet_cannot_change_its_medium_beneath_its_rows(old: str, new: str, row: str) -> None:
    """A new medium is refused at its cell, with the row that it contradicts."""
    problems = misplaced({"outlets": samples()["outlets"].replace(old, new, 1)}, samples())
    assert {(p.file, p.field) for p in problems} == {("outlets.csv", "medium")}
    assert any(p.text.startswith(row) for p in problems), problems


def test_what_is_not_known_accuses_nobody() -> None:
    """A wrong cell of either row is complained of by itself; an article may stand in print or online."""
    assert misplaced(samples(outlets=samples()["outlets"].replace(",print,", ",paper,")), {}) == []
    assert misplaced(samples(insertions=samples()["insertions"].replace("2020-12-24", "soon")), {}) == []
    online = samples()["state-slots"].replace("dala-times", "dala-online")
    assert misplaced(samples(**{"state-slots": online}), {}) == []


def test_old_contradictions_do_not_hold_up_a_load() -> None:
    """What a home took in before these were asked is not held against a folder that has nothing of it."""
    old = samples(insertions=samples()["insertions"].replace("kok-jol,dala-times", "kok-jol,samal-tv"))
    rest = "\n".join(samples()["outlets"].splitlines()[:1] + samples()["outlets"].splitlines()[2:]) + "\n"
    assert misplaced({"outlets": rest}, old) == []
    refused = samples()["debate-participants"].replace("6,5,0,no", ",,,yes")
    old = samples(**{"debate-participants": refused})
    others = "\n".join(refused.splitlines()[:2]) + "\n"
    assert absent({"debate-participants": others}, old) == []


def test_who_declined_did_not_speak() -> None:
    """Named at the speech, or, where that was loaded before, at the refusal."""
    speech = {"debate-speeches": samples()["debate-speeches"] + "studio,kok-jol,1000,2000\n"}
    for problems in (absent(samples(**speech), {}), absent(speech, samples())):
        assert [(p.file, p.line, p.field) for p in problems] == [("debate-speeches.csv", 5, "contestant")]
        assert "'kok-jol' declined to take part in 'studio' (debate-participants)" in problems[0].text
    refused = {"debate-participants": samples()["debate-participants"].replace("6,5,0,no", ",,,yes")}
    problems = absent(refused, samples())
    assert {(p.file, p.line, p.field) for p in problems} == {("debate-participants.csv", 3, "is_refused")}
    assert [p.text.split(",")[0] for p in problems] == [
        "debate-speeches evening / kok-jol / 60000",
        "debate-speeches evening / kok-jol / 305000",
    ]


def test_a_contestants_outlet_says_whose_it_is() -> None:
    """`ownership` contestant without the contestant is refused at the missing cell."""
    texts = {"outlets": samples()["outlets"].replace("contestant,aq-dala", "contestant,")}
    (sheet,) = sheets_of(texts)
    assert [(p.line, p.field) for p in sheet.problems] == [(4, "owner_contestant")]
    assert "say which" in sheet.problems[0].text


def test_a_load_asks_for_both(home: CampaignHome, tmp_path: Path) -> None:
    """A folder with either is refused as a whole, with all that is wrong at once."""
    bad = samples(
        insertions=samples()["insertions"].replace("kok-jol,dala-times", "kok-jol,samal-tv"),
        **{"debate-speeches": samples()["debate-speeches"] + "studio,kok-jol,1000,2000\n"},
    )
    for name, text in bad.items():
        if name != "versions":
            (tmp_path / f"{name}.csv").write_text(text, "utf-8")
    with pytest.raises(RegisterError) as refused:
        load(home, str(tmp_path), 1, ACT, TextEar())
    assert {(p.file, p.line, p.field) for p in refused.value.problems} == {
        ("insertions.csv", 2, "outlet"),
        ("debate-speeches.csv", 5, "contestant"),
    }
