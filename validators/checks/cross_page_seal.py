"""Cross-page seal (骑缝章) of every material of two or more pages.

Source: 附件3 寄递要求2 (多页的，还需加盖骑缝章); 附件4 二（二）; 2页及以上 and 1页以上 both mean two (domain f8).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from cases.finding import PAGES, Clause, Finding, Place, Severity
from cases.page_runs import pages_text
from cases.reading import ColourMode, Coverage, CrossPageSeal, PageReading
from cases.report import MaterialReading, MaterialStatus
from catalogue.model import Material, ServiceItem
from papers.assignment import Evidence
from papers.materials import ALWAYS_ACCEPTED
from validators.checks import official_seal
from validators.finding import find, milder
from validators.subject import Subject


def needed_pages(material: Material | None, pages: tuple[int, ...]) -> bool:
    """Tell whether a material of these pages needs a cross-page seal."""
    return material is not None and material.seal.cross_page and len(pages) >= 2


def check(subject: Subject) -> Iterator[Finding]:
    """Yield one finding per material whose cross-page seal is missing, partial or uncertain."""
    # The finding on the missing seals asks for the cross-page ones too.
    if official_seal.package_is_bare(subject) and all(one.is_trace for page in subject.pages for one in page.fragments):
        return
    for reading in subject.materials:
        material = subject.material(reading.code)
        if material is not None and needed_pages(material, reading.pages):
            yield from _judge(subject, reading, material.seal.cross_page_clause)
    yield from _unlisted(subject)


def _unlisted(subject: Subject) -> Iterator[Finding]:
    """A paper that no list asks for is stamped like the rest: where nothing of a seal crosses it, an officer is asked.

    Only pages that surely are one paper: a title, and what goes on from it in the same file.
    """
    clauses = [one.seal.cross_page_clause for one in subject.item.materials if one.seal.cross_page]
    codes = dict.fromkeys(subject.assignment.page_documents().values())
    for code in codes if clauses else ():
        if subject.material(code) is not None or code in ALWAYS_ACCEPTED:
            continue
        for pages in (_of_one_paper(subject, copy) for copy in subject.assignment.copies(code)):
            if len(pages) >= 2 and not any(_may_be_sealed(page) for page in pages):
                message = f"{PAGES}（{subject.document_name(code)}）为多页材料，未见骑缝章，是否需要加盖请核对。"
                found = find(
                    subject, "cross-page-seal-missing", message,
                    confidence=0.9, place=Place(code, pages=tuple(page.number for page in pages)),
                    clause=Clause(clauses[0], confirmed=bool(clauses[0])),
                )  # fmt: skip
                yield milder(found, Severity.REVIEW)


def _of_one_paper(subject: Subject, copy: tuple[int, ...]) -> list[PageReading]:
    """The pages of a copy, none where they may be papers of their own: only its first has a title."""
    given = {one.page: one.evidence for one in subject.assignment.pages}
    pages = [page for page in subject.pages if page.number in copy]
    goes_on = all(given[number] is Evidence.CONTINUATION for number in copy[1:])
    adjoin = copy[-1] - copy[0] == len(copy) - 1 and len({page.file for page in pages}) == 1
    return pages if given[copy[0]] is Evidence.HEADING and goes_on and adjoin else []


def _may_be_sealed(page: PageReading) -> bool:
    return page.colour is not ColourMode.COLOUR or any(not one.is_trace for one in page.fragments)


def _judge(subject: Subject, reading: MaterialReading, clause: str) -> Iterator[Finding]:
    seal = subject.cross_page.get(reading.code, CrossPageSeal(Coverage.UNCERTAIN, 0.0))
    if seal.coverage in (Coverage.COMPLETE, Coverage.NOT_NEEDED):
        return
    pages = [page for page in subject.pages if page.number in reading.pages]
    code, reason = _verdict(seal, pages)
    if code == "cross-page-seal-uncertain" and (_is_asked_in_colour(subject, pages) or _may_be_two(subject, reading)):
        return
    yield find(
        subject,
        code,
        f"《{reading.name}》（{PAGES}）{reason}",
        confidence=seal.confidence * reading.confidence if code != "cross-page-seal-uncertain" else seal.confidence,
        place=Place(reading.code, pages=reading.pages),
        clause=Clause(clause, confirmed=bool(clause)),
    )


def _is_asked_in_colour(subject: Subject, pages: list[PageReading]) -> bool:
    """Tell whether the sheets are asked for again in colour, page by page: their cross-page seal is seen with them."""
    return all(official_seal.judgement_of(subject, page).code == "seal-uncoloured" for page in pages)


def _may_be_two(subject: Subject, reading: MaterialReading) -> bool:
    """Tell whether one of two sheets may be another material, asked about already: one sheet needs no seal across."""
    sought = {one.code for one in subject.materials if not one.pages and one.status is MaterialStatus.UNCERTAIN}
    given = [one for one in subject.assignment.pages if one.page in reading.pages]
    doubtful = [one for one in given if one.evidence is Evidence.CONTINUATION and sought & set(one.possible)]
    return len(given) - len(doubtful) < 2 and bool(doubtful)


def _verdict(seal: CrossPageSeal, pages: list[PageReading]) -> tuple[str, str]:
    grey = all(page.colour is not ColourMode.COLOUR for page in pages)
    uncoloured = grey and any(page.fragments or page.seals for page in pages)
    if seal.coverage is Coverage.UNCERTAIN or uncoloured:
        return "cross-page-seal-uncertain", "的骑缝章无法确认，已转人工核对。"
    if seal.coverage is Coverage.ABSENT:
        return "cross-page-seal-missing", "为多页材料，未见骑缝章，请加盖骑缝章后重新提交。"
    parts = [f"{pages_text(seal.missing_pages)}未盖到"] if seal.missing_pages else []
    if seal.foreign_pages:
        parts.append(f"{pages_text(seal.foreign_pages)}的印迹与其他页不属于同一枚印章")
    return "cross-page-seal-partial", f"的骑缝章不完整：{'，'.join(parts) or '部分页面未盖到'}，请重新加盖后提交。"


def fill(
    materials: tuple[MaterialReading, ...], item: ServiceItem, verdicts: Mapping[str, CrossPageSeal]
) -> tuple[MaterialReading, ...]:
    """Return the materials with their cross-page verdicts, for the report."""
    rules = {material.document: material for material in item.materials}

    def coverage(reading: MaterialReading) -> Coverage:
        if not needed_pages(rules.get(reading.code), reading.pages):
            return Coverage.NOT_NEEDED
        return verdicts[reading.code].coverage if reading.code in verdicts else Coverage.UNCERTAIN

    return tuple(replace(reading, cross_page_seal=coverage(reading)) for reading in materials)
