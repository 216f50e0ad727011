from dataclasses import replace
from random import Random

import numpy as np
import pytest
from PIL import Image

from cases.reading import ColourMode, Coverage, PageReading, Source
from ocr.cross_page_seal import find_impressions, join, joined_picture
from ocr.fragments import find_fragments
from tests.drawing import Inking, official_seal
from tests.drawing.cross_page import exchange, press, stamp_across

SEAL = official_seal("北京华兴劳务派遣有限公司")
OTHER = official_seal("上海星河科技有限公司")


def pages(count: int, *, edge: str = "right", group_size: int = 0, without: tuple[int, ...] = (),
          exchanged: int | None = None, seed: int = 3) -> list[PageReading]:
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
        fragments = find_fragments(np.array(sheet), 200.0, ColourMode.COLOUR)
        readings.append(PageReading(place + 1, 0, place + 1, (210, 297), Source.OCR, ColourMode.COLOUR, 0, (), (),
                                    tuple(fragments), 0.1))
    return readings


@pytest.mark.parametrize("count", [2, 3, 5, 9])
@pytest.mark.parametrize("edge", ["right", "left"])
def test_every_page_with_its_strip_is_complete(count, edge):
    verdict = join(pages(count, edge=edge))
    assert (verdict.coverage, verdict.missing_pages, verdict.foreign_pages) == (Coverage.COMPLETE, (), ())
    assert verdict.confidence > 0.8


def test_a_thick_set_stamped_in_groups_is_complete():
    assert join(pages(14, group_size=8)).coverage is Coverage.COMPLETE


@pytest.mark.parametrize("gone", [0, 2, 4])
def test_a_page_without_strip_is_named(gone):
    verdict = join(pages(5, without=(gone,)))
    assert verdict.coverage is Coverage.PARTIAL
    assert verdict.missing_pages == (gone + 1,)


def test_an_exchanged_page_is_foreign():
    verdict = join(pages(5, exchanged=2))
    assert verdict.coverage is Coverage.PARTIAL
    assert verdict.missing_pages == verdict.foreign_pages == (3,)


def test_no_strip_at_all_is_absent():
    verdict = join(pages(3, without=(0, 1, 2)))
    assert (verdict.coverage, verdict.confidence) == (Coverage.ABSENT, 0.95)


def test_a_page_without_colour_makes_it_uncertain():
    found = pages(3)
    assert join([*found[:2], replace(found[2], colour=ColourMode.GREY)]).coverage is Coverage.UNCERTAIN


def test_strips_on_every_other_page_may_be_duplex():
    assert join(pages(6, without=(1, 3, 5))).coverage is Coverage.UNCERTAIN


def test_a_single_page_needs_none():
    assert join(pages(2)[:1]).coverage is Coverage.NOT_NEEDED


def test_the_joined_strips_are_round():
    (impression,) = find_impressions(pages(5))
    assert impression.circle is not None
    assert impression.circle.diameter_mm == pytest.approx(42, abs=3)
    assert impression.circle.residual_mm < 1.5
    picture = joined_picture([impression])
    assert picture.shape[0] == pytest.approx(84, abs=8)
    assert picture.min() < 60
