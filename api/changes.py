"""What officers change: one key, one transaction, one answer; of a case also the version that was seen."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, fields
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, TypeAdapter

from cases.case import Case
from cases.errors import VersionConflict
from casework.leases import go_on
from casework.services import Services
from casework.waiting.proposals import step_in
from casework.work import Work
from record.officers import Officer

T = TypeVar("T")
B = TypeVar("B", bound=BaseModel)
_CASE: TypeAdapter[Case] = TypeAdapter(Case)
_CASE_FIELDS = frozenset(field.name for field in fields(Case))


@dataclass(frozen=True, slots=True)
class Request:
    """One request of an officer.

    Attributes:
        key: The caller's key: the same key again is the same request.
        asked: What is asked, first the name of the act: one key may not stand for two.
    """

    officer: Officer
    key: str
    asked: tuple[Any, ...]

    @property
    def text(self) -> str:
        """What is asked, in one text that tells requests apart."""
        return json.dumps(self.asked, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """How an answer is kept, and read again."""

    keep: Callable[[T], dict[str, Any]]
    read: Callable[[Work, dict[str, Any]], T]


def form_of(body: type[B]) -> Form[B]:
    """Return how a body of the interface is kept."""
    return Form(lambda answer: answer.model_dump(mode="json"), lambda _, kept: body.model_validate(kept))


def answer_once(services: Services, request: Request, form: Form[T], act: Callable[[Work], T]) -> T:
    """Do what is asked and keep the answer, or return what the same request was answered before (trust I18).

    Args:
        services: What the flow works with.
        request: Who asks what.
        form: How the answer is kept.
        act: Does it, in the transaction in which the answer is kept.

    Raises:
        KeyReused: The key stands for another request.
    """
    with services.work() as work:
        earlier = work.officers.earlier_answer(request.officer, request.key, request.text)
        if earlier is not None:
            return form.read(work, earlier)
        answer = act(work)
        work.officers.keep_answer(request.officer, request.key, request.text, form.keep(answer), work.now)
    return answer


@dataclass(frozen=True, slots=True)
class CaseChange:
    """One change of a case that an officer has just looked at.

    Attributes:
        case_id: Id or number.
        version: Version that was seen.
        key: The caller's key.
    """

    services: Services
    officer: Officer
    case_id: str
    version: int
    key: str

    def make(
        self, act: str, body: BaseModel, change: Callable[[Work, Case], Case], *, beside: bool = False
    ) -> Case:
        """Do what is asked of the case and return it; the same key again gets the case of the first answer.

        Args:
            act: Name of the act.
            body: What was asked.
            change: Does it, in the transaction.
            beside: It may be done beside whoever has the case open, and while a letter waits to leave.

        Raises:
            CaseNotFound: No such case in the officer's office.
            KeyReused: The key stands for another request.
            VersionConflict: Somebody else changed the case.
            CaseTaken: Somebody else has it open.
            ActWaits: A letter of it waits to leave, or the officer's own proposal for a second one.
        """
        request = Request(self.officer, self.key, (act, self.case_id, body.model_dump(mode="json")))
        return answer_once(self.services, request, _CASE_FORM, lambda work: self._changed(work, change, beside))

    def _changed(self, work: Work, change: Callable[[Work, Case], Case], beside: bool) -> Case:
        case = work.cases.get(self.case_id, self.officer.scope)
        if case.version != self.version:
            raise VersionConflict(expected=self.version, actual=case.version)
        if not beside:
            go_on(work, case, self.officer)
            case = step_in(work, case, self.officer)
        return change(work, case)


def _kept_case(case: Case) -> dict[str, Any]:
    return dict(_CASE.dump_python(case, mode="json"))


def _case_of(work: Work, kept: dict[str, Any]) -> Case:
    """Return a case as it was answered; what an answer of an earlier version did not keep is as it is now."""
    now = _kept_case(work.cases.get(kept["id"]))
    return _CASE.validate_python({**now, **{name: kept[name] for name in kept if name in _CASE_FIELDS}})


_CASE_FORM = Form(_kept_case, _case_of)
