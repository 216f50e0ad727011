"""Days and months as people write them: 2020年2月3日, 2020-2-3, 二〇二〇年元月廿三日, 贰零贰零年贰月叁号."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from cases.plain_text import plain
from papers.fields.numerals import ONES, in_digits, number

_YEAR = rf"(?:(?:19|20)\d{{2}}|[一二壹壱贰貳弍][\d{ONES}o]{{3}})"
_MONTH_SIGNS = rf"(?:\d{{1,2}}|元|[{ONES}十拾]{{1,3}})"
_DAY_SIGNS = rf"(?:\d{{1,2}}|[{ONES}十拾廿卄卅]{{1,4}})"
DAY = rf"(?:{_YEAR}年{_MONTH_SIGNS}月{_DAY_SIGNS}[日号]|(?:19|20)\d{{2}}[./-]\d{{1,2}}[./-]\d{{1,2}})"
"""A day in plain text, without groups; for patterns of sentences."""

_WRITTEN = re.compile(rf"(?<!\d)({_YEAR})年({_MONTH_SIGNS})月({_DAY_SIGNS})(?!\d)[日号]?")
_NUMERIC = re.compile(r"(?<!\d)((?:19|20)\d{2})[年./-](\d{1,2})[月./-](\d{1,2})(?!\d)[日号]?")
MONTH = rf"(?:{_YEAR}年{_MONTH_SIGNS}[月且]份?|(?:19|20)\d{{2}}(?:[./-]\d{{1,2}}|0[1-9]|1[0-2])(?!\d))"
"""A month in plain text, without groups; for patterns of sentences. Readers take 月 for 且."""

_MONTH = re.compile(
    rf"(?P<year>{_YEAR})年(?P<written>{_MONTH_SIGNS})[月且]份?"
    r"|(?P<numeric>(?:19|20)\d{2})[年./-](?P<month>\d{1,2})(?!\d)(?:月份?)?"
    r"|(?<!\d)(?P<short>(?:19|20)\d{2})(?P<digits>0[1-9]|1[0-2])(?!\d)"
    rf"|(?<=[至到~—-])(?P<alone>{_MONTH_SIGNS})[月且]"
)
_OPEN_END = re.compile(r"[至到~—-]")
_GOES_ON = re.compile(
    r"(?:\([^()]{0,8}\)|[,日号]|[起始]|开始|生效|签[订署字]|之|当){0,5}(?:有效期?|截止?)?"
    r"(?:[-—~至]|到(?!期))"
)
"""Behind a day that only begins its term: 2017.03.12-2037.0…, 自2020年4月1日起至办结之日止. Its end was not read."""


def day(text: str) -> str | None:
    """Return the first date of the text in ISO 8601; a date that does not exist is none."""
    return next((value for _, _, value in days(plain(text))), None)


def last_day(text: str) -> str | None:
    """Return the last date of the text: the end of a term, or 长期."""
    cleaned = plain(text)
    if "长期" in cleaned:
        return "长期"
    found = list(days(cleaned))
    if not found:
        return None
    _, end, value = found[-1]
    return None if _GOES_ON.match(cleaned[end:]) else value


def term_end(text: str) -> str | None:
    """Return the end of a term that gives both its ends; a single date is its beginning as well as its end."""
    cleaned = plain(text)
    single = "长期" not in cleaned and len(list(days(cleaned))) == 1 and not re.search("[至到止]", cleaned)
    return None if single else last_day(text)


def days(cleaned: str) -> Iterator[tuple[int, int, str]]:
    """Yield the dates of a plain text with their places, in order; one that cannot be is left out."""
    found = {match.start(): match for pattern in (_NUMERIC, _WRITTEN) for match in pattern.finditer(cleaned)}
    for start in sorted(found):
        match = found[start]
        year, month, number_of_day = in_digits(match[1]), _month(match[2]), number(match[3])
        try:
            yield start, match.end(), date(year, month, number_of_day).isoformat()
        except ValueError:
            continue


def first_month(text: str) -> str | None:
    """Return the month with which a period begins, ``YYYY-MM``, also where its end was not read."""
    return next(iter(_months(text)[0]), None)


def last_month(text: str) -> str | None:
    """Return the month with which a period ends, ``YYYY-MM``; 2019年1月至3月 ends in 2019-03."""
    found, unread = _months(text)
    return found[-1] if found and not unread else None


def _months(text: str) -> tuple[list[str], bool]:
    """The months in their order, and whether one end of the period was not read; none where they run backwards."""
    cleaned = plain(text)
    months: list[str] = []
    current, end = 0, 0
    for match in _MONTH.finditer(cleaned):
        year = match["year"] or match["numeric"] or match["short"]
        current, end = in_digits(year) if year else current, match.end()
        month = _month(match["written"] or match["month"] or match["digits"] or match["alone"])
        if current and 1 <= month <= 12:
            months.append(f"{current}-{month:02}")
    unread = len(months) == 1 and bool(_OPEN_END.match(cleaned[end:]))
    return (months if months == sorted(months) else []), unread


def year(text: str) -> str | None:
    """Return the first year of the text."""
    found = re.search(r"(?<!\d)(?:19|20)\d{2}(?!\d)", plain(text))
    return found.group(0) if found else None


def _month(text: str) -> int:
    return 1 if text == "元" else number(text)  # 正月 and 初三 are the other calendar's
