"""Explain a case of the record, or files judged now: ``shouli explain``."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from casework.letters.correspondence import drafts
from casework.reports import read_report
from casework.services import Services
from pipeline.without_mail.inspection import inspect_files
from views.explanation import Chapter, Rules, explain


def explain_files(
    paths: Sequence[Path], services: Services, *, received_at: datetime, item: str | None, channel: str | None
) -> list[Chapter]:
    """Judge files as one submission and explain each case among them.

    Raises:
        OSError: A file cannot be read.
    """
    chapters: list[Chapter] = []
    for one in inspect_files(paths, services, received_at=received_at, item=item, channel=channel):
        found = services.catalogue.item_at(one.report.item.code, received_at)
        chapters += explain(one.report, one.letters, Rules(services.catalogue, services.office, found))
    return chapters


def explain_case(services: Services, number: str) -> list[Chapter]:
    """Explain the newest report of a case.

    Raises:
        CaseNotFound: There is no such case.
        NotFound: Its material is still being read.
    """
    with services.reading() as work:
        case = work.cases.get(number)
        report = read_report(work, case)
        item = work.catalogue.item_at(report.item.code, case.received_at)
        letters = drafts(work, report, item, case.received_at, work.now)
        return list(explain(report, letters, Rules(work.catalogue, work.office, item)))
