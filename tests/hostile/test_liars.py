"""A child that lies is not believed, and its lies harm nobody."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dauys.domain.errors import SetAside
from dauys.workflows.listening import Care, Heard, HearJob, hear_with
from dauys.workflows.nursery import Nursery

HERE = Path(__file__).parent
LIES = [
    "broken_off",
    "deep",
    "endless_length",
    "float_length",
    "huge_head",
    "huge_print",
    "invented_reason",
    "many_notes",
    "negative_length",
    "no_json",
    "no_kind",
    "no_object",
    "pickle",
    "short_print",
    "silence",
    "text_match",
    "true_length",
    "unknown_kind",
    "wrong_layers",
    "wrong_match",
    "wrong_matches",
    "wrong_progress",
]


@pytest.fixture(scope="module")
def liar() -> Iterator[Nursery]:
    nursery = Nursery((sys.executable, "-I", str(HERE / "lying_nursery.py")))
    yield nursery
    nursery.close()


@pytest.fixture
def told(liar: Nursery, tmp_path: Path):
    """told(lie) → what the parent makes of it."""
    media = tmp_path / "media"
    media.write_bytes(b"some sound")

    def run(lie: str, patience_s: float = 20.0) -> Heard:
        job = HearJob(str(media), lie, want_print=True, unsandboxed=False)
        return hear_with(liar, job, None, Care(patience_s=patience_s))

    return run


@pytest.mark.parametrize("lie", LIES)
def test_an_answer_that_cannot_be_right_is_refused(told, lie: str) -> None:
    """Too big, of the wrong kind, broken off, invented: the file is set aside, and the next job is heard."""
    with pytest.raises(SetAside) as refused:
        told(lie)
    assert refused.value.reason == "crashed"
    assert told("heard").print_bytes == b"abc"


def test_text_of_a_child_is_made_plain(told) -> None:
    """Control letters and endless text reach no terminal."""
    note = told("control_letters").notes[-1]
    assert note.isprintable()
    assert len(note) <= 300


@pytest.mark.parametrize("lie", ["hang", "progress_then_hang"])
def test_silence_without_end_is_ended(told, lie: str) -> None:
    """A child that says nothing more is killed, and the next job is heard."""
    with pytest.raises(SetAside) as refused:
        told(lie, patience_s=0.3)
    assert refused.value.reason == "timed_out"
    assert told("heard").length_ms == 5000
