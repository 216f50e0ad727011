"""Where an error happened, for logs: never what it says, which may quote a page."""

from __future__ import annotations

import os
from collections.abc import Iterator
from types import TracebackType

PACKAGES = frozenset({
    "api", "cases", "casework", "catalogue", "commands", "intake", "judging", "ocr", "papers", "pipeline", "record",
    "replies", "sandbox", "validators", "views",
})
"""Our packages, by which a line of ours is told from a library's."""


def place_of(error: BaseException) -> str:
    """Return file, line and function of an error, the last of ours that it came through.

    Its values stay behind: they may hold personal data (trust T22).
    """
    frames = [(trace.tb_frame, trace.tb_lineno) for trace in _traces(error)]
    ours = [pair for pair in frames if str(pair[0].f_globals.get("__name__")).partition(".")[0] in PACKAGES]
    if not frames:
        return ""
    frame, line = (ours or frames)[-1]
    return f"{os.path.basename(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"


def _traces(error: BaseException) -> Iterator[TracebackType]:
    trace = error.__traceback__
    while trace is not None:
        yield trace
        trace = trace.tb_next
