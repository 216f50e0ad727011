"""Judging anew at once: on what an officer says, from the pages as they were read, which are not read again.

It is judged before the transaction that keeps it, so that nobody else waits meanwhile; the version of the case that the
officer saw decides whether it still holds there. Where he says that somebody else applies, the seals are tested against
that name, as a worker tests them.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from cases.case import Case, Flag
from cases.errors import CaseError, MoveNotAllowed, NotFound
from cases.finding import Finding
from cases.kept_rulings import KeptRuling
from cases.lifecycle import STATE_NAMES
from cases.reading import PageReading
from cases.report import Report
from cases.rulings import Rulings
from casework.acts import set_item
from casework.kept_readings import KeptJoins
from casework.reports import judged_report
from casework.rulings.corrections import correct_item
from casework.rulings.entering import enter, may_say, receipt_before, superseded, take_back
from casework.rulings.saying import Looked, Said, may_be_said
from casework.services import Services
from casework.work import Work
from judging.judge import judge_pages, with_seals_told
from judging.question import Question
from judging.reader import CaseContent, ReadFiles
from pipeline.case_question import CaseQuestion, question_about
from record.officers import Officer
from views.evidence_pictures import Drawer

_CROPS = 4
"""Pictures kept of one answer: the first of them decide."""

_ONE_AT_A_TIME = threading.Lock()
"""Held while seals are tested: the engine reads for one officer at a time."""

Say = Callable[[Looked], Said]
Change = Callable[[Work, Case], Case]


@dataclass(frozen=True, slots=True)
class Anew:
    """A case judged anew, to be kept by a transaction that checks the version.

    Attributes:
        keep: Keeps it, or raises what speaks against it.
        told: What was said, as a sentence for the officer; empty where something speaks against it.
    """

    keep: Change
    told: str = ""

    def __call__(self, work: Work, case: Case) -> Case:
        """Keep it."""
        return self.keep(work, case)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What a case is judged anew from.

    Attributes:
        unit: The name that the seals of its pages were tested against.
    """

    asked: CaseQuestion
    read: ReadFiles
    unit: str | None


def say(services: Services, officer: Officer, case_id: str, what: Say) -> Anew:
    """Judge a case on what an officer is about to say; return what keeps it.

    What speaks against it is raised there, after the same request was looked for.

    Args:
        services: What the flow works with.
        officer: Who says it.
        case_id: Id or number.
        what: Says it of the case as it stands.
    """

    def change() -> Anew:
        with services.reading() as work:
            case, report, ground = _looked_at(services, work, officer, case_id)
            said = _with_crops(services, what(Looked(case, report, work.catalogue, work.now)), report)
            others = superseded(work, case, said)
        replaced = {one.id for one in others}
        kept = tuple(one for one in ground.asked.question.rulings.all if one.id not in replaced)
        judged = _judged(services, ground, Rulings((*kept, said.ruling)), said.received_at)
        told = f"已记下“{said.shown.word}”：{said.shown.says}。"
        return Anew(lambda work, case: enter(work, case, said, judged, officer), told)

    return _prepared(change)


def withdraw(services: Services, officer: Officer, case_id: str, ruling_id: str = "") -> Anew:
    """Judge a case without what an officer said; the arguments are those of :func:`say`.

    Args:
        services: What the flow works with.
        officer: Who takes it back.
        case_id: Id or number.
        ruling_id: What is taken back; empty: what was said last.
    """

    def change() -> Anew:
        with services.reading() as work:
            case, _, ground = _looked_at(services, work, officer, case_id)
            kept = _withdrawable(work, case, ruling_id)
        rest = tuple(one for one in ground.asked.question.rulings.all if one.id != kept.id)
        judged = _judged(services, ground, Rulings(rest), receipt_before(kept))
        told = f"已撤回：{kept.shown.sentence}"
        return Anew(lambda work, case: take_back(work, case, kept, judged, officer), told)

    return _prepared(change)


def judge_by_item(services: Services, officer: Officer, case_id: str, code: str) -> Anew:
    """Judge a case by another item, at once or, where its pages have to be read first, by a worker."""
    at_once = say(services, officer, case_id, lambda looked: correct_item(looked, code))

    def change(work: Work, case: Case) -> Case:
        if Flag.INQUIRY in case.flags:  # an application wholly in words: from here on it is one
            return set_item(work, case, code, officer)
        try:
            return at_once(work, case)
        except (MoveNotAllowed, NotFound):  # told a result, being read, or not read at all
            return set_item(work, case, code, officer)

    return Anew(change, at_once.told or "已改事项，正在重新核对。")


def _prepared(prepare: Callable[[], Anew]) -> Anew:
    try:
        return prepare()
    except CaseError as error:
        refused = error

        def refuse(work: Work, case: Case) -> Case:
            raise refused

        return Anew(refuse)


def _withdrawable(work: Work, case: Case, ruling_id: str) -> KeptRuling:
    holding = [one for one in work.rulings.of_case(case.id) if one.holds]
    if ruling_id:
        kept = work.rulings.get(case.id, ruling_id)
    elif holding:
        kept = holding[-1]
    else:
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event="撤回", reason="没有可以撤回的回答")
    later = holding[holding.index(kept) + 1 :] if kept.holds else []
    reason = "" if kept.holds else "这一条已经撤回"
    if receipt_before(kept) is not None and any(receipt_before(one) is not None for one in later):
        reason = "收到日期后来又更正过，请先撤回后来的更正"  # it says what stood before it
    if reason:
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event="撤回", reason=reason)
    return kept


def _looked_at(
    services: Services, work: Work, officer: Officer, case_id: str
) -> tuple[Case, Report, _Ground]:
    may_say(officer)
    case = work.cases.get(case_id, officer.scope)
    may_be_said(case)
    report, asked = judged_report(work, case), question_about(work, case.id)
    if [one.sha256 for one in asked.contents] != [one.sha256 for one in report.files]:
        raise MoveNotAllowed(state=STATE_NAMES[case.state], event="重新核对", reason="文件有变动，请等待重新识别")
    findings = tuple(_against(work, asked.contents, report))
    rounds = tuple(one.revision for one in asked.contents)
    read = ReadFiles(report.files, report.pages, rounds, findings, joins=KeptJoins(services))
    return case, report, _Ground(replace(asked, question=_as_then(asked.question, report)), read, report.unit.name)


def _as_then(question: Question, report: Report) -> Question:
    """Return the question as the last judgement was asked: since then the case bears what that found.

    A report of an earlier version does not say what was asked: what it found in the names was asked.
    """
    unit, item = report.asked_unit, report.asked_item
    if unit is None and report.unit.source == "file-name":
        unit = report.unit.name
    if item is None and report.item.source == "file-name":
        item = report.item.code
    return replace(question, unit=unit, item=item)


def _against(work: Work, contents: Sequence[CaseContent], report: Report) -> list[Finding]:
    """Return what speaks against the files, placed as when they were read."""
    found: list[Finding] = []
    before = 0
    for index, content in enumerate(contents):
        known = work.readings.file(content.sha256) if content.usable else None
        against = (*content.findings, *(known[1] if known is not None else ()))
        found += [replace(one, file=index, page=one.page + before if one.page else None) for one in against]
        before += report.files[index].pages
    return found


def _unrolled(services: Services, pages: Sequence[PageReading]) -> tuple[PageReading, ...]:
    """Return pages as they were first read, their seals unrolled; none where one of them is not kept."""
    with services.reading() as work:
        kept = [(page, work.readings.page(page.content_key)) for page in pages]
    found = [
        replace(read, number=page.number, file=page.file, file_page=page.file_page)
        for page, read in kept if read is not None
    ]
    return tuple(found) if len(found) == len(kept) else ()


def _with_crops(services: Services, said: Said, report: Report) -> Said:
    """Return what is said with the pictures that the officer saw, kept for ever: it is a labelled example."""
    if said.shown.evidence is None:
        return said
    pictures = Drawer(services, report, said.shown.evidence).drawn()[:_CROPS]
    return replace(said, shown=replace(said.shown, crops=tuple(services.store.put(one) for one in pictures)))


def _judged(services: Services, ground: _Ground, rulings: Rulings, received_at: datetime | None) -> Report:
    question = replace(ground.asked.question, rulings=rulings)
    if received_at is not None:
        question = replace(question, received_at=received_at)

    def judged(pages: Sequence[PageReading]) -> Report:
        return judge_pages(replace(ground.read, pages=tuple(pages)), question, ground.asked.catalogue, services.office)

    report = judged(ground.read.pages)
    if report.unit.name == ground.unit:
        return report
    unrolled = _unrolled(services, ground.read.pages)
    if not any(page.seals for page in unrolled):
        return report
    with _ONE_AT_A_TIME:
        return with_seals_told(replace(ground.read, pages=unrolled), judged, services.engine)
