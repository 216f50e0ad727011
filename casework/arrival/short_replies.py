"""Short replies: a courier number, or the wish to withdraw, in a mail of words.

Both are told from what the sender wrote himself, never from what he quotes. Source: domain f23, b1 WITHDRAWN.
"""

from __future__ import annotations

import re

from cases.plain_text import one_width
from intake.quotation import own_words

_CARRIERS = "EMS|邮政|顺丰|中通|圆通|申通|韵达|京东|极兔|德邦"
_NAMED = re.compile(
    rf"(?:运单号?码?|快递单号?|快件号?|物流单号?|邮件号码?|单号|{_CARRIERS})[^0-9A-Za-z]{{0,12}}"
    r"(?P<number>[A-Z]{0,4}\d{8,15}(?:[A-Z]{2})?)(?![0-9A-Z])"
)
_SHAPED = re.compile(
    r"(?<![0-9A-Z])(?P<number>SF\d{12,13}|JD[VX]?\d{11,13}|YT\d{13}|JT\d{13}|E[A-Z]\d{9}CN)(?![0-9A-Z])"
)
_WITHDRAWS = re.compile(
    r"(?:申请|要求|请求|决定|现|特此|请|拟|需|要|想)(?:予以|将|把)?[^。！？\n]{0,16}?撤回|"
    r"撤回(?:本次|该|上述|此|我单位|我公司|我司)?[^。！？\n]{0,16}?(?:申请|申报|材料|办件|报送)"
)
_KEEPS = re.compile(r"(?:不|勿|未|没有|别|是否|能否|可否|如何|怎么|怎样|如需|如要|如果|若)[^。！？\n]{0,8}?撤回")
_FEW = 40
"""Characters beside the number up to which a reply says nothing else that an officer must read."""


def _words(body: str) -> str:
    lines = (line.strip() for line in one_width(own_words(body)).splitlines())
    return "\n".join(line for line in lines if line)


def courier_number(text: str) -> str | None:
    """Return the courier number (运单号) in a reply, None without one.

    A bare run of digits counts only beside a word that says what it is: it might be a telephone or a case number.
    """
    upper = _words(text).upper()
    match = _SHAPED.search(upper) or _NAMED.search(upper)
    return match["number"] if match is not None else None


def says_little_else(text: str, number: str) -> bool:
    """Tell whether a reply holds no more than its courier number and a greeting."""
    rest = _words(text).upper().replace(number, "")
    return len(re.sub(r"\s", "", rest)) <= _FEW and "?" not in rest


def wants_withdrawal(text: str) -> bool:
    """Tell whether a reply clearly asks to withdraw; a question about it, or its denial, does not."""
    words = _words(text)
    return _WITHDRAWS.search(words) is not None and _KEEPS.search(words) is None
