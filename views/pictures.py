"""Pages with everything drawn on them that was found, and what is missing: a band above, a legend below."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from cases.boxes import shared_area
from cases.finding import Severity
from cases.reading import Coverage, PageReading
from cases.report import MaterialReading, Report
from cases.units import POINTS_PER_INCH
from judging.reader import CaseContent
from ocr.file.document import render_page
from replies.fonts import chinese_font_file
from sandbox.limits import Limits
from views.evidence import cut_seals, join_strips
from views.markings import Mark, MarkKind, marks_of
from views.words import PAGE_SEALS, SEVERITIES

Colour = tuple[int, int, int]
Place = tuple[float, float, float, float]

DOTS_PER_INCH = 110
COLOURS: dict[MarkKind, Colour] = {
    MarkKind.LINE: (96, 150, 230), MarkKind.CELL: (140, 80, 190), MarkKind.SEAL: (0, 130, 60),
    MarkKind.FRAGMENT: (225, 125, 0), MarkKind.MISSING: (210, 0, 0), MarkKind.DEFECT: (210, 0, 120),
}  # fmt: skip
_WIDTHS = {MarkKind.LINE: 1, MarkKind.CELL: 1}
_SEVERITY_COLOURS: dict[Severity, Colour] = {
    Severity.BLOCKING: (190, 0, 0), Severity.TOLERABLE: (160, 100, 0), Severity.REVIEW: (120, 40, 150),
    Severity.NOTICE: (90, 90, 90), Severity.HINT: (130, 130, 130),
}
_PAPER, _INK, _HALO = (250, 250, 244), (30, 30, 30), (255, 255, 255)
_TEXT, _LEADING, _MARGIN = 15, 22, 10
_SCALE = DOTS_PER_INCH / POINTS_PER_INCH
_DASH = 9
_COLOURS_KEPT = 96
_Pen = ImageDraw.ImageDraw


def draw_page(png: bytes, page: PageReading, report: Report) -> Image.Image:
    """Return the page's picture, turned upright, with marks, a band above that names it and a legend below.

    Args:
        png: The page as rendered at :data:`DOTS_PER_INCH`, before it was turned upright.
        page: What was read from it.
        report: For the verdicts and findings of the page.
    """
    with Image.open(io.BytesIO(png), formats=["PNG"]) as opened:
        return mark_page(opened.convert("RGB").rotate(-page.rotation, expand=True), page, report)


def mark_page(picture: Image.Image, page: PageReading, report: Report) -> Image.Image:
    """Return an upright page's picture with marks, the band above and the legend below."""
    marks = marks_of(page, report)
    draw_marks(picture, marks)
    return _framed(picture, _heading(page, report, marks), list(dict.fromkeys(mark.kind for mark in marks)))


def write_pictures(folder: Path, contents: Sequence[CaseContent], report: Report, limits: Limits) -> list[Path]:
    """Write the pages (``page-001.png``), their seals (``seal-001-1.png``) and the joined cross-page seals.

    Returns:
        The paths written, pages first.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for page in report.pages:
        content = contents[page.file]
        png = render_page(content.load(), content.kind, page.file_page, limits, DOTS_PER_INCH)
        target = folder / f"page-{page.number:03d}.png"
        # A scanner's grain takes most of a picture's bytes and says nothing here.
        draw_page(png, page, report).quantize(_COLOURS_KEPT, dither=Image.Dither.NONE).save(target, optimize=True)
        written.append(target)
    return written + _write_evidence(folder, contents, report, limits)


def _write_evidence(folder: Path, contents: Sequence[CaseContent], report: Report, limits: Limits) -> list[Path]:
    written = []
    for page in report.pages:
        content = contents[page.file]
        for seal in cut_seals(content.load, content.kind, page, limits):
            written.append(folder / f"seal-{seal.page:03d}-{seal.number}.png")
            written[-1].write_bytes(seal.png)
    for material in report.materials:
        joined = join_strips(report, material.code) if _is_joined(material) else None
        if joined is not None:
            written.append(folder / f"cross-page-seal-{material.code}.png")
            written[-1].write_bytes(joined)
    return written


def _is_joined(material: MaterialReading) -> bool:
    return material.cross_page_seal in {Coverage.COMPLETE, Coverage.PARTIAL, Coverage.UNCERTAIN}


def draw_marks(picture: Image.Image, marks: Sequence[Mark], scale: float = _SCALE) -> None:
    """Draw marks on a picture of a page.

    Args:
        picture: The upright page.
        marks: The last lie on top.
        scale: Pixels per point.
    """
    pen = ImageDraw.Draw(picture)
    places = [_pixels(mark, scale) for mark in marks]
    for mark, place in zip(marks, places, strict=True):
        _outline(pen, mark, place)
    taken = [place for mark, place in zip(marks, places, strict=True) if mark.kind is not MarkKind.CELL]
    for mark, place in zip(marks, places, strict=True):
        if mark.label:
            taken.append(_label(pen, mark, place, picture.size, taken))


def _pixels(mark: Mark, scale: float) -> Place:
    x0, y0, x1, y1 = (value * scale for value in mark.box)
    return x0, y0, max(x0, x1), max(y0, y1)


def _outline(pen: _Pen, mark: Mark, place: Place) -> None:
    colour, width = COLOURS[mark.kind], _WIDTHS.get(mark.kind, 3)
    if mark.kind is not MarkKind.MISSING:
        pen.rectangle(place, outline=colour, width=width)
    elif mark.is_round:
        for start in range(0, 360, 2 * _DASH):
            pen.arc(place, start, start + _DASH, colour, width + 1)
    else:
        _dashed(pen, place, colour, width)


def _dashed(pen: _Pen, place: Place, colour: Colour, width: int) -> None:
    x0, y0, x1, y1 = place
    for at in range(int(x0), int(x1), 2 * _DASH):
        for y in (y0, y1):
            pen.line((at, y, min(at + _DASH, x1), y), colour, width)
    for at in range(int(y0), int(y1), 2 * _DASH):
        for x in (x0, x1):
            pen.line((x, at, x, min(at + _DASH, y1)), colour, width)


def _label(pen: _Pen, mark: Mark, place: Place, size: tuple[int, int], taken: Sequence[Place]) -> Place:
    """Write a mark's words on white, close to it where they cover least, and return their place."""
    font = _font(_TEXT)
    width, height = pen.textlength(mark.label, font=font) + 6, _TEXT + 6.0
    lefts = (place[0], place[2] - width, (place[0] + place[2] - width) / 2)
    tops = (place[1] - height - 1, place[3] + 2, place[1] - 2 * height, place[3] + height + 2)
    sides = [(left, top) for top in tops for left in lefts]
    sides += [(beside, (place[1] + place[3] - height) / 2) for beside in (place[2] + 3, place[0] - width - 3)]
    room = [_kept_on(left, top, width, height, size) for left, top in sides]
    chosen = min(room, key=lambda one: sum(shared_area(one, other) for other in (*taken, place)))
    pen.rectangle(chosen, fill=_HALO, outline=COLOURS[mark.kind])
    pen.text((chosen[0] + 3, chosen[1] - 1), mark.label, fill=COLOURS[mark.kind], font=font)
    return chosen


def _kept_on(left: float, top: float, width: float, height: float, size: tuple[int, int]) -> Place:
    left = max(min(left, size[0] - width - 2), 1.0)
    top = max(min(top, size[1] - height - 2), 1.0)
    return left, top, left + width, top + height


def _heading(page: PageReading, report: Report, marks: Sequence[Mark]) -> list[tuple[str, Colour]]:
    names = {one.code: one.name for one in report.materials}
    code = report.page_documents.get(page.number, "")
    verdict = report.page_seals.get(page.number)
    parts = [f"第{page.number}页", names.get(code, code) or "未识别材料"]
    if verdict is not None:
        parts.append(f"公章：{PAGE_SEALS[verdict]}")
    if page.rotation:
        parts.append(f"已转正{page.rotation}度")
    lines = [("　".join(parts), _INK)]
    for one in report.findings:
        if one.is_on(page.number):
            word, colour = SEVERITIES[one.severity], _SEVERITY_COLOURS[one.severity]
            lines.append((f"{word}：{one.message}", colour))
    missing = dict.fromkeys(mark.label for mark in marks if mark.kind is MarkKind.MISSING)
    if missing:
        lines.append((f"图上红色虚线处：{'、'.join(missing)}", COLOURS[MarkKind.MISSING]))
    return lines


def _framed(picture: Image.Image, heading: Sequence[tuple[str, Colour]], kinds: Sequence[MarkKind]) -> Image.Image:
    """Put a page between its heading and the legend, so that nothing of it is covered."""
    wide = max(picture.width, 420)
    lines = [(part, colour) for text, colour in heading for part in _broken(text, wide - 2 * _MARGIN)]
    above = _LEADING * len(lines) + _MARGIN
    framed = Image.new("RGB", (wide, above + picture.height + _LEADING + _MARGIN), _PAPER)
    framed.paste(picture, ((wide - picture.width) // 2, above))
    pen = ImageDraw.Draw(framed)
    for row, (text, colour) in enumerate(lines):
        pen.text((_MARGIN, 4 + row * _LEADING), text, fill=colour, font=_font(_TEXT))
    draw_legend(framed, (_MARGIN, above + picture.height + 6), kinds)
    return framed


def draw_legend(picture: Image.Image, place: tuple[float, float], kinds: Sequence[MarkKind]) -> None:
    """Write what the colours mean, from ``place`` (pixels) to the right."""
    pen, font = ImageDraw.Draw(picture), _font(_TEXT)
    left, top = place
    for kind in (kind for kind in MarkKind if kind in kinds):
        box = (left, top + 3, left + 22, top + 17)
        _outline(pen, Mark(kind, (0, 0, 0, 0)), box)
        pen.text((left + 28, top), kind.value, fill=_INK, font=font)
        left += 28 + pen.textlength(kind.value, font=font) + 20


def _broken(text: str, width: float) -> list[str]:
    """Break words to a width in pixels."""
    font, lines, line = _font(_TEXT), [], ""
    for character in text:
        if line and font.getlength(line + character) > width:
            lines.append(line)
            line = ""
        line += character
    return [*lines, line]


@lru_cache(maxsize=4)
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(chinese_font_file()), size)
