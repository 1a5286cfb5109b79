"""EDGE. The registers and facts of one campaign: models, migrations, selectors (reads), writes (the only writes)."""

from dauys.db.connect import connect, disconnect

__all__ = ["connect", "disconnect"]
