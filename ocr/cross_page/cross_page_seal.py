"""Cross-page seals (骑缝章): what the strips of a set of pages prove.

Complete: every page carries a strip, and the strips make one closed outline each. Partial: the others make an
outline, and where the strip of a page must lie its edge is empty, or holds another seal's. All else is uncertain,
a question to an officer. Source: domain notes c3; 附件3 寄递要求2.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import mean, median

from cases.reading import ColourMode, Coverage, CrossPageSeal, Edge, EdgeFragment, InkColour, PageReading, Seal
from cases.units import POINTS_PER_MM
from ocr.cross_page.levelled_sheets import levelled
from ocr.cross_page.strip_matching import FITTING, Impression, Strip, find_impressions

_CLOSED_MM = 4.0
"""How much of the outline may lie beyond the strips: faint ends of a ring, a scanner's cut at the last edge."""

_ACCEPTED_FIT = 0.62
_LIKE_A_SEAL = 0.55
"""Score from which a strip by itself looks like a part of a seal."""

_SURELY_A_SEAL = 0.7
_LONE_DEPTH_MM = 6.0
_LONE_SCORE = 0.7
_SURE_WIDTH_MM = 1.6
"""Where the other strips are narrower, a scanner may have cut one off altogether."""

_LOST_SHARE = 0.7
"""What a strip lost to the scanner, against what is left of it, from which its neighbour may be lost altogether."""

_ROUND_ABOUT_MM = 6.0
_BESIDE, _PIECES_BESIDE, _IN_LINE = 0.75, 0.6, 0.88
"""Share of a strip's length at which another stands beside it, also where the strips together are as deep as one seal
is long, and how sure strips in line make a seal."""

_HALF_MM, _LEVEL_MM = 12.0, 5.0
"""Depth of a strip that is about half a seal, and how far the middles of two such, or of one of many strips from the
others', may lie apart on sheets of known size. Of 324 pairs of scans eight lay further apart, two of them on such
sheets; of 16 genuine ones drawn as photographs three did; of 302 joins (56 distinct ones) of three strips and more on
scans none (at most 3.6), nor of six photographed sets (4.3). Of sheets exchanged for one stamped 11 mm higher or lower
three photographs showed 5, 5.62 and 7 mm."""

_ONE_SEAL = (0.85, 1.15)
"""Depth of all strips together against their length, from which to which they are the pieces of one round seal."""

_REPEATED_TRACES = 0.6
_WIDEST_SEAL_MM = 46.0


@dataclass(frozen=True, slots=True)
class _Set:
    """The pages of one set and what was put together from them."""

    pages: Sequence[PageReading]
    accepted: list[Impression]
    others: list[Strip]

    @property
    def covered(self) -> set[int]:
        """Places whose strips lie on an accepted outline."""
        return {place for impression in self.accepted for place in impression.places}

    @property
    def asked(self) -> list[int]:
        """Places of the pages that are not blank."""
        return [place for place, page in enumerate(self.pages) if "page-blank" not in page.flags]


def join(pages: Sequence[PageReading], package: Sequence[PageReading] = ()) -> CrossPageSeal:
    """Judge the cross-page seal of one set of pages, in order.

    Args:
        pages: A material.
        package: All pages of the submission, where they may have been stamped together; a strip that fits
            its neighbours in another material counts.
    """
    if len(pages) < 2:
        return CrossPageSeal(Coverage.NOT_NEEDED, 1.0)
    alone = _judge(_put_together(pages), {page.number for page in pages})
    numbers = {page.number for page in pages}
    if alone.coverage is Coverage.COMPLETE:
        return alone
    if len(package) <= len(pages):
        return _levelled(pages, numbers) or alone
    together = _put_together(package)
    if not any(_reaches_beyond(impression, together.pages, numbers) for impression in together.accepted):
        return _levelled(package, numbers) or alone
    found = _judge(together, numbers)
    return found if found.coverage is Coverage.COMPLETE else _levelled(package, numbers) or found


def _levelled(package: Sequence[PageReading], numbers: set[int]) -> CrossPageSeal | None:
    """Return the verdict where sheets of two sizes carry one whole seal, None where they do not."""
    pages = levelled(package)
    found = _judge(_put_together(pages), numbers) if pages else None
    return found if found and found.coverage is Coverage.COMPLETE else None


def _put_together(pages: Sequence[PageReading]) -> _Set:
    impressions = find_impressions(pages)
    accepted = [impression for impression in impressions if len(impression.strips) > 1 and _is_seal(impression)]
    others = [strip for impression in impressions if impression not in accepted for strip in impression.strips]
    others += [strip for impression in impressions for strip in impression.misfits]
    return _Set(pages, accepted, others)


def _is_seal(impression: Impression) -> bool:
    """Tell whether strips make one outline: most of their columns end on it."""
    outline = impression.outline
    fitting = sum(share >= FITTING for share in outline.shares) if outline else 0
    return fitting >= max(2.0, 0.6 * len(impression.strips)) and impression.fit >= _ACCEPTED_FIT


def _reaches_beyond(impression: Impression, pages: Sequence[PageReading], numbers: set[int]) -> bool:
    found = {pages[place].number for place in impression.places}
    return bool(found & numbers) and bool(found - numbers)


def _judge(joined: _Set, numbers: set[int]) -> CrossPageSeal:
    """Return the verdict over the pages of these numbers."""
    pages = joined.pages
    asked = [place for place in joined.asked if pages[place].number in numbers]
    in_colour = any(page.colour is ColourMode.COLOUR for page in pages)
    doubtful = any(_shows_nothing_sure(pages[place], in_colour=in_colour) for place in asked)
    if any(not pages[place].size_known for place in asked) and _stand_in_line(joined, asked):
        return CrossPageSeal(Coverage.COMPLETE, _IN_LINE)
    if not joined.accepted:
        return _without_outline(joined, asked, doubtful=doubtful)
    lacking = [place for place in asked if place not in joined.covered]
    foreign = [place for place in lacking if _is_foreign(joined, place)]
    verdict = _Verdict(
        tuple(pages[place].number for place in lacking), tuple(pages[place].number for place in foreign),
        _confidence(joined.accepted),
    )
    blue = any(strip.fragment.colour is not InkColour.RED for one in joined.accepted for strip in one.strips)
    if doubtful or blue:
        return verdict.uncertain()
    if not lacking:
        over = _over(joined, asked)
        whole = all(_is_closed(one) and _is_level(one, pages) for one in over)
        return verdict.complete() if whole else verdict.uncertain()
    sure = all(place in foreign or _is_empty(joined, place) for place in lacking)
    if not sure or _may_be_duplex(joined, asked) or _may_be_cut_off(joined):
        return verdict.uncertain()
    return verdict.partial()


@dataclass(frozen=True, slots=True)
class _Verdict:
    missing: tuple[int, ...]
    foreign: tuple[int, ...]
    confidence: float

    def complete(self) -> CrossPageSeal:
        return CrossPageSeal(Coverage.COMPLETE, self.confidence)

    def partial(self) -> CrossPageSeal:
        return CrossPageSeal(Coverage.PARTIAL, self.confidence, self.missing, self.foreign)

    def uncertain(self) -> CrossPageSeal:
        return CrossPageSeal(Coverage.UNCERTAIN, min(self.confidence, 0.45), self.missing, self.foreign)


def _stand_in_line(joined: _Set, asked: Sequence[int]) -> bool:
    """Tell whether every page carries its strip at the same edge and height, as a clerk sees it at a glance.

    Of photographed and cut pages each has a scale of its own, so their strips make no exact outline.
    """
    strips = [_best_strips(joined.pages[place]) for place in asked]
    alone = all(len(one) == 1 for one in strips)
    # Beside a sheet of known size a cut one has its scale; photographs have each their own.
    askew = alone and not any(joined.pages[place].size_known for place in asked)
    beside = _PIECES_BESIDE if askew and _are_pieces([one for (one,) in strips]) else _BESIDE
    return any(
        all(any(_lies_beside(first, other, beside) for other in others) for others in strips[1:]) for first in strips[0]
    )


def _are_pieces(strips: Sequence[EdgeFragment]) -> bool:
    """Tell whether strips together are as deep as one round seal, each of them as long as it."""
    length = mean(one.end_mm - one.start_mm for one in strips)
    least, most = _ONE_SEAL
    return least * length <= sum(one.depth_mm for one in strips) <= most * length


def _best_strips(page: PageReading) -> list[EdgeFragment]:
    return [
        one for one in page.fragments
        if one.score >= _SURELY_A_SEAL and one.colour is not InkColour.BLACK and not one.is_trace
    ]


def _lies_beside(first: EdgeFragment, other: EdgeFragment, least: float) -> bool:
    shared = min(first.end_mm, other.end_mm) - max(first.start_mm, other.start_mm)
    shorter = min(first.end_mm - first.start_mm, other.end_mm - other.start_mm)
    return first.edge is other.edge and shared >= least * shorter


def _shows_nothing_sure(page: PageReading, *, in_colour: bool) -> bool:
    """Tell whether neither a strip nor its lack can be proved by a page: no colour, or no known size.

    A page of black print looks grey among coloured ones of its set; where its edges are bare, they are bare.
    """
    coloured = page.colour is ColourMode.COLOUR or any(
        fragment.colour is not InkColour.BLACK and not fragment.is_trace for fragment in page.fragments
    )
    bare = in_colour and page.colour is ColourMode.GREY and not page.fragments
    return not ((coloured or bare) and page.size_known)


def _confidence(accepted: Sequence[Impression]) -> float:
    """Return how sure the strips make seals, by how well they lie on their outlines."""
    fits = [min(1.0, 0.55 + 0.5 * impression.fit) for impression in accepted]
    return round(0.97 * min(fits), 3)


def _over(joined: _Set, places: Iterable[int]) -> list[Impression]:
    wanted = set(places)
    return [impression for impression in joined.accepted if impression.places & wanted]


def _is_level(impression: Impression, pages: Sequence[PageReading]) -> bool:
    """Tell whether the strips of a seal lie at one height: another stamp's closes the outline of photographs, too."""
    sized = [strip for strip in impression.strips if pages[strip.place].size_known]
    halves = [strip.middle for strip in sized if strip.fragment.depth_mm >= _HALF_MM]
    if any(abs(one - other) > _LEVEL_MM for one, other in pairwise(halves)):
        return False
    middles = [strip.middle for strip in sized]
    usual = median(middles) if middles else 0.0
    # A stack fanned askew drifts from strip to strip: an exchanged one also leaves the line of its neighbours.
    return not any(
        abs(here - usual) > _LEVEL_MM and abs(here - (before + after) / 2) > _LEVEL_MM
        for before, here, after in _with_neighbours(middles)
    )


def _with_neighbours(middles: Sequence[float]) -> Iterator[tuple[float, float, float]]:
    """Yield each of three or more strips' middles between the two next to it; at an end, both on its one side."""
    last = len(middles) - 1
    for at in range(len(middles) if last >= 2 else 0):
        before, after = (1, 2) if at == 0 else (last - 1, last - 2) if at == last else (at - 1, at + 1)
        yield middles[before], middles[at], middles[after]


def _is_closed(impression: Impression) -> bool:
    outline = impression.outline
    return outline is not None and max(outline.open_mm) <= _CLOSED_MM + outline.cut_mm


def _is_foreign(joined: _Set, place: int) -> bool:
    """Tell whether a page holds a strip of another seal at an edge where the others hold theirs.

    Where a tab, a mark or a whole seal lies over the place of its own strip, what is seen there may be the rest of it.
    """
    edges = {impression.edge for impression in joined.accepted}
    if _is_hidden(joined, place) or any(one.is_trace for one in _at_its_place(joined, place)):
        return False
    return any(
        strip.place == place and strip.fragment.edge in edges and strip.fragment.score >= _SURELY_A_SEAL
        for strip in joined.others
    )


def _is_empty(joined: _Set, place: int) -> bool:
    """Tell whether a page's edge holds no ink where its strip must lie."""
    return not _at_its_place(joined, place) and not _is_hidden(joined, place)


def _at_its_place(joined: _Set, place: int) -> list[EdgeFragment]:
    """Return what lies on a page where its strip must lie: at the height of the nearest pages' impressions."""
    distances = [min(abs(place - other) for other in one.places) for one in joined.accepted]
    nearest = [one for one, distance in zip(joined.accepted, distances, strict=True) if distance == min(distances)]
    return [one for one in joined.pages[place].fragments if any(_lies_at(one, each) for each in nearest)]


def _is_hidden(joined: _Set, place: int) -> bool:
    """Tell whether a whole seal lies where a page's strip must lie; the strip's ink is then not seen by itself."""
    page = joined.pages[place]
    return any(_lies_over(seal, one, page) for seal in page.seals for one in joined.accepted)


def _lies_over(seal: Seal, impression: Impression, page: PageReading) -> bool:
    x0, y0, x1, y1 = (value / POINTS_PER_MM for value in seal.box)
    width, height = page.size_mm
    from_edge = {Edge.LEFT: x0, Edge.TOP: y0, Edge.RIGHT: width - x1, Edge.BOTTOM: height - y1}[impression.edge]
    start, end = (y0, y1) if impression.edge in (Edge.LEFT, Edge.RIGHT) else (x0, x1)
    reach = _half_length(impression)
    deep = max(strip.chords.width for strip in impression.strips)
    return from_edge < deep and end > impression.middle - reach and start < impression.middle + reach


def _half_length(impression: Impression) -> float:
    """Return how far from its middle an impression may reach along the edge, mm."""
    size = impression.outline.size_mm[1] if impression.outline else _WIDEST_SEAL_MM
    return size / 2 + _ROUND_ABOUT_MM


def _lies_at(fragment: EdgeFragment, impression: Impression) -> bool:
    reach = _half_length(impression)
    return (
        fragment.edge is impression.edge
        and fragment.end_mm > impression.middle - reach and fragment.start_mm < impression.middle + reach
    )


def _may_be_duplex(joined: _Set, asked: Sequence[int]) -> bool:
    """Tell whether only fronts or only backs carry strips, or fronts at one edge and backs at the other."""
    edges = {impression.edge for impression in joined.accepted}
    mirrored = edges in ({Edge.LEFT, Edge.RIGHT}, {Edge.TOP, Edge.BOTTOM})
    covered = joined.covered & set(asked)
    every_other = len(asked) >= 4 and len({place % 2 for place in covered}) == 1 and len(covered) >= len(asked) // 2
    return mirrored or every_other


def _may_be_cut_off(joined: _Set) -> bool:
    """Tell whether a scanner that cuts edges off may have taken the whole of a strip."""
    widths = [strip.chords.width for impression in joined.accepted for strip in impression.strips]
    return median(widths) < _SURE_WIDTH_MM or any(_is_mostly_lost(one, joined) for one in joined.accepted)


def _is_mostly_lost(impression: Impression, joined: _Set) -> bool:
    """Tell whether strips lost about as much as they show: the seal is as wide as its longest chord."""
    seen = mean(strip.chords.width for strip in impression.strips)
    whole = max(strip.extent for strip in impression.strips)
    return whole / _sheets(impression, joined) - seen > _LOST_SHARE * seen


def _sheets(impression: Impression, joined: _Set) -> int:
    """Return over how many sheets an impression went at most: its pages and the bare ones among and beside them."""
    bare = set(range(len(joined.pages))) - joined.covered
    first, last = min(impression.places), max(impression.places)
    while first - 1 in bare:
        first -= 1
    while last + 1 in bare:
        last += 1
    return last - first + 1


def _without_outline(joined: _Set, asked: Sequence[int], *, doubtful: bool) -> CrossPageSeal:
    """Judge pages whose strips, if there are any, make no seal together."""
    pages = joined.pages
    like = [strip for strip in joined.others if strip.place in asked and strip.fragment.score >= _LIKE_A_SEAL]
    places = {strip.place for strip in like}
    missing = tuple(pages[place].number for place in asked if place not in places)
    if doubtful:
        return CrossPageSeal(Coverage.UNCERTAIN, 0.4, missing)
    if len(like) == 1 and _stands_alone(like[0], joined, asked):
        return CrossPageSeal(Coverage.PARTIAL, 0.7, missing)
    if like or _repeated_traces(pages, asked):
        return CrossPageSeal(Coverage.UNCERTAIN, 0.4, missing)
    bare = not any(page.fragments for page in pages)
    return CrossPageSeal(Coverage.ABSENT, 0.95 if bare else 0.9)


def _stands_alone(strip: Strip, joined: _Set, asked: Sequence[int]) -> bool:
    """Tell whether one page surely carries a part of a seal and the others carry nothing there."""
    alone = Impression((strip,), None)
    sure = strip.fragment.score >= _LONE_SCORE and strip.fragment.depth_mm >= _LONE_DEPTH_MM
    return sure and not any(
        _lies_at(fragment, alone) for place in asked if place != strip.place
        for fragment in joined.pages[place].fragments
    )


def _repeated_traces(pages: Sequence[PageReading], asked: Sequence[int]) -> bool:
    """Tell whether most pages show ink at one edge at one height: perhaps a strip too faint to be known."""
    marks = [(place, one) for place in asked for one in pages[place].fragments]
    for _, mark in marks:
        middle = (mark.start_mm + mark.end_mm) / 2
        alike = {
            place for place, one in marks
            if one.edge is mark.edge and abs((one.start_mm + one.end_mm) / 2 - middle) < _WIDEST_SEAL_MM / 2
        }
        if len(alike) >= max(2.0, _REPEATED_TRACES * len(asked)):
            return True
    return False
