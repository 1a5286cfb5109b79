"""Numbers, times and plurals as each language writes them."""

from __future__ import annotations

import pytest

from dauys.domain.names import Names
from dauys.reports.figures import permille
from dauys.reports.messages import (
    Area,
    Count,
    Day,
    Joined,
    Length,
    Moment,
    Money,
    Position,
    Thousandths,
    say_many,
)
from dauys.reports.wording import Wording

NBSP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("inline", "kk", "ru", "en"),
    [
        (Count(1234567), f"1{NBSP}234{NBSP}567", f"1{NBSP}234{NBSP}567", "1,234,567"),
        (Thousandths(254), "25,4%", f"25,4{NBSP}%", "25.4%"),
        (Thousandths(1000), "100,0%", f"100,0{NBSP}%", "100.0%"),
        (Thousandths(978, is_percent=False), "0,978", "0,978", "0.978"),
        (Day("2020-12-22"), f"2020{NBSP}ж. 22 желтоқсан", f"22 декабря 2020{NBSP}г.", "22 December 2020"),
        (Length(23_704), "23,70 с", "23,70 с", "23.70 s"),
        (Area(12_345), "123,5 см²", "123,5 см²", "123.5 cm²"),
        (Area(149_949), f"1{NBSP}499,5 см²", f"1{NBSP}499,5 см²", "1,499.5 cm²"),
        (
            Money(61_042_270_000),
            f"610{NBSP}422{NBSP}700 теңге",
            f"610{NBSP}422{NBSP}700 тенге",
            "610,422,700 tenge",
        ),
        (Money(1_250_050), f"12{NBSP}500,50 теңге", f"12{NBSP}500,50 тенге", "12,500.50 tenge"),
        (Position(5_040_129), "1:24:00,12", "1:24:00,12", "1:24:00.12"),
        (Names("Дала", "Степь", "Steppe"), "Дала", "Степь", "Steppe"),
        (Joined((Count(1), Count(2)), ", "), "1, 2", "1, 2", "1, 2"),
    ],
)
def test_each_language_writes_it_its_own_way(inline: object, kk: str, ru: str, en: str) -> None:
    """Decimal marks, grouping, order of the date, units."""
    written = [Wording(language).plain(inline) for language in ("kk", "ru", "en")]
    assert [text.replace("\N{NARROW NO-BREAK SPACE}", NBSP) for text in written] == [kk, ru, en]


@pytest.mark.parametrize(
    ("count", "ru"), [(1, "1 строка"), (3, "3 строки"), (11, "11 строк"), (21, "21 строка"), (25, "25 строк")]
)
def test_russian_has_three_plural_forms(count: int, ru: str) -> None:
    """One, few and many; Kazakh has one form after a number."""
    message = say_many("{count} row", "{count} rows", count)
    assert Wording("ru").plain(message) == ru
    assert Wording("kk").plain(message) == f"{count} жол"


def test_the_clock_is_the_outlets_own() -> None:
    """A moment in UTC is shown as the wall clock of the zone, its hundredths cut."""
    assert Wording("en").plain(Moment(1_608_642_000_129, "Asia/Almaty")) == "22 Dec 2020 19:00:00.12"
    assert (
        Wording("en").plain(Moment(1_608_642_000_129, "Asia/Almaty", is_exact=False)) == "22 Dec 2020 19:00"
    )
    assert Wording("en").plain(Moment(1_608_642_000_129, "Asia/Aqtau")) == "22 Dec 2020 18:00:00.12"


@pytest.mark.parametrize(
    ("ms", "shown"), [(0, "0:00:00"), (499, "0:00:00"), (500, "0:00:01"), (3_599_500, "1:00:00")]
)
def test_times_are_rounded_half_up_once(ms: int, shown: str) -> None:
    """A second is shown from its half on."""
    assert Wording("en").span(ms) == shown


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [(1, 3, 333), (2, 3, 667), (1, 2000, 1), (0, 5, 0), (5, 5, 1000), (0, 0, None)],
)
def test_a_share_is_rounded_once_and_unknown_where_there_is_no_whole(
    part: int, whole: int, share: int | None
) -> None:
    """Thousandths, half up, in integers."""
    assert permille(part, whole) == share
