"""Items handled as their texts say: what is accepted without asking, what comes first, what is drafted about the rest.

Each test is one submission of written papers with the letter that it gets.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from cases.finding import Severity
from cases.reading import PageReading
from cases.report import LetterDraft, Need, Outcome, Report
from replies.letter import LetterContext, write
from replies.selection import select
from tests.replies.made import finding
from tests.written.scenarios import COMPLETE, FIVE_YEARS, Scenario, submit, told
from tests.written.sheet import Block, Paper, pairs, set_page
from tests.written.submission import RECEIVED, defects, judged, rulebook, service
from tests.written.submission import write as write_papers
from tests.written.world import WORLD

OFFICE = rulebook().offices["bj-chaoyang"]


def one_page(document: str) -> PageReading:
    """Write one paper."""
    (page,) = write_papers([document], WORLD)
    return page


LATER = ("insured-change-general", "backpay-over-three-years", "backpay-under-ten-years")


def letter_of(item: str, report: Report, received: datetime = RECEIVED) -> LetterDraft:
    """Write the one letter that a judged case gets."""
    judged_as = service(report.item.code or item, received)
    (chosen,) = select(report, judged_as, OFFICE, rulebook().letters)
    context = LetterContext(
        "SL20200224-000044", report, judged_as, OFFICE, rulebook().departments[judged_as.department], rulebook(),
        received, received + timedelta(days=1), automatic=chosen[1],
    )
    return write(chosen[0], context)


@pytest.mark.parametrize("item", LATER)
def test_the_form_alone_is_accepted_and_nothing_is_asked_before_the_end(item: str) -> None:
    form = service(item).main_form
    assert form is not None
    lacking = [one.document for one in service(item).materials if one.document != form]
    report = submit(item, COMPLETE[item], without=lacking[0])
    assert report.outcome is Outcome.TOLERATE, told(report)
    letter = letter_of(item, report)
    assert (letter.kind, letter.automatic) == ("tolerated-acceptance", True)
    assert "现予受理并登记" in letter.text
    assert "于疫情解除后按我中心通知提交，目前无需提交" in letter.text
    for word in ("承诺书", "超期", "退件", "三个月", "工作日"):
        assert word not in letter.text, word


def test_a_doubt_beside_it_drafts_no_demand_for_what_is_collected_later() -> None:
    item = "backpay-over-three-years"
    report = submit(item, COMPLETE[item], without="employment-and-wage-proof")
    doubt = finding("seal-unreadable", Severity.REVIEW, page=1)
    doubted = replace(report, outcome=Outcome.REVIEW, findings=(*report.findings, doubt))
    assert select(doubted, service(item), OFFICE, rulebook().letters) == ()


@pytest.mark.parametrize("item", ["benefit-new-retiree", "benefit-simplified"])
def test_benefit_is_handled_first_only_with_the_copy_of_its_approval(item: str) -> None:
    report = submit(item, COMPLETE[item], without="administrative-approval")
    assert report.outcome is Outcome.SUPPLEMENT, told(report)
    letter = letter_of(item, report)
    assert (letter.kind, letter.automatic) == ("supplement-notice", False)
    assert "先行办理" not in letter.text
    assert any(one.code == "item-reminder" and "数据共享" in one.message for one in report.findings)
    whole = submit(item, COMPLETE[item])
    assert (whole.outcome, letter_of(item, whole).kind) == (Outcome.ACCEPT, "acceptance")


def test_extension_asked_too_late_is_advised_to_apply_anew_with_the_list() -> None:
    item = "dispatch-extension"
    for until, limit in (("2020年3月31日", "2020年1月31日"), ("2020年1月31日", "2019年12月2日")):
        scenario = replace(COMPLETE[item], world=replace(WORLD, permit_to=until))
        report = submit(item, scenario)
        assert [one.code for one in defects(report)] == ["item-outside-window"], told(report)
        letter = letter_of(item, report)
        assert (letter.kind, letter.automatic) == ("advice", False)
        assert f"许可证有效期至{until}，应当在届满六十日前（{limit}前）提出延续" in letter.text
        assert "请按新申请提交材料（清单附后）。" in letter.text
        assert "1. 劳务派遣经营许可申请书" in letter.text
        assert "有效的材料" not in letter.text


def test_capital_below_the_minimum_is_drafted_into_the_notice_of_defects() -> None:
    item = "dispatch-new"
    report = submit(item, replace(COMPLETE[item], world=replace(WORLD, capital=150)))
    letter = letter_of(item, report)
    assert (report.outcome, letter.kind, letter.automatic) == (Outcome.REVIEW, "supplement-notice", False)
    assert "注册资本为150万元，低于法定的200万元。请依法增加注册资本" in letter.text


def test_injury_beyond_thirty_days_is_asked_for_its_extension() -> None:
    item = "injury-recognition"
    report = submit(item, replace(COMPLETE[item], world=replace(WORLD, event="2020年1月20日")))
    letter = letter_of(item, report)
    assert (report.outcome, letter.kind, letter.automatic) == (Outcome.REVIEW, "supplement-notice", False)
    assert "本次申请于2020年2月24日收到，已经超过。" in letter.text
    assert "同意适当延长申请时限的，请补充提交有关手续" in letter.text


def test_layoff_below_the_threshold_is_drafted_as_nothing_to_report() -> None:
    item = "layoff-report"
    world = replace(COMPLETE[item].world, listed=19, staff=500)
    letter = letter_of(item, submit(item, replace(COMPLETE[item], world=world)))
    assert (letter.kind, letter.automatic) == ("not-required", False)
    assert "依法不需要向我局报告" in letter.text
    assert "裁减19人，占职工总数500人的3.8%" in letter.text
    assert "许可" not in letter.text.replace("行政许可法", "")


def test_back_payment_before_its_window_is_drafted_as_put_off() -> None:
    item, day = "backpay-extended-period", datetime.fromisoformat("2020-02-14T09:00:00+08:00")
    letter = letter_of(item, submit(item, replace(COMPLETE[item], received=day)), day)
    assert (letter.kind, letter.automatic) == ("deferred", False)
    assert "自2020年2月17日起受理；来件已经登记，届时办理，无需重发" in letter.text


def test_march_needs_no_application_and_july_tells_its_conditions() -> None:
    march = letter_of("payment-extension-march", submit("payment-extension-march", Scenario()))
    assert (march.kind, march.automatic) == ("channel-guidance", True)
    assert "该事项无需申请" in march.text
    assert "缴费期已统一延长至2020年3月31日" in march.text
    assert "不收取滞纳金" in march.text
    for word in ("入口", "系统名称", "我要申请延长缴费", "7月"):
        assert word not in march.text, word
    july = letter_of("payment-extension-july", submit("payment-extension-july", Scenario()))
    assert "网址：http://fuwu.rsj.beijing.gov.cn/csibiz/home/" in july.text
    for word in ("旅游", "冰雪体育", "市级相关行业主管部门确认", "2019年12月以前无欠费"):
        assert word in july.text, word


@pytest.mark.parametrize(("item", "words"), [
    ("subsidy-post-and-insurance", ("次月起90日内", "1.2倍", "办公地址：将台路5号院15号楼D座1A层")),
    ("unemployment-premium-refund", ("5.2%", "利税总额同比下降50%以上", "67364754")),
    ("subsidy-one-off-insurance", ("30%", "50%", "6315元/人", "http://www.rsj.beijing.gov.cn")),
    ("subsidy-placement-service", ("2.4万元", "劳务协议", "办公地址：将台路5号院15号楼D座\n")),
    ("subsidy-training", ("每课时45分钟", "仍在本企业就业", "办公地址：八里庄南里21号院")),
])
def test_guidance_tells_the_conditions_that_the_text_states(item: str, words: tuple[str, ...]) -> None:
    text = letter_of(item, submit(item, COMPLETE[item])).text
    assert [word for word in words if word not in text] == []


def test_yearly_report_is_received_and_nothing_is_accepted() -> None:
    item = "dispatch-annual-report"
    letter = letter_of(item, submit(item, COMPLETE[item]))
    assert (letter.kind, letter.automatic, letter.legal) == ("report-received", True, False)
    for word in ("受理", "期限", "许可"):
        assert word not in re.sub("行政许可|劳务派遣经营许可证", "", letter.text.split("────")[0]), word


def test_layoff_report_is_never_tolerated() -> None:
    item = "layoff-report"
    report = submit(item, COMPLETE[item], without="agent-identity")
    assert (report.outcome, letter_of(item, report).kind) == (Outcome.SUPPLEMENT, "supplement-notice")


def test_subsidy_for_recruitment_is_accepted_with_its_approval_to_come() -> None:
    item = "subsidy-recruitment"
    report = submit(item, COMPLETE[item])
    assert report.outcome is Outcome.ACCEPT, told(report)
    assert "报市人力资源和社会保障局批准后拨付" in letter_of(item, report).text


@pytest.mark.parametrize(("item", "without"), [
    ("subsidy-recruitment", "recruitment-recognition"), ("subsidy-recruitment", "business-licence"),
    ("dispatch-annual-report", "dispatch-permit"),
])
def test_what_only_a_proposed_list_names_is_one_question_and_never_accepted_without(item: str, without: str) -> None:
    report = submit(item, COMPLETE[item], without=without)
    asked = [(one.code, one.material) for one in report.findings if one.severity is Severity.REVIEW]
    assert (report.outcome, asked) == (Outcome.REVIEW, [("material-uncertain", without)]), told(report)


def test_roster_alone_is_one_question_on_all_that_it_lacks() -> None:
    report = judged("subsidy-recruitment", [one_page("recruitment-roster")], WORLD)
    asked = [one for one in report.findings if one.severity is Severity.REVIEW]
    assert (report.outcome, len(asked)) == (Outcome.REVIEW, 1), told(report)


COMMITMENTS = ("tolerance-commitment", "commitment-letter")


def test_only_a_text_or_a_commitment_makes_a_paper_optional() -> None:
    lines = [(item.code, one) for item in rulebook().items for one in item.materials]
    free = {(item, one.document) for item, one in lines if one.need is Need.OPTIONAL and not one.confirmed}
    assert {(item, document) for item, document in free if document not in COMMITMENTS} == set()


def test_green_lane_is_for_medical_staff_and_confirms_no_commitment() -> None:
    lane = "injury-recognition-green-lane"
    whole = submit(lane, COMPLETE[lane])
    assert letter_of(lane, whole).kind == "acceptance"
    assert service(lane).department == service("injury-recognition").department == "work-injury"
    papers = [one_page(code) for code in ("injury-recognition-form", "labour-relation-proof",
                                                    "diagnosis-certificate")]  # fmt: skip
    anybody = judged(lane, papers, WORLD)
    assert "item-below-threshold" in {one.code for one in anybody.findings}, told(anybody)
    assert anybody.outcome is Outcome.REVIEW


def test_benefit_of_an_injury_asks_a_commitment_of_medical_staff_and_an_officer_where_nothing_tells_who_it_is() -> None:
    item, letter = "injury-benefit", "commitment-letter"
    assert submit(item, COMPLETE[item]).outcome is Outcome.ACCEPT
    anybody = submit(item, COMPLETE[item], without=letter)
    assert (anybody.outcome, [one.material for one in defects(anybody)]) == (Outcome.REVIEW, [letter])
    hospital = replace(COMPLETE[item], world=replace(WORLD, unit="北京市朝阳区第一医院"))
    missing = submit(item, hospital, without=letter)
    assert (missing.outcome, [one.material for one in defects(missing)]) == (Outcome.SUPPLEMENT, [letter])
    assert service(item).priority == "normal"


def test_backfill_is_told_to_post_copies_and_commitment_and_the_original_later() -> None:
    item = "account-backfill"
    text = letter_of(item, submit(item, COMPLETE[item])).text
    assert "复印件和承诺书邮寄至社会保险经（代）办机构" in text
    assert "原件待疫情结束后补充提供" in text


def test_late_filing_takes_the_form_of_what_is_filed_late() -> None:
    item = "late-filing"
    for form in ("enrolment-addition-form", "insured-change-form", "backpay-form"):
        report = judged(item, [one_page(form)], WORLD)
        assert report.outcome is Outcome.ACCEPT, told(report)
    assert "三个月内补办的，不收取滞纳金" in letter_of(item, report).text


CHANGES: list[tuple[str, tuple[Block, ...], bool]] = [
    ("ticked", ("变更项目：□姓名 □身份证号码 ☑户口性质 □联系电话",), True),
    ("ticked, another", ("变更项目：□姓名 □身份证号码 □户口性质 ☑联系电话",), False),
    ("ticked in a cell", (pairs("变更项目", "□姓名☑联系电话□户口性质", "变更后", "另附"),), False),
    ("ticked without a label", ("☑户籍性质变更　□姓名变更　□其他",), True),
    ("from and to", ("现申请将该职工户口性质由农业户口变更为非农业户口。",), True),
    ("from and to, another", ("该职工联系电话由原号码变更为新号码。",), False),
    ("asked in a sentence", ("因登记有误，申请变更户籍性质，请予办理。",), True),
    ("a place, not a kind", ((("变更项目", "变更前", "变更后"), ("户籍地址", "旧址", "新址")),), False),
    ("another word for it", ((("变更项目", "变更前", "变更后"), ("户别", "农业", "非农业")),), True),
    ("new value left empty", ((("变更项目", "变更前", "变更后"), ("联系电话", "1", "2"), ("姓名", "", "")),), False),
]


@pytest.mark.parametrize(("how", "blocks", "excluded"), CHANGES, ids=[one[0] for one in CHANGES])
def test_excluded_change_is_known_however_it_is_asked_for(how: str, blocks: tuple[Block, ...], excluded: bool) -> None:
    form = Paper("参保人员信息变更登记表", (f"单位名称：{WORLD.unit}", f"参保人姓名：{WORLD.worker.name}", *blocks,
                                 f"{WORLD.unit}（盖章）", "2020年2月18日"))  # fmt: skip
    report = judged("insured-change-general", [set_page(form, 1, WORLD.unit)], WORLD)
    expected = "insured-change-key-fields" if excluded else "insured-change-general"
    assert (report.item.code, report.outcome) == (expected, Outcome.REVIEW if excluded else Outcome.TOLERATE)
    assert sum(one.code == "item-excluded-from-tolerance" for one in report.findings) == excluded


@pytest.mark.parametrize("months", ["2012年1月至2016年12月", "2008年1月至2008年12月", "2019年10月至2019年12月"])
def test_back_payment_of_other_months_is_none_of_the_extended_period(months: str) -> None:
    item = "backpay-extended-period"
    report = submit(item, replace(COMPLETE[item], world=replace(WORLD, months=months)))
    assert report.outcome is Outcome.REVIEW
    (question,) = defects(report)
    assert "不属于“2020年1月、2月应缴的社会保险费”" in question.message


def test_fourteen_months_are_not_the_last_three() -> None:
    item = "backpay-recent-three-months"
    report = submit(item, replace(COMPLETE[item], world=replace(WORLD, months="2018年11月至2019年12月")))
    assert (report.outcome, [one.code for one in defects(report)]) == (Outcome.REVIEW, ["item-unknown"])
    assert submit("backpay-over-three-years", Scenario(replace(WORLD, months=FIVE_YEARS))).outcome is Outcome.ACCEPT
