"""Every file of a ledger against the checkpoint: all that is damaged, not only the first.

`Log` refuses to open a damaged ledger and names what it met first; whoever has to mend one needs all.
Where entries and the hashes over them disagree, the hash one level up says which of the two was changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from dauys.domain import merkle
from dauys.domain.errors import EvidenceError
from dauys.evidence.checkpoints import Checkpoint
from dauys.evidence.files import Files
from dauys.evidence.frontier import TILE, Frontier, Tile
from dauys.evidence.tiles import ENTRIES, Tiles, bundle, tile_path

Found = tuple[str, str]
"""A file below the ledger, and what is wrong with it."""


def audit(folder: Path, checkpoint: Checkpoint, advance: Callable[[int], None]) -> Iterator[Found]:
    """What of the ledger's files does not hash to the checkpoint; advance: told each bundle's entries."""
    tiles = Tiles(folder, Files())
    edge, broken = Frontier(), False
    for place in range(-(-checkpoint.size // TILE)):
        width = min(TILE, checkpoint.size - place * TILE)
        leaves, found = _leaves(tiles, place, width, checkpoint.size)
        for each in found:
            broken = True
            yield each
        for tile in edge.add(leaves):
            yield from _compared(tiles, tile)
        advance(width)
    for tile in edge.partial():
        yield from _compared(tiles, tile)
    if edge.root() != checkpoint.root and not broken:
        yield "checkpoint", "its root is not the one that the entries hash to: they, or it, were exchanged"


def files_of(entries: Sequence[bytes]) -> Iterator[tuple[str, bytes]]:
    """Every file that a ledger of these entries has below its folder, but the checkpoint."""
    edge = Frontier()
    for place in range(-(-len(entries) // TILE)):
        own = entries[place * TILE : (place + 1) * TILE]
        yield tile_path(ENTRIES, place, len(own)), bundle(own)
        for level, at, hashes in edge.add([merkle.leaf(entry) for entry in own]):
            yield tile_path(level, at, TILE), b"".join(hashes)
    for level, at, hashes in edge.partial():
        yield tile_path(level, at, len(hashes)), b"".join(hashes)


def _leaves(tiles: Tiles, place: int, width: int, size: int) -> tuple[list[bytes], list[Found]]:
    """The leaves of one bundle to go on with, and what is wrong with it or the tile over it."""
    bundle_path, tile = tile_path(ENTRIES, place, width), tile_path(0, place, width)
    found: list[Found] = []
    hashed = _read(lambda: list(map(merkle.leaf, tiles.entries(place, width))), bundle_path, found)
    stored = _read(lambda: tiles.hashes(0, place, width), tile, found)
    if hashed and stored and hashed != stored:
        first = next(at for at, pair in enumerate(zip(hashed, stored, strict=True)) if pair[0] != pair[1])
        count = sum(a != b for a, b in zip(hashed, stored, strict=True))
        if width == TILE and (above := _above(tiles, place, size)):
            if above == merkle.perfect_root(stored):
                found.append((bundle_path, _CHANGED.format(count=count, first=place * TILE + first)))
                return stored, found
            if above == merkle.perfect_root(hashed):
                found.append((tile, "was changed: the entries beneath it hash to what stands above it"))
                return hashed, found
        either = f"{count} entries, the first of them {place * TILE + first}, do not hash to {tile}"
        found.append((bundle_path, f"{either}: one of the two was changed"))
    return hashed or stored or [merkle.EMPTY] * width, found


_CHANGED = "was changed: {count} entries, the first of them {first}, do not hash to the tile over them"


def _read(read: Callable[[], list[bytes]], path: str, found: list[Found]) -> list[bytes] | None:
    try:
        return read()
    except EvidenceError as cause:
        found.append((path, str(cause)))
    except OSError as cause:
        found.append((path, f"cannot be read: {cause.strerror}"))
    return None


def _above(tiles: Tiles, place: int, size: int) -> bytes | None:
    """The hash that stands one level up for a full tile of level 0."""
    upper, at = divmod(place, TILE)
    width = min(TILE, size // TILE - upper * TILE)
    try:
        return tiles.hashes(1, upper, width)[at]
    except (EvidenceError, OSError):
        return None


def _compared(tiles: Tiles, tile: Tile) -> Iterator[Found]:
    """A tile above level 0 against what lies beneath it; level 0 was compared with its entries."""
    level, place, hashes = tile
    if level == 0:
        return
    path, found = tile_path(level, place, len(hashes)), list[Found]()
    stored = _read(lambda: tiles.hashes(level, place, len(hashes)), path, found)
    yield from found
    if stored is not None and stored != hashes:
        yield path, "is not what the tiles beneath it hash to: it, or they, were changed"
