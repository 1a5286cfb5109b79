"""The filters between a file's rate and 8,000 Hz."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from dauys.sources.broadcast.resample import Resampler

RATES_HZ = [48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 96000, 44056]


def resampled(sound: NDArray[np.float32], rate_hz: int, cuts: list[int] | None = None) -> NDArray[np.float32]:
    resampler = Resampler(rate_hz)
    parts = np.split(sound, sorted(cuts or []))
    return np.concatenate([*(resampler.feed(part) for part in parts), resampler.finish()])


def level_db(rate_hz: int, tone_hz: float) -> float:
    t = np.arange(rate_hz * 2) / rate_hz
    out = resampled(np.sin(2 * np.pi * tone_hz * t).astype(np.float32), rate_hz)[2000:-2000]
    return float(10 * np.log10(2 * (out.astype(float) ** 2).mean() + 1e-12))


@pytest.mark.parametrize("rate_hz", RATES_HZ)
def test_what_passes_and_what_does_not(rate_hz: int) -> None:
    """Level within 1 dB up to 3,600 Hz; from 4,000 Hz on at least 45 dB down, so that nothing folds back."""
    for tone_hz in (100, 1000, 2500, 3600):
        assert abs(level_db(rate_hz, tone_hz)) < 1
    for tone_hz in (4000, 4400, 5000, 7000, 8200, 11000, 12100, 15000, 16100, 20000):
        if tone_hz < rate_hz / 2:
            assert level_db(rate_hz, tone_hz) < -45


@pytest.mark.parametrize("rate_hz", [*RATES_HZ, 8000, 6000])
def test_a_pulse_stays_where_it_is(rate_hz: int) -> None:
    """The filters' delay is taken off, to a tenth of a sample."""
    sound = np.zeros(rate_hz * 2, np.float32)
    at = round(rate_hz * 1.2345)
    sound[at] = 1
    energy = resampled(sound, rate_hz).astype(float) ** 2
    middle = (energy * np.arange(len(energy))).sum() / energy.sum()
    assert middle / 8000 == pytest.approx(at / rate_hz, abs=0.1 / 8000)


@given(
    rate_hz=st.sampled_from([8000, 16000, 22050, 44100, 44056, 48000]),
    length=st.integers(0, 9000),
    cuts=st.lists(st.integers(0, 9000), max_size=6),
)
@settings(max_examples=60, deadline=None)
def test_length_and_samples_do_not_depend_on_the_blocks(rate_hz: int, length: int, cuts: list[int]) -> None:
    """However the sound is cut up, its length × 8000 / rate samples come out, the same to rounding."""
    sound = np.random.default_rng(length).standard_normal(length).astype(np.float32)
    out = resampled(sound, rate_hz, [cut for cut in cuts if cut <= length])
    assert len(out) == round(length * 8000 / rate_hz)
    assert np.abs(out - resampled(sound, rate_hz)).max(initial=0) < 1e-5


@pytest.mark.parametrize("rate_hz", [1, 3999, 768_001, 10_000_000])
def test_what_is_no_rate_of_sound_is_refused(rate_hz: int) -> None:
    """A byte of a file at 1 Hz would be thousands of samples."""
    with pytest.raises(ValueError, match="no rate of sound"):
        Resampler(rate_hz)
