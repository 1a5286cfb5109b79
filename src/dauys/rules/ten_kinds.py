"""The kinds of rule, a file for each: what terms it takes (`TERMS`) and how it finds (`find`).

A kind is added by its file and its line in KINDS. `find(rule, matter)` gets the rule with terms that fit
TERMS, and the matter: the book, its windows, the tables, and the rows as `matter.rows` prepares them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dauys.domain.law import Rule, RuleKind
from dauys.rules.kinds import (
    adjacency,
    deadline,
    eligibility,
    filing,
    interval_ban,
    label,
    prior_act,
    quota,
    required_fields,
    same_terms,
)
from dauys.rules.matter import Matter
from dauys.rules.outcome import Outcome
from dauys.rules.schema import Keys


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of rule. find: what it finds among the tables; pure, and the same for the same tables."""

    terms: Keys
    find: Callable[[Rule, Matter], Outcome]


KINDS: Mapping[RuleKind, Kind] = {
    RuleKind.INTERVAL_BAN: Kind(interval_ban.TERMS, interval_ban.find),
    RuleKind.DEADLINE: Kind(deadline.TERMS, deadline.find),
    RuleKind.REQUIRED_FIELDS: Kind(required_fields.TERMS, required_fields.find),
    RuleKind.QUOTA: Kind(quota.TERMS, quota.find),
    RuleKind.ADJACENCY: Kind(adjacency.TERMS, adjacency.find),
    RuleKind.SAME_TERMS: Kind(same_terms.TERMS, same_terms.find),
    RuleKind.ELIGIBILITY: Kind(eligibility.TERMS, eligibility.find),
    RuleKind.LABEL: Kind(label.TERMS, label.find),
    RuleKind.PRIOR_ACT: Kind(prior_act.TERMS, prior_act.find),
    RuleKind.FILING: Kind(filing.TERMS, filing.find),
}
