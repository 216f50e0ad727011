"""Entries of the desk: in which queues a case waits, until when, and what is asked of an officer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import takewhile

from cases.case import Case, Flag, Letter, LetterState
from cases.chronicle import INFORM
from cases.clocks import ClockKind
from cases.desk import NO_DATE, DeskEntry, Doubt, Queue
from cases.history import AuditEvent
from cases.lifecycle import ENDED_STATES, UNDECIDED_STATES, Event, State
from cases.moves import Handling
from cases.report import Report
from cases.rulings import Awaits
from cases.tasks import TaskKind
from casework.asked_questions import Asked, asked_of
from casework.case_moves import end_of, is_moot
from casework.kept_for_seal import kept_for_seal
from casework.situation import Situation
from casework.work import Work

_OFFICE_CLOCKS = frozenset({
    ClockKind.NOTICE, ClockKind.DECISION, ClockKind.CLEAR_DECISION, ClockKind.DELIVERY, ClockKind.PUBLICATION,
})
"""What the office must do in time; what senders must do is no officer's before it is late."""

_QUEUE_OF_TASK: Mapping[str, Queue | None] = {
    TaskKind.NOTICE_ALARM_3: None,  # the due date says so
    TaskKind.NOTICE_ALARM_4: None,
    TaskKind.NOTICE_LATE: None,
    TaskKind.TELEPHONE_SENDER: Queue.CALL,
    TaskKind.TELEPHONE_REMINDER: Queue.CALL,
    TaskKind.READ_REPLY: Queue.SUPPLEMENT,
    TaskKind.SEAL_NEEDED: Queue.SEAL,
    TaskKind.TOLERANCE_OVERDUE: Queue.TOLERANCE,
    TaskKind.LETTERS_HELD: Queue.LETTERS,
    TaskKind.LETTER_FAILED: Queue.DEAD,
    TaskKind.READING_FAILED: Queue.DEAD,
}


_MOVES = frozenset(Event)
_PASSED = frozenset({State.ACCEPTED, State.ELECTRONIC_PASSED})
"""States in which paper is waited for."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What an entry is made of.

    Attributes:
        doubts: What is asked and not answered yet.
        left: What an answer left to somebody else, or to a decision by hand.
    """

    today: date
    situation: Situation
    held: Sequence[Letter]
    tasks: Sequence[Mapping[str, object]]
    doubts: Sequence[Asked]
    left: Sequence[Asked]

    @property
    def is_doubtful(self) -> bool:
        """Whether something is not settled: not answered yet, or left to somebody else or the paper."""
        return bool(self.doubts or self.left)

    @property
    def awaited(self) -> frozenset[Awaits]:
        """Whom what was left waits for."""
        return frozenset(one.waits.ruling.awaits for one in self.left if one.waits is not None)

    @property
    def case(self) -> Case:
        return self.situation.case

    @property
    def due(self) -> datetime:
        """Until when the office must do something."""
        clocks = [one for one in self.situation.clocks if one.kind in _OFFICE_CLOCKS and not is_moot(one, self.today)]
        return min((end_of(one.due) for one in clocks if one.due is not None), default=NO_DATE)


def entry_of(work: Work, case: Case, report: Report) -> DeskEntry:
    """Return what the desk lists of a case as it stands, with its newest report."""
    asked = asked_of(work, case, report)
    doubts = [one for one in asked if one.waits is None]
    done = {*kept_for_seal(work, case), *_told_by_telephone(work, case)}
    known = _Known(
        work.today, work.situation(case),
        [one for one in work.letters.of_case(case.id) if one.state is LetterState.HELD and one.id not in done],
        [one for one in work.tasks.of_case(case.id) if one["done_at"] is None],
        doubts, [one for one in asked if one.waits is not None],
    )
    return DeskEntry(
        case.id, dict(_queues(known)), tuple(map(_doubt, doubts)), len(report.pages),
        tuple(dict.fromkeys(_work(work, known))),
    )


def _told_by_telephone(work: Work, case: Case) -> Iterator[str]:
    """Yield the letters without an address whose sender was called, since they were there and the case moved last."""
    letters = [one for one in work.letters.of_case(case.id) if not one.recipient]
    if case.state is State.REVIEW or not letters:
        return
    since = takewhile(lambda line: line.event not in _MOVES, reversed(work.history(case.id)))
    calls = (line.at for line in since if line.event == AuditEvent.CALL and line.detail.get("purpose") == INFORM)
    last = next(calls, None)
    yield from (one.id for one in letters if last is not None and one.created_at <= last)


def _doubt(asked: Asked) -> Doubt:
    return Doubt(asked.question.key, asked.question.sentence, asked.question.evidence)


def _work(work: Work, known: _Known) -> Iterator[str]:
    """Yield what is to be done beside answering, each as a sentence."""
    yield from (str(one["text"]) for one in known.tasks)
    permit = known.situation.handling is Handling.PERMIT
    yield from (_left(one) for one in known.left)
    for letter in known.held:
        if letter.is_capped:
            yield f"《{work.catalogue.letters[letter.kind].title(permit)}》暂缓发出：一日内发往该邮箱的自动回信已满。"
    drafted = [one for one in known.held if not one.is_capped]
    for letter in drafted if not known.is_doubtful else ():
        rest = "看过后发出" if letter.recipient else "看过后发出，打印并电话告知"
        yield f"《{work.catalogue.letters[letter.kind].title(permit)}》已拟好，{rest}。"
    if known.case.state in _PASSED and known.situation.circumstances().paper_needed:
        yield "等对方寄来纸质材料，收到后登记。"


def _left(asked: Asked) -> str:
    """Return a question that was left to somebody as a sentence."""
    word = asked.waits.shown.word if asked.waits is not None else ""
    return f"{asked.question.sentence}已答“{word}”，待定。"


def _queues(known: _Known) -> Iterator[tuple[Queue, datetime]]:
    case, due = known.case, known.due
    ended = case.state in ENDED_STATES
    if not ended:
        yield Queue.OPEN, due
        yield from ((queue, due) for queue in _by_state(known))
    for queue in dict.fromkeys(_QUEUE_OF_TASK.get(str(one["kind"]), Queue.OTHER) for one in known.tasks):
        if queue is not None and queue is not Queue.TOLERANCE:
            yield queue, due
    owed = [debt.due for debt in known.situation.debts if debt.due is not None]
    if owed:
        yield Queue.TOLERANCE, end_of(min(owed))


def _by_state(known: _Known) -> Iterator[Queue]:
    case, chronicle = known.case, known.situation.chronicle
    inquiry = Flag.INQUIRY in case.flags
    waits = chronicle.guided is not None and not known.is_doubtful  # for the sender, who was shown another way
    if Flag.PROPOSED in case.flags:
        yield Queue.SECOND
    if Flag.PROPOSED in case.flags or Flag.LEAVING in case.flags:
        return  # it is dealt with, or a second officer's
    if case.state is State.REVIEW and inquiry:
        yield Queue.INQUIRY
    elif case.state is State.REVIEW and not waits:
        yield from _to_check(known)
    mailed = known.held if case.state is State.REVIEW else [one for one in known.held if one.recipient]
    if mailed and not inquiry and not known.is_doubtful:
        yield Queue.LETTERS
    if any(not one.recipient for one in known.held):
        yield Queue.CALL
    if case.state in UNDECIDED_STATES and chronicle.corrections and chronicle.new_material:
        yield Queue.SUPPLEMENT
    if case.state is State.PAPER_RECEIVED and not chronicle.paper_compared:
        yield Queue.PAPER


def _to_check(known: _Known) -> Iterator[Queue]:
    """Yield where a case under review waits: with its officers, or with whom they left its questions to."""
    own = known.awaited - {Awaits.SUPERVISOR, Awaits.SENDER}
    if known.doubts or own or not (known.left or known.held):
        yield Queue.CHECK
    if Awaits.SUPERVISOR in known.awaited:
        yield Queue.SECOND
    if Awaits.SENDER in known.awaited:
        yield Queue.CALL
