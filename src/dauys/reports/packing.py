"""Office files are ZIP archives that say when they were written; here they are packed again without that."""

from __future__ import annotations

import io
from collections.abc import Mapping
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_FIRST = "[Content_Types].xml"
_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest a ZIP archive can say."""
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CORE = "docProps/core.xml"


def packed_again(content: bytes, properties: str) -> bytes:
    """The archive with its members in order of name (the list of types first), all of one date.

    properties: replaces docProps/core.xml, where the libraries write the clock.
    """
    return packed({**unpacked(content), CORE: properties.encode()})


def unpacked(content: bytes) -> dict[str, bytes]:
    """The archive's members by name."""
    with ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(members: Mapping[str, bytes]) -> bytes:
    """The members as an archive of fixed order and date."""
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        for name in sorted(members, key=lambda name: (name != _FIRST, name)):
            member = ZipInfo(name, _DATE)
            member.compress_type = ZIP_DEFLATED
            # The default depends on the system.
            member.create_system, member.external_attr = 3, 0o600 << 16
            archive.writestr(member, members[name], compresslevel=6)
    return made.getvalue()


def core_properties(title: str, language: str, created: str) -> str:
    """docProps/core.xml: title, language and a moment (ISO, UTC), each fit to stand in XML."""
    moment = f'xsi:type="dcterms:W3CDTF">{escape(created)}<'
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{escape(title)}</dc:title><dc:creator>Dauys</dc:creator>"
        f"<dc:language>{escape(language)}</dc:language>"
        f"<dcterms:created {moment}/dcterms:created><dcterms:modified {moment}/dcterms:modified>"
        "</cp:coreProperties>"
    )
