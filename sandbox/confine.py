"""What the child puts on itself: what it may do, before it loads a library, and how much, before the file comes."""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import stat
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sandbox.fonts import SYSTEM_FOLDERS
from sandbox.landlock import read_only_beneath
from sandbox.syscall_filter import narrow_calls

_PR_SET_DUMPABLE = 4
_PR_SET_NO_NEW_PRIVS = 38

NOBODY = 65534
"""The account that owns nothing; the child takes it on where it would be root."""

_OF_THE_SYSTEM = (
    "/lib", "/lib64", "/usr/lib", "/usr/lib64", "/usr/local/lib", "/usr/share/zoneinfo", "/etc/ld.so.cache",
    "/etc/localtime", "/etc/mime.types", "/etc/ssl/openssl.cnf", "/etc/pki/tls/openssl.cnf", "/dev/null",
    "/dev/urandom", "/proc/cpuinfo", "/proc/meminfo",
    "/sys/devices/system/cpu", *SYSTEM_FOLDERS,
)
"""What Python and the libraries open while they load and work."""


@dataclass(frozen=True, slots=True)
class Confinement:
    """What the kernel holds a child to.

    Attributes:
        landlock: Version of Landlock that keeps it from every file but the programs it runs; 0: none does.
        filtered: Whether calls that reach files, processes or the network are refused.
        nobody: Whether it runs as an account that owns nothing.
    """

    landlock: int = 0
    filtered: bool = False
    nobody: bool = False


def shut_in(unknown_calls: Iterable[int] = ()) -> Confinement:
    """Give up the right to write, connect, start or signal anything, and to read anything but the program itself.

    What is open already, the two pipes, stays open. Each part is used where the kernel has it; see
    https://docs.kernel.org/userspace-api/no_new_privs.html for why it comes first.

    Args:
        unknown_calls: System calls that the kernel shall seem not to know, to try how it is without.
    """
    if not _give_up_new_rights():
        return Confinement()
    if unknown_calls:
        narrow_calls(unknown_calls)
    paths = _own_program()
    nobody = _become_nobody(paths)
    return Confinement(read_only_beneath([*paths, *_OF_THE_SYSTEM]), narrow_calls(), nobody)


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


def _within(ceiling: int, soft: int, hard: int) -> tuple[int, int]:
    if ceiling == resource.RLIM_INFINITY:
        return soft, hard
    return min(soft, ceiling), min(hard, ceiling)


def _give_up_new_rights() -> bool:
    """Let no program that is started bring rights, and nobody look into this process; tell whether that holds."""
    try:
        prctl = ctypes.CDLL(None, use_errno=True).prctl
    except (OSError, AttributeError):  # another system
        return False
    prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    return int(prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)) == 0


def _own_program() -> list[str]:
    """Return the folders of Python, its packages and this one; the checkout's others may hold the office's data."""
    here = Path(__file__).resolve().parent
    library = Path(os.__file__).resolve().parent.parent  # with the one that the interpreter itself is in
    packages = [path for path in sys.path if path and Path(path) != here.parent]
    return [str(here), str(library), *packages]


def _become_nobody(needed: Iterable[str]) -> bool:
    """Change from root to :data:`NOBODY` where that may read what is needed."""
    if os.geteuid() != 0 or not all(_is_for_all(Path(path)) for path in needed if os.path.exists(path)):
        return False
    try:
        os.setgroups([])
        os.setresgid(NOBODY, NOBODY, NOBODY)
        os.setresuid(NOBODY, NOBODY, NOBODY)
    except OSError:  # a container that knows no such account
        return False
    return True


def _is_for_all(path: Path) -> bool:
    """Tell whether everybody may reach and read a folder."""
    wanted = stat.S_IROTH | stat.S_IXOTH
    found = path.resolve()
    reached = all(folder.stat().st_mode & stat.S_IXOTH for folder in found.parents)
    return reached and found.stat().st_mode & wanted == wanted
