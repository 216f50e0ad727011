"""The demonstration's mail: Dovecot and SMTP on loopback where Dovecot is there, else Maildir and outbox folders.

Submissions arrive dated: they are appended to the office's mailbox with the time at which the demonstration plays.
"""

from __future__ import annotations

import email
import email.policy
import imaplib
import itertools
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Protocol

from tests import servers

CHANNELS = ("mail-dispatch", "mail-hours", "mail-layoff", "mail-insurance")

PLAYS_SINCE = "2020-01-01"
"""Day before which no mail of the demonstration is dated."""


class Mail(Protocol):
    """A way to bring mail to the office and to look into the senders' mailboxes."""

    title: str

    def configuration(self) -> str:
        """Return the service's settings for it, as TOML."""
        ...

    def deliver(self, channel: str, message: EmailMessage, moment: datetime) -> None:
        """Put a mail into the office's mailbox, dated."""
        ...

    def letters(self, address: str) -> list[EmailMessage]:
        """Return what has arrived in a sender's mailbox, oldest first."""
        ...


def office(channel: str) -> str:
    """Return the office's address of a channel in the demonstration."""
    return f"{channel}@office.test"


@dataclass
class DovecotMail:
    """Real IMAP and SMTP."""

    dovecot: dict[str, str]
    smtp: dict[str, str]
    accounts: dict[str, servers.Account]
    secrets: Path
    title: str = "Dovecot（IMAP）与本机 SMTP"

    def configuration(self) -> str:
        """Return mailboxes and outgoing accounts as TOML; passwords lie in files."""
        tables = []
        for channel in CHANNELS:
            account = self.accounts[office(channel)]
            secret = self.secrets / channel
            secret.touch(mode=0o600)
            secret.write_text(account.password, encoding="ascii")
            tables.append(
                f'[[mailboxes]]\nname = "{channel}"\nkind = "imap"\nchannel = "{channel}"\nhost = "127.0.0.1"\n'
                f'port = {self.dovecot["IMAP_PORT"]}\ntls = "none"\nuser = "{account.address}"\n'
                f'password_file = "{secret}"\nsince = {PLAYS_SINCE}\n'
                f'[[outgoing]]\nkind = "smtp"\naddress = "{account.address}"\nhost = "127.0.0.1"\n'
                f'port = {self.smtp["SMTP_PORT"]}\ntls = "none"\nchannels = ["{channel}"]\n'
            )
        return "\n".join(tables)

    def deliver(self, channel: str, message: EmailMessage, moment: datetime) -> None:
        """Append the mail to the office's inbox with the given arrival time."""
        with self._session(office(channel)) as session:
            session.append("INBOX", "", imaplib.Time2Internaldate(moment), message.as_bytes(policy=email.policy.SMTP))

    def letters(self, address: str) -> list[EmailMessage]:
        """Fetch the sender's inbox."""
        if address not in self.accounts:
            self.accounts[address] = servers.new_account(self.dovecot, *address.split("@"))
        with self._session(address) as session:
            session.select("INBOX", readonly=True)
            numbers = session.search(None, "ALL")[1][0].split()
            answers = [session.fetch(number, "(RFC822)")[1][0] for number in numbers]
        return [_parsed(one[1]) for one in answers if isinstance(one, tuple)]

    @contextmanager
    def _session(self, address: str) -> Iterator[imaplib.IMAP4]:
        account = self.accounts[address]
        session = imaplib.IMAP4("127.0.0.1", int(self.dovecot["IMAP_PORT"]), timeout=30)
        try:
            session.login(account.address, account.password)
            yield session
        finally:
            session.logout()


@dataclass
class FolderMail:
    """Maildir folders in, an outbox folder out: for a machine where no mail server can be started."""

    folder: Path
    title: str = "Maildir 文件夹与发件箱文件夹（本机没有可用的 Dovecot）"

    def configuration(self) -> str:
        """Return Maildir sources and one outbox as TOML."""
        tables = [f'[[outgoing]]\nkind = "outbox"\naddress = "office@office.test"\npath = "{self.folder / "outbox"}"\n']
        for channel in CHANNELS:
            for part in ("new", "cur", "tmp"):
                (self.folder / channel / part).mkdir(parents=True, exist_ok=True)
            path = self.folder / channel
            tables.append(
                f'[[mailboxes]]\nname = "{channel}"\nkind = "maildir"\nchannel = "{channel}"\npath = "{path}"\n'
                f"since = {PLAYS_SINCE}\n"
            )
        return "\n".join(tables)

    def deliver(self, channel: str, message: EmailMessage, moment: datetime) -> None:
        """Write the mail into ``tmp``, date it and move it to ``new``."""
        name = f"{next(_COUNTER):06d}.demo"
        part = self.folder / channel / "tmp" / name
        part.write_bytes(message.as_bytes(policy=email.policy.SMTP))
        os.utime(part, (moment.timestamp(), moment.timestamp()))
        part.rename(self.folder / channel / "new" / name)

    def letters(self, address: str) -> list[EmailMessage]:
        """Return the outbox's letters to an address."""
        paths = sorted((self.folder / "outbox").rglob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        found = [_parsed(path.read_bytes()) for path in paths]
        return [one for one in found if address in str(one["To"])]


_COUNTER = itertools.count(1)


@contextmanager
def open_mail(folder: Path) -> Iterator[Mail]:
    """Start the demonstration's mail servers, or fall back to folders."""
    with ExitStack() as stack:
        yield _dovecot_mail(stack, folder) or FolderMail(_made(folder / "mail"))


def _dovecot_mail(stack: ExitStack, folder: Path) -> DovecotMail | None:
    """Return running servers; None where they are missing or of a release that does not take our configuration."""
    try:
        dovecot = stack.enter_context(servers.dovecot())
        if not dovecot["LMTP_PORT"]:
            return None
        smtp = stack.enter_context(servers.smtp(dovecot["LMTP_PORT"]))
    except (servers.ServerMissing, OSError):
        return None
    accounts = {office(channel): servers.new_account(dovecot, channel, "office.test") for channel in CHANNELS}
    return DovecotMail(dovecot, smtp, accounts, _made(folder / "secrets"))


def _made(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder.resolve()


def _parsed(content: bytes) -> EmailMessage:
    message = email.message_from_bytes(content, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message
