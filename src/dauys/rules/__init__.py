"""STAGE. Published tables and a rule book → findings that explain themselves; never the word violation.

text of a book → read_book → RuleBook → book_json, as the bundle carries it
RuleBook + tables → test → findings, rule-tests, windows (`domain.law.LAW_TABLES`)
text of cases + RuleBook → read_cases → run → what differs from what a case expects
"""

from __future__ import annotations

from dauys.rules.book import read_book
from dauys.rules.canonical import book_from_json, book_json
from dauys.rules.cases import Case, Result, read_cases, run
from dauys.rules.judgement import test

__all__ = ["Case", "Result", "book_from_json", "book_json", "read_book", "read_cases", "run", "test"]
