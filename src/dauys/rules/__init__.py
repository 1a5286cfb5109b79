"""STAGE. Published tables and a rule book → findings that explain themselves; never the word violation.

text of a book → read_book → RuleBook
RuleBook + tables → test → findings, rule-tests, windows (`domain.law.LAW_TABLES`)
"""

from __future__ import annotations

from dauys.rules.book import read_book
from dauys.rules.judgement import test

__all__ = ["read_book", "test"]
