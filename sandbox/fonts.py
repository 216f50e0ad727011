"""Fonts for what a PDF names and does not hold: the machine's own, and the free Chinese one installed with us.

Without a Chinese font pdfium draws such text blank and says nothing, and an honest text layer looks like a lie.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

SYSTEM_FOLDERS = (
    "/usr/share/fonts", "/usr/share/X11/fonts/Type1", "/usr/share/X11/fonts/TTF", "/usr/local/share/fonts",
)
"""Where pdfium looks by itself on Linux; folders that are named to it replace them."""

_kept: list[object] = []
"""What pdfium goes on pointing at."""


def free_font_folder() -> Path | None:
    """Return the folder of the free font Noto Sans SC, None where its wheel is not installed."""
    package = find_spec("zhplot")  # found, not imported: importing it would load matplotlib
    folders = (package.submodule_search_locations or ()) if package is not None else ()
    return next((Path(folder) / "fonts" for folder in folders), None)


def let_pdfium_find_fonts(system: Sequence[str] = SYSTEM_FOLDERS) -> None:
    """Start pdfium anew with the machine's fonts and the free one; no document may be open in this process."""
    import pypdfium2  # noqa: F401  # starts pdfium with the machine's fonts alone
    import pypdfium2.raw as raw

    free = free_font_folder()
    names = [*system, str(free)] if free is not None else list(system)
    paths = (ctypes.c_char_p * (len(names) + 1))(*(name.encode() for name in names), None)
    _kept.append(paths)
    raw.FPDF_DestroyLibrary()
    config = raw.FPDF_LIBRARY_CONFIG(version=2, m_pIsolate=None, m_v8EmbedderSlot=0)
    config.m_pUserFontPaths = ctypes.cast(paths, type(config.m_pUserFontPaths))
    raw.FPDF_InitLibraryWithConfig(config)
