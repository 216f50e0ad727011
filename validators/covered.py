"""What a seal lies over: nobody can tell whether something stands there, and what was read there is often misread."""

from __future__ import annotations

from cases.boxes import touch
from cases.reading import Box, PageReading


def is_covered(page: PageReading, box: Box) -> bool:
    """Tell whether an impression lies over a place of a page, in points."""
    return any(touch(seal.box, box) for seal in page.seals)
