"""Pure rooms have no clock, no file, no environment and no chance; the check itself is shown to see each."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.house.purity import breaches
from tests.house.tree import PACKAGE, modules, rooms

SHIPPED = {PACKAGE / "reports/bundle" / name for name in ("verify.py", "verify_rules.py")}
"""Programs that travel in every bundle and are never imported: they read files, which is their work."""
ROOMS = ((room, path) for room, folder in rooms().items() for path in modules(folder))
MODULES = [(room, path) for room, path in ROOMS if path not in SHIPPED]


@pytest.mark.parametrize(("room", "path"), MODULES, ids=lambda value: getattr(value, "stem", value))
def test_every_module_keeps_to_its_room(room: str, path: Path) -> None:
    """No module does what its room forbids."""
    assert breaches(path.read_text("utf-8"), room) == []


@pytest.mark.parametrize(
    ("room", "planted"),
    [
        ("measures", "rows = open('rows.csv')"),
        ("measures", "import time"),
        ("measures", "from time import time"),
        ("rules", "from datetime import datetime\nat = datetime.now()"),
        ("rules", "from datetime import datetime\nat = datetime.utcnow()"),
        ("review", "from datetime import date\nday = date.today()"),
        ("reports", "import os\nhome = os.environ['HOME']"),
        ("reports", "from pathlib import Path"),
        ("sightings", "import random\nx = random.random()"),
        ("sound", "import numpy as np\nnoise = np.random.default_rng().normal()"),
        ("sound", "import numpy as np\nnoise = np.random.normal()"),
        ("sound", "import random\nx = random.Random()"),
        ("sound", "import polars"),
        ("domain", "import numpy"),
        ("domain", "def late():\n    import numpy"),
        ("measures", "import requests"),
        ("measures", "import socket"),
        ("workflows", "import scipy.signal"),
        ("db", "from numba import njit"),
    ],
)
def test_a_planted_breach_is_found(room: str, planted: str) -> None:
    """Each kind of breach is seen where somebody plants it."""
    assert breaches(planted, room)


@pytest.mark.parametrize(
    ("room", "allowed"),
    [
        ("sound", "import numpy as np\nrng = np.random.default_rng(7)"),
        ("sound", "from pathlib import Path"),
        ("measures", "import polars as pl"),
        ("domain", "from datetime import datetime, time"),
        ("workflows", "import time\nat = time.time()"),
    ],
)
def test_what_is_allowed_is_not_flagged(room: str, allowed: str) -> None:
    """A seed, a room's own libraries and the edges' clocks are in order."""
    assert breaches(allowed, room) == []
