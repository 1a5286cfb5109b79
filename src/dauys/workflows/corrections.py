"""What a release changes in the figures of the one before, with reasons."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dauys.domain.errors import WrongUse
from dauys.domain.releases import Correction

if TYPE_CHECKING:
    from dauys.reports.figures import Figure

EVERY = ""
"""Under this id stands the reason for every figure that has none of its own."""
_NAMED = 20


def corrections(
    number: int,
    before: Path,
    past: Sequence[Correction],
    figures: Mapping[str, Figure],
    reasons: Mapping[str, str],
) -> tuple[Correction, ...]:
    """The figures that say another value than in the bundle `before`, or that are no longer there.

    Values are compared as pages show them: from *not monitored* to 0 is a change, though nothing was found
    either time. A figure that is new corrects nothing; one that comes back does. past: what earlier releases
    corrected. reasons: figure id, or EVERY → the reason to be published. Raises WrongUse where a changed
    figure has no reason, or a reason is given for one that did not change.
    """
    published = _published(before)
    gone = {each.figure: (None, each.unit) for each in past if each.figure not in published}
    changed = {
        name: (old, _value(figures, name), unit)
        for name, (old, unit) in (gone | published).items()
        if _value(figures, name) != old or (name in published and name not in figures)
    }
    _must_have_reasons(changed, reasons)
    return tuple(
        Correction(number, name, old, new, unit, reasons.get(name) or reasons[EVERY])
        for name, (old, new, unit) in sorted(changed.items())
    )


def _published(bundle: Path) -> dict[str, tuple[int | None, str]]:
    """Figure id → the value that the pages gave, and its unit."""
    records = map(json.loads, (bundle / "figures.jsonl").read_text("utf-8").splitlines())
    return {record["id"]: (_shown(record), record["unit"]) for record in records}


def _value(figures: Mapping[str, Figure], name: str) -> int | None:
    return figures[name].known_value if name in figures else None


def _shown(record: Mapping[str, Any]) -> int | None:
    """The value as the pages gave it: nothing found where nothing was monitored is not a zero."""
    is_unheard = any(monitored == 0 for _, monitored, _ in record["monitored"].values())
    return None if is_unheard and not record["value"] else record["value"]


def _must_have_reasons(changed: Mapping[str, object], reasons: Mapping[str, str]) -> None:
    lost = sorted(set(reasons) - {EVERY} - set(changed))
    if lost:
        raise WrongUse(f"a reason is given for {', '.join(lost)}, which did not change")
    silent = [] if reasons.get(EVERY) else sorted(set(changed) - set(reasons))
    if silent:
        more = f" and {len(silent) - _NAMED} more" if len(silent) > _NAMED else ""
        raise WrongUse(
            f"{len(silent)} figures differ from the last release: {', '.join(silent[:_NAMED])}{more}. "
            "Say why: --reason TEXT for all of them, --reason FIGURE=TEXT for one"
        )
