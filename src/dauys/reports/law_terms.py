"""The closed words of the law's part of a report: levels, marks, kinds of rules, who is fined."""

from __future__ import annotations

from dauys.domain.law import FindingLevel, Mark, RuleKind
from dauys.reports.messages import Message, say

LEVELS: dict[str, Message] = {
    FindingLevel.BREACH: say("breach of a date or a field"),
    FindingLevel.INDICATION: say("indication"),
    FindingLevel.INFORMATION: say("information"),
}
LEVEL_TITLES: dict[str, Message] = {
    FindingLevel.BREACH: say("Breaches of a date or a field"),
    FindingLevel.INDICATION: say("Indications"),
    FindingLevel.INFORMATION: say("Information"),
}
LEVEL_MEANINGS: dict[str, Message] = {
    FindingLevel.BREACH: say(
        "A pure date or a missing field: nothing is to be weighed but whether the row is right."
    ),
    FindingLevel.INDICATION: say("A person must judge each of these before anything follows from it."),
    FindingLevel.INFORMATION: say("Statistics for which the law has no threshold. They accuse nobody."),
}
MARKS: dict[str, Message] = {
    Mark.VERIFIED: say("rests on a provision read in a source about this very election"),
    Mark.NEIGHBOURING: say("rests on a provision read in a neighbouring version of the law"),
    Mark.BACKGROUND: say("rests on background knowledge without a source"),
    Mark.UNKNOWN: say("rests on what is not established"),
}
KINDS: dict[str, Message] = {
    RuleKind.INTERVAL_BAN: say("no act within a forbidden time"),
    RuleKind.DEADLINE: say("an act in time"),
    RuleKind.REQUIRED_FIELDS: say("what a row must say"),
    RuleKind.QUOTA: say("how much each got"),
    RuleKind.ADJACENCY: say("what stood beside what"),
    RuleKind.SAME_TERMS: say("the same terms for all"),
    RuleKind.ELIGIBILITY: say("who and where may"),
    RuleKind.LABEL: say("a label that must stand"),
    RuleKind.PRIOR_ACT: say("an act that must come before"),
    RuleKind.FILING: say("what must be filed"),
}
FINED: dict[str, Message] = {
    "person": say("natural person"),
    "official": say("official person"),
    "entity": say("legal entity"),
}
