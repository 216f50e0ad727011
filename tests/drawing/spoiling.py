"""Defects worked into a clean plan: seals taken off, exchanged, of another company or kind."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

from tests.drawing.cross_page import exchange
from tests.drawing.dossier import draw_unit
from tests.drawing.expectations import Defect
from tests.drawing.plan import Brush, DrawnMaterial, PagePlan, Plan
from tests.drawing.seals import SealDesign, official_seal, special_seal

LETTER_PAPER = (216.0, 279.0)
"""US Letter in mm: what office printers give when nobody set A4."""


def spoil(plan: Plan, brush: Brush, defects: Sequence[Defect], dots_per_inch: float) -> None:
    """Work the defects in, in the order given; those of papers and names are none of its business."""
    random = Random(f"spoil-{brush.dossier.code}")
    for defect in defects:
        if defect in SPOILERS:
            SPOILERS[defect](plan, brush, random, dots_per_inch)


def _sealed(plan: Plan, brush: Brush, random: Random) -> PagePlan:
    """Choose a page whose seal a defect may take; the sides of one sheet only where the caller names them.

    Raises:
        ValueError: No page is left whose seal anybody asks for.
    """
    if brush.page is not None:
        return plan.pages[brush.page - 1]
    choices = [
        page
        for page in plan.pages
        if _is_asked(page) and not page.material.paper.duplex and any(each.applicant for each in page.impressions)
    ]
    if not choices:
        raise ValueError("no page to take the seal from")
    return random.choice(choices)


def _is_asked(page: PagePlan) -> bool:
    """Tell whether the rule asks the applicant's seal of a page: not of the union's paper, nor of a bank's."""
    return page.material.paper.seal == "official" and page.material.paper.need != "optional"


def _several(plan: Plan, random: Random) -> DrawnMaterial:
    """Choose a material that carries a cross-page seal.

    Raises:
        ValueError: No material has two pages.
    """
    choices = [material for material in plan.materials if plan.cross_page_state(material) == "complete"]
    if not choices:
        raise ValueError("no material of two or more pages to spoil")
    return random.choice(choices)


def _note(plan: Plan, defect: Defect, pages: list[PagePlan]) -> None:
    plan.places[defect] = [(page.number, page.material.paper.code) for page in pages]


def _unseal(plan: Plan, brush: Brush, random: Random, dots: float) -> None:
    page = _sealed(plan, brush, random)
    page.impressions = [each for each in page.impressions if not each.applicant]
    _note(plan, Defect.PAGE_UNSEALED, [page])


def _unseal_all(plan: Plan, brush: Brush, random: Random, dots: float) -> None:
    for page in plan.pages:
        page.impressions = [each for each in page.impressions if not each.applicant]
    plan.strips = []


def _drop_strips(plan: Plan, brush: Brush, random: Random, dots: float) -> None:
    _several(plan, random)
    plan.places[Defect.NO_CROSS_PAGE_SEAL] = [
        (None, material.paper.code) for material in plan.materials if plan.cross_page_state(material) == "complete"
    ]
    plan.strips = []


def _drop_one_strip(plan: Plan, brush: Brush, random: Random, dots: float) -> None:
    material = _several(plan, random)
    bare = random.choice(plan.of(material)).number
    plan.strips = [strip for strip in plan.strips if strip.page != bare]
    plan.places[Defect.PARTIAL_CROSS_PAGE_SEAL] = [(None, material.paper.code)]


def _exchange(plan: Plan, brush: Brush, random: Random, dots: float) -> None:
    material = _several(plan, random)
    page = random.choice(plan.of(material)).number
    plan.strips = exchange(plan.strips, page, brush.design, brush.ink, random, dots)
    plan.places[Defect.EXCHANGED_PAGE] = [(None, material.paper.code)]


def _reseal(page: PagePlan, design: SealDesign) -> None:
    page.impressions = [
        replace(each, design=design, applicant=False) if each.applicant else each for each in page.impressions
    ]


def _other_company(plan: Plan, brush: Brush, random: Random, dots: float) -> None:
    page = _sealed(plan, brush, random)
    name = draw_unit(Random(f"other-{brush.dossier.code}"), "")
    _reseal(
        page,
        official_seal(
            name if name != brush.dossier.unit else "北京" + name, diameter_mm=brush.diameter, face=brush.face
        ),
    )
    _note(plan, Defect.OTHER_COMPANY_SEAL, [page])


def _twin(plan: Plan, brush: Brush, random: Random, dots: float) -> None:
    design = brush.edge_design
    for page in plan.pages:
        if page.material.paper.seal == "official":
            _reseal(page, design)
    _note(plan, Defect.TWIN_NAME_SEAL, [page for page in plan.pages if _is_asked(page)])


def _wrong_kind(plan: Plan, brush: Brush, random: Random, dots: float) -> None:
    page = _sealed(plan, brush, random)
    _reseal(
        page, special_seal(random.choice(("contract", "finance", "personnel")), brush.dossier.unit, face=brush.face)
    )
    _note(plan, Defect.WRONG_KIND_SEAL, [page])


def _letter_paper(plan: Plan, brush: Brush, random: Random, dots: float) -> None:
    page = plan.pages[brush.page - 1] if brush.page else random.choice(plan.pages)
    page.sheet.width, page.sheet.height = LETTER_PAPER
    _note(plan, Defect.WRONG_PAPER_SIZE, [page])


SPOILERS: dict[Defect, Callable[[Plan, Brush, Random, float], None]] = {
    Defect.PAGE_UNSEALED: _unseal,
    Defect.NO_SEALS: _unseal_all,
    Defect.NO_CROSS_PAGE_SEAL: _drop_strips,
    Defect.PARTIAL_CROSS_PAGE_SEAL: _drop_one_strip,
    Defect.EXCHANGED_PAGE: _exchange,
    Defect.OTHER_COMPANY_SEAL: _other_company,
    Defect.TWIN_NAME_SEAL: _twin,
    Defect.WRONG_KIND_SEAL: _wrong_kind,
    Defect.WRONG_PAPER_SIZE: _letter_paper,
}
