"""Nine attacks by an insider with the real key: one checkpoint outside finds all.

A dozen trials each here; eval/attacks.py has the sixty of each, and eval/attacks.md what they gave.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from eval.attacks import ATTACKS, Attack, trial, window
from eval.attacks_home import Stage
from pytest_django import DjangoDbBlocker
from tests.homes import own_connection

TRIALS = 12
HELD = 20
"""Recordings before the story; eval.attacks has more, for a full tile, and does not run with every change."""


@pytest.fixture(scope="module")
def stage(tmp_path_factory: pytest.TempPathFactory, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """The honest home. SQLite: what is attacked here is the ledger."""
    with django_db_blocker.unblock(), own_connection():
        yield Stage(tmp_path_factory.mktemp("stage"), HELD)


@pytest.mark.parametrize("attack", ATTACKS, ids=[attack.name for attack in ATTACKS])
def test_every_attack_is_found_with_one_checkpoint_from_outside(
    stage: Stage, tmp_path: Path, attack: Attack
) -> None:
    """Every trial, wherever it is and however far it reaches. Without that checkpoint, an insider who tells
    another history with the program itself is not found: the home agrees with itself, and we say so."""
    trials = [trial(stage, attack, seed, tmp_path) for seed in range(TRIALS)]
    assert [seed for seed, each in enumerate(trials) if not each.found] == []
    throughout = [each for each in trials if each.throughout]
    assert len(throughout) == TRIALS // 2
    assert not any(each.found_alone for each in throughout)


def test_the_window_is_what_came_after_the_last_checkpoint_outside(stage: Stage, tmp_path: Path) -> None:
    """What nobody outside has seen can be told anew unseen: this is why witnesses are asked at once."""
    assert not any(window(stage, seed, tmp_path).found for seed in range(TRIALS))
