"""How a letter writes what others gave it: cleaned text, masked numbers, dates and ordinals.

Everything a sender can influence (names, file names, sentences quoting them) passes :func:`clean`
before it comes near a template or a header.
"""

from __future__ import annotations

import unicodedata
from datetime import date, datetime

from cases.identifiers import mask
from cases.working_days import ZONE, receipt_date

NAME_LIMIT = 120
"""Characters of a name in a letter; file systems allow 255 bytes, about 85 Chinese characters."""

SENTENCE_LIMIT = 600


def clean(text: str, limit: int = NAME_LIMIT) -> str:
    """Return one harmless line: no control, bidi or zero-width characters, numbers masked, cut at ``limit``."""
    visible = "".join(_shown(character) for character in text)
    line = mask(" ".join(visible.split()))
    return line if len(line) <= limit else line[: limit - 1] + "…"


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Cf":  # zero-width and direction marks: nothing was there to see
        return ""
    return " " if category.startswith("C") or category in {"Zl", "Zp"} else character


def chinese_date(day: date) -> str:
    """Write a date as 2020年2月12日."""
    return f"{day.year}年{day.month}月{day.day}日"


def chinese_due(day: date | None, provisional: bool = False) -> str:
    """Write the last day of a period, marked where a counted year has no announced holidays; empty for none."""
    if day is None:
        return ""
    return chinese_date(day) + ("（节假日安排公布前为暂定日期）" if provisional else "")


def beijing_time(moment: datetime) -> str:
    """Write an aware time as 2020年2月12日09:05（北京时间）."""
    return f"{chinese_date(receipt_date(moment))}{moment.astimezone(ZONE):%H:%M}（北京时间）"


def chinese_number(number: int) -> str:
    """Write 1–99 as 一, 十二, 三十 for headings and rounds."""
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    if not 0 < number < 100:
        return str(number)
    head = "" if tens == 0 else ("" if tens == 1 else digits[tens]) + "十"
    return head + (digits[ones] if ones else "")
