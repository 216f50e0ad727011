"""Parses conditions; the form is described in :mod:`catalogue.conditions`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NoReturn

from cases.errors import ConditionError
from catalogue.facts import FACTS, Kind

SIGNS = ("==", "!=", "<", "<=", ">", ">=")
MAX_LENGTH = 500
"""Longest condition in characters: it is one line of a form, not a program."""

MAX_SHIFT = 9999
_MAX_DEPTH = 20
_WORDS = ("and", "or", "not", "in", "true", "false")
_UNITS = {"day": "day", "days": "day", "month": "month", "months": "month", "year": "year", "years": "year"}
_TOKEN = re.compile(
    r"""\s*(?:(?P<date>\d{4}-\d{2}-\d{2}(?![\w.-]))|(?P<number>\d+(?:\.\d+)?(?![\w.]))
    |(?P<text>'[^']*'|"[^"]*")|(?P<name>[A-Za-z_]\w*)|(?P<sign>==|!=|<=|>=|[<>()/+,-]))""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Literal:
    """A value written out; numbers are exact fractions."""

    value: bool | Fraction | date | str


@dataclass(frozen=True, slots=True)
class Sum:
    """One fact, or several numbers added up."""

    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ratio:
    """A number over another one; unknown unless the divisor is positive."""

    fact: str
    divisor: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A date some days, calendar months or years later, or earlier where ``count`` is negative."""

    fact: str
    count: int
    unit: str


Term = Literal | Sum | Ratio | Shift


@dataclass(frozen=True, slots=True)
class Comparison:
    """``left sign right``."""

    left: Term
    sign: str
    right: Term


@dataclass(frozen=True, slots=True)
class Membership:
    """``term in (options)``."""

    term: Term
    options: tuple[bool | Fraction | date | str, ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """``not part``."""

    part: Expression


@dataclass(frozen=True, slots=True)
class Junction:
    """``and`` (``every`` is True) or ``or`` over its parts."""

    every: bool
    parts: tuple[Expression, ...]


Expression = Comparison | Membership | Negation | Junction


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


class Parser:
    """Recursive descent over the tokens of one condition."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._depth = 0
        self._next = 0
        self._tokens = list(self._split())

    def whole(self) -> Expression:
        """Return the expression that the whole text is.

        Raises:
            ConditionError: It is none.
        """
        expression = self._condition()
        token = self._peek()
        if token.kind != "end":
            self._refuse(token, f"“{token.text}”多余，前面的条件已经完整")
        return expression

    def _split(self) -> list[_Token]:
        tokens, at = [], 0
        stop = len(self._text.rstrip())
        while at < stop:
            match = _TOKEN.match(self._text, at)
            if match is None or match.lastgroup is None:
                blank = len(self._text[at:]) - len(self._text[at:].lstrip())
                wrong = _Token("", self._text[at + blank], at + blank + 1)
                self._refuse(wrong, f"不认识“{wrong.text}”")
            kind = match.lastgroup
            tokens.append(_Token(kind, match[kind], match.start(kind) + 1))
            at = match.end()
        return [*tokens, _Token("end", "", stop + 1)]

    def _condition(self) -> Expression:
        self._depth += 1
        if self._depth > _MAX_DEPTH:
            self._refuse(self._peek(), f"括号嵌套超过{_MAX_DEPTH}层")
        parts = [self._all()]
        while self._take("or"):
            parts.append(self._all())
        self._depth -= 1
        return parts[0] if len(parts) == 1 else Junction(False, tuple(parts))

    def _all(self) -> Expression:
        parts = [self._negation()]
        while self._take("and"):
            parts.append(self._negation())
        return parts[0] if len(parts) == 1 else Junction(True, tuple(parts))

    def _negation(self) -> Expression:
        turns = 0
        while self._take("not"):
            turns += 1
        if self._take("("):
            inner = self._condition()
            self._expect(")", "缺少右括号“)”")
        else:
            inner = self._comparison()
        return Negation(inner) if turns % 2 else inner

    def _comparison(self) -> Expression:
        first = self._peek()
        term, kind = self._term()
        if self._take("not"):
            self._expect("in", "“not”之后此处应为 in")
            return Negation(self._membership(term, kind))
        if self._take("in"):
            return self._membership(term, kind)
        sign = self._peek()
        if sign.text not in SIGNS or sign.kind != "sign":
            self._refuse(sign, "此处应为比较符号（==、!=、<、<=、>、>=）或 in")
        self._next += 1
        if kind in (Kind.FLAG, Kind.TEXT) and sign.text not in ("==", "!="):
            self._refuse(sign, f"“{first.text}”是{kind}，只能用 == 或 != 比较")
        return Comparison(term, sign.text, self._right(first.text, kind))

    def _membership(self, term: Term, kind: Kind) -> Membership:
        self._expect("(", "“in”之后此处应为左括号“(”")
        options = [self._literal("此项", kind).value]
        while self._take(","):
            options.append(self._literal("此项", kind).value)
        self._expect(")", "缺少右括号“)”")
        return Membership(term, tuple(options))

    def _right(self, name: str, kind: Kind) -> Term:
        token = self._peek()
        if token.kind != "name" or token.text not in FACTS:
            return self._literal(name, kind)
        term, other = self._term()
        if other is not kind:
            self._refuse(token, f"“{name}”是{kind}，不能与{other}比较")
        return term

    def _term(self) -> tuple[Term, Kind]:
        first = self._peek()
        fact, kind = self._fact()
        if self._take("/"):
            return Ratio(fact, self._other(first, kind, "相除")), Kind.NUMBER
        if kind is Kind.DATE and (sign := self._peek()).text in ("+", "-") and sign.kind == "sign":
            self._next += 1
            return self._shift(fact, -1 if sign.text == "-" else 1), kind
        facts = [fact]
        while self._take("+"):
            facts.append(self._other(first, kind, "相加"))
        return Sum(tuple(facts)), kind

    def _other(self, first: _Token, kind: Kind, what: str) -> str:
        second = self._peek()
        fact, other = self._fact()
        if kind is not Kind.NUMBER or other is not Kind.NUMBER:
            self._refuse(first if kind is not Kind.NUMBER else second, f"只有数字可以{what}")
        return fact

    def _shift(self, fact: str, direction: int) -> Shift:
        number = self._peek()
        if number.kind != "number" or not number.text.isdigit() or int(number.text) > MAX_SHIFT:
            self._refuse(number, f"此处应为不超过{MAX_SHIFT}的整数")
        self._next += 1
        unit = self._peek()
        if unit.kind != "name" or unit.text not in _UNITS:
            self._refuse(unit, "此处应为 days、months 或 years")
        self._next += 1
        return Shift(fact, direction * int(number.text), _UNITS[unit.text])

    def _fact(self) -> tuple[str, Kind]:
        token = self._peek()
        if token.kind != "name" or token.text in _WORDS:
            self._refuse(token, "此处应为事实名称")
        if token.text not in FACTS:
            self._refuse(token, f"没有名为“{token.text}”的事实，可用：{'、'.join(FACTS)}")
        self._next += 1
        return token.text, FACTS[token.text]

    def _literal(self, name: str, kind: Kind) -> Literal:
        token = self._peek()
        found = self._value(token)
        if found is None:
            self._refuse(token, "此处应为 true、false、数字、日期、带引号的文字或事实名称")
        value, other = found
        if other is not kind:
            self._refuse(token, f"“{name}”是{kind}，不能与{other}比较")
        self._next += 1
        return Literal(value)

    def _value(self, token: _Token) -> tuple[bool | Fraction | date | str, Kind] | None:
        if token.kind == "number":
            return Fraction(token.text), Kind.NUMBER
        if token.kind == "text":
            return token.text[1:-1], Kind.TEXT
        if token.kind == "date":
            try:
                return date.fromisoformat(token.text), Kind.DATE
            except ValueError:
                self._refuse(token, f"“{token.text}”不是有效日期")
        truth = {"true": True, "false": False}.get(token.text) if token.kind == "name" else None
        return None if truth is None else (truth, Kind.FLAG)

    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _take(self, text: str) -> bool:
        token = self._peek()
        found = token.text == text and token.kind in ("name", "sign")
        self._next += found
        return found

    def _expect(self, text: str, reason: str) -> None:
        if not self._take(text):
            self._refuse(self._peek(), reason)

    def _refuse(self, token: _Token, reason: str) -> NoReturn:
        raise ConditionError(expression=self._text, position=token.position, reason=reason)
