"""Saying: what an officer is about to say of a case that he looks at, before anything follows from it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from cases.case import Case, new_id
from cases.errors import MoveNotAllowed, NotFound, RequestInvalid
from cases.kept_rulings import Shown
from cases.lifecycle import STATE_NAMES, State
from cases.names.identifiers import mask
from cases.questions.answering import LONGEST, Given, ruling_on, unit_name
from cases.questions.asking import questions_of
from cases.questions.causes import Seen
from cases.questions.question import Answer, Asks, Question
from cases.report import Report
from cases.rulings import Ruling
from casework.asked_questions import came_by_fax
from catalogue.model import Catalogue


@dataclass(frozen=True, slots=True)
class Looked:
    """What the officer looks at.

    Attributes:
        report: As it was judged last.
        now: Time of what is said.
    """

    case: Case
    report: Report
    catalogue: Catalogue
    now: datetime

    @property
    def seen(self) -> Seen:
        """What the judgement looked at."""
        return Seen.of(self.report, self.case.revision)

    @property
    def questions(self) -> tuple[Question, ...]:
        """What is asked of the case."""
        faxed = came_by_fax(self.catalogue, self.case)
        return questions_of(self.report, self.case.revision, faxed=faxed)

    def name_of(self, document: str) -> str:
        """Return the name of a kind of paper.

        Raises:
            NotFound: There is no such kind.
        """
        named = next((one.name for one in self.report.materials if one.code == document), None)
        known = self.catalogue.documents.get(document)
        if named is None and known is None:
            raise NotFound(what=f"材料“{document}”")
        return named if named is not None else known.name if known is not None else ""

    def item_name(self, code: str) -> str:
        """Return the name of an item that was in force when the case was received.

        Raises:
            NotFound: There is no such item.
        """
        item = self.catalogue.item_at(code, self.case.received_at)
        if item is None:
            raise NotFound(what=f"收件之日有效的业务事项“{code}”")
        return item.name


@dataclass(frozen=True, slots=True)
class Said:
    """What is said.

    Attributes:
        question: Key of the question that it answers, empty for none.
        received_at: Time of receipt as corrected, None where it stays.
        colleague: Name of who gets the case in hand by it; empty: it stays with whoever has it.
    """

    ruling: Ruling
    shown: Shown
    question: str = ""
    received_at: datetime | None = None
    colleague: str = ""


def may_be_said(case: Case) -> None:
    """Refuse to judge anew a case whose sender was told a result, or whose pages are still being read.

    Raises:
        MoveNotAllowed: It is so.
    """
    if case.state is State.REVIEW:
        return
    being_read = case.state in (State.RECEIVED, State.SCREENING)
    reason = "材料正在识别，请稍候" if being_read else "已告知申请单位结果"
    raise MoveNotAllowed(state=STATE_NAMES[case.state], event="重新核对", reason=reason)


def answer(looked: Looked, question: str, key: int, given: Given) -> Said:
    """Return the answer to a question of the case.

    Raises:
        NotFound: The case asks no such question now.
        RequestInvalid: The question has no such answer, or what it needs is lacking.
    """
    asked = next((one for one in looked.questions if one.key == question), None)
    if asked is None:
        raise NotFound(what="这一问（可能已经答过，或随材料变化不再需要）")
    ruling = ruling_on(
        asked, key, given, looked.seen.pages, id_=new_id(looked.now), round_=looked.case.revision
    )  # fmt: skip
    chosen = asked.answer(key)
    assert chosen is not None  # ruling_on has seen to it
    word = _chosen(looked, chosen, given) or chosen.word
    shown = Shown(
        asked.label, asked.sentence, mask(word), chosen.says, asked.why, mask(given.reason.strip()[:LONGEST]),
        pages=asked.pages, evidence=asked.evidence,
    )  # fmt: skip
    colleague = given.value.strip() if chosen.asks is Asks.COLLEAGUE else ""
    return Said(_with_names(ruling, looked, asked), shown, question, colleague=colleague)


def _chosen(looked: Looked, chosen: Answer, given: Given) -> str:
    """Return what was chosen in words, and see that there is such a thing."""
    match chosen.asks:
        case Asks.MATERIAL:
            return looked.name_of(given.value)
        case Asks.ITEM:
            return looked.item_name(given.value)
        case Asks.UNIT:
            return unit_name(given.value)
        case Asks.VALUE:
            return given.value.strip()
        case Asks.COLLEAGUE:
            return f"转{given.value.strip()}"
        case _:
            return ""


def _with_names(ruling: Ruling, looked: Looked, asked: Question) -> Ruling:
    """Return a ruling whose sentence names the kind of paper that it is about."""
    if "（）" not in ruling.sentence or not asked.material:
        return ruling
    return replace(ruling, sentence=ruling.sentence.replace("（）", f"（{looked.name_of(asked.material)}）"))


def reason_given(reason: str) -> str:
    """Return a reason as it is kept: cut, numbers of people hidden.

    Raises:
        RequestInvalid: It says nothing.
    """
    if not reason.strip():
        raise RequestInvalid(reason="请写明理由")
    return mask(reason.strip()[:LONGEST])
