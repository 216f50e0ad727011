"""Word documents to PDF with LibreOffice, many in one call, and the marks read back from the PDF."""

import ctypes
import subprocess
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pypdfium2
import pypdfium2.raw as raw

from .writer import mark_number

BATCH = 120


@dataclass
class Place:
    """A marked area on a page in millimetres from the upper left corner."""

    letter: str
    payload: str
    x: float
    y: float
    width: float
    height: float


@dataclass
class Sheet:
    """One page: its size in millimetres, its marks, and how to draw it (from PDF bytes or from a picture)."""

    width: float
    height: float
    places: list[Place] = field(default_factory=list)
    pdf: bytes = b""
    index: int = 0
    picture: np.ndarray | None = None

    def draw(self, dpi: int) -> np.ndarray:
        """The page as an RGB array at the given resolution."""
        if self.picture is not None:
            return resize(self.picture, round(self.width / 25.4 * dpi), round(self.height / 25.4 * dpi))
        document = pypdfium2.PdfDocument(self.pdf)
        image = document[self.index].render(scale=dpi / 72).to_numpy()[:, :, :3][:, :, ::-1]
        document.close()
        return np.ascontiguousarray(image)


def resize(image: np.ndarray, width: int, height: int) -> np.ndarray:
    """Scale a picture to a size in pixels."""
    import cv2

    return cv2.resize(image, (width, height), interpolation=cv2.INTER_AREA)


def run_office(folder: Path, files: list[Path]) -> None:
    """Convert documents to PDF beside them."""
    profile = folder / "profile"
    for start in range(0, len(files), BATCH):
        names = [str(f) for f in files[start : start + BATCH]]
        subprocess.run(
            ["nice", "-n", "5", "soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to",
                "pdf",
                "--outdir", str(folder), *names],
            check=True, capture_output=True, timeout=900,
        )


def sheets(path: Path, marks: list[tuple[str, str]]) -> list[Sheet]:
    """The pages of a converted document with the places of its marks."""
    data = path.read_bytes()
    document = pypdfium2.PdfDocument(data)
    found = []
    for index in range(len(document)):
        page = document[index]
        width, height = (v / 72 * 25.4 for v in page.get_size())
        found.append(Sheet(width, height, page_places(page, marks, height), data, index))
    document.close()
    return found


def page_places(page: pypdfium2.PdfPage, marks: list[tuple[str, str]], height: float) -> list[Place]:
    """The marked areas of one page (page height in millimetres)."""
    text = page.get_textpage()
    boxes: dict[int, list[tuple[float, float, float, float]]] = {}
    for index in range(text.count_chars()):
        number = mark_number(*char_colour(text, index))
        if number is not None and number < len(marks):
            boxes.setdefault(number, []).append(tuple(v * 25.4 / 72 for v in text.get_charbox(index, loose=True)))
    text.close()
    return [area(marks[number], found, height) for number, found in boxes.items()]


def char_colour(text: pypdfium2.PdfTextPage, index: int) -> tuple[int, int, int]:
    """The fill colour of one character."""
    parts = [ctypes.c_uint() for _ in range(4)]
    raw.FPDFText_GetFillColor(text.raw, index, *(ctypes.byref(p) for p in parts))
    return parts[0].value, parts[1].value, parts[2].value


def area(mark: tuple[str, str], boxes: list[tuple[float, float, float, float]], height: float) -> Place:
    """The area that a mark's characters cover; a mark broken over lines keeps its first line."""
    first = [box for box in boxes if abs(box[1] - boxes[0][1]) < 2]
    left, right = min(b[0] for b in first), max(b[2] for b in first)
    low, high = min(b[1] for b in first), max(b[3] for b in first)
    return Place(mark[0], mark[1], left, height - high, right - left, high - low)
