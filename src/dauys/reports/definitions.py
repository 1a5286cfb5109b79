"""The shipped definitions of the figures, read and checked once: `figures/*.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from functools import cache
from importlib.resources import files
from typing import Any

from dauys.domain.figures import WHO, Definition, Kind, Unit, id_columns
from dauys.domain.names import LANGUAGES, Names
from dauys.domain.published import PUBLISHED

MONITORED_UNITS = ("", "ms", "issues", "visits")
_FIELDS = {field.name for field in fields(Definition)}
_NEEDED = {
    Kind.COUNT: {"table"},
    Kind.SUM: {"table", "column"},
    Kind.DISTINCT: {"table", "column"},
    Kind.RATIO: {"over", "under"},
    Kind.SHARE: {"of", "among"},
    Kind.GAP: {"of", "among"},
}
_SPEAKS = {"table", "column", "of", "over", "under", "among"}


@cache
def definitions() -> Mapping[str, Definition]:
    """Every shipped definition by id, in the order of the files' names and of their entries."""
    shipped = sorted(
        (f for f in files("dauys.figures").iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name
    )
    return read_definitions({file.name: file.read_text("utf-8") for file in shipped})


def read_definitions(texts: Mapping[str, str]) -> dict[str, Definition]:
    """File name → YAML text; ValueError names every problem with its file and entry, all at once."""
    import yaml

    read: dict[str, Definition] = {}
    problems: list[str] = []
    for name, text in texts.items():
        for number, entry in enumerate(yaml.load(text, yaml.CSafeLoader) or (), 1):
            place = f"{name}, entry {number}"
            if wrong := list(_wrong(entry, read)):
                problems += (f"{place}: {problem}" for problem in wrong)
            else:
                read[entry["id"]] = _definition(entry)
    problems += (f"{of.id}: {problem}" for of in read.values() for problem in _astray(of, read))
    if problems:
        raise ValueError("the definitions of figures cannot be used:\n  " + "\n  ".join(problems))
    return read


def columns(definition: Definition, known: Mapping[str, Definition]) -> frozenset[str]:
    """The columns that every table behind a definition has; it can be divided by these and no others."""
    if definition.table:
        return frozenset(PUBLISHED[definition.table])
    parts = [known[name] for name in (definition.of, definition.over, definition.under) if name]
    return frozenset.intersection(*(columns(part, known) for part in parts))


def _wrong(entry: object, read: Mapping[str, Definition]) -> Iterator[str]:
    """What is wrong with an entry taken by itself."""
    if not isinstance(entry, dict) or not isinstance(entry.get("id"), str):
        yield "an entry is a mapping with an id"
        return
    if unknown := set(entry) - _FIELDS:
        yield f"{entry['id']}: no such field: {', '.join(sorted(unknown))}"
    if entry["id"] in read:
        yield f"{entry['id']} is defined twice"
    if entry.get("kind") not in set(Kind) or entry.get("unit") not in set(Unit):
        yield f"{entry['id']}: kind is one of {', '.join(Kind)}, unit one of {', '.join(Unit)}"
        return
    needed = _NEEDED[Kind(entry["kind"])]
    if {name for name in _SPEAKS if entry.get(name)} != needed:
        yield f"{entry['id']}: a {entry['kind']} has {', '.join(sorted(needed))}, no more"
    if entry.get("monitored", "") not in MONITORED_UNITS:
        yield f"{entry['id']}: monitored is ms, issues or visits"
    for text in ("label", "meaning"):
        said = entry.get(text)
        if not isinstance(said, dict) or set(said) != set(LANGUAGES) or not all(said.values()):
            yield f"{entry['id']}: {text} needs kk, ru and en"


def _definition(entry: Mapping[str, Any]) -> Definition:
    texts = {name: Names(**entry[name]) for name in ("label", "meaning")}
    kinds = {"kind": Kind(entry["kind"]), "unit": Unit(entry["unit"]), "by": tuple(entry.get("by", ()))}
    return Definition(**{**entry, **texts, **kinds})


def _astray(definition: Definition, read: Mapping[str, Definition]) -> Iterator[str]:
    """What is wrong with a definition among the others: tables, columns, definitions that are not there."""
    try:
        known = columns(definition, read)
    except (KeyError, RecursionError) as cause:
        yield f"speaks of a table or definition that is not there, or of itself: {cause}"
        return
    named = {*definition.by, *(definition.where or ()), definition.column, definition.among} - {""}
    if missing := named - known:
        yield f"its tables have no column {', '.join(sorted(missing))}"
    if unwritten := set(definition.by) - set(id_columns(definition.id)):
        yield f"its id does not say {', '.join(sorted(unwritten))}"
    if unfixed := set(_demanded(definition)) - set(definition.by):
        yield f"its id needs {', '.join(sorted(unfixed))} in `by`"
    if definition.among and definition.among not in definition.by:
        yield f"`among` {definition.among} must be in `by`"
    if definition.kind is Kind.SUM and PUBLISHED[definition.table].get(definition.column) != "int":
        yield f"only integers are summed, {definition.column} is none"


def _demanded(definition: Definition) -> Iterator[str]:
    """Columns whose placeholder has no word for "any"."""
    for name in id_columns(definition.id):
        if "{" + name + "}" in definition.id and name != WHO:
            yield name
