"""An engine made ready reads lines and pages of every usual width as quickly the first time as later."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence

import numpy as np

from ocr.engine import Bitmap
from ocr.engines.models import find_models
from ocr.engines.network import Network
from ocr.engines.rapid import RapidEngine

WIDTHS = (320, 704, 992)
LATER = 0.8
"""Share of the time of a first run; 0.5 was measured."""


TRIES = 4
"""A busy neighbour can spoil a timing, never make a new width cheap: the best of a few counts."""


def test_a_prepared_width_costs_less_than_a_new_one() -> None:
    assert any(_prepared_share([width + 16 * number for width in WIDTHS]) < LATER for number in range(TRIES))


def _prepared_share(widths: Sequence[int]) -> float:
    """Return the time of prepared widths, as a share of that of new ones; new ones first: engines share a cache."""
    engine = RapidEngine(find_models(), threads=2)
    fresh = [_seconds(engine.recogniser, width) for width in widths]
    engine = RapidEngine(find_models(), threads=2)
    for width in widths:
        engine.recogniser.prepare((1, 48, width, 3))
    ready = [_seconds(engine.recogniser, width) for width in widths]
    return statistics.median(after / before for after, before in zip(ready, fresh, strict=True))


def test_warming_up_prepares_usual_lines_and_pages() -> None:
    assert any(_is_warm() for _ in range(TRIES))


def _is_warm() -> bool:
    """Tell whether lines and pages of a warmed-up engine cost less than those of a fresh one."""
    fresh, ready = (RapidEngine(find_models(), threads=1) for _ in range(2))
    ready.warm_up()
    lines = [_seconds(ready.recogniser, width) / _seconds(fresh.recogniser, width) for width in WIDTHS]
    page = np.zeros((1, 640, 768, 3), np.uint8)
    return statistics.median(lines) < LATER and _timed(ready.detector, page) < 0.9 * _timed(fresh.detector, page)


def _seconds(network: Network, width: int) -> float:
    """Return the processor time of one line in every stream."""
    return _timed(network, np.zeros((1, 48, width, 3), np.uint8))


def _timed(network: Network, picture: Bitmap) -> float:
    started = time.process_time()
    network.infer([picture] * 2, lambda _, output: None)
    return time.process_time() - started
