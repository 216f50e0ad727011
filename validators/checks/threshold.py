"""Thresholds: layoff of 20 or 10 %, capital of 2,000,000.

Source: 附件4 申请条件; 劳务派遣行政许可实施办法第七条; domain f20.
"""

from __future__ import annotations

from collections.abc import Iterator

from cases.finding import PAGES, Finding, Place
from cases.report import MaterialReading
from catalogue.clauses import Rule
from catalogue.conditions import evaluate
from catalogue.model import Unknown
from validators.certainty import UNREAD
from validators.finding import find
from validators.subject import Subject

CAPITAL_BEARERS = frozenset({"business-licence", "dispatch-application", "capital-verification-report"})


def check(subject: Subject) -> Iterator[Finding]:
    """Yield thresholds not met, or not to be told."""
    yield from _threshold(subject)
    yield from _capital(subject)


def _threshold(subject: Subject) -> Iterator[Finding]:
    condition = subject.item.threshold
    if condition is None or not any(reading.pages for reading in subject.materials):
        return
    held = evaluate(condition.expression, subject.facts)
    clause = subject.clause(Rule.THRESHOLD)
    if held is False:
        message = f"{_numbers(subject)}未达到“{condition.label}”，已转人工核对。"
        yield find(subject, "item-below-threshold", message, confidence=0.85, clause=clause)
    elif held is None and condition.unknown is Unknown.REVIEW:
        message = f"未能从材料中读出人数，不能确定是否达到“{condition.label}”，已转人工核对。"
        yield find(subject, "item-below-threshold", message, confidence=UNREAD, clause=clause)


def _numbers(subject: Subject) -> str:
    """Say the numbers that a report states."""
    listed, staff = subject.facts.get("headcount"), subject.facts.get("total_staff")
    if not isinstance(listed, int) or not isinstance(staff, int) or staff < 1:
        return "材料载明的人数"
    return f"材料载明裁减{listed}人，占职工总数{staff}人的{100 * listed / staff:.1f}%，"


def _capital(subject: Subject) -> Iterator[Finding]:
    minimum = subject.item.capital_minimum
    bearers = [one for one in subject.materials if one.pages and one.code in CAPITAL_BEARERS]
    if minimum is None or not bearers:
        return
    capital = subject.facts.get("capital")
    clause = subject.clause(Rule.CAPITAL)
    if capital is None:
        message = f"未能读出注册资本，请核对是否不低于{minimum // 10000}万元。"
        yield find(
            subject, "item-below-threshold", message,
            confidence=UNREAD, place=Place(bearers[0].code, bearers[0].pages[0]), clause=clause,
        )  # fmt: skip
    elif isinstance(capital, int) and capital < minimum:
        place = Place(page=_capital_page(subject, bearers))
        message = f"{PAGES}的注册资本为{capital / 10000:g}万元，低于法定的{minimum // 10000}万元，已转人工核对。"
        yield find(subject, "item-below-threshold", message, confidence=0.9, place=place, clause=clause)


def _capital_page(subject: Subject, bearers: list[MaterialReading]) -> int:
    values = [v for values in subject.fields.values() for v in values if v.name == "capital"]
    return values[0].page if values else bearers[0].pages[0]
