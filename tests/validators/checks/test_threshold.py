"""Thresholds and numbers of people."""

from __future__ import annotations

import pytest

from cases.finding import Severity
from catalogue.model import Unknown
from tests.validators.builders import (
    ARTICLES,
    CLEAN,
    FORM,
    LICENCE,
    THREE,
    codes,
    condition,
    item,
    run,
    value,
)
from validators.checks import headcount, threshold

LAYOFF = condition("headcount >= 20 or headcount / total_staff >= 0.10", Unknown.REVIEW, "二十人以上或者百分之十以上")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"headcount": 25}, []),
        ({"headcount": 10, "total_staff": 100}, []),
        ({"headcount": 9, "total_staff": 100}, [0.85]),
        ({}, [0.5]),
    ],
    ids=["by number", "by share", "below", "not read"],
)
def test_layoff_threshold(facts: dict, expected: list[float]) -> None:
    found = run(threshold, CLEAN, item(FORM, LICENCE, ARTICLES, threshold=LAYOFF, group="layoff"), facts=facts)
    assert [one.confidence for one in found] == expected
    assert all((one.code, one.severity) == ("item-below-threshold", Severity.REVIEW) for one in found)


@pytest.mark.parametrize(("capital", "count"), [(2_000_000, 0), (1_500_000, 1), (None, 1)])
def test_capital(capital: int | None, count: int) -> None:
    facts = {} if capital is None else {"capital": capital}
    service = item(FORM, LICENCE, ARTICLES, capital_minimum=2_000_000)
    assert len(run(threshold, CLEAN, service, facts=facts)) == count


@pytest.mark.parametrize(
    ("rows", "confidence", "expected"), [("20", 0.95, []), ("19", 0.95, ["headcount-inconsistent"]), ("19", 0.5, [])]
)
def test_headcounts(rows: str, confidence: float, expected: list[str]) -> None:
    fields = {"form": (value("headcount", "20"),), "articles": (value("headcount", rows, 3, confidence),)}
    assert codes(run(headcount, CLEAN, THREE, fields=fields)) == expected
