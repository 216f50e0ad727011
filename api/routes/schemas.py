"""Bodies of requests and answers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, Field

from cases.case import Case, Letter
from cases.clocks import CLOCK_NAMES, Clock
from cases.lifecycle import STATE_NAMES
from cases.names.private_numbers import cover_identity_numbers
from cases.waiting import Lease, WaitingAct
from casework.case_view import CaseView
from casework.debts import due_text
from record.tolerances import DEBT_STATE_NAMES, Debt


class ErrorBody(BaseModel):
    """Every refusal: a fixed code and a Chinese sentence."""

    code: str
    message: str
    detail: dict[str, Any]


class CaseBody(BaseModel):
    """A case in a list; ``version`` goes into ``If-Match``."""

    id: str
    number: str
    unit: str | None
    item: str | None
    item_name: str
    state: str
    state_name: str
    outcome: str | None
    version: int
    revision: int
    flags: list[str]
    channel: str
    received_at: datetime
    due_at: datetime | None

    @classmethod
    def of(cls, case: Case) -> CaseBody:
        """Return the body of a case."""
        values = {name: getattr(case, name) for name in cls.model_fields if name != "state_name"}
        return cls(**{**values, "flags": list(case.flags), "state_name": STATE_NAMES[case.state]})


class LetterBody(BaseModel):
    """A letter without its bytes."""

    id: str
    case_id: str
    kind: str
    round: int
    state: str
    automatic: bool
    recipient: str | None
    subject: str
    text: str
    message_id: str
    created_at: datetime
    sent_at: datetime | None

    @classmethod
    def of(cls, letter: Letter) -> LetterBody:
        """Return the body of a letter."""
        return cls(**{name: getattr(letter, name) for name in cls.model_fields})


class EvidencePartBody(BaseModel):
    """A picture beside a question; fetch it under ``/evidence/{key}/{name}.png``."""

    name: str
    caption: str
    alternative: str
    spot: int
    page: int


class EvidenceBody(BaseModel):
    """What stands beside a question.

    ``letters`` are those of the name that is expected, each with whether it is in doubt.
    """

    kind: str
    letters: list[tuple[str, bool]]
    parts: list[EvidencePartBody]
    facts: list[tuple[str, str]]


class DraftBody(BaseModel):
    """The letter of a case in review as it would leave now; ``body`` is the part that an officer may add to."""

    outcome: str
    event: str | None
    kind: str
    subject: str
    text: str
    body: str
    held: str | None
    open_questions: int


class FileBody(BaseModel):
    """A file of a case; fetch it under ``/files/{position}``.

    ``discarded`` is why an officer leaves it out of the judgement, null for one that counts.
    """

    id: str
    position: int
    revision: int
    name: str
    stored_name: str
    kind: str
    size: int
    sha256: str
    discarded: str | None


class JoinedBody(BaseModel):
    """A message that belongs to a case; fetch it under ``/messages/{message_id}``."""

    message_id: str
    revision: int
    subject: str
    body: str


class TaskBody(BaseModel):
    """Something an officer has to do for a case; tick it off under ``/tasks/{id}/done``."""

    id: str
    kind: str
    text: str
    created_at: datetime
    done_at: datetime | None


class HistoryBody(BaseModel):
    """One line of the audit record."""

    at: datetime
    actor: str
    event: str
    before: str | None
    after: str | None
    detail: dict[str, Any]


class ClockBody(BaseModel):
    """A running clock; ``due`` is null while it stands still or its anchor date is not set."""

    kind: str
    name: str
    start: date
    due: date | None
    provisional: bool = Field(description="当年放假安排尚未公布，日期为暂定")

    @classmethod
    def of(cls, clock: Clock) -> ClockBody:
        """Return the body of a clock."""
        values = {name: getattr(clock, name) for name in cls.model_fields if name != "name"}
        return cls(**{**values, "kind": str(clock.kind), "name": CLOCK_NAMES[clock.kind]})


class DebtBody(BaseModel):
    """One row of the ledger of tolerated materials (容缺台账)."""

    id: str
    case_id: str
    unit: str | None
    material: str
    material_name: str
    handling: str
    basis: str
    granted_on: date
    due: date | None
    due_text: str = Field(description="尚无日期时的期限，如“疫情解除后三个月内”")
    state: str
    state_name: str
    settled_at: datetime | None
    settled_by: str

    @classmethod
    def of(cls, debt: Debt) -> DebtBody:
        """Return the body of a debt."""
        shown = {"due_text": due_text(debt), "state_name": DEBT_STATE_NAMES[debt.state]}
        values: dict[str, Any] = {name: getattr(debt, name) for name in cls.model_fields if name not in shown}
        return cls(**{**values, **shown})


class DebtPage(BaseModel):
    """A page of the ledger; ask again with ``after=next`` until ``next`` is null."""

    tolerances: list[DebtBody]
    next: str | None


class AnchorAnswer(BaseModel):
    """A date that periods begin with; null until an administrator sets it."""

    name: str
    meaning: str
    day: date | None


class LeaseBody(BaseModel):
    """Who has a case open; ``officer`` is null where nobody has."""

    officer: str | None
    until: datetime | None
    wanted_by: str = Field(default="", description="谁请求让出")

    @classmethod
    def of(cls, lease: Lease | None) -> LeaseBody:
        """Return the body of a lease."""
        if lease is None:
            return cls(officer=None, until=None)
        return cls(officer=lease.officer, until=lease.until, wanted_by=lease.wanted_by)


class WaitingBody(BaseModel):
    """An act that waits: for its minute to be over (``leaving``), or for a second officer (``proposed``)."""

    id: str
    case_id: str
    stage: str
    officer: str
    letter_kind: str
    subject: str
    text: str
    leaves_at: datetime | None
    second: str
    note: str
    made_at: datetime

    @classmethod
    def of(cls, act: WaitingAct) -> WaitingBody:
        """Return the body of an act."""
        return cls(**{name: getattr(act, name) for name in cls.model_fields})


class CaseDetailBody(CaseBody):
    """A case with all that hangs on it."""

    assigned_to: str | None
    clocks: list[ClockBody] = Field(default_factory=list)
    debts: list[DebtBody] = Field(default_factory=list)
    applicant: str | None
    telephone: str | None
    subject: str
    files: list[FileBody] = Field(default_factory=list)
    messages: list[JoinedBody] = Field(default_factory=list)
    letters: list[LetterBody] = Field(default_factory=list)
    tasks: list[TaskBody] = Field(default_factory=list)
    history: list[HistoryBody] = Field(default_factory=list)
    lease: LeaseBody | None = None
    waiting: WaitingBody | None = None

    @classmethod
    def of_view(cls, view: CaseView) -> CaseDetailBody:
        """Return the body of a case with all that hangs on it."""
        case = view.case
        return cls(
            **CaseBody.of(case).model_dump(), applicant=case.applicant, telephone=case.telephone,
            subject=cover_identity_numbers(case.subject), assigned_to=view.assigned_to,
            clocks=[ClockBody.of(one) for one in view.clocks],
            debts=[DebtBody.of(one) for one in view.debts],
            files=[FileBody(**{name: getattr(one, name) for name in FileBody.model_fields})
                   for one in (*view.files, *view.discarded)],
            messages=[JoinedBody(**{name: one[name] for name in JoinedBody.model_fields}) for one in view.messages],
            letters=[LetterBody.of(one) for one in view.letters],
            lease=LeaseBody.of(view.lease) if view.lease is not None else None,
            waiting=WaitingBody.of(view.waiting) if view.waiting is not None else None,
            tasks=[TaskBody(**{name: one[name] for name in TaskBody.model_fields}) for one in view.tasks],
            history=[
                HistoryBody(**{name: getattr(one, name) for name in HistoryBody.model_fields}) for one in view.history
            ],
        )


class CasePage(BaseModel):
    """A page of a list; ask again with ``after=next`` until ``next`` is null."""

    cases: list[CaseBody]
    next: str | None


class MessageBody(BaseModel):
    """A row of the ledger of messages; ``note`` says why nothing followed."""

    id: str
    account: str
    channel: str
    state: str
    note: str
    sender: str | None
    telephone: str | None
    size: int
    received_at: datetime


class MessagePage(BaseModel):
    """A page of the ledger; ask again with ``after=next`` until ``next`` is null."""

    messages: list[MessageBody]
    next: str | None


class SubmissionBody(BaseModel):
    """What an upload became."""

    message: str
    accepted: int


class DeadlineBody(BaseModel):
    """A period of an item; ``confirmed: false`` is 待确认: the office has to check it against its source."""

    name: str
    label: str
    value: int | str
    unit: str
    source: str
    confirmed: bool


class ItemBody(BaseModel):
    """A business item with its material list and its periods; ``confirmed: false`` is 待确认.

    ``list_state`` says whether this office stands by the list (``confirmed``) or has still to say so (``proposed``).
    """

    code: str
    name: str
    aliases: list[str]
    channel: str
    version: str
    source: str
    confirmed: bool
    list_state: str
    list_note: str
    materials: list[dict[str, Any]]
    deadlines: list[DeadlineBody]


class ListedBody(BaseModel):
    """A list of another office that names the unit of a case; ``matched_by`` says in words how it was found."""

    list: str
    list_name: str
    confirmed_by: str
    unit: str
    credit_code: str
    source: str
    matched_by: str
    imported_at: datetime


class HealthBody(BaseModel):
    """Whether the service can work; ``schema_revision`` is None where the database does not answer.

    ``skipped_messages`` are messages and folders that cannot be fetched; ``older_messages`` came before the mailboxes
    were ours. ``refused_accounts`` counts outgoing accounts that the mail server refuses, so that their letters wait;
    ``data_private`` is None where the service has no data folder. ``sandbox`` tells how far what parses files is
    shut in: ``strict``, ``partial`` or ``limits``. ``epidemic_end`` is null until it is set;
    ``emergency_rules_until`` is the last day of receipt that rules which end with it cover, set or presumed.
    """

    status: str
    database: bool
    schema_revision: str | None
    schema_fits: bool
    queue: bool | None
    open_steps: int
    refused_accounts: int
    data_private: bool | None
    sandbox: str
    skipped_messages: int
    older_messages: int
    office: str
    catalogue: str
    epidemic_end: date | None
    emergency_rules_until: date | None
