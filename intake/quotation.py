"""Where the sender's own words end and what he quotes or passes on begins.

Every mail program marks it in its own way: a line of dashes with a word, a sentence that ends in 写道, a block of
header fields (发件人, 发送时间, 收件人, 主题), or ``>`` before each line. QQ puts ``&nbsp;`` into plain text, NetEase a
table of bars.
"""

from __future__ import annotations

import re

MARK = "---------- 原始邮件 ----------"
"""Stands in the text of an HTML mail where its quotation begins."""

_ANY_SPACE = re.compile(r"&nbsp;?|[\u00a0\u3000\u200b\ufeff\t|*]")
_DASHED = re.compile(
    r"^[-_=—–]{2,80}[^-_=—–]{0,20}(?:邮件|原[件文]|message|e?mail|original|forward)[^-_=—–]{0,40}"
    r"[-_=—–]{0,80}$",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?:写道|wrote)\s*[:：]?$|^(?:begin forwarded message|以下为?原文|以下是转发的邮件)\s*[:：]?$", re.IGNORECASE
)
_FIELD = re.compile(
    r"^(发\s?件\s?人|寄件者|发送者|from|发送时间|发送日期|日\s{0,2}期|时\s?间|寄件日期|sent|date|收\s?件\s?人|收件者|to|抄\s?送|cc"
    r"|主\s{0,2}题|主旨|subject)\s{0,2}[:：]",
    re.IGNORECASE,
)
_FIRST_FIELDS = ("发", "寄", "f")
_BLOCK = 6
"""Lines of a block of header fields, empty ones apart; two fields among them make it one."""
_WRAPPED = 2
"""Lines over which a sentence that ends in 写道 may be broken."""


def own_words(body: str) -> str:
    """Return the text above the first quotation."""
    lines = body.splitlines()
    plain = [_ANY_SPACE.sub(" ", line).strip() for line in lines]
    for place, line in enumerate(plain):
        if _begins(line, plain[place + 1 :]):
            return "\n".join(lines[:place])
    return body


def _begins(line: str, after: list[str]) -> bool:
    if line.startswith(">") or _DASHED.match(line) or _is_field_block(line, after):
        return True
    if _WROTE.search(line):
        return True
    # 于2020年2月20日 … / <name@host> 写道：
    return line.startswith(("在", "On ", "于", "On\u2009")) and any(_WROTE.search(one) for one in after[:_WRAPPED])


def _is_field_block(line: str, after: list[str]) -> bool:
    """Tell a block of header fields by its first, a sender's, and one more: 联系人：… alone is none."""
    if not _FIELD.match(line) or not line.lower().startswith(_FIRST_FIELDS):
        return False
    following = [one for one in after if one][:_BLOCK]
    return any(_FIELD.match(one) for one in following)
