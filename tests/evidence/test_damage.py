"""A thousand single damages over vault and ledger: a bit, a cut, a loss, an exchange; each is named."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from eval.attacks_home import ACTS, Stage
from pytest_django import DjangoDbBlocker
from tests.homes import own_connection

from dauys.domain.faults import Fault, Part
from dauys.workflows.home import CampaignHome
from dauys.workflows.verify_home import damage, verify_home

HELD = 280
ROUNDS, OBJECTS = 100, 9
"""In each round nine damages in the vault and one in the ledger, looked for at once."""

Pair = tuple[Path, ...]
Damage = Callable[[Pair, random.Random], Pair]
"""Damages the first of the files, or the first two; returns which."""


@pytest.fixture(scope="module")
def damaged(
    tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker
) -> Iterator[CampaignHome]:
    """A home to be damaged, and mended after each round."""
    folder = tmp_path_factory.mktemp("damaged")
    (folder / "stage").mkdir()
    with (
        django_db_blocker.unblock(),
        own_connection(),
        Stage(folder / "stage", HELD).copy(ACTS, folder) as home,
    ):
        yield home


def flip(files: Pair, chance: random.Random) -> Pair:
    content = bytearray(files[0].read_bytes())
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    put(files[0], bytes(content))
    return files[:1]


def cut(files: Pair, chance: random.Random) -> Pair:
    content = files[0].read_bytes()
    put(files[0], content[: chance.randrange(len(content))])
    return files[:1]


def lose(files: Pair, chance: random.Random) -> Pair:
    files[0].unlink()
    return files[:1]


def swap(files: Pair, chance: random.Random) -> Pair:
    one, other = files[0].read_bytes(), files[1].read_bytes()
    put(files[0], other)
    put(files[1], one)
    return files[:2]


def standing(folder: Path) -> list[Path]:
    """The tiles and bundles that count: full ones, and of those that are not full the widest."""
    full = [path for path in folder.rglob("*") if path.is_file() and path.parent.suffix != ".p"]
    parts = [max(path.iterdir(), key=_width, default=None) for path in folder.rglob("*.p")]
    return sorted([*full, *filter(None, parts)])


def place(home: CampaignHome, path: Path) -> str:
    """How a fault names the file: an object of the vault by its digest, the rest by where it stands."""
    inside = path.relative_to(home.folder)
    return f"vault/{path.name}" if inside.parts[0] == "vault" else inside.as_posix()


def is_named(file: str, faults: list[Fault]) -> bool:
    """As the place of a fault, or as one of two in the ledger that do not fit to each other."""
    inner = file.removeprefix("ledger/")
    return any(
        file == fault.place.partition(" ")[0] or (inner != file and inner in fault.text) for fault in faults
    )


def _width(path: Path) -> int:
    return int(path.name)


def put(path: Path, content: bytes) -> None:
    """Another file in its place: the honest home holds the same one by a link."""
    path.unlink(missing_ok=True)
    path.write_bytes(content)


DAMAGES: tuple[Damage, ...] = (flip, cut, lose, swap)


def test_a_thousand_damages_are_all_found_by_name(damaged: CampaignHome) -> None:
    """None is missed, no object is named that is whole, and the mended home has no fault."""
    objects = sorted(path for path in (damaged.folder / "vault").rglob("*") if path.is_file())
    tiles = standing(damaged.ledger / "tile")
    assert (len(objects), len(tiles)) == (HELD + ACTS, 5)
    n_damages = 0
    for seed in range(ROUNDS):
        chance = random.Random(seed)
        some = chance.sample(objects, 2 * OBJECTS)
        drawn = [*zip(some[::2], some[1::2], strict=True), tuple(chance.sample(tiles, 2))]
        before = {path: path.read_bytes() for pair in drawn for path in pair}
        hurt = [path for pair in drawn for path in chance.choice(DAMAGES)(pair, chance)]
        n_damages += len(drawn)
        faults, places = damage(verify_home(damaged)), {place(damaged, path) for path in hurt}
        assert [each for each in places if not is_named(each, faults)] == [], seed
        named = {fault.place.partition(" ")[0] for fault in faults if fault.part == Part.VAULT}
        assert named == {each for each in places if each.startswith("vault/")}, seed
        for path, content in before.items():
            put(path, content)
    assert n_damages == 1000
    assert damage(verify_home(damaged)) == []
