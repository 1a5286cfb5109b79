"""dauys rules: the law as data: which books there are, what they say, whether they find what they must."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dauys.domain.law import RuleBook
    from dauys.rules import Result
    from dauys.workflows.rules_books import BookFiles
    from dauys.workflows.rules_check import Checked
    from dauys.workflows.rules_shift import Shift

_SHORT = 100
"""Characters of one difference in the line of a case that fails."""


@click.group
def command() -> None:
    """Rule books: lists them, shows their rules, runs their cases, copies one to be changed."""


@command.command("list")
@click.pass_obj
def list_books(home: Path) -> None:
    """Lists every book that a campaign can choose, the home's own in the place of a shipped one."""
    from dauys.workflows.rules_books import all_books
    from dauys.workflows.rules_check import read

    for files in all_books(home):
        book = read(files)
        marks = f"weakest mark {book.status}, checked on {book.checked_on}"
        click.echo(f"{book.id}: {book.names.en}; {len(book.rules)} rules, {marks}; {_origin(files)}")


@command.command
@click.argument("book")
@click.argument("rule", required=False)
@click.pass_obj
def show(home: Path, book: str, rule: str | None) -> None:
    """Shows the rules of BOOK (an id, a folder or a file), or the text of one RULE."""
    from dauys.workflows.rules_books import find_book
    from dauys.workflows.rules_check import read, text_of

    files = find_book(book, home)
    if rule:
        click.echo(f"{files.place}/rules.yaml")
        for number, line in text_of(files, rule):
            click.echo(f"{number:5}  {line}")
        return
    of = read(files)
    click.echo(f"{of.id}: {of.names.en} ({_origin(files)})")
    for one in of.rules:
        what = f"{one.id}  {one.provision}  [{one.status}]  {one.kind}, {one.level}"
        click.echo(f"{what}: {one.title.en}")


@command.command
@click.argument("book", required=False)
@click.option("--rule", default="", metavar="ID", help="Run the cases of this rule only.")
@click.option("--trace", is_flag=True, help="Show what was found and why, for cases that pass, too.")
@click.option("--list", "titles", is_flag=True, help="Name every case that was run in a line, nothing else.")
@click.pass_context
def check(ctx: click.Context, book: str | None, rule: str, trace: bool, titles: bool) -> None:
    """Runs the cases of BOOK (an id, a folder or a file); without one, of every book.

    Exit status 0 only where every book can be read and every case finds what it expects, no more and no less.
    """
    from dauys.workflows.rules_books import all_books, find_book
    from dauys.workflows.rules_check import check as checked_book

    failed = 0
    for files in [find_book(book, ctx.obj)] if book else all_books(ctx.obj):
        checked = checked_book(files, rule)
        if titles:
            for result in checked.results:
                click.echo(_title(result))
        else:
            _tell(files, checked, with_all=trace)
        failed += len(checked.failed)
    ctx.exit(1 if failed else 0)


@command.command
@click.argument("book")
@click.pass_obj
def copy(home: Path, book: str) -> None:
    """Copies BOOK and its cases into the home, where they override what is shipped."""
    from dauys.workflows.rules_copy import copy_book

    folder = copy_book(book, home)
    click.echo(f"Change {folder / 'rules.yaml'} and {folder / 'cases.yaml'}, then run:")
    click.echo(f"  dauys --home {home} rules check {folder.name}")


@command.command
@click.argument("book")
@click.option("--window", required=True, metavar="NAME", help="The window of BOOK that was moved.")
@click.option("--days", required=True, type=int, metavar="N", help="By how many days; -1: a day earlier.")
@click.option("--write", is_flag=True, help="Write cases.yaml; without it the change is only shown.")
@click.pass_context
def shift(ctx: click.Context, book: str, window: str, days: int, write: bool) -> None:
    """After a window of BOOK was moved: moves the acts of the cases that fail now by the same DAYS.

    Only failing cases of rules that use the window are touched, and of them only those that pass then, with
    what they expect unchanged but for its dates. Exit status 0 only where none is left to be mended by hand.
    """
    from dauys.workflows.rules_books import find_book
    from dauys.workflows.rules_shift import shift as shifted
    from dauys.workflows.rules_shift import write_cases

    files = find_book(book, ctx.obj)
    made = shifted(files, window, days)
    _tell_change(made)
    if write and made.moved:
        write_cases(files, made.cases)
    click.echo(f"cases {'moved' if write else 'that would be moved'} by {days} days: {len(made.moved)}")
    for case in made.left:
        click.echo(f'mend by hand: {case.rule}, line {case.line}: "{case.name}"')
    if made.moved and not write:
        click.echo("Nothing is written yet: read each title beside its dates, then add --write")
    ctx.exit(1 if made.left else 0)


def _tell_change(made: Shift) -> None:
    """Each case's title above its lines, old and new: whether the sentence stays true, people say."""
    titles = {case.line: case for case in made.moved}
    starts = sorted(titles, reverse=True)
    told = 0
    for number, old, new in made.changes:
        start = next(line for line in starts if line < number)
        if start != told:
            click.echo(f'{titles[start].rule}, line {start}: "{titles[start].name}"')
            told = start
        click.echo(f"    {old}")
        click.echo(f"    → {new}")


def _origin(files: BookFiles) -> str:
    return f"{files.place}, sha256 {files.sha256[:12]}…"


def _tell(files: BookFiles, checked: Checked, *, with_all: bool) -> None:
    for result in checked.results:
        if with_all:
            _tell_case(result, checked.book)
        elif result.differs:
            click.echo(f"{_title(result)}: {_short(result.differs)}")
    for rule in checked.without_case:
        click.echo(f"{checked.book.id}: the rule {rule} has no case")
    for warning in checked.warnings:
        click.echo(f"{checked.book.id}: warning: {warning}")
    total, bad = len(checked.results), len(checked.failed)
    if bad and not with_all:
        click.echo("Add --trace, and --rule ID for one rule, to see what was found and why")
    click.echo(f"{checked.book.id}: {total - bad} of {total} cases pass ({_origin(files)})")


def _title(result: Result) -> str:
    case = result.case
    verdict = "FAILS" if result.differs else "passes"
    rule = f"{case.rule}, " if case.rule else ""
    return f'{verdict}: {rule}line {case.line}: "{case.name}"'


def _short(differs: Sequence[str]) -> str:
    """The first two differences, each cut where it becomes long."""
    told = "; ".join(one if len(one) <= _SHORT else f"{one[: _SHORT - 1]}…" for one in differs[:2])
    return f"{told}; and {len(differs) - 2} more" if len(differs) > 2 else told


def _tell_case(result: Result, book: RuleBook) -> None:
    from dauys.rules.telling import trace_lines

    of = {rule.id: rule for rule in book.rules}
    click.echo(_title(result))
    for line in result.differs:
        click.echo(f"    {line}")
    for finding in result.found:
        head, *lines = trace_lines(finding, of[finding["rule_id"]], result.case.brought)
        click.echo(f"    {head}")
        for line in lines:
            click.echo(f"        {line}")
    if result.differs:
        for row in result.tests:
            if not any(row[name] for name in ("tested", "exempt", "untested")):
                continue
            why = f" ({row['why_untested']})" if row["why_untested"] else ""
            counts = f"{row['tested']} tested, {row['exempt']} exempt, {row['untested']} untested{why}"
            click.echo(f"    {row['rule_id']}: {counts}")
    click.echo("")
