"""Mail in, letter out, through real servers: SMTP → Postfix → Dovecot behind NetEase's rule → poller → RQ → back."""

from __future__ import annotations

import email
import email.policy
import imaplib
import os
import signal
import smtplib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
import redis
import sqlalchemy as sa

from casework.anchor_dates import set_anchor
from casework.services import Services
from pipeline.bootstrap import build_services
from pipeline.maintenance import verify
from pipeline.schedule import poll_source, sweep
from pipeline.settings import load_settings
from record.steps import StepRepository
from record.tables import CASES, LETTERS, MESSAGES, STEPS
from tests import servers
from tests.drawing import SubmissionSpec
from tests.drawing.kept import kept_submission
from tests.office.office import mail

PATIENCE = 120.0


class Deployment:
    """An office on real servers: settings file, worker processes, a sender with a mailbox."""

    def __init__(
        self, folder: Path, imap_port: str, smtp_port: str, redis_url: str, office: servers.Account,
        firm: servers.Account, dovecot: dict[str, str],
    ) -> None:
        self.office, self.firm, self._dovecot, self._smtp_port = office, firm, dovecot, smtp_port
        secret = folder / "secret"
        secret.write_text(office.password, encoding="ascii")
        config = folder / "shouli.toml"
        config.write_text(
            f'[[mailboxes]]\nname = "m"\nkind = "imap"\nchannel = "mail-insurance"\nhost = "127.0.0.1"\n'
            f'port = {imap_port}\ntls = "none"\nuser = "{office.address}"\npassword_file = "{secret}"\n'
            f'[[outgoing]]\naddress = "{office.address}"\nhost = "127.0.0.1"\nport = {smtp_port}\ntls = "none"\n',
            encoding="utf-8",
        )
        self._environment = {
            **os.environ, "SHOULI_CONFIG": str(config), "SHOULI_DATA": str(folder / "data"),
            "SHOULI_REDIS_URL": redis_url,
        }
        self.redis = redis.Redis.from_url(redis_url)
        self.services: Services = build_services(load_settings(self._environment), redis_url=redis_url)
        with self.services.work() as work:  # the rules of 2020 hold on, whatever day it is
            set_anchor(work, "epidemic_end", date(2099, 12, 31), by="李科长")

    def send(self, message: EmailMessage) -> None:
        """Mail a submission as an enterprise does."""
        with smtplib.SMTP("127.0.0.1", int(self._smtp_port), timeout=30) as session:
            session.send_message(message, self.firm.address, [self.office.address])
        self.wait(lambda: self._count(self.office) > 0)

    def poll(self) -> int:
        """Poll the office's mailbox once."""
        return poll_source(self.services, self.services.sources[0])

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen[bytes]]:
        """Run a worker process for all queues."""
        process = subprocess.Popen([sys.executable, "-m", "commands", "worker"], env=self._environment)
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    def letters(self) -> list[EmailMessage]:
        """Return what lies in the sender's own mailbox."""
        with self._session(self.firm) as session:
            numbers = session.search(None, "ALL")[1][0].split()
            raw: list[Any] = [session.fetch(number, "(RFC822)")[1][0] for number in numbers]
        parsed = [email.message_from_bytes(one[1], policy=email.policy.default) for one in raw]
        return [one for one in parsed if isinstance(one, EmailMessage)]

    def wait(self, done: Callable[[], bool]) -> None:
        """Sweep now and then until something is so."""
        deadline = time.monotonic() + PATIENCE
        while not done():
            assert time.monotonic() < deadline, self.rows(STEPS)
            sweep(self.services)
            time.sleep(0.3)

    def rows(self, table: sa.Table) -> list[dict[str, Any]]:
        """Return a table's rows."""
        with self.services.database.begin() as connection:
            return [dict(row._mapping) for row in connection.execute(sa.select(table))]

    def idle(self) -> bool:
        """Tell whether nothing is open any more."""
        with self.services.database.begin() as connection:
            return StepRepository(connection).open_count() == 0

    def _count(self, account: servers.Account) -> int:
        with self._session(account) as session:
            return len(session.search(None, "ALL")[1][0].split())

    @contextmanager
    def _session(self, account: servers.Account) -> Iterator[imaplib.IMAP4]:
        session = imaplib.IMAP4("127.0.0.1", int(self._dovecot["IMAP_PORT"]), timeout=30)
        try:
            session.login(account.address, account.password)
            session.select("INBOX", readonly=True)
            yield session
        finally:
            session.logout()


@pytest.fixture
def deployment(
    tmp_path: Path, dovecot_server: dict[str, str], netease_server: dict[str, str], postfix_server: dict[str, str],
    redis_server: dict[str, str],
) -> Iterator[Deployment]:
    office = servers.new_account(dovecot_server)
    firm = servers.new_account(dovecot_server, domain="corp.test")
    made = Deployment(
        tmp_path, netease_server["IMAP_PORT"], postfix_server["SMTP_PORT"], redis_server["REDIS_URL"], office, firm,
        dovecot_server,
    )
    yield made
    made.services.sources[0].close()
    made.services.close()
    made.redis.close()


def _submission(deployment: Deployment) -> EmailMessage:
    drawn = kept_submission(SubmissionSpec("backpay-extended-period", seed=5))
    return mail([(drawn.file_name, drawn.content)], sender=deployment.firm.address)


def _once(deployment: Deployment, message: EmailMessage) -> None:
    """Assert one message, one case, each letter once, in the sender's mailbox and in the thread."""
    assert len(deployment.rows(MESSAGES)) == 1
    assert len(deployment.rows(CASES)) == 1
    written = deployment.rows(LETTERS)
    assert [letter["state"] for letter in written] == ["sent"] * len(written)
    deployment.wait(lambda: len(deployment.letters()) >= len(written))
    received = deployment.letters()
    assert sorted(letter["Message-ID"] for letter in received) == sorted(letter["message_id"] for letter in written)
    for letter in received:
        assert letter["In-Reply-To"] == message["Message-ID"]
        assert str(message["Message-ID"]) in str(letter["References"])
        assert letter["Auto-Submitted"] == "auto-replied"
        assert letter["From"].addresses[0].addr_spec == deployment.office.address
    subjects = sorted(str(letter["Subject"])[:6] for letter in received)
    assert subjects == ["【受理通知书", "【收件回执】"], deployment.rows(CASES)[0]["outcome"]
    assert verify(deployment.services) == []


def test_mailed_submission_is_answered_once(deployment: Deployment) -> None:
    message = _submission(deployment)
    deployment.send(message)
    assert deployment.poll() == 1
    assert deployment.poll() == 0
    with deployment.worker():
        deployment.wait(deployment.idle)
    _once(deployment, message)


def test_worker_killed_in_the_middle_and_queue_lost(deployment: Deployment) -> None:
    message = _submission(deployment)
    deployment.send(message)
    deployment.poll()
    with deployment.worker() as process:
        deployment.wait(
            lambda: any(row["kind"] == "read" and row["state"] == "running" for row in deployment.rows(STEPS))
        )
        process.send_signal(signal.SIGKILL)
        process.wait()
    deployment.redis.flushall()
    assert [row["state"] for row in deployment.rows(STEPS) if row["kind"] == "read"] == ["running"]
    with deployment.worker():
        deployment.wait(deployment.idle)
    assert [row["fence"] for row in deployment.rows(STEPS) if row["kind"] == "read"] == [2]
    _once(deployment, message)
