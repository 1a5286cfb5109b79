"""The tables, by subject. Outside `db` nobody sees a model: selectors and writes speak domain objects."""

from dauys.db.models.campaign import Alias, Contest, Contestant, Election, Spot, Version
from dauys.db.models.decisions import Decision
from dauys.db.models.history import Change
from dauys.db.models.outlets import Channel, Outlet
from dauys.db.models.recordings import Hearing, Recording
from dauys.db.models.sightings import Sighting

__all__ = [
    "Alias",
    "Change",
    "Channel",
    "Contest",
    "Contestant",
    "Decision",
    "Election",
    "Hearing",
    "Outlet",
    "Recording",
    "Sighting",
    "Spot",
    "Version",
]
