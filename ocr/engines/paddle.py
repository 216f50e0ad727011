"""PaddleEngine: a thin adapter of the official ``paddleocr`` package on ONNX Runtime, same PP-OCRv6 models."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from paddleocr import PaddleOCR, TextRecognition

from cases.errors import EngineFailed
from cases.reading import TextLine
from cases.units import POINTS_PER_INCH
from ocr.engine import Bitmap, Frames
from ocr.engines.characters import Characters
from ocr.engines.models import ModelFiles, paddle_folders
from ocr.engines.strips import columns_of, to_input
from ocr.reading_order import reading_order

for _name in ("ppocr", "paddlex", "paddleocr"):
    logging.getLogger(_name).setLevel(logging.ERROR)

DETECTION_SIDE = 1280
"""Longest side for detection: at full size the process takes 2.0 GB instead of 1.0 GB."""

MIN_LINE_SCORE = 0.5
_OPENVINO = "OpenVINOExecutionProvider"


class PaddleEngine:
    """Reads pages with PaddleOCR's own pipeline; needs no paddlepaddle. One thread at a time."""

    name = "paddle"

    def __init__(self, models: ModelFiles, threads: int = 2, cache: Path | None = None) -> None:
        """Load the pipeline.

        Args:
            models: Where the models are.
            threads: Inference threads.
            cache: Folder for the model folders PaddleOCR wants; None: a temporary one, gone with the engine.

        Raises:
            EngineFailed: PaddleOCR cannot load the models.
        """
        self._recognition = models.recognition
        self._temporary = tempfile.TemporaryDirectory() if cache is None else None
        folder = cache if cache is not None else Path(str(self._temporary and self._temporary.name))
        self.version = f"paddleocr-{version('paddleocr')} onnxruntime PP-OCRv6-{models.size} {DETECTION_SIDE}"
        try:
            options = _options(threads)
            sides = {"text_det_limit_side_len": DETECTION_SIDE, "text_det_limit_type": "max"}
            self._pipeline = stock_pipeline(models, folder, **sides, **options)
            name, recognition = f"PP-OCRv6_{models.size}_rec", folder / f"PP-OCRv6_{models.size}_rec"
            self._recogniser = TextRecognition(model_name=name, model_dir=str(recognition), **options)
        except Exception as error:
            raise EngineFailed(reason=str(error)[:200]) from error

    def read(self, page: Bitmap, dots_per_inch: float) -> list[TextLine]:
        """Return the lines of one page in reading order; see :class:`ocr.engine.OcrEngine`."""
        try:
            result = self._pipeline.predict(_to_bgr(page))[0]
        except Exception as error:
            raise EngineFailed(reason=str(error)[:200]) from error
        scale = POINTS_PER_INCH / dots_per_inch
        lines = []
        for text, score, quad in zip(result["rec_texts"], result["rec_scores"], result["rec_polys"], strict=True):
            if text.strip() and score >= MIN_LINE_SCORE:
                points = np.asarray(quad, float) * scale
                (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
                box = (float(x0), float(y0), float(x1), float(y1))
                lines.append(TextLine(text.strip(), box, round(float(score), 4)))
        return reading_order(lines)

    def warm_up(self) -> None:
        """Read an empty page; no size needs preparing."""
        self.read(np.full((1169, 827, 3), 255, np.uint8), 100.0)

    def recognise(self, strips: Sequence[Bitmap]) -> list[tuple[str, float]]:
        """Read strips of one line each.

        PaddleOCR tells the mean score of a line only. The score returned is the least that its weakest character can
        have with that mean, so that a doubtful one never passes for sure.
        """
        if not strips:
            return []
        try:
            results = list(self._recogniser.predict([_to_bgr(strip) for strip in strips], batch_size=8))
        except Exception as error:
            raise EngineFailed(reason=str(error)[:200]) from error
        return [
            (result["rec_text"].strip(), _least_score(result["rec_text"], result["rec_score"])) for result in results
        ]

    def frames(self, strips: Sequence[Bitmap]) -> list[Frames]:
        """Return what the model makes of strips of one line each: PaddleOCR tells texts only, so the model is run."""
        try:
            return [self._frames(strip) for strip in strips]
        except Exception as error:
            raise EngineFailed(reason=str(error)[:200]) from error

    def _frames(self, strip: Bitmap) -> Frames:
        padded = to_input(strip)
        values = (padded[..., ::-1].astype(np.float32) / 127.5 - 1).transpose(0, 3, 1, 2)
        session = self._session
        [found] = session.run(None, {session.get_inputs()[0].name: np.ascontiguousarray(values)})
        return self._signs.frames(np.log(np.maximum(found[0], 1e-12)), columns_of(strip), padded.shape[2])

    @cached_property
    def _session(self) -> Any:
        return _session(self._recognition)

    @cached_property
    def _signs(self) -> Characters:
        return Characters(["", *_characters(self._session), " "])


def stock_pipeline(models: ModelFiles, folder: Path, **options: Any) -> PaddleOCR:
    """Return PaddleOCR's pipeline on ``models`` with its defaults, less the models it would have to download.

    Args:
        models: Where the models are.
        folder: Takes the model folders that PaddleOCR wants.
        options: Of PaddleOCR, beyond its defaults.
    """
    detection, recognition = paddle_folders(models, _characters(_session(models.recognition)), folder)
    return PaddleOCR(
        text_detection_model_name=detection.name,
        text_detection_model_dir=str(detection),
        text_recognition_model_name=recognition.name,
        text_recognition_model_dir=str(recognition),
        use_doc_orientation_classify=False,
        use_doc_unwarping=False,
        use_textline_orientation=False,
        **{"engine": "onnxruntime", **options},
    )


def _least_score(text: str, mean: float) -> float:
    """Return what the weakest character scores where all others score 1."""
    return max(1.0 - len(text) * (1.0 - float(mean)), 0.0) if text.strip() else 0.0


def _to_bgr(bitmap: Bitmap) -> Bitmap:
    return np.ascontiguousarray(bitmap[:, :, ::-1])


def _options(threads: int) -> dict[str, Any]:
    config: dict[str, Any] = {"intra_op_num_threads": threads}
    if _OPENVINO in onnxruntime.get_available_providers():
        config = {
            "providers": [_OPENVINO],
            "provider_options": {"device_type": "CPU", "num_of_threads": str(threads)},
        }
    return {"engine": "onnxruntime", "engine_config": config}


def _session(model: Path) -> Any:
    return onnxruntime.InferenceSession(str(model), providers=["CPUExecutionProvider"])


def _characters(session: Any) -> list[str]:
    return str(session.get_modelmeta().custom_metadata_map["character"]).splitlines()
