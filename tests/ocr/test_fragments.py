from random import Random

import numpy as np
import pytest
from PIL import Image

from cases.reading import ColourMode, Edge, InkColour
from ocr.fragments import find_fragments, pack_mask, unpack_mask
from tests.drawing import Inking, official_seal
from tests.drawing.cross_page import press, stamp_across
from tests.ocr.seal_pages import sealed_page

UNIT = official_seal("北京华兴劳务派遣有限公司")


def strip_page(count: int, page: int, edge: str = "right") -> np.ndarray:
    sheet = Image.new("RGB", (1654, 2339), "white")
    strips = stamp_across(range(count), UNIT, Inking(seed=3), Random(5), 200, edge=edge)
    press(sheet, strips[page], 210, 200)
    return np.array(sheet)


@pytest.mark.parametrize(("count", "page"), [(2, 0), (2, 1), (5, 0), (5, 2), (10, 9)])
@pytest.mark.parametrize("edge", ["right", "left"])
def test_a_strip_at_an_edge_is_one_fragment(count, page, edge):
    (fragment,) = find_fragments(strip_page(count, page, edge), 200.0, ColourMode.COLOUR)
    assert fragment.edge is Edge(edge)
    assert fragment.colour is InkColour.RED
    assert fragment.depth_mm == pytest.approx(42 / count, abs=42 / count * 0.3 + 0.8)
    assert fragment.score > 0.7


def test_a_strip_that_the_scanner_cut_is_still_one():
    page = np.ascontiguousarray(strip_page(5, 2)[:, :-24])
    (fragment,) = find_fragments(page, 200.0, ColourMode.COLOUR)
    assert fragment.edge is Edge.RIGHT


def test_a_whole_seal_near_the_edge_is_no_fragment():
    assert find_fragments(sealed_page((UNIT, 4, 1460, 1070)), 200.0, ColourMode.COLOUR) == []


def test_rules_running_off_the_page_are_no_fragments():
    page = np.full((2339, 1654, 3), 255, np.uint8)
    page[400:406, 100:] = (210, 30, 40)
    page[:, 1640:1646] = (210, 30, 40)
    assert find_fragments(page, 200.0, ColourMode.COLOUR) == []


def test_a_page_of_unknown_resolution_has_none():
    assert find_fragments(strip_page(2, 0), 0.0, ColourMode.COLOUR) == []


def test_masks_survive_packing():
    (fragment,) = find_fragments(strip_page(2, 0), 200.0, ColourMode.COLOUR)
    mask = unpack_mask(fragment)
    assert mask.shape == fragment.mask_size[::-1]
    assert 0.05 < mask.mean() < 0.6
    assert pack_mask(mask) == fragment.mask
