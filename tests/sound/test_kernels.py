"""Each compiled kernel agrees with a plain twin written another way."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

import numpy as np
import pytest
from scipy.ndimage import maximum_filter
from tests.sound.tunes import tune

from dauys.sound import Params, fingerprint, likeness, line, spectrum, triples, votes
from dauys.sound.index import SpotIndex, bucket_shift
from dauys.sound.print import levels_db

SEEDS = range(4)


@pytest.fixture(scope="module")
def powers() -> np.ndarray:
    """float32 [t, f]: the power spectrum of twelve seconds."""
    params = Params()
    out = np.empty((590, params.window // 2 + 1), np.float32)
    spectrum.power(tune(5, 12.1), spectrum.window(params), params.hop, out)
    return out


def test_power_is_the_square_of_the_transform() -> None:
    """Frame t, bin f: the window times the samples, transformed one by one in double precision."""
    params, samples = Params(), tune(5, 3)
    out = np.empty((70, 257), np.float32)
    hann = spectrum.window(params)
    spectrum.power(samples, hann, params.hop, out)
    for t in (0, 1, 33, 69):
        frame = samples[t * params.hop : t * params.hop + params.window].astype(np.float64) * hann
        assert np.allclose(out[t], np.abs(np.fft.rfft(frame)) ** 2, rtol=1e-3, atol=1e-9)


def test_band_levels_are_a_matrix_product(powers: np.ndarray) -> None:
    """Bands × bins as numpy multiplies them."""
    weights = spectrum.band_weights(Params())
    used = weights > 0
    spans = np.stack([used.argmax(1), used.shape[1] - used[:, ::-1].argmax(1)], axis=1)
    plain = 10 * np.log10(powers @ weights.T + 1e-10)
    assert np.abs(spectrum.band_db(powers, weights, spans) - plain).max() < 0.01


@pytest.mark.parametrize("reach", [1, 4])
def test_peaks_are_the_maxima_of_their_neighbourhood(powers: np.ndarray, reach: int) -> None:
    """As a maximum filter finds them; ties, which noise has none of, aside."""
    rows, bins = spectrum.find_peaks(powers, 5, 580, 10, 230, reach, reach)
    highest = maximum_filter(powers, size=2 * reach + 1)
    plain = np.add(np.argwhere((powers == highest)[5:580, 10:230]), [5, 10])
    assert sorted(zip(rows.tolist(), bins.tolist(), strict=True)) == sorted(map(tuple, plain.tolist()))


def test_of_equal_peaks_the_later_row_and_the_higher_bin_stand() -> None:
    """Bin by bin on a coarse grid, where most maxima meet their equals."""
    heights = np.random.default_rng(3).integers(0, 30, (60, 60)).astype(np.float32)
    reach_t, reach_f, plain = 2, 3, []
    for t in range(reach_t, 60 - reach_t):
        for f in range(10, 50):
            here, columns = heights[t, f], slice(f - reach_f, f + reach_f + 1)
            highest = here >= heights[t - reach_t : t + 1, columns].max()
            later = here > heights[t + 1 : t + reach_t + 1, columns].max()
            if highest and later and here > heights[t, f + 1]:
                plain.append((t, f))
    rows, bins = spectrum.find_peaks(heights, reach_t, 60 - reach_t, 10, 50, reach_t, reach_f)
    assert plain
    assert list(zip(rows.tolist(), bins.tolist(), strict=True)) == plain


def test_triples_are_all_pairs_of_the_next_peaks() -> None:
    """Anchor by anchor with itertools."""
    made = fingerprint(tune(6, 9))
    times, cents, delays = made.peak_times(), made.cents, triples.delay_steps()
    plain = []
    for i in range(len(times)):
        near = []
        for j in range(i + 1, len(times)):
            later, higher = int(times[j] - times[i]), int(cents[j]) - int(cents[i])
            if later > triples.FARTHEST_Q or len(near) == triples.FAN:
                break
            if later >= triples.NEAREST_Q and cents[j] and abs(higher) <= triples.SPREAD_CENTS:
                near.append(
                    (int(delays[later]), (higher + triples.SPREAD_CENTS) // triples.RATIO_CENTS, higher)
                )
        if cents[i]:
            place = int(cents[i]) // triples.ANCHOR_CENTS
            plain += [
                (i, place, one[1], two[1], one[0], two[0])
                for one, two in combinations(near, 2)
                if max(abs(one[2]), abs(two[2])) > triples.UNISON_CENTS
            ]
    codes, anchors = triples.triples(times, cents, delays)
    ratios = 2 * triples.SPREAD_CENTS // triples.RATIO_CENTS + 1
    unpacked = []
    for code, anchor in zip(codes.tolist(), anchors.tolist(), strict=True):
        code, second = divmod(code, 32)
        code, first = divmod(code, 32)
        code, two = divmod(code, ratios)
        place, one = divmod(code, ratios)
        unpacked.append((anchor, place, one, two, first, second))
    assert unpacked == plain


def test_the_index_finds_what_a_dictionary_finds() -> None:
    """Every agreement of code, and none more."""
    index = SpotIndex.build({f"s{i}": fingerprint(tune(i, 6)) for i in SEEDS})
    made = fingerprint(np.concatenate([tune(1, 6), tune(9, 6)]))
    codes, anchors = triples.triples(made.peak_times(), made.cents, triples.delay_steps())
    where = defaultdict(list)
    for code, peak in zip(index.codes.tolist(), index.peaks.tolist(), strict=True):
        where[code].append(peak)
    plain = [
        (a, peak) for code, a in zip(codes.tolist(), anchors.tolist(), strict=True) for peak in where[code]
    ]
    shift = np.uint32(bucket_shift(len(index.buckets) - 1))
    ours, theirs = votes.look_up(codes, anchors, index.buckets, shift, index.codes, index.peaks)
    assert sorted(zip(ours.tolist(), theirs.tolist(), strict=True)) == sorted(plain)


@pytest.mark.parametrize("seed", SEEDS)
def test_votes_are_counts_of_hits_along_diagonals(seed: int) -> None:
    """Claims' votes are the hits of two neighbouring cells in one window; planted lines are claimed."""
    rng = np.random.default_rng(seed)
    at = np.sort(rng.integers(0, 8000, 400))
    spot = rng.integers(0, 50_000, 400)
    line_at = np.sort(rng.integers(3000, 3700, 30))
    order = np.argsort(np.concatenate([at, line_at]), kind="stable")
    at, spot = np.concatenate([at, line_at])[order], np.concatenate([spot, line_at + 20_000])[order]
    claims = votes.count_votes(at, spot, 800, 400, 5, 50_001, 9)
    assert len(claims)
    for count, when, place in claims.tolist():
        best = 0
        for start in range(int(at[0]), 8001, 400):
            inside = (at >= start) & (at < start + 800)
            cells = Counter(((spot[inside] - (at[inside] - start) + 800) // 32).tolist())
            cell = (place - (when - start) + 800) // 32
            if start <= when < start + 800:
                best = max(best, cells[cell] + cells[cell + 1])
        assert 9 <= count <= best
    assert any(abs(place - when - 20_000) <= 32 for _, when, place in claims.tolist())


@pytest.mark.parametrize("speed", [0.96, 0.999, 1.0, 1.0371])
def test_a_line_is_found_among_strays(speed: float) -> None:
    """Start to 10 ms and speed to 0.2 %, half of the hits being strays."""
    rng = np.random.default_rng(7)
    spot = rng.uniform(0, 18, 80)
    at = 41.5 + speed * spot + rng.normal(0, 0.004, 80)
    at[::2] += rng.uniform(-0.4, 0.4, 40)
    start, found, count = line.fit_line(at, spot, 41.5 + speed * spot[1], spot[1])
    assert abs(start - 41.5) < 0.01
    assert abs(found - speed) < 0.002
    assert count >= 40


def _laid() -> tuple[np.ndarray, ...]:
    """A spot's levels, and those of a recording in which it stands at frame 100, 6 dB softer."""
    spot = fingerprint(tune(11, 8))
    heard = fingerprint(np.concatenate([tune(12, 2), tune(11, 8) * np.float32(0.5), tune(13, 2)]))
    mine = levels_db(spot, Params(), 0, len(spot.packed))
    floor = mine < mine.max(0) - 37
    return levels_db(heard, Params(), 0, len(heard.packed)), mine, floor


KERNELS = {
    "gains": lambda f, h, s, fl, g: f(h, s, fl, 100.2, 1.0, 10, 390),
    "follow": lambda f, h, s, fl, g: f(h, s, fl, 100.2, 1.0, g),
    "lags": lambda f, h, s, fl, g: f(h, s, fl, 99.0, 1.001, g, 50, 3.0, 0.5),
    "company": lambda f, h, s, fl, g: f(h, s, fl, 100.2, 1.0, g, 10, 390),
    "evidence": lambda f, h, s, fl, g: f(
        h, h < -80, s, fl, 100.2, 1.0, g, h.mean(0), h.std(0), np.full((2, 16), 0.2, np.float32), 3.0
    ),
    "swing": lambda f, h, s, fl, g: f(h, s - 12, fl, 100.2, 1.0, g, np.ones(len(s), bool)),
}


@pytest.mark.parametrize("name", KERNELS)
def test_a_likeness_kernel_compiled_is_the_same_as_interpreted(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The interpreter runs the same text, its own callees uncompiled."""
    heard, spot, floor = _laid()
    gain = np.full(16, -6, np.float32)
    compiled = KERNELS[name](getattr(likeness, name), heard, spot, floor, gain)
    for callee in ("read_at", "tail_share"):
        monkeypatch.setattr(likeness, callee, getattr(likeness, callee).py_func)
    plain = KERNELS[name](getattr(likeness, name).py_func, heard, spot, floor, gain)
    assert np.allclose(compiled, plain, rtol=1e-3, atol=1e-3)


def test_gain_and_lag_are_those_of_the_mix() -> None:
    """6 dB down is found as −6 dB, and a line laid a frame early is moved back by it."""
    heard, spot, floor = _laid()
    gain = likeness.gains(heard, spot, floor, 100.0, 1.0, 10, 390)
    assert np.abs(gain + 6).max() < 2
    lags = likeness.lags(heard, spot, floor, 99.0, 1.0, gain, 50, 3.0, 0.5)
    assert np.abs(lags[:, 0] - 1).max() < 0.4


def test_runs_are_the_best_division_of_the_frames() -> None:
    """Against every division of a short curve, tried out."""
    rng = np.random.default_rng(3)
    for _ in range(20):
        nats = rng.normal(0, 6, 11).astype(np.float32)
        best, shown = 0.0, set()
        for bits in range(1 << 11):
            flags = [bits >> i & 1 for i in range(11)]
            starts = sum(b and not a for a, b in zip([0, *flags], flags, strict=False))
            value = sum(n for n, f in zip(nats, flags, strict=True) if f) - 2 * 4.0 * starts
            if value > best + 1e-6:
                best, shown = value, {i for i, f in enumerate(flags) if f}
        runs = likeness.present_runs(nats, 4.0)
        assert {i for a, b in runs.tolist() for i in range(a, b)} == shown
