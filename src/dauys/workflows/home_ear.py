"""The ear as a home uses it: it hears files in a child process, and searches kept prints in this one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from dauys.domain.sightings import Sighting
    from dauys.sound import Match, SpotIndex
    from dauys.workflows.listening import Heard, HearJob


class Index(Protocol):
    """A saved index of spots, opened."""

    @property
    def digest(self) -> str: ...

    def search(self, print_bytes: bytes) -> Sequence[Match]:
        """What a kept print holds. ValueError where it was not made with these parameters."""


class HomeEar(Protocol):
    """What a home needs of an ear; tests have one without sound.

    engine: its version: a newer one hears everything again and supersedes. params_digest: of its prints.
    """

    @property
    def engine(self) -> str: ...

    @property
    def params_digest(self) -> str: ...

    def hear(self, job: HearJob) -> Heard:
        """Hears one file, in a child process. Raises SetAside."""

    def index(self, folder: Path, prints: Callable[[], Mapping[str, bytes]]) -> Index:
        """The index in that folder, built from the prints where it is not there yet."""

    def sightings(self, matches: Sequence[Match]) -> list[Sighting]:
        """The claims that follow from the matches."""


class OurEar:
    """The engine in `dauys.sound`, by way of `listening` where bytes are hostile."""

    @property
    def engine(self) -> str:
        from dauys import __version__

        return f"dauys-{__version__}"

    @property
    def params_digest(self) -> str:
        from dauys.sound import Params

        return Params().digest()

    def hear(self, job: HearJob) -> Heard:
        from dauys.workflows.listening import hear

        return hear(job)

    def index(self, folder: Path, prints: Callable[[], Mapping[str, bytes]]) -> Index:
        from dauys.sound import Print
        from dauys.workflows.index_cache import cached_index, keep_index

        found = cached_index(folder)
        if found is None:
            found = keep_index(folder, {key: Print.from_bytes(raw) for key, raw in prints().items()})
        return _OurIndex(found)

    def sightings(self, matches: Sequence[Match]) -> list[Sighting]:
        from dauys.sightings import sightings

        return sightings(matches)


class _OurIndex:
    def __init__(self, index: SpotIndex) -> None:
        self._index = index

    @property
    def digest(self) -> str:
        return self._index.digest

    def search(self, print_bytes: bytes) -> Sequence[Match]:
        from dauys.sound import Print

        return self._index.search(Print.from_bytes(print_bytes))
