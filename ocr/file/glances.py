"""Pages as people look at them: pictures as wide as they are shown, out of the sandbox, not read."""

from __future__ import annotations

import atexit
from collections.abc import Iterator, Sequence
from contextlib import suppress

import numpy as np

from cases.errors import SandboxFailed
from cases.submission import FileKind
from ocr.engine import Bitmap
from sandbox.limits import Limits
from sandbox.process import Child, ChildDied, SandboxUnavailable
from sandbox.spare import Spare

_SPARE = Spare((
    "pypdfium2", "PIL.JpegImagePlugin", "PIL.PngImagePlugin", "PIL.ImageSequence", "sandbox.glance", "sandbox.picture",
))
"""People wait for what is shown: loading all this takes longer than drawing a page."""

atexit.register(_SPARE.close)

Wanted = tuple[int, int]
"""Number of a page in its file, from 1, and how many pixels wide it is shown, as the file's page flag turns it."""


def glance(content: bytes, kind: FileKind, wanted: Sequence[Wanted], limits: Limits) -> Iterator[tuple[int, Bitmap]]:
    """Yield pages of a file as H×W×3 RGB, in the order asked for; what cannot be shown is left out.

    Raises:
        SandboxFailed: The process could not be started.
    """
    request = {"action": "glances", "kind": kind.value, "pages": [list(one) for one in wanted]}
    shown = 0
    ahead = _SPARE.take()
    prepare()  # while this page is drawn: people turn pages quickly
    try:
        for number, bitmap in _shown(Child(request, content, limits, ahead), limits):
            shown += 1
            yield number, bitmap
    except ChildDied:
        if ahead is None or shown:
            return
        with suppress(ChildDied):  # one that waited may have been killed meanwhile, for which no file is to blame
            yield from _shown(Child(request, content, limits), limits)
    except SandboxUnavailable as error:
        raise SandboxFailed(reason=str(error)) from error


def prepare() -> None:
    """Let a process load its libraries for the next page that somebody waits for."""
    with suppress(SandboxUnavailable):  # who comes next starts his own, or is told
        _SPARE.renew()


def _shown(child: Child, limits: Limits) -> Iterator[tuple[int, Bitmap]]:
    with child:
        for header, payload in child.messages(limits.file_seconds):
            if not header.get("unreadable"):
                rows = np.frombuffer(payload, np.uint8).reshape(header["height"], header["stride"])
                pixels = rows[:, : header["width"] * header["channels"]].reshape(
                    header["height"], header["width"], -1
                )
                yield int(header["number"]), np.ascontiguousarray(pixels[:, :, :3])
