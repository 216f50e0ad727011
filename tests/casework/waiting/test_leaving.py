"""A letter that an officer lets leave can be taken back for a minute; then its act is carried out, once."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest

from cases.case import Case, Flag, LetterState, StepKind
from cases.errors import ActWaits, MoveNotAllowed, NotFound, NotPermitted, RequestInvalid
from cases.lifecycle import Event, State
from cases.report import Outcome
from cases.waiting import Stage
from casework.given_up import give_up
from casework.letters.announcing import Announcement
from casework.letters.correspondence import write_letter
from casework.letters.releasing import release_letter
from casework.registering import Comparison
from casework.reports import known_report
from casework.waiting.asked import Act, Asked, carry_out
from casework.waiting.leaving import finish_leaving, let_leave, recall, recall_letter
from record.database import undone
from record.files import ScratchStore
from record.officers import Officer
from record.steps import LeaseLost
from record.tolerances import DebtState
from replies.particulars import Particulars
from tests.casework.holding import held_case
from tests.office.counter import CLERK, HEAD, OFFICER, Counter, blocking
from tests.office.services import work_off

MINUTE = timedelta(seconds=60)


@pytest.fixture
def counter(tmp_path: Path) -> Counter:
    return registered(Counter(tmp_path, undo_for=MINUTE), OFFICER, HEAD, CLERK)


def registered(counter: Counter, *officers: Officer) -> Counter:
    with counter.services.work() as work:
        for one in officers:
            work.officers.add(one.name, one.role, one.office, work.now)
    return counter


def _correct(counter: Counter) -> Case:
    case = held_case(counter, blocking())
    return counter.do(let_leave, case, Asked.decision(Outcome.SUPPLEMENT), OFFICER)


def _wait(counter: Counter, seconds: float = 61) -> None:
    counter.watch.at += timedelta(seconds=seconds)
    work_off(counter.services)


def _picture(counter: Counter, case: Case) -> tuple[object, ...]:
    """Return all that an act may change of a case."""
    stands = counter.case(case)
    letters = [(one.kind, one.round, one.state, one.text) for one in counter.letters(case)]
    return stands.state, stands.outcome, stands.flags, stands.notice_due, stands.due_at, letters, counter.tasks(case)


def test_nothing_is_decided_and_nothing_leaves_within_the_minute(counter: Counter) -> None:
    case = _correct(counter)
    assert (case.state, case.flags) == (State.REVIEW, (Flag.LEAVING,))
    _wait(counter, 59)
    assert counter.case(case).state is State.REVIEW
    assert [one.state for one in counter.letters(case, "supplement-notice")] == [LetterState.HELD]
    assert not list((Path(counter.services.disk or "") / "outbox").rglob("*.eml"))


def test_after_the_minute_the_letter_leaves_in_the_name_of_who_let_it(counter: Counter) -> None:
    case = _correct(counter)
    _wait(counter)
    stands = counter.case(case)
    assert (stands.state, stands.flags) == (State.CORRECTION, ())
    letter, = counter.letters(case, "supplement-notice")
    assert letter.state is LetterState.SENT
    assert "经办人：王审核" in letter.text
    assert [line.actor for line in counter.history(case, Event.CORRECT)] == ["王审核"]
    assert len(counter.history(case, "leaving")) == 1


def test_what_is_recalled_was_never_done(counter: Counter) -> None:
    case = held_case(counter, blocking())
    before, history = _picture(counter, case), len(counter.history(case))
    counter.do(let_leave, case, Asked.decision(Outcome.SUPPLEMENT), OFFICER)
    counter.do(recall, case, OFFICER)
    assert _picture(counter, case) == before
    assert [line.event for line in counter.history(case)[history:]] == ["leaving", "recalled"]
    _wait(counter)
    assert _picture(counter, case) == before


def test_what_was_recalled_can_leave_again(counter: Counter) -> None:
    case = _correct(counter)
    counter.do(recall, case, OFFICER)
    counter.do(let_leave, case, Asked.decision(Outcome.SUPPLEMENT), OFFICER)
    _wait(counter)
    assert counter.case(case).state is State.CORRECTION
    assert len(counter.letters(case, "supplement-notice")) == 1


@pytest.mark.parametrize("by_itself", [True, False], ids=["the letter let leave", "a decision"])
def test_only_the_letter_that_waits_is_recalled(counter: Counter, by_itself: bool) -> None:
    case = held_case(counter, blocking())
    letter, = counter.letters(case, "supplement-notice")
    act = Asked(Act.SEND, letter=letter.id) if by_itself else Asked.decision(Outcome.SUPPLEMENT)
    case = counter.do(let_leave, case, act, OFFICER)
    with counter.services.work() as work:
        with pytest.raises(MoveNotAllowed, match="另一封"):
            recall_letter(work, replace(letter, id="other", kind="receipt"), OFFICER)
        assert recall_letter(work, letter, OFFICER).flags == ()


def test_a_recall_that_comes_too_late_is_refused(counter: Counter) -> None:
    case = _correct(counter)
    _wait(counter)
    with pytest.raises(MoveNotAllowed, match="已经发出的不能撤回"):
        counter.do(recall, case, OFFICER)


@pytest.mark.parametrize("turn", range(8))
def test_recall_or_worker_wins_never_both(counter: Counter, turn: int) -> None:
    case = _correct(counter)
    counter.watch.at += timedelta(seconds=61)
    ready, refused = threading.Barrier(2), list[Exception]()

    def take_back() -> None:
        ready.wait(10)
        try:
            counter.do(recall, case, OFFICER)
        except MoveNotAllowed as error:
            refused.append(error)

    other = threading.Thread(target=take_back)
    other.start()
    ready.wait(10)
    work_off(counter.services)
    other.join(30)
    left = counter.case(case).state is State.CORRECTION
    letter, = counter.letters(case, "supplement-notice")
    assert left is bool(refused)
    assert letter.state is (LetterState.SENT if left else LetterState.HELD)
    assert Flag.LEAVING not in counter.case(case).flags


def test_an_attempt_that_was_overtaken_changes_nothing(counter: Counter) -> None:
    case = _correct(counter)
    counter.watch.at += timedelta(seconds=61)
    step_id = _step_of(counter)
    with counter.services.work() as work:
        first = work.steps.lease(step_id, "first:1", work.now)
    counter.watch.at += timedelta(seconds=91)
    with counter.services.work() as work:
        work.steps.release_dead([], work.now)
        second = work.steps.lease(step_id, "second:1", work.now)
    assert first is not None
    assert second is not None
    finish_leaving(counter.services, second)
    with pytest.raises(LeaseLost):
        finish_leaving(counter.services, first)
    assert len(counter.history(case, Event.CORRECT)) == 1


def _step_of(counter: Counter) -> str:
    with counter.services.reading() as work:
        found: Sequence[str] = [one.id for one in work.steps.due(counter.watch()) if one.kind is StepKind.ACT]
    return found[0]


def test_new_material_within_the_minute_keeps_the_letter_here(counter: Counter) -> None:
    case = _correct(counter)
    counter.supplement(case)
    _wait(counter)
    stands = counter.case(case)
    assert (stands.state, stands.flags) == (State.RECEIVED, ())
    assert "letter-failed" in counter.tasks(case, opened=True)
    assert [line.event for line in counter.history(case)][-1] == "not-left"
    assert counter.letters(case, "supplement-notice")[0].state is not LetterState.SENT


def test_what_speaks_against_an_act_is_said_at_once(counter: Counter) -> None:
    case = held_case(counter)
    for asked, officer, error in (
        (Asked.decision(Event.DEFER, Particulars(note="理由")), OFFICER, RequestInvalid),
        (Asked.decision(Event.GRANT), HEAD, MoveNotAllowed),
        (Asked.decision(Event.ACCEPT), CLERK, NotPermitted),
        (Asked.decision(Event.EXTEND, Particulars(note="理由")), OFFICER, MoveNotAllowed),
    ):
        with pytest.raises(error):
            counter.do(let_leave, case, asked, officer)
    assert counter.case(case) == case


def test_an_act_without_letter_is_done_at_once(counter: Counter) -> None:
    case = counter.do(let_leave, held_case(counter), Asked.decision(Event.HOLD, Particulars(note="再看")), OFFICER)
    assert (case.state, case.flags) == (State.REVIEW, ())
    assert len(counter.history(case, Event.HOLD)) == 2


def test_while_one_waits_no_other_is_taken(counter: Counter) -> None:
    case = _correct(counter)
    with pytest.raises(ActWaits, match="王审核"):
        counter.do(let_leave, case, Asked.decision(Event.ACCEPT), HEAD)


def test_a_number_that_was_only_tried_is_not_used_up(counter: Counter) -> None:
    case = _correct(counter)
    counter.do(recall, case, OFFICER)
    counter.do(let_leave, case, Asked.decision(Outcome.SUPPLEMENT), OFFICER)
    _wait(counter)
    other = held_case(counter, blocking(), unit="北京另一家有限公司", applicant="b@corp.test")
    counter.do(let_leave, other, Asked.decision(Outcome.SUPPLEMENT), OFFICER)
    _wait(counter)
    numbers = [_number(counter, one) for one in (case, other)]
    assert len(set(numbers)) == 2


def _number(counter: Counter, case: Case) -> str:
    return counter.letters(case, "supplement-notice")[0].text.partition("文号：")[2].partition("\n")[0]


def test_what_is_only_tried_leaves_no_file(counter: Counter) -> None:
    case = held_case(counter, blocking())
    store = counter.services.disk or Path()
    before = sorted(path for path in (store / "store").rglob("*") if path.is_file())
    counter.do(let_leave, case, Asked.decision(Outcome.SUPPLEMENT), OFFICER)
    assert sorted(path for path in (store / "store").rglob("*") if path.is_file()) == before


def test_an_officer_who_is_gone_lets_nothing_leave(tmp_path: Path) -> None:
    counter = Counter(tmp_path, undo_for=MINUTE)
    case = _correct(counter)
    _wait(counter)
    assert counter.case(case).state is State.REVIEW
    assert counter.tasks(case, opened=True) == ["letter-failed"]


def test_what_the_program_cannot_do_is_an_officers_again(counter: Counter) -> None:
    case = _correct(counter)
    counter.watch.at += timedelta(seconds=61)
    step_id = _step_of(counter)
    with counter.services.work() as work:
        step = work.steps.lease(step_id, "here:1", work.now)
        assert step is not None
        give_up(work, step, "OSError")
        act = work.waiting_acts.last_of_case(case.id)
    assert act is not None
    assert act.stage is Stage.REFUSED
    assert counter.case(case).flags == ()


def test_a_held_letter_and_its_sealed_paper_wait_too(counter: Counter) -> None:
    counter.watch.go_to(date(2020, 2, 4))
    case = counter.judge(counter.open())
    letter, = counter.letters(case, "acceptance")
    with counter.services.work() as work:
        scan = work.store.put(b"%PDF-1.4 sealed")
    counter.do(let_leave, case, Asked(Act.SEALED, letter=letter.id, scan=scan), OFFICER)
    assert counter.letters(case, "acceptance")[0].state is LetterState.HELD
    assert "seal-needed" in counter.tasks(case, opened=True)
    _wait(counter)
    assert counter.letters(case, "acceptance")[0].state is LetterState.SENT
    assert "seal-needed" not in counter.tasks(case, opened=True)


def test_paper_that_differs_waits_and_paper_that_came_is_entered_at_once(counter: Counter) -> None:
    case = counter.judge(counter.open())
    case = counter.do(let_leave, case, Asked(Act.PAPER, stated=Particulars(received=("申请书",))), OFFICER)
    assert case.state is State.PAPER_RECEIVED
    differing = Comparison(done=True, differing=("申请书",), note="日期不同")
    case = counter.do(let_leave, case, Asked(Act.PAPER, comparison=differing), OFFICER)
    assert (case.state, case.flags[-1]) == (State.PAPER_RECEIVED, Flag.LEAVING)
    _wait(counter)
    assert counter.case(case).state is State.CORRECTION
    assert "日期不同" in counter.letters(case, "supplement-notice")[0].text


def test_the_last_debt_lets_the_case_go_on_after_its_minute(counter: Counter) -> None:
    counter.tolerating("dispatch-new")
    case = counter.judge(counter.open(), lacking=("title-deed",))
    assert case.state is State.TOLERATED
    asked = Asked(Act.SETTLE, material="title-deed", debt=DebtState.WAIVED, stated=Particulars(note="数据共享"))
    case = counter.do(let_leave, case, asked, OFFICER)
    assert (case.state, [one.state for one in counter.debts(case)]) == (State.TOLERATED, [DebtState.OPEN])
    _wait(counter)
    assert counter.case(case).state is State.ELECTRONIC_PASSED
    assert [one.state for one in counter.debts(case)] == [DebtState.WAIVED]


@pytest.mark.parametrize("act", [Act.SEND, Act.SEALED])
def test_a_letter_of_another_case_does_not_leave_by_this_one(counter: Counter, act: Act) -> None:
    case = held_case(counter)
    other = held_case(counter, blocking(), unit="北京另一家有限公司", applicant="b@corp.test")
    letter, = counter.letters(other, "supplement-notice")
    with counter.services.work() as work:
        scan = work.store.put(b"%PDF-1.7")
    with pytest.raises(NotFound):
        counter.do(let_leave, case, Asked(act, letter=letter.id, scan=scan), OFFICER)
    assert counter.letters(other, "supplement-notice") == [letter]


def test_trying_an_act_sets_no_paper(counter: Counter) -> None:
    case = held_case(counter, blocking())
    with counter.services.work() as work, undone(work.connection):
        store = ScratchStore(work.store)
        trial = replace(work, store=store, is_trial=True)
        carry_out(trial, case, Asked.decision(Outcome.SUPPLEMENT), OFFICER)
        letter = next(one for one in trial.letters.of_case(case.id) if one.state is LetterState.QUEUED)
        assert b"application/pdf" not in store.get(letter.content_sha256)


def test_paper_of_a_draft_is_set_when_it_leaves(counter: Counter) -> None:
    case = held_case(counter, blocking())
    assert message_of(counter, case, "supplement-notice") == b""
    counter.decide(case, Outcome.SUPPLEMENT)
    assert b"application/pdf" in message_of(counter, case, "supplement-notice")


def test_draft_that_decides_nothing_leaves_as_it_was_written(counter: Counter) -> None:
    case = held_case(counter)
    with counter.services.work() as work:
        draft = write_letter(work, case, Announcement("inquiry-answer", known_report(work, case)))
        assert draft is not None
        release_letter(work, draft, OFFICER)
    (sent,) = counter.letters(case, "inquiry-answer")
    assert (sent.state, sent.text) == (LetterState.QUEUED, draft.text)
    mail = message_from_bytes(message_of(counter, case, "inquiry-answer"), policy=default)
    assert isinstance(mail, EmailMessage)
    assert (mail["To"], mail["Message-ID"]) == (draft.recipient, draft.message_id)
    body = mail.get_body(("plain",))
    assert body is not None
    assert draft.text.strip()[-10:] in body.get_content()


def message_of(counter: Counter, case: Case, kind: str) -> bytes:
    """Return the message of a letter as it is kept."""
    letter, = counter.letters(case, kind)
    return counter.services.store.get(letter.content_sha256)
