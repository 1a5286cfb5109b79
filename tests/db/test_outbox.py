"""The outbox: entries in the transaction of their rows, commitments that stored rows fit, nothing changed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import Error, transaction
from tests.workflows.campaigns import ACT, drop, loaded
from tests.workflows.text_ear import TextEar, tape_text

from dauys.domain import merkle
from dauys.domain.acts import Act
from dauys.domain.errors import DauysError
from dauys.domain.ledger import EntryKind, commitment
from dauys.domain.releases import PartSignature, Release
from dauys.evidence.log import Log
from dauys.workflows.add_recordings import add_recordings
from dauys.workflows.home import CampaignHome
from dauys.workflows.load import load
from dauys.workflows.scan_home import scan_home

PRIVATE = ("person:test", "a test")


def bodies(kind: str) -> list[dict[str, Any]]:
    """The bodies of that kind, in their order."""
    from dauys.db.models import OutboxEntry

    rows = OutboxEntry.objects.filter(kind=kind).order_by("id").values_list("body", flat=True)
    return [json.loads(body) for body in rows]


@pytest.fixture
def worked(home: CampaignHome, tmp_path: Path) -> CampaignHome:
    """A home with registers, a recording, and what the ear found and the policy decided."""
    ear = TextEar()
    loaded(home, ear, tmp_path / "registers")
    tape = drop(tmp_path, "tau/2020-12-22T18-00-00+0500.m4a", tape_text(60_000, "alpha__kk 100 accepted"))
    add_recordings(home, [tape], None, ACT)
    scan_home(home, 1, lambda _: None, by="person:test", ear=ear, now_ms=lambda: ACT.at_ms)
    return home


def committed(row: Any, names: tuple[str, ...]) -> str:
    """The commitment to a stored row, computed from what the database gives back."""
    return commitment(bytes.fromhex(row.salt), {name: getattr(row, name) for name in names})


CHANGE = ("at_ms", "by", "fields", "register", "row", "why")
DECISION = ("at_ms", "by", "correction", "reason", "sighting_id", "verdict")


def test_every_change_fits_the_commitment_of_its_entry(worked: CampaignHome) -> None:
    """What the database gives back hashes, with its salt, to what stands in the entry or under its root."""
    from dauys.db.models import Change, OutboxEntry

    assert not Change.objects.filter(entry=None).exists()
    for entry in OutboxEntry.objects.filter(kind__in=("changes", "recording")):
        changes = list(Change.objects.filter(entry=entry).order_by("id"))
        own = [committed(change, CHANGE) for change in changes]
        assert own == [change.commitment for change in changes]
        body = json.loads(entry.body)
        if entry.kind == "recording":
            assert own == [body["change"]]
        else:
            root = merkle.root([merkle.leaf(bytes.fromhex(each)) for each in own])
            assert (body["n"], body["root"]) == (len(own), root.hex())
            assert {change.register for change in changes} == {body["register"]}


def test_every_decision_fits_the_commitment_of_its_entry(worked: CampaignHome) -> None:
    """Sighting and verdict are public; who decided and why fits the commitment."""
    from dauys.db.models import Decision

    (decision,) = Decision.objects.all()
    assert json.loads(decision.entry.body) == {
        "commitment": committed(decision, DECISION),
        "sighting": decision.sighting_id,
        "verdict": "confirm",
    }


def test_entries_tell_what_may_be_public(worked: CampaignHome) -> None:
    """Arrival and interval of a recording, the sound of a spot; no person and no reason in any body."""
    from dauys.db.models import OutboxEntry

    arrived, heard = bodies("recording")
    assert (arrived["channel"], arrived["start_ms"]) == ("tau", 1_608_642_000_000)
    assert heard["end_ms"] == arrived["start_ms"] + 60_000
    assert heard["sha256"] == arrived["sha256"]
    assert {(body["spot"], body["version"]) for body in bodies("spot")} == {
        ("alpha", "kk"),
        ("alpha", "ru"),
        ("beta", ""),
    }
    every = " ".join(OutboxEntry.objects.values_list("body", flat=True))
    assert not any(word in every for word in PRIVATE)


def test_entries_are_found_by_what_they_are_about(worked: CampaignHome) -> None:
    """A recording's two entries by its digest, each with its place in the ledger; a waiting one has none."""
    from dauys.db.selectors import outbox
    from dauys.db.writes.outbox import Post, post

    sha256 = bodies("recording")[0]["sha256"]
    found = outbox.positions(EntryKind.RECORDING, sha256)
    assert [json.loads(entry.body) for entry, _ in found] == bodies("recording")
    ledger = list(Log(worked.ledger).entries())
    assert [ledger[place or 0] for _, place in found] == [entry.content() for entry, _ in found]
    post(Post(EntryKind.ERASURE, "incidents", 1, {}))
    assert [place for _, place in outbox.positions(EntryKind.ERASURE, "incidents")] == [None]


def test_salts_are_of_their_own(worked: CampaignHome) -> None:
    """No two rows share a salt, so that equal rows have different commitments."""
    from dauys.db.models import Change

    salts = list(Change.objects.values_list("salt", flat=True))
    assert len(set(salts)) == len(salts) > 10


def test_doing_it_again_posts_nothing(worked: CampaignHome, tmp_path: Path) -> None:
    """Loading and scanning the same again leaves the outbox as it is."""
    from dauys.db.models import OutboxEntry

    before = OutboxEntry.objects.count()
    load(worked, str(tmp_path / "registers"), 1, ACT, TextEar())
    scan_home(worked, 1, lambda _: None, by="person:test", ear=TextEar())
    assert OutboxEntry.objects.count() == before


def test_a_row_that_is_not_stored_has_no_entry(home: CampaignHome) -> None:
    """The entry goes with the transaction of its row."""
    from dauys.db.models import OutboxEntry
    from dauys.db.writes.releases import add_release

    release = Release(1, 5, "person:test", "a note", {})
    add_release(release)
    with pytest.raises(Error):
        add_release(release)
    assert [entry["number"] for entry in bodies("release")] == [1]
    assert OutboxEntry.objects.count() == 1


def test_a_signature_under_a_part_has_an_entry(home: CampaignHome) -> None:
    """Which part, and the digest of what was signed."""
    from dauys.db.writes.releases import add_signature

    add_signature(PartSignature("paid", {"text_en": "x"}, "a" * 64, "person:test", 5))
    assert bodies("signature") == [{"part": "paid", "sha256": "a" * 64}]


def refused(act: Any) -> None:
    with pytest.raises(Error, match="append-only"), transaction.atomic():
        act()


def test_the_database_refuses_to_change_the_outbox(worked: CampaignHome) -> None:
    """An entry's place is set once; nothing else of it changes, and it is not deleted."""
    from dauys.db.models import OutboxEntry
    from dauys.db.writes.outbox import set_positions

    sealed = OutboxEntry.objects.order_by("id")[0]
    assert sealed.position == 0
    refused(lambda: OutboxEntry.objects.filter(pk=sealed.pk).update(position=99))
    refused(lambda: OutboxEntry.objects.filter(pk=sealed.pk).update(position=None))
    refused(lambda: OutboxEntry.objects.filter(pk=sealed.pk).update(body="{}"))
    waiting = OutboxEntry.objects.create(kind="erasure", subject="x", at_ms=1, body="{}")
    refused(lambda: OutboxEntry.objects.filter(pk=waiting.pk).update(position=98, body="[]"))
    refused(OutboxEntry.objects.filter(pk=waiting.pk).delete)
    set_positions([(waiting.pk, 99)])
    assert OutboxEntry.objects.get(pk=waiting.pk).position == 99


def test_the_database_lets_a_change_lose_its_words_and_salt_together(worked: CampaignHome) -> None:
    """Erasure empties `fields` and takes the salt; either alone, or anything else with it, is refused."""
    from dauys.db.models import Change

    first = Change.objects.order_by("id")[0]
    row = Change.objects.filter(pk=first.pk)
    refused(lambda: row.update(fields={}))
    refused(lambda: row.update(salt=None))
    refused(lambda: row.update(fields={}, salt=None, by="person:other"))
    refused(lambda: row.update(fields={}, salt=None, commitment="b" * 64))
    refused(lambda: row.update(fields={"x": [None, 1]}, salt=None))
    assert row.update(fields={}, salt=None) == 1
    erased = row.get()
    assert (erased.fields, erased.salt, erased.commitment) == ({}, None, first.commitment)
    refused(lambda: row.update(fields={}, salt=None))
    refused(lambda: row.delete())


def test_a_refused_load_leaves_no_entry(worked: CampaignHome, tmp_path: Path) -> None:
    """All of a load or nothing, its entries among it."""
    from dauys.db.models import OutboxEntry

    before = OutboxEntry.objects.count()
    (tmp_path / "registers/contests.csv").write_text("id\nbroken\n")
    with pytest.raises(DauysError):
        load(worked, str(tmp_path / "registers"), 1, Act("person:test", 2, "again"), TextEar())
    assert OutboxEntry.objects.count() == before
