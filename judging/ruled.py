"""What officers said of a case, heard where judging asks: pages, values, materials before the rules; findings after.

The rules speak again on what was corrected. Without rulings nothing here changes anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from cases.finding import PAGES, Finding, Place, Severity
from cases.finding_codes import Told, code_of, find
from cases.questions import stated
from cases.questions.causes import CROSS_PAGE, SEAL, Cause, Seen, cause_of, contents_of, speaks_of
from cases.reading import Coverage, CrossPageSeal, PageReading
from cases.report import FieldValue, MaterialReading, MaterialStatus, Report, SealVerdict
from cases.rulings import Correction, Effect, Presence, Ruling, RulingKind, Rulings
from papers.assignment import Assignment, Evidence, PageAssignment

OFFICER = "officer"
"""Where the applicant's name comes from when an officer said it."""

_STATUS = {Presence.MISSING: MaterialStatus.MISSING, Presence.NOT_NEEDED: MaterialStatus.NOT_NEEDED}
_OF_PAGES = frozenset({SEAL, "seal-missing", "seal-wrong-kind", "seal-pasted"})
"""Families of doubts that, cleared, leave the page with the applicant's seal."""

_SURE = 1.0
_TOLD = frozenset({Severity.BLOCKING, Severity.TOLERABLE, Severity.REVIEW})


def ruled_pages(assignment: Assignment, pages: Sequence[PageReading], rulings: Rulings) -> Assignment:
    """Return the assignment with the pages where officers put them, and without those that they discarded."""
    if not rulings:
        return assignment
    contents, sorted_to, discarded = contents_of(pages), rulings.pages, rulings.discarded
    found: list[PageAssignment] = []
    for one in assignment.pages:
        content = contents.get(one.page, "")
        if content in discarded:
            found.append(PageAssignment(one.page, None, _SURE, Evidence.REPLACED, one.segment))
        elif content in sorted_to:
            found.append(_put(one, sorted_to[content] or None, found))
        else:
            found.append(one)
    return Assignment(tuple(found))


def _put(one: PageAssignment, code: str | None, before: Sequence[PageAssignment]) -> PageAssignment:
    """Put a page to a document; behind a page of the same document it goes on from it."""
    if code is None:
        return PageAssignment(one.page, None, _SURE, Evidence.CONTENTS, one.segment)
    goes_on = bool(before) and before[-1].document == code
    # Segments of one document are told apart by their numbers alone: below zero nobody else has one.
    segment = before[-1].segment if goes_on else -1 - one.page
    evidence = Evidence.CONTINUATION if goes_on else Evidence.KEYWORDS
    return PageAssignment(one.page, code, _SURE, evidence, segment)


def ruled_fields(
    fields: Mapping[str, tuple[FieldValue, ...]], contents: Mapping[int, str], rulings: Rulings
) -> dict[str, tuple[FieldValue, ...]]:
    """Return the values as officers read them; what was read in their place counts no more.

    Args:
        fields: Values by document code.
        contents: Content of each page that counts, by its number.
        rulings: What officers said.
    """
    found = dict(fields)
    numbers = {content: number for number, content in contents.items()}
    for said in rulings.values():
        page = numbers.get(said.content)
        if page is None:
            continue
        own = found.get(said.document, ())
        old = next((one for one in own if one.page == page and one.name == said.name), None)
        kept = tuple(one for one in own if one.page != page or one.name != said.name)
        box = old.box if old is not None else None
        found[said.document] = (*kept, FieldValue(said.name, said.text, page, box, _SURE))
    return found


def ruled_materials(materials: tuple[MaterialReading, ...], rulings: Rulings) -> tuple[MaterialReading, ...]:
    """Return the item's list with what officers said of materials that nobody found."""
    said = rulings.materials
    return tuple(
        replace(one, status=_STATUS[said[one.code]], confidence=_SURE) if one.code in said and not one.pages else one
        for one in materials
    ) if said else materials  # fmt: skip


class Heard:
    """The rulings of a case, held against what a judgement looks at.

    Args:
        rulings: What officers said.
        seen: Pages, files and applicant of the judgement.
        faxed: A page that cannot be read is not asked for again: its paper is waited for.
    """

    def __init__(self, rulings: Rulings, seen: Seen, *, faxed: bool) -> None:
        self._rulings, self._seen, self._faxed = rulings, seen, faxed
        self._applied = {one.id for one in rulings.all if _is_of(one.corrected, seen)}
        self._cleared: list[tuple[Cause, Finding]] = []

    def findings(self, found: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings as officers ruled on them."""
        if not self._rulings:
            return tuple(found)
        ruled = [told for one in found if (told := self._on(one)) is not None]
        return tuple(sorted(ruled, key=lambda one: one.severity is Severity.HINT))

    def added(self) -> tuple[Finding, ...]:
        """Return the findings that officers added, on pages that are still there."""
        numbers = {content: number for number, content in self._seen.pages.items()}
        told = []
        for one in self._rulings.all:
            if one.kind is RulingKind.ADD and set(one.contents) <= numbers.keys():
                self._applied.add(one.id)
                told.append(_added(one, tuple(sorted(numbers[content] for content in one.contents))))
        return tuple(told)

    def report(self, report: Report) -> Report:
        """Return a report with the seals that officers saw, and with the rulings that were heard."""
        if not self._rulings:
            return report
        seals, joined = dict(report.page_seals), dict(report.cross_page_seals)
        for cause, finding in self._cleared:
            if cause.family in _OF_PAGES:
                seals.update(dict.fromkeys(finding.all_pages, SealVerdict.PRESENT))
            elif cause.family in (CROSS_PAGE, "cross-page-seal-missing") and finding.material:
                joined[finding.material] = CrossPageSeal(Coverage.COMPLETE, _SURE, pages=finding.all_pages)
        materials = tuple(
            replace(one, cross_page_seal=joined[one.code].coverage)
            if one.code in joined and one.cross_page_seal is not Coverage.NOT_NEEDED else one
            for one in report.materials
        )
        return replace(
            report, page_seals=seals, cross_page_seals=joined, materials=materials,
            rulings=tuple(one.id for one in self._rulings.all if one.id in self._applied),
        )

    def _on(self, finding: Finding) -> Finding | None:
        if finding.severity not in _TOLD and not any(one.kind is RulingKind.STRIKE for one in self._rulings.all):
            return finding
        cause = cause_of(finding, self._seen)
        ruling = next((one for one in reversed(self._rulings.all) if speaks_of(one, cause)), None)
        if ruling is None or (finding.severity not in _TOLD and ruling.kind is not RulingKind.STRIKE):
            return finding
        self._applied.add(ruling.id)
        match ruling.effect:
            case Effect.CLEAR:
                self._cleared.append((cause, finding))
                return None
            case Effect.DEFECT:
                return _as_defect(finding, ruling)
            case Effect.RESCAN if not self._faxed:
                return _to_scan_again(finding)
            case _:
                return finding


def _is_of(corrected: Correction, seen: Seen) -> bool:
    """Tell whether what a ruling corrects is there."""
    if corrected.unit or corrected.item or corrected.materials:
        return True
    named = [content for content, _ in corrected.pages] + [one.content for one in corrected.values]
    contents = {*named, *corrected.discarded}
    return bool(contents & set(seen.pages.values()))


def _as_defect(finding: Finding, ruling: Ruling) -> Finding:
    """Return a doubt as the defect that an officer sees in it; he answers for it, so it is told."""
    sentence = ruling.sentence or stated.for_sender(finding)
    code = ruling.code or (finding.code if code_of(finding).told is Told.SENDER else "material-uncertain")
    severity = Severity.TOLERABLE if finding.severity is Severity.TOLERABLE else Severity.BLOCKING
    pages = finding.all_pages if PAGES in sentence else ()
    return replace(
        finding, code=code, severity=severity, sentence=sentence, confidence=_SURE, confirmed=True, pages=pages
    )


def _to_scan_again(finding: Finding) -> Finding:
    """Return a doubt as a page, or a paper where it names no page, that the sender scans again."""
    paper = stated.paper(finding)
    page = f"{PAGES}{f'（{paper}）' if paper else ''}" if finding.all_pages else ""
    sentence = f"{page or stated.materials(finding) or '所交材料'}看不清，请重新扫描清晰后提交。"
    place = Place(finding.material, finding.page, finding.box, finding.file, finding.all_pages)
    return find("page-unreadable", sentence, severity=Severity.BLOCKING, place=place)


def _added(ruling: Ruling, pages: tuple[int, ...]) -> Finding:
    material = next(iter(ruling.materials), "") or None
    sentence = f"{PAGES}：{ruling.sentence}" if pages else ruling.sentence
    return find(ruling.code, sentence, severity=Severity.BLOCKING, place=Place(material, pages=pages))

