"""What all impressions of one stamp say of a name together, and where one of them only repeats the others' ink."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ocr.seals.deceiving import DeceivingSign
from ocr.seals.flat_line import hidden_shares
from ocr.seals.name_test import Fit
from ocr.seals.overlaid import without_overlaid
from ocr.seals.same_stamp import Stamp, compare, find_stamps
from ocr.seals.seal_strip import Strip
from ocr.seals.strip_alignment import laid_on

_LEAST, _MOST = -12.0, 8.0
"""Bounds of what one impression says of one rival of a name."""

_UNLISTED = 3.0
"""What an impression says of a rival that nothing proposed there."""

_FREE, _ANOTHER = 0.6, -3.0
"""Share of a character under print up to which it counts as seen; odds below which it is another one all the same: of
300 twins beside two own impressions three had -3.5, -5.7 and -5.8 (降 for 隆, 达 for 远, 田 for 由)."""

_BY_ITSELF = 2.8
"""Odds from which an impression needs no other to bear a name."""

_WHERE_READ = 2.4
"""The same where the very name was surely read."""

_READS_WELL, _ANOTHERS = -3.0, -12.0
"""Gap above which the name is as good a reading as any, and below which it is a wholly other one."""

_ALIKE, _SEEN, _COVERED = 0.8, 0.3, 0.5
"""Correlation with the stamp's other impressions, share seen of both, and share of its columns so seen, from which a
character may be the same on both."""

_OTHER_INK = 0.6
"""Likeness below which a character mostly under print, and read as another one, is that."""

_SAME_INK = 0.85
"""Likeness of every character from which an impression reads as the stamp does, whatever holes and print make of it."""

_LEAST_VOUCHERS = 2
"""Impressions that bear the name by themselves from which they alone show its ink: among all others may be a twin's."""

_SETTLED = 100.0
"""Odds of a character against whose rivals the ink speaks."""

_TOUCHED = 0.1
"""Share of a character under another seal from which its odds say nothing."""

_MOSTLY, _BARE, _ENOUGH, _ENOUGH_BARE = 0.65, 0.97, 0.6, 0.5
"""Share of a ring that must agree with a stamp's ink before single characters are looked at, share of what another seal
leaves of it, and shares that must be seen without another seal across it and beside one."""

_WEIGHT, _REPEATED = 30.0, 24.0
"""Odds of a character and ``_WEIGHT`` times its likeness to the others' ink add up to this where it is the same one: a
smudge turns the recogniser and leaves the strokes, a twin turns both. Of 240 twins laid on one or two impressions of a
stamp none came above 22.5 (己 and 日, which deceive, above 24); of the characters read otherwise on 20 stamps of other
origin all but two lay above 24."""

_APART = 0.05
"""By how much more alike to the stamp's a character must be than one that deceives for it may be in any face: of 66
such twins laid on a stamp none came above that likeness itself."""

_REPEATED_UNREAD = 17.0
"""The same where the page was read with difficulty, several others bear the name, and what speaks against it is no
look-alike: the ink of one that is unlike is not the same, so it was read from a table's lines or a blot."""

Place = TypeVar("Place", bound=Hashable)

Deceiving = Sequence[DeceivingSign]
"""Of each character of a name."""


@dataclass(frozen=True, slots=True)
class StampOdds:
    """Odds of a name for one impression among those of its stamp.

    Attributes:
        fit: The impression's fit, as far as no other seal lies on it.
        stamp: Summed over all of them, for the worst character.
        own: Of the impression's worst character, those left out that print covers, and those whose ink is that of the
            stamp's other impressions, which settle them.
        laid: Of all of them laid on each other; 0 for a single one and where nothing was open.
        vouchers: How many of the others bear the name by themselves.
        impressions: How many the stamp has.
    """

    fit: Fit
    stamp: float
    own: float
    laid: float
    vouchers: int
    impressions: int


@dataclass(slots=True)
class _Group:
    """Impressions of one stamp: their fits, None where nothing was open, and the fit of all laid on each other.

    ``joined`` are places in the stamp of those whose ink was found alike only in the light of the name.
    """

    stamp: Stamp
    members: list[Fit | None]
    deceiving: Deceiving
    laid: Fit | None
    joined: set[int]

    @property
    def is_open(self) -> bool:
        """Tell whether one of them does not bear the name by itself."""
        tested = [one for one in self.members if one is not None]
        return any(one.score < _BY_ITSELF or one.gap <= _READS_WELL or not one.ends for one in tested)

    @property
    def may_bear_the_name(self) -> bool:
        """Tell whether none of them bears a wholly other name."""
        return all(one is None or one.gap > _ANOTHERS for one in self.members)


def stamp_odds(
    fits: Mapping[Place, Fit], strips: Mapping[Place, Strip], read: Collection[Place], deceiving: Deceiving,
    fitted: Callable[[Strip], Fit | None], alike: Mapping[Place, Sequence[Collection[str]]],
) -> dict[Place, StampOdds]:
    """Return the odds of a name for every impression that was tested.

    Args:
        fits: What the tests gave.
        strips: These impressions and those on which the very name was read beyond doubt.
        read: Impressions on which the very name was surely read.
        deceiving: Of each character of the name.
        fitted: Tests one more impression.
        alike: Look-alikes of each character, for impressions that were read with difficulty.
    """
    places = list(strips)
    found: dict[Place, StampOdds] = {}
    for group in _groups(fits, strips, read, deceiving, fitted, alike):
        mine = [places[index] for index in group.stamp.places]
        vouch = [
            at not in group.joined and _vouches(one, place in read)
            for at, (place, one) in enumerate(zip(mine, group.members, strict=True))
        ]
        for at, (place, one) in enumerate(zip(mine, group.members, strict=True)):
            if one is not None:
                others = [other for other, it in enumerate(vouch) if it and other != at]
                known = alike.get(place) if len(others) >= _LEAST_VOUCHERS else None
                found[place] = _of_one(group, at, one, others, known)
    return found


def _vouches(one: Fit | None, read: bool) -> bool:
    return one is None or (one.ends and one.score >= (_WHERE_READ if read else _BY_ITSELF))


@dataclass(frozen=True, slots=True)
class _Rivals:
    """What may stand in the place of each character, and what of it the ink of a stamp rules out.

    Attributes:
        alike: Look-alikes; others are held to less. None where all are alike to whoever read the page without trouble.
        several: Enough impressions show the stamp's ink to tell a character from one that deceives.
    """

    deceiving: Deceiving
    alike: Sequence[Collection[str]] | None
    several: bool = False

    def left(self, odds: Mapping[str, float], place: int, likeness: float) -> float:
        """Return the odds of a character against the rivals that its likeness to the stamp's ink leaves."""
        return min((value for rival, value in odds.items() if not self._is_ruled_out(rival, value, place, likeness)),
                   default=_SETTLED)  # fmt: skip

    def same_ink(self, odds: Mapping[str, float], place: int) -> float:
        """Return the likeness from which a character is the stamp's, whatever it reads as."""
        open_ones = (like for rival, like in self.deceiving[place].by_nature.items() if odds.get(rival, 0.0) <= 0)
        return max((_SAME_INK, *(like + _APART for like in open_ones)))

    def _is_ruled_out(self, rival: str, odds: float, place: int, likeness: float) -> bool:
        if rival in self.deceiving[place].all and not self.several:
            return False
        deceives = self.deceiving[place].by_nature.get(rival)
        if deceives is not None:
            return likeness >= deceives + _APART and _is_repeated(odds, likeness)
        unlike = self.alike is not None and rival not in self.alike[place]
        return _is_repeated(odds, likeness, _REPEATED_UNREAD if unlike else _REPEATED)


def _groups(
    fits: Mapping[Place, Fit], strips: Mapping[Place, Strip], read: Collection[Place], deceiving: Deceiving,
    fitted: Callable[[Strip], Fit | None], alike: Mapping[Place, Sequence[Collection[str]]],
) -> list[_Group]:
    """Return the impressions by stamp; one that smudges keep apart joins the largest stamp where all of it agrees."""
    places = list(strips)
    groups = [
        _Group(stamp, [fits.get(places[index]) for index in stamp.places], deceiving, None, set())
        for stamp in find_stamps(list(strips.values()))
    ]
    likely = [group for group in groups if group.may_bear_the_name]
    if not likely or not any(group.is_open for group in groups):
        return groups
    base = max(likely, key=lambda group: (len(group.members), sum(_vouches(one, read=False) for one in group.members)))
    alone = [group for group in groups if group is not base and len(group.members) == 1]
    for group in likely:
        if (group.is_open and len(group.members) > 1) or (group is base and alone):
            group.laid = fitted(group.stamp.fused())
    inked = zip(base.stamp.places, base.members, strict=True)
    several = sum(_vouches(one, places[at] in read) for at, one in inked) >= _LEAST_VOUCHERS
    known = {at: alike[place] for at, place in enumerate(places) if several and place in alike}
    gone = [
        group for group in alone
        if _joins(group, base, _Rivals(deceiving, known.get(group.stamp.places[0]), several=several))
    ]
    if gone:
        base.laid = fitted(base.stamp.fused())
    return [group for group in groups if group not in gone]


def _joins(group: _Group, base: _Group, rivals: _Rivals) -> bool:
    """Lay an impression on a stamp and take it in where no character shows another ink; tell whether it was."""
    one = group.members[0]
    if base.laid is None:
        return False
    fused = base.stamp.fused()
    strip, least, enough = laid_on(group.stamp.strips[0], fused), _MOSTLY, _ENOUGH
    if one is not None and (bare := without_overlaid(strip, fused)):
        strip, one, least, enough = bare, _as_far_as_seen(one, bare, base.laid), _BARE, _ENOUGH_BARE
    elif not group.may_bear_the_name:
        return False
    comparison = compare(strip, fused)
    judged = comparison.judged
    if judged.sum() < enough * comparison.inked.sum() or (comparison.likeness[judged] >= _ALIKE).mean() < least:
        return False
    if one is not None and _unlike(one, _likeness(strip, fused, base.laid), rivals):
        return False
    base.joined.add(len(base.members))
    base.stamp.add(group.stamp.places[0], strip)
    base.members.append(one)
    return True


def _as_far_as_seen(one: Fit, strip: Strip, laid: Fit) -> Fit:
    """Return a fit that says nothing of characters under another seal; what it takes for other words is that seal's."""
    shares = zip(hidden_shares(strip.seen, laid.row), one.hidden, strict=True)
    touched = [share > before + _TOUCHED for share, before in shares]
    odds = tuple(
        dict.fromkeys(theirs, 0.0) if under else own
        for own, theirs, under in zip(one.odds, laid.odds, touched, strict=True)
    )
    hidden = tuple(1.0 if under else before for before, under in zip(one.hidden, touched, strict=True))
    return Fit(odds, max(one.gap, laid.gap), hidden, laid.ends, laid.row)


def _of_one(
    group: _Group, at: int, one: Fit, vouchers: Sequence[int], alike: Sequence[Collection[str]] | None
) -> StampOdds:
    members = group.members
    several = len(vouchers) >= _LEAST_VOUCHERS
    # Where print hides the stroke that tells 人 from 入, only impressions that surely show it settle which it is.
    open_still = {place for place, sign in enumerate(group.deceiving) if sign.all and not several}
    asked = {
        place: one.at(place) for place in range(len(one.odds)) if _is_asked(one, place) or place in open_still
    }
    needed = _BY_ITSELF if at in group.joined else 0.0
    if group.laid is not None and several and at not in group.joined:
        one = replace(one, ends=one.ends or group.laid.ends)  # more characters would be other ink beside the name
    if group.laid is not None and (any(odds <= needed for odds in asked.values()) or one.gap <= _READS_WELL):
        others = group.stamp.mean(vouchers) if several else group.stamp.others(at)
        likeness = _likeness(group.stamp.strips[at], others, group.laid)
        rivals = _Rivals(group.deceiving, alike, several=several)
        if several and all(likeness[place] >= rivals.same_ink(one.odds[place], place) for place in asked):
            one = replace(one, gap=max(one.gap, group.laid.gap))
        asked |= {
            place: rivals.left(one.odds[place], place, likeness[place])
            for place, odds in asked.items() if odds <= needed
        }
    own = min((odds for odds in asked.values() if odds < _SETTLED), default=0.0)
    laid = group.laid.score if group.laid is not None and len(members) > 1 else 0.0
    return StampOdds(one, min(_sums(members, len(one.odds)), default=0.0), own, laid, len(vouchers), len(members))


def _sums(members: Sequence[Fit | None], length: int) -> list[float]:
    """Return for each place the least sum over its rivals; None stands for an impression that was surely read so."""
    sums = []
    for place in range(length):
        rivals = {rival for one in members if one is not None for rival in one.odds[place]}
        said = (
            (_MOST if one is None else one.odds[place].get(rival, _UNLISTED) for one in members) for rival in rivals
        )
        totals = (sum(max(_LEAST, min(value, _MOST)) for value in values) for values in said)
        sums.append(min(totals, default=_MOST * len(members)))
    return sums


def _likeness(strip: Strip, others: Strip, laid: Fit) -> list[float]:
    """Return for each character its least likeness to the others' ink, 0 where little is seen."""
    comparison = compare(strip, others)
    found = []
    for cell in laid.row.cells():
        judged = cell[comparison.inked[cell]]
        seen = judged[comparison.seen[judged] >= _SEEN]
        told = seen.size >= _COVERED * judged.size > 0
        found.append(float(comparison.likeness[seen].min()) if told else 0.0)
    return found


def _unlike(one: Fit, likeness: Iterable[float], rivals: _Rivals) -> bool:
    """Tell whether a character that is seen, and not surely the name's by itself, shows another ink.

    What print leaves of one that reads as another counts too, where that is plainly other ink; 0 says nothing.
    """
    return any(
        (_is_asked(one, place) or (one.at(place) < 0 and like and like < _OTHER_INK))
        and rivals.left(one.odds[place], place, like) <= _BY_ITSELF
        for place, like in enumerate(likeness)
    )


def _is_asked(one: Fit, place: int) -> bool:
    """Tell whether a character is seen, or surely another one as far as it is."""
    return one.hidden[place] <= _FREE or one.at(place) < _ANOTHER


def _is_repeated(odds: float, likeness: float, least: float = _REPEATED) -> bool:
    """Tell whether a character shows the stamp's own ink: the less its odds, the more alike it must be."""
    return (likeness >= _ALIKE or odds > 0) and odds + _WEIGHT * likeness >= least
