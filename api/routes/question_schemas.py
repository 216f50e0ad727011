"""Bodies of questions, answers and corrections."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from api.days import Moment
from api.routes.requests import SAID, Code
from cases.kept_rulings import KeptRuling
from cases.questions.answering import LONGEST, Given
from cases.questions.causes import Seen, cause_of
from cases.questions.question import Question
from casework.asked_questions import Asked, QuestionsView

Reason = Annotated[str, Field(max_length=LONGEST)]
Why = Annotated[str, Field(max_length=LONGEST, json_schema_extra=SAID)]
Pages = Annotated[list[Annotated[int, Field(ge=1, le=100_000)]], Field(max_length=500)]
Id = Annotated[str, Field(max_length=40)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class AnswerBody(_Body):
    """An answer: its key, and what it needs beside it as the question says (``asks``)."""

    question: Id
    answer: int = Field(ge=1, le=3)
    value: Reason = Field(default="", description="材料代码、事项代码、单位名称、读到的内容或接手的同事")
    pages: Pages = Field(default_factory=list)
    reason: Reason = ""
    sentence: Reason = Field(default="", description="写入文书的一句")

    @property
    def given(self) -> Given:
        """What is given beside the key."""
        return Given(self.value, tuple(self.pages), self.reason, self.sentence)


class WithdrawAnswerBody(_Body):
    """What is taken back; empty: what was said last."""

    ruling: Id = ""


class UnitBody(_Body):
    """The applicant's name."""

    unit: Annotated[str, Field(min_length=2, max_length=100)]


class ReceivedBody(_Body):
    """When the material was received, and why that is corrected."""

    received_at: Moment
    reason: Why


class ValueBody(_Body):
    """A value as it stands on a page."""

    page: int = Field(ge=1)
    document: Code
    field: Code
    text: Why


class PageMaterialBody(_Body):
    """The material that a page belongs to; empty: none."""

    material: Code = ""


class DiscardBody(_Body):
    """Pages that do not count, and why."""

    pages: Annotated[Pages, Field(json_schema_extra={"minItems": 1})]
    reason: Why


class StrikeBody(_Body):
    """A finding that is wrong, and why."""

    finding: Id
    reason: Why


class AddBody(_Body):
    """What the sender has to mend beside what was found."""

    code: Code
    sentence: Why
    pages: Pages = Field(default_factory=list)
    material: Code = ""


class ChoiceBody(BaseModel):
    """One answer: ``asks`` says what it needs beside its key."""

    key: int
    word: str
    says: str
    asks: str


class QuestionBody(BaseModel):
    """One question; ``settles`` counts the findings that one answer settles."""

    key: str
    kind: str
    label: str
    sentence: str
    why: str
    pages: list[int]
    material: str
    settles: int
    answers: list[ChoiceBody]
    evidence: str = Field(description="旁边画出什么")
    before: str = Field(default="", description="再次问到之前的回答")
    again: str = Field(default="", description="为何再次问到：材料有变化、对方或主管已答复")
    waits: str = Field(default="", description="留待主管、对方、纸质原件或改办的回答")

    @classmethod
    def of(cls, asked: Asked) -> QuestionBody:
        """Return the body of a question."""
        one: Question = asked.question
        return cls(
            key=one.key, kind=one.kind, label=one.label, sentence=one.sentence, why=one.why, pages=list(one.pages),
            material=one.material, settles=len(one.settles), evidence=one.evidence.kind,
            answers=[ChoiceBody(key=it.key, word=it.word, says=it.says, asks=it.asks) for it in one.answers],
            before=asked.before.shown.word if asked.before else "", again=asked.again,
            waits=asked.waits.shown.word if asked.waits else "",
        )  # fmt: skip


class RulingBody(BaseModel):
    """What an officer said."""

    id: str
    kind: str
    question: str
    label: str
    sentence: str
    word: str
    says: str
    reason: str
    before: str
    life: str
    officer: str
    at: datetime

    @classmethod
    def of(cls, kept: KeptRuling) -> RulingBody:
        """Return the body of a ruling."""
        shown = kept.shown
        return cls(
            id=kept.id, kind=kept.ruling.kind, question=kept.question, label=shown.label, sentence=shown.sentence,
            word=shown.word, says=shown.says, reason=shown.reason, before=shown.before, life=kept.life,
            officer=kept.officer, at=kept.at,
        )  # fmt: skip


class FindingBody(BaseModel):
    """A finding with the key by which it is struck."""

    key: str
    code: str
    severity: str
    message: str
    pages: list[int]


class QuestionsBody(BaseModel):
    """What is asked of a case and what was said of it; ``version`` goes into ``If-Match``."""

    version: int
    outcome: str
    open: list[QuestionBody]
    waiting: list[QuestionBody]
    said: list[RulingBody]
    findings: list[FindingBody]

    @classmethod
    def of(cls, view: QuestionsView, version: int, revision: int) -> QuestionsBody:
        """Return the body of a case's questions."""
        seen = Seen.of(view.report, revision)
        return cls(
            version=version, outcome=view.report.outcome, open=[QuestionBody.of(one) for one in view.open],
            waiting=[QuestionBody.of(one) for one in view.waiting], said=[RulingBody.of(one) for one in view.said],
            findings=[
                FindingBody(key=cause_of(one, seen).key, code=one.code, severity=one.severity, message=one.message,
                            pages=list(one.all_pages))
                for one in view.report.findings
            ],
        )  # fmt: skip
