"""``python -m benchmarks.look_alikes``: measure anew which characters a recognition model takes for which on seals.

Twenty worn samples of each of 6,763 characters (GB 2312) are read among others, once as flat lines and some as unrolled
ones; half an hour on one processor. The table goes to ``ocr/seals/look_alikes.txt`` and is wanted once a model;
``python -m benchmarks.rare_look_alikes`` then adds the rarer characters.
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

NEVER_TAKEN = 11.0
"""Odds from which a rival needs no place in the table: the recogniser itself will propose it where it matters."""

MOST_KEPT = 8
OWN_WEIGHT = 0.75
"""Weight of a pair's own figure against that of the biases: twenty samples leave it uncertain by 0.5."""

_STEPS = 300
_WORST = 0.1
_TREACHEROUS = 1.5
"""Odds of a rival, on its own seals at their worst, below which a sure reading may have taken it for the character."""

_COMMON = 3755
"""Characters of the first level of GB 2312, of which names of units are made, with few others."""

_NAMES_ALSO = "鑫晟沣桓曰戌戍戊巳粱焱昱炜铭瑜瑾璟"
NOT_IN_NAMES = frozenset(
    "祟肓肮蛆怔唾呻乎耍迸瞥刽棺呜抡窒搂誊迂孪晌盂咯墒拄偷侥抨绷淌疡疽溃痔癌肿瘫痪屎尿屁尸葬坟墓奸妓娼嫖贼盗匪赌毒淫"
    "奴婢囚犯狱牢诈骗贪贿赃腐烂臭脏粪厕痰疮疤瘤瘸瞎聋哑呆傻疯癫残废死亡杀戮屠宰砍劈刺戳掐勒捆绑吊绞哭泣嚎呕吐咳喘喊叫骂吼"
)
"""Characters of which no unit's name is made: a reading that proposes one of them has misread."""

_KNOWN = "士土未末已己巳日曰戌戍戊博搏恒桓本木侯候"
"""Characters that trials of drawn seals found read as their twin with scores up to 1.00."""


def main() -> int:
    """Measure and write the table."""
    engine = make_engine("rapid", None, 1)
    rivals = _rivals(gb2312_characters())
    flat = measured(engine, rivals, FLAT_ROUNDS, unrolled=False)
    unrolled = measured(engine, rivals, UNROLLED_ROUNDS, unrolled=True)
    model = find_models().recognition
    name = f"{model.name} {hashlib.sha256(model.read_bytes()).hexdigest()}"
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else TABLE
    biases = _biases(flat)
    table = LookAlikes(name, biases, _leanings(flat, biases), _treacherous(flat, unrolled))
    target.write_text(table_text(table), "utf-8")
    return 0


def gb2312_characters() -> list[str]:
    """Return the characters of GB 2312, those of its first level in front."""
    codes = (bytes((row, cell)) for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF))
    return [code.decode("gb2312") for code in codes if not (code[0] == 0xD7 and code[1] > 0xF9)]


def _rivals(characters: Sequence[str]) -> dict[str, list[str]]:
    """Return for each character those of the most like form, and those it is itself among the most like of."""
    rivals = like_forms(characters, characters)
    for character in characters:
        for rival in rivals[character][:_RETURNED]:
            if character not in rivals[rival]:
                rivals[rival].append(character)
    return rivals


def like_forms(characters: Sequence[str], asked: Sequence[str]) -> dict[str, list[str]]:
    """Return for each character that is asked those of the most like form among all."""
    forms = np.concatenate([_forms(characters, face) for face in _FORM_FACES], axis=1) / np.sqrt(len(_FORM_FACES))
    index = {character: at for at, character in enumerate(characters)}
    rivals: dict[str, list[str]] = {}
    for character in asked:
        alike = forms @ forms[index[character]]
        alike[index[character]] = -1.0
        order = np.argsort(-alike)[:_MOST_RIVALS]
        rivals[character] = [characters[other] for other in order if alike[other] > _LEAST_ALIKE]
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


def measured(engine: OcrEngine, rivals: Mapping[str, Sequence[str]], rounds: int, *, unrolled: bool) -> Odds:
    """Return the odds of characters against their rivals on worn lines, all characters once a round."""
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


def measured_leanings(flat: Odds) -> dict[tuple[str, str], float]:
    """Return half the difference of the medians on either character's seals, for pairs measured on both."""
    middles = {pair: float(np.median(odds)) for pair, odds in flat.items()}
    both = (pair for pair in middles if pair[::-1] in middles)
    return {pair: (middles[pair] - middles[pair[::-1]]) / 2 for pair in both}


def _biases(flat: Odds) -> dict[str, float]:
    """Return for each character the bias whose differences come nearest to the leanings measured (least squares)."""
    leanings = measured_leanings(flat)
    signs = sorted({one for one, _ in leanings})
    index = {sign: at for at, sign in enumerate(signs)}
    ones = np.asarray([index[one] for one, _ in leanings])
    others = np.asarray([index[other] for _, other in leanings])
    wanted, counts = np.asarray(list(leanings.values())), np.bincount(ones, minlength=len(signs))
    biases = np.zeros(len(signs))
    for _ in range(_STEPS):
        rest = wanted - (biases[ones] - biases[others])
        biases += np.bincount(ones, rest, len(signs)) / (counts + 1)
    return {sign: float(biases[at]) for sign, at in index.items() if sign not in NOT_IN_NAMES}


def _leanings(flat: Odds, biases: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """Return the rivals that matter, the closest first; a pair's own figure is drawn a little to the biases'."""
    middles = {pair: float(np.median(odds)) for pair, odds in flat.items()}
    found: dict[str, dict[str, float]] = defaultdict(dict)
    for (one, other), measured in sorted(measured_leanings(flat).items(), key=lambda item: middles[item[0]]):
        if one not in biases or other not in biases or len(found[one]) >= MOST_KEPT:
            continue
        if min(middles[one, other], middles[other, one]) < NEVER_TAKEN:
            general = biases[one] - biases[other]
            found[one][other] = general + OWN_WEIGHT * (measured - general)
    for one, rivals in [(one, dict(rivals)) for one, rivals in found.items()]:
        for other, leaning in rivals.items():
            found[other].setdefault(one, -leaning)
    return found


def _treacherous(flat: Odds, unrolled: Odds) -> frozenset[str]:
    common = frozenset([*gb2312_characters()[:_COMMON], *_NAMES_ALSO])
    return frozenset(_KNOWN) | {
        rival
        for odds in (flat, unrolled) for (character, rival), samples in odds.items()
        if character in common and np.quantile(samples, _WORST) < _TREACHEROUS
    }


if __name__ == "__main__":
    sys.exit(main())
