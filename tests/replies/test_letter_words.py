"""A letter in the words of an office: who signs, which days are named, what rests on what, how the seal comes."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from cases.errors import RequestInvalid
from cases.finding import Severity
from cases.report import ItemRef, LetterDraft, Outcome, ReportFile, Unit
from catalogue.model import Office
from replies.letter import number_of, series_of, with_sealed_copy, without_sealed_copy, write
from replies.particulars import Particulars
from tests.replies.made import (
    ANNOUNCED,
    LETTER_NUMBER,
    NUMBER,
    UNIT,
    calling_for,
    catalogue,
    context,
    defective,
    finding,
    office,
    owed,
    report,
)

WRITTEN = tuple(catalogue().letters)


def letter(kind: str) -> LetterDraft:
    """Write one letter of each kind on a case that calls for it."""
    return write(kind, calling_for(kind))


@pytest.mark.parametrize("kind", WRITTEN)
def test_letter_speaks_as_an_office_does(kind: str) -> None:
    """Nothing foreign to Chinese official letters, nothing that only the program knows."""
    text = letter(kind).text
    assert not re.search("北京时间|盖章处|印章见|贵单位|按照本事项规定|待识别|温馨提示|人工核对|待确认", text)
    assert not re.search(r"\b[a-z]+(-[a-z]+)+\b", text)


def test_who_signs_names_itself() -> None:
    for code, name, own in (
        ("refund", "北京市朝阳区社会保险经办机构", "我中心"),
        ("dispatch-new", "北京市朝阳区人力资源和社会保障局", "我局"),
    ):
        text = write("receipt", context(code=code)).text
        assert f"\n{name}\n" in text
        assert f"二、{own}将自" in text
    assert "我厅将自" in write("receipt", context(office=office("ningxia"))).text


@pytest.mark.parametrize("kind", ["receipt", "acceptance", "completion", "duplicate-notice"])
def test_letter_names_the_item_without_a_remark_of_the_offices_own(kind: str) -> None:
    code = "insured-change-key-fields"
    written = write(kind, context(report(code=code, files=()), code=code))
    assert "关键信息变更" in written.text
    assert "不适用容缺" not in written.subject + written.text


def test_telephone_that_is_not_known_is_no_empty_promise() -> None:
    assert "- 区社保经办机构，请直接回复本邮件\n" in write("receipt", context(code="refund")).text


def _without(setting: str) -> Office:
    review, court = (name if name != setting else "" for name in ("review_authority", "court"))
    return replace(office(), review_authority=review, court=court)


@pytest.mark.parametrize("kind", ["non-acceptance", "refused", "overdue-closure"])
@pytest.mark.parametrize(("unset", "named"), [("review_authority", "复议机关"), ("court", "管辖法院")])
def test_letter_whose_remedy_names_no_authority_cannot_be_written(kind: str, unset: str, named: str) -> None:
    asked = replace(calling_for(kind), office=_without(unset))
    with pytest.raises(RequestInvalid, match=rf"机关配置.*{named}（{unset}）"):
        write(kind, asked)


@pytest.mark.parametrize("kind", ["supplement-notice", "supplement-reminder", "overdue-closure", "format-correction"])
def test_day_that_the_office_has_not_set_is_not_named(kind: str) -> None:
    known = replace(ANNOUNCED, owed=())
    unset = replace(office(), supplement=None)
    text = write(kind, replace(calling_for(kind), office=unset, particulars=known)).text
    assert not re.search("前（含当日）|截止日期|2020年2月27日|2020年3月27日", text)
    assert kind == "overdue-closure" or "尽快" in text
    assert "2020年2月27日" in write(kind, calling_for(kind)).text


def test_tolerance_by_no_binding_text_names_no_day_either() -> None:
    unset = replace(office(), supplement=None)
    made = replace(calling_for("tolerated-acceptance"), office=unset, particulars=Particulars(owed=ANNOUNCED.owed))
    text = write("tolerated-acceptance", made).text
    assert "1. 房屋产权证明\n2. 验资报告（疫情解除后三个月内）\n" in text
    assert "请尽快补齐上述材料。" in text
    assert made.item is not None
    granted = replace(made.item, tolerance=replace(made.item.tolerance, source="《示例通知》"))
    assert "请于2020年3月9日前" in write("tolerated-acceptance", replace(made, item=granted)).text


def test_what_follows_a_missed_day_is_told_only_with_its_basis() -> None:
    assert not re.search("退件|终止", letter("supplement-notice").text)
    says = replace(office(), overdue="根据《某办法》的规定，按退件处理。")
    said = replace(calling_for("supplement-notice"), office=says)
    assert "请于2020年2月27日前（含当日）提交全部补正材料。根据《某办法》的规定，按退件处理。" in write(
        "supplement-notice", said
    ).text


def test_series_of_numbers_is_one_for_each_kind_and_year() -> None:
    letters, signer = catalogue().letters, office().signatory(None)
    every = [series_of(one, signer, permit, 2020) for one in letters.values() if one.legal for permit in (True, False)]
    assert len(set(every)) == len(every)
    assert series_of(letters["supplement-notice"], signer, True, 2020).format(serial=12) == "朝人社许补〔2020〕12号"
    assert series_of(letters["supplement-notice"], signer, False, 2021).format(serial=1) == "朝人社补〔2021〕1号"
    assert series_of(letters["receipt"], signer, True, 2020) == ""
    assert series_of(letters["acceptance"], office("weihai").signatory(None), True, 2020) == ""


def test_number_is_read_back_from_the_letter_that_bears_it() -> None:
    assert number_of(letter("acceptance").text) == LETTER_NUMBER
    assert number_of(letter("receipt").text) == ""


def test_seal_is_spoken_of_as_it_comes() -> None:
    text, signer = letter("acceptance").text, office().bureau
    attached = with_sealed_copy(text, signer)
    assert f"\n{signer}（印章见所附PDF）\n2020年2月13日\n" in attached
    assert "另行送达" not in attached
    assert without_sealed_copy(attached) == text.replace("加盖印章的《受理决定书》另行送达。\n", "")


def test_name_under_which_a_file_is_kept_is_told_where_it_differs() -> None:
    files = (ReportFile("申请.pdf", f"{UNIT}+申请.pdf", "pdf", 3), ReportFile("附件.pdf", "附件.pdf", "pdf", 1))
    text = write("receipt", context(replace(report(), files=files))).text
    assert f"1. 申请.pdf（3页），归档名称：{UNIT}+申请.pdf\n2. 附件.pdf（1页）\n" in text


@pytest.mark.parametrize("kind", ["electronic-pass", "acceptance", "receipt-certificate", "supplement-notice"])
def test_small_remarks_about_file_names_are_in_no_letter(kind: str) -> None:
    hint = finding("name-weak-separator", Severity.NOTICE, "文件名未使用“+”分隔，已规范。", file=0)
    code = "layoff-report" if kind == "receipt-certificate" else "dispatch-new"
    made = report(Outcome.SUPPLEMENT, hint, *defective(), code=code)
    assert "文件名未使用" not in write(kind, context(made, code, particulars=ANNOUNCED)).text


def test_decision_to_accept_a_permit_is_called_so_and_another_acceptance_a_notice() -> None:
    assert letter("acceptance").text.startswith("受理决定书\n")
    assert "第九条第（三）项、第十条的规定，决定予以受理" in letter("acceptance").text
    other = write("acceptance", context(code="backpay-extended-period"))
    assert other.text.startswith("受理通知书\n")
    assert (other.sealed, "【受理通知书】" in other.subject) == (False, True)


def test_decision_bears_the_number_that_its_office_gave_it() -> None:
    text = write("granted", context(number="京朝人社派许字〔2020〕第12号", particulars=ANNOUNCED)).text
    assert text.startswith("准予行政许可决定书\n\n文号：京朝人社派许字〔2020〕第12号\n")


def test_tolerance_speaks_of_the_commitment_only_where_it_is_there() -> None:
    assert "承诺书" not in write("tolerated-acceptance", context(report(Outcome.TOLERATE, owed()))).text
    text = letter("tolerated-acceptance").text
    assert "逾期未补齐的，按照你单位提交的《容缺受理承诺书》（第12页）处理。" in text


def test_commitment_is_confirmed_only_where_there_is_one() -> None:
    made = context(code="injury-recognition-green-lane")
    others = tuple(one for one in made.report.materials if one.code != "commitment-letter")
    text = write("commitment-accepted", replace(made, report=replace(made.report, materials=others))).text
    assert "承诺" not in text.partition("\n")[2].partition("────")[0]
    assert "一、后续办理\n" in text
    assert "信用" not in letter("commitment-accepted").text


def test_time_that_no_office_has_confirmed_is_not_promised() -> None:
    doubtful = write("acceptance", context(code="backpay-base-difference")).text
    assert not re.search("办理期限|个工作日", doubtful)


def test_time_in_calendar_days_is_named_as_such() -> None:
    text = write("acceptance", context(code="injury-recognition")).text
    assert "办理期限：60日（自然日），至2020年4月13日止" in text


def test_many_files_of_an_unknown_unit_and_item_are_kept_and_two_things_asked() -> None:
    sent = ("台胞证", "劳动合同", "个人信息登记表", "增员表")
    files = tuple(ReportFile(f"{name}.pdf", "", "pdf", 1) for name in sent)
    names = [finding("name-unit-missing", Severity.NOTICE, "未写明单位名称。", file=index) for index in range(4)]
    made = replace(report(Outcome.REVIEW, *names), files=files, unit=Unit(None), item=ItemRef(None), materials=())
    text = write("format-correction", replace(context(made), item=None)).text
    assert f"来信及4个附件已收到（收件编号：{NUMBER}），无需重发。" in text
    assert "请直接回复本邮件告知：\n1. 单位全称；\n2. 申请办理的业务（如：不定时工作制审批）。" in text
    assert "未写明" not in text
    assert "今后报送时，请在邮件主题和文件名中写明“单位名称+业务名称”" in text


def test_originals_that_are_owed_say_where_they_go() -> None:
    told = Particulars(owed=ANNOUNCED.owed)
    text = write("acceptance", context(code="backpay-extended-period", particulars=told)).text
    assert "原件请补交：\n- 房屋产权证明" in text
    assert "原件请寄送至：北京市朝阳区八里庄南里21号院（邮编100025）" in text
