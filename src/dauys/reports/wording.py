"""Puts messages, numbers, times and names into one of the three languages."""

from __future__ import annotations

import io
from datetime import date
from functools import cache, lru_cache
from gettext import GNUTranslations
from importlib.resources import files

from babel import Locale
from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent

from dauys.domain.names import Names
from dauys.domain.zones import local, zone
from dauys.reports.figures import Figure, Unit
from dauys.reports.messages import (
    Area,
    Count,
    Day,
    Foreign,
    Joined,
    Length,
    Measured,
    Message,
    Moment,
    Money,
    Position,
    Span,
    Thousandths,
    say,
)

SOURCE_LANGUAGE = "en"
"""Message ids are English sentences, so English has no catalogue of its own."""


@cache
def catalogue(language: str) -> GNUTranslations | None:
    """The shipped catalogue of a language, read from its `.po` file; None for the source language."""
    if language == SOURCE_LANGUAGE:
        return None
    text = (files("dauys") / "locale" / language / "LC_MESSAGES" / "dauys.po").read_bytes()
    compiled = io.BytesIO()
    write_mo(compiled, read_po(io.BytesIO(text), locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)


# A report says the same numbers and days many thousand times.
@lru_cache(maxsize=1 << 16)
def _decimal(value: float, locale: Locale, pattern: str | None = None) -> str:
    return str(format_decimal(value, format=pattern, locale=locale))


@lru_cache(maxsize=1 << 14)
def _percent(thousandths: int, locale: Locale) -> str:
    pattern = str(locale.percent_formats[None].pattern).replace("#,##0", "#,##0.0")
    return str(format_percent(thousandths / 1000, format=pattern, locale=locale))


@lru_cache(maxsize=1 << 12)
def _date(day: date, locale: Locale, form: str) -> str:
    return str(format_date(day, form, locale=locale))


_LOCALES = {"kk": "kk_KZ", "ru": "ru_KZ", "en": "en_GB"}
"""English as the day is written in Europe: 22 December 2020."""
_SHORT_DAYS = {"kk": "y\N{NO-BREAK SPACE}'ж'. d MMM"}
"""The locale writes Kazakh short days as 09 қаң.; its long days, like ours here, have no zero."""


class Wording:
    """Plain text in one language. `html.inlines` adds the markup."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._catalogue = catalogue(language)
        self._locale = Locale.parse(_LOCALES[language])
        self.mark = str(self._locale.number_symbols["latn"]["decimal"])

    def template(self, message: Message) -> str:
        """The message in this language, its `{values}` still to be filled in."""
        if message.plural:
            return self._plural(message)
        text = self._catalogue.gettext(message.text) if self._catalogue else message.text
        # A dash does not begin a line.
        return text.replace(" — ", "\N{NO-BREAK SPACE}— ").replace(" – ", "\N{NO-BREAK SPACE}– ")

    def _plural(self, message: Message) -> str:
        if self._catalogue:
            return self._catalogue.ngettext(message.text, message.plural, message.count)
        return message.text if message.count == 1 else message.plural

    def count(self, value: int) -> str:
        """1 234 567 in the language's grouping."""
        return _decimal(value, self._locale)

    def percent(self, thousandths: int) -> str:
        """Per cent with one decimal: 254 is 25.4 %."""
        # Division by 1000 is exact to the decimal that is shown: the integer is the rounded value.
        return _percent(thousandths, self._locale)

    def fraction(self, thousandths: int) -> str:
        """Between 0 and 1 with three decimals."""
        return _decimal(thousandths / 1000, self._locale, "0.000")

    def span(self, ms: int) -> str:
        """h:mm:ss, to the nearest second, half up."""
        minutes, seconds = divmod((ms + 500) // 1000, 60)
        hours, minutes = divmod(minutes, 60)
        return f"{self.count(hours)}:{minutes:02}:{seconds:02}"

    def long_span(self, ms: int) -> str:
        """Hours, minutes and seconds with their units, as a sentence needs them."""
        minutes, seconds = divmod((ms + 500) // 1000, 60)
        hours, minutes = divmod(minutes, 60)
        parts = {"hours": Count(hours), "minutes": Count(minutes), "seconds": Count(seconds)}
        if hours:
            return self.plain(say("{hours} h {minutes} min {seconds} s", **parts))
        return self.plain(say("{minutes} min {seconds} s", **parts))

    def seconds(self, ms: int) -> str:
        """Seconds to the hundredth, half up, with their unit."""
        whole, hundredths = divmod((ms + 5) // 10, 100)
        return self.plain(
            say("{seconds} s", seconds=Foreign(f"{self.count(whole)}{self.mark}{hundredths:02}"))
        )

    def area(self, mm2: int) -> str:
        """Square centimetres with one decimal, half up, with their unit."""
        whole, tenth = divmod((mm2 + 5) // 10, 10)
        return self.plain(say("{area} cm²", area=Foreign(f"{self.count(whole)}{self.mark}{tenth}")))

    def money(self, tiyn: int) -> str:
        """Tenge with their unit; tiyn as two decimals where there are any."""
        tenge, rest = divmod(tiyn, 100)
        sum_ = self.count(tenge) + (f"{self.mark}{rest:02}" if rest else "")
        return self.plain(say("{sum} tenge", sum=Foreign(sum_)))

    def measured(self, number: Measured) -> str:
        """A laboratory figure in its unit."""
        if number.unit == "short_ms":
            return self.plain(say("{ms} ms", ms=Count(number.value)))
        if number.unit == "tenth":
            return _decimal(number.value / 10, self._locale, "#,##0.0")
        show = {"count": self.count, "permille": self.percent, "ms": self.long_span}
        return show[number.unit](number.value)

    def day(self, iso: str) -> str:
        """22 December 2020, as the language writes it."""
        return _date(date.fromisoformat(iso), self._locale, "long")

    def moment(self, moment: Moment) -> str:
        """The day and the wall clock of the zone, to the hundredth of a second (cut, not rounded)."""
        return " ".join(self.moment_parts(moment))

    def moment_parts(self, moment: Moment) -> tuple[str, str]:
        """The day, and the clock, apart."""
        at = local(moment.at_ms, zone(moment.zone))
        day = _date(at.date(), self._locale, _SHORT_DAYS.get(self.language, "medium"))
        if not moment.is_exact:
            return day, f"{at:%H:%M}"
        return day, f"{at:%H:%M:%S}{self.mark}{at.microsecond // 10_000:02}"

    def position(self, ms: int) -> str:
        """h:mm:ss.cc into a recording (cut, not rounded)."""
        seconds, rest = divmod(ms, 1000)
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}{self.mark}{rest // 10:02}"

    def figure(self, figure: Figure, *, in_sentence: bool = False) -> str:
        """A figure's value in its unit; not known where it has none."""
        if figure.is_unheard:
            return self.plain(say("not monitored"))
        if figure.is_void:
            return "–"
        if figure.value is None:
            return self.plain(say("not known"))
        show = {
            Unit.COUNT: self.count,
            Unit.MS: self.long_span if in_sentence else self.span,
            Unit.PERMILLE: self.percent,
            Unit.MM2: self.area,
            Unit.TIYN: self.money,
        }
        return show[figure.unit](figure.value)

    def plain(self, inline: object) -> str:
        """Any inline without markup, as titles and charts need it."""
        match inline:
            case Message():
                words = {name: self.plain(value) for name, value in inline.values}
                return self.template(inline).format(**words)
            case Joined():
                return inline.separator.join(self.plain(part) for part in inline.parts)
            case Names():
                return inline.in_language(self.language)
            case Figure():
                return self.figure(inline)
            case Foreign():
                return inline.text
            case _:
                return self._measured(inline)

    def _measured(self, inline: object) -> str:
        match inline:
            case Count():
                return self.count(inline.value)
            case Day():
                return self.day(inline.iso)
            case Moment():
                return self.moment(inline)
            case Length():
                return self.seconds(inline.ms)
            case Span():
                return self.span(inline.ms)
            case Position():
                return self.position(inline.ms)
            case Area():
                return self.area(inline.mm2)
            case Money():
                return self.money(inline.tiyn)
            case Measured():
                return self.measured(inline)
            case Thousandths():
                return self.percent(inline.value) if inline.is_percent else self.fraction(inline.value)
        raise TypeError(f"{type(inline).__name__} has no words of its own")
