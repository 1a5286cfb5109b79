"""ledger show: how far the ledger is, what waits, and who has witnessed what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dauys.workflows.witnessing import Told, last_told

if TYPE_CHECKING:
    from dauys.evidence.checkpoints import SignedCheckpoint
    from dauys.workflows.home import CampaignHome


@dataclass(frozen=True, slots=True)
class LedgerState:
    """signed: the checkpoint that stands; cosigned: who witnessed it, and when (seconds since 1970).

    waiting: entries that are not sealed; witnessed: the largest size that anyone outside has seen; told: what
    each witness of dauys.toml answered last, None for one that was never asked.
    """

    signed: SignedCheckpoint | None
    waiting: int
    cosigned: dict[str, int]
    witnessed: int
    told: dict[str, Told | None]
    needed: int

    @property
    def has_conflict(self) -> bool:
        """Whether a witness says that it has seen another ledger."""
        return any(told is not None and told.outcome == "conflict" for told in self.told.values())


def ledger_state(home: CampaignHome) -> LedgerState:
    """The state of an opened home's ledger. EvidenceError where its files do not fit together."""
    from dauys.db.selectors import outbox
    from dauys.evidence.cosignature import cosigners
    from dauys.evidence.log import Log

    signed = Log(home.ledger).signed if home.ledger.is_dir() else None
    newest, answered = home.witnessed.newest(), last_told(home)
    return LedgerState(
        signed=signed,
        waiting=outbox.n_unsealed(),
        cosigned=cosigners(signed.note, home.policy.keys) if signed else {},
        witnessed=newest.checkpoint.size if newest else 0,
        told={key.name: answered.get(key.name) for key in home.policy.keys},
        needed=home.policy.needed,
    )
