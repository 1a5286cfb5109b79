"""The Merkle tree of RFC 6962 §2.1: one hash over many entries, and short proofs about them.

A leaf is the hash of an entry, a root the hash of a tree's leaves; both are 32 bytes. An inclusion proof
shows that a leaf stands in a tree, a consistency proof that a tree only grew. Proofs are hashes from the
leaf's side up to the root.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

EMPTY = hashlib.sha256().digest()
"""The root of a tree without leaves."""


def leaf(entry: bytes) -> bytes:
    """The hash of an entry."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbours."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The hash of the whole tree. Perfect subtrees are joined as soon as they are whole, so it is linear."""
    whole: list[tuple[int, bytes]] = []
    for hashed in leaves:
        size, right = 1, hashed
        while whole and whole[-1][0] == size:
            right, size = node(whole.pop()[1], right), size * 2
        whole.append((size, right))
    if not whole:
        return EMPTY
    top = whole.pop()[1]
    while whole:
        top = node(whole.pop()[1], top)
    return top


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The neighbours on the way from the leaf at `index` to the root; IndexError for no leaf of the tree."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"leaf {index} of a tree of {len(leaves)}")
    if len(leaves) == 1:
        return []
    split = _split(len(leaves))
    if index < split:
        return [*inclusion_proof(leaves[:split], index), root(leaves[split:])]
    return [*inclusion_proof(leaves[split:], index - split), root(leaves[:split])]


def inclusion_holds(hashed: bytes, index: int, size: int, proof: Sequence[bytes], expected: bytes) -> bool:
    """Whether the proof leads from the leaf to the root `expected` of a tree of `size` (RFC 9162)."""
    if not 0 <= index < size:
        return False
    at, last, reached = index, size - 1, hashed
    for neighbour in proof:
        if last == 0:
            return False
        if at % 2 or at == last:
            reached = node(neighbour, reached)
            while at % 2 == 0 and at:
                at, last = at // 2, last // 2
        else:
            reached = node(reached, neighbour)
        at, last = at // 2, last // 2
    return last == 0 and reached == expected


def consistency_proof(leaves: Sequence[bytes], older: int) -> list[bytes]:
    """What shows that the tree of the first `older` leaves is the beginning of this one."""
    if not 0 < older <= len(leaves):
        raise IndexError(f"an older tree of {older} leaves in a tree of {len(leaves)}")
    return _subproof(leaves, older, is_known=True)


def _subproof(leaves: Sequence[bytes], older: int, *, is_known: bool) -> list[bytes]:
    """RFC 6962 §2.1.2; `is_known` where the older tree's root is the one the reader already has."""
    if older == len(leaves):
        return [] if is_known else [root(leaves)]
    split = _split(len(leaves))
    if older <= split:
        return [*_subproof(leaves[:split], older, is_known=is_known), root(leaves[split:])]
    return [*_subproof(leaves[split:], older - split, is_known=False), root(leaves[:split])]


def consistency_holds(older: int, newer: int, old: bytes, new: bytes, proof: Sequence[bytes]) -> bool:
    """Whether the tree of `newer` leaves with root `new` begins with that of `older` (RFC 9162)."""
    if not 0 < older <= newer:
        return False
    if older == newer:
        return not proof and old == new
    steps = [old, *proof] if older & (older - 1) == 0 else list(proof)
    if not steps:
        return False
    at, last = older - 1, newer - 1
    while at % 2:
        at, last = at // 2, last // 2
    first = second = steps[0]
    for neighbour in steps[1:]:
        if last == 0:
            return False
        if at % 2 or at == last:
            first, second = node(neighbour, first), node(neighbour, second)
            while at % 2 == 0 and at:
                at, last = at // 2, last // 2
        else:
            second = node(second, neighbour)
        at, last = at // 2, last // 2
    return last == 0 and first == old and second == new


def _split(size: int) -> int:
    """The largest power of two below `size`: where a tree has its left side."""
    return 1 << ((size - 1).bit_length() - 1)
