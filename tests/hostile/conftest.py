"""Nurseries to be attacked and to be lied to by."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dauys.workflows.listening import Care, Heard, HearJob, hear_with
from dauys.workflows.nursery import Nursery

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def ear() -> Iterator[Nursery]:
    """A real nursery."""
    nursery = Nursery()
    yield nursery
    nursery.close()


@pytest.fixture(scope="session")
def prober() -> Iterator[Nursery]:
    """A nursery whose children attack."""
    nursery = Nursery((sys.executable, "-I", str(HERE / "probing_nursery.py")))
    yield nursery
    nursery.close()


@pytest.fixture
def probe(prober: Nursery, tmp_path: Path):
    """probe(attempt, without=…): the notes of a child that got through; raises SetAside for others."""
    media = tmp_path / "media"
    media.write_bytes(b"some sound")

    def run(attempt: str, *, patience_s: float = 20.0, **care: object) -> tuple[str, ...]:
        job = HearJob(str(media), attempt, want_print=False, unsandboxed=True)
        heard: Heard = hear_with(prober, job, None, Care(patience_s=patience_s, **care))  # type: ignore[arg-type]
        return heard.notes

    return run
