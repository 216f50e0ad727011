"""Lines of hard pages: photographed, curled, with lone characters, dashes and pictures, set vertically."""

import io
from random import Random

import numpy as np
import pytest
from PIL import Image, ImageDraw

from benchmarks.error_rate import error_rate, errors_within
from cases.reading import TextLine
from cases.submission import FileKind
from ocr.engine import Bitmap
from ocr.file.document import open_document
from ocr.picture.flatten import level
from ocr.read import read_page
from ocr.text.lone_characters import read_missed
from ocr.text.page_lines import with_dashes, without_outsize
from sandbox.limits import Limits
from tests.drawing.fonts import load_font
from tests.drawing.photographs import HELD, LAID, draw_photograph, photograph
from tests.drawing.scanning import move_box
from tests.drawing.text_pages import draw_text_page
from tests.ocr.file.made_pdfs import scan, written_page
from tests.office.services import one_engine

WORDS = "劳务派遣经营许可申请书单位北京华兴人力资源有限公司法定代表注册资本民币整承诺所提交材料真实合法有效"


def text_page() -> Image.Image:
    """Return 24 lines of different lengths, the first at 200, 200."""
    random = Random(4)
    lines = ["".join(random.choice(WORDS) for _ in range(random.choice((18, 26, 33)))) for _ in range(24)]
    page, font = Image.new("RGB", (1654, 2339), "white"), load_font("sans", 38)
    for row, line in enumerate(lines):
        ImageDraw.Draw(page).text((200, 200 + 80 * row), line, "black", font)
    page.info["lines"] = lines
    return page


def taken(page: Image.Image, curl: float) -> tuple[Bitmap, np.ndarray]:
    random = Random(11)
    content, matrix = photograph(page, draw_photograph(random, HELD if curl else LAID), random)
    return np.asarray(Image.open(io.BytesIO(content)).resize((1654, 2205))), matrix


def test_curled_photograph_is_read_in_order() -> None:
    page = draw_text_page("手持拍照", 1)
    with open_document(page.content, page.kind, Limits()) as document:
        reading = read_page(next(document.pages()), one_engine(), {})
    assert error_rate(reading.text, page.orders) < 0.02


def test_levelled_page_leads_back_to_the_photograph() -> None:
    page = text_page()
    bitmap, matrix = taken(page, curl=0.01)
    flat = level(bitmap, 200.0)
    assert flat is not None
    lines = [flat.on_page(line) for line in one_engine().read(flat.bitmap, 200.0)]
    assert error_rate("".join(line.text for line in lines), [page.info["lines"]]) < 0.01
    shrunk = np.diag([1654 / 2448, 2205 / 3264, 1.0]) @ matrix
    for row, line in enumerate(lines):
        wanted = [value * 72 / 200 for value in move_box(shrunk, (200, 205 + 80 * row, 1500, 240 + 80 * row))]
        middle = (line.box[1] + line.box[3]) / 2
        assert abs(line.box[0] - wanted[0]) < 8
        assert wanted[1] - 16 < middle < wanted[3] + 16  # a curled sheet lies off its plane by this much


@pytest.mark.parametrize("turn", [0.0, 1.0])
def test_scan_is_read_as_it_lies(turn: float) -> None:
    page = text_page().rotate(turn, fillcolor="white")
    assert level(np.asarray(page), 200.0) is None


def test_lone_label_that_detection_passed_over_is_read() -> None:
    page = np.full((600, 1654, 3), 255, np.uint8)
    picture = Image.fromarray(page)
    pen = ImageDraw.Draw(picture)
    pen.text((200, 100), "名", "black", load_font("sans", 34))
    pen.text((500, 100), "北京华兴人力资源有限公司", "black", load_font("sans", 34))
    bitmap = np.asarray(picture)
    line = TextLine("北京华兴人力资源有限公司", (178.0, 36.0, 330.0, 52.0), 1.0)
    (missed,) = read_missed(bitmap, 200.0, [line], one_engine())
    assert missed.text == "名"
    assert missed.box == pytest.approx((72.0, 36.0, 84.0, 50.0), abs=5)


def test_marks_that_are_no_print_are_not_made_up() -> None:
    random = np.random.default_rng(3)
    page = np.full((600, 1654, 3), 255, np.uint8)
    for x, y in random.integers(20, 560, (30, 2)):
        page[y : y + 4, x : x + 20] = 0
    line = TextLine("北京华兴人力资源有限公司", (300.0, 36.0, 500.0, 52.0), 1.0)
    assert read_missed(page, 200.0, [line], one_engine()) == []


def lines_of(*texts: str, height: float = 12.0) -> list[TextLine]:
    return [TextLine(text, (50.0, 50.0 * at, 50.0 + 12 * len(text), 50.0 * at + height), 0.9) for at, text in
            enumerate(texts)]  # fmt: skip


def test_stroke_alone_in_its_cell_is_a_dash() -> None:
    assert [line.text for line in with_dashes(lines_of("合计", "一", "一一", "一名"))] == ["合计", "—", "——", "一名"]


def test_page_that_counts_in_characters_keeps_its_first_number() -> None:
    assert [line.text for line in with_dashes(lines_of("一", "二", "三"))] == ["一", "二", "三"]


def test_face_in_a_photo_is_no_character() -> None:
    face = TextLine("二", (300.0, 160.0, 370.0, 250.0), 0.9)
    print_lines = lines_of("姓名张伟", "性别男", "民族汉")
    assert without_outsize([*print_lines, face]) == print_lines


def test_page_set_vertically_is_not_turned() -> None:
    page, font = Image.new("RGB", (1654, 2339), "white"), load_font("sans", 40)
    pen, random = ImageDraw.Draw(page), Random(1)
    columns = ["".join(random.choice(WORDS) for _ in range(20)) for _ in range(10)]
    for at, column in enumerate(columns):
        for place, character in enumerate(column):
            pen.text((1450 - 90 * at, 200 + 46 * place), character, "black", font)
    with open_document(scan(page), FileKind.PDF, Limits()) as document:
        reading = read_page(next(document.pages()), one_engine(), {})
    assert reading.rotation == 0
    assert error_rate(reading.text, [columns]) < 0.05


def test_error_rate_takes_the_nearest_order_and_no_punctuation() -> None:
    assert error_rate("甲，乙 丙", [["甲丙乙"], ["甲乙", "丙"]]) == 0.0
    assert error_rate("甲乙", [["甲乙丙丁"]]) == 0.5


def test_error_of_a_line_is_counted_where_it_fits() -> None:
    assert errors_within("前文北京华星公司后文", "北京华兴公司") == (1, 6)


def test_written_page_has_nothing_missed() -> None:
    bitmap = np.asarray(written_page(["劳务派遣经营许可申请书", "法定代表人：张伟"], mode="RGB"))
    assert read_missed(bitmap, 200.0, one_engine().read(bitmap, 200.0), one_engine()) == []
