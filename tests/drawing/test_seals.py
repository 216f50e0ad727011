"""Seals have the sizes, shapes and inks of the rules."""

from random import Random

import numpy as np
import pytest
from PIL import Image

from tests.drawing.cross_page import exchange, fan, stamp_across
from tests.drawing.dossier import twin_name
from tests.drawing.seal_pages import draw_seal_page
from tests.drawing.seals import Inking, draw_inking, draw_seal, official_seal, special_seal, stamp

UNIT = "北京华兴人力资源有限公司"
DOTS = 200


def ink(picture: Image.Image) -> np.ndarray:
    return np.asarray(picture.getchannel("A")) > 60


@pytest.mark.parametrize("diameter", [38.0, 40.0, 42.0, 45.0])
def test_official_seal_has_its_diameter(diameter: float) -> None:
    mask = ink(draw_seal(official_seal(UNIT, diameter_mm=diameter), Inking(speckle=0, unevenness=0), DOTS))
    rows, columns = np.where(mask)
    for extent in (rows, columns):
        assert (extent.max() - extent.min() + 1) / DOTS * 25.4 == pytest.approx(diameter, abs=0.5)


def test_official_seal_has_a_star_and_a_contract_seal_has_none() -> None:
    def middle(picture: Image.Image) -> float:
        mask = ink(picture)
        y, x = mask.shape[0] // 2, mask.shape[1] // 2
        return float(mask[y - 15 : y + 15, x - 15 : x + 15].mean())

    assert middle(draw_seal(official_seal(UNIT), Inking(), DOTS)) > 0.8
    assert middle(draw_seal(special_seal("contract", UNIT), Inking(), DOTS)) < 0.1


@pytest.mark.parametrize(
    ("kind", "shape"), [("invoice", "oval"), ("name", "square"), ("union", "round"), ("government", "round")]
)
def test_kinds_have_their_shapes(kind: str, shape: str) -> None:
    design = special_seal(kind, "张伟明" if kind == "name" else UNIT, "91110105MA00XXXX79")
    mask = ink(draw_seal(design, Inking(), DOTS))
    assert design.shape == shape
    assert mask.shape[1] / mask.shape[0] == pytest.approx((design.width_mm + 2) / (design.height_mm + 2), abs=0.02)


@pytest.mark.parametrize("length", [8, 14, 20, 28])
def test_names_of_any_length_fit_the_ring(length: int) -> None:
    short = draw_seal(official_seal(("北京华兴人力资源有限公司" * 3)[:length]), Inking(speckle=0, unevenness=0), DOTS)
    bare = draw_seal(official_seal("　"), Inking(speckle=0, unevenness=0), DOTS)
    assert ink(short).sum() > ink(bare).sum() * 1.25


def test_inks_have_their_colours_and_paper_shows_through() -> None:
    for name, strongest in (("red", 0), ("pink", 0), ("dark-red", 0), ("blue", 2)):
        page = Image.new("RGB", (400, 400), (250, 250, 240))
        stamp(page, draw_seal(official_seal(UNIT), Inking(name), DOTS), 10, 10)
        pixels = np.asarray(page).reshape(-1, 3).astype(int)
        inked = pixels[pixels.min(axis=1) < 170]
        assert len(inked) > 3000
        assert inked.mean(axis=0).argmax() == strongest


def test_print_below_a_seal_stays_dark() -> None:
    page = Image.new("RGB", (400, 400), "black")
    stamp(page, draw_seal(official_seal(UNIT), Inking(), DOTS), 10, 10)
    assert np.asarray(page).max() == 0


def test_seal_beyond_the_edge_is_cut() -> None:
    page = Image.new("RGB", (100, 100), "white")
    stamp(page, draw_seal(official_seal(UNIT), Inking(), DOTS), 60, -200)
    assert np.asarray(page)[:, :55].min() == 255


def test_strips_of_a_fan_join_to_the_whole_seal() -> None:
    design, inking = official_seal(UNIT), Inking(turn=8)
    strips = fan(design, inking, 5, Random(2), DOTS)
    joined = np.hstack([ink(strip) for strip in strips])
    whole = ink(draw_seal(design, inking, DOTS))
    assert joined.sum() == pytest.approx(whole.sum(), rel=0.01)
    assert joined.shape[1] / DOTS * 25.4 == pytest.approx(42, abs=1)
    reverse = fan(design, inking, 5, Random(2), DOTS, edge="left")
    assert np.array_equal(np.hstack([ink(strip) for strip in reverse[::-1]]), joined)


def test_thick_sets_are_stamped_in_overlapping_groups() -> None:
    strips = stamp_across(range(1, 19), official_seal(UNIT), Inking(), Random(3), DOTS, group_size=8)
    groups = {strip.group: [other.page for other in strips if other.group == strip.group] for strip in strips}
    assert set().union(*groups.values()) == set(range(1, 19))
    assert all(groups[at][-1] == groups[at + 1][0] for at in range(len(groups) - 1))
    assert all(2 <= len(pages) <= 8 for pages in groups.values())


def test_exchanged_page_gets_a_strip_that_does_not_fit() -> None:
    design = official_seal(UNIT)
    strips = stamp_across([1, 2, 3], design, Inking(), Random(4), DOTS)
    changed = exchange(strips, 2, design, Inking(), Random(4), DOTS)
    assert [strip.alien for strip in changed] == [False, True, False]
    assert abs(changed[1].centre_mm - strips[1].centre_mm) > 8


def test_twin_differs_in_one_character() -> None:
    assert twin_name(UNIT) == "北京华星人力资源有限公司"
    for unit in ("泰和（北京）商贸有限公司", "某某公司", "朝阳区某厂"):
        assert sum(a != b for a, b in zip(unit, twin_name(unit), strict=True)) == 1


def test_same_seed_same_impression() -> None:
    one, two = (draw_seal(official_seal(UNIT), draw_inking(Random(5)), DOTS) for _ in range(2))
    assert one.tobytes() == two.tobytes()


@pytest.mark.parametrize("kind", ["圆章", "方形名章", "两章相叠", "电子图章"])
def test_sealed_pages_hold_their_seals_where_they_say(kind: str) -> None:
    page = draw_seal_page(kind, 1)
    chroma = page.bitmap.max(axis=2).astype(int) - page.bitmap.min(axis=2)
    scale = page.dots_per_inch / 72
    for seal in page.seals:
        x0, y0, x1, y1 = (round(value * scale) for value in seal.box)
        inked = chroma[max(0, y0) : y1, max(0, x0) : x1] > 40
        rows, columns = np.where(inked)
        assert inked.mean() > 0.05
        assert columns.min() < 6
        assert columns.max() > inked.shape[1] - 8
        assert rows.min() < 6
        assert rows.max() > inked.shape[0] - 8


@pytest.mark.parametrize("kind", ["无章：圆形标志", "无章：手印"])
def test_bare_pages_hold_red_but_no_seal(kind: str) -> None:
    page = draw_seal_page(kind, 1)
    assert page.seals == ()
    assert (page.bitmap.max(axis=2).astype(int) - page.bitmap.min(axis=2) > 60).sum() > 500


def test_damaged_impressions_keep_their_place() -> None:
    plain = ink(draw_seal(official_seal(UNIT), Inking(speckle=0, unevenness=0), DOTS))
    bare = ink(draw_seal(official_seal(UNIT), Inking(speckle=0, unevenness=0, bare=0.3), DOTS))
    clogged = ink(draw_seal(official_seal(UNIT), Inking(speckle=0, unevenness=0, clogged=1.0), DOTS))
    assert bare.sum() < 0.85 * plain.sum()
    assert clogged.sum() > 1.1 * plain.sum()
    assert plain.shape == bare.shape == clogged.shape
