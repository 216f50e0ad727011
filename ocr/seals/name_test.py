"""Is it this name or another? One impression against the name that is expected, and that name's look-alikes.

Reading asks which of eighteen thousand characters is likeliest; here only the expected name stands against every name
that differs from it by one character. What comes out is a natural logarithm: by how much the expected name is likelier
than the likeliest of its rivals.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from ocr.engine import Bitmap, Frames, OcrEngine
from ocr.seals.fixed_words import makes_a_name
from ocr.seals.flat_line import MARGIN, Row, even_row, flat_line, hidden_shares, settled
from ocr.seals.look_alikes import look_alikes
from ocr.seals.name_arc import Arc
from ocr.seals.name_cells import name_cells
from ocr.seals.name_likelihood import Likelihood, likelihood
from ocr.seals.name_line import first_arcs, name_axis, name_lines, straight, unrolled
from ocr.seals.name_span import NameRing, fills
from ocr.seals.outline import Outline
from ocr.seals.ring_choice import HAN
from ocr.seals.seal_characters import Sightings, sightings
from ocr.seals.seal_strip import Strip, as_disc

Floats = npt.NDArray[np.float64]
Plane = npt.NDArray[np.uint8]

_LINES = ((1.0, (0.0, 0.0)), (1.15, (0.02, -0.03)), (1.3, (0.0, 0.0)))
"""Width, and shift of the outer and inner level, of the lines that are read: each sees other strokes best."""

_LINES_WHERE_READ = 2
"""How many of them do where the very name was read, and only its look-alikes are in question."""

_DOUBT = 4.0
"""Gap between the free way and the name, or its best rival, by which a line's word counts for e times less."""

_WITHIN = (0.2, 0.8)
"""Stretch of a character's field in which the recogniser's own proposals for it are looked for."""

_PROPOSALS = 4
_SIGHT = 1.5
"""Weight of what a cell says: taught on worse cells than offices get, the network doubts more than it errs. Of 1,760
impressions of other origin lines alone lift 81 in 100 above 2.8, with it 94, at 1.0 it were 93."""

_MOST_SIGHTED = (-6.0, 8.0)
"""Bounds of what one cell by itself says: it knows nothing of how blurred or broken the rest of the ring is."""

_HARMLESS_COVER, _BLIND_COVER = 0.35, 0.75
"""Share of a character under print from which the word for it counts for less, and from which it counts for nothing;
the word against it always counts."""

_STROKES_COVER, _ALIKE_COVER = (0.25, 0.5), (0.4, 0.6)
"""The same against look-alikes that differ by a stroke or two, and by a part, which is as likely hidden as not: of
1,970 drawn impressions tested for a twin's name two came above 2.8 at a cover of 0.5 (已 read as 己, 沣 as 丰)."""

_UNLIKE, _READABLE_COVER, _HELD = -2.5, 0.7, 3.0
"""Odds down to which a rival that is in no table of look-alikes does not speak against a character under print, up to
which share of print, and what it says instead. Print makes such readings of any character; the rival itself, under the
same print, is likelier by far: of 134 impressions tested for a name with another character in such a place, none of its
look-alikes, none came above -11."""

_UNRIVALLED = 20.0
"""Odds of a character in whose place nothing else was thought of."""

_STROKE_LENGTHS = ("己已巳", "未末", "土士", "天夭", "干千于", "日曰")
_MOST_BY_LENGTH = 2.5
"""Characters that nothing but how long a stroke is, or how high it begins, tells apart, and the most that one
impression says for one of them: a worn stroke is a shorter one. Of 2,601 tests for a twin's name one had 8.3 (已 that
was read as 己)."""

_ANY_OTHER = "□"
"""Rival of a character that the recogniser does not know, which thus is no likelier or less likely than another."""

_FURTHER = 2
"""Places beyond both ends of the name at which more characters are looked for."""

_BEYOND = 0.3
_STANDS_THERE = 0.5


@dataclass(frozen=True, slots=True)
class Fit:
    """How an impression fits a name.

    Attributes:
        odds: For each character how much likelier it is than each of its rivals, logarithms; leanings taken off.
        gap: Logarithm of the probability of the name, or of what differs from it by one sign, a name or not, less that
            of the likeliest way to read the line at all: far below 0 on wholly other names.
        hidden: Share of each character under print.
        ends: The name fills its ring: no more characters stand before it or behind it.
        row: Where its characters stand.
    """

    odds: tuple[Mapping[str, float], ...]
    gap: float
    hidden: tuple[float, ...]
    ends: bool
    row: Row

    @property
    def score(self) -> float:
        """Return by how much the name is likelier than its likeliest rival."""
        return min((self.at(place) for place in range(len(self.odds))), default=0.0)

    def at(self, place: int) -> float:
        """Return by how much one character is likelier than its likeliest rival."""
        return min(self.odds[place].values(), default=_UNRIVALLED)


def fit(strip: Strip, name: str, engine: OcrEngine, *, read: bool = False) -> Fit | None:
    """Return how a round impression fits a name, None where the name's characters cannot be found on it.

    Args:
        strip: The impression.
        name: At least two characters, as they stand on the ring.
        engine: Recogniser.
        read: This very name was surely read there.

    Raises:
        EngineFailed: The engine broke down.
    """
    ring = _Ring.of(strip)
    row = ring.row_of(name, engine, most_arcs=1 if read else None)
    if row is None:
        return None
    row = settled(row, strip.ink)
    lines = _LINES[:_LINES_WHERE_READ] if read else _LINES
    frames = engine.frames([_colourless(flat_line(strip.ink, row, wide, band)) for wide, band in lines])
    seen = sightings(name_cells(strip, row))
    proposals = [
        [*_proposals(len(name), place, frames), *seen.likeliest(place, _PROPOSALS)] for place in range(len(name))
    ]
    rivals = [_rivals(name, place, proposals[place]) for place in range(len(name))]
    others = [[*rivals[place], *_no_names(name, place, proposals[place])] for place in range(len(name))]
    found = [likelihood(each, name, others) for each in frames]
    hidden = hidden_shares(strip.seen, row)
    heard = [_heard(sign, rivals[place], place, found, frames[0]) for place, sign in enumerate(name)]
    odds = tuple(
        _as_far_as_seen(_told(sign, rivals[place], place, heard[place], seen), sign, hidden[place])
        for place, sign in enumerate(name)
    )
    gap = -min(each.gap for each in found)
    one = Fit(odds, gap, tuple(float(each) for each in hidden), read or ring.ends_with(row), row)
    doubtful = not read and one.ends and one.score > 0
    return replace(one, ends=False) if doubtful and _goes_on(strip, row, engine) else one


@dataclass(frozen=True, slots=True)
class _Ring:
    """An impression rolled up again, and unrolled as readings want it."""

    ink: Plane
    outline: Outline
    dark: Plane
    levels: Floats

    @classmethod
    def of(cls, strip: Strip) -> _Ring:
        ink, _, outline = as_disc(strip)
        return cls(ink, outline, *unrolled(ink, outline))

    def row_of(self, name: str, engine: OcrEngine, most_arcs: int | None) -> Row | None:
        """Return where the characters of a name stand: on the arc where it is likeliest."""
        arcs = first_arcs(self.dark, self.levels, self.outline)[:most_arcs]
        lines = name_lines(self.ink, self.dark, self.levels, arcs, (1.0,))
        strips = [straight(self.ink, self.outline, line) for line in lines]
        frames = engine.frames([_colourless(strip) for strip in strips])
        found = [likelihood(each, name, [()] * len(name)) for each in frames]
        best = max(range(len(found)), key=lambda index: found[index].name - found[index].free, default=None)
        if best is None:
            return None
        share = (found[best].frames + 0.5) * frames[best].pitch / strips[best].shape[1]
        return even_row(lines[best].arc.start + share * lines[best].arc.sweep, lines[best].band)

    def ends_with(self, row: Row) -> bool:
        """Tell whether nothing as high as the name stands beside a row."""
        ring = NameRing(self.dark, self.levels, name_axis(self.dark, self.levels, self.outline), alone=True)
        return fills(ring, Arc(row.first - row.step / 2, row.step * row.count), row.band, row.count)


def _proposals(length: int, place: int, frames: Sequence[Frames]) -> list[str]:
    """Return what the recogniser itself would read in the place of a character."""
    found: dict[str, None] = {}
    for each in frames:
        width = len(each.logs) / (length + 2 * MARGIN)
        first, last = (round((MARGIN + place + edge) * width) for edge in _WITHIN)
        found |= dict.fromkeys(each.strongest(first, last, _PROPOSALS))
    return list(found)


def _rivals(name: str, place: int, proposals: Sequence[str]) -> list[str]:
    """Return the look-alikes of a character and those of the proposals that make another name.

    Brackets and other signs have none: names do not differ by them alone. What is in no table is in no unit's name, and
    what makes no name of it is none.
    """
    if not HAN.match(name[place]):
        return []
    table = look_alikes()
    rivals = dict.fromkeys((*table.rivals(name[place]), *proposals))
    others = (rival for rival in rivals if rival != name[place] and table.is_thought_of(name[place], rival))
    return [rival for rival in others if makes_a_name(name, place, rival)]


def _no_names(name: str, place: int, proposals: Sequence[str]) -> list[str]:
    """Return the proposals that make no name (有限贡任公司): what print turns so is the name still."""
    return [sign for sign in proposals if not HAN.match(name[place]) or not makes_a_name(name, place, sign)]


def _heard(
    character: str, rivals: Sequence[str], place: int, found: Sequence[Likelihood], frames: Frames
) -> dict[str, float]:
    """Return the odds of a character over all lines, those that make sense of it counting most.

    Of what the recogniser does not know, as character or as rival, it says nothing.
    """
    if not rivals or not frames.knows(character):
        return {}
    gaps = np.asarray([each.gap for each in found])
    weights = np.exp(-(gaps - gaps.min()) / _DOUBT)
    mean = np.average([each.name - each.rivals[place][: len(rivals)] for each in found], axis=0, weights=weights)
    table = look_alikes()
    return {
        rival: float(value) - table.leaning(character, rival)
        for rival, value in zip(rivals, mean, strict=True) if frames.knows(rival)
    }


def _told(
    character: str, rivals: Sequence[str], place: int, heard: Mapping[str, float], seen: Sightings
) -> dict[str, float]:
    """Return the odds of a character against each rival by the lines' word and the cell's: each errs for itself."""
    if HAN.match(character) and not heard and not seen.knows(character):
        return dict.fromkeys((*rivals, _ANY_OTHER), 0.0)
    told = {rival: heard.get(rival, 0.0) + _sighted(seen, place, character, rival) for rival in rivals}
    by_length = [rival for rival in rivals if any(character in group and rival in group for group in _STROKE_LENGTHS)]
    return told | {rival: min(told[rival], _MOST_BY_LENGTH) for rival in by_length}


def _sighted(seen: Sightings, place: int, character: str, rival: str) -> float:
    return float(np.clip(_SIGHT * seen.odds(place, character, rival), *_MOST_SIGHTED))


def _as_far_as_seen(odds: Mapping[str, float], character: str, hidden: float) -> dict[str, float]:
    """Return odds as far as print leaves a character to be seen."""
    table = look_alikes()
    fair = {
        rival: value * _trust(hidden, _cover(character, rival)) if value > 0 else value
        for rival, value in odds.items()
    }
    if not _HARMLESS_COVER < hidden < _READABLE_COVER:
        return fair
    return {
        rival: max(value, _HELD) if value > _UNLIKE and rival not in table.alike(character) else value
        for rival, value in fair.items()
    }


def _cover(character: str, rival: str) -> tuple[float, float]:
    table = look_alikes()
    if table.differs_by_strokes(character, rival):
        return _STROKES_COVER
    return _ALIKE_COVER if table.differs_by_little(character, rival) else (_HARMLESS_COVER, _BLIND_COVER)


def _trust(hidden: float, cover: tuple[float, float]) -> float:
    """Return by how much what print leaves of a character speaks for it, from 0 to 1."""
    harmless, blind = cover
    return 1 - float(np.clip((hidden - harmless) / (blind - harmless), 0, 1))


def _goes_on(strip: Strip, row: Row, engine: OcrEngine) -> bool:
    """Tell whether Chinese characters stand before or behind a row."""
    longer = row.longer(_FURTHER)
    spare = (longer.count - row.count) // 2
    if not spare:
        return False
    line = flat_line(strip.ink, longer)
    [frames] = engine.frames([_colourless(line)])
    width = line.shape[1] / (longer.count + 2 * MARGIN)
    return any(HAN.match(sign) for sign in _outside(frames, width, MARGIN + spare, row.count))


def _outside(frames: Frames, width: float, before: float, count: int) -> Iterator[str]:
    """Yield the signs that stand before the first or behind the last place of a name.

    Args:
        frames: Of a line with more places at both ends.
        width: Columns of one place.
        before: Places left of the name.
        count: Places of the name.
    """
    best = frames.logs.argmax(axis=1)
    for at in np.flatnonzero(best):
        place = (at + 0.5) * frames.pitch / width - before
        if not -_BEYOND < place < count + _BEYOND and np.exp(frames.logs[at, best[at]]) > _STANDS_THERE:
            yield frames.signs[best[at]]


def _colourless(plane: Plane) -> Bitmap:
    return np.repeat(plane[:, :, None], 3, axis=2)
