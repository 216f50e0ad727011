"""Letters that wait for the seal alone: what they announce is decided already."""

from __future__ import annotations

from cases.case import Case, Letter, LetterState
from cases.lifecycle import ENDED_STATES
from casework.work import Work

ACCEPTANCE = "acceptance"
"""The written decision to accept (受理决定书) that follows a permit's electronic pass."""


def kept_for_seal(work: Work, case: Case) -> tuple[str, ...]:
    """Return the ids of letters that wait for the seal alone: no later act makes them void."""
    held = decision_of_acceptance(work, case)
    waits = held is not None and held.state is LetterState.HELD and case.state not in ENDED_STATES
    accepted = work.situation(case).chronicle.accepted is not None
    return (held.id,) if held is not None and waits and accepted else ()


def decision_of_acceptance(work: Work, case: Case) -> Letter | None:
    """Return the newest decision to accept that counts, None before there is one."""
    letters = reversed(work.letters.of_case(case.id))
    return next((one for one in letters if one.kind == ACCEPTANCE and one.state is not LetterState.VOID), None)
