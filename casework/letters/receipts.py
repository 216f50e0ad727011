"""Receipts: the letter that says what came, before anything of it is read.

Of files none of which can be opened the correction says at once that they came, so they get no receipt beside it;
where no letter leaves by itself after all, the receipt does.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cases.case import Case, CaseFile, Flag
from cases.finding import Finding, Severity
from cases.finding_codes import find
from cases.report import Report
from casework.letters.announcing import Announcement
from casework.letters.correspondence import write_letter
from casework.reports import unread_report
from casework.work import Work
from replies.inquiry import INQUIRY

RECEIPT = "receipt"


def write_unread(work: Work, case: Case, kind: str, *, automatic: bool) -> None:
    """Write a letter that says which files came, before anything of them is read."""
    report = unread_report(case, work.cases.files(case.id))
    if Flag.INQUIRY in case.flags:
        report = replace(report, findings=(find(INQUIRY, "咨询。"),))
    write_letter(work, case, Announcement(kind, report, automatic=automatic))


def awaits_correction(work: Work, case: Case) -> bool:
    """Tell whether none of the files that came last can be opened: what is to be sent instead is said at once."""
    new = [one for one in work.cases.files(case.id) if one.revision == case.revision]
    return bool(new) and all(_blocked(new))


def write_if_owed(work: Work, case: Case, report: Report) -> None:
    """Write the receipt of a case that got none for its correction's sake, once it is judged."""
    if case.applicant is not None and is_trusted(report.findings) and awaits_correction(work, case):
        write_unread(work, case, RECEIPT, automatic=True)


def is_trusted(findings: Iterable[Finding]) -> bool:
    """Tell whether nothing speaks against the sender of a mail."""
    return all(one.code != "mail-sender-unauthenticated" for one in findings)


def _blocked(files: Iterable[CaseFile]) -> Iterable[bool]:
    return (any(one["severity"] == Severity.BLOCKING for one in file.findings) for file in files)
