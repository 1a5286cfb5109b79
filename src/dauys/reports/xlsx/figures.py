"""The sheet of figures: each with its definition's words, its value, and the monitored time behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from dauys.domain.figures import Unit
from dauys.reports.codes import word_of
from dauys.reports.figures import Figure
from dauys.reports.messages import say
from dauys.reports.wording import Wording
from dauys.reports.xlsx.cells import Kind
from dauys.reports.xlsx.columns import label
from dauys.reports.xlsx.names import Known
from dauys.reports.xlsx.rows import Row

_KINDS = {
    Unit.COUNT: Kind.COUNT,
    Unit.MS: Kind.MS,
    Unit.PERMILLE: Kind.PERMILLE,
    Unit.MM2: Kind.MM2,
    Unit.TIYN: Kind.TIYN,
}
_UNITS = {
    "count": say("number"),
    "ms": say("h:mm:ss"),
    "permille": say("per cent"),
    "mm2": say("cm²"),
    "tiyn": say("tenge"),
    "issues": say("issues"),
    "visits": say("visits"),
}


def figure_heads(wording: Wording) -> tuple[str, ...]:
    """The heads of the sheet."""
    heads = (
        say("Figure"), say("What it says"), say("Where"), say("Value"), say("Unit"),
        say("Was to be monitored"), say("Monitored"), say("Not monitored"),
        say("Unit of monitoring"), say("Meaning"),
    )  # fmt: skip
    return tuple(wording.plain(head) for head in heads)


def figure_rows(figures: Iterable[Figure], known: Known) -> Iterator[Row]:
    """A row per figure, in order of their ids. A value that is not known is a word, never a zero."""
    wording = known.wording
    # Tens of thousands of figures fix the same few columns and values.
    said = cache(lambda column, value: _said(column, value, known))
    plain = cache(wording.plain)
    for figure in sorted(figures, key=lambda each: each.id):
        definition = figure.definition
        yield (
            figure.id,
            plain(definition.label),
            "; ".join(said(column, value) for column, value in figure.where.fixed),
            _value(figure, wording),
            plain(_UNITS[figure.unit]),
            *_monitored(figure, plain),
            plain(definition.meaning),
        )


def _value(figure: Figure, wording: Wording) -> object:
    if figure.is_void or figure.is_unheard or figure.value is None:
        return wording.figure(figure)
    return figure.value, _KINDS[figure.unit]


def _monitored(figure: Figure, plain: Callable[[object], str]) -> Row:
    time = figure.monitored
    if time is None:
        return (None,) * 4
    kind = Kind.MS if time.unit == "ms" else Kind.COUNT
    return (time.due, kind), (time.monitored, kind), (time.gap, kind), plain(_UNITS[time.unit])


def _said(column: str, value: str | bool, known: Known) -> str:
    """A fixed column with its value in words, such as `Medium: Television`."""
    return f"{label(column, known.wording)}: {_word(column, value, known)}"


def _word(column: str, value: str | bool, known: Known) -> str:
    if isinstance(value, bool):
        return known.wording.plain(say("yes") if value else say("no"))
    word = word_of(column, value)
    return known.names(column).get(value) or (known.wording.plain(word) if word else value)
