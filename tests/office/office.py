"""An office under test: the real services in a folder of their own, worked through in this process."""

from __future__ import annotations

import email
import email.policy
import itertools
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from casework.services import Services
from intake.maildir import MaildirSource
from pipeline.schedule import poll_source
from record.letters import LetterRepository
from record.repository import CaseRepository
from record.tables import CASES, PAGE_READINGS
from record.tasks import TaskRepository
from tests.office.services import one_engine, services_in, work_off

_NUMBERS = itertools.count(1)
SENDER = "firm@corp.test"


class Office:
    """Maildir in, outbox out, SQLite and store between; no server needed.

    Args:
        folder: Everything lies below it.
        engine: Engine factory; by default one for the whole test run, because loading models takes seconds.
        channel: Channel of the inbox.
        changes: Services that differ from the usual ones.
    """

    def __init__(self, folder: Path, engine: Any = None, channel: str = "mail-insurance", **changes: Any) -> None:
        self.folder = folder
        for part in ("new", "cur", "tmp"):
            (folder / "inbox" / part).mkdir(parents=True, exist_ok=True)
        usual = {"sources": (MaildirSource("inbox", channel, folder / "inbox"),), "engine": engine or one_engine}
        self.services: Services = services_in(folder / "data", **{**usual, **changes})

    def mail(self, message: EmailMessage) -> None:
        """Put a mail into the inbox."""
        self.drop(message.as_bytes(policy=email.policy.SMTP))

    def drop(self, content: bytes) -> None:
        """Put the bytes of a message into the inbox."""
        (self.folder / "inbox" / "new" / f"{next(_NUMBERS):06d}.test").write_bytes(content)

    def rows(self, table: sa.Table) -> list[dict[str, Any]]:
        """Return a table's rows."""
        with self.services.database.begin() as connection:
            return [dict(row._mapping) for row in connection.execute(sa.select(table))]

    def tasks(self, case_id: str) -> list[str]:
        """Return the kinds of a case's tasks."""
        with self.services.database.begin() as connection:
            return [str(task["kind"]) for task in TaskRepository(connection).of_case(case_id)]

    def codes(self, case_id: str) -> set[str]:
        """Return the finding codes of a case's newest report."""
        return {finding["code"] for finding in self.report(case_id)["findings"]}

    def run(self) -> None:
        """Poll and work until nothing is due."""
        for source in self.services.sources:
            poll_source(self.services, source)
        self.work()

    def work(self) -> None:
        """Work until nothing is due."""
        work_off(self.services)

    def cases(self) -> list[Any]:
        """Return all cases, oldest first."""
        with self.services.database.begin() as connection:
            ids = connection.execute(sa.select(CASES.c.id).order_by(CASES.c.id)).scalars().all()
            return [CaseRepository(connection).get(one) for one in ids]

    def letters(self, case_id: str) -> list[Any]:
        """Return the letters of a case, oldest first."""
        with self.services.database.begin() as connection:
            return LetterRepository(connection).of_case(case_id)

    def report(self, case_id: str) -> dict[str, Any]:
        """Return the newest report of a case as stored."""
        with self.services.database.begin() as connection:
            return CaseRepository(connection).report(case_id)

    def pages_read(self) -> int:
        """Count page contents that were ever read."""
        with self.services.database.begin() as connection:
            return int(connection.execute(sa.select(sa.func.count()).select_from(PAGE_READINGS)).scalar_one())

    def outbox(self) -> list[EmailMessage]:
        """Return the letters that left, oldest first."""
        paths = sorted((self.folder / "data" / "outbox").rglob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
        parsed = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in paths]
        return [one for one in parsed if isinstance(one, EmailMessage)]


def words_of(letter: EmailMessage) -> str:
    """Return the plain text of a letter."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def mail(
    files: list[tuple[str, bytes]], *, sender: str = SENDER, subject: str = "报送材料", body: str = "请查收。",
    message_id: str = "<1@corp.test>", reply_to: EmailMessage | None = None,
) -> EmailMessage:
    """Return a mail with the files attached, as a reply where a letter is given."""
    message = EmailMessage()
    message["From"], message["To"], message["Message-ID"] = sender, "office@office.test", message_id
    message["Subject"] = subject if reply_to is None else f"回复：{reply_to['Subject']}"
    if reply_to is not None:
        message["In-Reply-To"] = reply_to["Message-ID"]
        message["References"] = f"{reply_to['References'] or ''} {reply_to['Message-ID']}".strip()
    message.set_content(body)
    for name, content in files:
        message.add_attachment(content, maintype="application", subtype="pdf", filename=name)
    return message
