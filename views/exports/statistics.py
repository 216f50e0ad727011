"""Statistics of a period, as :mod:`docs/exports.md` defines each figure: pure, over a stream of courses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from statistics import median

from cases.finding import Severity
from cases.history import AuditRecord
from cases.lifecycle import ANSWERS, COMPLETING, DECISIONS, Event
from cases.working_days import NO_OVERRIDES, receipt_date, working_days_between
from record.case_histories import Course, Judgement

_DEFECTS = frozenset({Severity.BLOCKING, Severity.TOLERABLE})
_JOINED = frozenset({Event.MERGE})


@dataclass(slots=True)
class Tally:
    """Figures of a group of cases.

    Attributes:
        answered: Cases whose material was answered: see :data:`cases.lifecycle.ANSWERS`.
        passed: Of these, the cases whose first answer asked for nothing more.
        notice_days: Working days from receipt to the first answer, one entry per answered case.
        decision_days: Working days from acceptance to the decision on a permit.
    """

    received: int = 0
    answered: int = 0
    passed: int = 0
    notice_days: list[int] = field(default_factory=list)
    decision_days: list[int] = field(default_factory=list)

    def add(self, answer: str | None, notice: int | None, decision: int | None) -> None:
        """Add one case: its first answer, and the working days that answer and decision took."""
        self.received += 1
        self.answered += answer is not None
        self.passed += answer in COMPLETING
        self.notice_days += [notice] if notice is not None else []
        self.decision_days += [decision] if decision is not None else []

    @property
    def pass_rate(self) -> float | None:
        """First-time pass rate, None while nothing is answered."""
        return self.passed / self.answered if self.answered else None


@dataclass(slots=True)
class Statistics:
    """All figures of a period; outcomes, defects by code of the first round's report, groups by name."""

    total: Tally = field(default_factory=Tally)
    outcomes: Counter[str] = field(default_factory=Counter)
    answers: Counter[str] = field(default_factory=Counter)
    defects: Counter[str] = field(default_factory=Counter)
    by_item: dict[str, Tally] = field(default_factory=dict)
    by_channel: dict[str, Tally] = field(default_factory=dict)


def count(
    judged: Iterable[tuple[Course, Judgement]], overrides: Mapping[date, bool] = NO_OVERRIDES
) -> Statistics:
    """Return the figures of these cases; ``overrides`` corrects the calendar of working days."""
    figures, spans = Statistics(), _Spans(overrides)
    for course, judgement in judged:
        if course.first(_JOINED) is not None:
            continue  # what came in is counted once, with the case that it was joined to
        case, answer = course.case, course.first(ANSWERS)
        notice, decision = _notice_days(course, answer, spans), _decision_days(course, spans)
        groups = (
            figures.total, figures.by_item.setdefault(case.item_name, Tally()),
            figures.by_channel.setdefault(case.channel, Tally()),
        )
        for tally in groups:
            tally.add(answer.event if answer is not None else None, notice, decision)
        figures.outcomes[case.outcome or ""] += 1
        figures.answers[answer.event if answer is not None else ""] += 1
        figures.defects.update({code for code, severity in judgement.first_findings if severity in _DEFECTS})
    return figures


def _notice_days(course: Course, answer: AuditRecord | None, spans: _Spans) -> int | None:
    if answer is None:
        return None
    return spans.days(receipt_date(course.case.received_at), receipt_date(answer.at))


def _decision_days(course: Course, spans: _Spans) -> int | None:
    decision = course.first(DECISIONS)
    accepted = course.accepted_on if decision is not None else None
    if decision is None or accepted is None:
        return None
    return spans.days(accepted, receipt_date(decision.at))


class _Spans:
    """Counts working days, each span once."""

    def __init__(self, overrides: Mapping[date, bool]) -> None:
        self._overrides, self._known = overrides, dict[tuple[date, date], int]()

    def days(self, start: date, end: date) -> int:
        if (start, end) not in self._known:
            self._known[start, end] = working_days_between(start, end, self._overrides)
        return self._known[start, end]


def middle(values: list[int]) -> float | None:
    """Return the median, None of nothing; of an even number the mean of the two in the middle."""
    return float(median(values)) if values else None


def ninetieth(values: list[int]) -> int | None:
    """Return the 90th percentile by nearest rank: the least value that nine in ten do not exceed."""
    return sorted(values)[ceil(len(values) * 9 / 10) - 1] if values else None
