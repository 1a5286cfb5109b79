"""The pages: every figure has its value, its rows and its address, and nothing unknown is a zero."""

from __future__ import annotations

import re
from html import unescape
from posixpath import dirname, join, normpath

import pytest
from tests.reports.campaign import Changes, airings_frame, material

from dauys.reports import Report, build, chart_specs, render
from dauys.reports.figure_book import AIRINGS

LANGUAGES = ("kk", "ru", "en")
DATA = re.compile(r'<data data-figure="([^"]+)" value="(-?\d+)">([^<]*)</data>')
HREF = re.compile(r'(?:href|src)="([^"]*)"')


@pytest.fixture(scope="module")
def report() -> Report:
    return build(material())


@pytest.fixture(scope="module")
def texts(report: Report) -> dict[str, str]:
    """Every page in English."""
    return pages(report)


def pages(report: Report, language: str = "en", languages: tuple[str, ...] = LANGUAGES) -> dict[str, str]:
    """Every page's text; the charts are left blank, drawing them is the workflow's."""
    blank = dict.fromkeys(chart_specs(report, language), "<svg ></svg>")
    return {path: content.decode() for path, content in render(report, language, languages, blank)}


def test_every_number_in_data_is_its_figures_value(report: Report) -> None:
    """In each language, `data` elements carry the integer of the figure they name."""
    for language in LANGUAGES:
        found = [match for text in pages(report, language).values() for match in DATA.findall(text)]
        assert len(found) > 500
        assert all(report.figures[name].value == int(value) for name, value, _ in found)


def test_every_figure_leads_to_a_page_that_exists(texts: dict[str, str]) -> None:
    """No figure's address, and no link at all, leads nowhere; anchors exist too."""
    for path, text in texts.items():
        for href in HREF.findall(text):
            target, _, anchor = unescape(href).partition("#")
            if target.startswith(("data:",)) or "/assets/" in target or "/clips/" in target:
                continue
            full = normpath(join(dirname(path), target)) if target else path
            if full.split("/")[0] in ("kk", "ru"):
                continue  # the same page in another language
            assert full in texts, (path, href)
            assert not anchor or f'id="{anchor}"' in texts[full], (path, href)


def test_the_rows_behind_a_count_are_as_many_as_it_says(report: Report, texts: dict[str, str]) -> None:
    """For every count of airings that is not 0: its value is the number of its counted rows."""
    checked = 0
    for figure in report.figures.values():
        if not figure.where["day"] and figure.definition.id == AIRINGS and figure.value:
            text = texts[f"en/{report.addresses[figure.id]}"]
            rows = text.count('<tr id="day-') + text.count("<tr>") - 1 if "<tbody>" in text else 0
            assert figure.value == rows - text.count("began outside"), figure.id
            checked += 1
    assert checked > 50


def test_contestants_sum_to_their_contest_and_contests_to_all(report: Report) -> None:
    """The printed parts make up the printed total, for counts and for milliseconds."""
    for name in ("airings", "airtime"):
        total = report.figures[f"{name}.total"].value
        contests = [
            report.figures[f"contest.{contest}.{name}.total"].value for contest in ("lists", "seat-4")
        ]
        each = [report.figures[f"{name}.{c.id}"].value or 0 for c in material().contestants]
        assert sum(each) == sum(value or 0 for value in contests) == total


def test_counts_stand_beside_monitored_time_and_gaps(report: Report) -> None:
    """Monitored and not monitored make up what was due, in the report's own figures."""
    values = {name: figure.value for name, figure in report.figures.items()}
    for scope in ("", "tv.", "radio.", "outlet.tulpar-tv.", "outlet.tulpar-tv.2020-12-23."):
        assert values[f"{scope}due.total"] == values[f"{scope}monitored.total"] + values[f"{scope}gap.total"]


def test_an_outlet_without_monitored_time_says_not_monitored(texts: dict[str, str]) -> None:
    """Its cells never hold a zero: they say that it was not monitored."""
    text = texts["en/outlets/zhetisu-tv.html"]
    zeros = [name for name, value, _ in DATA.findall(text) if value == "0"]
    assert zeros == []
    assert text.count(">not monitored</data></a>") > 10


def test_zero_where_it_was_monitored_is_a_zero(texts: dict[str, str]) -> None:
    """A contestant who was not heard on an outlet that was monitored has 0 airings."""
    text = texts["en/contestants/sarina.html"]
    assert '<data data-figure="outlet.tulpar-tv.airings.sarina" value="0">0</data>' in text


def test_a_share_of_nothing_is_not_known() -> None:
    """Without any airing a share is not known, and the report is still made."""
    empty = build(material(Changes(airings=0, waiting=0)))
    text = pages(empty)["en/index.html"]
    assert "not known" in text
    assert empty.figures["airings.total"].value == 0


def test_names_are_shown_and_never_obeyed(texts: dict[str, str]) -> None:
    """A name with markup in it stands on the page as text, in every language's folder."""
    text = texts["en/index.html"]
    assert "Zhaña Arna &amp; Co &lt;b&gt;" in text
    assert "Co <b>" not in text


def test_the_pages_need_nothing_from_elsewhere(texts: dict[str, str]) -> None:
    """No script, no frame, no address of another host."""
    for text in texts.values():
        assert "<script" not in text
        assert "<iframe" not in text
        assert "http" not in text.replace("http-equiv", "")


def test_rows_give_time_reason_and_sound(texts: dict[str, str]) -> None:
    """A row holds local time, version, integrity in words, score, why, recording and a player."""
    row = re.findall(r"<tr.*?</tr>", texts["en/rows/outlet.tulpar-tv.altyn-kopir.html"])[1]
    for part in (
        "<time datetime=", "+06:00", "Біз біргеміз", "0.9", '<span lang="en">Explained',
        "tulpar-tv/2020-12-", " at 1:", '<audio controls preload="none" src="../../clips/', "policy:score",
    ):  # fmt: skip
        assert part in row, (part, row)


def test_without_clips_the_row_says_so() -> None:
    """A row without a clip has no dead player."""
    text = pages(build(material(Changes(has_clips=False))))["en/rows/total.html"]
    assert "<audio" not in text
    assert text.count("no clip") == 120


def test_many_rows_are_divided_and_addresses_follow() -> None:
    """Rows beyond the first page stand on the next; a day's figure leads to the page its day begins on."""
    report = build(material(Changes(airings=500)))
    texts = pages(report)
    assert "en/rows/total.part-3.html" in texts
    rows = sum(text.count("<audio") for path, text in texts.items() if path.startswith("en/rows/total."))
    assert rows == 500
    address = report.addresses["outlet.tulpar-tv.2020-12-24.airings.total"]
    path, _, anchor = address.partition("#")
    assert f'id="{anchor}"' in texts[f"en/{path}"]


def test_what_waits_is_listed_and_not_counted(report: Report, texts: dict[str, str]) -> None:
    """Doubtful sightings and recordings set aside are counted apart and listed with their reasons."""
    assert 'counted above: <a href="method.html#waiting">2</a>' in texts["en/index.html"]
    assert report.figures["airings.total"].value == airings_frame().height
    method = texts["en/method.html"]
    assert "tau-radiosy/2020-12-24T06-00-00+0600.mp3" in method
    assert "no_audio" in method
    assert method.count("0.640") == 2


def test_an_airing_into_prime_time_is_counted_before_it(texts: dict[str, str]) -> None:
    """The airing that starts ten seconds before 19:00 lends prime time its seconds and not its count."""
    text = texts["en/rows/prime-total.html"]
    assert text.count("began outside") == 1
    assert "of it here: " in text


def test_every_page_has_its_languages_and_its_title(report: Report) -> None:
    """Each page names its language and leads to itself in the other two."""
    for language in LANGUAGES:
        for path, text in pages(report, language).items():
            assert f'<html lang="{language}">' in text
            assert text.count("hreflang=") == 3
            assert "<h1></h1>" not in text, path
