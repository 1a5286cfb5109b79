"""What can be heard: spots, what broadcasters do to them, and the files they end in."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest
from tests.examples.rehearsal.listening import decoded, lag_ms, loudness

from dauys.examples.rehearsal.broadcast import aired
from dauys.examples.rehearsal.dice import Dice
from dauys.examples.rehearsal.files import write_broken, write_sound
from dauys.examples.rehearsal.instruments import STUDIO_HZ, Samples, strings
from dauys.examples.rehearsal.music import generator, piece
from dauys.examples.rehearsal.plan import rehearsal
from dauys.examples.rehearsal.programme import speech
from dauys.examples.rehearsal.scripts import Script
from dauys.examples.rehearsal.sound import produced, samples
from dauys.examples.rehearsal.treatments import (
    ONE_PPM,
    Treated,
    cut_both,
    cut_middle,
    overlapped,
    pitch,
    tape_speed,
    tempo,
)

SEED = 2021
NAME = "kite-library__ru"
SILENCE = np.zeros(0, np.float32)


@pytest.fixture(scope="module")
def script() -> Script:
    return rehearsal(SEED).scripts[NAME]


@pytest.fixture(scope="module")
def spot(script: Script) -> Samples:
    return produced(SEED, script)


def rms(sound: Samples) -> float:
    return float(np.sqrt(np.mean(sound**2)))


def test_a_spot_lasts_as_long_as_its_script(script: Script, spot: Samples) -> None:
    """To the sample, at a sound level, and the same each time."""
    assert len(spot) == samples(script.length_ms)
    assert 0.07 < rms(spot) < 0.13
    assert float(np.abs(spot).max()) <= 0.95
    assert np.array_equal(spot, produced(SEED, script))


@pytest.mark.parametrize("name", sorted(rehearsal(SEED).registered)[::3])
def test_a_spot_begins_and_ends_with_sound(name: str) -> None:
    """It sets in at once and sounds to its end: only so has its end a true place."""
    sound = produced(SEED, rehearsal(SEED).registered[name])
    assert rms(sound[: STUDIO_HZ // 10]) > 0.005
    assert rms(sound[-STUDIO_HZ // 10 :]) > 0.005


def test_pieces_do_not_resemble_each_other() -> None:
    """No two of twelve pieces correlate at any shift."""
    pieces = [piece(generator(SEED, f"piece {n}"), 6 * STUDIO_HZ) for n in range(12)]
    spectra = [np.fft.rfft(one, 2 * len(one)) / np.linalg.norm(one) for one in pieces]
    for n, one in enumerate(spectra):
        for other in spectra[:n]:
            assert np.abs(np.fft.irfft(one * np.conj(other))).max() < 0.5


def test_strings_are_what_the_plain_loop_gives() -> None:
    """All turns out of one transform equal the delay line turned by hand."""
    fast = strings(np.random.default_rng(5), 0.99)(441.0, 4000)
    turn = np.random.default_rng(5).uniform(-1, 1, 100).astype(np.float32)
    slow = []
    for _ in range(41):
        slow.append(turn)
        turn = np.float32(0.495) * (turn + np.roll(turn, 1))
    middle = slice(100, 2000)  # away from the ramps at both ends
    assert np.allclose(fast[middle], np.concatenate(slow)[middle], atol=1e-4)


def test_a_cut_airing_is_that_part_of_the_spot(script: Script, spot: Samples) -> None:
    """Sample for sample."""
    treated = cut_both(Dice(SEED, "cut"), script)
    assert treated is not None
    part = spot[samples(treated.from_ms) : samples(treated.to_ms)]
    run = aired(spot, treated, SILENCE)
    assert len(run) == samples(treated.length_ms)
    assert np.array_equal(run[: len(part)], part[: len(run)])


def test_a_hole_is_silent_and_nothing_else_is(script: Script, spot: Samples) -> None:
    """The spot goes on after it where it would have been."""
    treated = cut_middle(Dice(SEED, "hole"), script)
    assert treated is not None
    assert treated.hole is not None
    run = aired(spot, treated, SILENCE)
    start, end = (samples(at_ms) for at_ms in treated.hole)
    assert np.array_equal(run[:start], spot[:start])
    assert np.array_equal(run[end:], spot[end:])
    assert rms(run[start + 300 : end - 300]) == 0


def test_an_announcer_is_louder_than_the_spot_under_it(script: Script, spot: Samples) -> None:
    """Between 1 and 4 dB louder, only within its interval, and the spot's own array is left alone."""
    treated = overlapped(Dice(SEED, "voice"), script)
    assert treated is not None
    assert treated.voice is not None
    before = spot.copy()
    start, end = (samples(at_ms) for at_ms in treated.voice)
    announcer = speech(generator(SEED, "announcer"), end - start, ("ru",))
    run = aired(spot, treated, announcer)
    assert np.array_equal(run[:start], spot[:start])
    over_db = 20 * np.log10(rms(run[start:end] - spot[start:end]) / rms(spot[start:end]))
    assert -2 < over_db < 5
    assert np.array_equal(spot, before)


@pytest.mark.parametrize("treatment", [tape_speed, tempo, pitch])
def test_changed_speed_and_pitch_keep_the_planned_length(
    treatment: object, script: Script, spot: Samples
) -> None:
    """To the sample, and loud and soft stand where speed says, to 6 ms."""
    assert callable(treatment)
    treated: Treated = treatment(Dice(SEED, "speed"), script)
    run = aired(spot, treated, SILENCE)
    assert len(run) == samples(treated.length_ms)
    at = np.arange(len(run)) * ONE_PPM / treated.speed_ppm
    expected = loudness(np.interp(at, np.arange(len(spot)), spot).astype(np.float32))
    heard = loudness(run)
    for at_ms in (0, treated.length_ms - 3000):
        part = expected[at_ms // 2 : at_ms // 2 + 1400]
        found = lag_ms(heard - heard.mean(), part - part.mean(), at_ms, rate_hz=500)
        assert abs(found) <= 6


def test_pitch_is_what_the_treatment_says() -> None:
    """A tone of 1,000 Hz comes out at 1,000 Hz times the pitch, whatever happens to its length."""
    t = np.arange(10 * STUDIO_HZ, dtype=np.float32) / STUDIO_HZ
    tone = np.sin(2 * np.pi * 1000 * t).astype(np.float32)
    for speed_ppm, pitch_ppm in (
        (970_000, ONE_PPM * ONE_PPM // 970_000),
        (1_030_000, ONE_PPM),
        (ONE_PPM, 980_000),
    ):
        run = aired(
            tone,
            Treated(10_000, 0, 10_000, speed_ppm // 100, speed_ppm=speed_ppm, pitch_ppm=pitch_ppm),
            SILENCE,
        )
        middle = run[STUDIO_HZ : 9 * STUDIO_HZ] * np.hanning(8 * STUDIO_HZ)
        peak_hz = int(np.argmax(np.abs(np.fft.rfft(middle)))) / 8
        assert abs(peak_hz - pitch_ppm / 1000) < 1.5


@pytest.mark.parametrize(
    ("name", "rate_hz", "layout"),
    [
        ("a.m4a", 44100, "mono"),
        ("a.m4a", 48000, "mono"),
        ("a.m4a", 44100, "stereo"),
        ("a.mp3", 44100, "mono"),
    ],
)
def test_files_keep_every_millisecond(
    tmp_path: Path, spot: Samples, name: str, rate_hz: int, layout: str
) -> None:
    """In every format the sound starts where it was put and the length is right to a frame."""
    write_sound(tmp_path / name, spot, rate_hz, layout)
    heard = decoded(tmp_path / name)
    at = np.arange(len(heard)) * STUDIO_HZ / rate_hz
    at_studio_rate = np.interp(np.arange(len(spot)), at, heard).astype(np.float32)
    for at_ms in (0, 5000, 9000):
        part = spot[samples(at_ms) : samples(at_ms + 2000)]
        assert abs(lag_ms(at_studio_rate, part, at_ms)) <= 0.1
    assert 0 <= len(heard) / rate_hz - len(spot) / STUDIO_HZ < 1152 / rate_hz


def test_a_broken_file_cannot_be_read(tmp_path: Path, spot: Samples) -> None:
    """It has bytes like a recording, and no decoder takes it."""
    write_broken(tmp_path / "a.m4a", spot)
    assert (tmp_path / "a.m4a").stat().st_size > 10_000
    with pytest.raises(av.error.InvalidDataError):
        decoded(tmp_path / "a.m4a")
