"""Cross-page seals (骑缝章): the strips of a set of pages joined into impressions.

Pages are fanned and stamped once, so that every edge carries a strip; thick sets are stamped in
groups, each at a height of its own. Strips belong together when their middles agree along the edge
(±8 mm), and the outline over all of them is one circle. Source: domain notes c3; 附件3 寄递要求2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import mean, median

import numpy as np
import numpy.typing as npt

from cases.reading import ColourMode, Coverage, CrossPageSeal, Edge, EdgeFragment, PageReading
from ocr.fragments import MASK_PIXELS_PER_MM, unpack_mask
from ocr.strip_circle import Circle, fit_circle

_SAME_MIDDLE_MM = 8.0
_WIDEST_IMPRESSION_MM = 52.0
_USUAL_IMPRESSION_MM = 42.0
_LEAST_SCORE = 0.3
_SURE_SCORE = 0.7
_GOOD_FIT_MM = 1.6


@dataclass(frozen=True, slots=True)
class Strip:
    """One page's share.

    Attributes:
        place: Index of the page in its set, from 0.
        mask: Ink with rows along the edge; columns run towards the edge at the right and bottom,
            from it at the left and top.
    """

    place: int
    fragment: EdgeFragment
    mask: npt.NDArray[np.bool_]

    @property
    def middle(self) -> float:
        """Middle along the edge, mm."""
        return (self.fragment.start_mm + self.fragment.end_mm) / 2


@dataclass(frozen=True, slots=True)
class Impression:
    """Strips that make one seal, in page order, and the circle through their outline, None for too little of it."""

    strips: tuple[Strip, ...]
    circle: Circle | None

    @property
    def places(self) -> set[int]:
        """Indexes of its pages."""
        return {strip.place for strip in self.strips}


def join(pages: Sequence[PageReading]) -> CrossPageSeal:
    """Judge the cross-page seal of one set of pages, a material or the whole package, in order."""
    if len(pages) < 2:
        return CrossPageSeal(Coverage.NOT_NEEDED, 1.0)
    doubtful = any(page.colour is not ColourMode.COLOUR or not page.size_known for page in pages)
    impressions = find_impressions(pages)
    if not impressions:
        return CrossPageSeal(Coverage.UNCERTAIN, 0.4) if doubtful else CrossPageSeal(Coverage.ABSENT, 0.95)
    real, strays = _told_apart(impressions)
    covered = set().union(*(impression.places for impression in real))
    missing = tuple(page.number for place, page in enumerate(pages)
                    if place not in covered and "page-blank" not in page.flags)
    foreign = tuple(sorted({pages[place].number for stray in strays for place in stray.places - covered}))
    confidence = _confidence(real, doubtful=doubtful)
    if _duplex(real, covered, len(pages)) or doubtful or confidence < 0.5:
        return CrossPageSeal(Coverage.UNCERTAIN, min(confidence, 0.5), missing, foreign)
    if not missing:
        return CrossPageSeal(Coverage.COMPLETE, confidence)
    lone = len(covered) == 1 and len(pages) > 2
    return CrossPageSeal(Coverage.PARTIAL, confidence * (0.7 if lone else 1.0), missing, foreign)


def find_impressions(pages: Sequence[PageReading]) -> list[Impression]:
    """Return the impressions that the edge fragments of pages make, the one over most pages first."""
    strips = [Strip(place, fragment, _edgewise(fragment)) for place, page in enumerate(pages)
              for fragment in page.fragments if fragment.score >= _LEAST_SCORE]
    impressions = [_impression(group) for track in _tracks(strips) for group in _split(track)]
    return sorted(impressions, key=lambda impression: -len(impression.strips))


def joined_picture(
    impressions: Iterable[Impression], pixels_per_mm: float = MASK_PIXELS_PER_MM
) -> npt.NDArray[np.uint8]:
    """Return the strips of impressions put together, dark on white, a thin grey line at each joint.

    Args:
        impressions: As found by ``find_impressions``; they stand side by side.
        pixels_per_mm: Scale wanted, a multiple of ``MASK_PIXELS_PER_MM``.

    Returns:
        H×W, uint8; 1×1 white without impressions.
    """
    parts: list[npt.NDArray[np.uint8]] = []
    for impression in impressions:
        start = min(strip.fragment.start_mm for strip in impression.strips)
        end = max(strip.fragment.end_mm for strip in impression.strips)
        height = int((end - start) * MASK_PIXELS_PER_MM) + 2
        for strip in _in_join_order(impression.strips):
            column = np.full((height, strip.mask.shape[1] + 1), 255, np.uint8)
            top = int((strip.fragment.start_mm - start) * MASK_PIXELS_PER_MM)
            rows = strip.mask[: height - top]
            column[top : top + rows.shape[0], :-1][rows] = 40
            column[:, -1] = 200
            parts.append(column)
        parts.append(np.full((height, 8), 255, np.uint8))
    if not parts:
        return np.full((1, 1), 255, np.uint8)
    height = max(part.shape[0] for part in parts)
    sheet = np.hstack([np.pad(part, ((0, height - part.shape[0]), (0, 0)), constant_values=255) for part in parts])
    times = max(1, round(pixels_per_mm / MASK_PIXELS_PER_MM))
    return np.asarray(np.kron(sheet, np.ones((times, times), np.uint8)), dtype=np.uint8)


def _impression(strips: Sequence[Strip]) -> Impression:
    parts = [(strip.mask, strip.fragment.start_mm) for strip in _in_join_order(strips)]
    return Impression(tuple(strips), fit_circle(parts))


def _edgewise(fragment: EdgeFragment) -> npt.NDArray[np.bool_]:
    mask = unpack_mask(fragment)
    return mask if fragment.edge in (Edge.LEFT, Edge.RIGHT) else mask.T


def _in_join_order(strips: Sequence[Strip]) -> list[Strip]:
    """Return strips from left to right of the seal: at the left and top edge the last page comes first."""
    ordered = sorted(strips, key=lambda strip: strip.place)
    return ordered[::-1] if ordered[0].fragment.edge in (Edge.LEFT, Edge.TOP) else ordered


def _tracks(strips: Sequence[Strip]) -> list[list[Strip]]:
    """Return strips of one ink at one edge whose middles agree, at most one a page."""
    tracks: list[list[Strip]] = []
    # Long strips first: the middle of a whole chord is surer than that of a corner of the ring.
    for strip in sorted(strips, key=lambda strip: strip.fragment.start_mm - strip.fragment.end_mm):
        fitting = [(abs(strip.middle - _middle(track)), track) for track in tracks if _may_join(strip, track)]
        if fitting:
            min(fitting, key=lambda pair: pair[0])[1].append(strip)
        else:
            tracks.append([strip])
    return [sorted(track, key=lambda strip: strip.place) for track in tracks]


def _may_join(strip: Strip, track: Sequence[Strip]) -> bool:
    first = track[0].fragment
    return (
        (first.edge, first.colour) == (strip.fragment.edge, strip.fragment.colour)
        and abs(strip.middle - _middle(track)) <= _SAME_MIDDLE_MM
        and all(strip.place != other.place for other in track)
    )


def _middle(track: Sequence[Strip]) -> float:
    return median(strip.middle for strip in track)


def _split(track: Sequence[Strip]) -> list[list[Strip]]:
    """Return the impressions of one track: a thick set has several, each growing and shrinking once."""
    total = sum(strip.fragment.depth_mm for strip in track)
    if total <= _WIDEST_IMPRESSION_MM:
        return [list(track)]
    share = total / max(1, round(total / _USUAL_IMPRESSION_MM))
    groups: list[list[Strip]] = [[]]
    width = 0.0
    for index, strip in enumerate(track):
        groups[-1].append(strip)
        width += strip.fragment.depth_mm
        following = track[index + 1] if index + 1 < len(track) else None
        if following is None:
            break
        grows = _extent(following) > _extent(strip)
        if (width > 0.75 * share and grows) or width + following.fragment.depth_mm > 1.25 * share:
            groups.append([])
            width = 0.0
    return groups


def _extent(strip: Strip) -> float:
    return strip.fragment.end_mm - strip.fragment.start_mm


def _told_apart(impressions: Sequence[Impression]) -> tuple[list[Impression], list[Impression]]:
    """Return the impressions that run over pages, and the lone strips of another seal among them."""
    largest = len(impressions[0].strips)
    if largest == 1:
        return [impressions[0]], list(impressions[1:])
    real = [impression for impression in impressions if len(impression.strips) > 1]
    return real, [impression for impression in impressions if len(impression.strips) == 1]


def _duplex(real: Sequence[Impression], covered: set[int], count: int) -> bool:
    """Tell whether only fronts or only backs carry strips, or fronts at one edge and backs at the other."""
    edges = {strip.fragment.edge for impression in real for strip in impression.strips}
    mirrored = edges in ({Edge.LEFT, Edge.RIGHT}, {Edge.TOP, Edge.BOTTOM})
    sides = {place % 2 for place in covered}
    every_other = count >= 4 and len(sides) == 1 and len(covered) >= count // 2
    return mirrored or every_other


def _confidence(real: Sequence[Impression], *, doubtful: bool) -> float:
    """Return how sure the strips are strips of seals: their own scores and the circle through them."""
    score = mean(strip.fragment.score for impression in real for strip in impression.strips)
    if score < _SURE_SCORE or doubtful:
        return min(score, 0.45)
    fits = [1.0 if impression.circle and impression.circle.residual_mm <= _GOOD_FIT_MM else 0.9 for impression in real]
    return round(0.97 * min(fits) * min(1.0, score / 0.9), 3)
