"""The signing key: made once, readable by its owner alone, and its notes are what C2SP describes."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from dauys.domain.errors import EvidenceError
from dauys.evidence.keys import make_key, read_key


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "a.key"


def test_a_key_is_made_for_its_owner_alone(path: Path) -> None:
    """The file is closed to others, in a folder closed to others, and is the key that was returned."""
    public = make_key(path)
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert read_key(path).public == public


def test_no_key_is_overwritten(path: Path) -> None:
    """A second key in the same place is refused, and the first one stays."""
    public = make_key(path)
    with pytest.raises(EvidenceError, match="File exists"):
        make_key(path)
    assert read_key(path).public == public


def test_a_note_is_as_c2sp_has_it(path: Path) -> None:
    """Text, empty line, one signature line whose id is the key's and whose signature holds over the text."""
    make_key(path)
    key = read_key(path)
    note = key.signed("origin\n1\nabc\n")
    text, _, signatures = note.rpartition("\n\n")
    dash, name, encoded = signatures.rstrip("\n").split(" ")
    assert (dash, name) == ("—", key.public.name)
    blob = base64.b64decode(encoded)
    assert blob[:4] == hashlib.sha256(f"{name}\n".encode() + b"\x01" + key.public.raw).digest()[:4]
    public = Ed25519PublicKey.from_public_bytes(key.public.raw)
    public.verify(blob[4:], f"{text}\n".encode())
    with pytest.raises(InvalidSignature):
        public.verify(blob[4:], text.encode())
    assert key.public.text().split("+")[:2] == [name, blob[:4].hex()]


@pytest.mark.parametrize("text", ["no end", "a\ttab\n", "a\rreturn\n", ""])
def test_what_no_note_may_hold_is_not_signed(path: Path, text: str) -> None:
    """Control characters and texts without an end are refused before signing."""
    make_key(path)
    with pytest.raises(ValueError, match="ends with a line feed"):
        read_key(path).signed(text)


def test_a_key_that_others_can_read_is_refused(path: Path) -> None:
    """The message says how to close it."""
    make_key(path)
    path.chmod(0o644)
    with pytest.raises(EvidenceError, match="chmod 600"):
        read_key(path)


def test_what_is_no_key_is_named(path: Path, tmp_path: Path) -> None:
    """A lost file, a broken one and a key of another kind each say what is wrong."""
    with pytest.raises(EvidenceError, match="bring it back from its copy"):
        read_key(path)
    broken = tmp_path / "broken.key"
    broken.write_bytes(b"-----BEGIN PRIVATE KEY-----\nxx\n-----END PRIVATE KEY-----\n")
    broken.chmod(0o600)
    with pytest.raises(EvidenceError, match="no private key"):
        read_key(broken)
    other = tmp_path / "other.key"
    other.write_bytes(
        ec.generate_private_key(ec.SECP256R1()).private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    other.chmod(0o600)
    with pytest.raises(EvidenceError, match="another kind"):
        read_key(other)
