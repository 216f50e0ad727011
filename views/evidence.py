"""Evidence beside a verdict: each seal cut out of its page, and the strips of a cross-page seal put together."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PIL import Image

from cases.reading import PageReading, Seal
from cases.report import Report
from cases.submission import FileKind
from cases.units import POINTS_PER_INCH, POINTS_PER_MM
from ocr.cross_page.joined_strips import joined_picture
from ocr.file.document import render_page
from sandbox.limits import Limits

DOTS_PER_INCH = 200
"""The resolution that was read: an officer sees what the reader saw."""

_MARGIN = 2 * POINTS_PER_MM


@dataclass(frozen=True, slots=True)
class SealPicture:
    """One impression cut out of its page.

    Attributes:
        page: Page of the submission, from 1.
        number: Place among the page's seals, from 1.
        png: The cut-out, upright as the page stands, 2 mm wider on each side.
    """

    page: int
    number: int
    png: bytes


def cut_seals(
    content: Callable[[], bytes], kind: FileKind, page: PageReading, limits: Limits
) -> Iterator[SealPicture]:
    """Yield the impressions of a page; the page is rendered once, and only if it has any.

    Args:
        content: Returns the file's bytes.
        kind: The file's type.
        page: The page as read.
        limits: Of the sandbox that renders it.
    """
    if not page.seals:
        return
    png = render_page(content(), kind, page.file_page, limits, DOTS_PER_INCH)
    with Image.open(io.BytesIO(png), formats=["PNG"]) as opened:
        picture = opened.convert("RGB").rotate(-page.rotation, expand=True)
    for number, seal in enumerate(page.seals, 1):
        yield SealPicture(page.number, number, _png(_cut(picture, seal)))


def join_strips(report: Report, material: str) -> bytes | None:
    """Return the joined strips of a material as PNG; of the whole package where it alone shows none.

    The pages are those whose cross-page seal was judged: of several copies the one that decided, and none that a
    later round replaced.

    Returns:
        None where no page has a strip, or the report has no such material.
    """
    numbers = _judged_pages(report, material)
    pages = report.counting_pages
    for chosen in ([page for page in pages if page.number in numbers], pages if numbers else ()):
        joined = joined_picture(chosen) if chosen else None
        if joined is not None:
            return _png(Image.fromarray(joined))
    return None


def _judged_pages(report: Report, material: str) -> set[int]:
    """Return the pages that the verdict rests on; all of the material where the report carries no verdict."""
    seal = report.cross_page_seals.get(material)
    if seal is not None and seal.pages:
        return set(seal.pages)
    return {number for one in report.materials if one.code == material for number in one.pages}


def _cut(picture: Image.Image, seal: Seal) -> Image.Image:
    scale = DOTS_PER_INCH / POINTS_PER_INCH
    x0, y0, x1, y1 = seal.box
    return picture.crop((
        max(0, round((x0 - _MARGIN) * scale)), max(0, round((y0 - _MARGIN) * scale)),
        min(picture.width, round((x1 + _MARGIN) * scale)), min(picture.height, round((y1 + _MARGIN) * scale)),
    ))  # fmt: skip


def _png(picture: Image.Image) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()
