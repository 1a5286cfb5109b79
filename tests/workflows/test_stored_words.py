"""Words that an earlier version let into the home and of which no id can be made."""

from __future__ import annotations

import polars as pl
import pytest

from dauys.domain.errors import CampaignHomeError
from dauys.workflows.stored_words import refuse_unfit_words


def coverage(*genres: str) -> dict[str, pl.DataFrame]:
    """The coverage register with one item of each genre."""
    items = [f"item-{number}" for number in range(len(genres))]
    return {"coverage": pl.DataFrame({"item_id": items, "subject_id": "aq", "genre": genres})}


def test_an_unfit_genre_is_an_error_that_names_its_rows() -> None:
    """Each row is named with its key, its column and what is wrong, all at once; the others are not."""
    with pytest.raises(CampaignHomeError) as caught:
        refuse_unfit_words(coverage("news", "../x", "", "жаңа жанр"))
    assert [line.partition(":")[0] for line in str(caught.value).splitlines()[1:]] == [
        "  coverage item-1 / aq, genre",
        "  coverage item-3 / aq, genre",
    ]
    assert "'../x' is no word" in str(caught.value)


def test_fit_words_and_none_pass() -> None:
    """Words of any script, none at all, and a register without rows."""
    refuse_unfit_words(coverage("news", "", "қоғамдық-кеңес"))
    refuse_unfit_words(
        {"coverage": pl.DataFrame(schema=dict.fromkeys(("item_id", "subject_id", "genre"), pl.String))}
    )
