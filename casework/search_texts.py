"""What cases are found by: number, unit, sender, item, the words of their mails and pages, without identity numbers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

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
    head = " · ".join(_searchable(one) for one in named if one)
    shown = {number: text for number, text in (said | pages).items() if text}
    work.search.put(case, SearchText(head, shown, digest_of(head, shown)))


def digest_of(head: str, pages: Mapping[int, str]) -> str:
    """Return what tells whether a case is found by the same as before."""
    told = json.dumps([search_words.VERSION, head, pages], ensure_ascii=False)
    return hashlib.sha256(told.encode()).hexdigest()


def _searchable(text: str) -> str:
    return search_words.plain(hide_identity_numbers(text))
