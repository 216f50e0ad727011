"""Sets text in a PDF so that its layer can claim anything: each (shown, claimed) pair has a code of its own."""

from __future__ import annotations

import io
import zlib
from functools import cache

import pikepdf
from PIL import Image, ImageDraw
from reportlab.pdfbase.ttfonts import TTFontFile

from tests.drawing.fonts import font_path, load_font

WIDTH, HEIGHT = 595.28, 841.89
"""A4 in points."""


class Setter:
    """Sets text in one embedded TrueType font; codes are given out as they are needed."""

    def __init__(self, face: str) -> None:
        self.font = _font(face)
        self.face = face
        self.codes: dict[tuple[str, str], int] = {}
        self.operators: list[str] = []
        self.pictures: list[tuple[str, Image.Image]] = []

    def text(self, shown: str, x: float, y: float, size: float, claimed: str | None = None, way: str = "line") -> float:
        """Set a line with its baseline at ``y`` from the top; returns where it ends.

        Args:
            shown: What the glyphs show.
            x: Left edge, points.
            y: Baseline from the top, points.
            size: Font size, points.
            claimed: What the layer says, ``shown`` by default; padded or cut to its length.
            way: ``line``: one string; ``runs``: kerned runs as Word; ``glyphs``: every glyph placed as WPS.
        """
        claims = (claimed or shown).ljust(len(shown), "\u200b")[: len(shown)]
        codes = [self._code(pair) for pair in zip(shown, claims, strict=True)]
        down = HEIGHT - y
        if way == "glyphs":
            across = x
            for code, character in zip(codes, shown, strict=True):
                self.operators.append(f"BT /F {size} Tf 1 0 0 1 {across:.2f} {down:.2f} Tm <{code:04X}> Tj ET")
                across += self.advance(character) * size
        elif way == "runs":
            parts = " 3 ".join("<" + "".join(f"{code:04X}" for code in codes[i : i + 5]) + ">"
                               for i in range(0, len(codes), 5))  # fmt: skip
            marked = f"/Span <</MCID {len(self.operators)}>> BDC BT /F {size} Tf 0.02 Tc 1 0 0 1 {x} {down:.2f} Tm"
            self.operators.append(f"{marked} [{parts}] TJ ET EMC")
        else:
            joined = "".join(f"{code:04X}" for code in codes)
            self.operators.append(f"BT /F {size} Tf 1 0 0 1 {x} {down:.2f} Tm <{joined}> Tj ET")
        return x + sum(self.advance(character) for character in shown) * size

    def draw(self, operators: str) -> None:
        """Add operators as they are; coordinates from the bottom left."""
        self.operators.append(operators)

    def picture(self, image: Image.Image, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture with its top left corner at (x, y) from the top."""
        name = f"P{len(self.pictures)}"
        self.pictures.append((name, image))
        self.operators.append(f"q {width:.2f} 0 0 {height:.2f} {x:.2f} {HEIGHT - y - height:.2f} cm /{name} Do Q")

    def written(self, lines: list[str], size: float, width: float, leading: float = 1.8) -> Image.Image:
        """Return the lines as a picture at 200 dpi on white."""
        scale = 200 / 72
        image = Image.new("L", (round(width * scale), round(leading * size * len(lines) * scale)), 255)
        pencil = ImageDraw.Draw(image)
        for index, line in enumerate(lines):
            place = (0, round((index * leading + 0.3) * size * scale))
            pencil.text(place, line, font=load_font(self.face, round(size * scale)), fill=0)
        return image

    def advance(self, character: str) -> float:
        """Return the advance as a share of the size."""
        return float(self.font.charWidths.get(ord(character), self.font.defaultWidth)) / 1000

    def saved(self) -> bytes:
        """Return the PDF."""
        with pikepdf.new() as document:
            page = document.add_blank_page(page_size=(WIDTH, HEIGHT))
            resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=self._font_object(document)))
            resources.ExtGState = pikepdf.Dictionary(Clear=pikepdf.Dictionary(ca=0, CA=0))
            objects = pikepdf.Dictionary()
            for name, image in self.pictures:
                objects[f"/{name}"] = _image(document, image)
            resources.XObject = objects
            page.obj.Resources = resources
            page.obj.Contents = document.make_stream("\n".join(self.operators).encode("ascii"))
            stream = io.BytesIO()
            document.save(stream, deterministic_id=True)
            return stream.getvalue()

    def _code(self, pair: tuple[str, str]) -> int:
        return self.codes.setdefault(pair, len(self.codes) + 1)

    def _font_object(self, document: pikepdf.Pdf) -> pikepdf.Object:
        shown = sorted({ord(pair[0]) for pair in self.codes})
        places = {code: place for place, code in enumerate(shown, 1)}
        program = document.make_stream(self.font.makeSubset(shown))
        descriptor = pikepdf.Dictionary(
            Type=pikepdf.Name.FontDescriptor, FontName=pikepdf.Name("/AAAAAA+Set"), Flags=4,
            FontBBox=[-100, -300, 1100, 1100], ItalicAngle=0, Ascent=880, Descent=-120, CapHeight=700, StemV=80,
            FontFile2=document.make_indirect(program),
        )  # fmt: skip
        glyphs = bytearray(2)
        widths, mapping = pikepdf.Array([]), []
        for (character, claim), code in self.codes.items():
            glyphs += places[ord(character)].to_bytes(2, "big")
            widths.append(code)
            widths.append(pikepdf.Array([round(self.advance(character) * 1000)]))
            mapping.append(f"<{code:04X}> <{claim.encode('utf-16-be').hex().upper()}>")
        descendant = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.CIDFontType2, BaseFont=pikepdf.Name("/AAAAAA+Set"),
            CIDSystemInfo=pikepdf.Dictionary(Registry="Adobe", Ordering="Identity", Supplement=0),
            FontDescriptor=document.make_indirect(descriptor), W=widths, DW=1000,
            CIDToGIDMap=document.make_stream(bytes(glyphs)),
        )  # fmt: skip
        return document.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type0, BaseFont=pikepdf.Name("/AAAAAA+Set"),
            Encoding=pikepdf.Name("/Identity-H"), DescendantFonts=[document.make_indirect(descendant)],
            ToUnicode=document.make_stream(_to_unicode(mapping)),
        ))  # fmt: skip


@cache
def _font(face: str) -> TTFontFile:
    return TTFontFile(font_path(face), subfontIndex=0)


def _image(document: pikepdf.Pdf, image: Image.Image) -> pikepdf.Stream:
    stream = document.make_stream(zlib.compress(image.tobytes(), 1))
    stream.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=image.width, Height=image.height,
        ColorSpace=pikepdf.Name.DeviceRGB if image.mode == "RGB" else pikepdf.Name.DeviceGray,
        BitsPerComponent=8, Filter=pikepdf.Name.FlateDecode,
    )  # fmt: skip
    return stream


def _to_unicode(mapping: list[str]) -> bytes:
    blocks = [mapping[start : start + 100] for start in range(0, len(mapping), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    head = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Set def /CMapType 2 def"
    space = "1 begincodespacerange <0000> <FFFF> endcodespacerange"
    return f"{head}\n{space}\n{body}\nendcmap end end".encode("ascii")
