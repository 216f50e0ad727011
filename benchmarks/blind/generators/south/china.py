"""Chinese identity numbers, credit codes, dates and amounts."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORGAN_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
IDENTITY_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CREDIT_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORGAN_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def identity_check(first17: str) -> str:
    """The check character of an identity number (GB 11643)."""
    total = sum(int(c) * w for c, w in zip(first17, IDENTITY_WEIGHTS, strict=True))
    return "10X98765432"[total % 11]


def identity_number(region: str, born: date, serial: int) -> str:
    """An identity number of 18 characters; an odd serial means male."""
    first = f"{region}{born:%Y%m%d}{serial:03d}"
    return first + identity_check(first)


def identity_valid(number: str) -> bool:
    """Whether the check character fits."""
    return len(number) == 18 and number[:17].isdigit() and identity_check(number[:17]) == number[17]


def credit_check(first17: str) -> str:
    """The check character of a unified social credit code (GB 32100)."""
    total = sum(CREDIT_ALPHABET.index(c) * w for c, w in zip(first17, CREDIT_WEIGHTS, strict=True))
    return CREDIT_ALPHABET[-total % 31]


def organ_check(first8: str) -> str:
    """The check character of an organisation code (GB 11714)."""
    total = sum(ORGAN_ALPHABET.index(c) * w for c, w in zip(first8, ORGAN_WEIGHTS, strict=True))
    rest = 11 - total % 11
    return {10: "X", 11: "0"}.get(rest, str(rest))


def credit_code(rng: Random, kind: str = "91", region: str = "110105") -> str:
    """A credit code with both check characters right."""
    organ = "MA0" + "".join(rng.choice(CREDIT_ALPHABET) for _ in range(5))
    first = kind + region + organ + organ_check(organ)
    return first + credit_check(first)


def credit_valid(code: str) -> bool:
    """Whether the code has 18 characters and the right check character."""
    return len(code) == 18 and set(code) <= set(CREDIT_ALPHABET) and credit_check(code[:17]) == code[17]


def spoil_check(number: str) -> str:
    """The same number with a wrong last character."""
    return number[:-1] + ("3" if number[-1] != "3" else "8")


def long_date(day: date) -> str:
    """A date as 2020年3月5日."""
    return f"{day.year}年{day.month}月{day.day}日"


def month_words(day: date) -> str:
    """A month as 2020年3月."""
    return f"{day.year}年{day.month}月"


def shift_months(day: date, months: int) -> date:
    """The first day of the month that lies so many months later."""
    index = day.year * 12 + day.month - 1 + months
    return date(index // 12, index % 12 + 1, 1)


def years_later(day: date, years: int) -> date:
    """The day before the same calendar day so many years later."""
    safe = day.replace(day=min(day.day, 28))
    return safe.replace(year=safe.year + years) - timedelta(days=1)


def money(yuan: float) -> str:
    """An amount in yuan with two decimals and thousands marks."""
    return f"{yuan:,.2f}"


def percent(part: int, whole: int) -> str:
    """A share in per cent with one decimal."""
    return f"{part / whole * 100:.1f}%"
