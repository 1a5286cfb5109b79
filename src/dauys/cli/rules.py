"""dauys rules: the law as data: which books there are, what they say, whether they find what they must."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from dauys.rules import Result
    from dauys.workflows.rules_books import BookFiles
    from dauys.workflows.rules_check import Checked


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
@click.option("--trace", is_flag=True, help="Show the findings of cases that pass, too.")
@click.pass_context
def check(ctx: click.Context, book: str | None, rule: str, trace: bool) -> None:
    """Runs the cases of BOOK (an id, a folder or a file); without one, of every book.

    Exit status 0 only where every book can be read and every case finds what it expects, no more and no less.
    """
    from dauys.workflows.rules_books import all_books, find_book
    from dauys.workflows.rules_check import check as checked_book

    failed = 0
    for files in [find_book(book, ctx.obj)] if book else all_books(ctx.obj):
        checked = checked_book(files, rule)
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


def _origin(files: BookFiles) -> str:
    return f"{files.place}, sha256 {files.sha256[:12]}…"


def _tell(files: BookFiles, checked: Checked, *, with_all: bool) -> None:
    for result in checked.results:
        if result.differs or with_all:
            _tell_case(result)
    for rule in checked.without_case:
        click.echo(f"{checked.book.id}: the rule {rule} has no case")
    total, bad = len(checked.results), len(checked.failed)
    click.echo(f"{checked.book.id}: {total - bad} of {total} cases pass ({_origin(files)})")


def _tell_case(result: Result) -> None:
    from dauys.rules.telling import trace_lines

    case = result.case
    verdict = "FAILS" if result.differs else "passes"
    rule = f"{case.rule}, " if case.rule else ""
    click.echo(f'{verdict}: {rule}line {case.line}: "{case.name}"')
    for line in result.differs:
        click.echo(f"    {line}")
    for finding in result.found:
        head, *lines = trace_lines(finding)
        click.echo(f"    {head}")
        for line in lines:
            click.echo(f"        {line}")
    if result.differs:
        for row in result.tests:
            why = f" ({row['why_untested']})" if row["why_untested"] else ""
            counts = f"{row['tested']} tested, {row['exempt']} exempt, {row['untested']} untested{why}"
            click.echo(f"    {row['rule_id']}: {counts}")
    click.echo("")
