"""An office on real servers whose days the test turns.

Mail comes in through Dovecot (IMAP), letters leave by SMTP with TLS and login, officers work over HTTP (uvicorn);
only the time of day is the story's own. Mail is put into the mailbox by APPEND with the story's time, because a mail
system would stamp it with today's.
"""

from __future__ import annotations

import email
import email.policy
import imaplib
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path

from casework.services import Services
from pipeline.bootstrap import build_services
from pipeline.daily_reports import keep_daily_reports
from pipeline.schedule import poll_source, remind, sweep
from pipeline.settings import load_settings
from record.repository import BEIJING
from tests import servers
from tests.office.desk import Seat, desk_of
from tests.office.profile import set_up
from tests.office.services import Watch, one_engine, work_off

PEOPLE = {"clerk": "赵收件", "officer": "王审核", "supervisor": "李科长"}


@dataclass(frozen=True)
class Servers:
    """Where the servers of the test are: an account of Dovecot, and an SMTP server that knows it."""

    mailbox: servers.Account
    dovecot: dict[str, str]
    smtp: dict[str, str]


_AT_ONCE = "undo_seconds = 0"


@contextmanager
def open_office(
    folder: Path, place: Servers, channel: str, begins: datetime, settings: str = _AT_ONCE
) -> Iterator[tuple[RealOffice, Seat, Seat, Seat]]:
    """Open an office for a story; yield it with the desks of its clerk, officer and head.

    Args:
        folder: Settings and data lie below it.
        place: The servers.
        channel: Channel of the mailbox.
        begins: When the story begins, aware.
        settings: Lines of the settings; without any of its own no letter can be taken back.
    """
    office = RealOffice(folder, place, channel, begins, settings)
    try:
        with office.desks() as (clerk, officer, head):
            yield office, clerk, officer, head
    finally:
        office.close()


class RealOffice:
    """One office: its mailbox, its letters, its schedule and its desks. Arguments as for :func:`open_office`."""

    def __init__(
        self, folder: Path, place: Servers, channel: str, begins: datetime, settings: str = _AT_ONCE
    ) -> None:
        self.folder, self._place, self._channel, self._settings = folder, place, channel, settings
        self.watch = Watch(begins)
        self._environment = {**_clean_environment(), "SHOULI_CONFIG": str(self._write_settings())}
        self.services = self._build()
        self._read = 0

    def _write_settings(self) -> Path:
        place, path = self._place, self.folder / "shouli.toml"
        (self.folder / "secret").write_text(place.mailbox.password, encoding="ascii")
        account = f'user = "{place.mailbox.address}"\npassword_file = "{self.folder / "secret"}"\nhost = "127.0.0.1"\n'
        path.write_text(
            f'data = "{self.folder / "data"}"\n{self._settings}\n'
            f'[[mailboxes]]\nname = "m"\nkind = "imap"\nchannel = "{self._channel}"\n{account}'
            f'port = {place.dovecot["IMAP_PORT"]}\ntls = "none"\n'
            f'[[outgoing]]\naddress = "{place.mailbox.address}"\n{account}'
            f'port = {place.smtp["SMTP_PORT"]}\ntls = "starttls"\ncertificates = "{place.smtp["TLS_CA"]}"\n',
            encoding="utf-8",
        )
        return path

    def _build(self) -> Services:
        services = build_services(load_settings(self._environment))
        return replace(services, clock=self.watch, engine=one_engine, office=set_up(services.office))

    def close(self) -> None:
        """Log out of the mailbox and close the database."""
        for source in self.services.sources:
            source.close()
        self.services.close()

    def restart(self) -> None:
        """Stop and start again: nothing is known any more but what is kept."""
        self.close()
        self.services = self._build()

    def receive(self, message: EmailMessage) -> None:
        """Let a mail lie in the mailbox now, and do at once what it asks for."""
        account = self._place.mailbox
        session = imaplib.IMAP4("127.0.0.1", int(self._place.dovecot["IMAP_PORT"]), timeout=30)
        try:
            session.login(account.address, account.password)
            content = message.as_bytes(policy=email.policy.SMTP)
            assert session.append("INBOX", "", self.watch(), content)[0] == "OK"
        finally:
            session.logout()
        self.pass_hour()

    def pass_until(self, day: date, hour: int = 9, *, step: timedelta = timedelta(days=1)) -> None:
        """Let time pass up to an hour of a day; the schedule runs after each step, and as if it had just started."""
        end = datetime(day.year, day.month, day.day, hour, tzinfo=BEIJING)
        while self.watch() < end:
            self.watch.at = min(self.watch() + step, end)
            self.pass_hour()

    def pass_hour(self) -> None:
        """Do what the running service does now: poll, sweep, watch the clocks, work until nothing is due."""
        for source in self.services.sources:
            poll_source(self.services, source)
        sweep(self.services)
        remind(self.services)
        keep_daily_reports(self.services)
        work_off(self.services)

    def all_letters(self) -> list[EmailMessage]:
        """Return the letters that the SMTP server took, oldest first."""
        paths = sorted(Path(self._place.smtp["SMTP_ACCEPTED"]).glob("*.eml"))
        return [_parsed(path.read_bytes()) for path in paths]

    def new_letters(self) -> list[EmailMessage]:
        """Return the letters that it took since this was last asked."""
        letters = self.all_letters()
        fresh, self._read = letters[self._read :], len(letters)
        return fresh

    @contextmanager
    def desks(self) -> Iterator[tuple[Seat, ...]]:
        """Serve the officers over HTTP, as a process of its own would; yield the desks of clerk, officer and head."""
        with desk_of(self, PEOPLE, self._build()) as desk:
            yield tuple(Seat(desk, role, self.pass_hour) for role in PEOPLE)


def kinds(letters: Sequence[EmailMessage]) -> list[str]:
    """Return the names of letters as their subjects give them."""
    return [str(letter["Subject"]).partition("】")[0].removeprefix("【") for letter in letters]


def attached(letter: EmailMessage) -> dict[str, bytes]:
    """Return a letter's attachments by name."""
    return {str(part.get_filename()): bytes(part.get_content()) for part in letter.iter_attachments()}


def _parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def _clean_environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith("SHOULI_")}
