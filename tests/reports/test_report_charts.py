"""Charts draw the figures, in an order of their own and without asking the host for fonts."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from tests.reports.campaign import Changes, material

from dauys.reports import build, chart_specs, shared_files


@pytest.fixture(scope="module")
def specs() -> dict[str, dict[str, dict]]:
    report = build(material())
    return {language: chart_specs(report, language) for language in ("kk", "ru", "en")}


def boxes(spec: dict, fill: str) -> list[dict]:
    return [
        row
        for layer in spec["layer"]
        if layer["mark"]["type"] == "rect" and layer["mark"]["fill"] == fill
        for row in layer["data"]["values"]
    ]


def test_bars_are_as_long_as_their_shares(specs) -> None:
    """Within a contest the bars' lengths stand to each other as the shares do."""
    report = build(material())
    bars = boxes(specs["en"]["airtime"], "#1f4e79")
    shares = [report.figures[f"airtime-share.{c.id}"].value for c in material().contestants]
    lengths = [bar["x2"] - bar["x"] for bar in bars]
    for length, share in zip(lengths[:5], shares[:5], strict=True):
        assert abs(length / 460 - share / 300) < 0.005


def test_a_box_of_the_map_is_filled_as_far_as_it_was_monitored(specs) -> None:
    """An outlet that was never recorded has empty boxes; a day with a gap is filled in part."""
    filled = [box["y2"] - box["y"] for box in boxes(specs["en"]["coverage"], "#1f4e79")]
    assert sorted(set(filled)) == [10, 14, 16]
    assert len(filled) == 12


def test_nothing_is_laid_out_by_measuring_text(specs) -> None:
    """No axis, legend or fitting: every mark is placed in pixels, so fonts cannot move it."""
    for by_name in specs.values():
        for spec in by_name.values():
            assert spec["autosize"] == {"type": "none"}
            channels = [c for layer in spec["layer"] for c in layer["encoding"].values()]
            assert all(channel.get("axis") is None for channel in channels)
            assert all(channel["scale"] is None for channel in channels if "type" in channel)


def test_charts_are_made_where_there_is_nothing_to_show() -> None:
    """A campaign without airings has its charts too."""
    assert set(chart_specs(build(material(Changes(airings=0))), "kk")) == {"airtime", "coverage"}


HASH_ALL = """
import hashlib, vl_convert
from dauys.reports import build, chart_specs, render, shared_files
from tests.reports.campaign import material
report, digest = build(material()), hashlib.sha256()
for language in ("kk", "ru", "en"):
    drawings = {
        name: vl_convert.vegalite_to_svg(spec, vl_version="5.20", allowed_base_urls=[])
        for name, spec in chart_specs(report, language).items()
    }
    for path, content in [*render(report, language, ("kk", "ru", "en"), drawings), *shared_files()]:
        digest.update(path.encode() + content)
print(digest.hexdigest())
"""


def test_the_same_campaign_gives_the_same_bytes() -> None:
    """Whatever TZ, locale and hash seed: every page, chart and sheet is byte for byte the same."""
    worlds = (
        {"TZ": "Asia/Almaty", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
        {"TZ": "America/New_York", "LC_ALL": "C", "PYTHONHASHSEED": "4242"},
    )
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", HASH_ALL], env={**os.environ, **world}, stdout=subprocess.PIPE, text=True
        )
        for world in worlds
    ]
    digests = [run.communicate(timeout=120)[0] for run in runs]
    assert digests[0] == digests[1]
    assert len(digests[0].strip()) == 64


def test_the_sheet_holds_every_letter_of_the_three_languages() -> None:
    """The fonts travel inside the style sheet, with their licence beside it."""
    files = dict(shared_files())
    sheet = files["assets/style.css"].decode()
    assert sheet.count("font/woff2;base64,") == 8
    assert "url(http" not in sheet
    assert "SIL Open Font License" in files["assets/noto-sans-licence.txt"].decode()
