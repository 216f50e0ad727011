"""What is to be marked on a page: what was found, and where something is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from statistics import median

from cases.reading import Box, Coverage, CrossPageSeal, Edge, EdgeFragment, PageReading, Seal, SealKind
from cases.report import Report, SealVerdict
from cases.units import POINTS_PER_MM

SEAL_MM = 40.0
"""Diameter of the circle that stands for a missing seal."""

_GAP_DEPTH_MM = 9.0
_DATE = re.compile(r"年.{0,4}月.{0,4}日")
_SIGNING = ("盖章", "公章", "签章", "（章）", "(章)")

SEAL_NAMES = {
    SealKind.OFFICIAL: "公章", SealKind.CONTRACT: "合同专用章", SealKind.INVOICE: "发票专用章",
    SealKind.FINANCE: "财务专用章", SealKind.PERSONNEL: "人事（部门）章", SealKind.UNION: "工会章",
    SealKind.GOVERNMENT: "机关章", SealKind.NAME: "名章", SealKind.UNKNOWN: "印章",
}  # fmt: skip


class MarkKind(Enum):
    """Kinds of marks: name in the legend."""

    LINE = "文字行"
    CELL = "表格单元"
    SEAL = "印章"
    FRAGMENT = "骑缝印迹"
    MISSING = "缺少之处"
    DEFECT = "问题所在"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark on a page.

    Attributes:
        box: Its place, points.
        label: Words beside it, empty for none.
        is_round: An oval within the box instead of the box.
    """

    kind: MarkKind
    box: Box
    label: str = ""
    is_round: bool = False


def marks_of(page: PageReading, report: Report) -> list[Mark]:
    """Return the marks of a page, those to be seen best last."""
    marks = marks_found(page)
    defects = {one.box for one in report.findings if one.page == page.number and one.box is not None}
    marks += [Mark(MarkKind.DEFECT, box) for box in sorted(defects)]
    marks += _gaps(page, report)
    if _lacks_seal(page, report):
        marks.append(Mark(MarkKind.MISSING, _seal_place(page), "此页缺公章", is_round=True))
    return marks


def marks_found(page: PageReading) -> list[Mark]:
    """Return what was read from a page, without any judgement."""
    marks = [Mark(MarkKind.LINE, line.box) for line in page.lines]
    marks += [Mark(MarkKind.CELL, cell.box) for table in page.tables for row in table.rows for cell in row]
    marks += [Mark(MarkKind.FRAGMENT, one.box, "骑缝印迹") for one in page.fragments if not one.is_trace]
    return marks + [Mark(MarkKind.SEAL, seal.box, _seal_label(seal)) for seal in page.seals]


def _seal_label(seal: Seal) -> str:
    text = seal.text or "印文不清"
    inner = "" if seal.inner_text in ("", SEAL_NAMES[seal.kind]) else f" {seal.inner_text}"
    return f"{SEAL_NAMES[seal.kind]}：{text}{inner}"


def _lacks_seal(page: PageReading, report: Report) -> bool:
    if report.page_seals.get(page.number) is not SealVerdict.ABSENT:
        return False
    # One finding without a page stands for a package without any seal.
    return any(one.code == "seal-missing" and one.page in (None, page.number) for one in report.findings)


def _seal_place(page: PageReading) -> Box:
    """Return where the seal belongs: over the signing line, else over the last date, else at the bottom right."""
    width, height = size_of(page)
    half = SEAL_MM * POINTS_PER_MM / 2
    signing = [line for line in page.lines if any(word in line.text for word in _SIGNING)]
    dated = [line for line in page.lines if _DATE.search(line.text) and line.box[0] > 0.35 * width]
    x, y = 0.7 * width, 0.8 * height
    for line in (signing or dated)[-1:]:
        x, y = (line.box[0] + line.box[2]) / 2, (line.box[1] + line.box[3]) / 2
    x, y = min(max(x, half), max(width - half, half)), min(max(y, half), max(height - half, half))
    return x - half, y - half, x + half, y + half


def size_of(page: PageReading) -> tuple[float, float]:
    """Return width and height of a page in points; where its size is unknown, what its lines reach."""
    if page.size_mm[0] > 0:
        return page.size_mm[0] * POINTS_PER_MM, page.size_mm[1] * POINTS_PER_MM
    boxes = [*(line.box for line in page.lines), *(seal.box for seal in page.seals)]
    right, bottom = max((box[2] for box in boxes), default=595.0), max((box[3] for box in boxes), default=842.0)
    return right + 30, bottom + 30


def _gaps(page: PageReading, report: Report) -> Iterator[Mark]:
    """Yield the gaps of the page in the cross-page seals of the report's materials."""
    numbers = {one.number: one for one in report.pages}
    for seal in report.cross_page_seals.values():
        if seal.coverage is Coverage.PARTIAL:
            yield from gaps(page, [numbers[number] for number in seal.pages], seal)


def gaps(page: PageReading, pages: Sequence[PageReading], seal: CrossPageSeal) -> Iterator[Mark]:
    """Yield the places along a page's edge where a strip of a cross-page seal is missing or another's.

    Args:
        page: The page to be marked.
        pages: The set that was judged.
        seal: The verdict on it.
    """
    if page.number in seal.foreign_pages:
        strips = [one for one in page.fragments if not one.is_trace]
        yield from (Mark(MarkKind.MISSING, one.box, "不属于同一枚印章") for one in strips)
    elif page.number in seal.missing_pages:
        others = [other for other in pages if other.number not in seal.foreign_pages]
        strips = [one for other in others for one in other.fragments if not one.is_trace]
        place = gap_place(strips, page)
        if place is not None:
            yield Mark(MarkKind.MISSING, place, "骑缝章缺口")


def gap_place(strips: Sequence[EdgeFragment], page: PageReading) -> Box | None:
    """Return where a strip belongs, by where those of the other pages lie; None without any."""
    if not strips:
        return None
    edges = [strip.edge for strip in strips]
    edge = max(edges, key=edges.count)
    own = [strip for strip in strips if strip.edge is edge]
    start, end = (median(value) * POINTS_PER_MM for value in zip(*((s.start_mm, s.end_mm) for s in own), strict=True))
    width, height = size_of(page)
    deep = _GAP_DEPTH_MM * POINTS_PER_MM
    places = {
        Edge.LEFT: (0.0, start, deep, end), Edge.RIGHT: (width - deep, start, width, end),
        Edge.TOP: (start, 0.0, end, deep), Edge.BOTTOM: (start, height - deep, end, height),
    }  # fmt: skip
    return places[edge]
