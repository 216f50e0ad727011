"""Characters of one page from pdfium, put together to segments of one line.

Measured on a dense Chinese page: pdfium 10-15 ms, pdfplumber 0.3-0.6 s; pdfplumber is asked only where
pdfium's characters have no sound Unicode (``reread``).
"""

from __future__ import annotations

import ctypes
import io
import unicodedata
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

Segment = list[Any]
"""Text, x0, y0, x1, y1 (points from the top left of the upright page), share of invisible characters."""

_INVISIBLE_MODES = {3, 7}


class Placement:
    """Turns PDF coordinates into points from the top left of the upright page.

    Args:
        box: What a viewer shows of the page, in PDF units.
        rotation: The page's flag, degrees.
        points: Points to a PDF unit.
    """

    def __init__(self, box: tuple[float, float, float, float], rotation: int, points: float = 1.0) -> None:
        self._box = box
        self._rotation = rotation % 360
        self.points = points

    def upright(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        """Return the box as it stands on the page that a viewer shows."""
        x0, y0, x1, y1 = self._turned(x0, y0, x1, y1)
        return x0 * self.points, y0 * self.points, x1 * self.points, y1 * self.points

    def _turned(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        left, bottom, right, top = self._box
        match self._rotation:
            case 90:
                return y0 - bottom, x0 - left, y1 - bottom, x1 - left
            case 180:
                return right - x1, y0 - bottom, right - x0, y1 - bottom
            case 270:
                return top - y1, right - x1, top - y0, right - x0
            case _:
                return x0 - left, top - y1, x1 - left, top - y0


def read_segments(page: pdfium.PdfPage, placement: Placement, max_bytes: int) -> list[Segment]:
    """Return the text of a page in the order of its content."""
    textpage = page.get_textpage()
    segments: list[Segment] = []
    line = _Line()
    size = 0
    for character in _characters(textpage):
        if character is None:
            line.flush(segments)
            continue
        text, box, invisible = character
        size += len(text.encode("utf-8", "replace"))
        if size > max_bytes:
            break
        line.add(text, placement.upright(*box), invisible, segments)
    line.flush(segments)
    return segments


def _characters(textpage: pdfium.PdfTextPage) -> Any:
    """Yield text, box and visibility of each character; None for a line break."""
    handle = textpage.raw
    rectangle = raw.FS_RECTF()
    reference = ctypes.byref(rectangle)
    invisible: dict[int | None, bool] = {}
    high = 0
    for index in range(textpage.count_chars()):
        code = raw.FPDFText_GetUnicode(handle, index)
        if code in (0, 13, 10):
            if code:
                yield None
            continue
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        if not raw.FPDFText_GetLooseCharBox(handle, index, reference):
            continue
        low, high_edge = sorted((rectangle.bottom, rectangle.top))
        box = (rectangle.left, low, rectangle.right, high_edge)
        yield chr(code), box, _is_invisible(raw.FPDFText_GetTextObject(handle, index), invisible)


def _is_invisible(text_object: Any, known: dict[int | None, bool]) -> bool:
    key = ctypes.cast(text_object, ctypes.c_void_p).value
    if key is None:
        return False
    if key not in known:
        known[key] = raw.FPDFTextObj_GetTextRenderMode(text_object) in _INVISIBLE_MODES
    return known[key]


class _Line:
    """Collects characters until one does not go on where the last one ended."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._box = [0.0, 0.0, 0.0, 0.0]
        self._invisible = 0
        self._last = (0.0, 0.0, 0.0, 0.0)

    def add(self, text: str, box: tuple[float, float, float, float], invisible: bool, segments: list[Segment]) -> None:
        """Take one more character; a gap or another height starts a new segment."""
        if self._texts and not self._goes_on(box):
            self.flush(segments)
        if self._texts and text == self._texts[-1] and self._is_double(box):
            return
        if not self._texts:
            if text.isspace():
                return
            self._box = list(box)
        self._texts.append(text)
        self._invisible += invisible
        if not text.isspace():
            self._box = [*map(min, self._box[:2], box[:2]), *map(max, self._box[2:], box[2:])]
            self._last = box

    def flush(self, segments: list[Segment]) -> None:
        """Close the segment."""
        text = "".join(self._texts).rstrip()
        if text:
            share = self._invisible / len(self._texts)
            box = [round(value, 2) for value in self._box]
            segments.append([unicodedata.normalize("NFC", text), *box, round(share, 2)])
        self._texts = []
        self._invisible = 0

    def _goes_on(self, box: tuple[float, float, float, float]) -> bool:
        height = max(self._last[3] - self._last[1], box[3] - box[1], 1.0)
        centre_moved = abs((box[1] + box[3]) - (self._last[1] + self._last[3])) / 2
        gap = box[0] - self._last[2]
        return centre_moved < 0.5 * height and -1.2 * height < gap < 1.5 * height

    def _is_double(self, box: tuple[float, float, float, float]) -> bool:
        # Fake bold: the same character drawn again a hair beside the first.
        width = max(box[2] - box[0], 0.1)
        return abs(box[0] - self._last[0]) < 0.3 * width and abs(box[1] - self._last[1]) < 0.3 * width


def is_mapped(segments: list[Segment]) -> bool:
    """Tell whether nearly all characters have a meaning in Unicode."""
    text = "".join(segment[0] for segment in segments)
    bad = sum(unicodedata.category(character) in ("Co", "Cn", "Cc") or character == "\ufffd" for character in text)
    return bad <= 0.02 * len(text)


def reread(content: bytes, index: int, points: float) -> list[Segment]:
    """Read the segments of a page with pdfplumber, a second opinion; empty where it fails too.

    Args:
        content: The file.
        index: The page, from 0.
        points: Points to a PDF unit.
    """
    import pdfplumber

    try:
        with pdfplumber.open(io.BytesIO(content), pages=[index + 1]) as document:
            page = document.pages[0].dedupe_chars()
            words = page.extract_words(keep_blank_chars=True, x_tolerance=6)
    except Exception:
        return []
    sides = ("x0", "top", "x1", "bottom")
    return [[word["text"], *(float(word[side]) * points for side in sides), 0.0] for word in words]


def count_pages(content: bytes, limit: int) -> int | None:
    """Count pages with pdfplumber, the third opinion where the two others differ; None where it fails."""
    import pdfplumber

    try:
        with pdfplumber.open(io.BytesIO(content), pages=list(range(1, limit + 2))) as document:
            return len(document.pages)
    except Exception:
        return None
