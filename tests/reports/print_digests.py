"""Prints the SHA-256 of every printed file of one report; run by test_same_bytes in worlds that differ.

Usage: python -m tests.reports.print_digests YEARS — the clock of the standard library runs ahead by YEARS.
"""

from __future__ import annotations

import hashlib
import sys
import time


def ahead(years: int) -> None:
    """Moves what zipfile and others ask for the time; the typesetter's own clock is out of reach."""
    real, seconds = time.time, years * 31_557_600
    local, utc = time.localtime, time.gmtime
    time.time = lambda: real() + seconds
    time.localtime = lambda at=None: local(time.time() if at is None else at)
    time.gmtime = lambda at=None: utc(time.time() if at is None else at)


def main() -> None:
    ahead(int(sys.argv[1]))
    from tests.reports import paper, registers

    from dauys.workflows.print_report import print_report

    report = paper.whole()
    for language in ("kk", "ru", "en"):
        drawings = paper.drawings(report, language)
        for path, content in print_report(report, registers.tables(), language, drawings):
            print(path, hashlib.sha256(content).hexdigest())


if __name__ == "__main__":
    main()
