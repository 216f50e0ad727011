"""Kind of a seal from its words, outline and star. Source: 国发〔1999〕25号; 税务总局公告2011年第7号."""

from __future__ import annotations

import re

from cases.reading import SealKind, SealShape

_BY_WORD: tuple[tuple[re.Pattern[str], SealKind], ...] = (
    (re.compile(r"合同|同专|合.专用|合约|协议专用"), SealKind.CONTRACT),
    (re.compile(r"财务|(?<!业)务专|账务|现金|收讫|付讫|结算"), SealKind.FINANCE),
    (re.compile(r"发票|票专|监制章"), SealKind.INVOICE),
    (re.compile(r"工会|总工会"), SealKind.UNION),
)
_PURPOSE = re.compile(r"专|用章")
_ENTERPRISE = re.compile(r"公司|企业|集团|厂$|店$|事务所|合伙")
_ENTERPRISE_NAME = re.compile(r"^.*(?:公司|集团|企业)")
"""人力资源 within a company's name is its trade; only what follows the name is a department."""

_PERSONNEL = re.compile(r"人事|人力资源|劳资|社保专用")
_DEPARTMENT = re.compile(r"(?:部|科|处|室|分会|业务章)$")
_ORGAN = re.compile(
    r"(?:局|委员会|政府|法院|检察院|监察委|管委会|街道办事处|厅|税务所|派出所|(?:保障|服务|管理|信息)中心|海关)"
    r"(?:[（(]\d+[)）])?$"
)


def seal_kind(
    text: str, inner_text: str, shape: SealShape, star: bool | None, *, inner_unread: bool = False
) -> SealKind:
    """Return the kind of an impression; UNKNOWN rather than a guess.

    Args:
        text: Ring text, empty if unread.
        inner_text: Centre and bottom text.
        shape: Outline.
        star: Whether a star was seen in the middle; None where that cannot be told.
        inner_unread: A line inside could not be read: it may name a special purpose, so no 公章 is claimed.
    """
    words = f"{text} {inner_text}"
    for pattern, kind in _BY_WORD:
        if pattern.search(words):
            return kind
    if shape is SealShape.SQUARE:
        return SealKind.NAME
    if _PURPOSE.search(inner_text):
        return SealKind.UNKNOWN
    lines = [text, *inner_text.split()]
    below = [_ENTERPRISE_NAME.sub("", text), *inner_text.split()]
    if any(_PERSONNEL.search(line) for line in below) or any(_DEPARTMENT.search(line) for line in lines):
        return SealKind.PERSONNEL
    if _ORGAN.search(text) and not _ENTERPRISE.search(text):
        return SealKind.GOVERNMENT
    if shape is SealShape.ROUND and star and text and not inner_unread:
        return SealKind.OFFICIAL
    return SealKind.UNKNOWN
