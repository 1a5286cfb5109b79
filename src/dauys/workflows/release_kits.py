"""The release kit as files: in each language a short text, a picture, and the picture in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dauys.reports import Report

KIT = "release-kit"
_MARGIN = 16
"""Points of white around the picture, which may be put on any ground."""


def kit_files(
    document: Report, languages: Sequence[str], draw: Callable[[Mapping[str, Any]], str]
) -> Iterator[tuple[str, bytes]]:
    """Path from the report's folder, and bytes. draw: Vega-Lite specification → SVG.

    Without a chart that compares there is no picture.
    """
    from dauys.reports import release_kit
    from dauys.reports.pictures import picture

    for language in languages:
        kit = release_kit(document, language)
        yield f"{KIT}/{language}/text.txt", f"{kit.text}\n".encode()
        if kit.picture is not None:
            yield f"{KIT}/{language}/picture.png", picture(draw(kit.picture), _MARGIN)
            yield f"{KIT}/{language}/picture.txt", f"{kit.alternative}\n".encode()
