"""Impressions read together: what print hides on one page stands free on another, a twin is never covered."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np
import pytest
from pydantic import TypeAdapter

from cases.reading import ColourMode, PageReading, Source
from ocr.engine import OcrEngine
from ocr.seals.impressions import UNREAD, reconcile
from ocr.seals.seals import find_seals
from tests.drawing import SealDesign, official_seal, special_seal
from tests.ocr.seals.seal_pages import sealed_page
from tests.office.services import one_engine

UNIT = "北京华兴劳务派遣有限公司"
TWIN = UNIT.replace("华兴", "华星")


@pytest.fixture(scope="module")
def engine() -> OcrEngine:
    return one_engine()


def page_with(
    engine: OcrEngine, number: int, design: SealDesign, turn: float, covered: Sequence[tuple[slice, slice]] = ()
) -> PageReading:
    bitmap = sealed_page((design, turn, 870, 1070), seed=number)
    for area in covered:
        bitmap[area] = (25, 25, 25)
    seals = tuple(find_seals(bitmap, 200.0, ColourMode.COLOUR, engine))
    return PageReading(number, 0, number, (210.0, 297.0), Source.OCR, ColourMode.COLOUR, 0, (), seals, (), 0.1)


def lines_over(bitmap_rows: tuple[int, int], columns: tuple[int, int]) -> list[tuple[slice, slice]]:
    """Return thin rules of print: they blot strokes but leave most of each character."""
    return [np.s_[row : row + 4, columns[0] : columns[1]] for row in range(*bitmap_rows, 9)]


def texts(pages: Iterable[PageReading]) -> list[str]:
    return [page.seals[0].text for page in pages]


@pytest.fixture(scope="module")
def clear(engine: OcrEngine) -> list[PageReading]:
    return [page_with(engine, number, official_seal(UNIT), turn) for number, turn in ((1, 0), (2, 140), (3, -35))]


@pytest.fixture(scope="module")
def blotted(engine: OcrEngine) -> PageReading:
    return page_with(engine, 4, official_seal(UNIT), 0, lines_over((915, 1010), (800, 940)))


def test_a_blotted_name_is_taken_from_the_other_pages(
    engine: OcrEngine, clear: list[PageReading], blotted: PageReading
) -> None:
    assert blotted.seals[0].text_score < 0.8
    result = reconcile([*clear, blotted], lambda: engine)
    assert texts(result) == [UNIT] * 4
    assert result[3].seals[0].text_score >= 0.8


def test_a_twin_keeps_its_own_name_among_others(
    engine: OcrEngine, clear: list[PageReading], blotted: PageReading
) -> None:
    twin = page_with(engine, 5, official_seal(TWIN), 12)
    assert texts(reconcile([*clear, blotted, twin], lambda: engine)) == [UNIT] * 4 + [TWIN]


@pytest.mark.parametrize("columns", [(800, 940), (740, 830), (860, 1000)])
def test_a_blotted_twin_never_takes_the_name_of_its_neighbours(
    engine: OcrEngine, clear: list[PageReading], columns: tuple[int, int]
) -> None:
    twin = page_with(engine, 6, official_seal(TWIN), 0, lines_over((900, 1010), columns))
    assert texts(reconcile([*clear, twin], lambda: engine))[3] != UNIT


def test_what_reads_as_a_look_alike_is_taken_from_no_neighbour(
    engine: OcrEngine, clear: list[PageReading], blotted: PageReading
) -> None:
    def taken(read: str) -> str:
        seal = replace(blotted.seals[0], text=read, text_score=0.3)
        return texts(reconcile([*clear, replace(blotted, seals=(seal,))], lambda: engine))[3]

    assert taken(UNIT.replace("遣", "虫")) == UNIT
    assert taken(UNIT.replace("遣", "遗")) == UNIT.replace("遣", UNREAD)


def test_a_character_wholly_hidden_stays_unread(engine: OcrEngine, clear: list[PageReading]) -> None:
    hidden = page_with(engine, 7, official_seal(UNIT), 0, [np.s_[905:1010, 815:905]])
    result = reconcile([*clear, hidden], lambda: engine)[3].seals[0]
    assert result.text != UNIT or hidden.seals[0].text == UNIT
    assert UNREAD in result.text or result.text_score < 0.8


def test_one_stamp_on_all_pages_is_read_by_its_own_name(engine: OcrEngine) -> None:
    pages = [page_with(engine, number, official_seal(TWIN), turn, lines_over((915, 1010), columns))
             for number, turn, columns in ((1, 0, (800, 900)), (2, 60, (800, 900)), (3, -80, (800, 900)))]
    result = texts(reconcile(pages, lambda: engine))
    assert TWIN in result
    assert UNIT not in result


def test_another_company_is_not_changed(
    engine: OcrEngine, clear: list[PageReading], blotted: PageReading
) -> None:
    other = page_with(engine, 8, official_seal("上海星河科技有限公司"), 5)
    assert texts(reconcile([*clear, blotted, other], lambda: engine))[4] == "上海星河科技有限公司"


def test_a_seal_for_contracts_keeps_its_kind(
    engine: OcrEngine, clear: list[PageReading], blotted: PageReading
) -> None:
    contract = page_with(engine, 9, special_seal("contract", UNIT), 5)
    assert reconcile([*clear, blotted, contract], lambda: engine)[4].seals[0].kind.value == "contract"


def test_sure_readings_need_no_engine(clear: list[PageReading]) -> None:
    def none() -> OcrEngine:
        raise AssertionError("nothing is to be read")

    assert texts(reconcile(clear, none)) == [UNIT] * 3


def test_a_reading_survives_being_kept_as_json(
    engine: OcrEngine, clear: list[PageReading], blotted: PageReading
) -> None:
    pages = TypeAdapter(PageReading)
    kept = [pages.validate_python(json.loads(pages.dump_json(page))) for page in (*clear, blotted)]
    assert texts(reconcile(kept, lambda: engine)) == [UNIT] * 4
    assert all(len(page.seals[0].strip) < 15_000 for page in kept)


def test_a_spoiled_strip_is_passed_over(
    engine: OcrEngine, clear: list[PageReading], blotted: PageReading
) -> None:
    spoiled = [replace(page, seals=(replace(page.seals[0], strip=text),))
               for page, text in zip(clear, ("???", "AAAA", ""), strict=True)]
    assert texts(reconcile([*spoiled, blotted], lambda: engine))[:3] == [UNIT] * 3


def test_pages_without_seals_stay_as_they_are() -> None:
    bare = PageReading(1, 0, 1, (210.0, 297.0), Source.OCR, ColourMode.COLOUR, 0, (), (), (), 0.0)
    assert reconcile([bare], lambda: pytest.fail("nothing is to be read")) == (bare,)
