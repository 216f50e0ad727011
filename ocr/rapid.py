"""RapidEngine: PP-OCRv6 on OpenVINO with RapidOCR's post-processing and our own inference loop.

The loop keeps one infer request per model and shares its buffers, normalises inside the compiled model, and
reads lines of like width together (measured against ``RapidOCR()(page)``: see ``benchmarks``).
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from importlib.metadata import version

import cv2
import numpy as np
import numpy.typing as npt
import openvino
from openvino.preprocess import PrePostProcessor
from rapidocr.ch_ppocr_det.utils import DBPostProcess

from cases.errors import EngineFailed
from cases.reading import TextLine
from ocr.engine import Bitmap
from ocr.models import ModelFiles
from ocr.order import reading_order

logging.getLogger("RapidOCR").setLevel(logging.WARNING)

POINTS_PER_INCH = 72
DETECTION_SIDE = 1280
"""Longest side for detection, pixels: 88 ms against 47 ms at 960, and small print is found (design 2.7)."""

MIN_DETECTION_SIDE = 640
STRIP_HEIGHT = 48
MIN_LINE_SCORE = 0.5
"""Mean character score below which a line counts as not read (RapidOCR's own default)."""

_BATCH_COLUMNS = 4800
_BATCH_LINES = 16
_MEAN = [123.675, 116.28, 103.53]
_DEVIATION = [58.395, 57.12, 57.375]
_GREY = 128

Quad = npt.NDArray[np.float32]
"""Four corners of a line, clockwise from the top left, pixels."""


class RapidEngine:
    """Reads pages on the processor. Holds its own models; one thread at a time."""

    name = "rapid"

    def __init__(self, models: ModelFiles, threads: int = 2, side: int = DETECTION_SIDE) -> None:
        """Compile the models.

        Args:
            models: Where the models are.
            threads: Inference threads.
            side: Longest side for detection, pixels.

        Raises:
            EngineFailed: OpenVINO cannot load them.
        """
        self.version = f"rapidocr-{version('rapidocr')} openvino-{version('openvino')} PP-OCRv6-{models.size} {side}"
        self._side = side
        self._boxes = DBPostProcess(0.3, 0.5, max_candidates=1000, unclip_ratio=1.6, use_dilation=True)
        try:
            core = openvino.Core()
            core.set_property("CPU", {"INFERENCE_NUM_THREADS": str(threads), "PERFORMANCE_HINT": "LATENCY"})
            recogniser = core.read_model(models.recognition)
            self._characters = characters_of(recogniser)
            self._widths = other_widths(self._characters)
            self._detect = _compile(core, core.read_model(models.detection), _MEAN, _DEVIATION)
            self._recognise = _compile(core, recogniser, [127.5] * 3, [127.5] * 3)
        except RuntimeError as error:
            raise EngineFailed(reason=str(error)[:200]) from error

    def read(self, page: Bitmap, dots_per_inch: float) -> list[TextLine]:
        """Return the lines of one page in reading order; see :class:`ocr.engine.OcrEngine`."""
        try:
            quads = self._find_lines(page)
            texts = self._read_strips([_cut(page, quad) for quad in quads])
        except (RuntimeError, cv2.error) as error:
            raise EngineFailed(reason=str(error)[:200]) from error
        scale = POINTS_PER_INCH / dots_per_inch
        lines = []
        for quad, (text, scores) in zip(quads, texts, strict=True):
            mean = float(scores.mean()) if len(scores) else 0.0
            if text.strip() and mean >= MIN_LINE_SCORE:
                (x0, y0), (x1, y1) = quad.min(axis=0) * scale, quad.max(axis=0) * scale
                lines.append(TextLine(text.strip(), (float(x0), float(y0), float(x1), float(y1)), round(mean, 4)))
        return reading_order(lines)

    def recognise(self, strips: Sequence[Bitmap]) -> list[tuple[str, float]]:
        """Read strips of one line each; the score is that of the weakest character."""
        try:
            texts = self._read_strips(strips)
        except (RuntimeError, cv2.error) as error:
            raise EngineFailed(reason=str(error)[:200]) from error
        return [(text.strip(), float(scores.min()) if len(scores) else 0.0) for text, scores in texts]

    def _find_lines(self, page: Bitmap) -> list[Quad]:
        height, width = page.shape[:2]
        longest = max(height, width)
        ratio = min(self._side / longest, max(MIN_DETECTION_SIDE / longest, 1.0))
        size = tuple(max(round(value * ratio / 32) * 32, 32) for value in (width, height))
        small = cv2.resize(page, size, interpolation=cv2.INTER_AREA if ratio < 1 else cv2.INTER_LINEAR)
        probabilities = _run(self._detect, np.asarray(small, np.uint8)[np.newaxis])
        boxes, _ = self._boxes(probabilities, (height, width))
        return [np.asarray(box, np.float32) for box in boxes]

    def _read_strips(self, strips: Sequence[Bitmap]) -> list[tuple[str, npt.NDArray[np.float32]]]:
        found: list[tuple[str, npt.NDArray[np.float32]]] = [("", np.empty(0, np.float32))] * len(strips)
        scaled = [_to_height(strip) for strip in strips]
        for batch in _batches([strip.shape[1] for strip in scaled]):
            probabilities = _run(self._recognise, _stack([scaled[index] for index in batch]))
            best = probabilities.argmax(axis=2)
            scores = np.take_along_axis(probabilities, best[:, :, np.newaxis], axis=2)[:, :, 0]
            scores += self._of_other_width(probabilities, best)
            for row, index in enumerate(batch):
                found[index] = self._decode(best[row], scores[row])
        return found

    def _of_other_width(
        self, probabilities: npt.NDArray[np.float32], best: npt.NDArray[np.intp]
    ) -> npt.NDArray[np.float32]:
        """Return the probability of the same sign in its other width: （ and ( share the model's trust."""
        other = self._widths[best]
        found = np.take_along_axis(probabilities, other[:, :, np.newaxis], axis=2)[:, :, 0]
        return np.where(other > 0, found, np.float32(0.0))

    def _decode(
        self, best: npt.NDArray[np.intp], scores: npt.NDArray[np.float32]
    ) -> tuple[str, npt.NDArray[np.float32]]:
        """Collapse repeats and drop blanks (CTC)."""
        kept = best != 0
        kept[1:] &= best[1:] != best[:-1]
        return "".join(self._characters[index] for index in best[kept]), scores[kept]


def other_widths(characters: Sequence[str]) -> npt.NDArray[np.intp]:
    """Return for each class that of the same sign in full or half width, 0 (blank) where there is none."""
    places = {character: place for place, character in enumerate(characters)}
    others = np.zeros(len(characters), np.intp)
    for half in range(0x21, 0x7F):
        narrow, wide = places.get(chr(half)), places.get(chr(half + 0xFEE0))
        if narrow is not None and wide is not None and not chr(half).isalnum():
            others[narrow], others[wide] = wide, narrow
    return others


def characters_of(model: openvino.Model) -> list[str]:
    """Return the classes of a recognition model: blank, its ``character`` metadata, space."""
    text = model.get_rt_info()["framework"]["character"].value
    return ["", *text.splitlines(), " "]


def _compile(
    core: openvino.Core, model: openvino.Model, mean: list[float], deviation: list[float]
) -> openvino.InferRequest:
    """Compile a model that takes RGB bytes, N×H×W×3; it was trained on BGR."""
    steps = PrePostProcessor(model)
    steps.input().tensor().set_element_type(openvino.Type.u8).set_layout(openvino.Layout("NHWC"))
    steps.input().model().set_layout(openvino.Layout("NCHW"))
    steps.input().preprocess().convert_element_type(openvino.Type.f32).reverse_channels().mean(mean).scale(deviation)
    return core.compile_model(steps.build(), "CPU").create_infer_request()


def _run(request: openvino.InferRequest, batch: npt.NDArray[np.uint8]) -> npt.NDArray[np.float32]:
    """Return the output in the request's own buffer: valid until the next call."""
    request.infer([np.ascontiguousarray(batch)], share_inputs=True, share_outputs=True)
    return np.asarray(request.get_output_tensor().data)


def _cut(page: Bitmap, quad: Quad) -> Bitmap:
    """Return the line as an upright strip; lines much higher than wide are turned a quarter."""
    top_left, top_right, bottom_right, bottom_left = quad
    width = int(max(_distance(top_left, top_right), _distance(bottom_left, bottom_right), 1.0))
    height = int(max(_distance(top_left, bottom_left), _distance(top_right, bottom_right), 1.0))
    if abs(top_left[1] - top_right[1]) <= 1 and abs(top_left[0] - bottom_left[0]) <= 1:
        x0, y0 = quad.min(axis=0).astype(int)
        strip = page[y0 : y0 + height + 1, x0 : x0 + width + 1]
    else:
        target = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
        turn = cv2.getPerspectiveTransform(quad, target)
        warped = cv2.warpPerspective(
            page, turn, (width, height), borderMode=cv2.BORDER_REPLICATE, flags=cv2.INTER_CUBIC
        )
        strip = np.asarray(warped, np.uint8)
    return np.rot90(strip) if strip.shape[0] >= 1.5 * strip.shape[1] else strip


def _distance(one: npt.NDArray[np.float32], other: npt.NDArray[np.float32]) -> float:
    return float(np.linalg.norm(one - other))


def _to_height(strip: Bitmap) -> Bitmap:
    if strip.size == 0:
        return np.full((STRIP_HEIGHT, 1, 3), 255, np.uint8)
    width = max(round(strip.shape[1] * STRIP_HEIGHT / strip.shape[0]), 1)
    return np.asarray(cv2.resize(np.ascontiguousarray(strip), (min(width, _BATCH_COLUMNS), STRIP_HEIGHT)))


def _batches(widths: Sequence[int]) -> Iterator[list[int]]:
    """Yield indices of strips to read together: like widths, bounded columns."""
    batch: list[int] = []
    for index in sorted(range(len(widths)), key=lambda item: widths[item]):
        columns = widths[index] * (len(batch) + 1)
        uneven = bool(batch) and widths[index] > 1.3 * widths[batch[0]] + 32
        if batch and (uneven or columns > _BATCH_COLUMNS or len(batch) == _BATCH_LINES):
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _stack(strips: Sequence[Bitmap]) -> npt.NDArray[np.uint8]:
    width = max(-(-max(strip.shape[1] for strip in strips) // 32) * 32, 160)
    batch = np.full((len(strips), STRIP_HEIGHT, width, 3), _GREY, np.uint8)
    for row, strip in enumerate(strips):
        batch[row, :, : strip.shape[1]] = strip
    return batch
