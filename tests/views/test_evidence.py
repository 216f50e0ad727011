"""Evidence: strips of a material, or of the package they belong to, put together as one picture."""

import io
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from PIL import Image

from cases.reading import Coverage, CrossPageSeal, PageReading
from cases.report import ItemRef, MaterialReading, MaterialStatus, Need, Outcome, Report, Unit
from ocr.cross_page.joined_strips import joined_picture
from tests.ocr.cross_page.test_cross_page_seal import pages
from views.evidence import join_strips

pytestmark = pytest.mark.thorough


def _report(*numbers: int) -> Report:
    readings = pages(3)
    material = MaterialReading(
        "articles-of-association", "公司章程", Need.REQUIRED, MaterialStatus.PRESENT, numbers,
        cross_page_seal=Coverage.COMPLETE,
    )  # fmt: skip
    return Report(Outcome.ACCEPT, Unit("甲"), ItemRef(None), (), tuple(readings), (material,), ())


def test_strips_of_a_material_make_one_seal() -> None:
    png = join_strips(_report(1, 2, 3), "articles-of-association")
    assert png is not None
    with Image.open(io.BytesIO(png)) as picture:
        pixels = np.asarray(picture.convert("RGB"), np.int16)
    red = np.argwhere(pixels[..., 0] > pixels[..., 1:].max(axis=2) + 60)
    height, width = np.ptp(red, axis=0) / 8  # mm
    assert 36 < width < 46
    assert 36 < height < 46


def test_a_material_that_is_not_there_has_no_strips() -> None:
    assert join_strips(_report(1, 2, 3), "title-deed") is None


def test_strips_are_those_of_the_pages_that_were_judged() -> None:
    one = _report(1, 2, 3)
    older = pages(3, without=(1,), seed=4)
    later = [replace(page, number=page.number + 3) for page in one.pages]
    resent = replace(one, pages=(*older, *later), materials=(replace(one.materials[0], pages=(4, 5, 6)),),
                     replaced_pages=(1, 2, 3))  # fmt: skip
    assert join_strips(resent, "articles-of-association") == _drawn(later)
    copies = replace(one, pages=(*one.pages, *(replace(page, number=page.number + 3) for page in older)),
                     materials=(replace(one.materials[0], pages=(1, 2, 3, 4, 5, 6)),))  # fmt: skip
    verdict = CrossPageSeal(Coverage.PARTIAL, 0.9, (5,), pages=(4, 5, 6))
    decided = replace(copies, cross_page_seals={"articles-of-association": verdict})
    assert join_strips(decided, "articles-of-association") == _drawn(decided.pages[3:])


def test_package_shown_for_a_material_without_strips_leaves_replaced_pages_out() -> None:
    older, bare = pages(3, seed=4), replace(pages(1, without=(0,))[0], number=4)
    material = MaterialReading("list", "名单", Need.REQUIRED, MaterialStatus.PRESENT, (4,))
    report = replace(_report(1, 2, 3), pages=(*older, bare), materials=(material,))
    assert join_strips(report, "list") == _drawn(report.pages)
    assert join_strips(replace(report, replaced_pages=(1, 2, 3)), "list") is None


def _drawn(readings: Sequence[PageReading]) -> bytes:
    joined = joined_picture(readings)
    assert joined is not None
    stream = io.BytesIO()
    Image.fromarray(joined).save(stream, "PNG")
    return stream.getvalue()
