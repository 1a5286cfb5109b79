"""Monitored time and gaps add up to what was due, on every day of every zone, in any order of arrival."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dauys.domain.intervals import Interval, union
from dauys.domain.names import Names
from dauys.domain.outlets import Channel, Level, Medium, Outlet
from dauys.domain.recordings import RecordingState
from dauys.domain.zones import Daypart, local_days, zone
from dauys.workflows.home import CampaignHome

NAMES = Names("Көк", "Кок", "Kok")
# A zone without clock changes now, zones that change by 60 and 30 minutes, one that changed its offset for
# good (Almaty on 1 March 2024, at midnight), one that skipped a whole day (Apia on 30 December 2011).
DAYS = [
    ("Asia/Almaty", date(2020, 12, 22)),
    ("Asia/Almaty", date(2024, 2, 28)),
    ("Europe/Paris", date(2021, 3, 27)),
    ("Europe/Paris", date(2021, 10, 30)),
    ("Australia/Lord_Howe", date(2021, 4, 3)),
    ("America/Santiago", date(2021, 9, 4)),
    ("Pacific/Apia", date(2011, 12, 29)),
]
DUE = [
    (Daypart(time(0), None),),
    (Daypart(time(6), None),),
    (Daypart(time(2, 15), time(2, 45)), Daypart(time(2, 50), time(3, 10))),
    (Daypart(time(0), time(1)), Daypart(time(23, 30), None)),
]
MINUTE_MS = 60_000
STATES = st.sampled_from(list(RecordingState))
# Start in minutes after the first midnight, length in odd milliseconds.
TAPES = st.lists(st.tuples(st.integers(-100, 4400), st.integers(1, 9_000_001), STATES), max_size=8)

quick = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def _pieces(
    zone_name: str, first: date, due: tuple[Daypart, ...], tapes: Sequence[tuple[int, int, RecordingState]]
) -> list[dict[str, object]]:
    """The due frame's rows of a channel of three days with these recordings; the database stays as it was."""
    from dauys.db import models
    from dauys.db.selectors.recordings import due_frame

    outlet = Outlet("kok", NAMES, Medium.TV, Level.NATIONAL, "", ("kk",), zone_name, ())
    channel = Channel("kok-1", "kok", NAMES, first, first + timedelta(days=2), due)
    midnight_ms = Daypart(time(0), None).on(first, zone(zone_name)).start_ms
    with transaction.atomic():
        models.Outlet.objects.create(**models.Outlet.fields(outlet))
        models.Channel.objects.create(**models.Channel.fields(channel))
        for n, (minute, length_ms, state) in enumerate(tapes):
            start_ms = midnight_ms + minute * MINUTE_MS
            models.Recording.objects.create(
                channel_id="kok-1",
                sha256=f"{n:064x}",
                arrival_name="tape",
                start_ms=start_ms,
                end_ms=start_ms + length_ms if state is RecordingState.HEARD else None,
                state=str(state),
                reason="no_audio" if state is RecordingState.SET_ASIDE else "",
            )
        rows = due_frame().rows(named=True)
        transaction.set_rollback(True)
    return rows


def _intervals(rows: Sequence[dict[str, object]]) -> list[Interval]:
    return [Interval(int(str(row["start_ms"])), int(str(row["end_ms"]))) for row in rows]


@given(st.sampled_from(DAYS), st.sampled_from(DUE), TAPES)
@quick
def test_monitored_and_gaps_are_what_was_due(
    home: CampaignHome,
    where: tuple[str, date],
    due: tuple[Daypart, ...],
    tapes: list[tuple[int, int, RecordingState]],
) -> None:
    """For each day, pieces never overlap and add up to the due hours of that day, clock changes included."""
    rows = _pieces(*where, due, tapes)
    zone_ = zone(where[0])
    for n in range(3):
        day = where[1] + timedelta(days=n)
        of_day = _intervals([row for row in rows if row["day"] == day.isoformat()])
        wanted = [part.on(day, zone_) for part in due]
        assert sum(piece.length_ms for piece in of_day) == sum(part.length_ms for part in wanted)
        assert union(of_day) == union(wanted)
    heard = [row for row in rows if not row["cause"]]
    assert bool(heard) <= any(state is RecordingState.HEARD for *_, state in tapes)


@given(st.sampled_from(DAYS), TAPES, st.randoms(use_true_random=False))
@quick
def test_the_order_of_arrival_does_not_matter(
    home: CampaignHome, where: tuple[str, date], tapes: list[tuple[int, int, RecordingState]], chance: object
) -> None:
    """The same recordings in another order give the same monitored time and the same gaps."""
    shuffled = list(tapes)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert _pieces(*where, DUE[1], tapes) == _pieces(*where, DUE[1], shuffled)


def test_a_day_may_have_23_24_or_25_hours(home: CampaignHome) -> None:
    """The due time of a whole day is as long as the zone's clock makes it."""
    hours = {}
    for where in (DAYS[1], DAYS[2], DAYS[3], DAYS[6]):
        for row in _pieces(*where, DUE[0], []):
            hours[(where[0], row["day"])] = (int(str(row["end_ms"])) - int(str(row["start_ms"]))) / 3_600_000
    assert hours[("Asia/Almaty", "2024-02-29")] == 25
    assert hours[("Europe/Paris", "2021-03-28")] == 23
    assert hours[("Europe/Paris", "2021-10-31")] == 25
    assert hours[("Europe/Paris", "2021-10-30")] == 24
    assert ("Pacific/Apia", "2011-12-30") not in hours


def test_causes_are_told_apart(home: CampaignHome) -> None:
    """Heard is monitored; waiting is not scanned; set aside is unreadable; the rest was not recorded.

    Nobody knows how long an unheard recording is: it reaches to the next one, an hour at the most.
    """
    tapes = [
        (6 * 60, 30 * MINUTE_MS, RecordingState.HEARD),
        (7 * 60, 1, RecordingState.WAITING),
        (7 * 60 + 30, 1, RecordingState.SET_ASIDE),
    ]
    rows = _pieces("Asia/Almaty", date(2020, 12, 22), DUE[1], tapes)
    lengths = [
        ((i.length_ms // MINUTE_MS), row["cause"]) for row, i in zip(rows, _intervals(rows), strict=True)
    ]
    assert lengths[:5] == [
        (30, ""),
        (30, "no_recording"),
        (30, "not_scanned"),
        (60, "unreadable"),
        (15 * 60 + 30, "no_recording"),
    ]
    assert all(
        next(local_days(i, zone("Asia/Almaty")))[0].isoformat() == r["day"]
        for r, i in zip(rows, _intervals(rows), strict=True)
    )
