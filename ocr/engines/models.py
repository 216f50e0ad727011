"""Where the recognition models are: in the ``rapidocr`` wheel or a folder of larger ones.

PaddleOCR wants each model as a folder of ``inference.onnx`` and ``inference.yml``; ``paddle_folder`` writes it.
"""

from __future__ import annotations

import importlib.util
import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from cases.errors import ConfigurationError

DETECTION = "PP-OCRv6_det"
RECOGNITION = "PP-OCRv6_rec"
TURNED_LINES = "ch_ppocr_mobile_v2.0_cls_mobile.onnx"
SIZES = ("medium", "small", "tiny")
"""Sizes looked for in a configured folder, best first; the wheel holds ``small``."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """Model files of one engine.

    Attributes:
        detection, recognition: PP-OCRv6 as ONNX.
        turned_lines: Tells an upside-down line from an upright one.
        size: ``small``, or the size found in the configured folder.
    """

    detection: Path
    recognition: Path
    turned_lines: Path
    size: str


def find_models(folder: Path | None = None) -> ModelFiles:
    """Return the models of ``folder``, or those of the wheel.

    Raises:
        ConfigurationError: They are not there.
    """
    wheel = _wheel_folder()
    places = [(folder, SIZES)] if folder is not None else [(wheel, ("small",))]
    for place, sizes in places:
        for size in sizes:
            detection, recognition = (place / f"{name}_{size}.onnx" for name in (DETECTION, RECOGNITION))
            if detection.is_file() and recognition.is_file():
                return ModelFiles(detection, recognition, wheel / TURNED_LINES, size)
    raise ConfigurationError(reason=f"未找到文字识别模型，请检查目录 {places[0][0]}")


def _wheel_folder() -> Path:
    found = importlib.util.find_spec("rapidocr")
    if found is None or not found.submodule_search_locations:
        raise ConfigurationError(reason="未安装rapidocr，缺少文字识别模型")
    return Path(next(iter(found.submodule_search_locations))) / "models"


def paddle_folders(models: ModelFiles, characters: list[str], cache: Path) -> tuple[Path, Path]:
    """Return PaddleOCR's folders of detection and recognition below ``cache``, written where missing.

    Args:
        models: Files to be copied there.
        characters: The character list of the recognition model (its ``character`` metadata).
        cache: Any folder we may write to.
    """
    detection = _write(cache, f"PP-OCRv6_{models.size}_det", models.detection, _DETECTION_STEPS)
    steps = {**_RECOGNITION_STEPS, "PostProcess": {"name": "CTCLabelDecode", "character_dict": characters}}
    recognition = _write(cache, f"PP-OCRv6_{models.size}_rec", models.recognition, steps)
    return detection, recognition


def _write(cache: Path, name: str, model: Path, steps: dict[str, object]) -> Path:
    folder = cache / name
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / "inference.onnx"
    if not target.is_file() or target.stat().st_size != model.stat().st_size:
        shutil.copyfile(model, target)
    text = json.dumps({"Global": {"model_name": name}, **steps}, ensure_ascii=False, indent=1)  # JSON is YAML too
    description = folder / "inference.yml"
    if not description.is_file() or description.read_text("utf-8") != text:
        description.write_text(text, "utf-8")
    return folder


_DETECTION_STEPS: dict[str, object] = {
    "PreProcess": {
        "transform_ops": [
            {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
            {"DetResizeForTest": {"resize_long": 960}},
            {
                "NormalizeImage": {
                    "mean": [0.485, 0.456, 0.406],
                    "std": [0.229, 0.224, 0.225],
                    "scale": "1./255.",
                    "order": "hwc",
                }
            },
            {"ToCHWImage": None},
            {"KeepKeys": {"keep_keys": ["image", "shape", "polys", "ignore_tags"]}},
        ]
    },
    "PostProcess": {
        "name": "DBPostProcess",
        "thresh": 0.3,
        "box_thresh": 0.6,
        "max_candidates": 1000,
        "unclip_ratio": 1.5,
    },
}

_RECOGNITION_STEPS: dict[str, object] = {
    "PreProcess": {
        "transform_ops": [
            {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
            {"MultiLabelEncode": {"gtc_encode": "NRTRLabelEncode"}},
            {"RecResizeImg": {"image_shape": [3, 48, 320]}},
            {"KeepKeys": {"keep_keys": ["image", "label_ctc", "label_gtc", "length", "valid_ratio"]}},
        ]
    },
}
