"""The commission's signing key (Ed25519, RFC 8032) and the notes it signs (C2SP signed-note).

A note is text, an empty line, and signature lines `— NAME base64(key id, signature)`. The key id is the
beginning of a hash over the name and the public key; a public key is written `NAME+ID+base64(1, key)`, as
other readers of signed notes expect it. Our name is made from the public key, so that no name can be taken;
a ledger's checkpoints are signed under the ledger's own name, which stays when its key is exchanged.
"""

from __future__ import annotations

import base64
import hashlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.domain.errors import EvidenceError
from dauys.evidence.files import Files

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ED25519 = b"\x01"
"""The algorithm's number in key ids and public keys."""
OWNER_ONLY = 0o600
KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class PublicKey:
    """32 bytes, and what follows from them; `given` is a name to sign under, else the key has its own."""

    raw: bytes
    given: str = ""

    @property
    def name(self) -> str:
        """Who signs: the name it was given, or a name of this key alone."""
        return self.given or f"dauys/{hashlib.sha256(self.raw).hexdigest()[:16]}"

    @property
    def id(self) -> bytes:
        """Four bytes that tell keys of one name apart."""
        return key_id(self.name, ED25519 + self.raw)

    def text(self) -> str:
        """One line: name, id and key, as `key.pub` holds it."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(ED25519 + self.raw).decode()}"

    def under(self, name: str) -> PublicKey:
        """The same key, signing under that name."""
        return PublicKey(self.raw, name)

    def holds(self, content: bytes, signature: bytes) -> bool:
        """Whether the 64 bytes are this key's signature over the content."""
        from cryptography.exceptions import InvalidSignature
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

        try:
            Ed25519PublicKey.from_public_bytes(self.raw).verify(signature, content)
        except (InvalidSignature, ValueError):
            return False
        return True


def public_key(text: str) -> PublicKey:
    """The key in a line as `PublicKey.text` writes it. EvidenceError for what is none, or of another kind."""
    found = key_in(text, ED25519)
    if found is None:
        raise EvidenceError(f"{text.strip()!r} is no public Ed25519 key as NAME+ID+KEY; copy it anew")
    name, raw = found
    own = PublicKey(raw)
    return own if own.name == name else PublicKey(raw, name)


def key_in(text: str, kind: bytes) -> tuple[str, bytes] | None:
    """Name and 32 bytes of the public key of that kind in a line NAME+ID+KEY; None for what is none."""
    name, _, rest = text.strip().partition("+")
    written, _, encoded = rest.partition("+")
    try:
        blob = base64.b64decode(encoded, validate=True)
    except ValueError:
        return None
    if blob[:1] != kind or len(blob) != 1 + KEY_BYTES or not is_key_name(name):
        return None
    return (name, blob[1:]) if key_id(name, blob).hex() == written else None


def key_id(name: str, blob: bytes) -> bytes:
    """Four bytes that tell keys and kinds of signatures of one name apart. blob: the kind, then the key."""
    return hashlib.sha256(name.encode() + b"\n" + blob).digest()[:4]


def is_key_name(name: str) -> bool:
    """Whether a signature line may name a key so: not empty, without spaces and plus signs."""
    return bool(name) and "+" not in name and not any(c.isspace() or c < " " for c in name)


class SigningKey:
    """The private key, in memory only as long as it is needed; it signs under the name it was given."""

    def __init__(self, private: Ed25519PrivateKey, name: str = "") -> None:
        self._private = private
        self.public = PublicKey(private.public_key().public_bytes_raw(), name)

    def under(self, name: str) -> SigningKey:
        """The same key, signing under that name."""
        return SigningKey(self._private, name)

    def signature(self, content: bytes) -> bytes:
        """The 64 bytes over the content."""
        return self._private.sign(content)

    def signed(self, text: str) -> str:
        """The note: the text with this key's signature beneath. ValueError for what no note may hold."""
        if not text.endswith("\n") or any(character < " " and character != "\n" for character in text):
            raise ValueError("a note's text ends with a line feed and holds no other control character")
        signature = base64.b64encode(self.public.id + self.signature(text.encode())).decode()
        return f"{text}\n— {self.public.name} {signature}\n"


def make_key(path: Path) -> PublicKey:
    """Makes a key and puts it durably into a new file that only its owner may read.

    Raises EvidenceError where something stands there already, or the file cannot be made.
    """
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.generate()
    content = private.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    files = Files()
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, OWNER_ONLY)
        try:
            files.write(descriptor, content)
            files.fsync(descriptor)
        finally:
            files.close(descriptor)
        files.fsync_folder(path.parent)
    except OSError as cause:
        raise EvidenceError(f"the signing key {path} cannot be made: {cause.strerror}") from cause
    return SigningKey(private).public


def read_key(path: Path) -> SigningKey:
    """The key in that file.

    Raises EvidenceError where there is none, where others than its owner may read it, or where it is no
    Ed25519 key.
    """
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        mode, content = stat.S_IMODE(path.stat().st_mode), path.read_bytes()
    except OSError as cause:
        raise EvidenceError(
            f"the signing key {path} cannot be read: {cause.strerror}; bring it back from its copy"
        ) from cause
    if mode & 0o077:
        raise EvidenceError(
            f"the signing key {path} is open to others (mode {mode:o}); run: chmod 600 {path}"
        )
    try:
        private = load_pem_private_key(content, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as cause:
        raise EvidenceError(f"{path} holds no private key that can be read: {cause}") from cause
    if not isinstance(private, Ed25519PrivateKey):
        raise EvidenceError(f"{path} holds a key of another kind; an Ed25519 key is needed")
    return SigningKey(private)
