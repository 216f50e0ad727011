"""Letters over a failing SMTP server: once where that can be had, at most twice where it cannot (trust I17)."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog

from cases.errors import MoveNotAllowed
from casework.decisions import send_held
from casework.services import Account
from record.letters import LetterRepository
from record.officers import Officer
from record.tables import LETTERS, STEPS
from replies.smtp import SmtpMailer, SmtpSettings, TlsMode
from tests.office.office import Office, mail
from tests.servers import Account as MailUser


@pytest.fixture
def office(tmp_path: Path, smtp_server: dict[str, str]) -> Office:
    mailer = SmtpMailer(SmtpSettings("127.0.0.1", int(smtp_server["SMTP_PORT"]), TlsMode.NONE))
    return Office(tmp_path, accounts={"": Account("office@office.test", mailer)})


def _ask(office: Office, sender: str) -> None:
    office.mail(mail([], sender=sender, subject="社保补缴", body="请问怎么办理？"))
    office.run()


def _letters(office: Office) -> list[Any]:
    """Return the letters that leave by themselves; the answer to a question waits for an officer."""
    return [row for row in office.rows(LETTERS) if row["kind"] != "inquiry-answer"]


def _later(office: Office, hours: float) -> None:
    clock = office.services.clock
    office.services = replace(office.services, clock=lambda: clock() + timedelta(hours=hours))
    office.work()


def _accepted(smtp_server: dict[str, str]) -> list[str]:
    paths = sorted(Path(smtp_server["SMTP_ACCEPTED"]).glob("*.eml"))
    read = [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in paths]
    return [str(message["Message-ID"]) for message in read]


def test_passing_refusal_is_tried_again_later(office: Office, smtp_server: dict[str, str]) -> None:
    _ask(office, "defer@corp.test")
    assert [row["state"] for row in _letters(office)] == ["queued"]
    assert _accepted(smtp_server) == []
    _later(office, 1)
    _later(office, 1)
    (row,) = _letters(office)
    assert (row["state"], row["attempts"]) == ("sent", 1)
    assert _accepted(smtp_server) == [row["message_id"]]


@pytest.mark.parametrize("sender", ["reject@corp.test", "spam@corp.test"])
def test_final_refusal_calls_an_officer(office: Office, smtp_server: dict[str, str], sender: str) -> None:
    _ask(office, sender)
    for _ in range(3):
        _later(office, 24)
    (case,) = office.cases()
    assert [row["state"] for row in _letters(office)] == ["failed"]
    assert office.tasks(case.id) == ["letter-failed"]
    assert "letter-failed" in case.flags
    assert _accepted(smtp_server) == []


def test_link_cut_after_the_final_dot_makes_two_copies_at_most(office: Office, smtp_server: dict[str, str]) -> None:
    _ask(office, "vanish@corp.test")
    assert [row["state"] for row in _letters(office)] == ["uncertain"]
    for _ in range(4):
        _later(office, 24)
    (row,) = _letters(office)
    assert _accepted(smtp_server) == [row["message_id"]] * 2
    assert row["state"] == "uncertain"
    assert office.tasks(office.cases()[0].id) == ["letter-failed"]


def test_server_away_for_two_days_calls_an_officer(tmp_path: Path) -> None:
    mailer = SmtpMailer(SmtpSettings("127.0.0.1", 9, TlsMode.NONE))
    office = Office(tmp_path, accounts={"": Account("office@office.test", mailer)})
    _ask(office, "firm@corp.test")
    for _ in range(10):
        assert [row["state"] for row in _letters(office)] == ["queued"]
        _later(office, 16)
    assert [row["state"] for row in _letters(office)] == ["failed"]
    assert office.tasks(office.cases()[0].id) == ["letter-failed"]


def test_letter_found_half_sent_is_repeated_once(office: Office, smtp_server: dict[str, str]) -> None:
    """A worker killed while sending leaves ``sending``: the letter may be out, so one more copy and no third."""
    office.mail(mail([], subject="社保补缴", body="请问怎么办理？"))
    clock = office.services.clock
    office.run()
    (row,) = _letters(office)
    for attempts, copies in ((1, 2), (2, 2)):
        with office.services.database.begin() as connection:
            connection.execute(LETTERS.update().values(state="sending", attempts=attempts))
            again = STEPS.update().where(STEPS.c.kind == "letter")
            connection.execute(again.values(state="queued", not_before=clock()))
        office.work()
        assert _accepted(smtp_server) == [row["message_id"]] * copies
    assert office.tasks(office.cases()[0].id) == ["letter-failed"]


def _use_account(office: Office, smtp_server: dict[str, str], user: MailUser, password: str) -> None:
    port = int(smtp_server["SMTP_PORT"])
    mailer = SmtpMailer(SmtpSettings("127.0.0.1", port, TlsMode.NONE, user=user.address, password=password))
    office.services = replace(office.services, accounts={"": Account("office@office.test", mailer)})


def _refused_accounts(office: Office) -> int:
    with office.services.reading() as work:
        return work.letters.refused_accounts()


def _send(office: Office, letter_id: str) -> None:
    officer = Officer("1", "王审核", "officer", office.services.office.code)
    with office.services.work() as work:
        send_held(work, work.letters.get(letter_id), officer)
    office.work()


def test_refused_login_is_no_verdict_on_the_letters(
    office: Office, smtp_server: dict[str, str], mailbox: MailUser
) -> None:
    """The authorisation code has run out: letters wait, the account rests, and with the new code all leave once."""
    _use_account(office, smtp_server, mailbox, "expired")
    with structlog.testing.capture_logs() as logs:
        for number in range(4):
            _ask(office, f"firm{number}@corp.test")
        assert _refused_accounts(office) == 1
        for _ in range(5):
            _later(office, 16)  # far beyond what a passing refusal is given
    refused = [one for one in logs if one["event"] == "letters.account-refused"]
    assert len(refused) == 6  # one login for all letters together in each round
    rows = _letters(office)
    assert {(row["state"], row["attempts"]) for row in rows} == {("queued", 0)}
    assert [office.tasks(case.id) for case in office.cases()] == [[]] * 4
    _use_account(office, smtp_server, mailbox, mailbox.password)
    _later(office, 1)
    assert sorted(_accepted(smtp_server)) == sorted(row["message_id"] for row in rows)
    assert {row["state"] for row in _letters(office)} == {"sent"}
    assert _refused_accounts(office) == 0


def test_passing_refusals_are_counted_without_the_time_an_account_rested(
    office: Office, smtp_server: dict[str, str], mailbox: MailUser
) -> None:
    _use_account(office, smtp_server, mailbox, "expired")
    _ask(office, "defer@corp.test")
    for _ in range(15):
        _later(office, 1)
    _use_account(office, smtp_server, mailbox, mailbox.password)
    for _ in range(3):
        _later(office, 1)
    assert [row["state"] for row in _letters(office)] == ["sent"]
    assert len(_accepted(smtp_server)) == 1


def test_failed_letter_is_sent_again_by_an_officer(office: Office, smtp_server: dict[str, str]) -> None:
    _ask(office, "firm@corp.test")
    (row,) = _letters(office)
    with office.services.database.begin() as connection:  # it was refused for a reason that is gone
        connection.execute(LETTERS.update().values(recipient="reject@corp.test", state="queued", attempts=0))
        connection.execute(STEPS.update().where(STEPS.c.kind == "letter").values(state="queued"))
    office.work()
    (case,) = office.cases()
    assert ([one["state"] for one in _letters(office)], "letter-failed" in case.flags) == (["failed"], True)
    _send(office, row["id"])
    (case,) = office.cases()
    assert ([one["state"] for one in _letters(office)], "letter-failed" in case.flags) == (["failed"], True)
    with office.services.reading() as work:
        (task,) = work.tasks.of_case(case.id)
    assert task["done_at"] is None  # the second failure has opened it again
    with office.services.database.begin() as connection:
        connection.execute(LETTERS.update().values(recipient="firm@corp.test"))
    _send(office, row["id"])
    (case,) = office.cases()
    assert ([one["state"] for one in _letters(office)], "letter-failed" in case.flags) == (["sent"], False)
    assert _accepted(smtp_server) == [row["message_id"]] * 2
    with office.services.reading() as work:
        assert [one["done_at"] is not None for one in work.tasks.of_case(case.id)] == [True]
    with pytest.raises(MoveNotAllowed, match="已处理"):
        _send(office, row["id"])


@pytest.mark.parametrize(("state", "attempts"), [("uncertain", 2), ("failed", 2)])
def test_letter_that_may_have_arrived_is_not_sent_again(
    office: Office, smtp_server: dict[str, str], state: str, attempts: int
) -> None:
    _ask(office, "firm@corp.test")
    (row,) = _letters(office)
    with office.services.database.begin() as connection:
        connection.execute(LETTERS.update().values(state=state, attempts=attempts))
    with pytest.raises(MoveNotAllowed, match="可能已经送达"):
        _send(office, row["id"])
    assert _accepted(smtp_server) == [row["message_id"]]


def test_refusal_after_a_copy_may_have_left_is_uncertain(office: Office, smtp_server: dict[str, str]) -> None:
    _ask(office, "vanish@corp.test")
    with office.services.database.begin() as connection:
        connection.execute(LETTERS.update().values(recipient="reject@corp.test"))
    _later(office, 1)
    assert [row["state"] for row in _letters(office)] == ["uncertain"]
    assert office.tasks(office.cases()[0].id) == ["letter-failed"]


def test_clock_that_was_far_ahead_does_not_stop_an_account(
    office: Office, smtp_server: dict[str, str], mailbox: MailUser
) -> None:
    _use_account(office, smtp_server, mailbox, "expired")
    _later(office, 24 * 365)
    _ask(office, "one@corp.test")
    _later(office, -24 * 365)
    with office.services.reading() as work:
        letters = LetterRepository(work.connection)
        assert letters.refused_until("office@office.test", work.now, timedelta(minutes=10)) is None
