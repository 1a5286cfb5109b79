"""A reader's way through the report in a real browser, from a folder, without a network."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import vl_convert
from tests.reports.campaign import material
from tests.workflows.tones import write_tones

from dauys.reports import build, chart_specs, render, shared_files
from dauys.workflows.clips import Cut, make_clips

pytestmark = pytest.mark.chromium
LANGUAGES = ("kk", "ru", "en")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--hide-scrollbars"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented campaign's report in three languages; every airing has one real clip."""
    out = tmp_path_factory.mktemp("report")
    (out / "clips").mkdir()
    cut = Cut.around("ab" * 32, 20_000, 30_000)
    tape = write_tones(out / "tape.m4a", "aac", "ipod")
    assert make_clips([cut], lambda _: tape, out / "clips", lambda _: None) == []
    whole = material()
    report = build(replace(whole, clips=dict.fromkeys(whole.clips, cut.file_name)))
    for language in LANGUAGES:
        specs = chart_specs(report, language)
        drawings = {name: vl_convert.vegalite_to_svg(spec, vl_version="5.20") for name, spec in specs.items()}
        for path, content in [*render(report, language, LANGUAGES, drawings), *shared_files()]:
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (out / path).write_bytes(content)
    return out


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield chromium
        chromium.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_from_a_figure_to_its_rows_to_the_sound_in_two_clicks(browser, folder: Path, language: str) -> None:
    """A click on the first page's total opens its rows; a click on a row's player plays; no complaint."""
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{folder.as_uri()}/{language}/index.html")
    figure = page.locator("[data-figure='airings.total']").first
    assert figure.get_attribute("value") == "120"
    figure.click()
    page.wait_for_url("**/rows/total.html", wait_until="load")
    assert page.locator("audio").count() == 120
    player = page.locator("audio").first
    assert player.get_attribute("preload") == "none"
    player.scroll_into_view_if_needed()
    player.click(position={"x": 18, "y": 18})
    page.wait_for_function("document.querySelector('audio').currentTime > 0.2", timeout=10_000)
    assert page.evaluate("document.querySelector('audio').duration") == pytest.approx(20, abs=0.2)
    assert complaints == []
    page.close()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_narrow_screen_never_scrolls_sideways(browser, folder: Path, language: str) -> None:
    """At 360 pixels each kind of page fits; wide tables scroll in a place of their own."""
    page = browser.new_page(viewport={"width": 360, "height": 800})
    kinds = (
        "index",
        "outlets",
        "coverage",
        "method",
        "rows/total",
        "outlets/tulpar-tv",
        "contestants/birlik-zholy",
    )
    for kind in kinds:
        page.goto(f"{folder.as_uri()}/{language}/{kind}.html")
        widths = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert widths[0] <= widths[1] == 360, kind
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_is_readable_in_either_scheme(browser, folder: Path, scheme: str) -> None:
    """Every text on the first page has a contrast of 4.5 to 1 with what is behind it (WCAG 2.2, AA)."""
    page = browser.new_page(color_scheme=scheme)
    page.goto(f"{folder.as_uri()}/kk/index.html")
    weakest = page.evaluate(CONTRAST)
    assert weakest["ratio"] >= 4.5, weakest
    assert page.evaluate("document.fonts.check('16px \"Noto Sans\"', 'ғүңөәқһі')")
    page.close()


CONTRAST = """() => {
  const parts = c => c.match(/[\\d.]+/g).map(Number);
  const light = c => parts(c).slice(0, 3).map(v => v / 255)
    .map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4)
    .reduce((sum, v, n) => sum + v * [.2126, .7152, .0722][n], 0);
  const behind = e => {
    for (; e; e = e.parentElement) {
      const c = getComputedStyle(e).backgroundColor;
      if (parts(c).length < 4 || parts(c)[3] > 0) return c;
    }
    return "rgb(255, 255, 255)";
  };
  let weakest = { ratio: 99 };
  for (const e of document.querySelectorAll("body *")) {
    const text = [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim());
    if (!text || e.matches(".skip")) continue;
    const style = getComputedStyle(e);
    const colour = e.closest("svg") ? style.fill : style.color;
    const [a, b] = [light(colour), light(behind(e.closest("svg") || e))].sort((x, y) => y - x);
    const ratio = (a + .05) / (b + .05);
    if (ratio < weakest.ratio) weakest = { ratio, text: e.textContent.slice(0, 40), colour };
  }
  return weakest;
}"""
