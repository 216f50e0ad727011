"""A filter of system calls (seccomp): this process asks the kernel for no more than parsing needs.

Refused calls fail with EPERM, opening to write with EACCES; calls that are younger than :mod:`sandbox.syscalls` are
unknown (ENOSYS), for which libraries have another way. The filter is a program of the classic BPF machine, see
https://docs.kernel.org/userspace-api/seccomp_filter.html.
"""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Iterable, Sequence

from sandbox.syscalls import BY_MACHINE, FIRST_UNKNOWN, Calls

_LOAD, _EQUAL, _AT_LEAST, _ANY_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_NUMBER, _ARCHITECTURE, _ARGUMENTS = 0, 4, 16
"""Where the machine finds what was called, on which processor, and with what (eight bytes each)."""
_SET_FILTER, _ALL_THREADS, _NO_SLOWDOWN = 1, 1, 4
_THREAD = 0x00010000  # CLONE_THREAD
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC

_Step = tuple[int, int, int, int]
"""Code, steps to skip if so, steps to skip if not, value."""


class _Instruction(ctypes.Structure):
    _fields_ = (("code", ctypes.c_uint16), ("yes", ctypes.c_uint8), ("no", ctypes.c_uint8), ("value", ctypes.c_uint32))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_uint16), ("steps", ctypes.POINTER(_Instruction)))


def narrow_calls(also_unknown: Iterable[int] = ()) -> bool:
    """Put the filter on all threads of this process and on what it starts; there is no way back.

    No new rights by starting programs must have been given up before.

    Args:
        also_unknown: Further calls that the kernel shall seem not to know.

    Returns:
        Whether it is in force: not on other systems and processors, nor where the kernel has no filters.
    """
    calls = BY_MACHINE.get(os.uname().machine)
    if calls is None:
        return False
    steps = [_Instruction(*step) for step in _steps(calls, os.getpid(), also_unknown)]
    program = _Program(len(steps), (_Instruction * len(steps))(*steps))
    try:
        system = ctypes.CDLL(None, use_errno=True).syscall
        flags = _ALL_THREADS | _NO_SLOWDOWN
        return int(system(ctypes.c_long(calls.seccomp), _SET_FILTER, flags, ctypes.byref(program))) == 0
    except (OSError, AttributeError):
        return False


def _steps(calls: Calls, own: int, also_unknown: Iterable[int]) -> Sequence[_Step]:
    unknown = [calls.clone3, calls.openat2, *also_unknown]
    return [
        (_LOAD, 0, 0, _ARCHITECTURE), (_EQUAL, 1, 0, calls.architecture), _answer(_KILL),
        (_LOAD, 0, 0, _NUMBER),
        *(step for one in unknown for step in ((_EQUAL, 0, 1, one), _answer(_ERRNO | errno.ENOSYS))),
        (_AT_LEAST, 0, 1, FIRST_UNKNOWN), _answer(_ERRNO | errno.ENOSYS),
        *(step for one in sorted(calls.refused) for step in ((_EQUAL, 0, 1, one), _answer(_ERRNO | errno.EPERM))),
        *_only_if(calls.clone, 0, [(_ANY_BIT, 1, 0, _THREAD)]),
        *_only_if(calls.signal, 0, [(_EQUAL, 1, 0, own)]),
        *_only_if(calls.limits, 0, [(_EQUAL, 2, 0, 0), (_EQUAL, 1, 0, own)]),
        *(step for number, place in calls.opens for step in _unless_writing(number, place)),
        _answer(_ALLOW),
    ]


def _only_if(number: int, place: int, tests: list[_Step]) -> list[_Step]:
    """Return the steps that allow a call if a test of its argument skips to the last of them."""
    return [
        (_EQUAL, 0, len(tests) + 3, number), (_LOAD, 0, 0, _ARGUMENTS + 8 * place), *tests,
        _answer(_ERRNO | errno.EPERM), _answer(_ALLOW),
    ]  # fmt: skip


def _unless_writing(number: int, place: int) -> list[_Step]:
    return [
        (_EQUAL, 0, 4, number), (_LOAD, 0, 0, _ARGUMENTS + 8 * place), (_ANY_BIT, 0, 1, _WRITING),
        _answer(_ERRNO | errno.EACCES), _answer(_ALLOW),
    ]  # fmt: skip


def _answer(value: int) -> _Step:
    return _RETURN, 0, 0, value
