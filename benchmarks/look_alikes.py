"""``python -m benchmarks.look_alikes``: measure anew which characters a recognition model takes for which on seals.

Twenty worn samples of each of 6,763 characters (GB 2312) are read among others, once as flat lines and some as unrolled
ones; half an hour on one processor. The table goes to ``ocr/seals/look_alikes.txt`` and is wanted once a model.
"""

from __future__ import annotations

import hashlib
import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw, ImageFilter

from benchmarks.worn_lines import worn_line
from ocr.engine import OcrEngine
from ocr.engines.engines import make_engine
from ocr.engines.models import find_models
from ocr.seals.look_alikes import TABLE, LookAlikes, table_text
from ocr.seals.name_likelihood import likelihood
from tests.drawing.fonts import load_font

Odds = Mapping[tuple[str, str], npt.NDArray[np.float64]]
"""Character on the seal and a rival: samples of the logarithm by which the character was likelier."""

FLAT_ROUNDS, UNROLLED_ROUNDS = 20, 8
_BEFORE, _AFTER = "北京", "有限公司"
_AT_ONCE = 8
_FORM_FACES = ("serif", "medium", "sans")
_MOST_RIVALS, _RETURNED = 12, 6
_LEAST_ALIKE = 0.6
_LOST = 40.0
"""Gap from which a sample is too worn to say anything."""

_NEVER_TAKEN = 14.0
"""Odds from which a rival needs no line of the table, unless the leaning is great."""

_GREAT_LEANING = 2.5
_WORST = 0.1
_TREACHEROUS = 1.5
"""Odds of a rival, on its own seals at their worst, below which a sure reading may have taken it for the character."""

_COMMON = 3755
"""Characters of the first level of GB 2312, of which names of units are made, with few others."""

_NAMES_ALSO = "鑫晟沣桓曰戌戍戊巳粱焱昱炜铭瑜瑾璟"
_KNOWN = "士土未末已己巳日曰戌戍戊博搏恒桓本木侯候"
"""Characters that trials of drawn seals found read as their twin with scores up to 1.00."""


def main() -> int:
    """Measure and write the table."""
    engine = make_engine("rapid", None, 1)
    rivals = _rivals(_characters())
    flat = _measured(engine, rivals, FLAT_ROUNDS, unrolled=False)
    unrolled = _measured(engine, rivals, UNROLLED_ROUNDS, unrolled=True)
    model = find_models().recognition
    name = f"{model.name} {hashlib.sha256(model.read_bytes()).hexdigest()}"
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TABLE
    target.write_text(table_text(LookAlikes(name, _leanings(flat), _treacherous(flat, unrolled))), "utf-8")
    return 0


def _characters() -> list[str]:
    """Return the characters of GB 2312, those of its first level in front."""
    codes = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return [code.decode("gb2312") for code in codes if not (code[0] == 0xD7 and code[1] > 0xF9)]


def _rivals(characters: Sequence[str]) -> dict[str, list[str]]:
    """Return for each character those of the most like form, and those it is itself among the most like of."""
    forms = np.concatenate([_forms(characters, face) for face in _FORM_FACES], axis=1) / np.sqrt(len(_FORM_FACES))
    rivals: dict[str, list[str]] = {}
    for at, character in enumerate(characters):
        alike = forms @ forms[at]
        alike[at] = -1.0
        order = np.argsort(-alike)[:_MOST_RIVALS]
        rivals[character] = [characters[other] for other in order if alike[other] > _LEAST_ALIKE]
    for character in characters:
        for rival in rivals[character][:_RETURNED]:
            if character not in rivals[rival]:
                rivals[rival].append(character)
    return rivals


def _forms(characters: Sequence[str], face: str) -> npt.NDArray[np.float32]:
    """Return the characters of a face as vectors of length 1."""
    font, rows = load_font(face, 40), []
    for character in characters:
        cell = Image.new("L", (48, 48), 0)
        ImageDraw.Draw(cell).text((24, 24), character, 255, font, anchor="mm")
        small = cell.filter(ImageFilter.GaussianBlur(1.2)).resize((24, 24), Image.Resampling.BOX)
        form = np.asarray(small, np.float32).ravel()
        rows.append((form - form.mean()) / np.linalg.norm(form - form.mean()))
    return np.stack(rows)


def _measured(engine: OcrEngine, rivals: Mapping[str, Sequence[str]], rounds: int, *, unrolled: bool) -> Odds:
    samples: dict[tuple[str, str], list[float]] = defaultdict(list)
    for turn in range(rounds):
        print(f"{'unrolled' if unrolled else 'flat'} {turn + 1}/{rounds}", file=sys.stderr)
        random = Random(f"{'polar' if unrolled else 'lean'} {turn}")
        for part in _parts(list(rivals), random):
            for pair, odds in _read(engine, part, rivals, random, unrolled=unrolled):
                samples[pair].append(odds)
    return {pair: np.asarray(found) for pair, found in samples.items()}


def _parts(characters: list[str], random: Random) -> Iterator[str]:
    random.shuffle(characters)
    return ("".join(characters[at : at + _AT_ONCE]) for at in range(0, len(characters), _AT_ONCE))


def _read(
    engine: OcrEngine, part: str, rivals: Mapping[str, Sequence[str]], random: Random, *, unrolled: bool
) -> Iterator[tuple[tuple[str, str], float]]:
    """Yield the odds of some characters against their rivals, all from one line."""
    text = _BEFORE + part + _AFTER
    line = worn_line(text, random, unrolled=unrolled)
    [frames] = engine.frames([np.repeat(line[:, :, None], 3, axis=2)])
    asked = [()] * len(_BEFORE) + [rivals[character] for character in part] + [()] * len(_AFTER)
    found = likelihood(frames, text, asked)
    if found.free - found.name > _LOST:
        return
    for character, logs in zip(part, found.rivals[len(_BEFORE) :], strict=False):
        yield from (((character, rival), found.name - float(log))
                    for rival, log in zip(rivals[character], logs, strict=True))


def _leanings(flat: Odds) -> dict[str, dict[str, float]]:
    """Return the rivals that matter, the closest first, each with half the difference of the two sides' medians."""
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for (character, rival), odds in sorted(flat.items(), key=lambda pair: float(np.median(pair[1]))):
        others = flat.get((rival, character), np.empty(0))
        count = min(len(odds), len(others))
        middle, other = float(np.median(odds)), float(np.median(others)) if count else np.inf
        leaning = (middle - other) / 2 * count / (count + 2) if count else 0.0
        close = min(middle, other) < _NEVER_TAKEN or abs(leaning) >= _GREAT_LEANING
        if close and len(found[character]) < _MOST_RIVALS:
            found[character][rival] = leaning
    for character, rivals in [(character, dict(rivals)) for character, rivals in found.items()]:
        for rival, leaning in rivals.items():
            found[rival].setdefault(character, -leaning)
    return {character: rivals for character, rivals in found.items() if rivals}


def _treacherous(flat: Odds, unrolled: Odds) -> frozenset[str]:
    common = frozenset([*_characters()[:_COMMON], *_NAMES_ALSO])
    return frozenset(_KNOWN) | {
        rival
        for odds in (flat, unrolled) for (character, rival), samples in odds.items()
        if character in common and np.quantile(samples, _WORST) < _TREACHEROUS
    }


if __name__ == "__main__":
    sys.exit(main())
