"""Landlock: from here on this process opens files below named folders only, to read, and reaches nobody else.

Linux 5.13 and later; see https://docs.kernel.org/userspace-api/landlock.html for structures and numbers.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
from collections.abc import Iterable

_CREATE_RULESET, _ADD_RULE, _RESTRICT_SELF = 444, 445, 446
"""System calls, alike on every processor."""
_ASK_VERSION = 1
_PATH_BENEATH = 1
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3

_FILES_BY_VERSION = ((1, 13), (2, 14), (3, 15), (5, 16))
"""From which version on how many rights on files are known; all of them are taken away."""
_CONNECT_AND_BIND = 0b11
_SOCKETS_AND_SIGNALS = 0b11
_NETWORK_SINCE, _SCOPES_SINCE = 4, 6


class _Ruleset(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("network", ctypes.c_uint64), ("scopes", ctypes.c_uint64))


class _Beneath(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("folder", ctypes.c_int32))


def version() -> int:
    """Return the kernel's version of Landlock, 0 where there is none."""
    try:
        return max(_call(_CREATE_RULESET, None, 0, _ASK_VERSION), 0)
    except (OSError, AttributeError):  # another system
        return 0


def read_only_beneath(paths: Iterable[str]) -> int:
    """Let this thread, and what it starts, read files beneath ``paths`` and do nothing else to any file.

    What is open already stays open. No new rights by starting programs must have been given up before.

    Args:
        paths: Folders and files; those that are missing are passed over.

    Returns:
        The version of Landlock that is in force, 0 for none.
    """
    known = version()
    if not known:
        return 0
    rights = max(count for since, count in _FILES_BY_VERSION if known >= since)
    asked = _Ruleset((1 << rights) - 1, _CONNECT_AND_BIND, _SOCKETS_AND_SIGNALS)
    size = 24 if known >= _SCOPES_SINCE else 16 if known >= _NETWORK_SINCE else 8
    ruleset = _call(_CREATE_RULESET, ctypes.byref(asked), size, 0)
    if ruleset < 0:
        return 0
    try:
        for path in paths:
            with contextlib.suppress(OSError):
                _allow(ruleset, path)
        return known if _call(_RESTRICT_SELF, ruleset, 0) == 0 else 0
    finally:
        os.close(ruleset)


def _allow(ruleset: int, path: str) -> None:
    place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        rights = _READ_FILE | _READ_FOLDER if os.path.isdir(path) else _READ_FILE
        rule = _Beneath(rights, place)
        _call(_ADD_RULE, ruleset, _PATH_BENEATH, ctypes.byref(rule), 0)
    finally:
        os.close(place)


def _call(number: int, *arguments: object) -> int:
    return int(ctypes.CDLL(None, use_errno=True).syscall(ctypes.c_long(number), *arguments))
