from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image, ImageDraw

from cases.reading import Box, ColourMode, InkColour, Seal, SealKind, SealShape
from ocr.engine import Bitmap, OcrEngine
from ocr.picture.colour import colour_mode
from ocr.seals.outline_search import find_oval
from ocr.seals.seal_kind import seal_kind
from ocr.seals.seals import find_seals
from tests.drawing import official_seal, special_seal
from tests.drawing.seal_pages import SealPage, draw_seal_page
from tests.ocr.seals.seal_pages import sealed_page
from tests.office.services import one_engine
from validators.impressions import SURE_IMPRESSION

UNIT = "北京华兴劳务派遣有限公司"


@pytest.fixture(scope="module")
def engine() -> OcrEngine:
    return one_engine()


def overlap(one: Box, other: Box) -> float:
    width = max(0.0, min(one[2], other[2]) - max(one[0], other[0]))
    both = width * max(0.0, min(one[3], other[3]) - max(one[1], other[1]))
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return both / (sum(areas) - both)


def read(bitmap: Bitmap, engine: OcrEngine, colour: ColourMode = ColourMode.COLOUR) -> list[Seal]:
    return find_seals(bitmap, 200.0, colour, engine)


@pytest.mark.parametrize("turn", [0, 37, 180], ids=lambda turn: f"turned-{turn}")
def test_official_seal_is_read_at_any_turn(engine: OcrEngine, turn: float) -> None:
    (seal,) = read(sealed_page((official_seal(UNIT, "1101050012345"), turn, 870, 1070)), engine)
    assert (seal.kind, seal.shape, seal.colour) == (SealKind.OFFICIAL, SealShape.ROUND, InkColour.RED)
    assert seal.text == UNIT
    assert seal.text_score > 0.8
    assert seal.star is True
    assert seal.size_mm == pytest.approx((42, 42), abs=1.5)
    assert seal.box == pytest.approx((254, 326, 373, 445), abs=6)


@pytest.mark.parametrize("kind", ["contract", "finance", "invoice", "personnel", "union", "name"])
def test_special_seals_are_told_from_the_official_one(engine: OcrEngine, kind: str) -> None:
    design = special_seal(kind, "王建国" if kind == "name" else UNIT, "91110105MA01ABCD2X" if kind == "invoice" else "")
    (seal,) = read(sealed_page((design, -6, 870, 1070)), engine)
    assert seal.kind.value == kind
    assert seal.shape.value == design.shape
    assert seal.text == design.text


def test_twin_names_are_read_apart(engine: OcrEngine) -> None:
    texts = [read(sealed_page((official_seal(name), 5, 870, 1070)), engine)[0].text
             for name in (UNIT, UNIT.replace("华兴", "华星"))]
    assert texts == [UNIT, UNIT.replace("华兴", "华星")]


def test_two_overlapping_seals_are_two(engine: OcrEngine) -> None:
    other = official_seal("上海星河科技有限公司")
    seals = read(sealed_page((official_seal(UNIT), 3, 770, 1070), (other, -8, 1000, 1160)), engine)
    assert len(seals) == 2
    assert all(seal.shape is SealShape.ROUND for seal in seals)


def test_blue_seal_is_found(engine: OcrEngine) -> None:
    (seal,) = read(sealed_page((official_seal(UNIT), 5, 870, 1070), ink="blue"), engine)
    assert seal.colour is InkColour.BLUE
    assert seal.text == UNIT


def test_grey_page_shows_a_black_seal(engine: OcrEngine) -> None:
    grey = sealed_page((official_seal(UNIT), 5, 870, 1070)).mean(axis=2).astype(np.uint8)
    (seal,) = read(np.repeat(grey[:, :, None], 3, axis=2), engine, ColourMode.GREY)
    assert seal.colour is InkColour.BLACK


def test_a_name_half_hidden_is_not_claimed_with_confidence(engine: OcrEngine) -> None:
    bitmap = sealed_page((official_seal(UNIT), 0, 870, 1070))
    bitmap[905:1010, 815:905] = (20, 20, 20)
    (seal,) = read(bitmap, engine)
    assert seal.text == UNIT or seal.text_score < 0.7


def found_on(kind: str, seed: int, engine: OcrEngine) -> tuple[SealPage, list[Seal]]:
    """The seals found on a drawn page: presence by score, shape, and whether each lies on one that was drawn."""
    page = draw_seal_page(kind, seed)
    mode = colour_mode(page.bitmap, page.one_channel, drawn=False)
    seals = find_seals(page.bitmap, page.dots_per_inch, mode, engine, size_known=not page.photo)
    return page, seals


@pytest.mark.parametrize(
    ("kind", "seed"),
    [("方形名章", 1), ("方形名章", 8), ("洇墨拖墨", 3), ("分辨率与压缩", 2), ("干墨淡章", 1), ("压照片", 8)],
    ids=["name-seal-turned", "name-seal-larger-than-a-chord", "run-ink", "two-rings", "faint-ink", "blue-picture"],
)
def test_hard_impressions_are_found_or_doubted(engine: OcrEngine, kind: str, seed: int) -> None:
    page, seals = found_on(kind, seed, engine)
    assert [seal.shape.value for seal in seals] == [one.design.shape for one in page.seals]
    for seal, one in zip(seals, page.seals, strict=True):
        assert overlap(seal.box, one.box) > 0.85


@pytest.mark.parametrize(("ink", "turn"), [("red", 35), ("blue", -12)], ids=["leaning", "blue"])
def test_large_oval_is_fitted_along_its_line(engine: OcrEngine, ink: str, turn: float) -> None:
    design = replace(special_seal("invoice", UNIT, "91110105MA01ABCD2X"), width_mm=45.0)
    (seal,) = read(sealed_page((design, turn, 870, 1070), ink=ink), engine)
    assert seal.shape is SealShape.OVAL
    assert sorted(seal.size_mm) == pytest.approx((30, 45), abs=1.0)


@pytest.mark.parametrize(("kind", "starred"), [("finance", True), ("personnel", True), ("government", False)])
def test_star_is_told_from_an_emblem_and_found_above_a_line(engine: OcrEngine, kind: str, starred: bool) -> None:
    (seal,) = read(sealed_page((special_seal(kind, UNIT), 4, 870, 1070)), engine)
    assert bool(seal.star) is starred


def test_name_seal_half_under_a_round_one_is_found(engine: OcrEngine) -> None:
    page, seals = found_on("两章相叠", 2, engine)
    assert sorted(seal.shape.value for seal in seals) == ["round", "square"]
    assert all(max(overlap(seal.box, one.box) for one in page.seals) > 0.85 for seal in seals)


@pytest.mark.parametrize("kind", ["无章：红色二维码", "无章：圆形标志", "无章：红笔"])
def test_red_marks_are_not_asserted_as_seals(engine: OcrEngine, kind: str) -> None:
    _, seals = found_on(kind, 2, engine)
    assert [seal for seal in seals if seal.score >= SURE_IMPRESSION] == []


def test_black_copy_of_a_seal_on_a_colour_page_is_black(engine: OcrEngine) -> None:
    bitmap = sealed_page((official_seal(UNIT), 5, 870, 1070), ink="black")
    bitmap[100:200, 100:900] = (200, 30, 40)
    (seal,) = read(bitmap, engine)
    assert (seal.colour, seal.shape) == (InkColour.BLACK, SealShape.ROUND)


def test_bare_ring_is_no_seal(engine: OcrEngine) -> None:
    page = Image.new("RGB", (1654, 2339), "white")
    ImageDraw.Draw(page).ellipse((500, 900, 830, 1230), outline=(210, 30, 40), width=8)
    assert read(np.array(page), engine) == []


def red_things() -> dict[str, Image.Image]:
    pages = {}
    for name in ("rules", "filled-disc", "box", "marker"):
        page = Image.new("RGB", (1654, 2339), "white")
        pen = ImageDraw.Draw(page)
        if name == "rules":
            for y in (300, 312, 2100):
                pen.line((150, y, 1500, y + 6), fill=(210, 30, 40), width=5)
        elif name == "filled-disc":
            pen.ellipse((700, 900, 1000, 1200), fill=(210, 30, 40))
        elif name == "box":
            pen.rectangle((200, 400, 1400, 1500), outline=(210, 30, 40), width=4)
        else:
            pen.rectangle((200, 400, 900, 450), fill=(250, 160, 170))
        pages[name] = page
    return pages


def test_other_red_things_are_no_seals(engine: OcrEngine) -> None:
    found = {name: read(np.array(page), engine) for name, page in red_things().items()}
    assert found == {name: [] for name in found}


def test_page_without_ink_has_no_seal(engine: OcrEngine) -> None:
    assert read(np.full((2339, 1654, 3), 252, np.uint8), engine) == []


def test_unread_words_below_the_star_forbid_an_official_seal() -> None:
    assert seal_kind(UNIT, "", SealShape.ROUND, True) is SealKind.OFFICIAL
    assert seal_kind(UNIT, "", SealShape.ROUND, True, inner_unread=True) is SealKind.UNKNOWN
    assert seal_kind(UNIT, "业务专用章", SealShape.ROUND, True) is SealKind.UNKNOWN
    trade = "北京市朝阳区天恒人力资源服务有限责任公司"
    assert seal_kind(trade, "", SealShape.ROUND, True) is SealKind.OFFICIAL
    assert seal_kind(trade + "人力资源部", "", SealShape.ROUND, True) is SealKind.PERSONNEL


def test_words_in_a_firms_name_are_its_trade_and_in_an_authoritys_its_charge() -> None:
    for organ in ("北京市朝阳区市场监督管理局", "北京市朝阳区人力资源和社会保障局"):
        assert seal_kind(organ, "", SealShape.ROUND, False) is SealKind.GOVERNMENT
    for firm in ("北京合同能源管理有限公司", "北京恒信财务咨询有限公司"):
        assert seal_kind(firm, "", SealShape.ROUND, True) is SealKind.OFFICIAL


REAL = {
    "02_company_seal_scan.png": [("北京中导开源科技有限公司", "official")],
    "03_three_seals_on_paper.jpg": [("北京中导开源科技有限公司", "official"), ("李庆国印", "name")],
    "04_contract_last_page_qifeng.jpeg": [("海南省农业厅信息中心", "government"), ("乔顺法印", "name")],
    "06_business_licence.png": [("武汉市市场监督管理局", "government")],
    "18_calligraphy_red_frame.png": [],
    "20_scanned_page_seal_over_text.pdf": [("重庆万州经济技术开发（集团）有限公司", "official")],
}


@pytest.mark.parametrize("name", REAL)
def test_real_scans(samples: Path, engine: OcrEngine, name: str) -> None:
    bitmap, dots = load(samples / "seal" / name)
    seals = find_seals(bitmap, dots, ColourMode.COLOUR, engine)
    read_seals = [(seal.text, seal.kind.value) for seal in seals]
    assert all(expected in read_seals for expected in REAL[name])
    if not REAL[name]:
        assert seals == []


def test_two_real_ovals_over_a_title_and_a_table_rule_are_found(samples: Path, engine: OcrEngine) -> None:
    bitmap, dots = load(samples / "seal" / "07_e_invoice_two_oval_seals.png")
    seals = find_seals(bitmap, dots, ColourMode.COLOUR, engine, size_known=False)
    assert [seal.shape for seal in seals] == [SealShape.OVAL, SealShape.OVAL]


def test_plain_electronic_seal_without_ring_text_is_found(samples: Path, engine: OcrEngine) -> None:
    bitmap, dots = load(samples / "seal" / "13_small_e_seal.png")
    (seal,) = find_seals(bitmap, dots, ColourMode.COLOUR, engine, size_known=False)
    assert seal.shape is SealShape.ROUND


def test_real_decision_has_its_seal_on_the_last_page_only(samples: Path, engine: OcrEngine) -> None:
    pages = [load(samples / "seal" / "19_scanned_decision_4p_seal_last_page.pdf", page)[0] for page in range(4)]
    found = [find_seals(page, 200.0, ColourMode.COLOUR, engine) for page in pages]
    assert [len(seals) for seals in found] == [0, 0, 0, 1]
    assert found[3][0].text == "中国证券投资基金业协会"


def load(path: Path, page: int = 0) -> tuple[Bitmap, float]:
    if path.suffix == ".pdf":
        with pypdfium2.PdfDocument(path) as document:
            return np.array(document[page].render(scale=200 / 72).to_pil().convert("RGB")), 200.0
    with Image.open(path) as picture:
        dots = float(picture.info.get("dpi", (0, 0))[0])
        return np.array(picture.convert("RGB")), dots


@pytest.mark.parametrize("stroke", [
    [(13, 1), (8, 3), (0, 4), (8, 6), (0, 0), (9, 0)],
    [(0, 1), (6, 3), (9, 3), (5, 10), (14, 3), (8, 3), (9, 0), (9, 9), (5, 8), (2, 5)],
    [(0, 11), (4, 10), (2, 8), (2, 0), (10, 5)],
], ids=["zigzag", "scribble", "hook"])  # fmt: skip
def test_scribble_that_an_ellipse_can_be_fitted_to_is_no_seal(stroke: list[tuple[int, int]]) -> None:
    mask = np.zeros((120, 160), np.uint8)
    cv2.polylines(mask, [np.add(stroke, (70, 50)).astype(np.int32)], False, (1,))
    assert find_oval(mask, np.ascontiguousarray(mask[50:, 70:]), (70, 50)) is None
