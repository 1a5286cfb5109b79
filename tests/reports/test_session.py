"""The session: every heading, filled from the registers or said to be empty; words apart from numbers."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from tests.reports.campaign import PARTS, Changes, material
from tests.reports.test_report_pages import DATA, pages

from dauys.reports import Report, build, chart_specs, release_kit
from dauys.reports.document import ClockChart, DaysChart, Statement, Table


@pytest.fixture(scope="module")
def report() -> Report:
    return build(material(Changes(has_session=True)))


@pytest.fixture(scope="module")
def texts(report: Report) -> dict[str, str]:
    return pages(report)


def value(report: Report, figure_id: str) -> int | None:
    return report.figures[figure_id].value


def test_every_heading_stands_in_its_order(texts: dict[str, str]) -> None:
    """Sixteen headings, numbered; an empty one says so and shows no zero."""
    text = texts["en/session.html"]
    headings = re.findall(r'<h2 id="heading-(\d+)">(.*?)</h2>(.*?)(?=<h2|</main>)', text, re.DOTALL)
    assert [int(number) for number, _, _ in headings] == list(range(1, 17))
    assert all("<p" in body or "<li" in body or "<table" in body for _, _, body in headings)
    tariffs = headings[1][2]
    assert "No tariff notice is registered." in tariffs
    assert "<data" not in tariffs


def test_events_are_counted_and_persons_are_not_named(report: Report, texts: dict[str, str]) -> None:
    """Debates, polls, incidents and the persons held liable have the ids that a session is read by."""
    ids = ("debates.total", "polls.notified", "polls.accepted", "incidents.damage", "incidents.persons")
    assert [value(report, name) for name in ids] == [1, 3, 2, 2, 3]
    for name in ids[:3]:
        assert name in {found[0]: found[1] for found in DATA.findall(texts["en/index.html"])}
    assert not any("p0" in re.findall(r"<td>(.*?)</td>", text) for text in texts.values())


def test_a_signers_words_are_a_statement_and_hold_no_figure(report: Report, texts: dict[str, str]) -> None:
    """They stand under the name and office, beside the numbers on access, and are never obeyed as markup."""
    page = next(page for page in report.pages if page.path == "session.html")
    assert [block.speaker.en for block in page.blocks if isinstance(block, Statement)] == ["A. Member"]
    said = re.search(r'<figure class="statement">.*?</figure>', texts["en/session.html"])
    assert said is not None
    assert "A. Member, member, said:" in said[0]
    assert "Access was equal &lt;b&gt;." in said[0]
    assert "<data" not in said[0]


@pytest.mark.parametrize("is_signed", [True, False])
@pytest.mark.parametrize("is_illustrative", [True, False])
def test_a_part_says_whether_it_was_signed(is_signed: bool, is_illustrative: bool) -> None:
    """In the table and beside the signer's words; where rows are illustrative, that nobody signed."""
    whole = material(Changes(has_session=is_illustrative))
    signed = {"member": 1_610_000_000_000} if is_signed else {}
    text = pages(build(replace(whole, parts=PARTS, signed=signed)))["en/session.html"]
    demonstration = text.count("Demonstration of a signature, <time")
    assert demonstration == (2 if is_signed and is_illustrative else 0)
    assert text.count("Signed <time") == (2 if is_signed and not is_illustrative else 0)
    assert text.count("Not signed") == (0 if is_signed else 2)
    assert ("the persons named have signed nothing" in text) == is_illustrative


def test_what_is_illustrative_says_so_everywhere(report: Report) -> None:
    """The notice stands on every page in its language; charts and tables say it in their captions."""
    for language, notice in (("kk", "Көрнекі мысал."), ("ru", "Условный пример."), ("en", "Illustrative:")):
        assert all(notice in text for text in pages(report, language).values())
    tables = [block for page in report.pages for block in page.blocks if isinstance(block, Table)]
    assert all("illustrative" in str(table.caption) for table in tables)
    specs = chart_specs(report, "en")
    assert all("Illustrative example" in str(spec["layer"]) for spec in specs.values())


def test_a_debates_clock_is_drawn_and_told(report: Report) -> None:
    """Seconds of speech per participant, and how far each lies behind the longest."""
    clock = next(chart for chart in report.charts() if isinstance(chart, ClockChart))
    assert [figure.value for _, figure in clock.bars] == [30_000, 35_000]
    assert value(report, "debate.first.behind.kok-dala") == 5_000


def test_the_days_add_up_to_each_contestants_total(report: Report) -> None:
    """The strips of the campaign day by day hold the items of the whole campaign."""
    charts = [chart for chart in report.charts() if isinstance(chart, DaysChart)]
    assert charts
    for line in (line for chart in charts for line in chart.lines):
        assert sum(line.counts.values()) == line.total.value


def test_access_stands_as_shares_and_gaps(report: Report) -> None:
    """The highest lies nothing behind itself; every gap is the highest less the contestant's own."""
    counts = {c.id: value(report, f"items.{c.id}") or 0 for c in material().contestants[:5]}
    for name, count in counts.items():
        assert value(report, f"items-gap.{name}") == max(counts.values()) - count


def test_every_figure_of_the_session_leads_to_its_rows(report: Report, texts: dict[str, str]) -> None:
    """Whatever table a figure is about, its address is a page of the report."""
    for figure_id, address in report.addresses.items():
        path, _, anchor = address.partition("#")
        assert f"en/{path}" in texts, figure_id
        assert not anchor or f'id="{anchor}"' in texts[f"en/{path}"], figure_id
    assert "Institute 2" in texts["en/rows/polls.notified.total.html"]
    assert "Institute 2" in texts["en/rows/polls.notified.total.refused.html"]
    assert "Institute 1" not in texts["en/rows/polls.notified.total.refused.html"]


def test_as_of_is_the_latest_moment_of_the_material(report: Report) -> None:
    """Never the machine's clock: the last airing here ends in the campaign's third day."""
    assert report.as_of is not None
    assert report.as_of.at_ms == material().tables["monitored-time"]["end_ms"].max()


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_the_release_kit_is_short_and_made_of_figures(report: Report, language: str) -> None:
    """At most 280 letters, the numbers as the pages show them, and a picture of the shares."""
    kit = release_kit(report, language)
    assert len(kit.text) <= 280
    assert str(value(report, "tv.airings.total")) in unescape(kit.text)
    assert kit.picture is not None
