"""The words in which editorial content, online items and monitored time are entered."""

from __future__ import annotations

from enum import StrEnum

TONES = range(-2, 3)
"""Five grades of tone, from −2 (very negative) to +2 (very positive)."""


class SubjectKind(StrEnum):
    """Whose coverage is counted. Institutions stand apart from contestants: observers criticised the blurred
    line between party and State [V: law-and-facts, decision 5]."""

    CONTESTANT = "contestant"
    INSTITUTION = "institution"
    PERSON = "person"


class Capacity(StrEnum):
    """In which role a subject appears: as party or candidate, or in office. In 2021 the former President also
    chaired a party [V: law-and-facts, decision 5]."""

    PARTY = "party"
    OFFICE = "office"


class PlacementKind(StrEnum):
    """What stands online; the session of 2021 counted articles and banners [V]."""

    ARTICLE = "article"
    BANNER = "banner"


class MonitoredUnit(StrEnum):
    """In what monitored time is counted: broadcast in milliseconds, print in issues, online in visits."""

    MS = "ms"
    ISSUES = "issues"
    VISITS = "visits"
