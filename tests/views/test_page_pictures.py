"""Page pictures: upright, as wide as asked, identity numbers covered, made once."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from cases.reading import ColourMode, InkColour, PageReading, Seal, SealKind, SealShape, Source, TextLine
from cases.report import ItemRef, Outcome, Report, ReportFile, Unit
from cases.units import POINTS_PER_MM
from casework.services import Services
from record.pictures import PictureCache
from tests.office.services import services_in
from views.page_pictures import SHOWN, SMALL, page_picture, seal_picture, small_page
from views.prepared import prepare_pictures

pytestmark = pytest.mark.servers
A4 = (210.0, 297.0)
NUMBER = "11010519491231002X"
BLACK = (0, 0, 0)


def sheet(width: int = 420, height: int = 594) -> bytes:
    """Return a white page as PNG, black where the number stands and in its upper left corner."""
    picture = Image.new("RGB", (width, height), (255, 255, 255))
    picture.paste(BLACK, (0, 0, 40, 40))
    picture.paste(BLACK, (100, 200, 280, 212))
    stream = io.BytesIO()
    picture.save(stream, "PNG", dpi=(50.8, 50.8))
    return stream.getvalue()


def reading(number: int = 1, rotation: int = 0, size: tuple[float, float] = A4) -> PageReading:
    scale = POINTS_PER_MM / 2  # two pixels a millimetre
    line = TextLine(NUMBER, (100 * scale, 200 * scale, 280 * scale, 212 * scale), 0.99)
    seal = Seal(SealKind.OFFICIAL, SealShape.ROUND, InkColour.RED, (0, 0, 20 * scale, 20 * scale), (10, 10), "甲", 0.9)
    return PageReading(
        number, 0, number, size, Source.OCR, ColourMode.COLOUR, rotation, (line,), (seal,), (), 0.1,
        content_key=f"key {number} {rotation}",
    )  # fmt: skip


@pytest.fixture
def services(tmp_path: Path) -> Services:
    return services_in(tmp_path / "office")


def report_of(services: Services, content: bytes, *pages: PageReading) -> Report:
    file = ReportFile("a.png", "a.png", "image", len(pages), services.store.put(content))
    return Report(Outcome.ACCEPT, Unit("甲"), ItemRef(None), (file,), pages, (), ())


def opened(content: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(content)) as picture:
        return np.asarray(picture.convert("L"))


def test_identity_number_is_covered_and_the_rest_is_not(services: Services) -> None:
    page = reading()
    report = report_of(services, sheet(), page)
    shown, bare = (opened(page_picture(services, report, page, SMALL, covered=covered)) for covered in (True, False))
    row = round(206 * SMALL / 420)
    middle = slice(round(150 * SMALL / 420), round(250 * SMALL / 420))
    assert shown[row, middle].min() > 150
    assert bare[row, middle].max() < 100
    assert shown[round(20 * SMALL / 420), round(20 * SMALL / 420)] < 60


def test_page_is_as_wide_as_asked(services: Services) -> None:
    page = reading()
    report = report_of(services, sheet(1000, 1414), page)
    assert opened(page_picture(services, report, page, SHOWN)).shape[1] == SHOWN


def test_page_that_lay_on_its_side_stands_upright(services: Services) -> None:
    page = reading(rotation=90, size=(297.0, 210.0))
    shown = opened(page_picture(services, report_of(services, sheet(), page), page, SMALL, covered=False))
    assert shown.shape[1] == SMALL
    assert shown[5, -5] < 60  # the upper left corner went to the right
    assert shown[5, 5] > 200


def test_page_is_made_once(services: Services, tmp_path: Path) -> None:
    page = reading()
    report = report_of(services, sheet(), page)
    first = page_picture(services, report, page, SMALL)
    for path in (tmp_path / "office" / "store").rglob("*"):
        if path.is_file():
            path.unlink()
    assert page_picture(services, report, page, SMALL) == first


def test_page_that_cannot_be_shown_is_white(services: Services) -> None:
    page = reading(number=3)
    shown = opened(small_page(services, report_of(services, sheet(), page), page))
    assert shown.min() > 200


def test_seal_is_cut_out_with_a_margin(services: Services) -> None:
    page = reading()
    cut = opened(seal_picture(services, report_of(services, sheet(), page), page, page.seals[0]))
    assert cut.shape[0] == 24  # 10 mm, and 2 on the sides that are on the page; small pictures are not enlarged
    assert cut[3, 3] < 60


def test_cache_forgets_what_was_not_asked_for_longest(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path, most=3000)
    for number in range(5):
        cache.put(str(number), bytes(1000))
    for path in tmp_path.glob("*/*"):
        path.touch()
    cache.get("0")
    cache.tidy()
    kept = [number for number in range(5) if cache.get(str(number)) is not None]
    assert len(kept) == 2
    assert 0 in kept


def test_cache_without_a_folder_keeps_nothing() -> None:
    cache = PictureCache(None)
    cache.put("one", b"1")
    cache.tidy()
    assert cache.get("one") is None


def test_kept_pictures_are_for_the_service_alone(tmp_path: Path) -> None:
    cache = PictureCache(tmp_path / "pictures")
    cache.put("one", b"1")
    modes = [path.stat().st_mode & 0o077 for path in (tmp_path / "pictures").rglob("*")]
    assert modes
    assert not any(modes)


def test_pictures_made_ahead_are_those_that_are_asked_for(services: Services, tmp_path: Path) -> None:
    page = reading(rotation=90, size=(297.0, 210.0))
    report = report_of(services, sheet(1000, 1414), page)
    prepare_pictures(services, report, 1)
    for path in (tmp_path / "office" / "store").rglob("*"):
        if path.is_file():
            path.unlink()
    assert opened(page_picture(services, report, page, SHOWN)).shape[1] == pytest.approx(SHOWN, abs=2)
    assert opened(small_page(services, report, page)).shape[1] == SMALL


def test_nothing_is_made_ahead_where_nothing_is_kept(services: Services) -> None:
    bare = replace(services, pictures=PictureCache(None))
    missing = replace(report_of(bare, sheet(), reading()), files=())
    prepare_pictures(bare, missing, 1)  # would look for the file
