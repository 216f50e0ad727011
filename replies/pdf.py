"""A legal letter as PDF: A4, letterhead, title, text, date and the place for the office's seal (行政许可法 32).

The pages are made from the letter's finished text, so mail and PDF cannot say different things.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import cache
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, black
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    KeepTogether,
    PageTemplate,
    Paragraph,
    Spacer,
)

from cases.errors import ConfigurationError
from cases.report import LetterDraft
from cases.working_days import receipt_date
from catalogue.model import Office
from replies.fonts import chinese_font_files
from replies.letter import RULE
from replies.line_breaking import break_lines
from replies.wording import chinese_date, clean

FONT = "LetterSans"
RED = HexColor(0xC8102E)
SEAL_MM = 42.0
"""Diameter of the seal of a government office of this rank (国发〔1999〕25号)."""

MARGINS_MM = (28.0, 26.0, 37.0, 32.0)
"""Left, right, top, bottom; left, right and top as GB/T 9704-2012 sets them for official documents."""


def letter_pdf(draft: LetterDraft, office: Office, number: str, day: date) -> bytes:
    """Return the letter as PDF; the same input gives the same bytes.

    Args:
        draft: The letter; the first line of its text is the title.
        office: Whose letterhead and seal.
        number: Case or letter number, printed under the title.
        day: Date on the letter; an aware time counts as its day in Beijing.

    Raises:
        ConfigurationError: No TrueType font with Chinese characters is on this machine.
    """
    styles = _styles(_font())
    day = receipt_date(day) if isinstance(day, datetime) else day
    title, body, contacts = _parts(draft.text, office)
    story: list[Flowable] = [
        _set(title, styles["title"]), _set(f"编号：{clean(number)}", styles["number"]),
        *(_set(line, styles["salutation"]) for line in body[:1]), *(_paragraph(line, styles) for line in body[1:]),
        KeepTogether([Spacer(1, 8 * mm), _SealPlace(office.bureau, chinese_date(day), styles["sign"].fontName)]),
        *(_set(line, styles["contact"]) for line in contacts),
    ]
    target = BytesIO()
    left, right, top, bottom = (value * mm for value in MARGINS_MM)
    document = BaseDocTemplate(
        target, pagesize=A4, leftMargin=left, rightMargin=right, topMargin=top, bottomMargin=bottom, invariant=1,
        title=f"{title} {clean(number)}", author=office.bureau, lang="zh-CN",
    )
    frame = Frame(left, bottom, A4[0] - left - right, A4[1] - top - bottom, 0, 0, 0, 0)
    head = _Letterhead(office.bureau, number)
    document.addPageTemplates([PageTemplate("page", [frame], onPage=head.draw)])
    document.build(story)
    return target.getvalue()


@cache
def _font() -> str:
    for path in chinese_font_files():
        try:
            pdfmetrics.registerFont(TTFont(FONT, str(path)))
        except (TTFError, OSError):
            continue
        return FONT
    raise ConfigurationError(reason="找不到可嵌入的中文 TrueType 字体，无法生成正式文书。")


def _styles(font: str) -> dict[str, ParagraphStyle]:
    body = ParagraphStyle("body", fontName=font, fontSize=12, leading=21, firstLineIndent=24)
    return {
        "body": body,
        "salutation": ParagraphStyle("salutation", body, firstLineIndent=0),
        "lead": ParagraphStyle("lead", body, keepWithNext=1),
        "heading": ParagraphStyle("heading", body, fontSize=12.5, spaceBefore=5, keepWithNext=1),
        "item": ParagraphStyle("item", body, firstLineIndent=0, leftIndent=42, bulletIndent=24, bulletFontName=font,
                               bulletFontSize=12),
        "title": ParagraphStyle("title", body, fontSize=21, leading=32, alignment=TA_CENTER, firstLineIndent=0),
        "number": ParagraphStyle("number", body, fontSize=10.5, leading=24, alignment=TA_RIGHT, firstLineIndent=0,
                                 spaceAfter=8),
        "sign": body,
        "contact": ParagraphStyle("contact", body, fontSize=10, leading=16, firstLineIndent=0),
    }


def _parts(text: str, office: Office) -> tuple[str, list[str], list[str]]:
    """Split a finished text into title, body lines and contact lines; sign-off and mail footer are left out."""
    letter = text.partition(RULE)[0].strip()
    title, _, rest = letter.partition("\n")
    body, _, _ = rest.rpartition(f"\n{office.bureau}（盖章处）")
    before, mark, contacts = (body or rest).rpartition("\n联系方式：")
    lines = (before if mark else body or rest).splitlines()
    told = [line.removeprefix("- ") for line in contacts.splitlines() if line.strip()] if mark else []
    return clean(title), [line for line in lines if line.strip()], [f"联系方式：{line}" for line in told]


def _paragraph(line: str, styles: dict[str, ParagraphStyle]) -> Paragraph:
    if match := re.match(r"^(\d+)\. (.*)$", line):
        return _set(match[2], styles["item"], f"{match[1]}.")
    if match := re.match(r"^- (.*)$", line):
        return _set(match[1], styles["item"], "·")
    if re.match(r"^[一二三四五六七八九十]+、[^。；]{1,40}$", line):
        return _set(line, styles["heading"])
    if line.endswith("："):
        return _set(line, styles["lead"])
    return _set(line, styles["body"])


def _set(text: str, style: ParagraphStyle, bullet: str | None = None) -> Paragraph:
    room = A4[0] - (MARGINS_MM[0] + MARGINS_MM[1]) * mm - style.leftIndent
    lines = break_lines(
        text, room, lambda piece: float(pdfmetrics.stringWidth(piece, style.fontName, style.fontSize)),
        style.firstLineIndent,
    )
    return Paragraph("<br/>".join(escape(line) for line in lines), style, bulletText=bullet)


class _SealPlace(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """The office's name and the date over a dotted circle where its seal goes."""

    def __init__(self, bureau: str, day: str, font: str) -> None:
        super().__init__()
        self.bureau, self.day, self.font = bureau, day, font
        self.height = (SEAL_MM + 4) * mm

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        del height
        self.width = width
        return width, self.height

    def draw(self) -> None:
        canvas: Canvas = self.canv
        width = pdfmetrics.stringWidth(self.bureau, self.font, 12)
        centre = self.width - max(width, SEAL_MM * mm) / 2 - 6 * mm
        middle = self.height / 2
        canvas.saveState()
        canvas.setDash(1, 3)
        canvas.setStrokeGray(0.55)
        canvas.circle(centre, middle, SEAL_MM * mm / 2)
        canvas.restoreState()
        canvas.setFont(self.font, 12)
        canvas.drawCentredString(centre, middle + 3.2 * mm, self.bureau)
        canvas.drawCentredString(centre, middle - 6.5 * mm, self.day)
        canvas.setFont(self.font, 9)
        canvas.setFillGray(0.55)
        canvas.drawCentredString(centre, middle - 15 * mm, "（盖章处）")


class _Letterhead:
    """The office's name in red over a red line on the first page, the number and page on each."""

    def __init__(self, bureau: str, number: str) -> None:
        self.bureau, self.number = bureau, clean(number)

    def draw(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        """Draw the parts that stand outside the text."""
        width, height = A4
        font = _font()
        if document.page == 1:
            size = min(24.0, 24.0 * 150 * mm / pdfmetrics.stringWidth(self.bureau, font, 24))
            canvas.setFillColor(RED)
            canvas.setFont(font, size)
            canvas.drawCentredString(width / 2, height - 24 * mm, self.bureau)
            canvas.setStrokeColor(RED)
            canvas.setLineWidth(1.6)
            canvas.line(MARGINS_MM[0] * mm, height - 30 * mm, width - MARGINS_MM[1] * mm, height - 30 * mm)
        canvas.setFillColor(black)
        canvas.setFont(font, 9)
        canvas.drawCentredString(width / 2, 18 * mm, f"{self.number}    — {document.page} —")
