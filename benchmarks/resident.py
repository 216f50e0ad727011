"""Resident memory of a process with the processes it has started, sampled by a thread."""

from __future__ import annotations

import os
import threading
from pathlib import Path
from types import TracebackType

SAMPLE_SECONDS = 0.05
_MEGABYTES_PER_PAGE = os.sysconf("SC_PAGE_SIZE") / (1024 * 1024)


def resident_megabytes(process: int) -> float:
    """Return the resident memory of a process and all it has started, MB; 0.0 once it is gone."""
    return sum(_own(member) for member in (process, *_started_by(process)))


def _own(process: int) -> float:
    try:
        return int(Path(f"/proc/{process}/statm").read_text("ascii").split()[1]) * _MEGABYTES_PER_PAGE
    except (OSError, IndexError):
        return 0.0  # it ended between the two looks


def _started_by(process: int) -> list[int]:
    found: list[int] = []
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += [int(child) for child in path.read_text("ascii").split()]
        except OSError:
            continue
    return [one for child in found for one in (child, *_started_by(child))]


class Watch:
    """Keeps the peak while the context lasts."""

    def __init__(self, process: int) -> None:
        """Watch the process of this number and all it starts."""
        self.peak = 0.0
        self._process = process
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._stop.wait(SAMPLE_SECONDS):
            self.peak = max(self.peak, resident_megabytes(self._process))
