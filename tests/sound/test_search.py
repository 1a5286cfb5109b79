"""The ear on synthetic sound with known answers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from tests.sound.tunes import RATE_HZ, at_speed, noise, tune

from dauys.sound import Match, Params, Print, SpotIndex, fingerprint

SPOTS = {f"spot{i}": tune(i, 9 + i) for i in range(4)}


@pytest.fixture(scope="module")
def index() -> SpotIndex:
    """Four spots of 9 to 12 s."""
    return SpotIndex.build({name: fingerprint(samples) for name, samples in SPOTS.items()})


def recorded(*parts: np.ndarray) -> Print:
    """The print of these parts between two pieces of programme."""
    return fingerprint(np.concatenate([tune(100, 20), *parts, tune(101, 15)]))


def best(matches: list[Match]) -> Match:
    """The match with most evidence."""
    return max(matches, key=lambda one: int(one.curve().astype(int).sum()))


def test_a_whole_airing_is_found_where_it_is(index: SpotIndex) -> None:
    """Start and end to 5 ms, at speed and pitch 1."""
    found = best(index.search(recorded(SPOTS["spot1"])))
    assert found.spot == "spot1"
    assert abs(found.start_ms - 20_000) <= 5
    assert abs(found.end_ms - 30_000) <= 5
    assert (found.spot_start_ms, found.spot_end_ms, found.missing_ms) == (0, 10_000, ())
    assert abs(found.speed - 1) < 0.001
    assert abs(found.pitch - 1) < 0.002
    assert found.score > 0.95


@pytest.mark.parametrize("speed", [0.962, 0.983, 1.011, 1.037])
def test_a_tape_that_runs_fast_or_slow(index: SpotIndex, speed: float) -> None:
    """Speed to 0.1 %, pitch its inverse, borders to 10 ms."""
    found = best(index.search(recorded(at_speed(SPOTS["spot2"], speed))))
    assert found.spot == "spot2"
    assert abs(found.speed - speed) < 0.001
    assert abs(found.pitch * speed - 1) < 0.003
    assert abs(found.start_ms - 20_000) <= 10
    assert abs(found.end_ms - 20_000 - 11_000 * speed) <= 10


@pytest.mark.parametrize("snr_db", [10, 5, 0])
def test_noise(index: SpotIndex, snr_db: float) -> None:
    """Found whole under noise as loud as the spot."""
    found = best(index.search(recorded(noise(4, SPOTS["spot3"], snr_db))))
    assert (found.spot, found.missing_ms) == ("spot3", ())
    assert abs(found.start_ms - 20_000) <= 20
    assert (found.spot_start_ms, found.spot_end_ms) == (0, 12_000)


@pytest.mark.parametrize(("first_s", "last_s"), [(0, 6), (5, 12), (3, 9)])
def test_a_cut_airing_says_what_is_missing(index: SpotIndex, first_s: int, last_s: int) -> None:
    """Borders in the spot to 60 ms."""
    piece = SPOTS["spot3"][first_s * RATE_HZ : last_s * RATE_HZ]
    found = best(index.search(recorded(piece)))
    assert found.spot == "spot3"
    assert abs(found.spot_start_ms - first_s * 1000) <= 60
    assert abs(found.spot_end_ms - last_s * 1000) <= 60


def test_a_hole_is_missing_and_the_rest_is_one_airing(index: SpotIndex) -> None:
    """Two seconds of something else inside."""
    holed = SPOTS["spot3"].copy()
    holed[5 * RATE_HZ : 7 * RATE_HZ] = tune(55, 2)
    found = best(index.search(recorded(holed)))
    ((start, end),) = found.missing_ms
    assert abs(start - 5000) <= 60
    assert abs(end - 7000) <= 60


def test_back_to_back_airings_are_two(index: SpotIndex) -> None:
    """The same spot twice without a pause, then another."""
    found = index.search(recorded(SPOTS["spot0"], SPOTS["spot0"], SPOTS["spot1"]))
    strong = [(one.spot, one.start_ms) for one in found if one.score > 0.9 and not one.missing_ms]
    for spot, start_ms in (("spot0", 20_000), ("spot0", 29_000), ("spot1", 38_000)):
        assert any(name == spot and abs(at - start_ms) <= 5 for name, at in strong)


@pytest.mark.parametrize("sound", ["programme", "silence", "tone", "noise", "sweep", "nothing"])
def test_nothing_is_found_where_nothing_was_aired(index: SpotIndex, sound: str) -> None:
    """Not even as a weak match."""
    t = np.arange(60 * RATE_HZ) / RATE_HZ
    samples = {
        "programme": tune(200, 60),
        "silence": np.zeros(60 * RATE_HZ),
        "tone": 0.3 * np.sin(2 * np.pi * 440 * t),
        "noise": np.random.default_rng(1).normal(0, 0.2, len(t)),
        "sweep": 0.3 * np.sin(2 * np.pi * (200 + 25 * t) * t),
        "nothing": np.zeros(0),
    }[sound]
    assert index.search(fingerprint(samples.astype(np.float32))) == []


def test_an_airing_across_a_chunk_is_found_once(index: SpotIndex) -> None:
    """Recordings are searched 300 s at a time; an airing over the border counts once, in its place."""
    made = fingerprint(np.concatenate([tune(77, 295), SPOTS["spot1"], tune(78, 20)]))
    found = [one for one in index.search(made) if one.score > 0.9]
    assert [(one.spot, round(one.start_ms, -1)) for one in found] == [("spot1", 295_000)]


def test_a_saved_index_answers_the_same(index: SpotIndex, tmp_path: Path) -> None:
    """Opened memory-mapped, and built from prints in any order."""
    prints = {name: fingerprint(samples) for name, samples in reversed(SPOTS.items())}
    again = SpotIndex.build(prints)
    assert again.digest == index.digest
    again.save(tmp_path / "index")
    opened = SpotIndex.open(tmp_path / "index")
    made = recorded(SPOTS["spot0"])
    assert isinstance(opened.codes.base, np.memmap)
    assert [m.to_json() for m in opened.search(made)] == [m.to_json() for m in index.search(made)]


def test_an_unfinished_or_foreign_index_is_refused(index: SpotIndex, tmp_path: Path) -> None:
    """index.json is written last; without it, or with another format, the folder is no index."""
    with pytest.raises(ValueError, match="no finished index"):
        SpotIndex.open(tmp_path)
    index.save(tmp_path)
    (tmp_path / "index.json").write_text('{"format": 0, "digest": "", "names": []}')
    with pytest.raises(ValueError, match="another version"):
        SpotIndex.open(tmp_path)


def test_prints_of_other_parameters_do_not_mix(index: SpotIndex) -> None:
    """Neither in an index nor in a search."""
    other = fingerprint(tune(1, 5), Params(peaks=20))
    with pytest.raises(ValueError, match="other parameters"):
        SpotIndex.build({"a": other})
    with pytest.raises(ValueError, match="other parameters"):
        index.search(other)


def test_an_empty_index_finds_nothing() -> None:
    """No spot registered yet is no error."""
    assert SpotIndex.build({}).search(fingerprint(tune(1, 5))) == []


def test_a_match_comes_back_from_its_message(index: SpotIndex) -> None:
    """And a message that was tampered with is refused."""
    found = best(index.search(recorded(SPOTS["spot1"])))
    assert Match.from_json(found.to_json()) == found
    for field, value in (("start_ms", "1"), ("speed", float("nan")), ("aligned", 3), ("missing_ms", [[1]])):
        with pytest.raises(ValueError, match="of a match"):
            Match.from_json({**found.to_json(), field: value})
    with pytest.raises(ValueError, match="other fields"):
        Match.from_json({"spot": "x"})
