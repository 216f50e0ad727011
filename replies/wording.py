"""How a letter writes what others gave it: cleaned text, masked numbers, dates and ordinals.

Everything a sender can influence (names, file names, sentences quoting them) passes :func:`clean`
before it comes near a template or a header.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime

from cases.names.identifiers import mask
from cases.working_days import ZONE, receipt_date

NAME_LIMIT = 120
"""Characters of a name in a letter; file systems allow 255 bytes, about 85 Chinese characters."""

SENTENCE_LIMIT = 600

MISSING = "〓"
"""Stands for a character that cannot be shown, as printers use it."""

_GAP = r"[ \-.]?"
# Beyond what logs hide: numbers with other gaps, longer accounts, and papers whose form alone tells them (domain e).
_PRIVATE = re.compile(
    rf"(?<!\d)(?:\d{{6}}{_GAP}\d{{4}}{_GAP}\d\d{_GAP}\d\d{_GAP}\d{{3}}[\dXx]|1[3-9]\d(?:{_GAP}\d){{8}}|\d{{20,}}"
    r"|\d{4}(?:[ \-.]\d{4}){3,}(?:[ \-.]\d{1,3})?|(?:\d ){14,18}[\dXx])(?!\d)"
    r"|(?<![A-Za-z\d])(?:[HM]\d{8}(?:\d\d)?|[A-Z]{3}\d{12}|[EG]\d{8}|E[A-Z]\d{7}|[DSP]\d{7,8}|[DSP]E\d{7})(?![A-Za-z\d])",
    re.ASCII,
)
_DASHES = frozenset("‐‑‒–—―−－﹣")


def clean(text: str, limit: int = NAME_LIMIT) -> str:
    """Return one harmless line: no control, bidi or zero-width characters, numbers masked, cut at ``limit``."""
    visible = "".join(_shown(character) for character in text)
    line = hide(" ".join(visible.split()))
    return line if len(line) <= limit else line[: limit - 1] + "…"


def hide(line: str) -> str:
    """Mask numbers of papers, telephones and accounts, in digits of any script and with any usual gap."""
    plain = "".join(_plain(sign) for sign in line)
    masked = mask(_PRIVATE.sub(_starred, plain))
    # Both keep the length, so what was not masked stays as it was written.
    return "".join(new if new != old else sign for sign, old, new in zip(line, plain, masked, strict=True))


def _plain(sign: str) -> str:
    if sign in _DASHES:
        return "-"
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return chr(ord(sign) - 0xFEE0) if "Ａ" <= sign <= "ｚ" else sign


def _starred(match: re.Match[str]) -> str:
    number = match[0]
    tail = 4 if sum(sign.isdigit() for sign in number) == 11 else 2
    return number[:3] + "*" * (len(number) - 3 - tail) + number[-tail:]


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":  # zero-width and direction marks: nothing was there to see
        return ""
    if category in {"Cc", "Zl", "Zp"}:
        return " "
    # A name's character that no table has is marked, not lost; the ideographic planes still grow (GB 18030).
    known = not category.startswith("C") or 0x20000 <= ord(character) < 0x3FFFE
    return character if known else MISSING


def chinese_date(day: date) -> str:
    """Write a date as 2020年2月12日."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_due(day: date | None, provisional: bool = False) -> str:
    """Write the last day of a period, marked where a counted year has no announced holidays; empty for none."""
    if day is None:
        return ""
    return chinese_date(day) + ("（节假日安排公布前为暂定日期）" if provisional else "")


def chinese_time(moment: datetime) -> str:
    """Write an aware time as it was in Beijing: 2020年2月12日09:05."""
    return f"{chinese_date(receipt_date(moment))}{moment.astimezone(ZONE):%H:%M}"


def chinese_number(number: int) -> str:
    """Write 1–99 as 一, 十二, 三十 for headings and rounds."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    head = "" if tens == 0 else ("" if tens == 1 else digits[tens]) + "十"
    return head + (digits[ones] if ones else "")
