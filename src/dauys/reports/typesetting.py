"""The typesetter with everything about its host shut out: our fonts, a given moment, no file but the fonts.

What is set reaches it as values (`sys.inputs`) of a template that is shipped in the package; nothing that a
register holds is ever read as source.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.resources import as_file, files
from typing import Any, cast
from unicodedata import normalize

PDF_STANDARDS = ("a-2b", "ua-1")
"""PDF/A-2b (to be kept) and PDF/UA-1 (to be read by everyone), both at once."""

_LETTERS = (
    "\\x20-\\x7e\\xa0-\u017f\u018f\u0218-\u021b\u0259\u02b9-\u02bc\u02c6\u02c7\u02da\u02dc\u02dd\u0300\u0301"
    "\u0303\u0304\u0308\u0400-\u04ff\u1e80-\u1e85\u1e9e\u1ef2\u1ef3\u2002\u2009\u2013\u2014\u2018-\u201a"
    "\u201c-\u201e\u2020\u2022\u2026\u2032\u2033\u2039\u203a\u2044\u20a0-\u20c0\u2116\u2122\u2212\ufffd"
)
"""What the shipped subset of Noto Sans holds, as a character class."""
_STRANGE = re.compile(f"[^{_LETTERS}\n]")
_ALIKE = {"\u2010": "-", "\u2011": "-", "\u202f": "\xa0", "\u2007": "\xa0", "\t": " ", "\r": " "}


def legible(text: str) -> str:
    """The text in letters that the fonts hold; any other stands as its code, such as [U+10D0].

    The typesetter refuses a letter without a shape (PDF/A), and dropping it would falsify a name.
    """
    return _STRANGE.sub(_code, normalize("NFC", text))


def _code(match: re.Match[str]) -> str:
    letter = match[0]
    return _ALIKE.get(letter) or f"[U+{ord(letter):04X}]"


def set_pdf(template: str, inputs: Mapping[str, str], at_s: int) -> bytes:
    """The template (a resource of `assets`) filled with inputs, as a PDF dated at_s (UTC seconds)."""
    return _compile(template, inputs, format="pdf", pdf_standards=list(PDF_STANDARDS), timestamp=at_s)


def set_png(template: str, inputs: Mapping[str, str], ppi: float) -> bytes:
    """The template's only page as a picture."""
    return _compile(template, inputs, format="png", ppi=ppi, timestamp=0)


def _compile(template: str, inputs: Mapping[str, str], **options: Any) -> bytes:  # noqa: ANN401 - typst's own
    """TypstError where something cannot be set as the standards ask (a picture without words, …)."""
    import typst

    assets = files("dauys.reports") / "assets"
    with as_file(assets / "fonts" / "print") as folder:
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)]
        )
        made = typst.compile(
            (assets / template).read_bytes(),
            root=str(folder),
            font_paths=fonts,
            sys_inputs=dict(inputs),
            package_path=str(folder),
            package_cache_path=str(folder),
            **options,
        )
    return cast("bytes", made)
