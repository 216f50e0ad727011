"""Folders and files for the service's account alone: what lies in them are people's papers."""

from __future__ import annotations

import contextlib
import os
import stat
from enum import StrEnum
from pathlib import Path

OTHERS = stat.S_IRWXG | stat.S_IRWXO


class Privacy(StrEnum):
    """How a folder was found."""

    PRIVATE = "private"
    TIGHTENED = "tightened"  # it was open to others and is no more
    OPEN = "open"            # it is open to others and not ours to change


def make_private_folder(folder: Path) -> Privacy:
    """Make a folder for its owner alone; take from others what they may do in one that is there and ours."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if is_private(folder):
        return Privacy.PRIVATE
    if _is_ours(folder):
        with contextlib.suppress(OSError):  # a medium that is read-only or knows no modes
            folder.chmod(stat.S_IMODE(folder.stat().st_mode) & ~OTHERS)
    return Privacy.TIGHTENED if is_private(folder) else Privacy.OPEN


def is_private(path: Path) -> bool:
    """Tell whether nobody but its owner may do anything with a folder or file."""
    return not path.stat().st_mode & OTHERS


def touch_private_file(path: Path) -> None:
    """Make an empty file for its owner alone, unless the file is there."""
    with contextlib.suppress(FileExistsError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def _is_ours(folder: Path) -> bool:
    """Tell a folder of this account from another's and from one that everybody shares (sticky bit)."""
    known = folder.resolve()
    found = known.stat()
    return found.st_uid == os.geteuid() and not found.st_mode & stat.S_ISVTX and known != known.parent
