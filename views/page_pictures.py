"""Pages as officers see them: as wide as they are shown, upright, identity numbers covered; made once and kept."""

from __future__ import annotations

import io
import threading
from collections.abc import Iterable, Sequence

from PIL import (
    Image,
    ImageDraw,
    WebPImagePlugin,  # noqa: F401  # else the first picture loads forty other formats to find it
)

from cases.boxes import around
from cases.reading import Box, PageReading, Seal
from cases.report import Report
from cases.submission import FileKind
from cases.units import POINTS_PER_INCH, POINTS_PER_MM
from casework.services import Services
from ocr.file.glances import glance, prepare
from views.markings import size_of
from views.private_places import private_places

SMALL, SHOWN, LARGE = 160, 900, 1800
"""Widths in pixels: in a row of pages, in its pane, enlarged. The middle one is 110 dots an inch of A4."""

WIDTHS = (SMALL, SHOWN, LARGE)
READ_DOTS = 200
"""The resolution that was read: what is cut out as evidence shows what the reader saw."""

MEDIA_TYPE = "image/webp"

_VERSION = 1
"""Raise it when pages are drawn otherwise."""

_COVER = (214, 219, 215)
_QUALITY = {SMALL: 60, SHOWN: 74, LARGE: 74}
_EVIDENCE_QUALITY = 90
_TOGETHER = 12
"""Pages that are made in one go where many are wanted: opening a file takes as long as four of them."""

_SINGLE, _MANY = threading.BoundedSemaphore(3), threading.BoundedSemaphore(1)
"""How many files are open at once: for a page that somebody waits for, and for rows of them."""


def make_ready() -> None:
    """Have all at hand for the first page that somebody looks at."""
    prepare()


def page_picture(services: Services, report: Report, page: PageReading, width: int, *, covered: bool = True) -> bytes:
    """Return a page as WebP; without cover it is made for this once and not kept.

    Args:
        services: Store, limits and kept pictures.
        report: The page's report.
        page: The page.
        width: Pixels, as it stands upright.
        covered: Identity numbers are covered.
    """
    if not covered:
        with _SINGLE:
            return _webp(_made(services, report, [page], width, covered=False)[page.number], width)
    kept = services.pictures.get(picture_name(report, page, width))
    if kept is not None:
        return kept
    with _SINGLE:
        return _webp_kept(services, report, page, width)


def picture_name(report: Report, page: PageReading, width: int) -> str:
    """Return the name under which a page's picture is kept: its content, and all that is covered of it."""
    content = page.content_key or f"{report.files[page.file].sha256} {page.file_page}"
    return f"{_VERSION} {content} {page.rotation} {width} {private_places(page)}"


def shown_page(services: Services, report: Report, page: PageReading, width: int) -> Image.Image:
    """Return a page as a picture, covered."""
    return _opened(page_picture(services, report, page, width))


def fill(services: Services, report: Report, pages: Sequence[PageReading], width: int) -> None:
    """Make and keep the pictures of pages that are not kept yet, several of a file in one go."""
    for file in dict.fromkeys(page.file for page in pages):
        of_file = (page for page in pages if page.file == file)
        lacking = [page for page in of_file if services.pictures.get(picture_name(report, page, width)) is None]
        for place in range(0, len(lacking), _TOGETHER):
            with _MANY:
                _kept_together(services, report, lacking[place : place + _TOGETHER], width)


def small_page(services: Services, report: Report, page: PageReading) -> bytes:
    """Return a page small; those beside it are made in the same go, for they are asked for next."""
    name = picture_name(report, page, SMALL)
    shown = services.pictures.get(picture_name(report, page, SHOWN)) if services.pictures.get(name) is None else None
    if shown is not None:
        picture = _opened(shown)
        size = (SMALL, max(round(picture.height * SMALL / picture.width), 1))
        content = _webp(picture.resize(size, Image.Resampling.BOX), SMALL)
        services.pictures.put(name, content)
        return content
    return _among_others(services, report, page, [one for one in report.pages if one.file == page.file], SMALL)


def seal_picture(services: Services, report: Report, page: PageReading, seal: Seal) -> bytes:
    """Return one impression cut out of its page, 2 mm wider on each side, as WebP."""
    name = f"{picture_name(report, page, SHOWN)} seal {seal.box}"
    kept = services.pictures.get(name)
    if kept is not None:
        return kept
    beside = [one for one in report.pages if one.file == page.file and one.seals]
    sheet = _opened(_among_others(services, report, page, beside, SHOWN))
    cut = _webp(cut_out(sheet, page, seal.box, 2.0), SHOWN)
    services.pictures.put(name, cut)
    return cut


def evidence_page(services: Services, report: Report, page: PageReading) -> Image.Image:
    """Return a page as it was read, covered."""
    return shown_page(services, report, page, read_width(page))


def read_width(page: PageReading) -> int:
    """Return how many pixels wide a page was read."""
    return max(round(size_of(page)[0] * READ_DOTS / POINTS_PER_INCH), 1)


def cut_out(picture: Image.Image, page: PageReading, box: Box, margin_mm: float) -> Image.Image:
    """Return the part of a page's picture that shows a box, with a margin."""
    scale, margin = picture.width / size_of(page)[0], margin_mm * POINTS_PER_MM
    x0, y0, x1, y1 = (round(value * scale) for value in _wider(box, margin))
    left, top = min(max(x0, 0), picture.width - 1), min(max(y0, 0), picture.height - 1)
    return picture.crop((left, top, max(min(x1, picture.width), left + 1), max(min(y1, picture.height), top + 1)))


def hull(boxes: Iterable[Box]) -> Box | None:
    """Return the smallest box that holds all, None for none."""
    found: Box | None = None
    for box in boxes:
        found = box if found is None else around(found, box)
    return found


def _wider(box: Box, margin: float) -> Box:
    return box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin


def _among_others(
    services: Services, report: Report, page: PageReading, others: Sequence[PageReading], width: int
) -> bytes:
    kept = services.pictures.get(picture_name(report, page, width))
    if kept is not None:
        return kept
    with _MANY:
        kept = services.pictures.get(picture_name(report, page, width))  # made meanwhile for the page beside it
        if kept is not None:
            return kept
        place = others.index(page) // _TOGETHER * _TOGETHER
        wanted = [
            one for one in others[place : place + _TOGETHER]
            if one is page or services.pictures.get(picture_name(report, one, width)) is None
        ]
        return _kept_together(services, report, wanted, width)[page.number]


def _kept_together(
    services: Services, report: Report, pages: Sequence[PageReading], width: int
) -> dict[int, bytes]:
    made = _made(services, report, pages, width)
    encoded = {one.number: _webp(made[one.number], width) for one in pages}
    for one in pages:
        services.pictures.put(picture_name(report, one, width), encoded[one.number])
    return encoded


def _webp_kept(services: Services, report: Report, page: PageReading, width: int) -> bytes:
    content = _webp(_made(services, report, [page], width)[page.number], width)
    services.pictures.put(picture_name(report, page, width), content)
    return content


def _made(
    services: Services, report: Report, pages: Sequence[PageReading], width: int, *, covered: bool = True
) -> dict[int, Image.Image]:
    """Return pages of one file by number; white where one cannot be shown."""
    file = report.files[pages[0].file]
    wanted = [(page.file_page, _width_in_file(page, width)) for page in pages]
    found = dict(glance(services.store.get(file.sha256), FileKind(file.kind), wanted, services.limits))
    made = {}
    for page in pages:
        bitmap = found.get(page.file_page)
        size = size_of(page)
        picture = (
            Image.new("RGB", (width, max(round(width * size[1] / size[0]), 1)), (255, 255, 255)) if bitmap is None
            else Image.fromarray(bitmap).rotate(-page.rotation, expand=True)
        )
        made[page.number] = _covered(picture, page) if covered else picture
    return made


def _width_in_file(page: PageReading, width: int) -> int:
    """Return how wide a page is in its file that stands ``width`` wide once it is turned upright."""
    across, down = size_of(page)
    return max(round(width * down / across), 1) if page.rotation % 180 else width


def _covered(picture: Image.Image, page: PageReading) -> Image.Image:
    scale = picture.width / size_of(page)[0]
    pen = ImageDraw.Draw(picture)
    for box in private_places(page):
        pen.rectangle([value * scale for value in box], fill=_COVER)
    return picture


def _webp(picture: Image.Image, width: int) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "WEBP", quality=_QUALITY.get(width, _EVIDENCE_QUALITY), method=0)
    return stream.getvalue()


def _opened(content: bytes) -> Image.Image:
    with Image.open(io.BytesIO(content), formats=["WEBP"]) as opened:
        return opened.convert("RGB")
