"""The ear's error: on which pages and papers it stands, whose it is, and that checks hold pages to it."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.reports.bundles import KEY, LANGUAGES, seal, verify, write_material
from tests.reports.campaign import Changes, material

from dauys.reports import Material, build, render
from dauys.reports.document import Report
from dauys.reports.html.inlines import Inlines
from dauys.reports.laboratory import laboratory, laboratory_file
from dauys.reports.messages import Measured, say
from dauys.reports.pages.laboratory import laboratory_limits
from dauys.reports.wording import Wording
from dauys.reports.xlsx import render_xlsx

OURS = ((laboratory().engine, laboratory().params_digest),)
SHEET = say("Laboratory")
OTHERS = (*OURS, ("dauys-9.9.9", "0123456789abcdef"))
SHOWN = re.compile(r'<data data-laboratory="laboratory\.([\w-]+)" value="(\d+)">([^<]+)</data>')


def heard_by(*ears: tuple[str, str]) -> Material:
    return replace(material(Changes(airings=12)), ears=ears)


def pages(given: Material, language: str) -> dict[str, str]:
    document = build(given)
    blank = {chart.name: "<svg ></svg>" for chart in document.charts()}
    files = render(document, language, LANGUAGES, blank)
    return {path.partition("/")[2]: content.decode() for path, content in files}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_stands_on_the_method_page(language: str) -> None:
    """Each with its value and in its language's writing, with split, commit and command beside."""
    page = pages(heard_by(*OURS), language)["method.html"].partition('id="laboratory"')[2]
    shown = {f"laboratory.{name}": int(value) for name, value, _ in SHOWN.findall(page)}
    assert shown == {name: number.value for name, number in laboratory().figures.items()}
    assert laboratory().commit in page
    assert laboratory().split in page
    assert all(command in page for command in laboratory().commands)


@pytest.mark.parametrize(
    ("language", "words"),
    [("kk", "Зертханалық"), ("ru", "Лабораторные"), ("en", "Laboratory figures, not of")],
)
def test_commissioner_and_session_are_told(language: str, words: str) -> None:
    """One sentence on the first page, the figures with their interval among the session's limits."""
    shown = pages(heard_by(*OURS), language)
    limits = shown["session.html"].partition('id="heading-16"')[2]
    assert words in shown["index.html"]
    assert words in limits
    assert {name for name, _, _ in SHOWN.findall(limits)} >= {"recall", "recall-low", "recall-high", "false"}


def test_it_is_said_whose_error_it_is() -> None:
    """Of the same ear, of another one, or of none, where no recording was heard."""
    same, other, none = (pages(heard_by(*ears), "en") for ears in (OURS, OTHERS, ()))
    for page in ("method.html", "session.html"):
        assert "The same version of the system heard" in same[page]
        assert "of another version of the system" in other[page]
        assert "dauys-9.9.9 0123456789abcdef" in other[page]
        assert "No recording stands behind" in none[page]
    assert "version of the system" not in same["index.html"]
    assert "They are of another version of the system" in other["index.html"]
    assert "aboratory" not in none["index.html"]


def test_repeated_scoring_is_confessed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A split that was scored once is said to be so; one scored again flatters, and that is said."""
    said = {}
    for readings in (1, 7):
        measured = replace(laboratory(), readings=readings)
        monkeypatch.setattr("dauys.reports.pages.laboratory.laboratory", lambda measured=measured: measured)
        said[readings] = " ".join(map(Wording("en").plain, laboratory_limits(heard_by(*OURS))))
    assert "scored on this sound once." in said[1]
    assert "while it was being made: 7. The figures are kinder" in said[7]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_workbook_has_a_sheet_of_numbers(language: str) -> None:
    """A figure a row, as a number with its unit, and the source as text."""
    given = heard_by(*OURS)
    book = load_workbook(io.BytesIO(render_xlsx(build(given), given.tables, language)))
    sheet = book[Wording(language).plain(SHEET)]
    rows = [tuple(cell.value for cell in row) for row in sheet.iter_rows()]
    numbers = [value for _, value, unit in rows if unit and isinstance(value, int | float)]
    assert laboratory().figure("airings").value in numbers
    assert laboratory().figure("recall").value / 1000 in numbers
    assert laboratory().figure("false-per-day").value / 10 in numbers
    assert any(laboratory().commands[0] in str(value) for _, value, _ in rows)


def test_an_inline_cannot_bring_markup() -> None:
    """Id and value are written escaped."""
    inlines = Inlines(Wording("en"), Report(SHEET, (), {}), "index.html")
    assert inlines.html(Measured('a"<b>', 1, "count")) == (
        '<data data-laboratory="a&quot;&lt;b&gt;" value="1">1</data>'
    )


class TestVerified:
    """verify.py reads laboratory.json and holds every page to it."""

    @pytest.fixture
    def bundle(self, tmp_path: Path) -> Path:
        return write_material(tmp_path, heard_by(*OURS))

    def changed(self, bundle: Path, **changes: int) -> list[str]:
        said = json.loads(laboratory_file())
        for name, value in changes.items():
            said["figures"][f"laboratory.{name}"]["value"] = value
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        (bundle / "laboratory.json").write_text(f"{text}\n", "utf-8")
        seal(bundle, KEY)
        return verify(bundle).differences

    def test_the_bundle_carries_the_shipped_file(self, bundle: Path) -> None:
        """To the byte, in the manifest, and the report holds."""
        assert (bundle / "laboratory.json").read_bytes() == laboratory_file()
        assert '"path":"laboratory.json"' in (bundle / "manifest.jsonl").read_text("utf-8")
        assert verify(bundle).differences == []

    def test_another_figure_than_shown_is_named(self, bundle: Path) -> None:
        """With what the pages say, in every language."""
        found = self.changed(bundle, found=1)
        assert {line.split(":")[0] for line in found} >= {f"../{code}/method.html" for code in LANGUAGES}
        assert all("laboratory.found" in line for line in found)

    def test_a_figure_of_the_campaign_cannot_be_replaced(self, bundle: Path) -> None:
        """A campaign's figure that stands in laboratory.json too is still held to its rows."""
        said = json.loads(laboratory_file())
        figures = map(json.loads, (bundle / "figures.jsonl").read_text("utf-8").splitlines())
        name = next(each["id"] for each in figures if each["value"])
        said["figures"][name] = {"value": 0, "unit": "count", "monitored": {}}
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        (bundle / "laboratory.json").write_text(f"{text}\n", "utf-8")
        seal(bundle, KEY)
        assert verify(bundle).differences == []

    @pytest.mark.parametrize("kind", ["figure", "laboratory"])
    def test_no_figure_is_invented_by_way_of_the_laboratory(self, bundle: Path, kind: str) -> None:
        """What no row of the campaign gives is named on every page, though laboratory.json has it."""
        said = json.loads(laboratory_file())
        said["figures"]["breaches.total"] = {"value": 0, "unit": "count", "monitored": {}}
        text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
        (bundle / "laboratory.json").write_text(f"{text}\n", "utf-8")
        for code in LANGUAGES:
            page = bundle.parent / code / "index.html"
            number = f'<p><data data-{kind}="breaches.total" value="0">0</data></p></main>'
            page.write_text(page.read_text("utf-8").replace("</main>", number, 1), "utf-8")
        seal(bundle, KEY)
        found = "\n".join(verify(bundle).differences)
        assert all(f"../{code}/index.html: " in found for code in LANGUAGES)

    def test_a_release_from_before_the_file_still_holds(self, tmp_path: Path) -> None:
        """Without the file and the numbers there is nothing to hold; numbers without the file are named."""
        bundle = write_material(tmp_path, heard_by(*OURS))
        (bundle / "laboratory.json").unlink()
        seal(bundle, KEY)
        assert all("laboratory." in line for line in verify(bundle).differences)
        assert verify(bundle).differences
        for page in tmp_path.rglob("*.html"):
            page.write_text(SHOWN.sub("", page.read_text("utf-8")), "utf-8")
        seal(bundle, KEY)
        assert verify(bundle).differences == []
