"""Dates, amounts and ticks in the many forms offices write them."""

from __future__ import annotations

import string
from datetime import date

HABITS = ("std", "zero", "dot", "iso", "cn", "hao", "yuan", "std", "std", "cap")
_CN = "〇一二三四五六七八九"
_CAP = "零壹贰叁肆伍陆柒捌玖"
_TICK_MARKS = {
    "box": ("☑", "□", "before"),
    "square": ("■", "□", "before"),
    "root": ("√", "□", "before"),
    "behind": ("☑", "□", "behind"),
    "rootbehind": ("√", "□", "behind"),
    "paren": ("（√）", "（　）", "before"),
    "parenbehind": ("（√）", "（　）", "behind"),
    "square-bracket": ("[√]", "[　]", "before"),
}
TICKS = tuple(_TICK_MARKS)


def below_hundred(number: int, digits: str, ten: str) -> str:
    """Write 1 to 99 as spoken, with the given digit characters."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else (ten if tens == 1 else digits[tens] + ten)
    return head + (digits[ones] if ones else "")


def _spoken(day: date, digits: str, ten: str) -> str:
    year = "".join(digits[int(c)] for c in str(day.year))
    return f"{year}年{below_hundred(day.month, digits, ten)}月{below_hundred(day.day, digits, ten)}日"


def write_date(day: date, habit: str) -> str:
    """Write a day in one of the habits (std, zero, dot, iso, cn, hao, yuan, cap, ym)."""
    y, m, d = day.year, day.month, day.day
    plain = {
        "zero": f"{y}年{m:02d}月{d:02d}日",
        "dot": f"{y}.{m}.{d}",
        "iso": f"{y}-{m:02d}-{d:02d}",
        "hao": f"{y}年{m}月{d}号",
        "yuan": f"{y}年{'元' if m == 1 else m}月{d}日",
        "ym": f"{y}年{m}月",
        "yms": f"{y}.{m:02d}",
        "ymn": f"{y}{m:02d}",
        "solid": f"{y}{m:02d}{d:02d}",
        "md": f"{m}月{d}日",
    }
    if habit == "en":
        return day.strftime("%d %b %Y").upper()
    if habit == "cn":
        return _spoken(day, _CN, "十")
    if habit == "cap":
        return _spoken(day, _CAP, "拾")
    return plain.get(habit, f"{y}年{m}月{d}日")


def _group(number: int) -> str:
    out, gap = "", False
    for unit, name in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            out += ("零" if gap and out else "") + _CAP[digit] + name
        gap = digit == 0
    return out


def capital_amount(yuan: float) -> str:
    """Write an amount in yuan in the capital numerals of cheques."""
    whole, cents = divmod(round(yuan * 100), 100)
    high, low = divmod(whole, 10000)
    out = _group(high) + "万" if high else ""
    out += ("零" if high and 0 < low < 1000 else "") + _group(low) + "元"
    if not cents:
        return out + "整"
    jiao, fen = divmod(cents, 10)
    return out + (_CAP[jiao] + "角" if jiao else "零") + (_CAP[fen] + "分" if fen else "整")


def ticks(options: list[str], chosen: str, style: str) -> str:
    """Write a row of options with the chosen one ticked in the given style."""
    on, off, place = _TICK_MARKS[style]
    taken = chosen.split("、")
    parts = [(on if o in taken else off, o) for o in options]
    return "　".join(mark + text if place == "before" else text + mark for mark, text in parts)


class Filler(string.Formatter):
    """Fill templates: dates by habit, `cap` amounts, `money` with separators."""

    def __init__(self, habit: str) -> None:
        self.habit = habit

    def format_field(self, value: object, spec: str) -> str:
        """Write one value for its spec."""
        if value is None:
            return ""
        if isinstance(value, date):
            return write_date(value, spec or self.habit)
        if spec == "cap":
            return capital_amount(float(str(value)))
        if spec == "money":
            return f"{float(str(value)):,.2f}"
        return super().format_field(value, spec)
