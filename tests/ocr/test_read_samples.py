"""Real files from public repositories: none may crash or hang, each must yield what its manifest says."""

from functools import cache
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.error_rate import error_rate, folded
from cases.finding import Severity
from cases.reading import ColourMode, PageReading, Source
from cases.submission import FileKind
from ocr.file.document import open_document
from ocr.read import read_page
from sandbox.limits import Limits
from tests.office.services import one_engine

KINDS = {".pdf": FileKind.PDF, ".tif": FileKind.TIFF, ".tiff": FileKind.TIFF, ".ofd": FileKind.OTHER,
         ".jpg": FileKind.IMAGE, ".png": FileKind.IMAGE}  # fmt: skip

LONG = {"pdf/01_cn_born_digital_report_9p.pdf": 3}
"""Pages that are read of a long file, whose others are set alike."""


@cache
def open_sample(samples: Path, name: str) -> tuple[list[tuple[str, Severity]], list[PageReading]]:
    path = samples / name
    with open_document(path.read_bytes(), KINDS[path.suffix], Limits()) as document:
        pages = islice(document.pages(), LONG.get(name))
        readings = [read_page(page, one_engine(), {}) for page in pages]
        return [(finding.code, finding.severity) for finding in document.findings], readings


REFUSED = {
    "pdf/05_encrypted_user_password.pdf": "file-encrypted",
    "pdf/06_encrypted_password_test.pdf": "file-encrypted",
    "pdf/08_empty_zero_bytes.pdf": "file-empty",
    "pdf/09_header_only.pdf": "file-damaged",
    "pdf/11_malformed_missing_trailer.pdf": "file-damaged",
    "pdf/28_xfa_dynamic.pdf": "file-type-refused",
}


@pytest.mark.parametrize(("name", "code"), REFUSED.items(), ids=list(REFUSED))
def test_unusable_file_is_refused(samples: Path, name: str, code: str) -> None:
    found, readings = open_sample(samples, name)
    assert (code, Severity.BLOCKING) in found
    assert readings == []


def test_ofd_goes_to_an_officer(samples: Path) -> None:
    found, readings = open_sample(samples, "pdf/26_ofd_invoice_signed.ofd")
    assert found == [("file-type-refused", Severity.REVIEW), ("signature-present-unverified", Severity.NOTICE)]
    assert readings == []


FLAGGED = {
    "pdf/04_cn_form_acroform.pdf": "file-active-content",
    "pdf/14_js_buttons.pdf": "file-active-content",
    "pdf/15_attachment_inside.pdf": "file-embedded-files",
    "pdf/16_digitally_signed.pdf": "signature-present-unverified",
    "pdf/17_signed_verified.pdf": "signature-present-unverified",
    "pdf/18_signed_twice.pdf": "signature-present-unverified",
}


@pytest.mark.parametrize(("name", "code"), FLAGGED.items(), ids=list(FLAGGED))
def test_remarkable_file_is_read_and_flagged(samples: Path, name: str, code: str) -> None:
    found, readings = open_sample(samples, name)
    assert [item for item in found if item[1] is not Severity.NOTICE] == []
    assert code in [item[0] for item in found]
    assert len(readings) == 1


WITH_TEXT = {
    "pdf/02_cn_duplicate_chars.pdf": (2, Source.TEXT_LAYER, "引水隧洞"),
    "pdf/03_cn_standard_page.pdf": (1, Source.TEXT_LAYER, "安徽省建设用地使用标准"),
    "pdf/04_cn_form_acroform.pdf": (1, Source.TEXT_LAYER, "演示表格"),
    "pdf/07_owner_password_only.pdf": (1, Source.TEXT_LAYER, "encryption"),
    "pdf/10_invalid_pdf.pdf": (2, Source.TEXT_LAYER, "Invoice"),
    "pdf/12_pages_loop.pdf": (1, Source.TEXT_LAYER, "Potato"),
    "pdf/13_hugemono_jbig2_35000px.pdf": (1, Source.OCR, "a very big image"),
    "pdf/19_rotated_page_flag.pdf": (1, Source.TEXT_LAYER, "Adjusted Baseline by Category"),
    "pdf/20_rotated_each_page.pdf": (5, Source.OCR, "Hello world"),
    "pdf/21_scan_rotated_90.pdf": (1, Source.OCR, "Docling bundles PDF document conversion to"),
    "pdf/22_scan_ccitt.pdf": (1, Source.OCR, "The LinnSequencer"),
    "pdf/23_scan_skewed.pdf": (1, Source.OCR, "The LinnSequencer"),
    "pdf/27_fax_barcode_scan_3p.pdf": (3, Source.OCR, "Document one with some text"),
    "seal/20_scanned_page_seal_over_text.pdf": (1, Source.OCR, "重庆万州经济技术开发（集团）有限公司"),
    "fax/01_fax_g3_204x98.tif": (1, Source.OCR, "UNIX Programmer"),
    "fax/02_itu_chart_1_letter.tif": (1, Source.OCR, "SLEREXE COMPANY"),
    "fax/05_minifax_g3_204x196.tif": (1, Source.OCR, "Testdokument"),
    "fax/06_g4_three_pages.tiff": (3, Source.OCR, "Page1"),
    "fax/08_g4_orientation_6.tif": (1, Source.OCR, "This is a test file"),
    "fax/09_scan_g4_300dpi_form.tif": (1, Source.OCR, "Fragebogen"),
    "fax/12_g4_form_header.tif": (1, Source.OCR, "BILL TO"),
    "ocr/07_exif_orientation.jpg": (1, Source.OCR, "我是中国人"),
    "ocr/08_white_text_transparent.png": (1, Source.OCR, "我是中国人"),
    "ocr/11_certificate_green.png": (1, Source.OCR, "质量管理体系认证证书"),
}


@pytest.mark.parametrize(("name", "expected"), WITH_TEXT.items(), ids=list(WITH_TEXT))
def test_text_is_read(samples: Path, name: str, expected: tuple[int, Source, str]) -> None:
    _, readings = open_sample(samples, name)
    count, source, text = expected
    assert len(readings) == count
    assert readings[0].source is source
    assert text in readings[0].text


def test_fax_has_square_pixels_and_no_colour(samples: Path) -> None:
    (reading,) = open_sample(samples, "fax/01_fax_g3_204x98.tif")[1]
    assert reading.colour is ColourMode.BILEVEL
    assert reading.size_mm == pytest.approx((215.1, 280.4), abs=0.5)


def test_each_page_decides_for_itself(samples: Path) -> None:
    _, readings = open_sample(samples, "pdf/24_mixed_text_and_image_pages.pdf")
    assert [reading.source for reading in readings] == [Source.OCR] * 3 + [Source.TEXT_LAYER] * 3
    assert all(f"Page {reading.number}" in reading.text for reading in readings)


@pytest.mark.parametrize(
    ("name", "flag"),
    [("pdf/25_blank_page.pdf", "page-blank"), ("ocr/09_no_text_black.jpg", "page-unreadable"),
     ("fax/03_itu_chart_2_circuit.tif", "page-unreadable"), ("pdf/21_scan_rotated_90.pdf", "page-rotated")],
)  # fmt: skip
def test_page_is_flagged(samples: Path, name: str, flag: str) -> None:
    assert flag in open_sample(samples, name)[1][0].flags


REFERENCES = {
    "ocr/01_paragraph_7_lines.png": 0.03,  # a dash between two characters reads as 一一
    "ocr/02_line_mixed.jpg": 0.0,
    "ocr/03_line_photo.jpg": 0.0,
    "ocr/04_line_rare_characters.png": 0.22,
    "ocr/05_word_korean_restaurant.jpg": 0.0,
    "ocr/07_exif_orientation.jpg": 0.0,
    "ocr/08_white_text_transparent.png": 0.0,
}
"""Real files with reference text, and the error rate they may have."""


@pytest.mark.parametrize(("name", "most"), REFERENCES.items(), ids=list(REFERENCES))
def test_text_is_that_of_the_reference(samples: Path, name: str, most: float) -> None:
    (reading,) = open_sample(samples, name)[1]
    reference = (samples / name).with_suffix(".gt.txt").read_text("utf-8")
    assert error_rate(reading.text, [reference.splitlines()]) <= most
    assert not {"page-unreadable", "page-blank", "page-rotated"} & set(reading.flags)


def test_poster_is_read_line_by_line(samples: Path) -> None:
    (reading,) = open_sample(samples, "ocr/06_poster_many_lines.jpg")[1]
    texts = [line.text for line in reading.lines]
    assert texts[0] == "正品促销"
    assert {"大桶装更划算", "极速发货", "冰点标准", "破损就赔", "假一赔十"} <= set(texts)


def test_news_page_begins_as_it_should(samples: Path) -> None:
    (reading,) = open_sample(samples, "ocr/10_news_page.jpg")[1]
    assert folded(reading.text).startswith(folded("央视网消息(新闻联播)：中共中央总书记、国家主席、中央军委主席"))
    assert len(reading.lines) >= 20


def test_every_page_of_a_fax_is_read(samples: Path) -> None:
    assert [one.text for one in open_sample(samples, "fax/06_g4_three_pages.tiff")[1]] == ["Page1", "Page2", "Page3"]
    texts = [one.text for one in open_sample(samples, "fax/10_deflate_three_pages.tiff")[1]]
    assert texts == [f"This is a multi page document. Page {number}." for number in (1, 2, 3)]
    assert len(open_sample(samples, "fax/07_g3_three_pages.tif")[1]) == 3


def test_dense_page_is_read(samples: Path) -> None:
    (reading,) = open_sample(samples, "fax/04_itu_chart_4_dense_french.tif")[1]
    assert len(reading.lines) > 50
    assert len(reading.text) > 4500


def test_vertical_handwriting_stays_as_it_stands(samples: Path) -> None:
    (reading,) = open_sample(samples, "seal/18_calligraphy_red_frame.png")[1]
    assert reading.rotation == 0
    assert "page-unreadable" not in reading.flags
    assert reading.text.startswith("余六十年前")


@pytest.mark.parametrize("folder", ["pdf", "fax"])
def test_no_sample_crashes_or_hangs(samples: Path, folder: str) -> None:
    for path in sorted((samples / folder).iterdir()):
        found, readings = open_sample(samples, f"{folder}/{path.name}")
        refused = any(severity is Severity.BLOCKING or code == "file-type-refused" for code, severity in found)
        assert bool(readings) is not refused, path.name
        assert [reading.file_page for reading in readings] == list(range(1, len(readings) + 1)), path.name
