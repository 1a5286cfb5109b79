"""The plan of a rehearsal: the truth before there is any sound."""

from __future__ import annotations

import itertools
from collections import Counter
from datetime import datetime

import pytest

from dauys.domain.sightings import Integrity
from dauys.domain.zones import to_ms, zone
from dauys.examples.rehearsal.dice import Dice
from dauys.examples.rehearsal.plan import BLOCK_MS, Item, Rehearsal, Tape, rehearsal
from dauys.examples.rehearsal.scripts import REGISTERS, STUDIO, rows
from dauys.examples.rehearsal.treatments import KEPT_MS

SEEDS = (2021, 1, 7)


@pytest.fixture(params=SEEDS)
def planned(request: pytest.FixtureRequest) -> Rehearsal:
    return rehearsal(request.param)


def airings(planned: Rehearsal) -> list[tuple[Tape, Item]]:
    return [(tape, item) for tape in planned.tapes for item in tape.items if item.is_registered]


def test_dice_fall_alike_everywhere() -> None:
    """These draws are fixed for ever: the truth of every rehearsal hangs on them."""
    dice = Dice(2021, "the label")
    assert [dice.below(1000) for _ in range(5)] == [621, 82, 346, 405, 376]
    assert Dice(2021, "the label").shuffled(range(6)) == [2, 4, 5, 1, 0, 3]


def test_every_kind_of_integrity_is_aired(planned: Rehearsal) -> None:
    """Each kind, and whole, occurs at least five times among some two hundred airings."""
    sets = [item.treated.integrity for _, item in airings(planned)]
    counts = Counter(itertools.chain.from_iterable(sets))
    assert set(counts) == set(Integrity)
    assert min(counts.values()) >= 5
    assert sum(not kinds for kinds in sets) >= 50
    only = Counter("+".join(sorted(kinds)) for kinds in sets)
    assert only["speed_changed"] >= 5
    assert only["pitch_changed"] >= 5
    assert only["cut_end+cut_start"] >= 3


def test_the_campaign_is_as_large_as_promised(planned: Rehearsal) -> None:
    """13 channels of television, eight of radio, about four hours, 24 to 36 versions of 10 to 25 s."""
    outlets = rows(REGISTERS / "outlets.csv")
    assert Counter(row["medium"] for row in outlets) == {"tv": 13, "radio": 8, "print": 1}
    assert 3.75 <= sum(tape.length_ms for tape in planned.tapes) / 3_600_000 <= 4.25
    assert {tape.outlet for tape in planned.tapes} == {
        row["id"] for row in outlets if row["medium"] != "print"
    }
    assert 24 <= len(planned.registered) <= 36
    assert all(10_000 <= script.length_ms <= 25_000 for script in planned.registered.values())
    assert [tape.format for tape in planned.tapes].count("broken") == 1


def test_sounds_never_stand_on_each_other(planned: Rehearsal) -> None:
    """On one recording each item ends before the next begins, within the recording's length."""
    for tape in planned.tapes:
        ends = [0, *(item.end_ms for item in tape.items)]
        starts = [*(item.start_ms for item in tape.items), tape.length_ms]
        assert all(end <= start for end, start in zip(ends, starts, strict=True))
        assert tape.length_ms % BLOCK_MS == 0


def test_breaks_are_butted_and_spots_repeated(planned: Rehearsal) -> None:
    """Some neighbours touch, some of these are the same version, and breaks hold unregistered sounds too."""
    pairs = [pair for tape in planned.tapes for pair in itertools.pairwise(tape.items)]
    touching = [(one, other) for one, other in pairs if one.end_ms == other.start_ms]
    assert len(touching) >= 30
    assert sum(one.script == other.script and one.is_registered for one, other in touching) >= 5
    beds = {script.bed for script in planned.registered.values()}
    unregistered = {item.script for tape in planned.tapes for item in tape.items if not item.is_registered}
    over_known_music = {name for name in unregistered if planned.unregistered[name].bed in beds}
    assert len(over_known_music) >= 3
    assert len(unregistered - over_known_music) >= 5


def test_two_recordings_begin_and_end_in_an_airing(planned: Rehearsal) -> None:
    """One recording starts, another stops, in the middle of a spot."""
    assert any(item.start_ms == 0 for _, item in airings(planned))
    assert any(item.end_ms == tape.length_ms for tape, item in airings(planned))


def test_one_spot_runs_into_the_silence_at_the_same_moment_on_three_outlets(planned: Rehearsal) -> None:
    """It ends one second into 30 January by the commission's clock, an hour before that by the other's."""
    late = [(tape, item) for tape, item in airings(planned) if tape.edge == "silence"]
    ends_ms = {to_ms(tape.start) + item.end_ms for tape, item in late}
    assert ends_ms == {to_ms(datetime(2021, 1, 30, 0, 0, 1, tzinfo=zone("Asia/Almaty")))}
    assert len({(item.script, item.start_ms) for _, item in late}) == 1
    outlets = {row["id"]: row for row in rows(REGISTERS / "outlets.csv")}
    where = [(outlets[tape.outlet]["level"], outlets[tape.outlet]["zone"]) for tape, _ in late]
    assert where == [
        ("regional", "Asia/Almaty"),
        ("regional", "Asia/Qyzylorda"),
        ("national", "Asia/Almaty"),
    ]
    before = [tape.start for tape in planned.tapes if tape.edge != "silence"]
    assert max(before) < min(tape.start for tape, _ in late)


def test_what_remains_can_be_told_apart(planned: Rehearsal) -> None:
    """At least 7.5 s are heard of every airing, and always the ending of twins that differ there only."""
    twins = 0
    for _, item in airings(planned):
        script, treated = planned.registered[item.script], item.treated
        assert treated.to_ms - treated.from_ms >= KEPT_MS
        if script.has_twin:
            twins += 1
            assert treated.to_ms == script.length_ms
            assert treated.hole is None or treated.hole[1] <= script.ending_ms
            assert treated.voice is None or treated.voice[1] <= script.ending_ms
    assert twins >= 10


def test_missing_parts_and_the_heard_part_make_the_spot(planned: Rehearsal) -> None:
    """What is heard and what is missing add up to the spot, and tape time is spot time times speed."""
    for _, item in airings(planned):
        treated = item.treated
        missing = sum(end - start for start, end in treated.missing)
        hole = treated.hole[1] - treated.hole[0] if treated.hole else 0
        assert missing == treated.spot_length_ms - (treated.to_ms - treated.from_ms) + hole
        on_tape = (treated.to_ms - treated.from_ms) * treated.speed_ppm / 1_000_000
        assert abs(treated.length_ms - on_tape) <= 1


def test_versions_of_a_spot_share_length_and_bed(planned: Rehearsal) -> None:
    """Versions differ in speech only; a twin differs in its last sentence only."""
    for name, script in planned.registered.items():
        spot = name.partition("__")[0]
        assert script.bed == spot
        assert script.length_ms == planned.registered[f"{spot}__kk"].length_ms
        if name.endswith("-b"):
            twin = planned.registered[name.removesuffix("-b")]
            assert script.cues[:-1] == twin.cues[:-1]
            assert script.ending_ms == twin.ending_ms
            assert script.cues[-1][1] != twin.cues[-1][1]


def test_the_studio_has_every_sentence() -> None:
    """Each sentence was rendered once, has a place in the shipped speech, and no two overlap."""
    texts = rows(STUDIO / "sentences.csv")
    places = rows(STUDIO / "places.csv")
    assert [row["name"] for row in texts] == [row["name"] for row in places]
    assert len({row["name"] for row in texts}) == len(texts)
    for one, other in itertools.pairwise(sorted(places, key=lambda row: (row["file"], int(row["start_ms"])))):
        assert one["file"] != other["file"] or int(one["end_ms"]) < int(other["start_ms"])


def test_the_shipped_speech_is_small() -> None:
    """All speech together is at most 3 MB."""
    assert sum(path.stat().st_size for path in STUDIO.glob("*.opus")) <= 3_000_000
