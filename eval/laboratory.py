"""The figures that a report prints as *laboratory*: written from a scoring run, never by hand."""

from __future__ import annotations

import argparse
import json
import math
from pathlib import Path
from typing import Any

from dauys.workflows.home_ear import OurEar
from eval.figures import wilson
from eval.report import Report

COMMANDS = (
    "python eval/corpus/build.py --split {split} --scale {scale} --out CORPUS",
    "dauys scan --spots CORPUS/spots CORPUS/recordings --out airings.csv",
    (
        "python eval/accuracy.py --corpus CORPUS --airings airings.csv --doubtful airings.doubtful.csv "
        "--laboratory FILE --split {split} --scale {scale} --readings {readings} --ear {ear}"
    ),
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """What is asked for the file beside the corpus and the log."""
    parser.add_argument("--laboratory", type=Path, help="write the figures that reports print to this file")
    parser.add_argument("--split", help="the part of the corpus's sound, as build.py was told")
    parser.add_argument("--scale", default="full", help="how much of it, as build.py was told")
    parser.add_argument(
        "--readings", type=int, help="how often an ear was scored on this split, this time included"
    )
    parser.add_argument("--ear", help="the commit whose ear heard it; its version must be the installed one")


def write(report: Report, asked: argparse.Namespace) -> None:
    """Writes the file: one line of canonical JSON, whole numbers only, as a bundle carries it."""
    lacking = [f"--{name}" for name in ("split", "readings", "ear") if not getattr(asked, name)]
    if lacking:
        raise SystemExit(f"--laboratory needs {', '.join(lacking)} too: a figure without its source is none")
    text = json.dumps(record(report, asked), ensure_ascii=False, separators=(",", ":"))
    asked.laboratory.write_text(f"{text}\n", encoding="utf-8")


def record(report: Report, asked: argparse.Namespace) -> dict[str, Any]:
    """Where the figures come from, and the figures, each in the form of a bundle's figures."""
    told = {"split": asked.split, "scale": asked.scale, "readings": asked.readings, "ear": asked.ear}
    ear = OurEar()
    return {
        "split": asked.split,
        "scale": asked.scale,
        "readings": asked.readings,
        "ear": {"engine": ear.engine, "params_digest": ear.params_digest, "commit": asked.ear},
        "commands": [command.format(**told) for command in COMMANDS],
        "figures": {
            f"laboratory.{name}": {"value": value, "unit": unit, "monitored": {}}
            for name, (value, unit) in measured(report).items()
        },
    }


def measured(report: Report) -> dict[str, tuple[int, str]]:
    """Name → value and unit. False airings are counted in all the sound, the rest in the promised range.

    Units: count; permille; ms; short_ms, the same for errors of a few; tenth, of one. Raises SystemExit where
    nothing was found, so that there is no error to state.
    """
    of = report.overall
    low, high = wilson(of.hits, of.n)
    errors_s = (of.start_median_s, of.start_p95_s, of.end_p95_s)
    if not of.hits or any(map(math.isnan, errors_s)):
        raise SystemExit("no whole airing was found: these are no figures to print in a report")
    median_ms, start_ms, end_ms = (half_up(1000 * error) for error in errors_s)
    return {
        "listened": (half_up(report.hours * 3_600_000), "ms"),
        "airings": (of.n, "count"),
        "found": (of.hits, "count"),
        "recall": (half_up(1000 * of.recall), "permille"),
        "recall-low": (half_up(1000 * low), "permille"),
        "recall-high": (half_up(1000 * high), "permille"),
        "false": (len(report.match.false), "count"),
        "false-per-day": (half_up(10 * report.false_per_day), "tenth"),
        "wrong-versions": (of.wrong_versions, "count"),
        "integrity-right": (half_up(1000 * of.integrity_share), "permille"),
        "start-median": (median_ms, "short_ms"),
        "start-p95": (start_ms, "short_ms"),
        "end-p95": (end_ms, "short_ms"),
    }


def half_up(number: float) -> int:
    """The nearest whole number."""
    return math.floor(number + 0.5)
