"""Who declined to take part in a debate did not speak in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dauys.db.registers.reading import Sheet
from dauys.db.registers.register import Register
from dauys.db.registers.standing import Standings, Stored, of_loaded
from dauys.domain.errors import Problem

_PARTICIPANTS, _SPEECHES = "debate-participants", "debate-speeches"


def spoken_by_absent(
    sheets: Sequence[Sheet], registers: Mapping[str, Register], stored: Stored
) -> list[Problem]:
    """Every speech of a participant who declined, as the rows will stand after the load."""
    book = Standings(sheets, registers, stored)
    if not book.brought(_PARTICIPANTS, _SPEECHES):
        return []
    participants = book.rows(_PARTICIPANTS, "is_refused")
    problems: list[Problem] = []
    for key, speech in book.rows(_SPEECHES).items():
        debate, contestant, _ = key
        participant = participants.get((debate, contestant))
        if participant is None or not participant.cell("is_refused"):
            continue
        text = f"{contestant!r} declined to take part in {debate!r} ({_PARTICIPANTS}); correct either"
        if speech.place:
            problems.append(Problem(speech.place.file, speech.place.line, "contestant", text))
        elif place := participant.place:
            problem = Problem(place.file, place.line, "is_refused", text)
            problems.append(of_loaded(_SPEECHES, key, problem))
    return problems
