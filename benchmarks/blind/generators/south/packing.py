"""Files as firms attach them: one PDF, a PDF per material, pictures or a ZIP."""

from __future__ import annotations

import io
import time
from dataclasses import dataclass, field
from datetime import datetime

import pikepdf
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from south.papers import Leaf, page_image
from south.scanning import Scan

CREATORS = ("CamScanner", "扫描宝 iOS 4.2", "HP Scan", "Canon iR-ADV C3520", "WPS 文字", "Brother DCP-7080", "")


@dataclass
class Attached:
    """One attachment; `pages` counts the pages in it that a reader sees."""

    name: str
    data: bytes
    kind: str
    pages: int = 0
    inner: list[str] = field(default_factory=list)


def scans_pdf(scans: list[Scan], creator: str, moment: datetime) -> bytes:
    """A PDF of scanned pages."""
    buffer = io.BytesIO()
    stamp = time.struct_time(moment.timetuple())
    pictures = [s.image for s in scans]
    pictures[0].save(
        buffer,
        "PDF",
        save_all=True,
        append_images=pictures[1:],
        resolution=scans[0].dpi,
        quality=scans[0].quality,
        creator=creator,
        producer=creator,
        creationDate=stamp,
        modDate=stamp,
    )
    return buffer.getvalue()


def overlay_page(canvas: Canvas, leaf: Leaf) -> None:
    """One page of the seals layer, and the drawing where the page is drawn."""
    mm = 72 / 25.4
    canvas.setPageSize((leaf.width * mm, leaf.height * mm))
    if not leaf.source:
        picture = ImageReader(page_image(leaf, 150))
        canvas.drawImage(picture, 0, 0, leaf.width * mm, leaf.height * mm)
    for mark, x, y in leaf.marks:
        w, h = mark.width / 300 * 72, mark.height / 300 * 72
        canvas.drawImage(ImageReader(mark), x * mm, (leaf.height - y) * mm - h, w, h, mask="auto")
    canvas.showPage()


def digital_pdf(leaves: list[Leaf]) -> bytes:
    """A born-digital PDF with the seals placed in it as pictures."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    for leaf in leaves:
        overlay_page(canvas, leaf)
    canvas.save()
    layer = pikepdf.open(io.BytesIO(buffer.getvalue()))
    out = pikepdf.new()
    for index, leaf in enumerate(leaves):
        if leaf.source:
            with pikepdf.open(leaf.source[0]) as text:
                out.pages.append(text.pages[leaf.source[1]])
                out.pages[-1].add_overlay(layer.pages[index])
        else:
            out.pages.append(layer.pages[index])
    result = io.BytesIO()
    out.save(result, static_id=True)
    return result.getvalue()


def jpeg(scan: Scan) -> bytes:
    """A JPEG of a scanned page."""
    buffer = io.BytesIO()
    scan.image.save(buffer, "JPEG", quality=scan.quality, dpi=(scan.dpi, scan.dpi))
    return buffer.getvalue()


def tiff(pages: list[Image.Image], fine: bool) -> bytes:
    """A fax as a multi-page TIFF in Group 4."""
    buffer = io.BytesIO()
    pages[0].save(
        buffer, "TIFF", save_all=True, append_images=pages[1:], compression="group4", dpi=(204, 196 if fine else 98)
    )
    return buffer.getvalue()


def locked(pdf: bytes, word: str) -> bytes:
    """The PDF behind a password."""
    out = io.BytesIO()
    rights = pikepdf.Encryption(owner=word, user=word, R=3, aes=False, metadata=False)
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(out, encryption=rights, static_id=True)
    return out.getvalue()


def broken(data: bytes) -> bytes:
    """The first part of a file, as after a cut transfer."""
    return data[: max(900, len(data) // 5)]
