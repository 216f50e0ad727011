"""The engines, loaded once per test run."""

from functools import cache

from ocr.engine import OcrEngine
from ocr.engines.engines import make_engine


@cache
def rapid() -> OcrEngine:
    return make_engine("rapid", None, 2)
