"""Inlines as runs of plain text with a role, for formats that have neither links nor markup of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from string import Formatter

from dauys.reports.document import Clip, Link
from dauys.reports.figures import Figure
from dauys.reports.messages import Foreign, Joined, Message, Moment, say
from dauys.reports.wording import Wording

NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text. `role` is empty, `figure` (a known number), `unknown` (not known, not monitored) or
    `address` (a page of the report that is read on a screen).

    language: where it is not the document's own. A text of "\\n" alone begins a new line.
    """

    text: str
    role: str = ""
    language: str = ""


class Runs:
    """Writes inlines in one language. Links lose their way and keep their words: paper leads nowhere."""

    def __init__(self, wording: Wording) -> None:
        self.wording = wording

    def of(self, inline: object, *, in_sentence: bool = False) -> list[Run]:
        """The runs of any member of `document.Inline`; TypeError for anything else."""
        match inline:
            case Figure():
                return [self._figure(inline, in_sentence=in_sentence)]
            case Link():
                return self.of(inline.text, in_sentence=in_sentence)
            case Moment():
                day, clock = self.wording.moment_parts(inline)
                return [Run(f"{day.replace(' ', NO_BREAK)} {clock}")]
            case Clip():
                return [Run(inline.file_name)] if inline.file_name else self.of(say("no clip"))
            case Message():
                return list(self._message(inline))
            case Joined():
                return list(self._joined(inline))
            case Foreign():
                return [Run(inline.text, language=inline.language)]
            case _:
                return [Run(self.wording.plain(inline))]

    def line(self, inline: object) -> list[Run]:
        """The runs of a whole line; where it is nothing but a link, it says which page that would lead to."""
        runs = self.of(inline)
        if isinstance(inline, Link):
            runs.append(Run(f" ({inline.page.partition('#')[0]})", "address"))
        return runs

    def plain(self, inline: object) -> str:
        """The runs as one line of text."""
        return "".join(run.text for run in self.of(inline)).replace("\n", " ")

    def _figure(self, figure: Figure, *, in_sentence: bool) -> Run:
        shown = self.wording.figure(figure, in_sentence=in_sentence)
        if figure.known_value is None:
            return Run(shown, "unknown")
        return Run(shown.replace(" ", NO_BREAK), "figure")

    def _message(self, message: Message) -> Iterator[Run]:
        """Only the holes of the template are filled; what stands in a value is never read again."""
        values = dict(message.values)
        for text, hole, _, _ in Formatter().parse(self.wording.template(message)):
            if text:
                yield Run(text)
            if hole is not None:
                yield from self.of(values[hole], in_sentence=True)

    def _joined(self, joined: Joined) -> Iterator[Run]:
        for number, part in enumerate(joined.parts):
            if number:
                yield Run(joined.separator)
            yield from self.of(part)
