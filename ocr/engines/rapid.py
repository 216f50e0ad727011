"""RapidEngine: PP-OCRv6 on OpenVINO with RapidOCR's post-processing and our own inference loop.

Detection looks only where there is print. Every line is read by itself, one per thread: a column of a line costs the
same alone as in a batch, padding costs as much as text, and threads that share one line wait for each other at every
layer (``docs/reading.md``).
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from importlib.metadata import version
from itertools import product

import cv2
import numpy as np
import numpy.typing as npt
import openvino
from rapidocr.ch_ppocr_det.utils import DBPostProcess

from cases.errors import EngineFailed
from cases.reading import TextLine
from cases.units import POINTS_PER_INCH
from ocr.engine import Bitmap, Frames
from ocr.engines.characters import Characters
from ocr.engines.models import ModelFiles
from ocr.engines.network import Network, Output, flatten_head
from ocr.engines.print_area import COLUMNS, ROWS, find_print
from ocr.engines.strips import MIN_COLUMNS, STEP, STRIP_HEIGHT, Quad, columns_of, cut_line, to_input
from ocr.reading_order import reading_order

logging.getLogger("RapidOCR").setLevel(logging.WARNING)

DETECTION_SIDE = 1280
"""Longest side for detection, pixels: 960 takes 11 % off a page but doubles the errors of coarse and poor scans."""

MIN_DETECTION_SIDE = 640
MIN_LINE_SCORE = 0.5
"""Mean character score below which a line counts as not read (RapidOCR's own default)."""

_USUAL_LINES = range(1664, MIN_COLUMNS - 1, -STEP)
"""Widths of 99 in 100 lines at 200 dpi; the largest first, since buffers that grow leave holes in the memory."""

_USUAL_PAGES = tuple(product(range(1280, 512, -ROWS), range(896, 640, -COLUMNS)))
"""Heights and widths that print on a page of size A4 comes in for detection."""

_MEAN = [123.675, 116.28, 103.53]
_DEVIATION = [58.395, 57.12, 57.375]


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
            core.set_property("CPU", {"INFERENCE_NUM_THREADS": str(threads), "ENABLE_CPU_PINNING": False})
            recogniser = core.read_model(models.recognition)
            self._characters = Characters(characters_of(recogniser))
            detector = core.read_model(models.detection)
            flatten_head(detector)
            self.detector = Network(core, detector, _MEAN, _DEVIATION, 1)
            self.recogniser = Network(core, recogniser, [127.5] * 3, [127.5] * 3, threads)
        except RuntimeError as error:
            raise EngineFailed(reason=str(error)[:200]) from error

    def read(self, page: Bitmap, dots_per_inch: float) -> list[TextLine]:
        """Return the lines of one page in reading order; see :class:`ocr.engine.OcrEngine`."""
        try:
            quads = self._find_lines(page)
            texts = self._read_strips([cut_line(page, quad) for quad in quads])
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

    def frames(self, strips: Sequence[Bitmap]) -> list[Frames]:
        """Return what the model makes of strips of one line each; see :class:`ocr.engine.OcrEngine`."""
        found: dict[int, Frames] = {}
        inputs = [to_input(strip) for strip in strips]

        def take(index: int, logits: Output) -> None:
            found[index] = self._characters.frames(logits[0], columns_of(strips[index]), inputs[index].shape[2])

        try:
            self.recogniser.infer(inputs, take)
        except (RuntimeError, cv2.error) as error:
            raise EngineFailed(reason=str(error)[:200]) from error
        return [found[index] for index in range(len(strips))]

    def warm_up(self) -> None:
        """Let the networks see every usual size: what one prepares for it, 20 ms and more, it keeps."""
        try:
            for size in _USUAL_PAGES:
                self.detector.prepare((1, *size, 3))
            for width in _USUAL_LINES:
                self.recogniser.prepare((1, STRIP_HEIGHT, width, 3))
        except RuntimeError as error:
            raise EngineFailed(reason=str(error)[:200]) from error

    def _find_lines(self, page: Bitmap) -> list[Quad]:
        height, width = page.shape[:2]
        longest = max(height, width)
        ratio = min(self._side / longest, max(MIN_DETECTION_SIDE / longest, 1.0))
        size = tuple(max(round(value * ratio / 32) * 32, 32) for value in (width, height))
        small = _resized(page, size)
        area = find_print(small)
        part = area.cut(small)
        across, down = width / size[0], height / size[1]
        found: list[Quad] = []

        def take(_: int, logits: Output) -> None:
            boxes = self._boxes(_probabilities(logits), (round(part.shape[0] * down), round(part.shape[1] * across)))[0]
            for box in boxes:
                left, top = area.offset(float(box[:, 1].mean()) / down)
                found.append(np.asarray(box + np.round([left * across, top * down]), np.float32))

        self.detector.infer([part[np.newaxis]], take)
        return found

    def _read_strips(self, strips: Sequence[Bitmap]) -> list[tuple[str, npt.NDArray[np.float32]]]:
        found: list[tuple[str, npt.NDArray[np.float32]]] = [("", np.empty(0, np.float32))] * len(strips)
        longest_first = sorted(range(len(strips)), key=lambda index: -columns_of(strips[index]))

        def take(place: int, logits: Output) -> None:
            found[longest_first[place]] = self._characters.decode(logits[0])

        self.recogniser.infer((to_input(strips[index]) for index in longest_first), take)
        return found


def _resized(page: Bitmap, size: tuple[int, int]) -> Bitmap:
    ratio = size[1] / page.shape[0]
    if 0.5 < ratio < 1:  # down to the half, four pixels averaged before serve as well as areas, in a third of the time
        return np.asarray(cv2.resize(cv2.blur(page, (2, 2)), size, interpolation=cv2.INTER_LINEAR), np.uint8)
    return np.asarray(cv2.resize(page, size, interpolation=cv2.INTER_AREA if ratio < 1 else cv2.INTER_LINEAR), np.uint8)


def _probabilities(logits: Output) -> Output:
    return np.asarray(1 / (1 + np.exp(-logits)), np.float32)


def characters_of(model: openvino.Model) -> list[str]:
    """Return the classes of a recognition model: blank, its ``character`` metadata, space."""
    text = model.get_rt_info()["framework"]["character"].value
    return ["", *text.splitlines(), " "]
