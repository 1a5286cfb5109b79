"""The right edge of a tiled tree: all that is needed to let it grow and to know its root.

At every level stand the hashes of the one tile that is not full yet. Level 0 holds leaves; a hash of level
L + 1 is the root over a full tile of level L (C2SP tlog-tiles).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from dauys.domain import merkle

TILE = 256
"""Hashes in a full tile, entries in a full bundle."""
_HEIGHT = TILE.bit_length() - 1

Tile = tuple[int, int, list[bytes]]
"""A tile's level, its place in that level, and its hashes: 1 to 256 of them."""


class Frontier:
    """A tree's edge; it begins empty."""

    def __init__(self) -> None:
        self.size = 0
        self._levels: list[list[bytes]] = [[]]

    @classmethod
    def read(cls, size: int, tile: Callable[[int, int, int], list[bytes]]) -> Frontier:
        """The edge of a tree of that size. tile: level, place and width → the tile's hashes."""
        edge = cls()
        edge.size, edge._levels = size, []
        for level in range(max(1, n_levels(size))):
            count = size >> _HEIGHT * level
            edge._levels.append(tile(level, count // TILE, count % TILE) if count % TILE else [])
        return edge

    def copy(self) -> Frontier:
        """Another edge that grows by itself."""
        edge = Frontier()
        edge.size, edge._levels = self.size, [list(hashes) for hashes in self._levels]
        return edge

    @property
    def room(self) -> int:
        """How many leaves fill the tile of level 0."""
        return TILE - len(self._levels[0])

    def add(self, leaves: Sequence[bytes]) -> Iterator[Tile]:
        """Lets the tree grow by at most `room` leaves; gives every tile that became full."""
        assert len(leaves) <= self.room
        self._levels[0] += leaves
        self.size += len(leaves)
        level = 0
        while len(self._levels[level]) == TILE:
            full, self._levels[level] = self._levels[level], []
            yield level, width_at(level + 1, self.size) - 1, full
            if level + 1 == len(self._levels):
                self._levels.append([])
            level += 1
            self._levels[level].append(merkle.perfect_root(full))

    def partial(self) -> Iterator[Tile]:
        """The tiles that are begun and not full."""
        for level, hashes in enumerate(self._levels):
            if hashes:
                yield level, width_at(level + 1, self.size), hashes

    def root(self) -> bytes:
        """The root of the whole tree."""
        subtrees = []
        for hashes in reversed(self._levels):
            ranges = merkle.perfect_ranges(0, len(hashes))
            subtrees += [merkle.perfect_root(hashes[start:end]) for start, end in ranges]
        return merkle.joined(subtrees) if subtrees else merkle.EMPTY


def width_at(level: int, size: int) -> int:
    """How many hashes stand at that level of a tree of that size."""
    return size >> _HEIGHT * level


def n_levels(size: int) -> int:
    """How many levels have a hash in a tree of that size."""
    return -(-size.bit_length() // _HEIGHT)


def place_of(start: int, end: int) -> tuple[int, int, int, int]:
    """Where the hash over the perfect subtree [start, end) comes from: level, tile, and hashes from … to."""
    level, low = divmod((end - start).bit_length() - 1, _HEIGHT)
    tile, first = divmod(start >> _HEIGHT * level, TILE)
    return level, tile, first, first + (1 << low)
