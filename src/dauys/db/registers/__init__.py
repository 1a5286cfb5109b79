"""The registers as files: one declaration each drives reading, checking, storing, export."""

from dauys.db.registers import campaign, outlets
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
)
"""In an order in which every reference points to an earlier register."""

BY_NAME = {register.name: register for register in REGISTERS}

__all__ = ["BY_NAME", "REGISTERS", "Register", "Row", "VersionFile"]
