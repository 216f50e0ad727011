"""Single pages before they are stamped: Writer pages and drawn pages."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pypdfium2

from .canvas import MM, Canvas

Spot = tuple[float, float]
POINTS = 72 / MM


@dataclass
class Leaf:
    """A page of a material, sizes in mm; either a page of a PDF file or a drawn canvas."""

    width: float
    height: float
    source: Path | None = None
    index: int = 0
    canvas: Canvas | None = None
    spots: dict[str, Spot] = field(default_factory=dict)
    text: str = ""

    def raster(self, dpi: int) -> np.ndarray:
        """RGB pixels at a resolution."""
        if self.canvas is not None:
            size = round(self.width * dpi / MM), round(self.height * dpi / MM)
            picture = self.canvas.image
            return np.array(picture if picture.size == size else picture.resize(size))
        page = pypdfium2.PdfDocument(self.source)[self.index]
        return np.ascontiguousarray(page.render(scale=dpi / 72).to_numpy()[:, :, ::-1])

    def find(self, words: str, last: bool = True) -> Spot | None:
        """Centre in mm of the last (or first) place of some words."""
        if words in self.spots:
            return self.spots[words]
        box = self.box(words, last)
        return None if box is None else ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)

    def box(self, words: str, last: bool = True) -> tuple[float, float, float, float] | None:
        """Left, top, right, bottom in mm of the last (or first) place of some words."""
        if self.source is None or words not in self.text:
            return None
        page = pypdfium2.PdfDocument(self.source)[self.index]
        reader = page.get_textpage()
        start = self.text.rfind(words) if last else self.text.find(words)
        boxes = np.array([reader.get_charbox(i) for i in (start, start + len(words) - 1)])
        height = page.get_height()
        left, top, right, bottom = boxes[0, 0], height - boxes[:, 3].max(), boxes[1, 2], height - boxes[:, 1].min()
        if boxes[1, 3] < boxes[0, 1]:
            left, top = boxes[1, 0], height - boxes[1, 3]
        return left / POINTS, top / POINTS, right / POINTS, bottom / POINTS


def from_pdf(path: Path) -> list[Leaf]:
    """All pages of a Writer file."""
    document = pypdfium2.PdfDocument(path)
    leaves = []
    for index, page in enumerate(document):
        width, height = page.get_size()
        text = page.get_textpage().get_text_range()
        leaves.append(Leaf(width / POINTS, height / POINTS, path, index, text=text))
    return leaves


def from_canvas(canvas: Canvas) -> Leaf:
    """A drawn page."""
    return Leaf(canvas.width, canvas.height, canvas=canvas, spots=canvas.spots)
