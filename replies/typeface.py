"""The embedded typeface of paper, and what stands for a character that it lacks.

Noto Sans SC has 30,890 characters; a few of the rarest names' are not among them. Such a character is never lost
silently: 〓 (the printer's mark for a missing type) stands in its place, and the paper names its code point.
"""

from __future__ import annotations

import re
from functools import cache

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from cases.errors import ConfigurationError
from replies.fonts import chinese_font_files
from replies.wording import MISSING

FONT = "LetterSans"
STAND_INS = f"{MISSING}□?"
"""Marks for a missing character, best first; any Chinese typeface has the last."""

_VARIANTS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # choose among shapes of the sign before them
_BEYOND = re.compile("<([0-9A-F]{5,6})>")


class _Typeface(TTFont):  # type: ignore[misc]  # reportlab ships no types
    """A typeface whose rarest characters can be copied and searched too.

    The library maps a character beyond U+FFFF to its code point; a ToUnicode map holds UTF-16 (ISO 32000-1, 9.10.3).
    """

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        self.face.name += b"-Letters"  # the library gives the first font of a face name to all of them

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802  # the library's name
        super().addObjects(doc)
        for name, stream in doc.idToObject.items():
            if name.startswith("toUnicodeCMap:"):
                stream.content = _BEYOND.sub(_utf16, stream.content)


def _utf16(match: re.Match[str]) -> str:
    return f"<{chr(int(match[1], 16)).encode('utf-16-be').hex().upper()}>"


@cache
def typeface() -> str:
    """Register the typeface once and return its name.

    Raises:
        ConfigurationError: No TrueType font with Chinese characters is on this machine.
    """
    for path in chinese_font_files():
        try:
            pdfmetrics.registerFont(_Typeface(FONT, str(path)))
        except (TTFError, OSError):
            continue
        return FONT
    raise ConfigurationError(reason="找不到可嵌入的中文 TrueType 字体，无法生成正式文书。")


def drawable(text: str) -> str:
    """Return the text with a visible mark for every character that the typeface lacks."""
    return "".join(sign if _has(sign) else stand_in() for sign in _VARIANTS.sub("", text))


def undrawable(text: str) -> tuple[str, ...]:
    """Return the code points (``U+20BB7``) that the typeface lacks, in order, once each."""
    return tuple(dict.fromkeys(f"U+{ord(sign):04X}" for sign in _VARIANTS.sub("", text) if not _has(sign)))


def text_width(text: str, size: float) -> float:
    """Return the width of drawable text in points."""
    return float(pdfmetrics.stringWidth(text, typeface(), size))


def _has(sign: str) -> bool:
    return sign.isspace() or ord(sign) in pdfmetrics.getFont(typeface()).face.charToGlyph


@cache
def stand_in() -> str:
    """Return the mark for a missing character."""
    return next(mark for mark in STAND_INS if _has(mark))
