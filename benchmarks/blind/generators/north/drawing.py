"""Draws stamped and signed pages as pictures, or places the stamps as pictures in born-digital pages."""

import io

import cv2
import numpy as np
import pikepdf
from PIL import Image

from .convert import Place
from .pen import lay, written
from .seals import impression
from .stamping import Habit, Page, Print


def page_picture(page: Page, dpi: int, rng: np.random.Generator, way: Habit, ink: tuple[int, int, int]) -> np.ndarray:
    """The page with its signatures and seals, RGB."""
    image = page.sheet.draw(dpi).copy()
    for mask, x, y, colour in overlays(page, dpi, rng, way, ink):
        lay(image, mask, x, y, colour)
    return image


def overlays(page: Page, dpi: int, rng: np.random.Generator, way: Habit,
        ink: tuple[int, int, int]) -> list[tuple[np.ndarray, int, int, tuple[int, int, int]]]:
    """Masks of ink with their upper left corners in pixels and colours."""
    scale = dpi / 25.4
    found = []
    for place in page.writings:
        size = max(12, round(min(max(place.height * 1.55, 5.8), 8.2) * scale))
        mask = written(rng, place.payload, size)
        found.append((mask * 0.92, round(place.x * scale - size * 0.2),
            round(middle(place) * scale - mask.shape[0] * 0.46), ink))
    for item in page.prints:
        found.append(printed(item, dpi, rng, way, page.sheet.width))
    return found


def middle(place: Place) -> float:
    """The height at which a signature is centred, in millimetres (blank places may report no height)."""
    return place.y + place.height / 2 - (1.6 if place.height < 2 else 0)


def printed(item: Print, dpi: int, rng: np.random.Generator, way: Habit, width: float) -> tuple[np.ndarray, int, int,
        tuple[int, int, int]]:
    """One impression, or its strip at the page's right edge."""
    scale = dpi / 25.4
    mask = impression(item.seal, rng, dpi, item.turn, item.strength)
    colour = way.red if item.seal.kind in ("official", "name") else shifted(way.red, len(item.unit))
    top = round(item.y * scale - mask.shape[0] / 2)
    if item.share is None:
        return mask, round(item.x * scale - mask.shape[1] / 2), top, colour
    inked = np.flatnonzero(mask.max(axis=0) > 0.1)
    left, span = inked[0], inked[-1] - inked[0]
    strip = mask[:, left + round(item.share[0] * span) : left + max(2, round(item.share[1] * span))]
    return strip, round(width * scale) - strip.shape[1], top, colour


def shifted(red: tuple[int, int, int], amount: int) -> tuple[int, int, int]:
    """Another ink of the same family."""
    step = amount * 7 % 23 - 11
    return red[0] - abs(step), max(0, red[1] + step), max(0, red[2] + step)


def digital_pdf(pages: list[Page], rng: np.random.Generator, way: Habit, ink: tuple[int, int, int]) -> bytes:
    """One born-digital PDF: pages as the word processor wrote them, stamps and signatures as pictures on top."""
    with pikepdf.new() as pdf:
        for page in pages:
            add_page(pdf, page)
            target = pdf.pages[-1]
            for number, (mask, x, y, colour) in enumerate(overlays(page, 200, rng, way, ink)):
                place_picture(pdf, target, mask, (x, y), colour, f"/Seal{number}")
        buffer = io.BytesIO()
        pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def add_page(pdf: pikepdf.Pdf, page: Page) -> None:
    """Append the word processor's page, or a painted one as a picture."""
    if page.sheet.picture is None:
        with pikepdf.open(io.BytesIO(page.sheet.pdf)) as source:
            pdf.pages.append(source.pages[page.sheet.index])
        return
    data = cv2.imencode(".jpg", page.sheet.picture[:, :, ::-1], [cv2.IMWRITE_JPEG_QUALITY, 85])[1].tobytes()
    append_jpeg(pdf, data, page.sheet.picture.shape, (page.sheet.width, page.sheet.height))


def append_jpeg(pdf: pikepdf.Pdf, data: bytes, shape: tuple[int, ...], size: tuple[float, float]) -> None:
    """Append a page that is one JPEG picture; size in millimetres."""
    width, height = (v / 25.4 * 72 for v in size)
    space = pikepdf.Name.DeviceGray if len(shape) == 2 else pikepdf.Name.DeviceRGB
    image = pikepdf.Stream(pdf, data, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=shape[1],
        Height=shape[0], ColorSpace=space,
        BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode)
    content = pikepdf.Stream(pdf, f"q {width:.2f} 0 0 {height:.2f} 0 0 cm /Im0 Do Q".encode())
    page = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=[0, 0, round(width, 2), round(height, 2)],
        Contents=content,
        Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=image)))
    pdf.pages.append(pikepdf.Page(page))


def place_picture(pdf: pikepdf.Pdf, page: pikepdf.Page, mask: np.ndarray, corner: tuple[int, int],
        colour: tuple[int, int, int], name: str) -> None:
    """Put a seal picture with transparency on a page; corner in pixels at 200 dpi from the upper left."""
    alpha = (np.clip(mask, 0, 1) * 255).astype(np.uint8)
    flat = np.broadcast_to(np.uint8(colour), (*mask.shape, 3))
    soft = pikepdf.Stream(pdf, alpha.tobytes(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image,
        Width=mask.shape[1], Height=mask.shape[0],
        ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8)
    image = pikepdf.Stream(pdf, np.ascontiguousarray(flat).tobytes(), Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image, Width=mask.shape[1],
        Height=mask.shape[0], ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, SMask=soft)
    resources = page.obj.setdefault("/Resources", pikepdf.Dictionary(
    )) if "/Resources" not in page.obj else page.obj.Resources
    if "/XObject" not in resources:
        resources.XObject = pikepdf.Dictionary()
    resources.XObject[name] = image
    scale = 72 / 200
    height = float(page.mediabox[3])
    w, h = mask.shape[1] * scale, mask.shape[0] * scale
    x, y = corner[0] * scale, height - corner[1] * scale - h
    page.contents_add(f"q {w:.2f} 0 0 {h:.2f} {x:.2f} {y:.2f} cm {name} Do Q".encode(), prepend=False)


def picture_pdf(images: list[tuple[bytes, tuple[int, ...], tuple[float, float]]], producer: str) -> bytes:
    """One PDF of scanned pages: JPEG bytes, array shape, size in millimetres."""
    with pikepdf.new() as pdf:
        for data, shape, size in images:
            append_jpeg(pdf, data, shape, size)
        if producer:
            pdf.docinfo["/Producer"] = producer
            pdf.docinfo["/Creator"] = producer
        buffer = io.BytesIO()
        pdf.save(buffer, deterministic_id=True)
    return buffer.getvalue()


def encrypted(data: bytes) -> bytes:
    """The PDF behind a password to open it (the older cipher of office programs; same bytes every run)."""
    lock = pikepdf.Encryption(user="2020hr", owner="2020hr-owner", R=3, aes=False, metadata=False)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        buffer = io.BytesIO()
        pdf.save(buffer, encryption=lock, static_id=True)
    return buffer.getvalue()


def fax_tiff(pages: list[np.ndarray], fine: bool) -> bytes:
    """A multi-page bilevel TIFF as a fax receiver stores it."""
    frames = [Image.fromarray(p) for p in pages]
    buffer = io.BytesIO()
    frames[0].save(buffer, "TIFF", compression="group4", save_all=True, append_images=frames[1:],
        dpi=(204, 196 if fine else 98))
    return buffer.getvalue()
