"""One submission while it is being made: firm, day, facts, papers, flaws."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import numpy as np

from .convert import Sheet
from .dress import Dress
from .firms import Firm
from .items import ITEMS, Item
from .seals import Engraving


@dataclass
class Flaw:
    """A planted defect; page is filled in when pages are numbered."""

    kind: str
    material: str | None = None
    note: str = ""
    page: int | None = None
    data: dict[str, Any] = field(default_factory=dict)


@dataclass
class Material:
    """One paper: its code, where its pages come from, whose firm data it shows."""

    code: str
    view: Firm
    painted: Callable[[], list[Sheet]] | None = None
    sheets: list[Sheet] = field(default_factory=list)
    marks: list[tuple[str, str]] = field(default_factory=list)
    variant: str = "a"


@dataclass
class Scene:
    """One application: all that its papers say."""

    item: Item
    firm: Firm
    dress: Dress
    today: date
    rng: random.Random
    numbers: np.random.Generator
    facts: dict[str, Any] = field(default_factory=dict)
    fields: dict[str, str] = field(default_factory=dict)
    others: dict[str, Engraving] = field(default_factory=dict)
    flaws: list[Flaw] = field(default_factory=list)
    blank: set[str] = field(default_factory=set)
    unsigned: set[str] = field(default_factory=set)
    materials: list[Material] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    code_of_item: str = ""

    def flaw(self, kind: str) -> Flaw | None:
        """The planted defect of a kind, if any."""
        return next((f for f in self.flaws if f.kind == kind), None)

    def material(self, code: str) -> Material | None:
        """A material by code."""
        return next((m for m in self.materials if m.code == code), None)


def plus(day: date, days: int) -> date:
    """A day some days later."""
    return day + timedelta(days=days)


def month_back(day: date, months: int) -> date:
    """The first day of the month some months before (negative: after)."""
    index = day.year * 12 + day.month - 1 - months
    return date(index // 12, index % 12 + 1, 1)


def receipt(rng: random.Random, first: date = date(2020, 2, 3), last: date = date(2020, 4, 29)) -> datetime:
    """A moment of arrival, mostly on working days and in office hours."""
    span = (last - first).days
    for _ in range(20):
        day = plus(first, rng.randint(0, span))
        if day.weekday() < 5 or rng.random() < 0.15:
            break
    hour = rng.choices(range(8, 22), [2, 8, 10, 9, 4, 4, 8, 9, 9, 7, 4, 2, 1, 1])[0]
    return datetime(day.year, day.month, day.day, hour, rng.randrange(60), rng.randrange(60))


def item_of(code: str) -> Item:
    """An item by its code."""
    return ITEMS[code]
