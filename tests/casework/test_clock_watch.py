"""The passing of days: alarms, deemed acceptance, reminders once each, overdue for an officer, standstills."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from cases.errors import RequestInvalid
from cases.finding import PAGES, Place
from cases.finding_codes import find
from cases.lifecycle import Event, State
from cases.report import Outcome
from casework.clock_watch import watch_clocks
from casework.registering import receive_paper
from pipeline.schedule import remind
from record.tables import CASES
from record.tasks import TaskRepository
from replies.particulars import Particulars
from tests.office.counter import HEAD, OFFICER, Counter, blocking

DOUBT = find("seal-uncertain", f"{PAGES}印章无法确认。", place=Place(page=1))


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


def test_an_unanswered_permit_is_called_out_then_deemed_accepted(counter: Counter) -> None:
    case = counter.judge(counter.open(), blocking(), DOUBT)
    assert case.state is State.REVIEW
    counter.pass_days(date(2020, 2, 5))
    assert counter.tasks(case) == []
    counter.pass_days(date(2020, 2, 6))
    assert (counter.tasks(case), "notice-urgent" in counter.case(case).flags) == (["notice-alarm-3"], False)
    counter.pass_days(date(2020, 2, 7))
    assert counter.tasks(case) == ["notice-alarm-3", "notice-alarm-4"]
    assert {"notice-alarm", "notice-urgent"} <= set(counter.case(case).flags)
    counter.pass_days(date(2020, 2, 10))
    assert counter.case(case).state is State.REVIEW
    counter.pass_days(date(2020, 2, 11))
    case = counter.case(case)
    assert (case.state, case.flags) == (State.ACCEPTED, ("deemed-accepted",))
    assert case.due_at is not None
    assert case.due_at.date() == date(2020, 3, 2)  # from the receipt, not from today
    assert counter.tasks(case, opened=True) == ["deemed-accepted"]
    (alert,) = counter.letters(case, "deemed-accepted-alert")
    assert (alert.recipient, alert.state) == ("office@office.test", "queued")
    assert "2020年2月3日" in alert.text
    assert [letter.state for letter in counter.letters(case, "supplement-notice")] == ["void"]
    (line,) = counter.history(case, Event.DEEM)
    assert (line.actor, "视为受理" in str(line.detail["note"])) == ("system", True)


@pytest.mark.parametrize("item", ["layoff-report", "backpay-extended-period"])
def test_what_is_no_permit_is_only_called_out(counter: Counter, item: str) -> None:
    counter.watch.go_to(date(2020, 2, 17))
    case = counter.judge(counter.open(item), blocking(), DOUBT)
    counter.pass_days(date(2020, 3, 2))
    case = counter.case(case)
    assert case.state is State.REVIEW
    assert {"notice-alarm-3", "notice-alarm-4", "notice-late"} == set(counter.tasks(case))
    assert "notice-late" in case.flags
    case = counter.decide(case, Event.CORRECT)
    assert not {"notice-alarm", "notice-urgent", "notice-late"} & set(case.flags)
    assert counter.tasks(case, opened=True) == []


def test_an_answer_in_time_leaves_nothing_to_say(counter: Counter) -> None:
    case = counter.judge(counter.open(), blocking())
    counter.watch.go_to(date(2020, 2, 10))
    counter.decide(case, Outcome.SUPPLEMENT)
    counter.pass_days(date(2020, 2, 14))
    assert (counter.case(case).state, counter.tasks(case)) == (State.CORRECTION, [])


def test_a_supplement_starts_a_new_round_of_five_days(counter: Counter) -> None:
    case = counter.decide(counter.judge(counter.open(), blocking()), Outcome.SUPPLEMENT)
    counter.pass_days(date(2020, 2, 12))
    case = counter.judge(counter.supplement(case), DOUBT)
    assert case.notice_due is not None
    assert case.notice_due.date() == date(2020, 2, 19)
    counter.pass_days(date(2020, 2, 20))
    assert len(counter.history(case, Event.DEEM)) == 1
    due = counter.case(case).due_at
    assert due is not None
    assert due.date() == date(2020, 3, 11)


def test_material_before_any_answer_does_not_turn_the_clock_back(counter: Counter) -> None:
    case = counter.judge(counter.open(), DOUBT)
    counter.pass_days(date(2020, 2, 7))
    case = counter.judge(counter.supplement(case), DOUBT)
    assert case.notice_due is not None
    assert case.notice_due.date() == date(2020, 2, 10)


def test_the_sender_is_reminded_twice_and_then_an_officer_decides(counter: Counter) -> None:
    case = counter.decide(counter.judge(counter.open(), blocking()), Outcome.SUPPLEMENT)
    assert case.due_at is not None
    assert case.due_at.date() == date(2020, 2, 17)
    for day, letters in ((11, 0), (12, 1), (13, 1), (14, 2), (17, 2)):
        counter.pass_days(date(2020, 2, day))
        watch_clocks(counter.services)
        assert len(counter.letters(case, "supplement-reminder")) == letters, day
    assert {letter.state for letter in counter.letters(case, "supplement-reminder")} == {"queued"}
    assert "2020年2月17日" in counter.letters(case, "supplement-reminder")[0].text
    counter.pass_days(date(2020, 2, 24))
    case = counter.case(case)
    assert (case.state, "overdue" in case.flags) == (State.CORRECTION, True)
    assert counter.tasks(case) == ["supplement-overdue"]
    (closure,) = counter.letters(case, "overdue-closure")
    assert closure.state == "held"
    case = counter.decide(case, Event.LAPSE)
    assert case.state is State.CLOSED
    assert [letter.state for letter in counter.letters(case, "overdue-closure")] == ["queued"]
    assert len(counter.letters(case, "supplement-reminder")) == 2


def test_a_sender_who_was_named_no_day_is_reminded_of_none(counter: Counter) -> None:
    counter.services = replace(counter.services, office=replace(counter.services.office, supplement=None))
    case = counter.decide(counter.judge(counter.open(), blocking()), Outcome.SUPPLEMENT)
    (notice,) = counter.letters(case, "supplement-notice")
    assert "请尽快补正。" in notice.text
    assert "2020年2月17日" not in notice.text
    counter.pass_days(date(2020, 2, 24))
    assert counter.letters(case, "supplement-reminder") == []
    assert counter.tasks(case) == ["remind-sender", "supplement-overdue"]
    (closure,) = counter.letters(case, "overdue-closure")
    assert closure.state == "held"
    assert "2020年2月17日" not in closure.text
    assert "前（含当日）" not in counter.letters(counter.decide(case, Event.LAPSE), "overdue-closure")[0].text


def test_closing_letter_without_an_authority_to_name_is_a_task_that_says_so(counter: Counter) -> None:
    counter.services = replace(counter.services, office=replace(counter.services.office, court=""))
    case = counter.decide(counter.judge(counter.open(), blocking()), Outcome.SUPPLEMENT)
    counter.pass_days(date(2020, 2, 24))
    assert counter.letters(case, "overdue-closure") == []
    with counter.services.reading() as work:
        (text,) = [one["text"] for one in work.tasks.of_case(case.id) if one["kind"] == "supplement-overdue"]
    assert "管辖法院（court）" in text
    with pytest.raises(RequestInvalid, match="court"):
        counter.decide(case, Event.LAPSE)


def test_after_a_standstill_only_the_newest_reminder_leaves(counter: Counter) -> None:
    case = counter.decide(counter.judge(counter.open(), blocking()), Outcome.SUPPLEMENT)
    counter.watch.go_to(date(2020, 2, 14))
    watch_clocks(counter.services)
    watch_clocks(counter.services)
    assert len(counter.letters(case, "supplement-reminder")) == 1


def test_a_standstill_of_weeks_makes_up_for_nothing(counter: Counter) -> None:
    case = counter.decide(counter.judge(counter.open(), blocking()), Outcome.SUPPLEMENT)
    unread = counter.open()
    counter.watch.go_to(date(2020, 4, 1))
    watch_clocks(counter.services)
    assert counter.letters(case, "supplement-reminder") == []
    assert counter.tasks(case) == ["supplement-overdue"]
    assert counter.case(unread).state is State.ACCEPTED
    assert set(counter.tasks(unread, opened=True)) == {"deemed-accepted", "decision-overdue"}


def test_a_fax_without_address_is_reminded_by_telephone(counter: Counter) -> None:
    case = counter.judge(counter.open("backpay-extended-period", applicant=None, flags=["fax"]), blocking())
    case = counter.decide(case, Outcome.SUPPLEMENT)
    counter.pass_days(date(2020, 2, 14))
    assert "telephone-reminder" in counter.tasks(case)


def test_decision_publication_and_delivery_warn_and_are_called_out(counter: Counter) -> None:
    case = counter.judge(counter.open())
    counter.pass_days(date(2020, 2, 26))
    assert counter.tasks(case) == ["seal-needed", "decision-due"]
    counter.pass_days(date(2020, 3, 3))
    assert "decision-overdue" in counter.tasks(case)
    assert "decision-late" in counter.case(case).flags
    counter.do(receive_paper, case, HEAD, Particulars())
    case = counter.decide(case, Event.GRANT, HEAD)
    assert "decision-late" not in case.flags
    counter.pass_days(date(2020, 3, 13))
    assert {"delivery-overdue", "publication-overdue"} <= set(counter.tasks(case))


def test_a_year_without_holiday_data_is_provisional_and_deems_nothing(tmp_path: Path) -> None:
    counter = Counter(tmp_path, date(2027, 3, 1))
    case = counter.judge(counter.open(), blocking(), DOUBT)
    counter.pass_days(date(2027, 3, 12))
    assert counter.case(case).state is State.REVIEW
    assert "notice-late" in counter.tasks(case)
    with counter.services.database.begin() as connection:
        texts = {task["kind"]: task["text"] for task in TaskRepository(connection).of_case(case.id)}
    assert "暂定" in texts["notice-late"]


def test_a_guided_case_without_an_answer_may_be_ended(counter: Counter) -> None:
    case = counter.decide(counter.judge(counter.open("layoff-report"), DOUBT), Event.GUIDE)
    assert case.state is State.REVIEW
    counter.pass_days(date(2020, 2, 17))
    assert counter.tasks(case) == []
    counter.pass_days(date(2020, 2, 18))
    assert counter.tasks(case) == ["guided-unanswered"]
    assert counter.decide(case, Event.CLOSE).state is State.CLOSED
    assert counter.letters(case, "completion") == []


def test_days_are_looked_at_once_however_often_the_sweeper_asks(counter: Counter) -> None:
    case = counter.judge(counter.open(), DOUBT)
    counter.watch.go_to(date(2020, 2, 6))
    day = remind(counter.services)
    assert day == date(2020, 2, 6)
    version = counter.case(case).version
    assert remind(counter.services, day) == day
    assert remind(counter.services) == day
    assert counter.case(case).version == version
    assert counter.tasks(case) == ["notice-alarm-3"]


def test_answers_that_nobody_asks_for_again_are_forgotten(counter: Counter) -> None:
    def kept(key: str) -> bool:
        with counter.services.reading() as work:
            return work.officers.earlier_answer(OFFICER, key, "x") is not None

    for day, key in ((3, "old"), (5, "new")):
        counter.watch.go_to(date(2020, 2, day))
        with counter.services.work() as work:
            work.officers.keep_answer(OFFICER, key, "x", {}, work.now)
    counter.watch.go_to(date(2020, 2, 11))
    remind(counter.services)
    assert (kept("old"), kept("new")) == (False, True)


def test_a_day_is_done_only_when_every_case_was_dealt_with(counter: Counter) -> None:
    broken, sound = counter.judge(counter.open(), DOUBT), counter.judge(counter.open(), DOUBT)
    counter.watch.go_to(date(2020, 2, 6))
    damage = sa.update(CASES).where(CASES.c.id == broken.id)
    with counter.services.database.begin() as connection:
        connection.execute(damage.values(state="unheard-of"))
    assert remind(counter.services) is None
    assert counter.tasks(sound) == ["notice-alarm-3"]
    with counter.services.database.begin() as connection:
        connection.execute(damage.values(state=broken.state))
    assert remind(counter.services) == date(2020, 2, 6)
    assert counter.tasks(broken) == counter.tasks(sound) == ["notice-alarm-3"]


def test_the_clock_of_a_complaint_stands_still(counter: Counter) -> None:
    case = counter.judge(counter.open("complaint"), DOUBT)
    assert "complaint" in case.flags
    assert (case.notice_due, case.due_at) == (None, None)
    counter.pass_days(date(2020, 3, 2))
    assert counter.tasks(case) == []


@pytest.mark.parametrize(("office", "clear"), [("bj-chaoyang", date(2020, 2, 21)), ("weihai", date(2020, 2, 9))])
def test_where_the_facts_are_clear_a_shorter_time_runs(tmp_path: Path, office: str, clear: date) -> None:
    """Fifteen calendar days, in Weihai three; whether they are clear the office knows, so nobody is late by it."""
    counter = Counter(tmp_path)
    counter.services = replace(counter.services, office=counter.services.catalogue.offices[office])
    counter.watch.go_to(date(2020, 2, 6))
    case = counter.judge(counter.open("injury-recognition-green-lane", office=office))
    assert case.state is State.ACCEPTED
    assert "post-audit-required" in case.flags
    assert case.due_at is not None
    assert case.due_at.date() == clear
    counter.pass_days(clear + timedelta(days=1))
    case = counter.case(case)
    assert counter.tasks(case) == ["clear-decision-due"]
    assert "decision-late" not in case.flags
    assert case.due_at is not None
    assert case.due_at.date() == date(2020, 4, 6)  # sixty days
    counter.pass_days(date(2020, 4, 7))
    assert {"decision-due", "decision-overdue"} <= set(counter.tasks(case))


def test_change_of_a_permit_is_decided_within_ten_days_of_its_receipt(counter: Counter) -> None:
    case = counter.judge(counter.open("dispatch-change"), outcome=Outcome.REVIEW)
    counter.watch.go_to(date(2020, 2, 7))
    case = counter.decide(case, Event.PASS)
    assert case.due_at is not None
    assert case.due_at.date() == date(2020, 2, 17)  # received on 3 February
    assert "至2020年2月17日止" in counter.letters(case, "electronic-pass")[0].text


def test_an_office_may_take_the_paper_for_acceptance(tmp_path: Path) -> None:
    counter = Counter(tmp_path)
    office = replace(counter.services.office, acceptance_event="paper")
    counter.services = replace(counter.services, office=office)
    case = counter.judge(counter.open())
    assert (case.state, case.notice_due, case.due_at) == (State.ELECTRONIC_PASSED, None, None)
    counter.watch.go_to(date(2020, 2, 14))
    case = counter.do(receive_paper, case, HEAD, Particulars())
    assert case.due_at is not None
    assert case.due_at.date() == date(2020, 3, 13)
