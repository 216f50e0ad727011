"""Items that wait, end, belong elsewhere or are an officer's; materials that are asked twice or only in gaps."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from cases.finding import Severity
from cases.moves import Handling
from cases.report import FieldValue, MaterialStatus, Outcome, Report
from catalogue.model import Mode, ServiceItem, Standing
from judging.judge import judge_pages
from judging.question import Question
from judging.reader import ReadFiles
from papers.item_list import list_materials
from papers.materials import assign
from replies.selection import select
from tests.packaged import packaged
from tests.validators.builders import codes, page, seal, subject, value
from validators.checks import completeness, content, eligibility

CATALOGUE = packaged().at("bj-chaoyang")
NOON = datetime(2020, 2, 18, 4, tzinfo=UTC)
DAY = date(2020, 2, 18)
ITEMS = CATALOGUE.items_on(DAY)
CHAOYANG = CATALOGUE.offices["bj-chaoyang"]


def service(code: str, on: date = DAY) -> ServiceItem:
    found = CATALOGUE.item(code, on)
    assert found is not None
    return found


def judged(code: str, channel: str = "mail-insurance", received: datetime = NOON, *pages: Any) -> Report:
    question = Question(received, unit="北京华兴商贸有限公司", item=code, channel=CATALOGUE.channels[channel])
    return judge_pages(ReadFiles((), tuple(pages), (1,)), question, CATALOGUE, CHAOYANG)


def found_codes(report: Report) -> set[str]:
    return {finding.code for finding in report.findings}


@pytest.mark.parametrize("item", [one for one in ITEMS if one.online_only], ids=lambda one: one.code)
def test_online_only_item_is_guided_with_system_and_entry(item: ServiceItem) -> None:
    report = judged(item.code)
    assert report.outcome is Outcome.GUIDE
    (finding,) = [one for one in report.findings if one.code == "item-online-only"]
    assert item.online in finding.message
    assert item.entry in finding.message
    held = bool(report.of(Severity.REVIEW))  # outside its window, say
    assert select(report, item, CHAOYANG, CATALOGUE.letters)[0] == ("channel-guidance", not held)


@pytest.mark.parametrize(("code", "office"), [("labour-capacity-assessment", "weihai"), ("complaint", "bj-chaoyang")])
def test_deferred_item_is_kept_and_its_letter_is_an_officers(code: str, office: str) -> None:
    question = Question(NOON, unit="北京华兴商贸有限公司", item=code, channel=CATALOGUE.channels["mail-insurance"])
    report = judge_pages(ReadFiles((), (), (1,)), question, CATALOGUE, CATALOGUE.offices[office])
    assert report.outcome is Outcome.GUIDE
    assert "item-deferred" in found_codes(report)
    item = CATALOGUE.at(office).item(code, DAY)
    assert select(report, item, CATALOGUE.offices[office], CATALOGUE.letters) == (("deferred", False),)


@pytest.mark.parametrize(("day", "outside"), [(16, True), (17, False), (20, False)])
def test_window_is_told_to_the_day(day: int, outside: bool) -> None:
    report = judged("payment-extension-july", received=datetime(2020, 2, day, 1, tzinfo=UTC))
    assert ("item-outside-window" in found_codes(report)) is outside


def test_mail_in_another_mailbox_of_the_office_is_rerouted_and_judged() -> None:
    report = judged("dispatch-change", "mail-hours")
    (found,) = [one for one in report.findings if one.code == "item-wrong-channel"]
    assert found.severity is Severity.NOTICE
    assert report.outcome is not Outcome.GUIDE
    assert select(report, service("dispatch-change"), CHAOYANG, CATALOGUE.letters)[0] == ("rerouted", True)


def test_item_of_another_office_is_an_officers_and_nobody_is_told_to_send_again() -> None:
    report = judged("refund", "mail-hours")
    (found,) = [one for one in report.findings if one.code == "item-wrong-channel"]
    assert found.severity is Severity.REVIEW
    assert "rerouted" not in dict(select(report, service("refund"), CHAOYANG, CATALOGUE.letters))


@pytest.mark.parametrize("code", ["case-by-case", "personnel-file-transfer", "zero-employment-family"])
def test_item_that_only_officers_handle_is_reviewed(code: str) -> None:
    report = judged(code)
    assert (report.outcome, "item-unknown" in found_codes(report)) == (Outcome.REVIEW, True)


def test_item_excluded_from_tolerance_says_so_and_asks_nothing() -> None:
    report = judged("insured-change-key-fields")
    (told,) = [one for one in report.findings if one.code == "item-excluded-from-tolerance"]
    assert told.severity is Severity.HINT


def _standing(code: str, on: date, **anchors: date) -> Standing:
    item = replace(CATALOGUE, anchors={**CATALOGUE.anchors, **anchors}).item(code, on)
    assert item is not None
    return item.standing


def test_emergency_rules_end_with_the_day_that_an_administrator_sets() -> None:
    end = {"epidemic_end": date(2020, 6, 6)}
    assert _standing("refund", date(2020, 6, 6), **end) is Standing.HOLDS
    assert _standing("refund", date(2020, 6, 7), **end) is Standing.ENDED
    assert _standing("late-filing", date(2020, 9, 6), **end) is Standing.HOLDS
    assert _standing("late-filing", date(2020, 9, 7), **end) is Standing.ENDED
    assert _standing("injury-recognition", date(2026, 1, 1), **end) is Standing.HOLDS


def test_while_nobody_has_set_it_they_cover_what_came_in_before_the_epidemic_was_reclassified() -> None:
    for code in ("refund", "late-filing", "backpay-extended-period", "injury-benefit"):
        assert _standing(code, date(2023, 1, 7)) is Standing.HOLDS
        assert _standing(code, date(2023, 1, 8)) is Standing.ENDED


@pytest.mark.parametrize("code", ["refund", "insured-change-general", "injury-recognition-green-lane"])
def test_case_after_the_end_keeps_its_item_and_is_an_officers(code: str) -> None:
    form = page(1, "退费申请表 信息变更 工伤认定申请表", seals=(seal(),))
    report = judged(code, "mail-insurance", datetime(2026, 11, 27, 4, tzinfo=UTC), form)
    assert (report.outcome, report.item.code) == (Outcome.REVIEW, code)
    (said,) = [one for one in report.findings if one.code == "item-no-rules"]
    assert "2026-11-27" in said.message
    assert not [one for one in report.findings if one.material is not None], "nothing is asked by rules that have ended"
    assert select(report, CATALOGUE.item(code, date(2026, 11, 27)), CHAOYANG, CATALOGUE.letters) == ()


@pytest.mark.parametrize(("code", "office", "standing"), [
    ("labour-capacity-assessment", "bj-chaoyang", Standing.HOLDS), ("refund", "bj-chaoyang", Standing.HOLDS),
    ("refund", "weihai", Standing.ELSEWHERE), ("injury-medical-reimbursement", "bj-chaoyang", Standing.ELSEWHERE),
    ("injury-medical-reimbursement", "ningxia", Standing.HOLDS), ("injury-recognition", "weihai", Standing.HOLDS),
])
def test_rules_of_a_place_hold_there_only(code: str, office: str, standing: Standing) -> None:
    item = CATALOGUE.at(office).item(code, DAY)
    assert item is not None
    assert item.standing is standing


def test_weihai_has_its_own_assessment_and_green_lane() -> None:
    here, there = (CATALOGUE.at(one).item("labour-capacity-assessment", DAY) for one in ("bj-chaoyang", "weihai"))
    assert here is not None
    assert there is not None
    assert (here.mode, there.mode) == (Mode.DIRECT, Mode.DEFERRED)
    lanes = [CATALOGUE.at(one).item("injury-recognition-green-lane", DAY) for one in ("bj-chaoyang", "weihai")]
    assert [lane.deadlines.clear_days for lane in lanes if lane is not None] == [15, 3]
    assert [lane.deadlines.decide_days for lane in lanes if lane is not None] == [60, 60]


def test_version_in_force_at_receipt_is_the_one_that_counts() -> None:
    at = packaged().at("ningxia").item
    before, after = (at("injury-medical-reimbursement", day) for day in (DAY, date(2023, 12, 1)))
    assert before is not None
    assert after is not None
    assert (before.version, after.version) == ("2020-01-31.1", "2023-12-01.1")
    assert not any(material.confirmed for material in before.materials)
    assert [material.confirmed for material in after.materials] == [True, True, False]


EXTENSION_PAGE = page(1, "延续申请书", "劳务派遣经营许可有效期届满，申请延续", seals=(seal(),))


@pytest.mark.parametrize(("facts", "expected"), [
    ({"permit_to": date(2020, 4, 18)}, []),
    ({"permit_to": date(2020, 4, 17)}, ["item-outside-window"]),
    ({}, ["item-outside-window"]),
])
def test_extension_is_asked_sixty_days_before_expiry(facts: dict[str, date], expected: list[str]) -> None:
    asked = subject((EXTENSION_PAGE,), service("dispatch-extension"), facts={"received_on": DAY, **facts},
                    received_on=DAY)
    asked = _with_pages(asked)
    assert codes(list(eligibility.check(asked))) == expected


def _with_pages(asked: Any) -> Any:
    assignment = assign(asked.pages, CATALOGUE.documents, asked.item)
    materials = list_materials(assignment, asked.item, asked.facts, asked.fields, CATALOGUE.documents)
    return replace(asked, documents=CATALOGUE.documents, assignment=assignment, materials=materials)


BACKFILL_PAGE = page(1, "个人账户补填", "补填 缴费年限 个人账户", seals=(seal(),))


@pytest.mark.parametrize(("sex", "born", "expected"), [
    ("男", date(1960, 5, 17), []),
    ("男", date(1960, 5, 18), ["item-deferred"]),   # three months exactly are not less than three
    ("女", date(1970, 5, 17), ["item-below-threshold"]),  # a worker retires at 50, a cadre at 55
    ("女", date(1970, 5, 18), ["item-deferred"]),
    ("女", date(1965, 5, 17), []),
    ("女工人", date(1970, 5, 17), []),
    ("女干部", date(1970, 5, 17), ["item-deferred"]),
    ("男", None, ["item-below-threshold"]),          # not to be told is an officer's question, never a deferral
])
def test_backfill_waits_unless_retirement_is_near(sex: str, born: date | None, expected: list[str]) -> None:
    facts: dict[str, Any] = {"received_on": DAY, "sex": sex[0], **({"birth_date": born} if born else {})}
    facts |= {"is_cadre": sex == "女干部"} if len(sex) > 1 else {}
    asked = _with_pages(subject((BACKFILL_PAGE,), service("account-backfill"), facts=facts, received_on=DAY))
    assert codes(list(eligibility.check(asked))) == expected


@pytest.mark.parametrize(("day", "late"), [(date(2020, 3, 31), False), (date(2020, 4, 1), True)])
def test_yearly_report_is_late_after_its_day(day: date, late: bool) -> None:
    asked = subject((), service("dispatch-annual-report", day), received_on=day)
    assert codes(list(eligibility.check(asked))) == (["item-outside-window"] if late else [])


def _changes(*texts: str) -> dict[str, tuple[FieldValue, ...]]:
    return {"insured-change-form": tuple(value("changed_items", text) for text in texts)}


def test_changes_that_cannot_be_read_are_asked_about() -> None:
    form = page(1, "信息变更申报", "变更项目 变更前 变更后", seals=(seal(),))
    asked = _with_pages(subject((form,), service("insured-change-general")))
    assert codes(list(eligibility.check(asked))) == ["item-excluded-from-tolerance"]
    told = _with_pages(subject((form,), service("insured-change-general"), fields=_changes("联系电话")))
    assert list(eligibility.check(told)) == []


LICENCE = ("统一社会信用代码", "登记机关", "经营范围")


def _licences(count: int) -> Any:
    pages = [page(number, "营业执照", *LICENCE, seals=(seal(),)) for number in range(1, count + 1)]
    return _with_pages(subject(pages, service("dispatch-branch-filing")))


def test_licence_asked_twice_is_two_copies() -> None:
    both = [one for one in _licences(2).materials if one.code == "business-licence"]
    assert [(one.name, one.pages, one.status) for one in both] == [
        ("营业执照副本（分公司）", (1,), MaterialStatus.PRESENT),
        ("营业执照副本（总公司）", (2,), MaterialStatus.PRESENT),
    ]


def test_one_licence_of_two_is_a_question_whose_it_is() -> None:
    asked = _licences(1)
    assert [one.status for one in asked.materials if one.code == "business-licence"] == [
        MaterialStatus.PRESENT, MaterialStatus.UNCERTAIN,
    ]
    (question,) = (one for one in completeness.check(asked) if "营业执照副本（总公司）" in one.message)
    assert question.code == "material-uncertain"
    assert MaterialStatus.MISSING in {
        one.status for one in _licences(0).materials if one.name == "营业执照副本（总公司）"
    }


def test_everyday_words_take_no_page_of_another_items_papers() -> None:
    rules = page(1, "劳务派遣管理制度", "劳动合同 劳动报酬 社会保险 工作时间 休息休假 劳动纪律", seals=(seal(),))
    chapter = page(2, "工资发放", "工资按月支付，劳动合同另有约定的从其约定。", seals=(seal(),))
    found = assign((rules, chapter), CATALOGUE.documents, service("dispatch-new"))
    assert found.page_documents() == {1: "dispatch-management-rules", 2: "dispatch-management-rules"}


def test_material_that_no_binding_text_lists_never_blocks_but_as_the_main_form() -> None:
    for item in ITEMS:
        asked = _with_pages(subject((page(1, "附件", "说明", seals=(seal(),)),), item, received_on=DAY))
        for finding in [*completeness.check(asked), *content.check(asked), *eligibility.check(asked)]:
            listed = [one for one in item.materials if one.document == finding.material != item.main_form]
            if listed and not any(one.confirmed for one in listed):
                assert finding.severity is not Severity.BLOCKING, (item.code, finding)


def test_pass_of_an_item_with_unconfirmed_rules_is_an_officers() -> None:
    report = replace(judged("dispatch-change", "mail-dispatch"), outcome=Outcome.ACCEPT, findings=())
    assert select(report, service("dispatch-change"), CHAOYANG, CATALOGUE.letters) == (("electronic-pass", False),)


def test_handling_of_every_item() -> None:
    assert service("layoff-report").handling is Handling.REPORT
    by_mode = {item.code: item.handling for item in ITEMS if item.pass_letter != "receipt-certificate"}
    assert by_mode["dispatch-new"] is Handling.PERMIT
    assert by_mode["refund"] is Handling.PROMISE
    assert by_mode["insured-change-general"] is Handling.TOLERANCE
    assert by_mode["dispatch-annual-report"] is Handling.REPORT
    assert by_mode["complaint"] is Handling.DEFERRED
    assert by_mode["case-by-case"] is Handling.CASE_BY_CASE
    assert by_mode["backpay-monthly-report"] is Handling.DIRECT
    licences = {item.code for item in ITEMS if item.group in ("dispatch", "hours")}
    reports = {"dispatch-branch-filing", "dispatch-annual-report"}
    assert {item.code for item in ITEMS if item.mode is Mode.PERMIT} == licences - reports


@pytest.mark.parametrize(("code", "office", "kind"), [
    ("insured-change-general", "bj", "hold"), ("insured-change-general", "ningxia", "process_first"),
    ("benefit-simplified", "bj", "process_first"), ("dispatch-new", "ningxia", "hold"),
])
def test_place_says_whether_what_may_be_missing_holds_the_case(code: str, office: str, kind: str) -> None:
    assert service(code).tolerance_kind(CATALOGUE.offices[office]) == kind


def test_what_is_collected_later_has_no_day_before_the_offices_own_notice() -> None:
    rule = service("insured-change-general").tolerance
    assert (rule.by_notice, rule.is_granted, rule.commitment_needed) == (True, True, False)
    for day in (None, date(2020, 11, 30)):
        assert rule.due_date(DAY, None, {"epidemic_end": day}) is None


@pytest.mark.parametrize(("persons", "amount"), [(49, 0), (50, 24000), (99, 24000), (100, 45000), (200, 90000)])
def test_amount_is_a_hint_by_tiers(persons: int, amount: int) -> None:
    hint = service("subsidy-placement-service").amount
    assert hint is not None
    assert hint.amount(persons) == amount
    one = service("subsidy-recruitment").amount
    assert one is not None
    assert one.amount(persons) == 1000 * persons
