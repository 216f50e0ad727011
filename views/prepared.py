"""Pictures made before anybody asks: once a case is judged, its pages and the evidence of its first questions."""

from __future__ import annotations

from contextlib import suppress

from cases.errors import NotFound, SandboxFailed
from cases.questions.asking import questions_of
from cases.report import Report
from casework.services import Services
from views.evidence_parts import shown_evidence
from views.evidence_pictures import Drawer
from views.page_pictures import SHOWN, fill, small_page

MOST_PAGES = 60
"""Pages that are made ahead; who turns further waits for each."""

_MOST_QUESTIONS = 2


def prepare_pictures(services: Services, report: Report, round_: int) -> None:
    """Make the pictures that an officer sees first, where pictures are kept; what cannot be made is left for later.

    Args:
        services: Store, limits and kept pictures.
        report: As judged.
        round_: Round of the case, for its questions.
    """
    if not services.pictures.keeps:
        return
    pages = report.pages[:MOST_PAGES]
    with suppress(SandboxFailed, NotFound):
        fill(services, report, pages, SHOWN)
        for page in pages:
            small_page(services, report, page)
        for question in questions_of(report, round_)[:_MOST_QUESTIONS]:
            for part in shown_evidence(question.evidence, report).parts:
                with suppress(NotFound):
                    Drawer(services, report, question.evidence).part(part.name)
