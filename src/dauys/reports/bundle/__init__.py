"""The open bundle: tables, definitions and figures as files that anyone can recompute without us.

bundle_files → what the report's numbers are made of, streamed; the workflow writes and hashes it
sealed_files → manifest, tree, proofs and the note to be signed, once every hash is known
verify.py    → shipped in the bundle: a program of its own, never imported here
"""

from __future__ import annotations

from dauys.reports.bundle.files import Contents, bundle_files
from dauys.reports.bundle.release import ReleaseWords, part_digest, signed_fields
from dauys.reports.bundle.seal import Entry, Sealing, sealed_files

__all__ = [
    "Contents",
    "Entry",
    "ReleaseWords",
    "Sealing",
    "bundle_files",
    "part_digest",
    "sealed_files",
    "signed_fields",
]
