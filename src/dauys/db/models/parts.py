"""The parts of the session's report and who signs them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from dauys.db.models import columns
from dauys.domain.events import PartRole


class Part(models.Model):
    """`headings` are numbers of the recurrent headings, spaces between them. A statement is its signer's own
    words: it stands under the name, and is never a finding."""

    id = columns.public_id()
    headings = columns.text()
    role = columns.text(16)
    signer_kk = columns.text()
    signer_ru = columns.text()
    signer_en = columns.text()
    office_kk = columns.text()
    office_ru = columns.text()
    office_en = columns.text()
    statement_kk = columns.long_text()
    statement_ru = columns.long_text()
    statement_en = columns.long_text()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            columns.filled("id", "part_has_id"),
            columns.filled("headings", "part_has_headings"),
            columns.one_of("role", PartRole, "part_role"),
            models.CheckConstraint(
                condition=Q(statement_kk="", statement_ru="", statement_en="")
                | (~Q(statement_kk="") & ~Q(statement_ru="") & ~Q(statement_en="")),
                name="part_statement_in_three_languages",
            ),
        ]
