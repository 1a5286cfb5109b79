#!/usr/bin/env python3
"""Checks the report around this bundle: that nothing was changed, and that every figure follows from its rows.

    python3 verify.py [BUNDLE] [--key FILE|HEX] [--checkpoint FILE] [--pages DIR]

It needs Python 3.11 or later and nothing else: no package, no network. It reads and writes nothing outside the
bundle and the report. In this order it
  1. checks the signature beneath root.txt: Ed25519 (RFC 8032) over a signed note (C2SP);
  2. hashes every file that manifest.jsonl names, and the manifest into a Merkle tree (RFC 6962), whose root is
     what was signed; checks the proofs; with --checkpoint, that an older release's tree is the beginning of this one;
  3. reads the rows of every table, strictly;
  4. computes every figure from its rows by its definition, and the monitored time beside it;
  5. reads every page in every language: each number shown must be the figure's value, written as that language
     writes it, and no figure may be missing;
  6. says what it does not check.

Exit status: 0 where everything holds, 1 where something differs (it says what, and by how much), 2 for wrong use.
Without --key the public key is the bundle's own: that shows that the parts fit together, not whose they are.
Take the key from somewhere else: the commission's site, the official gazette, an earlier release.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import html
import json
import re
import stat
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, repeat
from operator import itemgetter
from pathlib import Path
from typing import Any

FORMAT = "dauys bundle 1"
UNLISTED = {"manifest.jsonl", "history.txt", "root.txt"}
"""Files of the bundle that the manifest cannot name: what is made from it. Proofs are the others."""
BESIDE = {"report.json"}
"""A file of the report that is made after the bundle: the list of what a draft may replace."""
PROVEN = ("definitions.jsonl", "figures.jsonl")
"""Files with a proof of their own, besides every table."""
LINE_BYTES = 1 << 20
FILE_BYTES = 1 << 28
"""The longest line, and the longest file that is read as a whole."""
SHOWN = 500
"""How many differences are printed."""


class Broken(Exception):
    """A file that cannot be what it should be; the text names it."""


# ---- 1. The signature: Ed25519 (RFC 8032, section 5.1) and signed notes (c2sp.org/signed-note) -------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
Point = tuple[int, int, int, int]
"""Extended coordinates (X, Y, Z, T): x = X/Z, y = Y/Z, x*y = T/Z."""


def add(a: Point, b: Point) -> Point:
    """The sum of two points (RFC 8032, 5.1.4)."""
    minus, plus = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    c, d = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = plus - minus, d - c, d + c, plus + minus
    return e * f % P, g * h % P, f * g % P, e * h % P


def times(scalar: int, point: Point) -> Point:
    """The point added to itself so many times."""
    total: Point = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            total = add(total, point)
        point, scalar = add(point, point), scalar >> 1
    return total


def is_same(a: Point, b: Point) -> bool:
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def decoded(data: bytes) -> Point | None:
    """The point that 32 bytes stand for, if they stand for one (RFC 8032, 5.1.3)."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    return (x, y, 1, x * y % P) if x & 1 == sign else (P - x, y, 1, (P - x) * y % P)


BASE = decoded(((4 * pow(5, -1, P)) % P).to_bytes(32, "little"))


def signature_holds(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether the holder of that key signed the message (RFC 8032, 5.1.7)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, commitment = decoded(public), decoded(signature[:32])
    response = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or BASE is None or response >= L:
        return False
    digest = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    return is_same(times(response, BASE), add(commitment, times(digest, key)))


def read_key(text: str, name: str) -> bytes:
    """A public key: 64 hexadecimal digits, or `NAME+ID+BASE64` as key.pub has it."""
    text = text.strip()
    try:
        if re.fullmatch(r"[0-9a-fA-F]{64}", text):
            return bytes.fromhex(text)
        raw = base64.b64decode(text.split("+", 2)[2], validate=True)
    except (IndexError, ValueError) as cause:
        raise Broken(f"{name}: holds no public key; it is 64 hexadecimal digits or NAME+ID+BASE64") from cause
    if len(raw) != 33 or raw[:1] != b"\x01":
        raise Broken(f"{name}: is no Ed25519 key")
    return raw[1:]


class Note:
    """A signed tree head (c2sp.org/tlog-checkpoint): whose log, how many leaves, their root."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name = name
        try:
            text, _, signatures = content.decode().rpartition("\n\n")
            self.signed = f"{text}\n"
            self.origin, size, encoded = self.signed.splitlines()[:3]
            self.size, self.root = int(size), base64.b64decode(encoded, validate=True)
            self.signatures = [line.split(" ") for line in signatures.splitlines()]
        except ValueError as cause:
            raise Broken(f"{name}: is no signed note ({cause})") from cause
        if self.signed != f"{self.origin}\n{self.size}\n{encoded}\n" or any(len(s) != 3 for s in self.signatures):
            raise Broken(f"{name}: is no signed note of a tree's origin, size and root")

    def problems(self, public: bytes) -> Iterator[str]:
        """What speaks against that key having signed this note."""
        for dash, name, encoded in self.signatures:
            key_id = hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]
            try:
                blob = base64.b64decode(encoded, validate=True)
            except binascii.Error:
                continue
            if dash == "—" and blob[:4] == key_id:
                if not signature_holds(public, self.signed.encode(), blob[4:]):
                    yield f"{self.name}: the signature of {name} does not hold"
                return
        signers = ", ".join(name for _, name, _ in self.signatures) or "nobody"
        yield f"{self.name}: not signed with the key {public.hex()[:16]}… (signed by {signers})"


# ---- 2. The files: manifest, hashes, tree (RFC 6962) -------------------------------------------------------


def leaf(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_root(leaves: Sequence[bytes]) -> bytes:
    """The hash over all leaves; a left side is the largest power of two that leaves something to the right."""
    level, pending = list(leaves), []
    if not level:
        return hashlib.sha256().digest()
    while len(level) > 1:
        if len(level) % 2:
            pending.append(level.pop())
        level = [node(a, b) for a, b in zip(level[::2], level[1::2], strict=True)]
        if len(level) % 2 and pending and len(level) > 1:
            continue
    top = level[0]
    while pending:
        top = node(top, pending.pop())
    return top
