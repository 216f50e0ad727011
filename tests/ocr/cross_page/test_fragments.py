from random import Random

import cv2
import numpy as np
import pytest
from PIL import Image

from cases.reading import ColourMode, Edge, InkColour, Seal, SealKind, SealShape
from ocr.cross_page.fragments import find_fragments, pack_mask, unpack_mask
from ocr.cross_page.sheet_edge import sheet_inset
from tests.drawing import Inking, draw_seal, official_seal, stamp
from tests.drawing.cross_page import press, stamp_across
from tests.ocr.seals.seal_pages import sealed_page

UNIT = official_seal("北京华兴劳务派遣有限公司")


def strip_page(count: int, page: int, edge: str = "right") -> np.ndarray:
    sheet = Image.new("RGB", (1654, 2339), "white")
    strips = stamp_across(range(count), UNIT, Inking(seed=3), Random(5), 200, edge=edge)
    press(sheet, strips[page], 210, 200)
    return np.array(sheet)


@pytest.mark.parametrize(("count", "page"), [(2, 0), (2, 1), (5, 0), (5, 2), (10, 9)])
@pytest.mark.parametrize("edge", ["right", "left"])
def test_a_strip_at_an_edge_is_one_fragment(count: int, page: int, edge: str) -> None:
    (fragment,) = find_fragments(strip_page(count, page, edge), 200.0, ColourMode.COLOUR)
    assert fragment.edge is Edge(edge)
    assert fragment.colour is InkColour.RED
    assert fragment.depth_mm == pytest.approx(42 / count, abs=42 / count * 0.3 + 0.8)
    assert fragment.score > 0.7


def test_a_strip_that_the_scanner_cut_is_still_one() -> None:
    page = np.ascontiguousarray(strip_page(5, 2)[:, :-24])
    (fragment,) = find_fragments(page, 200.0, ColourMode.COLOUR)
    assert fragment.edge is Edge.RIGHT


def test_a_whole_seal_near_the_edge_is_no_fragment() -> None:
    assert find_fragments(sealed_page((UNIT, 4, 1460, 1070)), 200.0, ColourMode.COLOUR) == []


def test_rules_running_off_the_page_are_no_fragments() -> None:
    page = np.full((2339, 1654, 3), 255, np.uint8)
    page[400:406, 100:] = (210, 30, 40)
    page[:, 1640:1646] = (210, 30, 40)
    assert find_fragments(page, 200.0, ColourMode.COLOUR) == []


def test_a_page_of_unknown_resolution_has_none() -> None:
    assert find_fragments(strip_page(2, 0), 0.0, ColourMode.COLOUR) == []


def test_masks_survive_packing() -> None:
    (fragment,) = find_fragments(strip_page(2, 0), 200.0, ColourMode.COLOUR)
    mask = unpack_mask(fragment)
    assert mask.shape == fragment.mask_size[::-1]
    assert 0.05 < mask.mean() < 0.6
    assert pack_mask(mask) == fragment.mask


def on_a_desk(sheet: np.ndarray, corners: tuple[tuple[int, int], ...]) -> np.ndarray:
    """The sheet with these corners on brown ground, as a camera sees it."""
    height, width = sheet.shape[:2]
    own = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = cv2.getPerspectiveTransform(own, np.array(corners, np.float32))
    return cv2.warpPerspective(sheet, matrix, (width, height), flags=cv2.INTER_AREA, borderValue=(124, 96, 74))


@pytest.mark.parametrize("mode", [ColourMode.GREY, ColourMode.BILEVEL])
def test_the_header_of_a_fax_is_no_strip(mode: ColourMode) -> None:
    page = np.full((2339, 1654, 3), 255, np.uint8)
    cv2.putText(page, "2020-02-20 09:00 010-12345678 P.1/9", (50, 34), cv2.FONT_HERSHEY_SIMPLEX, 0.9, (0, 0, 0), 2)
    assert all(one.is_trace for one in find_fragments(page, 200.0, mode))


LEANING = ((90, 60), (1590, 90), (1545, 2270), (40, 2240))


@pytest.mark.parametrize("page", [0, 1])
@pytest.mark.parametrize("edge", ["right", "left"])
def test_a_strip_lies_at_the_edge_of_a_photographed_sheet(page: int, edge: str) -> None:
    (fragment,) = find_fragments(on_a_desk(strip_page(2, page, edge), LEANING), 200.0, ColourMode.COLOUR)
    assert fragment.edge is Edge(edge)
    assert fragment.depth_mm == pytest.approx(20, abs=4)
    middle = (fragment.box[0] + fragment.box[2]) / 2
    assert 1654 * 0.86 < middle * 200 / 72 < 1590 if edge == "right" else 40 < middle * 200 / 72 < 1654 * 0.14


def test_the_ground_around_a_sheet_is_no_fragment() -> None:
    assert find_fragments(on_a_desk(np.full((2339, 1654, 3), 255, np.uint8), LEANING), 200.0, ColourMode.COLOUR) == []


def test_a_strip_across_the_frame_of_a_certificate_is_seen() -> None:
    page = strip_page(5, 2)
    framed = np.full_like(page, (200, 225, 200))
    framed[90:-90, 90:-90] = page[90:-90, 90:-90]
    strip = (page.min(axis=2) < 250)
    framed[strip] = page[strip]
    (fragment,) = (one for one in find_fragments(framed, 200.0, ColourMode.COLOUR) if not one.is_trace)
    assert fragment.edge is Edge.RIGHT


def test_a_scan_fills_its_picture() -> None:
    page = np.full((1188, 840), 250, np.uint8)
    page[:, 30:33] = 20  # a long rule
    page[:, :6] = 200  # the scanner's shadow
    assert sheet_inset(page) is None
    page[:, 8:60:2] = 120  # a printed frame
    assert sheet_inset(page) is None


def test_half_a_ring_is_a_strip_though_a_whole_outline_fits_it() -> None:
    """The fan's last sheet bears the outer half, whose circle lies within the page."""
    page = strip_page(2, 1)
    (strip,) = find_fragments(page, 200.0, ColourMode.COLOUR, [])
    x, y, reach = strip.box[2], (strip.box[1] + strip.box[3]) / 2, 42 * 72 / 25.4
    around = (x - reach, y - reach / 2, x, y + reach / 2)
    assert find_fragments(page, 200.0, ColourMode.COLOUR, [found(around)]) == [strip]


def found(box: tuple[float, float, float, float], shape: SealShape = SealShape.ROUND) -> Seal:
    size = ((box[2] - box[0]) * 25.4 / 72, (box[3] - box[1]) * 25.4 / 72)
    return Seal(SealKind.OFFICIAL, shape, InkColour.RED, box, size, "有限公司", 0.8)


def test_half_a_ring_is_a_strip_though_a_whole_seal_covers_its_other_half() -> None:
    page = strip_page(2, 1)
    (strip,) = find_fragments(page, 200.0, ColourMode.COLOUR, [])
    x, y, reach = strip.box[2], (strip.box[1] + strip.box[3]) / 2, 42 * 72 / 25.4
    left, top = round((x - 1.12 * reach) * 200 / 72), round((y - 0.13 * reach) * 200 / 72)
    whole = draw_seal(UNIT, Inking(seed=7), 200)
    sheet = Image.fromarray(page)
    stamp(sheet, whole, left - whole.width // 2, top - whole.height // 2)
    across, down, half = left * 0.36, top * 0.36, 21 * 72 / 25.4
    beside = found((across - half, down - half, across + half, down + half))
    ring = found((x - reach, y - reach / 2, x, y + reach / 2))
    fragments = find_fragments(np.array(sheet), 200.0, ColourMode.COLOUR, [beside, ring])
    (alone,) = (one for one in fragments if not one.is_trace)
    assert (alone.start_mm, alone.end_mm) == pytest.approx((strip.start_mm, strip.end_mm), abs=0.5)


def test_an_end_of_a_strip_that_an_oval_fits_by_chance_stays_in_it() -> None:
    page = strip_page(2, 1)
    (strip,) = find_fragments(page, 200.0, ColourMode.COLOUR, [])
    x0, y0, x1, y1 = strip.box
    oval = found((x0, y0, x1, y0 + 0.75 * (y1 - y0)), SealShape.OVAL)
    assert find_fragments(page, 200.0, ColourMode.COLOUR, [oval]) == [strip]


@pytest.mark.parametrize("page", [0, 1])
@pytest.mark.parametrize("ink", [(205, 45, 45), (45, 60, 160)])
def test_a_strip_over_the_leaning_frame_of_a_certificate_is_whole(page: int, ink: tuple[int, int, int]) -> None:
    sheet = strip_page(2, page)
    (strip,) = find_fragments(sheet, 200.0, ColourMode.COLOUR)
    for away, width in ((72, 6), (86, 2), (108, 2), (122, 6)):
        cv2.line(sheet, (1654 - away, 80), (1642 - away, 2260), ink, width)
    for down in range(100, 2240, 47):
        cv2.circle(sheet, (1654 - 97 - round(0.0055 * down), down), 8, ink, -1)
    (over,) = (one for one in find_fragments(sheet, 200.0, ColourMode.COLOUR) if not one.is_trace)
    assert over.depth_mm == pytest.approx(strip.depth_mm, abs=0.5)
    assert (over.start_mm, over.end_mm) == pytest.approx((strip.start_mm, strip.end_mm), abs=2.0)
