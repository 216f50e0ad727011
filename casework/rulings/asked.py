"""What is asked of a case and what was answered, as its officer sees it."""

from __future__ import annotations

from dataclasses import dataclass

from cases.case import Case
from cases.kept_rulings import KeptRuling
from cases.questions.asking import questions_of
from cases.questions.question import Question
from cases.report import Report
from cases.rulings import Life, RulingKind
from casework.rulings.saying import came_by_fax
from casework.work import Work


@dataclass(frozen=True, slots=True)
class Asked:
    """One question.

    Attributes:
        waits: The answer that leaves it with an officer or the paper, None where it is open.
        before: What was answered when page or fact was another one, None where it is asked for the first time.
    """

    question: Question
    waits: KeptRuling | None = None
    before: KeptRuling | None = None


@dataclass(frozen=True, slots=True)
class QuestionsView:
    """The questions of a case.

    Attributes:
        open: Those without an answer, in their order.
        waiting: Those whose answer leaves them with an officer, or waits for the paper.
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


def view_questions(work: Work, case: Case, report: Report) -> QuestionsView:
    """Return what is asked of a case.

    Args:
        work: A reading transaction.
        case: The case.
        report: Its newest report.
    """
    kept = [one for one in work.rulings.of_case(case.id) if one.holds]
    answers = {one.question: one for one in kept if one.question}
    asked = [
        Asked(one, answers.get(one.key), _before(one, kept))
        for one in questions_of(report, case.revision, faxed=came_by_fax(work.catalogue, case))
    ]
    return QuestionsView(
        report, tuple(one for one in asked if one.waits is None), tuple(one for one in asked if one.waits is not None),
        tuple(kept),
    )


def _before(question: Question, kept: list[KeptRuling]) -> KeptRuling | None:
    changed = (
        one for one in reversed(kept)
        if one.life is Life.CHANGED and one.ruling.kind is RulingKind.ANSWER and one.ruling.family == question.family
        and set(one.ruling.materials) & set(question.materials)
    )  # fmt: skip
    return next(changed, None)
