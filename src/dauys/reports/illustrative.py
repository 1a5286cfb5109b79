"""Marks what shows illustrative rows: every chart's picture and title, every table's caption."""

from __future__ import annotations

from dataclasses import replace

from dauys.reports.document import Beside, Block, Chart, Page, Table
from dauys.reports.messages import Message, say


def illustrative(page: Page) -> Page:
    """The page with its charts and tables marked."""
    return replace(page, blocks=tuple(_marked(block) for block in page.blocks))


def _marked(block: Block) -> Block:
    if isinstance(block, Beside):
        return Beside(_marked(block.first), _marked(block.second))
    if isinstance(block, Chart):
        return replace(block, caption=_caption(block), is_illustrative=True)
    return replace(block, caption=_caption(block)) if isinstance(block, Table) else block


def _caption(block: Table | Chart) -> Message:
    return say("{caption} (illustrative example)", caption=block.caption)
