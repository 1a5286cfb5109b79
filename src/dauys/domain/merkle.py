"""The Merkle tree of RFC 6962 §2.1: one hash over many entries, and short proofs about them.

A leaf is the hash of an entry, a root the hash of a tree's leaves; both are 32 bytes. An inclusion proof
shows that a leaf stands in a tree, a consistency proof that a tree only grew. Proofs are hashes from the
leaf's side up to the root.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256 as _sha256

EMPTY = _sha256().digest()
"""The root of a tree without leaves."""


def leaf(entry: bytes) -> bytes:
    """The hash of an entry."""
    return _sha256(b"\x00" + entry).digest()


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbours."""
    return _sha256(b"\x01" + left + right).digest()


def root(leaves: Sequence[bytes]) -> bytes:
    """The hash of the whole tree. Perfect subtrees are joined as soon as they are whole, so it is linear."""
    whole: list[tuple[int, bytes]] = []
    for hashed in leaves:
        size, right = 1, hashed
        while whole and whole[-1][0] == size:
            right, size = node(whole.pop()[1], right), size * 2
        whole.append((size, right))
    return joined([hashed for _, hashed in whole]) if whole else EMPTY


def inclusion_ranges(index: int, size: int) -> list[tuple[int, int]]:
    """The half-open ranges of leaves whose hashes prove the leaf at `index`; IndexError for no leaf."""
    if not 0 <= index < size:
        raise IndexError(f"leaf {index} of a tree of {size}")
    start, end, ranges = 0, size, list[tuple[int, int]]()
    while end - start > 1:
        split = start + _split(end - start)
        if index < split:
            ranges.append((split, end))
            end = split
        else:
            ranges.append((start, split))
            start = split
    return ranges[::-1]


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The neighbours on the way from the leaf at `index` to the root; IndexError for no leaf of the tree."""
    return [root(leaves[start:end]) for start, end in inclusion_ranges(index, len(leaves))]


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


def consistency_ranges(older: int, size: int) -> list[tuple[int, int]]:
    """The half-open ranges of leaves whose hashes show that the tree of `size` begins with that of `older`.

    RFC 6962 §2.1.2: the way down to where the older tree ends; its own last part is left out where that is
    the whole older tree, whose root the reader already has. IndexError where `older` is no earlier size.
    """
    if not 0 < older <= size:
        raise IndexError(f"an older tree of {older} leaves in a tree of {size}")
    start, end, ranges = 0, size, list[tuple[int, int]]()
    while end > older:
        split = start + _split(end - start)
        if older <= split:
            ranges.append((split, end))
            end = split
        else:
            ranges.append((start, split))
            start = split
    if start:
        ranges.append((start, end))
    return ranges[::-1]


def consistency_proof(leaves: Sequence[bytes], older: int) -> list[bytes]:
    """What shows that the tree of the first `older` leaves is the beginning of this one."""
    return [root(leaves[start:end]) for start, end in consistency_ranges(older, len(leaves))]


def perfect_ranges(start: int, end: int) -> list[tuple[int, int]]:
    """The perfect subtrees, largest first, of the leaves [start, end) of a range as proofs name them."""
    ranges = []
    while start < end:
        width = 1 << ((end - start).bit_length() - 1)
        ranges.append((start, start + width))
        start += width
    return ranges


def perfect_root(hashes: Sequence[bytes]) -> bytes:
    """The root over a power of two of neighbouring hashes, level by level."""
    while len(hashes) > 1:
        pairs = iter(hashes)
        hashes = [_sha256(b"\x01" + left + right).digest() for left, right in zip(pairs, pairs, strict=True)]
    return hashes[0]


def joined(subtrees: Sequence[bytes]) -> bytes:
    """The root over perfect subtrees that stand side by side, each smaller than the one before."""
    *others, top = subtrees
    for subtree in reversed(others):
        top = node(subtree, top)
    return top


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
