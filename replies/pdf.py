"""A legal letter as PDF: A4, letterhead, title, text, and who signs it when, with room for a seal (行政许可法 32).

The pages are made from the letter's finished text, so mail and PDF cannot say different things.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from io import BytesIO
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor, black
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
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

from cases.report import LetterDraft
from cases.working_days import receipt_date
from catalogue.office import Signatory
from replies.letter import NUMBERED, RULE
from replies.line_breaking import break_lines
from replies.typeface import drawable, stand_in, text_width, typeface, undrawable
from replies.wording import chinese_date, clean

RED = HexColor(0xC8102E)
SEAL_MM = 42.0
"""Diameter of the seal of a government office of this rank (国发〔1999〕25号)."""

MARGINS_MM = (28.0, 26.0, 37.0, 32.0)
"""Left, right, top, bottom; left, right and top as GB/T 9704-2012 sets them for official documents."""


def letter_pdf(draft: LetterDraft, signatory: Signatory, number: str, day: date) -> bytes:
    """Return the letter as PDF; the same input gives the same bytes.

    Args:
        draft: The letter; the first line of its text is the title.
        signatory: Whose letterhead and seal.
        number: Case number, printed under the title.
        day: Date on the letter; an aware time counts as its day in Beijing.

    Raises:
        ConfigurationError: No TrueType font with Chinese characters is on this machine.
    """
    day = receipt_date(day) if isinstance(day, datetime) else day
    pages = _set_pages(draft, signatory, number, day, 0)[1]
    return _set_pages(draft, signatory, number, day, pages)[0]


def _set_pages(draft: LetterDraft, signatory: Signatory, number: str, day: date, total: int) -> tuple[bytes, int]:
    """Return the paper and how many pages it has; ``total`` is the number printed at the foot."""
    target = BytesIO()
    left, right, top, bottom = (value * mm for value in MARGINS_MM)
    title = draft.text.partition("\n")[0]
    document = BaseDocTemplate(
        target, pagesize=A4, leftMargin=left, rightMargin=right, topMargin=top, bottomMargin=bottom, invariant=1,
        title=f"{clean(title)} {clean(number)}", author=signatory.name, lang="zh-CN",
        initialFontName=typeface(),  # else every page would name Helvetica, which is not embedded
    )
    frame = Frame(left, bottom, A4[0] - left - right, A4[1] - top - bottom, 0, 0, 0, 0)
    head = _Letterhead(signatory.name, number, total)
    document.addPageTemplates([PageTemplate("page", [frame], onPage=head.draw)])
    document.build(_story(draft, signatory.name, number, day))
    return target.getvalue(), document.page


def _story(draft: LetterDraft, signer: str, number: str, day: date) -> list[Flowable]:
    styles = _styles(typeface())
    title, given, body, contacts = _parts(draft.text, signer)
    lines = [*(_set(line, styles["salutation"]) for line in body[:1]), *(_paragraph(line, styles) for line in body[1:])]
    numbers = [*given, f"收件编号：{clean(number)}"]
    last = _last_block(lines)
    return [
        _set(title, styles["title"]), *(_set(line, styles["number"]) for line in numbers), Spacer(1, 3 * mm),
        *lines[:last],
        # All on one page: a page that holds a seal and no text could be put under another letter.
        KeepTogether([
            *lines[last:], Spacer(1, 8 * mm), _Signature(signer, chinese_date(day), draft.sealed), Spacer(1, 4 * mm),
            *(_set(line, styles["contact"]) for line in (*contacts, *_explained(draft.text))),
        ]),
    ]


def _last_block(lines: Sequence[Paragraph]) -> int:
    """Return where the last paragraph begins, its heading with it."""
    place = max(0, len(lines) - 1)
    while place > 0 and lines[place - 1].style.keepWithNext:
        place -= 1
    return place


def _letter_alone(text: str) -> str:
    """Return the text without the mail's footer; a name may hold the line's sign, never a line of its own."""
    letter, rule, _ = text.rpartition(f"\n{RULE}\n")
    return (letter if rule else text).strip()


def _explained(text: str) -> list[str]:
    """Say which characters the marks stand for, if there are any."""
    missing = undrawable(_letter_alone(text))
    return [f"注：“{stand_in()}”处为字库未收录的字（{'、'.join(missing)}），以邮件正文为准。"] if missing else []


def _styles(font: str) -> dict[str, ParagraphStyle]:
    body = ParagraphStyle("body", fontName=font, fontSize=12, leading=21, firstLineIndent=24, keepWithNext=0,
                          allowWidows=0, allowOrphans=0)
    return {
        "body": body,
        "salutation": ParagraphStyle("salutation", body, firstLineIndent=0),
        "lead": ParagraphStyle("lead", body, keepWithNext=1),
        "heading": ParagraphStyle("heading", body, fontSize=12.5, spaceBefore=5, keepWithNext=1),
        # Room for two figures and for three: a line that its number pushes aside would be broken a second time.
        "item": ParagraphStyle("item", body, firstLineIndent=0, leftIndent=50, bulletIndent=24, bulletFontName=font,
                               bulletFontSize=12),
        "long": ParagraphStyle("long", body, firstLineIndent=0, leftIndent=58, bulletIndent=24, bulletFontName=font,
                               bulletFontSize=12),
        "title": ParagraphStyle("title", body, fontSize=21, leading=32, alignment=TA_CENTER, firstLineIndent=0),
        "number": ParagraphStyle("number", body, fontSize=10.5, leading=17, alignment=TA_RIGHT, firstLineIndent=0),
        "contact": ParagraphStyle("contact", body, fontSize=10, leading=16, firstLineIndent=0),
    }


def _parts(text: str, signer: str) -> tuple[str, list[str], list[str], list[str]]:
    """Split a finished text into title, numbers, body and contact lines; sign-off and mail footer are left out."""
    letter = _letter_alone(text)
    title, _, rest = letter.partition("\n")
    body, _, _ = rest.rpartition(f"\n{signer}\n")
    before, mark, contacts = (body or rest).rpartition("\n联系方式：")
    lines = [line for line in (before if mark else body or rest).splitlines() if line.strip()]
    numbers = [line for line in lines[:1] if line.startswith(NUMBERED)]
    told = [line.removeprefix("- ") for line in contacts.splitlines() if line.strip()] if mark else []
    return clean(title), numbers, lines[len(numbers):], [f"联系方式：{line}" for line in told]


def _paragraph(line: str, styles: dict[str, ParagraphStyle]) -> Paragraph:
    if match := re.match(r"^(\d+)\. (.*)$", line):
        return _set(match[2], styles["item" if len(match[1]) < 3 else "long"], f"{match[1]}.")
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
        drawable(text), room, lambda piece: text_width(piece, style.fontSize), style.firstLineIndent
    )
    return Paragraph("<br/>".join(escape(line) for line in lines), style, bulletText=bullet)


class _Signature(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """The office's name over the date, at the right; where a seal goes over both, with room for it."""

    def __init__(self, signer: str, day: str, sealed: bool) -> None:
        super().__init__()
        self.signer, self.day = drawable(signer), day
        self.height = (SEAL_MM if sealed else 16) * mm

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        del height
        self.width = width
        return width, self.height

    def draw(self) -> None:
        canvas: Canvas = self.canv
        half = max(text_width(self.signer, 12), SEAL_MM * mm) / 2
        centre, middle = self.width - half - 4 * mm, self.height / 2
        canvas.setFont(typeface(), 12)
        canvas.drawCentredString(centre, middle + 1.6 * mm, self.signer)
        canvas.drawCentredString(centre, middle - 5.8 * mm, self.day)


class _Letterhead:
    """The office's name in red over a red line on the first page, the number and page on each."""

    def __init__(self, bureau: str, number: str, total: int) -> None:
        self.total = total
        self.bureau, self.number = drawable(bureau), drawable(clean(number))

    def draw(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        """Draw the parts that stand outside the text."""
        width, height = A4
        font = typeface()
        if document.page == 1:
            size = min(24.0, 24.0 * 150 * mm / text_width(self.bureau, 24))
            canvas.setFillColor(RED)
            canvas.setFont(font, size)
            canvas.drawCentredString(width / 2, height - 24 * mm, self.bureau)
            canvas.setStrokeColor(RED)
            canvas.setLineWidth(1.6)
            canvas.line(MARGINS_MM[0] * mm, height - 30 * mm, width - MARGINS_MM[1] * mm, height - 30 * mm)
        canvas.setFillColor(black)
        canvas.setFont(font, 9)
        canvas.drawCentredString(width / 2, 18 * mm, f"{self.number}    第{document.page}页，共{self.total}页")
