"""Takes from this process all that decoding one file does not need, before it reads the first byte.

Five layers. Each says whether it is active, and has an attack in `tests/hostile` that it alone stops and that
succeeds without it. What each does and where it may be missing: docs/reference/sandbox.md.
"""

from __future__ import annotations

import fcntl
import os
import resource
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path

from dauys.workflows import sandbox_calls as calls
from dauys.workflows.sandbox_syscalls import forbid_syscalls

LAYERS = ("descriptors", "namespaces", "rights", "limits", "syscalls")
"""In the order in which they are put on: each needs what the next takes away."""
REQUIRED = ("descriptors", "rights", "limits", "syscalls")
"""Namespaces come on top: containers and hardened kernels often refuse them; the others hold without."""

MEMORY_BYTES = 1 << 30
"""Address space beyond what the interpreter, the compiled kernels and the mapped index take as the job starts
(some gigabytes, little of it memory). Hearing 24 hours takes less than a third of it."""
OPEN_FILES = 8
NOBODY = 65534
NAMESPACES = (
    calls.CLONE_NEWNS | calls.CLONE_NEWNET | calls.CLONE_NEWIPC | calls.CLONE_NEWUTS | calls.CLONE_NEWCGROUP
)

Protection = dict[str, str]
"""Layer → empty where it is active, else why not."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """What one job may use: seconds of processor time, and bytes of address space beyond the present ones."""

    cpu_s: int
    memory_bytes: int = MEMORY_BYTES


def place_descriptors(kept: tuple[int, ...]) -> None:
    """The kept descriptors become 3, 4, …; 0 to 2 lead nowhere. Others stay open until `enter`."""
    null = os.open(os.devnull, os.O_RDWR)
    high = [fcntl.fcntl(descriptor, fcntl.F_DUPFD_CLOEXEC, 64) for descriptor in (null, null, null, *kept)]
    for place, descriptor in enumerate(high):
        os.dup2(descriptor, place, inheritable=False)


def enter(kept: int, bounds: Bounds, without: Collection[str] = ()) -> Protection:
    """Puts on every layer that the system grants; so many descriptors from 3 on are kept.

    without: layers left out; only tests name any.
    """
    in_use = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    steps: Mapping[str, Callable[[], None]] = {
        "descriptors": lambda: _close_from(3 + kept),
        "namespaces": _leave_namespaces,
        "rights": _give_up_rights,
        "limits": lambda: _set_limits(bounds, in_use),
        "syscalls": _forbid_syscalls,
    }
    protection: Protection = {}
    for layer in LAYERS:
        if layer in without:
            protection[layer] = "switched off"
            continue
        try:
            steps[layer]()
            protection[layer] = ""
        except OSError as cause:
            protection[layer] = cause.strerror or type(cause).__name__
    return protection


def _close_from(first: int) -> None:
    os.closerange(first, resource.getrlimit(resource.RLIMIT_NOFILE)[0])


def _leave_namespaces() -> None:
    """No network, no mounts, no other processes' objects; the root folder is an empty one."""
    user, group = os.getuid(), os.getgid()
    try:
        calls.unshare(NAMESPACES)
    except PermissionError:
        calls.unshare(NAMESPACES | calls.CLONE_NEWUSER)
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{NOBODY} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{NOBODY} {group} 1")
    calls.mount_empty("/tmp")  # noqa: S108 - any folder will do: it is covered, not used
    os.chroot("/tmp")  # noqa: S108
    os.chdir("/")


def _give_up_rights() -> None:
    """Nobody instead of root, no capabilities, none to be gained, not to be traced."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    calls.drop_capabilities()
    calls.allow_no_new_rights()
    calls.set_dumpable(dumpable=False)


def _forbid_syscalls() -> None:
    calls.allow_no_new_rights()  # the kernel takes a filter from nobody who could still gain rights
    forbid_syscalls()


def _set_limits(bounds: Bounds, in_use: int) -> None:
    for limit, most in (
        (resource.RLIMIT_AS, in_use + bounds.memory_bytes),
        (resource.RLIMIT_CPU, bounds.cpu_s),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_NPROC, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(limit)[1]
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(limit, (bound, bound))
