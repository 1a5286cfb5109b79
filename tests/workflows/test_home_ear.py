"""The ear that homes use: an index built once, and kept prints searched without their sound."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from dauys.domain.sightings import Standing, VersionId
from dauys.sound import RATE_HZ, fingerprint
from dauys.workflows.home_ear import OurEar

SPOT_S = 12


def _tune(seed: int, length_s: float) -> np.ndarray:
    """Something with notes in it: short chords of changing pitch, over a little noise."""
    chance = np.random.default_rng(seed)
    k = np.arange(int(0.2 * RATE_HZ)) / RATE_HZ
    notes = [
        np.exp(-6 * k) * sum(np.sin(2 * np.pi * f * k) for f in chance.uniform(200, 3000, 4))
        for _ in range(round(length_s / 0.2))
    ]
    tune = np.concatenate(notes)
    return (0.15 * tune + 0.005 * chance.normal(size=tune.size)).astype(np.float32)


def test_a_kept_print_is_searched_without_its_sound(tmp_path: Path) -> None:
    """The index is built from prints, opened again without them, and finds the spot where it was mixed in."""
    ear = OurEar()
    spots = {"alpha__kk": _tune(1, SPOT_S), "beta": _tune(2, SPOT_S)}
    prints = {key: fingerprint(samples).to_bytes() for key, samples in spots.items()}
    tape = np.concatenate([_tune(3, 20), spots["beta"], _tune(4, 15)])
    built = ear.index(tmp_path / "_index" / "one", lambda: prints)

    def never() -> Mapping[str, bytes]:
        pytest.fail("the index was built again")

    opened = ear.index(tmp_path / "_index" / "one", never)
    assert opened.digest == built.digest
    (sighting,) = ear.sightings(opened.search(fingerprint(tape).to_bytes()))
    assert (sighting.version, sighting.standing) == (VersionId("beta", ""), Standing.ACCEPTED)
    assert abs(sighting.start_ms - 20_000) <= 60
    with pytest.raises(ValueError, match="print"):
        opened.search(b"not a print at all, but long enough to have a header in it, if it had one")


def test_the_ear_has_a_version_and_parameters() -> None:
    """What decides whether a recording is heard again is named."""
    ear = OurEar()
    assert ear.engine.startswith("dauys-")
    assert len(ear.params_digest) >= 8
