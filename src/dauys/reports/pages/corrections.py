"""Corrections: every figure that a release changed, with its reason, as it was and as it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dauys.domain.figures import Unit
from dauys.domain.releases import Correction
from dauys.reports.document import (
    Block,
    Heading,
    Inline,
    Link,
    Page,
    Paragraph,
    Report,
    Row,
    Statement,
    Table,
)
from dauys.reports.illustrative import illustrative
from dauys.reports.material import Material
from dauys.reports.messages import Area, Count, Foreign, Joined, Money, Span, Thousandths, say
from dauys.reports.registry import Registry

PATH = "corrections.html"
_SESSION, _LIMITS = "session.html", "heading-16"
_AMOUNTS: Mapping[Unit, Callable[[int], Inline]] = {
    Unit.COUNT: Count,
    Unit.MS: Span,
    Unit.PERMILLE: Thousandths,
    Unit.MM2: Area,
    Unit.TIYN: Money,
}


def with_corrections(report: Report, corrections: Sequence[Correction], material: Material) -> Report:
    """The report with a page of corrections, and a line about them under the limits of what is known.

    corrections: of this release and all earlier ones; without any the report stays as it is.
    """
    if not corrections:
        return report
    page = _page(report, corrections, Registry(material))
    pages = [_with_line(each, corrections) if each.path == _SESSION else each for each in report.pages]
    return replace(report, pages=(*pages, illustrative(page) if material.is_illustrative else page))


def _page(report: Report, corrections: Sequence[Correction], registry: Registry) -> Page:
    """The newest release first."""
    fixed = {name: len(figure.where.fixed) for name, figure in report.figures.items()}

    def widest(made: Correction) -> tuple[bool, int, str]:
        """What is said of the whole before what is said of its parts; what is gone stands last."""
        return made.figure not in fixed, fixed.get(made.figure, 0), made.figure

    lead = say("A release is never changed. Where a later one brings other figures, they are named here.")
    blocks: list[Block] = [Paragraph(lead, "lead")]
    for number in sorted({each.release for each in corrections}, reverse=True):
        made = sorted((each for each in corrections if each.release == number), key=widest)
        rows = tuple(_row(each, report, registry) for each in made)
        head = (say("Figure"), say("Before"), say("Now"), say("Reason"))
        caption = say("Figures that differ from those of the release before: {count}", count=Count(len(made)))
        blocks += [
            Heading(say("Release {number}", number=Count(number)), f"release-{number}"),
            Table(caption, head, rows, frozenset({1, 2}), frozenset({0, 3})),
        ]
    return Page(PATH, say("Corrections"), tuple(blocks))


def _row(made: Correction, report: Report, registry: Registry) -> Row:
    """What was published before is plain text; what holds now is the figure itself."""
    figure = report.figures.get(made.figure)
    name = Foreign(made.figure)
    said = Joined((figure.definition.label, registry.words(figure.where), name), " · ") if figure else name
    now: Inline = figure if figure and figure.known_value == made.new else _amount(made.new, made.unit)
    if figure is None and made.new is None:
        now = say("no longer published")
    return Row((said, _amount(made.old, made.unit), now, Foreign(made.reason)))


def _amount(value: int | None, unit: str) -> Inline:
    return say("not known") if value is None else _AMOUNTS[Unit(unit)](value)


def _with_line(session: Page, corrections: Sequence[Correction]) -> Page:
    """The line stands last among what the heading holds, before a signer's words."""
    newest = max(each.release for each in corrections)
    count = sum(each.release == newest for each in corrections)
    line = say(
        "Figures corrected in release {number}: {count}; in all releases: {total}.",
        number=Count(newest),
        count=Count(count),
        total=Count(len(corrections)),
    )
    where = _end_of_limits(session.blocks)
    added = (Paragraph(line), Paragraph(Link(say("Every correction with its reason"), PATH)))
    return replace(session, blocks=(*session.blocks[:where], *added, *session.blocks[where:]))


def _end_of_limits(blocks: Sequence[Block]) -> int:
    anchors = [block.anchor if isinstance(block, Heading) else "" for block in blocks]
    start = anchors.index(_LIMITS)
    said = (n for n, block in enumerate(blocks) if n > start and isinstance(block, Statement))
    return next(said, len(blocks))
