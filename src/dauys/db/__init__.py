"""EDGE. One campaign's database: models, migrations, selectors (reads) and writes (the only writes)."""

from dauys.db.connect import connect, disconnect

__all__ = ["connect", "disconnect"]
