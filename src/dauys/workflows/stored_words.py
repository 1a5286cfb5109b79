"""Words that ids of figures and addresses of pages are made of: whether the home's are fit for it.

`load` refuses others; a home may still hold some that an earlier version let in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dauys.domain.errors import CampaignHomeError

if TYPE_CHECKING:
    import polars as pl

    from dauys.db.registers import Register
    from dauys.db.registers.register import Column


def refuse_unfit_words(frames: Mapping[str, pl.DataFrame]) -> None:
    """Raises CampaignHomeError that names every row of the registers' frames with an unfit word."""
    from dauys.db.registers import BY_NAME
    from dauys.db.registers.cells import a_word

    complaints = [
        complaint
        for name, frame in frames.items()
        for column in BY_NAME[name].columns
        if column.form is a_word
        for complaint in _complaints(BY_NAME[name], column, frame)
    ]
    if complaints:
        listed = "\n".join(f"  {one}" for one in complaints)
        raise CampaignHomeError(
            f"rows that were loaded before hold what no id may; load them anew:\n{listed}"
        )


def _complaints(register: Register, column: Column, frame: pl.DataFrame) -> list[str]:
    unfit = {}
    for word in frame[column.attribute].unique().sort().to_list():
        try:
            if word:
                column.form.parse(word)
        except ValueError as cause:
            unfit[word] = str(cause)
    rows = frame.filter(frame[column.attribute].is_in([*unfit])).select(
        *register.key_attributes, column.attribute
    )
    return [
        f"{register.name} {' / '.join(map(str, key))}, {column.name}: {unfit[word]}"
        for *key, word in rows.unique(maintain_order=True).iter_rows()
    ]
