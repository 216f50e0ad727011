"""Judging: from the files of one case to its report. No database, no queue, no mail.

files → pages → documents → fields → facts → materials → findings → outcome. The service and ``shouli check``
both run exactly this; only where readings are kept differs.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from cases.finding import Finding, Severity
from cases.finding_codes import code_of, find
from cases.questions.causes import Seen, contents_of, digests_of
from cases.reading import PageReading, Source
from cases.report import ItemRef, Outcome, Report, Unit
from catalogue.conditions import Value
from catalogue.model import Catalogue, Office, ServiceItem
from judging.applications import split
from judging.copies import judge_cross_page_seals
from judging.item_choice import BACKPAY_FORM, ItemChoice, backpay_kind, find_item, settled, stricter_choice
from judging.item_detection import look_at_pages
from judging.known_unit import with_unit_asked
from judging.pasted_pictures import without_doubts_settled
from judging.question import Question
from judging.reader import CaseContent, Reader, ReadFiles, read_files
from judging.ruled import OFFICER, Heard, ruled_materials
from judging.seal_names import expected_names
from judging.sorted_pages import SortedPages, sort_pages
from ocr.engine import OcrEngine
from ocr.seals.impressions import reconcile
from ocr.seals.name_tests import with_name_tests, without_strips
from papers.applicant import find_applicant
from papers.facts import derive
from papers.item_list import list_materials
from papers.known_codes import with_known_codes
from validators import Subject, page_seals, seal_similarity, validate
from validators.checks.cross_page_seal import fill
from validators.outcome import propose

INQUIRY = "mail-inquiry"
_OPEN_SEALS = frozenset(("seal-unreadable", "seal-uncertain"))
"""Findings that leave it open whether a page bears the applicant's seal."""

_BESIDE_A_QUESTION = "来信提出询问，所附文件不是申请材料，按咨询登记，由工作人员答复。"


@dataclass(frozen=True, slots=True)
class Judged:
    """One application of the files.

    Attributes:
        files: Indexes of its files among those that were handed in.
        question: What was asked about it.
    """

    files: tuple[int, ...]
    question: Question
    report: Report


def judge(
    contents: Sequence[CaseContent], question: Question, *, catalogue: Catalogue, office: Office, reader: Reader,
    beside: Sequence[CaseContent] = (),
) -> Report:
    """Read the files of one case and judge them; letters are written from the report.

    Which name the seals ought to bear is known once the pages were judged; where their reading leaves it open whether
    they do, they are tested against it, and the pages are judged again.

    Args:
        contents: Files of the case.
        question: What is asked about them.
        catalogue: Rules to judge by.
        office: Its profile.
        reader: Reads the files.
        beside: Files that the unit sent with them for other applications. They are read only where that may tell whose
            seal the case's own pages bear.
    """
    started, seconds = time.perf_counter(), {"render": 0.0, "read": 0.0, "seals": 0.0}
    read = _read(contents, beside, reader, seconds)
    return _timed(read, question, catalogue, office, reader, (started, seconds))


def judge_applications(
    contents: Sequence[CaseContent], question: Question, *, catalogue: Catalogue, office: Office, reader: Reader,
    beside: Sequence[CaseContent] = (),
) -> list[Judged]:
    """Read files and judge each application that they surely hold by itself; mostly they hold one.

    The arguments are those of ``judge``.
    """
    started, seconds = time.perf_counter(), {"render": 0.0, "read": 0.0, "seals": 0.0}
    read = _read(contents, beside, reader, seconds)
    return [
        Judged(one.files, asked, _timed(part, asked, catalogue, office, reader, (started, dict(seconds))))
        for one, part, asked in split(read, question, catalogue.at(office.code))
    ]


def _read(
    contents: Sequence[CaseContent], beside: Sequence[CaseContent], reader: Reader, seconds: dict[str, float]
) -> ReadFiles:
    return replace(
        read_files(contents, reader, seconds), beside=lambda: read_files(beside, reader, seconds).pages
    )


def _timed(
    read: ReadFiles, question: Question, catalogue: Catalogue, office: Office, reader: Reader,
    clock: tuple[float, dict[str, float]],
) -> Report:
    """Judge what was read, with what its reading took since the clock was started."""
    started, seconds = clock

    def judged(pages: Sequence[PageReading]) -> Report:
        ruled = time.perf_counter()
        report = judge_pages(replace(read, pages=tuple(pages)), question, catalogue, office)
        seconds["rules"] = time.perf_counter() - ruled
        return report

    compared = time.perf_counter()
    report = with_seals_told(read, judged, reader.engine)
    seconds["seals"] += time.perf_counter() - compared - seconds["rules"]
    seconds["total"] = time.perf_counter() - started
    return replace(report, seconds={name: round(value, 3) for name, value in seconds.items()})


def with_seals_told(
    read: ReadFiles, judged: Callable[[Sequence[PageReading]], Report], engine: Callable[[], OcrEngine]
) -> Report:
    """Judge the pages, again with their seals tested, and once more beside the unit's other pages where that is open.

    Impressions of one stamp explain each other, whichever application they are for.
    """
    unrolled = reconcile(read.pages, engine)
    told = without_strips(unrolled)
    report = judged(told)
    tested = without_strips(with_name_tests(unrolled, expected_names(report), engine))
    if tested != told:
        report = judged(tested)
    if any(finding.code in _OPEN_SEALS for finding in report.findings) and (beside := read.beside()):
        together = with_name_tests(reconcile((*read.pages, *beside), engine), expected_names(report), engine)
        report = judged(without_strips(together[: len(read.pages)]))
    return report


def judge_pages(read: ReadFiles, question: Question, catalogue: Catalogue, office: Office) -> Report:
    """Judge pages that were read before; pure, so that a draft rulebook can be tried on past cases.

    Args:
        read: The pages and what speaks against their files.
        question: What is asked, with what intake holds against files and mail.
        catalogue: Rules to judge by; the day of receipt picks their version.
        office: Its profile.
    """
    asked = replace(question, option=question.rulings.item or question.option)
    report = _judged(read, asked, catalogue.at(office.code), office)
    return replace(report, asked_unit=question.unit, asked_item=question.item)


def _judged(read: ReadFiles, question: Question, catalogue: Catalogue, office: Office) -> Report:
    found = find_item(question, read.pages, catalogue)
    if any(finding.code == INQUIRY for finding in question.extra):
        return _inquiry(read, question, found)
    if question.asks and _is_no_material(read, question, catalogue):
        asked = replace(question, extra=(*question.extra, find(INQUIRY, _BESIDE_A_QUESTION)))
        return _inquiry(read, asked, found)
    if found is None:
        return _without_item(read, question, catalogue, office)
    choice, papers = _sort(read, question, found, catalogue)
    subject = _subject(read, question, choice, papers, catalogue, office)
    heard = _heard(read, question, subject)
    ruled = heard.findings((*validate(subject), *heard.added()))
    findings = heard.findings(with_unit_asked(ruled, subject))
    outcome = propose(findings, choice.item)
    return heard.report(Report(
        outcome=outcome, unit=Unit(subject.unit_name, subject.unit_source), item=choice.ref, files=read.files,
        pages=read.pages, materials=subject.materials, findings=findings, page_seals=page_seals(subject),
        page_documents=papers.assignment.page_documents(), seal_similarity=seal_similarity(subject),
        cross_page_seals=dict(subject.cross_page), replaced_pages=papers.replaced,
        tolerance_due=_tolerance_due(outcome, choice.item, question.received_on, catalogue),
    ))


def _heard(read: ReadFiles, question: Question, subject: Subject) -> Heard:
    """Return what officers said, held against what is judged."""
    contents = contents_of(read.pages, (page.number for page in subject.pages))
    seen = Seen(contents, digests_of(read.files), subject.unit_name, question.round)
    faxed = question.channel is not None and question.channel.kind == "fax"
    return Heard(question.rulings, seen, faxed=faxed)


def _sort(
    read: ReadFiles, question: Question, choice: ItemChoice, catalogue: Catalogue
) -> tuple[ItemChoice, SortedPages]:
    """Sort the pages by the item's list, and again where what they say shows another item."""
    day = question.received_on
    papers = sort_pages(read, choice.item, catalogue, question.rulings)
    facts = _facts(papers, _applicant(question, papers)[0], day)
    told = settled(choice, facts, papers.fields, catalogue, day)
    if told.item != choice.item:
        papers = sort_pages(read, told.item, catalogue, question.rulings)
    while (stricter := stricter_choice(told, papers.fields, catalogue, day)) is not None:
        told, papers = stricter, sort_pages(read, stricter.item, catalogue, question.rulings)
    return told, papers


def _subject(
    read: ReadFiles, question: Question, choice: ItemChoice, papers: SortedPages, catalogue: Catalogue, office: Office
) -> Subject:
    """Put together what the rules look at: applicant, facts, materials and their cross-page seals."""
    item, day = choice.item, question.received_on
    exact = frozenset(page.number for page in papers.pages if page.source is Source.TEXT_LAYER)
    papers = replace(papers, fields=with_known_codes(papers.fields, question.codes, exact))
    unit_name, unit_source = _applicant(question, papers)
    facts = _facts(papers, unit_name, day)
    listed = list_materials(papers.assignment, item, facts, papers.fields, catalogue.documents)
    materials = ruled_materials(listed, question.rulings)
    cross_page = judge_cross_page_seals(materials, item, papers, read.joins)
    before_rules = (
        *question.extra, *without_doubts_settled(read.findings, papers, item), *choice.findings,
        *_backpay(item, papers, facts, catalogue, day), *papers.findings,
    )
    return Subject(
        item=item, office=office, documents=catalogue.documents, unit_name=unit_name, unit_source=unit_source,
        pages=papers.pages, assignment=papers.assignment, materials=fill(materials, item, cross_page),
        received_on=day, facts=facts, fields=papers.fields, cross_page=cross_page, file_names=question.file_names,
        channel=question.channel, extra=before_rules, clauses=catalogue.clauses, known_fields=catalogue.fields,
        named_unit=question.unit, own_channel=catalogue.channels.get(item.channel), said_codes=question.codes,
    )


def _applicant(question: Question, papers: SortedPages) -> tuple[str | None, str]:
    """Return the applicant's name and where it was found; what an officer says wins over all."""
    if question.rulings.unit:
        return question.rulings.unit, OFFICER
    return find_applicant(question.unit, papers.fields, papers.pages)


def _facts(papers: SortedPages, unit_name: str | None, day: date) -> dict[str, Value]:
    known = derive(papers.assignment, papers.fields, unit_name, papers.pages)
    return {**known, "received_on": day, "received_month": day.replace(day=1)}


def _backpay(
    item: ServiceItem, papers: SortedPages, facts: Mapping[str, Value], catalogue: Catalogue, day: date
) -> tuple[Finding, ...]:
    if not papers.assignment.of(BACKPAY_FORM):
        return ()
    names = {one.code: one.name for one in catalogue.items_on(day)}
    finding = backpay_kind(item, facts, catalogue.backpay, names)
    return (finding,) if finding is not None else ()


def _inquiry(read: ReadFiles, question: Question, asked: ItemChoice | None) -> Report:
    """Report a question: it lacks no material, and an officer answers it."""
    unit = Unit(question.unit, "file-name" if question.unit else "")
    item = asked.ref if asked is not None else ItemRef(None)
    findings = (*question.extra, *read.findings)
    return Report(Outcome.REVIEW, unit, item, read.files, read.pages, (), findings)


def _is_no_material(read: ReadFiles, question: Question, catalogue: Catalogue) -> bool:
    """Tell whether all that a question encloses could be read and none of it is a paper of any item's list."""
    if not read.pages or any(code_of(finding).unusable for finding in read.findings):
        return False
    return not look_at_pages(read.pages, catalogue.items_on(question.received_on), catalogue.documents).strength


def _without_item(read: ReadFiles, question: Question, catalogue: Catalogue, office: Office) -> Report:
    """Judge a submission whose item nobody can tell: usable files go to an officer, unusable ones go back.

    Who applies and whether the pages bear his seal is told by the pages all the same.
    """
    findings = [*question.extra, *read.findings, *question.file_names]
    blocked = any(finding.severity is Severity.BLOCKING for finding in findings)
    outcome = Outcome.SUPPLEMENT if blocked and not read.pages else Outcome.REVIEW
    if outcome is Outcome.REVIEW:
        message = "无法确定申请的业务事项，请按“单位名称+业务名称”命名文件，或由工作人员选定事项。"
        findings.append(find("item-unknown", message))
    nothing_asked = replace(catalogue.items[0], materials=())
    papers = sort_pages(read, nothing_asked, catalogue, question.rulings)
    subject = _subject(read, question, ItemChoice(nothing_asked, ""), papers, catalogue, office)
    heard = _heard(read, question, subject)
    return heard.report(Report(
        outcome, Unit(subject.unit_name, subject.unit_source), ItemRef(None), read.files, read.pages, (),
        heard.findings(findings), page_seals(subject), papers.assignment.page_documents(), seal_similarity(subject),
    ))


def _tolerance_due(outcome: Outcome, item: ServiceItem, day: date, catalogue: Catalogue) -> date | None:
    """Return until when what is owed is due; the time to supplement counts from the notice, not from the receipt."""
    if outcome is not Outcome.TOLERATE:
        return None
    due = item.tolerance.due_date(day, item.deadlines.decide, catalogue.anchors, catalogue.day_overrides)
    return due.date if due is not None else None
