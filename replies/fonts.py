"""Where a Chinese TrueType font lies: the free one that is installed with us, else one of the system's."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from cases.errors import ConfigurationError

SYSTEM_FONTS = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc", "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/truetype/arphic/uming.ttc", "C:/Windows/Fonts/simsun.ttc", "C:/Windows/Fonts/msyh.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc", "/Library/Fonts/Arial Unicode.ttf",
)


def chinese_font_files() -> Iterator[Path]:
    """Yield the fonts to be tried, best first."""
    # The wheel's package is found, not imported: importing it would load matplotlib.
    package = find_spec("zhplot")
    for folder in (package.submodule_search_locations or ()) if package is not None else ():
        yield Path(folder) / "fonts" / "NotoSansSC-Regular.ttf"
    yield from (Path(path) for path in SYSTEM_FONTS)


def chinese_font_file() -> Path:
    """Return the first font that is there.

    Raises:
        ConfigurationError: None is.
    """
    for path in chinese_font_files():
        if path.is_file():
            return path
    raise ConfigurationError(reason="找不到中文 TrueType 字体。")
