"""The sections of docs/reference/registers.md, made from the declarations.

`python -m tests.db.register_page` writes them anew between the page's two marks; the test only compares.
"""

from __future__ import annotations

from pathlib import Path

from dauys.db.registers import REGISTERS, Register
from dauys.db.registers.register import Column
from dauys.domain.names import LANGUAGES
from dauys.workflows.register_words import labels, said

PAGE = Path(__file__).parents[2] / "docs/reference/registers.md"
START, END = "<!-- sections -->\n", "<!-- end of sections -->\n"


def sections() -> str:
    """A list of all registers, and a section for each."""
    listed = ", ".join(f"[{register.name}](#{register.name})" for register in REGISTERS)
    return "\n".join([f"The {len(REGISTERS)} registers: {listed}.\n", *map(section, REGISTERS)])


def section(register: Register) -> str:
    """A register's heading, titles, key, sample and columns."""
    titles = " · ".join(said(register.title, language) for language in LANGUAGES)
    key = ", ".join(f"`{name}`" for name in register.key)
    return "\n".join(
        (
            f"## {register.name}\n",
            f"{titles}. Key: {key}. Sample: [{register.file}](samples/{register.file}).\n",
            "| Column | Қазақша | Русский | English | Required | Holds |",
            "|---|---|---|---|---|---|",
            *map(_line, register.columns),
            "",
        )
    )


def _line(column: Column) -> str:
    holds = column.meaning
    if column.form.words and column.kind != "bool":
        holds += f" ({', '.join(f'`{word}`' for word in column.form.words)})"
    if column.refers_to:
        holds += f"; an id of [{column.refers_to}](#{column.refers_to})"
    if not column.is_public:
        holds += "; not published"
    required = "yes" if column.is_required else "no"
    return f"| `{column.name}` | {' | '.join(labels(column))} | {required} | {holds} |"


if __name__ == "__main__":
    head, _, rest = PAGE.read_text("utf-8").partition(START)
    PAGE.write_text(head + START + "\n" + sections() + "\n" + END + rest.partition(END)[2], "utf-8")
