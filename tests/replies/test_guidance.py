"""Where a sender is pointed to; and nothing is claimed where it is not certain."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cases.report import ItemRef, Outcome, ReportFile, Unit
from catalogue.model import Mode
from replies.guidance import guide
from replies.letter import LetterContext, write
from tests.replies.made import UNIT, catalogue, context, report, wrong_mailbox

KEPT = "本次报送的材料及收件时间已登记留存。如线上无法办理，请回复本邮件"


def of_item(code: str, **values: Any) -> LetterContext:
    return context(code=code, **values)


def of_file(name: str, office: str = "ningxia", unit: str = UNIT) -> LetterContext:
    made = replace(
        report(Outcome.GUIDE), unit=Unit(unit), item=ItemRef(None), files=(ReportFile(name, "", "pdf", 1),), pages=(),
        materials=(),
    )
    return replace(
        context(made), item=None, department=None, office=catalogue().offices[office]
    )


ONLINE = {
    "payment-extension-july": ("北京市社会保险网上服务平台", "“我要申请延长缴费”通道"),
    "subsidy-post-and-insurance": ("法人办事", "用人单位岗补社补"),
    "unemployment-premium-refund": ("法人办事", "企业失业保险返还"),
    "subsidy-one-off-insurance": ("法人办事", "一次性社会保险补贴"),
    "subsidy-placement-service": ("就业超市", "一次性就业创业服务补助"),
    "subsidy-training": ("市人社局官网", "职业技能提升行动"),
}
"""System and entry of each online-only item, as 附件1 and 附件5 name them."""


def test_every_online_item_is_looked_at() -> None:
    assert {one.code for one in catalogue().items if one.online_only} == set(ONLINE)


@pytest.mark.parametrize("code", ONLINE)
def test_online_item_is_shown_its_system_and_entry(code: str) -> None:
    text = write("channel-guidance", of_item(code)).text
    system, entry = ONLINE[code]
    name = next(one.name for one in catalogue().items if one.code == code)
    assert f"系统名称：{system}\n" in text
    assert f"入口：{entry}\n" in text
    assert f"事项名称：{name}" in text
    assert KEPT in text


def test_conditions_and_address_are_told_as_the_texts_print_them() -> None:
    text = write("channel-guidance", of_item("payment-extension-july")).text
    assert "网址：http://fuwu.rsj.beijing.gov.cn/csibiz/home/\n" in text
    assert "办理条件和要求：\n1. 适用于旅游、住宿、餐饮、" in text
    assert "办公地址：八里庄南里21号院\n" in write("channel-guidance", of_item("subsidy-training")).text


def test_window_is_told_with_its_reserve() -> None:
    text = write("channel-guidance", of_item("payment-extension-july")).text
    assert "办理时间：2020年2月17日起至2020年3月20日止（可能调整，以公告为准）" in text


def test_deferred_item_is_registered_and_pointed_nowhere() -> None:
    deferred = [one for one in catalogue().items if one.mode is Mode.DEFERRED and not one.online_only]
    assert deferred
    for one in deferred:
        text = write("channel-guidance", of_item(one.code)).text
        assert "该事项目前延后办理" in text
        assert f"恢复办理：{one.deferred_until or '由我局另行通知'}" in text
        assert "该事项目前延后办理，恢复办理前无需另行提交。" in text
        assert "系统名称" not in text
        assert "一事一议" in text
        assert KEPT in text


def test_online_item_that_is_put_off_says_both() -> None:
    text = write("channel-guidance", of_item("subsidy-placement-service")).text
    assert "该事项目前延后办理，恢复后请通过下列渠道办理：" in text
    assert "恢复办理：疫情防控工作结束后申请" in text


def test_address_that_would_be_masked_is_not_shown_at_all() -> None:
    text = write("rerouted", wrong_mailbox(address="13810001234@office.test")).text
    assert "@office.test" not in text
    assert "材料已转交" in text


def test_online_item_is_never_sent_to_a_mailbox() -> None:
    text = write("channel-guidance", wrong_mailbox("payment-extension-july", "a@office.test")).text
    assert "a@office.test" not in text


@pytest.mark.parametrize(
    ("name", "system", "entry"),
    [
        (f"{UNIT}+单位参保证明.pdf", "网上人社", "第6项“社会保险权益记录打印”"),
        (f"{UNIT}+缴费基数申报.pdf", "网上人社", "第4项“劳动工资管理”"),
        (f"{UNIT}+社会保障卡解挂.pdf", "我的宁夏", "第4项“社会保障卡解挂”"),
        (f"{UNIT}+养老金测算.pdf", "掌上12333", "第8项“宁夏养老金测算”"),
    ],
    ids=["certificate", "wages", "card", "pension"],
)
def test_words_of_a_file_name_point_to_a_listed_service(name: str, system: str, entry: str) -> None:
    text = write("channel-guidance", of_file(name)).text
    assert f"系统名称：{system}\n" in text
    assert f"入口：{entry}\n" in text


@pytest.mark.parametrize(
    ("name", "unit"),
    [
        (f"{UNIT}+挂失声明.pdf", UNIT),
        (f"{UNIT}+基本信息.pdf", UNIT),
        (f"{UNIT}+扫描件001.pdf", UNIT),
        ("宁夏社保转移申请服务有限公司+情况说明.pdf", "宁夏社保转移申请服务有限公司"),
        (f"{UNIT}+社保卡.pdf", UNIT),
        (f"{UNIT}+资格认证.pdf", UNIT),
        ("", UNIT),
    ],
    ids=["two-characters", "two-lists", "nothing", "words-of-the-unit", "part-of-a-name", "ambiguous", "no-name"],
)
def test_near_miss_points_nowhere(name: str, unit: str) -> None:
    made = of_file(name, unit=unit)
    assert guide(made).system == ""
    text = write("channel-guidance", made).text
    assert "该事项的办理渠道，请按下列联系方式咨询后再提交。" in text
    assert "系统名称" not in text
    assert "请通过下列渠道办理" not in text
    assert KEPT in text


def test_two_files_that_mean_different_services_point_nowhere() -> None:
    made = of_file(f"{UNIT}+单位参保证明.pdf")
    files = (*made.report.files, ReportFile(f"{UNIT}+养老金测算.pdf", "", "pdf", 1))
    assert guide(replace(made, report=replace(made.report, files=files))).system == ""


@pytest.mark.parametrize("office", ["ningxia", "weihai"])
def test_no_sender_is_pointed_to_another_citys_system(office: str) -> None:
    for words in ("岗补社补", "延长缴费", "失业保险返还", "居民养老保险"):
        assert guide(of_file(f"{UNIT}+{words}.pdf", office)).system == "", words


def test_item_in_hand_is_never_guided_by_words() -> None:
    made = of_item("dispatch-new")
    files = (ReportFile(f"{UNIT}+单位参保证明.pdf", "", "pdf", 1),)
    assert guide(replace(made, report=replace(made.report, files=files))).system == ""


def test_item_listed_by_a_system_is_guided_by_its_row() -> None:
    made = replace(of_item("late-filing"), office=catalogue().offices["ningxia"])
    told = guide(made)
    assert told.system == "网上人社"
    assert told.entry == "第3项“员工社会保险参保关系管理”"
