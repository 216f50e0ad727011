"""Clean submissions with one material taken away: is it the one that is claimed to be missing, and nothing else?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from benchmarks.blind.truth import BlindMail, TrueCase
from cases.report import Report, ReportFile
from casework.services import Services
from judging.judge import judge_pages
from judging.reader import ReadFiles
from pipeline.without_mail.inspection import Inspection

CLAIMS = ("blocking", "tolerable")
"""Severities with which a missing material is claimed; a question to an officer claims nothing."""


def claims_of(mail: BlindMail, whole: Inspection, services: Services) -> tuple[int, tuple[str, ...]]:
    """Return how many claims were right, and those that were not, as ``without: claimed``."""
    found = list(_claims(mail, mail.cases[0], whole, services))
    return sum(not wrong for wrong in found), tuple(wrong for wrong in found if wrong)


def _claims(mail: BlindMail, case: TrueCase, whole: Inspection, services: Services) -> Iterator[str]:
    """Yield for every claim what is wrong with it, empty where it is right."""
    pages = materials_as_read(mail, whole.report.files)
    for material in dict.fromkeys(case.present):
        left = [page for page, of in pages.items() if of != material]
        if not left or len(left) == len(pages):
            continue
        report = _without(whole, frozenset(left), services)
        missing = {one.material for one in report.findings if one.code == "material-missing" and one.severity in CLAIMS}
        right = _alternatives(services, case, material) | set(case.missing)
        yield from ("" if one in right else f"{mail.name} 缺{material}: {one}" for one in sorted(map(str, missing)))


def materials_as_read(mail: BlindMail, files: Sequence[ReportFile]) -> dict[int, str | None]:
    """Return which material each page belongs to, numbered as read: files of one mail are read in the order of names.

    Where a maker does not tell of what files its pages are, or they are not those that were read, its order is taken.
    """
    sent = [(str(one["name"]), int(one["pages"])) for one in mail.truth.get("attachments") or ()]
    read = [(one.name, one.pages) for one in files if one.pages]
    if len(dict(sent)) < len(sent) or sorted(sent) != sorted(read):
        return mail.page_materials
    first, pages = 1, {}
    for name, count in sent:
        pages[name] = range(first, first := first + count)
    order = (page for name, _ in read for page in pages[name])
    return {number: mail.page_materials.get(page) for number, page in enumerate(order, 1)}


def _alternatives(services: Services, case: TrueCase, material: str) -> frozenset[str]:
    """Return the material and those that the item's list accepts in its place: a claim names them all."""
    lines = [line for item in services.catalogue.items if item.code in case.items for line in item.materials]
    groups = {line.alternative for line in lines if line.document == material and line.alternative}
    return frozenset((material, *(line.document for line in lines if line.alternative in groups)))


def _without(whole: Inspection, left: frozenset[int], services: Services) -> Report:
    """Judge the pages that are left, numbered anew."""
    kept = [page for page in whole.report.pages if page.number in left]
    pages = tuple(replace(page, number=number) for number, page in enumerate(kept, 1))
    rounds = (1,) * len(whole.report.files)
    read = ReadFiles(whole.report.files, pages, rounds)
    return judge_pages(read, whole.question, services.catalogue, services.office)
