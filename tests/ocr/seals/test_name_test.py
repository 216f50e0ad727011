"""Seals against names: like characters told apart, a name that is only part of another, impressions summed."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from cases.reading import ColourMode, NameTest, PageReading, Seal, Source
from ocr.engine import OcrEngine
from ocr.engines.models import find_models
from ocr.seals.flat_line import Row, even_row, flat_line, hidden_shares, settled
from ocr.seals.look_alikes import LookAlikes, look_alikes, table_text
from ocr.seals.name_test import Fit, fit
from ocr.seals.name_tests import with_name_tests, without_strips
from ocr.seals.seal_strip import COLUMNS, LEVELS, Strip, as_disc, pack, unpack
from ocr.seals.seals import find_seals
from tests.drawing import SealDesign, official_seal, special_seal
from tests.ocr.seals.seal_pages import sealed_page
from tests.office.services import one_engine

BAND = (0.88, 0.6)


@pytest.fixture(scope="module")
def engine() -> OcrEngine:
    return one_engine()


def impression(engine: OcrEngine, design: SealDesign, turn: float = 0, seed: int = 1) -> Seal:
    bitmap = sealed_page((design, turn, 870, 1070), seed=seed)
    return find_seals(bitmap, 200.0, ColourMode.COLOUR, engine)[0]


def fitted(engine: OcrEngine, seal: Seal, name: str) -> Fit:
    strip = unpack(seal.strip)
    assert strip is not None
    found = fit(strip, name, engine)
    assert found is not None
    return found


def page_with(number: int, *seals: Seal) -> PageReading:
    return PageReading(number, 0, number, (210.0, 297.0), Source.OCR, ColourMode.COLOUR, 0, (), seals, (), 0.1)


def came_of(pages: Sequence[PageReading]) -> list[NameTest]:
    return [test for page in pages for seal in page.seals for test in seal.tests]


@pytest.mark.parametrize(
    ("name", "asked"),
    [("北京华土劳务有限公司", True), ("北京华兴仪器有限公司", False), ("北京崇兴劳务有限公司", False)],
    ids=["a name as well", "no word of a trade", "in no name"],
)
def test_a_sure_reading_is_tested_where_its_like_makes_another_name(
    engine: OcrEngine, name: str, *, asked: bool
) -> None:
    seal = replace(impression(engine, official_seal(name)), text=name, text_score=0.99)
    [page] = with_name_tests([page_with(1, seal)], [name], lambda: engine)
    assert [test.treacherous for test in page.seals[0].tests] == [True] * asked


def test_of_a_sure_reading_only_what_deceives_is_asked_for(engine: OcrEngine) -> None:
    name = "北京华土劳务有限公司"
    whole = impression(engine, official_seal(name))
    strip = unpack(whole.strip)
    assert strip is not None
    cell = fitted(engine, whole, name).row.cells()[4]
    ink = strip.ink.copy()
    ink[:, cell] = 0
    blotted = replace(whole, strip=pack(*as_disc(Strip(ink, strip.seen))), text=name)
    for score, least in ((0.99, 2.0), (0.9, -100.0)):
        [page] = with_name_tests([page_with(1, replace(blotted, text_score=score))], [name], lambda: engine)
        [test] = page.seals[0].tests
        assert (test.odds > 1.5) == (least > 0)


def test_every_character_that_deceives_is_measured_in_ink() -> None:
    """``python -m benchmarks.ink_likeness`` measures them anew where the table of look-alikes changes."""
    table = look_alikes()
    every = {(one, rival) for one in table.treacherous for rival in table.rivals(one)}
    assert all(0 < table.ink_likeness(one, rival) < 1 for one, rival in every)
    assert table.ink_likeness("己", "已") > 0.95 > 0.9 > table.ink_likeness("岚", "岗")
    assert table.ink_likeness("汪", "注") == 1.0


def test_the_table_of_look_alikes_is_this_models() -> None:
    """The leanings are one model's: measure them anew (``python -m benchmarks.look_alikes``) when it changes."""
    model = find_models().recognition
    digest = hashlib.sha256(model.read_bytes()).hexdigest()
    assert look_alikes().model == f"{model.name} {digest}"


def test_the_table_knows_the_pairs_that_seals_confuse() -> None:
    for one, other in ("土士", "未末", "已己", "日曰", "博搏", "恒桓", "本木"):
        assert other in look_alikes().rivals(one)
        assert look_alikes().leaning(one, other) == -look_alikes().leaning(other, one)
    assert "日" in look_alikes().treacherous


@pytest.mark.parametrize(("one", "other"), ["丰沣", "岭龄", "大太"])
def test_what_differs_by_a_part_is_asked_for_though_the_table_was_not_measured_for_it(
    engine: OcrEngine, one: str, other: str
) -> None:
    assert other not in look_alikes().leanings.get(one, {})
    name = f"北京华{one}劳务有限公司"
    assert other in fitted(engine, impression(engine, official_seal(name)), name).odds[3]


def test_a_table_is_written_as_it_is_read() -> None:
    leanings = {"土": {"士": -0.7, "上": 0.0}, "日": {"曰": 5.0}}
    text = table_text(LookAlikes("m", {"土": 1.0, "日": 2.2, "曰": -2.34}, leanings, frozenset("日")))
    assert text.splitlines() == ["# m", "土+1.0士-0.7上+0.0", "日!+2.2曰+5.0", "曰-2.3"]


def test_pairs_without_a_figure_of_their_own_differ_by_their_biases() -> None:
    table = LookAlikes("m", {"土": 1.0, "日": 2.5}, {"土": {"士": -0.7}}, frozenset())
    assert table.leaning("土", "士") == -0.7
    assert table.leaning("日", "土") == 1.5
    assert table.leaning("堃", "土") == -1.0


@pytest.mark.parametrize(("one", "other"), ["土士", "未末", "大太", "源原", "恒桓"])
def test_like_characters_are_told_apart_both_ways(engine: OcrEngine, one: str, other: str) -> None:
    names = [f"北京华{sign}劳务有限公司" for sign in (one, other)]
    for own, twin in (names, names[::-1]):
        seal = impression(engine, official_seal(own))
        assert fitted(engine, seal, own).score > 2
        assert fitted(engine, seal, twin).score < -1


def test_brackets_of_either_width_are_no_rivals(engine: OcrEngine) -> None:
    name = "嘉瑞（北京）商贸有限责任公司"
    assert fitted(engine, impression(engine, official_seal(name)), name).score > 3


def test_a_name_that_goes_on_is_not_the_applicants(engine: OcrEngine) -> None:
    name = "北京华兴劳务有限公司"
    union = impression(engine, special_seal("union", name))
    assert not fitted(engine, union, name).ends
    own = fitted(engine, impression(engine, official_seal(name)), name)
    assert own.ends
    assert own.gap > -3


def test_a_wholly_other_name_reads_far_better_than_the_one_expected(engine: OcrEngine) -> None:
    other = impression(engine, official_seal("上海星河科技有限公司"))
    assert fitted(engine, other, "北京华兴劳务有限公司").gap < -6


def test_a_character_of_the_form_that_reads_otherwise_leaves_the_name_a_good_reading(engine: OcrEngine) -> None:
    """Print across 责 makes 贡 of it; no unit is called so."""
    seal = impression(engine, official_seal("北京华兴劳务有限贡任公司"))
    assert fitted(engine, seal, "北京华兴劳务有限责任公司").gap > -3
    assert fitted(engine, seal, "北京华兴劳务股份有限公司").gap < -6


def under_print(engine: OcrEngine, name: str) -> Strip:
    """Return an impression with print across the outer half of its fourth character."""
    strip = unpack(impression(engine, official_seal(name)).strip)
    assert strip is not None
    found = fit(strip, name, engine)
    assert found is not None
    place = np.ix_(np.flatnonzero((LEVELS > 0.72) & (LEVELS < 0.88)), found.row.cells()[3])
    shape = strip.ink[place].shape
    blots = np.kron(np.random.default_rng(3).random((9, 12)) < 0.5, np.ones((5, 6)))[: shape[0], : shape[1]]
    strip.ink[place], strip.seen[place] = np.maximum(strip.ink[place], 0.9 * blots), 0.0
    return strip


def test_what_print_makes_of_a_character_is_no_rival_unless_it_is_alike(engine: OcrEngine) -> None:
    one, other = (under_print(engine, f"北京华{sign}劳务有限公司") for sign in "霖乐")
    found = [fit(strip, "北京华霖劳务有限公司", engine) for strip in (one, other)]
    assert found[0] is not None
    assert found[0].hidden[3] > 0.4
    assert found[0].score >= 2.8
    assert found[1] is not None
    assert found[1].score < -6


def test_what_differs_by_a_part_may_lie_under_the_print_that_covers_half_a_character(engine: OcrEngine) -> None:
    """The print itself is left out here: what counts is that the 氵 of 沣 could lie under it."""
    name = "北京华丰劳务有限公司"
    strip = unpack(impression(engine, official_seal(name)).strip)
    assert strip is not None
    bare = fit(strip, name, engine)
    assert bare is not None
    strip.seen[np.ix_(np.flatnonzero((LEVELS > 0.68) & (LEVELS < 0.88)), bare.row.cells()[3])] = 0.0
    covered = fit(strip, name, engine)
    assert covered is not None
    assert 0.55 < covered.hidden[3] < 0.75
    assert bare.odds[3]["沣"] > 5
    assert covered.odds[3]["沣"] == 0
    assert covered.odds[3]["羊"] > 0


def test_what_reading_settles_is_not_tested(engine: OcrEngine) -> None:
    seal = impression(engine, official_seal("北京华兴劳务有限公司"))
    strange = replace(seal, text="上海星河科技有限公司", text_score=0.95)
    pages = [page_with(1, replace(seal, text_score=0.95)), page_with(2, strange)]

    def none() -> OcrEngine:
        raise AssertionError("nothing is to be read")

    assert came_of(with_name_tests(pages, ["北京华兴劳务有限公司"], none)) == []


def test_what_a_strokes_length_alone_tells_is_never_said_loudly(engine: OcrEngine) -> None:
    name = "北京华土劳务有限公司"
    seal = replace(impression(engine, official_seal(name)), text_score=0.5)
    [found] = came_of(with_name_tests([page_with(1, seal)], [name], lambda: engine))
    assert 2.0 < found.odds <= 2.5


def test_a_reading_of_a_look_alike_is_a_witness_against_the_name(engine: OcrEngine) -> None:
    name = "北京华博劳务有限公司"
    seal = replace(impression(engine, official_seal(name)), text_score=0.5)

    def as_read(read: str, name: str = name) -> tuple[bool, bool]:
        [found] = came_of(with_name_tests([page_with(1, replace(seal, text=read))], [name], lambda: engine))
        return found.reads_so, found.reads_alike

    assert as_read(name) == (True, False)
    assert as_read(name.replace("博", "搏")) == (False, True)
    assert as_read(name.replace("博", "□")) == as_read(name.replace("博", "口")) == (False, False)
    assert as_read(name.replace("博", "淳"), name.replace("博", "渟")) == (True, False)
    assert as_read(name.replace("博", "□"), name.replace("博", "渟")) == (False, False)
    assert as_read(name.replace("博", "国"), name.replace("博", "阳")) == (False, False)


def test_impressions_of_one_stamp_add_up(engine: OcrEngine) -> None:
    name = "北京华土劳务有限公司"
    seals = [replace(impression(engine, official_seal(name), turn, seed), text_score=0.5)
             for seed, turn in ((1, 0), (2, 140), (3, -35))]
    pages = with_name_tests([page_with(at, seal) for at, seal in enumerate(seals, 1)], [name], lambda: engine)
    found = came_of(pages)
    assert [one.impressions for one in found] == [3, 3, 3]
    assert all(one.stamp_odds > max(one.odds, 7.0) for one in found)
    assert not any(seal.strip for page in without_strips(pages) for seal in page.seals)


def test_a_twin_among_impressions_stays_by_itself(engine: OcrEngine) -> None:
    name, twin = "北京华兴劳务有限公司", "北京华星劳务有限公司"
    seals = [impression(engine, official_seal(text), turn, seed)
             for seed, (text, turn) in enumerate(((name, 0), (name, 90), (twin, 20)), 1)]
    unsure = [replace(seal, text_score=0.5) for seal in seals]
    pages = [page_with(at, seal) for at, seal in enumerate(unsure, 1)]
    found = came_of(with_name_tests(pages, [name], lambda: engine))
    assert [one.impressions for one in found] == [2, 2, 1]
    assert found[2].odds < -6
    assert found[2].stamp_odds < 0


def ring(columns: Sequence[int]) -> Strip:
    """Return a strip with blots as high as the name 37 columns wide around these columns."""
    ink = np.zeros((len(LEVELS), COLUMNS), np.float32)
    rows = (BAND[1] + 0.02 < LEVELS) & (BAND[0] - 0.02 > LEVELS)
    for column in columns:
        ink[np.ix_(rows, np.arange(column - 18, column + 19) % COLUMNS)] = 1.0
    return Strip(ink, np.ones_like(ink))


def test_the_row_settles_on_the_gaps_between_characters() -> None:
    strip = ring(range(100, 400, 40))
    step = 40 / COLUMNS * 2 * np.pi
    row = settled(Row((100 + 0.5) / COLUMNS * 2 * np.pi + 0.15 * step, step, 8, BAND), strip.ink)
    assert row.first == pytest.approx((100 + 0.5) / COLUMNS * 2 * np.pi, abs=0.12 * step)


def test_outliers_do_not_bend_the_row() -> None:
    row = even_row([0.1, 0.4, 0.7, 1.25, 1.3, 1.6], BAND)
    assert row is not None
    assert row.step == pytest.approx(0.3, abs=0.01)


def test_a_straight_stroke_stays_straight() -> None:
    """A bar across the character's top bends when it is unrolled; cut out stiff it is as long as it was engraved."""
    angle = np.linspace(0, 2 * np.pi, COLUMNS, endpoint=False)[None, :]
    ink = np.zeros((len(LEVELS), COLUMNS), np.float32)
    middle = 1.0
    along, across = LEVELS[:, None] * np.cos(angle - middle), LEVELS[:, None] * np.sin(angle - middle)
    ink[(np.abs(along - 0.84) < 0.012) & (np.abs(across) < 0.09)] = 1.0
    line = flat_line(ink, Row(middle, 0.3, 1, BAND)) < 128
    rows = np.flatnonzero(line.any(axis=1))
    assert np.ptp(rows) <= 5
    assert line[rows].sum(axis=1).max() == pytest.approx(0.18 * 48 / (BAND[0] - BAND[1]), abs=3)


def test_shares_under_print_are_told_by_character() -> None:
    strip = ring(range(100, 400, 40))
    seen = strip.seen.copy()
    seen[:, 120:160] = 0.0
    step = 40 / COLUMNS * 2 * np.pi
    shares = hidden_shares(seen, Row((100 + 0.5) / COLUMNS * 2 * np.pi, step, 4, BAND))
    assert shares == pytest.approx([0, 1, 0, 0], abs=0.06)
