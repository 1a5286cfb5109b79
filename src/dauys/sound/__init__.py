"""ENGINE. Samples → print → index → matches; knows only arrays."""

from dauys.sound.index import SpotIndex
from dauys.sound.match import Match
from dauys.sound.params import RATE_HZ, Params
from dauys.sound.print import Print
from dauys.sound.printer import Printer, fingerprint

__all__ = ["RATE_HZ", "Match", "Params", "Print", "Printer", "SpotIndex", "fingerprint"]
