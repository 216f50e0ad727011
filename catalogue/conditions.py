"""Conditions of the catalogue: a small closed expression form with three-valued evaluation.

    condition  = all { "or" all }
    all        = negation { "and" negation }
    negation   = "not" negation | "(" condition ")" | comparison
    comparison = term sign ( term | literal ) | term [ "not" ] "in" "(" literal { "," literal } ")"
    sign       = "==" | "!=" | "<" | "<=" | ">" | ">="
    term       = fact | fact "/" fact | fact "+" fact { "+" fact } | fact ( "+" | "-" ) whole-number unit
    unit       = day | days | month | months | year | years
    literal    = true | false | number | date | 'text' | "text"

Both sides of a comparison are of one kind: flag, number, date or text; only numbers and dates are more or less than
another. A fact that is not known makes its comparison unknown (None); ``and``, ``or`` and ``not`` follow Kleene: one
certain False decides an ``and``, one certain True an ``or``. The facts are listed in :mod:`catalogue.facts`, the
parser is :mod:`catalogue.grammar`.
"""

from __future__ import annotations

import operator
import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from typing import Any

from cases.errors import ConditionError
from catalogue.facts import FACTS, Kind
from catalogue.grammar import (
    MAX_LENGTH,
    Comparison,
    Expression,
    Literal,
    Membership,
    Negation,
    Parser,
    Ratio,
    Shift,
    Sum,
    Term,
)

__all__ = ["FACTS", "MAX_LENGTH", "Kind", "Value", "evaluate", "facts_in", "parse", "unknown_facts"]

Value = bool | int | float | Decimal | str | date
"""What a fact may be; None stands for unknown."""

Facts = Mapping[str, Value | None]

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq, "!=": operator.ne,
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}


@lru_cache(maxsize=1024)
def parse(text: str) -> Expression:
    """Parse a condition.

    Raises:
        ConditionError: It is none; the position counts characters from 1.
    """
    if len(text) > MAX_LENGTH:
        raise ConditionError(expression=text[:40] + "…", position=MAX_LENGTH, reason=f"条件不得超过{MAX_LENGTH}个字符")
    return Parser(text).whole()


def facts_in(expression: Expression) -> frozenset[str]:
    """The facts a condition asks for."""
    if isinstance(expression, Comparison):
        return _named(expression.left) | _named(expression.right)
    if isinstance(expression, Membership):
        return _named(expression.term)
    if isinstance(expression, Negation):
        return facts_in(expression.part)
    return frozenset().union(*map(facts_in, expression.parts))


def evaluate(text: str, facts: Facts) -> bool | None:
    """Tell whether a condition holds; None where what is known does not decide it.

    Raises:
        ConditionError: The text is no condition, or a fact has a value of another kind.
    """
    return _decide(parse(text), text, facts)


def unknown_facts(text: str, facts: Facts) -> tuple[str, ...]:
    """Return the facts that leave a condition open, in order of name; none where it is decided."""
    if evaluate(text, facts) is not None:
        return ()
    return tuple(sorted(name for name in facts_in(parse(text)) if facts.get(name) is None))


def _decide(expression: Expression, text: str, facts: Facts) -> bool | None:
    if isinstance(expression, Comparison):
        left, right = _value(expression.left, text, facts), _value(expression.right, text, facts)
        return None if left is None or right is None else _COMPARE[expression.sign](left, right)
    if isinstance(expression, Membership):
        value = _value(expression.term, text, facts)
        return None if value is None else value in expression.options
    if isinstance(expression, Negation):
        verdict = _decide(expression.part, text, facts)
        return None if verdict is None else not verdict
    verdicts = [_decide(part, text, facts) for part in expression.parts]
    decisive = not expression.every
    if decisive in verdicts:
        return decisive
    return None if None in verdicts else expression.every


def _value(term: Term, text: str, facts: Facts) -> Value | Fraction | None:
    if isinstance(term, Literal):
        return term.value
    if isinstance(term, Shift):
        day = _known(term.fact, text, facts)
        return _shifted(day, term) if isinstance(day, date) else None
    if isinstance(term, Ratio):
        above, below = _known(term.fact, text, facts), _known(term.divisor, text, facts)
        if not isinstance(above, Fraction) or not isinstance(below, Fraction) or below <= 0:
            return None
        return above / below
    values = [_known(name, text, facts) for name in term.facts]
    if len(values) == 1:
        return values[0]
    numbers = [value for value in values if isinstance(value, Fraction)]
    return sum(numbers, Fraction(0)) if len(numbers) == len(values) else None


def _shifted(day: date, term: Shift) -> date | None:
    """The day some days or calendar months off, or that month's last day; None beyond the calendar."""
    try:
        if term.unit == "day":
            return day + timedelta(days=term.count)
        months = day.year * 12 + day.month - 1 + term.count * (12 if term.unit == "year" else 1)
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except (OverflowError, ValueError):
        return None


def _known(name: str, text: str, facts: Facts) -> Value | Fraction | None:
    """The fact's value, numbers as exact fractions so that 3/30 is not below 0.10."""
    value = facts.get(name)
    if value is None:
        return None
    kind = FACTS[name]
    if _kind_of(value) is not kind:
        raise ConditionError(expression=text, position=1, reason=f"事实“{name}”的值应为{kind}")
    return Fraction(str(value)) if kind is Kind.NUMBER else value


def _kind_of(value: object) -> Kind | None:
    if isinstance(value, bool):
        return Kind.FLAG
    if isinstance(value, int | float | Decimal | Fraction):
        return Kind.NUMBER
    if isinstance(value, date) and not isinstance(value, datetime):
        return Kind.DATE
    return Kind.TEXT if isinstance(value, str) else None


def _named(term: Term) -> frozenset[str]:
    if isinstance(term, Sum):
        return frozenset(term.facts)
    if isinstance(term, Ratio):
        return frozenset({term.fact, term.divisor})
    return frozenset({term.fact}) if isinstance(term, Shift) else frozenset()


_SLOT = re.compile(r"\{([a-z_]+)(?: ([+-]) (\d+) (day|month|year)s?)?\}")


def check_slots(text: str) -> None:
    """See that every slot of a sentence can be written out.

    Raises:
        ConditionError: A slot names no fact, or shifts one that is no date.
    """
    for slot in _SLOT.finditer(text):
        if slot[1] not in FACTS or (slot[2] and FACTS[slot[1]] is not Kind.DATE):
            raise ConditionError(expression=text, position=slot.start() + 1, reason=f"“{slot[0]}”不是可以写出的事实")


def fill(text: str, facts: Facts) -> str | None:
    """Return a sentence with its ``{fact}`` and ``{fact - 60 days}`` written out; None where one is not known."""
    slots = list(_SLOT.finditer(text))
    told = [_told(slot, text, facts) for slot in slots]
    if None in told:
        return None
    parts = iter(told)
    return _SLOT.sub(lambda _: next(parts) or "", text)


def _told(slot: re.Match[str], text: str, facts: Facts) -> str | None:
    name, sign, count, unit = slot.groups()
    value: Value | Fraction | None = _known(name, text, facts)
    if sign and isinstance(value, date):
        value = _shifted(value, Shift(name, int(f"{sign}{count}"), unit))
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    return None if value is None else f"{value}"
