"""What a sender reads."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any

import pytest

from cases.errors import RequestInvalid
from cases.finding import Severity
from cases.report import ItemRef, LetterDraft, Outcome, ReportFile, Unit
from catalogue.model import Tolerance, ToleranceAllowed
from replies.letter import LetterContext, write
from replies.particulars import Particulars
from tests.replies.made import (
    ANNOUNCED,
    LETTER_NUMBER,
    NOW,
    NUMBER,
    RECEIVED,
    UNIT,
    calling_for,
    catalogue,
    context,
    finding,
    item,
    office,
    owed,
    report,
    wrong_mailbox,
)

DISPATCH_RULES = "《劳务派遣行政许可实施办法》（人力资源和社会保障部令第19号）"


def letter(kind: str) -> LetterDraft:
    """Write one letter of each kind on a case that calls for it."""
    return write(kind, calling_for(kind))


WRITTEN = tuple(catalogue().letters)
OUTWARD = tuple(kind for kind, one in catalogue().letters.items() if not one.internal)


@pytest.mark.parametrize("kind", OUTWARD)
def test_letter_has_one_frame(kind: str) -> None:
    draft = letter(kind)
    known = catalogue().letters[kind]
    number = f"文号：{LETTER_NUMBER}\n\n" if known.legal else ""
    called = calling_for(kind)
    title, signer = known.title(called.is_permit), called.signatory.name
    assert draft.text.startswith(f"{title}\n\n{number}{UNIT}：\n")
    assert f"\n{signer}\n2020年2月13日\n" in draft.text
    assert NUMBER in draft.subject
    assert UNIT in draft.subject
    assert (draft.legal, draft.sealed) == (known.legal, known.is_sealed(called.is_permit))
    assert (f"加盖印章的《{title}》另行送达。" in draft.text) is draft.sealed


@pytest.mark.parametrize("kind", WRITTEN)
def test_no_seam_of_a_template_shows(kind: str) -> None:
    text = letter(kind).text
    assert not re.search(r"[{}]|None|True|False|\n\n\n|[，、；：][。，、；]|。。", text.partition("────")[0])


def test_internal_alert_is_no_letter_to_the_applicant() -> None:
    draft = letter("deemed-accepted-alert")
    assert "\n主管负责人：\n" in draft.text
    assert "请勿转发申请单位" in draft.text
    assert "如需回复" not in draft.text


def test_deemed_acceptance_counts_from_receipt() -> None:
    text = write("deemed-accepted-alert", context()).text
    assert "办理期限为20个工作日，自2020年2月12日起计算，至2020年3月11日止" in text
    assert "《中华人民共和国行政许可法》第三十二条第一款第（四）项" in text


def test_what_is_no_permit_is_never_deemed_accepted() -> None:
    text = write("deemed-accepted-alert", context(code="backpay-extended-period")).text
    assert "视为受理日期：不适用" in text
    assert "即为受理" not in text


@pytest.mark.parametrize("kind", WRITTEN)
def test_letter_of_an_unknown_unit_and_item_can_be_written_or_is_refused(kind: str) -> None:
    made = replace(report(), unit=Unit(None), item=ItemRef(None), files=(), pages=(), materials=())
    base = context(made, note="请重新报送。", particulars=ANNOUNCED)
    try:
        draft = write(kind, base if kind in {"electronic-pass", "tolerated-acceptance"} else replace(base, item=None))
    except RequestInvalid:
        assert kind in {"granted", "refused"}
        return
    assert "None" not in draft.text
    assert ("您好：" if kind == "inquiry-answer" else "申请单位：") in draft.text


@pytest.mark.parametrize("kind", ["non-acceptance", "refused", "extension", "deferred"])
def test_act_without_its_reason_is_refused(kind: str) -> None:
    with pytest.raises(RequestInvalid, match="必须写明理由"):
        write(kind, context())
    assert "材料不实" in write(kind, context(note="材料不实")).text


@pytest.mark.parametrize("gone", [{"visit_at": None}, {"visit_place": " "}])
def test_visit_without_time_or_place_is_refused(gone: dict[str, Any]) -> None:
    with pytest.raises(RequestInvalid, match="时间和地点"):
        write("site-visit", context(particulars=replace(ANNOUNCED, **gone)))


def test_reason_is_never_cut() -> None:
    words = "因" + "材料所载经营场所与现场核查情况不符，" * 100
    assert words.rstrip("，") in write("refused", context(particulars=replace(ANNOUNCED, reason=words))).text


@pytest.mark.parametrize(
    ("kind", "clauses"),
    [
        ("granted", f"《中华人民共和国行政许可法》第三十八条第一款、{DISPATCH_RULES}第十三条第一款"),
        ("refused", f"《中华人民共和国行政许可法》第三十八条第二款、{DISPATCH_RULES}第十三条第二款"),
        ("extension", f"《中华人民共和国行政许可法》第四十二条第一款、{DISPATCH_RULES}第十二条"),
    ],
)
def test_clauses_are_those_of_the_item(kind: str, clauses: str) -> None:
    assert f"根据{clauses}的规定" in letter(kind).text
    other = write(kind, context(code="hours-flexible", particulars=ANNOUNCED)).text
    assert f"根据{clauses.partition('、')[0]}的规定" in other
    assert "劳务派遣" not in other


REPORTABLE = [kind for kind in OUTWARD if kind not in {"granted", "refused"}]


@pytest.mark.parametrize("kind", REPORTABLE)
def test_report_is_never_called_a_permit(kind: str) -> None:
    missing = finding("material-missing", message="缺少《被裁减人员名单》。", material="layoff-list")
    lacking = replace(missing, severity=Severity.TOLERABLE)
    made = report(Outcome.SUPPLEMENT, missing, lacking, code="layoff-report")
    told = replace(ANNOUNCED, document_no="京朝人社裁〔2020〕1号", received=("被裁减人员名单",))
    for particulars in (Particulars(reason="已撤回", visit_at=NOW, visit_place="朝阳区"), told):
        draft = write(kind, context(made, "layoff-report", particulars=particulars))
        for part in (draft.text, draft.html, draft.subject):
            assert not re.search("批准|许可|准予|审批", part.replace(LETTER_NUMBER, ""))


@pytest.mark.parametrize("kind", ["granted", "refused"])
def test_report_is_never_granted_or_refused(kind: str) -> None:
    with pytest.raises(RequestInvalid, match="只用于行政许可事项"):
        write(kind, context(code="layoff-report", particulars=ANNOUNCED))


@pytest.mark.parametrize("kind", ["receipt", "duplicate-notice", "paper-received", "receipt-certificate"])
def test_receipt_never_reads_as_acceptance(kind: str) -> None:
    body = letter(kind).text.partition("────")[0]
    assert not re.search("予以受理|现予受理|已受理|受理日期|审核合格|办理期限", body)


def test_office_that_confirms_its_remedies_writes_them_itself() -> None:
    letters = dict(catalogue().letters)
    letters["refused"] = replace(letters["refused"], remedy="可以向北京市朝阳区人民政府申请行政复议。")
    text = write("refused", context(catalogue=replace(catalogue(), letters=letters), particulars=ANNOUNCED)).text
    assert "二、复议和诉讼权利\n可以向北京市朝阳区人民政府申请行政复议。" in text


def test_remedies_wait_for_the_office_to_confirm_them() -> None:
    told = {kind: one for kind, one in catalogue().letters.items() if one.remedy}
    assert set(told) == {"non-acceptance", "refused", "overdue-closure"}
    assert not any(one.remedy_confirmed for one in told.values())


def test_reminder_names_each_debt_with_its_day_and_the_earliest() -> None:
    text = write("supplement-reminder", context(particulars=Particulars(owed=ANNOUNCED.owed))).text
    assert "截止日期为2020年3月9日" in text
    assert "1. 房屋产权证明（应于2020年3月9日前（含当日）补齐）\n2. 验资报告（疫情解除后三个月内）" in text


def test_provisional_day_is_marked() -> None:
    told = replace(ANNOUNCED, provisional=True)
    assert "至2020年3月27日（节假日安排公布前为暂定日期）止" in write("extension", context(particulars=told)).text


@pytest.mark.parametrize(
    ("automatic", "line"), [(True, "本邮件由系统自动发出。"), (False, "经工作人员审核后发出。")]
)
def test_letter_tells_whether_a_machine_sent_it(automatic: bool, line: str) -> None:
    draft = write("receipt", context(automatic=automatic))
    assert draft.automatic is automatic
    assert line in draft.text


def test_receipt_before_reading_names_the_file_and_no_more() -> None:
    files = (ReportFile("扫描件001.pdf", "", "pdf", 0),)
    draft = write("receipt", context(replace(report(), files=files, pages=())))
    assert "\n1. 扫描件001.pdf\n" in draft.text


def test_receipt_on_a_holiday_names_the_first_working_day() -> None:
    moment = datetime(2020, 1, 23, 20, 0, tzinfo=UTC)  # 24 January in Beijing, Spring Festival until 2 February
    draft = write("receipt", context(received_at=moment, now=moment))
    assert "自2020年2月3日（收件后第一个工作日）起5个工作日内答复" in draft.text
    assert "不迟于2020年2月7日" in draft.text


def test_receipt_without_attachment_says_so() -> None:
    assert "没有收到附件" in write("receipt", context(replace(report(), files=(), pages=()))).text


def test_pass_letter_lists_materials_in_the_order_of_the_list() -> None:
    made = report()
    draft = write("electronic-pass", context(replace(made, materials=made.materials[::-1])))
    text = draft.text
    first = text.index("1. 劳务派遣经营许可申请书（原件，2页）")
    assert first < text.index("营业执照副本") < text.index("公司章程")
    assert "经办人身份证复印件（复印件" not in text


def test_pass_letter_of_an_item_without_paper_asks_for_none() -> None:
    service = replace(item(), paper_required=False, site_visit="no")
    text = write("electronic-pass", replace(context(), item=service)).text
    assert "无需寄送纸质材料" in text
    assert "邮编" not in text
    assert "一、是否现场核查\n本事项不需要现场核查" in text


def test_pass_letter_where_paper_starts_acceptance_promises_none() -> None:
    paper = replace(office(), acceptance_event="paper")
    assert "起受理" not in write("electronic-pass", context(office=paper)).text


def test_receipt_certificate_claims_receipt_only() -> None:
    text = letter("receipt-certificate").text
    assert "本证明仅表明已收悉报告材料" in text
    assert "受理" not in text.partition("────")[0]


def test_tolerance_waiting_for_the_end_of_the_epidemic_names_the_condition() -> None:
    service = replace(item(), tolerance=Tolerance(
        ToleranceAllowed.AUTOMATIC, "hold", "epidemic_end + 3 months", anchor="epidemic_end", anchor_months=3
    ))
    text = write("tolerated-acceptance", replace(context(report(Outcome.TOLERATE, owed())), item=service)).text
    assert "请在疫情解除后三个月内补齐" in text


def test_reason_for_the_record_is_no_owed_material() -> None:
    told = Particulars(reason="同意", owed=ANNOUNCED.owed)
    text = write("tolerated-acceptance", context(note="同意", particulars=told)).text
    listed = text.partition("一、容缺材料清单\n")[2].partition("\n\n")[0]
    assert listed == "1. 房屋产权证明（应于2020年3月9日前（含当日）补齐）\n2. 验资报告（疫情解除后三个月内）"
    assert "同意" not in text
    with pytest.raises(RequestInvalid, match="没有列明任何容缺材料"):
        write("tolerated-acceptance", context(particulars=Particulars(reason="同意")))


def test_office_that_processes_first_holds_nothing_back() -> None:
    made = replace(context(report(Outcome.TOLERATE, owed())), item=item("late-filing"))
    for code, words in (("bj-chaoyang", "材料补齐后再予办结"), ("ningxia", "我厅将先行办理")):
        assert words in write("tolerated-acceptance", replace(made, office=office(code))).text


def test_notice_tells_what_differs_on_paper() -> None:
    told = Particulars(reason="纸质公司章程缺第3页", due=date(2020, 3, 2))
    text = write("supplement-notice", context(note="请一并寄送。", particulars=told)).text
    assert "审核人员说明\n请一并寄送。\n纸质公司章程缺第3页。" in text
    assert "请于2020年3月2日前（含当日）提交" in text


def test_officers_reason_for_the_record_stays_out_of_a_grant() -> None:
    assert "内部意见" not in write("granted", context(particulars=Particulars(reason="内部意见"))).text


def test_processing_first_is_not_held() -> None:
    service = replace(item(), tolerance=Tolerance(ToleranceAllowed.AUTOMATIC, "process_first", "20 WD", False))
    text = write("tolerated-acceptance", replace(context(report(Outcome.TOLERATE, owed())), item=service)).text
    assert "我局将先行办理" in text
    assert "依照贵单位的承诺" not in text


def test_format_correction_for_a_mail_without_attachment() -> None:
    found = finding("mail-no-attachment", message="邮件中没有附件，请将材料作为附件重新发送。")
    made = replace(report(Outcome.SUPPLEMENT, found), files=(), pages=(), item=ItemRef(None), unit=Unit(None))
    text = write("format-correction", replace(context(made), item=None)).text
    assert "1. 邮件中没有附件，请将材料作为附件重新发送。" in text
    assert "的来信已收到" in text
    assert "（如：单位名称+业务名称.pdf）" in text


def test_online_only_item_is_never_sent_to_a_mailbox() -> None:
    service = replace(item("backpay-extended-period"), online_only=True)
    made = replace(wrong_mailbox("backpay-extended-period", "a@office.test"), item=service)
    text = write("channel-guidance", made).text
    assert "a@office.test" not in text
    assert "系统名称：北京市社会保险网上服务平台" in text


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def test_html_holds_no_foreign_markup() -> None:
    made = replace(
        report(),
        unit=Unit("<script>alert(1)</script>{{ 7*7 }}公司"),
        files=(ReportFile("<img src=x onerror=y>.pdf", "a.pdf", "pdf", 1),),
    )
    draft = write("receipt", context(made))
    parser = _Tags()
    parser.feed(draft.html)
    assert set(parser.seen) <= {"html", "head", "meta", "title", "body", "h2", "h3", "p", "ol", "ul", "li", "hr"}
    assert "{{ 7*7 }}" in draft.text
    assert "49公司" not in draft.text


@pytest.mark.parametrize("kind", WRITTEN)
def test_html_says_what_the_text_says(kind: str) -> None:
    draft = letter(kind)
    parser = _Tags()
    parser.feed(draft.html)
    shown = re.sub(r"\s", "", "".join(parser.words))
    for line in draft.text.splitlines():
        content = re.sub(r"\s", "", re.sub(r"^(\d+\. |- |─+)", "", line))
        assert content in shown


def test_letter_that_an_officer_lets_leave_bears_the_name_and_no_machine() -> None:
    text = write("electronic-pass", context(automatic=True, officer="王审核")).text
    assert "经办人：王审核" in text
    assert "系统自动发出" not in text


def test_dates_are_those_of_beijing() -> None:
    late: LetterContext = context(now=datetime(2020, 2, 12, 17, 0, tzinfo=UTC), received_at=RECEIVED)
    assert "\n2020年2月13日\n" in write("receipt", late).text


@pytest.mark.parametrize(
    ("code", "phones"), [("dispatch-new", "65090452、65090450"), ("layoff-report", "65090451")]
)
def test_letter_names_the_telephones_of_its_item(code: str, phones: str) -> None:
    assert f"- 劳动关系科，联系电话：{phones}\n" in write("receipt", context(code=code)).text


def test_unknown_letter_is_refused() -> None:
    with pytest.raises(KeyError):
        write("love-letter", context())
