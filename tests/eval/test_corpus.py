"""The corpus builder: treatments keep their promises, and the truth of an airing follows from its parts."""

from __future__ import annotations

import zipfile

import numpy as np
import pytest
from eval.corpus.airing import Airing, aired
from eval.corpus.channel import am_band, compressed, equalised, noise
from eval.corpus.classes import CLASSES
from eval.corpus.containers import DRASCULA_HEADER_BYTES, drascula_line, zipped_sounds
from eval.corpus.encode import Carrier, delay_s, encoded, through
from eval.corpus.leaks import same_lines
from eval.corpus.levels import active_power
from eval.corpus.library import RATE, Library
from eval.corpus.likeness import undecidable
from eval.corpus.packages import TABLE, listed
from eval.corpus.plan import SCALES, SEEDS
from eval.corpus.score import Layer, Spot
from eval.corpus.stretch import filtered, pitched, resampled, stretched

KINDS = {kind.name: kind for kind in CLASSES}
FORBIDDEN = (
    "asterisk-core-sounds",
    "asterisk-moh",
    "asterisk-prompt-it",
    "wesnoth",
    "supertux",
    "hedgewars",
    "warzone2100",
    "nexuiz",
    "megaglest",
    "endless-sky",
    "gcompris",
    "fillets-ng",
    "klettres",
    "xmoto",
    "colobot",
    "lincity",
    "starfighter",
    "asc-",
    "extremetuxracer",
)


def tune(seconds: float, seed: int = 0) -> np.ndarray:
    """Notes of a tenth of a second with random pitch and level: float32[n]."""
    random = np.random.default_rng(seed)
    beat = RATE // 10
    count = round(seconds * 10)
    hertz = np.repeat(random.uniform(200, 3000, count), beat)
    level = np.repeat(random.uniform(0.02, 0.2, count), beat)
    return (level * np.sin(2 * np.pi * np.cumsum(hertz) / RATE)).astype(np.float32)


def spot_of(
    sound: np.ndarray, name: str = "milk", version: str = "kk", layers: tuple[Layer, ...] = ()
) -> Spot:
    """A spot of given sound."""
    return Spot(name, version, "speech", len(sound), layers)


def airing_of(name: str, parameter: float, sound: np.ndarray) -> Airing:
    """The airing of a spot in one class."""
    filler = np.zeros(5 * RATE, np.float32)
    return aired(spot_of(sound), sound, KINDS[name], parameter, np.random.default_rng(3), filler)


class TestPackages:
    def test_every_split_has_speech_and_music_and_shares_no_package(self):
        splits = {split: listed(split) for split in SEEDS}
        for packages in splits.values():
            assert {package.what for package in packages} == {"speech", "music"}
        names = [name for packages in splits.values() for name in {package.name for package in packages}]
        assert len(names) == len(set(names))

    def test_every_split_has_a_seed_of_its_own_and_both_scales(self):
        assert len(set(SEEDS.values())) == len(SEEDS)
        assert set(SCALES) == {(split, scale) for split in SEEDS for scale in ("small", "full")}

    def test_no_package_is_one_that_is_kept_for_the_independent_check(self):
        rows = TABLE.read_text(encoding="utf-8").splitlines()[1:]
        assert not [row for row in rows if row.startswith(FORBIDDEN)]


class TestLeaks:
    def test_a_copy_of_a_line_is_found_though_it_begins_a_little_later(self, tmp_path):
        line = tune(4)
        lines = {"own": line, "copy": line[RATE // 50 :], "other": tune(4, seed=5)}
        stored = np.concatenate([np.round(sound * 32767).astype(np.int16) for sound in lines.values()])
        stored.tofile(tmp_path / "test.s16")
        starts = np.cumsum([0, *map(len, lines.values())])
        rows = [
            f"game,speech,{name},{start},{len(sound)}"
            for (name, sound), start in zip(lines.items(), starts[:-1], strict=True)
        ]
        (tmp_path / "test.csv").write_text("\n".join(["package,what,name,start,length", *rows, ""]))
        found = same_lines(Library(tmp_path, "test"), [0], "test")
        assert [row[2] for row in found] == ["copy"]


class TestContainers:
    def test_a_line_of_drascula_is_unsigned_bytes_after_its_head(self, tmp_path):
        line = tmp_path / "D1.ALS"
        line.write_bytes(bytes(DRASCULA_HEADER_BYTES) + bytes([128, 192, 64, 0]))
        name, samples, rate = drascula_line(line)
        assert (name, rate) == ("D1.ALS", 11025)
        assert samples.tolist() == [0, 0.5, -0.5, -1]

    def test_of_an_archive_only_the_members_that_were_asked_for_are_heard(self, tmp_path):
        sound = encoded(tune(1), Carrier("opus", "opus", 48000, 1, 32))
        archive = tmp_path / "public.zip"
        with zipfile.ZipFile(archive, "w") as zipped:
            for name in ("music/b.ogg", "music/a.ogg", "ambient/c.ogg", "music/readme.txt"):
                zipped.writestr(name, sound)
        heard = list(zipped_sounds(archive, "music/*.ogg"))
        assert [name for name, _, _ in heard] == ["music/a.ogg", "music/b.ogg"]
        assert all(len(samples) >= 0.9 * rate for _, samples, rate in heard)


class TestTreatments:
    @pytest.mark.parametrize("factor", [0.96, 1.0173, 1.04])
    def test_speed_moves_every_moment_by_its_factor(self, factor):
        click = np.zeros(4 * RATE, np.float32)
        click[[RATE // 2, 3 * RATE]] = 1
        moved = resampled(click, factor)
        assert len(moved) == round(len(click) * factor)
        peaks = [int(np.argmax(moved[: 2 * RATE])), 2 * RATE + int(np.argmax(moved[2 * RATE :]))]
        assert peaks == pytest.approx([RATE / 2 * factor, 3 * RATE * factor], abs=1)

    @pytest.mark.parametrize("tempo", [stretched, filtered])
    @pytest.mark.parametrize("factor", [0.96, 1.03])
    def test_tempo_changes_the_length_and_not_the_pitch(self, tempo, factor):
        tone = np.sin(2 * np.pi * 440 * np.arange(3 * RATE) / RATE).astype(np.float32)
        slow = tempo(tone, factor)
        assert len(slow) == pytest.approx(len(tone) * factor, abs=0.026 * RATE)
        assert loudest_hz(slow) == pytest.approx(440, abs=1)

    def test_pitch_changes_the_pitch_and_not_the_length(self):
        tone = np.sin(2 * np.pi * 440 * np.arange(3 * RATE) / RATE).astype(np.float32)
        high = pitched(tone, 1.03)
        assert len(high) == len(tone)
        assert loudest_hz(high) == pytest.approx(440 * 1.03, abs=1)

    @pytest.mark.parametrize(
        "carrier",
        [
            Carrier("m4a", "aac", 44100, 2, 64),
            Carrier("ts", "aac", 48000, 1, 64),
            Carrier("mp3", "mp3", 22050, 1, 48),
            Carrier("mp2", "mp2", 48000, 1, 64),
            Carrier("opus", "opus", 48000, 1, 32),
        ],
        ids=lambda carrier: f"{carrier.codec} in {carrier.ending}",
    )
    def test_encoded_sound_is_put_back_in_its_place(self, carrier):
        sound = tune(3)
        heard = through(sound, carrier)
        match = np.correlate(heard, sound[RATE : 2 * RATE], "valid")
        assert abs(int(np.argmax(match)) - RATE) <= RATE * 0.0005
        assert 0 <= round(delay_s(carrier), 4) < 0.1

    @pytest.mark.parametrize(
        "channel",
        [am_band, lambda s: equalised(s, (8.0, -8.0, 5.0)), lambda s: compressed(s, -30, 4)],
        ids=["am", "eq", "compressor"],
    )
    def test_channels_keep_every_sample_in_its_place(self, channel):
        sound = tune(3)
        match = np.correlate(channel(sound), sound[RATE : 2 * RATE], "valid")
        assert abs(int(np.argmax(match)) - RATE) <= 1

    def test_a_compressor_narrows_levels_and_keeps_the_power(self):
        sound = np.concatenate([tune(2), 0.1 * tune(2, 1)])
        out = compressed(sound, -40, 6)
        loud, quiet = active_power(out[: 2 * RATE]), active_power(out[2 * RATE :])
        assert loud / quiet < 0.5 * active_power(sound[: 2 * RATE]) / active_power(sound[2 * RATE :])
        assert active_power(out) == pytest.approx(active_power(sound), rel=0.2)

    @pytest.mark.parametrize("colour", ["white", "pink"])
    def test_noise_has_unit_power(self, colour):
        assert noise(RATE, colour, np.random.default_rng(0)).std() == pytest.approx(1, abs=0.02)


class TestTruth:
    def test_a_whole_airing_misses_nothing(self):
        airing = airing_of("gain", -20, tune(20))
        assert (airing.integrity(), airing.missing_ms()) == ("whole", "")

    def test_a_start_that_was_kept_is_a_cut_end(self):
        airing = airing_of("cut_to_start", 6, tune(20))
        assert (airing.integrity(), airing.missing_ms(), len(airing.sound)) == (
            "cut_end",
            "6000-20000",
            6 * RATE,
        )

    def test_a_middle_that_was_kept_is_cut_on_both_sides(self):
        airing = airing_of("cut_to_middle", 6, tune(20))
        first, last = airing.parts[0]
        assert airing.integrity() == "cut_end+cut_start"
        assert airing.missing_ms() == f"0-{round(first * 1000 / RATE)};{round(last * 1000 / RATE)}-20000"

    def test_a_hole_keeps_the_time_line_and_a_splice_shortens_it(self):
        hole, splice = airing_of("hole", 2, tune(20)), airing_of("splice", 2, tune(20))
        assert hole.integrity() == splice.integrity() == "cut_middle"
        assert (len(hole.sound), len(splice.sound)) == (20 * RATE, 18 * RATE)

    def test_tape_speed_changes_pitch_too_and_tempo_does_not(self):
        assert airing_of("speed", 0.97, tune(10)).integrity() == "pitch_changed+speed_changed"
        assert airing_of("tempo", 0.97, tune(10)).integrity() == "speed_changed"
        assert airing_of("pitch", 0.97, tune(10)).integrity() == "pitch_changed"
        assert airing_of("combo", 1.004, tune(10)).integrity() == "whole"


class TestLikeness:
    def test_versions_are_undecidable_only_where_they_are_alike(self):
        shared, layer = tune(20), Layer(7, 0, 0, 20 * RATE, 1.0)
        other = np.concatenate([shared[: 17 * RATE], tune(3, 9)])
        register = [
            spot_of(shared, version="a", layers=(layer,)),
            spot_of(other, version="b", layers=(layer,)),
        ]
        sounds = {"milk__a": shared, "milk__b": other}
        start, end = [(0, 8 * RATE)], [(12 * RATE, 20 * RATE)]
        assert undecidable(register[0], start, register, sounds) == ["milk__b"]
        assert undecidable(register[0], end, register, sounds) == []

    def test_another_spot_is_compared_at_the_place_where_it_holds_the_same_sound(self):
        own = tune(20)
        borrower = np.concatenate([tune(5, 4), own[14 * RATE :]])
        register = [
            spot_of(own, layers=(Layer(7, 0, 0, 20 * RATE, 1.0),)),
            spot_of(borrower, "bread", layers=(Layer(7, 14 * RATE, 5 * RATE, 6 * RATE, 1.0),)),
        ]
        sounds = {"milk__kk": own, "bread__kk": borrower}
        assert undecidable(register[0], [(15 * RATE, 20 * RATE)], register, sounds) == ["bread__kk"]
        assert undecidable(register[0], [(12 * RATE, 20 * RATE)], register, sounds) == []


def loudest_hz(sound: np.ndarray) -> float:
    """The strongest frequency."""
    spectrum = np.abs(np.fft.rfft(sound * np.hanning(len(sound))))
    return float(np.argmax(spectrum) * RATE / len(sound))
