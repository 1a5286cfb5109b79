"""What a document looks like: paper, type, the lines at the head and foot of each page."""

from __future__ import annotations

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from dauys.reports.docx.text import SOFT, xml_text

FONT = "Arial"
"""At hand wherever a DOCX is opened, with every Kazakh letter."""
INK = RGBColor(0x1B, 0x27, 0x33)
WIDTH_CM = 17.0
"""Between the margins of A4."""
_SIZES = {"Normal": 10, "Heading 1": 17, "Heading 2": 13, "Heading 3": 11, "Heading 4": 10}
_SIZES |= {"Subtitle": 11, "Header": 8, "Footer": 8}


def shape(document: Document, language: str, title: str, notices: list[str], as_of: str) -> None:
    """A4, our type, title and notices above each page, the moment and the page's number below."""
    _paper(document)
    for name, size in _SIZES.items():
        _style(document.styles[name], size, language)
    section = document.sections[0]
    _small(section.header.paragraphs[0], title)
    for notice in notices:
        _small(section.header.add_paragraph(style="Header"), notice, is_bold=True)
    foot = section.footer.paragraphs[0]
    # The style of a footer has a place in the middle and one at the right.
    _small(foot, f"{as_of}\t\t")
    _field(foot, "PAGE")
    foot.add_run(" / ")
    _field(foot, "NUMPAGES")


def _paper(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.bottom_margin = Cm(2)
    section.top_margin = Cm(2.5)


def _style(style: ParagraphStyle, size: int, language: str) -> None:
    style.font.size = Pt(size)
    style.font.color.rgb = SOFT if style.name == "Subtitle" else INK
    style.font.italic = False
    style.font.name = FONT
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for letters in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{letters}"), FONT)
    for old in (*properties.findall(qn("w:lang")), *properties.findall(qn("w:spacing"))):
        properties.remove(old)
    properties.append(_element("w:lang", val=language))


def _small(paragraph: Paragraph, text: str, *, is_bold: bool = False) -> None:
    run = paragraph.add_run(xml_text(text))
    run.font.bold = is_bold
    run.font.color.rgb = INK if is_bold else SOFT
    paragraph.paragraph_format.space_after = Pt(2)


def _field(paragraph: Paragraph, name: str) -> None:
    """A number that the reader's program fills in; the file itself says nothing."""
    run = paragraph.add_run()
    for kind in ("begin", "instr", "end"):
        if kind == "instr":
            element = _element("w:instrText")
            element.text = name
        else:
            element = _element("w:fldChar", fldCharType=kind)
        run._r.append(element)  # python-docx has no fields


def _element(tag: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element
