"""Lines of a text layer that their strips did not bear out, settled by the reading of the whole picture."""

from __future__ import annotations

from collections.abc import Sequence

from cases.boxes import area, shared_area
from cases.plain_text import print_shape
from cases.reading import Box, TextLine
from ocr.text.text_likeness import holds, part_likeness

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
        if unsure or len(print_shape(line.text)) < MIN_LIE:
            continue
        if there:
            return True
        letters += len(print_shape(line.text))
    return letters >= 2 * MIN_LIE


def is_under(line: TextLine, seals: Sequence[Box]) -> bool:
    """Tell whether a seal touches the line."""
    return any(shared_area(line.box, seal) > 0 for seal in seals)


def _at(box: Box, seen: Sequence[TextLine]) -> list[TextLine]:
    """Return the lines that stand where the box is."""
    return [line for line in seen if shared_area(box, line.box) > 0.3 * min(area(box), area(line.box))]
