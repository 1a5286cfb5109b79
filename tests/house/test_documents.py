"""The documents say what is there: rooms, verbs, links; and nothing of anybody's machine."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
from tests.house.tree import ROOT, docstring, documents, rooms

FLOW = "source → recording → print → sighting → appearance → measure → finding → report"
VERB = re.compile(r"\bdauys(?: --home \S+)? ([a-z][a-z-]+)")
CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
HOST = re.compile(r"https?://|--(?:extra-)?index-url|--find-links|--trusted-host", re.IGNORECASE)
MACHINE_PATH = re.compile(r"(?<![\w./])/(?:home|root|work|Users|tmp|mnt|opt)/\w")


def verbs() -> list[str]:
    """Every verb of the command line."""
    import click

    from dauys.cli import dauys

    return dauys.list_commands(click.Context(dauys))


def verbs_in(text: str) -> set[str]:
    """Every verb that a page's code names."""
    return {verb for code in CODE.findall(text) for verb in VERB.findall(code)}


def unresolved(page: Path, text: str) -> list[str]:
    """Links of a page that lead to no file and to no heading."""
    lost = []
    for target in (first or second for first, second in LINK.findall(text)):
        if target.startswith(("https://", "http://", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name) if name else page
        if not file.exists() or (anchor and file.suffix == ".md" and anchor not in _anchors(file)):
            lost.append(target)
    return lost


def _anchors(page: Path) -> set[str]:
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def test_architecture_opens_with_the_flow() -> None:
    """The one flow is the first thing after the title."""
    lines = [line for line in (ROOT / "ARCHITECTURE.md").read_text("utf-8").splitlines() if line.strip()]
    assert FLOW in lines[:4]


@pytest.mark.parametrize("room", rooms())
def test_architecture_repeats_each_rooms_docstring(room: str) -> None:
    """Each room's one-line docstring stands in ARCHITECTURE.md, word for word."""
    text = docstring(rooms()[room] / "__init__.py").partition("\n")[0]
    assert text.endswith("."), f"the first line of {room}/__init__.py is one sentence about the room"
    assert f"| `{room}` | {text} |" in (ROOT / "ARCHITECTURE.md").read_text("utf-8")


def test_architecture_names_no_room_that_is_not_there() -> None:
    """A room stands in the table only once it is filled."""
    named = re.findall(r"^\| `(\w+)` \|", (ROOT / "ARCHITECTURE.md").read_text("utf-8"), re.MULTILINE)
    assert sorted(named) == sorted(rooms())


@pytest.mark.parametrize("verb", verbs())
def test_every_verb_is_documented(verb: str) -> None:
    """The reference has a heading for each verb."""
    text = (ROOT / "docs/reference/command-line.md").read_text("utf-8")
    assert re.search(rf"^## `dauys {re.escape(verb)}\b", text, re.MULTILINE)


@pytest.mark.parametrize("page", documents(), ids=lambda page: page.name)
def test_every_verb_in_a_page_exists(page: Path) -> None:
    """No page promises a command that is not there."""
    assert verbs_in(page.read_text("utf-8")) <= set(verbs())


@pytest.mark.parametrize("page", documents(), ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    """Each link of a page leads to a file of the project, and to a heading in it."""
    assert unresolved(page, page.read_text("utf-8")) == []


def test_a_planted_verb_and_a_planted_link_are_found(tmp_path: Path) -> None:
    """The checks of pages see what they are made for."""
    page = tmp_path / "page.md"
    page.write_text("# Title\nRun `dauys conjure`, see [there](gone.md), [here](#title) or [this](#lost).\n")
    text = page.read_text()
    assert verbs_in(text) == {"conjure"}
    assert unresolved(page, text) == ["gone.md", "#lost"]


@pytest.mark.parametrize("path", sorted(ROOT.glob("requirements*.txt")), ids=lambda path: path.name)
def test_requirements_are_pinned_hashed_and_name_no_host(path: Path) -> None:
    """What is installed is fixed by version and hash; from where is the installer's own business."""
    text = path.read_text("utf-8")
    assert not HOST.search(text)
    blocks = re.split(r"\n(?=\S)", "\n".join(line for line in text.splitlines() if "# via" not in line))
    assert [
        block for block in blocks if block.strip() and "--hash=sha256:" not in block and block[0] != "#"
    ] == []
    assert [block for block in blocks if re.match(r"\w", block) and "==" not in block] == []


def _committed_text() -> list[tuple[str, str]]:
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    text = []
    for name in filter(None, names.split("\0")):
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".sh", ".yaml", ".csv", ".txt", ".html"} and path.is_file():
            text.append((name, path.read_text("utf-8")))
    return text


def test_no_file_names_a_path_of_somebodys_machine() -> None:
    """Nothing that is committed depends on, or tells of, the folders of one machine."""
    exempt = {"tests/house/test_documents.py"}
    found = [name for name, text in _committed_text() if name not in exempt and MACHINE_PATH.search(text)]
    assert found == []
    assert MACHINE_PATH.search("see /home/somebody/x"), "the check sees what it is made for"
