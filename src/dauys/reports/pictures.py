"""Charts as PNG, drawn by the typesetter: the same picture on every machine, whatever fonts it has."""

from __future__ import annotations

from collections.abc import Mapping

from dauys.reports.typesetting import legible, set_png

PIXELS_PER_POINT = 3
"""One pixel of a drawing becomes nine of the picture: sharp on paper at its printed size."""


def pictures(drawings: Mapping[str, str]) -> dict[str, bytes]:
    """PNG bytes of each drawing (SVG) by its name, on white."""
    return {name: picture(svg) for name, svg in drawings.items()}


def picture(svg: str, margin: int = 0) -> bytes:
    """PNG bytes of one drawing, PIXELS_PER_POINT to a side, with that many points of white around it."""
    inputs = {"svg": legible(svg), "margin": str(margin)}
    return set_png("picture.typ", inputs, ppi=72 * PIXELS_PER_POINT)
