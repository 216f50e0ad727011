"""What is asked of a case and what was answered, as its officers see it.

A question that an answer leaves to somebody else is asked again once he has spoken: the sender, by mail or telephone; a
supervisor, who is asked it himself; further material. Nothing is asked any more once the sender was told a result.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import dropwhile

from cases.case import Case
from cases.history import AuditEvent, AuditRecord
from cases.kept_rulings import KeptRuling
from cases.lifecycle import UNDECIDED_STATES, Event
from cases.questions.asking import questions_of
from cases.questions.question import Question
from cases.report import Report
from cases.rulings import Awaits, Life, RulingKind
from casework.stand_ins import acting
from casework.work import Work
from catalogue.model import Catalogue
from record.officers import Officer

_MATERIAL = frozenset({Event.SUPPLEMENT, AuditEvent.DEBTS_MATERIAL})
_FROM_SENDER = _MATERIAL | {AuditEvent.REPLIED, AuditEvent.CALL}
_SPOKEN = {
    Awaits.SENDER: "对方已来信或者通过电话", Awaits.SUPERVISOR: "主管已有意见，见记录", Awaits.MATERIAL: "又有材料到了",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """One question.

    Attributes:
        waits: The answer that leaves it to somebody who has not spoken yet, or to a decision by hand; None where it is
            open.
        before: What was answered before it was asked again, None where it is asked for the first time.
        again: Why it is asked again, in a few words.
    """

    question: Question
    waits: KeptRuling | None = None
    before: KeptRuling | None = None
    again: str = ""


@dataclass(frozen=True, slots=True)
class QuestionsView:
    """The questions of a case.

    Attributes:
        open: Those without an answer, in their order.
        waiting: Those whose answer leaves them to somebody else, to the paper or to a decision by hand.
        said: What was answered and corrected and holds, oldest first.
    """

    report: Report
    open: tuple[Asked, ...]
    waiting: tuple[Asked, ...]
    said: tuple[KeptRuling, ...]

    @property
    def last(self) -> KeptRuling | None:
        """What was said last; it is taken back first."""
        return self.said[-1] if self.said else None


def view_questions(work: Work, case: Case, report: Report, officer: Officer) -> QuestionsView:
    """Return what an officer is asked of a case.

    Args:
        work: A reading transaction.
        case: The case.
        report: Its newest report.
        officer: Who looks: a supervisor is asked what others left to one.
    """
    asked = [_as_seen_by(officer, one) for one in asked_of(work, case, report)]
    return QuestionsView(
        report, tuple(one for one in asked if one.waits is None), tuple(one for one in asked if one.waits is not None),
        tuple(one for one in work.rulings.of_case(case.id) if one.holds),
    )


def asked_of(work: Work, case: Case, report: Report) -> tuple[Asked, ...]:
    """Return the questions of a case in their order, whoever answers them; none once its sender was told a result."""
    if case.state not in UNDECIDED_STATES:
        return ()
    kept = [one for one in work.rulings.of_case(case.id) if one.holds]
    answers = {one.question: one for one in kept if one.question}
    questions = questions_of(report, case.revision, faxed=came_by_fax(work.catalogue, case))
    return tuple(_asked(work, case, one, answers.get(one.key), kept) for one in questions)


def came_by_fax(catalogue: Catalogue, case: Case) -> bool:
    """Tell whether a case came by fax."""
    channel = catalogue.channels.get(case.channel)
    return channel is not None and channel.kind == "fax"


def _asked(
    work: Work, case: Case, question: Question, answer: KeptRuling | None, kept: Sequence[KeptRuling]
) -> Asked:
    if answer is None:
        changed = _changed(question, kept)
        return Asked(question, before=changed, again="材料有变化" if changed is not None else "")
    if not _has_spoken(work, case, answer):
        return Asked(question, waits=answer)
    return Asked(question, before=answer, again=_SPOKEN[answer.ruling.awaits])


def _as_seen_by(officer: Officer, asked: Asked) -> Asked:
    """Return a question as an officer sees it: what was left to a supervisor is open to one who did not leave it so."""
    waits = asked.waits
    if waits is None or waits.ruling.awaits is not Awaits.SUPERVISOR:
        return asked
    if officer.role != "supervisor" or officer.name == waits.officer:
        return asked
    return replace(asked, waits=None, before=waits, again=f"{waits.officer}请示")


def _has_spoken(work: Work, case: Case, answer: KeptRuling) -> bool:
    """Tell whether who was to be heard has spoken since a question was left to him."""
    match answer.ruling.awaits:
        case Awaits.SENDER:
            return any(line.event in _FROM_SENDER for line in _since(work, case, answer))
        case Awaits.MATERIAL:
            return any(line.event in _MATERIAL for line in _since(work, case, answer))
        case Awaits.SUPERVISOR:
            notes = {line.actor for line in _since(work, case, answer) if line.event == AuditEvent.NOTE}
            return any(_is_supervisor(work, case, name) for name in notes - {answer.officer})
        case Awaits.NOBODY:
            return False


def _since(work: Work, case: Case, answer: KeptRuling) -> Iterator[AuditRecord]:
    """Yield the lines of the record behind an answer, but for those by which a case is only judged anew."""
    lines = dropwhile(lambda line: line.detail.get("ruling") != answer.id, work.history(case.id))
    yield from (line for line in lines if not line.detail.get("reprocess"))


def _is_supervisor(work: Work, case: Case, name: str) -> bool:
    officer = work.officers.named(name, case.office)
    return officer is not None and acting(work, officer).role == "supervisor"


def _changed(question: Question, kept: Sequence[KeptRuling]) -> KeptRuling | None:
    """Return what was answered to a question of the same kind when page or fact was another one."""
    changed = (
        one for one in reversed(kept)
        if one.life is Life.CHANGED and one.ruling.kind is RulingKind.ANSWER and one.ruling.family == question.family
        and set(one.ruling.materials) & set(question.materials)
    )  # fmt: skip
    return next(changed, None)
