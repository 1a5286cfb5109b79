"""A form: one way to write a value in a cell, there and back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Form:
    """Cell → value → column of the database → cell again.

    parse: the cell's text → value; raises ValueError that says what is wanted instead.
    store: the value as the database keeps it. write: what the database keeps, as a cell that `parse` takes.
    kind: `text`, `int` or `bool`, as in domain.tables. unit: what the database's column is called behind the
    cell's name (`_ms`, `_tiyn`). empty: what is stored for an empty cell. words: all that it takes, where
    they can be listed; is_list: whether a cell holds several of them. example: a cell that shows how to write
    it; empty for words and free text.
    """

    parse: Callable[[str], Any]
    store: Callable[[Any], Any] = lambda value: value
    write: Callable[[Any], str] = str
    kind: str = "text"
    unit: str = ""
    empty: Any = ""
    words: tuple[str, ...] = ()
    is_list: bool = False
    example: str = ""

    def __call__(self, cell: str) -> Any:  # noqa: ANN401 - each form has its own kind of value
        return self.parse(cell)


def form(
    *,
    store: Callable[[Any], Any] = lambda value: value,
    write: Callable[[Any], str] = str,
    kind: str = "text",
    unit: str = "",
    empty: Any = "",  # noqa: ANN401 - what is stored for nothing is text, null or a number
    words: tuple[str, ...] = (),
    is_list: bool = False,
    example: str = "",
) -> Callable[[Callable[[str], Any]], Form]:
    """Makes a parsing function a form."""
    return lambda parse: Form(parse, store, write, kind, unit, empty, words, is_list, example)
