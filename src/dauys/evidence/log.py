"""The ledger: an append-only Merkle log after RFC 6962, stored as C2SP tlog-tiles, signed by checkpoints.

What counts is what the checkpoint covers. `append` writes entries and hashes beyond it; `sign` reads the
entries back, hashes them to the root and replaces the checkpoint, last and in one step. Whatever breaks off
before leaves the ledger as it was, with files beyond its end that the next append replaces.

What `sign` rehashes. All entries, from the disk, against the hashes of every tile, up to the root that is
signed. Whole bundles that this very object rehashed within the last day are not read again (a process that
signs every minute would read a million entries each time); a process that just began has rehashed nothing and
reads everything. So no signature of ours stands over entries that do not hash to its root (as happened to
the log Yeti 2022, whose consistency proofs still held), and a bit that turned on the disk is found within
a day.

One writer at a time: whoever appends holds a lock from before `refresh` until after `sign`. Reading needs
none; a reader sees the ledger as of its last `refresh`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from dauys.domain import merkle
from dauys.domain.errors import EvidenceError
from dauys.evidence.checkpoints import Checkpoint, SignedCheckpoint, read_checkpoint
from dauys.evidence.files import Files
from dauys.evidence.frontier import TILE, Frontier, Tile, place_of, width_at
from dauys.evidence.keys import SigningKey
from dauys.evidence.notes import Note, Signature, read_note
from dauys.evidence.tiles import ENTRIES, Tiles, bundle

REHASHED_MS = 24 * 3600 * 1000
"""How long a bundle that was rehashed need not be read again by the same process."""


class Log:
    """The ledger below one folder, which must exist."""

    def __init__(self, folder: Path, files: Files | None = None) -> None:
        """Opens the ledger. EvidenceError where its checkpoint is no checkpoint, or its hashes are not it."""
        self.folder = folder
        self._tiles = Tiles(folder, files or Files())
        self._signed: SignedCheckpoint | None = None
        self._edge = Frontier()
        self._tail: list[bytes] = []
        self._rehashed = Frontier()
        self._rehashed_from_ms = -REHASHED_MS
        self.refresh()

    @property
    def size(self) -> int:
        """How many entries there are, those appended since the checkpoint among them."""
        return self._edge.size

    @property
    def signed(self) -> SignedCheckpoint | None:
        """The checkpoint that stands, with its signatures; None where nothing was signed yet."""
        return self._signed

    def root(self, size: int | None = None) -> bytes:
        """The root of the whole tree, or of its first `size` entries. IndexError for more than there are."""
        if size is None or size == self.size:
            return self._edge.root()
        if not 0 <= size < self.size:
            raise IndexError(f"the first {size} entries of a ledger of {self.size}")
        return self._hash(0, size) if size else merkle.EMPTY

    def refresh(self) -> None:
        """Goes to the checkpoint as it stands on the disk, and forgets what was appended beyond it.

        Raises EvidenceError where it is not the one that was seen before, grown.
        """
        content = self._tiles.checkpoint()
        before = self._signed
        if content is None:
            if before:
                raise EvidenceError(f"the checkpoint of {self.folder} is gone: bring it back from a copy")
            self._edge, self._tail = Frontier(), []
            return
        signed = _in_file(self.folder, content)
        self._open(signed.checkpoint)
        if before and not self._begins_with(before.checkpoint):
            raise EvidenceError(f"{self.folder} was put back or replaced while it was in use: {_COMPARE}")
        self._signed = signed

    def append(self, entries: Sequence[bytes]) -> range:
        """Writes the entries behind the last one; returns their indices. All of them or none.

        They are on the disk when this returns, and count once `sign` has returned. Raises ValueError for an
        entry of more than 65,535 bytes, EvidenceError where the disk refuses.
        """
        edge, tail, first = self._edge.copy(), list(self._tail), self.size
        if not entries:
            return range(first, first)
        queue = iter(entries)
        while new := list(islice(queue, edge.room)):
            tail += new
            content = bundle(tail)
            for level, place, hashes in edge.add([merkle.leaf(entry) for entry in new]):
                self._tiles.put(level, place, TILE, b"".join(hashes))
                if level == 0:
                    self._tiles.put(ENTRIES, place, TILE, content)
                    tail = []
        if tail:
            self._tiles.put(ENTRIES, edge.size // TILE, len(tail), content)
        for level, place, hashes in edge.partial():
            self._tiles.put(level, place, len(hashes), b"".join(hashes))
        self._tiles.settle()
        self._edge, self._tail = edge, tail
        return range(first, edge.size)

    def sign(self, origin: str, keys: Sequence[SigningKey], now_ms: int) -> Checkpoint:
        """Rehashes the entries (see above) and replaces the checkpoint by one over all of them.

        keys: who signs, the ledger's own first; each signs under the ledger's name, `origin`. Raises
        EvidenceError where an entry no longer hashes to the root; then nothing is signed.
        """
        self.rehash(now_ms)
        made = Checkpoint(origin, self.size, self.root())
        note = Note(made.text(), ())
        for key in keys:
            note = note.joined_by(read_note(key.under(origin).signed(note.text).encode()).signatures)
        before = self._signed.checkpoint.size if self._signed else 0
        self._tiles.put_checkpoint(str(note).encode())
        self._signed = SignedCheckpoint(made, note)
        self._drop_partial(before)
        return made

    def sweep(self) -> None:
        """Removes what a killed writer left unfinished. Needs the writer's lock."""
        self._tiles.sweep()

    def add_signatures(self, note: Note, signatures: Sequence[Signature]) -> bool:
        """Puts witnesses' signatures beneath the checkpoint; False where another one stands by now.

        Needs the writer's lock. The signatures must have been verified over the note's text.
        """
        self.refresh()
        if self._signed is None or self._signed.note.text != note.text:
            return False
        joined = self._signed.note.joined_by(signatures)
        self._tiles.put_checkpoint(str(joined).encode())
        self._signed = SignedCheckpoint(self._signed.checkpoint, joined)
        return True

    def entries(self, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The entries [start, end) as they stand on the disk; not rehashed."""
        end = self.size if end is None else min(end, self.size)
        for place in range(start // TILE, -(-end // TILE)):
            first = place * TILE
            found = self._tiles.entries(place, min(TILE, self.size - first))
            yield from found[max(0, start - first) : end - first]

    def inclusion_proof(self, index: int, size: int | None = None) -> list[bytes]:
        """The hashes that prove the entry at `index` in the tree of `size` (default: all). IndexError."""
        within = self._within(size)
        return [self._hash(start, end) for start, end in merkle.inclusion_ranges(index, within)]

    def consistency_proof(self, older: int, size: int | None = None) -> list[bytes]:
        """The hashes that show that the tree of `size` (default: all) begins with that of `older`."""
        within = self._within(size)
        return [self._hash(start, end) for start, end in merkle.consistency_ranges(older, within)]

    def rehash(self, now_ms: int, *, whole: bool = False) -> int:
        """Reads entries back, hashes them and compares every tile, up to the root; returns how many it read.

        whole: also those that this object rehashed within the last day. Raises EvidenceError that names the
        first tile whose entries do not hash to it.
        """
        if whole or not 0 <= now_ms - self._rehashed_from_ms < REHASHED_MS:
            self._rehashed, self._rehashed_from_ms = Frontier(), now_ms
        edge, first = self._rehashed.copy(), self._rehashed.size
        for place in range(first // TILE, self.size // TILE):
            leaves = [merkle.leaf(entry) for entry in self._tiles.entries(place, TILE)]
            for tile in edge.add(leaves):
                self._compare(tile)
        self._rehash_rest(edge.copy())
        self._rehashed = edge
        return self.size - first

    def _rehash_rest(self, edge: Frontier) -> None:
        """The bundle that is not full yet, the tiles that are not, and the root."""
        place, width = divmod(self.size, TILE)
        if width:
            leaves = [merkle.leaf(entry) for entry in self._tiles.entries(place, width)]
            list(edge.add(leaves))
        for tile in edge.partial():
            self._compare(tile)
        if edge.root() != self.root():
            raise EvidenceError(f"the entries of {self.folder} do not hash to its root: {_COMPARE}")

    def _compare(self, tile: Tile) -> None:
        level, place, hashes = tile
        if self._tiles.hashes(level, place, len(hashes)) != hashes:
            first, last = place * TILE ** (level + 1), min((place + 1) * TILE ** (level + 1), self.size) - 1
            raise EvidenceError(
                f"entries {first} to {last} of {self.folder} do not hash to tile {place} of level {level}: "
                f"{_COMPARE}"
            )

    def _open(self, checkpoint: Checkpoint) -> None:
        edge = Frontier.read(checkpoint.size, self._tiles.hashes)
        if edge.root() != checkpoint.root:
            raise EvidenceError(f"the tiles of {self.folder} do not hash to its checkpoint: {_COMPARE}")
        place, width = divmod(checkpoint.size, TILE)
        self._edge, self._tail = edge, self._tiles.entries(place, width) if width else []

    def _begins_with(self, older: Checkpoint) -> bool:
        return older.size <= self.size and self.root(older.size) == older.root

    def _within(self, size: int | None) -> int:
        if size is not None and size > self.size:
            raise IndexError(f"the first {size} entries of a ledger of {self.size}")
        return self.size if size is None else size

    def _hash(self, start: int, end: int) -> bytes:
        """The hash over the range [start, end) of a proof."""
        return merkle.joined([self._perfect(*each) for each in merkle.perfect_ranges(start, end)])

    def _perfect(self, start: int, end: int) -> bytes:
        level, place, first, last = place_of(start, end)
        width = min(TILE, width_at(level, self.size) - place * TILE)
        return merkle.perfect_root(self._tiles.hashes(level, place, width)[first:last])

    def _drop_partial(self, before: int) -> None:
        """Removes narrower forms of the tiles and bundles that became full since that size."""
        level = 0
        while (place := width_at(level + 1, before)) < width_at(level + 1, self.size):
            self._tiles.drop_narrower(level, place)
            if level == 0:
                self._tiles.drop_narrower(ENTRIES, place)
            level += 1


_COMPARE = "keep the folder as it is, compare it with a copy, and bring the copy back"


def _in_file(folder: Path, content: bytes) -> SignedCheckpoint:
    try:
        return read_checkpoint(content)
    except EvidenceError as cause:
        raise EvidenceError(f"{folder}/checkpoint {cause}; bring it back from a copy") from cause
