"""Size of a picture from its header alone: small ones in the text of a mail are logos and icons, no material."""

from __future__ import annotations

import struct

SHORTEST_SIDE = 200
"""Pixels. A page that is narrower shows its text at less than 25 dots per inch: nobody can read it."""
_JPEG_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


def is_decoration(content: bytes) -> bool:
    """Tell whether an inline part is a logo, icon or tracking pixel; a picture of unknown size is none."""
    if content.startswith(b"GIF8"):
        return True
    size = picture_size(content)
    return size is not None and min(size) < SHORTEST_SIDE


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height of a PNG, JPEG or BMP in pixels, None for anything else."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith(b"BM") and len(content) >= 26:
        width, height = struct.unpack("<ii", content[18:26])
        return abs(width), abs(height)
    return _jpeg_size(content) if content.startswith(b"\xff\xd8") else None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 <= len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + max(2, int.from_bytes(content[position + 2 : position + 4], "big"))
    return None
