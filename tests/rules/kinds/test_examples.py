"""The example of each kind on the page of rule books is one that can be read."""

from __future__ import annotations

import re
import sys
import textwrap

import pytest
from tests.rules.small_book import text

from dauys import rules
from dauys.rules.ten_kinds import KINDS

EXAMPLES = {
    kind: example[1]
    for kind, of in KINDS.items()
    if (example := re.search(r"```yaml\n(.*?)```", sys.modules[of.find.__module__].__doc__ or "", re.DOTALL))
}


@pytest.mark.parametrize("kind", EXAMPLES)
def test_the_example_of_a_kind_can_be_read(kind: str) -> None:
    """A lawyer may copy it; nothing is left out."""
    terms = "\n" + textwrap.indent(EXAMPLES[kind], " " * 6)
    (rule,) = rules.read_book(text(terms, kind=kind), "rules.yaml").rules
    assert rule.kind == kind
