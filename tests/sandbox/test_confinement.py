"""What a child may do once it is shut in: read the program it runs, answer by its pipe, and nothing else."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from sandbox import landlock
from sandbox.level import level, level_of
from sandbox.limits import Limits
from sandbox.process import Child

ROOT = Path(__file__).resolve().parents[2]

ATTEMPTS = {
    "read the database": "open(folder + '/office.sqlite').read(1)",
    "list a folder": "os.listdir(folder)",
    "read accounts": "open('/etc/passwd').read(1)",
    "look into the parent": "open(f'/proc/{os.getppid()}/mem', 'rb')",
    "create": "open(folder + '/new', 'x')",
    "write": "open(folder + '/office.sqlite', 'r+')",
    "truncate": "os.truncate(folder + '/office.sqlite', 0)",
    "delete": "os.unlink(folder + '/office.sqlite')",
    "rename": "os.rename(folder + '/office.sqlite', folder + '/gone')",
    "make a folder": "os.mkdir(folder + '/sub')",
    "change rights": "os.chmod(folder + '/office.sqlite', 0o777)",
    "change attributes": "os.utime(folder + '/office.sqlite')",
    "connect": "socket.create_connection(('127.0.0.1', port), 2)",
    "listen": "socket.create_server(('127.0.0.1', 0))",
    "talk to the queue store": "socket.socket(socket.AF_UNIX).connect(folder + '/queue')",
    "send a datagram": "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'x', ('127.0.0.1', port))",
    "start a program": "os.execv('/bin/true', ['true'])",
    "fork": "os.fork() or os._exit(0)",
    "start a program by the library": "subprocess.run(['/bin/true'])",
    "signal the parent": "os.kill(os.getppid(), 0)",
    "trace the parent": "call('ptrace', 16, os.getppid(), 0, 0)",
    "slow the parent down": "os.setpriority(0, os.getppid(), os.getpriority(0, os.getppid()))",
    "limit the parent": "resource.prlimit(os.getppid(), resource.RLIMIT_NOFILE)",
    "leave for other namespaces": "os.unshare(0x10000000) if hasattr(os, 'unshare') else call('unshare', 0x10000000)",
}
"""Where one is not refused it does no harm to whoever runs the tests."""

READING = {"read the database", "list a folder", "read accounts"}
"""Attempts that Landlock alone refuses."""

SCRIPT = """
import ctypes, json, os, resource, socket, subprocess, sys
sys.path.insert(0, sys.argv[1])
folder, port = sys.argv[2], int(sys.argv[3])
from sandbox import confine, syscall_filter
def call(name, *arguments):
    library = ctypes.CDLL(None, use_errno=True)
    if getattr(library, name)(*arguments) < 0:
        raise OSError(ctypes.get_errno(), name)
{before}
found = confine.shut_in({unknown})
refused = {{}}
for name, attempt in json.loads(sys.argv[4]).items():
    try:
        eval(attempt)
    except OSError as error:
        refused[name] = error.strerror
print(json.dumps([[found.landlock, found.filtered], refused]))
"""


@cache
def refusals(before: str = "", unknown: str = "") -> tuple[tuple[int, bool], dict[str, str]]:
    """Return what holds, and what was refused, in a process where everything is tried."""
    with TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as server:
        (Path(folder) / "office.sqlite").write_bytes(b"x" * 10)
        with socket.socket(socket.AF_UNIX) as queue:
            queue.bind(f"{folder}/queue")
            queue.listen()
            script = SCRIPT.format(before=before, unknown=unknown)
            port = str(server.getsockname()[1])
            command = [sys.executable, "-I", "-B", "-c", script, str(ROOT), folder, port, json.dumps(ATTEMPTS)]
            done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
        assert done.returncode == 0, done.stderr
        assert {path.name for path in Path(folder).iterdir()} == {"office.sqlite", "queue"}
        assert (Path(folder) / "office.sqlite").read_bytes() == b"x" * 10
    (version, filtered), refused = json.loads(done.stdout.splitlines()[-1])
    return (version, filtered), refused


@pytest.mark.parametrize("attempt", ATTEMPTS)
def test_child_cannot(attempt: str) -> None:
    (version, filtered), refused = refusals()
    assert filtered
    if version or attempt not in READING:
        assert attempt in refused


def test_without_landlock_it_reads_and_still_changes_and_tells_nothing() -> None:
    """Kernels before 5.13, and containers whose runtime lets nobody use it."""
    found, refused = refusals(unknown="(444,)")
    assert found == (0, True)
    assert set(ATTEMPTS) - set(refused) <= READING | {"look into the parent"}


@pytest.mark.skipif(landlock.version() == 0, reason="this kernel has no Landlock")
def test_without_a_filter_files_stay_shut() -> None:
    """Processors whose numbers of system calls we do not know."""
    (version, filtered), refused = refusals(before="syscall_filter.BY_MACHINE.clear()")
    assert (version > 0, filtered) == (True, False)
    assert READING | {"create", "write", "truncate", "delete", "rename", "make a folder"} <= set(refused)
    assert "start a program by the library" in refused


def test_a_child_tells_what_holds() -> None:
    with Child({"action": "confinement"}, b"", Limits()) as child:
        [(header, _)] = child.messages(20)
    assert (header["type"], header["filtered"], header["landlock"]) == ("confinement", True, landlock.version())


STRICT = """
import sys
sys.path.insert(0, sys.argv[1])
from cases.errors import ConfigurationError
from pipeline.bootstrap import check_sandbox
from pipeline.settings import Settings
from sandbox.confine import shut_in
shut_in()  # from here on no child can be started, as where a container forbids it
try:
    check_sandbox(Settings(sandbox="strict"))
except ConfigurationError as error:
    print(error.message)
check_sandbox(Settings())
"""


def test_service_that_is_to_be_strict_does_not_start_without() -> None:
    done = subprocess.run([sys.executable, "-I", "-c", STRICT, str(ROOT)], capture_output=True, text=True, check=True)
    assert "只能隔离到“limits”" in done.stdout


@pytest.mark.parametrize(
    ("version", "filtered", "expected"),
    [(1, True, "strict"), (1, False, "partial"), (0, True, "partial"), (0, False, "limits")],
)
def test_level_is_told(version: int, filtered: bool, expected: str) -> None:
    assert level_of(landlock=version, filtered=filtered) == expected


def test_this_machine_s_level_is_what_a_child_comes_to() -> None:
    assert level() == level_of(landlock=landlock.version(), filtered=True)
