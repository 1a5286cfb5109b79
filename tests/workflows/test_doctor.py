"""What the doctor says of this machine, and of one that falls short."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner

from dauys.cli import dauys
from dauys.domain.errors import DauysError
from dauys.workflows import doctor, listening
from dauys.workflows.doctor import Grade, examine
from dauys.workflows.sandbox import LAYERS


def grades(home: Path) -> dict[str, Grade]:
    return {seen.text: seen.grade for seen in examine(home)}


def grade_of(text: str, home: Path) -> Grade:
    return next(grade for said, grade in grades(home).items() if text in said)


def test_every_layer_is_named(tmp_path: Path) -> None:
    """One line for each protection, in words."""
    said = " ".join(grades(tmp_path))
    assert all(words in said for words in doctor.LAYER_WORDS.values())
    assert set(doctor.LAYER_WORDS) == set(LAYERS)


def test_this_machine_protects_its_listener() -> None:
    """All but namespaces, which not every system grants, are active wherever the tests run."""
    assert {
        layer: why for layer, why in listening.protection().items() if why and layer != "namespaces"
    } == {}


def test_a_missing_layer_is_a_warning_with_advice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the system refuses one, the reason and what to do are said."""
    layers = dict.fromkeys(LAYERS, "") | {"syscalls": "Function not implemented"}
    monkeypatch.setattr(listening, "protection", lambda: layers)
    found = next(one for one in examine(tmp_path) if "Function not implemented" in one.text)
    assert (found.grade, bool(found.advice)) == (Grade.WARNING, True)


def test_a_listener_that_does_not_start_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nothing can be heard, and the command says so by its status."""

    def refuse() -> None:
        raise DauysError("the listening process does not start")

    monkeypatch.setattr(listening, "protection", refuse)
    result = CliRunner().invoke(dauys, ["--home", str(tmp_path), "doctor"])
    assert result.exit_code == 1
    assert "fault    the listening process does not start" in result.output


@pytest.mark.parametrize(
    ("version", "grade"),
    [((3, 6, 23), "ok"), ((3, 7, 0), "warning"), ((3, 51, 2), "warning"), ((3, 51, 3), "ok")],
)
def test_sqlite_with_the_reset_fault_is_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, version: tuple[int, int, int], grade: str
) -> None:
    """3.7.0 to 3.51.2 are affected; one to either side is not."""
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    assert grade_of("SQLite", tmp_path) == grade


def test_little_room_is_warned_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also for a campaign home that is not there yet."""
    monkeypatch.setattr(doctor, "FREE_LEAST_BYTES", 1 << 60)
    assert grade_of("GB free", tmp_path / "not" / "yet") == Grade.WARNING


def test_the_command_prints_a_line_for_each(tmp_path: Path) -> None:
    """`dauys doctor` succeeds here, with one graded line for each seen."""
    result = CliRunner().invoke(dauys, ["--home", str(tmp_path), "doctor"])
    assert result.exit_code == 0, result.output
    lines = [line for line in result.output.splitlines() if not line.startswith(" ")]
    assert len(lines) == 11
    assert all(line.startswith(("ok ", "warning ")) for line in lines)
