"""A key that was exchanged signs nothing more: what it alone signed later is found, and not adopted."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.workflows.ledgers import NOW_MS, keyed, post
from tests.workflows.worked_home import sql

from dauys.domain.errors import EvidenceError
from dauys.evidence.log import Log
from dauys.workflows.home import CampaignHome
from dauys.workflows.rotate_key import rotate_key
from dauys.workflows.seal import Sealer
from dauys.workflows.verify_home import damage, verify_home


@pytest.fixture
def own(home: CampaignHome, tmp_path: Path) -> CampaignHome:
    """A home with a key of its own and something sealed."""
    made = keyed(home, tmp_path)
    post(made, 3)
    Sealer(made).seal()
    return made


def signed_by_the_old(own: CampaignHome, renewed: CampaignHome) -> None:
    """What waits goes into the ledger under a checkpoint that only the key before the change has signed."""
    from dauys.db.selectors import outbox

    post(renewed, 2)
    log = Log(own.ledger)
    assert log.signed
    log.append([entry.content() for entry in outbox.unsealed(10)])
    log.sign(log.signed.checkpoint.origin, [own.signing_key()], NOW_MS)


@pytest.mark.parametrize("place", ["", "NULL", "999"])
def test_what_only_the_old_key_signed_is_found_and_not_adopted(own: CampaignHome, place: str) -> None:
    """Also where the database was made to forget, or to misplace, the entry that names the new key."""
    renewed = rotate_key(own, NOW_MS)
    assert damage(verify_home(renewed)) == []
    signed_by_the_old(own, renewed)
    if place:
        newest = "(SELECT MAX(id) FROM dauys_outboxentry WHERE kind = 'key')"
        sql(f'UPDATE dauys_outboxentry SET "position" = {place} WHERE id = {newest}')
    name = renewed.signing_key().public.name
    assert f"not signed by {name}" in "\n".join(map(str, damage(verify_home(renewed))))
    with pytest.raises(EvidenceError, match=f"not signed by {name}"):
        Sealer(renewed).seal()


def test_before_the_change_is_sealed_the_old_key_holds(
    own: CampaignHome, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Broken off after the entry was written, the checkpoint from before it is the old key's, and right."""
    from dauys.workflows import rotate_key as workflow

    def stop(*arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(workflow, "name_key", stop)
        with pytest.raises(KeyboardInterrupt):
            rotate_key(own, NOW_MS)
    assert "ledger/checkpoint" not in "\n".join(map(str, damage(verify_home(own))))
    renewed = rotate_key(own, NOW_MS)
    post(renewed, 1)
    Sealer(renewed).seal()
    assert damage(verify_home(renewed)) == []
