"""Conditions of the catalogue: a small closed expression form with three-valued evaluation.

    condition  = all { "or" all }
    all        = negation { "and" negation }
    negation   = "not" negation | "(" condition ")" | comparison
    comparison = value ( "==" | "!=" | "<" | "<=" | ">" | ">=" ) literal
    value      = fact [ "/" fact ]
    literal    = true | false | number | date | 'text' | "text"

A fact that is not known makes its comparison unknown (None); ``and``, ``or`` and ``not`` follow
Kleene: one certain False decides an ``and``, one certain True an ``or``.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any, NoReturn

from cases.errors import ConditionError

Value = bool | int | float | Decimal | str | date
"""What a fact may be; None stands for unknown."""


class Kind(StrEnum):
    """Kind of a fact or literal; the Chinese word goes into messages."""

    FLAG = "是非值"
    NUMBER = "数字"
    DATE = "日期"
    TEXT = "文字"


FACTS: dict[str, Kind] = {
    "agent_differs": Kind.FLAG,          # 经办人非法定代表人
    "is_branch": Kind.FLAG,              # 分支机构
    "out_of_town_branch": Kind.FLAG,     # 外地在京分支机构
    "applicant_established": Kind.FLAG,  # 已设立公司
    "has_union": Kind.FLAG,              # 有工会
    "epidemic_affected": Kind.FLAG,      # 受疫情影响
    "account_clearing": Kind.FLAG,       # 涉账户清算
    "headcount": Kind.NUMBER,            # 人数
    "total_staff": Kind.NUMBER,          # 职工总数
    "capital": Kind.NUMBER,              # 注册资本，人民币元
    "explain_date": Kind.DATE,           # 向工会或职工说明之日
    "plan_date": Kind.DATE,              # 计划裁减之日
    "pay_method": Kind.TEXT,             # 缴费方式
}
"""The closed list of facts; a condition that names another is refused."""

_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq, "!=": operator.ne,
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}
_TOKEN = re.compile(
    r"""\s*(?:(?P<date>\d{4}-\d{2}-\d{2}(?![\w.-]))|(?P<number>\d+(?:\.\d+)?(?![\w.]))
    |(?P<text>'[^']*'|"[^"]*")|(?P<name>[A-Za-z_]\w*)|(?P<sign>==|!=|<=|>=|[<>()/]))""",
    re.VERBOSE,
)
MAX_LENGTH = 500
"""Longest condition in characters: it is one line of a form, not a program."""
_MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Comparison:
    """``fact [/ divisor] sign literal``."""

    fact: str
    divisor: str | None
    sign: str
    literal: Value | Fraction


@dataclass(frozen=True, slots=True)
class Negation:
    """``not part``."""

    part: Expression


@dataclass(frozen=True, slots=True)
class Junction:
    """``and`` (``every`` is True) or ``or`` over its parts."""

    every: bool
    parts: tuple[Expression, ...]


Expression = Comparison | Negation | Junction


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    position: int


@lru_cache(maxsize=1024)
def parse(text: str) -> Expression:
    """Parse a condition.

    Raises:
        ConditionError: It is none; the position counts characters from 1.
    """
    if len(text) > MAX_LENGTH:
        raise ConditionError(expression=text[:40] + "…", position=MAX_LENGTH, reason=f"条件不得超过{MAX_LENGTH}个字符")
    return _Parser(text).whole()


def facts_in(expression: Expression) -> frozenset[str]:
    """The facts a condition asks for."""
    if isinstance(expression, Comparison):
        return frozenset(filter(None, (expression.fact, expression.divisor)))
    if isinstance(expression, Negation):
        return facts_in(expression.part)
    return frozenset().union(*map(facts_in, expression.parts))


def evaluate(text: str, facts: Mapping[str, Value | None]) -> bool | None:
    """Tell whether a condition holds; None where what is known does not decide it.

    Raises:
        ConditionError: The text is no condition, or a fact has a value of another kind.
    """
    return _decide(parse(text), text, facts)


def _decide(expression: Expression, text: str, facts: Mapping[str, Value | None]) -> bool | None:
    if isinstance(expression, Comparison):
        return _compare(expression, text, facts)
    if isinstance(expression, Negation):
        verdict = _decide(expression.part, text, facts)
        return None if verdict is None else not verdict
    verdicts = [_decide(part, text, facts) for part in expression.parts]
    decisive = not expression.every
    if decisive in verdicts:
        return decisive
    return None if None in verdicts else expression.every


def _compare(comparison: Comparison, text: str, facts: Mapping[str, Value | None]) -> bool | None:
    value = _known(comparison.fact, text, facts)
    if value is None:
        return None
    if comparison.divisor is not None:
        divisor = _known(comparison.divisor, text, facts)
        if not isinstance(value, Fraction) or not isinstance(divisor, Fraction) or divisor <= 0:
            return None
        value = value / divisor
    return _COMPARE[comparison.sign](value, comparison.literal)


def _known(name: str, text: str, facts: Mapping[str, Value | None]) -> Value | Fraction | None:
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


class _Parser:
    """Recursive descent over the tokens of one condition."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._depth = 0
        self._next = 0
        self._tokens = list(self._split())

    def whole(self) -> Expression:
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
            if not self._take(")"):
                self._refuse(self._peek(), "缺少右括号“)”")
        else:
            inner = self._comparison()
        return Negation(inner) if turns % 2 else inner

    def _comparison(self) -> Comparison:
        first = self._peek()
        fact, kind = self._fact()
        divisor = None
        if self._take("/"):
            second = self._peek()
            divisor, other = self._fact()
            if kind is not Kind.NUMBER or other is not Kind.NUMBER:
                self._refuse(first if kind is not Kind.NUMBER else second, "只有数字可以相除")
        sign = self._peek()
        if sign.text not in _COMPARE or sign.kind != "sign":
            self._refuse(sign, "此处应为比较符号（==、!=、<、<=、>、>=）")
        self._next += 1
        if kind in (Kind.FLAG, Kind.TEXT) and sign.text not in ("==", "!="):
            self._refuse(sign, f"“{fact}”是{kind}，只能用 == 或 != 比较")
        return Comparison(fact, divisor, sign.text, self._literal(fact, kind))

    def _fact(self) -> tuple[str, Kind]:
        token = self._peek()
        if token.kind != "name" or token.text in ("and", "or", "not", "true", "false"):
            self._refuse(token, "此处应为事实名称")
        if token.text not in FACTS:
            self._refuse(token, f"没有名为“{token.text}”的事实，可用：{'、'.join(FACTS)}")
        self._next += 1
        return token.text, FACTS[token.text]

    def _literal(self, fact: str, kind: Kind) -> Value | Fraction:
        token = self._peek()
        value = self._value(token)
        if value is None:
            self._refuse(token, "此处应为 true、false、数字、日期或带引号的文字")
        if _kind_of(value) is not kind:
            self._refuse(token, f"“{fact}”是{kind}，不能与{_kind_of(value)}比较")
        self._next += 1
        return value

    def _value(self, token: _Token) -> Value | Fraction | None:
        if token.kind == "number":
            return Fraction(token.text)
        if token.kind == "text":
            return token.text[1:-1]
        if token.kind == "date":
            try:
                return date.fromisoformat(token.text)
            except ValueError:
                self._refuse(token, f"“{token.text}”不是有效日期")
        return {"true": True, "false": False}.get(token.text) if token.kind == "name" else None

    def _peek(self) -> _Token:
        return self._tokens[self._next]

    def _take(self, text: str) -> bool:
        token = self._peek()
        found = token.text == text and token.kind in ("name", "sign")
        self._next += found
        return found

    def _refuse(self, token: _Token, reason: str) -> NoReturn:
        raise ConditionError(expression=self._text, position=token.position, reason=reason)
