"""Logits of a recognition model to text, with the probability of every character (CTC)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ocr.engine import Frames

Logits = npt.NDArray[np.float32]
"""Frames × classes; class 0 is the blank."""

_FAR = 20.0
"""Below the highest logit; what lies lower adds less than 0.00004 to a sum of 18,710 classes."""


class Characters:
    """The classes of a recognition model."""

    def __init__(self, names: Sequence[str]) -> None:
        """Take the sign of every class; the first is the blank."""
        self._names = names
        self._widths = other_widths(names)
        self._classes = {name: (place, other) if other else (place,)
                         for place, (name, other) in enumerate(zip(names, self._widths.tolist(), strict=True)) if place}

    def decode(self, logits: Logits) -> tuple[str, Logits]:
        """Collapse repeats and drop blanks; return the text and a probability per character.

        Probabilities are worked out only for the frames that count, about a third of them.
        """
        best = logits.argmax(axis=1)
        kept = best != 0
        kept[1:] &= best[1:] != best[:-1]
        frames, found = np.flatnonzero(kept), best[kept]
        if not len(frames):
            return "", np.empty(0, np.float32)
        highest = _rounded(logits[frames, found])
        other = self._widths[found]
        # （ and ( share the model's trust: what counts is the sign, not its width.
        same = np.where(other > 0, np.exp(_rounded(logits[frames, other]) - highest), np.float32(0.0))
        scores = np.asarray((1 + same) / _totals([logits[frame] for frame in frames], highest), np.float32)
        return "".join(self._names[index] for index in found), scores

    def frames(self, logits: Logits, width: int, padded: int) -> Frames:
        """Return the logarithms of the probabilities in the frames of a strip.

        Args:
            logits: As the model gave them; they are copied.
            width: Columns of the strip itself.
            padded: Columns of the model's input.
        """
        pitch = padded / len(logits)
        own = logits[: max(1, min(len(logits), round(width / pitch)))]
        highest = own.max(axis=1, keepdims=True)
        logs = own - highest
        logs -= np.log(np.exp(logs).sum(axis=1, keepdims=True))
        return Frames(logs, self._classes, self._names, pitch)


def _totals(rows: Sequence[Logits], highest: Logits) -> Logits:
    """Return for each row the sum of the exponentials of its values less its highest one."""
    near = [row[row > least] for row, least in zip(rows, highest - _FAR, strict=True)]
    sizes = [len(values) for values in near]
    values = np.exp(_rounded(np.concatenate(near)) - np.repeat(highest, sizes))
    return np.asarray(np.add.reduceat(values, np.cumsum([0, *sizes[:-1]])), np.float32)


def _rounded(values: Logits) -> Logits:
    """Return values in the precision of bfloat16, in which most processors work them out: scores agree on all."""
    bits = values.view(np.uint32)
    return ((bits + 0x7FFF + ((bits >> 16) & 1)) & 0xFFFF0000).view(np.float32)


def other_widths(characters: Sequence[str]) -> npt.NDArray[np.intp]:
    """Return for each class that of the same sign in full or half width, 0 (blank) where there is none."""
    places = {character: place for place, character in enumerate(characters)}
    others = np.zeros(len(characters), np.intp)
    for half in range(0x21, 0x7F):
        narrow, wide = places.get(chr(half)), places.get(chr(half + 0xFEE0))
        if narrow is not None and wide is not None and not chr(half).isalnum():
            others[narrow], others[wide] = wide, narrow
    return others
