"""Who sends a file, in its name."""

from __future__ import annotations

import pytest

from cases.names.contact_words import is_person, without_contact


@pytest.mark.parametrize(("text", "left"), [
    ("张丽 13800000000", ""), ("张丽13800000000", ""), ("联系人王小明010-65090452", ""), ("李明", ""), ("欧阳娜娜", ""),
    ("营业执照 张丽13800000000", "营业执照"), ("申请表(SL20200212-000123)", "申请表"), ("许可证", "许可证"),
    ("章程", "章程"),
    ("申报表", "申报表"), ("方案", "方案"), ("01营业执照", "01营业执照"),
])
def test_no_telephone_and_no_person_is_a_material(text: str, left: str) -> None:
    assert without_contact(text) == left


@pytest.mark.parametrize("text", ["许可证", "任命书", "方案", "金额表", "营业执照", "说明"])
def test_papers_are_no_persons(text: str) -> None:
    assert not is_person(text)
