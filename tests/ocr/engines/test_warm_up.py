"""An engine made ready reads lines and pages of every usual width as quickly the first time as later."""

from __future__ import annotations

import statistics
import time

import numpy as np

from ocr.engine import Bitmap
from ocr.engines.models import find_models
from ocr.engines.network import Network
from ocr.engines.rapid import RapidEngine

WIDTHS = (320, 704, 992)
LATER = 0.8
"""Share of the time of a first run; 0.5 was measured."""


def test_a_prepared_width_costs_less_than_a_new_one() -> None:
    engine = RapidEngine(find_models(), threads=2)
    fresh = [_seconds(engine.recogniser, width) for width in WIDTHS]
    engine = RapidEngine(find_models(), threads=2)
    for width in WIDTHS:
        engine.recogniser.prepare((1, 48, width, 3))
    ready = [_seconds(engine.recogniser, width) for width in WIDTHS]
    ratios = [after / before for after, before in zip(ready, fresh, strict=True)]
    assert statistics.median(ratios) < LATER


def test_warming_up_prepares_usual_lines_and_pages() -> None:
    fresh, ready = (RapidEngine(find_models(), threads=1) for _ in range(2))
    ready.warm_up()
    lines = [_seconds(ready.recogniser, width) / _seconds(fresh.recogniser, width) for width in WIDTHS]
    page = np.zeros((1, 640, 768, 3), np.uint8)
    assert statistics.median(lines) < LATER
    assert _timed(ready.detector, page) < 0.9 * _timed(fresh.detector, page)


def _seconds(network: Network, width: int) -> float:
    """Return the processor time of one line in every stream."""
    return _timed(network, np.zeros((1, 48, width, 3), np.uint8))


def _timed(network: Network, picture: Bitmap) -> float:
    started = time.process_time()
    network.infer([picture] * 2, lambda _, output: None)
    return time.process_time() - started
