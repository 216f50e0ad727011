"""Filing by two workers at once."""

from __future__ import annotations

from pathlib import Path

import pytest
import sqlalchemy as sa

from casework.arrival.filing import Arrival, file_submission
from intake.message import content_digest, parse_message
from record.messages import MessageRepository
from record.tables import CASES
from tests.intake.letters import raw
from tests.office.counter import Counter
from tests.office.office import mail
from tests.record.made import message
from tests.record.racing import Act, race

NAME = "北京某某科技有限公司+新申请劳务派遣行政许可.pdf"


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


def _filing(counter: Counter, key: str, content: bytes, message_id: str) -> Act:
    """Return what files a mail of one file."""
    submission = parse_message(raw(mail([(NAME, content)], message_id=message_id).as_bytes()))
    with counter.services.database.begin() as connection:
        ledger = MessageRepository(connection)
        row = ledger.get(message(ledger, key) or "")

    def act(connection: sa.Connection) -> str:
        digest = content_digest(submission)
        state = file_submission(counter.services.work_on(connection), Arrival(row, submission), digest)
        MessageRepository(connection).mark(row.id, state, rfc_id=message_id, content_digest=digest)
        return state

    return act


def _cases(counter: Counter) -> list[int]:
    with counter.services.database.begin() as connection:
        return list(connection.execute(sa.select(CASES.c.revision)).scalars())


def test_second_mail_of_a_sender_joins_the_case_that_the_first_opens(counter: Counter) -> None:
    first = _filing(counter, "1", b"%PDF-1.4 a", "<1@corp.test>")
    second = _filing(counter, "2", b"%PDF-1.4 b", "<2@corp.test>")
    assert race(counter.services.database, first, second) == ("parsed", "parsed")
    assert _cases(counter) == [2]


def test_same_mail_twice_is_one_case(counter: Counter) -> None:
    acts = [_filing(counter, key, b"%PDF-1.4 a", "<1@corp.test>") for key in "12"]
    assert race(counter.services.database, *acts) == ("parsed", "duplicate")
    assert _cases(counter) == [1]
