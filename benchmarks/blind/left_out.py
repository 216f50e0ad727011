"""Clean submissions with one material taken away: is it the one that is claimed to be missing, and nothing else?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from benchmarks.blind.truth import BlindMail, TrueCase
from cases.report import Report
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
    for material in dict.fromkeys(case.present):
        left = [page for page, of in mail.page_materials.items() if of != material]
        if not left or len(left) == len(mail.page_materials):
            continue
        report = _without(whole, frozenset(left), services)
        missing = {one.material for one in report.findings if one.code == "material-missing" and one.severity in CLAIMS}
        right = _alternatives(services, case, material) | set(case.missing)
        yield from ("" if one in right else f"{mail.name} 缺{material}: {one}" for one in sorted(map(str, missing)))


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
