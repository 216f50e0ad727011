"""Short names of units: which whole name they stand for, and which are whole names of others."""

from __future__ import annotations

import pytest

from cases.names.short_names import is_short_for, whole_name

FULL = "北京麦田谷劳务服务有限公司"


@pytest.mark.parametrize(
    "short",
    ["麦田谷公司", "麦田谷", "麦田谷劳务", "麦田谷劳务公司", "麦田谷服务公司", "麦田谷有限公司", "北京麦田谷公司",
     "北京麦田谷"],
)  # fmt: skip
def test_less_of_a_name_is_short_for_it(short: str) -> None:
    assert is_short_for(short, FULL)


@pytest.mark.parametrize(
    "other",
    [FULL, "北京麦田谷有限公司", "上海麦田谷公司", "麦地谷公司", "公司", "劳务服务有限公司北京分公司",
     "北京麦田谷劳务服务有限公司上海分公司"],
)  # fmt: skip
def test_another_registered_name_is_not_short(other: str) -> None:
    assert not is_short_for(other, FULL)


def test_place_in_brackets_is_no_part_of_the_trade_name() -> None:
    assert is_short_for("瑞麦商贸", "瑞麦（北京）商贸有限公司")


def test_short_name_of_two_units_stays_as_it_is() -> None:
    assert whole_name("麦田谷公司", [FULL, "上海麦田谷贸易有限公司"]) == "麦田谷公司"
    assert whole_name("麦田谷公司", [FULL, "麦田谷劳务"]) == FULL
