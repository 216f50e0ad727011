"""A second witness for single characters on seals: a small network that knows engraved and worn characters, no words.

The page recogniser was trained on lines of print: it prefers common characters, and is blind to some rare ones. This
one was trained on single characters alone, cut from drawn rings as they are cut here (``benchmarks/seal_characters.py``
makes it anew), so its errors are its own: where both agree little doubt is left. It sees one character and nothing of
its neighbours, so it cannot tell a name from a better known one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt

from ocr.seals.name_cells import Cells

MODEL = Path(__file__).with_name("seal_characters.onnx")
SIGNS = Path(__file__).with_name("seal_characters.txt")

_DARKEST, _PALEST = 80, 0.15
"""Pixels of a cell that count as full ink, and how dark they are at least: pale ink is ink as well."""

_MOST = 1.2


@dataclass(frozen=True, slots=True)
class Sightings:
    """What the network makes of the cells of a name.

    Attributes:
        logs: Cells × signs, natural logarithms of probabilities.
        signs: The sign of each column.
        places: Column of each sign.
    """

    logs: npt.NDArray[np.float32]
    signs: Sequence[str]
    places: Mapping[str, int]

    def knows(self, sign: str) -> bool:
        """Tell whether the network has a sign at all."""
        return sign in self.places

    def odds(self, cell: int, sign: str, rival: str) -> float:
        """Return by how much one sign is likelier in a cell than another, 0 where it has not both."""
        if not (self.knows(sign) and self.knows(rival)):
            return 0.0
        return float(self.logs[cell, self.places[sign]] - self.logs[cell, self.places[rival]])

    def likeliest(self, cell: int, count: int) -> list[str]:
        """Return the likeliest signs of a cell, the first before all."""
        first = np.argpartition(-self.logs[cell], count)[:count]
        return [self.signs[at] for at in first[np.argsort(-self.logs[cell, first], kind="stable")]]


def sightings(cells: Cells) -> Sightings:
    """Return what the network makes of cells."""
    network, signs, places = _model()
    network.setInput(as_input(cells))
    logits = np.asarray(network.forward(), dtype=np.float32)
    highest = logits.max(axis=1, keepdims=True)
    logs = logits - highest
    logs -= np.log(np.exp(logs).sum(axis=1, keepdims=True))
    return Sightings(logs, signs, places)


def as_input(cells: Cells) -> Cells:
    """Return cells as the network wants them: the darkest ink is full ink, and what lies under print is left out."""
    ink, hidden = cells[:, :1], cells[:, 1:]
    darkest = np.partition(ink.reshape(len(ink), -1), -_DARKEST, axis=1)[:, -_DARKEST]
    full = np.maximum(darkest, _PALEST)[:, None, None, None]
    levelled: Cells = np.clip(ink / full, 0.0, _MOST) * (1 - hidden)
    return np.concatenate((levelled, hidden), axis=1, dtype=np.float32)


@cache
def _model() -> tuple[cv2.dnn.Net, Sequence[str], Mapping[str, int]]:
    signs = SIGNS.read_text("utf-8").splitlines()[1]
    return cv2.dnn.readNetFromONNX(str(MODEL)), signs, {sign: place for place, sign in enumerate(signs)}
