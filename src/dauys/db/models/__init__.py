"""The tables, by subject. Outside `db` nobody sees a model: selectors and writes speak domain objects."""

from dauys.db.models.appearances import EnteredAiring, Insertion, Placement
from dauys.db.models.campaign import Alias, Contest, Contestant, Election, Spot, Version
from dauys.db.models.coverage import CoverageItem, Subject
from dauys.db.models.debates import Debate, DebateParticipant, DebateSpeech
from dauys.db.models.decisions import Decision
from dauys.db.models.history import Change
from dauys.db.models.incidents import Incident, PersonLiable
from dauys.db.models.meetings import Meeting
from dauys.db.models.money import Order, Payment, Tariff, TariffNotice
from dauys.db.models.monitored import MonitoredTime
from dauys.db.models.notices import Notice, Objection
from dauys.db.models.outlets import Channel, Outlet
from dauys.db.models.parts import Part
from dauys.db.models.polls import PollNotice, PollPublication
from dauys.db.models.recordings import Hearing, Recording
from dauys.db.models.releases import Correction, PartSignature, Release
from dauys.db.models.sightings import Sighting
from dauys.db.models.slots import AsRunEntry, Slot, StateSlot

__all__ = [
    "Alias",
    "AsRunEntry",
    "Change",
    "Channel",
    "Contest",
    "Contestant",
    "Correction",
    "CoverageItem",
    "Debate",
    "DebateParticipant",
    "DebateSpeech",
    "Decision",
    "Election",
    "EnteredAiring",
    "Hearing",
    "Incident",
    "Insertion",
    "Meeting",
    "MonitoredTime",
    "Notice",
    "Objection",
    "Order",
    "Outlet",
    "Part",
    "PartSignature",
    "Payment",
    "PersonLiable",
    "Placement",
    "PollNotice",
    "PollPublication",
    "Recording",
    "Release",
    "Sighting",
    "Slot",
    "Spot",
    "StateSlot",
    "Subject",
    "Tariff",
    "TariffNotice",
    "Version",
]
