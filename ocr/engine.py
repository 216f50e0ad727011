"""OcrEngine: the port that turns upright bitmaps into text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
import numpy.typing as npt

from cases.reading import TextLine

Bitmap = npt.NDArray[np.uint8]
"""H×W×3 RGB, uint8. Only bitmaps made by our own sandbox ever reach an engine."""

DOTS_PER_INCH = 200
"""Resolution at which pages are rendered and read."""


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

    def warm_up(self) -> None:
        """Do once, for a process that stays, what pages and lines of a new size would make it do one by one.

        Raises:
            EngineFailed: The engine broke down.
        """
        ...
