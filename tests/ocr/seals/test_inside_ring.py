"""What could not be read below a star: print and name seals leave an official seal what it is, a purpose does not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from cases.reading import ColourMode, Seal, SealKind
from ocr.engine import OcrEngine
from ocr.seals.inside_ring import kinds_told
from ocr.seals.seals import find_seals
from tests.drawing import SealDesign, official_seal, special_seal
from tests.ocr.seals.seal_pages import sealed_page
from tests.office.services import one_engine

UNIT = "北京华兴劳务派遣有限公司"
OFFICIAL = official_seal(UNIT)
PERSON = (special_seal("name", "王建国"), 3.0, 790, 1090)
RULES = (np.s_[1130:1133, 690:1050], np.s_[1000:1003, 690:1050])
BAR = (np.s_[1120:1170, 780:960],)
WORDS = tuple(np.s_[1122:1146, left : left + 16] for left in range(780, 980, 26))
Areas = Sequence[tuple[slice, slice]]


@pytest.fixture(scope="module")
def engine() -> OcrEngine:
    return one_engine()


def impression(engine: OcrEngine, design: SealDesign, printed: Areas = (), *beside: tuple[SealDesign, float, int, int],
               seed: int = 1) -> Seal:  # fmt: skip
    bitmap = sealed_page((design, 8, 870, 1070), *beside, seed=seed)
    for area in printed:
        bitmap[area] = (25, 25, 25)
    return find_seals(bitmap, 200.0, ColourMode.COLOUR, engine)[0]


def unread(seal: Seal) -> Seal:
    """The impression as it is told where something below the star could not be read."""
    return replace(seal, kind=SealKind.UNKNOWN, inner_text="")


@pytest.fixture(scope="module")
def clear(engine: OcrEngine) -> Seal:
    return impression(engine, OFFICIAL, seed=2)


def told(seal: Seal, *others: Seal) -> SealKind:
    seals = dict(enumerate((seal, *others)))
    return (seals | kinds_told(seals))[0].kind


@pytest.mark.parametrize("printed", [(), RULES, WORDS], ids=["nothing", "rules of a table", "words of the page"])
def test_print_below_the_star_is_no_purpose(engine: OcrEngine, clear: Seal, printed: Areas) -> None:
    seal = unread(impression(engine, OFFICIAL, printed))
    assert told(seal, clear) is SealKind.OFFICIAL
    assert told(seal) is told(seal, unread(clear)) is SealKind.UNKNOWN


def test_a_name_seal_across_it_is_no_purpose(engine: OcrEngine, clear: Seal) -> None:
    seal = impression(engine, OFFICIAL, (), PERSON)
    assert seal.kind is SealKind.UNKNOWN
    assert told(seal, clear) is SealKind.OFFICIAL


@pytest.mark.parametrize(("kind", "printed"), [
    ("contract", ()), ("finance", RULES), ("personnel", WORDS), ("invoice", ()), ("contract", WORDS), ("finance", BAR),
])
def test_a_purpose_that_was_not_read_leaves_it_open(
    engine: OcrEngine, clear: Seal, kind: str, printed: Areas
) -> None:
    seal = impression(engine, special_seal(kind, UNIT), printed)
    assert told(unread(seal), clear) is SealKind.UNKNOWN


def test_a_purpose_below_a_name_seal_is_left_open(engine: OcrEngine, clear: Seal) -> None:
    seal = impression(engine, special_seal("contract", UNIT), (), PERSON)
    assert told(unread(seal), clear) is SealKind.UNKNOWN


def test_the_seal_of_another_unit_tells_nothing(engine: OcrEngine) -> None:
    other = impression(engine, official_seal("上海星河科技股份公司"))
    assert told(unread(impression(engine, OFFICIAL)), other) is SealKind.UNKNOWN
