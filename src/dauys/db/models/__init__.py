"""The tables, by subject. Outside `db` nobody sees a model: selectors and writes speak domain objects."""

from dauys.db.models.allocations import Allocation
from dauys.db.models.appearances import EnteredAiring, Insertion, Placement
from dauys.db.models.campaign import Alias, Contest, Contestant, Election, Spot, Version
from dauys.db.models.campaigning import Campaigner, Material
from dauys.db.models.coverage import CoverageItem, Subject
from dauys.db.models.debates import Debate, DebateParticipant, DebateSpeech
from dauys.db.models.decisions import Decision
from dauys.db.models.finding_decisions import FindingDecision
from dauys.db.models.history import Change
from dauys.db.models.incidents import Incident, PersonLiable
from dauys.db.models.meetings import Meeting
from dauys.db.models.money import Order, Payment, Tariff, TariffNotice
from dauys.db.models.monitored import MonitoredTime
from dauys.db.models.notices import AdFiling, Notice, Objection, Reply
from dauys.db.models.outbox import OutboxEntry
from dauys.db.models.outlets import Channel, Outlet
from dauys.db.models.parts import Part
from dauys.db.models.polls import PollNotice, PollPublication
from dauys.db.models.recordings import Hearing, Recording
from dauys.db.models.releases import Correction, PartSignature, Release
from dauys.db.models.sightings import Sighting
from dauys.db.models.slots import AsRunEntry, ScheduleChange, Slot, StateSlot

__all__ = [
    "AdFiling",
    "Alias",
    "Allocation",
    "AsRunEntry",
    "Campaigner",
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
    "FindingDecision",
    "Hearing",
    "Incident",
    "Insertion",
    "Material",
    "Meeting",
    "MonitoredTime",
    "Notice",
    "Objection",
    "Order",
    "OutboxEntry",
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
    "Reply",
    "ScheduleChange",
    "Sighting",
    "Slot",
    "Spot",
    "StateSlot",
    "Subject",
    "Tariff",
    "TariffNotice",
    "Version",
]
