"""Letters over a failing SMTP server: once where that can be had, at most twice where it cannot (trust I17)."""

from __future__ import annotations

import email
import email.policy
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from casework.services import Account
from record.tables import LETTERS
from replies.smtp import SmtpMailer, SmtpSettings, TlsMode
from tests.office.office import Office, mail


@pytest.fixture
def office(tmp_path: Path, smtp_server: dict[str, str]) -> Office:
    mailer = SmtpMailer(SmtpSettings("127.0.0.1", int(smtp_server["SMTP_PORT"]), TlsMode.NONE))
    return Office(tmp_path, accounts={"": Account("office@office.test", mailer)})


def _ask(office: Office, sender: str) -> None:
    office.mail(mail([], sender=sender, subject="社保补缴", body="请问怎么办理？"))
    office.run()


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
    assert [row["state"] for row in office.rows(LETTERS)] == ["queued"]
    assert _accepted(smtp_server) == []
    _later(office, 1)
    _later(office, 1)
    (row,) = office.rows(LETTERS)
    assert (row["state"], row["attempts"]) == ("sent", 1)
    assert _accepted(smtp_server) == [row["message_id"]]


@pytest.mark.parametrize("sender", ["reject@corp.test", "spam@corp.test"])
def test_final_refusal_calls_an_officer(office: Office, smtp_server: dict[str, str], sender: str) -> None:
    _ask(office, sender)
    for _ in range(3):
        _later(office, 24)
    (case,) = office.cases()
    assert [row["state"] for row in office.rows(LETTERS)] == ["failed"]
    assert office.tasks(case.id) == ["letter-failed"]
    assert "letter-failed" in case.flags
    assert _accepted(smtp_server) == []


def test_link_cut_after_the_final_dot_makes_two_copies_at_most(office: Office, smtp_server: dict[str, str]) -> None:
    _ask(office, "vanish@corp.test")
    assert [row["state"] for row in office.rows(LETTERS)] == ["uncertain"]
    for _ in range(4):
        _later(office, 24)
    (row,) = office.rows(LETTERS)
    assert _accepted(smtp_server) == [row["message_id"]] * 2
    assert row["state"] == "uncertain"
    assert office.tasks(office.cases()[0].id) == ["letter-failed"]


def test_server_away_for_two_days_calls_an_officer(tmp_path: Path) -> None:
    mailer = SmtpMailer(SmtpSettings("127.0.0.1", 9, TlsMode.NONE))
    office = Office(tmp_path, accounts={"": Account("office@office.test", mailer)})
    _ask(office, "firm@corp.test")
    for _ in range(10):
        assert [row["state"] for row in office.rows(LETTERS)] == ["queued"]
        _later(office, 16)
    assert [row["state"] for row in office.rows(LETTERS)] == ["failed"]
    assert office.tasks(office.cases()[0].id) == ["letter-failed"]


def test_letter_found_half_sent_is_repeated_once(office: Office, smtp_server: dict[str, str]) -> None:
    """A worker killed while sending leaves ``sending``: the letter may be out, so one more copy and no third."""
    office.mail(mail([], subject="社保补缴", body="请问怎么办理？"))
    clock = office.services.clock
    office.run()
    (row,) = office.rows(LETTERS)
    for attempts, copies in ((1, 2), (2, 2)):
        with office.services.database.begin() as connection:
            from record.tables import STEPS

            connection.execute(LETTERS.update().values(state="sending", attempts=attempts))
            again = STEPS.update().where(STEPS.c.kind == "letter")
            connection.execute(again.values(state="queued", not_before=clock()))
        office.work()
        assert _accepted(smtp_server) == [row["message_id"]] * copies
    assert office.tasks(office.cases()[0].id) == ["letter-failed"]
