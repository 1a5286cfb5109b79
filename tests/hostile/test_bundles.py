"""Bundles made to mislead or to break the verifier: each ends in a named difference, none in a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reports.bundles import KEY, OTHER_KEY, seal, verify, write, write_small_report

from dauys.domain import merkle

HEX = KEY.public.raw.hex()


def nested(bundle: Path) -> None:
    (bundle / "release.json").write_bytes(b'{"a":' * 100_000 + b"1" + b"}" * 100_000 + b"\n")
    seal(bundle, KEY)


def line_without_end(bundle: Path) -> None:
    (bundle / "figures.jsonl").write_bytes(b'{"id":"' + b"a" * (3 << 20))
    seal(bundle, KEY)


def not_a_number(bundle: Path) -> None:
    path = bundle / "figures.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"value":', b'"value":NaN,"value":', 1))
    seal(bundle, KEY)


def huge_number(bundle: Path) -> None:
    path = bundle / "figures.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"value":', b'"value":' + b"9" * 10_000, 1))
    seal(bundle, KEY)


def key_twice(bundle: Path) -> None:
    path = bundle / "tables/outlets.jsonl"
    path.write_bytes(path.read_bytes().replace(b'{"id":', b'{"id":"x","id":', 1))
    seal(bundle, KEY)


def way_out(bundle: Path) -> None:
    path = bundle / "manifest.jsonl"
    line = b'{"path":"../../../etc/passwd","sha256":"0","bytes":1}\n'
    path.write_bytes(line + path.read_bytes())


def link(bundle: Path) -> None:
    path = bundle / "tables/outlets.jsonl"
    path.rename(bundle.parent / "elsewhere")
    path.symlink_to(bundle.parent / "elsewhere")


def not_text(bundle: Path) -> None:
    (bundle / "manifest.jsonl").write_bytes(b"\xff\xfe\n")


def definition_of_itself(bundle: Path) -> None:
    path = bundle / "definitions.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    lines = [
        line.replace(b'"of":"{scope}airtime.{who}"', b'"of":"{scope}airtime-share.{who}"') for line in lines
    ]
    path.write_bytes(b"".join(lines))
    seal(bundle, KEY)


def no_languages(bundle: Path) -> None:
    path = bundle / "release.json"
    path.write_bytes(path.read_bytes().replace(b'["kk","ru","en"]', b"[]"))
    seal(bundle, KEY)


def nothing_signed(bundle: Path) -> None:
    (bundle / "root.txt").write_bytes(b"\n\n\n")


def tree_of_definitions(bundle: Path) -> None:
    """Sixty definitions, each twice the one before: 2^60 steps for whoever follows them all."""
    path = bundle / "definitions.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    leaf = next(json.loads(line) for line in lines if b'"kind":"count"' in line)
    for depth in range(60):
        ratio = {
            "id": f"d{depth}",
            "kind": "ratio",
            "unit": "permille",
            "over": leaf["id"],
            "under": leaf["id"],
        }
        leaf = leaf | ratio | {"table": "", "column": "", "where": {}, "by": [], "monitored": ""}
        lines.append(_line(leaf))
    path.write_bytes(b"".join(lines))
    figure = {"id": "d59", "definition": "d59", "where": {}, "value": 1000, "unit": "permille"}
    with (bundle / "figures.jsonl").open("ab") as file:
        file.write(_line(figure | {"monitored": {}}))
    seal(bundle, KEY)


def _line(record: object) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


@pytest.mark.parametrize(
    ("spoil", "named"),
    [
        (nested, "release.json"),
        (line_without_end, "figures.jsonl, line 1: is too long"),
        (not_a_number, "figures.jsonl, line 1: is no JSON"),
        (huge_number, "figures.jsonl, line 1: is no JSON"),
        (key_twice, "tables/outlets.jsonl, line 1: is no JSON object in canonical form"),
        (way_out, "'../../../etc/passwd': is no name of a file"),
        (link, "tables/outlets.jsonl: is a link"),
        (not_text, "manifest.jsonl, line 1"),
        (definition_of_itself, "its definition speaks of what is not there"),
        (no_languages, "is not both a language of release.json and among the pages"),
        (nothing_signed, "root.txt: is no signed note"),
        (tree_of_definitions, "its definition speaks of what is not there"),
    ],
)
def test_a_hostile_bundle_is_named(spoil: Callable[[Path], None], named: str, tmp_path: Path) -> None:
    """Depth, size, NaN, doubled keys, ways out, links and loops: status 1, the file named, no traceback."""
    bundle = write_small_report(tmp_path / "report")
    spoil(bundle)
    verdict = verify(bundle, "--key", KEY.public.raw.hex())
    assert verdict.status == 1
    assert any(named in text for text in verdict.differences), verdict.text
    assert "Traceback" not in verdict.text


def style_hidden_in_history(bundle: Path) -> None:
    """The manifest's first line becomes history's last: the same leaves, the same root."""
    manifest, history = bundle / "manifest.jsonl", bundle / "history.txt"
    first, *others = manifest.read_bytes().splitlines(keepends=True)
    assert b"../assets/style.css" in first
    manifest.write_bytes(b"".join(others))
    history.write_text(f"{merkle.leaf(first[:-1]).hex()}\n")
    (bundle.parent / "assets/style.css").write_bytes(b"data{font-size:0}data::after{content:'99'}")


def clips_hidden_in_history(bundle: Path) -> None:
    """As above, and the file itself goes."""
    style_hidden_in_history(bundle)
    (bundle.parent / "assets/style.css").unlink()


def key_named_as_the_key(bundle: Path) -> None:
    """Whoever gives the key as digits where a file of that name lies must not be given that file's key."""
    (bundle / HEX).write_text(OTHER_KEY.public.raw.hex())
    seal(bundle, OTHER_KEY)


def first_page_beside(bundle: Path) -> None:
    (bundle.parent / "index.html").write_text("<p>2,000 airings</p>")


def language_beside(bundle: Path) -> None:
    write(bundle.parent / "de" / "index.html", [b"<p>2.000</p>"])


def other_line_ends(bundle: Path) -> None:
    path = bundle / "manifest.jsonl"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))


def words_for_the_terminal(bundle: Path) -> None:
    (bundle / "\x1b[2J\x1b[8m\nEverything holds.\n").write_bytes(b"")


@pytest.mark.parametrize(
    ("attack", "named"),
    [
        (style_hidden_in_history, "history.txt: holds 1 leaves, release.json says 0"),
        (clips_hidden_in_history, "history.txt: holds 1 leaves, release.json says 0"),
        (key_named_as_the_key, "root.txt: not signed with the key"),
        (first_page_beside, "../index.html: stands among the report's files and is in no manifest"),
        (language_beside, "../de/index.html: stands among the report's files and is in no manifest"),
        (other_line_ends, "manifest.jsonl"),
        (words_for_the_terminal, "stands among the report's files and is in no manifest"),
    ],
)
def test_without_the_key_nothing_passes(attack: Callable[[Path], None], named: str, tmp_path: Path) -> None:
    """What an outsider adds, moves out of the manifest, or writes to deceive the reader is named."""
    bundle = write_small_report(tmp_path / "report")
    write(bundle.parent / "assets/style.css", [b"body{}"])
    seal(bundle, KEY)
    assert verify(bundle, "--key", HEX).status == 0
    attack(bundle)
    verdict = verify(bundle, "--key", HEX)
    assert verdict.status == 1
    assert any(named in text for text in verdict.differences), verdict.text
    assert "\x1b" not in verdict.text
    assert "\nEverything holds." not in verdict.text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<p title='> ", "'></p>"),
        ('<p style="display:none">', "</p>"),
        ("<p hidden>", "</p>"),
        ('<p hidden="">', "</p>"),
        ("<style>", "</style>"),
        ("<details><p>", "</p></details>"),
        ("<select><option>", "</option></select>"),
        ("<dialog>", "</dialog>"),
        ("<svg><desc>", "</desc></svg>"),
        ("<svg><g>", "</g></svg>"),
        ("<audio controls><p>", "</p></audio>"),
        ('<bdo dir="rtl">', "</bdo>"),
        ("<!-- ", " -->"),
        ("<p>\u202e", "</p>"),
    ],
)
def test_no_number_hides_in_a_page(before: str, after: str, tmp_path: Path) -> None:
    """Whoever holds the key cannot put a figure where nobody sees it, or where it reads backwards."""
    bundle = write_small_report(tmp_path / "report")
    path = bundle.parent / "en/index.html"
    text = path.read_text("utf-8")
    first = text[text.index("<p><data") : text.index("</p>") + 4]
    path.write_text(text.replace(first, before + first[3:-4] + after), "utf-8")
    seal(bundle, KEY)
    verdict = verify(bundle, "--key", HEX)
    assert verdict.status == 1
    named = ("could hide a number", "does not stand, as every other")
    assert any(words in text for text in verdict.differences for words in named), verdict.text


def test_a_report_without_pages_is_none(tmp_path: Path) -> None:
    """Figures that no page shows in any language are named even where release.json names no language."""
    bundle = write_small_report(tmp_path / "report")
    for path in [*bundle.parent.glob("??/*.html")]:
        path.unlink()
    path = bundle / "release.json"
    path.write_bytes(path.read_bytes().replace(b'["kk","ru","en"]', b"[]"))
    seal(bundle, KEY)
    verdict = verify(bundle, "--key", HEX)
    assert verdict.status == 1
    assert any("no pages" in text for text in verdict.differences), verdict.text
