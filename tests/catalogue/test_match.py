"""Matching of text to business items."""

from __future__ import annotations

from datetime import date

import pytest

from catalogue.match import RESOLVED, match_item
from tests.packaged import packaged

ITEMS = packaged().items_on(date(2020, 3, 2))


@pytest.mark.parametrize(("text", "codes"), [
    ("新申请劳务派遣行政许可", ["dispatch-new"]),
    ("劳务派遣行政许可新申请", ["dispatch-new"]),
    ("关于某某公司新申请劳务派遣行政许可的函", ["dispatch-new"]),
    ("不定时工作制", ["hours-flexible"]),
    ("综合计算工时工作制审批表", ["hours-comprehensive"]),
    ("经济性裁员报告", ["layoff-report"]),
    ("综合工时和不定时", ["hours-both"]),
    ("台湾员工参保", ["enrol-hk-macao-taiwan"]),
    ("工伤申报", ["injury-recognition"]),
    ("医护人员工伤申报", ["injury-recognition-green-lane"]),
    ("工伤待遇申领", ["injury-benefit"]),
    ("稳岗返还", ["unemployment-premium-refund"]),
    ("身份证变更", ["insured-change-key-fields"]),
    ("联系电话变更", ["insured-change-general"]),
    ("劳务派遣年检", ["dispatch-annual-report"]),
    ("劳务派遣法定代表人变更", ["dispatch-change"]),
    ("劳务派遣许可新申请20200212", ["dispatch-new"]),
    ("劳务派遣许可申请", ["dispatch-new"]),
    ("裁减人员情况报告终稿2", ["layoff-report"]),
    ("关于申请实行不定时工作制的申请", ["hours-flexible"]),
    ("补缴1月2月社保", ["backpay-extended-period"]),
    ("补缴近3个月社保", ["backpay-recent-three-months"]),
    ("社保基数补差-终稿", ["backpay-base-difference"]), ("2019年社保补差", ["backpay-base-difference"]),
    ("社保基数补差额材料", ["backpay-base-difference"]), ("基数补差退费", ["refund"]), ("退还社保补差", ["refund"]),
    ("员工退休手续", ["benefit-new-retiree"]),
    ("综合计算工时工作制和不定时工作制", ["hours-both"]),
    ("申请综合计算工时工作制和不定时工作制的材料", ["hours-both"]),
    ("特殊工时", ["hours-both", "hours-comprehensive", "hours-flexible"]),
    ("劳务派遣许可证延续申请", ["dispatch-extension"]),
    ("单位申报月报补缴", ["backpay-monthly-report"]), ("1月社保月报补缴", ["backpay-monthly-report"]),
    ("附件是我公司2月社保月报补缴材料", ["backpay-monthly-report"]),
    ("1月社保没报上，补缴", ["backpay-monthly-report"]), ("上月社保忘了报，需要补缴", ["backpay-monthly-report"]),
    ("单位申报个人补缴", [
        "backpay-over-three-years", "backpay-recent-three-months", "backpay-three-years-general",
        "backpay-three-years-temporary", "backpay-under-ten-years",
    ]),
    ("参保登记", ["enrol-foreigner", "enrol-hk-macao-taiwan", "enrol-part-time"]),
    ("信息变更", ["insured-change-general", "insured-change-key-fields"]),
    ("工伤认定绿色通道申请", ["injury-recognition-green-lane"]),
    ("社会保险退费申请", ["refund"]), ("一般账户不足10年补缴", ["backpay-under-ten-years"]),
    ("一般账户不满十年的社保补缴", ["backpay-under-ten-years"]), ("一般账户社保补缴", ["backpay-three-years-general"]),
    ("逾期参保登记补办", ["late-filing"]), ("参保登记逾期补办", ["late-filing"]), ("逾期参保登记", ["late-filing"]),
])
def test_items_that_a_text_names(text: str, codes: list[str]) -> None:
    assert sorted(item.code for item, score in match_item(text, ITEMS) if score >= RESOLVED) == codes


@pytest.mark.parametrize("text", [
    "劳务派遣", "劳务派遣行政许可", "变更新申请劳务派遣行政许可", "劳务派遣许可证申请（注销）", "不定时工作制变更",
    "投诉不定时工作制审批", "退费及不定时工作制", "社会保险", "一次性补贴",
])
def test_text_that_may_mean_another_item_is_never_certain(text: str) -> None:
    assert all(score < RESOLVED for _, score in match_item(text, ITEMS))


@pytest.mark.parametrize("text", ["社保补缴", "补缴社会保险费", "单位申报补缴", "补缴12月社保", "补缴2019年1月社保"])
def test_back_payment_by_itself_leaves_its_kind_open(text: str) -> None:
    found = {item.code for item, score in match_item(text, ITEMS) if score >= RESOLVED}
    assert {"backpay-extended-period", "backpay-over-three-years", "backpay-monthly-report"} <= found


@pytest.mark.parametrize(("text", "codes"), [
    ("单位名称变更", {"dispatch-change", "insured-change-general"}),
    ("延期/缓缴", {"late-filing", "payment-extension-march", "payment-extension-july"}),
])
def test_words_that_several_items_share_are_left_to_the_pages(text: str, codes: set[str]) -> None:
    assert {item.code for item, score in match_item(text, ITEMS) if score >= RESOLVED} == codes


@pytest.mark.parametrize("text", ["延长缴费至3月底", "申请延长缴费至三月底", "企业延长缴费至2020年3月底申请"])
def test_another_month_is_another_thing(text: str) -> None:
    assert {item.code for item, score in match_item(text, ITEMS) if score >= RESOLVED} == {"payment-extension-march"}


@pytest.mark.parametrize("text", ["", "  ", "营业执照", "某某公司", "派遣", "+++"])
def test_text_that_names_no_item(text: str) -> None:
    assert match_item(text, ITEMS) == []


def test_every_name_of_an_item_is_certain() -> None:
    for item in ITEMS:
        for name in item.aliases:
            found = [(other.code, score) for other, score in match_item(name, ITEMS) if score >= RESOLVED]
            assert found == [(item.code, 1.0)], name


def test_every_broad_name_leaves_the_choice_to_an_officer() -> None:
    for item in ITEMS:
        for name in item.broad_names:
            found = [other.code for other, score in match_item(name, ITEMS) if score >= RESOLVED]
            assert item.code in found, name
            assert len(found) > 1, name


def test_one_slip_in_a_long_name_is_forgiven() -> None:
    (item, score), *_ = match_item("新申请劳务派谴行政许可", ITEMS)
    assert item.code == "dispatch-new"
    assert RESOLVED <= score < 1
