"""Pictures of a case: its pages, their seals, the strips of cross-page seals; identity numbers are covered."""

from __future__ import annotations

import io
from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response
from PIL import Image

from api.dependencies import CaseId, OfficerDep, ServicesDep
from api.routes.schemas import EvidenceBody
from cases.case import Case
from cases.errors import NotFound
from cases.questions.asking import questions_of
from cases.questions.question import Question
from cases.reading import PageReading
from cases.report import Report
from casework.reports import judged_report
from casework.services import Services
from views.evidence import join_strips
from views.evidence_parts import shown_evidence
from views.evidence_pictures import Drawer
from views.page_pictures import (
    MEDIA_TYPE,
    SHOWN,
    SMALL,
    WIDTHS,
    cut_out,
    evidence_page,
    page_picture,
    seal_picture,
    shown_page,
    small_page,
)
from views.pictures import mark_page

router = APIRouter(prefix="/cases/{case_id}", tags=["办件"])
PageNumber = Annotated[int, Path(ge=1)]
EvidenceKey = Annotated[str, Path(max_length=80)]


@dataclass(frozen=True, slots=True)
class Pictured:
    """A case whose pictures are asked for."""

    services: Services
    report: Report
    case: Case

    def page(self, number: int) -> PageReading:
        """Return a page.

        Raises:
            NotFound: The case has no such page.
        """
        found = next((one for one in self.report.pages if one.number == number), None)
        if found is None:
            raise NotFound(what=f"第{number}页")
        return found


def pictured(case_id: CaseId, officer: OfficerDep, services: ServicesDep) -> Pictured:
    """Return the case in the path, as it was judged."""
    with services.reading() as work:
        case = work.cases.get(case_id, officer.scope)
        return Pictured(services, judged_report(work, case), case)


PicturedDep = Annotated[Pictured, Depends(pictured)]


@router.get("/pages/{number}.webp", response_class=Response)
def show_page(
    number: PageNumber, of: PicturedDep, officer: OfficerDep,
    width: Annotated[int, Query(ge=1, le=10_000)] = SHOWN,
    look: Annotated[str, Query(max_length=64, description="一次性查看未遮盖的页面")] = "",
) -> Response:
    """Return a page as wide as it is shown, or somewhat wider; without cover where that was asked for with a reason."""
    page = of.page(number)
    if look:
        with of.services.work() as work:
            work.material.take_view(look, of.case, number, officer.id, work.now)
        return picture(page_picture(of.services, of.report, page, WIDTHS[-1], covered=False), MEDIA_TYPE)
    chosen = next((one for one in WIDTHS if one >= width), WIDTHS[-1])
    if chosen == SMALL:
        return picture(small_page(of.services, of.report, page), MEDIA_TYPE)
    return picture(page_picture(of.services, of.report, page, chosen), MEDIA_TYPE)


@router.get("/pages/{number}.png", response_class=Response)
def show_marked_page(number: PageNumber, of: PicturedDep, boxes: bool = True) -> Response:
    """Return a page as a picture, with boxes of what was found unless ``boxes=false``."""
    page = of.page(number)
    shown = shown_page(of.services, of.report, page, SHOWN)
    return picture(_png(mark_page(shown, page, of.report) if boxes else shown))


@router.get("/pages/{number}/seals/{seal}.webp", response_class=Response)
def show_small_seal(number: PageNumber, seal: PageNumber, of: PicturedDep) -> Response:
    """Return one impression as it is shown in the row of all seals."""
    page = _sealed(of, number, seal)
    return picture(seal_picture(of.services, of.report, page, page.seals[seal - 1]), MEDIA_TYPE)


@router.get("/pages/{number}/seals/{seal}.png", response_class=Response)
def show_seal(number: PageNumber, seal: PageNumber, of: PicturedDep) -> Response:
    """Return one impression cut out of its page; ``seal`` counts from 1 in the order of the report."""
    page = _sealed(of, number, seal)
    sheet = evidence_page(of.services, of.report, page)
    return picture(_png(cut_out(sheet, page, page.seals[seal - 1].box, 2.0)))


@router.get("/cross-page-seals/{material}.png", response_class=Response)
def show_cross_page_seal(material: Annotated[str, Path(max_length=80)], of: PicturedDep) -> Response:
    """Return the strips of a material's cross-page seal put together."""
    joined = join_strips(of.report, material)
    if joined is None:
        raise NotFound(what="该材料的骑缝印迹")
    return picture(joined)


@router.get("/evidence/{key}")
def list_evidence(key: EvidenceKey, of: PicturedDep) -> EvidenceBody:
    """Return which pictures and words stand beside a question."""
    evidence = _question(of, key).evidence
    return EvidenceBody.model_validate(asdict(shown_evidence(evidence, of.report)))


@router.get("/evidence/{key}/{part}.png", response_class=Response)
def show_evidence(key: EvidenceKey, part: Annotated[str, Path(max_length=40)], of: PicturedDep) -> Response:
    """Return one of the pictures beside a question."""
    return picture(Drawer(of.services, of.report, _question(of, key).evidence).part(part))


def _question(of: Pictured, key: str) -> Question:
    found = next((one for one in questions_of(of.report, of.case.revision) if one.key == key), None)
    if found is None:
        raise NotFound(what="该问")
    return found


def picture(content: bytes, media_type: str = "image/png") -> Response:
    """Return the answer that holds a picture."""
    return Response(content, media_type=media_type, headers={"Content-Security-Policy": "sandbox"})


def _png(shown: Image.Image) -> bytes:
    stream = io.BytesIO()
    shown.save(stream, "PNG")
    return stream.getvalue()


def _sealed(of: Pictured, number: int, seal: int) -> PageReading:
    page = next((one for one in of.report.pages if one.number == number and seal <= len(one.seals)), None)
    if page is None:
        raise NotFound(what=f"第{number}页的第{seal}枚印章")
    return page
