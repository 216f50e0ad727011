"""Kind of a seal from its words, outline and star. Source: 国发〔1999〕25号; 税务总局公告2011年第7号."""

from __future__ import annotations

import re

from cases.reading import SealKind, SealShape
from cases.seal_words import has_purpose, is_department, kind_by_words

_ENTERPRISE = re.compile(r"公司|企业|集团|厂$|店$|事务所|合伙")
_ENTERPRISE_NAME = re.compile(r"^.*(?:公司|集团|企业)")
"""人力资源 or 财务 within a company's name is its trade; only what follows the name is a department or a purpose."""

_ORGAN = re.compile(
    r"(?:局|委员会|政府|法院|检察院|监察委|管委会|街道办事处|厅|税务所|派出所|(?:保障|服务|管理|信息)中心|海关)"
    r"(?:[（(]\d+[)）])?$"
)


def seal_kind(
    text: str, inner_text: str, shape: SealShape, star: bool | None, *, inner_unread: bool = False
) -> SealKind:
    """Return the kind of an impression; UNKNOWN rather than a guess.

    Whose seal it is is not known here: where the words are those of the applicant's own name, the rules know better.

    Args:
        text: Ring text, empty if unread.
        inner_text: Centre and bottom text.
        shape: Outline.
        star: Whether a star was seen in the middle; None where that cannot be told.
        inner_unread: A line inside could not be read: it may name a special purpose, so no 公章 is claimed.
    """
    below = [_ENTERPRISE_NAME.sub("", text), *inner_text.split()]
    if (kind := kind_by_words(" ".join(below))) is not None:
        return kind
    if shape is SealShape.SQUARE:
        return SealKind.NAME
    if has_purpose(inner_text):
        return SealKind.UNKNOWN
    organ = bool(_ORGAN.search(text)) and not _ENTERPRISE.search(text)  # 人力资源和社会保障局 is one
    if any(is_department(line) for line in (below[1:] if organ else below)):
        return SealKind.PERSONNEL
    if organ:
        return SealKind.GOVERNMENT
    if shape is SealShape.ROUND and star and text and not inner_unread:
        return SealKind.OFFICIAL
    return SealKind.UNKNOWN
