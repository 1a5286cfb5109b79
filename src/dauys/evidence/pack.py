"""A dispute pack: one ZIP archive that says itself what is in it, signed, and the same for the same content.

`manifest.json` names every other file with its sha256 and length; `manifest.note` is a signed note (C2SP)
over the manifest's own sha256, signed with the commission's key. `verify_pack.py` checks both and the rest.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Mapping
from importlib.resources import files
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dauys.domain.names import LANGUAGES
from dauys.evidence.keys import SigningKey

FORMAT = "dauys dispute pack 1"
_DATE = (1980, 1, 1, 0, 0, 0)
"""The earliest a ZIP archive can say: the bytes must not depend on when it was packed."""


def packed(members: Mapping[str, bytes], key: SigningKey) -> bytes:
    """The archive of these files, with how to verify them, the manifest and its signature."""
    every = {**members, **_shipped(), "key.pub": f"{key.public.text()}\n".encode()}
    manifest = _json({name: [_sha256(content), len(content)] for name, content in every.items()})
    note = key.signed(f"{FORMAT}\n{_sha256(manifest)}\n").encode()
    made = io.BytesIO()
    with ZipFile(made, "w") as archive:
        for name, content in sorted({**every, "manifest.json": manifest, "manifest.note": note}.items()):
            member = ZipInfo(name, _DATE)
            member.compress_type, member.create_system = ZIP_DEFLATED, 3
            member.external_attr = 0o644 << 16
            archive.writestr(member, content, compresslevel=6)
    return made.getvalue()


def _shipped() -> dict[str, bytes]:
    """How to verify, in three languages, and the program that does."""
    folder = files("dauys.evidence")
    readmes = {f"README.{code}.md": folder / f"pack_readme.{code}.md" for code in LANGUAGES}
    return {name: each.read_bytes() for name, each in readmes.items()} | {
        "verify_pack.py": (folder / "pack_verify.py").read_bytes()
    }


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
