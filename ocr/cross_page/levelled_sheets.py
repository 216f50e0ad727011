"""Sheets of two sizes in one set: strips of one seal stand at other heights on the landscape ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from cases.reading import Edge, EdgeFragment, InkColour, PageReading

_SURE = 0.7
"""Score from which a strip is surely a part of a seal."""

_SAME_SIZE_MM = 8.0


def levelled(pages: Sequence[PageReading]) -> list[PageReading] | None:
    """Return the pages with their strips moved to one height; None where that is not for this set.

    A copier that scales landscape sheets, or a stack fanned with them, sets one seal at another height on each kind of
    sheet. Only where every page carries just one strip at the same side is there anything to go by; if the strips make
    one seal is then for their outline to say.
    """
    strips = [strip for page in pages if (strip := _only_strip(page)) is not None]
    if len(strips) < len(pages) or len({strip.edge for strip in strips}) > 1:
        return None
    heights = [page.size_mm[1] for page in pages]
    if max(heights) - min(heights) < _SAME_SIZE_MM:
        return None
    middles = [_usual_middle(strips, heights, height) for height in heights]
    return [
        replace(page, fragments=(_moved(strip, middles[0] - middle),))
        for page, strip, middle in zip(pages, strips, middles, strict=True)
    ]


def _usual_middle(strips: Sequence[EdgeFragment], heights: Sequence[float], height: float) -> float:
    """Return where the strips of sheets of one height have their middle."""
    alike = zip(strips, heights, strict=True)
    return median((one.start_mm + one.end_mm) / 2 for one, other in alike if abs(other - height) < _SAME_SIZE_MM)


def _only_strip(page: PageReading) -> EdgeFragment | None:
    sure = [
        one for one in page.fragments
        if one.score >= _SURE and one.colour is not InkColour.BLACK and not one.is_trace
        and one.edge in (Edge.LEFT, Edge.RIGHT)
    ]
    return sure[0] if len(sure) == 1 and page.size_known else None


def _moved(strip: EdgeFragment, by: float) -> EdgeFragment:
    return replace(strip, start_mm=strip.start_mm + by, end_mm=strip.end_mm + by)
