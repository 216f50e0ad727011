"""Names of units: where one ends, and what only looks like one."""

from __future__ import annotations

import pytest

from cases.names.unit_names import cuts, is_unit, units_in

FIRM = "北京星河科技有限公司"


@pytest.mark.parametrize(("text", "unit"), [
    (f"{FIRM}关于申请实行不定时工作制的申请", FIRM),
    (f"复件 {FIRM}", FIRM),
    (f"1-{FIRM}", FIRM),
    (f"【盖章】{FIRM}", FIRM),
    (f"补正-{FIRM}", FIRM),
    (f"补正材料{FIRM}", FIRM),
    (f"20200212{FIRM}", FIRM),
    (f"回复：【补正一次性告知书】{FIRM}＋不定时工作制（SL20200212-000123）", FIRM),
    (f"我公司{FIRM}申请退费", FIRM),
    (f"单位名称：{FIRM} 联系人张丽", FIRM),
    (f"{FIRM}（盖章）", FIRM),
    (f"{FIRM}工会意见", FIRM),
    ("北京市朝阳区鑫源物业管理中心不定时工作制", "北京市朝阳区鑫源物业管理中心"),
    ("北京国际会议中心酒店管理有限公司不定时", "北京国际会议中心酒店管理有限公司"),
    ("海淀区学院路某某公司退费", "海淀区学院路某某公司"),
    ("北京甲有限公司上海分公司退费", "北京甲有限公司上海分公司"),
    ("(北京)华夏科技有限公司", "(北京)华夏科技有限公司"),
    ("58同城信息技术有限公司", "58同城信息技术有限公司"),
    ("北京同仁合伙企业（有限合伙）退费", "北京同仁合伙企业(有限合伙)"),
    ("A-B科技有限公司-不定时", "A-B科技有限公司"),
    ("华为技术有限公司综合工时", "华为技术有限公司"),
    ("北京博雅社保服务有限公司退费", "北京博雅社保服务有限公司"),
])
def test_a_name_ends_where_units_end(text: str, unit: str) -> None:
    assert cuts(text)[0].unit == unit


@pytest.mark.parametrize("text", [
    "两家公司退费", "五家单位", "我公司怎么办理", "贵中心", "张丽", "营业执照", "开户行", "一般账户",
    "困难企业失业保险费返还",
    "北京市朝阳区社会保险基金管理中心", "致朝阳区社保中心：补缴", "北京市朝阳区人力资源和社会保障局",
    "劳动能力鉴定委员会", "有限公司",
    "请问公司", "", "(((公司",
])
def test_what_only_looks_like_a_unit_is_none(text: str) -> None:
    assert cuts(text) == []
    assert not is_unit(text)


def test_two_units_are_told_apart() -> None:
    assert units_in("北京甲有限公司和北京乙有限公司退费") == ("北京甲有限公司", "北京乙有限公司")
    assert units_in(f"{FIRM}，{FIRM}") == (FIRM,)


def test_a_name_of_a_place_may_end_as_shops_do() -> None:
    assert is_unit("北京全聚德烤鸭店")
    assert not is_unit("烤鸭店")


@pytest.mark.parametrize("name", [
    "北京禾苗间饭庄", "北京青石顺养生馆", "北京石榴香小吃店", "北京老井悦经营部", "河北张记面馆",
    "北京三里屯王记烤肉摊", "北京市朝阳区阿强修鞋铺", "北京巷口春理发店", "上海陆家茶楼",
])
def test_shops_and_workshops_apply_too(name: str) -> None:
    assert is_unit(name)


def test_two_wishes_of_one_unit_name_it_once() -> None:
    assert units_in(f"{FIRM}兼职人员参保登记和{FIRM}参保信息变更") == (FIRM,)


def test_what_introduces_a_name_is_no_part_of_it() -> None:
    assert units_in("我是会计，单位全称北京禾苗间饭庄，要办退费") == ("北京禾苗间饭庄",)
    assert units_in(f"这是{FIRM}的材料") == (FIRM,)
    assert units_in(f"附件是我们单位是{FIRM}的材料") == (FIRM,)
    agency, applicant = "北京甲咨询有限公司", "武汉乙有限公司北京分公司"
    assert units_in(f"我司（{agency}）受{applicant}委托提交") == (agency, applicant)


@pytest.mark.parametrize("text", [
    "Ltd.", "张三　共享服务中心", "人力资源与行政中心", "Inc.", "李四　薪酬福利中心", "员工培训中心",
])
def test_department_and_the_end_of_an_english_name_are_no_units(text: str) -> None:
    assert units_in(text) == ()


@pytest.mark.parametrize("department", [
    "共享服务中心", "人力资源共享服务中心", "行政与人力资源管理中心", "员工服务中心", "人事服务部", "HR服务中心",
    "薪酬福利管理部", "财务结算中心",
])
@pytest.mark.parametrize("unit", [FIRM, "天津凯尔姆特精密仪器股份有限公司北京朝阳分公司", "北京某某集团"])
def test_a_department_behind_a_units_name_is_no_part_of_it(unit: str, department: str) -> None:
    assert units_in(f"易浩然\n{unit}{department}\nTel: 010-78983745")[0] == unit


@pytest.mark.parametrize("name", [
    "北京甲人力资源服务有限公司", "北京甲有限公司第一服务部", "北京甲有限公司技术中心", "北京市朝阳区综合养老服务中心",
])
def test_a_unit_that_is_named_like_a_department_is_one(name: str) -> None:
    assert units_in(f"{name}的材料") == (name,)


@pytest.mark.parametrize("lead", [
    "我单位是", "公司名称是", "您好，是", "我公司系", "单位名称为", "我公司为", "我司即", "单位全称叫", "我们这边是",
    "名称是", "我们公司是", "本单位系", "公司名字叫",
])
@pytest.mark.parametrize("name", ["北京淼颢投资管理中心(有限合伙)", "上海甲餐饮有限公司", "北京禾苗饭庄(个体工商户)"])
def test_words_that_lead_in_a_name_are_none_of_it(lead: str, name: str) -> None:
    assert units_in(f"老师，{lead}{name}。") == (name,)


@pytest.mark.parametrize("name", ["即墨市甲厂", "为民大药房有限公司", "系统集成有限公司", "北京是美科技有限公司"])
def test_names_that_begin_as_a_lead_in_does_are_whole(name: str) -> None:
    assert units_in(f"申请单位：{name}") == (name,)
