"""Standing: all that is known of a case when somebody wants to move it, and the clocks that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time

import sqlalchemy as sa

from cases.case import Case, Flag
from cases.chronicle import Chronicle, read_chronicle
from cases.clocks import Clock, ClockKind, Milestones, Pause, running
from cases.lifecycle import ENDED_STATES, State
from cases.moves import Circumstances, Handling
from cases.working_days import receipt_date
from casework.item_rules import handling_of, needs_call, processes_first, terms_of
from casework.services import Services
from catalogue.model import ServiceItem
from record import audit
from record.letters import LetterRepository
from record.repository import BEIJING, CaseRepository
from record.tolerances import Debt, DebtState, ToleranceRepository

_ANNOUNCE_DECISION = frozenset({"granted", "refused", "receipt-certificate", "completion"})


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a case.

    Attributes:
        process_first: The item is handled while materials are owed (先办后补).
        chronicle: What the record says.
        debts: What is owed.
        clocks: Those that run, in order of their due dates.
    """

    case: Case
    item: ServiceItem | None
    process_first: bool
    chronicle: Chronicle
    debts: tuple[Debt, ...]
    clocks: tuple[Clock, ...]

    @property
    def handling(self) -> Handling | None:
        """How the case is handled."""
        return handling_of(self.item)

    def clock(self, kind: ClockKind) -> Clock | None:
        """Return the running clock of a kind."""
        return next((one for one in self.clocks if one.kind is kind), None)

    def circumstances(self, reason: str = "", visitors: int | None = None) -> Circumstances:
        """Return what the rules of moves ask about."""
        known, item = self.chronicle, self.item
        publishes = item is not None and item.deadlines.publish is not None
        return Circumstances(
            handling=self.handling, reason=reason, open_debts=len(self.debts), process_first=self.process_first,
            extended=known.extended, corrections=known.corrections, new_material=known.new_material,
            paper_needed=item is not None and item.paper_required and known.paper_on is None,
            visit_open=known.visit_open, visitors=known.visitors if visitors is None else visitors,
            call_needed=needs_call(item) and not known.verified,
            published=known.published is not None or not publishes, paper_differed=known.paper_differed,
            guided=known.guided is not None, singled_out=Flag.CASE_BY_CASE in self.case.flags,
        )


def item_of_case(services: Services, case: Case) -> ServiceItem | None:
    """Return the item of a case in the version in force when the case was received."""
    return services.catalogue.item(case.item, receipt_date(case.received_at)) if case.item else None


def standing_of(connection: sa.Connection, services: Services, case: Case) -> Standing:
    """Gather what is known of a case from its row, its record, its letters and the ledger."""
    item = item_of_case(services, case)
    known = read_chronicle(receipt_date(case.received_at), audit.history(connection, case.id))
    debts = tuple(ToleranceRepository(connection).owed(case.id))
    delivered = known.informed or _told(connection, case)
    clocks = _clocks(services, case, item, known, debts, delivered)
    return Standing(case, item, processes_first(item, services.office), known, debts, clocks)


def show_dues(connection: sa.Connection, services: Services, case: Case) -> Case:
    """Write into the case's row what its clocks say now, so that lists can be filtered by it; return the case."""
    return write_dues(connection, case, standing_of(connection, services, case).clocks)


def write_dues(connection: sa.Connection, case: Case, clocks: tuple[Clock, ...]) -> Case:
    """Write the dates of these clocks into the case's row where they differ; return the case."""
    notice = _end_of(next((one.due for one in clocks if one.kind is ClockKind.NOTICE), None))
    due = _end_of(next((one.due for one in clocks if one.due is not None), None))
    if (case.notice_due, case.due_at) == (notice, due):
        return case
    repository = CaseRepository(connection)
    repository.show_dues(case.id, notice, due)
    return repository.get(case.id)


def _clocks(
    services: Services, case: Case, item: ServiceItem | None, known: Chronicle, debts: tuple[Debt, ...],
    delivered: date | None,
) -> tuple[Clock, ...]:
    owed = min((debt.due for debt in debts if debt.due is not None and debt.state is DebtState.OPEN), default=None)
    answered = known.answered
    if answered is None and handling_of(item) is not Handling.PERMIT:
        answered = known.guided  # a promise of the office is kept by showing the right way, a statute is not
    accepted = known.accepted
    if known.electronic and services.office.acceptance_event == "paper":
        accepted = known.paper_on  # domain f3
    milestones = Milestones(
        received=known.received, answered=answered, accepted=accepted, decided=known.decided,
        delivered=delivered, published=known.published, extended=known.extended,
        guided=known.guided if case.state is State.REVIEW else None,
        supplement_due=known.supplement_due if case.state is State.CORRECTION else None, tolerance_due=owed, owed=True,
    )
    found = running(milestones, terms_of(item), _pauses(case, known), services.catalogue.day_overrides)
    if case.state in ENDED_STATES:  # of an ended case only what is owed still runs (先办后补)
        return tuple(one for one in found if one.kind is ClockKind.TOLERANCE)
    return found


def _pauses(case: Case, known: Chronicle) -> tuple[Pause, ...]:
    """Add the pause of a complaint: it is registered and kept, its clock stands (S000 二(七))."""
    if Flag.COMPLAINT not in case.flags or known.accepted is not None or known.resumed is not None:
        return known.pauses
    return (*known.pauses, Pause(known.received, None, "投诉举报，先登记留存材料"))


def _told(connection: sa.Connection, case: Case) -> date | None:
    """Return the day on which the letter about the decision left."""
    sent = [
        one.sent_at for one in LetterRepository(connection).of_case(case.id)
        if one.kind in _ANNOUNCE_DECISION and one.sent_at is not None
    ]
    return receipt_date(min(sent)) if sent else None


def _end_of(day: date | None) -> datetime | None:
    return datetime.combine(day, time(23, 59, 59), tzinfo=BEIJING) if day is not None else None
