"""One rendered page to its reading: text layer or OCR, upright, seals, what lies under them."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from cases.boxes import area, holds_middle
from cases.reading import Box, EdgeFragment, PageReading, Seal, Source, Table, TextLine
from cases.units import POINTS_PER_INCH
from ocr.cross_page.fragments import find_fragments
from ocr.engine import Bitmap, OcrEngine
from ocr.file.rendered import RenderedPage
from ocr.picture import orientation
from ocr.picture.colour import ink_share
from ocr.picture.legibility import judge
from ocr.seals.seals import find_seals
from ocr.text.layer_reading import LayerReading, read_layer, settle
from ocr.text.page_lines import PageLines, read_lines
from ocr.text.signature_place import find_signature_places
from ocr.text.under_seals import seal_boxes, without_seal_ink

NO_INK = 0.00002
"""Share of ink below which there is nothing for the engine to find: less than one character."""

MAX_SIDE = 3400.0
"""Points, size A0: on a larger sheet no seal is looked for, since it is drawn too coarsely to show one."""

_LARGE_PICTURE = 0.4


@dataclass(frozen=True, slots=True)
class _Upright:
    """A page turned as its text stands, with its lines and, where they come from the picture, how they were read."""

    bitmap: Bitmap
    lines: tuple[TextLine, ...]
    rotation: int
    source: Source
    found: PageLines | None = None


@dataclass(frozen=True, slots=True)
class _Marks:
    """Seals of a page and strips of cross-page seals at its edges."""

    seals: Sequence[Seal] = ()
    fragments: Sequence[EdgeFragment] = ()

    def boxes(self) -> list[Box]:
        """Return where coloured ink may lie over text."""
        return seal_boxes(self.seals, self.fragments)


def read_page(page: RenderedPage, engine: OcrEngine, seconds: dict[str, float]) -> PageReading:
    """Read one page; ``number`` is the page of its file and ``file`` 0, the caller renumbers.

    Args:
        page: As the sandbox rendered it.
        engine: Reads its text and the ring text of its seals.
        seconds: Time by part; ``render``, ``read`` and ``seals`` are added to.

    Raises:
        EngineFailed: The engine broke down; another try may succeed.
    """
    return _Reader(engine, seconds).read(page)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads pages with one engine and adds up the seconds of each part."""

    engine: OcrEngine
    seconds: dict[str, float]

    @contextmanager
    def _timing(self, part: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self._add(part, time.perf_counter() - started)

    def _add(self, part: str, value: float) -> None:
        self.seconds[part] = self.seconds.get(part, 0.0) + value

    def read(self, page: RenderedPage) -> PageReading:
        """Read one page."""
        self._add("render", page.render_seconds)
        if page.bitmap.size <= 3:
            return _reading(page, _Upright(page.bitmap, (), 0, Source.NONE), _Marks(), 0.0, ("page-unreadable",))
        ink = ink_share(page.bitmap)
        page, upright, marks = self._upright(page, ink)
        upright, tables = self._with_tables(page, upright, marks)
        reading = _reading(page, upright, marks, ink, _flags(page, upright, marks.seals, ink))
        places = find_signature_places(upright.bitmap, page.dots_per_inch, page.colour, reading.lines, marks.seals)
        return replace(reading, tables=tables, signature_places=places)

    def _upright(self, page: RenderedPage, ink: float) -> tuple[RenderedPage, _Upright, _Marks]:
        """The page turned as its text stands, read from its text layer or else from the picture, and its marks."""
        upright = _Upright(page.bitmap, page.text_lines, 0, Source.TEXT_LAYER)
        marks = self._find_marks(page, upright, ink)
        layer = self._read_layer(page, marks) if page.text_trusted else None
        if layer is not None and not layer.doubted:
            return page, replace(upright, lines=layer.lines, source=layer.source), marks
        upright = self._read_picture(page, marks, ink)
        if upright.rotation:
            marks = self._find_marks(page, upright, ink)
            upright = self._read_again(page, upright, marks)
        elif layer is not None:
            page, upright = _settled(page, upright, layer, marks.boxes())
        return page, upright, marks

    def _with_tables(
        self, page: RenderedPage, upright: _Upright, marks: _Marks
    ) -> tuple[_Upright, tuple[Table, ...]]:
        with self._timing("read"):
            found = upright.found
            if found is None or upright.source is not Source.OCR:
                clean = without_seal_ink(upright.bitmap, page.dots_per_inch, marks.boxes())
                found = PageLines(clean, page.dots_per_inch, upright.lines)
            tables, lines = found.with_tables(self.engine)
        return replace(upright, lines=lines), tables

    def _find_marks(self, page: RenderedPage, upright: _Upright, ink: float) -> _Marks:
        if ink <= NO_INK or max(_points(page)) > MAX_SIDE:
            return _Marks()
        dots, colour = page.dots_per_inch, page.colour
        with self._timing("seals"):
            seals = find_seals(upright.bitmap, dots, colour, self.engine, size_known=page.size_known)
            fragments = find_fragments(upright.bitmap, dots, colour, seals)
        return _Marks([_with_origin(seal, page, upright.rotation) for seal in seals], fragments)

    def _read_layer(self, page: RenderedPage, marks: _Marks) -> LayerReading:
        with self._timing("read"):
            boxes = marks.boxes()
            clean = without_seal_ink(page.bitmap, page.dots_per_inch, boxes)
            return read_layer(page, clean, boxes, self.engine)

    def _read_picture(self, page: RenderedPage, marks: _Marks, ink: float) -> _Upright:
        """Read the page as it lies; where it lies on its side or head, return it turned, not yet read again."""
        if ink <= NO_INK:
            return _Upright(page.bitmap, (), 0, Source.NONE)
        with self._timing("read"):
            found = read_lines(page.bitmap, page.dots_per_inch, marks.boxes(), self.engine)
            lines = found.on_page()
            rotation = 0
            if orientation.is_doubtful(lines):
                rotation = orientation.find_rotation(page.bitmap, page.dots_per_inch, lines, self.engine)
        if rotation:
            return _Upright(orientation.turned(page.bitmap, rotation), (), rotation, Source.NONE)
        return _Upright(page.bitmap, lines, 0, Source.OCR if lines else Source.NONE, found)

    def _read_again(self, page: RenderedPage, upright: _Upright, marks: _Marks) -> _Upright:
        with self._timing("read"):
            found = read_lines(upright.bitmap, page.dots_per_inch, marks.boxes(), self.engine)
        lines = found.on_page()
        return replace(upright, lines=lines, source=Source.OCR if lines else Source.NONE, found=found)


def _settled(
    page: RenderedPage, upright: _Upright, layer: LayerReading, seals: Sequence[Box]
) -> tuple[RenderedPage, _Upright]:
    """Return the layer where the whole picture bears it out, else the picture's reading; flag a layer that lies."""
    lines, lied = settle(page, layer, upright.lines, seals)
    if lied:
        page = replace(page, flags=(*page.flags, "page-hidden-text"))
    return page, upright if lines is None else replace(upright, lines=lines, source=layer.source)


def _with_origin(seal: Seal, page: RenderedPage, rotation: int) -> Seal:
    """Add what the PDF itself tells: a stamp annotation, or the embedded picture the seal was drawn from."""
    size = _points(page)
    for annotation in page.annotations:
        if _matches(seal.box, orientation.turn_box(annotation.box, size, rotation), 8.0):
            return replace(seal, electronic=True, image_digest=annotation.image_digest)
    for image in page.image_digests:
        if area(image.box) > _LARGE_PICTURE * size[0] * size[1]:
            continue
        if _matches(seal.box, orientation.turn_box(image.box, size, rotation), 3.0):
            return replace(seal, image_digest=image.digest)
    return seal


def _points(page: RenderedPage) -> tuple[float, float]:
    height, width = page.bitmap.shape[:2]
    scale = POINTS_PER_INCH / page.dots_per_inch
    return width * scale, height * scale


def _matches(seal: Box, other: Box, ratio: float) -> bool:
    """Tell whether one box lies around the middle of the other and is not ``ratio`` times its area or more."""
    return holds_middle(other, seal) and 1 / ratio < area(other) / max(area(seal), 1.0) < ratio


def _flags(page: RenderedPage, upright: _Upright, seals: Sequence[Seal], ink: float) -> tuple[str, ...]:
    flags = list(page.flags)
    if upright.rotation:
        flags.append("page-rotated")
    if "page-unreadable" not in flags:
        found = judge(upright.bitmap, page.dots_per_inch, upright.lines, seals, ink)
        flags += [found] if found else []
    return tuple(dict.fromkeys(flags))


def _reading(
    page: RenderedPage, upright: _Upright, marks: _Marks, ink: float, flags: tuple[str, ...]
) -> PageReading:
    width, height = page.size_mm
    return PageReading(
        number=page.file_page,
        file=0,
        file_page=page.file_page,
        size_mm=(height, width) if upright.rotation in (90, 270) else (width, height),
        source=upright.source,
        colour=page.colour,
        rotation=upright.rotation,
        lines=upright.lines,
        seals=tuple(marks.seals),
        fragments=tuple(marks.fragments),
        ink=round(ink, 5),
        size_known=page.size_known,
        flags=flags,
        content_key=page.content_key,
    )
