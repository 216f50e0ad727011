"""Small PDFs with one property each, written by hand or with pikepdf."""

import io
import struct
import zlib

import pikepdf
from PIL import Image, ImageDraw

from tests.drawing.fonts import load_font

A4 = (595.28, 841.89)


def saved(document: pikepdf.Pdf) -> bytes:
    stream = io.BytesIO()
    document.save(stream, deterministic_id=True)
    return stream.getvalue()


def text_page(document: pikepdf.Pdf, content: str, size: tuple[float, float] = A4) -> pikepdf.Page:
    """Add a page that draws ``content``; font /F is Helvetica."""
    page = document.add_blank_page(page_size=size)
    font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    page.obj.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=document.make_indirect(font)))
    page.obj.Contents = document.make_stream(content.encode("latin-1"))
    return page


def letter(
    text: str = "Application for a permit", extra: str = "", pages: int = 1, size: tuple[float, float] = A4
) -> bytes:
    """A born-digital PDF with one line at (72, top - 100) on every page."""
    with pikepdf.new() as document:
        for _ in range(pages):
            text_page(document, f"BT /F 18 Tf 72 {size[1] - 100:.2f} Td ({text}) Tj ET {extra}", size)
        return saved(document)


def add_picture(
    document: pikepdf.Pdf, page: pikepdf.Page, picture: Image.Image, box: tuple[float, float, float, float]
) -> None:
    """Draw a picture at ``box`` (PDF coordinates) behind what the page already draws."""
    stream = document.make_stream(zlib.compress(picture.tobytes(), 1))
    stream.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=picture.width, Height=picture.height,
        ColorSpace=pikepdf.Name.DeviceRGB if picture.mode == "RGB" else pikepdf.Name.DeviceGray,
        BitsPerComponent=8, Filter=pikepdf.Name.FlateDecode,
    )  # fmt: skip
    resources = page.obj.Resources
    resources.XObject = pikepdf.Dictionary(P=stream)
    x0, y0, x1, y1 = box
    draw = f"q {x1 - x0} 0 0 {y1 - y0} {x0} {y0} cm /P Do Q ".encode()
    page.obj.Contents = document.make_stream(draw + page.obj.Contents.read_bytes())


def written_page(
    lines: list[str], width: int = 1654, height: int = 2339, size: int = 46, mode: str = "L"
) -> Image.Image:
    """A picture of a page at 200 dpi with Chinese lines from the top."""
    picture = Image.new(mode, (width, height), 255 if mode == "L" else (255, 255, 255))
    draw = ImageDraw.Draw(picture)
    for index, line in enumerate(lines):
        black = 0 if mode == "L" else (0, 0, 0)
        draw.text((180, 200 + index * 2 * size), line, font=load_font("sans", size), fill=black)
    return picture


def scan(picture: Image.Image, hidden_text: str = "") -> bytes:
    """A one-page PDF of the picture on A4, with an invisible text layer where one is given."""
    with pikepdf.new() as document:
        page = text_page(document, f"BT 3 Tr /F 18 Tf 72 741 Td ({hidden_text}) Tj ET" if hidden_text else "")
        add_picture(document, page, picture, (0, 0, *A4))
        return saved(document)


def million_pages() -> bytes:
    """One page object reachable 10**6 times."""
    parts = [b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"]
    for level in range(6):
        kids = b" ".join([b"%d 0 R" % (level + 3)] * 10)
        count = 10 ** (6 - level)
        parts.append(b"%d 0 obj<</Type/Pages/Count %d/Kids[%s]>>endobj\n" % (level + 2, count, kids))
    parts.append(b"8 0 obj<</Type/Page/Parent 7 0 R/MediaBox[0 0 200 200]>>endobj\n")
    parts.append(b"trailer<</Root 1 0 R/Size 9>>\n%%EOF")
    return b"".join(parts)


def nested_forms(depth: int = 9, pages: int = 2) -> bytes:
    """The first page draws 10**depth rectangles by forms inside forms; the others are plain."""
    with pikepdf.new() as document:
        form = {"Type": pikepdf.Name.XObject, "Subtype": pikepdf.Name.Form, "BBox": [0, 0, 100, 100]}
        inner = document.make_stream(b"0 0 50 50 re f", **form)
        for _ in range(depth):
            resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=inner))
            inner = document.make_stream(b"/X Do " * 10, **form, Resources=resources)
        page = text_page(document, "/X Do")
        page.obj.Resources.XObject = pikepdf.Dictionary(X=inner)
        for _ in range(pages - 1):
            text_page(document, "BT /F 18 Tf 72 700 Td (A plain page) Tj ET")
        return saved(document)


def png_of_size(width: int, height: int) -> bytes:
    """A PNG that claims to be of this size and holds next to nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
