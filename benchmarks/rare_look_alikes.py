"""``python -m benchmarks.rare_look_alikes``: measure anew the leanings of the rarer characters alone.

The register of names takes 8,105 characters (《通用规范汉字表》, State Council 2013); 1,467 of them are not among the
6,763 that ``benchmarks.look_alikes`` measures. A name may hold one (渟, 喆, 堃), and the recogniser, which knows nearly
all of them, leans strongly to whatever common character is like it. Here they are set among common ones; the figures of
the common ones stay as they are, and none of them gets a rare rival. Ten minutes on one processor.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from benchmarks.look_alikes import (
    MOST_KEPT,
    NEVER_TAKEN,
    OWN_WEIGHT,
    Odds,
    gb2312_characters,
    like_forms,
    measured,
    measured_leanings,
)
from ocr.engine import OcrEngine
from ocr.engines.engines import make_engine
from ocr.seals.look_alikes import TABLE, LookAlikes, look_alikes, table_text

RARE = Path(__file__).with_name("rare_characters.txt")
ROUNDS = 16
_STEPS = 300


def main() -> int:
    """Measure and write the table."""
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TABLE
    target.write_text(table_text(with_rare_characters(look_alikes(), make_engine("rapid", None, 1))), "utf-8")
    return 0


def with_rare_characters(table: LookAlikes, engine: OcrEngine) -> LookAlikes:
    """Return a table with rows for the rarer characters that the recogniser knows."""
    [frames] = engine.frames([np.full((48, 320, 3), 255, np.uint8)])
    rare = [sign for sign in RARE.read_text("utf-8") if sign in frames.classes]
    rivals = _rivals(rare)
    flat = measured(engine, rivals, ROUNDS, unrolled=False)
    leanings = measured_leanings(flat)
    biases = dict(table.biases) | _biases(rare, leanings, table.biases)
    rows = {sign: _row(sign, rivals[sign], flat, leanings, biases) for sign in rare}
    return replace(table, biases=biases, leanings={**table.leanings, **rows})


def _row(
    sign: str, rivals: Sequence[str], flat: Odds, leanings: Mapping[tuple[str, str], float],
    biases: Mapping[str, float],
) -> dict[str, float]:
    """Return the rivals of a character that matter, the closest first, each with its leaning."""
    middles = {rival: float(np.median(flat[sign, rival])) for rival in rivals if (sign, rival) in leanings}
    row: dict[str, float] = {}
    for rival in sorted(middles, key=middles.__getitem__):
        closest = min(middles[rival], float(np.median(flat[rival, sign])))
        if rival in biases and closest < NEVER_TAKEN and len(row) < MOST_KEPT:
            general = biases[sign] - biases[rival]
            row[rival] = general + OWN_WEIGHT * (leanings[sign, rival] - general)
    return row


def _rivals(rare: Sequence[str]) -> dict[str, list[str]]:
    """Return the look-alikes of the rare characters, and for these those of which they are."""
    found = like_forms([*rare, *gb2312_characters()], rare)
    rivals: dict[str, list[str]] = defaultdict(list, {sign: list(row) for sign, row in found.items()})
    for sign, row in found.items():
        for rival in row:
            if sign not in rivals[rival]:
                rivals[rival].append(sign)
    return dict(rivals)


def _biases(
    rare: Sequence[str], leanings: Mapping[tuple[str, str], float], common: Mapping[str, float]
) -> dict[str, float]:
    """Return the biases whose differences from those of the common ones come nearest to the leanings."""
    known = set(rare) | set(common)
    pairs: dict[str, list[tuple[str, float]]] = defaultdict(list)
    for (one, other), value in leanings.items():
        if one in known and other in known and one in set(rare):
            pairs[one].append((other, value))
    biases = dict(common) | dict.fromkeys(pairs, 0.0)
    for _ in range(_STEPS):
        for sign, row in pairs.items():
            biases[sign] = sum(biases[other] + value for other, value in row) / len(row)
    return {sign: biases[sign] for sign in pairs}


if __name__ == "__main__":
    sys.exit(main())
