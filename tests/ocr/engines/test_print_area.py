"""What detection is spared: blank paper, and nothing that may be print."""

import numpy as np
import pytest

from ocr.engine import Bitmap
from ocr.engines.print_area import MARGIN, find_print


def paper(level: int = 250) -> Bitmap:
    return np.full((1280, 896, 3), level, np.uint8)


def with_line(page: Bitmap, top: int, depth: int = 200, left: int = 200, width: int = 400) -> Bitmap:
    for x in range(left, left + width, 8):
        page[top : top + 20, x : x + 3] -= np.uint8(depth)
    return page


@pytest.mark.parametrize("depth", [25, 200])
def test_margins_are_left_out_and_print_is_not(depth: int) -> None:
    area = find_print(with_line(with_line(paper(), 400, depth), 500, depth))
    ((top, bottom),), (left, right) = area.bands, area.columns
    assert top <= 400 - MARGIN
    assert bottom >= 520 + MARGIN
    assert left <= 200 - MARGIN
    assert right >= 600 + MARGIN
    assert (bottom - top) * (right - left) < 0.3 * 1280 * 896


def test_blank_between_print_and_page_number_is_left_out() -> None:
    page = with_line(with_line(paper(), 100), 1220, left=440, width=24)
    area = find_print(page)
    part = area.cut(page)
    assert len(area.bands) == 2
    assert part.shape[0] <= 384
    rows = np.flatnonzero((part < 200).any(axis=(1, 2)))
    places = sorted({int(row) + area.offset(float(row))[1] for row in rows})
    assert places == [*range(100, 120), *range(1220, 1240)]


def test_nothing_is_left_out_of_a_noisy_picture() -> None:
    page = np.random.default_rng(1).integers(90, 200, (1280, 896, 3)).astype(np.uint8)
    area = find_print(page)
    assert area.cut(page).shape == page.shape


def test_one_speck_is_no_print() -> None:
    page = with_line(paper(), 400)
    page[1200:1203, 700:703] = 0
    assert find_print(page) == find_print(with_line(paper(), 400))


def test_empty_page_is_looked_at_once_and_small() -> None:
    assert find_print(paper()).cut(paper()).shape[0] <= 128
