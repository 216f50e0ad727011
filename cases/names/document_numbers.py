"""Numbers of people's papers: what form each has, and whether a number keeps to it.

Source: domain e. Only some kinds have a check digit; of the others the form is all that can be told. A number that
fits no known form may be of a kind issued since, so an unknown prefix is no error.
"""

from __future__ import annotations

import re
from enum import StrEnum

from cases.names.identifiers import identity_number_valid
from cases.plain_text import as_code


class NumberKind(StrEnum):
    """Kind of a number, by the paper that bears it."""

    IDENTITY = "identity"                        # 公民身份号码、港澳台居民居住证
    PERMANENT_RESIDENCE = "permanent-residence"  # 外国人永久居留身份证，2017年、2023年两种格式
    HK_MACAO_PERMIT = "hk-macao-permit"          # 港澳居民来往内地通行证
    TAIWAN_PERMIT = "taiwan-permit"              # 台湾居民来往大陆通行证
    PASSPORT = "passport"                        # 护照、外国人工作许可


class Verdict(StrEnum):
    """What can be said of a number."""

    VALID = "valid"
    INVALID = "invalid"
    UNRECOGNISED = "unrecognised"


_IDENTITY_OF_1984 = re.compile(r"[1-9]\d{5}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}")
_FOREIGNER_2017 = re.compile(r"[A-Z]{3}\d{12}")
_HK_MACAO = re.compile(r"[HM]\d{8}(?:\d{2})?")
_OTHER_PREFIX = re.compile(r"[A-GI-LN-Z]\d{8}(?:\d{2})?")
_TAIWAN = re.compile(r"\d{8}|\d{10}[A-Z]?")
_PASSPORT = re.compile(r"(?=.*\d)[A-Z0-9]{5,17}")


def check_number(text: str, kind: NumberKind) -> Verdict:
    """Tell whether a number is one of its kind; white space, width and case do not matter."""
    number = as_code(text)
    if _is_valid(number, kind):
        return Verdict.VALID
    if kind is NumberKind.HK_MACAO_PERMIT and _OTHER_PREFIX.fullmatch(number):
        return Verdict.UNRECOGNISED  # since 2024 residents without Chinese nationality have one of another prefix
    return Verdict.INVALID


def _is_valid(number: str, kind: NumberKind) -> bool:
    if not number.isascii():
        return False
    if kind is NumberKind.IDENTITY:
        own = identity_number_valid(number) and number[0] != "9"
        return own or bool(_IDENTITY_OF_1984.fullmatch(number))
    if kind is NumberKind.PERMANENT_RESIDENCE:
        return (number[:1] == "9" and identity_number_valid(number)) or bool(_FOREIGNER_2017.fullmatch(number))
    form = {
        NumberKind.HK_MACAO_PERMIT: _HK_MACAO, NumberKind.TAIWAN_PERMIT: _TAIWAN, NumberKind.PASSPORT: _PASSPORT,
    }[kind]  # fmt: skip
    return bool(form.fullmatch(number))
