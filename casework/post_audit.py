"""The check after the event (后审核、结算、稽核内审): an auditor enters its finding and clears the mark (domain b1)."""

from __future__ import annotations

from cases.case import Case, Flag
from cases.errors import MoveNotAllowed, NotPermitted, RequestInvalid
from cases.history import AuditEvent
from cases.lifecycle import DECIDED_STATES, STATE_NAMES
from casework.acts import LONGEST_NOTE
from casework.case_moves import change_flags
from casework.work import Work
from record.officers import Officer

ACTION = "登记事后审核"


def enter_audit(work: Work, case: Case, officer: Officer, note: str) -> Case:
    """Enter an auditor's finding about a case that is through, and clear ``post-audit-required``.

    A case that is still open is marked again by its next judgement, so its mark cannot be cleared before.

    Raises:
        NotPermitted: Only an auditor audits.
        RequestInvalid: The finding is empty.
        MoveNotAllowed: The case is still being handled.
    """
    if officer.role != "auditor":
        raise NotPermitted(action=ACTION)
    if not note.strip():
        raise RequestInvalid(reason="请填写稽核意见")
    if case.state not in DECIDED_STATES:
        reason = "事后审核须在作出决定、办结之后"
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event=ACTION, reason=reason)
    marked = Flag.POST_AUDIT in case.flags
    work.record(AuditEvent.AUDITED, case.id, officer.name, note=note[:LONGEST_NOTE], cleared=marked)
    return work.cases.change(case, work.now, flags=change_flags(case.flags, lowered=(Flag.POST_AUDIT,)))
