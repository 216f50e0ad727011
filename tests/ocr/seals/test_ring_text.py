"""Text of single impressions: under print, on copies, on ovals, in the middle; never another unit's name."""

import numpy as np
import pytest

from cases.plain_text import name_as_read
from cases.reading import ColourMode, InkColour, Seal
from ocr.seals.character_count import agreement
from ocr.seals.name_arc import Arc, even_arcs
from ocr.seals.name_span import NameRing, fills
from ocr.seals.ring_choice import choose
from ocr.seals.seal_ink import ink_plane, levelled_plane
from ocr.seals.seals import find_seals
from tests.drawing.ring_pages import RingPage, draw_ring_page, draw_twins
from tests.office.services import one_engine
from validators.names import Match, compare, similarity

HERE = Arc(2.0, 5.0)


def read(page: RingPage) -> Seal:
    colour = ColourMode.GREY if page.grey else ColourMode.COLOUR
    seals = find_seals(page.bitmap, page.dots_per_inch, colour, one_engine(), size_known=page.size_known)
    return max(seals, key=lambda seal: seal.size_mm[0])


@pytest.mark.parametrize(("group", "seed"), [
    ("盖在密集文字上", 6), ("盖在表格上", 8), ("双圈", 6), ("无五角星", 5), ("任意转角", 5), ("150、200、300 dpi", 8),
    ("工会章", 2),
])
def test_characters_under_print_are_read(group: str, seed: int) -> None:
    page = draw_ring_page(group, seed)
    assert name_as_read(read(page).text) == name_as_read(page.text)


def test_words_in_the_middle_of_a_seal_without_a_name_are_its_inner_text() -> None:
    seal = read(draw_ring_page("电子章（仅中间有字）", 1))
    assert (seal.text, name_as_read(seal.inner_text)) == ("", "电子印章")


def test_words_straight_across_an_oval_are_no_part_of_its_name() -> None:
    page = draw_ring_page("椭圆", 4)
    seal = read(page)
    assert name_as_read(seal.text) == name_as_read(page.text)
    assert "发票专用章" in seal.inner_text


def test_print_is_taken_off_a_copy_and_nothing_on_it_is_sure() -> None:
    page = draw_ring_page("灰度", 4)
    seal = read(page)
    assert similarity(seal.text, page.text) >= 0.9
    assert seal.text_score <= 0.8


@pytest.mark.parametrize("seed", range(4))
def test_a_twin_is_never_read_as_its_neighbour(seed: int) -> None:
    name, page = draw_twins(seed)
    seal = read(page)
    assert compare(seal.text, seal.text_score, name) is not Match.SAME


def test_ink_under_print_keeps_its_strength() -> None:
    """Red ink over grey print that takes four fifths of the light; by colour alone it would look pale."""
    patch = np.full((120, 120, 3), 250, np.uint8)
    patch[20:100, 20:100] = (210, 40, 50)
    patch[50:70] = patch[50:70] // 5
    ink, hidden = ink_plane(patch, InkColour.RED)
    assert ink[60, 60] < 60
    assert ink[60, 8] > 200
    assert hidden[60, 60] == 255


def test_faded_ink_is_as_dark_as_full_ink() -> None:
    """The right half was pressed with a fifth of the pressure of the left."""
    patch = np.full((120, 240, 3), 250, np.uint8)
    for left, ink in ((20, (210, 40, 50)), (170, (238, 205, 207))):
        patch[20:100:16, left : left + 50] = patch[24:104:16, left : left + 50] = ink
        patch[22:102:16, left : left + 50] = ink
    levelled, _ = levelled_plane(patch, InkColour.RED, 90.0)
    plain, _ = ink_plane(patch, InkColour.RED)
    assert plain[22, 195] > 170
    assert levelled[22, 195] < 140
    assert levelled[22, 45] < 60
    assert levelled[22, 120] > 230


@pytest.mark.parametrize(("group", "seed"), [("窄高宋体", 1), ("一侧压力渐轻", 3), ("印泥干涩", 2)])
def test_faded_dry_and_narrow_names_are_read_nearly_whole(group: str, seed: int) -> None:
    page = draw_ring_page(group, seed)
    assert similarity(read(page).text, page.text) >= 0.9


@pytest.mark.parametrize("seed", [4, 5])
def test_a_name_whose_strokes_ran_together_is_never_sure(seed: int) -> None:
    page = draw_ring_page("湿印", seed)
    assert read(page).text_score < 0.8


def blots(places: range, width: float = 0.12) -> np.ndarray:
    """Return a ring unrolled over a turn with square blots in an even fan about the top, those left out missing."""
    dark = np.zeros((160, 720), np.uint8)
    for place in places:
        middle = 1.5 * np.pi + (place - 4.5) * 0.4
        columns = (np.arange(720) + 0.5) / 720 * 2 * np.pi
        dark[100:135, np.abs((columns - middle + np.pi) % (2 * np.pi) - np.pi) < width] = 1
    return dark


def test_a_name_that_lost_its_beginning_does_not_fill_its_arc() -> None:
    """Ten characters about the star's top point; the first two faded, or were left outside the arc."""
    levels = np.linspace(0.0, 1.05, 160)
    band, axis = (levels[137], levels[98]), (-np.pi / 2, 5)
    whole, rest = Arc(1.5 * np.pi - 2.1, 4.2), Arc(1.5 * np.pi - 1.2, 3.3)
    assert fills(NameRing(blots(range(10)), levels, axis, alone=True), whole, band, 10)
    assert not fills(NameRing(blots(range(2, 10)), levels, axis, alone=True), whole, band, 8)
    assert not fills(NameRing(blots(range(10)), levels, None, alone=True), rest, band, 8)


def test_arcs_are_widened_to_lie_evenly_about_the_star() -> None:
    arc = even_arcs([Arc(1.5 * np.pi - 1.2, 3.3)], -np.pi / 2 + 4 * np.pi / 5)[0]
    assert arc.middle == pytest.approx(1.5 * np.pi)
    assert arc.sweep == pytest.approx(4.2)


def test_a_line_bears_out_only_its_own_number_of_characters() -> None:
    strip = np.full((48, 400), 255, np.uint8)
    for place in range(10):
        strip[4:44, 40 * place + 4 : 40 * place + 36] = 0
    assert agreement(strip, 10) == 1.0
    assert agreement(strip, 9) < 0.8


def test_a_reading_that_lacks_the_beginning_does_not_win_by_its_score() -> None:
    readings = [(HERE, "天津市平光机械制造有限公司", 0.6), (HERE, "平光机械制造有限公司", 1.0)]
    assert choose(readings)[0] == "天津市平光机械制造有限公司"
