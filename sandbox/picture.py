"""Fax TIFF, JPEG and PNG to upright pictures with square pixels. Runs in the child only.

Fax: T.4 lines have 1728 dots at 204 per inch; 98 (standard) or 196 (fine) lines per inch, so pixels are not square.
"""

from __future__ import annotations

import io
import math
import time
import warnings
from collections.abc import Iterator
from typing import Any, BinaryIO

from PIL import Image, ImageOps, ImageSequence, TiffImagePlugin, UnidentifiedImageError

from sandbox import paper
from sandbox.limits import Limits
from sandbox.protocol import write_message
from sandbox.units import MM_PER_INCH, POINTS_PER_INCH

FAX_WIDTHS = (1728, 2048, 2432)
FAX_DPI = 204.0
FAX_LINES = (98.0, 196.0, 391.0)
"""Rows per inch of standard, fine and superfine (T.4): on A4 1,146, 2,292 and 4,584."""

_FAX_SLACK = 0.03
"""How far a fax page's length may lie from A4's for its rows to tell how fine it was sent."""

_MAX_PAGE_MM = 900.0
_MIN_DOTS = 100.0
_ASSUMED_LONG_SIDE = 297.0
_SHOWN_DOTS = 200.0
_GREY_MODES = ("L", "LA", "I", "I;16", "F")


def serve_frames(header: dict[str, Any], content: bytes, limits: Limits, answers: BinaryIO) -> None:
    """Send one ``document`` message, then one ``page`` message per frame from ``first`` to ``last``."""
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = int(limits.picture_megapixels * 1e6)
    picture, problems = _open(header["kind"], content)
    frames = _pages(picture, limits) if picture is not None else []
    total = len(frames)
    if total > limits.frames:
        problems.append("too-many-pages")
    write_message(answers, {"type": "document", "pages": total, "problems": problems})
    if picture is None:
        return
    last = min(header.get("last") or total, total, limits.frames)
    for index in range(header.get("first", 1) - 1, last):
        started = time.perf_counter()
        message, data = _frame(picture, frames[index], limits, header["dots_per_inch"])
        message["seconds"] = time.perf_counter() - started
        write_message(answers, {"type": "page", "number": index + 1, **message}, data)


def shown_frames(header: dict[str, Any], content: bytes, limits: Limits) -> Iterator[Image.Image | None]:
    """Yield the frames asked for as RGB with square pixels, as wide as wanted; None for one that cannot be shown."""
    Image.MAX_IMAGE_PIXELS = int(limits.picture_megapixels * 1e6)
    picture, _ = _open(header["kind"], content)
    frames = _pages(picture, limits) if picture is not None else []
    for number, width in header["pages"]:
        if picture is None or not 1 <= number <= len(frames):
            yield None
            continue
        try:
            message, rows = _frame(picture, frames[number - 1], limits, _SHOWN_DOTS)
        except (OSError, ValueError):
            yield None
            continue
        if message.get("unreadable"):
            yield None
            continue
        frame = Image.frombytes("RGB", (message["width"], message["height"]), rows)
        size = (width, max(round(frame.height * width / frame.width), 1))
        yield frame.resize(size, Image.Resampling.BOX) if width < frame.width else frame


def _open(kind: str, content: bytes) -> tuple[Image.Image | None, list[str]]:
    formats = ("TIFF",) if kind == "tiff" else ("JPEG", "PNG")
    try:
        return Image.open(io.BytesIO(content), formats=formats), []
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None, ["limit"]
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, TypeError, KeyError, EOFError):
        return None, ["damaged"]


def _pages(picture: Image.Image, limits: Limits) -> list[int]:
    """Return which frames are pages: a smaller copy of a page, kept beside it for a preview, is none."""
    if picture.format != "TIFF":
        return [0]  # further frames of an animated PNG are no pages
    frames: list[int] = []
    reduced: set[int] = set()
    try:
        for index, frame in enumerate(ImageSequence.Iterator(picture)):
            frames.append(index)
            if _is_reduced(frame):
                reduced.add(index)
            if len(frames) - len(reduced) > limits.frames or len(frames) > 2 * limits.frames:
                break
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, EOFError):
        frames = frames or [0]
    return [index for index in frames if index not in reduced] or frames


def _is_reduced(frame: Image.Image) -> bool:
    """Tell a reduced-resolution copy by its subfile type (TIFF 6.0, tags 254 and 255)."""
    tags = frame.tag_v2 if isinstance(frame, TiffImagePlugin.TiffImageFile) else {}
    return bool(int(tags.get(254, 0)) & 1) or tags.get(255) == 2


def _frame(picture: Image.Image, index: int, limits: Limits, dots: float) -> tuple[dict[str, Any], bytes]:
    try:
        if picture.format == "TIFF":
            picture.seek(index)
        bilevel, grey = picture.mode == "1", picture.mode in _GREY_MODES
        resolution = _resolution(picture)
        frame = _upright(picture)
        turned = picture.size != frame.size and picture.size == frame.size[::-1]
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return {"unreadable": True, "limit": True}, b""
    except (OSError, ValueError, SyntaxError, TypeError, KeyError, EOFError):
        return {"unreadable": True}, b""
    across, down, known = resolution
    if turned:
        across, down = down, across
    frame, dots = _square(frame, across, down, known, limits, dots)
    message = {
        "width": frame.width,
        "height": frame.height,
        "stride": frame.width * 3,
        "channels": 3,
        "dots_per_inch": dots,
        "points": [frame.width * POINTS_PER_INCH / dots, frame.height * POINTS_PER_INCH / dots],
        "size_known": known,
        "segments": [],
        "stamps": [],
        "images": [],
        "bilevel": bilevel,
        "grey": grey or bilevel,
    }
    return message, frame.tobytes()


def _upright(picture: Image.Image) -> Image.Image:
    """Return the frame as RGB on white, turned as its orientation tag says."""
    frame = ImageOps.exif_transpose(picture)
    if frame.mode in ("RGBA", "LA", "PA") or "transparency" in frame.info:
        shaded = frame.convert("RGBA")
        ground = (255, 255, 255, 255) if _is_dark(shaded) else (90, 90, 90, 255)
        frame = Image.alpha_composite(Image.new("RGBA", shaded.size, ground), shaded)
    if frame.mode in ("I", "I;16", "F"):
        frame = frame.convert("F").point(lambda value: value / 256.0).convert("L")
    if frame.mode == "RGB":
        return frame  # a copy of a large one would take half of the memory that there is
    return frame.convert("RGB") if frame.mode != "1" else frame.convert("L")


def _is_dark(shaded: Image.Image) -> bool:
    # White drawing on nothing would vanish on white paper.
    opaque = shaded.getchannel("A").point(lambda value: 255 if value > 127 else 0)
    if opaque.getbbox() is None:
        return True
    histogram = shaded.convert("L").histogram(opaque)
    return sum(histogram[240:]) < 0.9 * sum(histogram)


def _resolution(picture: Image.Image) -> tuple[float, float, bool]:
    """Return dots per inch across and down, and whether they are known rather than assumed."""
    width, height = picture.size
    across, down = _tagged(picture)
    if picture.mode == "1" and width in FAX_WIDTHS:
        return _fax_resolution((width, height), across, down)
    longest = max(width / across, height / down) * MM_PER_INCH if across > 1 and down > 1 else math.inf
    if longest <= _MAX_PAGE_MM and min(across, down) >= (90.0 if picture.mode == "1" else _MIN_DOTS):
        size = paper.believed(width / across * MM_PER_INCH, height / down * MM_PER_INCH, max(width, height))
        return across / size.factor, down / size.factor, size.known
    # Cameras and screen copies write 72 or 96 for want of anything better: take the long side of A4.
    dots = min(max(max(width, height) / (_ASSUMED_LONG_SIDE / MM_PER_INCH), 72.0), 600.0)
    return dots, dots, False


def _fax_resolution(size: tuple[int, int], across: float, down: float) -> tuple[float, float, bool]:
    """Return a fax page's resolution: by its rows where they make A4, since servers' tags do not always fit.

    Else by its tags, and without tags the coarsest that makes no more than A4 of it. Wider pages are B4 and A3.
    """
    whole = _ASSUMED_LONG_SIDE * size[0] / FAX_WIDTHS[0]
    lengths = {lines: size[1] / lines * MM_PER_INCH / whole for lines in FAX_LINES}
    closest = min(lengths, key=lambda lines: abs(lengths[lines] - 1))
    if abs(lengths[closest] - 1) <= _FAX_SLACK:
        return FAX_DPI, closest, True
    if across > 1 and down > 1:
        return across, down, True
    return FAX_DPI, next((lines for lines in FAX_LINES if lengths[lines] <= 1 + _FAX_SLACK), FAX_LINES[-1]), True


def _tagged(picture: Image.Image) -> tuple[float, float]:
    dots = picture.info.get("dpi")
    if dots is None and "resolution" in picture.info:  # TIFF without a unit: inches in practice
        dots = picture.info["resolution"]
    try:
        across, down = (float(value) for value in dots or ())
    except (TypeError, ValueError, ZeroDivisionError):
        return 0.0, 0.0
    usable = math.isfinite(across) and math.isfinite(down) and across > 0 and down > 0
    return (across, down) if usable else (0.0, 0.0)


def _square(
    frame: Image.Image, across: float, down: float, known: bool, limits: Limits, dots: float
) -> tuple[Image.Image, float]:
    """Scale to ``dots`` both ways; a picture of unknown size is only ever made smaller."""
    if not known:
        dots = min(dots, across)
    width, height = frame.width * dots / across, frame.height * dots / down
    if width * height > limits.megapixels * 1e6:
        factor = math.sqrt(limits.megapixels * 1e6 / (width * height))
        width, height, dots = width * factor, height * factor, dots * factor
    size = (max(round(width), 1), max(round(height), 1))
    if size != frame.size:
        shrinks = size[0] <= frame.width and size[1] <= frame.height
        frame = frame.resize(size, Image.Resampling.BOX if shrinks else Image.Resampling.BICUBIC, reducing_gap=2.0)
    return frame.convert("RGB"), dots
