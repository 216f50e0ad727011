"""Names of people: whole with their dots and rare characters, and no words of sentences."""

from __future__ import annotations

import pytest

from papers.fields.people import person
from papers.fields.sentences import SENTENCES
from papers.fields.values import unit


@pytest.mark.parametrize(("text", "name"), [
    ("阿依古丽·买买提", "阿依古丽·买买提"), ("尼格买提•热合曼", "尼格买提·热合曼"), ("夏天．买买提", "夏天·买买提"),
    ("古丽·买买提·艾合买提", "古丽·买买提·艾合买提"), ("刘䶮", "刘䶮"), ("李㛃", "李㛃"), ("赵𫖯（签字）", "赵𫖯"),
    ("欧阳㛃", "欧阳㛃"), ("王建国 职务：经理", "王建国"), ("于成龙", "于成龙"),
])
def test_names_come_whole(text: str, name: str) -> None:
    assert person(text) == name


@pytest.mark.parametrize("text", [
    "上述人员", "应到代表", "实到", "该同志", "人事经理", "以下简称", "签订劳动合同", "其他",
])
def test_words_are_no_names(text: str) -> None:
    assert person(text) is None


@pytest.mark.parametrize("name", ["阿依古丽·买买提", "刘䶮", "欧阳㛃"])
def test_such_names_are_found_in_sentences(name: str) -> None:
    assert any(match[1] == name for one in SENTENCES["agent"] if (match := one.search(f"兹委托{name}前往贵局办理")))
    said = f"兹证明{name}同志现任我单位法定代表人"
    assert any(match[1] == name for one in SENTENCES["legal_rep"] if (match := one.search(said)))


def test_a_unit_may_bear_a_rare_character() -> None:
    assert unit("北京䶮源科技有限公司（盖章）") == "北京䶮源科技有限公司"
