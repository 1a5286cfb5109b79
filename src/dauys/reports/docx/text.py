"""Runs in a paragraph of a document: weight, colour and language, and only letters that XML can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run as Stretch

from dauys.reports.runs import Run

SOFT = RGBColor(0x4A, 0x58, 0x66)
_NOT_XML = re.compile("[^\t\n\\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(
    paragraph: Paragraph, runs: Iterable[Run], *, is_bold: bool = False, with_weight: bool = False
) -> None:
    """Adds the runs. is_bold: all of them; with_weight: the figures among them."""
    for run in runs:
        stretch = paragraph.add_run(xml_text(run.text))
        if is_bold or (with_weight and run.role == "figure"):
            stretch.bold = True
        if run.role in ("unknown", "address"):
            stretch.font.color.rgb = SOFT
        if run.language:
            mark_language(stretch, run.language)


def mark_language(stretch: Stretch, language: str) -> None:
    """Says to spelling and to readers aloud which language the stretch is in."""
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), language)
    stretch._r.get_or_add_rPr().append(mark)  # python-docx offers no other way


def xml_text(text: str) -> str:
    """The text with any letter that XML cannot hold replaced by U+FFFD."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", lines)
