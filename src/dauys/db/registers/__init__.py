"""The registers as files: one declaration each drives reading, checking, storing, export."""

from dauys.db.registers import (
    allocations,
    appearances,
    campaign,
    campaigning,
    coverage,
    debates,
    finding_decisions,
    incidents,
    meetings,
    money,
    monitored,
    notices,
    outlets,
    parts,
    polls,
    slots,
)
from dauys.db.registers.campaign import VersionFile
from dauys.db.registers.reading import Row
from dauys.db.registers.register import Register

REGISTERS: tuple[Register, ...] = (
    campaign.ELECTIONS,
    campaign.CONTESTS,
    campaign.CONTESTANTS,
    campaign.ALIASES,
    outlets.OUTLETS,
    outlets.CHANNELS,
    campaign.SPOTS,
    campaign.VERSIONS,
    money.TARIFF_NOTICES,
    money.TARIFFS,
    money.ORDERS,
    slots.SLOTS,
    slots.SCHEDULE_CHANGES,
    money.PAYMENTS,
    slots.STATE_SLOTS,
    allocations.ALLOCATIONS,
    slots.AS_RUN,
    debates.DEBATES,
    debates.DEBATE_PARTICIPANTS,
    debates.DEBATE_SPEECHES,
    meetings.MEETINGS,
    polls.POLL_NOTICES,
    polls.POLL_PUBLICATIONS,
    incidents.INCIDENTS,
    incidents.PERSONS_LIABLE,
    notices.OBJECTIONS,
    notices.NOTICES,
    notices.REPLIES,
    notices.AD_FILINGS,
    campaigning.MATERIALS,
    campaigning.CAMPAIGNERS,
    finding_decisions.FINDING_DECISIONS,
    parts.PARTS,
    coverage.SUBJECTS,
    appearances.AIRINGS,
    appearances.INSERTIONS,
    appearances.PLACEMENTS,
    coverage.COVERAGE,
    monitored.MONITORED_TIME,
)
"""In an order in which every reference points to an earlier register."""

BY_NAME = {register.name: register for register in REGISTERS}

__all__ = ["BY_NAME", "REGISTERS", "Register", "Row", "VersionFile"]
