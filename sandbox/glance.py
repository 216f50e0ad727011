"""Pages as pictures for people, as wide as they are shown and nothing else told of them. Runs in the child only.

pdfium alone opens the file; qpdf is loaded for one that pdfium refuses. That leaves out half of what opening a file for
reading takes.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from sandbox.limits import Limits
from sandbox.protocol import write_message

Shown = tuple[int, int, int, int, bytes | memoryview]
"""Width, height, bytes of a row, channels, rows."""


def serve_glances(header: dict[str, Any], content: bytes, limits: Limits, answers: BinaryIO) -> None:
    """Send one ``page`` message for each page asked for, in order; one that cannot be shown says so.

    The header's ``pages`` are pairs of a page's number, from 1, and the width wanted in pixels.
    """
    shown = _of_pdf if header["kind"] == "pdf" else _of_picture
    for number, picture in shown(header, content, limits):
        if picture is None:
            write_message(answers, {"type": "page", "number": number, "unreadable": True})
            continue
        width, height, stride, channels, rows = picture
        message = {"width": width, "height": height, "stride": stride, "channels": channels}
        write_message(answers, {"type": "page", "number": number, **message}, rows)


def _of_pdf(header: dict[str, Any], content: bytes, limits: Limits) -> Iterator[tuple[int, Shown | None]]:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(content)
        document.init_forms()
    except pdfium.PdfiumError:
        from sandbox.pdf import OpenedPdf

        document = OpenedPdf(content, limits).document
    for number, width in header["pages"]:
        try:
            page = document[number - 1]
            sides = page.get_size()
            scale = min(width / sides[0], (limits.megapixels * 1e6 / (sides[0] * sides[1])) ** 0.5)
            picture = page.render(scale=scale, rev_byteorder=True)
        except (pdfium.PdfiumError, ValueError, IndexError, TypeError, ZeroDivisionError):
            yield number, None
            continue
        rows = memoryview(picture.buffer).cast("B")
        yield number, (picture.width, picture.height, picture.stride, picture.n_channels, rows)


def _of_picture(header: dict[str, Any], content: bytes, limits: Limits) -> Iterator[tuple[int, Shown | None]]:
    from sandbox.picture import shown_frames

    for (number, _), frame in zip(header["pages"], shown_frames(header, content, limits), strict=True):
        yield number, None if frame is None else (frame.width, frame.height, frame.width * 3, 3, frame.tobytes())
