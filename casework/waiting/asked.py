"""What an officer asks for, as a value that can be kept, and how it is carried out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pydantic import TypeAdapter

from cases.case import Case, Letter
from cases.errors import NotFound
from cases.lifecycle import Event
from cases.report import Outcome
from casework.decisions import decide, send_held
from casework.letters.sealing import send_sealed
from casework.registering import NOT_YET, Comparison, arrange_visit, receive_paper, settle, withdraw
from casework.unanswered import refuse_unanswered, refuse_undecided
from casework.work import Work
from record.officers import Officer
from record.tolerances import DebtState
from replies.particulars import NOTHING_MORE, Particulars


class Act(StrEnum):
    """Acts of officers by which a letter leaves."""

    DECISION = "decision"
    SEND = "send"
    SEALED = "sealed"
    WITHDRAW = "withdraw"
    VISIT = "site-visit"
    PAPER = "paper"
    SETTLE = "settle"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a case.

    Attributes:
        outcome, event: The decision, as one of the two.
        letter: Id of the letter that is sent.
        scan: Digest of its sealed paper in the store.
        comparison: What comparing paper showed.
        material, debt: A debt, and how it is settled.
        stated: What else was stated.
    """

    act: Act
    outcome: Outcome | None = None
    event: Event | None = None
    letter: str = ""
    scan: str = ""
    comparison: Comparison = NOT_YET
    material: str = ""
    debt: DebtState | None = None
    stated: Particulars = NOTHING_MORE

    @classmethod
    def decision(cls, choice: Outcome | Event, stated: Particulars = NOTHING_MORE) -> Asked:
        """Return a decision as it is asked for."""
        if isinstance(choice, Outcome):
            return cls(Act.DECISION, outcome=choice, stated=stated)
        return cls(Act.DECISION, event=choice, stated=stated)

    def kept(self) -> dict[str, object]:
        """Return it as plain values."""
        return dict(_ASKED.dump_python(self, mode="json"))

    @classmethod
    def read(cls, kept: Mapping[str, object]) -> Asked:
        """Return what was kept."""
        return _ASKED.validate_python(kept)


_ASKED: TypeAdapter[Asked] = TypeAdapter(Asked)


def carry_out(work: Work, case: Case, asked: Asked, officer: Officer) -> Case:
    """Do what is asked and return the case after it.

    Raises:
        NotPermitted, MoveNotAllowed, RequestInvalid: As the act itself.
        NotFound: The letter is none of the case.
    """
    if asked.act is Act.SEND:
        letter = _letter_of(work, case, asked)
        refuse_undecided(work, case, letter, officer)
        send_held(work, letter, officer)
        return work.cases.get(case.id)
    if asked.act is Act.SEALED:
        send_sealed(work, _letter_of(work, case, asked), officer, work.store.get(asked.scan))
        return work.cases.get(case.id)
    if asked.act is Act.WITHDRAW:
        return withdraw(work, case, officer, asked.stated.note)
    if asked.act is Act.VISIT:
        return arrange_visit(work, case, officer, asked.stated)
    if asked.act is Act.PAPER:
        return receive_paper(work, case, officer, asked.stated, asked.comparison)
    if asked.act is Act.SETTLE:
        assert asked.debt is not None
        return settle(work, case, asked.material, asked.debt, officer, asked.stated.note)
    choice = asked.outcome if asked.outcome is not None else asked.event
    assert choice is not None
    refuse_unanswered(work, case, officer, asked.stated.note)
    return decide(work, case, choice, officer, asked.stated)


def _letter_of(work: Work, case: Case, asked: Asked) -> Letter:
    """Return the letter that leaves by an act: one of the case alone, for that is what the officer may see."""
    letter = work.letters.get(asked.letter)
    if letter.case_id != case.id:
        raise NotFound(what="该信件")
    return letter
