"""The pane of questions and materials."""

from __future__ import annotations

from casework.case_view import CaseView
from casework.work import Work
from record.officers import Officer


def pane(work: Work, view: CaseView, officer: Officer) -> dict[str, object]:
    """Return what ``case/questions.html`` shows."""
    return {}
