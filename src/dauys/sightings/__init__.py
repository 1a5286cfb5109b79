"""STAGE. Matches → sightings: pieces joined, versions told apart, integrity typed, the score in words."""

from dauys.sightings.claims import sightings

__all__ = ["sightings"]
