"""Pages read as a whole: text layer or OCR, upright, with seals taken off the text."""

from functools import cache

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from cases.reading import Box, PageReading, Source, TextLine
from cases.submission import FileKind
from ocr.file.document import open_document
from ocr.picture.legibility import judge
from ocr.read import read_page
from sandbox.limits import Limits
from tests.drawing import DrawnSubmission, SubmissionSpec
from tests.drawing.bad_files import rotated_by_flag
from tests.drawing.kept import kept_submission
from tests.ocr.file.made_pdfs import letter, scan, written_page
from tests.office.services import one_engine

LINES = [
    "劳务派遣经营许可申请书",
    "申请单位：北京华兴人力资源有限公司",
    "法定代表人：张伟",
    "注册资本：人民币200万元",
    "2020年2月12日",
]


def read(content: bytes, kind: FileKind = FileKind.PDF, first: int = 1) -> list[PageReading]:
    with open_document(content, kind, Limits()) as document:
        return [read_page(page, one_engine(), {}) for page in document.pages() if page.file_page >= first]


def picture(turn: int = 0) -> Image.Image:
    return written_page(LINES, mode="RGB").rotate(-turn, expand=True)


@cache
def drawn() -> tuple[DrawnSubmission, PageReading]:
    """The first page of a drawn submission, sealed over its text, and its reading."""
    submission = kept_submission(SubmissionSpec("dispatch-new", seed=7, container="jpeg"))
    (reading,) = read(submission.content, FileKind.IMAGE)
    return submission, reading


def distance(one: str, other: str) -> int:
    previous = list(range(len(other) + 1))
    for row, left in enumerate(one, 1):
        current = [row]
        for column, right in enumerate(other, 1):
            current.append(min(previous[column] + 1, current[-1] + 1, previous[column - 1] + (left != right)))
        previous = current
    return previous[-1]


def folded(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def test_drawn_page_is_read_nearly_without_error() -> None:
    submission, reading = drawn()
    wanted, got = folded("".join(line.text for line in submission.truth.pages[0].lines)), folded(reading.text)
    assert reading.source is Source.OCR
    assert distance(wanted, got) <= 0.05 * len(wanted), (wanted, got)


def _overlap(line: Box, seal: Box) -> bool:
    return line[0] < seal[2] and seal[0] < line[2] and line[1] < seal[3] and seal[1] < line[3]


def test_line_under_a_seal_is_read() -> None:
    submission, reading = drawn()
    page = submission.truth.pages[0]
    under = [line.text for line in page.lines if any(_overlap(line.box, seal.box) for seal in page.seals)]
    assert under
    found = folded(reading.text)
    assert [text for text in under if folded(text) not in found] == []


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_page_that_lies_wrong_is_turned(turn: int) -> None:
    (reading,) = read(scan(picture(turn).resize((1654, 2339)) if turn == 180 else _landscape(turn)))
    assert reading.rotation == (360 - turn) % 360
    assert "page-rotated" in reading.flags
    assert [line.text for line in reading.lines] == LINES
    assert reading.lines[0].box[1] < reading.lines[-1].box[1]


def _landscape(turn: int) -> Image.Image:
    # A4 upright paper with the text running up or down.
    page = Image.new("RGB", (1654, 2339), (255, 255, 255))
    page.paste(written_page(LINES, width=2339, height=1654, mode="RGB").rotate(-turn, expand=True))
    return page


def test_size_of_a_turned_page_is_that_of_the_upright_one() -> None:
    (reading,) = read(scan(_landscape(90)))
    assert reading.size_mm == pytest.approx((297.0, 210.0), abs=0.2)


def test_page_flag_is_not_a_rotation_of_ours() -> None:
    (reading,) = read(rotated_by_flag(scan(_landscape(90)), 270))
    assert reading.rotation == 0
    assert [line.text for line in reading.lines] == LINES


def test_upright_page_stays() -> None:
    (reading,) = read(scan(picture()))
    assert (reading.rotation, reading.flags) == (0, ())
    assert [line.text for line in reading.lines] == LINES


def test_text_layer_is_taken_without_engine() -> None:
    (reading,) = read(letter("Application for a permit"))
    assert reading.source is Source.TEXT_LAYER
    assert reading.text == "Application for a permit"


def test_picture_wins_over_the_layer_beneath_it() -> None:
    (reading,) = read(scan(picture(), hidden_text="All materials are complete"))
    assert reading.source is Source.OCR
    assert reading.text == "\n".join(LINES)


@pytest.mark.parametrize(
    ("page", "flag"),
    [
        pytest.param(Image.new("RGB", (1654, 2339), (252, 250, 246)), "page-blank", id="blank"),
        pytest.param(Image.new("RGB", (1654, 2339), (3, 3, 3)), "page-unreadable", id="black"),
    ],
)
def test_page_without_text(page: Image.Image, flag: str) -> None:
    (reading,) = read(scan(page))
    assert flag in reading.flags
    assert (reading.lines, reading.source) == ((), Source.NONE)


def _rim(*, marked: bool) -> Image.Image:
    page = Image.new("L", (1240, 1754), 246)
    for box in ((0, 0, 3, 1753), (0, 1748, 1239, 1753)):
        ImageDraw.Draw(page).rectangle(box, fill=120)
    if marked:
        ImageDraw.Draw(page).rectangle((300, 300, 420, 340), fill=20)
    return page.convert("RGB")


@pytest.mark.parametrize(("marked", "flag"), [(False, "page-blank"), (True, "page-unreadable")])
def test_back_of_a_sheet_whose_rim_shows_dark_is_blank(marked: bool, flag: str) -> None:
    assert judge(np.asarray(_rim(marked=marked)), 150.0, [], [], 0.003) == flag


def test_scribble_is_unreadable_not_blank() -> None:
    random = np.random.default_rng(5)
    noise = np.full((2339, 1654, 3), 255, np.uint8)
    noise[300:1500, 300:1300] = np.repeat(random.integers(0, 255, (1200, 1000, 1), np.uint8), 3, axis=2)
    (reading,) = read(scan(Image.fromarray(noise)))
    assert "page-unreadable" in reading.flags


def test_drawing_with_scraps_of_letters_is_unreadable() -> None:
    random = np.random.default_rng(2)
    lines = [TextLine(text, (100.0, 100.0 + 40 * at, 130.0, 112.0 + 40 * at), 0.88) for at, text in
             enumerate(("Vs", "om", "75Ω", "Primary", "of pulse", "后"))]  # fmt: skip
    page = np.full((2339, 1654, 3), 255, np.uint8)
    for x, y in random.integers(300, 1500, (40, 2)):
        page[y : y + 8, x : x + 120] = 0
    assert judge(page, 200.0, lines, [], 0.04) == "page-unreadable"
    printed = [TextLine("北京华兴人力资源有限公司", line.box, 0.99) for line in lines]
    assert judge(page, 200.0, printed, [], 0.04) is None


def test_page_blurred_beyond_reading_says_so() -> None:
    (reading,) = read(scan(picture().filter(ImageFilter.GaussianBlur(11))))
    assert "page-unreadable" in reading.flags


def test_time_is_told_by_part() -> None:
    seconds: dict[str, float] = {"read": 1.0}
    with open_document(scan(picture()), FileKind.PDF, Limits()) as document:
        read_page(next(document.pages()), one_engine(), seconds)
    assert seconds["read"] > 1.0
    assert seconds["render"] > 0
    assert seconds["seals"] > 0
