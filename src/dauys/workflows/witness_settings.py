"""What dauys.toml says of witnesses: whom to ask for cosignatures, and how many of them a checkpoint needs.

witnesses = [
  { public_key = "party.example/w1+92fc1192+BDOH…", url = "https://party.example/dauys" },
  { public_key = "observers.example/w+77aa0c1f+BHk0…" },   # without url: asked by hand, with a disk
]
witnesses_needed = 2
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dauys.domain.errors import CampaignHomeError, EvidenceError
from dauys.evidence.cosignature import WitnessKey, witness_key

SETTINGS = ("witnesses", "witnesses_needed")


@dataclass(frozen=True, slots=True)
class HomeWitness:
    """A witness that this home knows. url: where it answers, "" for one that is asked by hand."""

    key: WitnessKey
    url: str


@dataclass(frozen=True, slots=True)
class WitnessPolicy:
    """The witnesses that a home knows; a checkpoint counts as witnessed with `needed` of them."""

    witnesses: tuple[HomeWitness, ...] = ()
    needed: int = 0

    @property
    def keys(self) -> list[WitnessKey]:
        return [witness.key for witness in self.witnesses]


def witness_policy(settings: Mapping[str, Any], path: Path) -> WitnessPolicy:
    """The policy in those settings of dauys.toml. CampaignHomeError with everything that is wrong."""
    rows, needed = settings.get("witnesses", []), settings.get("witnesses_needed", 0)
    problems: list[str] = []
    witnesses = [_witness(row, problems) for row in (rows if isinstance(rows, list) else [rows])]
    known = tuple(witness for witness in witnesses if witness)
    for what, values in (("name", [w.key.name for w in known]), ("key", [w.key.raw for w in known])):
        if len(set(values)) < len(values):
            problems.append(f"two witnesses have one {what}")
    if not isinstance(needed, int) or isinstance(needed, bool) or not 0 <= needed <= len(witnesses):
        problems.append(f"witnesses_needed = {needed!r} is no number from 0 to {len(witnesses)}")
    if problems:
        raise CampaignHomeError(f"{path}: " + "; ".join(problems) + "; correct it")
    return WitnessPolicy(known, needed)


def _witness(row: object, problems: list[str]) -> HomeWitness | None:
    if not isinstance(row, dict) or "public_key" not in row or row.keys() - {"public_key", "url"}:
        usual = '{ public_key = "NAME+ID+KEY", url = "https://…" }'
        problems.append(f"witnesses: {row!r} is none; write {usual}")
        return None
    url = row.get("url", "")
    if url and not _is_address(url):
        problems.append(f"witnesses: url = {url!r} is no address; write https://host/path")
    try:
        return HomeWitness(witness_key(str(row["public_key"])), str(url))
    except EvidenceError as cause:
        problems.append(f"witnesses: {cause}")
        return None


def _is_address(url: object) -> bool:
    if not isinstance(url, str):
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False
