"""The words of campaigning outside the media: material, where it is put up, who campaigns and where.

The provisions are those of law-and-facts; V, N and K there say how sure the source is. Other countries' books
use the same words.
"""

from __future__ import annotations

from enum import StrEnum


class MaterialForm(StrEnum):
    """What campaign material is. Art. 27(3) names printed, audiovisual and other material [V: rule A27-3];
    online material is asked for its marking only by a later act [N: rule M6]."""

    PRINT = "print"
    AUDIOVISUAL = "audiovisual"
    ONLINE = "online"


class MaterialPlace(StrEnum):
    """Where material was put up.

    allowed: a site that the local executive set [V: rule M3]. monument, historic, voting_premises: where it
    must not stand [K: rule M4]. commission, voting_premises: where even an older poster may not stay during
    the silence [N: rule T4].
    """

    ALLOWED = "allowed"
    MONUMENT = "monument"
    HISTORIC = "historic"
    VOTING_PREMISES = "voting_premises"
    COMMISSION = "commission"
    OTHER = "other"


class CampaignerRole(StrEnum):
    """As whom somebody campaigned.

    foreigner, stateless, foreign_body, international_body: may neither help nor hinder an election, art. 27
    [N: rule A27-1b]. state_body, official_on_duty, military, security, law_enforcement, judge,
    commission_member, religious_body: must not campaign, art. 27(4) [V, N: rule A27-4].
    journalist_contestant: a journalist or editor who stands or is a proxy [K: rule A27-6].
    """

    CITIZEN = "citizen"
    CONTESTANT = "contestant"
    PROXY = "proxy"
    FOREIGNER = "foreigner"
    STATELESS = "stateless"
    FOREIGN_BODY = "foreign_body"
    INTERNATIONAL_BODY = "international_body"
    STATE_BODY = "state_body"
    OFFICIAL_ON_DUTY = "official_on_duty"
    MILITARY = "military"
    SECURITY = "security"
    LAW_ENFORCEMENT = "law_enforcement"
    JUDGE = "judge"
    COMMISSION_MEMBER = "commission_member"
    RELIGIOUS_BODY = "religious_body"
    JOURNALIST_CONTESTANT = "journalist_contestant"
    OTHER = "other"


class Premises(StrEnum):
    """On whose premises. Art. 27(5): no State premises unless they are open to all on the same terms
    [N: rule A27-5]."""

    PUBLIC_TO_ALL = "public_to_all"
    STATE_CLOSED = "state_closed"
    PRIVATE = "private"
    OTHER = "other"
