"""The pane of pages: one page large, with what was found on it; all seals in a row, all pages in another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from api.console.case.read_values import place_of
from cases.errors import NotFound
from cases.names.identifiers import mask
from cases.reading import Box, PageReading
from cases.report import Report, SealVerdict
from casework.case_view import CaseView
from casework.reports import judged_report
from casework.work import Work
from catalogue.fields import Field
from record.officers import Officer
from views.markings import SEAL_NAMES, Mark, MarkKind, marks_of, size_of

_LOOKS = {
    MarkKind.LINE: "line", MarkKind.CELL: "cell", MarkKind.SEAL: "seal", MarkKind.FRAGMENT: "fragment",
    MarkKind.MISSING: "lack", MarkKind.DEFECT: "ask",
}
_SEAL_MARKS = {
    SealVerdict.PRESENT: "✓", SealVerdict.ELECTRONIC: "✓", SealVerdict.UNCERTAIN: "?", SealVerdict.UNCOLOURED: "?",
    SealVerdict.ABSENT: "✕",
}


@dataclass(frozen=True, slots=True)
class MarkView:
    """A mark on a page as it is drawn.

    Attributes:
        value: Which value that was read it is; empty for any other mark.
    """

    look: str
    x: float
    y: float
    width: float
    height: float
    label: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class SealView:
    """One impression in the row of all seals."""

    page: int
    number: int
    mark: str
    doubtful: bool
    words: str
    box: str


@dataclass(frozen=True, slots=True)
class PageView:
    """One page large.

    Attributes:
        total: Pages of the submission.
        material: Name of what it was taken for.
        width, height: Points.
        unreadable: It cannot be shown.
        alternative: What stands for the picture where it is not seen.
    """

    number: int
    total: int
    file: int
    material: str
    width: float
    height: float
    unreadable: bool
    alternative: str
    marks: tuple[MarkView, ...]


@dataclass(frozen=True, slots=True)
class ThumbView:
    """One page small."""

    number: int
    material: str
    doubtful: bool


def pane(work: Work, view: CaseView, officer: Officer, number: int = 1) -> dict[str, object]:
    """Return what ``case/pages.html`` shows: nothing but the files while they are being read."""
    try:
        report = judged_report(work, view.case)
    except NotFound:
        return {"files": view.files, "shown": None}
    return {
        "files": view.files, "shown": page_view(report, number, work.catalogue.fields), "seals": seals_of(report),
        "thumbs": thumbs_of(report),
    }


def page_view(report: Report, number: int, fields: Mapping[str, Field] | None = None) -> PageView | None:
    """Return one page of a report large, its first where it has none of that number; None where it has no page.

    Args:
        report: As judged.
        number: Of the page.
        fields: What read values are called, by code.
    """
    page = next((one for one in report.pages if one.number == number), report.pages[0] if report.pages else None)
    if page is None:
        return None
    width, height = size_of(page)
    material = _material(report, page.number)
    unreadable = "page-unreadable" in page.flags
    return PageView(
        page.number, len(report.pages), page.file, material, round(width, 1), round(height, 1), unreadable,
        _alternative(page, material),
        (*(_drawn(mark) for mark in marks_of(page, report)), *_values(report, page.number, fields or {})),
    )


def seals_of(report: Report) -> tuple[SealView, ...]:
    """Return all impressions of a submission, page by page."""
    doubtful = {number for one in report.findings if "seal" in one.code for number in one.all_pages}
    return tuple(
        SealView(
            page.number, number, _SEAL_MARKS.get(report.page_seals.get(page.number, SealVerdict.UNCERTAIN), ""),
            page.number in doubtful, f"{SEAL_NAMES[seal.kind]}，{seal.text or '印文不清'}", place_text(seal.box),
        )
        for page in report.pages for number, seal in enumerate(page.seals, 1)
    )


def thumbs_of(report: Report) -> tuple[ThumbView, ...]:
    """Return all pages small, in the order of the list's materials; what belongs to none comes last."""
    order = {code: place for place, code in enumerate(one.code for one in report.materials)}
    doubtful = {number for one in report.findings if one.severity == "review" for number in one.all_pages}
    numbers = sorted(
        (page.number for page in report.pages),
        key=lambda number: (order.get(report.page_documents.get(number, ""), len(order)), number),
    )
    return tuple(ThumbView(number, _material(report, number), number in doubtful) for number in numbers)


def place_text(box: Box) -> str:
    """Return a place as an element's ``data-box`` has it."""
    return " ".join(f"{value:.1f}" for value in box)


def _material(report: Report, number: int) -> str:
    code = report.page_documents.get(number, "")
    return next((one.name for one in report.materials if one.code == code), "") or "未识别材料"


def _alternative(page: PageReading, material: str) -> str:
    seals = "；".join(f"{SEAL_NAMES[one.kind]}“{one.text or '印文不清'}”" for one in page.seals)
    return f"第{page.number}页，{material}，{len(page.lines)}行文字" + (f"，印章：{seals}" if seals else "，未见印章")


def _values(report: Report, number: int, fields: Mapping[str, Field]) -> Iterator[MarkView]:
    """Yield the values that were read from a page, each where it stands."""
    for material in report.materials:
        for value in material.fields:
            if value.page == number and value.box is not None:
                field = fields.get(value.name)
                words = f"{field.name if field is not None else value.name}：{mask(value.value)}"
                drawn = _drawn(Mark(MarkKind.LINE, value.box, words))
                yield replace(drawn, look="read", value=place_of(material.code, value))


def _drawn(mark: Mark) -> MarkView:
    x0, y0, x1, y1 = (round(value, 1) for value in mark.box)
    width, height = round(max(x1 - x0, 1.0), 1), round(max(y1 - y0, 1.0), 1)
    return MarkView(_LOOKS[mark.kind], x0, y0, width, height, mark.label)
