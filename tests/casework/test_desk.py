"""The desk: each case waits where something is to be done for it, and what was copied is what is so."""

from __future__ import annotations

import contextlib
import random
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from cases.case import Case
from cases.desk import NO_DATE, Queue
from cases.errors import NotFound, NotPermitted, RequestInvalid, ShouliError
from cases.finding import PAGES, Place
from cases.finding_codes import find
from cases.lifecycle import MOVES, Event
from cases.questions.asking import questions_of
from cases.report import Outcome
from cases.tasks import TaskKind
from casework.acts import Call, assign, assign_all, log_call, set_item, tick_off
from casework.desk import Due, count_of, days_left, view_desk
from casework.desk_entries import entry_of
from casework.filling import fill_copies
from casework.letters.announcing import Announcement
from casework.letters.correspondence import write_letter
from casework.next_case import next_case
from casework.previewing import preview_case
from casework.registering import Comparison, receive_paper
from casework.reports import known_report
from record.desk import DeskFilter, DeskRepository, Whose
from record.scoping import Scope
from replies.particulars import Particulars
from tests.casework.unread import fail_reading, unread_case
from tests.office.counter import CLERK, HEAD, OFFICER, Counter, blocking, judged

DOUBT = find("seal-uncertain", f"{PAGES}的印章，是申请单位的公章吗？", place=Place(page=3, box=(1, 2, 3, 4)))

FOUND = ((DOUBT,), (blocking(),), ())


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return Counter(tmp_path)


def _queues(counter: Counter, case: Case) -> set[Queue]:
    with counter.services.reading() as work:
        entry = work.desk.entry(case.id)
    return set(entry.queues) if entry is not None else set()


def _seen(counter: Counter, chosen: Queue | Due = Queue.OPEN, **wanted: Any) -> Any:
    after, limit = wanted.pop("after", None), wanted.pop("limit", 50)
    with counter.services.reading() as work:
        return view_desk(work, OFFICER, chosen, DeskFilter(**wanted), after, limit)


def test_a_doubt_waits_with_its_sentence_and_its_place(counter: Counter) -> None:
    case = counter.judge(counter.open(), DOUBT)
    assert _queues(counter, case) == {Queue.OPEN, Queue.CHECK}
    row, = _seen(counter, Queue.CHECK).rows
    asked, = questions_of(judged(case, DOUBT))
    doubt, = row.doubts
    assert (row.case, doubt.sentence, doubt.evidence) == (counter.case(case), asked.sentence, asked.evidence)


def test_a_held_letter_waits_to_be_sent_and_no_more_once_it_left(counter: Counter) -> None:
    case = counter.judge(counter.open(), blocking())
    assert Queue.LETTERS in _queues(counter, case)
    counter.decide(case, Outcome.SUPPLEMENT)
    assert _queues(counter, case) == {Queue.OPEN}


def test_a_supplement_is_new_until_it_is_answered(counter: Counter) -> None:
    case = counter.judge(counter.open(), blocking())
    counter.decide(case, Outcome.SUPPLEMENT)
    counter.supplement(case)
    assert Queue.SUPPLEMENT in _queues(counter, case)
    counter.decide(counter.judge(counter.case(case), DOUBT), Outcome.ACCEPT)
    assert Queue.SUPPLEMENT not in _queues(counter, case)


def test_a_debt_is_listed_from_three_working_days_before_its_day(counter: Counter) -> None:
    counter.tolerating("dispatch-new", due="10 WD")
    case = counter.judge(counter.open(), lacking=("title-deed",))
    assert _seen(counter, Queue.TOLERANCE).rows == ()
    assert count_of(_seen(counter).counts, Queue.TOLERANCE).all == 0
    due = counter.debts(case)[0].due
    assert due is not None
    counter.watch.go_to(date.fromordinal(due.toordinal() - 1))
    assert [row.case.id for row in _seen(counter, Queue.TOLERANCE).rows] == [case.id]
    assert count_of(_seen(counter).counts, Queue.TOLERANCE).all == 1


def test_paper_waits_until_it_is_compared(counter: Counter) -> None:
    case = counter.judge(counter.open(), outcome=Outcome.ACCEPT)
    case = counter.decide(case, Event.PASS) if Event.PASS in MOVES[counter.case(case).state] else counter.case(case)
    row, = _seen(counter).rows
    assert row.work[-1] == "等对方寄来纸质材料，收到后登记。"
    counter.do(receive_paper, case, OFFICER, Particulars())
    assert "等对方寄来" not in "".join(_seen(counter).rows[0].work)
    assert Queue.PAPER in _queues(counter, case)
    counter.do(receive_paper, case, OFFICER, Particulars(), Comparison(done=True))
    assert Queue.PAPER not in _queues(counter, case)


def test_what_could_not_be_read_waits_among_the_dead_until_it_is_read_anew(counter: Counter) -> None:
    case = unread_case(counter)
    assert _queues(counter, case) == {Queue.OPEN, Queue.CHECK, Queue.DEAD}
    row, = _seen(counter, Queue.DEAD).rows
    assert (row.case.id, row.work) == (case.id, ("材料自动识别三次未成功，请人工核对。",))
    with counter.services.reading() as work:
        shown = preview_case(work, case, OFFICER)
    assert (shown.outcome, shown.event, shown.draft) == (Outcome.REVIEW, None, None)
    counter.do(set_item, case, "dispatch-new", OFFICER)
    assert Queue.DEAD not in _queues(counter, case)
    assert counter.tasks(case, opened=True) == []
    fail_reading(counter)
    assert Queue.DEAD in _queues(counter, case)


def test_a_letter_that_failed_waits_among_the_dead(counter: Counter) -> None:
    case = counter.judge(counter.open(), blocking())
    with counter.services.work() as work:
        work.tasks.add(case, TaskKind.LETTER_FAILED, "《补正一次性告知书》没有送达。", work.now)
        task, = (one for one in work.tasks.of_case(case.id) if one["kind"] == TaskKind.LETTER_FAILED)
    assert Queue.DEAD in _queues(counter, case)
    counter.do(tick_off, case, task["id"], OFFICER)
    assert Queue.DEAD not in _queues(counter, case)


def test_an_ended_case_is_gone(counter: Counter) -> None:
    case = counter.judge(counter.open(), DOUBT)
    counter.decide(case, Event.REFUSE, note="不属于本机关", right_office="某局")
    assert Queue.OPEN not in _queues(counter, case)


class TestUrgency:
    def test_what_is_due_moves_with_the_days_and_not_by_being_written(self, counter: Counter) -> None:
        case = counter.judge(counter.open(), DOUBT)
        counter.watch.go_to(date(2020, 2, 7))
        assert [row.case.id for row in _seen(counter, Due.NEXT).rows] == [case.id]  # Friday; due on Monday
        counter.watch.go_to(date(2020, 2, 10))
        seen = _seen(counter, Due.TODAY)
        assert [row.case.id for row in seen.rows] == [case.id]
        assert (seen.counts.due_today.all, seen.counts.overdue.all) == (1, 0)
        counter.watch.go_to(date(2020, 2, 11))
        assert [row.case.id for row in _seen(counter, Due.OVERDUE).rows] == [case.id]

    def test_days_left_are_working_days(self, counter: Counter) -> None:
        counter.judge(counter.open(), DOUBT)
        row, = _seen(counter).rows
        for day, left in ((3, 5), (7, 1), (10, 0), (11, -1)):
            counter.watch.go_to(date(2020, 2, day))
            with counter.services.reading() as work:
                assert days_left(work, row.due_at) == left
        with counter.services.reading() as work:
            assert days_left(work, NO_DATE) is None

    def test_rows_come_by_due_date_in_pages(self, counter: Counter) -> None:
        cases = []
        for day in (3, 4, 5):
            counter.watch.go_to(date(2020, 2, day))
            cases += [counter.judge(counter.open(unit=f"单位{day}{n}"), DOUBT).id for n in range(2)]
        first = _seen(counter, Queue.CHECK, limit=4)
        second = _seen(counter, Queue.CHECK, limit=4, after=first.next)
        assert [row.case.id for row in (*first.rows, *second.rows)] == sorted(cases)
        assert (first.total, second.next) == (6, None)
        with pytest.raises(RequestInvalid):
            _seen(counter, after="somewhere")


class TestFilters:
    def test_by_what_is_known_of_the_case(self, counter: Counter) -> None:
        one = counter.judge(counter.open(unit="北京甲有限公司", applicant="jia@corp.test"), DOUBT)
        counter.judge(counter.open("layoff-report", unit="北京乙有限公司", channel="mail-hours"), blocking())
        filters: tuple[dict[str, Any], ...] = (
            {"item": "dispatch-new"}, {"channel": "mail-dispatch"}, {"outcome": "review"}, {"text": "甲有限"},
            {"sender": "jia@"}, {"text": one.number},
        )
        for wanted in filters:
            assert [row.case.id for row in _seen(counter, **wanted).rows] == [one.id], wanted
        assert _seen(counter, text="%").rows == ()
        for part in ("甲有限", one.number, "报送", "%"):  # of the case, but not its sender
            assert _seen(counter, sender=part).rows == (), part
        fax = counter.judge(counter.open(applicant=None, telephone="65850001"), DOUBT)
        assert [row.case.id for row in _seen(counter, sender="6585").rows] == [fax.id]

    def test_mine_nobodys_and_all(self, counter: Counter) -> None:
        one, other = (counter.judge(counter.open(unit=f"单位{n}"), DOUBT) for n in range(2))
        with counter.services.work() as work:
            for officer in (CLERK, OFFICER, HEAD):
                work.officers.add(officer.name, officer.role, officer.office, work.now)
        counter.do(assign, one, OFFICER.name, HEAD)
        seen = _seen(counter, Queue.CHECK, whose=Whose.MINE)
        assert [(row.case.id, row.officer) for row in seen.rows] == [(one.id, OFFICER.name)]
        assert [row.case.id for row in _seen(counter, Queue.CHECK, whose=Whose.NOBODYS).rows] == [other.id]
        count = count_of(seen.counts, Queue.CHECK)
        assert (count.all, count.mine, count.nobodys) == (2, 1, 1)

    def test_mine_are_those_too_of_whom_i_stand_in_for(self, counter: Counter) -> None:
        one, two = (counter.judge(counter.open(unit=f"单位{n}"), DOUBT) for n in range(2))
        with counter.services.work() as work:
            for officer, case in ((CLERK, one), (OFFICER, two)):
                work.officers.add(officer.name, officer.role, officer.office, work.now)
                assign(work, case, officer.name, HEAD)
        deputy = replace(OFFICER, stands_in_for=(CLERK.name,))
        with counter.services.reading() as work:
            seen = view_desk(work, deputy, Queue.CHECK, DeskFilter(whose=Whose.MINE))
            following = next_case(work, deputy, [Queue.CHECK], two.id)
        assert {row.case.id for row in seen.rows} == {one.id, two.id}
        assert (count_of(seen.counts, Queue.CHECK).mine, following) == (2, counter.case(one))

    def test_another_office_and_other_items_are_not_seen(self, counter: Counter) -> None:
        case = counter.judge(counter.open(), DOUBT)
        with counter.services.reading() as work:
            desk = DeskRepository(work.connection)
            seen = {
                scope: [row.case.id for row in desk.page(scope, DeskFilter())]
                for scope in (
                    Scope("bj"), Scope(case.office, frozenset({"layoff-report"})),
                    Scope(case.office, frozenset({"dispatch-new"})),
                )
            }
        assert list(seen.values()) == [[], [], [case.id]]


class TestBulkAssignment:
    def test_all_or_none(self, counter: Counter) -> None:
        cases = [counter.judge(counter.open(unit=f"单位{n}"), DOUBT) for n in range(3)]
        with counter.services.work() as work:
            work.officers.add(OFFICER.name, OFFICER.role, OFFICER.office, work.now)
        with counter.services.work() as work:
            assert assign_all(work, [cases[0].number, cases[1].id], OFFICER.name, HEAD) == 2
        assert _seen(counter, whose=Whose.MINE).total == 2
        for officer, to, refusal in ((CLERK, OFFICER.name, NotPermitted), (HEAD, "无此人", NotFound)):
            with pytest.raises(refusal), counter.services.work() as work:
                assign_all(work, [cases[2].id], to, officer)
        assert _seen(counter, whose=Whose.NOBODYS).total == 1


def _act(counter: Counter, case: Case, chance: random.Random) -> None:
    """Do something to a case by chance; what is refused changes nothing."""
    now = counter.case(case)
    acts: list[Any] = [
        lambda: counter.judge(now, *chance.choice(FOUND), lacking=chance.choice(((), ("title-deed",)))),
        lambda: counter.decide(now, chance.choice(list(MOVES[now.state]) or [Event.CLOSE]), HEAD, "依据材料",
                               right_office="某局", resume_when="疫情解除", result="已办"),
        lambda: counter.supplement(now),
        lambda: counter.do(receive_paper, now, OFFICER, Particulars(), Comparison(done=chance.random() < 0.5)),
        lambda: counter.pass_days(date.fromordinal(counter.watch().date().toordinal() + chance.randint(1, 9))),
        lambda: counter.do(assign, now, None, HEAD),
    ]
    with contextlib.suppress(ShouliError):
        chance.choice(acts)()


@pytest.mark.parametrize("seed", range(3))
def test_whatever_happens_the_desk_lists_what_it_would_list_anew(counter: Counter, seed: int) -> None:
    chance = random.Random(seed)
    counter.tolerating("dispatch-new", due="10 WD")
    cases = [counter.open(item, unit=f"单位{n}") for n, item in enumerate(("dispatch-new", "layoff-report"))]
    for _ in range(20):
        _act(counter, chance.choice(cases), chance)
        with counter.services.reading() as work:
            for case in cases:
                now = work.cases.get(case.id)
                anew, kept = entry_of(work, now, known_report(work, now)), work.desk.entry(case.id)
                assert (kept is None) == (not anew.queues)
                if kept is not None:
                    assert kept == anew


def test_an_earlier_record_is_entered_once(counter: Counter) -> None:
    case = counter.judge(counter.open(), DOUBT)
    assert fill_copies(counter.services) == 1
    assert fill_copies(counter.services) == 0
    assert _queues(counter, case) == {Queue.OPEN, Queue.CHECK}


def test_a_fax_is_done_with_once_its_sender_was_called(counter: Counter) -> None:
    case = counter.judge(counter.open("backpay-extended-period", applicant=None, flags=["fax"]), blocking())
    assert {Queue.CALL, Queue.LETTERS} <= _queues(counter, case)
    case = counter.do(log_call, case, OFFICER, Call("inform", "经办人", "65850000", "已知悉"))
    assert Queue.CALL in _queues(counter, case)  # what is decided after the call has still to be told
    case = counter.decide(case, Outcome.SUPPLEMENT)
    assert _queues(counter, case) & {Queue.CALL, Queue.LETTERS} == {Queue.CALL}
    case = counter.do(log_call, case, OFFICER, Call("inform", "经办人", "65850000", "已知悉"))
    assert not _queues(counter, case) & {Queue.CALL, Queue.LETTERS}
    counter.watch.at += timedelta(minutes=1)
    with counter.services.work() as work:  # a further letter: nobody has told it yet
        case = work.cases.get(case.id)
        write_letter(work, case, Announcement("overdue-closure", known_report(work, case)))
    assert Queue.CALL in _queues(counter, case)
