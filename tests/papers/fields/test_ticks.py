"""Which of a form's choices is ticked, and that a mark was lost."""

from __future__ import annotations

import pytest

from papers.fields.ticks import read_ticks

WAYS = ("银行缴费", "网上缴费", "现金缴费")


@pytest.mark.parametrize("row", [
    "□银行缴费☑网上缴费□现金缴费", "□银行缴费 √网上缴费 □现金缴费",
    "银行缴费☐ 网上缴费☑ 现金缴费☐", "银行缴费□网上缴费√现金缴费□",
    "()银行缴费(√)网上缴费()现金缴费", "银行缴费（ ）网上缴费（√）现金缴费（ ）", "□银行缴费■网上缴费□现金缴费",
    "□银行缴费☒网上缴费□现金缴费", "□银行缴费⊠网上缴费□现金缴费", "口银行缴费☑网上缴费口现金缴费",
    "[]银行缴费[√]网上缴费[]现金缴费",
    "☑网上缴费", "网上缴费√",
])  # fmt: skip
def test_the_ticked_choice(row: str) -> None:
    assert read_ticks(row, WAYS).only == "网上缴费"


@pytest.mark.parametrize("row", [
    "□银行缴费 网上缴费 □现金缴费", "银行缴费☐ 网上缴费 现金缴费☐", "银行缴费□网上缴费☑现金缴费", "□银行缴费网上缴费□",
])
def test_a_lost_mark_is_known_as_lost(row: str) -> None:
    found = read_ticks(row, WAYS)
    assert found.lost
    assert found.chosen == ()


def test_an_empty_row_is_empty_and_an_unmarked_one_tells_nothing() -> None:
    assert read_ticks("□银行缴费□网上缴费□现金缴费", WAYS).marked
    assert not read_ticks("□银行缴费□网上缴费□现金缴费", WAYS).lost
    assert not read_ticks("银行缴费网上缴费现金缴费", WAYS).marked
    assert read_ticks("☑银行缴费☑网上缴费□现金缴费", WAYS).only is None
