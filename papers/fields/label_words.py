"""Labels as forms, certificates and letters print them, and the characters that readers take for others."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from cases.plain_text import HAN, plain
from catalogue.fields import Field

APPLICANT = "(?:申请|申报|填报|用人|证明|承诺|报告|缴费|参保|组织)?(?:单位|企业|公司)"
SEALED = "(?:(?:加?盖)?公?章|签章|印章)"
"""Patterns of how a form calls who hands it in, and where it asks for the seal: （承诺单位盖章）."""

_LIKE = {
    "人": "入八", "本": "木", "社": "杜礼", "代": "伐", "期": "朗", "限": "眼", "日": "曰", "证": "征", "称": "祢",
    "住": "往", "号": "亏", "资": "贵", "统": "绕", "码": "玛", "位": "拉", "单": "卑", "申": "中", "一": "—–―─-",
}  # fmt: skip
_PLAIN = str.maketrans({other: sign for sign, others in _LIKE.items() for other in others})


def likeness(text: str) -> str:
    """Return text with characters that readers confuse made one, sign for sign; for comparing labels, not values."""
    return plain(text).translate(_PLAIN)


@dataclass(frozen=True, slots=True)
class LabelWords:
    """All labels that the catalogue knows: a value ends where the next one begins.

    Attributes:
        known: The labels, folded by :func:`likeness`.
        signed: Finds a label with the colon behind it.
    """

    known: frozenset[str]
    signed: re.Pattern[str]

    def is_label(self, text: str) -> bool:
        """Tell a text that is nothing but a field's label."""
        return re.sub(r"\([^)]{0,8}\)", "", likeness(text)).rstrip(":") in self.known


@lru_cache(maxsize=8)  # a service has one catalogue at a time, a trial of a draft two
def label_words(fields: tuple[Field, ...]) -> LabelWords:
    """Return the labels of all fields, also of those that are not read."""
    known = frozenset(likeness(label) for field in fields for label in field.every_label)
    # 单位 and 姓名 are also the ends of other words: 出租单位, 受托人姓名.
    long = _any_of([label for label in known if len(label) > 2])
    short = _any_of([label for label in known if len(label) <= 2])
    return LabelWords(known, re.compile(rf"((?:{long})|(?<![{HAN}])(?:{short}))(?:\([^)]{{0,8}}\))?:"))


def _any_of(labels: Sequence[str]) -> str:
    """A pattern of the longest label that stands at a place."""
    ordered = sorted(labels, key=lambda label: (-len(label), label))
    return "|".join(re.escape(label) for label in ordered) or "(?!)"
