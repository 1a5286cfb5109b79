"""The registers as files: one declaration each drives reading, checking and the documentation."""

from dauys.db.registers.campaign import ALIASES, CONTESTANTS, CONTESTS, SPOTS, VERSIONS, VersionFile
from dauys.db.registers.outlets import CHANNELS, OUTLETS
from dauys.db.registers.reading import Row
from dauys.db.registers.register import Register

REGISTERS: tuple[Register, ...] = (CONTESTS, CONTESTANTS, ALIASES, OUTLETS, CHANNELS, SPOTS, VERSIONS)
"""In an order in which every reference points to an earlier register."""

__all__ = ["REGISTERS", "Register", "Row", "VersionFile"]
