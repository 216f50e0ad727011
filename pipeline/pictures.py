"""Pages with boxes drawn on them: lines, seals with their text, cross-page fragments, missing seals."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from cases.finding import Finding
from cases.reading import Box, PageReading
from cases.report import Report, SealVerdict
from ocr.document import render_page
from pipeline.judging import CaseContent
from replies.fonts import chinese_font_file
from sandbox.limits import Limits

DOTS_PER_INCH = 110
_SCALE = DOTS_PER_INCH / 72
_LINE, _SEAL, _FRAGMENT, _DEFECT = (70, 130, 220), (20, 150, 60), (230, 140, 0), (210, 0, 0)
_VERDICTS = {
    SealVerdict.PRESENT: "公章：有", SealVerdict.ABSENT: "公章：未见", SealVerdict.UNCERTAIN: "公章：存疑",
    SealVerdict.UNCOLOURED: "公章：非彩色，无法确认", SealVerdict.ELECTRONIC: "公章：电子签章",
}


def draw_page(png: bytes, page: PageReading, report: Report) -> Image.Image:
    """Return the page's picture, turned upright, with everything drawn on it that was found.

    Args:
        png: The page as rendered at :data:`DOTS_PER_INCH`, before it was turned upright.
        page: What was read from it.
        report: For the verdicts and findings of the page.
    """
    with Image.open(io.BytesIO(png), formats=["PNG"]) as opened:
        picture = opened.convert("RGB").rotate(-page.rotation, expand=True)
    pen = ImageDraw.Draw(picture)
    font = ImageFont.truetype(str(chinese_font_file()), 15)
    for line in page.lines:
        pen.rectangle(_pixels(line.box), outline=_LINE)
    for fragment in page.fragments:
        _mark(pen, fragment.box, "骑缝", _FRAGMENT, font)
    for seal in page.seals:
        _mark(pen, seal.box, f"{seal.text or '印文不清'} {seal.inner_text}".strip(), _SEAL, font)
    findings = [one for one in report.findings if one.page == page.number]
    _caption(pen, page, report, findings, font)
    return picture


def write_pictures(folder: Path, contents: Sequence[CaseContent], report: Report, limits: Limits) -> list[Path]:
    """Write ``page-001.png`` … into the folder and return the paths."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for page in report.pages:
        content = contents[page.file]
        png = render_page(content.load(), content.kind, page.file_page, limits, DOTS_PER_INCH)
        target = folder / f"page-{page.number:03d}.png"
        draw_page(png, page, report).save(target)
        written.append(target)
    return written


def _mark(pen: ImageDraw.ImageDraw, box: Box, text: str, colour: tuple[int, int, int], font: object) -> None:
    place = _pixels(box)
    pen.rectangle(place, outline=colour, width=3)
    anchor = (max(2.0, place[0]), max(2.0, place[1] - 20))
    pen.rectangle(pen.textbbox(anchor, text, font=font), fill=(255, 255, 255))  # type: ignore[arg-type]
    pen.text(anchor, text, fill=colour, font=font)  # type: ignore[arg-type]


def _caption(
    pen: ImageDraw.ImageDraw, page: PageReading, report: Report, findings: Sequence[Finding], font: object
) -> None:
    verdict = report.page_seals.get(page.number)
    names = {one.code: one.name for one in report.materials}
    code = report.page_documents.get(page.number, "")
    document = names.get(code, code) or "未识别"
    lines = [(f"第{page.number}页 {document} {_VERDICTS.get(verdict, '') if verdict else ''}", _SEAL)]
    lines += [(one.message, _DEFECT) for one in findings]
    for row, (text, colour) in enumerate(lines):
        anchor = (6.0, 6.0 + 20 * row)
        pen.rectangle(pen.textbbox(anchor, text, font=font), fill=(255, 255, 230))  # type: ignore[arg-type]
        pen.text(anchor, text, fill=colour, font=font)  # type: ignore[arg-type]
    for one in findings:
        if one.box is not None:
            pen.rectangle(_pixels(one.box), outline=_DEFECT, width=4)


def _pixels(box: Box) -> tuple[float, float, float, float]:
    x0, y0, x1, y1 = (value * _SCALE for value in box)
    return x0, y0, max(x0, x1), max(y0, y1)
