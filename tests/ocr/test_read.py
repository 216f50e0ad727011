"""Pages read as a whole: text layer or OCR, upright, with seals taken off the text."""

import io
from functools import cache

import numpy as np
import pytest
from PIL import Image

from cases.reading import PageReading, Source
from cases.submission import FileKind
from ocr.document import open_document
from ocr.read import read_page
from sandbox.limits import Limits
from tests.drawing import SubmissionSpec, draw_submission
from tests.drawing.bad_files import rotated_by_flag
from tests.ocr.loaded import rapid
from tests.ocr.made_pdfs import letter, scan, written_page

LINES = ["劳务派遣经营许可申请书", "申请单位：北京华兴人力资源有限公司", "法定代表人：张伟", "注册资本：人民币200万元", "2020年2月12日"]


def read(content: bytes, kind: FileKind = FileKind.PDF, first: int = 1) -> list[PageReading]:
    with open_document(content, kind, Limits()) as document:
        return [read_page(page, rapid(), {}) for page in document.pages() if page.file_page >= first]


def picture(turn: int = 0) -> Image.Image:
    return written_page(LINES, mode="RGB").rotate(-turn, expand=True)


@cache
def drawn() -> tuple[list[PageReading], list[list[tuple[str, float]]]]:
    """Readings of three pages of a drawn submission, with the printed lines and their tops."""
    submission = draw_submission(SubmissionSpec("layoff-report", seed=3))
    with open_document(submission.content, FileKind.PDF, Limits()) as document:
        pages = document.pages()
        readings = [read_page(next(pages), rapid(), {}) for _ in range(2)]
    return readings, [[(line.text, line.box[1]) for line in page.lines] for page in submission.truth.pages[:2]]


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


def test_drawn_submission_is_read_nearly_without_error():
    readings, truth = drawn()
    for reading, lines in zip(readings, truth, strict=True):
        wanted, got = folded("".join(text for text, _ in lines)), folded(reading.text)
        assert reading.source is Source.OCR
        assert distance(wanted, got) <= 0.08 * len(wanted), (wanted, got)


def test_line_under_a_seal_is_read():
    content = draw_submission(SubmissionSpec("dispatch-new", seed=7))
    with open_document(content.content, FileKind.PDF, Limits()) as document:
        reading = read_page(next(document.pages()), rapid(), {})
    seal = next(seal for seal in content.truth.pages[0].seals)
    under = [line.text for line in content.truth.pages[0].lines if line.box[1] < seal.box[3] and line.box[3] > seal.box[1]]
    assert under
    found = folded(reading.text)
    assert [text for text in under if folded(text) not in found] == []


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_page_that_lies_wrong_is_turned(turn: int):
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


def test_size_of_a_turned_page_is_that_of_the_upright_one():
    (reading,) = read(scan(_landscape(90)))
    assert reading.size_mm == pytest.approx((297.0, 210.0), abs=0.2)


def test_page_flag_is_not_a_rotation_of_ours():
    (reading,) = read(rotated_by_flag(scan(_landscape(90)), 270))
    assert reading.rotation == 0
    assert [line.text for line in reading.lines] == LINES


def test_upright_page_stays():
    (reading,) = read(scan(picture()))
    assert (reading.rotation, reading.flags) == (0, ())
    assert [line.text for line in reading.lines] == LINES


def test_text_layer_is_taken_without_engine():
    (reading,) = read(letter("Application for a permit"))
    assert reading.source is Source.TEXT_LAYER
    assert reading.text == "Application for a permit"


def test_picture_wins_over_the_layer_beneath_it():
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
def test_page_without_text(page: Image.Image, flag: str):
    (reading,) = read(scan(page))
    assert flag in reading.flags
    assert (reading.lines, reading.source) == ((), Source.NONE)


def test_scribble_is_unreadable_not_blank():
    random = np.random.default_rng(5)
    noise = np.full((2339, 1654, 3), 255, np.uint8)
    noise[300:1500, 300:1300] = np.repeat(random.integers(0, 255, (1200, 1000, 1), np.uint8), 3, axis=2)
    (reading,) = read(scan(Image.fromarray(noise)))
    assert "page-unreadable" in reading.flags


def test_page_that_could_not_be_drawn_is_unreadable():
    stream = io.BytesIO()
    picture().save(stream, "TIFF", compression="tiff_lzw", dpi=(200, 200))
    content = stream.getvalue()
    (reading,) = read(content[:200] + bytes(len(content) - 4200) + content[-4000:], FileKind.TIFF) or (None,)
    assert reading is None or reading.source in (Source.NONE, Source.OCR)


def test_time_is_told_by_part():
    seconds: dict[str, float] = {"read": 1.0}
    with open_document(scan(picture()), FileKind.PDF, Limits()) as document:
        read_page(next(document.pages()), rapid(), seconds)
    assert seconds["read"] > 1.0
    assert seconds["render"] > 0
    assert seconds["seals"] > 0
