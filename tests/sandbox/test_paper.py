"""What a scan claims of its size, and what is made of it."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image, TiffImagePlugin

from cases.submission import FileKind
from ocr.file.document import open_document
from sandbox.limits import Limits
from sandbox.paper import believed
from sandbox.picture import FAX_LINES, _fax_resolution

A4_150 = 1754
"""Pixels of A4's long side at 150 dots per inch."""


@pytest.mark.parametrize(("size", "pixels", "factor", "known"), [
    ((210, 297), A4_150, 1.0, True),
    ((208.6, 295.7), A4_150, 1.0, True),
    ((297, 210), A4_150, 1.0, True),
    ((437, 619), A4_150, 297 / 619, False),      # a pixel taken for a point
    ((328, 464), A4_150, 297 / 464, False),      # 96 pixels to the inch
    ((279, 395), 3508, 297 / 395, False),
    ((656, 928), 2630, 297 / 928, False),
    ((875, 1238), 3508, 297 / 1238, False),
    ((420, 594), 3508, 297 / 594, False),        # A4 at 300, tagged 150
    ((297, 420), 2480, 1.0, True),               # A3 at 150
    ((297, 420), 1191, 297 / 420, False),        # of A3's size, at the 72 of a guess
    ((270, 390), 3071, 1.0, True),               # 8开 at 200
    ((148, 210), 1654, 1.0, True),               # A5 at 200
    ((199, 284), 2237, 1.0, False),              # cut by a phone's app
    ((193, 272), 2142, 1.0, False),
    ((1067, 1422), 4032, 297 / 1422, False),     # a photograph at 72
])
def test_claims_of_size(size: tuple[float, float], pixels: int, factor: float, known: bool) -> None:
    found = believed(*size, pixels)
    assert found.factor == pytest.approx(factor, abs=0.001)
    assert found.known is known


@pytest.mark.parametrize(("rows", "tags", "lines"), [
    (1146, (0.0, 0.0), 98.0), (2292, (0.0, 0.0), 196.0), (4584, (0.0, 0.0), 391.0),
    (1146, (204.0, 196.0), 98.0), (4584, (204.0, 196.0), 391.0), (2292, (204.0, 98.0), 196.0),
    (1082, (204.0, 98.0), 98.0), (2134, (0.0, 0.0), 196.0), (1500, (0.0, 0.0), 196.0),
])
def test_a_fax_page_is_as_fine_as_makes_a4_of_it(rows: int, tags: tuple[float, float], lines: float) -> None:
    assert lines in FAX_LINES
    assert _fax_resolution((1728, rows), *tags)[1] == lines


def scan(unit: float = 1.0, points: float = 1.0) -> bytes:
    """Return a PDF of one grey A4 picture at 75 dots per inch, its page in units as asked."""
    picture = io.BytesIO()
    Image.new("L", (620, 877), 200).save(picture, "PDF", resolution=75.0 / points / unit)
    pdf = pikepdf.open(picture)
    if unit != 1.0:
        pdf.pages[0].obj.UserUnit = unit
    target = io.BytesIO()
    pdf.save(target)
    return target.getvalue()


@pytest.mark.parametrize(("content", "known"), [
    (scan(), True), (scan(points=2.08), False), (scan(points=4.17), False),
])
def test_pages_of_a_guessed_size_come_out_as_a4(content: bytes, known: bool) -> None:
    with open_document(content, FileKind.PDF, Limits()) as document:
        (page,) = document.pages()
    assert page.size_mm == pytest.approx((210, 297), abs=9)
    assert page.size_known is known
    assert page.bitmap.shape[0] < 2400


def test_the_unit_of_a_page_counts() -> None:
    small = pikepdf.new()
    small.add_blank_page(page_size=(595.276 / 4, 841.89 / 4))
    small.pages[0].obj.UserUnit = 4
    target = io.BytesIO()
    small.save(target)
    with open_document(target.getvalue(), FileKind.PDF, Limits()) as document:
        (page,) = document.pages()
    assert page.size_mm == pytest.approx((210, 297), abs=0.5)


def test_a_preview_beside_a_page_is_no_page() -> None:
    target = io.BytesIO()
    reduced = TiffImagePlugin.ImageFileDirectory_v2()
    reduced[254] = 1
    page, preview = Image.new("1", (1728, 2292), 1), Image.new("1", (216, 286), 1)
    preview.encoderinfo = {"tiffinfo": reduced}
    page.save(target, "TIFF", save_all=True, append_images=[preview])
    with open_document(target.getvalue(), FileKind.TIFF, Limits()) as document:
        assert document.page_count == 1
