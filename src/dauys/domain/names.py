"""Names in the three languages of the commission."""

from __future__ import annotations

import re
from dataclasses import dataclass

LANGUAGES = ("kk", "ru", "en")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")


@dataclass(frozen=True, slots=True)
class Names:
    """One name as it stands in Kazakh, Russian and English."""

    kk: str
    ru: str
    en: str

    def in_language(self, language: str) -> str:
        """The name in `kk`, `ru` or `en`."""
        return {"kk": self.kk, "ru": self.ru, "en": self.en}[language]


def is_id(text: str) -> bool:
    """Public ids are lower-case Latin letters, digits and hyphens, 63 at the most."""
    return _ID.fullmatch(text) is not None
