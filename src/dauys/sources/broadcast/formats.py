"""What is read at all: containers and decoders that broadcasters, loggers and studios use for sound.

FFmpeg knows some 360 demuxers and 500 decoders; each is code that meets hostile bytes. Playlists (hls, dash,
concat), devices, pictures and every video decoder stay out, so a playlist can make nothing be opened and a
picture cannot be unpacked, whatever a file claims to be.
"""

from __future__ import annotations

# fmt: off
CONTAINERS = (
    "aac", "ac3", "aiff", "alaw", "amr", "amrnb", "amrwb", "ape", "asf", "au", "avi", "caf", "dts", "eac3",
    "flac", "flv", "gxf", "loas", "matroska,webm", "mov,mp4,m4a,3gp,3g2,mj2", "mp3", "mpc8", "mpeg",
    "mpegts", "mpegtsraw", "mulaw", "mxf", "nut", "ogg", "rm", "tta", "voc", "w64", "wav", "wtv", "wv",
)
# fmt: on
"""FFmpeg's own names of demuxers; one that answers to several names has them joined by commas."""

# fmt: off
DECODERS = (
    "aac", "aac_fixed", "aac_latm", "ac3", "ac3_fixed", "adpcm_ima_qt", "adpcm_ima_wav", "adpcm_ms",
    "adpcm_swf", "adpcm_yamaha", "alac", "amrnb", "amrwb", "ape", "cook", "dca", "eac3", "flac", "g722",
    "g726", "g726le", "gsm", "gsm_ms", "libgsm", "libgsm_ms", "libopencore_amrnb", "libopencore_amrwb",
    "libopus", "libspeex", "libvorbis", "mp1", "mp1float", "mp2", "mp2float", "mp3", "mp3adufloat",
    "mp3float", "mpc7", "mpc8", "nellymoser", "opus", "pcm_alaw", "pcm_bluray", "pcm_dvd", "pcm_f16le",
    "pcm_f24le", "pcm_f32be", "pcm_f32le", "pcm_f64be", "pcm_f64le", "pcm_mulaw", "pcm_s16be",
    "pcm_s16be_planar", "pcm_s16le", "pcm_s16le_planar", "pcm_s24be", "pcm_s24le", "pcm_s24le_planar",
    "pcm_s32be", "pcm_s32le", "pcm_s32le_planar", "pcm_s64be", "pcm_s64le", "pcm_s8", "pcm_s8_planar",
    "pcm_u16be", "pcm_u16le", "pcm_u24be", "pcm_u24le", "pcm_u32be", "pcm_u32le", "pcm_u8", "ra_144",
    "ra_288", "s302m", "sipr", "speex", "truehd", "tta", "vorbis", "wavpack", "wmalossless", "wmapro",
    "wmav1", "wmav2", "wmavoice",
)
# fmt: on
"""FFmpeg's names of decoders, for sound only."""


def whitelists() -> dict[str, str]:
    """Options of an input that let FFmpeg use nothing else and open nothing beyond the bytes it is given."""
    return {
        "format_whitelist": ",".join(CONTAINERS),
        "codec_whitelist": ",".join(DECODERS),
        "protocol_whitelist": "none",
    }
