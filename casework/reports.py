"""The report of a case: as it was judged, or what is known of a case that nothing was read of."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from cases.case import Case, CaseFile, Flag
from cases.errors import NotFound
from cases.report import ItemRef, Outcome, Report, ReportFile, Unit
from casework.work import Work
from record.stored import REPORT


def judged_report(work: Work, case: Case) -> Report:
    """Return the newest report.

    Raises:
        NotFound: The material is still being read.
    """
    return _parsed(work.cases.report_text(case.id))


@lru_cache(maxsize=24)
def _parsed(kept: str) -> Report:
    """Return a kept report; the page of a case and each of its pictures ask for the same one."""
    return REPORT.validate_json(kept)


def read_report(work: Work, case: Case) -> Report:
    """Return the newest report; of a case that could not be read, what is known without reading.

    Raises:
        NotFound: The material is still being read.
    """
    try:
        return judged_report(work, case)
    except NotFound:
        if Flag.READING_FAILED not in case.flags:
            raise
        return unread_report(case, work.cases.files(case.id))


def known_report(work: Work, case: Case) -> Report:
    """Return the newest report, or what is known without one: for letters that do not speak of findings."""
    try:
        return judged_report(work, case)
    except NotFound:
        return unread_report(case, work.cases.files(case.id))


def is_unread(work: Work, case: Case) -> bool:
    """Tell whether the material of the present round could not be read: nothing may be concluded from a report."""
    return Flag.READING_FAILED in case.flags and not work.cases.is_judged(case.id, case.revision)


def unread_report(case: Case, files: Sequence[CaseFile]) -> Report:
    """Return what is known before anything was read: names and files of the present round."""
    return Report(
        outcome=Outcome.REVIEW, unit=Unit(case.unit, "file-name" if case.unit else ""),
        item=ItemRef(case.item, case.item_name, "file-name" if case.item else ""), pages=(), materials=(), findings=(),
        files=tuple(
            ReportFile(one.name, one.stored_name, one.kind, 0, one.sha256)
            for one in files if one.revision == case.revision
        ),
    )
