"""Items that wait, end, belong elsewhere or are an officer's; materials that are asked twice or only in gaps."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from cases.finding import Severity
from cases.moves import Handling
from cases.report import FieldValue, MaterialStatus, Outcome, Report
from catalogue.model import Mode, ServiceItem, ToleranceAllowed
from judging.judge import judge_pages
from judging.question import Question
from judging.reader import ReadFiles
from papers.item_list import list_materials
from papers.materials import assign
from replies.selection import select
from tests.packaged import packaged
from tests.validators.builders import codes, page, seal, subject, value
from validators.checks import completeness, content, eligibility

CATALOGUE = packaged()
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


@pytest.mark.parametrize("code", ["labour-capacity-assessment", "complaint"])
def test_deferred_item_is_kept_and_its_letter_is_an_officers(code: str) -> None:
    report = judged(code)
    assert report.outcome is Outcome.GUIDE
    assert "item-deferred" in found_codes(report)
    assert select(report, service(code), CHAOYANG, CATALOGUE.letters) == (("deferred", False),)


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


def test_item_excluded_from_tolerance_is_reviewed() -> None:
    report = judged("insured-change-key-fields")
    assert report.outcome is Outcome.REVIEW
    assert "item-excluded-from-tolerance" in found_codes(report)


def test_emergency_rules_end_with_the_day_that_an_administrator_sets() -> None:
    ended = replace(CATALOGUE, anchors={**CATALOGUE.anchors, "epidemic_end": date(2020, 6, 6)})
    assert ended.item("labour-capacity-assessment", date(2020, 6, 6)) is not None
    assert ended.item("labour-capacity-assessment", date(2020, 6, 7)) is None
    assert ended.item("late-filing", date(2020, 9, 6)) is not None
    assert ended.item("late-filing", date(2020, 9, 7)) is None
    assert ended.item("injury-recognition", date(2026, 1, 1)) is not None
    assert CATALOGUE.item("late-filing", date(2026, 1, 1)) is not None  # nobody has set it


def test_version_in_force_at_receipt_is_the_one_that_counts() -> None:
    before, after = service("injury-medical-reimbursement"), service("injury-medical-reimbursement", date(2023, 12, 1))
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
    ("女", date(1970, 5, 17), []),
    ("女", date(1970, 5, 18), ["item-deferred"]),
    ("男", None, ["item-below-threshold"]),          # not to be told is an officer's question, never a deferral
])
def test_backfill_waits_unless_retirement_is_near(sex: str, born: date | None, expected: list[str]) -> None:
    facts: dict[str, Any] = {"received_on": DAY, "sex": sex, **({"birth_date": born} if born else {})}
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


@pytest.mark.parametrize(("titles", "status"), [
    (("劳动关系证明",), MaterialStatus.NOT_NEEDED), ((), MaterialStatus.MISSING),
])
def test_commitment_is_asked_only_where_something_is_missing(titles: tuple[str, ...], status: MaterialStatus) -> None:
    pages = [page(1, "工伤认定申请表", "事故时间 地点 伤害部位 职工姓名", seals=(seal(),))]
    pages += [page(2 + at, one, "劳动关系 工作", seals=(seal(),)) for at, one in enumerate(titles)]
    asked = _with_pages(subject(pages, service("injury-recognition-green-lane")))
    assert {one.code: one.status for one in asked.materials}["commitment-letter"] is status


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
    assert by_mode["late-filing"] is Handling.TOLERANCE
    assert by_mode["complaint"] is Handling.DEFERRED
    assert by_mode["case-by-case"] is Handling.CASE_BY_CASE
    assert by_mode["backpay-monthly-report"] is Handling.DIRECT
    licences = {item.code for item in ITEMS if item.group in ("dispatch", "hours")}
    reports = {"dispatch-branch-filing", "dispatch-annual-report"}
    assert {item.code for item in ITEMS if item.mode is Mode.PERMIT} == licences - reports


@pytest.mark.parametrize(("code", "office", "kind"), [
    ("late-filing", "bj", "hold"), ("late-filing", "ningxia", "process_first"),
    ("benefit-simplified", "bj", "process_first"), ("dispatch-new", "ningxia", "hold"),
])
def test_place_says_whether_what_may_be_missing_holds_the_case(code: str, office: str, kind: str) -> None:
    assert service(code).tolerance_kind(CATALOGUE.offices[office]) == kind


def test_debt_without_its_anchor_has_no_day() -> None:
    rule = service("late-filing").tolerance
    assert rule.allowed is ToleranceAllowed.AUTOMATIC
    assert rule.due_date(DAY, None, {"epidemic_end": None}) is None
    due = rule.due_date(DAY, None, {"epidemic_end": date(2020, 11, 30)})
    assert due is not None
    assert due.date == date(2021, 2, 28)


@pytest.mark.parametrize(("persons", "amount"), [(49, 0), (50, 24000), (99, 24000), (100, 45000), (200, 90000)])
def test_amount_is_a_hint_by_tiers(persons: int, amount: int) -> None:
    hint = service("subsidy-placement-service").amount
    assert hint is not None
    assert hint.amount(persons) == amount
    one = service("subsidy-recruitment").amount
    assert one is not None
    assert one.amount(persons) == 1000 * persons
