"""A text layer counts only where the picture says the same: every way of lying, every way of setting a page."""

from collections.abc import Callable
from random import Random

import pytest

from cases.plain_text import print_shape
from cases.reading import PageReading, Source, TextLine
from cases.submission import FileKind
from ocr.file.document import open_document
from ocr.read import read_page
from ocr.text.layer_check import choose
from ocr.text.layer_dispute import ALIKE, is_lie, trust_in
from ocr.text.text_likeness import holds, likeness, says
from sandbox.limits import Limits
from tests.drawing.text_layers import HONEST, LIES, LayeredPage
from tests.drawing.text_setter import Setter
from tests.office.services import one_engine

SEED = 1
UNFLAGGED = {"名称是图片，上有模式3另一名称"}
"""Invisible text over a picture is what every searchable scan has: it is not believed, and nobody is accused."""


def read(page: LayeredPage) -> PageReading:
    with open_document(page.content, FileKind.PDF, Limits()) as document:
        return read_page(next(document.pages()), one_engine(), {})


@pytest.mark.parametrize("draw", LIES.values(), ids=list(LIES))
def test_name_that_the_picture_does_not_show_never_passes(draw: Callable[[int], LayeredPage]) -> None:
    page = draw(SEED)
    reading = read(page)
    assert print_shape(page.claimed) not in print_shape(reading.text)
    assert print_shape(page.unit) in print_shape(reading.text)
    assert ("page-hidden-text" in reading.flags) is (draw not in [LIES[name] for name in UNFLAGGED])


@pytest.mark.parametrize(("way", "draw"), HONEST.items(), ids=list(HONEST))
def test_honest_page_is_read_from_its_layer_and_not_accused(way: str, draw: Callable[[int], LayeredPage]) -> None:
    page = draw(SEED)
    reading = read(page)
    assert reading.flags == ()
    assert reading.source is (Source.MIXED if way == "半页文字半页图片" else Source.TEXT_LAYER)
    text = print_shape(reading.text)
    assert [kept for kept in page.kept if print_shape(kept) not in text] == []


def test_line_drawn_twice_counts_once() -> None:
    setter = Setter("sans")
    for shift in (0, 0.4):
        setter.text("劳务派遣经营许可申请书", 100 + shift, 120, 16)
    assert read(LayeredPage(setter.saved(), "", "", ())).text == "劳务派遣经营许可申请书"


def test_lines_that_a_verdict_may_hang_on_are_always_compared() -> None:
    filler = "职工在综合计算周期内的平均工作时间与法定标准工作时间基本相同并安排补休"
    chance = Random(3)
    boxes = [(50, 20 * n, 500, 20 * n + 12) for n in range(60)]
    lines = [TextLine("".join(chance.sample(filler, len(filler))), box, 1.0) for box in boxes]
    telling = {
        7: "本方案由北京华兴科技有限公司工会与单位共同制定并在全体职工中公示通过后施行",
        20: "综合计算工时工作制申请表",
        33: "自二零二零年起至合同期满止，登记号110105的岗位继续施行本方案所列办法",
        40: "以上内容均属实，如有不实愿意承担由此产生的一切责任，特此承诺。北京华兴科",
        41: "技有限公司将严格执行",
    }
    for index, text in telling.items():
        lines[index] = TextLine(text, lines[index].box, 1.0)
    chosen = choose(lines)
    assert set(telling) <= set(chosen)
    assert len(chosen) < 30
    assert chosen == choose(lines)


@pytest.mark.parametrize(
    ("claim", "shown", "same"),
    [
        ("单位名称：（华兴）", "单位名称: (华兴)", True),
        ("91110105MA0", "9111O1O5MAO", True),
        ("□同意", "口同意", True),
        ("北京华兴科技有限公司", "北京华星科技有限公司", False),
        ("20人", "200人", False),
        ("", "华兴", False),
    ],
)
def test_only_what_no_print_tells_apart_is_the_same(claim: str, shown: str, same: bool) -> None:
    assert says(claim, shown) is same


def test_label_that_was_signed_by_hand_holds() -> None:
    setter = Setter("sans")
    for row in range(4):
        setter.text("本单位承诺所提交的材料真实有效并承担责任。", 70, 100 + 30 * row, 12)
    end = setter.text("法定代表人：", 70, 300, 12)
    setter.picture(setter.written(["张伟"], 15, 40, 1.4), end - 1, 285, 40, 21)
    page = read(LayeredPage(setter.saved(), "", "", ()))
    assert page.flags == ()
    assert [line.score for line in page.lines if line.text == "法定代表人："] == [1.0]


def test_likeness_of_a_name_with_one_other_character_is_high() -> None:
    assert 1 > likeness("北京华兴科技有限公司", "北京华星科技有限公司") >= ALIKE


BOX = (50.0, 100.0, 300.0, 112.0)
FAR = (50.0, 500.0, 300.0, 512.0)


@pytest.mark.parametrize(
    ("seen", "worth", "lie"),
    [
        pytest.param([("北京华兴科技有限公司", BOX, 0.99)], 1.0, False, id="borne out"),
        pytest.param([("北京华星科技有限公司", BOX, 0.99)], None, True, id="another name"),
        pytest.param([("北京华星科技有限公司", BOX, 0.7)], 0.7, False, id="hard to read"),
        pytest.param([("联系电话", BOX, 0.7)], None, False, id="another text, hard to read"),
        pytest.param([("北京华兴科技有限公司", FAR, 0.99)], None, True, id="only elsewhere"),
        pytest.param([], None, True, id="nothing there"),
    ],
)
def test_whole_picture_settles_what_a_strip_left_open(
    seen: list[tuple[str, tuple[float, float, float, float], float]], worth: float | None, lie: bool
) -> None:
    claim = TextLine("北京华兴科技有限公司", BOX, 1.0)
    lines = [TextLine(*one) for one in seen]
    assert trust_in(claim, lines) == worth
    against = [claim] if worth is None else []
    assert is_lie(against, lines, []) is lie
    assert not is_lie(against, lines, [(250.0, 80.0, 370.0, 200.0)])  # under a seal nobody is accused


@pytest.mark.parametrize(
    ("shown", "claim", "held"), [("共120人", "20人", False), ("共 20 人", "20人", True), ("", "", False)]
)
def test_numbers_are_held_whole(shown: str, claim: str, held: bool) -> None:
    assert holds(shown, claim) is held
