"""Which words tell which kind of rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from dauys.domain.law import RuleKind
from dauys.reports.document import Inline
from dauys.reports.registry import Registry
from dauys.reports.traces import adjacency, deadline, fields, interval_ban, quota, required_act, same_terms
from dauys.reports.traces.trace import Trace

_WORDS: Mapping[RuleKind, Callable[[Trace], list[Inline]]] = {
    RuleKind.INTERVAL_BAN: interval_ban.lines,
    RuleKind.DEADLINE: deadline.lines,
    RuleKind.REQUIRED_FIELDS: fields.required,
    RuleKind.QUOTA: quota.lines,
    RuleKind.ADJACENCY: adjacency.lines,
    RuleKind.SAME_TERMS: same_terms.lines,
    RuleKind.ELIGIBILITY: fields.eligibility,
    RuleKind.LABEL: fields.label,
    RuleKind.PRIOR_ACT: required_act.lines,
    RuleKind.FILING: required_act.lines,
}


def told(finding: Mapping[str, Any], registry: Registry) -> list[Inline]:
    """What a row of `findings` rests on, a sentence a line."""
    return _WORDS[RuleKind(finding["kind"])](Trace(finding, registry))
