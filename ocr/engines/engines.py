"""The engines by the name they have in the settings."""

from __future__ import annotations

from pathlib import Path

from cases.errors import ConfigurationError
from ocr.engine import OcrEngine
from ocr.engines.models import find_models

NAMES = ("rapid", "paddle")
DEFAULT = "rapid"


def make_engine(name: str, models_folder: Path | None, threads: int, cache: Path | None = None) -> OcrEngine:
    """Return the engine ``rapid`` or ``paddle``, loaded and ready; its libraries are imported only here.

    Args:
        name: One of ``NAMES``.
        models_folder: Folder of larger models, None for those of the ``rapidocr`` wheel.
        threads: Inference threads.
        cache: Where ``paddle`` may write its model folders; None: a temporary folder per process.

    Raises:
        ConfigurationError: No such engine, or its models or libraries are missing.
        EngineFailed: It cannot load its models.
    """
    if name not in NAMES:
        raise ConfigurationError(reason=f"没有名为“{name}”的文字识别引擎，可用：{'、'.join(NAMES)}")
    models = find_models(models_folder)
    try:
        if name == "paddle":
            from ocr.engines.paddle import PaddleEngine

            return PaddleEngine(models, threads, cache)
        from ocr.engines.rapid import RapidEngine

        return RapidEngine(models, threads)
    except ImportError as error:
        raise ConfigurationError(reason=f"文字识别引擎“{name}”缺少软件包：{error.name}") from error
