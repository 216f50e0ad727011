"""The same pages as a born-digital PDF: text layer in TrueType fonts, seals as pictures."""

from __future__ import annotations

import io

from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.drawing.fonts import font_path, text_width
from tests.drawing.page_truth import describe
from tests.drawing.plan import PagePlan, Plan
from tests.drawing.seals import SealDesign, draw_seal
from tests.drawing.sheet import Fill, Picture, Rule, Sheet, Text
from tests.drawing.truth import Box, FragmentTruth, PageTruth

POINTS = 72 / 25.4
SEAL_DOTS = 200.0
_TRUETYPE = ("sans", "micro")


def set_pdf(plan: Plan, *, pasted: bool = False) -> tuple[bytes, list[PageTruth]]:
    """Return the PDF and the truth about its pages; ``pasted``: one picture of each seal stands on all its pages."""
    for face in _TRUETYPE:
        if face not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(TTFont(face, font_path(face), subfontIndex=0))
    stream = io.BytesIO()
    canvas = Canvas(stream, invariant=1, pageCompression=1)
    canvas.setTitle(plan.materials[0].paper.name)
    pictures: dict[SealDesign, Image.Image] | None = {} if pasted else None
    pages = [_set_page(canvas, plan, page, pictures) for page in plan.pages]
    canvas.save()
    return stream.getvalue(), pages


def _set_page(
    canvas: Canvas, plan: Plan, page: PagePlan, pictures: dict[SealDesign, Image.Image] | None
) -> PageTruth:
    sheet = page.sheet
    canvas.setPageSize((sheet.width * POINTS, sheet.height * POINTS))
    for item in sheet.items:
        _set_item(canvas, sheet, item)
    seals = []
    for impression in page.impressions:
        picture = draw_seal(impression.design, impression.inking, SEAL_DOTS)
        if pictures is not None:
            picture = pictures.setdefault(impression.design, picture)
        width, height = (side / SEAL_DOTS * 25.4 for side in picture.size)
        seals.append(
            (impression, _place(canvas, sheet, picture, impression.across - width / 2, impression.down - height / 2))
        )
    fragments = []
    for strip in plan.strips:
        if strip.page == page.number:
            width, height = (side / SEAL_DOTS * 25.4 for side in strip.image.size)
            left = sheet.width - width if strip.edge == "right" else 0.0
            box = _place(canvas, sheet, strip.image, left, strip.centre_mm - height / 2)
            fragments.append(FragmentTruth(strip.edge, box, strip.group, strip.alien, strip.image))
    canvas.showPage()
    return describe(page, seals, fragments, _points, "colour", 0)


def _points(box: Box) -> Box:
    return box[0] * POINTS, box[1] * POINTS, box[2] * POINTS, box[3] * POINTS


def _place(canvas: Canvas, sheet: Sheet, picture: Image.Image, left: float, top: float) -> Box:
    """Put an RGBA picture down and return the box of its ink in points."""
    scale = 72 / SEAL_DOTS
    width, height = picture.width * scale, picture.height * scale
    canvas.drawImage(
        ImageReader(picture), left * POINTS, (sheet.height - top) * POINTS - height, width, height, mask="auto"
    )
    ink = picture.getchannel("A").point(lambda value: 255 if value > 50 else 0).getbbox() or (0, 0, *picture.size)
    x, y = left * POINTS, top * POINTS
    return x + ink[0] * scale, y + ink[1] * scale, x + ink[2] * scale, y + ink[3] * scale


def _set_item(canvas: Canvas, sheet: Sheet, item: Text | Rule | Fill | Picture) -> None:
    down = sheet.height * POINTS
    if isinstance(item, Text):
        face = item.face if item.face in _TRUETYPE else "sans"
        canvas.setFillColorRGB(*(part / 255 for part in item.ink))
        stretch = item.width / max(0.01, text_width(face, item.text, item.size))
        text = canvas.beginText(item.left * POINTS, down - (item.top + item.size * 0.87) * POINTS)
        text.setFont(face, item.size * POINTS)
        text.setHorizScale(100 * stretch)
        text.textOut(item.text)
        canvas.drawText(text)
    elif isinstance(item, Rule):
        canvas.setLineWidth(item.width * POINTS)
        canvas.setStrokeColorRGB(*(part / 255 for part in item.ink))
        canvas.line(item.left * POINTS, down - item.top * POINTS, item.right * POINTS, down - item.bottom * POINTS)
    elif isinstance(item, Fill):
        canvas.setFillColorRGB(*(part / 255 for part in item.ink))
        canvas.rect(
            item.left * POINTS,
            down - item.bottom * POINTS,
            (item.right - item.left) * POINTS,
            (item.bottom - item.top) * POINTS,
            stroke=0,
            fill=1,
        )
    else:
        canvas.drawImage(
            ImageReader(item.image),
            item.left * POINTS,
            down - (item.top + item.height) * POINTS,
            item.width * POINTS,
            item.height * POINTS,
            mask="auto" if item.image.mode == "RGBA" else None,
        )
