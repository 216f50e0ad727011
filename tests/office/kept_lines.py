"""What the engine read in this run of the tests, kept for its other tests: many send in the same papers.

Nothing outlives the run, so nothing is kept that other code read. Each line is kept by its pixels: an engine reads
lines one by one.
"""

from __future__ import annotations

import hashlib
import os
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from cases.reading import TextLine
from ocr.engine import Bitmap, Frames, OcrEngine
from tests.drawing.kept import ROOT

_Read = TypeVar("_Read")
FOLDER = ROOT / "build" / "read"


class KeptEngine:
    """An engine that reads what nothing of this run has read, in this process or another.

    Args:
        engine: Reads.
    """

    def __init__(self, engine: OcrEngine) -> None:
        self.name, self.version = engine.name, engine.version
        self._engine = engine
        self._folder = FOLDER / os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))

    def read(self, page: Bitmap, dots_per_inch: float) -> list[TextLine]:
        """Return the lines of one page; see :class:`ocr.engine.OcrEngine`."""
        path = self._place(page, f"page {dots_per_inch}")
        known: list[TextLine] | None = _known(path)
        return _keep(path, self._engine.read(page, dots_per_inch)) if known is None else known

    def recognise(self, strips: Sequence[Bitmap]) -> list[tuple[str, float]]:
        """Read strips of one line each; see :class:`ocr.engine.OcrEngine`."""
        paths = [self._place(strip, "line") for strip in strips]
        known: dict[Path, tuple[str, float]] = {}
        for path in paths:
            if (text := _known(path)) is not None:
                known[path] = text
        new = {path: strip for path, strip in zip(paths, strips, strict=True) if path not in known}
        for path, text in zip(new, self._engine.recognise(list(new.values())), strict=True):
            known[path] = _keep(path, text)
        return [known[path] for path in paths]

    def frames(self, strips: Sequence[Bitmap]) -> list[Frames]:
        """Return what the model makes of strips: large, so never kept."""
        return self._engine.frames(strips)

    def warm_up(self) -> None:
        """Prepare for pages and lines of a new size."""
        self._engine.warm_up()

    def _place(self, picture: Bitmap, kind: str) -> Path:
        digest = hashlib.sha256(f"{kind} {picture.shape} {picture.dtype} {self.version}".encode())
        digest.update(picture.tobytes())
        return self._folder / digest.hexdigest()


def _known(path: Path) -> _Read | None:
    return pickle.loads(path.read_bytes()) if path.is_file() else None


def _keep(path: Path, read: _Read) -> _Read:
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_suffix(f".{os.getpid()}")
    begun.write_bytes(pickle.dumps(read))
    begun.replace(path)  # whole or not at all, for another process that looks now
    return read
