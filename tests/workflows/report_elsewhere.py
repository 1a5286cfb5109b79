"""Writes the report of a home with the clock running ahead; run by test_same_folder in worlds that differ.

Usage: python -m tests.workflows.report_elsewhere YEARS HOME OUT
"""

from __future__ import annotations

import sys

from tests.reports.print_digests import ahead


def main() -> None:
    years, home, out = sys.argv[1:]
    ahead(int(years))
    from dauys.cli import dauys

    dauys.main(["--home", home, "report", "--out", out], standalone_mode=False)


if __name__ == "__main__":
    main()
