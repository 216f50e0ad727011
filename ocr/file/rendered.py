"""A page as it comes from the sandbox: picture, text layer, stamps, colour mode."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from cases.boxes import area
from cases.reading import Box, ColourMode, TextLine
from cases.units import POINTS_PER_MM
from ocr.engine import DOTS_PER_INCH, Bitmap
from ocr.file import text_layer
from ocr.picture.colour import colour_mode


@dataclass(frozen=True, slots=True)
class Annotation:
    """A stamp or a visible signature of the PDF's own annotation layer.

    Attributes:
        kind: ``stamp`` or ``signature``.
        image_digest: Digest of the picture it shows, None where it shows none.
    """

    kind: str
    box: Box
    image_digest: str | None


@dataclass(frozen=True, slots=True)
class PlacedImage:
    """A picture drawn on a PDF page; the digest is of its bytes as embedded."""

    box: Box
    digest: str


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """One page as a viewer shows it: turned by its page flag, not yet by what is written on it.

    Attributes:
        file_page: Page within its file, from 1.
        bitmap: H×W×3 RGB; 1×1 white where the page cannot be shown.
        dots_per_inch: Of ``bitmap``; 200 unless the page is huge or a picture of unknown size.
        size_mm: Width and height; as on A4 where unknown, (0, 0) where the page cannot be shown.
        text_lines: The text layer, unsorted where not trusted.
        text_trusted: The layer looks sound: with what is read in ``pictures`` it says what the page shows,
            once ``layer_check`` has compared it with the picture.
        pictures: Where the page shows pictures that may hold text the layer lacks.
        annotations: Stamps and visible signatures.
        image_digests: Pictures drawn on the page.
        content_key: SHA-256 over picture and text layer.
        flags: ``page-unreadable`` where it cannot be shown, ``page-hidden-text``, ``page-low-resolution``.
        render_seconds: Time the sandbox spent on it.
    """

    file_page: int
    bitmap: Bitmap
    dots_per_inch: float
    size_mm: tuple[float, float]
    size_known: bool
    colour: ColourMode
    text_lines: tuple[TextLine, ...]
    text_trusted: bool
    annotations: tuple[Annotation, ...]
    image_digests: tuple[PlacedImage, ...]
    content_key: str
    flags: tuple[str, ...] = ()
    render_seconds: float = 0.0
    pictures: tuple[Box, ...] = ()


def to_page(header: Mapping[str, Any], payload: bytearray) -> RenderedPage:
    """Build a page from the sandbox's message."""
    if header.get("unreadable"):
        white = np.full((1, 1, 3), 255, np.uint8)
        return RenderedPage(
            header["number"], white, DOTS_PER_INCH, (0.0, 0.0), False, ColourMode.GREY, (), False, (), (), "",
            ("page-unreadable",),
        )  # fmt: skip
    bitmap = _bitmap(header, payload)
    dots = float(header["dots_per_inch"])
    layer = text_layer.judge(header["segments"], header["images"], bitmap, dots)
    known = bool(header["size_known"])
    width, height = header["points"]
    return RenderedPage(
        file_page=int(header["number"]),
        bitmap=bitmap,
        dots_per_inch=dots,
        size_mm=(round(width / POINTS_PER_MM, 1), round(height / POINTS_PER_MM, 1)),
        size_known=known,
        colour=_colour(header, bitmap),
        text_lines=layer.lines,
        text_trusted=layer.trusted,
        annotations=tuple(Annotation(item["kind"], _box(item["box"]), item["digest"]) for item in header["stamps"]),
        image_digests=tuple(PlacedImage(_box(item["box"]), item["digest"]) for item in header["images"]),
        content_key=_content_key(header, bitmap),
        flags=_flags(header, layer, dots),
        render_seconds=float(header.get("seconds", 0.0)),
        pictures=layer.pictures,
    )


def _bitmap(header: Mapping[str, Any], payload: bytearray) -> Bitmap:
    rows = np.frombuffer(payload, np.uint8).reshape(header["height"], header["stride"])
    pixels = rows[:, : header["width"] * header["channels"]].reshape(header["height"], header["width"], -1)
    return np.ascontiguousarray(pixels[:, :, :3])


def _flags(header: Mapping[str, Any], layer: text_layer.TextLayer, dots: float) -> tuple[str, ...]:
    flags = []
    if header.get("unshown"):
        flags.append("page-unreadable")
    if layer.hidden:
        flags.append("page-hidden-text")
    if dots < 0.5 * DOTS_PER_INCH:
        flags.append("page-low-resolution")
    return tuple(flags)


def _colour(header: Mapping[str, Any], bitmap: Bitmap) -> ColourMode:
    if "grey" in header:
        return ColourMode.BILEVEL if header["bilevel"] else colour_mode(bitmap, bool(header["grey"]), drawn=False)
    width, height = header["points"]
    large = [image for image in header["images"] if area(_box(image["box"])) > 0.5 * width * height]
    if large and all(image["bits"] == 1 for image in large) and all(image["bits"] == 1 for image in header["images"]):
        return ColourMode.BILEVEL
    one_channel = bool(large) and all(image["grey"] for image in header["images"])
    return colour_mode(bitmap, one_channel, drawn=not large)


def _box(values: list[float]) -> Box:
    x0, y0, x1, y1 = values
    return x0, y0, x1, y1


def _content_key(header: Mapping[str, Any], bitmap: Bitmap) -> str:
    digest = hashlib.sha256(f"{bitmap.shape} {header['dots_per_inch']} {header['points']}".encode())
    digest.update(bitmap.data)
    places = [image["box"] for image in header["images"]]
    digest.update(json.dumps([header["segments"], header["stamps"], places], ensure_ascii=True).encode())
    return digest.hexdigest()
