"""What a report is made of, gathered from the connected home."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from dauys.domain.frames import REGISTER_FRAMES
from dauys.domain.names import Names
from dauys.domain.tables import TABLES
from dauys.workflows.law_tables import chosen_book, law_tables
from dauys.workflows.sign import holding
from dauys.workflows.stored_words import refuse_unfit_words

if TYPE_CHECKING:
    import polars as pl

    from dauys.reports import Material


def gather(home: Path | None = None) -> Material:
    """Everything the report is made of, from the connected home; no clips yet.

    home: the folder whose rule books hold before the shipped ones; None: the law is not tested. Raises
    CampaignHomeError where a register holds a word of which no id can be made, WrongUse or RuleBookError
    where the chosen rule book is not there or cannot be read.
    """
    from dauys import measures
    from dauys.db.selectors import airings, recordings, registers
    from dauys.reports import Material, SetAsideRecording
    from dauys.reports.definitions import definitions

    outlets = tuple(registers.outlets())
    due = recordings.due_frame()
    frames = _register_frames()
    refuse_unfit_words(frames)
    measured = measures.tables(frames, airings.airings_frame(), due, outlets)
    law = chosen_book(measured, home) if home else None
    tables = {**measured, **law_tables(law, measured)}
    return Material(
        contests=tuple(registers.contests()),
        contestants=tuple(registers.contestants()),
        outlets=outlets,
        channels=tuple(registers.channels()),
        spots=tuple(registers.spots()),
        versions=tuple(registers.versions()),
        tables=tables,
        definitions=definitions(),
        answers=measures.Answers(definitions(), tables),
        gaps=measures.gaps(measures.due_pieces(due, outlets)),
        waiting=airings.waiting(),
        recordings={recording.sha256: recording for recording in recordings.recordings()},
        set_aside=tuple(SetAsideRecording(*item) for item in recordings.set_aside()),
        parts=tuple(frames["parts"].rows(named=True)) if "parts" in frames else (),
        signed={part: each.at_ms for part, each in holding().items()},
        notices=_notices(frames),
        ears=tuple(recordings.ears()),
        law=law,
    )


def broken(material: Material) -> list[str]:
    """What does not add up between the tables, in words (`measures.identities`); a release has none of it."""
    from dauys import measures

    return measures.identities(material.tables)


def _register_frames() -> dict[str, pl.DataFrame]:
    """Every register that tables are made of, and who presents the report's parts."""
    from dauys.db.registers import BY_NAME
    from dauys.db.selectors.registers import frame

    wanted = {*TABLES, *REGISTER_FRAMES, "parts"}
    return {name: frame(name) for name in BY_NAME if name in wanted}


def _notices(frames: Mapping[str, pl.DataFrame]) -> tuple[Names, ...]:
    """What the elections' register says is to stand on every page."""
    rows = frames["elections"].iter_rows(named=True)
    notices = (Names(row["notice_kk"], row["notice_ru"], row["notice_en"]) for row in rows)
    return tuple(notice for notice in notices if notice.en)
