#!/usr/bin/env python3
"""tofax.py IN.pdf|IN.png… OUT.tif [--standard]: pages as a fax TIFF, 1728 wide, G3, 204x196 or 204x98."""

from __future__ import annotations

import pathlib
import sys
from collections.abc import Iterable, Sequence

import pypdfium2
from PIL import Image, ImageOps

WIDTH = 1728
DOTS_ACROSS = 204


def pages(path: pathlib.Path) -> list[Image.Image]:
    """Return the pages of a PDF or the one picture of an image file."""
    if path.suffix.lower() != ".pdf":
        return [Image.open(path)]
    return [page.render(scale=DOTS_ACROSS / 72).to_pil() for page in pypdfium2.PdfDocument(path)]


def fax_page(picture: Image.Image, dots_down: int) -> Image.Image:
    """Return the picture as fax drivers make it: 1728 wide, not square, dithered."""
    grey = ImageOps.exif_transpose(picture).convert("L")
    height = round(grey.height * WIDTH / grey.width * dots_down / DOTS_ACROSS)
    return grey.resize((WIDTH, height), Image.Resampling.LANCZOS).convert("1")


def write_fax(
    pictures: Iterable[Image.Image], target: pathlib.Path, standard: bool = False, compression: str = "group3"
) -> None:
    """Write pictures as one fax TIFF."""
    dots_down = 98 if standard else 196
    first, *others = [fax_page(picture, dots_down) for picture in pictures]
    first.save(target, save_all=True, append_images=others, compression=compression, dpi=(DOTS_ACROSS, dots_down))


def main(arguments: Sequence[str]) -> None:
    """Convert the files named on the command line."""
    *sources, target = [pathlib.Path(name) for name in arguments if not name.startswith("--")]
    write_fax([page for source in sources for page in pages(source)], target, "--standard" in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
