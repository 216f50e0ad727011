"""The size of a scanned page is a claim: what the file says, unless the software that wrote it only guessed.

Tools that put pictures into a PDF take one pixel for a point, or 96 pixels for an inch; scanners' drivers and phone
apps write 72 for want of anything better. What shows it: a page of A4's shape in a size that no paper has, at a
resolution that no scanner offers. Seen in public reports on naps2, pdfify and tesseract.
"""

from __future__ import annotations

from dataclasses import dataclass

from sandbox.units import MM_PER_INCH

A4_MM = (210.0, 297.0)
PAPERS_MM = (
    (297.0, 420.0), (148.0, 210.0), (105.0, 148.0),                        # A3, A5, A6
    (182.0, 257.0), (257.0, 364.0), (176.0, 250.0), (250.0, 353.0),        # B5 and B4 of JIS and ISO
    (184.0, 260.0), (260.0, 370.0), (270.0, 390.0),                        # 16开, 8开
    (216.0, 330.0), (216.0, 356.0),                                        # folio, Legal
)  # fmt: skip
"""What nobody takes for a cut A4, as he may 16开 of 195×270 and Letter."""

_A4_SLACK_MM = 8.0
"""Scanners cut a little off, or add a little."""
_PAPER_SLACK_MM = 4.0
_RATIO_SLACK = 0.06
"""How far a side ratio may lie from A4's 1.414."""
_SCANNED_DPI = (150.0, 200.0, 240.0, 300.0, 400.0, 600.0)
_DPI_SLACK = 0.02
_LEAST_CUT, _MOST_CUT = 0.88, 1.06
"""Share of A4's long side that a page may have and still be a cut sheet at its own scale."""
_LARGEST_MM = 450.0


@dataclass(frozen=True, slots=True)
class PageSize:
    """What to make of a claim.

    Attributes:
        factor: By which the claimed lengths are to be multiplied.
        known: Whether the result can be relied on.
    """

    factor: float
    known: bool


def believed(width_mm: float, height_mm: float, long_pixels: int) -> PageSize:
    """Judge the claimed size of a page that one picture fills, of so many pixels on its longer side."""
    short, long = sorted((width_mm, height_mm))
    if _near((short, long), A4_MM, _A4_SLACK_MM):
        return PageSize(1.0, True)
    if _LEAST_CUT * A4_MM[1] < long < _MOST_CUT * A4_MM[1] and short < _MOST_CUT * A4_MM[0]:
        return PageSize(1.0, False)
    scanned = _is_scanners(long_pixels / (long / MM_PER_INCH))
    if scanned and any(_near((short, long), paper, _PAPER_SLACK_MM) for paper in PAPERS_MM):
        return PageSize(1.0, True)
    if abs(long / short / (A4_MM[1] / A4_MM[0]) - 1) <= _RATIO_SLACK or long > _LARGEST_MM:
        return PageSize(A4_MM[1] / long, False)
    return PageSize(1.0, scanned)


def _near(sides: tuple[float, float], paper: tuple[float, float], slack: float) -> bool:
    return all(abs(side - wanted) <= slack for side, wanted in zip(sides, paper, strict=True))


def _is_scanners(dpi: float) -> bool:
    return any(abs(dpi / step - 1) <= _DPI_SLACK for step in _SCANNED_DPI)
