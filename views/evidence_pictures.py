"""The pictures of evidence: seals unrolled, places cut out and framed, impressions laid on each other, small pages."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops, ImageDraw

from cases.boxes import holds_middle, touch
from cases.errors import NotFound
from cases.evidence import Evidence, EvidenceKind, Spot
from cases.reading import Box, PageReading, Seal
from cases.report import Report
from cases.units import POINTS_PER_MM
from casework.services import Services
from ocr.engine import Bitmap
from ocr.seals.shown_name import Impression, Plane, ShownName, shown_ink, shown_name
from views.evidence import join_strips
from views.evidence_parts import MOST_SPOTS, differing, page_of, seal_at, shown_evidence, sound_impression
from views.markings import size_of
from views.page_pictures import READ_DOTS, cut_out, evidence_page, hull, picture_name, shown_page, small_page

_VERSION = 2
_ASK, _INK, _PAPER, _LINE = (185, 121, 8), (171, 24, 40), (255, 255, 255), (180, 187, 182)
_PAGE_WIDTH = 900
_SHEET_COLUMNS, _THUMB = 7, (160, 226)
_DASH = 9
_SEAL_SIDE = 320


@dataclass(frozen=True, slots=True)
class Drawer:
    """Draws the evidence of one question of a case."""

    services: Services
    report: Report
    evidence: Evidence

    def part(self, name: str) -> bytes:
        """Return one picture as PNG, as it was drawn before where it was.

        Raises:
            NotFound: The evidence has no such part, or nothing can be shown of it.
        """
        if name not in {one.name for one in shown_evidence(self.evidence, self.report).parts}:
            raise NotFound(what="该图")
        key = self.key_of(name)
        kept = self.services.pictures.get(key)
        if kept is not None:
            return kept
        stream = io.BytesIO()
        self._draw(name).save(stream, "PNG", optimize=True)
        self.services.pictures.put(key, stream.getvalue())
        return stream.getvalue()

    def drawn(self) -> tuple[bytes, ...]:
        """Return the pictures that were drawn before, in order: those that somebody saw."""
        names = [one.name for one in shown_evidence(self.evidence, self.report).parts]
        kept = (self.services.pictures.get(self.key_of(name)) for name in names)
        return tuple(one for one in kept if one is not None)

    def key_of(self, name: str) -> str:
        """Return the key under which a picture is kept."""
        return f"evidence {_VERSION} {self._content()} {self.evidence} {name}"

    def _content(self) -> str:
        sound = sound_impression(self.evidence, self.report)
        shown = {*self.evidence.pages, *([sound.page] if sound is not None else [])}
        pages = [page for page in self.report.pages if not self.evidence.pages or page.number in shown]
        return " ".join([*(picture_name(self.report, one, READ_DOTS) for one in pages), str(sound)])

    def _draw(self, name: str) -> Image.Image:
        kind, _, number = name.partition("-")
        spot = self.evidence.spots[int(number) - 1] if number else Spot(0)
        match kind:
            case "strip" | "ink":
                unrolled = self._unrolled(spot)
                return Image.fromarray(unrolled.seen) if kind == "strip" else _inked(unrolled.ink)
            case "sound":
                sound = sound_impression(self.evidence, self.report)
                return Image.fromarray(self._unrolled(sound or Spot(0)).seen)
            case "impression":
                return self._seal(spot)
            case "joined":
                return self._joined()
            case "sheet":
                return self._sheet()
            case "page":
                return self._page(spot)
            case "spot":
                return self._spot(spot)
            case _:
                return self._impressions(kind)

    # ---- seals

    def _unrolled(self, spot: Spot) -> ShownName:
        found = shown_name(*self._impression(spot), len(self.evidence.expected))
        if found is None:
            raise NotFound(what="印章的展开图")
        return found

    def _ink(self, spot: Spot) -> Image.Image:
        return Image.fromarray(shown_ink(*self._impression(spot))).resize((_SEAL_SIDE, _SEAL_SIDE))

    def _impression(self, spot: Spot) -> tuple[Bitmap, Impression]:
        """Return a page as it was read and where the impression stands on it, in pixels."""
        page, seal = self._sealed(spot)
        picture = evidence_page(self.services, self.report, page)
        scale = picture.width / size_of(page)[0]
        x0, y0, x1, y1 = (value * scale for value in seal.box)
        return np.asarray(picture), Impression((x0, y0, x1, y1), seal.shape, seal.colour)

    def _seal(self, spot: Spot) -> Image.Image:
        page, seal = self._sealed(spot)
        return cut_out(evidence_page(self.services, self.report, page), page, seal.box, 2.0)

    def _sealed(self, spot: Spot) -> tuple[PageReading, Seal]:
        page, seal = page_of(self.report, spot.page), seal_at(self.report, spot)
        if page is None or seal is None:
            raise NotFound(what="该印章")
        return page, seal

    def _impressions(self, kind: str) -> Image.Image:
        """Return the impressions side by side, or their inks laid on each other, or what these have not in common."""
        spots = [spot for spot in self.evidence.spots[:MOST_SPOTS] if seal_at(self.report, spot) is not None]
        if not spots:
            raise NotFound(what="该印章")
        if kind == "row":
            return _side_by_side([self._seal(spot).resize((_SEAL_SIDE, _SEAL_SIDE)) for spot in spots])
        first, *others = [self._ink(spot) for spot in spots]
        if kind == "laid":
            return _mixed([first, *others])
        apart = Image.new("L", first.size)
        for other in others:
            apart = ImageChops.lighter(apart, ImageChops.difference(first, other))
        return _inked(255 - np.asarray(apart))

    def _joined(self) -> Image.Image:
        joined = join_strips(self.report, self.evidence.material)
        if joined is None:
            raise NotFound(what="该材料的骑缝印迹")
        return Image.open(io.BytesIO(joined), formats=["PNG"])

    # ---- pages and places

    def _page(self, spot: Spot) -> Image.Image:
        page = self._of(spot)
        picture = shown_page(self.services, self.report, page, _PAGE_WIDTH)
        boxes = [spot.box] if spot.box is not None else []
        _frame(picture, page, boxes, dashed=False)
        return picture

    def _spot(self, spot: Spot) -> Image.Image:
        page = self._of(spot)
        if spot.box is None:
            return self._page(spot)
        picture = evidence_page(self.services, self.report, page)
        kind = self.evidence.kind
        dashed = kind in (EvidenceKind.PLACE, EvidenceKind.CELL)
        frames = self._characters(spot) if kind is EvidenceKind.NAMES else [spot.box]
        _frame(picture, page, frames, dashed=dashed)
        around = {EvidenceKind.CELL: 12.0, EvidenceKind.PLACE: 22.0}.get(kind, 3.0)
        shown = _neighbours(page, spot.box) if kind is EvidenceKind.CELL else spot.box
        return cut_out(picture, page, shown, around)

    def _characters(self, spot: Spot) -> list[Box]:
        """Return the places of the characters of a name that the other names have not."""
        others = [one.text for one in self.evidence.spots if one.text and one is not spot]
        apart = set[int]().union(*(differing(spot.text, other) for other in others)) if spot.text else set()
        if spot.box is None or not apart or len(apart) == len(spot.text):
            return []
        page = self._of(spot)
        line = next((one for one in page.lines if spot.text in one.text and holds_middle(one.box, spot.box)), None)
        text, box = (line.text, line.box) if line is not None else (spot.text, spot.box)
        first = max(text.find(spot.text), 0)
        width = (box[2] - box[0]) / max(len(text), 1)
        return [(box[0] + (first + at) * width, box[1], box[0] + (first + at + 1) * width, box[3]) for at in apart]

    def _of(self, spot: Spot) -> PageReading:
        page = page_of(self.report, spot.page)
        if page is None:
            raise NotFound(what=f"第{spot.page}页")
        return page

    def _sheet(self) -> Image.Image:
        pages = self.report.pages
        rows = -(-len(pages) // _SHEET_COLUMNS)
        width, height = _THUMB[0] + 10, _THUMB[1] + 26
        sheet = Image.new("RGB", (width * min(len(pages), _SHEET_COLUMNS) or width, height * max(rows, 1)), _PAPER)
        pen = ImageDraw.Draw(sheet)
        for place, page in enumerate(pages):
            left, top = place % _SHEET_COLUMNS * width + 5, place // _SHEET_COLUMNS * height + 5
            small = Image.open(io.BytesIO(small_page(self.services, self.report, page)), formats=["WEBP"])
            small.thumbnail(_THUMB)
            sheet.paste(small, (left, top))
            pen.rectangle((left - 1, top - 1, left + small.width, top + small.height), outline=_LINE)
            pen.text((left + _THUMB[0] / 2 - 6, top + _THUMB[1] + 2), str(page.number), fill=(27, 34, 37), font_size=14)
        return sheet


def _inked(ink: Plane) -> Image.Image:
    """Return ink, dark on white, in the colour of seals."""
    strength = (255 - ink.astype(np.float32))[:, :, None] / 255
    colour = np.array(_INK, np.float32)
    return Image.fromarray((255 - strength * (255 - colour)).astype(np.uint8))


def _mixed(inks: Sequence[Image.Image]) -> Image.Image:
    """Return inks laid on each other: the darker, the more of them meet."""
    mean = np.mean([np.asarray(one, np.float32) for one in inks], axis=0)
    return _inked(mean.astype(np.uint8))


def _side_by_side(pictures: Sequence[Image.Image]) -> Image.Image:
    row = Image.new("RGB", (sum(one.width + 12 for one in pictures) - 12, max(one.height for one in pictures)), _PAPER)
    left = 0
    for one in pictures:
        row.paste(one, (left, 0))
        left += one.width + 12
    return row


def _frame(picture: Image.Image, page: PageReading, boxes: Sequence[Box], *, dashed: bool) -> None:
    scale, pen = picture.width / size_of(page)[0], ImageDraw.Draw(picture)
    for box in boxes:
        x0, y0, x1, y1 = (value * scale for value in box)
        place = (x0 - 3, y0 - 3, max(x1, x0 + 1) + 3, max(y1, y0 + 1) + 3)
        if not dashed:
            pen.rectangle(place, outline=_ASK, width=4)
            continue
        for at in range(int(place[0]), int(place[2]), 2 * _DASH):
            for y in (place[1], place[3]):
                pen.line((at, y, min(at + _DASH, place[2]), y), _ASK, 4)
        for at in range(int(place[1]), int(place[3]), 2 * _DASH):
            for x in (place[0], place[2]):
                pen.line((x, at, x, min(at + _DASH, place[3])), _ASK, 4)


def _neighbours(page: PageReading, box: Box) -> Box:
    """Return what holds a cell and those that touch it."""
    cells = [cell.box for table in page.tables for row in table.rows for cell in row]
    reach = (box[0] - POINTS_PER_MM, box[1] - POINTS_PER_MM, box[2] + POINTS_PER_MM, box[3] + POINTS_PER_MM)
    near = [one for one in cells if touch(one, reach)]
    return hull([box, *near]) or box

