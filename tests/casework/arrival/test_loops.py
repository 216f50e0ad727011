"""Automatic answers without any sign of one that come back for ever: answered three times, then an officer's."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from cases.tasks import TaskKind
from casework import acts
from casework.decisions import send_held
from tests.casework.arrival.test_inquiries import answer_of, file_mail, judge_case
from tests.office.counter import OFFICER, Counter


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path, date(2020, 2, 24))


def _round(counter: Counter, number: int) -> str:
    counter.watch.at += timedelta(days=1)
    return f"您好，您的邮件已收到（第{number}封，{counter.watch():%Y-%m-%d %H:%M}），我们会尽快办理。"


def test_slow_loop_ends_after_three_rounds_with_one_task(counter: Counter) -> None:
    for number in range(1, 12):
        cases = file_mail(counter, f"已收到 {number}", _round(counter, number), key=str(number))
    assert len(cases) == 3
    assert [counter.tasks(case) for case in cases] == [[], [], [TaskKind.MAIL_LOOP]]
    with counter.services.reading() as work:
        (task,) = work.tasks.of_case(cases[2].id)
    counter.do(acts.tick_off, cases[2], str(task["id"]), OFFICER)
    file_mail(counter, "已收到 12", _round(counter, 12), key="12")
    assert counter.tasks(cases[2], opened=True) == []
    counter.watch.at += timedelta(days=31)
    file_mail(counter, "已收到 13", _round(counter, 13), key="13")
    assert counter.tasks(cases[2], opened=True) == [TaskKind.MAIL_LOOP]  # it may be a person after all


def test_questions_about_several_firms_are_no_loop(counter: Counter) -> None:
    for number in range(1, 6):
        words = f"请问统一社会信用代码9111010500000000{number}X的单位如何办理退费？"
        cases = file_mail(counter, "咨询", words, key=str(number))
    assert len(cases) == 5


def test_what_an_officer_answered_is_no_round_of_a_loop(counter: Counter) -> None:
    for number in range(1, 6):
        cases = file_mail(counter, "咨询", f"请问{number}月的缴费截止日是哪一天？", key=str(number))
        case = judge_case(counter, cases[-1])
        with counter.services.work() as work:
            send_held(work, answer_of(counter, case), OFFICER)
    assert len(cases) == 5
