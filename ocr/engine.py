"""OcrEngine: the port that turns upright bitmaps into text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from cases.reading import TextLine

Bitmap = npt.NDArray[np.uint8]
"""H×W×3 RGB, uint8. Only bitmaps made by our own sandbox ever reach an engine."""

Logs = npt.NDArray[np.float32]
"""Natural logarithms of probabilities."""

_LEAST = 1e-20

DOTS_PER_INCH = 200
"""Resolution at which pages are rendered and read."""


@dataclass(frozen=True, slots=True)
class Frames:
    """What a recognition model makes of one strip, frame by frame from the left.

    Attributes:
        logs: Frames × classes; class 0 is the blank.
        classes: The classes of each sign: two where it has a full and a half width.
        signs: Sign of each class, for those that are characters.
        pitch: Columns of the strip, brought to the model's height, that one frame stands for.
    """

    logs: Logs
    classes: Mapping[str, Sequence[int]]
    signs: Sequence[str]
    pitch: float

    def knows(self, sign: str) -> bool:
        """Tell whether the model has a sign at all; of one that it has not its likelihoods say nothing."""
        return sign in self.classes

    def of(self, signs: Sequence[str]) -> Logs:
        """Return frames × signs; one that the model does not know may be whatever is not blank."""
        columns = [
            np.logaddexp.reduce(self.logs[:, list(known)], axis=1) if (known := self.classes.get(sign)) else self._any
            for sign in signs
        ]
        return np.stack(columns, axis=1) if columns else np.empty((len(self.logs), 0), np.float32)

    @property
    def _any(self) -> Logs:
        """Logarithms of the probability of any sign, by frame."""
        return np.asarray(np.log(np.maximum(1 - np.exp(self.logs[:, 0]), _LEAST)), np.float32)

    def strongest(self, first: int, last: int, count: int) -> list[str]:
        """Return the signs that are likeliest in any frame from ``first`` to before ``last``."""
        highest = self.logs[max(first, 0) : last].max(axis=0, initial=-np.inf)
        highest[0] = -np.inf
        return [self.signs[index] for index in np.argpartition(-highest, count)[:count] if highest[index] > -np.inf]


class OcrEngine(Protocol):
    """Reads upright pages. Starts no threads of its own; not safe for two threads at once."""

    name: str
    version: str

    def read(self, page: Bitmap, dots_per_inch: float) -> list[TextLine]:
        """Return the lines of one page in reading order, none for an empty page.

        Args:
            page: The upright page.
            dots_per_inch: Resolution of ``page``; boxes come back in PDF points.

        Raises:
            EngineFailed: The engine broke down; another try may succeed.
        """
        ...

    def recognise(self, strips: Sequence[Bitmap]) -> list[tuple[str, float]]:
        """Read strips that hold one line of text each (ring text, table cells).

        Returns:
            Text and score per strip; the score is that of the weakest character, 0.0 for no text.

        Raises:
            EngineFailed: The engine broke down.
        """
        ...

    def frames(self, strips: Sequence[Bitmap]) -> list[Frames]:
        """Return what the model makes of strips of one line each.

        Raises:
            EngineFailed: The engine broke down.
        """
        ...

    def warm_up(self) -> None:
        """Do once, for a process that stays, what pages and lines of a new size would make it do one by one.

        Raises:
            EngineFailed: The engine broke down.
        """
        ...
