"""Compares an airing log with a corpus's truth: `python eval/accuracy.py --corpus DIR --airings FILE`."""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from eval import laboratory  # noqa: E402
from eval.logs import Truth  # noqa: E402
from eval.report import Report, compared  # noqa: E402
from eval.table import table  # noqa: E402

MISSES = ["problem", "recording", "spot", "version", "start_s", "end_s", "class", "parameter", "detail"]


def problems(report: Report) -> list[list[str]]:
    """A row for everything that went wrong: misses, false airings, wrong versions, wrong integrity."""
    out = [truth_row("miss", truth, "") for truth in report.match.missed]
    out += [
        ["false", row.recording, row.spot, row.version, f"{row.start_s:.3f}", f"{row.end_s:.3f}", "", "", on]
        for row, on in report.false_on
    ]
    for hit in report.match.hits:
        if hit.wrong_version:
            out.append(truth_row("wrong_version", hit.truth, f"heard {hit.row.stem}"))
        if not hit.integrity_right:
            heard_as, true = ("+".join(sorted(x.integrity)) for x in (hit.row, hit.truth))
            out.append(truth_row("integrity", hit.truth, f"heard {heard_as}, true {true}"))
    return out


def truth_row(problem: str, truth: Truth, detail: str) -> list[str]:
    """A problem with a true airing."""
    return [
        problem,
        truth.recording,
        truth.spot,
        truth.version,
        f"{truth.start_s:.3f}",
        f"{truth.end_s:.3f}",
        truth.kind,
        f"{truth.parameter:g}",
        detail,
    ]


def main() -> None:
    """Reads the command line; prints the table or writes it to --out."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--corpus", type=Path, required=True, help="a folder that eval/corpus/build.py made")
    parser.add_argument("--airings", type=Path, required=True, help="the log of `dauys scan`")
    parser.add_argument("--doubtful", type=Path, help="the log of doubtful rows")
    parser.add_argument("--out", type=Path, help="write the table here instead of printing it")
    parser.add_argument(
        "--misses", type=Path, help="write every miss, false airing and wrong row to this CSV"
    )
    laboratory.add_options(parser)
    asked = parser.parse_args()
    report = compared(asked.corpus, asked.airings, asked.doubtful)
    if asked.misses:
        with asked.misses.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([MISSES, *problems(report)])
    if asked.laboratory:
        laboratory.write(report, asked)
    if asked.out:
        asked.out.write_text(table(report), encoding="utf-8")
    else:
        print(table(report))


if __name__ == "__main__":
    main()
