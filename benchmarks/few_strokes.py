"""``python -m benchmarks.few_strokes``: find the pairs of like characters that a stroke or two tell apart.

A rule of a table or a letter across the character hides those strokes and leaves the other character: 入 is 人 there.
What counts is how much ink differs, not what share of it: 沣 and 丰 differ by a third, but print that hides a whole 氵
is seen to hide it. Pairs of GB 2312 only, which every face holds; a minute on one processor. They go to
``ocr/seals/few_strokes.txt``.
"""

from __future__ import annotations

from itertools import product

import cv2
import numpy as np

from benchmarks.ink_likeness import character_ink
from ocr.seals.look_alikes import FEW_STROKES, is_common, look_alikes
from ocr.seals.seal_strip import Grid

FACES = ("serif", "song", "medium")
MOST = 0.025
"""Share of a character's field in which the ink of both differs, blurred as a scan at 150 dpi blurs it."""

_BLUR = 1.3
_MOVES = range(-3, 4)


def main() -> None:
    """Compare all pairs of the table and write those that differ by little."""
    table = look_alikes()
    pairs = [(one, other) for one in table.biases for other in table.rivals(one) if is_common(one)]
    found = [one + other for one, other in pairs if is_common(other) and differing_ink(one, other) < MOST]
    lines = ("".join(f"{pair} " for pair in found[at : at + 40]).rstrip() for at in range(0, len(found), 40))
    FEW_STROKES.write_text("\n".join((*lines, "")), "utf-8")


def differing_ink(one: str, other: str) -> float:
    """Return the share of the field in which two characters differ where they are laid on each other best."""
    return float(np.mean([_in_face(face, one, other) for face in FACES]))


def _in_face(face: str, one: str, other: str) -> float:
    first, second = (_blurred(face, sign) for sign in (one, other))
    moved = (np.roll(second, move, (0, 1)) for move in product(_MOVES, _MOVES))
    return float(min(np.abs(first - each).mean() for each in moved))


def _blurred(face: str, sign: str) -> Grid:
    return np.asarray(cv2.GaussianBlur(np.pad(character_ink(face, sign), 4), (0, 0), _BLUR), np.float32)


if __name__ == "__main__":
    main()
