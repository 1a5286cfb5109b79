"""The registers of editorial content: whose coverage is counted, and each subject of each item."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from dauys.db.registers import cells
from dauys.db.registers.columns import (
    A_SHARE_OF_TIME,
    AN_AREA,
    ID,
    ILLUSTRATIVE,
    LANGUAGE,
    NAME_COLUMNS,
    optional,
    reference,
    reference_if_any,
)
from dauys.db.registers.register import Column, ImpossibleRowError, Register, in_order
from dauys.domain.coverage import TONES, Capacity, SubjectKind


def _subject(cell: Mapping[str, Any]) -> None:
    if cell["kind"] is SubjectKind.CONTESTANT and cell["contestant"] is None:
        raise ImpossibleRowError("contestant", "the subject is a contestant; say which")


SUBJECTS = Register(
    name="subjects",
    title="Subjects",
    model="Subject",
    key=("id",),
    columns=(
        ID,
        Column("kind", "Kind", cells.one_of(SubjectKind), "what the subject is"),
        reference_if_any("contestant", "contestants", "which contestant it is or belongs to"),
        *NAME_COLUMNS,
    ),
    check=_subject,
)

COVERAGE = Register(
    name="coverage",
    title="Mentions in informing materials",
    model="CoverageItem",
    key=("item", "subject"),
    columns=(
        Column(
            "item",
            "Item",
            cells.an_id,
            "public id of the item; one row for each subject",
            stored_as="item_id",
        ),
        reference("subject", "subjects", "of whom it speaks"),
        reference("outlet", "outlets", "who published it"),
        reference_if_any("channel", "channels", "on which channel, for broadcast"),
        reference_if_any("contest", "contests", "the contest it is about"),
        LANGUAGE,
        Column("start", "Start", cells.a_moment, "when it begins or was published, with its offset"),
        optional(
            "genre",
            "Genre",
            cells.a_word,
            "the genre: news, report, interview, talk-show, debate, analysis, opinion, or a word of your own",
        ),
        optional("capacity", "Appears as", cells.one_of(Capacity), "in which role the subject appears"),
        optional(
            "topic",
            "Topic",
            cells.a_text,
            "the topic: nomination, registration, voter-education, programme, meetings, or words of your own",
        ),
        optional("length_ms", "Length, ms", A_SHARE_OF_TIME, "time about this subject, in milliseconds"),
        optional("area_mm2", "Area, mm²", AN_AREA, "area about this subject, in mm²"),
        optional(
            "direct_speech_ms",
            "Direct speech, ms",
            A_SHARE_OF_TIME,
            "of it the subject's own speech, in milliseconds",
        ),
        optional(
            "tone", "Tone", cells.a_number(TONES[0], TONES[-1]), "from -2 very negative to 2 very positive"
        ),
        ILLUSTRATIVE,
    ),
    check=in_order("direct_speech_ms", "length_ms", "the subject speaks longer than it is spoken of"),
)
