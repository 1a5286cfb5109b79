"""Files are found where a person points, and are named back so that no two share a name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dauys.domain.errors import WrongUse
from dauys.workflows.sound_files import printable, readable, recording_names, sound_files, spot_keys


def _touch(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")
    return [folder / name for name in names]


def test_folders_are_read_at_any_depth(tmp_path: Path) -> None:
    """Every file below a folder is taken; hidden ones are not, and what is no sound by its name is listed."""
    taken = _touch(tmp_path, "a.mp3", "deep/er/b.unknown", "c")
    left = _touch(tmp_path, "deep/notes.txt", "cover.JPG")
    _touch(tmp_path, ".hidden.mp3", ".cache/d.mp3")
    found = sound_files([tmp_path], "recordings")
    assert sorted(found.files) == sorted(taken)
    assert sorted(found.left_out) == sorted(left)


def test_a_file_that_is_named_is_always_taken(tmp_path: Path) -> None:
    """Who names a file means it, whatever its ending; naming it twice, or with its folder, takes it once."""
    (named,) = _touch(tmp_path, "speech.txt")
    found = sound_files([named, tmp_path, tmp_path / "x" / ".." / "speech.txt"], "recordings")
    assert found.files == (named,)
    assert found.left_out == ()


def test_a_folder_that_links_to_itself_ends(tmp_path: Path) -> None:
    """A linked folder is read once, a circle of links does not go round."""
    _touch(tmp_path, "real/a.mp3")
    (tmp_path / "real/again").symlink_to(tmp_path / "real")
    assert len(sound_files([tmp_path], "recordings").files) == 1


@pytest.mark.parametrize("name", ["gone", "empty"])
def test_nothing_to_hear_is_wrong_use(tmp_path: Path, name: str) -> None:
    """A path that is not there and a folder without sound are said so, with the path."""
    (tmp_path / "empty").mkdir()
    with pytest.raises(WrongUse, match=name):
        sound_files([tmp_path / name], "spots")


@pytest.mark.parametrize(
    ("files", "names"),
    [
        (["/r/a.mp3", "/r/b.mp3"], ["a", "b"]),
        (["/r/a/x.mp3", "/r/b/x.mp3", "/r/b/y.mp3"], ["a/x", "b/x", "y"]),
        (["/r/a/c/x.mp3", "/r/b/c/x.mp3", "/r/d/x.mp3"], ["a/c/x", "b/c/x", "d/x"]),
        (["/r/x.mp3", "/r/x.wav"], ["x.mp3", "x.wav"]),
        (["/x.mp3", "/a/x.mp3"], ["x.mp3", "a/x"]),
        (["/r/2020-12-22T19.00.mp3"], ["2020-12-22T19.00"]),
    ],
)
def test_a_recording_is_named_by_its_stem(files: list[str], names: list[str]) -> None:
    """The stem, or the shortest path that tells two recordings of one stem apart."""
    assert list(recording_names(map(Path, files)).values()) == names


PARTS = st.sampled_from(["a", "b", "x", "x.mp3", "x.wav"])


@given(st.sets(st.lists(PARTS, min_size=1, max_size=4).map(lambda parts: Path("/", *parts)), max_size=12))
def test_no_two_recordings_share_a_name(files: set[Path]) -> None:
    """Whatever the files are called, each has a name of its own."""
    names = recording_names(files)
    assert set(names) == files
    assert len(set(names.values())) == len(files)


def test_spots_are_called_by_their_file_names() -> None:
    """The name without its ending; two underscores part spot and version."""
    keys = spot_keys([Path("/s/alga__kk.m4a"), Path("/s/alga__ru.m4a"), Path("/s/bolashak.v2.wav")])
    assert list(keys) == ["alga__kk", "alga__ru", "bolashak.v2"]


def test_all_wrong_spot_names_are_told_at_once() -> None:
    """Two files of one name, a name without a spot, and one that a list could not hold."""
    with pytest.raises(WrongUse) as refusal:
        spot_keys(map(Path, ["/s/one.mp3", "/t/one.wav", "/s/__kk.mp3", "/s/a;b.mp3"]))
    for named in ("/s/one.mp3", "/t/one.wav", "/s/__kk.mp3", "/s/a;b.mp3"):
        assert named in str(refusal.value)


def test_names_are_text_and_cannot_steer_a_terminal() -> None:
    """Bytes that are no UTF-8 and control characters are written out."""
    assert readable(os.fsdecode(b"caf\xe9")) == "caf\\xe9"
    assert printable("a\x1b[2Jb\nдауыс") == "a\\x1b[2Jb\\nдауыс"
