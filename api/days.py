"""Days and times that requests state: of years in which an office works; a slip such as 0202 is refused."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, TypeVar

from pydantic import AfterValidator, AwareDatetime

FIRST_YEAR, LAST_YEAR = 1990, 2199

T = TypeVar("T", date, datetime)


def _usual(stated: T) -> T:
    if not FIRST_YEAR <= stated.year <= LAST_YEAR:
        raise ValueError(f"years {FIRST_YEAR} to {LAST_YEAR}")
    return stated


Day = Annotated[date, AfterValidator(_usual)]
Time = Annotated[datetime, AfterValidator(_usual)]
Moment = Annotated[AwareDatetime, AfterValidator(_usual)]
"""A time with its zone."""
