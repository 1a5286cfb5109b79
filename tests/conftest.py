"""What tests need beyond Python packages, and what happens where it is missing.

`make test` leaves such tests out and names them; `.ci/run` installs it all and sets DAUYS_TEST_EVERYTHING:
then a skipped test fails the run.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator

import pytest


@pytest.fixture(autouse=True, scope="session")
def own_keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Signing keys of homes that tests make go into a folder of the tests, not into the user's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        yield


def _has_namespaces() -> bool:
    unshare = shutil.which("unshare")
    command = [unshare or "unshare", "--user", "--map-root-user", "--net", "true"]
    return unshare is not None and subprocess.run(command, capture_output=True, check=False).returncode == 0


NEEDS: dict[str, tuple[Callable[[], bool], str]] = {
    "chromium": (
        lambda: shutil.which("chromium") is not None,
        "Debian's chromium (apt-get install chromium)",
    ),
    "poppler": (
        lambda: all(shutil.which(tool) for tool in ("qpdf", "pdffonts", "pdfinfo", "pdftotext")),
        "qpdf and Poppler's tools (apt-get install qpdf poppler-utils)",
    ),
    "espeak": (lambda: shutil.which("espeak-ng") is not None, "eSpeak NG (apt-get install espeak-ng)"),
    "node": (lambda: shutil.which("node") is not None, "Debian's nodejs (apt-get install nodejs)"),
    "postgres": (
        lambda: bool(os.environ.get("DAUYS_TEST_POSTGRES")),
        "a PostgreSQL server (tests/postgres.sh)",
    ),
    "namespaces": (_has_namespaces, "user and network namespaces, which this system does not grant"),
}
"""Marker → whether it is there, and what to say where it is not."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leaves out what cannot run here; the closing summary names it with the reason."""
    used = {name for name in NEEDS if any(item.get_closest_marker(name) for item in items)}
    missing = {name: what for name in sorted(used) if not NEEDS[name][0]() for what in [NEEDS[name][1]]}
    for item in items:
        for name, what in missing.items():
            if item.get_closest_marker(name):
                item.add_marker(pytest.mark.skip(reason=f"left out: needs {what}"))


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where everything is installed, a test that did not run is a failure."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("DAUYS_TEST_EVERYTHING") and reporter and reporter.stats.get("skipped"):
        reporter.write_line("")
        reporter.write_line("DAUYS_TEST_EVERYTHING is set and tests were skipped: this run fails.", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
