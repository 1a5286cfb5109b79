"""Hostile and broken media files, each made here: some by hand, some from good files spoilt by a seed."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import av
import numpy as np
from tests.sources.broadcast.media import Kind, clicks, encode

GOOD_KINDS = {
    "aac": Kind("ipod", "aac", 44100),
    "adts": Kind("adts", "aac", 48000),
    "mp3": Kind("mp3", "mp3", 44100),
    "mp2": Kind("mp2", "mp2", 48000),
    "opus": Kind("ogg", "libopus", 48000),
    "alac": Kind("ipod", "alac", 44100),
    "webm": Kind("matroska", "libopus", 48000),
    "flac": Kind("flac", "flac", 44100),
    "wav": Kind("wav", "pcm_s16le", 16000),
    "float": Kind("wav", "pcm_f32le", 16000),
    "ts": Kind("mpegts", "mp2", 48000),
    "ts_aac": Kind("mpegts", "aac", 48000),
    "ac3": Kind("ac3", "ac3", 48000),
    "flv": Kind("flv", "aac", 44100),
    "avi": Kind("avi", "mp2", 48000),
    "asf": Kind("asf", "wmav2", 44100),
    "aiff": Kind("aiff", "pcm_s16be", 16000),
    "mov": Kind("mov", "pcm_s16le", 16000),
}
FUZZ_SEEDS = 8
"""Spoilt copies of each good file: 144 in all."""


@cache
def good(name: str) -> bytes:
    """A few seconds of sound in that kind of file."""
    kind = GOOD_KINDS[name]
    sound = clicks(kind.rate_hz, 3, (0.5, 1.5, 2.5))
    return encode(
        sound + 0.01 * np.random.default_rng(1).standard_normal(len(sound)).astype(np.float32), kind
    )


def fuzzed(name: str, seed: int) -> bytes:
    """A good file with some bytes changed, a piece moved, or its sizes and counts made absurd."""
    random = np.random.default_rng([seed, *name.encode()])
    data = bytearray(good(name))
    match seed % 4:
        case 0:
            for at in random.integers(0, len(data), 40):
                data[at] = random.integers(0, 256)
        case 1:
            for at in random.integers(0, min(len(data), 2000) - 4, 6):
                data[at : at + 4] = random.choice(
                    [b"\xff\xff\xff\xff", b"\x7f\xff\xff\xff", b"\0\0\0\0", b"\x80\0\0\0"]
                )
        case 2:
            start, stop = sorted(random.integers(0, len(data), 2))
            del data[start : (start + stop) // 2]
        case _:
            start = int(random.integers(0, len(data) // 2))
            data[start : start + 3000] = random.bytes(3000)
    return bytes(data)


def wav(
    rate_hz: int = 8000, channels: int = 1, code: int = 1, bits: int = 16, body: bytes = bytes(16000)
) -> bytes:
    """A WAV file with any header, however absurd."""
    frame = channels * bits // 8
    head = struct.pack("<HHIIHH", code, channels, rate_hz, rate_hz * frame & 0xFFFFFFFF, frame & 0xFFFF, bits)
    chunks = b"fmt " + struct.pack("<I", len(head)) + head + b"data" + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(chunks) + 4) + b"WAVE" + chunks


def box(name: bytes, body: bytes, size: int | None = None) -> bytes:
    """An MP4 box, its size as it is or as it lies."""
    return struct.pack(">I", (len(body) + 8 if size is None else size) & 0xFFFFFFFF) + name + body


def mov_with(table: bytes) -> bytes:
    """A good MP4 whose sample tables are replaced by one of our own."""
    data = good("aac")
    at = data.index(table)
    count = {b"stsz": 12, b"stts": 8, b"stsc": 8, b"stco": 8}[table]
    return data[: at + count] + b"\x7f\xff\xff\xff" + data[at + count + 4 :]


def playlist(*segments: str) -> bytes:
    lines = (f"#EXTINF:9,\n{segment}" for segment in segments)
    return (
        "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:9\n" + "\n".join(lines) + "\n#EXT-X-ENDLIST\n"
    ).encode()


def playlists(canary: Path, port: int) -> Iterator[tuple[str, bytes]]:
    """HLS and its like that want a local file or an inner address opened."""
    hits = {
        "file": f"file://{canary}",
        "path": str(canary),
        "concat": f"concat:{canary}|{canary}",
        "data": "data:audio/mpeg;base64,//uQxAAA",
        "crypto": f"crypto:{canary}",
        "subfile": f"subfile,,start,0,end,10,,:{canary}",
        "loopback": f"http://127.0.0.1:{port}/a.ts",
        "metadata": "http://169.254.169.254/latest/meta-data/",
        "tcp": f"tcp://127.0.0.1:{port}",
        "cache": f"cache:http://127.0.0.1:{port}/",
        "async": f"async:file:{canary}",
        "pipe": "pipe:0",
        "fd": "fd:0",
        "rtmp": f"rtmp://127.0.0.1:{port}/live",
        "gopher": f"gopher://127.0.0.1:{port}/x",
    }
    for name, url in hits.items():
        yield f"hls_{name}.m3u8", playlist(url)
    yield (
        "hls_key.m3u8",
        playlist("x.ts").replace(
            b"#EXTINF", f'#EXT-X-KEY:METHOD=AES-128,URI="file://{canary}"\n#EXTINF'.encode(), 1
        ),
    )
    master = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nhls_master.m3u8\n"
    yield "hls_master.m3u8", master.encode()
    yield "hls_as_mp3.mp3", playlist(f"file://{canary}")
    yield "hls_after_id3.mp3", b"ID3\x04\0\0\0\0\0\0" + playlist(f"http://127.0.0.1:{port}/")
    yield "list.ffconcat", f"ffconcat version 1.0\nfile '{canary}'\n".encode()
    yield "radio.pls", f"[playlist]\nFile1=http://127.0.0.1:{port}/\nNumberOfEntries=1\n".encode()
    yield (
        "talk.sdp",
        b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n",
    )
    mpd = f'<MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><BaseURL>file://{canary}</BaseURL></Period></MPD>'
    yield "dash.mpd", mpd.encode()
    yield (
        "xxe.xml",
        f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file://{canary}">]><a>&b;</a>'.encode(),
    )
    yield "gab2.avi", _gab2(playlist(f"file://{canary}"))
    yield "dref.mov", good("aac").replace(b"url \0\0\0\1", b"alis\0\0\0\0", 1)


def _gab2(inner: bytes) -> bytes:
    """An AVI whose subtitle stream carries a playlist (the attack of 2016)."""
    body = b"GAB2\0\2\0" + struct.pack("<I", 2) + b"x\0" + struct.pack("<HI", 4, len(inner)) + inner
    header = struct.pack(
        "<4s4sIHHIIIIIIII4H", b"txts", b"\0" * 4, 0, 0, 0, 0, 1, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0
    )
    strl = (
        b"LIST"
        + struct.pack("<I", 4 + 8 + len(header) + 8)
        + b"strlstrh"
        + struct.pack("<I", len(header))
        + header
    )
    strl += b"strf" + struct.pack("<I", 0)
    avih = (
        b"avih"
        + struct.pack("<I", 56)
        + struct.pack("<14I", 40000, 0, 0, 0x10, 1, 0, 1, 0, 16, 16, 0, 0, 0, 0)
    )
    hdrl = b"LIST" + struct.pack("<I", 4 + len(avih) + len(strl)) + b"hdrl" + avih + strl
    chunk = b"00tx" + struct.pack("<I", len(body)) + body
    movi = b"LIST" + struct.pack("<I", 4 + len(chunk)) + b"movi" + chunk
    return b"RIFF" + struct.pack("<I", 4 + len(hdrl) + len(movi)) + b"AVI " + hdrl + movi


def absurd() -> Iterator[tuple[str, bytes]]:
    """Headers that promise what cannot be."""
    for rate_hz in (0, 1, 3999, 10_000_000, 0xFFFFFFFF):
        yield f"rate_{rate_hz}.wav", wav(rate_hz)
    for channels in (0, 9, 64, 255, 65535):
        yield f"channels_{channels}.wav", wav(channels=channels)
    for bits in (0, 1, 7, 33, 64, 65535):
        yield f"bits_{bits}.wav", wav(bits=bits)
    for code in (0, 3, 0x11, 0x50, 0x55, 0xFF, 0x161, 0xFFFE, 0xFFFF):
        yield f"code_{code}.wav", wav(code=code)
    values = np.array([np.nan, np.inf, -np.inf, 1e38, 0.1] * 3200, "<f4")
    yield "no_numbers.wav", wav(code=3, bits=32, body=values.tobytes())
    yield "no_numbers_64.wav", wav(code=3, bits=64, body=values.astype("<f8").tobytes())
    for table in (b"stsz", b"stts", b"stsc", b"stco"):
        yield f"huge_{table.decode()}.m4a", mov_with(table)
    yield "long.m4a", _claims_a_billion_seconds()
    yield "nested.mp4", _nested(2000)
    yield "negative_box.mp4", box(b"ftyp", b"isom\0\0\2\0") + box(b"moov", bytes(100), size=-1)
    yield "tiny_box.mp4", box(b"ftyp", b"isom\0\0\2\0") + box(b"moov", bytes(100), size=3)
    yield "no_streams.mp4", box(b"ftyp", b"isom\0\0\2\0isom") + box(b"moov", box(b"mvhd", bytes(100)))
    yield "thousand_streams.ts", _many_streams()
    yield "lost_sync.ts", b"".join(good("ts")[at + 7 : at + 188] for at in range(0, len(good("ts")), 188))
    yield "half_packets.ts", good("ts")[100:]
    yield "no_tables.ts", b"".join(p for p in _packets(good("ts")) if p[1] & 0x1F or p[2] > 0x20)
    yield "stamps_shuffled.ts", b"".join(reversed(_packets(good("ts"))))
    yield "twice.ts", good("ts") * 2
    yield "then_another_codec.ts", good("ts") + good("ts_aac")
    yield (
        "then_another_rate.mp3",
        good("mp3") + encode(clicks(22050, 2, (1.0,)), Kind("mp3", "mp3", 22050), "mono"),
    )
    yield "then_rubbish.mp3", good("mp3") + np.random.default_rng(9).bytes(50_000)
    yield "picture_32767.avi", _one_huge_picture()
    yield "video_only.mkv", _video_only()
    yield "icy.mp3", _with_icy(good("mp3"))
    yield (
        "title.mp3",
        b"ID3\x03\0\0\0\0\0\x20TIT2\0\0\0\x16\0\0\0\x1b[2J\r\n\0\xff\xfe\x80\x81\x82"
        + bytes(9)
        + good("mp3"),
    )


def _claims_a_billion_seconds() -> bytes:
    data = bytearray(good("aac"))
    for name, scale_at in ((b"mvhd", 16), (b"mdhd", 16)):
        at = data.index(name)
        data[at + scale_at : at + scale_at + 8] = struct.pack(">II", 1, 1_000_000_000)
    return bytes(data)


def _nested(depth: int) -> bytes:
    inner = b""
    for _ in range(depth):
        inner = box(b"moov", inner)
    return box(b"ftyp", b"isom\0\0\2\0") + inner


def _packets(data: bytes) -> list[bytes]:
    return [data[at : at + 188] for at in range(0, len(data) // 188 * 188, 188)]


def _many_streams() -> bytes:
    """A transport stream in which every packet opens another elementary stream."""
    packets = _packets(good("ts"))
    pes = next(p for p in packets if p[1] & 0x40 and p[4:7] != b"\0\0\xb0" and b"\0\0\1\xc0" in p)
    many = (pes[:1] + struct.pack(">H", 0x4000 | pid) + pes[3:] for pid in range(0x100, 0x100 + 1000))
    return b"".join(packets[:10]) + b"".join(many)


def _one_huge_picture() -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format="avi") as container:
        stream = container.add_stream("mjpeg", rate=1, options={"strict": "unofficial"})
        stream.width, stream.height, stream.pix_fmt = 64, 64, "yuvj420p"
        container.mux(stream.encode(av.VideoFrame(64, 64, "yuvj420p")))
        container.mux(stream.encode(None))
    small, huge = struct.pack("<I", 64) * 2, struct.pack("<I", 32767) * 2
    data = out.getvalue().replace(small, huge)
    return data.replace(b"\x08\0\x40\0\x40\3", b"\x08\x7f\xff\x7f\xff\3")


def _video_only() -> bytes:
    out = io.BytesIO()
    with av.open(out, "w", format="matroska") as container:
        stream = container.add_stream("mpeg4", rate=25)
        stream.width = stream.height = 64
        for _ in range(5):
            container.mux(stream.encode(av.VideoFrame(64, 64, "yuv420p")))
        container.mux(stream.encode(None))
    return out.getvalue()


def _with_icy(data: bytes) -> bytes:
    """An MP3 stream as a careless logger writes it, with Icecast's titles left inside."""
    title = b"StreamTitle='\x1b]0;gone\x07\r\n\0';".ljust(48, b"\0")
    return b"".join(data[at : at + 8192] + b"\3" + title for at in range(0, len(data), 8192))


def no_media() -> Iterator[tuple[str, bytes]]:
    """What stands in a folder besides recordings."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as out:
        out.writestr("../../etc/x", "x" * 10_000)
    random = np.random.default_rng(7)
    yield "empty.mp3", b""
    yield "one_byte.wav", b"R"
    yield "zeros.mp3", bytes(100_000)
    yield "ones.ts", b"\xff" * 100_000
    yield "sync_bytes.ts", b"G" * 100_000
    yield "text.wav", "әліпби және дыбыс\n".encode() * 500
    yield "page.html", b"<html><script>alert(1)</script></html>" * 100
    yield "archive.zip", archive.getvalue()
    yield "document.pdf", b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n"
    yield (
        "picture.png",
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + struct.pack(">II", 0x7FFFFFFF, 0x7FFFFFFF) + b"\x08\6\0\0\0",
    )
    yield "drawing.svg", b'<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/passwd"/></svg>'
    yield "program.exe", b"MZ" + random.bytes(5000)
    yield "script.sh", b"#!/bin/sh\nrm -rf /\n"
    for number in range(6):
        yield f"noise_{number}.bin", random.bytes(30_000)


def truncated() -> Iterator[tuple[str, bytes]]:
    """Good files that break off."""
    for name in GOOD_KINDS:
        data = good(name)
        yield f"cut_early.{name}", data[: len(data) // 50]
        yield f"cut_late.{name}", data[: len(data) * 4 // 5]


def spoilt() -> Iterator[tuple[str, bytes]]:
    """Good files with bytes changed."""
    for name in GOOD_KINDS:
        for seed in range(FUZZ_SEEDS):
            yield f"fuzzed_{seed}.{name}", fuzzed(name, seed)


FAMILIES: dict[str, Callable[[], Iterator[tuple[str, bytes]]]] = {
    "absurd": absurd,
    "no_media": no_media,
    "truncated": truncated,
    "spoilt": spoilt,
}
