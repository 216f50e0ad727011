"""Names with characters that are rarely met: measured like the common ones, or unknown to the recogniser altogether."""

from dataclasses import replace

import pytest

from cases.reading import Seal
from ocr.engine import OcrEngine
from ocr.seals.look_alikes import is_common, look_alikes
from ocr.seals.name_tests import with_name_tests
from tests.drawing import official_seal
from tests.ocr.seals.test_name_test import impression, page_with
from tests.office.services import one_engine
from validators.names import Match
from validators.seal_names import bears


@pytest.fixture(scope="module")
def engine() -> OcrEngine:
    return one_engine()


def held_against(engine: OcrEngine, seal: Seal, name: str) -> Seal:
    [page] = with_name_tests([page_with(1, seal)], [name], lambda: engine)
    return page.seals[0]


def test_a_character_that_the_recogniser_does_not_know_speaks_neither_for_nor_against_its_name(
    engine: OcrEngine,
) -> None:
    """勠 is in no model: it is read as what looks like it, however surely."""
    name = "北京勠力劳务有限公司"
    read = replace(impression(engine, official_seal(name)), text="北京戮力劳务有限公司", text_score=0.97)
    seal = held_against(engine, read, name)
    assert [test.odds for test in seal.tests] == [0.0]
    assert bears(seal, name) is Match.UNREADABLE


def test_beside_an_unknown_character_another_unit_is_still_another(engine: OcrEngine) -> None:
    other = replace(impression(engine, official_seal("北京戮力商贸有限公司")), text_score=0.97)
    name = "北京勠力劳务有限公司"
    assert bears(held_against(engine, other, name), name) is Match.DIFFERENT


@pytest.mark.parametrize(("rare", "common"), ["渟淳", "骃驱"])
def test_a_rare_character_read_as_a_common_one_is_told_from_it_both_ways(
    engine: OcrEngine, rare: str, common: str
) -> None:
    name, twin = (f"北京华{sign}劳务有限公司" for sign in (rare, common))
    own = impression(engine, official_seal(name, face="sans"))
    assert bears(held_against(engine, replace(own, text=twin, text_score=0.6), name), name) is Match.SAME
    other = replace(impression(engine, official_seal(twin, face="sans")), text_score=0.6)
    assert bears(held_against(engine, other, name), name) is not Match.SAME


def test_a_rare_character_is_held_against_rare_ones_alone() -> None:
    table = look_alikes()
    assert is_common("浮")
    assert not is_common("渟")
    assert "渟" in table.biases
    assert not table.is_thought_of("浮", "渟")
    assert table.is_thought_of("渟", "浮")
    assert not table.is_thought_of("渟", "灣")
