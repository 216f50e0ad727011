"""The truth about one page, given where its parts ended up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.drawing.plan import Impression, PagePlan
from tests.drawing.sheet import Text
from tests.drawing.truth import Box, FragmentTruth, LineTruth, PageTruth, SealTruth


def describe(
    page: PagePlan,
    seals: Sequence[tuple[Impression, Box]],
    fragments: Sequence[FragmentTruth],
    move: Callable[[Box], Box],
    colour: str,
    rotation: int,
) -> PageTruth:
    """Return the truth about a page.

    Args:
        page: The page as planned.
        seals: Impressions with their boxes in PDF points.
        fragments: Its strips.
        move: Turns a box in mm on the drawn sheet into PDF points on the page delivered.
        colour: colour, grey or bilevel.
        rotation: Degrees clockwise by which the picture lies wrong.
    """
    shown = [seal_truth(impression, box, colour) for impression, box in seals]
    return PageTruth(
        number=page.number,
        document=page.material.paper.code,
        lines=tuple(_lines(page, move, [box for _, box in seals])),
        seals=tuple(shown),
        fragments=tuple(fragments),
        seal_present=any(seal.applicant for seal in shown),
        signatures=tuple(page.sheet.signatures),
        size_mm=(page.sheet.width, page.sheet.height),
        colour=colour,
        rotation=rotation,
    )


def seal_truth(impression: Impression, box: Box, colour: str) -> SealTruth:
    """Return the truth about one impression; without colour its ink is black."""
    design = impression.design
    ink = {"blue": "blue", "grey": "black"}.get(impression.inking.ink, "red") if colour == "colour" else "black"
    return SealTruth(
        design.kind,
        design.shape,
        ink,
        design.text,
        design.inner_text,
        box,
        (design.width_mm, design.height_mm),
        impression.applicant,
    )


def _lines(page: PagePlan, move: Callable[[Box], Box], seals: Sequence[Box]) -> list[LineTruth]:
    lines = []
    for text in reading_order(page.sheet.lines()):
        box = move(text.box)
        lines.append(LineTruth(text.text, box, any(_overlap(box, seal) for seal in seals)))
    return lines


def reading_order(lines: Sequence[Text]) -> list[Text]:
    """Return lines top to bottom, those of one row from left to right."""
    rows: list[list[Text]] = []
    for line in sorted(lines, key=lambda each: (each.top + each.size / 2, each.left)):
        middle = line.top + line.size / 2
        if rows and abs(rows[-1][0].top + rows[-1][0].size / 2 - middle) < 0.4 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda each: each.left)]


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
