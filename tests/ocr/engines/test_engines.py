"""Engines on drawn text: what they read, where, and in which order."""

from pathlib import Path

import numpy as np
import pytest

from cases.errors import ConfigurationError
from cases.reading import TextLine
from ocr.engine import OcrEngine
from ocr.engines.characters import other_widths
from ocr.engines.engines import make_engine
from ocr.engines.models import find_models
from ocr.engines.rapid import RapidEngine
from ocr.reading_order import reading_order
from tests.ocr.file.made_pdfs import written_page
from tests.office.services import one_engine

LINES = ["劳务派遣经营许可申请书", "统一社会信用代码：91110105MA0W9FM14X", "注册资本：人民币200万元", "2020年2月12日"]


@pytest.fixture(scope="module", params=["rapid", "paddle"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> OcrEngine:
    if request.param == "rapid":
        return one_engine()
    return make_engine("paddle", None, 2, tmp_path_factory.mktemp("models"))


def page(lines: list[str] = LINES) -> np.ndarray:
    return np.asarray(written_page(lines, mode="RGB"))


def test_lines_are_read_in_order_with_their_boxes(engine: OcrEngine) -> None:
    lines = engine.read(page(), 200)
    assert [line.text for line in lines] == LINES
    assert all(line.score > 0.9 for line in lines)
    x0, y0, x1, y1 = lines[0].box
    assert (x0, y0) == pytest.approx((180 * 0.36, 205 * 0.36), abs=6)
    assert x1 - x0 == pytest.approx(11 * 46 * 0.36, rel=0.05)
    assert y1 - y0 < 30


def test_empty_page_has_no_lines(engine: OcrEngine) -> None:
    assert engine.read(np.full((800, 600, 3), 255, np.uint8), 200) == []


def test_strips_are_read_one_by_one(engine: OcrEngine) -> None:
    picture = page()
    strips = [picture[195:260, 170:1500], picture[470:530, 170:1500], np.full((40, 200, 3), 255, np.uint8)]
    (first, score), (second, _), (nothing, none) = engine.recognise(strips)
    assert (first, second) == (LINES[0], LINES[3 - 1] if second == LINES[2] else second)
    assert score > 0.8
    assert (nothing, none) == ("", 0.0)
    assert engine.recognise([]) == []


def test_frames_tell_what_stands_where(engine: OcrEngine) -> None:
    [frames] = engine.frames([page()[195:260, 170:1500]])
    assert np.exp(frames.logs).sum(axis=1) == pytest.approx(np.ones(len(frames.logs)), abs=1e-3)
    best = frames.logs.argmax(axis=1)
    seen = "".join(frames.signs[at] for at, before in zip(best, (0, *best), strict=False) if at and at != before)
    assert seen == LINES[0]
    first = int(np.flatnonzero(best)[0])
    assert "劳" in frames.strongest(first, first + 1, 3)
    likely, unknown = frames.of(["劳", "\ue000"])[first]
    assert likely > -0.3
    assert unknown > -0.3  # it may be what stands there
    assert frames.of(["\ue000"])[0] == pytest.approx(np.log(-np.expm1(frames.logs[0, 0])), abs=0.1)


def test_mean_of_a_line_is_never_taken_for_its_weakest_character() -> None:
    from ocr.engines.paddle import _least_score  # seconds to import; this file is imported for the pure tests too

    assert _least_score("瑞丰信息", 0.9) == pytest.approx(0.6)  # one at 0.6, three at 1.0
    assert (_least_score("瑞丰信息技术有限公司", 0.5), _least_score("", 0.0)) == (0.0, 0.0)


def test_many_lines_keep_their_places() -> None:
    # Lines of all lengths are read longest first and end in any order: none may come back under another's box.
    lines = [f"第{index}条" + "劳动合同制度实施办法"[: index % 10] for index in range(1, 24)]
    assert [line.text for line in one_engine().read(page(lines), 200)] == lines


def test_network_goes_on_after_an_output_that_could_not_be_taken() -> None:
    recogniser = RapidEngine(find_models(), 2).recogniser
    blank = np.full((1, 48, 64, 3), 128, np.uint8)

    def refuse(_: int, output: np.ndarray) -> None:
        raise ValueError(output.shape)

    for inputs in ([blank] * 3, [np.zeros((1, 47, 64, 2), np.uint8)]):
        with pytest.raises(RuntimeError):
            recogniser.infer(inputs, refuse)
    taken: list[int] = []
    recogniser.infer([blank] * 3, lambda index, output: taken.append(index))
    assert sorted(taken) == [0, 1, 2]


def test_engine_names_itself_and_its_models(engine: OcrEngine) -> None:
    assert engine.name in engine.version
    assert "small" in engine.version


def test_unknown_engine_is_a_configuration_error() -> None:
    with pytest.raises(ConfigurationError, match="rapid、paddle"):
        make_engine("tesseract", None, 2)


def test_folder_without_models_is_a_configuration_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="未找到文字识别模型"):
        find_models(tmp_path)


def test_larger_models_of_a_folder_are_preferred(tmp_path: Path) -> None:
    for size in ("medium", "small"):
        for part in ("det", "rec"):
            (tmp_path / f"PP-OCRv6_{part}_{size}.onnx").write_bytes(b"x")
    assert find_models(tmp_path).size == "medium"
    assert find_models().size == "small"


def line(text: str, x0: float, y0: float, x1: float, y1: float) -> TextLine:
    return TextLine(text, (x0, y0, x1, y1), 1.0)


def test_table_is_read_by_rows() -> None:
    cells = []
    for row in range(9):
        for column in range(3):
            left, top = 50 + column * 100, 100 + row * 20 + column
            cells.append(line(f"{row}{column}", left, top, left + 40, top + 12))
    mixed = cells[::2] + cells[1::2]
    assert [item.text for item in reading_order(mixed)] == [f"{row}{column}" for row in range(9) for column in range(3)]


def test_columns_of_running_text_are_read_one_after_the_other() -> None:
    left = [line(f"左{row}", 50, 100 + row * 20, 280, 112 + row * 20) for row in range(10)]
    right = [line(f"右{row}", 310, 103 + row * 20, 540, 115 + row * 20) for row in range(10)]
    heading = line("标题", 200, 60, 400, 80)
    ordered = [item.text for item in reading_order([*right, heading, *left])]
    assert ordered == ["标题", *(f"左{row}" for row in range(10)), *(f"右{row}" for row in range(10))]


def test_sign_in_two_widths_shares_its_trust() -> None:
    assert other_widths(["", "（", "公", "(", "A", "Ａ"]).tolist() == [0, 3, 0, 1, 0, 0]
    picture = page(["瑞丰（北京）信息技术有限公司"])
    ((text, score),) = one_engine().recognise([picture[195:260, 170:1500]])
    assert text.translate(str.maketrans("()", "（）")) == "瑞丰（北京）信息技术有限公司"
    assert score > 0.9
