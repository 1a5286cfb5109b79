"""The airing log as CSV: what `dauys scan` writes beside no campaign home (docs/reference/airing-log.md)."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from dauys.domain.sightings import Sighting, Standing

COLUMNS = (
    "recording",
    "spot",
    "version",
    "start_s",
    "end_s",
    "spot_start_s",
    "spot_end_s",
    "score",
    "speed",
    "integrity",
    "undecided_with",
    "why",
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class LogRow:
    """One sighting in one recording, by the recording's name."""

    recording: str
    sighting: Sighting

    @property
    def accepted(self) -> bool:
        """Whether the row stands in the log itself, not in the doubtful file."""
        return self.sighting.standing is Standing.ACCEPTED

    @property
    def order(self) -> tuple[str, int, int, str]:
        """Rows are sorted by recording and start; end and version only make the order total."""
        sighting = self.sighting
        return (self.recording, sighting.start_ms, sighting.end_ms, str(sighting.version))

    def cells(self) -> tuple[str, ...]:
        """The row's text, in the order of COLUMNS."""
        sighting = self.sighting
        return (
            _text(self.recording),
            _text(sighting.version.spot),
            _text(sighting.version.version),
            seconds(sighting.start_ms),
            seconds(sighting.end_ms),
            seconds(sighting.spot_start_ms),
            seconds(sighting.spot_end_ms),
            f"{sighting.score_pm / 1000:.3f}",
            f"{sighting.speed_ppm / 1_000_000:.6f}",
            sighting.integrity_text,
            _text(";".join(map(str, sighting.undecided_with))),
            _text(sighting.why),
        )


def seconds(length_ms: int) -> str:
    """Milliseconds as seconds with three decimals."""
    return f"{length_ms / 1000:.3f}"


def log_csv(rows: Iterable[LogRow]) -> bytes:
    """The rows in their order under a header; UTF-8, lines end in LF. Same rows, same bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(row.cells() for row in sorted(rows, key=lambda row: row.order))
    return text.getvalue().encode()


def doubtful_path(out: Path) -> Path:
    """`airings.csv` → `airings.doubtful.csv`, beside it."""
    return out.with_name(f"{out.stem}.doubtful{out.suffix}")


def write_log(out: Path, rows: Iterable[LogRow]) -> None:
    """Writes the log and its doubtful file; a reader meets the old file or the new one, never a half."""
    rows = list(rows)
    _replace(doubtful_path(out), log_csv(row for row in rows if not row.accepted))
    _replace(out, log_csv(row for row in rows if row.accepted))


def _replace(path: Path, content: bytes) -> None:
    beside = path.with_name(f".{path.name}.new")
    with beside.open("wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)


def _text(cell: str) -> str:
    """A cell that a spreadsheet would run as a formula gets a leading apostrophe."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
