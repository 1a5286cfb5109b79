#!/usr/bin/env python3
"""Checks a dispute pack: nothing in it was changed, and what it says of an airing stands in the ledger.

    python3 verify_pack.py PACK.zip|FOLDER [--key FILE] [--checkpoint FILE] [--witness NAME+ID+KEY]…

It needs Python 3.11 or later and nothing else: no package, no network; it writes nothing. It
  1. checks the signature beneath manifest.note, and every file against manifest.json;
  2. checks the signature beneath the ledger's checkpoint, and the witnesses' beside it whose keys were given;
  3. checks that every entry stands in the ledger under that checkpoint (RFC 6962, c2sp.org/tlog-proof);
  4. checks that the recording, the spot's sound, the decisions and the changes are those of the entries,
     and that the airing's channel, spot and times follow from them;
  5. says what it does not check.

Exit status: 0 where everything holds, 1 where something differs, 2 for wrong use. Without --key it is the
pack's own: that shows that its parts fit together, not whose they are. Take the key from somewhere else: the
commission's site, the official gazette. With --checkpoint, a copy that you kept must be this very one.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import re
import sys
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

FORMAT = "dauys dispute pack 1"
BEGIN_MS_MAX = 3000  # how far two recorders' clocks may lie apart where both show one broadcast
Files = Mapping[str, bytes]


class Broken(Exception):
    """A file that cannot be what it should be; the text names it."""


# ---- Ed25519 (RFC 8032, section 5.1) -----------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, -1, P) % P
Point = tuple[int, int, int, int]  # X, Y, Z, T with x = X/Z, y = Y/Z, x*y = T/Z


def add(a: Point, b: Point) -> Point:
    """The sum of two points (5.1.4)."""
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
    """The point that 32 bytes stand for, if they stand for one (5.1.3)."""
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
    """Whether the holder of that key signed the message (5.1.7)."""
    if len(public) != 32 or len(signature) != 64:
        return False
    key, commitment = decoded(public), decoded(signature[:32])
    response = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or BASE is None or response >= L:
        return False
    digest = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % L
    a, b = times(response, BASE), add(commitment, times(digest, key))
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 == (a[1] * b[2] - b[1] * a[2]) % P


# ---- Keys and signed notes (c2sp.org/signed-note) ----------------------------------------------------------


def from_base64(text: str, name: str) -> bytes:
    """The bytes, where this is the one way of writing them."""
    try:
        content = base64.b64decode(text, validate=True)
    except ValueError:
        content = b""
    if not content or base64.b64encode(content).decode() != text:
        raise Broken(f"{name}: {text[:20]!r} is no base64")
    return content


def read_key(line: bytes, name: str, kind: int) -> tuple[str, bytes]:
    """Name and 32 bytes of a key written NAME+ID+BASE64. kind: 1 for a log's, 4 for a witness's."""
    if not (found := re.fullmatch(r"([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)\n?", text(line, name))):
        raise Broken(f"{name}: is no key as NAME+ID+BASE64")
    content = from_base64(found[3], name)
    own = hashlib.sha256(found[1].encode() + b"\n" + content).hexdigest()[:8]
    if content[0] != kind or len(content) != 33 or found[2] != own:
        raise Broken(f"{name}: is no key as NAME+ID+BASE64, or its parts do not fit")
    return found[1], content[1:]


def text(content: bytes, name: str) -> str:
    """UTF-8."""
    try:
        return content.decode()
    except UnicodeDecodeError as cause:
        raise Broken(f"{name}: is no text") from cause


def read_note(content: bytes, name: str) -> tuple[str, list[tuple[str, bytes]]]:
    """The text that was signed, and who signed with which bytes."""
    signed, mark, lines = text(content, name).rpartition("\n\n")
    found = [re.fullmatch(r"— ([^\s+]+) (\S+)", line) for line in lines.removesuffix("\n").split("\n")]
    if not mark or not lines.endswith("\n") or not all(found):
        raise Broken(f"{name}: is no signed note")
    return signed + "\n", [(each[1], from_base64(each[2], name)) for each in found if each]


def check_note(content: bytes, name: str, signer: str, public: bytes) -> str:
    """The note's text, if that key signed it under that name."""
    signed, signatures = read_note(content, name)
    own_id = hashlib.sha256(signer.encode() + b"\n\x01" + public).digest()[:4]
    own = [raw[4:] for who, raw in signatures if (who, raw[:4]) == (signer, own_id)]
    if not own or not all(signature_holds(public, signed.encode(), raw) for raw in own):
        raise Broken(f"{name}: is not signed by {signer} with that key, or was changed")
    return signed


def cosigned(content: bytes, witness: str, public: bytes) -> int | None:
    """When that witness cosigned the checkpoint, in seconds since 1970 (c2sp.org/tlog-cosignature)."""
    signed, signatures = read_note(content, "ledger/checkpoint")
    own_id = hashlib.sha256(witness.encode() + b"\n\x04" + public).digest()[:4]
    for who, raw in signatures:
        if (who, raw[:4]) == (witness, own_id):
            time_s = int.from_bytes(raw[4:12], "big")
            message = f"cosignature/v1\ntime {time_s}\n{signed}".encode()
            if not signature_holds(public, message, raw[12:]):
                raise Broken(f"ledger/checkpoint: the cosignature of {witness} does not hold")
            return time_s
    return None


# ---- The ledger (RFC 6962) ---------------------------------------------------------------------------------


def node(left: bytes, right: bytes) -> bytes:
    """The hash of two neighbours."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def reached(leaf: bytes, index: int, size: int, proof: list[bytes]) -> bytes | None:
    """The root that a proof leads to (RFC 9162, section 2.1.3.2)."""
    at, last, here = index, size - 1, leaf
    if not 0 <= index < size:
        return None
    for neighbour in proof:
        if last == 0:
            return None
        if at % 2 or at == last:
            here = node(neighbour, here)
            while at % 2 == 0 and at:
                at, last = at // 2, last // 2
        else:
            here = node(here, neighbour)
        at, last = at // 2, last // 2
    return here if last == 0 else None


def check_entry(files: Files, name: str, size: int, root: bytes) -> dict[str, Any]:
    """The entry in that file, if it stands in the ledger."""
    proof_name = f"proofs/{name.removeprefix('entries/').removesuffix('.json')}.tlog-proof"
    head, mark, note = files.get(proof_name, b"").partition(b"\n\n")
    lines = text(head, proof_name).split("\n")
    found = re.fullmatch(r"index (0|[1-9][0-9]*)", lines[1]) if len(lines) > 1 else None
    if not mark or lines[0] != "c2sp.org/tlog-proof@v1" or not found or note != files["ledger/checkpoint"]:
        raise Broken(f"{proof_name}: is no proof under this checkpoint")
    hashes = [from_base64(line, proof_name) for line in lines[2:]]
    if reached(hashlib.sha256(b"\0" + files[name]).digest(), int(found[1]), size, hashes) != root:
        raise Broken(f"{name}: does not stand in the ledger where {proof_name} says")
    entry: dict[str, Any] = parsed(files, name)
    return entry


def parsed(files: Files, name: str) -> Any:  # noqa: ANN401 - any JSON
    """The JSON in a file."""
    try:
        return json.loads(files[name])
    except (KeyError, ValueError) as cause:
        raise Broken(f"{name}: is missing or no JSON") from cause


# ---- What the entries tell of ------------------------------------------------------------------------------


def commitment(opened: dict[str, Any]) -> str:
    """sha256 over the salt and the row in canonical JSON."""
    row = json.dumps(opened["row"], ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(bytes.fromhex(opened["salt"]) + row.encode()).hexdigest()


def check_opened(opened: dict[str, Any], entries: Mapping[int, Any], name: str) -> str:
    """What is to be said of a decision or change: empty where the ledger commits to it as it stands here."""
    if opened["entry"] not in entries:
        raise Broken(f"{name}: no entry in this pack tells of it")
    entry, row = entries[opened["entry"]], opened["row"]
    body, is_erased = entry["body"], opened["salt"] is None
    if (entry["kind"] == "decision") != name.startswith("decisions.json"):
        raise Broken(f"{name}: entry {opened['entry']} tells of something else")
    if is_erased and (entry["kind"] == "decision" or row.get("fields") != {}):
        raise Broken(f"{name}: has no salt, so that nothing shows that it is what the ledger commits to")
    if not is_erased and commitment(opened) != opened["commitment"]:
        raise Broken(f"{name}: is not what the ledger commits to")
    if "commitment" in body or "change" in body:
        if opened["commitment"] not in (body.get("commitment"), body.get("change")):
            raise Broken(f"{name}: entry {opened['entry']} commits to another")
    else:
        leaf = hashlib.sha256(b"\0" + bytes.fromhex(opened["commitment"])).digest()
        proof = [bytes.fromhex(each) for each in opened["proof"]]
        root = reached(leaf, opened["index"], opened["n"], proof)
        if root is None or (opened["n"], root.hex()) != (body.get("n"), body.get("root")):
            raise Broken(f"{name}: does not stand among the changes of entry {opened['entry']}")
    erased = f"{name}: its content was erased; the ledger's commitment to it still stands"
    return erased if is_erased else ""


def check_content(files: Files, entries: list[dict[str, Any]]) -> Iterator[str]:
    """Recording, sound, decisions and changes against the entries; says what was not checked."""
    airing = parsed(files, "airing.json")
    recording, sound = airing["recording"], airing["spot"]
    if hashlib.sha256(files[recording["file"]]).hexdigest() != recording["sha256"]:
        raise Broken(f"{recording['file']}: is not the recording that airing.json names")
    if hashlib.sha256(files[sound["file"]]).hexdigest() != sound["sha256"]:
        raise Broken(f"{sound['file']}: is not the sound that airing.json names")
    place = {name: recording[name] for name in ("channel", "sha256", "start_ms")}
    tell_of(entries, "recording", place, recording["file"])
    version = {"spot": airing["airing"]["spot_id"], "version": airing["airing"]["version_id"]}
    length_ms = tell_of(entries, "spot", version | {"sha256": sound["sha256"]}, sound["file"])["length_ms"]
    if airing["airing"]["spot_start_ms"] < 0 or airing["airing"]["spot_end_ms"] > length_ms:
        raise Broken(f"airing.json: the spot has {length_ms} ms, the airing shows more of it")
    numbered = {entry["id"]: entry for entry in entries}
    for name in ("decisions.json", "registers.json"):
        for number, opened in enumerate(parsed(files, name), 1):
            if said := check_opened(opened, numbered, f"{name}, {number}"):
                yield said
    yield from check_place(airing, check_decisions(airing, parsed(files, "decisions.json"), numbered))


def tell_of(entries: list[dict[str, Any]], kind: str, subject: dict[str, Any], name: str) -> Any:  # noqa: ANN401
    """The newest body of that kind that names it; refused without one: nothing can prove that it is older."""
    for entry in sorted(entries, key=lambda entry: -entry["id"]):
        if entry["kind"] == kind and subject.items() <= entry["body"].items():
            return entry["body"]
    raise Broken(f"{name}: no entry in this pack tells of it as airing.json does")


def digest(values: list[str | int]) -> str:
    """What claims and sightings are named by: hence an entry that names one tells of its place too."""
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()


def check_decisions(airing: dict[str, Any], rows: list[dict[str, Any]], entries: Mapping[int, Any]) -> Any:  # noqa: ANN401 - any JSON
    """Each decision is on this claim, as its entry says; returns the claim, or what corrects it."""
    tape, claimed = airing["recording"], airing["sighting"]
    at = [claimed[name] for name in ("version", "start_ms", "end_ms", "spot_start_ms")]
    claim = digest([tape["sha256"], tape["channel"], tape["start_ms"], *at])
    for name, told, ear in [
        ("airing.json", claimed["id"], airing["hearing"]),
        *(
            (f"decisions.json, {n}", row["row"]["sighting_id"], row["hearing"])
            for n, row in enumerate(rows, 1)
        ),
    ]:
        if told != digest([claim, ear["engine"], ear["params_digest"], ear["index_digest"]]):
            raise Broken(f"{name}: is of another sighting than the place, spot and ear in airing.json make")
    for number, row in enumerate(rows, 1):
        body, said = entries[row["entry"]]["body"], row["row"]
        if (body["sighting"], body["verdict"]) != (said["sighting_id"], said["verdict"]):
            raise Broken(f"decisions.json, {number}: its entry tells of another sighting or verdict")
    persons = [row for row in rows if not row["row"]["by"].startswith("policy:")]
    own = persons or [row for row in rows if row["row"]["sighting_id"] == claimed["id"]]
    stands = max(own, key=lambda row: row["entry"])["row"] if own else {"verdict": "reject"}
    if stands["verdict"] == "reject" or stands["by"] != airing["airing"]["decided_by"]:
        raise Broken("decisions.json: the airing is not what the newest decision in it says")
    return stands["correction"] or claimed


def check_place(airing: dict[str, Any], stands: dict[str, Any]) -> Iterator[str]:
    """The airing's channel, spot and times against the recording and the decision that stands."""
    row, tape = airing["airing"], airing["recording"]
    version = "__".join(filter(None, (row["spot_id"], row["version_id"])))
    for name, said, wanted in (
        ("sighting_id", row["sighting_id"], airing["sighting"]["id"]),
        ("recording_sha256", row["recording_sha256"], tape["sha256"]),
        ("channel_id", row["channel_id"], tape["channel"]),
        ("spot_id and version_id", version, stands["version"]),
        ("recording_offset_ms", row["recording_offset_ms"], stands["start_ms"]),
        ("length_ms", row["length_ms"], row["end_ms"] - row["start_ms"]),
    ):
        if said != wanted:
            raise Broken(f"airing.json: {name} is {said}, and by the rest of the pack {wanted}")
    for end, is_more in (("start_ms", -1), ("end_ms", 1)):
        seen, more = tape["start_ms"] + stands[end], is_more * (row[f"spot_{end}"] - stands[f"spot_{end}"])
        apart = row[end] - seen - is_more * more
        if more < 0 or abs(apart) > (BEGIN_MS_MAX if more else 0):
            raise Broken(f"airing.json: {end} is {row[end]}, and by recording and decision {seen}")
        if more:
            yield f"not checked: {end}, which another recording, not in this pack, puts at {row[end]}"


def check(files: Files, key: bytes | None, kept: bytes | None, witnesses: list[str]) -> Iterator[str]:
    """Everything; what is said is worth knowing, what is wrong is raised as Broken."""
    signer, public = read_key(files.get("key.pub", b""), "key.pub", 1)
    if key is not None and read_key(key, "--key", 1)[1] != public:
        raise Broken("key.pub: is another key than the one you gave")
    manifest = files.get("manifest.json", b"")
    wanted = f"{FORMAT}\n{hashlib.sha256(manifest).hexdigest()}\n"
    if check_note(files.get("manifest.note", b""), "manifest.note", signer, public) != wanted:
        raise Broken("manifest.json: is not the one that was signed")
    if len(read_note(files["manifest.note"], "manifest.note")[1]) != 1:
        raise Broken("manifest.note: has other signatures beside the commission's")
    listed = parsed(files, "manifest.json")
    for name in sorted({*listed, *files} - {"manifest.json", "manifest.note"}):
        if name not in listed or name not in files:
            raise Broken(f"{name}: is missing, or in no manifest")
        if [hashlib.sha256(files[name]).hexdigest(), len(files[name])] != listed[name]:
            raise Broken(f"{name}: was changed")
    origin, size, root = text(files["ledger/checkpoint"], "ledger/checkpoint").split("\n")[:3]
    check_note(files["ledger/checkpoint"], "ledger/checkpoint", origin, public)
    if kept is not None and read_note(kept, "--checkpoint")[0].split("\n")[:3] != [origin, size, root]:
        raise Broken("ledger/checkpoint: is another one than the one you kept")
    for line in {*witnesses, *text(files["witnesses.txt"], "witnesses.txt").split()}:
        name, witness = read_key(line.encode(), "witness", 4)
        time_s = cosigned(files["ledger/checkpoint"], name, witness)
        yield f"witness {name}: " + ("has not cosigned it" if time_s is None else f"cosigned at {time_s} s")
    names = sorted(name for name in files if name.startswith("entries/"))
    entries = [check_entry(files, name, int(size), from_base64(root, "the root")) for name in names]
    yield from check_content(files, entries)
    yield f"{len(entries)} entries stand in {origin} ({size} entries)"


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("pack", type=Path)
    parser.add_argument("--key", type=Path)
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--witness", action="append", default=[])
    given = parser.parse_args()
    try:
        key = given.key.read_bytes() if given.key else None
        kept = given.checkpoint.read_bytes() if given.checkpoint else None
        said = list(check(contents(given.pack), key, kept, given.witness))
    except (Broken, OSError, zipfile.BadZipFile, KeyError, TypeError, ValueError, AttributeError) as cause:
        print(f"DIFFERS: {cause}")
        return 1
    print("\n".join(said))
    print("Not checked: whether the machine heard rightly (listen to clip and recording), whether the")
    print("recording's clock was right (clock.json says what is known of it), and whether these are all the")
    print("decisions and changes there are (a later one may be left out: ask for the ledger).")
    print("HOLDS" if key else "HOLDS, under the pack's own key: compare key.pub with one from elsewhere")
    return 0


def contents(pack: Path) -> Files:
    """The pack's files by name."""
    if pack.is_dir():
        return {p.relative_to(pack).as_posix(): p.read_bytes() for p in pack.rglob("*") if p.is_file()}
    with zipfile.ZipFile(pack) as archive:
        names = archive.namelist()
        if len(set(names)) != len(names):
            raise Broken("a file stands in the archive twice")
        return {name: archive.read(name) for name in names}


if __name__ == "__main__":
    sys.exit(main())
