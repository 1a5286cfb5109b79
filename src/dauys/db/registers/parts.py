"""The register of the report's parts and of who signs them."""

from __future__ import annotations

from dauys.db.registers import cells
from dauys.db.registers.checks import in_every_language
from dauys.db.registers.columns import ID, IN_WORDS, optional
from dauys.db.registers.form import form
from dauys.db.registers.register import Column, Register
from dauys.domain.events import PartRole

HEADINGS = range(1, 17)
"""The sixteen recurrent headings of the commission's sessions (law-and-facts, section 6)."""


@form(store=lambda numbers: " ".join(map(str, numbers)), example="4 5 6")
def _headings(cell: str) -> tuple[int, ...]:
    """Numbers of headings with spaces between them, in order."""
    numbers = tuple(int(word) if word.isascii() and word.isdigit() else 0 for word in cell.split())
    if any(number not in HEADINGS for number in numbers) or list(numbers) != sorted(set(numbers)):
        raise ValueError(
            f"{cell[:60]!r} are not headings; write numbers from 1 to {HEADINGS[-1]} in order: 4 5 6"
        )
    return numbers


PARTS = Register(
    name="parts",
    title="Parts of the report",
    model="Part",
    key=("id",),
    columns=(
        ID,
        Column("headings", "Numbers of headings", _headings, "numbers of its headings, with spaces: 4 5 6"),
        Column("role", "Role of the signer", cells.one_of(PartRole), "who signs"),
        *(
            Column(f"signer_{code}", f"Signer in {word}", cells.a_text, f"the signer's name in {word}")
            for code, word in IN_WORDS
        ),
        *(
            Column(f"office_{code}", f"Office in {word}", cells.a_text, f"the office in {word}")
            for code, word in IN_WORDS
        ),
        *(
            optional(
                f"statement_{code}",
                f"Statement in {word}",
                cells.a_long_text,
                f"the signer's own words in {word}",
            )
            for code, word in IN_WORDS
        ),
    ),
    check=in_every_language("statement", "the statement stands in another language already"),
)
