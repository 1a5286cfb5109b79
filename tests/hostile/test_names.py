"""Names that are markup: they are shown, never obeyed, and an honest report with them still verifies."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from pathlib import Path

import pytest
from tests.reports.bundles import KEY, verify, write_material
from tests.reports.campaign import Changes, material

from dauys.domain.names import Names
from dauys.reports import Material
from dauys.reports.document import Page

MARKUP = '"><data data-figure="outlets" value="1">1</data><script>alert(1)</script>{count} <!--'


def with_markup() -> Material:
    """A campaign whose contests, and contestants are called so."""
    given = material(Changes(airings=24))
    names = Names(MARKUP, MARKUP, MARKUP)
    return replace(
        given,
        contests=tuple(replace(each, names=names) for each in given.contests),
        contestants=tuple(replace(each, names=names) for each in given.contestants),
    )


def test_names_that_are_markup_do_not_spoil_the_report(tmp_path: Path) -> None:
    """They reach captions and labels; the verifier finds every number all the same."""
    bundle = write_material(tmp_path / "report", with_markup())
    verdict = verify(bundle, "--key", KEY.public.raw.hex())
    assert verdict.status == 0, verdict.text
    pages = [path.read_text("utf-8") for path in (tmp_path / "report").glob("en/**/*.html")]
    assert not any("<script" in page for page in pages)
    assert any(escape(MARKUP) in page for page in pages)


@pytest.mark.parametrize(
    "path", ["rows/a/../../b.html", "../b.html", "/b.html", "rows//b.html", "rows/./b.html"]
)
def test_no_page_leaves_the_report(path: str) -> None:
    """An address made of what a register says cannot lead out of the report's folder."""
    with pytest.raises(ValueError, match="is no address of a page"):
        Page(path, "", ())
