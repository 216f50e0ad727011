"""Lines of a text layer that their strips did not bear out, settled by the reading of the whole picture."""

from __future__ import annotations

from collections.abc import Sequence

from cases.reading import Box, TextLine
from ocr.text.text_likeness import folded, holds, part_likeness

SURE_SCORE = 0.9
"""Score of the weakest character, or of a line, from which a reading counts against the layer."""

ALIKE = 0.75
"""Likeness below which two texts are no longer one text read badly."""

MIN_LIE = 4
"""Letters of a line from which it is worth an accusation."""


def trust_in(line: TextLine, seen: Sequence[TextLine]) -> float | None:
    """Return what a doubted line is worth by the reading of the whole picture; None where that contradicts it."""
    there = _at(line.box, seen)
    shown = "".join(one.text for one in there)
    if holds(shown, line.text):
        return 1.0
    score = min((one.score for one in there), default=1.0)
    return score if score < SURE_SCORE and part_likeness(line.text, shown) >= ALIKE else None


def is_lie(lines: Sequence[TextLine], seen: Sequence[TextLine], seals: Sequence[Box]) -> bool:
    """Tell whether contradicted lines are worth an accusation, and not print that is hard to read."""
    letters = 0
    for line in lines:
        there = _at(line.box, seen)
        unsure = is_under(line, seals) or any(one.score < SURE_SCORE for one in there)
        if unsure or len(folded(line.text)) < MIN_LIE:
            continue
        if there:
            return True
        letters += len(folded(line.text))
    return letters >= 2 * MIN_LIE


def is_under(line: TextLine, seals: Sequence[Box]) -> bool:
    """Tell whether a seal touches the line."""
    return any(shared(line.box, seal) > 0 for seal in seals)


def _at(box: Box, seen: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines that stand where the box is."""
    return [line for line in seen if shared(box, line.box) > 0.3 * min(area(box), area(line.box))]


def shared(one: Box, other: Box) -> float:
    """Return the area that two boxes have in common, square points."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return max(width, 0.0) * max(height, 0.0)


def area(box: Box) -> float:
    """Return the area of a box, square points."""
    return (box[2] - box[0]) * (box[3] - box[1])
