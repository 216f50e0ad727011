"""Text of single impressions: under print, on copies, on ovals, in the middle; never another unit's name."""

import numpy as np
import pytest

from cases.reading import ColourMode, InkColour
from ocr.name_arc import Arc
from ocr.ring_choice import choose
from ocr.seal_ink import ink_plane
from ocr.seals import find_seals
from tests.drawing.ring_pages import draw_ring_page, draw_twins
from tests.ocr.loaded import rapid
from validators.names import Match, compare, fold, similarity

HERE = Arc(2.0, 5.0)


def read(page):
    colour = ColourMode.GREY if page.grey else ColourMode.COLOUR
    seals = find_seals(page.bitmap, page.dots_per_inch, colour, rapid(), size_known=page.size_known)
    return max(seals, key=lambda seal: seal.size_mm[0])


@pytest.mark.parametrize(("group", "seed"), [
    ("盖在密集文字上", 6), ("盖在表格上", 8), ("双圈", 6), ("无五角星", 5), ("任意转角", 5), ("150、200、300 dpi", 8),
    ("工会章", 2),
])
def test_characters_under_print_are_read(group, seed):
    page = draw_ring_page(group, seed)
    assert fold(read(page).text) == fold(page.text)


def test_words_in_the_middle_of_a_seal_without_a_name_are_its_inner_text():
    seal = read(draw_ring_page("电子章（仅中间有字）", 1))
    assert (seal.text, fold(seal.inner_text)) == ("", "电子印章")


def test_words_straight_across_an_oval_are_no_part_of_its_name():
    page = draw_ring_page("椭圆", 4)
    seal = read(page)
    assert fold(seal.text) == fold(page.text)
    assert "发票专用章" in seal.inner_text


def test_print_is_taken_off_a_copy_and_nothing_on_it_is_sure():
    page = draw_ring_page("灰度", 4)
    seal = read(page)
    assert similarity(seal.text, page.text) >= 0.9
    assert seal.text_score <= 0.8


@pytest.mark.parametrize("seed", range(4))
def test_a_twin_is_never_read_as_its_neighbour(seed):
    name, page = draw_twins(seed)
    seal = read(page)
    assert compare(seal.text, seal.text_score, name) is not Match.SAME


def test_ink_under_print_keeps_its_strength():
    """Red ink over grey print that takes four fifths of the light; by colour alone it would look pale."""
    patch = np.full((120, 120, 3), 250, np.uint8)
    patch[20:100, 20:100] = (210, 40, 50)
    patch[50:70] = patch[50:70] // 5
    ink, hidden = ink_plane(patch, InkColour.RED)
    assert ink[60, 60] < 60
    assert ink[60, 8] > 200
    assert hidden[60, 60] == 255


def test_a_reading_that_lacks_the_beginning_does_not_win_by_its_score():
    readings = [(HERE, "天津市平光机械制造有限公司", 0.6), (HERE, "平光机械制造有限公司", 1.0)]
    assert choose(readings)[0] == "天津市平光机械制造有限公司"
