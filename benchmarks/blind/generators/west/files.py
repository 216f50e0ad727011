"""Put pages into files: PDF of pictures, born-digital PDF, JPEG, ZIP, fax."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import cv2
import numpy as np
import pikepdf
from PIL import Image, ImageDraw
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

from .ink import font, png
from .picture import Scan, cover
from .stamping import Page


def picture_pdf(jpegs: list[bytes], dpi: int, producer: str) -> bytes:
    """Return a PDF with one JPEG a page."""
    pdf = pikepdf.new()
    for data in jpegs:
        _picture_page(pdf, data, dpi)
    pdf.docinfo["/Producer"] = producer
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _picture_page(pdf: pikepdf.Pdf, data: bytes, dpi: int) -> None:
    with Image.open(io.BytesIO(data)) as image:
        width, height, grey = image.width, image.height, image.mode == "L"
    entries = {
        "/Type": pikepdf.Name.XObject,
        "/Subtype": pikepdf.Name.Image,
        "/Width": width,
        "/Height": height,
        "/ColorSpace": pikepdf.Name.DeviceGray if grey else pikepdf.Name.DeviceRGB,
        "/BitsPerComponent": 8,
        "/Filter": pikepdf.Name.DCTDecode,
    }
    picture = pikepdf.Stream(pdf, data, entries)
    w, h = width / dpi * 72, height / dpi * 72
    page = pdf.add_blank_page(page_size=(w, h))
    page.obj["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=pdf.make_indirect(picture)))
    page.obj["/Contents"] = pdf.make_stream(f"q {w:.2f} 0 0 {h:.2f} 0 0 cm /Im0 Do Q".encode())


def digital_pdf(pages: list[Page], scan: Scan, seed: int) -> bytes:
    """Return a PDF of the original pages with pictures of the seals laid over."""
    pdf = pikepdf.new()
    for number, page in enumerate(pages):
        assert page.leaf is not None
        with pikepdf.open(page.leaf.pdf) as source:
            pdf.pages.append(source.pages[page.leaf.index])
        with pikepdf.open(io.BytesIO(_overlay(page, scan, seed + number))) as layer:
            _lay_over(pdf, layer, f"/Sl{number}")
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _lay_over(pdf: pikepdf.Pdf, layer: pikepdf.Pdf, name: str) -> None:
    """Lay the page of a PDF over the last page of another under a fixed name."""
    page = pdf.pages[-1]
    form = pdf.copy_foreign(layer.make_indirect(layer.pages[0].as_form_xobject()))
    page.add_resource(form, pikepdf.Name.XObject, pikepdf.Name(name))
    page.contents_add(b"q", prepend=True)
    page.contents_add(f"Q q {name} Do Q".encode())


def _overlay(page: Page, scan: Scan, seed: int) -> bytes:
    leaf = page.leaf
    assert leaf is not None
    out = io.BytesIO()
    sheet = canvas.Canvas(out, pagesize=(leaf.width * mm, leaf.height * mm), invariant=True)
    for n, mark in enumerate(page.prints):
        ink = cover(mark, 220, seed * 7 + n, min(1.0, scan.strength + 0.05))
        picture = np.zeros((*ink.shape, 4), np.uint8)
        picture[..., :3] = scan.ink
        picture[..., 3] = (ink * 255).astype(np.uint8)
        w, h = ink.shape[1] / 220 * 25.4, ink.shape[0] / 220 * 25.4
        left = mark.x - w / 2 if mark.whole else leaf.width - w
        reader = ImageReader(io.BytesIO(png(Image.fromarray(picture, "RGBA"))))
        sheet.drawImage(reader, left * mm, (leaf.height - mark.y - h / 2) * mm, w * mm, h * mm, mask="auto")
    sheet.showPage()
    sheet.save()
    return out.getvalue()


class _OldName(zipfile.ZipInfo):
    """An entry whose name goes out in GBK without the UTF-8 flag, as older Windows programs write it."""

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802
        return self.filename.encode("gbk"), self.flag_bits & ~0x800


def zipped(files: list[tuple[str, bytes]], when: datetime, old_names: bool) -> bytes:
    """Return a ZIP; old names are in GBK, others in UTF-8."""
    out = io.BytesIO()
    kind = _OldName if old_names else zipfile.ZipInfo
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        for name, data in files:
            info = kind(name, when.timetuple()[:6])
            info.compress_type = zipfile.ZIP_DEFLATED
            pack.writestr(info, data)
    return out.getvalue()


def encrypted(pdf: bytes, password: str) -> bytes:
    """Return a PDF that opens only with a password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(
            out,
            static_id=True,
            encryption=pikepdf.Encryption(user=password, owner=password, R=3, aes=False, metadata=False),
        )
    return out.getvalue()


def damaged(pdf: bytes) -> bytes:
    """Return the first part of a file, as a broken transfer leaves it."""
    return pdf[: len(pdf) * 2 // 5]


def fax(images: list[np.ndarray], fine: bool, sender: str, when: datetime) -> bytes:
    """Return a bilevel TIFF as a fax machine receives it, 1728 dots wide."""
    frames = [_fax_page(image, fine, sender, when, f"P.{n:02d}/{len(images):02d}") for n, image in enumerate(images, 1)]
    out = io.BytesIO()
    frames[0].save(
        out, "TIFF", save_all=True, append_images=frames[1:], compression="group4", dpi=(204, 196 if fine else 98)
    )
    return out.getvalue()


def _fax_page(image: np.ndarray, fine: bool, sender: str, when: datetime, number: str) -> Image.Image:
    width, height = 1728, 2292 if fine else 1146
    grey = cv2.cvtColor(image, cv2.COLOR_RGB2GRAY)
    if grey.shape[1] > grey.shape[0]:
        grey = cv2.rotate(grey, cv2.ROTATE_90_CLOCKWISE)
    small = cv2.resize(grey, (width, height), interpolation=cv2.INTER_AREA)
    bits = Image.fromarray(np.where(small > 176, 255, 0).astype(np.uint8)).convert("1")
    strip = Image.new("1", (width, 56 if fine else 28), 1)
    text = Image.new("1", (width, 56), 1)
    ImageDraw.Draw(text).text(
        (40, 10),
        f"{when:%Y-%m-%d %H:%M}   FAX {sender}          {number}",
        fill=0,
        font=font("/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf", 30),
    )
    strip.paste(text if fine else text.resize((width, 28)))
    bits.paste(strip, (0, 0))
    return bits
