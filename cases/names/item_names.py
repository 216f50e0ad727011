"""Which business item a piece of text names: by its names, or in everyday words (domain d2.6).

Items come in as data, so that file names, mail subjects and bodies follow one rule.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz import fuzz

from cases.names.sayings import Saying, months, numbers, spoken
from cases.plain_text import letters_only


class NamedItem(NamedTuple):
    """An item's code, its names, the storing name first, and the everyday words for it."""

    code: str
    names: Sequence[str]
    sayings: Sequence[Saying] = ()


ItemNames = Sequence[NamedItem]

RESOLVED = 0.85
"""From this score on a text names an item; below, an item is only a candidate for an officer."""

WHOLE = 0.95
"""From this score on a text holds the whole name of an item."""

_OF_A_YEAR = re.compile(r"\d+年\d+月")
_EXACT, _CONTAINED, _NEAR, _CANDIDATE = 1.0, WHOLE, 0.94, 0.6
_SHORTEST_PART = 4
_OTHER_ACTS = (
    "变更", "延续", "延期", "注销", "换证", "换发", "补证", "补发", "遗失", "备案", "年报", "年度报告", "经营情况报告",
    "撤销", "撤回", "终止", "取消", "退费", "月报", "基数差", "近三个月", "个人补缴", "投诉", "举报",
)
"""Words that make another item of an almost equal name (劳务派遣许可证延续申请 is no new application)."""

_ACTS = (*_OTHER_ACTS, "补缴", "补贴", "补助", "返还", "退休", "认定", "鉴定", "报销", "支付", "补填", "登记", "转移")
"""Words that tell items of alike names apart: 社会保险退费 and 社会保险补贴 differ in two characters."""


def rank(text: str, items: ItemNames) -> list[tuple[str, float]]:
    """Return codes with scores from 0.0 to 1.0, best first, each code once.

    1.0 exact; 0.95 a name is contained, or everyday words say it; up to 0.94 nearly the same; 0.6 the text is only
    part of a name (劳务派遣), or names another act, so that an officer has to pick.
    """
    folded = letters_only(text)
    if not folded:
        return []
    items = [item for item in items if not _of_another_month(spoken(text), item)]
    scores = {one.code: max((_score(folded, letters_only(name)) for name in one.names), default=0.0) for one in items}
    if all(score < _EXACT for score in scores.values()):
        _drop_nested(folded, items, scores)
        _hear_everyday_words(text, items, scores)
    found = [(code, score) for code, score in scores.items() if score > 0]
    best = max((score for _, score in found), default=0.0)
    if best == _EXACT:
        found = [(code, score) for code, score in found if score in (_EXACT, _CANDIDATE)]
    return sorted(found, key=lambda pair: -pair[1])


def resolve(text: str, items: ItemNames) -> tuple[tuple[str, ...], bool]:
    """Return the codes that a text may mean and whether it is certain which one.

    Certain is one code that reaches :data:`RESOLVED` alone.
    """
    ranked = rank(text, items)
    sure = tuple(code for code, score in ranked if score >= RESOLVED)
    return (sure, len(sure) == 1) if sure else (tuple(code for code, _ in ranked), False)


def acts(text: str) -> frozenset[str]:
    """Return the words of a text that tell one item from another of almost the same name."""
    return frozenset(word for word in _ACTS if word in text)


def _score(text: str, name: str) -> float:
    if not name:
        return 0.0
    if text == name:
        return _EXACT
    if text in name:
        return _CANDIDATE if len(text) >= _SHORTEST_PART else 0.0
    rest = text.replace(name, "") if name in text else text
    other = any(word in rest and word not in name for word in _OTHER_ACTS)
    if name in text:
        return _CANDIDATE if other else _CONTAINED
    ratio = fuzz.ratio(text, name) / 100
    if ratio < RESOLVED or numbers(spoken(text)) != numbers(spoken(name)):
        return 0.0
    return _CANDIDATE if other or acts(name) - acts(text) else min(ratio, _NEAR)


def _drop_nested(text: str, items: ItemNames, scores: dict[str, float]) -> None:
    """Forget an item whose only place in the text lies within another item's longer name."""
    longest = {
        item.code: max((name for name in map(letters_only, item.names) if name and name in text), key=len, default="")
        for item in items
    }
    for code, name in longest.items():
        outer = [other for key, other in longest.items() if key != code and name and name in other and name != other]
        if outer and name not in text.replace(max(outer, key=len), "\0"):
            scores[code] = 0.0


def _hear_everyday_words(text: str, items: ItemNames, scores: dict[str, float]) -> None:
    """Add the items that everyday words mean; of two, the one whose words lie within the other's is not meant."""
    words = spoken(text)
    covers = {item.code: cover for item in items if (cover := _covered(words, item))}
    for code in covers:
        plain = not (spoiling := _acts_beside(words, covers[code]))
        others = (name for one in items if one.code != code for name in _whole_names(words, one))
        named = any(set(spoiling) <= acts(name) for name in others)
        if plain or not named:  # the month of 1月社保月报补缴 is no other period's where the rest is an item's own name
            scores[code] = max(scores[code], _CONTAINED if plain else _CANDIDATE)
    held = {**{item.code: cover for item in items if scores[item.code] and (cover := _names_in(words, item))}, **covers}
    for code, cover in held.items():
        if any(cover < other for key, other in held.items() if scores[key] >= scores[code]):
            scores[code] = 0.0
    _doubt_second_names({code for code in held if scores[code]}, scores)


def _covered(text: str, item: NamedItem) -> frozenset[int]:
    """Return the places of a text that an item's everyday words and names cover; empty where no saying fits."""
    places = frozenset(place for saying in item.sayings for place in saying.covered(text))
    return places | _names_in(text, item) if places else places


def _of_another_month(text: str, item: NamedItem) -> bool:
    """Tell whether a text names other months than an item: 延长缴费至3月底 is not what an item of July means."""
    said, own = months(text), months(_OF_A_YEAR.sub("", spoken(item.names[0]))) if item.names else frozenset()
    return bool(said and own) and said.isdisjoint(own)


def _names_in(text: str, item: NamedItem) -> frozenset[int]:
    found = ((text.find(name), name) for name in _whole_names(text, item))
    return frozenset(place for start, name in found for place in range(start, start + len(name)))


def _whole_names(text: str, item: NamedItem) -> list[str]:
    return [name for name in map(spoken, item.names) if name and name in text]


def _acts_beside(text: str, cover: frozenset[int]) -> list[str]:
    """The acts that a text names beside those that a saying covers."""
    rest = "".join("\0" if place in cover else sign for place, sign in enumerate(text))
    return [word for word in _OTHER_ACTS if word in rest]


def _doubt_second_names(held: set[str], scores: dict[str, float]) -> None:
    """Let nothing be certain where the text holds the whole name of an item, yet may mean another one.

    变更新申请劳务派遣行政许可 is almost 变更劳务派遣行政许可, and 投诉不定时工作制审批 holds two names.
    """
    doubted = any(scores[code] == _CANDIDATE for code in held)
    for code, score in scores.items():
        if held and score > _CANDIDATE and (doubted or code not in held):
            scores[code] = _CANDIDATE
