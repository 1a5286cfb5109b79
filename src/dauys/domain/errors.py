"""The error tree. A caller chooses how wide to catch.

DauysError
├── WrongUse            the command or its arguments (exit status 1)
├── RegisterError       a register file: every problem at once, each with file, line and field
├── RuleBookError       a rule book or its cases: every problem at once, each with file, line and field
├── SetAside            one input could not be taken in; it is named, counted and the rest goes on
├── IndexMismatch       an index made with other parameters or by another version
├── CampaignHomeError   the campaign home is missing, newer than this program, or incomplete
└── EvidenceError       stored evidence does not hold what its name says

Every message says what happened, where, and what to do next.
"""

from __future__ import annotations

from dataclasses import dataclass


class DauysError(Exception):
    """Anything this program refuses on purpose; its text is fit to be shown."""


class WrongUse(DauysError):
    """The command cannot be carried out as it was given."""


class IndexMismatch(DauysError):
    """An index or print was made with other parameters or by another version of the ear."""


class CampaignHomeError(DauysError):
    """The campaign home cannot be used as it stands."""


class EvidenceError(DauysError):
    """Evidence is missing or is not what its digest promises."""


class SetAside(DauysError):
    """One input cannot be taken in.

    reason: a short word that can be counted (`no_audio`, `too_slow`, …); the text explains it.
    """

    def __init__(self, reason: str, text: str) -> None:
        super().__init__(text)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a register file: line counts from 1 and includes the header."""

    file: str
    line: int
    field: str
    text: str

    def __str__(self) -> str:
        return f"{self.file}, line {self.line}, {self.field}: {self.text}"


class RegisterError(DauysError):
    """A register was refused as a whole; `problems` holds every reason, in file and line order."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = tuple(problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        count = len(self.problems)
        super().__init__(f"{count} problem{'s' if count != 1 else ''}; nothing was loaded:\n{lines}")


class RuleBookError(DauysError):
    """A rule book or its cases cannot be used; `problems` holds every reason, `file:line: where: what`."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = tuple(problems)
        count = len(self.problems)
        lines = "\n".join(f"  {problem}" for problem in self.problems)
        super().__init__(f"{count} problem{'s' if count != 1 else ''} in the rule book:\n{lines}")
