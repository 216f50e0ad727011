"""Pages to a file: scanned PDF (img2pdf), fax TIFF, one JPEG, or a born-digital PDF."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

import img2pdf
import numpy as np

from tests.drawing.born_digital import set_pdf
from tests.drawing.cross_page import press
from tests.drawing.page_truth import describe
from tests.drawing.plan import Impression, PagePlan, Plan
from tests.drawing.scanning import FAX_ACROSS, Matrix, Scan, encode, fax, move_box, scan_page
from tests.drawing.seals import draw_seal, stamp
from tests.drawing.sheet import Picture, raster
from tests.drawing.truth import Box, FragmentTruth, PageTruth

if TYPE_CHECKING:
    from tests.drawing.submission import SubmissionSpec


@dataclass(frozen=True, slots=True)
class Bound:
    """The file and what its pages hold.

    Attributes:
        uncoloured: No seal can be proved by colour.
        scans: The picture of each page of a scanned PDF, as put into it.
    """

    content: bytes
    media_type: str
    extension: str
    pages: tuple[PageTruth, ...]
    uncoloured: bool
    scans: tuple[bytes, ...] = ()


ScannedPages = dict[str, tuple[bytes, PageTruth]]
"""Scanned pages by all that they were made from."""


def bind(spec: SubmissionSpec, plan: Plan, scan: Scan, scanned: ScannedPages) -> Bound:
    """Render all pages and put them into the container asked for.

    Args:
        scanned: Pages that need not be drawn again; new ones are added.
    """
    if spec.born_digital:
        content, drawn = set_pdf(plan, pasted=spec.pasted)
        return Bound(content, "application/pdf", ".pdf", tuple(drawn), False)
    if spec.container.startswith("tiff"):
        return _bind_fax(spec, [_Print(plan, page, scan.dots_per_inch) for page in plan.pages], scan)
    bound = [_scan(plan, page, scan, scanned) for page in plan.pages[: 1 if spec.container == "jpeg" else None]]
    scans, pages = tuple(one for one, _ in bound), tuple(truth for _, truth in bound)
    if spec.container == "jpeg":
        return Bound(scans[0], "image/jpeg", ".jpg", pages, scan.mode != "colour")
    return Bound(bind_scans(scans), "application/pdf", ".pdf", pages, scan.mode != "colour", scans)


def bind_scans(scans: Sequence[bytes]) -> bytes:
    """Return a PDF of pictures of pages."""
    content: bytes = img2pdf.convert(list(scans), nodate=True, engine=img2pdf.Engine.internal)
    return content


def _scan(plan: Plan, page: PagePlan, scan: Scan, scanned: ScannedPages) -> tuple[bytes, PageTruth]:
    """Return one scanned page and its truth, from those kept where it is among them."""
    key = _fingerprint(plan, page, scan)
    if key not in scanned:
        drawn = _Print(plan, page, scan.dots_per_inch)
        picture, matrix = scan_page(drawn.picture, scan, Random(f"scan-{page.key}"))
        truth = drawn.truth(matrix, (scan.dots_per_inch, scan.dots_per_inch), scan.mode, scan.rotation)
        scanned[key] = encode(picture, scan), truth
    content, truth = scanned[key]
    return content, replace(truth, number=page.number)


def _fingerprint(plan: Plan, page: PagePlan, scan: Scan) -> str:
    """Return a digest of all that a scanned page is made from; its number in the submission is not among it."""
    sheet = page.sheet
    drawn = [_described(one) if isinstance(one, Picture) else one for one in sheet.items]
    edges = [
        (strip.edge, strip.centre_mm, strip.group, strip.alien, strip.image.size, strip.image.tobytes())
        for strip in plan.strips
        if strip.page == page.number
    ]
    place = (sheet.width, sheet.height, sheet.signatures, page.key, page.material.paper.code)
    return hashlib.sha256(repr((scan, place, drawn, page.impressions, edges)).encode()).hexdigest()


def _described(one: Picture) -> tuple[object, ...]:
    return one.left, one.top, one.width, one.height, one.image.size, one.image.tobytes()


def _bind_fax(spec: SubmissionSpec, drawn: Sequence[_Print], scan: Scan) -> Bound:
    random = Random(f"fax-{spec.item}-{spec.seed}")
    fine = spec.container == "tiff-fine"
    content, matrices = fax(
        [each.picture for each in drawn], scan.dots_per_inch, fine, spec.seed % 2 == 1, random=random
    )
    dots = (FAX_ACROSS, 196.0 if fine else 98.0)
    pages = tuple(each.truth(matrix, dots, "bilevel", 0) for each, matrix in zip(drawn, matrices, strict=True))
    return Bound(content, "image/tiff", ".tif", pages, True)


class _Print:
    """One page with its seals, before any device sees it. Boxes in pixels."""

    def __init__(self, plan: Plan, page: PagePlan, dots_per_inch: float) -> None:
        self.page, self.scale = page, dots_per_inch / 25.4
        self.picture = raster(page.sheet, dots_per_inch)
        self.seals = [self._press(impression) for impression in page.impressions]
        self.strips = [
            (strip, press(self.picture, strip, page.sheet.width, dots_per_inch))
            for strip in plan.strips
            if strip.page == page.number
        ]

    def _press(self, impression: Impression) -> tuple[Impression, Box]:
        picture = draw_seal(impression.design, impression.inking, self.scale * 25.4)
        left = round(impression.across * self.scale - picture.width / 2)
        top = round(impression.down * self.scale - picture.height / 2)
        stamp(self.picture, picture, left, top)
        ink = picture.getchannel("A").point(lambda value: 255 if value > 50 else 0).getbbox() or (0, 0, *picture.size)
        return impression, (left + ink[0], top + ink[1], left + ink[2], top + ink[3])

    def truth(self, matrix: Matrix, dots: tuple[float, float], colour: str, rotation: int) -> PageTruth:
        """Return what the page holds, moved by what the device did."""
        to_points = np.diag([72 / dots[0], 72 / dots[1], 1.0]) @ matrix
        fragments = [
            FragmentTruth(strip.edge, move_box(to_points, box), strip.group, strip.alien) for strip, box in self.strips
        ]
        return describe(
            self.page,
            [(each, move_box(to_points, box)) for each, box in self.seals],
            fragments,
            lambda box: move_box(
                to_points, (box[0] * self.scale, box[1] * self.scale, box[2] * self.scale, box[3] * self.scale)
            ),
            colour,
            rotation,
        )
