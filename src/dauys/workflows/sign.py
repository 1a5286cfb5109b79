"""sign: a part of the report under its signer's name, as its words stand now."""

from __future__ import annotations

from typing import Any

from dauys.domain.acts import Act
from dauys.domain.errors import WrongUse
from dauys.domain.releases import PartSignature
from dauys.workflows.home import CampaignHome
from dauys.workflows.seal import Sealer


def sign(home: CampaignHome, part_id: str, role: str, act: Act) -> PartSignature:
    """Adds the signature of a registered part; an earlier one stays in the history.

    role: whose part it is, said again by whoever signs. Raises WrongUse where there is no such part, or it
    belongs to another role.
    """
    from dauys.db.writes import releases
    from dauys.reports.bundle import part_digest, signed_fields

    part = _part(part_id)
    if part["role"] != role:
        raise WrongUse(f"part {part_id} is signed by {part['role']} ({part['signer_en']}), not by {role}")
    signature = PartSignature(part_id, signed_fields(part), part_digest(part), act.by, act.at_ms)
    with home.writing():
        releases.add_signature(signature)
    Sealer(home).finish()
    return signature


def parts() -> list[dict[str, Any]]:
    """The registered parts of the report."""
    from dauys.db.selectors import registers

    return registers.frame("parts").rows(named=True)


def holding() -> dict[str, PartSignature]:
    """The newest signature of each part, where it is over the part's words of today."""
    from dauys.db.selectors import releases
    from dauys.reports.bundle import part_digest

    newest = releases.signatures()
    digests = {part["id"]: part_digest(part) for part in parts()}
    return {name: found for name, found in newest.items() if found.sha256 == digests.get(name)}


def is_illustrative() -> bool:
    """Whether an election of the register is illustrative: then no signature is a person's."""
    from dauys.db.selectors import registers

    return bool(registers.frame("elections")["is_illustrative"].any())


def _part(part_id: str) -> dict[str, Any]:
    known = {part["id"]: part for part in parts()}
    if part_id not in known:
        names = ", ".join(known) or "none; load the register of parts first"
        raise WrongUse(f"there is no part {part_id!r}; registered parts: {names}")
    return known[part_id]
