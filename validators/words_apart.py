"""Names that are the applicant's but for a word: 甲咨询科技有限公司 for 甲咨询有限公司, another firm's or a slip.

Readers mistake, lose and add single characters; under a seal they lose several. No reader adds a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from rapidfuzz.distance import LCSseq, Levenshtein, Postfix, Prefix

from cases.boxes import touch
from cases.names.unit_endings import PLACES
from cases.plain_text import HAN, name_as_read
from cases.reading import PageReading, TextLine
from validators.certainty import CLEAR_LINE
from validators.covered import is_covered
from validators.names import letters, similarity
from validators.signed_names import SignedName

_WORD = 2
_BEGINNING, _END = 3, 4
"""Characters of the applicant's name that a name within a sentence must begin and end with."""

ALMOST = 0.7
"""Likeness from which another company's name on the applicant's own paper is no party to it, but stands for his."""

WHOLLY_ANOTHER = 4
"""Characters by which a name differs that no seal over it makes another's."""

_OF_ITS_OWN = 2
"""Characters that a name under a seal must have beside the applicant's: what a seal leaves of his has one at most."""

_MISREAD, _PLACES, _LOST, _HALF = 3, 2, 2, 0.5
"""Characters that a seal may turn into others on a line that was not read clearly, where it takes at least two away,
and that in two places or more, and leaves a likeness of a half: another unit's name mostly differs in one place. Of
three names left so the lines had 0.956 to 0.971."""

_PLACE = re.compile(rf"(?:{PLACES})[省市]?")
_FORM = re.compile("有限|责任|股份|公司")
_CHANGED = re.compile("更名|改名|曾用名|原名|前身|变更[为前后]")
_OURS = "[我本](?:单位|公司|企业)"
_AROUND = (
    (f"(?:在|与|和|系|是|为|由|{_OURS})",
     "(?:工作|任职|就职|上班|签[订署]|建立|存在|担任|从事|[的之]?(?:正式|在职|在册)?(?:职工|员工))"),
    (_OURS, rf"(?![{HAN}]{{2,8}}分公司)"),
)  # fmt: skip
"""Patterns of what stands before and behind the name of whom somebody works for, and of who speaks."""


class Word(StrEnum):
    """What became of the word by which two names differ."""

    ADDED = "added"
    REMOVED = "removed"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class _Letter:
    sign: str
    line: TextLine


def word_apart(read: str, expected: str) -> Word | None:
    """Return by what a name differs, where that is one word of two characters or more that is no place; else None."""
    said, due = letters(read), letters(expected)
    start, behind = _alike(said, due)
    word, instead = said[start : len(said) - behind], due[start : len(due) - behind]
    if max(len(word), len(instead)) < _WORD or _PLACE.fullmatch(word) or _PLACE.fullmatch(instead):
        return None
    if word and instead:
        return Word.REPLACED
    return Word.ADDED if word else Word.REMOVED


def _alike(one: str, other: str) -> tuple[int, int]:
    """Return how many characters two names have in common at the beginning, and at the end behind these."""
    start = Prefix.similarity(one, other)
    return start, Postfix.similarity(one[start:], other[start:])


def stands_for(one: SignedName, page: PageReading, expected: str, stands: bool) -> bool:
    """Tell whether a name stands where the applicant's ought to, and is no misreading of it.

    Beside his own name on the same page it is one that shares most of its characters, and is stated again, or has
    another word.
    """
    differing = Levenshtein.distance(name_as_read(one.name), expected)
    if stands:
        almost = similarity(one.name, expected) >= ALMOST and differing > 1
        return almost and ((one.times > 1 and not one.covered) or _is_surely_apart(one, page, expected))
    clear = not one.covered or differing >= WHOLLY_ANOTHER or (differing > 1 and one.line.score >= CLEAR_LINE)
    left_of_his = one.covered and is_left_of(one.name, one.line.score, expected)
    return clear and not left_of_his and (one.times > 1 or one.signing or one.part)


def is_left_of(read: str, score: float, expected: str) -> bool:
    """Tell whether a name is what a seal over it leaves of the applicant's: characters lost all over, few misread."""
    said, due = letters(read), letters(expected)
    own = len(said) - LCSseq.similarity(said, due)
    if len(due) <= len(said) or word_apart(read, expected) is Word.REMOVED:
        return False
    if score >= CLEAR_LINE or own < _OF_ITS_OWN:
        return own < _OF_ITS_OWN
    steps = (step.tag for step in Levenshtein.opcodes(said, due))
    places = sum(differs for differs, _ in groupby(tag != "equal" for tag in steps))
    lost = len(due) - len(said) >= _LOST and similarity(read, expected) >= _HALF
    return lost and places >= _PLACES and own <= _MISREAD


def _is_surely_apart(one: SignedName, page: PageReading, expected: str) -> bool:
    """Tell a name that has another word and stands where the line says that it is the applicant's.

    What a seal covers is sure where a word was added, and the seal does not bear the name with it, or where the page
    says it again.
    """
    word = word_apart(one.name, expected)
    if word is None or _CHANGED.search(name_as_read(page.text)):
        return False
    if not one.covered:
        return one.said and one.line.score >= CLEAR_LINE
    added = is_word_added(one.name, one.line.score, expected) and not _is_sealed_in(page, one, expected)
    return one.signing and (added or one.times > 1)


def is_word_added(read: str, score: float, expected: str) -> bool:
    """Tell a name, clearly read, that is the applicant's and a word more."""
    return score >= CLEAR_LINE and word_apart(read, expected) is Word.ADDED


def _is_sealed_in(page: PageReading, one: SignedName, expected: str) -> bool:
    over = (seal.text for seal in page.seals if touch(seal.box, one.line.box))
    return any(similarity(text, one.name) > similarity(text, expected) for text in over)


def in_sentences(page: PageReading, expected: str) -> Iterator[SignedName]:
    """Yield the names of who speaks or employs, clearly read, that are the applicant's but for a word.

    A sentence may be broken anywhere; but beside the word, on its line, stands the name: what lies between two lines
    of a name is another cell's. Without its form a name is a short one.
    """
    signs = [_Letter(sign, line) for line in page.lines for sign in name_as_read(line.text)]
    text = "".join(sign.sign for sign in signs)
    between = rf"[{HAN}（）A-Z0-9]{{0,{2 * len(expected)}}}?"
    name = rf"({re.escape(expected[:_BEGINNING])}{between}{re.escape(expected[-_END:])})"
    for before, behind in _AROUND:
        for found in re.finditer(f"{before}{name}{behind}", text):
            if line := _line_of_word(signs[found.start(1) : found.end(1)], expected, page):
                yield SignedName(found[1], line, text.count(found[1]), True, False, is_covered(page, line.box), True)


def _line_of_word(name: list[_Letter], expected: str, page: PageReading) -> TextLine | None:
    """Return the line that holds the word by which a name differs, and the name before and behind it."""
    read = "".join(letter.sign for letter in name)
    word, (start, behind) = word_apart(read, expected), _alike(read, expected)
    around = {letter.line for letter in name[start - 1 : len(name) - behind + 1]}
    gone = expected[start : len(expected) - behind]
    if word is None or len(around) > 1 or (word is Word.REMOVED and _FORM.search(gone)):
        return None
    (line,) = around
    hidden = word is not Word.ADDED and is_covered(page, line.box)
    return line if line.score >= CLEAR_LINE and not hidden else None
