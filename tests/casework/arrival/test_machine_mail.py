"""Material that a machine sent: a case with a task, and no answer."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from cases.lifecycle import State
from cases.tasks import TaskKind
from record.tables import MESSAGES
from tests.drawing import SubmissionSpec
from tests.drawing.kept import kept_submission
from tests.office.desk import desk_of
from tests.office.office import Office, mail

GOOD = kept_submission(SubmissionSpec("backpay-extended-period", seed=3, born_digital=True))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def _scan(number: int = 1, **more: str) -> EmailMessage:
    message = mail([(GOOD.file_name, GOOD.content)], message_id=f"<{number}@scan.test>", **more)  # type: ignore[arg-type]
    message["Auto-Submitted"] = "auto-generated"
    return message


def test_scanners_material_is_an_officers_and_unanswered(office: Office) -> None:
    office.mail(_scan(sender="noreply@corp.test"))
    office.run()
    (case,) = office.cases()
    assert (case.state, case.applicant, case.unit) == (State.REVIEW, None, GOOD.unit)
    assert office.tasks(case.id) == [TaskKind.TELEPHONE_SENDER]
    assert "mail-sender-unauthenticated" in office.codes(case.id)
    assert office.outbox() == []


def test_a_scanner_s_own_mail_makes_a_case_and_is_not_answered(office: Office) -> None:
    path = Path(__file__).parents[2] / "cases_of_others/11-scan-to-mail/noreply-scanner.eml"
    office.mail(email.message_from_bytes(path.read_bytes(), policy=email.policy.default))
    office.run()
    (case,) = office.cases()
    assert office.tasks(case.id) == [TaskKind.TELEPHONE_SENDER]
    assert office.outbox() == []


def test_the_same_scan_again_is_unanswered_too(office: Office) -> None:
    office.mail(_scan())
    office.mail(_scan(2))
    office.run()
    assert len(office.cases()) == 1
    assert [row["state"] for row in office.rows(MESSAGES)] == ["parsed", "duplicate"]
    assert office.outbox() == []


def test_scan_for_a_case_joins_it_and_is_not_acknowledged(office: Office) -> None:
    office.mail(mail([(GOOD.file_name, b"%PDF-1.4 damaged")]))
    office.run()
    (case,) = office.cases()
    office.mail(_scan(subject=f"补正 {case.number}", sender="scanner@corp.test"))
    office.run()
    (joined,) = office.cases()
    assert (joined.revision, joined.state) == (2, State.REVIEW)
    assert TaskKind.TELEPHONE_SENDER in office.tasks(case.id)
    assert ("receipt", 2) not in {(letter.kind, letter.round) for letter in office.letters(case.id)}


@pytest.mark.parametrize("name", ["申请表.docx", "2.pdf"])
def test_scan_that_joins_a_case_sends_its_applicant_nothing(office: Office, name: str) -> None:
    office.mail(mail([(GOOD.file_name, b"%PDF-1.4 damaged")]))
    office.run()
    (case,), told = office.cases(), len(office.outbox())
    office.mail(mail(
        [(name, b"PK\x03\x04 [Content_Types].xml word/")], message_id="<2@scan.test>", sender="copier@corp.test",
        subject=f"Scan from RNP002673A1B2C3 {case.number}", body="Device Name: MP C3004",
    ))
    office.run()
    (joined,) = office.cases()
    assert (joined.revision, joined.state, len(office.outbox())) == (2, State.REVIEW, told)


def test_bounces_and_newsletters_without_files_open_no_case(office: Office) -> None:
    for number, line in enumerate([("Precedence", "bulk"), ("Return-Path", "<>")]):
        message = mail([], body="本周新闻", message_id=f"<{number}@news.test>")
        message[line[0]] = line[1]
        office.drop(message.as_bytes(policy=email.policy.SMTP))
    office.run()
    assert office.cases() == []
    assert {row["state"] for row in office.rows(MESSAGES)} == {"ignored"}


@pytest.mark.parametrize(
    ("sender", "subject"),
    [("office@office.test", "窗口"), ("noreply@corp.test", "窗口"), ("firm@corp.test", "系统退信后重新报送")],
)
def test_clerks_upload_is_a_case_whoever_it_names_as_sender(office: Office, sender: str, subject: str) -> None:
    with desk_of(office) as desk:
        data = {"channel": "mail-insurance", "sender": sender, "subject": subject}
        files = [("files", (GOOD.file_name, GOOD.content))]
        assert desk.ask("POST", "/submissions", key="k", files=files, data=data).status_code == 202
        office.work()
        (case,) = office.cases()
        assert office.tasks(case.id) == [TaskKind.TELEPHONE_SENDER]
    assert office.outbox() == []
