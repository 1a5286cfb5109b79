"""Traces of findings in words: what was done and when, and what of the rule it touches.

A trace is data (`domain.law.FINDINGS`): the name of a message with raw values. Each kind of rule has its
words in a file of its own; moments are told on the clock that the trace names.
"""

from __future__ import annotations

from dauys.reports.traces.telling import told

__all__ = ["told"]
