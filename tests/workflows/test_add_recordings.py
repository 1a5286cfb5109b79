"""Recordings arrive: once each, under their own time, and what does not fit is set aside by name."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.workflows.campaigns import ACT, drop, loaded
from tests.workflows.text_ear import TextEar, tape_text

from dauys.domain.errors import DauysError, EvidenceError, RegisterError, SetAside, WrongUse
from dauys.evidence.files import Files
from dauys.workflows.add_recordings import AddSummary, add_recordings
from dauys.workflows.arrivals import start_of
from dauys.workflows.home import CampaignHome
from dauys.workflows.watch import watch_folder

CHANNELS = {"kok": ("kok-1", "kok-2"), "tau": ("tau",)}


@pytest.fixture
def ready(home: CampaignHome, tmp_path: Path) -> CampaignHome:
    """A home with registers."""
    return loaded(home, TextEar(), tmp_path / "registers")


def stored() -> list[tuple[object, ...]]:
    """Channel, start and state of every recording."""
    from dauys.db.models import Recording

    return list(
        Recording.objects.order_by("channel_id", "start_ms").values_list("channel_id", "start_ms", "state")
    )


@pytest.mark.parametrize(
    ("name", "start_ms"),
    [
        ("2020-12-22T19-00-00+0600.m4a", 1_608_642_000_000),
        ("2020-12-22T13-00-00Z.mp3", 1_608_642_000_000),
        ("2020-12-22T19-00-00.250+0600.m4a", 1_608_642_000_250),
        ("2020-12-22T19-00-00.250+0600", 1_608_642_000_250),
        ("2021-10-31T02-30-00+0100.ts", 1_635_643_800_000),
    ],
)
def test_the_name_tells_the_moment(name: str, start_ms: int) -> None:
    """A file's name is its first sample's moment, to the millisecond, whatever the offset."""
    assert start_of(Path("tau") / name) == start_ms


@pytest.mark.parametrize(
    "name",
    [
        "evening.m4a",
        "2020-12-22T19-00-00.m4a",
        "2020-12-22T19:00:00+0600.m4a",
        "2020-02-30T19-00-00+0600.m4a",
        "2020-12-22T24-00-01+0600.m4a",
        "2020-12-22T19-00-00+2500.m4a",
        "2020-12-22T19-00-00+0600 (1).m4a",
        "",
    ],
)
def test_a_name_without_a_moment_is_set_aside(name: str) -> None:
    """A name that does not say the moment and its offset is not guessed at."""
    with pytest.raises(SetAside, match="2020-12-22T19-00-00"):
        start_of(Path("tau") / name)


def test_folders_are_walked_and_what_does_not_fit_is_named(ready: CampaignHome, tmp_path: Path) -> None:
    """Outlets of one channel need no channel folder; unknown, unreadable and empty files are set aside."""
    tapes = tmp_path / "tapes"
    drop(tapes, "kok/kok-1/2020-12-22T19-00-00+0600.m4a", tape_text(1, salt="a"))
    drop(tapes, "kok/kok-2/2020-12-22T19-00-00+0600.m4a", tape_text(1, salt="b"))
    drop(tapes, "tau/2020-12-22T18-00-00+0500.m4a", tape_text(1, salt="c"))
    drop(tapes, "tau/.hidden", b"x")
    drop(tapes, "tau/2020-12-22T20-00-00+0500.m4a.part", b"x")
    drop(tapes, "tau/readme.txt", b"x")
    drop(tapes, "tau/2020-12-22T19-00-00+0500.m4a", b"")
    drop(tapes, "kok/2020-12-22T19-00-00+0600.m4a", b"x")
    drop(tapes, "kok/kok-9/2020-12-22T19-00-00+0600.m4a", b"x")
    drop(tapes, "sky/2020-12-22T19-00-00+0600.m4a", b"x")
    summary = add_recordings(ready, [tapes], None, ACT)
    assert (summary.added, summary.known) == (3, 0)
    assert [(Path(a.name).parent.name, a.reason) for a in summary.set_aside] == [
        ("kok", "unknown_channel"),
        ("kok-9", "unknown_channel"),
        ("sky", "unknown_outlet"),
        ("tau", "empty"),
        ("tau", "unparsable_name"),
    ]
    assert stored() == [(channel, 1_608_642_000_000, "waiting") for channel in ("kok-1", "kok-2", "tau")]


def test_adding_again_changes_nothing(ready: CampaignHome, tmp_path: Path) -> None:
    """The same file, also under another path, is known; another take of the same hour is not."""
    from dauys.db.models import Change

    name = "tau/2020-12-22T18-00-00+0500.m4a"
    first = drop(tmp_path / "a", name, tape_text(1))
    add_recordings(ready, [first], None, ACT)
    before = (stored(), Change.objects.count())
    again = add_recordings(ready, [tmp_path / "a", drop(tmp_path / "b", name, tape_text(1))], None, ACT)
    assert (again.added, again.known) == (0, 2)
    assert (stored(), Change.objects.count()) == before
    other = add_recordings(ready, [drop(tmp_path / "c", name, tape_text(2))], None, ACT)
    assert (other.added, len(stored())) == (1, 2)


def test_a_manifest_names_any_file(ready: CampaignHome, tmp_path: Path) -> None:
    """Files with other names come by manifest, relative to it or absolute; wrong rows are set aside."""
    drop(tmp_path / "m", "one.bin", tape_text(1, salt="1"))
    elsewhere = drop(tmp_path / "n", "two.bin", tape_text(1, salt="2"))
    manifest = drop(
        tmp_path / "m",
        "list.csv",
        (
            "outlet,channel,start,path\n"
            "tau,,2020-12-22T18:00:00+05:00,one.bin\n"
            f"kok,kok-2,2020-12-22T13:00Z,{elsewhere}\n"
            "kok,,2020-12-22T13:00Z,one.bin\n"
            "sky,,2020-12-22T13:00Z,one.bin\n"
            "tau,,2020-12-22T13:00,one.bin\n"
            "tau,,2020-12-22T14:00Z,missing.bin\n"
        ).encode(),
    )
    summary = add_recordings(ready, [], manifest, ACT)
    assert summary.added == 2
    reasons = ["wrong_row", "unknown_channel", "unknown_outlet", "unreadable"]
    assert [aside.reason for aside in summary.set_aside] == reasons
    assert [aside.name for aside in summary.set_aside[:3]] == [
        "list.csv, line 6",
        "list.csv, line 4",
        "list.csv, line 5",
    ]
    assert stored() == [("kok-2", 1_608_642_000_000, "waiting"), ("tau", 1_608_642_000_000, "waiting")]


def test_a_manifest_that_is_none_is_refused(ready: CampaignHome, tmp_path: Path) -> None:
    """A manifest without its columns takes nothing in."""
    with pytest.raises(RegisterError, match="column is missing"):
        add_recordings(ready, [], drop(tmp_path, "list.csv", b"a,b\n"), ACT)
    with pytest.raises(WrongUse, match="cannot be read"):
        add_recordings(ready, [], tmp_path / "none.csv", ACT)
    with pytest.raises(WrongUse, match="is not there"):
        add_recordings(ready, [tmp_path / "none"], None, ACT)


def test_a_name_that_is_no_text_is_kept_escaped(ready: CampaignHome, tmp_path: Path) -> None:
    """A folder whose name is not UTF-8 does not stop the arrival."""
    from dauys.db.models import Recording

    folder = tmp_path / os.fsdecode(b"r\xe9gie") / "tau"
    add_recordings(ready, [drop(folder, "2020-12-22T18-00-00+0500.m4a", tape_text(1))], None, ACT)
    assert Recording.objects.get().arrival_name == "r\\xe9gie/tau/2020-12-22T18-00-00+0500.m4a"


def test_no_row_without_its_object(
    ready: CampaignHome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the vault cannot take a file in, no row names it, and adding stops aloud."""

    def fail(self: Files, descriptor: int) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Files, "fsync", fail)
    path = drop(tmp_path, "tau/2020-12-22T18-00-00+0500.m4a", tape_text(1))
    with pytest.raises(EvidenceError, match="the disk refused"):
        add_recordings(ready, [path], None, ACT)
    assert stored() == []


class Logger:
    """Drops files into a folder between the looks of a watch."""

    def __init__(self, home: CampaignHome, folder: Path) -> None:
        self.home, self.folder = home, folder
        self.taken: list[AddSummary] = []
        self.refusals: list[DauysError] = []

    def watch(self, *between: tuple[str, bytes | None]) -> list[tuple[int, int]]:
        """Looks, drops the next file, looks … and once more; returns (added, set aside) of each arrival."""
        drops = iter(between)

        def rest() -> None:
            name, content = next(drops)
            if content is not None:
                drop(self.folder, name, content)

        watch_folder(
            self.home,
            self.folder,
            by="person:test",
            rounds=range(len(between) + 1),
            rest=rest,
            added=self.taken.append,
            refused=self.refusals.append,
            now_ms=lambda: 1,
        )
        return [(summary.added, len(summary.set_aside)) for summary in self.taken]


@pytest.fixture
def logger(ready: CampaignHome, tmp_path: Path) -> Logger:
    (tmp_path / "dropped").mkdir()
    return Logger(ready, tmp_path / "dropped")


TAPE = "tau/2020-12-22T18-00-00+0500.m4a"
STILL = ("", None)


def test_a_file_is_taken_in_once_it_stands_still(logger: Logger) -> None:
    """A file that still grows waits; when two looks see the same, it is taken in, once."""
    grown = [(TAPE, b"length 1"), (TAPE, b"length 1\nsalt"), (TAPE, b"length 1\nsalt x"), STILL, STILL, STILL]
    assert logger.watch(*grown) == [(1, 0)]
    assert logger.home.vault.has(_sha256(b"length 1\nsalt x"))


def test_a_file_that_fits_nowhere_is_named_once(logger: Logger) -> None:
    """What cannot be taken in is set aside once, not at every look; changed, it is looked at again."""
    assert logger.watch(("tau/notes.txt", b"x"), STILL, STILL, ("tau/notes.txt", b"xy"), STILL) == [
        (0, 1),
        (0, 1),
    ]


def test_watching_again_finds_what_is_there(logger: Logger) -> None:
    """A watch that was stopped and started again takes in what came meanwhile and doubles nothing."""
    logger.watch((TAPE, tape_text(1)), STILL)
    drop(logger.folder, TAPE.replace("18", "19"), tape_text(2))
    logger.watch(STILL)
    assert [(s.added, s.known) for s in logger.taken] == [(1, 0), (1, 1)]
    assert len(stored()) == 2


def _sha256(content: bytes) -> str:
    import hashlib

    return hashlib.sha256(content).hexdigest()
