"""Questions, wishes and supplements that come in mails of their own."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from cases.case import Case, Flag, Letter, LetterState
from cases.finding_codes import find
from cases.lifecycle import Event, State
from casework import acts
from casework.arrival.filing import Arrival, file_submission
from casework.decisions import send_held
from casework.verdicts import announce_judgement
from intake.message import content_digest, parse_message
from judging.judge import judge
from judging.kept_readings import NoReadings
from judging.reader import Reader
from pipeline.case_question import question_about
from record.messages import MessageRepository
from record.tables import CASES
from sandbox.limits import Limits
from tests.intake.letters import raw
from tests.office.counter import HEAD, OFFICER, UNIT, Counter, judged
from tests.office.office import mail
from tests.record.made import message

PDF = b"%PDF-1.4 "


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path, date(2020, 2, 24))


def file_mail(counter: Counter, subject: str, body: str, *files: str, key: str = "1", **more: Any) -> list[Case]:
    """File a mail as it comes, unread; return all cases, oldest first."""
    named = [(name, PDF + f"{key} {name}".encode()) for name in files]
    content = mail(named, subject=subject, body=body, message_id=f"<{key}@corp.test>", **more).as_bytes()
    submission = replace(parse_message(raw(content)), channel="mail-dispatch", received_at=counter.watch())
    with counter.services.work() as work:
        ledger = MessageRepository(work.connection)
        row = ledger.get(message(ledger, key) or "")
        digest = content_digest(submission)
        state = file_submission(work, Arrival(row, submission), digest)
        ledger.mark(row.id, state, rfc_id=submission.message_id, content_digest=digest)
    with counter.services.reading() as read:
        ids = read.connection.execute(sa.select(CASES.c.id).order_by(CASES.c.number)).scalars().all()
        return [read.cases.get(one) for one in ids]


def judge_case(counter: Counter, case: Case) -> Case:
    """Judge a case of words."""
    with counter.services.reading() as work:
        asked = question_about(work, case.id)
    reader = Reader(counter.services.engine, Limits(), NoReadings())
    report = judge(
        asked.contents, asked.question, catalogue=asked.catalogue, office=counter.services.office, reader=reader
    )
    return counter.do(announce_judgement, case, report)


def answer_of(counter: Counter, case: Case) -> Letter:
    (letter,) = counter.letters(case, "inquiry-answer")
    return letter


def text_of(counter: Counter, case: Case) -> str:
    with counter.services.reading() as read:
        return " ".join(str(one["text"]) for one in read.tasks.of_case(case.id))


def test_question_is_received_at_once_and_answered_by_an_officer(counter: Counter) -> None:
    (case,) = file_mail(counter, "咨询", f"请问劳务派遣新申请需要哪些材料？\n{UNIT}")
    assert (case.unit, case.item, case.flags) == (UNIT, "dispatch-new", (Flag.INQUIRY,))
    case = judge_case(counter, case)
    assert case.state is State.REVIEW
    assert {(one.kind, one.state) for one in counter.letters(case)} == {
        ("receipt", LetterState.QUEUED), ("inquiry-answer", LetterState.HELD)
    }
    answer = answer_of(counter, case)
    assert "1. 劳务派遣经营许可申请书" in answer.text
    assert "cylwpqsq@126.com" in answer.text
    assert "缺少" not in answer.text
    with counter.services.work() as work:
        send_held(work, answer, OFFICER)
    assert counter.case(case).state is State.CLOSED
    assert len(counter.letters(case)) == 2


def test_question_about_a_permit_is_never_deemed_an_accepted_application(counter: Counter) -> None:
    (case,) = file_mail(counter, "咨询", "请问劳务派遣新申请需要哪些材料？")
    case = judge_case(counter, case)
    counter.pass_days(date(2020, 3, 16))
    assert counter.case(case).state is State.REVIEW
    assert "notice-late" in counter.tasks(case)


def test_application_wholly_in_words_becomes_one_when_an_officer_sets_its_item(counter: Counter) -> None:
    (case,) = file_mail(counter, "申请", f"{UNIT}因经营调整，拟注销劳务派遣经营许可，请批准。")
    assert Flag.INQUIRY in case.flags
    assert "format-correction" not in [one.kind for one in counter.letters(case)]
    case = judge_case(counter, case)
    case = counter.do(acts.set_item, case, "dispatch-cancellation", HEAD)
    assert Flag.INQUIRY not in case.flags


@pytest.mark.parametrize(("subject", "body", "task"), [
    ("咨询", "请问我公司的材料办到哪一步了？", "read-reply"),
    ("感谢", "谢谢老师，已收到", "read-reply"),
    ("通知", "所缺材料下周寄出", "read-reply"),
    ("撤回申请", "我单位决定撤回上周的申请。", "withdrawal-asked"),
    ("撤回申请", "麻烦了", "withdrawal-asked"),
])
def test_words_about_a_case_are_a_task_of_it(counter: Counter, subject: str, body: str, task: str) -> None:
    known = counter.judge(counter.open("hours-flexible"), outcome=None)
    (case,) = file_mail(counter, subject, body)
    assert case.id == known.id
    assert task in counter.tasks(case)
    assert counter.letters(case, "format-correction") == []


def test_question_about_anything_else_is_a_question_of_its_own(counter: Counter) -> None:
    counter.open("hours-flexible")
    assert len(file_mail(counter, "咨询", "请问劳务派遣新申请需要哪些材料？")) == 2


def test_words_of_a_sender_with_two_cases_are_no_guess(counter: Counter) -> None:
    for item in ("hours-flexible", "dispatch-new"):
        counter.open(item)
    assert len(file_mail(counter, "撤回", "我单位申请撤回")) == 3
    assert len(file_mail(counter, "撤回", "我单位申请撤回不定时工作制的申请", key="2")) == 3


def test_question_beside_material_is_a_task_and_holds_nothing_up(counter: Counter) -> None:
    (case,) = file_mail(
        counter, "报送材料", "材料见附件。另外多久能批下来？急！如有问题请联系我。", f"{UNIT}+劳务派遣新申请.pdf"
    )
    assert Flag.INQUIRY not in case.flags
    assert counter.tasks(case) == ["read-reply"]
    assert "另外多久能批下来" in text_of(counter, case)
    assert [(one.kind, one.state) for one in counter.letters(case)] == [("receipt", LetterState.QUEUED)]


@pytest.mark.parametrize(("body", "asks"), [
    ("公章拿不到，注销能不能先不盖章？附件是停工通知，供参考。", True), ("材料见附件，请问多久能批？", False),
])
def test_judging_is_told_whether_a_mail_only_asks(counter: Counter, body: str, asks: bool) -> None:
    (case,) = file_mail(counter, "派遣证", body, "停工通知.pdf")
    with counter.services.reading() as work:
        assert question_about(work, case.id).question.asks is asks


def test_question_that_only_its_files_show_to_be_one_is_marked(counter: Counter) -> None:
    case = counter.judge(counter.open(), find("mail-inquiry", "来信提出询问。"))
    assert (case.flags, case.state) == ((Flag.INQUIRY,), State.REVIEW)


def test_politeness_beside_material_is_no_task(counter: Counter) -> None:
    (case,) = file_mail(counter, "报送材料", "请查收，如有问题请联系张丽。谢谢！", f"{UNIT}+劳务派遣新申请.pdf")
    assert counter.tasks(case) == []


def waiting(counter: Counter, item: str = "dispatch-new", unit: str = UNIT) -> Case:
    """Return a case that waits for its sender's supplement."""
    case = counter.judge(counter.open(item, unit=unit), outcome=None)
    with counter.services.database.begin() as connection:
        connection.execute(CASES.update().where(CASES.c.id == case.id).values(state=State.CORRECTION))
    return counter.case(case)


@pytest.mark.parametrize(("subject", "body", "name"), [
    ("补正材料", "见附件", "补正材料.pdf"), ("材料", "补充材料见附件", "scan001.pdf"),
    ("资料", "您好", "重新盖章的章程.pdf"),
])
def test_supplement_in_a_new_mail_joins_the_one_case_that_waits(
    counter: Counter, subject: str, body: str, name: str
) -> None:
    known = waiting(counter)
    (case,) = file_mail(counter, subject, body, name)
    assert (case.id, case.revision, case.state) == (known.id, 2, State.RECEIVED)


def test_what_may_be_a_supplement_is_proposed_to_an_officer(counter: Counter) -> None:
    known = waiting(counter)
    _, case = file_mail(counter, "材料", "请查收", "营业执照.pdf")
    assert known.number in text_of(counter, case)
    assert counter.case(known).revision == 1


def test_supplement_of_a_sender_with_two_cases_that_wait_is_proposed(counter: Counter) -> None:
    numbers = [waiting(counter, item).number for item in ("dispatch-new", "dispatch-change")]
    case = file_mail(counter, "补正", "补正材料见附件", "补正材料.pdf")[-1]
    assert all(number in text_of(counter, case) for number in numbers)


def test_application_of_another_unit_joins_nobodys_case(counter: Counter) -> None:
    known = waiting(counter)
    _, case = file_mail(counter, "补正材料", "见附件", "北京远方贸易有限公司+劳务派遣新申请.pdf")
    assert (case.unit, counter.case(known).revision) == ("北京远方贸易有限公司", 1)
    assert counter.tasks(case) == []


def test_application_that_answers_our_answer_is_a_case_of_its_own(counter: Counter) -> None:
    (asked,) = file_mail(counter, "咨询", "请问劳务派遣新申请需要哪些材料？")
    asked = judge_case(counter, asked)
    _, case = file_mail(
        counter, f"回复：【咨询答复】（{asked.number}）", "材料见附件", f"{UNIT}+劳务派遣新申请.pdf", key="2"
    )
    assert (case.item, case.flags) == ("dispatch-new", ())


def test_material_in_another_mailbox_is_passed_on_with_its_day_and_number(counter: Counter) -> None:
    case = counter.open("hours-flexible")
    assert case.channel == "mail-dispatch"
    moved = counter.do(announce_judgement, case, judged(case, find("item-wrong-channel", "已转由负责的邮箱处理。")))
    assert (moved.channel, moved.number, moved.received_at) == ("mail-hours", case.number, case.received_at)
    (letter,) = counter.letters(moved, "rerouted")
    assert letter.state is LetterState.QUEUED
    assert counter.letters(moved, "channel-guidance") == []
    assert len(counter.history(moved, "rerouted")) == 1
    assert moved.state is not State.CORRECTION


def test_letter_that_tells_of_it_is_no_decision(counter: Counter) -> None:
    case = counter.open("hours-flexible")
    findings = find("item-wrong-channel", "已转由负责的邮箱处理。"), find("seal-unreadable", "公章辨认不清。")
    moved = counter.do(announce_judgement, case, judged(case, *findings))
    assert moved.state is State.REVIEW
    assert Event.HOLD in [line.event for line in counter.history(moved)]
