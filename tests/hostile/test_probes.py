"""A decoder that was taken over: what it tries is denied, and succeeds without the layers that deny it."""

from __future__ import annotations

import os
import shutil
import socket
from pathlib import Path

import pytest

from dauys.domain.errors import SetAside
from dauys.workflows.listening import HearJob, hear_with
from dauys.workflows.sandbox import LAYERS

GOT_THROUGH = "got through"


def only(*layers: str) -> tuple[str, ...]:
    """All layers but these, to be switched off."""
    return tuple(layer for layer in LAYERS if layer not in layers)


def succeeds(probe, attempt: str, **care: object) -> bool:
    """Whether the attempt gets through."""
    return GOT_THROUGH in probe(attempt, **care)


def denied(probe, attempt: str, **care: object) -> SetAside:
    """The refusal of an attempt that does not get through."""
    with pytest.raises(SetAside) as refused:
        probe(attempt, **care)
    return refused.value


@pytest.fixture
def port():
    """A loopback port that counts who calls."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        yield server


def callers(server: socket.socket) -> int:
    count = 0
    while True:
        try:
            server.accept()[0].close()
        except TimeoutError:
            return count
        count += 1


def test_network(probe, port: socket.socket) -> None:
    """Nobody is called: the filter kills; without it there is no network; without both the call goes out."""
    attempt = f"connect:{port.getsockname()[1]}"
    assert denied(probe, attempt).reason == "crashed"
    assert "it was stopped" in str(denied(probe, attempt, without=only("syscalls")))
    assert callers(port) == 0
    assert succeeds(probe, attempt, without=LAYERS)
    assert callers(port) == 1


@pytest.mark.namespaces
def test_network_namespace_alone(probe, port: socket.socket) -> None:
    """Without the filter, the namespace alone leaves nothing to call."""
    assert "OSError" in str(denied(probe, f"connect:{port.getsockname()[1]}", without=only("namespaces")))
    assert callers(port) == 0


def test_secret_file(probe, tmp_path: Path) -> None:
    """A secret beside the recording stays unread, by the filter alone too."""
    secret = tmp_path / "secret"
    secret.write_text("key")
    assert "PermissionError" in str(denied(probe, f"read_secret:{secret}", without=only("syscalls")))
    assert denied(probe, f"read_secret:{secret}").reason == "crashed"
    assert succeeds(probe, f"read_secret:{secret}", without=LAYERS)


@pytest.mark.namespaces
def test_secret_file_behind_the_empty_root(probe, tmp_path: Path) -> None:
    """The mount namespace alone hides every file."""
    secret = tmp_path / "secret"
    secret.write_text("key")
    assert "FileNotFoundError" in str(denied(probe, f"read_secret:{secret}", without=only("namespaces")))


def test_rights_of_root(probe, tmp_path: Path) -> None:
    """A child is nobody and stays so; where the tests run as root, without that layer it is root."""
    assert denied(probe, "become_root:", without=only("rights")).reason == "crashed"
    if os.geteuid() == 0:
        assert succeeds(probe, "become_root:", without=LAYERS)
        secret = tmp_path / "secret"
        secret.write_text("key")
        secret.chmod(0o600)
        assert "PermissionError" in str(denied(probe, f"read_secret:{secret}", without=only("rights")))


def test_descriptors_of_the_nursery(probe) -> None:
    """The nursery's socket and other children's pipes are closed before the first byte is read."""
    assert "OSError" in str(denied(probe, "use_open_descriptor:10", without=only("descriptors")))


def test_fork_bomb(probe) -> None:
    """No second process: the filter kills who forks; the limit (for nobody) refuses too."""
    assert "it was stopped" in str(denied(probe, "fork:3", without=only("syscalls")))
    assert "BlockingIOError" in str(denied(probe, "fork:3", without=only("rights", "limits")))
    assert denied(probe, "fork:3").reason == "crashed"
    assert succeeds(probe, "fork:3", without=LAYERS)


def test_four_gigabytes(probe) -> None:
    """Memory has a bound; without it four gigabytes are given."""
    attempt = f"take_memory:{4 << 30}"
    assert denied(probe, attempt).reason == "out_of_memory"
    assert denied(probe, attempt, without=only("limits")).reason == "out_of_memory"
    assert succeeds(probe, attempt, without=LAYERS)


def test_writing_a_file(probe, tmp_path: Path) -> None:
    """No file is written, neither by the filter nor by the limit of size zero."""
    folder = tmp_path / "open"
    folder.mkdir(mode=0o777)
    attempt = f"write_file:{folder / 'out'}"
    assert denied(probe, attempt).reason == "crashed"
    assert "PermissionError" in str(denied(probe, attempt, without=only("syscalls")))
    assert "OSError" in str(denied(probe, attempt, without=only("descriptors", "limits")))
    assert (folder / "out").stat().st_size == 0
    assert succeeds(probe, attempt, without=LAYERS)
    assert (folder / "out").stat().st_size == 1 << 20


def test_the_recording_itself_cannot_be_written(probe, tmp_path: Path) -> None:
    """The descriptor is for reading only: evidence stays what it is, whatever is switched off."""
    assert "OSError" in str(denied(probe, "write_to_media:10", without=LAYERS))
    assert (tmp_path / "media").read_bytes() == b"some sound"


def test_sleeping_for_ever(probe) -> None:
    """A child of which nothing comes is killed when patience ends."""
    refused = denied(probe, "sleep_for_ever:", patience_s=0.3)
    assert refused.reason == "timed_out"


def test_running_for_ever(probe) -> None:
    """The kernel ends a loop when its processor time is used up; without limits only patience does."""
    refused = denied(probe, "run_for_ever:", cpu_head_s=1)
    assert (refused.reason, "processor time" in str(refused)) == ("timed_out", True)
    refused = denied(probe, "run_for_ever:", cpu_head_s=1, without=only("syscalls"), patience_s=2.5)
    assert (refused.reason, "nothing came" in str(refused)) == ("timed_out", True)


def test_another_program(probe) -> None:
    """No other program is started; without the filter it is."""
    program = shutil.which("true")
    assert "it was stopped" in str(denied(probe, f"execute:{program}"))
    assert "without an answer (status 0)" in str(denied(probe, f"execute:{program}", without=LAYERS))


def test_killing_the_nursery(probe, prober) -> None:
    """A child cannot kill the nursery."""
    assert "PermissionError" in str(denied(probe, "kill_parent:"))
    assert prober.process.poll() is None


def test_a_crash_is_named(probe) -> None:
    """A decoder that dies of the file is told from one that was stopped."""
    assert "SIGSEGV" in str(denied(probe, "crash:"))


def test_missing_protection_is_noted_or_refused(prober, probe, tmp_path: Path) -> None:
    """One's own file is read with a note; a stranger's is refused, unless that is expressly allowed."""
    from dauys.workflows.listening import Care

    care = Care(without=("syscalls",))
    assert any("less protection (syscalls)" in note for note in probe("take_memory:1", without=("syscalls",)))
    path = str(tmp_path / "media")
    foreign = HearJob(path, "take_memory:1", want_print=False, unsandboxed=False, foreign=True)
    with pytest.raises(SetAside) as refused:
        hear_with(prober, foreign, None, care)
    assert refused.value.reason == "protection_missing"
    assert GOT_THROUGH in hear_with(prober, foreign).notes
    allowed = HearJob(path, "take_memory:1", want_print=False, unsandboxed=True, foreign=True)
    assert GOT_THROUGH in hear_with(prober, allowed, None, care).notes
