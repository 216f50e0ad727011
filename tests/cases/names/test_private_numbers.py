"""Identity numbers are hidden in text that is searched; other numbers are found as they stand."""

from __future__ import annotations

import pytest

from cases.names.private_numbers import cover_identity_numbers, hide_identity_numbers


@pytest.mark.parametrize("text", [
    "身份证号110105199003071234", "110105 19900307 1234", "11010519900307123X", "1101051990O3O71234",
    "110105199003\n071234", "１１０１０５１９９００３０７１２３４", "110105900307123", "6222020200012345678",
])
def test_the_middle_is_hidden(text: str) -> None:
    hidden = hide_identity_numbers(text)
    assert "*" in hidden
    assert "19900307" not in hidden
    assert "0307" not in hidden


@pytest.mark.parametrize("text", [
    "91110105MA01ABCD0K", "91110105100000000X", "SF1234567890123", "电话13800138000", "编号SL20200212-000123",
    "2020年2月12日", "金额123456789012元", "公告〔2020〕15号",
])
def test_other_numbers_stay(text: str) -> None:
    assert hide_identity_numbers(text).replace("[", "〔").replace("]", "〕") == text


@pytest.mark.parametrize("text", ["110105199003071234 35", "12 110105199003071234", "3-15 110105199003071234 男"])
def test_a_number_beside_others_on_its_line_is_hidden(text: str) -> None:
    hidden = hide_identity_numbers(text)
    assert hidden == text.replace("110105199003071234", "110*************34")


def test_what_stands_around_a_number_stays_as_it_was_written() -> None:
    written = "您好：张三（身份证１１０１０５１９９００３０７１２３４）……电话：138 0013 8000！"
    assert cover_identity_numbers(written) == "您好：张三（身份证110*************34）……电话：138 0013 8000！"
