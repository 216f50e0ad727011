"""Pure inference: the very inputs of a reading, run again through the same compiled models, nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from ocr.engine import Bitmap
from ocr.engines.network import Network, Output
from ocr.engines.rapid import RapidEngine


class Recorder(Network):
    """Stands before a network and keeps a copy of everything that goes in."""

    def __init__(self, network: Network) -> None:
        """Stand before ``network``; nothing is compiled anew."""
        self.network = network
        self.calls: list[list[Bitmap]] = []

    def infer(self, inputs: Iterable[Bitmap], take: Callable[[int, Output], None]) -> None:
        """Run the inputs and keep them."""
        call: list[Bitmap] = []
        self.calls.append(call)
        self.network.infer(_copied(inputs, call), take)

    def replay(self) -> float:
        """Run all calls again, one after the other; return seconds."""
        started = time.perf_counter()
        for call in self.calls:
            self.network.infer(call, lambda index, output: None)
        return time.perf_counter() - started


def _copied(inputs: Iterable[Bitmap], call: list[Bitmap]) -> Iterator[Bitmap]:
    for values in inputs:
        call.append(values.copy())
        yield values


def replay_seconds(engine: RapidEngine, read: Callable[[], object]) -> float:
    """Read once while recording, then return the seconds that its inferences alone take."""
    detector, recogniser = Recorder(engine.detector), Recorder(engine.recogniser)
    engine.detector, engine.recogniser = detector, recogniser
    try:
        read()
    finally:
        engine.detector, engine.recogniser = detector.network, recogniser.network
    return detector.replay() + recogniser.replay()
