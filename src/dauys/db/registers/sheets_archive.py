"""A workbook (XLSX) as an archive: opened only where unpacking it can do no harm.

What is refused before anything is unpacked: more bytes than a register has, packed or unpacked (zip bombs),
passwords, macros, links to other workbooks and data connections. XML with a document type is refused by its
first token, so that no entity is ever declared, let alone expanded (expat's one real weakness).
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from xml.parsers import expat

PACKED_BYTES = 64 << 20
UNPACKED_BYTES = 256 << 20
"""More than the XML of any register of 64 MB; a workbook that says it unpacks to more is refused."""
MEMBERS = 1000
_CHUNK = 1 << 16
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FORBIDDEN = {
    "xl/externallinks/": "has links to other workbooks; break them, so that only values are left",
    "xl/connections.xml": "has connections to other data; remove them, so that only values are left",
    "xl/vbaproject.bin": "holds macros; save it as .xlsx",
}

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]
Text = Callable[[str], None]


class WorkbookError(ValueError):
    """The workbook as a whole is refused; the text says why and what to do."""


class Archive:
    """An XLSX file's members. Raises WorkbookError where it is refused."""

    def __init__(self, content: bytes) -> None:
        if len(content) > PACKED_BYTES:
            raise WorkbookError(f"has {len(content)} bytes; {PACKED_BYTES} is the most")
        if content.startswith(_OLE):
            raise WorkbookError("is protected by a password or is an old .xls; save it as .xlsx without one")
        try:
            self._zip = zipfile.ZipFile(BytesIO(content))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as cause:
            raise WorkbookError(f"is no workbook ({cause}); save it as .xlsx") from None
        members = self._zip.infolist()
        _refuse(members)
        self._names = {member.filename.lower(): member for member in members}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def parse(self, name: str, start: Start, end: End, text: Text) -> None:
        """Gives every tag and text of one member to the three; names come without their namespace."""
        for _ in self.parsing(name, start, end, text):
            pass

    def parsing(self, name: str, start: Start, end: End, text: Text) -> Iterator[None]:
        """The same piece by piece: after each step, what the piece held has been given."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_doctype
        parser.StartElementHandler = lambda tag, attributes: start(_local(tag), attributes)
        parser.EndElementHandler = lambda tag: end(_local(tag))
        parser.CharacterDataHandler = text
        try:
            for chunk in self._chunks(name):
                parser.Parse(chunk, False)
                yield
            parser.Parse(b"", True)
        except WorkbookError:
            raise
        except (expat.ExpatError, LookupError, ValueError) as cause:  # the others are of strange encodings
            raise WorkbookError(f"is damaged: {name} cannot be read ({cause}); save it again") from None
        yield

    def _chunks(self, name: str) -> Iterator[bytes]:
        member = self._names.get(name.lower())
        if member is None:
            raise WorkbookError(f"is no workbook: {name} is missing; save it as .xlsx")
        try:
            with self._zip.open(member) as stream:
                while chunk := stream.read(_CHUNK):
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as cause:
            raise WorkbookError(f"is damaged: {name} cannot be unpacked ({cause}); save it again") from None


def _refuse(members: list[zipfile.ZipInfo]) -> None:
    if len(members) > MEMBERS:
        raise WorkbookError(f"has {len(members)} parts; {MEMBERS} is the most")
    unpacked = sum(member.file_size for member in members)
    if unpacked > UNPACKED_BYTES:
        raise WorkbookError(f"would unpack to {unpacked} bytes; {UNPACKED_BYTES} is the most")
    names = [member.filename.lower() for member in members]
    if len(set(names)) < len(names):
        raise WorkbookError("holds a part twice; save it again")
    for member, name in zip(members, names, strict=True):
        if member.flag_bits & 0x1:
            raise WorkbookError("is protected by a password; save it without one")
        if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise WorkbookError(f"packs {member.filename[:60]} in a way no spreadsheet does; save it again")
        for start, text in _FORBIDDEN.items():
            if name.startswith(start):
                raise WorkbookError(text)


def _refuse_doctype(*_: object) -> None:
    raise WorkbookError("declares a document type, as no spreadsheet does; save it again")


def _local(tag: str) -> str:
    return tag.rpartition(" ")[2]
