"""A print is small, streams, survives storage, and refuses what is not one."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.sound.tunes import tune

from dauys.sound import RATE_HZ, Params, Print, Printer, fingerprint
from dauys.sound.print import levels_db, pack_levels, unpack_levels


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(1, 90_000), min_size=1, max_size=12), st.integers(0, 5))
def test_a_print_does_not_depend_on_where_the_stream_is_cut(cuts: list[int], seed: int) -> None:
    """Fed in any blocks, the same sound gives the same bytes."""
    samples = tune(seed, 31.3)
    printer, at = Printer(), 0
    for cut in cuts:
        printer.feed(samples[at : at + cut])
        at += cut
    printer.feed(samples[at:])
    assert printer.finish().to_bytes() == fingerprint(samples).to_bytes()


@pytest.mark.parametrize("length_s", [0, 0.001, 0.02, 0.99, 10.08, 10.09, 61.7])
def test_a_print_comes_back_from_its_bytes(length_s: float) -> None:
    """Whatever its length, a stored print is read back whole."""
    made = fingerprint(tune(3, length_s))
    read = Print.from_bytes(made.to_bytes())
    assert read.to_bytes() == made.to_bytes()
    assert abs(read.length_ms - length_s * 1000) <= 1


@pytest.mark.parametrize("sound", ["tune", "noise", "silence", "square"])
def test_a_print_stays_under_400_bytes_a_second(sound: str) -> None:
    """However busy the sound is."""
    rng = np.random.default_rng(0)
    samples = {
        "tune": tune(1, 120),
        "noise": rng.normal(0, 0.3, 120 * RATE_HZ).astype(np.float32),
        "silence": np.zeros(120 * RATE_HZ, np.float32),
        "square": np.sign(np.sin(np.arange(120 * RATE_HZ) / 7)).astype(np.float32),
    }[sound]
    assert len(fingerprint(samples).to_bytes()) <= 400 * 120


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_bytes_that_are_not_a_print_are_refused(data: st.DataObject) -> None:
    """Cut, lengthened or altered headers raise ValueError, never anything else."""
    raw = bytearray(fingerprint(tune(2, 3)).to_bytes())
    match data.draw(st.sampled_from(["cut", "more", "header"])):
        case "cut":
            raw = raw[: data.draw(st.integers(0, len(raw) - 1))]
        case "more":
            raw += data.draw(st.binary(min_size=1, max_size=9))
        case _:
            # Byte 26 counts samples within a frame: another count there is another print, as long.
            at = data.draw(st.integers(0, 45).filter(lambda at: at != 26))
            raw[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(ValueError):  # noqa: PT011 - the texts differ with what is wrong
        Print.from_bytes(bytes(raw))


def test_a_print_of_other_parameters_is_refused() -> None:
    """The digest of the parameters is part of the print."""
    raw = fingerprint(tune(2, 3)).to_bytes()
    with pytest.raises(ValueError, match="other parameters"):
        Print.from_bytes(raw, Params(peaks=20))


@given(st.integers(0, 40), st.integers(0, 2**31))
def test_levels_are_packed_without_loss(frames: int, seed: int) -> None:
    """Eight levels of three bits in three bytes, and back."""
    levels = np.random.default_rng(seed).integers(0, 8, (frames, 16)).astype(np.uint8)
    assert np.array_equal(unpack_levels(pack_levels(levels)), levels)


def test_levels_say_how_loud_a_tone_is() -> None:
    """A tone of −20 dB stands in its band at −20 dB, to a level's width, and nowhere else."""
    t = np.arange(5 * RATE_HZ) / RATE_HZ
    made = fingerprint((0.1 * np.sin(2 * np.pi * 1000 * t)).astype(np.float32))
    levels = levels_db(made, Params(), 50, 200)
    loud = levels.mean(axis=0)
    # A Hann window spreads a tone over its main lobe: 1.76 dB more energy than in its highest bin.
    assert abs(loud.max() - (-20 + 1.76)) <= 3
    assert np.sort(loud)[-4] < loud.max() - 20


@pytest.mark.parametrize("bad", [np.zeros(9), np.zeros((2, 9), np.float32), np.full(9, np.nan, np.float32)])
def test_the_printer_takes_only_finite_float32(bad: np.ndarray) -> None:
    """Checked at the door, with a message that says what to do."""
    with pytest.raises(ValueError, match=r"float32|finite"):
        Printer().feed(bad)
