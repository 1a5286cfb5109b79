"""The signing key of a home: made by init outside of it, and given to a home that has none."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.homes import MakeHome, new_database

from dauys.domain.errors import CampaignHomeError, EvidenceError
from dauys.workflows.home import CampaignHome, read_home
from dauys.workflows.init import default_keys, init_home


def test_a_new_home_has_a_key_outside_of_it(make_home: MakeHome, tmp_path: Path, database: str) -> None:
    """The key lies below the user's data, closed to others; the home knows where."""
    made = init_home(tmp_path / "new", new_database(database))
    assert made.key is not None
    assert made.key.parent == default_keys()
    assert made.key.stat().st_mode & 0o777 == 0o600
    assert read_home(made.folder).signing_key().public == made.signing_key().public


def test_the_keys_folder_can_be_named(make_home: MakeHome, tmp_path: Path, database: str) -> None:
    """A key on a stick: its folder is made, and dauys.toml leads there."""
    made = init_home(tmp_path / "new", new_database(database), tmp_path / "stick")
    assert made.key is not None
    assert made.key.parent == tmp_path / "stick"
    assert read_home(made.folder).key == made.key


def test_a_home_without_a_key_says_so_and_is_given_one(home: CampaignHome) -> None:
    """An older home is told what to do; init adds a key and leaves the rest of the settings alone."""
    settings = home.folder / "dauys.toml"
    settings.write_text(f'database = "{home.database}"\n')
    with pytest.raises(CampaignHomeError, match=r"no signing key; make one with: dauys --home .* init"):
        read_home(home.folder).signing_key()
    given = init_home(home.folder)
    assert given == home
    assert read_home(home.folder).signing_key().public == given.signing_key().public
    with pytest.raises(CampaignHomeError, match="campaign home already"):
        init_home(home.folder)


def test_a_lost_key_is_named(home: CampaignHome) -> None:
    """The message says which file is to be brought back."""
    (home.folder / "dauys.toml").write_text(f'database = "{home.database}"\nkey = "lost.key"\n')
    with pytest.raises(EvidenceError, match=r"lost\.key cannot be read"):
        read_home(home.folder).signing_key()
