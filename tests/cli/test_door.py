"""The command line's door: verbs are found, refusals are one message, the exit status is kept."""

from __future__ import annotations

import sys
from pathlib import Path

import click
import pytest

from dauys import __version__, cli
from dauys.domain.errors import CampaignHomeError, WrongUse


def _run(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> int | None:
    monkeypatch.setattr(sys, "argv", ["dauys", *arguments])
    with pytest.raises(SystemExit) as leave:
        cli.main()
    assert leave.value.code is None or isinstance(leave.value.code, int)
    return leave.value.code


def _plant(monkeypatch: pytest.MonkeyPatch, act: object) -> None:
    """Makes `dauys planted` a verb that calls `act(ctx)`."""
    command = click.Command("planted", callback=click.pass_context(act))  # type: ignore[arg-type]
    get_command = cli.Verbs.get_command

    def found(self: cli.Verbs, ctx: click.Context, name: str) -> click.Command | None:
        return command if name == "planted" else get_command(self, ctx, name)

    monkeypatch.setattr(cli.Verbs, "get_command", found)


def test_every_module_is_a_verb_but_those_with_an_underscore() -> None:
    """The folder is the list of verbs; what verbs show themselves with is none."""
    verbs = cli.dauys.list_commands(click.Context(cli.dauys))
    folder = Path(cli.__file__).parent
    names = {path.stem for path in folder.glob("*.py")} - {"__init__"}
    assert verbs == sorted(name.replace("_", "-") for name in names if not name.startswith("_"))
    assert "scan" in verbs


def test_every_verb_has_its_name_and_a_help_line() -> None:
    """A verb is called as its file, and says in one sentence what it does."""
    context = click.Context(cli.dauys)
    for verb in cli.dauys.list_commands(context):
        command = cli.dauys.get_command(context, verb)
        assert command is not None
        assert command.name == verb
        assert command.get_short_help_str(200).endswith("."), f"{verb} says nothing of itself"


def test_version_and_help_succeed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Asking what there is is no failure."""
    assert not _run(monkeypatch, "--version")
    assert __version__ in capsys.readouterr().out
    assert not _run(monkeypatch, "--help")
    assert "scan" in capsys.readouterr().out


@pytest.mark.parametrize("status", [0, 2])
def test_a_verbs_exit_status_is_the_programs(monkeypatch: pytest.MonkeyPatch, status: int) -> None:
    """What a verb leaves with reaches the shell."""
    _plant(monkeypatch, lambda ctx: ctx.exit(status))
    assert (_run(monkeypatch, "planted") or 0) == status


@pytest.mark.parametrize("arguments", [["conjure"], ["scan", "--conjure"], []])
def test_wrong_use_is_status_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    """An unknown verb, an unknown option and no verb at all: 1, never click's own 2."""
    assert _run(monkeypatch, *arguments) == 1
    assert "Usage" in capsys.readouterr().err


@pytest.mark.parametrize("refusal", [WrongUse("name a folder"), CampaignHomeError("name a folder")])
def test_a_refusal_is_one_message(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], refusal: Exception
) -> None:
    """No trace of the program's inside, only what to do; status 1."""

    def refuse(ctx: click.Context) -> None:
        raise refusal

    _plant(monkeypatch, refuse)
    assert _run(monkeypatch, "planted") == 1
    assert capsys.readouterr().err == "Error: name a folder\n"


def test_ctrl_c_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Stopped by the keyboard: one word, and the status that shells know for it."""

    def interrupted(ctx: click.Context) -> None:
        raise KeyboardInterrupt

    _plant(monkeypatch, interrupted)
    assert _run(monkeypatch, "planted") == 130
    assert capsys.readouterr().err.strip() == "Stopped."


def test_a_defect_is_not_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody refused on purpose stops with its trace."""

    def fail(ctx: click.Context) -> None:
        raise ZeroDivisionError

    _plant(monkeypatch, fail)
    monkeypatch.setattr(sys, "argv", ["dauys", "planted"])
    with pytest.raises(ZeroDivisionError):
        cli.main()


def test_the_home_is_found_by_option_and_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """--home before DAUYS_HOME before ./campaign."""
    homes: list[Path] = []
    _plant(monkeypatch, lambda ctx: homes.append(ctx.obj))
    monkeypatch.delenv("DAUYS_HOME", raising=False)
    _run(monkeypatch, "planted")
    monkeypatch.setenv("DAUYS_HOME", "elsewhere")
    _run(monkeypatch, "planted")
    _run(monkeypatch, "--home", "here", "planted")
    assert homes == [Path("campaign"), Path("elsewhere"), Path("here")]
