"""Bad input: every mail is answered or put before an officer, kept, and never stops the others."""

from __future__ import annotations

import email.policy
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pytest

from cases.case import Flag, LetterState
from cases.lifecycle import State
from record.tables import MESSAGES
from tests.drawing import DrawnSubmission, SubmissionSpec, bad_files
from tests.drawing.kept import kept_submission
from tests.office.office import Office, mail, words_of

GOOD = kept_submission(SubmissionSpec("backpay-extended-period", seed=3, born_digital=True))


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return Office(tmp_path)


def _kept(office: Office, count: int = 1) -> None:
    """Every message is in the ledger with its bytes; no step is left."""
    rows = office.rows(MESSAGES)
    assert len(rows) == count
    assert all(office.services.store.get(row["sha256"]) for row in rows)


BAD: dict[str, tuple[Callable[[DrawnSubmission], bytes], str, str]] = {
    "no PDF": (lambda _: bad_files.not_a_pdf(), "file-type-refused", "PDF"),
    "empty": (lambda _: bad_files.empty(), "file-empty", "空"),
    "cut off": (lambda good: bad_files.truncated(good.content, 0.05), "file-damaged", "损坏"),
    "encrypted": (lambda good: bad_files.encrypted(good.content), "file-encrypted", "密码"),
    "too long": (lambda _: bad_files.too_many_pages(), "file-too-many-pages", "页数"),
}


@pytest.mark.parametrize(("make", "code", "word"), BAD.values(), ids=BAD.keys())
def test_unusable_file_is_answered_with_what_to_do(
    office: Office, make: Callable[[DrawnSubmission], bytes], code: str, word: str
) -> None:
    office.mail(mail([(GOOD.file_name, make(GOOD))]))
    office.run()
    (case,) = office.cases()
    assert code in office.codes(case.id)
    assert (case.outcome, case.state) == ("supplement", State.CORRECTION)
    letter = office.outbox()[-1]
    assert letter["To"] == "firm@corp.test"
    text = words_of(letter)
    assert word in text
    assert str(letter["In-Reply-To"]) == "<1@corp.test>"
    _kept(office)


def test_good_file_beside_a_bad_one_is_judged(office: Office) -> None:
    office.mail(mail([(GOOD.file_name, GOOD.content), ("坏的.pdf", b"MZ\x90\x00")]))
    office.run()
    (case,) = office.cases()
    report = office.report(case.id)
    assert [len([page for page in report["pages"] if page["file"] == file]) > 0 for file in (0, 1)] == [True, False]
    assert "file-type-refused" in office.codes(case.id)
    assert case.outcome == "accept"  # nothing is lacking, so nothing is to be sent again
    assert any(material["status"] == "present" for material in report["materials"])


def test_link_instead_of_an_attachment_is_answered(office: Office) -> None:
    link = "超大附件：https://mail.163.com/large-attachment-download/index.html?file=abc 下载"
    office.mail(mail([], subject="报送材料", body=f"材料见 {link}\nhttps://pan.baidu.com/s/1abcdefg 提取码 1234"))
    office.run()
    (case,) = office.cases()
    assert "file-link-attachment" in office.codes(case.id)
    assert "链接" in words_of(office.outbox()[-1])


def test_question_without_attachment_is_answered(office: Office) -> None:
    office.mail(mail([], subject="社保补缴", body="请问怎么办理？"))
    office.run()
    (case,) = office.cases()
    assert office.codes(case.id) == {"mail-inquiry"}
    (receipt,) = office.outbox()
    assert "来信收悉" in words_of(receipt)
    assert [(one.kind, one.state) for one in office.letters(case.id)] == [
        ("receipt", LetterState.SENT), ("inquiry-answer", LetterState.HELD)
    ]
    assert (case.state, case.flags) == (State.REVIEW, (Flag.INQUIRY,))
    _kept(office)


def test_mail_that_speaks_of_an_enclosure_is_told_that_it_is_missing(office: Office) -> None:
    office.mail(mail([], subject="社保补缴", body="材料见附件，请查收。"))
    office.run()
    (case,) = office.cases()
    assert "mail-no-attachment" in office.codes(case.id)
    assert "没有附件" in words_of(office.outbox()[-1])


def test_advertising_is_kept_but_makes_no_case(office: Office) -> None:
    office.mail(mail([], sender="shop@ads.test", subject="限时特惠", body="全场五折，点击领取红包。"))
    office.run()
    assert office.cases() == []
    assert office.outbox() == []
    (row,) = office.rows(MESSAGES)
    assert row["state"] == "ignored"
    assert "限时特惠" in row["note"]
    _kept(office)


def test_two_questions_of_one_sender_are_two_cases(office: Office) -> None:
    office.mail(mail([], subject="咨询", body="劳务派遣怎么申请？"))
    office.mail(mail([], subject="咨询", body="裁减人员要报告吗？材料有哪些？", message_id="<2@corp.test>"))
    office.run()
    assert len(office.cases()) == 2


def test_damaged_mime_reaches_an_officer_with_what_could_be_saved(office: Office) -> None:
    whole = mail([(GOOD.file_name, GOOD.content)]).as_bytes(policy=email.policy.SMTP)
    office.drop(whole[: len(whole) * 2 // 3])
    office.run()
    (case,) = office.cases()
    assert {"mail-damaged", "file-damaged"} <= office.codes(case.id)
    assert all(str(one["Subject"]).startswith(("【收件", "【文件名或格式")) for one in office.outbox())
    _kept(office)


@pytest.mark.parametrize("rubbish", [b"\x00\xff\xfe" * 500, b"no mail at all", b"\n\n\n", b"GET / HTTP/1.1\r\n\r\n"])
def test_bytes_that_are_no_mail_become_a_visible_case(office: Office, rubbish: bytes) -> None:
    office.drop(rubbish)
    office.drop(rubbish + b"2")
    office.mail(mail([], subject="社保补缴", body="请问？"))
    office.run()
    assert [case.state for case in office.cases()] == [State.REVIEW, State.REVIEW, State.REVIEW]
    assert [str(one["To"]) for one in office.outbox()] == ["firm@corp.test"]
    _kept(office, 3)


def test_item_that_nobody_can_tell_goes_to_an_officer(tmp_path: Path) -> None:
    office = Office(tmp_path, channel="mail-hours")
    office.mail(mail([("scan0001.pdf", bad_files.too_many_pages(2))]))
    office.run()
    (case,) = office.cases()
    assert (case.state, case.item) == (State.REVIEW, None)
    assert "item-unknown" in office.codes(case.id)


def test_two_units_in_one_mail_are_two_cases_without_each_others_papers(office: Office) -> None:
    other = kept_submission(SubmissionSpec("backpay-extended-period", seed=4, born_digital=True))
    assert other.unit != GOOD.unit
    office.mail(mail([(GOOD.file_name, GOOD.content), (other.file_name, other.content)]))
    office.run()
    assert {case.unit for case in office.cases()} == {GOOD.unit, other.unit}
    assert [len(office.report(case.id)["files"]) for case in office.cases()] == [1, 1]
    _kept(office)


def test_mail_of_two_units_gives_an_open_case_its_own_files_only(office: Office) -> None:
    """The first unit's case waits for a correction; the second unit's papers must not get into it."""
    office.mail(mail([(GOOD.file_name, GOOD.content[:500])]))
    office.run()
    (first,) = office.cases()
    assert first.state is State.CORRECTION
    other = kept_submission(SubmissionSpec("backpay-extended-period", seed=4, born_digital=True))
    office.mail(mail([(GOOD.file_name, GOOD.content), (other.file_name, other.content)], message_id="<2@corp.test>"))
    office.run()
    cases = office.cases()
    assert [case.unit for case in cases] == [GOOD.unit, other.unit]
    assert [file["name"] for file in office.report(cases[0].id)["files"]] == [GOOD.file_name, GOOD.file_name]
    assert [file["name"] for file in office.report(cases[1].id)["files"]] == [other.file_name]


def test_second_part_in_a_mail_of_its_own_joins_before_the_first_was_read(office: Office) -> None:
    stem = GOOD.file_name.removesuffix(".pdf")
    office.mail(mail([(f"{stem}+01申请表.pdf", GOOD.content)]))
    office.mail(mail([(f"{stem}+02附件.pdf", GOOD.content + b"\n%2")], message_id="<2@corp.test>"))
    office.run()
    (case,) = office.cases()
    assert case.revision == 2
    assert len(office.report(case.id)["files"]) == 2


def test_words_after_the_files_do_not_count_as_a_mail_without_attachment(office: Office) -> None:
    first = mail([(GOOD.file_name, GOOD.content)])
    office.mail(first)
    office.mail(mail([], body="刚才的邮件请查收", message_id="<2@corp.test>", reply_to=first))
    office.run()
    (case,) = office.cases()
    assert "mail-no-attachment" not in office.codes(case.id)
    assert "read-reply" in office.tasks(case.id)


def test_mail_from_the_junk_folder_is_an_officers(office: Office) -> None:
    from intake.source import RawMessage
    from pipeline.stages import store_message

    content = mail([(GOOD.file_name, GOOD.content)]).as_bytes(policy=email.policy.SMTP)
    raw = RawMessage("Junk;1;1", "mail-insurance", content, office.services.clock(), suspect="邮件位于垃圾邮件文件夹")
    store_message(office.services, "inbox", raw)
    office.work()
    (case,) = office.cases()
    assert case.state is State.REVIEW
    assert "mail-sender-unauthenticated" in office.codes(case.id)
    assert office.outbox() == []


def test_two_from_addresses_are_nobodys(office: Office) -> None:
    message = mail([(GOOD.file_name, GOOD.content)])
    raw = message.as_bytes(policy=email.policy.SMTP)
    office.drop(raw.replace(b"From: firm@corp.test", b"From: <ceo@bank.test>, <firm@corp.test>"))
    office.run()
    (case,) = office.cases()
    assert (case.applicant, case.state) == (None, State.REVIEW)
    assert office.outbox() == []
    assert office.tasks(case.id) == ["telephone-sender"]


@pytest.mark.parametrize(
    ("name", "value"), [("Auto-Submitted", "auto-replied"), ("Precedence", "bulk"), ("X-Loop", "shouli")]
)
def test_machines_are_never_answered(office: Office, name: str, value: str) -> None:
    message = mail([], subject="自动回复：报送材料")
    message[name] = value
    office.mail(message)
    office.run()
    assert (office.cases(), office.outbox()) == ([], [])
    assert office.rows(MESSAGES)[0]["state"] == "ignored"


def test_our_own_address_is_never_answered(office: Office) -> None:
    office.mail(mail([], sender="Office@office.test", subject="报送材料"))
    office.run()
    assert (office.cases(), office.outbox()) == ([], [])


def _bounce(letter: EmailMessage, action: str) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"] = "MAILER-DAEMON@mx.test", "office@office.test"
    message["Subject"] = "Undelivered Mail"
    message["Message-ID"] = f"<bounce-{action}@mx.test>"
    message.set_content(
        f"The mail could not be delivered.\n\nAction: {action}\nStatus: 5.1.1\n\nMessage-ID: {letter['Message-ID']}\n"
    )
    message["References"] = str(letter["Message-ID"])
    return message


def test_bounce_marks_the_letter_and_calls_an_officer(office: Office) -> None:
    office.mail(mail([], subject="社保补缴", body="请问怎么办理？"))
    office.run()
    (case,) = office.cases()
    office.mail(_bounce(office.outbox()[0], "failed"))
    office.run()
    (after,) = office.cases()
    assert [letter.state for letter in office.letters(case.id)] == ["failed", "held"]
    assert "letter-failed" in office.tasks(case.id)
    assert "letter-failed" in after.flags
    assert len(office.outbox()) == 1


def test_notice_of_delay_is_no_bounce(office: Office) -> None:
    office.mail(mail([], subject="社保补缴", body="请问怎么办理？"))
    office.run()
    office.mail(_bounce(office.outbox()[0], "delayed"))
    office.run()
    (case,) = office.cases()
    assert [letter.state for letter in office.letters(case.id)] == ["sent", "held"]
    assert office.tasks(case.id) == []


def test_letters_to_one_address_are_capped_by_day(tmp_path: Path) -> None:
    office = Office(tmp_path, letters_per_sender_and_day=2)
    for number in range(4):
        office.mail(mail([], subject=f"申请 {'甲乙丙丁'[number]}", message_id=f"<{number}@corp.test>"))
    office.run()
    assert len(office.outbox()) == 2
    cases = office.cases()
    assert [case.state for case in cases].count(State.REVIEW) == 2
    held = [letter for case in cases for letter in office.letters(case.id) if letter.state == "held"]
    assert len(held) == 2


def test_uidvalidity_change_makes_no_second_case(office: Office) -> None:
    from intake.source import RawMessage
    from pipeline.stages import store_message

    messages = [
        mail([(GOOD.file_name, GOOD.content)]).as_bytes(policy=email.policy.SMTP),
        mail([], subject="社保补缴", message_id="<2@corp.test>").as_bytes(policy=email.policy.SMTP),
        b"\xff\xfe no mail",
        mail([], subject="特惠", body="五折", message_id="<3@corp.test>").as_bytes(policy=email.policy.SMTP),
    ]
    counts = []
    for validity in (1, 2):
        for uid, content in enumerate(messages, 1):
            raw = RawMessage(f"INBOX;{validity};{uid}", "mail-insurance", content, office.services.clock())
            store_message(office.services, "inbox", raw)
        office.work()
        counts.append((len(office.cases()), len(office.outbox())))
    assert counts[0] == counts[1]
    assert [row["state"] for row in office.rows(MESSAGES)[4:]] == ["duplicate"] * 4
