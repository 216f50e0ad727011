"""The pane of questions and materials: what is asked, what was answered, and what stands on the list."""

from __future__ import annotations

from dataclasses import dataclass

from api.console.case.checklist import WORDS, checklist, tally
from api.console.case.pages import place_text, thumbs_of
from api.console.case.read_values import read_materials
from cases.errors import NotFound
from cases.finding import Finding, Severity
from cases.kept_rulings import KeptRuling
from cases.lifecycle import BEING_READ, UNDECIDED_STATES, State
from cases.questions.causes import Seen, cause_of
from cases.questions.question import Question
from cases.questions.sorting import is_doubtful
from cases.report import Report
from cases.rulings import Effect, Life
from casework.asked_questions import Asked, view_questions
from casework.case_view import CaseView
from casework.reports import is_unread, judged_report
from casework.work import Work
from record.officers import Officer
from views.evidence_parts import ShownEvidence, shown_evidence

_LOOKS = {Severity.BLOCKING: "stop", Severity.TOLERABLE: "tol", Severity.NOTICE: "", Severity.REVIEW: "ask"}
_SIGNS = {Severity.BLOCKING: "✕", Severity.TOLERABLE: "容", Severity.NOTICE: "·", Severity.REVIEW: "?"}
_EFFECTS = {Effect.CLEAR: "ok", Effect.DEFECT: "stop", Effect.RESCAN: "stop", Effect.KEEP: "ask"}

_REMARKS = {Life.CHANGED: "材料有变化，重新在问", Life.MOOT: "已随其他回答或新材料解决"}


@dataclass(frozen=True, slots=True)
class QuestionView:
    """One question with what stands beside it.

    Attributes:
        number: Among the open ones, from 1.
        page, box: Where the eye goes; 0 and empty for nowhere.
        before: What was answered before it was asked again, and why it is; empty for what is asked first.
        unit: The name that a field for one begins with.
    """

    number: int
    question: Question
    shown: ShownEvidence
    page: int
    box: str
    before: str
    unit: str


@dataclass(frozen=True, slots=True)
class SaidView:
    """One answer or correction that holds."""

    id: str
    label: str
    sentence: str
    word: str
    says: str
    look: str
    officer: str
    remark: str


@dataclass(frozen=True, slots=True)
class ResultView:
    """One finding that is no question.

    Attributes:
        page, box: Where the eye goes; 0 and empty for nowhere.
    """

    key: str
    message: str
    look: str
    sign: str
    page: int
    box: str


def pane(work: Work, view: CaseView, officer: Officer) -> dict[str, object]:
    """Return what ``case/questions.html`` shows: nothing but a word while the pages are being read."""
    try:
        report = judged_report(work, view.case)
    except NotFound:
        return {"report": None, "unread": _unread(work, view, officer), "at": work.progress.of(view.case.id)}
    asked = view_questions(work, view.case, report, officer)
    unread = _unread(work, view, officer) if is_unread(work, view.case) else None
    still = asked.open
    rows = checklist(report, still)
    results = _results(report, view.case.revision)
    return {
        "report": report, "unread": unread, "at": work.progress.of(view.case.id),
        "open": [_question(number, one, report) for number, one in enumerate(still, 1)],
        "waiting": asked.waiting, "said": [_said(one) for one in asked.said],
        "materials": rows, "tally": tally(rows), "thumbs": thumbs_of(report),
        "results": [one for severity, one in results if severity is not Severity.HINT],
        "hints": [one for severity, one in results if severity is Severity.HINT],
        "decided": view.case.state not in UNDECIDED_STATES, "may": _may(view, officer),
        "last": asked.said[-1].id if asked.said else "",
        "items": _items(work),
        "documents": _documents(work, report), "codes": list(WORDS.items()),
        "read": read_materials(report, work.catalogue), "taken": _taken(view, officer),
        "colleagues": [name for name in work.assignments.colleagues(view.case.office) if name != officer.name],
    }


def _unread(work: Work, view: CaseView, officer: Officer) -> dict[str, object] | None:
    """Return what is said and offered of a case that nothing was read of; None while its pages are being read."""
    if view.case.state in BEING_READ:
        return None
    waits = view.case.state in UNDECIDED_STATES and view.waiting is None
    return {"waits": waits, "may": waits and officer.decides and not _taken(view, officer), "items": _items(work)}


def _items(work: Work) -> list[tuple[str, str]]:
    return [(one.code, one.name) for one in work.catalogue.items_on(work.today)]


def _may(view: CaseView, officer: Officer) -> bool:
    """Tell whether this officer may answer now."""
    waits = view.case.state is State.REVIEW and view.waiting is None
    return officer.decides and waits and not _taken(view, officer)


def _taken(view: CaseView, officer: Officer) -> str:
    """Return who else has the case in hand, empty for nobody."""
    lease = view.lease
    return lease.officer if lease is not None and lease.officer != officer.name else ""


def _question(number: int, asked: Asked, report: Report) -> QuestionView:
    one = asked.question
    spot = next(iter(one.evidence.spots), None)
    page = spot.page if spot is not None else next(iter(one.pages), 0)
    box = place_text(spot.box) if spot is not None and spot.box is not None else ""
    before = f"{asked.again}，原答“{asked.before.shown.word}”。" if asked.before is not None else ""
    return QuestionView(
        number, one, shown_evidence(one.evidence, report), page, box, before, report.unit.name or "",
    )  # fmt: skip


def _said(kept: KeptRuling) -> SaidView:
    shown = kept.shown
    return SaidView(
        kept.id, shown.label, shown.sentence, shown.word, shown.says, _EFFECTS[kept.ruling.effect], kept.officer,
        _REMARKS.get(kept.life, ""),
    )  # fmt: skip


def _results(report: Report, revision: int) -> list[tuple[Severity, ResultView]]:
    seen = Seen.of(report, revision)
    return [(one.severity, _result(one, seen)) for one in report.findings if not is_doubtful(one)]


def _result(finding: Finding, seen: Seen) -> ResultView:
    page = next(iter(finding.all_pages), 0)
    box = place_text(finding.box) if finding.box is not None and finding.page == page else ""
    return ResultView(
        cause_of(finding, seen).key, finding.message, _LOOKS.get(finding.severity, ""),
        _SIGNS.get(finding.severity, "·"), page, box,
    )  # fmt: skip


def _documents(work: Work, report: Report) -> list[tuple[str, str]]:
    """Return the kinds of paper that a page may be, those of the list first."""
    listed = {one.code: one.name for one in report.materials}
    others = {one.code: one.name for one in work.catalogue.documents.values() if one.code not in listed}
    return [*listed.items(), *sorted(others.items(), key=lambda one: one[1])]
