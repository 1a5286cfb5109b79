"""The tables of docs/reference/rule-books.md, made from the schema itself.

After a change of the grammar: `python -m tests.rules.grammar_page` writes them anew.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

from dauys.rules.cases import EXPECTATION, case_keys
from dauys.rules.grammar import OFFENCE, book_keys, rule_keys
from dauys.rules.limits import OF_ROW, PLUS
from dauys.rules.points import POINT, WINDOW_ENTRY
from dauys.rules.row_sets import ROW_SET, TIME
from dauys.rules.schema import IN_LANGUAGES, Either, Field, Keys, Many, Text
from dauys.rules.ten_kinds import KINDS
from dauys.rules.times import TIMES

PAGE = Path(__file__).parents[2] / "docs/reference/rule-books.md"
_PART = re.compile(r"(<!-- (\w[\w ]*) -->\n)(.*?)(<!-- end -->)", re.DOTALL)
_RULES = Many(Text("list of rules"))
_TERMS = Keys({}, words="mapping of terms")


def parts() -> dict[str, str]:
    """Name of a part → its text as the schema gives it."""
    tables: Mapping[str, Keys] = {
        "book": book_keys(_RULES),
        "rule": rule_keys(_TERMS),
        "offence": OFFENCE,
        "window": WINDOW_ENTRY,
        "point": POINT,
        "row set": ROW_SET,
        "time": TIME,
        "limit": OF_ROW,
        "plus": PLUS,
        "case": case_keys(()),
        "expected finding": EXPECTATION,
    }
    made = {name: _table(keys) for name, keys in tables.items()}
    return {**made, "kinds": "\n".join(_kinds()), "times": _times()}


def renewed(page: str) -> str:
    """The page with every part as the schema gives it."""
    known = parts()
    missing = set(known) - {match[2] for match in _PART.finditer(page)}
    assert not missing, f"the page has no part {', '.join(sorted(missing))}"
    return _PART.sub(lambda match: f"{match[1]}{known[match[2]]}\n{match[4]}", page)


def _table(keys: Keys) -> str:
    rows = [_row(name, field) for name, field in keys.fields.items()]
    one_of = "".join(
        f"\nExactly one of {', '.join(f'`{name}`' for name in group)} is written.\n" for group in keys.one_of
    )
    return "\n".join(["| Key | Takes | Means |", "|---|---|---|", *rows]) + "\n" + one_of


def _row(name: str, field: Field) -> str:
    takes = field.shape.words + (", or `unknown`" if field.may_be_unknown else "")
    takes += ", or `null`" if field.may_be_nothing else ""
    means = field.meaning
    if field.usual not in (None, {}):
        means += f"; usually `{field.usual}`"
    return f"| `{name}`{' (needed)' if field.is_needed else ''} | {takes} | {means} |"


def _kinds() -> Iterator[str]:
    for kind, of in KINDS.items():
        first, _, rest = (sys.modules[of.find.__module__].__doc__ or "").partition("\n")
        yield f"### `{kind}`\n"
        said = first.partition(": ")[2]
        yield said[0].upper() + said[1:] + "\n"
        if rest.strip():
            yield rest.strip() + "\n"
        yield _table(of.terms)
        yield from _inside("", of.terms)


def _inside(path: str, terms: Keys) -> Iterator[str]:
    """The tables of what is written inside the terms of a kind; points, times and limits have their own."""
    for name, field in terms.fields.items():
        of = field.shape.mapping if isinstance(field.shape, Either) else field.shape
        if isinstance(of, Keys) and of not in (POINT, PLUS, TIME, OF_ROW, IN_LANGUAGES):
            yield f"Inside `{path}{name}`:\n"
            yield _table(of)
            yield from _inside(f"{path}{name}.", of)


def _times() -> str:
    rows = [f"| `{table}` | {_time(time)} |" for table, time in TIMES.items()]
    return "\n".join(["| Table | Usual time |", "|---|---|", *rows]) + "\n"


def _time(time: Mapping[str, str | list[str]]) -> str:
    said = (
        (name, columns if isinstance(columns, str) else ", ".join(columns)) for name, columns in time.items()
    )
    return ", ".join(f"{name} `{columns}`" for name, columns in said)


if __name__ == "__main__":
    PAGE.write_text(renewed(PAGE.read_text("utf-8")), "utf-8")
