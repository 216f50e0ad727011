"""Folding: text without what writers, scanners and engines do differently.

Each function says what it makes one and what it keeps apart; where two differ, the reason stands with the second.
Folded text is for comparing and for finding values, never for showing, but for :func:`ring_name`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from cases.traditional import simplified

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
"""Chinese characters for a set of a pattern, rare ones of names among them: 㛃 䶮 𫖯 (通用规范汉字表, 2013)."""

_SPACES = re.compile(r"\s+")
_ORNAMENTS = re.compile(r"[\s·•*＊☆★《》〈〉\"“”'‘’_—-]+")
_PLUS = str.maketrans(dict.fromkeys("➕⊕✚﹢＋", "+"))
_HALF_BRACKETS = str.maketrans({**dict.fromkeys("【[〔「『〖{（﹙", "("), **dict.fromkeys("】]〕」』〗}）﹚", ")")})
_DOTS = str.maketrans("•・‧∙", "····")
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_FULL_BRACKETS = str.maketrans({c: "（" for c in "([【〔「{［"} | {c: "）" for c in ")]】〕」}］"})
_SEPARATORS = re.compile(r"[\s·•,，.。:：;；、★☆*＊_\-—]+")
_SAME_IN_PRINT = str.maketrans({
    **dict.fromkeys("Oo〇○◯", "0"), **dict.fromkeys("lI|丨", "1"), **dict.fromkeys("□☐☑☒■", "口"),
    **dict.fromkeys("-‐‑‒–—―─━", "一"), "×": "x", "X": "x", "臺": "台",
})  # fmt: skip
_HAN = re.compile(f"[{HAN}]")
_ROUND_TO_FULL = str.maketrans("()", "（）")
_NOT_ON_RING = re.compile(rf"[^{HAN}A-Za-z0-9（）()·&.\-\s]")


def one_width(text: str) -> str:
    """Return text in one width (NFKC), spaces kept: for names in Latin letters and whole mails."""
    return unicodedata.normalize("NFKC", text)


def plain(text: str) -> str:
    """Return text without white space, in one width; brackets and colons become half-width."""
    return _SPACES.sub("", one_width(text))


@lru_cache(maxsize=4096)  # every document's words against every page: mostly the same few hundred
def bare(text: str) -> str:
    """Return plain text without ornaments, in simplified characters: titles are set in 《》 and with stars.

    Values need them: a dot parts a foreign name, a hyphen a date and the number of a paper.
    """
    return simplified(_ORNAMENTS.sub("", one_width(text)))


def letters_only(text: str) -> str:
    """Return letters and digits alone, in one width and without case: names of items as senders write them."""
    return "".join(sign for sign in one_width(text).casefold() if sign.isalnum())


def as_code(text: str) -> str:
    """Return a code in one width and in capitals; other signs stay, since they make it another code."""
    return plain(text).upper()


def print_shape(text: str) -> str:
    """Return letters and digits alone, characters that no print tells apart made one.

    Only for a text layer against its own picture: O for 0 and 口 for an empty box make names equal that are not.
    """
    signs = one_width(text.translate(_SAME_IN_PRINT)).translate(_SAME_IN_PRINT).casefold()
    return re.sub("一一+", "一", "".join(sign for sign in signs if sign.isalnum())).strip("一")


def name_as_read(name: str) -> str:
    """Return a unit's name with one kind of brackets, without spaces and separators, which readers lose or add.

    Readers take a character for its traditional form as well, and the register knows simplified ones only.
    """
    return simplified(_SEPARATORS.sub("", one_width(name).translate(_FULL_BRACKETS)).upper())


def name_as_written(name: str) -> str:
    """Return a unit's name as typed: width, kind of bracket, spaces and dots between names made one.

    Whoever types a name means its separators and its case, and whitelists are kept by it, so it drops less than
    :func:`name_as_read`. What stands in brackets is kept: 华兴（北京）公司 is not 华兴公司 (domain d2.9).
    """
    return settled(name, lambda step: re.sub(r"\s", "", _fold_signs_once(step)).translate(_DOTS))


def fold_signs(text: str) -> str:
    """Fold compatibility forms, brackets and plus signs; drop invisible and control characters."""
    return settled(text, _fold_signs_once)


def half_brackets(text: str) -> str:
    """Return text whose brackets are all round and half-width."""
    return text.translate(_HALF_BRACKETS)


def ring_name(text: str) -> str:
    """Return ring text with full brackets, without blanks and stray signs; empty without Chinese characters.

    Reports show it, so letters keep their width and case.
    """
    return _NOT_ON_RING.sub("", text).replace(" ", "").translate(_ROUND_TO_FULL) if _HAN.search(text) else ""


def settled(text: str, step: Callable[[str], str]) -> str:
    """Repeat a step until it changes nothing: what it drops may bring together what it folds."""
    for _ in range(10):
        text, before = step(text), text
        if text == before:
            break
    return text


def _fold_signs_once(text: str) -> str:
    text = one_width(text.translate(_PLUS))
    return half_brackets("".join(sign for sign in text if unicodedata.category(sign) not in _INVISIBLE))
