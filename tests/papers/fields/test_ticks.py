"""Which of a form's choices is ticked, and that a mark was lost."""

from __future__ import annotations

import pytest

from papers.fields.ticks import marks_before, read_ticks

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


@pytest.mark.parametrize("row", [
    "」银行缴费「√1网上缴费 ]现金缴费", "[1银行缴费[√]网上缴费[1现金缴费",
    "银行缴费[√]网上缴费[]现金缴费", "「]银行缴费 √]网上缴费 [l现金缴费",
])  # fmt: skip
def test_square_brackets_as_a_fax_leaves_them(row: str) -> None:
    assert read_ticks(row, WAYS, before=True).chosen == ("网上缴费",)


def test_half_a_mark_may_have_been_ticked_and_a_word_in_brackets_has_none() -> None:
    found = read_ticks("[]银行缴费 ]网上缴费 []现金缴费", WAYS)
    assert (found.chosen, found.lost) == ((), True)
    assert read_ticks("[1银行缴费 []网上缴费 []现金缴费", WAYS).lost
    assert not read_ticks("[银行缴费]网上缴费", WAYS).marked


@pytest.mark.parametrize(("rows", "before"), [
    (("□养老 □失业 □工伤",), True), (("养老□ 失业☑ 工伤□",), False), (("养老□失业□工伤",), None),
    (("养老 □失业 ☑工伤",), True), (("养老□ 失业☑ 工伤",), False), (("养老□失业□工伤", "□城镇☑农业"), True),
    (("□城镇☑农业", "养老□失业☑"), None), (("√同意",), None), (("电话：010",), None),
])
def test_side_on_which_a_form_sets_its_marks(rows: tuple[str, ...], before: bool | None) -> None:
    assert marks_before(rows) is before


@pytest.mark.parametrize(("row", "chosen"), [
    ("基数差□ 超过:3年□ 承诺制(一般账户)□承诺制(临时账户)√理论加实际不足10年", "承诺制(临时账户)"),
    ("□养老 √医疗（含生育） □五险", "医疗(含生育)"), ("养老(√)医疗(含生育)( )五险( )", "养老"),
    ("（）养老（√）医疗（含生育）（）五险", "医疗(含生育)"),
])
def test_a_choice_has_its_remark_in_brackets(row: str, chosen: str) -> None:
    assert read_ticks(row, before=row[0] in "□（").chosen == (chosen,)
