"""Sheets as a workbook: the parts of Office Open XML (ECMA-376, part 1, §18) that a plain one needs.

Written here because a general library takes twenty seconds for what these lines write in two.
"""

from __future__ import annotations

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from dauys.reports.packing import packed
from dauys.reports.xlsx.cells import Kind
from dauys.reports.xlsx.sheets import MAIN, XML, Sheet

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"

_FORMATS = {Kind.MS: "[h]:mm:ss", Kind.MM2: "#,##0.0", Kind.TIYN: "#,##0.00", Kind.PERMILLE: "0.0%"}
_CUSTOM = 164
"""Numbers of formats begin here; below are those that every spreadsheet knows: 3 is #,##0 and 49 is text."""
_FORMAT_IDS = {kind: _CUSTOM + number for number, kind in enumerate(_FORMATS)} | {Kind.COUNT: 3}
_TEXT_FORMAT = 49


def workbook(sheets: Sequence[Sheet], properties: str) -> bytes:
    """The workbook with its core properties (`packing.core_properties`), dated nowhere else."""
    members = {f"xl/worksheets/sheet{n}.xml": sheet.content for n, sheet in enumerate(sheets, 1)}
    texts = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _relations(
            (f"{_OFFICE}/officeDocument", "xl/workbook.xml"),
            (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        ),
        "docProps/core.xml": properties,
        "xl/workbook.xml": _book(sheets),
        "xl/_rels/workbook.xml.rels": _relations(
            *((f"{_OFFICE}/worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)),
            (f"{_OFFICE}/styles", "styles.xml"),
        ),
        "xl/styles.xml": _styles(),
    }
    return packed(members | {name: text.encode() for name, text in texts.items()})


def _types(count: int) -> str:
    parts = {
        "/xl/workbook.xml": f"{_SHEETML}.sheet.main+xml",
        "/xl/styles.xml": f"{_SHEETML}.styles+xml",
        "/docProps/core.xml": _CORE,
        **{f"/xl/worksheets/sheet{n}.xml": f"{_SHEETML}.worksheet+xml" for n in range(1, count + 1)},
    }
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in parts.items())
    return (
        f'{XML}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(*targets: tuple[str, str]) -> str:
    lines = "".join(
        f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(targets, 1)
    )
    return f'{XML}<Relationships xmlns="{_PACKAGE}/relationships">{lines}</Relationships>'


def _book(sheets: Sequence[Sheet]) -> str:
    lines = "".join(
        f'<sheet name={quoteattr(sheet.name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in enumerate(sheets, 1)
    )
    return f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{_OFFICE}"><sheets>{lines}</sheets></workbook>'


def _styles() -> str:
    """One style per kind, in the order of `cells.STYLES`; text keeps its prefix when it is edited."""
    formats = "".join(
        f'<numFmt numFmtId="{_FORMAT_IDS[kind]}" formatCode="{code}"/>' for kind, code in _FORMATS.items()
    )
    styles = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' + "".join(map(_style, Kind))
    font = '<sz val="10"/><name val="Arial"/><family val="2"/>'
    ground = '<patternFill patternType="solid"><fgColor rgb="FFEEF2F5"/><bgColor indexed="64"/></patternFill>'
    return (
        f'{XML}<styleSheet xmlns="{MAIN}"><numFmts count="{len(_FORMATS)}">{formats}</numFmts>'
        f'<fonts count="2"><font>{font}</font><font><b/>{font}</font></fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill>'
        f'<fill><patternFill patternType="gray125"/></fill><fill>{ground}</fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(Kind) + 1}">{styles}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _style(kind: Kind) -> str:
    is_head, is_bold = kind is Kind.HEAD, kind in (Kind.HEAD, Kind.NOTICE)
    prefix = ' quotePrefix="1"' if kind is Kind.TEXT else ""
    wrap = '<alignment vertical="top" wrapText="1"/>' if is_head else ""
    return (
        f'<xf numFmtId="{_FORMAT_IDS.get(kind, _TEXT_FORMAT)}" fontId="{int(is_bold)}" '
        f'fillId="{2 if is_head else 0}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" '
        f'applyFill="1"{prefix} applyAlignment="{int(is_head)}">{wrap}</xf>'
    )
