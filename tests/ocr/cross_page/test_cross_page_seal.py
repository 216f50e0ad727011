from dataclasses import replace
from random import Random

import numpy as np
import pytest
from PIL import Image

from cases.reading import ColourMode, Coverage, InkColour, PageReading, Source
from ocr.cross_page.cross_page_seal import join
from ocr.cross_page.fragments import find_fragments
from ocr.cross_page.joined_strips import joined_picture
from ocr.cross_page.strip_matching import find_impressions
from tests.drawing import Inking, official_seal
from tests.drawing.cross_page import exchange, press, stamp_across
from tests.drawing.cross_page_sets import RECIPES, DrawnSet, draw_set

SEAL = official_seal("北京华兴劳务派遣有限公司")
OTHER = official_seal("上海星河科技有限公司")


def pages(count: int, *, edge: str = "right", group_size: int = 0, without: tuple[int, ...] = (),
          exchanged: int | None = None, seed: int = 3, cut_mm: float = 0.0, rim_mm: float = 0.0) -> list[PageReading]:
    random = Random(seed)
    strips = stamp_across(range(count), SEAL, Inking(seed=seed, turn=7), random, 200, edge=edge, group_size=group_size)
    if exchanged is not None:
        strips = exchange(strips, exchanged, OTHER, Inking(seed=9), random, 200)
    readings = []
    for place in range(count):
        sheet = Image.new("RGB", (1654, 2339), "white")
        for strip in strips:
            if strip.page == place and place not in without:
                press(sheet, strip, 210, 200)
        scanned = np.ascontiguousarray(np.array(sheet)[:, : 1654 - round(cut_mm * 200 / 25.4)])
        rim = round(rim_mm * 200 / 25.4)
        scanned = np.pad(scanned, ((0, 0), (rim, rim), (0, 0)), constant_values=255) if rim else scanned
        fragments = find_fragments(scanned, 200.0, ColourMode.COLOUR)
        readings.append(PageReading(place + 1, 0, place + 1, (210, 297), Source.OCR, ColourMode.COLOUR, 0, (), (),
                                    tuple(fragments), 0.1))
    return readings


@pytest.mark.parametrize("count", [2, 3, 5, 9])
@pytest.mark.parametrize("edge", ["right", "left"])
def test_every_page_with_its_strip_is_complete(count: int, edge: str) -> None:
    verdict = join(pages(count, edge=edge))
    assert (verdict.coverage, verdict.missing_pages, verdict.foreign_pages) == (Coverage.COMPLETE, (), ())
    assert verdict.confidence > 0.8


@pytest.mark.parametrize("edge", ["right", "left"])
@pytest.mark.parametrize("count", [3, 5])
def test_the_ground_that_a_scan_shows_beside_each_sheet_parts_no_seal(count: int, edge: str) -> None:
    assert join(pages(count, edge=edge, rim_mm=2.0)).coverage is Coverage.COMPLETE


def test_beside_the_ground_of_a_scan_a_strip_that_is_not_there_or_anothers_is_told() -> None:
    assert join(pages(4, exchanged=1, rim_mm=2.0)).coverage is not Coverage.COMPLETE
    assert join(pages(4, without=(1,), rim_mm=2.0)).coverage is not Coverage.COMPLETE


def test_a_thick_set_stamped_in_groups_is_complete() -> None:
    assert join(pages(14, group_size=8)).coverage is Coverage.COMPLETE


def test_two_papers_of_two_pages_each_taken_for_one_are_complete() -> None:
    """Each bears the halves of a seal of its own, at about the same height; every strip is about as long as it."""
    first, second = pages(2, seed=3), pages(2, seed=4)
    moved = [
        replace(page, number=at, fragments=tuple(
            replace(one, start_mm=100.0, end_mm=142.0 - 0.5 * at) for one in page.fragments
        ))
        for at, page in enumerate([*first, *second], 1)
    ]
    assert join(moved).coverage is Coverage.COMPLETE
    assert join(moved[:3]).coverage is not Coverage.COMPLETE


@pytest.mark.parametrize(("depth", "coverage"), [(21.0, Coverage.COMPLETE), (9.0, Coverage.UNCERTAIN)])
def test_photographed_halves_at_unlike_heights_are_one_seal(depth: float, coverage: Coverage) -> None:
    """A photograph taken askew moves a half by a third of its length; both halves are as deep as the seal is long."""
    halves = [
        replace(page, size_known=False, fragments=tuple(
            replace(one, start_mm=start, end_mm=start + 41.0, depth_mm=depth) for one in page.fragments
        ))
        for page, start in zip(pages(2), (87.0, 100.0), strict=True)
    ]
    assert join(halves).coverage is coverage


@pytest.mark.parametrize("gone", [0, 2, 4])
def test_a_page_without_strip_is_named(gone: int) -> None:
    verdict = join(pages(5, without=(gone,)))
    assert verdict.coverage is Coverage.PARTIAL
    assert verdict.missing_pages == (gone + 1,)


def test_a_page_is_not_blamed_where_the_scanner_took_half_of_every_strip() -> None:
    """Of fifteen sheets in one fan each bears 2.8 mm: a little more of it cut off, and a page is bare."""
    assert join(pages(15, without=(3,), cut_mm=1.4)).coverage is Coverage.UNCERTAIN
    assert join(pages(15, without=(3,))).coverage is Coverage.PARTIAL


def test_an_exchanged_page_is_foreign() -> None:
    verdict = join(pages(5, exchanged=2))
    assert verdict.coverage is Coverage.PARTIAL
    assert verdict.missing_pages == verdict.foreign_pages == (3,)


def moved(page: PageReading, by: float) -> PageReading:
    """Return a page whose strips stand higher or lower."""
    fragments = tuple(replace(one, start_mm=one.start_mm + by, end_mm=one.end_mm + by) for one in page.fragments)
    return replace(page, fragments=fragments)


@pytest.mark.parametrize(("by", "whole"), [(0.0, True), (4.0, True), (-4.0, True), (6.5, False), (-6.5, False)])
def test_halves_at_different_heights_are_a_question_though_they_make_a_circle(by: float, whole: bool) -> None:
    first, second = pages(2)
    verdict = join([first, moved(second, by)])
    assert verdict.coverage is (Coverage.COMPLETE if whole else Coverage.UNCERTAIN)


PHOTOGRAPHED = (0.0, 0.0, -1.5, -3.0, 2.5, -1.5, -1.0, -0.5, 1.0, 3.0, 2.0)
"""How far photographs moved the strips of one thick set along the edge, mm."""


@pytest.mark.parametrize(("by", "whole"), [(0.0, True), (-3.5, True), (3.5, True), (-5.8, False), (5.8, False)])
def test_a_strip_of_a_thick_photographed_set_out_of_line_is_a_question(by: float, whole: bool) -> None:
    """Among strips that all stand a little high or low the outline takes in one of another impression."""
    shifts = (*PHOTOGRAPHED[:1], by, *PHOTOGRAPHED[2:])
    verdict = join([moved(page, shift) for page, shift in zip(pages(11), shifts, strict=True)])
    assert verdict.coverage is (Coverage.COMPLETE if whole else Coverage.UNCERTAIN)


def test_strips_that_drift_along_a_stack_fanned_askew_are_one_seal() -> None:
    drifting = [moved(page, 1.6 * place) for place, page in enumerate(pages(9))]
    assert join(drifting).coverage is Coverage.COMPLETE


def test_halves_on_a_cut_sheet_lie_nearer_than_on_photographs() -> None:
    first, second = pages(2)
    lower = replace(moved(second, 13.0), size_known=False)
    assert join([first, lower]).coverage is not Coverage.COMPLETE
    assert join([replace(first, size_known=False), lower]).coverage is Coverage.COMPLETE


def test_no_strip_at_all_is_absent() -> None:
    verdict = join(pages(3, without=(0, 1, 2)))
    assert (verdict.coverage, verdict.confidence) == (Coverage.ABSENT, 0.95)


def test_dark_strips_of_a_copy_make_it_uncertain() -> None:
    grey = [replace(page, colour=ColourMode.GREY, fragments=tuple(
        replace(one, colour=InkColour.BLACK, score=0.4) for one in page.fragments)) for page in pages(3)]
    assert join(grey).coverage is Coverage.UNCERTAIN


def test_an_uncoloured_page_with_bare_edges_lacks_its_strip() -> None:
    found = pages(5, without=(2,))
    bare = replace(found[2], colour=ColourMode.GREY)
    verdict = join([*found[:2], bare, *found[3:]])
    assert (verdict.coverage, verdict.missing_pages) == (Coverage.PARTIAL, (3,))


def test_a_mark_where_the_strip_must_lie_leaves_it_open() -> None:
    found = pages(5, without=(2,))
    mark = replace(found[1].fragments[0], score=0.1)
    verdict = join([*found[:2], replace(found[2], fragments=(mark,)), *found[3:]])
    assert verdict.coverage is Coverage.UNCERTAIN


def test_a_part_of_a_package_stamped_as_a_whole_is_complete_within_it() -> None:
    package = pages(9)
    assert join(package[3:6]).coverage is Coverage.UNCERTAIN
    assert join(package[3:6], package).coverage is Coverage.COMPLETE


def on_landscape(page: PageReading, by: float = -60.0) -> PageReading:
    """Return a page as a landscape sheet, on which a copier set the seal at another height."""
    moved = tuple(replace(one, start_mm=one.start_mm + by, end_mm=one.end_mm + by) for one in page.fragments)
    return replace(page, size_mm=(297, 210), fragments=moved)


def test_strips_at_another_height_on_landscape_sheets_make_one_seal_if_their_outline_says_so() -> None:
    package = [on_landscape(page) if page.number in (2, 3) else page for page in pages(4)]
    assert join(package[1:3], package).coverage is Coverage.COMPLETE
    assert join(package).coverage is Coverage.COMPLETE
    foreign = [on_landscape(page) if page.number in (2, 3) else page for page in pages(4, exchanged=1)]
    assert join(foreign[1:3], foreign).coverage is not Coverage.COMPLETE
    bare = [replace(package[0], fragments=()), *package[1:]]
    assert join(bare).coverage is not Coverage.COMPLETE


def test_strips_on_every_other_page_may_be_duplex() -> None:
    assert join(pages(6, without=(1, 3, 5))).coverage is Coverage.UNCERTAIN


def test_a_single_page_needs_none() -> None:
    assert join(pages(2)[:1]).coverage is Coverage.NOT_NEEDED


def test_the_joined_strips_are_round() -> None:
    (impression,) = find_impressions(pages(5))
    assert impression.outline is not None
    assert impression.outline.size_mm == pytest.approx((42, 42), abs=1)
    assert max(impression.outline.open_mm) < 1
    assert min(impression.outline.shares) > 0.8


def test_the_picture_shows_the_seal_joined() -> None:
    picture = joined_picture(pages(5), 4.0)
    assert picture is not None
    assert picture.shape[0] == pytest.approx((42 + 8 + 5) * 4, abs=10)
    red = (picture[..., 0].astype(int) - picture[..., 1]) > 100
    assert 0.1 < red.mean() < 0.4
    assert joined_picture(pages(2, without=(0, 1))) is None


@pytest.mark.parametrize(
    ("group", "seed"),
    [("两页", 1), ("上边或下边", 1), ("反向展开", 1), ("歪斜错位", 1), ("椭圆", 1), ("淡印", 1), ("缺多页", 1),
     ("换页（他章）", 1), ("换页（异高）", 1), ("未盖", 1)],
)
def test_a_scanned_set_is_judged_as_drawn(group: str, seed: int) -> None:
    drawn = draw_set(RECIPES[group], seed)
    verdict = join([scanned_page(drawn, place) for place in range(drawn.count)])
    assert str(verdict.coverage) in drawn.states
    if verdict.coverage is Coverage.PARTIAL:
        assert (verdict.missing_pages, verdict.foreign_pages) == (drawn.missing, drawn.foreign)


def scanned_page(drawn: DrawnSet, place: int) -> PageReading:
    fragments = find_fragments(drawn.page(place), drawn.dots_per_inch, ColourMode.COLOUR)
    return PageReading(place + 1, 0, place + 1, (210, 297), Source.OCR, ColourMode.COLOUR, 0, (), (),
                       tuple(fragments), 0.1)
