"""``shouli serve`` as a process: mail in, letter out, stopped within seconds, nothing left behind."""

from __future__ import annotations

import email
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from email.header import decode_header, make_header
from pathlib import Path

import httpx
import pytest

from tests.office.office import mail
from tests.servers import free_port

PATIENCE = 90.0
CANARIES = ("11010119900307771X", "13912345678", "6222021234567890123")
"""An identity number, a telephone and a bank card that a sender writes wherever he can."""


class Running:
    """One ``shouli serve`` on folders below ``folder``."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.port = folder, free_port()
        for part in ("new", "cur", "tmp"):
            (folder / "inbox" / part).mkdir(parents=True, exist_ok=True)
        config = folder / "shouli.toml"
        config.write_text(
            f'data = "{folder / "data"}"\npoll_seconds = 0.3\nsweep_seconds = 1.0\n'
            f'[[mailboxes]]\nname = "m"\nkind = "maildir"\nchannel = "mail-insurance"\npath = "{folder / "inbox"}"\n'
            f'[[outgoing]]\naddress = "office@office.test"\nkind = "outbox"\npath = "{folder / "outbox"}"\n',
            encoding="utf-8",
        )
        clean = {key: value for key, value in os.environ.items() if not key.startswith("SHOULI_")}
        self.environment = {**clean, "SHOULI_CONFIG": str(config)}
        self.process = self.start()

    def start(self) -> subprocess.Popen[bytes]:
        """Start the service and wait until it is healthy."""
        command = [sys.executable, "-m", "commands", "serve", "--port", str(self.port)]
        with (self.folder / "serve.log").open("ab") as log:
            self.process = subprocess.Popen(command, env=self.environment, stderr=log, stdout=log)
        self.wait(self.healthy)
        return self.process

    def stop(self) -> None:
        """Stop the service, and see that nothing of it is left."""
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(timeout=30) == 0
        assert self.members() == {}

    def healthy(self) -> bool:
        """Tell whether health says ok."""
        assert self.process.poll() is None, (self.folder / "serve.log").read_text(encoding="utf-8")
        try:
            return bool(httpx.get(f"http://127.0.0.1:{self.port}/api/v1/health").json()["status"] == "ok")
        except httpx.TransportError:
            return False

    def wait(self, done: Callable[[], bool]) -> None:
        """Wait until something is so."""
        deadline = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < deadline, (self.folder / "serve.log").read_text(encoding="utf-8")
            time.sleep(0.1)

    def ask(self, number: int) -> None:
        """Mail a question and wait for its answer."""
        before = self.letters()
        told = "、".join(CANARIES)
        message = mail([], subject=f"社保补缴 张三{CANARIES[0]}", body=f"请问怎么办理？张三{told}",
                       message_id=f"<{number}@corp.test>", sender=f"张三{CANARIES[0]} <firm{number}@corp.test>")
        (self.folder / "inbox" / "new" / f"{number}.test").write_bytes(message.as_bytes())
        self.wait(lambda: self.letters() == before + 1)

    def letters(self) -> int:
        """Count the letters that left."""
        return len(list((self.folder / "outbox").glob("*.eml")))

    def members(self) -> dict[int, str]:
        """Return every living process that works for this service, with its command line."""
        found = {}
        for entry in Path("/proc").iterdir():
            if entry.name.isdigit() and int(entry.name) != os.getpid():
                try:
                    words = (entry / "cmdline").read_bytes() + (entry / "environ").read_bytes()
                    words += os.readlink(entry / "cwd").encode()  # the queue store writes over its environment
                except OSError:
                    continue
                if str(self.folder).encode() in words:
                    found[int(entry.name)] = (entry / "cmdline").read_bytes().decode(errors="replace")
        return found


@pytest.fixture
def running(tmp_path: Path) -> object:
    service = Running(tmp_path)
    yield service
    for process in service.members():
        os.kill(process, signal.SIGKILL)
    service.process.wait()


def test_service_answers_and_stops_within_seconds_leaving_nothing(running: Running) -> None:
    running.ask(1)
    assert len(running.members()) >= 4  # itself, two workers, the queue store
    data = running.folder / "data"
    assert [str(path) for path in (data, *data.rglob("*")) if path.stat().st_mode & 0o077] == []
    _port_is_taken(running)
    started = time.monotonic()
    running.stop()
    assert time.monotonic() - started < 15
    running.start()
    running.ask(2)
    running.stop()
    assert "Traceback" not in (running.folder / "serve.log").read_text(encoding="utf-8")
    assert _canaries(running) == []


def test_work_goes_on_after_the_queue_store_is_killed_and_after_the_service_is(running: Running) -> None:
    running.ask(1)
    (server,) = (one for one, command in running.members().items() if "server" in command and "worker" not in command
                 and one != running.process.pid)
    os.kill(server, signal.SIGKILL)
    running.ask(2)
    running.wait(running.healthy)
    assert "queue-store.died" in (running.folder / "serve.log").read_text(encoding="utf-8")

    running.process.send_signal(signal.SIGKILL)
    running.process.wait()
    running.wait(lambda: not any("worker" in command for command in running.members().values()))
    running.start()  # adopts the queue store that was left
    running.ask(3)
    running.stop()


def _canaries(running: Running) -> list[str]:
    """Return which files hold a number that the sender wrote: logs, what the queue keeps, letters with their parts."""
    letters = {path.name: email.message_from_bytes(path.read_bytes()) for path in running.folder.glob("outbox/*.eml")}
    parts = {
        f"{name} {part.get_content_type()}": part.get_payload(decode=True) or b""
        for name, letter in letters.items() for part in letter.walk() if not part.is_multipart()
    }
    heads = {name: str(make_header(decode_header(letter["Subject"]))).encode() for name, letter in letters.items()}
    queue = {str(path): path.read_bytes() for path in (running.folder / "data" / "queue").rglob("*") if path.is_file()}
    held = {**parts, **heads, **queue, "serve.log": (running.folder / "serve.log").read_bytes()}
    assert letters
    assert queue
    return [name for name, content in held.items() if any(one.encode() in content for one in CANARIES)]


def _port_is_taken(running: Running) -> None:
    """See that a second service on the same port says so in a sentence."""
    command = [sys.executable, "-m", "commands", "serve", "--port", str(running.port)]
    environment = {**running.environment, "SHOULI_DATA": str(running.folder / "other")}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr
