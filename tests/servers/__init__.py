"""Real servers for tests, each in a short folder of its own, on free ports, stopped with the ``with`` block.

A program that is not installed raises :class:`ServerMissing`; the fixtures turn that into a skip,
and into a failure where ``CI`` is set.
"""

from __future__ import annotations

import contextlib
import pathlib
import random
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass

FOLDER = pathlib.Path(__file__).parent
NOT_INSTALLED, PORT_TAKEN = 69, 75


class ServerMissing(Exception):
    """The program is not installed on this machine."""


@dataclass(frozen=True, slots=True)
class Account:
    """A mailbox on a test Dovecot, with its login."""

    address: str
    password: str


@contextlib.contextmanager
def short_folder() -> Iterator[pathlib.Path]:
    """Yield a folder with a short path: Dovecot's and Redis' sockets allow about 100 characters."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="sl", dir="/tmp"))
    folder.chmod(0o755)  # the servers drop root and must still reach it
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port(count: int = 1) -> int:
    """Return the first of ``count`` free neighbouring ports, below the range that the kernel hands out by itself."""
    for _ in range(200):
        first = random.randrange(20_000, 32_000)
        if all(_is_free(first + offset) for offset in range(count)):
            return first
    raise OSError("no free ports")


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex(("127.0.0.1", port)) != 0 and _can_bind(probe.family, port)


def _can_bind(family: socket.AddressFamily, port: int) -> bool:
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


@contextlib.contextmanager
def start(script: str, *arguments: object) -> Iterator[dict[str, str]]:
    """Run one script of this folder until the block ends; yield what it printed before READY.

    Raises:
        ServerMissing: Its program is not installed.
        OSError: It could not start.
    """
    path = FOLDER / script
    command = [sys.executable, str(path)] if path.suffix == ".py" else ["bash", str(path)]
    with subprocess.Popen(
        [*command, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**_environment(), "PYTHON": sys.executable},
        start_new_session=True,
    ) as process:
        values = _read_values(process)
        try:
            yield values
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()


def _environment() -> dict[str, str]:
    import os

    return {key: value for key, value in os.environ.items() if not key.startswith("SHOULI_")}


def _read_values(process: subprocess.Popen[str]) -> dict[str, str]:
    assert process.stdout is not None
    assert process.stderr is not None
    values: dict[str, str] = {}
    for line in process.stdout:
        if line.strip() == "READY":
            return values
        key, _, value = line.strip().partition("=")
        values[key] = value
    message = process.stderr.read().strip()
    if process.wait() == NOT_INSTALLED:
        raise ServerMissing(message)
    raise OSError(f"{message} (status {process.returncode})")


@contextlib.contextmanager
def redis() -> Iterator[dict[str, str]]:
    """Run Redis (or Valkey); yields ``REDIS_URL``, ``REDIS_PORT``, ``SERVER_PID``."""
    with short_folder() as folder, start("redis.sh", folder, free_port()) as values:
        yield values


@contextlib.contextmanager
def dovecot() -> Iterator[dict[str, str]]:
    """Run Dovecot.

    Yields ``IMAP_PORT``, ``IMAPS_PORT``, ``LMTP_PORT``, ``SASL_PORT``, ``DOVECOT_CONF``, ``DOVECOT_LOG``,
    ``DOVECOT_USERS``, ``MAIL_ROOT``, ``TLS_CA``.
    """
    with (
        short_folder() as folder,
        start("dovecot.sh", folder / "d", free_port(4), "office@ss.test:office-pw") as values,
    ):
        yield values


@contextlib.contextmanager
def postfix(dovecot_values: dict[str, str]) -> Iterator[dict[str, str]]:
    """Run Postfix in front of a Dovecot; yields ``SMTP_PORT``, ``POSTFIX_LOG``."""
    if not dovecot_values["LMTP_PORT"]:
        raise ServerMissing("dovecot-lmtpd is not installed (apt install dovecot-lmtpd)")
    with (
        short_folder() as folder,
        start(
            "postfix.sh", folder / "p", free_port(), dovecot_values["LMTP_PORT"], dovecot_values["SASL_PORT"]
        ) as values,
    ):
        yield values


@contextlib.contextmanager
def netease(dovecot_values: dict[str, str]) -> Iterator[dict[str, str]]:
    """Run the NetEase emulation in front of a Dovecot; yields ``IMAP_PORT``."""
    with start("imap163.py", free_port(), dovecot_values["IMAP_PORT"]) as values:
        yield values


@contextlib.contextmanager
def smtp(lmtp_port: str = "", users: tuple[Account, ...] = ()) -> Iterator[dict[str, str]]:
    """Run the failing SMTP server; yields ``SMTP_PORT``, ``SMTP_ACCEPTED`` (a folder), ``TLS_CA``."""
    options: list[str] = ["--lmtp", lmtp_port] if lmtp_port else []
    for user in users:
        options += ["--user", f"{user.address}:{user.password}"]
    with short_folder() as folder, start("smtp_server.py", folder, free_port(), *options) as values:
        yield values


def new_account(dovecot_values: dict[str, str], name: str = "", domain: str = "ss.test") -> Account:
    """Add a user with an empty mailbox to a running Dovecot; the name is made up when not given."""
    account = Account(f"{name or 'u' + secrets.token_hex(4)}@{domain}", secrets.token_hex(8))
    line = f"{account.address}:{{PLAIN}}{account.password}::::::\n"
    pathlib.Path(dovecot_values["DOVECOT_USERS"], account.address).write_text(line, encoding="utf-8")
    return account
