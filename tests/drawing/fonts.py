"""Free Chinese fonts: found in installed wheels, or in Debian's folders when asked for.

The three wheels (``zhplot``, ``paperang-p2-fonts-cjk``, ``manimgx-fonts-cjk``) are searched by
their import name without being imported, so the default drawing is the same on every machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from PIL import ImageFont


@dataclass(frozen=True, slots=True)
class Face:
    """One weight of one font.

    Attributes:
        package: Import name of the wheel that holds it; None for a file of the machine.
        file: Path inside the package, or an absolute path.
        index: Member of a collection.
        weight: Value of the weight axis of a variable font, None for a static one.
    """

    package: str | None
    file: str
    index: int = 0
    weight: int | None = None


_VARIABLE = ("manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc", 2)

FACES: dict[str, Face] = {
    "sans": Face("zhplot", "fonts/NotoSansSC-Regular.ttf"),
    "micro": Face("paperang_p2_fonts_cjk", "fonts/wqy-microhei.ttc"),
    "thin": Face(*_VARIABLE, weight=200),
    "light": Face(*_VARIABLE, weight=300),
    "medium": Face(*_VARIABLE, weight=500),
    "bold": Face(*_VARIABLE, weight=700),
    "black": Face(*_VARIABLE, weight=900),
}
"""Faces that every machine has; ``sans`` and ``micro`` have TrueType outlines (reportlab needs them)."""

DEBIAN_FACES: dict[str, Face] = {
    "serif": Face(None, "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    "serif-bold": Face(None, "/usr/share/fonts/opentype/noto/NotoSerifCJK-Bold.ttc", 2),
    "song": Face(None, "/usr/share/fonts/truetype/arphic/uming.ttc"),
    "kai": Face(None, "/usr/share/fonts/truetype/arphic/ukai.ttc"),
    "zenhei": Face(None, "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"),
}
"""Extra faces, used only where the caller asks for them (``SubmissionSpec.debian_fonts``)."""


class FontMissing(RuntimeError):
    """A font file is not installed; the message names the wheel or the path."""


@lru_cache(maxsize=64)
def font_path(name: str) -> str:
    """Return the path of a face's file.

    Raises:
        FontMissing: The wheel or the Debian package is not installed.
    """
    face = FACES.get(name) or DEBIAN_FACES[name]
    if face.package is None:
        path = Path(face.file)
    else:
        spec = find_spec(face.package)
        if spec is None or not spec.submodule_search_locations:
            raise FontMissing(f"font wheel {face.package} is not installed")
        path = Path(spec.submodule_search_locations[0], face.file)
    if not path.is_file():
        raise FontMissing(f"font file {path} does not exist")
    return str(path)


@lru_cache(maxsize=512)
def load_font(name: str, size: int) -> ImageFont.FreeTypeFont:
    """Return a face at a size in pixels."""
    face = FACES.get(name) or DEBIAN_FACES[name]
    font = ImageFont.truetype(font_path(name), size, index=face.index, layout_engine=ImageFont.Layout.BASIC)
    if face.weight is not None:
        font.set_variation_by_axes([face.weight])
    return font


@lru_cache(maxsize=200_000)
def advance(name: str, character: str) -> float:
    """Return a character's advance as a share of the font size."""
    return load_font(name, 100).getlength(character) / 100


def text_width(name: str, text: str, size: float) -> float:
    """Return the width of a text in the unit of ``size``."""
    return sum(advance(name, character) for character in text) * size


def debian_fonts_present() -> bool:
    """Say whether all extra faces are on this machine."""
    return all(Path(face.file).is_file() for face in DEBIAN_FACES.values())
