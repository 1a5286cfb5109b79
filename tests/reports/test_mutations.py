"""Two hundred forgeries of a bundle: none passes, and each is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from types import ModuleType

import pytest
from tests.reports.bundles import KEY, OTHER_KEY, program, seal, write_small_report
from tests.reports.mutations import BY_CONTENT, OF_THE_SEAL, Forger

from dauys.evidence.keys import SigningKey

OUTSIDERS = 200
Differences = Callable[[SigningKey], list[str]]


@pytest.fixture(scope="module")
def verifier() -> ModuleType:
    return program()


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_small_report(tmp_path_factory.mktemp("report"))


@pytest.fixture
def forger(bundle: Path) -> Iterator[Forger]:
    made = Forger(bundle, Random(20210108))
    made.keep()
    yield made
    made.restore()


def differences(verifier: ModuleType, bundle: Path, key: SigningKey) -> list[str]:
    """What the shipped program names, the key given from outside."""
    found: list[str] = []
    try:
        opened = verifier.Bundle(bundle, bundle.parent)
        found.extend(verifier.check(opened, key.public.raw, None))
    except verifier.Broken as cause:
        found.append(str(cause))
    return found


def test_the_untouched_bundle_holds(verifier: ModuleType, bundle: Path) -> None:
    """Nothing is named where nothing was changed, so that what is named below was caused by the change."""
    assert differences(verifier, bundle, KEY) == []


def test_no_outsider_gets_through(verifier: ModuleType, bundle: Path, forger: Forger) -> None:
    """200 of 200 by attackers without the key are caught with the commission's key, and named.

    A third leave the seal alone, a third recompute manifest, hashes, tree and proofs under the old note, a
    third sign it all with a key of their own.
    """
    kinds = [*BY_CONTENT.items(), *OF_THE_SEAL.items()]
    escaped = []
    for number in range(OUTSIDERS):
        kind, mutate = kinds[number % len(kinds)]
        named = mutate(forger)
        way = ("as it is", "resealed", "signed by another")[number // len(kinds) % 3]
        if kind in BY_CONTENT and way != "as it is":
            _reseal(bundle, sign_anew=way == "signed by another")
            named = f"root.txt|{re.escape(named)}"
        found = differences(verifier, bundle, KEY)
        if not any(re.search(named if "|" in named else re.escape(named), text) for text in found):
            escaped.append((number, kind, way, named, found[:3]))
        forger.restore()
    assert escaped == []


def _reseal(bundle: Path, *, sign_anew: bool) -> None:
    """All that can be recomputed is; the note stays, or another key signs, which key.pub then names."""
    note = (bundle / "root.txt").read_bytes()
    if sign_anew:
        (bundle / "key.pub").write_text(f"{OTHER_KEY.public.text()}\n")
        seal(bundle, OTHER_KEY)
    else:
        seal(bundle, KEY)
        (bundle / "root.txt").write_bytes(note)


def test_a_bundle_signed_by_another_needs_the_pinned_key(
    verifier: ModuleType, bundle: Path, forger: Forger
) -> None:
    """A forgery that fits in itself and brings its own key passes by that key, not by the commission's."""
    _reseal(bundle, sign_anew=True)
    assert differences(verifier, bundle, OTHER_KEY) == []
    [named] = differences(verifier, bundle, KEY)
    assert named.startswith("root.txt: not signed with the key")


INSIDE = sorted(set(BY_CONTENT) - {"row value"})
LOOSE = {"row removed", "row added", "table emptied"}
"""A row of which no figure is made may come and go; what refers to it, or is counted from it, is named."""


@pytest.mark.parametrize("kind", INSIDE)
def test_whoever_holds_the_key_cannot_contradict_himself(
    kind: str, verifier: ModuleType, bundle: Path, forger: Forger
) -> None:
    """Rows, figures and texts that do not fit each other are named though the signature holds."""
    caught = 0
    for _ in range(4):
        named = BY_CONTENT[kind](forger)
        seal(bundle, KEY)
        found = differences(verifier, bundle, KEY)
        assert not any(text.startswith("root.txt") for text in found)
        if kind in LOOSE:
            caught += bool(found)
        else:
            assert any(named in text for text in found), (named, found[:5])
        forger.restore()
    assert caught or kind not in LOOSE


def test_a_changed_row_changes_its_figures_by_name(
    verifier: ModuleType, bundle: Path, forger: Forger
) -> None:
    """A second more of airtime is named in the figures that count it, with the difference."""
    lines, place, row = forger.record("tables/appearances.jsonl")
    lines[place] = lines[place].replace(f'"ms":{row["ms"]},'.encode(), f'"ms":{row["ms"] + 1000},'.encode())
    forger.put("tables/appearances.jsonl", lines)
    seal(bundle, KEY)
    found = differences(verifier, bundle, KEY)
    assert any(text.endswith("(-1000 ms)") and text.startswith("figure ") for text in found)
