"""Cases whose letter waits for an officer."""

from __future__ import annotations

from typing import Any

from cases.case import Case
from cases.finding import Finding, Severity
from cases.lifecycle import State
from tests.office.counter import Counter

DOUBT = Finding("seal-uncertain", Severity.REVIEW, "第1页的公章不能确认。", page=1)


def held_case(counter: Counter, *findings: Finding, **values: Any) -> Case:
    """Judge a case of a doubtful seal, so that an officer decides it."""
    case = counter.judge(counter.open(**values), *(findings or (DOUBT,)))
    assert case.state is State.REVIEW
    return case
