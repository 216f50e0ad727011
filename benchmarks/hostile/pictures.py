"""Hostile pictures: floods of pixels, cut files, wrong names, loops of directories, kinds that are not taken."""

from __future__ import annotations

import io
import struct
import zlib
from functools import partial
from random import Random

from PIL import Image

from benchmarks.hostile.parts import of_file
from benchmarks.hostile.trial import Trial
from tests.ocr.file.made_pdfs import png_of_size, written_page

_FORMS = {"jpg": "JPEG", "png": "PNG", "tif": "TIFF"}
_ENDINGS = {form: ending for ending, form in _FORMS.items()}
_NOISY = (
    ("JPEG", 1, ""),
    ("JPEG", 2, "page-unreadable"),
    ("PNG", 1, "page-unreadable"),
    ("PNG", 2, "page-unreadable"),
    ("TIFF", 1, ""),
    ("TIFF", 2, ""),
)
"""Format, seed of the places, and what follows: without sums inside, a format shows what is left."""
_REFUSED = {
    "gif": b"GIF89a" + bytes(50),
    "bmp": b"BM" + bytes(50),
    "webp": b"RIFF\0\0\0\0WEBP" + bytes(50),
    "heic": b"\0\0\0\x18ftypheic" + bytes(50),
    "mp4": b"\0\0\0\x18ftypisom" + bytes(50),
    "svg": b"<svg onload='alert(1)'/>",
    "psd": b"8BPS\0\1" + bytes(50),
    "ico": b"\0\0\1\0" + bytes(50),
    "wmf": b"\xd7\xcd\xc6\x9a" + bytes(50),
}


def trials() -> list[Trial]:
    """Return all of this kind."""
    return [*_floods(), *_cut(), *_modes(), *_directories(), *_renamed(), *_refused()]


def _encoded(picture: Image.Image, form: str, **options: object) -> bytes:
    stream = io.BytesIO()
    picture.save(stream, form, **options)
    return stream.getvalue()


def _page(form: str) -> bytes:
    return _encoded(written_page(["劳务派遣经营许可申请书"] * 5, 800, 1100, 30), form)


def _floods() -> list[Trial]:
    def claiming(side: int) -> Trial:
        make = partial(png_of_size, side, side)
        return of_file(f"PNG that claims {side} by {side}", "a.png", make, "file-limit-reached")

    def white(across: int, down: int, mode: str = "L", form: str = "PNG") -> bytes:
        return _encoded(Image.new(mode, (across, down), 1), form)

    return [
        *(claiming(side) for side in (40_000, 65_000, 2**31 - 1)),
        of_file("PNG of no pixel", "a.png", partial(png_of_size, 0, 0), "file-damaged"),
        of_file("PNG without its pixels", "a.png", partial(png_of_size, 800, 1000), "page-unreadable", 1),
        of_file("PNG with words that swell", "a.png", _swelling_words, "file-damaged"),
        of_file("picture of one pixel", "a.png", partial(white, 1, 1), "", 1),
        of_file("picture like a thread", "a.png", partial(white, 1, 30_000), "", 1),
        of_file("picture like a line", "a.jpg", partial(white, 60_000, 1, "L", "JPEG"), "", 1),
        of_file("hundred million coloured pixels", "a.png", partial(_coloured, 10_000), "", 1),
        of_file("hundred million white pixels", "a.png", partial(white, 10_000, 10_000, "1"), "", 1),
    ]


def _coloured(side: int) -> bytes:
    pack = zlib.compressobj(1)
    row = b"\0" + b"\xe0\x40\x20" * side
    pixels = b"".join(pack.compress(row) for _ in range(side)) + pack.flush()
    whole, end = png_of_size(side, side), png_of_size(1, 1)[-12:]
    return whole[:33] + struct.pack(">I", len(pixels)) + b"IDAT" + pixels + struct.pack(
        ">I", zlib.crc32(b"IDAT" + pixels)) + end


def _swelling_words() -> bytes:
    content = _page("PNG")
    words = b"Comment\0\0" + zlib.compress(bytes(80_000_000), 9)
    chunk = struct.pack(">I", len(words)) + b"zTXt" + words + struct.pack(">I", zlib.crc32(b"zTXt" + words))
    return content[:33] + chunk + content[33:]


def _cut() -> list[Trial]:
    def part(form: str, share: float) -> bytes:
        content = _page(form)
        return content[: int(len(content) * share)]

    def noisy(form: str, seed: int) -> bytes:
        content = bytearray(_page(form))
        for place in Random(seed).sample(range(100, len(content)), 40):
            content[place] ^= 0xFF
        return bytes(content)

    cut = [
        of_file(f"{form}: first {share:.0%}", f"a.{ending}", partial(part, form, share), "page-unreadable", 1)
        for ending, form in _FORMS.items()
        for share in (0.02, 0.5, 0.95)
    ]
    return cut + [
        of_file(f"{form}: forty bytes turned over, {seed}", f"a.{_ENDINGS[form]}", partial(noisy, form, seed), codes, 1)
        for form, seed, codes in _NOISY
    ]


def _modes() -> list[Trial]:
    def of_mode(mode: str, form: str) -> bytes:
        return _encoded(Image.new(mode, (600, 800)), form)

    kinds = [("RGBA", "PNG"), ("P", "PNG"), ("I;16", "PNG"), ("1", "PNG"), ("LA", "PNG"), ("CMYK", "JPEG"),
             ("CMYK", "TIFF"), ("F", "TIFF"), ("I", "TIFF"), ("LAB", "TIFF"), ("YCbCr", "TIFF")]  # fmt: skip
    return [
        of_file(f"{form} in {mode}", f"a.{_ENDINGS[form]}", partial(of_mode, mode, form), "", 1) for mode, form in kinds
    ]


def _directories() -> list[Trial]:
    def directory(following: int, entries: bytes = b"") -> bytes:
        return b"II*\0\x08\0\0\0" + struct.pack("<H", len(entries) // 12) + entries + struct.pack("<I", following)

    def frames(count: int) -> bytes:
        picture = Image.new("1", (100, 140), 1)
        return _encoded(picture, "TIFF", save_all=True, append_images=[picture] * (count - 1))

    wide = struct.pack("<HHIIHHII", 256, 4, 1, 60_000, 257, 4, 1, 60_000)
    return [
        of_file("TIFF without a directory", "a.tif", lambda: b"II*\0\0\0\0\0", "file-damaged"),
        of_file("TIFF whose directory lies beyond its end", "a.tif", lambda: b"II*\0\xff\xff\xff\x7f", "file-damaged"),
        of_file("TIFF whose directories form a circle", "a.tif", partial(directory, 8), "file-damaged"),
        of_file("TIFF with an empty directory", "a.tif", partial(directory, 0), "file-damaged"),
        of_file("TIFF of 60,000 by 60,000 without pixels", "a.tif", partial(directory, 0, wide), "file-damaged"),
        of_file("TIFF of 201 frames", "a.tif", partial(frames, 201), "file-too-many-pages"),
        of_file("TIFF of 200 frames", "a.tif", partial(frames, 200), "", 200),
    ]


def _renamed() -> list[Trial]:
    return [
        of_file("JPEG named PDF", "a.pdf", partial(_page, "JPEG"), "file-extension-mismatch", 1),
        of_file("PNG named JPEG", "a.jpg", partial(_page, "PNG"), "", 1),
        of_file("TIFF named PNG", "a.png", partial(_page, "TIFF"), "file-extension-mismatch", 1),
        of_file("JPEG named program", "a.exe", partial(_page, "JPEG"), "file-type-refused"),
        of_file("page of script in a JPEG's tail", "a.jpg", lambda: _page("JPEG") + b"<script>", "", 1),
    ]


def _refused() -> list[Trial]:
    return [
        of_file(f"{ending.upper()}", f"a.{ending}", partial(bytes, content), "file-type-refused")
        for ending, content in _REFUSED.items()
    ]
