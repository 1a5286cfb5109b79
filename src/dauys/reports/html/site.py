"""A report as the files of one folder: a page per address, a folder per language, one style sheet."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from importlib.resources import files
from importlib.resources.abc import Traversable
from posixpath import dirname, relpath
from string import Template

from dauys import __version__
from dauys.reports.document import Page, Report
from dauys.reports.html.blocks import Blocks
from dauys.reports.html.inlines import Inlines
from dauys.reports.messages import Message, say
from dauys.reports.wording import Wording

LANGUAGE_NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
_MENU = (
    ("index.html", say("First page")),
    ("session.html", say("The session")),
    ("findings.html", say("Findings")),
    ("rules.html", say("Rules")),
    ("access.html", say("Access to the media")),
    ("outlets.html", say("Outlets")),
    ("coverage.html", say("Coverage map")),
    ("method.html", say("Method and limits")),
    ("corrections.html", say("Corrections")),
)
"""A page that the report does not have is left out."""
_RANGES = {
    "cyrillic-ext": "U+0460-052F,U+1C80-1C8A,U+20B4,U+2DE0-2DFF,U+A640-A69F,U+FE2E-FE2F",
    "cyrillic": "U+0301,U+0400-045F,U+0490-0491,U+04B0-04B1,U+2116",
    "latin-ext": "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+1E00-1E9F,U+20A0-20C0",
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2212",
}
"""Which letters each font file holds, as its makers state."""


def render(
    report: Report, language: str, languages: Sequence[str], drawings: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each page of one language, the path beginning with the language's folder.

    languages: those the whole report has, for the way from one to another.
    drawings: the SVG of each chart of `charts.chart_specs`, by name.
    """
    wording = Wording(language)
    layout = Template((_assets() / "page.html").read_text(encoding="utf-8"))
    there = {page.path for page in report.pages}
    menu = [(path, name) for path, name in _MENU if path in there]
    for page in report.pages:
        inlines = Inlines(wording, report, page.path)
        body = "".join(Blocks(inlines, drawings).html(block) for block in page.blocks)
        text = layout.substitute(
            _around(report, page, inlines, languages), menu=_menu(menu, page, inlines), body=body
        )
        yield f"{language}/{page.path}", text.encode()


def shared_files() -> Iterator[tuple[str, bytes]]:
    """What the languages share: the style sheet with the fonts in it, and the fonts' licence.

    The fonts stand inside the sheet because browsers treat two files of a folder as strangers.
    """
    sheet = (_assets() / "style.css").read_text(encoding="utf-8")
    yield "assets/style.css", (_font_faces() + sheet).encode()
    yield "assets/noto-sans-licence.txt", (_assets() / "fonts" / "OFL.txt").read_bytes()


def _assets() -> Traversable:
    return files("dauys.reports") / "assets"


def _font_faces() -> str:
    faces = []
    for weight in (400, 600):
        for letters, codes in _RANGES.items():
            font = (_assets() / "fonts" / f"noto-sans-{letters}-{weight}-normal.woff2").read_bytes()
            source = base64.b64encode(font).decode()
            faces.append(
                f'@font-face{{font-family:"Noto Sans";font-weight:{weight};font-display:block;'
                f"unicode-range:{codes};src:url(data:font/woff2;base64,{source}) format('woff2')}}\n"
            )
    return "".join(faces)


def _around(report: Report, page: Page, inlines: Inlines, languages: Sequence[str]) -> dict[str, str]:
    """Everything on the page that is not its body."""
    wording = inlines.wording
    title = wording.plain(page.title)
    return {
        "language": wording.language,
        "page_title": escape(f"{title} — {wording.plain(report.title)}"),
        "title": inlines.html(page.title),
        "subtitle": f'<p class="subtitle">{inlines.html(page.subtitle)}</p>' if page.subtitle else "",
        "root": relpath("..", dirname(page.path) or "."),
        "report": escape(wording.plain(report.title)),
        "home": inlines.href("index.html"),
        "status": inlines.html(report.status),
        "skip": escape(wording.plain(say("To the content"))),
        "menu_label": escape(wording.plain(say("Parts of the report"))),
        "languages": _languages(page, wording, languages),
        "notices": "".join(f'<p class="banner">{inlines.html(notice)}</p>' for notice in report.notices),
        "as_of": _as_of(report, inlines),
        "footer": inlines.html(
            say(
                "Every number leads to the rows behind it, and every airing that was heard to its sound. "
                "Time that was not monitored is shown as such and never as a zero."
            )
        ),
        "maker": escape(f"Dauys {__version__}"),
    }


def _as_of(report: Report, inlines: Inlines) -> str:
    if report.as_of is None:
        return ""
    return f"<p>{inlines.html(say('As of {moment}', moment=report.as_of))}</p>"


def _menu(menu: Iterable[tuple[str, Message]], page: Page, inlines: Inlines) -> str:
    return "".join(
        f'<a href="{inlines.href(path)}"{_current(path == page.path)}>{inlines.html(name)}</a>'
        for path, name in menu
    )


def _current(is_current: bool) -> str:
    return ' aria-current="page"' if is_current else ""


def _languages(page: Page, wording: Wording, languages: Sequence[str]) -> str:
    up = relpath("..", dirname(page.path) or ".")
    return "".join(
        f'<a href="{up}/{code}/{escape(page.path)}" lang="{code}" hreflang="{code}"'
        f"{_current(code == wording.language)}>{LANGUAGE_NAMES[code]}</a>"
        for code in languages
    )
