"""Ten hard pages with all that was found on them: ``python -m benchmarks.picture_sheet docs/hard-pages.jpg``."""

from __future__ import annotations

import argparse
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

from PIL import Image, ImageDraw, ImageFont

from cases.reading import PageReading
from cases.submission import FileKind
from cases.units import POINTS_PER_MM
from ocr.cross_page.cross_page_seal import join
from ocr.engine import OcrEngine
from ocr.engines.engines import make_engine
from ocr.file.document import open_document, render_page
from ocr.read import read_page
from replies.fonts import chinese_font_file
from sandbox.limits import Limits
from tests.drawing import SubmissionSpec, draw_submission
from tests.drawing.cross_page_sets import RECIPES, draw_set
from tests.drawing.dossier import draw_dossier
from tests.drawing.forms import draw_look
from tests.drawing.scanning import OFFICE, encode, scan_page
from tests.drawing.seal_pages import draw_seal_page
from tests.drawing.seals import SealDesign, draw_inking, draw_seal, special_seal, stamp
from tests.drawing.sheet import Sheet, raster
from tests.drawing.table_pages import CLASSES, draw_table
from tests.drawing.text_pages import draw_text_page
from views.markings import MarkKind, gaps, marks_found
from views.pictures import draw_legend, draw_marks

SEED = 3
DOTS_PER_INCH = 80
MOST_BYTES = 1_500_000
_COLUMNS, _MARGIN, _CAPTION = 5, 14, 30
_EDGE_MM = 62.0
"""How much of each page of a set is shown beside its sealed edge."""


@dataclass(frozen=True, slots=True)
class Part:
    """One file with what it shows."""

    content: bytes
    kind: FileKind


def sheet(engine: OcrEngine) -> Image.Image:
    """Return the ten pages, each with its marks and its caption, and one legend."""
    tiles = [(name, _read_tile(draw(), engine)) for name, draw in PAGES.items()]
    tiles.append(("骑缝章缺一页（各页右边）", _edges(engine)))
    width, height = max(tile.width for _, tile in tiles), max(tile.height for _, tile in tiles)
    rows = -(-len(tiles) // _COLUMNS)
    size = (_COLUMNS * (width + _MARGIN) + _MARGIN, rows * (height + _CAPTION + _MARGIN) + 2 * _CAPTION)
    page = Image.new("RGB", size, (236, 236, 232))
    pen, font = ImageDraw.Draw(page), ImageFont.truetype(str(chinese_font_file()), 20)
    for at, (name, tile) in enumerate(tiles):
        left = _MARGIN + at % _COLUMNS * (width + _MARGIN)
        top = _MARGIN + at // _COLUMNS * (height + _CAPTION + _MARGIN)
        pen.text((left, top), f"{at + 1}. {name}", fill=(20, 20, 20), font=font)
        page.paste(tile, (left + (width - tile.width) // 2, top + _CAPTION))
    kinds = [kind for kind in MarkKind if kind is not MarkKind.DEFECT]
    draw_legend(page, (_MARGIN, size[1] - _CAPTION), kinds)
    return page


def save(page: Image.Image, target: Path) -> None:
    """Save as JPEG as good as the size allowed."""
    for quality in (85, 75, 65, 55, 45):
        stream = io.BytesIO()
        page.save(stream, "JPEG", quality=quality, optimize=True, subsampling="4:2:0")
        if stream.tell() < MOST_BYTES:
            break
    target.write_bytes(stream.getvalue())


def _read_tile(part: Part, engine: OcrEngine) -> Image.Image:
    reading, picture = _read(part, engine)
    draw_marks(picture, marks_found(reading), DOTS_PER_INCH / 72)
    return picture


def _read(part: Part, engine: OcrEngine) -> tuple[PageReading, Image.Image]:
    with open_document(part.content, part.kind, Limits()) as document:
        reading = read_page(next(document.pages()), engine, {})
    png = render_page(part.content, part.kind, 1, Limits(), DOTS_PER_INCH)
    with Image.open(io.BytesIO(png), formats=["PNG"]) as opened:
        picture = opened.convert("RGB").rotate(-reading.rotation, expand=True)
    width = reading.size_mm[0] * POINTS_PER_MM
    if width:  # a picture without a page of its own is rendered as it is
        size = (round(width * DOTS_PER_INCH / 72), round(reading.size_mm[1] * POINTS_PER_MM * DOTS_PER_INCH / 72))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    return reading, picture


def _edges(engine: OcrEngine) -> Image.Image:
    """Return the sealed edges of a set that lacks one strip, beside each other."""
    drawn = draw_set(replace(RECIPES["缺一页"], counts=(3,)), SEED)
    found = [_read(Part(drawn.scan(place), FileKind.IMAGE), engine) for place in drawn.judged]
    readings = [replace(reading, number=number) for number, (reading, _) in enumerate(found, 1)]
    verdict = join(readings)
    scale = DOTS_PER_INCH / 72
    wide = round(_EDGE_MM * DOTS_PER_INCH / 25.4)
    parts = []
    for reading, (_, picture) in zip(readings, found, strict=True):
        draw_marks(picture, [*marks_found(reading), *gaps(reading, readings, verdict)], scale)
        parts.append(picture.crop((picture.width - wide, 0, picture.width, picture.height)))
    joined = Image.new("RGB", (sum(part.width + 6 for part in parts), max(part.height for part in parts)), "grey")
    for at, part in enumerate(parts):
        joined.paste(part, (at * (wide + 6), 0))
    return joined


def _sealed(kind: str, seed: int = SEED) -> Callable[[], Part]:
    def draw() -> Part:
        page = draw_seal_page(kind, seed)
        picture = Image.fromarray(page.bitmap)
        return _png(picture.convert("L") if page.one_channel else picture, page.dots_per_inch)

    return draw


def _png(picture: Image.Image, dots_per_inch: float) -> Part:
    stream = io.BytesIO()
    picture.save(stream, "PNG", dpi=(dots_per_inch, dots_per_inch))
    return Part(stream.getvalue(), FileKind.IMAGE)


def _oval_and_square() -> Part:
    """A page with an oval invoice seal and a square name seal side by side."""
    random = Random(f"oval-and-square-{SEED}")
    dossier, look = draw_dossier("dispatch-new", SEED), draw_look(Random(SEED))
    page = Sheet()
    page.centred(30, "收款确认书", 18, look.heading)
    for at, text in enumerate((f"收款单位：{dossier.unit}", "以上款项已全部收讫，特此确认。", "收款单位（盖章）：")):
        page.text(28, 60 + 16 * at, text, 12, look.body)
    picture = raster(page, 200)
    _press(picture, special_seal("invoice", dossier.unit), 80, 100, random)
    _press(picture, special_seal("name", dossier.legal_representative.name), 140, 102, random)
    scanned, _ = scan_page(picture, OFFICE, random)
    return Part(encode(scanned, OFFICE), FileKind.IMAGE)


def _press(page: Image.Image, design: SealDesign, across: float, down: float, random: Random) -> None:
    seal = draw_seal(design, draw_inking(random, "red"), 200)
    stamp(page, seal, round(across * 200 / 25.4 - seal.width / 2), round(down * 200 / 25.4 - seal.height / 2))


def _upside_down() -> Part:
    spec = SubmissionSpec("dispatch-new", seed=SEED, scan=replace(OFFICE, rotation=180), container="jpeg")
    return Part(draw_submission(spec).content, FileKind.IMAGE)


def _fax() -> Part:
    page = draw_text_page("精细传真", SEED)
    return Part(page.content, page.kind)


def _skewed_table() -> Part:
    page = draw_table(replace(CLASSES["歪斜"], seal=True), SEED)
    return Part(page.png(), FileKind.IMAGE)


PAGES: dict[str, Callable[[], Part]] = {
    "印章压密文": _sealed("压密文"),
    "淡印": _sealed("淡印"),
    "两章相叠": _sealed("两章相叠"),
    "椭圆章与方章": _oval_and_square,
    "倒置的页（已转正）": _upside_down,
    "手机拍照带阴影": _sealed("手机拍照"),
    "精细传真": _fax,
    "灰度复印": _sealed("灰度页"),
    "歪斜的表格": _skewed_table,
}
"""How each page is drawn, by its caption; the tenth is a set of pages."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the sheet."""
    parser = argparse.ArgumentParser(description="十张难读的页面及识别结果")
    parser.add_argument("target", type=Path, metavar="文件", help="JPEG")
    options = parser.parse_args(arguments)
    save(sheet(make_engine("rapid", None, 2)), options.target)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
