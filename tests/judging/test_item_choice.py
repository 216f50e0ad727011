"""The item that a case is judged by: asked for, found, or another one because of what its papers say."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from cases.finding import Finding, Severity
from cases.reading import PageReading
from cases.report import FieldValue, ItemRef, Report, SealVerdict
from catalogue.model import Catalogue, ServiceItem
from judging.item_choice import ItemChoice, backpay_kind, find_item, settled, stricter_choice, stricter_item
from judging.judge import judge_pages
from judging.question import Question
from judging.reader import ReadFiles
from tests.packaged import packaged
from tests.validators.builders import UNIT, page, seal, value

CATALOGUE = packaged()
NOON = datetime(2020, 2, 18, 4, tzinfo=UTC)
DAY = date(2020, 2, 18)
GENERAL, KEY_FIELDS = "insured-change-general", "insured-change-key-fields"


def service(code: str) -> ServiceItem:
    found = CATALOGUE.item(code, DAY)
    assert found is not None
    return found


def without(code: str) -> Catalogue:
    return replace(CATALOGUE, items=tuple(one for one in CATALOGUE.items if one.code != code))


def ref(question: Question, *pages: PageReading) -> ItemRef | None:
    found = find_item(question, pages, CATALOGUE)
    return found.ref if found is not None else None


TITLED = page(1, "综合计算工时工作制和不定时工作制申报表", "申报种类：不定时工作制")


def test_item_by_hand_wins_over_the_file_name_and_that_over_the_pages() -> None:
    flexible = ItemRef("hours-flexible", service("hours-flexible").name, "title", surely=True)
    assert ref(Question(NOON), TITLED) == flexible
    named = Question(NOON, item="hours-comprehensive")
    assert ref(named, TITLED) == replace(flexible, surely=False)
    assert ref(replace(named, option="dispatch-new"), TITLED) == ItemRef(
        "dispatch-new", service("dispatch-new").name, "option", surely=True
    )


def _form(*lines: str) -> PageReading:
    return page(1, "企业实行综合计算工时工作制和不定时工作制申报表", *lines, "岗位：司机", "人数：12", "计算周期：季")


TICKED, BOTH_TICKED = "申报种类：☑综合计算工时工作制 □不定时工作制", "申报种类：☑综合计算工时工作制 ☑不定时工作制"


@pytest.mark.parametrize(("named", "ticked", "judged", "surely"), [
    ("hours-comprehensive", TICKED, "hours-comprehensive", True), (None, TICKED, "hours-comprehensive", True),
    (None, BOTH_TICKED, "hours-both", True), ("hours-both", BOTH_TICKED, "hours-both", True),
    ("hours-flexible", TICKED, "hours-comprehensive", False), ("hours-comprehensive", BOTH_TICKED, "hours-both", False),
    ("hours-flexible", "申报种类：综合计算工时工作制 不定时工作制", "hours-flexible", False),
])
def test_kind_ticked_on_the_form_decides_and_must_not_contradict_the_name(
    named: str | None, ticked: str, judged: str, surely: bool
) -> None:
    found = find_item(Question(NOON, item=named), [_form(ticked)], CATALOGUE)
    assert found is not None
    assert (found.item.code, found.surely) == (judged, surely)
    assert ([one.code for one in found.findings] == ["item-unknown"]) is (named is not None and named != judged)


def test_papers_of_another_item_than_the_name_win_and_ask_an_officer() -> None:
    form = page(1, "劳务派遣经营许可延续申请书", "单位名称：某公司", "劳务派遣许可证有效期届满，申请延续三年")
    found = find_item(Question(NOON, item="dispatch-new"), [form], CATALOGUE)
    assert found is not None
    assert (found.item.code, found.surely) == ("dispatch-extension", False)
    assert "新申请劳务派遣行政许可" in found.findings[0].message


def test_name_of_an_item_of_other_places_says_nothing_against_the_papers_of_one_that_holds_here() -> None:
    decision = page(1, "认定工伤决定书", "职工姓名：张三", "《工伤保险条例》第十四条", "予以认定为工伤")
    bills = page(2, "北京市医疗门诊收费票据", "姓名：张三", "收款单位：某医院", "金额合计 692.90")
    asked = Question(NOON, item="injury-medical-reimbursement")
    found = find_item(asked, [decision, bills], CATALOGUE.at("bj-chaoyang"))
    assert found is not None
    assert (found.item.code, found.surely, found.findings) == ("injury-benefit", True, ())


@pytest.mark.parametrize("named", ["用工关系证明", "聘用情况证明", "情况说明"])
def test_proof_alone_says_nothing_against_the_name_of_an_item(named: str) -> None:
    proof = page(1, named, "姓名：张三", "在我单位工作，已参加工伤保险。特此证明。")
    found = find_item(Question(NOON, item="injury-recognition"), [proof], CATALOGUE)
    assert found is not None
    assert (found.item.code, found.findings) == ("injury-recognition", ())
    form = page(2, "北京市社会保险个人信息登记表", "姓名 张三", "证件号码", "参加险种 工伤")
    found = find_item(Question(NOON, item="injury-recognition"), [proof, form], CATALOGUE)
    assert found is not None
    assert [one.code for one in found.findings] == ["item-unknown"]


def test_leading_papers_of_two_items_are_told_as_such() -> None:
    form = page(2, "劳务派遣经营许可申请书", "申请单位：某公司", "注册资本 法定代表人 经营场所 劳务派遣")
    found = find_item(Question(NOON, item="hours-comprehensive"), [_form(TICKED), form], CATALOGUE)
    assert found is not None
    assert (found.item.code, found.surely) == ("hours-comprehensive", False)
    assert "可能含多项申请" in found.findings[0].message


def test_mailbox_hints_at_the_group_and_papers_still_tell_another() -> None:
    dispatch = CATALOGUE.channels["mail-dispatch"]
    found = find_item(Question(NOON, channel=dispatch), [_form(TICKED)], CATALOGUE)
    assert found is not None
    assert (found.item.code, found.surely) == ("hours-comprehensive", True)


def test_without_an_item_the_pages_still_tell_who_applies_and_where_his_seal_is() -> None:
    pages = tuple(page(at, "产品宣传手册", "欢迎选购", seals=(seal(text_score=0.995),)) for at in (1, 2))
    read = ReadFiles((), pages, (1,))
    report = judge_pages(read, Question(NOON), CATALOGUE, CATALOGUE.offices["bj-chaoyang"])
    assert (report.item.code, report.unit.name, report.unit.source) == (None, UNIT, "seal")
    assert set(report.page_seals.values()) == {SealVerdict.PRESENT}


def test_only_item_of_its_channel_needs_no_name() -> None:
    groups = [item.group for item in CATALOGUE.items_on(DAY)]
    channel = next(one for one in CATALOGUE.channels.values() if groups.count(one.group) == 1)
    found = ref(Question(NOON, channel=channel), page(1, "产品宣传手册", "欢迎选购"))
    assert found is not None
    assert found.source == "channel"
    assert ref(Question(NOON), page(1, "产品宣传手册", "欢迎选购")) is None


def test_green_lane_that_has_ended_is_not_proposed() -> None:
    injury = Question(NOON, item="injury-recognition")
    ended = without("injury-recognition-green-lane")
    before, after = (find_item(injury, (), catalogue) for catalogue in (CATALOGUE, ended))
    assert before is not None
    assert after is not None
    assert (before.item.proposes is None, after.item.proposes is None) == (False, True)


def _changes(*texts: str) -> dict[str, tuple[FieldValue, ...]]:
    return {"insured-change-form": tuple(value("changed_items", text) for text in texts)}


@pytest.mark.parametrize(("texts", "excluded"), [
    (("联系电话",), None), (("联系电话", "通讯地址"), None), (("姓名",), "姓名"),
    (("联系电话", "公民身份号码"), "身份证号码"), (("户口性质、联系电话",), "户籍性质"),
    (("工转干",), "工人变更干部身份"),
])
def test_one_excluded_change_moves_the_whole_case(texts: tuple[str, ...], excluded: str | None) -> None:
    move = stricter_item(service("insured-change-general"), _changes(*texts))
    if excluded is None:
        assert move is None
        return
    assert move is not None
    assert (move.item, move.finding.code) == ("insured-change-key-fields", "item-excluded-from-tolerance")
    assert excluded in move.finding.message
    assert move.finding.severity is Severity.HINT


def test_excluded_change_that_is_not_read_surely_is_a_question() -> None:
    read = {"insured-change-form": (value("changed_items", "姓名", confidence=0.7),)}
    move = stricter_item(service("insured-change-general"), read)
    assert move is not None
    assert move.finding.severity is Severity.REVIEW


def _filed_as(code: str, *lines: str) -> Report:
    form = page(1, "信息变更申报", "变更项目 变更前 变更后", *lines)
    question = Question(NOON, item=code, extra=(Finding("mail-reply-to-differs", Severity.NOTICE, "。"),))
    return judge_pages(ReadFiles((), (form,), (1,)), question, CATALOGUE, CATALOGUE.offices["bj-chaoyang"])


def test_moved_case_is_judged_by_the_list_of_the_stricter_item() -> None:
    moved, asked = _filed_as(GENERAL, "变更事项：姓名"), _filed_as(KEY_FIELDS, "变更事项：姓名")
    assert (moved.item.code, moved.item.source) == (KEY_FIELDS, "title")
    assert moved.materials == asked.materials
    told = [one.code for one in moved.findings]
    assert {"mail-reply-to-differs", "item-excluded-from-tolerance"} <= set(told)
    assert _filed_as(GENERAL, "变更事项：联系电话").item.code == GENERAL


def test_moved_case_says_where_it_went_and_why() -> None:
    choice = ItemChoice(service(GENERAL), "file-name")
    moved = stricter_choice(choice, _changes("姓名"), CATALOGUE, DAY)
    assert moved is not None
    assert moved.ref == ItemRef(KEY_FIELDS, service(KEY_FIELDS).name, "title")
    assert [one.code for one in moved.findings] == ["item-excluded-from-tolerance"]
    assert stricter_choice(moved, _changes("姓名"), CATALOGUE, DAY) is None


def test_stricter_item_that_is_not_in_force_takes_nothing() -> None:
    choice = ItemChoice(service(GENERAL), "file-name")
    assert stricter_choice(choice, _changes("姓名"), without(KEY_FIELDS), DAY) is None


def test_items_that_exclude_to_each_other_end() -> None:
    general = service(GENERAL)
    back = replace(service(KEY_FIELDS), excluded_fields=general.excluded_fields, excluded_to=GENERAL)
    circle = replace(CATALOGUE, items=tuple(back if one.code == KEY_FIELDS else one for one in CATALOGUE.items))
    moved = stricter_choice(ItemChoice(general, "file-name"), _changes("姓名"), circle, DAY)
    assert moved is not None
    assert stricter_choice(moved, _changes("姓名"), circle, DAY) is None


NAMES = {item.code: item.name for item in CATALOGUE.items_on(DAY)}


@pytest.mark.parametrize(("filed", "facts", "said"), [
    ("backpay-monthly-report", {}, None),
    ("backpay-extended-period", {"from_month": date(2020, 1, 1), "to_month": date(2020, 2, 1)}, None),
    ("backpay-extended-period", {}, None),
    ("backpay-extended-period", {"from_month": date(2012, 1, 1), "to_month": date(2016, 12, 1), "backpay_months": 60},
     "应属“单位申报个人补缴超过3年”"),
    ("backpay-extended-period", {"from_month": date(2008, 1, 1), "to_month": date(2008, 12, 1), "backpay_months": 12},
     "不属于“2020年1月、2月应缴的社会保险费”"),
    ("backpay-recent-three-months", {"from_month": date(2019, 11, 1), "backpay_months": 3}, None),
    ("backpay-recent-three-months", {"from_month": date(2015, 11, 1), "backpay_months": 37}, "超过3年"),
    ("backpay-recent-three-months", {"from_month": date(2019, 5, 1), "backpay_months": 10}, "不能确定补缴种类"),
    ("backpay-three-years-general", {"from_month": date(2015, 11, 1)}, None),  # the account was not read
])
def test_back_payment_filed_under_another_item_is_an_officers(
    filed: str, facts: dict[str, Any], said: str | None
) -> None:
    known = {"received_month": date(2020, 2, 1), **facts}
    finding = backpay_kind(service(filed), known, CATALOGUE.backpay, NAMES)
    if said is None:
        assert finding is None
        return
    assert finding is not None
    assert (finding.code, finding.severity) == ("item-unknown", Severity.REVIEW)
    assert said in finding.message


def test_a_name_stands_where_the_shared_form_names_no_kind() -> None:
    said = ("姓名：张丽", "出生日期：1960年1月", "参加工作时间：1980年", "待遇发放账户")
    form = page(1, "待遇申领申报表", "单位名称：某公司", *said)
    for code in ("benefit-new-retiree", "benefit-simplified"):
        found = find_item(Question(NOON, item=code), [form], CATALOGUE)
        assert found is not None
        assert (found.item.code, found.surely, found.findings) == (code, True, ())


def test_the_name_of_the_milder_change_takes_in_the_stricter_that_the_form_names() -> None:
    form = page(1, "参保信息变更申报表", "申报业务：关键信息变更", "变更项目 变更前 变更后", "变更原因：聘为干部")
    found = find_item(Question(NOON, item=GENERAL), [form], CATALOGUE)
    assert found is not None
    assert (found.item.code, found.findings) == (KEY_FIELDS, ())


@pytest.mark.parametrize(("said", "code"), [
    ("申报业务：一般账户个人补缴（2011年7月后不超过3年）", "backpay-three-years-general"),
    ("补缴类型：单位申报个人补缴2011年7月之后超过3年", "backpay-over-three-years"),
    ("业务名称：个人补缴近三个月社会保险费", "backpay-recent-three-months"),
])
def test_a_back_payment_is_told_by_what_its_form_calls_it(said: str, code: str) -> None:
    form = page(1, "社会保险费补缴申报表（明细）", said, "姓名 缴费基数 补缴起止年月 补缴原因 险种")
    found = find_item(Question(NOON), [form], CATALOGUE)
    assert found is not None
    assert (found.item.code, found.surely) == (code, True)


@pytest.mark.parametrize(("facts", "surely"), [
    ({}, False),  # a period that was not read is never accepted unseen
    ({"from_month": date(2016, 6, 1), "backpay_months": 22}, True),
    ({"from_month": date(2014, 6, 1), "backpay_months": 48}, False),
])
def test_a_stated_back_payment_is_sure_with_a_period_that_fits(facts: dict[str, Any], surely: bool) -> None:
    known = {"received_month": date(2020, 2, 1), **facts}
    general = service("backpay-three-years-general")
    choice = ItemChoice(general, "file-name", surely=True, open=(general,))
    assert settled(choice, known, {}, CATALOGUE, DAY).surely is surely


@pytest.mark.parametrize(("first", "months", "asks"), [(date(2020, 1, 1), 2, True), (date(2019, 12, 1), 3, False)])
def test_period_that_is_also_the_extended_one_s_does_not_tell_which_is_filed(
    first: date, months: int, asks: bool
) -> None:
    known: dict[str, Any] = {"from_month": first, "to_month": date(2020, 2, 1), "backpay_months": months,
             "received_month": date(2020, 2, 1)}  # fmt: skip
    kinds = tuple(map(service, ("backpay-recent-three-months", "backpay-extended-period")))
    told = settled(ItemChoice(kinds[0], "title", open=kinds), known, {}, CATALOGUE, DAY)
    assert ([one.code for one in told.findings] == ["item-unknown"], told.surely) == (asks, not asks)


@pytest.mark.parametrize("kinds", [("backpay-over-three-years",), ("backpay-over-three-years", "refund")])
def test_back_payment_whose_form_was_known_by_its_words_alone_is_never_sure(kinds: tuple[str, ...]) -> None:
    known: dict[str, Any] = {"from_month": date(2014, 6, 1), "backpay_months": 48, "received_month": date(2020, 2, 1)}
    items = tuple(map(service, kinds))
    read = ItemChoice(items[0], "title", open=items)
    told = [settled(one, known, {}, CATALOGUE, DAY) for one in (read, replace(read, weak=True))]
    assert [(one.item.code, one.surely) for one in told] == [(kinds[0], True), (kinds[0], False)]


CHANGED = ("变更项目 变更前 变更后", "变更原因：因疫情未能按时办理")


@pytest.mark.parametrize(("named", "said", "code", "surely"), [
    (None, "申报事项：逾期参保登记补办", "late-filing", True),
    ("late-filing", "申报事项：逾期参保登记补办", "late-filing", True),
    ("late-filing", "申报日期：2020年2月18日", "late-filing", False),
    (None, "申报日期：2020年2月18日", GENERAL, False),
])
def test_a_form_that_several_items_take_is_told_by_what_it_states(
    named: str | None, said: str, code: str, surely: bool
) -> None:
    form = page(1, "参保信息变更申报表", said, *CHANGED)
    found = find_item(Question(NOON, item=named), [form], CATALOGUE)
    assert found is not None
    assert (found.item.code, found.surely, found.findings) == (code, surely, ())


def test_form_of_several_items_that_names_none_of_them_is_asked_about() -> None:
    form = page(1, "社会保险参保人员增加表", "序号 姓名 增加险种 缴费基数", "1 李燕 五险 5360", "增加原因：新参保")
    found = find_item(Question(NOON), [form], CATALOGUE)
    assert found is not None
    assert (found.surely, [one.code for one in found.findings]) == (False, ["item-unknown"])
    named = find_item(Question(NOON, item="late-filing"), [form], CATALOGUE)
    assert named is not None
    assert named.findings == ()


def _beside(form: PageReading, label: str, value: str) -> PageReading:
    at = next(one for one in form.lines if one.text == label)
    return replace(form, lines=(*form.lines, replace(at, text=value, box=(200.0, at.box[1], 340.0, at.box[3]))))


def test_business_beside_its_label_tells_the_item_where_no_table_was_read() -> None:
    form = _beside(page(1, "参保信息变更申报表", "申报业务", *CHANGED), "申报业务", "逾期参保登记补办")
    found = find_item(Question(NOON), [form], CATALOGUE)
    assert found is not None
    assert (found.item.code, found.surely) == ("late-filing", True)


@pytest.mark.parametrize("note", [
    "注：变更姓名、身份证号码、民族、户籍性质的须附证明材料。", "变更姓名须提交户口簿",
    "填表说明：1.变更身份证号码，应当由本人签字；",
])  # fmt: skip
def test_note_on_a_form_names_no_item(note: str) -> None:
    form = page(1, "参保人员信息变更登记表", "业务类别：参保人员信息变更", "变更项目：联系电话", "变更原因：换号", note)
    found = find_item(Question(NOON, item=GENERAL), [form], CATALOGUE)
    assert found is not None
    assert (found.item.code, found.findings) == (GENERAL, ())


@pytest.mark.parametrize("stated", ["参保信息变更", "参保信息其他变更"])
def test_broad_words_of_a_form_say_nothing_against_the_narrower_item(stated: str) -> None:
    form = page(1, "参保信息变更申报表", f"申请事项：{stated}", "变更项目：户口性质", "变更原因：农转非")
    found = find_item(Question(NOON, item=KEY_FIELDS), [form], CATALOGUE)
    assert found is not None
    assert (found.item.code, found.findings) == (KEY_FIELDS, ())


@pytest.mark.parametrize(("asked", "title", "says"), [
    (GENERAL, "情况说明", "我单位职工原登记电话有误，现更正，情况属实，特此说明。其以兼职身份参保。"),
    ("dispatch-cancellation", "被派遣人员权益情况说明", "被派遣人员的劳动合同、社会保险、工伤和经济补偿问题都已处理。"),
])  # fmt: skip
def test_statement_as_many_items_ask_for_moves_no_case_to_another_item(asked: str, title: str, says: str) -> None:
    found = find_item(Question(NOON, item=asked), [page(1, title, says)], CATALOGUE)
    assert found is not None
    assert (found.item.code, found.findings) == (asked, ())
