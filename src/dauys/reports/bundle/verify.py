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
        self.name, self.content = name, content
        found = NOTE.fullmatch(content.decode(errors="replace"))
        if not found or not found["size"].isascii():
            raise Broken(f"{name}: is no signed note of a tree's origin, size and root")
        self.signed, self.origin, self.size = found["text"], found["origin"], int(found["size"])
        self.root = base64.b64decode(found["root"])
        self.signatures = [line.split(" ")[1:] for line in found["signatures"].splitlines()]

    def problems(self, public: bytes) -> Iterator[str]:
        """What speaks against that key having signed this note."""
        for name, encoded in self.signatures:
            key_id = hashlib.sha256(name.encode() + b"\n\x01" + public).digest()[:4]
            blob = base64.b64decode(encoded)
            if blob[:4] == key_id:
                if not signature_holds(public, self.signed.encode(), blob[4:]):
                    yield f"{self.name}: the signature of {name} does not hold"
                return
        signers = ", ".join(name for name, _ in self.signatures)
        yield f"{self.name}: not signed with the key {public.hex()[:16]}… (it names {signers})"


NOTE = re.compile(
    r"(?P<text>(?P<origin>[^\n]+)\n(?P<size>[1-9]\d{0,9})\n(?P<root>[A-Za-z0-9+/]{43}=)\n)\n"
    r"(?P<signatures>(?:— [^\s+]+ [A-Za-z0-9+/]{90}[A-Za-z0-9+/=]{2}\n){1,9})"
)


# ---- 2. The files: manifest, hashes, tree (RFC 6962) -------------------------------------------------------


def leaf(entry: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + entry).digest()


def node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def tree_root(leaves: Sequence[bytes]) -> bytes:
    """The hash over all leaves: neighbours are joined level by level, one without a neighbour moves up."""
    level = list(leaves)
    while len(level) > 1:
        pairs = [node(a, b) for a, b in zip(level[::2], level[1::2], strict=False)]
        level = pairs + level[2 * len(pairs) :]
    return level[0] if level else hashlib.sha256().digest()


def root_by_proof(entry: bytes, index: int, size: int, proof: Sequence[bytes]) -> bytes | None:
    """The root to which a proof leads from one entry (RFC 9162, 2.1.3.2), None where it leads nowhere."""
    at, last, reached = index, size - 1, leaf(entry)
    for neighbour in proof:
        if last == 0:
            return None
        if at % 2 or at == last:
            reached = node(neighbour, reached)
            while at % 2 == 0 and at:
                at, last = at // 2, last // 2
        else:
            reached = node(reached, neighbour)
        at, last = at // 2, last // 2
    return reached if last == 0 and 0 <= index < size else None


class Bundle:
    """The bundle's folder and the report's: files by the names that the manifest gives them."""

    def __init__(self, folder: Path, pages: Path) -> None:
        self.folder, self.pages = folder.resolve(), pages.resolve()
        self.listed: dict[str, tuple[str, int]] = {}
        self.lines: list[bytes] = []
        for number, line in enumerate(self.read("manifest.jsonl").splitlines(), 1):
            entry = parsed(line, f"manifest.jsonl, line {number}")
            if not has_shape(entry, {"path": "text", "sha256": "text", "bytes": "int"}):
                raise Broken(f"manifest.jsonl, line {number}: is no path, sha256 and bytes")
            if self.listed and entry["path"] <= next(reversed(self.listed)):
                raise Broken(
                    f"manifest.jsonl, line {number}: {entry['path']!r} is not behind the line before it"
                )
            self.listed[entry["path"]] = entry["sha256"], entry["bytes"]
            self.lines.append(line)

    def path(self, name: str) -> Path:
        """Where a file stands. Broken for a name that leads elsewhere, by its parts or by a link."""
        base, inner = (self.pages, name[3:]) if name.startswith("../") else (self.folder, name)
        parts = inner.split("/")
        if any(part in ("", ".", "..") or re.search(r'[\x00-\x1f\\:*?"<>|]', part) for part in parts):
            raise Broken(f"{name!r}: is no name of a file of the report")
        path = base.joinpath(*parts)
        try:
            if path.resolve(strict=True) != path or not stat.S_ISREG(path.lstat().st_mode):
                raise Broken(f"{name}: is a link, or no file")
        except (OSError, RuntimeError) as cause:
            raise Broken(f"{name}: is missing or cannot be read") from cause
        return path

    def read(self, name: str) -> bytes:
        """A file as a whole."""
        path = self.path(name)
        if path.stat().st_size > FILE_BYTES:
            raise Broken(f"{name}: is larger than {FILE_BYTES} bytes")
        return path.read_bytes()

    def records(self, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """The JSON objects of a file, one a line, with the numbers of their lines."""
        with self.path(name).open("rb") as file:
            for number in range(1, sys.maxsize):
                line = file.readline(LINE_BYTES + 1)
                if not line:
                    return
                if len(line) > LINE_BYTES or not line.endswith(b"\n"):
                    raise Broken(f"{name}, line {number}: is too long, or has no end")
                yield number, parsed(line[:-1], f"{name}, line {number}")

    def only(self, name: str) -> dict[str, Any]:
        """The one JSON object of a file."""
        found = [record for _, record in self.records(name)]
        if len(found) != 1:
            raise Broken(f"{name}: holds {len(found)} objects instead of one")
        return found[0]

    def tables(self) -> list[str]:
        return [name[7:-6] for name in self.listed if re.fullmatch(r"tables/[^/]+\.jsonl", name)]


def parsed(text: bytes, name: str) -> dict[str, Any]:
    """A JSON object written in the one way of a bundle: no spaces, no fractions, no key twice."""
    try:
        found = DECODER.decode(text.decode())
        is_canonical = ENCODER.encode(found).encode() == text
    except (ValueError, RecursionError) as cause:
        raise Broken(f"{name}: is no JSON ({str(cause)[:80]})") from cause
    if not is_canonical or not isinstance(found, dict):
        raise Broken(f"{name}: is no JSON object in canonical form (a key twice, a space, an escape)")
    return found


def refused(text: str) -> None:
    raise ValueError(f"{text[:20]} is no whole number")


DECODER = json.JSONDecoder(parse_float=refused, parse_constant=refused)
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
KINDS: dict[str, tuple[type, ...]] = {
    "text": (str,), "int": (int, type(None)), "bool": (bool, type(None)), "object": (dict,), "list": (list,)
}  # fmt: skip


def has_shape(found: Mapping[str, Any], shape: Mapping[str, str]) -> bool:
    """Whether an object has those keys in that order, with values of those kinds."""
    kinds = zip(found.values(), shape.values(), strict=False)
    return tuple(found) == tuple(shape) and all(type(value) in KINDS[kind] for value, kind in kinds)


def check_files(bundle: Bundle) -> Iterator[str]:
    """Every listed file has its hash, and nothing unlisted stands among them."""
    for name, (sha256, n_bytes) in bundle.listed.items():
        try:
            path = bundle.path(name)
            if path.stat().st_size != n_bytes:
                yield f"{name}: has {path.stat().st_size} bytes, the manifest says {n_bytes}"
            elif hash_of(path) != sha256:
                yield f"{name}: was changed (its hash is {hash_of(path)[:16]}…, the manifest says {sha256[:16]}…)"
        except Broken as cause:
            yield str(cause)
    covered = {name.split("/")[1] for name in bundle.listed if name.count("/") > 1 and name.startswith("../")}
    found = [(path, path.relative_to(bundle.folder).as_posix()) for path in bundle.folder.rglob("*")]
    for top in sorted(covered):
        found += [
            (p, f"../{p.relative_to(bundle.pages).as_posix()}") for p in (bundle.pages / top).rglob("*")
        ]
    for path, name in found:
        is_ours = name in bundle.listed or name in UNLISTED or name in proof_names(bundle).values()
        if not is_ours and (path.is_symlink() or not path.is_dir()):
            yield f"{name}: stands among the report's files and is in no manifest"


def hash_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def proof_names(bundle: Bundle) -> dict[str, str]:
    """The files with a proof of their own → where it stands."""
    proven = [f"tables/{name}.jsonl" for name in bundle.tables()] + list(PROVEN)
    return {name: f"proofs/{name}.tlog-proof" for name in proven}


def check_tree(bundle: Bundle, note: Note, older: Note | None) -> Iterator[str]:
    """The manifest's tree has the signed root, the proofs hold, and the older tree is its beginning."""
    history = [bytes.fromhex(line) for line in bundle.read("history.txt").decode("ascii").splitlines()]
    leaves = history + [leaf(line) for line in bundle.lines]
    if note.size != len(leaves):
        yield f"root.txt: is about {note.size} entries; history.txt and manifest.jsonl have {len(leaves)}"
    if tree_root(leaves) != note.root:
        yield "root.txt: signs another tree: a line of manifest.jsonl or of history.txt is not what was signed"
    places = {name: len(history) + index for index, name in enumerate(bundle.listed)}
    for name, proof in proof_names(bundle).items():
        if name not in places:
            yield f"{name}: is not in the manifest"
        elif not proof_holds(bundle, bundle.lines[places[name] - len(history)], places[name], proof, note):
            yield f"{proof}: does not prove that {name} stands in the signed tree"
    if older and (older.origin != note.origin or older.size > len(leaves)):
        yield f"{older.name}: is no older state of {note.origin} ({older.origin}, {older.size} entries)"
    elif older and tree_root(leaves[: older.size]) != older.root:
        yield f"{older.name}: what was signed then is not the beginning of what is signed now: history was rewritten"


def proof_holds(bundle: Bundle, line: bytes, index: int, proof: str, note: Note) -> bool:
    """Whether a proof (c2sp.org/tlog-proof) leads from a manifest line to the root, beside the same note."""
    try:
        head, _, rest = bundle.read(proof).decode().partition("\n\n")
        kind, place, *hashes = head.splitlines()
        path = [base64.b64decode(text, validate=True) for text in hashes]
    except (Broken, ValueError):
        return False
    is_ours = kind == "c2sp.org/tlog-proof@v1" and place == f"index {index}"
    return (
        is_ours and rest.encode() == note.content and root_by_proof(line, index, note.size, path) == note.root
    )


# ---- 3. The rows -------------------------------------------------------------------------------------------

Columns = dict[str, list[Any]]


def read_table(bundle: Bundle, name: str, schema: Mapping[str, Any]) -> tuple[Columns, list[str]]:
    """The columns of a table, and what is wrong with the order of its rows."""
    columns: Columns = {column: [] for column in schema["columns"]}
    appends = [column.append for column in columns.values()]
    key = itemgetter(*schema["key"]) if schema["key"] else lambda row: tuple(row.values())
    shapes: set[tuple[type, ...]] = set()
    problems, before = [], None
    for number, row in bundle.records(f"tables/{name}.jsonl"):
        place, shape = f"tables/{name}.jsonl, line {number}", (*row, *map(type, row.values()))
        if shape not in shapes and not has_shape(row, schema["columns"]):
            raise Broken(f"{place}: has other columns, or values of another kind, than tables.json says")
        shapes.add(shape)
        here = key(row)
        if before is not None and not is_behind(before, here, may_repeat=not schema["key"]):
            problems.append(f"{place}: is not behind the row before it (rows are sorted, keys stand once)")
        before = here
        for append, value in zip(appends, row.values(), strict=True):
            append(value)
    return columns, problems


def is_behind(before: Any, here: Any, *, may_repeat: bool) -> bool:  # noqa: ANN401 - a key's values
    """Whether a row's key follows the one before it; a cell without a value comes first."""
    try:
        return bool(before < here) or (may_repeat and before == here)
    except TypeError:
        rank = [tuple((value is not None, value or 0) for value in values) for values in (before, here)]
        return rank[0] < rank[1] or (may_repeat and rank[0] == rank[1])


def check_references(tables: Mapping[str, Columns], schemas: Mapping[str, Any]) -> Iterator[str]:
    """Every id in a row is the id of a row that is there."""
    for name, schema in schemas.items():
        for column, (other, key) in schema["references"].items():
            lost = set(tables[name][column]) - set(tables[other][key]) - {""}
            for value in sorted(lost)[:5]:
                yield f"tables/{name}.jsonl: {column} {value!r} is in no row of {other} ({len(lost)} such values)"


# ---- 4. The figures ----------------------------------------------------------------------------------------

COMPOUND = ("ratio", "share", "gap")
DEFINITION = dict.fromkeys(("id", "kind", "unit", "table", "column", "of", "over", "under", "among"), "text") | {
    "where": "object", "by": "list", "monitored": "text", "label": "object", "meaning": "object",
}  # fmt: skip
FIGURE = {
    "id": "text", "definition": "text", "where": "object", "value": "int", "unit": "text", "monitored": "object",
}  # fmt: skip
PLACE = ("outlet_id", "channel_id", "medium", "level", "ownership", "day", "is_prime", "daypart")
"""The columns of a figure that say where and when: what was monitored depends on them alone."""
Filters = Mapping[str, Any]
Values = dict[tuple[Any, ...], Any]


def permille(part: int | None, whole: int | None) -> int | None:
    """Thousandths, half up; None where a part is not known or the whole is nothing."""
    return None if part is None or not whole else (part * 2000 + whole) // (2 * whole)


class Answers:
    """What the definitions give over the tables. Rows are grouped once per definition and set of columns."""

    def __init__(self, definitions: Mapping[str, dict[str, Any]], tables: Mapping[str, Columns]) -> None:
        self.definitions, self.tables = definitions, tables
        self.known: dict[Any, Values] = {}

    def at(self, definition: str, where: Filters) -> int | None:
        """The value of a definition where these columns hold these values, lists or intervals."""
        fixed = {name: value for name, value in where.items() if not isinstance(value, dict | list)}
        return self.value(definition, fixed, [{k: v for k, v in where.items() if k not in fixed}])

    def value(self, name: str, fixed: Filters, filters: list[Filters]) -> int | None:
        """The value at fixed columns; filters of every definition on the way hold together."""
        definition = self.definitions[name]
        if definition["kind"] not in COMPOUND:
            found: int | None = self.grouped(name, tuple(fixed), filters).get(tuple(fixed.values()), 0)
            return found
        filters = [*filters, definition["where"]]
        if definition["kind"] == "ratio":
            parts = (self.value(definition[side], fixed, filters) for side in ("over", "under"))
            return permille(*parts)
        of, among = definition["of"], definition["among"]
        own = self.value(of, fixed, filters)
        if definition["kind"] == "share":
            wide = {column: value for column, value in fixed.items() if column != among}
            return permille(own, self.value(of, wide, filters))
        highest = self.highest(of, among, fixed, filters)
        return None if own is None or highest is None else highest - own

    def highest(self, of: str, among: str, fixed: Filters, filters: list[Filters]) -> int | None:
        """The highest value among those of one column, the others fixed; a cell without a value is nobody's."""
        question = ("highest", of, among, tuple(fixed), repr(filters))
        if question not in self.known:
            place, best = list(fixed).index(among), {}
            for key, value in self.by(of, tuple(fixed), filters).items():
                rest = key[:place] + key[place + 1 :]
                if key[place] not in ("", None) and value is not None:
                    best[rest] = max(value, best.get(rest, value))
            self.known[question] = best
        return self.known[question].get(tuple(value for column, value in fixed.items() if column != among))

    def by(self, name: str, columns: tuple[str, ...], filters: list[Filters]) -> Values:
        """The values of a definition for every combination of columns that occurs."""
        definition = self.definitions[name]
        if definition["kind"] not in COMPOUND:
            return self.grouped(name, columns, filters)
        parts = [definition[part] for part in ("of", "over", "under") if definition[part]]
        keys = {key for part in parts for key in self.by(part, columns, [*filters, definition["where"]])}
        return {key: self.value(name, dict(zip(columns, key, strict=True)), filters) for key in keys}

    def grouped(self, name: str, columns: tuple[str, ...], filters: list[Filters]) -> Values:
        """Counts, sums or numbers of different values, in one pass over the rows."""
        question = (name, columns, repr(filters))
        if question not in self.known:
            definition = self.definitions[name]
            cells = self.chosen(definition["table"], [*filters, definition["where"]])
            keys = zip(*map(cells, columns), strict=True) if columns else repeat((), len(cells("")))
            self.known[question] = GATHER[definition["kind"]](keys, cells(definition["column"]))
        return self.known[question]

    def chosen(self, table: str, filters: list[Filters]) -> Any:  # noqa: ANN401 - a function of a column
        """A function that gives a column's cells in the rows for which every filter holds."""
        columns = self.tables[table]
        length = len(next(iter(columns.values())))
        chosen = [True] * length
        for column, condition in ((c, v) for some in filters for c, v in some.items()):
            chosen = [ok and holds(cell, condition) for ok, cell in zip(chosen, columns[column], strict=True)]
        return lambda name: list(compress(columns[name] if name else range(length), chosen))


def holds(cell: Any, condition: Any) -> bool:  # noqa: ANN401 - a cell, and what it is compared with
    """Whether a cell has a value, one of a list, or one in a half-open interval; nothing holds for no value."""
    if cell is None:
        return False
    if isinstance(condition, list):
        return cell in condition
    if isinstance(condition, dict):
        return ("from" not in condition or cell >= condition["from"]) and (
            "to" not in condition or cell < condition["to"]
        )
    return bool(cell == condition)


def summed(keys: Iterable[Any], cells: list[Any]) -> Values:
    """Totals; of rows that have no value at all the total is not known, which is not zero."""
    totals: Values = {}
    for key, cell in zip(keys, cells, strict=True):
        if cell is not None:
            totals[key] = (totals.get(key) or 0) + cell
        else:
            totals.setdefault(key, None)
    return totals


def told_apart(keys: Iterable[Any], cells: list[Any]) -> Values:
    """How many different values; cells without one are not counted."""
    pairs = set(zip(keys, cells, strict=True))
    return {key: 0 for key, _ in pairs} | Counter(key for key, cell in pairs if cell not in ("", None))


GATHER: dict[str, Any] = {"count": lambda keys, _: Counter(keys), "sum": summed, "distinct": told_apart}


def read_definitions(bundle: Bundle, schemas: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The definitions by id; Broken for one that speaks of what is not there."""
    read: dict[str, dict[str, Any]] = {}
    for number, entry in bundle.records("definitions.jsonl"):
        if (
            not has_shape(entry, DEFINITION)
            or entry["kind"] not in (*GATHER, *COMPOUND)
            or entry["id"] in read
        ):
            raise Broken(f"definitions.jsonl, line {number}: is no definition, or stands twice")
        read[entry["id"]] = entry
    for entry in read.values():
        usable = columns_of(entry, read, schemas, depth=8)
        named = {*entry["by"], *entry["where"], entry["column"], entry["among"]} - {""}
        if not named <= usable or (entry["among"] and entry["among"] not in entry["by"]):
            raise Broken(f"definitions.jsonl, {entry['id']}: names columns that its tables do not have")
    return read


def columns_of(
    entry: dict[str, Any], read: Mapping[str, Any], schemas: Mapping[str, Any], depth: int
) -> set[str]:
    """The columns of every table that stands behind a definition."""
    parts = {"ratio": ("over", "under"), "share": ("of",), "gap": ("of",)}.get(entry["kind"], ("table",))
    names = [entry[part] for part in parts]
    if any(name not in (schemas if parts == ("table",) else read) for name in names) or depth == 0:
        raise Broken(f"definitions.jsonl, {entry['id']}: speaks of what is not there, or of itself")
    if parts == ("table",):
        return set(schemas[names[0]]["columns"])
    return set.intersection(*(columns_of(read[name], read, schemas, depth - 1) for name in names))


def read_figures(bundle: Bundle, definitions: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    """The figures by id; Broken for one that its definition does not allow."""
    read: dict[str, dict[str, Any]] = {}
    for number, figure in bundle.records("figures.jsonl"):
        definition = definitions.get(str(figure.get("definition")))
        if not has_shape(figure, FIGURE) or definition is None or figure["id"] in read:
            raise Broken(f"figures.jsonl, line {number}: is no figure, has no definition, or stands twice")
        needed = {definition["among"]} - {""} if definition["kind"] == "gap" else set()
        if (
            not needed <= set(figure["where"]) <= set(definition["by"])
            or figure["unit"] != definition["unit"]
        ):
            raise Broken(
                f"figures.jsonl, {figure['id']}: fixes other columns, or has another unit, than its definition"
            )
        read[figure["id"]] = figure
    return read


def check_figures(figures: Mapping[str, dict[str, Any]], answers: Answers) -> Iterator[str]:
    """Every figure, computed again, and the monitored time beside it."""
    for name, figure in figures.items():
        definition = answers.definitions[figure["definition"]]
        if (said := figure_id(definition["id"], figure["where"])) != name:
            yield f"figure {name}: counts what would be called {said}"
        found = answers.at(definition["id"], figure["where"])
        if found != figure["value"]:
            yield f"figure {name}: stated {figure['value']}, its rows give {found}{by_how_much(figure, found)}"
        beside = monitored_beside(figure, definition["monitored"], answers)
        if beside != figure["monitored"]:
            yield f"figure {name}: monitored time stated {figure['monitored']}, the rows give {beside}"


def monitored_beside(figure: Mapping[str, Any], unit: str, answers: Answers) -> dict[str, list[int]]:
    """What was due, monitored and missed where a figure was looked for; only broadcast has parts of a day."""
    left_out = () if unit == "ms" else ("is_prime", "daypart")
    place = {name: value for name, value in figure["where"].items() if name in PLACE and name not in left_out}
    return {unit: [answers.at(f"{unit} {side}", place) or 0 for side in TIME]} if unit else {}


def by_how_much(figure: Mapping[str, Any], found: int | None) -> str:
    if figure["value"] is None or found is None:
        return ""
    return f" ({figure['value'] - found:+} {figure['unit']})"


TIME = ("due", "monitored", "gap")


MONITORED = {
    f"{unit} {side}": dict.fromkeys(DEFINITION, "")
    | {"kind": "sum", "table": "monitored-time", "column": side, "where": {"unit": unit}}
    for unit in ("ms", "issues", "visits")
    for side in TIME
}
"""The monitored time beside a figure, as definitions."""

SCOPE = {
    "contest_id": "contest.{}.", "medium": "{}.", "level": "level.{}.", "ownership": "ownership.{}.",
    "outlet_id": "outlet.{}.", "day": "{}.", "daypart": "daypart.{}.", "language": "language.{}.",
    "is_whole": {True: "whole.", False: "altered."}, "is_prime": {True: "prime-", False: "outside-prime-"},
}  # fmt: skip


def figure_id(template: str, where: Filters) -> str:
    """The id that belongs to a definition and the columns fixed: an id says what it counts."""
    own = set(re.findall(r"{(\w+)}", template)) - {"scope", "who"}
    said = own | ({"contest_id"} if "contestant_id" in where else set())
    words = {name: str(where.get(name, "")) for name in own}
    words["who"] = str(where.get("contestant_id", "total"))
    words["scope"] = "".join(
        scope_word(name, where[name]) for name in SCOPE if name in where and name not in said
    )
    return re.sub(r"{(\w+)}", lambda hole: words[hole[1]], template)


def scope_word(column: str, value: Any) -> str:  # noqa: ANN401 - a filter's value
    if isinstance(value, dict):
        return "".join(
            f"{word}-{value[side]}." for side, word in (("from", "from"), ("to", "before")) if side in value
        )
    form: Any = SCOPE[column]
    return str(form[bool(value)]) if isinstance(form, dict) else str(form.format(value))


def check_identities(tables: Mapping[str, Columns]) -> Iterator[str]:
    """What must be true of the rows whatever they say."""
    time = tables.get("monitored-time", {})
    for number, (due, monitored, gap) in enumerate(
        zip(*(time.get(side, ()) for side in TIME), strict=True), 1
    ):
        if monitored + gap != due:
            yield f"tables/monitored-time.jsonl, line {number}: monitored {monitored} + gap {gap} is not due {due}"


# ---- 5. The pages ------------------------------------------------------------------------------------------

GROUP = {"kk": "\u00a0", "ru": "\u00a0", "en": ","}
MARK = {"kk": ",", "ru": ",", "en": "."}
PERCENT = {"kk": "%", "ru": "\u00a0%", "en": "%"}
HOURS = {"kk": ("сағ", "мин", "с"), "ru": ("ч", "мин", "с"), "en": ("h", "min", "s")}
AREA = {"kk": "см²", "ru": "см²", "en": "cm²"}
MONEY = {"kk": "теңге", "ru": "тенге", "en": "tenge"}
NOT_KNOWN = {"kk": "белгісіз", "ru": "неизвестно", "en": "not known"}
NOT_MONITORED = {"kk": "мониторинг жүргізілмеді", "ru": "мониторинг не проводился", "en": "not monitored"}
NOTHING_DUE = "–"


def grouped(value: int, language: str) -> str:
    """12 345 with the language's mark between thousands."""
    return f"{value:,}".replace(",", GROUP[language])


def tenths(value: int, language: str) -> str:
    sign, whole = "-" if value < 0 else "", abs(value)
    return f"{sign}{grouped(whole // 10, language)}{MARK[language]}{whole % 10}"


def written(value: int, unit: str, language: str) -> set[str]:
    """How a value may stand on a page: a length as h:mm:ss, or with its units in a sentence."""
    if unit == "permille":
        return {tenths(value, language) + PERCENT[language]}
    if unit == "ms":
        minutes, seconds = divmod((value + 500) // 1000, 60)
        hours, minutes = divmod(minutes, 60)
        h, m, s = HOURS[language]
        spoken = f"{minutes} {m} {seconds} {s}"
        clock = f"{grouped(hours, language)}:{minutes:02}:{seconds:02}"
        return {clock, f"{grouped(hours, language)} {h} {spoken}" if hours else spoken}
    if unit == "mm2":
        return {f"{tenths((value + 5) // 10, language)} {AREA[language]}"}
    if unit == "tiyn":
        tenge, rest = divmod(value, 100)
        decimals = f"{MARK[language]}{rest:02}" if rest else ""
        return {f"{grouped(tenge, language)}{decimals} {MONEY[language]}"}
    return {grouped(value, language)}


def shown(figure: Mapping[str, Any], language: str) -> set[str]:
    """What a page may say for a figure: nothing found where nothing was monitored is no zero."""
    for _, monitored, gap in figure["monitored"].values():
        if not figure["value"] and not monitored:
            return {NOT_MONITORED[language] if gap else NOTHING_DUE}
    if figure["value"] is None:
        return {NOT_KNOWN[language]}
    return written(figure["value"], figure["unit"], language)


DATA = re.compile(r'<data data-figure="([^"<>]+)" value="(-?\d*)">([^<>]*)</data>')
HIDING = re.compile(
    r"<!--|<(?:script|template|noscript|textarea|iframe|object|embed|xmp|plaintext)\b|<[^>]*<", re.IGNORECASE
)
"""Where a number could stand in a page's source that nobody sees on the page."""


def check_pages(bundle: Bundle, figures: Mapping[str, dict[str, Any]], languages: list[str]) -> Iterator[str]:
    """Every number on every page, the same ones in every language, and every figure on some page."""
    seen: dict[str, set[str]] = {language: set() for language in languages}
    for name in sorted({name for language in languages for name in pages_of(bundle, language)}):
        counts = {}
        for language in languages:
            page = f"../{language}/{name}"
            text = bundle.read(page).decode()
            yield from check_page(page, text, figures, language)
            counts[language] = Counter(number[0] for number in DATA.findall(text))
            seen[language] |= set(counts[language])
        first = counts[languages[0]]
        for language, count in counts.items():
            for figure in sorted((count - first) | (first - count)):
                yield f"../{language}/{name}: shows figure {figure} {count[figure]} ×, {languages[0]} {first[figure]} ×"
    for language in languages:
        for figure in sorted(set(figures) - seen[language]):
            yield f"../{language}/: no page shows figure {figure}"


def pages_of(bundle: Bundle, language: str) -> set[str]:
    start = f"../{language}/"
    return {name[len(start) :] for name in bundle.listed if name.startswith(start) and name.endswith(".html")}


def check_page(page: str, text: str, figures: Mapping[str, dict[str, Any]], language: str) -> Iterator[str]:
    """Every number of one page is its figure's, in value and in words."""
    if hiding := HIDING.search(text):
        yield f"{page}: {hiding[0][:20]!r} could hide a number"
    numbers = DATA.findall(text)
    if text.lower().count("<data") != len(numbers):
        yield f"{page}: holds a number that is not written as every other"
    for name, value, words in dict.fromkeys(numbers):
        figure = figures.get(name)
        if figure is None:
            yield f"{page}: shows figure {name}, which figures.jsonl does not have"
            continue
        known = shown(figure, language)
        stated = (
            str(figure["value"]) if any(character.isdigit() for text in known for character in text) else ""
        )
        if value != stated:
            yield f"{page}: figure {name} has the value {value!r}, it is {stated!r}"
        if html.unescape(words) not in known:
            yield f"{page}: figure {name} is shown as {html.unescape(words)!r}, it is {' or '.join(sorted(known))!r}"


# ---- 6. The whole ------------------------------------------------------------------------------------------

NOT_CHECKED = """
Not checked here:
- whether the rows are true. A register's row stands on the commission's word, an airing on its recording.
- how derived tables (appearances, monitored-time, claimed, debate-clock, reconciliation, make-goods) follow
  from recordings and registers; what is checked is that they are the signed ones, and what follows from them.
- PDF, DOCX, XLSX, CSV, Parquet, pictures and clips are compared by their hashes, not read. Words around the
  numbers of a page, and how a style sheet shows them, are not judged.
"""


def check_release(
    bundle: Bundle, release: dict[str, Any], figures: Mapping[str, Any], note: Note
) -> Iterator[str]:
    """What the release says of itself: draft or not, whose statements were signed, what was corrected."""
    is_draft = note.origin.endswith("/draft")
    if release["format"] != FORMAT or (release["status"] == "draft") != is_draft:
        yield f"release.json: is no {FORMAT}, or calls itself {release['status']} against the signed note"
    for part in release["parts"]:
        if hashlib.sha256(ENCODER.encode(part["signed"]).encode()).hexdigest() != part["sha256"]:
            yield f"release.json: part {part['signed']['id']} is not the text that was signed"
    newest = {record["figure"]: record for _, record in bundle.records("corrections.jsonl")}
    for name, record in newest.items():
        if name in figures and record["new"] != figures[name]["value"]:
            yield f"corrections.jsonl: figure {name} was corrected to {record['new']}, it is {figures[name]['value']}"


def check(bundle: Bundle, public: bytes, older: Note | None) -> Iterator[str]:
    """Everything that differs, in the order of this file."""
    note = Note("root.txt", bundle.read("root.txt"))
    for signed in filter(None, (note, older)):
        yield from signed.problems(public)
    yield from check_files(bundle)
    yield from check_tree(bundle, note, older)
    schemas, release = bundle.only("tables.json"), bundle.only("release.json")
    for name in sorted(set(schemas) ^ set(bundle.tables())):
        yield f"tables/{name}.jsonl: stands in only one of tables.json and manifest.jsonl"
    tables = {}
    for name, schema in schemas.items():
        tables[name], problems = read_table(bundle, name, schema)
        yield from problems
    yield from check_references(tables, schemas)
    definitions = read_definitions(bundle, schemas)
    figures = read_figures(bundle, definitions)
    yield from check_figures(figures, Answers(definitions | MONITORED, tables))
    yield from check_identities(tables)
    yield from check_pages(bundle, figures, sorted(set(release["languages"]) & set(GROUP)))
    yield from check_release(bundle, release, figures, note)
    rows = sum(len(next(iter(columns.values()))) for columns in tables.values())
    print(f"{release['status']} {release['number'] or ''} of {note.origin}: {len(bundle.listed)} files, "
          f"{len(tables)} tables, {rows} rows, {len(figures)} figures, {' '.join(release['languages'])}")  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Prints what differs; returns the exit status."""
    parser = argparse.ArgumentParser(description="Checks the report around this bundle.")
    parser.add_argument("bundle", nargs="?", default=".", type=Path, help="the bundle's folder")
    parser.add_argument("--key", help="the commission's public key: a file, or 64 hexadecimal digits")
    parser.add_argument("--checkpoint", type=Path, help="root.txt of an older release")
    parser.add_argument("--pages", type=Path, help="the report's folder, where it is not the one above")
    options = parser.parse_args(arguments)
    problems = []
    try:
        bundle = Bundle(options.bundle, options.pages or options.bundle.resolve().parent)
        given = options.key or bundle.read("key.pub").decode()
        is_file = options.key and Path(options.key).is_file()
        public = read_key(Path(given).read_text("utf-8") if is_file else given, options.key or "key.pub")
        older = Note(str(options.checkpoint), options.checkpoint.read_bytes()) if options.checkpoint else None
        for problem in check(bundle, public, older):
            problems.append(problem)
            if len(problems) <= SHOWN:
                print(f"DIFFERS  {problem}")
    except (
        Broken,
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        RecursionError,
        MemoryError,
    ) as cause:
        problems.append(str(cause))
        print(
            f"BROKEN   {cause if isinstance(cause, Broken | OSError) else repr(cause)[:200]}; the rest was not read"
        )
    print(NOT_CHECKED)
    if not options.key:
        print(
            f"The key ({public.hex()}) came from the bundle itself: take it from elsewhere and give it with --key."
        )
    print(f"{len(problems)} differences." if problems else "Everything holds.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
