"""A small rule book of nowhere, to test each part of the grammar with: its text, and books that vary it."""

from __future__ import annotations

from dauys import rules
from dauys.domain.law import RuleBook

HEAD = """\
book: nowhere
title: {kk: Еш жер, ru: Нигде, en: Nowhere}
checked_on: 2026-11-23
source: invented
zones: [Asia/Almaty, Asia/Qyzylorda]
"""
WINDOWS = """\
windows:
  silence:
    - from: {voting_day: -1, at: "00:00"}
      until: {voting_day: 1, at: "00:00"}
      register: silence
rules:
"""
RULE = """\
  - id: R1
    kind: KIND
    level: breach
    provision: art. 1
    title: {kk: Ереже, ru: Правило, en: A rule}
    status: N
    terms: TERMS
"""


def text(
    terms: str = "{rows: {table: airings}, during: silence}",
    kind: str = "interval_ban",
    head: str = HEAD,
    windows: str = WINDOWS,
    more: str = "",
) -> str:
    """A book with one rule R1; `more` stands below it, `    valid_to: …` at the rule's own keys."""
    return head + windows + RULE.replace("KIND", kind).replace("TERMS", terms) + more


def book(*args: str, **parts: str) -> RuleBook:
    """The book of that text."""
    return rules.read_book(text(*args, **parts), "rules.yaml")
