"""What cases are found by: number, unit, sender, item, the words of their mails and pages, without identity numbers."""

from __future__ import annotations

import hashlib
import json

from cases import search_words
from cases.case import Case
from cases.names.private_numbers import hide_identity_numbers
from cases.report import Report
from casework.work import Work
from record.search import SearchText


def enter_for_search(work: Work, case: Case, report: Report) -> None:
    """Write what a case is found by, where it is not the same as before."""
    mails = [f"{one['subject']} {one['body']}" for one in work.cases.joined(case.id)]
    said = {0: _searchable(" ".join([case.subject, *mails]))}
    pages = {page.number: _searchable(page.text) for page in report.pages}
    named = (case.number, case.unit, case.item_name, case.applicant, case.telephone)
    head = _searchable(" ".join(filter(None, named)))
    shown = {number: text for number, text in (said | pages).items() if text}
    told = json.dumps([search_words.VERSION, head, shown], ensure_ascii=False)
    work.search.put(case, SearchText(head, shown, hashlib.sha256(told.encode()).hexdigest()))


def _searchable(text: str) -> str:
    return search_words.plain(hide_identity_numbers(text))
