"""Some 300 hostile and broken files: each is set aside with a reason or heard, and nothing else happens."""

from __future__ import annotations

import os
import socket
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from tests.hostile.broken_media import FAMILIES, GOOD_KINDS, good, playlists

from dauys.domain.errors import SetAside
from dauys.workflows.listening import Heard, HearJob, hear_with
from dauys.workflows.nursery import Nursery

REASONS = {"no_audio", "unreadable", "too_long", "out_of_memory", "timed_out", "crashed", "not_a_file"}


@pytest.fixture
def outcome(ear: Nursery, tmp_path: Path):
    """outcome(name, bytes) → Heard, or the SetAside."""

    def run(name: str, data: bytes) -> Heard | SetAside:
        path = tmp_path / name
        path.write_bytes(data)
        try:
            return hear_with(ear, HearJob(str(path), None, want_print=True, unsandboxed=False))
        except SetAside as cause:
            return cause

    return run


def outcomes(outcome, files: Iterable[tuple[str, bytes]]) -> dict[str, Heard | SetAside]:
    """What became of each file, two at a time."""
    named = dict(files)
    with ThreadPoolExecutor(2) as executor:
        return dict(zip(named, executor.map(outcome, named, named.values()), strict=True))


def check(results: dict[str, Heard | SetAside]) -> Counter[str]:
    """Each is named with a reason or heard; how many of which."""
    count: Counter[str] = Counter()
    for name, result in results.items():
        if isinstance(result, Heard):
            count["heard"] += 1
            assert result.print_bytes, name
            assert all(note.isprintable() for note in result.notes), name
        else:
            count[result.reason] += 1
            assert result.reason in REASONS, name
            assert str(result).isprintable(), name
            assert str(result), name
    return count


def test_good_files_are_heard(outcome) -> None:
    """The files that the others are spoilt copies of are sound: three seconds each."""
    for name, result in outcomes(outcome, ((f"good.{name}", good(name)) for name in GOOD_KINDS)).items():
        assert isinstance(result, Heard), (name, result)
        assert 2900 < result.length_ms < 3150, name


@pytest.mark.parametrize("family", FAMILIES)
def test_no_file_does_harm(outcome, ear: Nursery, family: str) -> None:
    """Every file has an outcome, no child crashes of it, and the next recording is heard."""
    count = check(outcomes(outcome, FAMILIES[family]()))
    assert count["crashed"] == count["timed_out"] == 0, count
    assert ear.process.poll() is None
    assert isinstance(outcome("after.mp3", good("mp3")), Heard)


def test_there_are_enough_of_them() -> None:
    """At least 200 files, besides playlists and things that are no files."""
    assert sum(len(dict(family())) for family in FAMILIES.values()) >= 200


def test_what_a_playlist_points_to_is_never_touched(outcome, tmp_path: Path) -> None:
    """No playlist, in whatever disguise, gets a file read or a port called."""
    canary = tmp_path / "canary.ts"
    canary.write_bytes(good("ts"))
    os.utime(canary, ns=(1, 1))
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        results = outcomes(outcome, playlists(canary, server.getsockname()[1]))
        with pytest.raises(TimeoutError):
            server.accept()
    check(results)
    assert [name for name, result in results.items() if isinstance(result, Heard)] == ["dref.mov"]
    assert canary.stat().st_atime_ns == 1


def test_a_quarter_gigabyte_of_tag(ear: Nursery, tmp_path: Path) -> None:
    """A 256 MB ID3 tag (sparse) is passed over: what stands behind it is heard."""
    path = tmp_path / "tag.mp3"
    with path.open("wb") as out:
        out.write(b"ID3\x04\0\0\x7f\x7f\x7f\x7f")
        out.seek((1 << 28) + 9)
        out.write(good("mp3"))
    result = hear_with(ear, HearJob(str(path), None, want_print=True, unsandboxed=False))
    assert result.length_ms == pytest.approx(3000, abs=100)


def test_what_is_no_file(ear: Nursery, tmp_path: Path) -> None:
    """A folder, a link, a pipe, a device and what is not there are not read, nor waited for."""
    (tmp_path / "folder.mp3").mkdir()
    (tmp_path / "good.mp3").write_bytes(good("mp3"))
    (tmp_path / "link.mp3").symlink_to(tmp_path / "good.mp3")
    os.mkfifo(tmp_path / "pipe.mp3")
    for path in ("folder.mp3", "link.mp3", "pipe.mp3", "missing.mp3", "/dev/zero", "/proc/self/mem\0", ""):
        with pytest.raises(SetAside) as refused:
            hear_with(
                ear, HearJob(str(tmp_path / path) if path else "", None, want_print=True, unsandboxed=False)
            )
        assert refused.value.reason == "not_a_file"
