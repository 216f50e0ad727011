"""Situation: all that is known of a case when somebody wants to move it, and the clocks that follow from it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from cases.case import Case, Flag, Letter
from cases.chronicle import Chronicle, read_chronicle
from cases.clocks import Clock, ClockKind, Milestones, Pause, running
from cases.history import AuditRecord
from cases.lifecycle import ENDED_STATES, Event, State
from cases.moves import Circumstances, Handling
from cases.working_days import receipt_date
from casework.item_rules import handling_of, needs_call, processes_first, terms_of
from catalogue.model import Office, ServiceItem
from record.tolerances import OWED, Debt, DebtState
from replies.letter_of_event import letters_of

_ANNOUNCE_DECISION = letters_of(Event.GRANT, Event.DENY, Event.CERTIFY, Event.CLOSE)


@dataclass(frozen=True, slots=True)
class Rules:
    """What a case is handled by: its item in the version in force at its receipt, its office, the office's days."""

    item: ServiceItem | None
    office: Office
    day_overrides: dict[date, bool]


@dataclass(frozen=True, slots=True)
class Situation:
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
        """How the case is handled; a question is handled as no item is, whatever it asks about."""
        return None if Flag.INQUIRY in self.case.flags else handling_of(self.item)

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
            guided=known.guided is not None or Flag.INQUIRY in self.case.flags,
            singled_out=Flag.CASE_BY_CASE in self.case.flags,
        )


def situation_of(
    case: Case, rules: Rules, lines: Iterable[AuditRecord], ledger: Iterable[Debt], letters: Sequence[Letter]
) -> Situation:
    """Put together what is known of a case from its row, its record, the ledger's rows about it and its letters."""
    known = read_chronicle(receipt_date(case.received_at), lines)
    entered = tuple(ledger)
    debts = tuple(debt for debt in entered if debt.state in OWED)
    first = processes_first(rules.item, rules.office)
    known = known if first else replace(known, pauses=(*known.pauses, *_collected_later(entered)))
    delivered = known.informed or _told(letters)
    clocks = _clocks(case, rules, known, debts, delivered)
    return Situation(case, rules.item, first, known, debts, clocks)


def _collected_later(ledger: Sequence[Debt]) -> Iterator[Pause]:
    """Yield the time in which a case waits for what the office asks for later: it goes on when all of it is there."""
    later = [debt for debt in ledger if debt.by_notice]
    if later:
        settled = [receipt_date(debt.settled_at) for debt in later if debt.settled_at is not None]
        until = max(settled) - timedelta(days=1) if len(settled) == len(later) else None
        yield Pause(min(debt.granted_on for debt in later), until, "疫情解除后收取材料，收齐后办理")


def _clocks(
    case: Case, rules: Rules, known: Chronicle, debts: tuple[Debt, ...], delivered: date | None
) -> tuple[Clock, ...]:
    item = rules.item
    owed = min((debt.due for debt in debts if debt.due is not None and debt.state is DebtState.OPEN), default=None)
    answered = known.answered
    if answered is None and (handling_of(item) is not Handling.PERMIT or Flag.INQUIRY in case.flags):
        answered = known.guided  # a promise of the office is kept by showing the right way, a statute is not
    accepted = known.accepted
    if known.electronic and rules.office.acceptance_event == "paper":
        accepted = known.paper_on  # domain f3
    milestones = Milestones(
        received=known.received, answered=answered, accepted=accepted, decided=known.decided,
        delivered=delivered, published=known.published, extended=known.extended,
        guided=known.guided if case.state is State.REVIEW else None,
        supplement_due=known.supplement_due if case.state is State.CORRECTION else None, tolerance_due=owed, owed=True,
    )
    found = running(milestones, terms_of(item), _pauses(case, known), rules.day_overrides)
    if case.state in ENDED_STATES:  # of an ended case only what is owed still runs (先办后补)
        return tuple(one for one in found if one.kind is ClockKind.TOLERANCE)
    return found


def _pauses(case: Case, known: Chronicle) -> tuple[Pause, ...]:
    """Add the pause of a complaint: it is registered and kept, its clock stands (S000 二(七))."""
    if Flag.COMPLAINT not in case.flags or known.accepted is not None or known.resumed is not None:
        return known.pauses
    return (*known.pauses, Pause(known.received, None, "投诉举报，先登记留存材料"))


def _told(letters: Sequence[Letter]) -> date | None:
    """Return the day on which the letter about the decision left."""
    sent = [one.sent_at for one in letters if one.kind in _ANNOUNCE_DECISION and one.sent_at is not None]
    return receipt_date(min(sent)) if sent else None
