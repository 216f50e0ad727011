"""Bounces in plain words: the letter they speak of came back; a person who speaks of a bounce is read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from cases.case import Case, Flag, Letter, LetterState
from cases.tasks import TaskKind
from tests.casework.arrival.test_inquiries import file_mail
from tests.office.counter import UNIT, Counter


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path, date(2020, 2, 24))


@pytest.fixture
def case(counter: Counter) -> Case:
    """A question that was received, and its receipt sent."""
    (case,) = file_mail(counter, "咨询", f"请问劳务派遣新申请需要哪些材料？\n{UNIT}")
    with counter.services.work() as work:
        for letter in work.letters.of_case(case.id):
            work.letters.move(letter.id, (LetterState.QUEUED,), LetterState.SENT, sent_at=work.now)
    return case


def _receipt(counter: Counter, case: Case) -> Letter:
    (letter,) = counter.letters(case, "receipt")
    return letter


@pytest.mark.parametrize(
    ("sender", "subject", "words"),
    [
        ("PostMaster@qq.com", "来自qq.com的退信", "主题：{subject}\n收件人：firm@corp.test\n查无此人，请稍后重试。"),
        ("Postmaster@163.com", "系统退信", "您的邮件未能送达。\nMessage-ID: {id}"),
        ("MAILER-DAEMON@mx.test", "failure notice", "Sorry, no mailbox here by that name.\n{number}"),
        ("postmaster@corp.test", "邮件退回通知", "信件 {bare}。已退回"),
    ],
)
def test_bounce_in_words_marks_the_letter_that_it_speaks_of(
    counter: Counter, case: Case, sender: str, subject: str, words: str
) -> None:
    letter = _receipt(counter, case)
    told = words.format(
        subject=letter.subject, id=letter.message_id, bare=letter.message_id.strip("<>"), number=case.number
    )
    assert len(file_mail(counter, subject, told, key="b", sender=sender)) == 1
    letter = _receipt(counter, case)
    assert (letter.state, letter.error) == (LetterState.FAILED, "bounced")
    assert counter.tasks(case) == [TaskKind.LETTER_FAILED]
    assert Flag.LETTER_FAILED in counter.case(case).flags


def test_of_several_letters_the_one_that_is_named_came_back(counter: Counter, case: Case) -> None:
    first = _receipt(counter, case)
    with counter.services.work() as work:
        for kind in ("reminder", "duplicate-notice"):
            later = {"id": kind, "kind": kind, "subject": f"《{kind}》", "message_id": f"<letter-{kind}@office.test>"}
            values = {name: getattr(first, name) for name in Letter.__dataclass_fields__}
            work.letters.add(Letter(**{**values, **later}))
    file_mail(counter, "退信通知", f"{case.number}《reminder》", key="b", sender="postmaster@corp.test")
    assert {one.kind for one in counter.letters(case) if one.state is LetterState.FAILED} == {"reminder"}


@pytest.mark.parametrize(
    ("sender", "subject", "words"),
    [
        ("postmaster@corp.test", "投递状态", "{number} 暂未送达，系统仍在尝试。"),
        ("postmaster@corp.test", "退信", "一封没有编号的邮件被退回。"),
        ("postmaster@corp.test", "退信", "SL20190101-000999 被退回。"),
    ],
)
def test_what_is_only_late_or_not_ours_marks_nothing(
    counter: Counter, case: Case, sender: str, subject: str, words: str
) -> None:
    file_mail(counter, subject, words.format(number=case.number), key="b", sender=sender)
    assert _receipt(counter, case).state is LetterState.SENT
    assert counter.tasks(case) == []


@pytest.mark.parametrize("sender", ["firm@corp.test", "other@corp.test"])
def test_person_who_speaks_of_a_bounce_is_read(counter: Counter, case: Case, sender: str) -> None:
    words = f"我公司收到退信通知，{case.number} 的材料是否已收到？"
    assert len(file_mail(counter, "退信通知", words, key="b", sender=sender)) == 1
    assert _receipt(counter, case).state is LetterState.SENT
    assert counter.tasks(case) == [TaskKind.READ_REPLY]
