"""The files of a bundle that its manifest covers, streamed table by table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Any, TypeAlias

import polars as pl

from dauys.domain.figures import Definition
from dauys.domain.published import PUBLISHED
from dauys.reports.bundle.canonical import canonical
from dauys.reports.bundle.release import ReleaseWords
from dauys.reports.bundle.rows import Published, csv, json_lines, parquet
from dauys.reports.bundle.schemas import data_package, schemas
from dauys.reports.figures import Figure
from dauys.reports.laboratory import laboratory_file

PROGRAMS = ("verify.py", "verify_quota.py", "verify_rows.py", "verify_rules.py")
"""The verifier, which is run as its first file; the others stand beside it."""

Stream: TypeAlias = tuple[str, Iterable[bytes]]
"""A file's path in the bundle and its content in pieces."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What the report's numbers are made of.

    tables: `domain.published.PUBLISHED`; columns that are not declared there stay out. versions: what it was
    made with, by package name. public_key: a line of key.pub. rule_book: what stands in rulebook.json: the
    book's canonical JSON, where it came from, and its file's sha256; None where no book is chosen.
    """

    tables: Mapping[str, pl.DataFrame]
    definitions: Mapping[str, Definition]
    figures: Iterable[Figure]
    release: ReleaseWords
    versions: Mapping[str, str]
    public_key: str
    rule_book: Mapping[str, Any] | None = None


def bundle_files(contents: Contents) -> Iterator[Stream]:
    """Every file but manifest, proofs and note. Take each stream to its end before the next file.

    Only one table at a time is sorted, and its rows become bytes in slices.
    Raises ValueError where rows share a key.
    """
    for name in PUBLISHED:
        table = Published(name, contents.tables[name])
        yield f"tables/{name}.jsonl", json_lines(table)
        yield f"csv/{name}.csv", csv(table)
        yield f"parquet/{name}.parquet", parquet(table)
    yield "definitions.jsonl", (canonical(_definition(d)) for d in contents.definitions.values())
    ordered = sorted(contents.figures, key=lambda figure: figure.id)
    yield "figures.jsonl", (canonical(_figure(figure)) for figure in ordered)
    yield "corrections.jsonl", (canonical(asdict(c)) for c in contents.release.corrections)
    if contents.rule_book:
        yield "rulebook.json", [canonical(contents.rule_book)]
    yield "tables.json", [canonical(schemas())]
    yield "datapackage.json", [canonical(data_package())]
    yield "laboratory.json", [laboratory_file()]
    yield "versions.json", [canonical(dict(sorted(contents.versions.items())))]
    yield "release.json", [canonical(contents.release.record())]
    yield "key.pub", [f"{contents.public_key}\n".encode()]
    for program in PROGRAMS:
        yield program, [(files("dauys.reports.bundle") / program).read_bytes()]


def _definition(definition: Definition) -> dict[str, Any]:
    return {
        "id": definition.id,
        "kind": str(definition.kind),
        "unit": str(definition.unit),
        **{name: getattr(definition, name) for name in ("table", "column", "of", "over", "under", "among")},
        "where": dict(definition.where or {}),
        "by": list(definition.by),
        "monitored": definition.monitored,
        "label": _names(definition.label),
        "meaning": _names(definition.meaning),
    }


def _names(names: Any) -> dict[str, str]:  # noqa: ANN401 - Names
    return {language: names.in_language(language) for language in ("kk", "ru", "en")}


def _figure(figure: Figure) -> dict[str, Any]:
    time = figure.monitored
    return {
        "id": figure.id,
        "definition": figure.definition.id,
        "where": figure.where.columns,
        "value": figure.value,
        "unit": str(figure.unit),
        "monitored": {time.unit: [time.due, time.monitored, time.gap]} if time else {},
    }
