"""dauys release: freezes and signs the report."""

from __future__ import annotations

from pathlib import Path

import click

from dauys.cli._report_options import languages_named, say_what_was_written, stage_bars


@click.command
@click.option("--reason", "given", multiple=True, metavar="[FIGURE=]TEXT", help="Why figures changed.")
@click.option("--unsigned-parts", is_flag=True, help="Release although parts of the report lack a signature.")
@click.option("--lang", default="kk,ru,en", show_default=True, help="Languages, separated by commas.")
@click.option("--no-clips", is_flag=True, help="Cut no sound: rows then have no player.")
@click.pass_obj
def command(home: Path, given: tuple[str, ...], unsigned_parts: bool, lang: str, no_clips: bool) -> None:
    """Freezes the report as reports/releases/NNN of the home, signed with its key.

    A release is never overwritten. Where figures differ from the release before, each is published with its
    old and new value and the reason.
    """
    languages, reasons = languages_named(lang), dict(map(_reason, given))
    from dauys.domain.acts import Act
    from dauys.workflows.clock import now_ms
    from dauys.workflows.home import open_home, operator
    from dauys.workflows.release import release

    opened = open_home(home)
    act = Act(operator(), now_ms(), "dauys release")
    with stage_bars() as watch:
        done = release(
            opened,
            languages,
            reasons,
            may_be_unsigned=unsigned_parts,
            with_clips=not no_clips,
            watch=watch,
            act=act,
        )
    corrected = f", {len(done.release.corrections)} figures corrected" if done.release.corrections else ""
    click.echo(f"Release {done.release.number}{corrected}: {done.report.folder}")
    say_what_was_written(done.report, languages)


def _reason(text: str) -> tuple[str, str]:
    """`FIGURE=TEXT`, or the reason for every figure that has none of its own."""
    name, mark, reason = text.partition("=")
    return (name, reason) if mark and " " not in name else ("", text)
