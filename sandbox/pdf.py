"""PDF to pictures and text, one page after the other. Runs in the child only."""

from __future__ import annotations

import ctypes
import hashlib
import math
import time
from collections.abc import Iterator
from typing import Any, BinaryIO

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from sandbox import characters, paper, structure
from sandbox.limits import Limits
from sandbox.protocol import write_message
from sandbox.units import MM_PER_INCH, POINTS_PER_INCH

MAX_IMAGES = 200
MAX_MASKED = 2_000_000
"""Pixels up to which a picture's transparency is compared: seals are smaller, scanned pages larger."""

FILLED = 0.9
"""Share of a page that one picture covers where the page is a scan."""

MIN_CONTENT = 1000
"""Stored bytes of content above which a page cannot be meant to be white (empty ones have 50 to 300)."""


class OpenedPdf:
    """A PDF as pdfium shows it, with what qpdf says about it."""

    def __init__(self, content: bytes, limits: Limits) -> None:
        self.content = content
        self._examined = structure.examine(content)
        self.problems = list(self._examined.problems)
        self.document: pdfium.PdfDocument | None = None
        if "encrypted" not in self.problems:
            self._open(limits)

    def _open(self, limits: Limits) -> None:
        self.document = _show(self.content)
        if self.document is None and self._examined.pdf is not None and self._examined.pages:
            self.content = structure.repaired(self._examined.pdf)
            self.document = _show(self.content)
            self.problems.append("repaired")
        if self.document is None or not len(self.document):
            self.document = None
            self.problems.append("damaged")
            return
        if self._totals_differ(limits):
            self.problems.append("totals-differ")
        if len(self.document) > limits.pages:
            self.problems.append("too-many-pages")

    def _totals_differ(self, limits: Limits) -> bool:
        shown = self.pages
        if self._examined.pages is None:  # qpdf refused: let pdfplumber have the second vote
            return characters.count_pages(self.content, limits.pages) != min(shown, limits.pages + 1)
        return self._examined.pages != shown

    @property
    def pages(self) -> int:
        """Page total of pdfium, 0 where the file cannot be shown."""
        return len(self.document) if self.document is not None else 0

    def content_size(self, index: int) -> int:
        """Bytes of a page's content streams as stored; 0 where qpdf cannot tell."""
        if self._examined.pdf is None:
            return 0
        try:
            return structure.content_size(self._examined.pdf, index)
        except Exception:
            return 0

    def user_unit(self, index: int) -> float:
        """Points to a unit of the page; 1 where qpdf cannot tell."""
        if self._examined.pdf is None:
            return 1.0
        try:
            return structure.user_unit(self._examined.pdf, index)
        except Exception:
            return 1.0

    def stamps(self, index: int) -> list[dict[str, Any]]:
        """Stamps and visible signatures of a page; none where qpdf cannot tell."""
        if self._examined.pdf is None:
            return []
        try:
            return structure.page_stamps(self._examined.pdf, index)
        except Exception:
            return []


def _show(content: bytes) -> pdfium.PdfDocument | None:
    try:
        document = pdfium.PdfDocument(content)
        len(document)
    except pdfium.PdfiumError:
        return None
    try:
        document.init_forms()
    except pdfium.PdfiumError:
        return document
    return document


def serve_pages(header: dict[str, Any], content: bytes, limits: Limits, answers: BinaryIO) -> None:
    """Send one ``document`` message, then one ``page`` message per page from ``first`` to ``last``."""
    opened = OpenedPdf(content, limits)
    signatures = _verify(opened, content, header.get("roots"))
    answer = {"pages": opened.pages, "problems": opened.problems, "signatures": signatures}
    write_message(answers, {"type": "document", **answer})
    if opened.document is None:
        return
    last = min(header.get("last") or opened.pages, opened.pages, limits.pages)
    for index in range(header.get("first", 1) - 1, last):
        started = time.perf_counter()
        message, picture = page_message(opened, index, limits, header["dots_per_inch"])
        message["seconds"] = time.perf_counter() - started
        write_message(answers, {"type": "page", "number": index + 1, **message}, picture)


def _verify(opened: OpenedPdf, content: bytes, roots: list[str] | None) -> list[dict[str, Any]]:
    signed = "signed" in opened.problems or ("encrypted" not in opened.problems and b"/ByteRange" in content)
    if roots is None or not signed:
        return []
    from sandbox.signatures import verify  # 0.3 s to import, and few files are signed

    return verify(content, [bytes.fromhex(root) for root in roots])


def page_message(
    opened: OpenedPdf, index: int, limits: Limits, dots: float
) -> tuple[dict[str, Any], bytes | memoryview]:
    """Return the message about one page (from 0) and its picture, rows of ``stride`` bytes."""
    assert opened.document is not None
    try:
        page = opened.document[index]
        placement, known = _placed(page, opened.user_unit(index))
        picture, dots = _render(page, placement.points, limits, dots)
    except (pdfium.PdfiumError, ValueError):
        return {"unreadable": True}, b""
    data = memoryview(picture.buffer).cast("B")
    images = list(_images(page, placement))
    message = {
        "width": picture.width,
        "height": picture.height,
        "stride": picture.stride,
        "channels": picture.n_channels,
        "dots_per_inch": dots,
        "points": [side * placement.points for side in page.get_size()],
        "size_known": known,
        "segments": _segments(opened, page, index, placement, limits),
        "stamps": [{**stamp, "box": placement.upright(*stamp["box"])} for stamp in opened.stamps(index)],
        "images": images,
        "unshown": _is_white(picture, data) and _should_show(opened, page, index),
    }
    return message, data


def _placed(page: pdfium.PdfPage, unit: float) -> tuple[characters.Placement, bool]:
    """Return where things of the page stand, and whether its size can be relied on: a scan's is only a claim."""
    box, turn = page.get_cropbox(), page.get_rotation()
    sides = page.get_size()
    pixels = _filling_picture(page, characters.Placement(box, turn), sides)
    if not pixels or min(sides) <= 0:
        return characters.Placement(box, turn, unit), True
    width, height = (side * unit / POINTS_PER_INCH * MM_PER_INCH for side in sides)
    size = paper.believed(width, height, pixels)
    return characters.Placement(box, turn, unit * size.factor), size.known


def _filling_picture(
    page: pdfium.PdfPage, placement: characters.Placement, sides: tuple[float, float]
) -> int:
    """Return the longer side in pixels of the picture that fills the page, 0 where none does."""
    for image in _images(page, placement):
        x0, y0, x1, y1 = image["box"]
        if (x1 - x0) * (y1 - y0) >= FILLED * sides[0] * sides[1]:
            return int(max(image["pixels"]))
    return 0


def _is_white(picture: pdfium.PdfBitmap, data: memoryview) -> bool:
    width = picture.width * picture.n_channels
    rows = range(0, picture.height * picture.stride, picture.stride)
    return all(not data[start : start + width].tobytes().strip(b"\xff") for start in rows)


def _should_show(opened: OpenedPdf, page: pdfium.PdfPage, index: int) -> bool:
    """Tell whether a page that renders white has content that pdfium could not draw."""
    if opened.content_size(index) > MIN_CONTENT:
        return True
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        try:
            item.get_bitmap()
        except pdfium.PdfiumError:
            return True
    return False


def _render(
    page: pdfium.PdfPage, points: float, limits: Limits, dots: float
) -> tuple[pdfium.PdfBitmap, float]:
    width, height = (side * points for side in page.get_size())
    pixels = width * height * (dots / POINTS_PER_INCH) ** 2
    if pixels > limits.megapixels * 1e6:
        dots *= math.sqrt(limits.megapixels * 1e6 / pixels)
    if min(width, height) * dots / POINTS_PER_INCH < 1:
        raise ValueError("page has no area")
    return page.render(scale=dots / POINTS_PER_INCH * points, rev_byteorder=True), dots


def _segments(
    opened: OpenedPdf, page: pdfium.PdfPage, index: int, placement: characters.Placement, limits: Limits
) -> list[characters.Segment]:
    try:
        segments = characters.read_segments(page, placement, limits.text_bytes)
    except pdfium.PdfiumError:
        return []
    if not characters.is_mapped(segments):
        second = characters.reread(opened.content, index, placement.points)
        if second and characters.is_mapped(second):
            return second
    return segments


def _images(page: pdfium.PdfPage, placement: characters.Placement) -> Iterator[dict[str, Any]]:
    """Yield box, digest and colour space of the pictures drawn on the page."""
    count = 0
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3):
        count += 1
        if count > MAX_IMAGES:
            return
        try:
            box = placement.upright(*_bounds(item))
            metadata = item.get_metadata()
        except (pdfium.PdfiumError, ValueError):
            continue
        yield {
            "box": [round(value, 2) for value in box],
            "digest": _raw_digest(item, (metadata.width, metadata.height)),
            "bits": metadata.bits_per_pixel,
            "grey": metadata.colorspace in (raw.FPDF_COLORSPACE_DEVICEGRAY, raw.FPDF_COLORSPACE_CALGRAY),
            "pixels": [metadata.width, metadata.height],
        }


def _bounds(item: pdfium.PdfImage) -> tuple[float, float, float, float]:
    matrix = item.get_matrix()
    container = item.container
    while container is not None:  # bounds of an object inside a form are in the form's own coordinates
        matrix = matrix.multiply(container.get_matrix())
        container = container.container
    corners = [matrix.on_point(x, y) for x, y in ((0, 0), (1, 0), (0, 1), (1, 1))]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(xs), min(ys), max(xs), max(ys)


def _raw_digest(item: pdfium.PdfImage, size: tuple[int, int]) -> str:
    """Return the digest of a picture's bytes and of its transparency: it alone tells two plain red seals apart."""
    length = raw.FPDFImageObj_GetImageDataRaw(item, None, 0)
    buffer = (ctypes.c_ubyte * length)()
    raw.FPDFImageObj_GetImageDataRaw(item, buffer, length)
    digest = hashlib.sha256(bytes(buffer))
    digest.update(_transparency(item, size) if size[0] * size[1] <= MAX_MASKED else b"")
    return digest.hexdigest()


def _transparency(item: pdfium.PdfImage, size: tuple[int, int]) -> bytes:
    """Return the alpha channel of a picture drawn at its own size, empty where it has none or cannot be drawn."""
    placed = item.get_matrix()
    try:
        item.set_matrix(pdfium.PdfMatrix(size[0], 0, 0, size[1], 0, 0))  # wherever it is pasted, the same pixels
        bitmap = item.get_bitmap(render=True, scale_to_original=False)
    except pdfium.PdfiumError:
        return b""
    finally:
        item.set_matrix(placed)
    return bytes(bitmap.to_numpy()[:, :, 3].tobytes()) if bitmap.mode == "BGRA" else b""
