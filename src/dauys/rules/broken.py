"""What is wrong with a file that the YAML parser gave up on, in the words of whoever edits it."""

from __future__ import annotations

import re

_NO_SPACE = re.compile(r"\s*(?:- )?([A-Za-z_]\w*:)(?!//)[^\s]")
_TWO_COLONS = re.compile(r"[^\"'{\[]*\w:\s[^\"'{\[]*:(?:\s|$)")
_INDENT = (
    "did not find expected key",
    "did not find expected '-' indicator",
    "mapping values are not allowed",
)


def in_words(text: str, line: int, said: str) -> tuple[int, str]:
    """The line (from 1) of the likely cause and what to do about it; the parser's own words where unsure.

    line: where the parser stopped, which may be the line after the mistake; said: its complaint.
    """
    lines = text.splitlines()
    near = [at for at in (line, line - 1) if 0 < at <= len(lines)]
    for at in near:
        if "\t" in lines[at - 1][: len(lines[at - 1]) - len(lines[at - 1].lstrip())]:
            return at, "a tab stands before the text; indent with spaces"
    for at in near:
        if found := _NO_SPACE.match(lines[at - 1]):
            return at, f"a space is missing after the colon of `{found[1]}`"
    if any(words in said for words in _INDENT):
        if near and _TWO_COLONS.match(lines[near[0] - 1]):
            return line, "a text that holds a colon and a space stands in quotes"
        return line, f"line {line} is not indented like its neighbours"
    return line, said
