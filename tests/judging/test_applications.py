"""Several applications in one mail, told by their own forms where no name tells; a single one stays whole."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cases.finding import Finding, Severity
from cases.reading import PageReading
from cases.report import ReportFile
from judging.applications import applications, part_of, question_of
from judging.item_choice import find_item
from judging.question import Question
from judging.reader import ReadFiles
from tests.packaged import packaged
from tests.written.sheet import Paper, pairs, set_page
from tests.written.submission import WRITERS
from tests.written.world import World

CATALOGUE = packaged()
NOON = Question(datetime(2020, 2, 24, 4, tzinfo=UTC))
W = World()
OTHER = "北京远方商贸有限公司"


def backpay(kind: str, period: str, unit: str = W.unit) -> PageReading:
    blocks = (f"单位名称：{unit}", f"申报业务：{kind}", pairs("姓名", "张丽", "险种", "五险", "补缴起止年月", period,
              "缴费基数", "5000", "补缴原因", "漏缴"), f"{unit}（盖章）")  # fmt: skip
    return set_page(Paper("社会保险费补缴申报表（明细）", blocks), 1, unit)


def written(code: str) -> PageReading:
    return set_page(WRITERS[code](W), 1, W.unit)


def files(*pages: PageReading) -> ReadFiles:
    placed = tuple(replace(one, number=at + 1, file=at, file_page=1) for at, one in enumerate(pages))
    listed = tuple(ReportFile(f"{at}.pdf", "", "pdf", 1, "") for at in range(len(pages)))
    return ReadFiles(listed, placed, (1,) * len(pages))


def parts(*pages: PageReading, question: Question = NOON) -> list[tuple[str | None, tuple[int, ...]]]:
    return [(one.item, one.files) for one in applications(files(*pages), question, CATALOGUE)]


def test_two_forms_that_no_item_asks_for_together_are_two_applications() -> None:
    found = parts(written("benefit-form"), written("administrative-approval"), written("refund-application"))
    assert [members for _, members in found] == [(0, 1), (2,)]


def change(business: str, before: str, after: str) -> PageReading:
    cells = pairs("姓名", "吴玉柱", "变更项目", "参保登记（增员）", "变更前", before, "变更后", after)
    blocks = (f"填报单位：{W.unit}", f"申报事项：{business}", cells, f"{W.unit}（盖章）")
    return set_page(Paper("参保信息变更申报表", blocks), 1, W.unit)


@pytest.mark.parametrize("business", ["逾期参保登记补办", "因疫情延期办理参保登记"])
def test_forms_that_one_item_takes_in_place_of_each_other_are_two_applications_where_they_say_so(
    business: str,
) -> None:
    owed = backpay("单位申报个人补缴超过3年", "2012年10月至2016年11月")
    found = parts(owed, change(business, "未参保", "2020年1月起参保"))
    assert found == [("backpay-over-three-years", (0,)), ("late-filing", (1,))]


def test_forms_of_one_late_filing_stay_together() -> None:
    late = backpay("逾期补办", "2020年1月至2020年1月")
    assert parts(late, change("逾期参保登记补办", "未参保", "2020年1月起参保")) == []


def test_one_form_for_two_kinds_is_two_applications() -> None:
    found = parts(backpay("近三个月补缴", "2019年12月至2020年1月"), backpay("基数差补缴", "2019年7月至2020年1月"))
    assert found == [("backpay-recent-three-months", (0,)), ("backpay-base-difference", (1,))]


def test_one_form_for_two_units_is_two_applications() -> None:
    slip = set_page(Paper("银行回单", (f"付款人：{OTHER}", "收款人：社会保险基金管理中心", "金额：2000元")), 1, OTHER)
    read = files(backpay("月报补缴", "2020年1月至2020年1月"), slip, backpay("月报补缴", "2020年1月至2020年1月", OTHER))
    found = applications(read, replace(NOON, unit=W.unit), CATALOGUE)
    assert [(one.unit, one.files) for one in found] == [(W.unit, (0,)), (OTHER, (1, 2))]


def test_a_second_person_on_the_same_form_is_the_same_application() -> None:
    form = backpay("近三个月补缴", "2019年12月至2020年1月")
    assert parts(form, form) == []


def test_papers_of_one_list_are_one_application() -> None:
    codes = ("enrolment-person-form", "enrolment-addition-form", "part-time-proof", "identity-card-copy")
    assert parts(*(written(code) for code in codes)) == []
    assert parts(written("benefit-form"), written("administrative-approval")) == []


def test_who_picked_the_item_by_hand_means_one_application() -> None:
    pages = (written("benefit-form"), written("refund-application"))
    assert parts(*pages, question=replace(NOON, option="refund")) == []


def test_a_part_is_numbered_anew_with_what_is_said_of_its_files() -> None:
    said = Finding("file-damaged", Severity.REVIEW, "文件不完整。", file=1, page=2)
    read = replace(files(written("benefit-form"), written("refund-application")), findings=(said,))
    first, second = applications(read, NOON, CATALOGUE)
    part = part_of(read, second.files)
    assert [(one.number, one.file) for one in part.pages] == [(1, 0)]
    assert [(one.file, one.page) for one in part.findings] == [(0, 1)]
    assert part_of(read, first.files).findings == ()
    asked = replace(NOON, file_names=(Finding("name-item-missing", Severity.NOTICE, "无业务名称。", file=1),))
    assert [one.file for one in question_of(asked, second).file_names] == [0]
    assert question_of(asked, first).file_names == ()


BY_CYCLE, FLEXIBLE = "综合计算工时工作制", "不定时工作制"


def hours_form(ticks: str, unit: str = W.unit) -> PageReading:
    posts = pairs("岗位", "司机", "人数", "4", "计算周期", "季")
    blocks = (f"单位名称：{unit}", f"申报类别：{ticks}", posts, f"{unit}（盖章）")
    return set_page(Paper("企业实行综合计算工时工作制和不定时工作制申报表", blocks), 1, unit)


def of_hours(code: str, system: str, unit: str = W.unit) -> PageReading:
    """A paper of special hours that says its system; the form ticks it, the neutral ones say none."""
    if code == "special-hours-form":
        return hours_form(f"☑{system}　□{FLEXIBLE if system == BY_CYCLE else BY_CYCLE}", unit)
    if code == "special-hours-explanation":
        said = (f"单位名称：{unit}", f"我单位申请对司机岗位实行{system}。", f"{unit}（盖章）")
        return set_page(Paper(f"实行{system}申请说明书", said), 1, unit)
    return set_page(WRITERS[code](replace(W, unit=unit)), 1, unit)


def hours_set(system: str, unit: str = W.unit) -> tuple[PageReading, ...]:
    codes = ("special-hours-form", "special-hours-explanation", "identity-card-copy", "business-licence")
    return tuple(of_hours(code, system, unit) for code in codes)


TWO = (("hours-comprehensive", (0, 1, 2, 3)), ("hours-flexible", (4, 5, 6, 7)))


def test_two_forms_for_two_kinds_of_hours_with_a_set_of_papers_each_are_two_applications() -> None:
    assert parts(*hours_set(BY_CYCLE), *hours_set(FLEXIBLE)) == [*TWO]
    missing = hours_set(FLEXIBLE)
    found = parts(*hours_set(BY_CYCLE), missing[0], missing[3])  # what the second lacks, the first does not give it
    assert found == [TWO[0], ("hours-flexible", (4, 5))]


def without_tick(system: str) -> PageReading:
    return hours_form(f"{system}　□{FLEXIBLE if system == BY_CYCLE else BY_CYCLE}")


def test_papers_behind_a_form_whose_tick_was_lost_tell_its_kind() -> None:
    (_, *first), (_, *second) = hours_set(BY_CYCLE), hours_set(FLEXIBLE)
    assert parts(without_tick(BY_CYCLE), *first, without_tick(FLEXIBLE), *second) == [*TWO]
    assert parts(*hours_set(BY_CYCLE), without_tick(FLEXIBLE), *second) == [*TWO]


def test_papers_that_speak_of_no_kind_or_of_the_one_not_ticked_tell_none_of_the_form_before_them() -> None:
    (_, *first), (_, *second) = hours_set(BY_CYCLE), hours_set(FLEXIBLE)
    assert parts(without_tick(BY_CYCLE), *first[1:], without_tick(FLEXIBLE), *second[1:]) == []
    assert parts(without_tick(BY_CYCLE), *second, without_tick(FLEXIBLE), *first) == []
    assert parts(without_tick(BY_CYCLE), without_tick(FLEXIBLE), *first, *second) == []


def test_papers_sorted_by_what_they_are_go_with_their_kind() -> None:
    both = zip(hours_set(BY_CYCLE), hours_set(FLEXIBLE), strict=True)
    found = parts(*(one for pair in both for one in pair))
    assert found == [("hours-comprehensive", (0, 2, 4, 6)), ("hours-flexible", (1, 3, 5, 7))]


def test_explanation_goes_with_the_kind_that_it_speaks_of_wherever_it_lies() -> None:
    form, text, card, licence = hours_set(BY_CYCLE)
    other_form, other_text, *others = hours_set(FLEXIBLE)
    found = parts(form, other_text, card, licence, other_form, text, *others)
    assert found == [("hours-comprehensive", (0, 2, 3, 5)), ("hours-flexible", (1, 4, 6, 7))]


def test_two_forms_with_their_other_papers_in_common_are_one_application_for_both_kinds() -> None:
    form, text, card, licence = hours_set(BY_CYCLE)
    other_form, other_text, *_ = hours_set(FLEXIBLE)
    assert parts(form, text, other_form, other_text, card, licence) == []
    common = of_hours("special-hours-explanation", f"{BY_CYCLE}和{FLEXIBLE}")
    assert parts(form, other_form, common, card, licence) == []


def test_form_that_ticks_both_kinds_is_one_application() -> None:
    form, text, card, licence = hours_set(BY_CYCLE)
    assert parts(hours_form(f"☑{BY_CYCLE}　☑{FLEXIBLE}"), text, card, licence, form) == []


def test_forms_for_two_kinds_of_two_units_are_two_applications() -> None:
    found = applications(files(*hours_set(BY_CYCLE), *hours_set(FLEXIBLE, OTHER)), NOON, CATALOGUE)
    assert [(one.unit, one.item, one.files) for one in found] == [(W.unit, *TWO[0]), (OTHER, *TWO[1])]


def test_a_set_in_one_file_takes_no_card_from_the_set_in_several_that_follows() -> None:
    """Both show the same card: a number on the first file, card and all, tells nothing of whose the second is."""
    pages = (*hours_set(BY_CYCLE), *hours_set(FLEXIBLE))
    read = files(*pages[:1], *pages[4:])
    first = tuple(replace(one, number=at + 1, file=0, file_page=at + 1) for at, one in enumerate(pages[:4]))
    others = tuple(replace(one, number=one.number + 3) for one in read.pages[1:])
    found = applications(replace(read, pages=(*first, *others)), NOON, CATALOGUE)
    assert [(one.item, one.files) for one in found] == [("hours-comprehensive", (0,)), ("hours-flexible", (1, 2, 3, 4))]


def asked_in_one_file(*pages: PageReading) -> list[str]:
    found = find_item(NOON, pages, CATALOGUE)
    assert found is not None
    assert found.item.code == "hours-both"
    assert found.surely is not bool(found.findings)
    return [one.code for one in found.findings]


def test_two_sets_of_papers_in_one_file_are_a_question() -> None:
    one, other = hours_set(BY_CYCLE), hours_set(FLEXIBLE)
    assert asked_in_one_file(*one, *other) == ["item-unknown"]
    assert asked_in_one_file(*one, *other[:2]) == []  # the licence is there once
    both = hours_form(f"☑{BY_CYCLE}　☑{FLEXIBLE}")
    assert asked_in_one_file(both, *one[1:], *other[1:]) == []
