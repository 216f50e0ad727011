"""The label of an envelope, printed, scanned and read again."""

from __future__ import annotations

import io
from dataclasses import replace

import numpy as np
import pdfplumber
import pikepdf
import pypdfium2
import pytest
import zxingcpp
from PIL import Image

from cases.errors import RequestInvalid
from replies.barcode import qr_modules
from replies.label import Enclosure, envelope_label, label_for
from replies.typeface import stand_in
from tests.replies.made import NUMBER, UNIT, catalogue, item

OFFICE = catalogue().offices["bj-chaoyang"]
FULL = Enclosure(NUMBER, UNIT, "新申请劳务派遣行政许可", "张三", "13810001234")


def printed(content: bytes, dots_per_inch: int = 150) -> Image.Image:
    with pypdfium2.PdfDocument(content) as document:
        assert len(document) == 1
        page: Image.Image = document[0].render(scale=dots_per_inch / 72).to_pil()
        return page.convert("L")


def text_of(content: bytes) -> str:
    with pdfplumber.open(io.BytesIO(content)) as document:
        return (document.pages[0].extract_text() or "").replace("\n", "")


def read(picture: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(picture)]


def test_label_shows_the_four_facts_the_address_and_the_number() -> None:
    text = text_of(envelope_label(FULL, OFFICE))
    facts = (UNIT, "新申请劳务派遣行政许可", "张三", "13810001234")
    for words in (*facts, "邮编：100025", OFFICE.post_address, OFFICE.post_to, NUMBER):
        assert words in text


@pytest.mark.parametrize("angle", [0, 3, -4, 90, 180], ids=lambda angle: f"{angle} degrees")
def test_code_is_read_from_a_grey_skewed_scan(angle: float) -> None:
    page = printed(envelope_label(FULL, OFFICE))
    levels = np.asarray(page).astype(float) / 255 * 110 + 95  # faint print on grey paper
    noise = np.random.default_rng(7).normal(0, 6, levels.shape)
    scan = Image.fromarray(np.clip(levels + noise, 0, 255).astype(np.uint8))
    assert read(scan.rotate(angle, expand=True, fillcolor=200, resample=Image.Resampling.BILINEAR)) == [NUMBER]


def test_code_is_read_from_a_fax() -> None:
    page = printed(envelope_label(FULL, OFFICE), 200)
    assert read(page.point(lambda level: 255 if level > 128 else 0)) == [NUMBER]


def test_modules_are_those_of_the_code_and_no_other() -> None:
    modules = np.array(qr_modules(NUMBER))
    assert modules.shape[0] == modules.shape[1]
    pixels = np.kron(np.pad(~modules, 4, constant_values=True), np.ones((4, 4))).astype(np.uint8) * 255
    assert read(Image.fromarray(pixels)) == [NUMBER]


def test_unknown_sender_is_a_line_to_fill_in() -> None:
    content = envelope_label(replace(FULL, sender="", mobile=""), OFFICE)
    with pdfplumber.open(io.BytesIO(content)) as document:
        blank = [line for line in document.pages[0].lines if line["x1"] < 450]
    assert len(blank) == 2


@pytest.mark.parametrize(
    "mobile", ["1381000123", "138100012345", "23810001234", "010-65090452", "１３８１０００１２３４", "138 1000 1234"]
)
def test_what_is_no_mobile_number_is_refused(mobile: str) -> None:
    with pytest.raises(RequestInvalid, match="11位"):
        envelope_label(replace(FULL, mobile=mobile), OFFICE)


@pytest.mark.parametrize("number", ["", "SL" * 40, "收件编号1", "SL1\n2"])
def test_number_that_no_scanner_could_type_is_refused(number: str) -> None:
    with pytest.raises(RequestInvalid, match="条码"):
        envelope_label(replace(FULL, case_no=number), OFFICE)


def test_identity_number_in_a_name_is_masked() -> None:
    made = replace(FULL, unit=f"{UNIT}110101199001010015", sender="张三13810001234")
    text = text_of(envelope_label(made, OFFICE))
    assert "110101199001010015" not in text
    assert text.count("13810001234") == 1


@pytest.mark.parametrize(
    "unit", ["甲" * 60 + "公司", "乙" * 120, "北京\U00020bb7野公司"], ids=["60", "120", "no-glyph"]
)
def test_long_and_rare_names_stay_within_their_room(unit: str) -> None:
    content = envelope_label(replace(FULL, unit=unit, item="不定时工作制和综合计算工时工作制（同时申请）"), OFFICE)
    with pdfplumber.open(io.BytesIO(content)) as document:
        words = [char for char in document.pages[0].chars if char["text"] in {*unit, stand_in()} and char["x0"] < 440]
        lowest = max(char["bottom"] for char in document.pages[0].chars if char["text"] in "13810001234")
        advice = min(char["top"] for char in document.pages[0].chars if char["text"] == "贴")
    assert all(char["x1"] < 440 for char in words)
    assert lowest < advice
    assert unit.replace("\U00020bb7", stand_in()) in text_of(content)
    assert read(printed(content)) == [NUMBER]


def test_fonts_are_embedded_and_the_label_repeats() -> None:
    content = envelope_label(FULL, OFFICE)
    assert content == envelope_label(FULL, OFFICE)
    with pikepdf.open(io.BytesIO(content)) as document:
        fonts = [font for _, font in document.pages[0].resources["/Font"].items()]
        assert fonts
        assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


def test_label_goes_with_the_letter_that_asks_for_paper_and_no_other() -> None:
    content = label_for("electronic-pass", NUMBER, UNIT, item(), OFFICE)
    assert content is not None
    assert read(printed(content)) == [NUMBER]
    assert "13810001234" not in text_of(content)
    assert label_for("acceptance", NUMBER, UNIT, item(), OFFICE) is None
    assert label_for("electronic-pass", NUMBER, UNIT, replace(item(), paper_required=False), OFFICE) is None
    assert label_for("electronic-pass", NUMBER, UNIT, None, OFFICE) is None
