"""Clips hold the airing and five seconds around it, are made once, and hostile bytes stop one clip only."""

from __future__ import annotations

import hashlib
from pathlib import Path

import av
import pytest
from tests.workflows.tones import tones_of, write_tones

from dauys.workflows import clips
from dauys.workflows.clips import Cut, make_clips

SHA256 = "ab" * 32
AIRING = Cut.around(SHA256, 20_000, 30_000)


def make(source: Path, folder: Path, *cuts: Cut) -> list[clips.NotCut]:
    folder.mkdir(exist_ok=True)
    return make_clips(cuts, lambda _: source, folder, lambda _: None)


@pytest.fixture(scope="module")
def tape(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A minute of tones as AAC in .m4a."""
    return write_tones(tmp_path_factory.mktemp("tape") / "tape.m4a", "aac", "ipod")


@pytest.mark.parametrize(
    ("codec", "form"),
    [("libmp3lame", "mp3"), ("aac", "adts"), ("mp2", "mpegts")],
)
def test_a_clip_is_the_airing_with_five_seconds_around_it(codec: str, form: str, tmp_path: Path) -> None:
    """From 15 to 35 s of the recording, whatever it is stored as: half a tone, the airing's, half a tone."""
    source = write_tones(tmp_path / "tape", codec, form)
    assert make(source, tmp_path / "clips", AIRING) == []
    tones, length_s = tones_of(tmp_path / "clips" / AIRING.file_name)
    assert length_s == pytest.approx(20, abs=0.15)
    assert tones[:4] + tones[6:14] + tones[16:19] == [700] * 4 + [1100] * 8 + [1600] * 3


def test_a_clip_plays_in_a_browser_from_a_folder(tape: Path, tmp_path: Path) -> None:
    """It is AAC in an MP4 file, mono."""
    make(tape, tmp_path / "clips", AIRING)
    with av.open(str(tmp_path / "clips" / AIRING.file_name)) as container:
        assert "m4a" in container.format.name
        assert [(s.codec_context.name, s.layout.nb_channels) for s in container.streams] == [("aac", 1)]


def test_the_same_cut_gives_the_same_bytes(tape: Path, tmp_path: Path) -> None:
    """Cut alone or beside others, into another folder: byte for byte the same."""
    neighbour = Cut.around(SHA256, 26_000, 34_000)
    make(tape, tmp_path / "a", AIRING)
    make(tape, tmp_path / "b", AIRING, neighbour, Cut.around(SHA256, 50_000, 60_000))
    digests = {hashlib.sha256((tmp_path / f / AIRING.file_name).read_bytes()).digest() for f in "ab"}
    assert len(digests) == 1
    assert len(list((tmp_path / "b").iterdir())) == 3


def test_the_borders_of_the_recording_end_the_clip(tape: Path, tmp_path: Path) -> None:
    """Two seconds into the recording there are no five seconds before."""
    first = Cut.around(SHA256, 2_000, 5_000)
    assert first.start_ms == 0
    last = Cut.around(SHA256, 57_000, 60_000)
    assert make(tape, tmp_path / "clips", first, last) == []
    assert tones_of(tmp_path / "clips" / first.file_name)[1] == pytest.approx(10, abs=0.15)
    assert tones_of(tmp_path / "clips" / last.file_name)[1] == pytest.approx(8, abs=0.15)


def test_what_is_there_is_not_cut_again(tape: Path, tmp_path: Path) -> None:
    """The same digest and interval is the same clip: no child is asked."""
    make(tape, tmp_path / "clips", AIRING)
    counted: list[int] = []
    gone = tmp_path / "gone"
    assert make_clips([AIRING], lambda _: gone, tmp_path / "clips", counted.append) == []
    assert sum(counted) == 1


def test_the_name_says_what_it_was_cut_from() -> None:
    """Another recording or another border is another name."""
    others = (
        AIRING,
        Cut("cd" * 32, 15_000, 35_000),
        Cut(SHA256, 15_001, 35_000),
        Cut(SHA256, 15_000, 35_001),
    )
    assert len({cut.file_name for cut in others}) == 4


@pytest.mark.parametrize("content", [b"not a recording at all", b"\xff\xf1" * 5000])
def test_a_recording_that_is_none_leaves_no_clip_and_a_reason(content: bytes, tmp_path: Path) -> None:
    """Nothing is written, nothing temporary stays, and the reason is told."""
    (tmp_path / "tape").write_bytes(content)
    failed = make(tmp_path / "tape", tmp_path / "clips", AIRING)
    assert [(one.source_sha256, one.count) for one in failed] == [(SHA256, 1)]
    assert failed[0].text
    assert list((tmp_path / "clips").iterdir()) == []


def test_damage_costs_milliseconds_and_not_the_clip(tape: Path, tmp_path: Path) -> None:
    """A recording with bytes overwritten in its middle still gives its clips."""
    content = bytearray(write_tones(tmp_path / "good", "libmp3lame", "mp3").read_bytes())
    third = len(content) // 3
    content[third : third + 3000] = b"\x00" * 3000
    (tmp_path / "tape").write_bytes(content)
    assert make(tmp_path / "tape", tmp_path / "clips", AIRING) == []


def test_a_missing_recording_is_named(tmp_path: Path) -> None:
    """A vault that lost a file costs the clip, not the report."""
    failed = make(tmp_path / "gone", tmp_path / "clips", AIRING)
    assert "cannot be opened" in failed[0].text


def test_many_clips_of_one_recording_are_made_in_batches(
    tape: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More clips than one child takes are shared out; each is made."""
    monkeypatch.setattr(clips, "CUTS_MAX", 3)
    cuts = [Cut.around(SHA256, 5_000 + 1_000 * n, 6_000 + 1_000 * n) for n in range(7)]
    assert make(tape, tmp_path / "clips", *cuts) == []
    assert {path.name for path in (tmp_path / "clips").iterdir()} == {cut.file_name for cut in cuts}


def test_a_child_that_never_ends_is_ended(
    tape: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Patience has an end, and the clip is named as not made."""
    monkeypatch.setattr(clips, "PATIENCE_S", 0.01)
    failed = make(tape, tmp_path / "clips", AIRING)
    assert failed[0].text == "the child ended without an answer"


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"{}",
        b"[1]\n",
        b'{"sizes": [3]}\nab',
        b'{"sizes": [-1, 4]}\nabc',
        b'{"sizes": [2, 2]}\nabcd',
        b'{"sizes": [12]}\n<html><html>',
    ],
)
def test_a_child_is_not_believed(
    answer: bytes, tape: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An answer that does not add up, or brings something else than sound, leaves no file."""
    monkeypatch.setattr(clips, "_ask_child", lambda *_: answer)
    assert make(tape, tmp_path / "clips", AIRING)[0].count == 1
    assert list((tmp_path / "clips").iterdir()) == []


def test_the_child_is_in_the_sandbox_before_it_reads(
    tape: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its bounds hold for the cutting: with no processor time at all it gives nothing."""
    monkeypatch.setattr(clips, "CPU_HEAD_S", 0)
    monkeypatch.setattr(clips, "CPU_BYTES_PER_S", 1 << 40)
    assert make(tape, tmp_path / "clips", AIRING)[0].text == "the child ended without an answer"
