#!/usr/bin/env python3
"""Checks the report around this bundle: nothing was changed, and every figure follows from its rows.

    python3 verify.py [BUNDLE] [--key FILE|HEX] [--checkpoint FILE] [--pages DIR]

It needs Python 3.11 or later and nothing else: no package, no network; it writes nothing. It
  1. checks the signature beneath root.txt: Ed25519 (RFC 8032) over a signed note (C2SP);
  2. hashes every file that manifest.jsonl names, and the manifest into a Merkle tree (RFC 6962) whose root is
     what was signed; checks the proofs; with --checkpoint, that an older release's tree is its beginning;
  3. reads the rows of every table, strictly;
  4. computes every figure from its rows by its definition, and the monitored time beside it;
  5. reads every page: each number shown is the figure's value as that language writes it, none is missing;
  6. has verify_rules.py, beside it, hold the findings against the rule book; says what it does not check.

Exit status: 0 where everything holds, 1 where something differs, 2 for wrong use. Without --key the key is
the bundle's own, which shows that the parts fit, not whose they are: take the key from somewhere else.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import html
import json
import re
import runpy
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress, repeat
from pathlib import Path
from typing import Any

FORMAT = "dauys bundle 1"
UNLISTED = {"manifest.jsonl", "history.txt", "root.txt", "../report.json"}  # made from what is listed
LINE_BYTES, FILE_BYTES, SHOWN = 1 << 20, 1 << 28, 500  # longest line, file read whole, differences shown


class Broken(Exception):
    """A file that cannot be what it should be; the text names it."""


# ---- 1. The signature: Ed25519 (RFC 8032, section 5.1) and signed notes (c2sp.org/signed-note) -------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
Point = tuple[int, int, int, int]  # X, Y, Z, T with x = X/Z, y = Y/Z, x*y = T/Z


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
    x = x if x & 1 == sign else P - x
    return x, y, 1, x * y % P


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
    a, b = times(response, BASE), add(commitment, times(digest, key))
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 == (a[1] * b[2] - b[1] * a[2]) % P


def read_key(text: str, name: str) -> bytes:
    """A public key: 64 hexadecimal digits, or `NAME+ID+BASE64`; anything else names a file with one."""
    form = r"(?P<digits>[0-9a-fA-F]{64})|[^\s+]+\+[0-9a-f]{8}\+(?P<base64>A[Q-Za-f][A-Za-z0-9+/]{42})"
    found = re.fullmatch(form, text.strip())
    if not found and text == name and Path(name).is_file():
        found = re.fullmatch(form, Path(name).read_text("utf-8").strip())
    if not found:
        raise Broken(f"{name}: holds no Ed25519 key: 64 hexadecimal digits, or NAME+ID+BASE64")
    return bytes.fromhex(found["digits"]) if found["digits"] else base64.b64decode(found["base64"])[1:]


class Note:
    """A signed tree head (c2sp.org/tlog-checkpoint): whose log, how many leaves, their root."""

    def __init__(self, name: str, content: bytes) -> None:
        self.name, self.content = name, content
        if not (found := NOTE.fullmatch(content.decode(errors="replace"))):
            raise Broken(f"{name}: is no signed note of a tree's origin, size and root")
        self.signed, self.origin, self.size = found["text"], found["origin"], int(found["size"])
        self.root = base64.b64decode(found["root"])
        self.signer, self.blob = found["signer"], base64.b64decode(found["blob"])

    def problems(self, public: bytes) -> Iterator[str]:
        """What speaks against that key having signed this note."""
        if self.blob[:4] != hashlib.sha256(self.signer.encode() + b"\n\x01" + public).digest()[:4]:
            yield f"{self.name}: not signed with the key {public.hex()[:16]}… (it names {self.signer})"
        elif not signature_holds(public, self.signed.encode(), self.blob[4:]):
            yield f"{self.name}: the signature of {self.signer} does not hold"


NOTE = re.compile(
    r"(?P<text>(?P<origin>[^\n]+)\n(?P<size>[1-9][0-9]{0,9})\n(?P<root>[A-Za-z0-9+/]{43}=)\n)\n"
    r"— (?P<signer>[^\s+]+) (?P<blob>[A-Za-z0-9+/]{91}=)\n"
)


# ---- 2. The files: manifest, hashes, tree (RFC 6962) -------------------------------------------------------


def tree(leaves: list[bytes]) -> list[list[bytes]]:
    """The levels of the tree from its leaves to its root: neighbours are joined, one without moves up."""
    levels = [leaves or [hashlib.sha256().digest()]]
    while len(level := levels[-1]) > 1:
        pairs = zip(level[::2], level[1::2], strict=False)
        joined = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in pairs]
        levels.append(joined + level[2 * len(joined) :])
    return levels


def inclusion_proof(levels: list[list[bytes]], index: int, note: Note) -> bytes:
    """The file that proves a leaf (c2sp.org/tlog-proof): its neighbours on the way up, and the note."""
    neighbours = [(level, index >> height ^ 1) for height, level in enumerate(levels)]
    hashes = [base64.b64encode(level[place]).decode() for level, place in neighbours if place < len(level)]
    return "\n".join(["c2sp.org/tlog-proof@v1", f"index {index}", *hashes, "", ""]).encode() + note.content


class Bundle:
    """The bundle's folder and the report's: files by the names that the manifest gives them."""

    def __init__(self, folder: Path, pages: Path) -> None:
        self.folder, self.pages = folder.resolve(), pages.resolve()
        self.listed: dict[str, tuple[str, int]] = {}
        self.lines = self.read("manifest.jsonl").removesuffix(b"\n").split(b"\n")
        if not re.fullmatch(rb"(?:[0-9a-f]{64}\n)*", history := self.read("history.txt")):
            raise Broken("history.txt: is no list of hashes")
        self.history = [bytes.fromhex(line) for line in history.decode().split()]
        before = ""
        for number, line in enumerate(self.lines, 1):
            entry = parsed(line, place := f"manifest.jsonl, line {number}")
            if not has_shape(entry, ENTRY) or entry["path"] <= before:
                raise Broken(f"{place}: is no path, sha256 and bytes, or not behind the line before it")
            self.listed[before := entry["path"]] = entry["sha256"], entry["bytes"]
        self.tables = [name[7:-6] for name in self.listed if re.fullmatch(r"tables/[^/]+\.jsonl", name)]
        proven = [f"tables/{name}.jsonl" for name in self.tables] + ["definitions.jsonl", "figures.jsonl"]
        self.proofs = {name: f"proofs/{name}.tlog-proof" for name in proven}

    def path(self, name: str) -> Path:
        """Where a file stands. Broken for a name that leads elsewhere, by its parts or by a link."""
        base, inner = (self.pages, name[3:]) if name.startswith("../") else (self.folder, name)
        parts = inner.split("/")
        if any(part in ("", ".", "..") or re.search(r'[\x00-\x1f\\:*?"<>|]', part) for part in parts):
            raise Broken(f"{name!r}: is no name of a file of the report")
        path = base.joinpath(*parts)
        try:
            if path.resolve(strict=True) != path or not path.is_file():
                raise Broken(f"{name}: is a link, or no file")
        except (OSError, RuntimeError) as cause:
            raise Broken(f"{name}: is missing or cannot be read") from cause
        return path

    def read(self, name: str) -> bytes:
        """A file as a whole."""
        if (path := self.path(name)).stat().st_size > FILE_BYTES:
            raise Broken(f"{name}: is larger than {FILE_BYTES} bytes")
        return path.read_bytes()

    def records(self, name: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """The JSON objects of a file, one a line, with the numbers of their lines."""
        with self.path(name).open("rb") as file:
            lines = iter(lambda: file.readline(LINE_BYTES + 1), b"")
            for number, line in enumerate(lines, 1):
                if len(line) > LINE_BYTES or not line.endswith(b"\n"):
                    raise Broken(f"{name}, line {number}: is too long, or has no end")
                yield number, parsed(line[:-1], f"{name}, line {number}")


def parsed(text: bytes, name: str) -> dict[str, Any]:
    """A JSON object written in the one way of a bundle: no spaces, no fractions, no key twice."""
    try:
        is_canonical = ENCODER.encode(found := DECODER.decode(text.decode())).encode() == text
    except (ValueError, RecursionError) as cause:
        raise Broken(f"{name}: is no JSON ({str(cause)[:80]})") from cause
    if not is_canonical or not isinstance(found, dict):
        raise Broken(f"{name}: is no JSON object in canonical form (a key twice, a space, an escape)")
    return found


# int() refuses what a bundle may not hold: fractions, exponents, NaN.
DECODER = json.JSONDecoder(parse_float=int, parse_constant=int)
ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
ENTRY = {"path": "text", "sha256": "text", "bytes": "int"}
KINDS: dict[str, tuple[type, ...]] = {"text": (str,), "object": (dict,), "list": (list,)}
KINDS |= {"int": (int, type(None)), "bool": (bool, type(None))}


def has_shape(found: Mapping[str, Any], shape: Mapping[str, str]) -> bool:
    """Whether an object has those keys in that order, with values of those kinds."""
    kinds = zip(found.values(), shape.values(), strict=False)
    return tuple(found) == tuple(shape) and all(type(value) in KINDS[kind] for value, kind in kinds)


def check_files(bundle: Bundle) -> Iterator[str]:
    """Every listed file has its hash, and nothing unlisted stands among them."""
    for name, (sha256, n_bytes) in bundle.listed.items():
        try:
            path = bundle.path(name)
            if (size := path.stat().st_size) != n_bytes:
                yield f"{name}: has {size} bytes, the manifest says {n_bytes}"
            with path.open("rb") as file:
                found = hashlib.file_digest(file, "sha256").hexdigest()
            if found != sha256:
                yield f"{name}: was changed: its hash is {found[:16]}…, not {sha256[:16]}…"
        except Broken as cause:
            yield str(cause)
    known = {*bundle.listed, *bundle.proofs.values(), *UNLISTED}
    for folder, start in ((bundle.folder, ""), (bundle.pages, "../")):
        for path in folder.rglob("*"):
            name = start + path.relative_to(folder).as_posix()
            is_ours = name in known or (start and path.is_relative_to(bundle.folder))
            if not is_ours and (path.is_symlink() or not path.is_dir()):
                yield f"{name}: stands among the report's files and is in no manifest"


def check_tree(bundle: Bundle, note: Note, older: Note | None) -> Iterator[str]:
    """The manifest's tree has the signed root, the proofs are its own, the older tree is its beginning."""
    leaves = bundle.history + [hashlib.sha256(b"\x00" + line).digest() for line in bundle.lines]
    levels = tree(leaves)
    if (note.size, note.root) != (len(leaves), levels[-1][0]):
        yield "root.txt: signs another tree: a line of manifest.jsonl or history.txt is not what was signed"
    places = {name: index for index, name in enumerate(bundle.listed, len(bundle.history))}
    for name, proof in bundle.proofs.items():
        if name not in places or bundle.read(proof) != inclusion_proof(levels, places[name], note):
            yield f"{proof}: does not prove that {name} stands in the signed tree"
    if older and (older.origin != note.origin or older.size > len(leaves)):
        yield f"{older.name}: is no older state of {note.origin} ({older.origin}, {older.size} entries)"
    elif older and tree(leaves[: older.size])[-1][0] != older.root:
        yield f"{older.name}: what was signed then is no beginning of this: history was rewritten"


# ---- 3. The rows -------------------------------------------------------------------------------------------

Columns = dict[str, list[Any]]


def read_table(bundle: Bundle, name: str, schema: Any, wanted: set[str]) -> tuple[Columns, list[str]]:  # noqa: ANN401
    """The columns of a table that are wanted, and what is wrong with the order of its rows."""
    columns: Columns = {column: [] for column in schema["columns"] if column in wanted}
    kept = [(name, cells.append, schema["columns"][name] == "text") for name, cells in columns.items()]
    order = schema["key"] or list(schema["columns"])
    shapes: set[tuple[object, ...]] = set()
    problems, before, number = list[str](), list[Any](), 0
    for number, row in bundle.records(f"tables/{name}.jsonl"):
        place, shape = f"tables/{name}.jsonl, line {number}", (*row, *map(type, row.values()))
        if shape not in shapes and not has_shape(row, schema["columns"]):
            raise Broken(f"{place}: has other columns, or values of another kind, than tables.json says")
        shapes.add(shape)
        here = [(row[column] is not None, row[column]) for column in order]
        if here < before or (here == before and schema["key"]):
            problems.append(f"{place}: is not behind the row before it (rows are sorted, keys stand once)")
        before = here
        for column, append, is_text in kept:
            append(sys.intern(row[column]) if is_text else row[column])
    return columns | {"": [None] * number}, problems


def check_references(tables: Mapping[str, Columns], schemas: Mapping[str, Any]) -> Iterator[str]:
    """Every id in a row is the id of a row that is there."""
    for name, schema in schemas.items():
        for column, (other, key) in schema["references"].items():
            lost = set(tables[name][column]) - set(tables[other][key]) - {""}
            for value in sorted(lost)[:5]:
                yield f"tables/{name}.jsonl: {column} {value!r} is in no row of {other} (1 of {len(lost)})"


# ---- 4. The figures ----------------------------------------------------------------------------------------

COMPOUND, STEPS = ("ratio", "share", "gap"), 6
DEFINITION = {
    **dict.fromkeys(("id", "kind", "unit", "table", "column", "of", "over", "under", "among"), "text"),
    "where": "object", "by": "list", "monitored": "text", "label": "object", "meaning": "object",
}  # fmt: skip
FIGURE = {"id": "text", "definition": "text", "where": "object", "value": "int", "unit": "text"}
FIGURE |= {"monitored": "object"}
PLACE = ("outlet_id", "channel_id", "medium", "level", "ownership", "day", "is_prime", "daypart")
Filters = Mapping[str, Any]
Values = Mapping[Any, int | None]


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
            return self.grouped(name, tuple(fixed), filters).get(tuple(fixed.values()), 0)
        filters = [*filters, definition["where"]]
        if definition["kind"] == "ratio":
            return permille(*(self.value(definition[side], fixed, filters) for side in ("over", "under")))
        of, among = definition["of"], definition["among"]
        own = self.value(of, fixed, filters)
        if definition["kind"] == "share":
            wide = {column: value for column, value in fixed.items() if column != among}
            return permille(own, self.value(of, wide, filters))
        highest = self.highest(of, among, fixed, filters)
        return None if own is None or highest is None else highest - own

    def highest(self, of: str, among: str, fixed: Filters, filters: list[Filters]) -> int | None:
        """The highest value for any value of one column, the others fixed; an empty one is nobody's."""
        question = ("highest", of, among, tuple(fixed), repr(filters))
        if question not in self.known:
            place, best = list(fixed).index(among), dict[tuple[Any, ...], int]()
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
        if len(filters) > STEPS:
            raise LookupError("too many steps")  # each step may ask twice: many would never end
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
        chosen = [True] * len(columns[""])
        for column, condition in ((c, v) for some in filters for c, v in some.items()):
            chosen = [ok and holds(cell, condition) for ok, cell in zip(chosen, columns[column], strict=True)]
        return lambda name: list(compress(columns[name], chosen))


def holds(cell: Any, condition: Any) -> bool:  # noqa: ANN401 - a cell, and what it is compared with
    """Whether a cell has a value, one of a list, or one in a half-open interval; an empty cell has none."""
    if cell is None:
        return False
    if isinstance(condition, list):
        return cell in condition
    if isinstance(condition, dict):
        return condition.get("from", cell) <= cell and ("to" not in condition or cell < condition["to"])
    return bool(cell == condition)


def summed(keys: Iterable[Any], cells: list[Any]) -> Values:
    """Totals; of rows that have no value at all the total is not known, which is not zero."""
    totals: dict[Any, int | None] = {}
    for key, cell in zip(keys, cells, strict=True):
        totals[key] = totals.get(key) if cell is None else (totals.get(key) or 0) + cell
    return totals


def told_apart(keys: Iterable[Any], cells: list[Any]) -> Values:
    """How many different values; cells without one are not counted."""
    pairs = set(zip(keys, cells, strict=True))
    return {key: 0 for key, _ in pairs} | Counter(key for key, cell in pairs if cell not in ("", None))


GATHER: dict[str, Any] = {"count": lambda keys, _: Counter(keys), "sum": summed, "distinct": told_apart}


def by_id(bundle: Bundle, name: str, shape: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """The records of a file by their ids."""
    read: dict[str, dict[str, Any]] = {}
    for number, record in bundle.records(name):
        if not has_shape(record, shape) or record["id"] in read:
            raise Broken(f"{name}, line {number}: lacks a field, or stands twice")
        read[record["id"]] = record
    return read


def columns_used(definitions: Mapping[str, Any], schemas: Mapping[str, Any]) -> set[str]:
    """The columns that figures and references need; the others are checked row by row, and not kept."""
    speaking = ((entry["column"], *entry["where"], *entry["by"]) for entry in definitions.values())
    ends = ((column, key) for schema in schemas.values() for column, (_, key) in schema["references"].items())
    return {"unit", *TIME, *PLACE}.union(*speaking, *ends)


def check_figures(figures: Mapping[str, dict[str, Any]], answers: Answers) -> Iterator[str]:
    """Every figure, computed again, and the monitored time beside it."""
    for name, figure in figures.items():
        where, stated, unit = figure["where"], figure["value"], figure["unit"]
        definition = answers.definitions.get(figure["definition"])
        if not definition or not set(where) <= set(definition["by"]) or unit != definition["unit"]:
            yield f"figure {name}: has no definition, or other columns or another unit than it"
            continue
        try:
            said, found = figure_id(definition["id"], where), answers.at(definition["id"], where)
            beside = monitored_beside(where, definition["monitored"], answers)
        except (LookupError, ValueError, TypeError, RecursionError) as cause:
            raise Broken(f"figure {name}: its definition speaks of what is not there ({cause!r})") from cause
        if said != name:
            yield f"figure {name}: counts what would be called {said}"
        if found != stated:
            much = "" if found is None or stated is None else f" ({stated - found:+} {unit})"
            yield f"figure {name}: stated {stated}, its rows give {found}{much}"
        if beside != figure["monitored"]:
            yield f"figure {name}: monitored time stated {figure['monitored']}, the rows give {beside}"


def monitored_beside(where: Filters, unit: str, answers: Answers) -> dict[str, list[int]]:
    """What was due, monitored and missed in a figure's PLACE alone; only broadcast has parts of a day."""
    left_out = () if unit == "ms" else ("is_prime", "daypart")
    place = {name: value for name, value in where.items() if name in PLACE and name not in left_out}
    return {unit: [answers.at(f"{unit} {side}", place) or 0 for side in TIME]} if unit else {}


TIME = ("due", "monitored", "gap")
MONITORED = {
    f"{unit} {side}": dict.fromkeys(DEFINITION, "")
    | {"kind": "sum", "table": "monitored-time", "column": side, "where": {"unit": unit}}
    for unit in ("ms", "issues", "visits")
    for side in TIME
}

SCOPE = {
    "contest_id": "contest.{}.", "medium": "{}.", "level": "level.{}.", "ownership": "ownership.{}.",
    "outlet_id": "outlet.{}.", "day": "{}.", "daypart": "daypart.{}.", "language": "language.{}.",
    "is_whole": {True: "whole.", False: "altered."}, "is_prime": {True: "prime-", False: "outside-prime-"},
}  # fmt: skip


def figure_id(template: str, where: Filters) -> str:
    """The id that belongs to a definition and the columns fixed: an id says what it counts."""
    own = set(re.findall(r"{(\w+)}", template)) - {"scope", "who"}
    said = own | ({"contest_id"} if "contestant_id" in where else set())
    words = {name: str(where.get(name, "")) for name in own} | {"scope": ""}
    words["who"] = str(where.get("contestant_id", "total"))
    for name in SCOPE:
        if name in where and name not in said:
            form: Any = SCOPE[name]
            words["scope"] += form[where[name]] if isinstance(form, dict) else form.format(where[name])
    return re.sub(r"{(\w+)}", lambda hole: words[hole[1]], template)


# ---- 5. The pages ------------------------------------------------------------------------------------------

GROUP, MARK = {"kk": "\u00a0", "ru": "\u00a0", "en": ","}, {"kk": ",", "ru": ",", "en": "."}
PERCENT, SHORT = {"kk": "%", "ru": "\u00a0%", "en": "%"}, {"kk": " мс", "ru": " мс", "en": " ms"}
HOURS = {"kk": ("сағ", "мин", "с"), "ru": ("ч", "мин", "с"), "en": ("h", "min", "s")}
AREA, MONEY = {"kk": "см²", "ru": "см²", "en": "cm²"}, {"kk": "теңге", "ru": "тенге", "en": "tenge"}
NOT_KNOWN = {"kk": "белгісіз", "ru": "неизвестно", "en": "not known"}
NOT_MONITORED = {"kk": "мониторинг жүргізілмеді", "ru": "мониторинг не проводился", "en": "not monitored"}


def grouped(value: int, language: str) -> str:
    """12 345 with the language's mark between thousands."""
    return f"{value:,}".replace(",", GROUP[language])


def tenths(value: int, language: str) -> str:
    """A tenth of the value, with one decimal."""
    sign, whole = "-" if value < 0 else "", abs(value)
    return f"{sign}{grouped(whole // 10, language)}{MARK[language]}{whole % 10}"


def written(value: int, unit: str, language: str) -> set[str]:
    """How a value may stand on a page: a length as h:mm:ss, or with its units in a sentence."""
    if unit in ("permille", "tenth"):
        return {tenths(value, language) + PERCENT[language] * (unit == "permille")}
    if unit == "ms":
        minutes, seconds = divmod((value + 500) // 1000, 60)
        hours, minutes = divmod(minutes, 60)
        clock, (h, m, s) = f"{grouped(hours, language)}:{minutes:02}:{seconds:02}", HOURS[language]
        return {clock, f"{grouped(hours, language)} {h} " * bool(hours) + f"{minutes} {m} {seconds} {s}"}
    if unit == "mm2":
        return {f"{tenths((value + 5) // 10, language)} {AREA[language]}"}
    if unit == "tiyn":
        tenge, rest = divmod(value, 100)
        decimals = f"{MARK[language]}{rest:02}" if rest else ""
        return {f"{grouped(tenge, language)}{decimals} {MONEY[language]}"}
    return {grouped(value, language) + SHORT[language] * (unit == "short_ms")}


def known_value(figure: Mapping[str, Any]) -> int | None:
    """A figure's value: nothing found where nothing was monitored is no zero, but not known."""
    is_unheard = not figure["value"] and any(not looked for _, looked, _ in figure["monitored"].values())
    return None if is_unheard else figure["value"]


def shown(figure: Mapping[str, Any], language: str) -> set[str]:
    """What a page may say for a figure."""
    if (value := known_value(figure)) is not None:
        return written(value, figure["unit"], language)
    gaps = (gap for _, looked, gap in figure["monitored"].values() if not looked)
    return {NOT_MONITORED[language] if gap else "–" for gap in gaps} or {NOT_KNOWN[language]}


WHOSE = r'(?:figure="(?!laboratory\.)|laboratory="(?=laboratory\.))'
DATA = re.compile(rf'<data data-{WHOSE}([^"<>]+)" value="(-?\d*)">([^<>]*)</data>')
TAG = re.compile(
    r"<!DOCTYPE html>|</?(?:a|audio|blockquote|body|br|data|dd|div|dl|dt|figcaption|figure|footer|g|h[1-6]|"
    r"head|header|html|li|line|link|main|meta|nav|ol|p|path|rect|span|svg|t(?:able|body|[drh]|ext|head|ime|itle)|ul)"
    r'(?: controls| (?!style|hidden|on|dir)[A-Za-z][\w:-]*="[^"<>]*")* ?/?>'
)
COVER = re.compile(r"<(audio|svg|title)\b.*?(?:</\1>|\Z)", re.DOTALL)
HIDING = re.compile("<!--|</?[A-Za-z]*|>|[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Where a number could stand unseen or read backwards: within those elements, or beside those tags."""


def check_pages(bundle: Bundle, figures: Mapping[str, dict[str, Any]], languages: list[str]) -> Iterator[str]:
    """Every number on every page, the same ones in every language, and every figure on some page."""
    found = [re.fullmatch(r"\.\./([^/]+)/(.+\.html)", name) for name in bundle.listed]
    pages = {match[1] for match in found if match}
    if not pages:
        yield "manifest.jsonl: names no pages"
    for language in sorted(pages ^ set(languages) | pages - set(GROUP)):
        yield f"../{language}/: is not both a language of release.json and among the pages"
    seen: dict[str, set[str]] = {language: set() for language in sorted(pages & set(GROUP))}
    for name in sorted({match[2] for match in found if match}):
        counts = {}
        for language in seen:
            page = f"../{language}/{name}"
            yield from check_page(page, text := bundle.read(page).decode(), figures, language)
            counts[language] = Counter(number[0] for number in DATA.findall(text))
            seen[language] |= set(counts[language])
            first = next(iter(counts.values()))
            for figure in sorted((counts[language] - first) | (first - counts[language])):
                yield f"{page}: shows figure {figure} {counts[language][figure]} times, not {first[figure]}"
    for language, named in seen.items():
        for figure in sorted(set(figures) - named):
            yield f"../{language}/: no page shows figure {figure}"


def check_page(page: str, text: str, figures: Mapping[str, dict[str, Any]], language: str) -> Iterator[str]:
    """Every number of one page is its figure's, in value and in words."""
    if hiding := HIDING.search(TAG.sub("", text)):
        yield f"{page}: {hiding[0]!r} could hide a number"
    if text.lower().count("<data") != len(numbers := DATA.findall(COVER.sub("", text))):
        yield f"{page}: holds a number that is not written, or does not stand, as every other"
    for name, value, words in dict.fromkeys(numbers):
        if not (figure := figures.get(name)):
            yield f"{page}: shows figure {name}, which figures.jsonl does not have"
            continue
        expected, said = shown(figure, language), html.unescape(words)
        stated = "" if known_value(figure) is None else str(figure["value"])
        if value != stated:
            yield f"{page}: figure {name} has the value {value!r}, it is {stated!r}"
        if said not in expected:
            yield f"{page}: figure {name} is shown as {said!r}, it is {' or '.join(sorted(expected))!r}"


# ---- 6. The whole ------------------------------------------------------------------------------------------

NOT_CHECKED = """
Not checked here:
- whether the rows are true. A register's row stands on the commission's word, an airing on its recording.
- how derived tables (appearances, monitored-time, claimed, debate-clock, reconciliation, make-goods) follow
  from recordings and registers; a finding's trace and exhibits; other rules; why bans and quotas skip rows.
- whether this is the newest release, and whether another was shown to others; --checkpoint compares two.
- PDF, DOCX, XLSX, CSV, Parquet, pictures and clips are compared by their hashes, not read. Words around the
  numbers of a page, how a style sheet shows them, and how laboratory.json was measured are not judged.
"""


def check_release(bundle: Bundle, release: dict[str, Any], figures: Any, note: Note) -> Iterator[str]:  # noqa: ANN401
    """What the release says of itself: draft or not, whose statements were signed, what was corrected."""
    status = "draft" if note.origin.endswith("/draft") else "release"
    if release["format"] != FORMAT or release["status"] != status:
        yield f"release.json: is no {FORMAT}, or calls itself {release['status']} against the signed note"
    if release["history"] != len(bundle.history):
        yield f"history.txt: holds {len(bundle.history)} leaves, release.json says {release['history']}"
    for part in release["parts"]:
        if hashlib.sha256(ENCODER.encode(part["signed"]).encode()).hexdigest() != part["sha256"]:
            yield f"release.json: part {part['signed']['id']} is not the text that was signed"
    for name, record in {each["figure"]: each for _, each in bundle.records("corrections.jsonl")}.items():
        if name in figures and record["new"] != (value := known_value(figures[name])):
            yield f"corrections.jsonl: figure {name} was corrected to {record['new']}, it is {value}"


def check(bundle: Bundle, public: bytes, older: Note | None) -> Iterator[str]:
    """Everything that differs, in the order of this file."""
    note = Note("root.txt", bundle.read("root.txt"))
    yield from note.problems(public)
    yield from older.problems(public) if older else ()
    yield from check_files(bundle)
    yield from check_tree(bundle, note, older)
    schemas, release = (parsed(bundle.read(name)[:-1], name) for name in ("tables.json", "release.json"))
    for name in sorted(set(schemas) ^ set(bundle.tables)):
        yield f"tables/{name}.jsonl: stands in only one of tables.json and manifest.jsonl"
    definitions, tables = by_id(bundle, "definitions.jsonl", DEFINITION), {}
    rules = runpy.run_path(str(Path(__file__).with_name("verify_rules.py")))
    book = parsed(bundle.read(n)[:-1], n) if (n := "rulebook.json") in bundle.listed else None
    wanted = columns_used(definitions, schemas) | rules["columns"](book)
    for name, schema in schemas.items():
        tables[name], problems = read_table(bundle, name, schema, wanted)
        yield from problems
    yield from check_references(tables, schemas)
    figures = by_id(bundle, "figures.jsonl", FIGURE)
    yield from check_figures(figures, Answers(definitions | MONITORED, tables))
    for at, (due, seen, gap) in enumerate(zip(*(tables["monitored-time"][t] for t in TIME), strict=True), 1):
        if seen + gap != due:
            yield f"tables/monitored-time.jsonl, line {at}: {seen} and the gap {gap} are not {due}"
    yield from rules["check"](book, tables, schemas, told := list[str]())
    measured = parsed(bundle.read(n)[:-1], n)["figures"] if (n := "laboratory.json") in bundle.listed else {}
    held = figures | {name: measured[name] for name in measured if name.startswith("laboratory.")}
    yield from check_pages(bundle, held, release["languages"])
    yield from check_release(bundle, release, figures, note)
    rows = sum(len(table[""]) for table in tables.values())
    counts = f"{len(bundle.listed)} files, {rows} rows, {len(figures)} figures"
    for line in (f"{release['status']} {release['number']} of {note.origin}: {counts}", *told):
        tell(line)


def tell(text: str) -> None:
    """Prints one line: what a bundle says must not move the reader's cursor, nor hide what follows."""
    print("".join(c if c.isprintable() or c == "\u00a0" else ascii(c)[1:-1] for c in text[:1000]))


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
        public = read_key(options.key or bundle.read("key.pub").decode(), options.key or "key.pub")
        older = Note(str(options.checkpoint), options.checkpoint.read_bytes()) if options.checkpoint else None
        for problem in check(bundle, public, older):
            problems.append(problem)
            if len(problems) <= SHOWN:
                tell(f"DIFFERS  {problem}")
    except (Broken, OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError) as cause:
        problems.append(str(cause))
        said = str(cause) if isinstance(cause, Broken | OSError) else f"another form than it has: {cause!r}"
        tell(f"BROKEN   {said}; went no further")
    print(NOT_CHECKED)
    if not options.key:
        print("The key came from the bundle itself: take it from elsewhere, and give it with --key.")
    print(f"{len(problems)} differences." if problems else "Everything holds.")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
