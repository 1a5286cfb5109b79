"""Bundles made to mislead or to break the verifier: each ends in a named difference, none in a traceback."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.reports.bundles import KEY, seal, verify, write_small_report


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
