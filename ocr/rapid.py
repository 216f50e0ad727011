"""RapidEngine: PP-OCRv6 on OpenVINO with RapidOCR's post-processing and our own inference loop.

The loop keeps its infer requests and shares their buffers, normalises inside the compiled model, and reads every
line by itself, one per thread: a column of a line costs the same alone as in a batch, padding costs as much as
text, and threads that share one line wait for each other at every layer (``docs/reading.md``).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
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
from ocr.strips import Quad, columns_of, cut_line, to_input

logging.getLogger("RapidOCR").setLevel(logging.WARNING)

POINTS_PER_INCH = 72
DETECTION_SIDE = 1280
"""Longest side for detection, pixels: 960 takes 11 % off a page but doubles the errors of coarse and poor scans."""

MIN_DETECTION_SIDE = 640
MIN_LINE_SCORE = 0.5
"""Mean character score below which a line counts as not read (RapidOCR's own default)."""

_MEAN = [123.675, 116.28, 103.53]
_DEVIATION = [58.395, 57.12, 57.375]

Output = npt.NDArray[np.float32]


class Network:
    """A compiled model with its infer requests: one per stream, their buffers used again for every call."""

    def __init__(
        self, core: openvino.Core, model: openvino.Model, mean: list[float], deviation: list[float], streams: int
    ) -> None:
        """Compile a model that takes RGB bytes, N×H×W×3; it was trained on BGR.

        Args:
            core: Knows how many threads there are.
            model: To be compiled.
            mean: Per channel, taken off its input.
            deviation: Per channel, by which its input is divided.
            streams: Inputs worked on at the same time; the threads are shared out among them.

        Raises:
            RuntimeError: OpenVINO refuses it.
        """
        steps = PrePostProcessor(model)
        steps.input().tensor().set_element_type(openvino.Type.u8).set_layout(openvino.Layout("NHWC"))
        steps.input().model().set_layout(openvino.Layout("NCHW"))
        steps.input().preprocess().convert_element_type(openvino.Type.f32).reverse_channels().mean(mean).scale(
            deviation
        )
        compiled = core.compile_model(steps.build(), "CPU", {"NUM_STREAMS": str(streams)})
        self._queue = openvino.AsyncInferQueue(compiled, streams)
        self._queue.set_callback(_hand_over)

    def infer(self, inputs: Iterable[Bitmap], take: Callable[[int, Output], None]) -> None:
        """Run every input, N×H×W×3; inputs may be made while others are worked on.

        Args:
            inputs: Taken one after the other as streams become free.
            take: Called from any thread with the index and the output, which is valid until it returns.

        Raises:
            RuntimeError: Inference failed.
        """
        failures: list[Exception] = []
        try:
            for index, values in enumerate(inputs):
                shared = np.ascontiguousarray(values)
                self._queue.start_async([shared], (index, take, shared, failures), share_inputs=True)
        finally:
            self._queue.wait_all()
        if failures:
            raise RuntimeError("an output could not be taken") from failures[0]


_Job = tuple[int, Callable[[int, Output], None], Bitmap, list[Exception]]
"""Index, who takes the output, the input (used where it lies: it has to stay until then), what went wrong."""


def _hand_over(request: openvino.InferRequest, job: _Job) -> None:
    index, take, _, failures = job
    try:
        take(index, np.asarray(request.get_output_tensor().data))
    except Exception as error:  # OpenVINO ends the whole process when one leaves a callback
        failures.append(error)


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
            self._characters = characters_of(recogniser)
            self._widths = other_widths(self._characters)
            self.detector = Network(core, core.read_model(models.detection), _MEAN, _DEVIATION, 1)
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

    def _find_lines(self, page: Bitmap) -> list[Quad]:
        height, width = page.shape[:2]
        longest = max(height, width)
        ratio = min(self._side / longest, max(MIN_DETECTION_SIDE / longest, 1.0))
        size = tuple(max(round(value * ratio / 32) * 32, 32) for value in (width, height))
        small = cv2.resize(page, size, interpolation=cv2.INTER_AREA if ratio < 1 else cv2.INTER_LINEAR)
        found: list[Quad] = []

        def take(_: int, probabilities: Output) -> None:
            boxes = self._boxes(probabilities, (height, width))[0]
            found.extend(np.asarray(box, np.float32) for box in boxes)

        self.detector.infer([np.asarray(small, np.uint8)[np.newaxis]], take)
        return found

    def _read_strips(self, strips: Sequence[Bitmap]) -> list[tuple[str, npt.NDArray[np.float32]]]:
        found: list[tuple[str, npt.NDArray[np.float32]]] = [("", np.empty(0, np.float32))] * len(strips)
        longest_first = sorted(range(len(strips)), key=lambda index: -columns_of(strips[index]))

        def take(place: int, probabilities: Output) -> None:
            best = probabilities.argmax(axis=2)
            scores = np.take_along_axis(probabilities, best[:, :, np.newaxis], axis=2)[:, :, 0]
            scores += self._of_other_width(probabilities, best)
            found[longest_first[place]] = self._decode(best[0], scores[0])

        self.recogniser.infer((to_input(strips[index]) for index in longest_first), take)
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
