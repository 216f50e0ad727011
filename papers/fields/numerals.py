"""Numbers as people write them: in digits, in characters, and in the capitals of cheques (壹贰叁)."""

from __future__ import annotations

from decimal import Decimal

ONES = "〇零○O一二三四五六七八九壹壱贰貳弍叁參叄参弎肆伍陆陸柒捌玖两"
"""Signs of one digit in their variants (叁參叄参); readers take 〇 for a letter."""

_DIGITS = {sign: value for value, signs in enumerate((
    "〇零○Oo", "一壹壱", "二贰貳弍两", "三叁參叄参弎", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖",
)) for sign in signs}  # fmt: skip
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_TENS = {"廿": 20, "卄": 20, "卅": 30, "卌": 40}
_LARGE = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}
SIGNS = "".join((*_DIGITS, *_UNITS, *_TENS, *_LARGE))


def in_digits(text: str) -> int:
    """Return a number written sign by sign, in digits or characters: 二〇二〇, 2020, 贰零贰零."""
    return int("".join(str(_DIGITS.get(sign, sign)) for sign in text))


def number(text: str) -> int:
    """Return a whole number: 20, 廿三, 十二, 贰佰万; 一〇 and 三一 are written sign by sign."""
    if text.isdecimal():
        return int(text)
    if len(text) > 1 and all(sign in _DIGITS for sign in text):
        return in_digits(text)
    total, section, digit = 0, 0, 0
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _TENS:
            section, digit = section + _TENS[sign], 0
        elif sign in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[sign], 0
        elif sign in _LARGE:
            total, section, digit = total + (section + digit or 1) * _LARGE[sign], 0, 0
    return total + section + digit


def decimal(text: str) -> Decimal:
    """Return a number that may have a fraction: 一百二十点五万 is 1,205,000."""
    large = 1
    while text and text[-1] in _LARGE:
        large, text = large * _LARGE[text[-1]], text[:-1]
    whole, _, fraction = text.partition("点")
    digits = "".join(str(_DIGITS[sign]) for sign in fraction if sign in _DIGITS)
    return (Decimal(number(whole)) + (Decimal(f"0.{digits}") if digits else 0)) * large
