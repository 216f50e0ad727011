"""Limits the child puts on itself before it sees the first byte of the file."""

from __future__ import annotations

import ctypes
import resource
import signal

_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38


def confine(memory_mb: int, cpu_seconds: int) -> None:
    """Cap address space, processor time, open files, file size and core dumps of this process.

    The file-size limit is 0: no byte can be written to any file, results leave by the pipe only.
    """
    memory = memory_mb * 1024 * 1024
    for limit, soft, hard in (
        (resource.RLIMIT_AS, memory, memory),
        (resource.RLIMIT_CPU, cpu_seconds, cpu_seconds + 2),
        (resource.RLIMIT_NOFILE, 64, 64),
        (resource.RLIMIT_FSIZE, 0, 0),
        (resource.RLIMIT_CORE, 0, 0),
    ):
        resource.setrlimit(limit, _within(resource.getrlimit(limit)[1], soft, hard))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    _restrict_process()


def _within(ceiling: int, soft: int, hard: int) -> tuple[int, int]:
    if ceiling == resource.RLIM_INFINITY:
        return soft, hard
    return min(soft, ceiling), min(hard, ceiling)


def _restrict_process() -> None:
    # Linux only; elsewhere the limits above must do. No new rights by exec, no debugger.
    try:
        prctl = ctypes.CDLL(None, use_errno=True).prctl
    except (OSError, AttributeError):
        return
    prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
