"""The registers of kz-2021 that are made: the election as it is read, and the bulk from a fixed seed.

The session gave totals only. `files` makes as many rows as it counted, in equal parts for the parties, the
outlets and the days, each marked as illustrative (docs/reference/kz-2021.md says what is real). What no
source counts and no register requires stays empty: prices, areas, tones, lengths of coverage.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

from dauys.domain.errors import WrongUse
from dauys.examples.kz_2021.equal_parts import Occasion, Outlet, Turns, occasions, shares
from dauys.examples.rehearsal.dice import Dice

READINGS = ("total", "each")
"""Whether the source's 2,582 and 6,656, "of each party", count all parties together or each alone."""
SEED = 20210108

TV_AIRINGS = 2582
RADIO_AIRINGS = 1217
PLACEMENTS = 199
INSERTIONS = 152
ASSEMBLY_INSERTIONS = 11
INFORMING_ITEMS = 6656
ASSEMBLY_CHANNELS = 3

CONTEST = "mazhilis"
ASSEMBLY = "assembly-candidates"
ASSEMBLY_SINCE = date(2020, 12, 28)
"""No row of the Assembly's contest is older: its candidates were registered about the 24th."""
SHARED_BY_TWO = 10
"""One informing item in so many names two parties, so that items and mentions are not the same number."""
LENGTH_MS = 30_000
"""Every made-up airing is as long as every other."""
PAGE = 3

_FOLDER = Path(__file__).parent


def files(reading: str) -> Iterator[tuple[str, bytes]]:
    """(file name, bytes) of the registers that hang on the reading or on the seed: the same bytes everywhere.

    Raises WrongUse where the reading is none of READINGS.
    """
    if reading not in READINGS:
        raise WrongUse(f"{reading!r} is no reading of kz-2021; there are: {', '.join(READINGS)}")
    yield "elections.csv", (_FOLDER / "readings" / reading / "elections.csv").read_bytes()
    so_far: Counter[str] = Counter()  # over all media, so that nobody is ahead in their sum either
    yield "airings.csv", _packed(_AIRING, [*_tv(reading, so_far), *_radio(so_far)])
    yield "placements.csv", _packed(_PLACEMENT, _placements(so_far))
    yield "insertions.csv", _packed(_INSERTION, _insertions(so_far))
    yield "coverage.csv", _packed(_COVERAGE, _coverage(reading))


_AIRING = ("id", "channel", "contestant", "language", "start", "length_ms", "is_illustrative")
_PLACEMENT = ("id", "contestant", "outlet", "kind", "language", "address", "first_seen", "is_illustrative")
_INSERTION = ("id", "contestant", "outlet", "language", "issue", "issued_on", "page", "is_illustrative")
_COVERAGE = ("item", "subject", "outlet", "channel", "contest", "start", "language", "is_illustrative")

_Row = tuple[object, ...]


def _tv(reading: str, so_far: Counter[str]) -> Iterator[_Row]:
    """Airings on TV. The Assembly's videos are one row on each of three channels: how often is not known.

    In the total they are among the 2,582; where each party has 2,582 they stand beside these.
    """
    outlets = _outlets("tv")
    count = TV_AIRINGS if reading == "total" else TV_AIRINGS * len(_parties()) + ASSEMBLY_CHANNELS
    found = occasions(outlets, count, Dice(SEED, "tv"))
    made_up = [outlet for outlet in outlets if outlet.id.startswith("illustrative-")]
    return _airings("tv", found, so_far, _assembly(found, made_up[:ASSEMBLY_CHANNELS]))


def _radio(so_far: Counter[str]) -> Iterator[_Row]:
    return _airings("radio", occasions(_outlets("radio"), RADIO_AIRINGS, Dice(SEED, "radio")), so_far)


def _airings(
    medium: str, found: Sequence[Occasion], so_far: Counter[str], assembly: Set[Occasion] = frozenset()
) -> Iterator[_Row]:
    for number, (occasion, who, language) in enumerate(_dealt(found, so_far, assembly), 1):
        start = occasion.start.isoformat()
        yield f"{medium}-{number:05}", occasion.outlet.id, who, language, start, LENGTH_MS, "yes"


def _placements(so_far: Counter[str]) -> Iterator[_Row]:
    """Articles and banners; the addresses are of a domain that nobody can own (RFC 2606)."""
    found = occasions(_outlets("online"), PLACEMENTS, Dice(SEED, "online"))
    for number, (occasion, who, language) in enumerate(_dealt(found, so_far), 1):
        outlet, start = occasion.outlet.id, occasion.start.isoformat()
        kind = ("article", "banner")[number % 2]
        address = f"https://{outlet}.example/{kind}-{number:03}"
        yield f"online-{number:03}", who, outlet, kind, language, address, start, "yes"


def _insertions(so_far: Counter[str]) -> Iterator[_Row]:
    """Printed articles, the eleven of the Assembly's candidates among them: one in each of eleven papers."""
    outlets = _outlets("print")
    found = occasions(outlets, INSERTIONS, Dice(SEED, "print"))
    assembly = _assembly(found, outlets[:ASSEMBLY_INSERTIONS])
    for number, (occasion, who, language) in enumerate(_dealt(found, so_far, assembly), 1):
        day = occasion.day.isoformat()
        yield f"print-{number:03}", who, occasion.outlet.id, language, day, day, PAGE, "yes"


def _coverage(reading: str) -> Iterator[_Row]:
    """A row for each item and party that it names, over all outlets."""
    parties = _parties()
    count = INFORMING_ITEMS if reading == "total" else _items_for(INFORMING_ITEMS * len(parties))
    turns, channels = Turns(shares(parties, count + count // SHARED_BY_TWO, Counter())), _channels()
    for number, occasion in enumerate(occasions(_outlets(), count, Dice(SEED, "informing")), 1):
        outlet, start = occasion.outlet.id, occasion.start.isoformat()
        channel = outlet if outlet in channels else ""
        first, language = turns.next(occasion)
        named = [first] if number % SHARED_BY_TWO else [first, turns.next(occasion, first)[0]]
        for party in named:
            yield f"item-{number:05}", party, outlet, channel, CONTEST, start, language, "yes"


def _items_for(mentions: int) -> int:
    """How many items name parties so often in all, when one in SHARED_BY_TWO names two."""
    return -(-mentions * SHARED_BY_TWO // (SHARED_BY_TWO + 1))


def _dealt(
    found: Sequence[Occasion], so_far: Counter[str], assembly: Set[Occasion] = frozenset()
) -> Iterator[tuple[Occasion, str, str]]:
    """Each occasion with whose it is and in which language: the Assembly's own, and the parties' turns."""
    turns = Turns(shares(_parties(), len(found) - len(assembly), so_far))
    for occasion in found:
        if occasion in assembly:
            yield occasion, ASSEMBLY, occasion.outlet.languages[0]
        else:
            yield occasion, *turns.next(occasion)


def _assembly(found: Iterable[Occasion], outlets: Sequence[Outlet]) -> Set[Occasion]:
    """The first occasion of each of these outlets in the campaign of the Assembly's candidates."""
    late = [occasion for occasion in found if occasion.day >= ASSEMBLY_SINCE]
    return {next(occasion for occasion in late if occasion.outlet == outlet) for outlet in outlets}


def _outlets(medium: str = "") -> list[Outlet]:
    """The outlets of a medium, or all, in the register's order."""
    return [
        Outlet(row["id"], row["medium"], ZoneInfo(row["zone"]), tuple(row["languages"].split()))
        for row in _register("outlets")
        if medium in ("", row["medium"])
    ]


def _parties() -> list[str]:
    return [row["id"] for row in _register("contestants") if row["contest"] == CONTEST]


def _channels() -> set[str]:
    """Every channel here has the id of its outlet."""
    return {row["id"] for row in _register("channels")}


def _register(name: str) -> list[dict[str, str]]:
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _packed(header: Sequence[str], rows: Iterable[_Row]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode()
