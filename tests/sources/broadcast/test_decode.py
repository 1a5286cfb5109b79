"""What comes out of a recording, and when."""

from __future__ import annotations

import io

import av
import numpy as np
import pytest
from numpy.typing import NDArray
from tests.sources.broadcast.media import Kind, clicks, encode, loudest_at_s

from dauys.domain.errors import SetAside
from dauys.sources.broadcast.decode import Decoding, samples

AT_S = (0.7, 2.3, 4.7501)
KINDS = [
    Kind("ipod", "aac", 44100),
    Kind("ipod", "aac", 48000),
    Kind("ipod", "aac", 22050),
    Kind("mp3", "mp3", 44100),
    Kind("mp3", "mp3", 48000),
    Kind("mp3", "mp3", 22050),
    Kind("ogg", "libopus", 48000),
    Kind("matroska", "libopus", 48000),
    Kind("matroska", "aac", 48000),
    Kind("wav", "pcm_s16le", 44100),
    Kind("wav", "pcm_f32le", 22050),
    Kind("wav", "pcm_u8", 8000),
    Kind("wav", "pcm_s24le", 48000),
    Kind("flac", "flac", 48000),
    Kind("flac", "flac", 44100),
    Kind("mp2", "mp2", 48000, gapless=False),
    Kind("mp2", "mp2", 44100, gapless=False),
    Kind("adts", "aac", 44100, gapless=False),
    Kind("mpegts", "aac", 48000, gapless=False),
    Kind("mpegts", "mp2", 48000, gapless=False),
    Kind("ac3", "ac3", 48000, gapless=False),
]


def heard(data: bytes) -> NDArray[np.float32]:
    return np.concatenate(list(samples(io.BytesIO(data))))


def plain_delay_s(data: bytes, rate_hz: int) -> float:
    """Where FFmpeg itself puts the first click, without any resampling: the delay that nobody declared."""
    with av.open(io.BytesIO(data)) as container:
        frames = [frame.to_ndarray() for frame in container.decode(audio=0)]
    first = np.concatenate([f[0] if len(f) == 2 else f[0, ::2] for f in frames], dtype=float)[: rate_hz * 2]
    energy = first**2
    return float((energy * np.arange(len(energy))).sum() / energy.sum() / rate_hz) - AT_S[0]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: f"{kind.container}-{kind.encoder}-{kind.rate_hz}")
def test_a_moment_of_the_file_is_the_same_moment_of_the_samples(kind: Kind) -> None:
    """A pulse at second t comes out at t ± 1 ms, or where FFmpeg plays it if the format declares no delay."""
    data = encode(clicks(kind.rate_hz, 6, AT_S), kind)
    delay_s = 0.0 if kind.gapless else plain_delay_s(data, kind.rate_hz)
    out = heard(data)
    for moment in AT_S:
        assert loudest_at_s(out, moment + delay_s) == pytest.approx(moment + delay_s, abs=0.001)


def test_samples_are_float32_mono_in_blocks_of_seconds() -> None:
    """Blocks are float32, one channel, at most about a second; together as long as the sound."""
    data = encode(clicks(48000, 10, AT_S), Kind("wav", "pcm_s16le", 48000))
    blocks = list(samples(io.BytesIO(data)))
    assert all(block.dtype == np.float32 and block.ndim == 1 and 0 < len(block) <= 16000 for block in blocks)
    assert sum(map(len, blocks)) == 80000


def test_mono_is_the_mean_of_the_channels() -> None:
    """5.1, stereo and mono files of one sound have one loudness, whatever the sample format."""
    sound = 0.5 * np.sin(np.arange(48000) / 48000 * 2 * np.pi * 440).astype(np.float32)
    for encoder in ("pcm_s16le", "pcm_s32le", "pcm_f32le", "pcm_f64le", "pcm_u8"):
        for layout in ("mono", "stereo", "5.1"):
            out = heard(encode(sound, Kind("wav", encoder, 48000), layout))
            assert np.sqrt((out[800:-800] ** 2).mean()) == pytest.approx(0.5 / np.sqrt(2), rel=0.01)


def test_one_channel_of_two_is_half_as_loud() -> None:
    """A sound in the left channel only comes out at half its level."""
    left = np.zeros((2, 48000), np.float32)
    left[0] = 0.5 * np.sin(np.arange(48000) / 48000 * 2 * np.pi * 440)
    out = io.BytesIO()
    with av.open(out, "w", format="wav") as container:
        stream = container.add_stream("pcm_f32le", rate=48000, layout="stereo")
        frame = av.AudioFrame.from_ndarray(left, format="fltp", layout="stereo")
        frame.sample_rate = 48000
        container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    assert np.abs(heard(out.getvalue())[800:-800]).max() == pytest.approx(0.25, rel=0.01)


def test_no_number_and_infinity_become_silence() -> None:
    """NaN, infinities and absurd values are zeros, are counted, and their neighbours stay as they are."""
    sound = clicks(48000, 3, (1.5,))
    sound[48000 : 48000 + 7] = [np.nan, np.inf, -np.inf, 1e30, -1e30, np.nan, np.nan]
    decoding = Decoding(io.BytesIO(encode(sound, Kind("wav", "pcm_f32le", 48000), "mono")))
    out = np.concatenate(list(decoding.blocks()))
    assert np.isfinite(out).all()
    assert np.abs(out).max() < 1
    assert loudest_at_s(out, 1.5) == pytest.approx(1.5, abs=0.001)
    assert decoding.notes() == ("7 samples that were no numbers or absurdly loud taken as silence",)


def test_a_lost_piece_of_a_transport_stream_leaves_a_hole_not_a_shift() -> None:
    """What stands after a second of lost packets keeps its time; the hole is silent and named."""
    data = encode(clicks(48000, 12, (2.0, 10.0)), Kind("mpegts", "mp2", 48000))
    before = loudest_at_s(heard(data), 10.0)
    cut = len(data) // 188 // 2 * 188
    damaged = data[:cut] + data[cut + 188 * 120 :]
    decoding = Decoding(io.BytesIO(damaged))
    out = np.concatenate(list(decoding.blocks()))
    assert loudest_at_s(out, before) == pytest.approx(before, abs=0.001)
    assert any("holes" in note for note in decoding.notes())


@pytest.mark.parametrize("kind", [Kind("ipod", "aac", 48000), Kind("mp3", "mp3", 44100)])
def test_damaged_packets_are_skipped_counted_and_take_their_time(kind: Kind) -> None:
    """A stretch of rubbish in mid-file costs what it covers and nothing else."""
    sound = clicks(kind.rate_hz, 10, (2.0, 8.0))
    sound += 0.01 * np.random.default_rng(1).standard_normal(len(sound)).astype(np.float32)
    data = bytearray(encode(sound, kind))
    middle = len(data) // 2
    data[middle : middle + 1500] = np.random.default_rng(5).bytes(1500)
    decoding = Decoding(io.BytesIO(bytes(data)))
    out = np.concatenate(list(decoding.blocks()))
    off_s = (
        0.06 if kind.encoder == "mp3" else 0.001
    )  # MP3 has no time stamps: two frames may be gone for good
    assert loudest_at_s(out, 8.0) == pytest.approx(8.0, abs=off_s)
    assert any("damaged packets" in note for note in decoding.notes())


def test_rate_and_channels_may_change_midway() -> None:
    """Two MP3 files joined by hand, of different rate and channels, are heard one after the other."""
    first = encode(clicks(44100, 4, (2.0,)), Kind("mp3", "mp3", 44100))
    second = encode(clicks(48000, 4, (2.0,)), Kind("mp3", "mp3", 48000), "mono")
    decoding = Decoding(io.BytesIO(first + second))
    out = np.concatenate(list(decoding.blocks()))
    assert loudest_at_s(out, 2.0) == pytest.approx(2.0, abs=0.001)
    assert loudest_at_s(out, 6.0) == pytest.approx(6.0, abs=0.1)
    assert len(out) / 8000 == pytest.approx(8.0, abs=0.2)
    assert any("sample format change" in note for note in decoding.notes())


def test_a_file_without_sound_says_so() -> None:
    """Video without a sound track is `no_audio`, not an empty recording."""
    out = io.BytesIO()
    with av.open(out, "w", format="matroska") as container:
        stream = container.add_stream("mpeg4", rate=25)
        stream.width = stream.height = 64
        for _ in range(10):
            container.mux(stream.encode(av.VideoFrame(64, 64, "yuv420p")))
        container.mux(stream.encode(None))
    with pytest.raises(SetAside) as refused:
        heard(out.getvalue())
    assert refused.value.reason == "no_audio"


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello " * 500,
        b"PK\x03\x04" + bytes(500),
        b"#EXTM3U\n#EXT-X-TARGETDURATION:9\n#EXTINF:9,\nfile:///etc/passwd\n",
    ],
)
def test_what_is_no_recording_is_unreadable(data: bytes) -> None:
    """Nothing, text, archives and playlists are refused, whatever stands in them."""
    with pytest.raises(SetAside) as refused:
        heard(data)
    assert refused.value.reason == "unreadable"


def test_the_descriptor_is_read_from_its_start_whoever_moved_it(tmp_path) -> None:
    """Another reader of the same open file does not disturb: the parent hashes it while the child decodes."""
    path = tmp_path / "a.wav"
    path.write_bytes(encode(clicks(16000, 2, (1.0,)), Kind("wav", "pcm_s16le", 16000)))
    with path.open("rb") as stream:
        stream.seek(17)
        out = np.concatenate(list(samples(stream.fileno())))
    assert len(out) == 16000
