"""The batch: held letters of cases in which nothing was found, let leave together after a look at each.

What bears a seal is never among them, nor what another officer has open or has to approve.
"""

from __future__ import annotations

from dataclasses import dataclass

from cases.case import Case, Flag, Letter, LetterState
from cases.errors import MoveNotAllowed
from cases.finding import Severity
from cases.lifecycle import STATE_NAMES
from cases.moves import Handling
from cases.report import Outcome, Report
from casework.leases import go_on
from casework.reports import known_report
from casework.waiting.asked import Act, Asked
from casework.waiting.leaving import let_leave
from casework.work import Work
from record.officers import Officer
from replies.letter_of_event import EVENT_OF_LETTER

LARGEST = 40
"""Letters of one batch: as many as can be looked at in one go."""

_CLEAN = frozenset({Severity.NOTICE, Severity.HINT})


@dataclass(frozen=True, slots=True)
class CleanDraft:
    """A letter that may leave with others."""

    case: Case
    letter: Letter
    report: Report


def clean_drafts(work: Work, officer: Officer) -> list[CleanDraft]:
    """Return the letters that an officer may let leave together, what is due first first."""
    letters = work.letters.held(officer.scope, Outcome.ACCEPT, 3 * LARGEST)
    leases = work.leases.of_cases([one.case_id for one in letters], work.now)
    found = []
    for letter in letters:
        case, lease = work.cases.get(letter.case_id), leases.get(letter.case_id)
        free = lease is None or lease.officer == officer.name
        report = known_report(work, case)
        if free and _is_clean(work, case, letter, report):
            found.append(CleanDraft(case, letter, report))
    return found[:LARGEST]


def send_clean(work: Work, letter_id: str, officer: Officer) -> Case:
    """Let one letter of a batch leave, if nothing has come up since it was shown.

    Raises:
        MoveNotAllowed: It has to be looked at alone.
        CaseTaken, ActWaits, NotPermitted: As for one letter.
    """
    letter = work.letters.get(letter_id, officer.scope)
    case = work.cases.get(letter.case_id)
    go_on(work, case, officer)
    if not _is_clean(work, case, letter, known_report(work, case)):
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event="批量发出", reason="这一件须逐件核对")
    return let_leave(work, case, Asked(Act.SEND, letter=letter.id), officer)


def _is_clean(work: Work, case: Case, letter: Letter, report: Report) -> bool:
    """Tell whether nothing was found in a case and its letter needs no seal and no second officer."""
    waits = letter.state is LetterState.HELD and letter.round == case.revision and letter.kind in EVENT_OF_LETTER
    if not waits or letter.recipient is None or {Flag.LEAVING, Flag.PROPOSED}.intersection(case.flags):
        return False
    if case.item in work.office.two_stage:
        return False
    if report.outcome is not Outcome.ACCEPT or any(one.severity not in _CLEAN for one in report.findings):
        return False
    permit = work.situation(case).handling is Handling.PERMIT
    return not work.catalogue.letters[letter.kind].is_sealed(permit)
