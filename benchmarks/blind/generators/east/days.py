"""Dates as offices write them."""

from datetime import date, timedelta


def cn(day: date) -> str:
    """2020年2月24日."""
    return f"{day.year}年{day.month}月{day.day}日"


def padded(day: date) -> str:
    """2020年02月24日, as licences print it."""
    return f"{day:%Y年%m月%d日}"


def later(day: date, days: int) -> date:
    """The day some days later (or earlier, if negative)."""
    return day + timedelta(days=days)


def years(day: date, count: int) -> date:
    """The same day some years later; 29 February becomes 28."""
    return day.replace(year=day.year + count, day=min(day.day, 28) if day.month == 2 else day.day)


def month(day: date, shift: int = 0) -> str:
    """Year and month as 202002, shifted by months."""
    index = day.year * 12 + day.month - 1 + shift
    return f"{index // 12}{index % 12 + 1:02d}"


def months_between(start: str, end: str) -> int:
    """Months from 201901 to 202002, both counted."""
    return (int(end[:4]) - int(start[:4])) * 12 + int(end[4:]) - int(start[4:]) + 1


def first_of_next_month(day: date) -> date:
    """First day of the month after a day."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
