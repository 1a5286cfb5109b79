"""A seccomp filter that leaves a process nothing but memory, time and the descriptors it holds.

Written as a classic BPF program (linux/filter.h, linux/seccomp.h; the kernel's "Seccomp BPF" page) and handed
to prctl, for no library for it can be taken for granted. Numbers of calls: asm/unistd_64.h (x86_64),
asm-generic/unistd.h (aarch64).
"""

from __future__ import annotations

import ctypes
import errno
import platform
import struct

ARCHITECTURES = {"x86_64": (0xC000003E, 0), "aarch64": (0xC00000B7, 1)}
"""Machine → its number in seccomp_data.arch, and its column in the tables below."""

# fmt: off
ALLOWED = {
    "read": (0, 63), "write": (1, 64), "readv": (19, 65), "writev": (20, 66), "pread64": (17, 67),
    "lseek": (8, 62), "close": (3, 57), "fstat": (5, 80), "munmap": (11, 215), "mremap": (25, 216),
    "madvise": (28, 233), "brk": (12, 214), "futex": (202, 98), "clock_gettime": (228, 113),
    "clock_getres": (229, 114), "gettimeofday": (96, 169), "clock_nanosleep": (230, 115),
    "nanosleep": (35, 101), "getrandom": (318, 278), "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139), "sigaltstack": (131, 132), "exit": (60, 93), "exit_group": (231, 94),
    "restart_syscall": (219, 128), "sched_yield": (24, 124), "sched_getaffinity": (204, 123),
    "getrusage": (98, 165), "times": (100, 153), "getpid": (39, 172), "gettid": (186, 178),
    "rseq": (334, 293), "set_robust_list": (273, 99), "membarrier": (324, 283),
}
"""What decoding, numpy and the interpreter need. Everything that is not named here fails with EPERM."""

NOT_EXECUTABLE = {"mmap": (9, 222), "mprotect": (10, 226)}
"""Allowed as long as no memory is made executable: all code that runs was there before the first byte."""

DEADLY: dict[str, tuple[int, int | None]] = {
    "socket": (41, 198), "connect": (42, 203), "execve": (59, 221), "execveat": (322, 281),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "fork": (57, None), "vfork": (58, None), "clone": (56, 220), "mount": (165, 40), "bpf": (321, 280),
    "unshare": (272, 97), "setns": (308, 268), "keyctl": (250, 219), "io_uring_setup": (425, 425),
    "userfaultfd": (323, 282), "perf_event_open": (298, 241), "init_module": (175, 105),
    "finit_module": (313, 273),
}
# fmt: on
"""Nothing that decodes sound ever asks for these: who does is killed, and the parent tells why."""

PROT_EXEC = 4
KILL_PROCESS, ERRNO, ALLOW = 0x80000000, 0x00050000, 0x7FFF0000
LOAD, JUMP_EQUAL, JUMP_SET, JUMP_AT_LEAST, RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
NUMBER_AT, ARCHITECTURE_AT, THIRD_ARGUMENT_AT = 0, 4, 32
X32_FROM = 0x40000000
PR_SET_SECCOMP, SECCOMP_MODE_FILTER = 22, 2


def forbid_syscalls() -> None:
    """Installs the filter for this process, for good. Raises OSError where the system does not take it."""
    machine = platform.machine()
    if machine not in ARCHITECTURES:
        raise OSError(errno.ENOSYS, f"no list of system calls for {machine}")
    code = filter_program(machine)
    program = ctypes.create_string_buffer(code, len(code))

    class SockFprog(ctypes.Structure):
        _fields_ = (("len", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    filter_ = SockFprog(len(code) // 8, ctypes.addressof(program))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.byref(filter_), 0, 0):
        raise OSError(ctypes.get_errno(), "the system takes no seccomp filter")


def filter_program(machine: str) -> bytes:
    """The BPF program for a machine: struct sock_filter [n], 8 bytes each."""
    architecture, column = ARCHITECTURES[machine]
    program = [
        _step(LOAD, ARCHITECTURE_AT),
        _step(JUMP_EQUAL, architecture, 1, 0),
        _step(RETURN, KILL_PROCESS),
        _step(LOAD, NUMBER_AT),
        _step(JUMP_AT_LEAST, X32_FROM, 0, 1),
        _step(RETURN, KILL_PROCESS),
    ]
    for numbers in ALLOWED.values():
        program += _if_number(numbers[column], _step(RETURN, ALLOW))
    for deadly in DEADLY.values():
        if (number := deadly[column]) is not None:
            program += _if_number(number, _step(RETURN, KILL_PROCESS))
    for numbers in NOT_EXECUTABLE.values():
        program += _if_number(
            numbers[column],
            _step(LOAD, THIRD_ARGUMENT_AT),
            _step(JUMP_SET, PROT_EXEC, 1, 0),
            _step(RETURN, ALLOW),
            _step(RETURN, ERRNO | errno.EPERM),
        )
    program.append(_step(RETURN, ERRNO | errno.EPERM))
    return b"".join(program)


def _if_number(number: int, *steps: bytes) -> list[bytes]:
    return [_step(JUMP_EQUAL, number, 0, len(steps)), *steps]


def _step(code: int, value: int, when_true: int = 0, when_false: int = 0) -> bytes:
    """One struct sock_filter: code, jumps, value."""
    return struct.pack("=HBBI", code, when_true, when_false, value)
