"""Codes on the papers: unified social credit code, identity number; and masking for logs and letters.

A failed check is never a reason to refuse a case: it is a finding (domain e).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from itertools import product

from stdnum.cn import uscc
from stdnum.iso7064 import mod_11_2

from cases.plain_text import as_code, one_width

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100-2015: no I, O, S, V, Z."""

_CREDIT_FORM = re.compile(rf"[1-9A-NY][{CREDIT_ALPHABET}]\d{{6}}[{CREDIT_ALPHABET}]{{10}}")
_FORCED = str.maketrans({"I": "1", "O": "0", "Z": "2", "S": "5"})
_SWAPPED = {"B": "8", "8": "B"}
_CONFUSED = {"B": "8", "8": "B", "D": "0", "Q": "0", "0": "DQ", "G": "6", "6": "G"}

_ALIKE = {"0": "CDOQU", "1": "IJLT", "2": "Z", "4": "A", "5": "S", "6": "G", "7": "TY", "8": "B"}
_ALIKE_SLIPS = 2
"""Letters that print and faxes make of digits, and how many of them one code may hold. Whoever mistypes a digit strikes
another digit."""

_CREDIT_CODE = re.compile(r"(?<![0-9A-Z])[0-9A-Z]{18}(?![0-9A-Z])")

_IDENTITY_FORM = re.compile(r"\d{17}[\dX]")
_PROVINCES = frozenset(
    str(number)
    for first, last in ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
    for number in range(first, last + 1)
)
_EARLIEST_BIRTH, _LATEST_BIRTH = 1900, 2029
"""Years of birth that a number of somebody alive can bear; the second is moved on before it is reached."""

_RESIDENCE_REGIONS = {"81": "810000", "82": "820000", "83": "830000"}

_PRIVATE = re.compile(
    r"(?<!\d)(?:\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx]|\d{15,19}|\d{4}(?:[ -]\d{4}){3}(?:[ -]\d{1,3})?)(?!\d)"
    # Eleven digits also occur within hexadecimal digests, which logs must keep.
    r"|(?<![\da-f])(?:(?:\+|00)?86[ -]?)?1[3-9]\d[ -]?\d{4}[ -]?\d{4}(?![\da-f])"
)


@dataclass(frozen=True, slots=True)
class CodeReading:
    """A code as read, and what it is worth.

    Attributes:
        value: Folded to ASCII upper case; the repaired code where ``repaired``.
        valid: Form and check character agree.
        repaired: One slip of the reader was mended because exactly one candidate passes.
    """

    value: str
    valid: bool
    repaired: bool = False


def read_credit_code(text: str) -> CodeReading:
    """Check a unified social credit code (统一社会信用代码) and mend a slip with one way out.

    Letters that the alphabet does not have are replaced (I→1, O→0, Z→2, S→5) and a small l by 1, a B among the
    six digits of the region by 8, and at most one B elsewhere is taken for 8 or the other way round.
    """
    value = as_code(text)
    if credit_code_valid(value):
        return CodeReading(value, True)
    base = as_code(text.replace("l", "1")).translate(_FORCED)
    base = base[:2] + base[2:8].replace("B", "8") + base[8:]
    candidates = {base, *(_replaced(base, place) for place, sign in enumerate(base) if sign in _SWAPPED)}
    passing = [candidate for candidate in candidates if credit_code_valid(candidate)]
    return CodeReading(passing[0], True, True) if len(passing) == 1 else CodeReading(value, False)


def may_be_misread(code: str, *, clearly_read: bool = False) -> bool:
    """Tell whether one of the characters that readers confuse, put for another, would make a credit code sound.

    Of a line that was read clearly only B and 8 may be: of 360 codes on scans each misreading at scores above 0.99 was
    one of these two for the other, or a letter that no code has.
    """
    base, confused = as_code(code).translate(_FORCED), _SWAPPED if clearly_read else _CONFUSED
    swapped = (base[:at] + other + base[at + 1 :] for at, sign in enumerate(base) for other in confused.get(sign, ""))
    return any(credit_code_valid(one) for one in (base, *swapped))


def is_misreading(code: str, right: str) -> bool:
    """Tell whether a code was read for a right one: they differ only by letters that look like the other's digits."""
    apart = [(one, other) for one, other in zip(as_code(code), right, strict=False) if one != other]
    alike = (one in _ALIKE.get(other, "") or other in _ALIKE.get(one, "") for one, other in apart)
    return len(as_code(code)) == len(right) and 0 < len(apart) <= _ALIKE_SLIPS and all(alike)


def sound_codes(text: str) -> frozenset[str]:
    """Return the credit codes in a text whose check character is right."""
    return frozenset(one for one in _CREDIT_CODE.findall(one_width(text).upper()) if credit_code_valid(one))


def credit_code_valid(value: str) -> bool:
    """Tell whether form and check character are right (GB 32100-2015); exact upper case only."""
    if not _CREDIT_FORM.fullmatch(value) or not value.isascii():
        return False
    return bool(uscc.calc_check_digit(value[:17]) == value[17])


def read_identity_number(text: str) -> CodeReading:
    """Check an 18-digit identity number and mend letters taken for digits where one way out passes."""
    value = as_code(text)
    if identity_number_valid(value):
        return CodeReading(value, True)
    signs = [_digit_candidates(sign) for sign in value]
    if len(value) != 18 or not all(signs):
        return CodeReading(value, False)
    passing = [number for number in map("".join, product(*signs)) if identity_number_valid(number)]
    return CodeReading(passing[0], True, True) if len(passing) == 1 else CodeReading(value, False)


def identity_number_valid(value: str) -> bool:
    """Tell whether an 18-digit number passes GB 11643: region, a real birth date, MOD 11-2.

    Residence permits (81, 82, 83) have a fixed region; foreigners' permanent residence cards
    of 2023 start with 9, then the province.
    """
    if not _IDENTITY_FORM.fullmatch(value) or not value.isascii():
        return False
    province = value[1:3] if value[0] == "9" else value[:2]
    region = _RESIDENCE_REGIONS.get(value[:2])
    if province not in _PROVINCES or (region is not None and value[:6] != region):
        return False
    if not _EARLIEST_BIRTH <= int(value[6:10]) <= _LATEST_BIRTH:
        return False
    try:
        date(int(value[6:10]), int(value[10:12]), int(value[12:14]))
    except ValueError:
        return False
    return bool(mod_11_2.is_valid(value))


def mask(text: str) -> str:
    """Hide identity, bank-card and mobile numbers in text meant for a letter or a log.

    The first three and last two signs stay of long numbers, three and four of mobile numbers.
    """
    return _PRIVATE.sub(_hide, text)


def conceal(number: str) -> str:
    """Hide the middle of one number: three signs at its head and two at its end stay, four of a mobile number."""
    signs = sum(sign.isalnum() for sign in number)
    tail = 4 if signs == 11 else 2
    return number[:3] + "*" * (len(number) - 3 - tail) + number[-tail:] if signs >= 8 else "*" * len(number)


def _hide(match: re.Match[str]) -> str:
    number = match[0]
    signs = sum(sign.isalnum() for sign in number)
    tail = 4 if signs < 15 else 2
    return number[:3] + "*" * (len(number) - 3 - tail) + number[-tail:]


def _replaced(value: str, place: int) -> str:
    return value[:place] + _SWAPPED[value[place]] + value[place + 1 :]


def _digit_candidates(sign: str) -> str:
    if sign.isdecimal() or sign == "X":
        return sign
    return {"I": "1", "L": "1", "O": "0", "Z": "2", "S": "5", "B": "8"}.get(sign, "")
