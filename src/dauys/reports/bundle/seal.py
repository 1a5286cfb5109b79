"""What stands over the files: the manifest, the tree over its lines, proofs, and the text to be signed."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from dauys.domain import merkle
from dauys.reports.bundle.canonical import canonical

PROOF_FORMAT = "c2sp.org/tlog-proof@v1"


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: its path from the bundle's folder (`../` leads to the report's), hash and length."""

    path: str
    sha256: str
    n_bytes: int

    def line(self) -> bytes:
        """The manifest's line, without its line feed: a leaf of the tree."""
        return canonical({"path": self.path, "sha256": self.sha256, "bytes": self.n_bytes}).removesuffix(
            b"\n"
        )


@dataclass(frozen=True, slots=True)
class Sealing:
    """Whose tree it is, the leaves of earlier releases that it begins with, and how a text is signed.

    sign: text → signed note (`evidence.keys.SigningKey.signed`).
    """

    origin: str
    history: Sequence[bytes]
    sign: Callable[[str], str]


def sealed_files(entries: Sequence[Entry], sealing: Sealing) -> Iterator[tuple[str, bytes]]:
    """manifest.jsonl, history.txt, root.txt, and a proof for each table, the definitions and the figures."""
    lines = [entry.line() for entry in sorted(entries, key=lambda entry: entry.path)]
    leaves = [*sealing.history, *(merkle.leaf(line) for line in lines)]
    note = sealing.sign(f"{sealing.origin}\n{len(leaves)}\n{_base64(merkle.root(leaves))}\n")
    yield "manifest.jsonl", b"".join(line + b"\n" for line in lines)
    yield "history.txt", "".join(f"{leaf.hex()}\n" for leaf in sealing.history).encode()
    for index, path in enumerate(sorted(entry.path for entry in entries), len(sealing.history)):
        if path.startswith("tables/") or path in ("definitions.jsonl", "figures.jsonl"):
            hashes = "".join(f"{_base64(each)}\n" for each in merkle.inclusion_proof(leaves, index))
            yield f"proofs/{path}.tlog-proof", f"{PROOF_FORMAT}\nindex {index}\n{hashes}\n{note}".encode()
    yield "root.txt", note.encode()


def _base64(digest: bytes) -> str:
    return base64.b64encode(digest).decode()
