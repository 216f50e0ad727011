"""The ordered table of back-payments: borders to the month, and questions instead of guesses."""

from __future__ import annotations

from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.backpay import classify
from tests.packaged import packaged

CATALOGUE = packaged()
TABLE = CATALOGUE.backpay
PERSONAL: dict[str, Any] = {"filing_kind": "个人补缴", "received_month": date(2020, 2, 1)}
GENERAL = {**PERSONAL, "account": "一般", "from_month": date(2017, 1, 1), "theory_years": 20, "actual_years": 5}


@pytest.mark.parametrize(("facts", "item"), [
    ({"filing_kind": "月报"}, "backpay-monthly-report"),
    ({"filing_kind": "基数差"}, "backpay-base-difference"),
    ({"filing_kind": "退费"}, "refund"),
    # 2011-07 itself is covered, the month before is not (domain f42)
    ({**PERSONAL, "from_month": date(2011, 6, 1)}, "case-by-case"),
    ({**PERSONAL, "from_month": date(2011, 7, 1), "backpay_months": 37}, "backpay-over-three-years"),
    # three years exactly are a promise, one month more is tolerated
    ({**GENERAL, "backpay_months": 36, "years_in_bj": 11}, "backpay-three-years-general"),
    ({**GENERAL, "backpay_months": 37, "years_in_bj": 11}, "backpay-over-three-years"),
    # three months exactly are direct, and only if they are the last three
    ({**PERSONAL, "from_month": date(2019, 11, 1), "backpay_months": 3}, "backpay-recent-three-months"),
    ({**GENERAL, "from_month": date(2019, 10, 1), "backpay_months": 3, "years_in_bj": 11},
     "backpay-three-years-general"),
    ({**GENERAL, "from_month": date(2019, 10, 1), "backpay_months": 4, "years_in_bj": 11},
     "backpay-three-years-general"),
    ({**PERSONAL, "account": "临时", "from_month": date(2017, 1, 1), "backpay_months": 36},
     "backpay-three-years-temporary"),
    # under ten years together; ten years exactly are not under ten
    ({**GENERAL, "theory_years": 4, "actual_years": 5, "backpay_months": 4}, "backpay-under-ten-years"),
    ({**GENERAL, "theory_years": 5, "actual_years": 5, "backpay_months": 4, "years_in_bj": 11},
     "backpay-three-years-general"),
    # ten years in Beijing exactly are not more than ten (domain f11)
    ({**GENERAL, "backpay_months": 12, "years_in_bj": 10}, "case-by-case"),
    ({**GENERAL, "backpay_months": 12, "years_in_bj": 9}, "case-by-case"),
])
def test_borders(facts: dict[str, Any], item: str) -> None:
    assert classify(TABLE, facts).item == item


@pytest.mark.parametrize(("facts", "unknown"), [
    ({}, ("filing_kind",)),
    (PERSONAL, ("from_month",)),
    ({**PERSONAL, "from_month": date(2017, 1, 1)}, ("backpay_months",)),
    ({**PERSONAL, "from_month": date(2017, 1, 1), "backpay_months": 12}, ("account",)),
    ({**GENERAL, "backpay_months": 12}, ("years_in_bj",)),
])
def test_what_is_not_known_is_asked(facts: dict[str, Any], unknown: tuple[str, ...]) -> None:
    kind = classify(TABLE, facts)
    assert (kind.item, kind.unknown) == (None, unknown)


def test_name_of_the_item_stands_for_a_missing_kind_alone() -> None:
    assert classify(TABLE, {}, "backpay-monthly-report").item == "backpay-monthly-report"
    assert classify(TABLE, {"filing_kind": "退费"}, "backpay-monthly-report").item == "refund"
    assert classify(TABLE, {}, "backpay-three-years-general").unknown == ("from_month",)


def test_every_row_can_be_reached() -> None:
    months, years = (2, 3, 12, 36, 37), (9, 10, 11)
    starts = (date(2011, 6, 1), date(2011, 7, 1), date(2019, 12, 1))
    found = {
        classify(TABLE, {
            **PERSONAL, "filing_kind": kind, "account": account, "from_month": start, "backpay_months": length,
            "years_in_bj": lived, "theory_years": theory, "actual_years": 2,
        }).rule
        for kind, account, start, length, lived, theory in product(
            ("月报", "基数差", "退费", "个人补缴"), ("一般", "临时"), starts, months, years, (7, 8)
        )
    }
    assert found == set(TABLE.rules)


@given(st.dictionaries(st.sampled_from(["filing_kind", "account", "from_month", "backpay_months", "years_in_bj",
                                        "theory_years", "actual_years"]), st.just(None)))
def test_more_knowledge_never_contradicts(hidden: dict[str, None]) -> None:
    facts: dict[str, Any] = {**GENERAL, "backpay_months": 12, "years_in_bj": 11}
    known, part = classify(TABLE, facts), classify(TABLE, {**facts, **hidden})
    assert part.item in (None, known.item)
