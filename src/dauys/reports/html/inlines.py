"""Inlines as HTML: every figure is a `<data>` that leads to what is behind it."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from posixpath import dirname, relpath

from dauys.domain.zones import local, zone
from dauys.reports.document import Clip, Link, Report
from dauys.reports.figures import Figure
from dauys.reports.messages import Day, Foreign, Joined, Measured, Message, Moment, say
from dauys.reports.wording import Wording

_HOLE = re.compile(r"\{(\w+)\}")


@lru_cache(maxsize=1 << 12)
def _split(template: str) -> tuple[str, ...]:
    """Text, escaped, and names of values in turn."""
    parts = _HOLE.split(template)
    return tuple(part if number % 2 else escape(part) for number, part in enumerate(parts))


@lru_cache(maxsize=1 << 14)
def _way(path: str, folder: str) -> str:
    return relpath(path, folder or ".")


class Inlines:
    """Writes inlines for one page in one language."""

    def __init__(self, wording: Wording, report: Report, path: str) -> None:
        self.wording = wording
        self._report = report
        self._folder = dirname(path)

    def html(self, inline: object) -> str:
        """The inline, escaped and marked up."""
        match inline:
            case Message():
                return self._message(inline)
            case Joined():
                mark = "<br>" if inline.separator == "\n" else escape(inline.separator)
                return mark.join(self.html(part) for part in inline.parts)
            case Figure():
                return self._figure(inline)
            case Link():
                return f'<a href="{self.href(inline.page)}">{self.html(inline.text)}</a>'
            case Moment():
                return self._moment(inline)
            case Day():
                day = escape(self.wording.plain(inline))
                return f'<time datetime="{inline.iso}"><span>{day}</span></time>'
            case Measured():
                shown = escape(self.wording.measured(inline))
                return f'<data data-laboratory="{escape(inline.id)}" value="{inline.value}">{shown}</data>'
            case Clip():
                return self._clip(inline)
            case Foreign() if inline.language:
                return f'<span lang="{escape(inline.language)}">{escape(inline.text)}</span>'
            case _:
                return escape(self.wording.plain(inline))

    def href(self, page: str) -> str:
        """A page of the report, its path taken from this page's folder."""
        path, _, anchor = page.partition("#")
        return escape(_way(path, self._folder) + (f"#{anchor}" if anchor else ""))

    def _message(self, message: Message) -> str:
        """Only the holes of the template are filled; what stands in a value is never read again."""
        parts = _split(self.wording.template(message))
        if len(parts) == 1:
            return parts[0]
        values = dict(message.values)
        return "".join(
            self._in_sentence(values[part]) if number % 2 else part for number, part in enumerate(parts)
        )

    def _in_sentence(self, inline: object) -> str:
        return self._figure(inline, in_sentence=True) if isinstance(inline, Figure) else self.html(inline)

    def _moment(self, moment: Moment) -> str:
        """Day and clock may stand on two lines, neither is broken itself."""
        at = local(moment.at_ms, zone(moment.zone)).isoformat(timespec="milliseconds")
        parts = (f"<span>{escape(part)}</span>" for part in self.wording.moment_parts(moment))
        return f'<time datetime="{at}">{" ".join(parts)}</time>'

    def _figure(self, figure: Figure, *, in_sentence: bool = False) -> str:
        shown = escape(self.wording.figure(figure, in_sentence=in_sentence))
        href = self.href(self._report.addresses[figure.id])
        title = escape(self.wording.plain(figure.definition.meaning))
        is_number = figure.known_value is not None
        value = figure.value if is_number else ""
        number = f'<data data-figure="{escape(figure.id)}" value="{value}">{shown}</data>'
        if figure.is_void:
            reason = escape(self.wording.plain(say("nothing was due")))
            return f'<span class="unknown" title="{reason}">{number}</span>'
        if not is_number:
            return f'<a class="unknown" href="{href}" title="{title}">{number}</a>'
        return f'<a class="figure" href="{href}" title="{title}">{number}</a>'

    def _clip(self, clip: Clip) -> str:
        if not clip.file_name:
            return f'<span class="unknown">{self._message(say("no clip"))}</span>'
        source = escape(f"{_way('../clips', self._folder)}/{clip.file_name}")
        return f'<audio controls preload="none" src="{source}"></audio>'
