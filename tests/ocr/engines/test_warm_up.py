"""An engine made ready reads lines and pages of every usual size as quickly the first time as later."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Sequence

import numpy as np

from ocr.engines.models import find_models
from ocr.engines.network import Network
from ocr.engines.rapid import RapidEngine

Shape = tuple[int, int, int, int]

LINES: list[Shape] = [(1, 48, width, 3) for width in range(320, 1664, 192)]
PAGES: list[Shape] = [(1, height, 704, 3) for height in (640, 1024)]
LEFT = 0.6
"""Share of the work for a new size that may be left; lines 0.3 and pages 0.1 were measured."""

TRIES = 4
"""A busy neighbour can spoil a timing, never make a new size cheap: the best of a few counts."""


def test_warmed_up_engine_has_little_left_to_prepare() -> None:
    assert any(_is_warm() for _ in range(TRIES))


def _is_warm() -> bool:
    """Measure each in a process of its own: the engines of one process share what they prepared."""
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        ready, fresh = pool.map(_preparing, [True, False], chunksize=1)
    return all(after < LEFT * before for after, before in zip(ready, fresh, strict=True))


def _preparing(warm: bool) -> tuple[float, float]:
    """Return the seconds of processor that first lines and pages of usual sizes take more than later ones."""
    engine = RapidEngine(find_models(), threads=1)
    if warm:
        engine.warm_up()
    lines = sum(_first_more_than_later(engine.recogniser, shape) for shape in LINES)
    return lines, sum(_first_more_than_later(engine.detector, shape) for shape in PAGES)


def _first_more_than_later(network: Network, shape: Sequence[int]) -> float:
    picture = np.zeros(shape, np.uint8)
    taken = []
    for _ in range(3):
        started = time.process_time()
        network.infer([picture], lambda _, output: None)
        taken.append(time.process_time() - started)
    return taken[0] - min(taken[1:])
