"""The label of an envelope with paper (附件3 寄递要求1): four facts in clear type, the address, the number as a code.

The clerk who opens the envelope scans the code instead of typing the number. What is not known is left as a line to be
filled in by hand: a letter never carries a person's telephone number, an officer's own print may.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

from reportlab.lib.pagesizes import A5, landscape
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from cases.errors import RequestInvalid
from catalogue.model import Office, ServiceItem
from replies.barcode import qr_modules
from replies.line_breaking import break_lines
from replies.typeface import drawable, text_width, typeface
from replies.wording import clean

MARGIN = 11 * mm
CODE_SIDE = 42 * mm
"""Side of the code with its quiet zone of four modules."""

ADVICE = "请粘贴在封装袋正面；袋内材料按清单顺序整理，每页加盖公章，多页的加盖骑缝章。"

_QUIET = 4  # modules, ISO/IEC 18004
MOBILE = "1[3-9][0-9]{9}"


@dataclass(frozen=True, slots=True)
class Enclosure:
    """What the label says; an empty sender or mobile is a line to be filled in by hand.

    Attributes:
        mobile: Eleven digits; whether it is a Beijing number (北京号段) cannot be told from it.
    """

    case_no: str
    unit: str
    item: str
    sender: str = ""
    mobile: str = ""


def label_for(kind: str, case_no: str, unit: str, item: ServiceItem | None, office: Office) -> bytes | None:
    """Return the label that goes with a letter, None where it asks for no paper (附件3 二)."""
    if kind != "electronic-pass" or item is None or not item.paper_required:
        return None
    return envelope_label(Enclosure(case_no, unit, item.told_name), office)


def envelope_label(enclosure: Enclosure, office: Office) -> bytes:
    """Return the label as one PDF page, A5 landscape; the same input gives the same bytes.

    Raises:
        RequestInvalid: The mobile number has not eleven digits, or the case number cannot be a code.
    """
    if enclosure.mobile and not re.fullmatch(MOBILE, enclosure.mobile):
        raise RequestInvalid(reason="封装袋上的联系方式应为11位手机号码")
    target = BytesIO()
    width, height = landscape(A5)
    canvas = Canvas(target, pagesize=(width, height), invariant=1, initialFontName=typeface(), lang="zh-CN")
    canvas.setTitle(f"封装袋标签 {clean(enclosure.case_no)}")
    canvas.setAuthor(office.bureau)
    canvas.rect(MARGIN / 2, MARGIN / 2, width - MARGIN, height - MARGIN)
    below = _draw_address(canvas, office, height - MARGIN)
    canvas.line(MARGIN, below, width - MARGIN, below)
    _draw_code(canvas, enclosure.case_no, width - MARGIN - CODE_SIDE, below - 4 * mm)
    _draw_facts(canvas, enclosure, width - 2 * MARGIN - CODE_SIDE - 4 * mm, below - 4 * mm)
    canvas.setFont(typeface(), 9)
    canvas.drawString(MARGIN, MARGIN * 0.75, ADVICE)
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _draw_address(canvas: Canvas, office: Office, top: float) -> float:
    """Draw where the envelope goes and return where the drawing ends."""
    lines = [f"邮编：{office.post_code}", f"地址：{office.post_address}", f"收件人：{office.post_to or office.bureau}"]
    shown = lines if office.post_address else lines[2:]
    room = float(landscape(A5)[0] - 2 * MARGIN)
    for line in shown:
        top = _draw_lines(canvas, line, MARGIN, top, room, 13)
    return float(top - 2 * mm)


def _draw_facts(canvas: Canvas, enclosure: Enclosure, room: float, top: float) -> None:
    facts = (
        ("单位名称", clean(enclosure.unit)), ("申请业务事项", clean(enclosure.item)),
        ("发件人姓名", clean(enclosure.sender)), ("北京号段的联系方式", enclosure.mobile),
    )
    for name, value in facts:
        canvas.setFont(typeface(), 10)
        canvas.drawString(MARGIN, top - 10, f"{name}：")
        top -= 4.6 * mm
        if value:
            top = _draw_lines(canvas, value, MARGIN, top, room, 14 if len(value) <= 40 else 11)
        else:
            top -= 8 * mm
            canvas.line(MARGIN, top, MARGIN + room, top)
        top -= 3.4 * mm


def _draw_lines(canvas: Canvas, text: str, left: float, top: float, room: float, size: float) -> float:
    """Draw one text, broken into lines, and return where it ends."""
    canvas.setFont(typeface(), size)
    for line in break_lines(drawable(text), room, lambda piece: text_width(piece, size)):
        top -= size * 1.35
        canvas.drawString(left, top, line)
    return top - size * 0.25


def _draw_code(canvas: Canvas, case_no: str, left: float, top: float) -> None:
    modules = qr_modules(case_no)
    side = CODE_SIDE / (len(modules) + 2 * _QUIET)
    for row, cells in enumerate(modules):
        for column, dark in enumerate(cells):
            if dark:
                canvas.rect(
                    left + (column + _QUIET) * side, top - (row + 1 + _QUIET) * side, side, side, stroke=0, fill=1
                )
    canvas.setFont(typeface(), 10.5)
    canvas.drawCentredString(left + CODE_SIDE / 2, top - CODE_SIDE - 5 * mm, drawable(case_no))
    canvas.setFont(typeface(), 9)
    canvas.drawCentredString(left + CODE_SIDE / 2, top - CODE_SIDE - 9.5 * mm, "收件编号")
