"""Small ledgers for tests, and proofs checked by the words of RFC 6962 alone."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from dauys.evidence.keys import SigningKey, make_key, read_key
from dauys.evidence.log import Log

ORIGIN = "commission.example/ledger"
NOW_MS = 1_610_000_000_000


def a_key(folder: Path, name: str = "a.key") -> SigningKey:
    """A signing key of its own."""
    make_key(folder / name)
    return read_key(folder / name)


def an_entry(number: int) -> bytes:
    """An entry that is no other's: the empty one, a long one, short ones."""
    return b"" if number == 0 else b"x" * 65_535 if number == 1 else f'{{"id":{number}}}'.encode()


def a_log(folder: Path, size: int) -> Log:
    """A ledger of that many entries in a new folder, unsigned."""
    folder.mkdir()
    log = Log(folder)
    log.append([an_entry(number) for number in range(size)])
    return log


def mth(entries: Sequence[bytes]) -> bytes:
    """RFC 6962 §2.1, word for word: the Merkle Tree Hash of the entries."""
    n = len(entries)
    if n == 0:
        return hashlib.sha256(b"").digest()
    if n == 1:
        return hashlib.sha256(b"\x00" + entries[0]).digest()
    k = split(n)
    return hashlib.sha256(b"\x01" + mth(entries[:k]) + mth(entries[k:])).digest()


def path(m: int, entries: Sequence[bytes]) -> list[bytes]:
    """RFC 6962 §2.1.1: PATH(m, D[n])."""
    n = len(entries)
    if n == 1:
        return []
    k = split(n)
    if m < k:
        return [*path(m, entries[:k]), mth(entries[k:])]
    return [*path(m - k, entries[k:]), mth(entries[:k])]


def subproof(m: int, entries: Sequence[bytes], *, b: bool = True) -> list[bytes]:
    """RFC 6962 §2.1.2: SUBPROOF(m, D[n], b); PROOF(m, D[n]) with b true."""
    n = len(entries)
    if m == n:
        return [] if b else [mth(entries)]
    k = split(n)
    if m <= k:
        return [*subproof(m, entries[:k], b=b), mth(entries[k:])]
    return [*subproof(m - k, entries[k:], b=False), mth(entries[:k])]


def split(n: int) -> int:
    """The largest power of two smaller than n."""
    k = 1
    while 2 * k < n:
        k *= 2
    return k
