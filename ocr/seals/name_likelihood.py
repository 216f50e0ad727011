"""How likely a name is on a line, and how much likelier than each name that differs from it by one character.

A recogniser gives every frame of a line a probability for every sign, or for none (the blank). The likelihood of a name
is the sum over all ways to spread it over the frames (CTC); that of a name with one other character comes from the
same sums, so that hundreds of rivals cost little more than the name itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ocr.engine import Frames

Floats = npt.NDArray[np.float64]

_NEVER = -1e9


@dataclass(frozen=True, slots=True)
class Likelihood:
    """Natural logarithms for one line.

    Attributes:
        name: Of the name's probability.
        free: Of the probability of the likeliest way through the frames, whatever it says.
        rivals: For each place of the name those of the names with the rivals of that place in it.
        frames: Frame in which each character is likeliest.
    """

    name: float
    free: float
    rivals: tuple[Floats, ...]
    frames: npt.NDArray[np.int64]

    @property
    def gap(self) -> float:
        """By how much the free way is likelier than the name or its best single rival."""
        best = max((float(each.max()) for each in self.rivals if each.size), default=self.name)
        return self.free - max(self.name, best)


@dataclass(frozen=True, slots=True)
class _Sums:
    """Of a name: log probabilities of each character by frame, and the sums from the left and from the right.

    ``blank[t, i]`` and ``sign[t, i]`` end (or begin) in the blank after, or in the sign of, character ``i``.
    """

    signs: Floats
    left_blank: Floats
    left_sign: Floats
    right_blank: Floats
    right_sign: Floats


def likelihood(frames: Frames, name: str, rivals: Sequence[Sequence[str]]) -> Likelihood:
    """Return how likely a name and its single rivals are.

    Args:
        frames: What the recogniser makes of the line.
        name: At least one character.
        rivals: Other characters for each place of the name.
    """
    blank = frames.logs[:, 0].astype(np.float64)
    sums = _sums(blank, frames.of(name).astype(np.float64), name)
    whole = float(np.logaddexp(sums.left_blank[-1, -1], sums.left_sign[-1, -1]))
    free = float(frames.logs.max(axis=1).sum(dtype=np.float64))
    posterior = sums.left_sign + sums.right_sign - sums.signs
    table = _replaced(frames, name, rivals, sums)
    return Likelihood(whole, free, table, posterior.argmax(axis=0))


def _sums(blank: Floats, signs: Floats, name: str) -> _Sums:
    """Sum from both ends; the right-hand sums hold their own frame as well."""
    left_blank, left_sign = _from_left(blank, signs, _differ(name))
    right_blank, right_sign = _from_left(blank[::-1], signs[::-1, ::-1], _differ(name[::-1]))
    return _Sums(signs, left_blank, left_sign, right_blank[::-1, ::-1], right_sign[::-1, ::-1])


def _differ(name: str) -> npt.NDArray[np.bool_]:
    """Tell for each character whether it may follow its predecessor without a blank between them."""
    return np.asarray([False] + [one != other for one, other in zip(name[1:], name, strict=False)])


def _from_left(blank: Floats, signs: Floats, differ: npt.NDArray[np.bool_]) -> tuple[Floats, Floats]:
    count, length = signs.shape
    blanks, ends = np.full((count, length + 1), _NEVER), np.full((count, length), _NEVER)
    blanks[0, 0], ends[0, 0] = blank[0], signs[0, 0]
    for at in range(1, count):
        before, previous = blanks[at - 1], ends[at - 1]
        blanks[at] = before
        blanks[at, 1:] = np.logaddexp(before[1:], previous)
        blanks[at] += blank[at]
        entered = before[:-1].copy()
        entered[1:] = np.logaddexp(entered[1:], np.where(differ[1:], previous[:-1], _NEVER))
        ends[at] = np.logaddexp(previous, entered) + signs[at]
    return blanks, ends


def _replaced(frames: Frames, name: str, rivals: Sequence[Sequence[str]], sums: _Sums) -> tuple[Floats, ...]:
    """Return for each place the log probabilities of the names with each of its rivals there."""
    signs = list(dict.fromkeys(sign for place in rivals for sign in place))
    if not signs:
        return tuple(np.empty(0) for _ in rivals)
    most = max(len(place) for place in rivals)
    column = {sign: index for index, sign in enumerate(signs)}
    chosen = np.asarray([[column[sign] for sign in place] + [0] * (most - len(place)) for place in rivals])
    own = frames.of(signs).astype(np.float64)
    before, after = _doors(name, signs, sums)
    reached = own[0][chosen] + np.where(np.arange(len(name)) == 0, 0.0, _NEVER)[:, None]
    total = np.full(chosen.shape, _NEVER)
    rows = np.arange(len(name))[:, None]
    for at in range(len(own)):
        if at:
            entered = _entered(before, at, rows, chosen)
            reached = np.logaddexp(reached, entered) + own[at][chosen]
        total = np.logaddexp(total, reached + _left(after, at, rows, chosen))
    return tuple(total[place, : len(each)] for place, each in enumerate(rivals))


_Doors = tuple[Floats, Floats, npt.NDArray[np.bool_]]
"""Frames × places: sums in the blank, sums in the neighbouring character; places × signs: sign and neighbour differ."""


def _doors(name: str, signs: Sequence[str], sums: _Sums) -> tuple[_Doors, _Doors]:
    """Return what lies before and after each place of a name."""
    nowhere = np.full((len(sums.signs), 1), _NEVER)
    before = np.concatenate((nowhere, sums.left_sign[:, :-1]), axis=1)
    after = np.concatenate((sums.right_sign[:, 1:], nowhere), axis=1)
    unlike = np.asarray([[sign != character for sign in signs] for character in name])
    ends = np.ones((1, len(signs)), np.bool_)
    return (
        (sums.left_blank[:, :-1], before, np.concatenate((ends, unlike[:-1]))),
        (sums.right_blank[:, 1:], after, np.concatenate((unlike[1:], ends))),
    )


def _entered(before: _Doors, at: int, rows: npt.NDArray[np.int64], chosen: npt.NDArray[np.int64]) -> Floats:
    blank, sign, differ = before
    sums = np.logaddexp(blank[at - 1][:, None], np.where(differ[rows, chosen], sign[at - 1][:, None], _NEVER))
    return np.asarray(sums, dtype=np.float64)


def _left(after: _Doors, at: int, rows: npt.NDArray[np.int64], chosen: npt.NDArray[np.int64]) -> Floats:
    blank, sign, differ = after
    if at + 1 == len(blank):
        return np.where(np.arange(blank.shape[1]) == blank.shape[1] - 1, 0.0, _NEVER)[:, None]
    sums = np.logaddexp(blank[at + 1][:, None], np.where(differ[rows, chosen], sign[at + 1][:, None], _NEVER))
    return np.asarray(sums, dtype=np.float64)
