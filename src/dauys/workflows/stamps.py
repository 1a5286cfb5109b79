"""stamp: has an authority outside say when the ledger's checkpoint was there, at the latest (RFC 3161).

time_authority = { url = "https://tsa.example/tsr", certificates = "tsa.pem" }

A checkpoint is queued when the verb runs; while the authority cannot be reached it waits, and everything else
goes on. A false answer is refused and the checkpoint goes on waiting.
"""

from __future__ import annotations

from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from dauys.domain.errors import CampaignHomeError, EvidenceError, WrongUse

if TYPE_CHECKING:
    from dauys.evidence.stamps import Ask
    from dauys.workflows.home import CampaignHome

SETTING = "time_authority"
_USUAL = '{ url = "https://tsa.example/tsr", certificates = "tsa.pem" }'


@dataclass(frozen=True, slots=True)
class TimeAuthority:
    """Where it answers, and a PEM file with its certificates up to the root that it is trusted by."""

    url: str
    certificates: Path


@dataclass(frozen=True, slots=True)
class Stamped:
    """Sizes of stamped checkpoints with the times; how many wait, and why (empty: none does)."""

    times_ms: dict[int, int]
    waiting: int
    trouble: str
    is_false: bool


def time_authority(settings: dict[str, Any], path: Path) -> TimeAuthority | None:
    """The authority that dauys.toml names, if it names one. CampaignHomeError for what is none."""
    if SETTING not in settings:
        return None
    given = settings[SETTING]
    if not isinstance(given, dict) or given.keys() != {"url", "certificates"}:
        raise CampaignHomeError(f"{path}: {SETTING} = {given!r} is none; write {SETTING} = {_USUAL}")
    parts = urlsplit(str(given["url"]))
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise CampaignHomeError(f"{path}: {SETTING}: url = {given['url']!r} is no address; write https://…")
    return TimeAuthority(str(given["url"]), path.parent / str(given["certificates"]))


def stamp(home: CampaignHome, ask: Ask | None = None) -> Stamped:
    """Queues the checkpoint that stands and has everything that waits stamped, the oldest first.

    ask: how the authority is asked (default: over HTTP at its address). Raises WrongUse where dauys.toml
    names no authority, EvidenceError where its certificates or a queued checkpoint cannot be read.
    """
    from dauys.evidence import stamps
    from dauys.evidence.log import Log

    authority = home.authority
    if authority is None:
        raise WrongUse(f"no authority is named; write into dauys.toml: {SETTING} = {_USUAL}")
    certificates = stamps.certificates_in(authority.certificates)
    signed = Log(home.ledger).signed if home.ledger.is_dir() else None
    with home.stamping():
        if signed:
            stamps.queue(home.ledger, signed)
        waiting = [each for each in stamps.queued(home.ledger) if not each.is_stamped]
        times: dict[int, int] = {}
        for each in waiting:
            try:
                times[each.size] = stamps.stamp(each, ask or stamps.http(authority.url), certificates)
            except (OSError, HTTPException) as cause:
                trouble = f"{authority.url} was not reached: {cause or type(cause).__name__}"
                return Stamped(times, len(waiting) - len(times), trouble, is_false=False)
            except EvidenceError as cause:
                trouble = f"{authority.url} gave a false answer, which was refused: {cause}"
                return Stamped(times, len(waiting) - len(times), trouble, is_false=True)
    return Stamped(times, 0, "", is_false=False)
