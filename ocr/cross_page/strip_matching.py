"""Strips of many pages put together into impressions: same edge, same height, and one outline over all of them.

Sheets are fanned and stamped once, so the strips of consecutive pages are consecutive parts of one seal. Strips
that lie at the right height but not on the outline are kept apart: they come from another impression, or are none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from statistics import mean, median

import cv2
import numpy as np
import numpy.typing as npt

from cases.reading import Edge, EdgeFragment, PageReading
from ocr.cross_page.fragments import unpack_mask
from ocr.cross_page.strip_circle import Chords, Outline, chords_of, fit_outline
from ocr.seals.outline import PIXELS_PER_MM

Mask = npt.NDArray[np.bool_]

SAME_MIDDLE_MM = 8.0
FITTING = 0.5
"""Share of a strip's columns that must end on the outline for the strip to belong to it."""

_WIDEST_IMPRESSION_MM = 54.0
_USUAL_IMPRESSION_MM = 42.0
_ARC_SHARE = 0.8
_PLAY_MM = 1.5
_SLIP_MM = 3.0
_RING_MM = 0.9
_REVERSE_COST = 0.03
_GROUP_COST = 0.4
_END_CHORD = 0.6
"""Share of a strip's length below which the chord at one of its sides shows that the seal ends there."""


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
    mask: Mask
    chords: Chords

    @property
    def middle(self) -> float:
        """Middle along the edge, mm."""
        return (self.fragment.start_mm + self.fragment.end_mm) / 2

    @property
    def extent(self) -> float:
        """Length along the edge, mm."""
        return self.fragment.end_mm - self.fragment.start_mm


@dataclass(frozen=True, slots=True)
class Impression:
    """Strips that make one seal.

    Attributes:
        strips: From left to right (top to bottom) of the seal.
        outline: Through their ends, None for too little of it.
        misfits: Strips at its height that do not lie on it.
    """

    strips: tuple[Strip, ...]
    outline: Outline | None
    misfits: tuple[Strip, ...] = ()

    @property
    def places(self) -> set[int]:
        """Indexes of its pages."""
        return {strip.place for strip in self.strips}

    @property
    def edge(self) -> Edge:
        """Edge at which it lies."""
        return self.strips[0].fragment.edge

    @property
    def middle(self) -> float:
        """Middle along the edge, mm."""
        return median(strip.middle for strip in self.strips)

    @property
    def step(self) -> int:
        """1 where its strips stand in page order, -1 where the last page's comes first."""
        return 1 if self.strips[0].place <= self.strips[-1].place else -1

    @property
    def fit(self) -> float:
        """Mean share of the strips' columns that lie on the outline."""
        return mean(self.outline.shares) if self.outline else 0.0


def find_impressions(pages: Sequence[PageReading]) -> list[Impression]:
    """Return the impressions that the edge fragments of pages make, the one over most pages first."""
    strips = [_strip(place, fragment) for place, page in enumerate(pages)
              for fragment in page.fragments if not fragment.is_trace]
    impressions = [impression for track in _tracks(strips) for impression in _impressions_of(track)]
    return sorted(impressions, key=lambda impression: -len(impression.strips))


@lru_cache(maxsize=2048)
def _measured(fragment: EdgeFragment) -> tuple[Mask, Chords]:
    mask = unpack_mask(fragment)
    edgewise = mask if fragment.edge in (Edge.LEFT, Edge.RIGHT) else mask.T
    return edgewise, chords_of(edgewise)


def _strip(place: int, fragment: EdgeFragment) -> Strip:
    return Strip(place, fragment, *_measured(fragment))


def _tracks(strips: Iterable[Strip]) -> list[list[Strip]]:
    """Return strips of one ink at one edge whose middles agree, at most one a page, in page order."""
    tracks: list[list[Strip]] = []
    # Long strips first: the middle of a whole chord is surer than that of a corner of the ring.
    for strip in sorted(strips, key=lambda strip: -strip.extent):
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
        and abs(strip.middle - _middle(track)) <= SAME_MIDDLE_MM
        and all(strip.place != other.place for other in track)
    )


def _middle(track: Sequence[Strip]) -> float:
    return median(strip.middle for strip in track)


def _impressions_of(track: list[Strip]) -> list[Impression]:
    """Return the impressions of one track; a thick set has several at about the same height."""
    if sum(strip.chords.width for strip in track) <= _WIDEST_IMPRESSION_MM:
        return [_joined(track)]
    cuts = sorted({0, *_narrow_places(track), *_seal_ends(track), len(track)})
    best: list[tuple[float, list[Impression]]] = [(0.0, [])]
    for end in range(1, len(cuts)):
        choices = []
        for start in range(end):
            run = track[cuts[start] : cuts[end]]
            width = sum(strip.chords.width for strip in run)
            if width > _WIDEST_IMPRESSION_MM and end - start > 1:
                continue
            one = _joined(run)
            cost = sum(1 - share for share in one.outline.shares) if one.outline else float(len(run))
            cost += len(one.misfits) + _GROUP_COST * max(0.2, 1 - width / _USUAL_IMPRESSION_MM + 0.2)
            choices.append((best[start][0] + cost, [*best[start][1], one]))
        best.append(min(choices, key=lambda choice: choice[0]))
    return best[-1][1]


def _narrow_places(track: Sequence[Strip]) -> list[int]:
    """Return where one impression may end and the next begin: chords shrink to there and grow from there."""
    extents = [strip.extent for strip in track]
    return [
        at for at in range(1, len(track))
        if extents[at - 1] <= max(extents[max(0, at - 3) : at]) and extents[at] <= max(extents[at : at + 3])
        and min(extents[at - 1], extents[at]) <= min(extents[max(0, at - 2) : at + 2])
    ]


def _seal_ends(track: Sequence[Strip]) -> list[int]:
    """Return where strips lie next to each other that both hold a side of a seal, like the halves over two pages."""
    ends = [min(strip.chords.half[0], strip.chords.half[-1]) * 2 < _END_CHORD * strip.extent for strip in track]
    return [at for at in range(1, len(track)) if ends[at - 1] and ends[at]]


def _joined(run: Sequence[Strip]) -> Impression:
    """Return the impression of a run, strips that do not lie on the common outline set aside one by one."""
    result = _in_best_order(run)
    misfits: list[Strip] = []
    while result.outline and (bad := _misfit(result)) is not None and len(result.strips) > 2:
        if len(misfits) >= len(run) // 2:
            break
        misfits.append(bad)
        result = _in_best_order([strip for strip in result.strips[:: result.step] if strip is not bad])
    return Impression(result.strips, result.outline, tuple(misfits))


def _misfit(impression: Impression) -> Strip | None:
    """Return the strip that lies worst on the outline and shows no arcs of it, None where all fit."""
    outline = impression.outline
    if outline is None:
        return None
    for at in sorted(range(len(outline.shares)), key=outline.shares.__getitem__):
        if outline.shares[at] >= FITTING:
            return None
        strip = impression.strips[at]
        if not bears_arcs(strip, outline, outline.starts[at], impression.middle):
            return strip
    return None


def bears_arcs(strip: Strip, outline: Outline, start: float, middle: float) -> bool:
    """Tell whether a strip shows both arcs of an outline at its place, whatever else is printed over them.

    Args:
        strip: Any.
        outline: Of the others.
        start: Where the strip begins on the outline, mm.
        middle: Middle of the outline along the edge, mm.
    """
    across = start + (np.arange(strip.mask.shape[1]) + 0.5) / PIXELS_PER_MM
    best = 0.0
    inked = np.asarray(cv2.dilate(strip.mask.astype(np.uint8), np.ones((3, 3), np.uint8)), dtype=np.uint8)
    for aside in np.arange(-_PLAY_MM, _PLAY_MM + 0.1, 0.5):
        height = outline.radius**2 - (across + aside - outline.centre) ** 2
        columns = np.flatnonzero(height > 1.0)
        if len(columns) < max(2, 0.6 * len(across)):
            continue
        half = (np.sqrt(height[columns]) - _RING_MM / 2) * outline.ratio
        for up in np.arange(-_SLIP_MM, _SLIP_MM + 0.1, 0.5):
            centre = middle + up - strip.fragment.start_mm
            shown = [_at(inked, columns, (centre + side * half) * PIXELS_PER_MM) for side in (-1, 1)]
            best = max(best, min(shown))
    return best >= _ARC_SHARE


def _at(inked: npt.NDArray[np.uint8], columns: npt.NDArray[np.int64], rows: npt.NDArray[np.float64]) -> float:
    """Return the share of places that are inked; what lies beyond the strip is not."""
    whole = np.rint(rows).astype(np.int64)
    inside = (whole >= 0) & (whole < inked.shape[0])
    return float(inked[whole[inside], columns[inside]].sum() / len(columns))


def _in_best_order(run: Sequence[Strip]) -> Impression:
    """Return the strips joined from the first page on or from the last, whichever makes the better outline."""
    # At the left and top edge the last sheet of a fan stands out furthest and shows the seal's left.
    usual = list(run[::-1]) if run[0].fragment.edge in (Edge.LEFT, Edge.TOP) else list(run)
    orders = [usual] if len(run) == 1 else [usual, usual[::-1]]
    results = []
    for number, order in enumerate(orders):
        places = [strip.place for strip in order]
        absent = [0, *(abs(after - before) - 1 for before, after in pairwise(places))]
        outline = fit_outline([strip.chords for strip in order], absent)
        value = (mean(outline.shares) - 0.01 * outline.cut_mm if outline else 0.0) - number * _REVERSE_COST
        results.append((value, Impression(tuple(order), outline)))
    return max(results, key=lambda result: result[0])[1]
