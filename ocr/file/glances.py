"""Pages as people look at them: pictures as wide as they are shown, out of the sandbox, not read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from cases.errors import SandboxFailed
from cases.submission import FileKind
from ocr.engine import Bitmap
from sandbox.limits import Limits
from sandbox.process import Child, ChildDied, SandboxUnavailable

Wanted = tuple[int, int]
"""Number of a page in its file, from 1, and how many pixels wide it is shown, as the file's page flag turns it."""


def glance(content: bytes, kind: FileKind, wanted: Sequence[Wanted], limits: Limits) -> Iterator[tuple[int, Bitmap]]:
    """Yield pages of a file as H×W×3 RGB, in the order asked for; what cannot be shown is left out.

    Raises:
        SandboxFailed: The process could not be started.
    """
    request = {"action": "glances", "kind": kind.value, "pages": [list(one) for one in wanted]}
    try:
        child = Child(request, content, limits)
    except SandboxUnavailable as error:
        raise SandboxFailed(reason=str(error)) from error
    with child:
        try:
            for header, payload in child.messages(limits.file_seconds):
                if not header.get("unreadable"):
                    rows = np.frombuffer(payload, np.uint8).reshape(header["height"], header["stride"])
                    pixels = rows[:, : header["width"] * header["channels"]].reshape(
                        header["height"], header["width"], -1
                    )
                    yield int(header["number"]), np.ascontiguousarray(pixels[:, :, :3])
        except ChildDied:
            return
