"""Evidence: strips of a material, or of the package they belong to, put together as one picture."""

import io

import numpy as np
from PIL import Image

from cases.reading import Coverage
from cases.report import ItemRef, MaterialReading, MaterialStatus, Need, Outcome, Report, Unit
from tests.ocr.cross_page.test_cross_page_seal import pages
from views.evidence import join_strips


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
