"""Doubtful impressions of one stamp on several pages: an officer who looks at one of them has answered for all."""

from __future__ import annotations

from collections.abc import Sequence

from cases.plain_text import name_as_read
from cases.reading import CHARACTER_LIMIT, UNREADABLE_MARKS, ColourMode, PageReading, Seal, SealKind
from cases.seal_words import kind_besides_name
from validators.impressions import SURE_IMPRESSION, Judgement
from validators.names import similarity
from validators.seal_names import ring_words
from validators.subject import Subject

Sight = tuple[PageReading, Judgement]
"""A page and what is to be said of its seal."""

_DOUBTS = frozenset({"seal-unreadable", "seal-uncertain"})
_SIZES_ALIKE = 1.2
"""Ratio of two widths up to which they may be one stamp's: print and the paper's edge hide a part of a ring."""

_MOST_READINGS = 3


def by_stamp(sights: Sequence[Sight], subject: Subject) -> list[list[Sight]]:
    """Return the pages together that raise one question: the same doubt, asked by the same rule, of one stamp.

    Whether a stain is an impression is asked for each page; so is everything that is no doubt.
    """
    groups: list[list[Sight]] = []
    for sight in sights:
        for group in groups:
            if all(_raises_the_same(one, sight, subject) for one in group):
                group.append(sight)
                break
        else:
            groups.append([sight])
    return groups


def what_was_read(seals: Sequence[Seal], unit: str) -> str:
    """Tell what impressions of one stamp were read as, for a sentence that names their pages; empty for nothing."""
    texts = list(dict.fromkeys(seal.text for seal in seals if seal.text))
    others = [text for text in texts if similarity(text, unit) != 1.0]
    said = "、".join(f"“{text}”" for text in others[:_MOST_READINGS]) + ("等" if len(others) > _MOST_READINGS else "")
    if not texts:
        return ""
    if not others:
        return f"的印章似为“{unit}”，但名称中的形近字辨认不够清楚，已转人工核对。"
    if len(others) < len(texts):
        return f"的印章似为“{unit}”，但有的读作{said}，辨认不够清楚，已转人工核对。"
    return f"的印章读作{said}，不能确认为“{unit}”，已转人工核对。"


def _raises_the_same(one: Sight, other: Sight, subject: Subject) -> bool:
    (page, judged), (other_page, other_judged) = one, other
    if judged.code not in _DOUBTS or other_judged.code != judged.code:
        return False
    if _rule(page, subject) != _rule(other_page, subject):
        return False
    found = judged.seal, other_judged.seal
    sure = [seal for seal in found if seal is not None and seal.score >= SURE_IMPRESSION]
    return len(sure) == len(found) and _may_be_one_stamp(*sure)


def _rule(page: PageReading, subject: Subject) -> tuple[str | None, bool]:
    """Return what a page's seal is asked by: the clause of its material, and whether its ink shows."""
    material = subject.material(subject.assignment.page_documents().get(page.number))
    return material.seal.clause if material is not None else None, page.colour is ColourMode.COLOUR


def _may_be_one_stamp(one: Seal, other: Seal) -> bool:
    """Tell whether nothing that was surely seen of two impressions tells them apart."""
    small, large = sorted(max(seal.size_mm) for seal in (one, other))
    return _looks(one) == _looks(other) and large <= _SIZES_ALIKE * small and _read_alike(one, other)


def _looks(seal: Seal) -> tuple[object, ...]:
    kind = kind_besides_name(seal.inner_text)
    return seal.shape, seal.colour, seal.electronic, kind, seal.kind is SealKind.UNION


def _read_alike(one: Seal, other: Seal) -> bool:
    """Tell whether two readings may be of one name: only sure ones contradict, and ends of a ring get lost."""
    short, long = sorted((_surely_read(one), _surely_read(other)), key=len)
    return short in long


def _surely_read(seal: Seal) -> str:
    words = ring_words(seal)
    sure = seal.text_score >= CHARACTER_LIMIT and not any(mark in words for mark in UNREADABLE_MARKS)
    return name_as_read(words) if sure else ""
