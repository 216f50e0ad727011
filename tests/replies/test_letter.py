"""What a sender reads."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.errors import RequestInvalid
from cases.finding import Finding, Severity
from cases.report import ItemRef, LetterDraft, MaterialReading, MaterialStatus, Need, Outcome, ReportFile, Unit
from catalogue.model import Mode, Tolerance, ToleranceAllowed
from replies.letter import LetterContext, write
from tests.replies.made import NUMBER, RECEIVED, UNIT, catalogue, context, finding, item, report

CHARTER, RULES_ = "articles-of-association", "dispatch-management-rules"

SAYS = {
    "收件时间": "收件时间：2020年2月12日09:05（北京时间）",
    "收到文件清单": "收到文件清单",
    "归档名称": f"归档名称：{UNIT}+新申请劳务派遣行政许可.pdf",
    "本回执不代表受理": "不代表受理",
    "5个工作日内答复": "5个工作日内答复，即不迟于2020年2月19日",
    "联系方式": "65090452",
    "已有编号": f"已有编号：{NUMBER}",
    "无需重发": "贵单位无需重发",
    "逐条问题": "1. 文件“",
    "规范示例": f"规范示例：{UNIT}+新申请劳务派遣行政许可.pdf",
    "是否需要重发": "是否需要重发：需要",
    "全部需补正内容": "第4页未见公章",
    "补正方式": "直接回复本邮件，保留邮件主题中的编号",
    "逾期后果": "逾期未补正",
    "日期": "2020年2月13日",
    "盖章处": "（盖章处）",
    "受理日期": "受理日期：2020年2月13日",
    "办理期限": "20个工作日，至2020年3月12日",
    "容缺材料清单": "房屋产权证明：缺少《房屋产权证明》",
    "补正期限或条件": "请于2020年3月9日前（含当日）补齐",
    "超期处理": "终止容缺办理",
    "承诺书依据": "以贵单位提交的《容缺受理承诺书》（第12页）为依据",
    "按清单顺序封装": "请将纸质材料按照材料清单顺序整理、封装",
    "寄送地址邮编": "邮编：100025",
    "封袋四项信息": "北京号段的联系方式",
    "每页公章多页骑缝": "需每页加盖公章；多页（2页及以上）的，还需加盖骑缝章",
    "是否现场核查": "现场核查",
    "系统名称": "系统名称：北京市社会保险网上服务平台",
    "事项名称": "事项名称：延长缴费期社会保险费补缴",
    "入口": "入口：",
    "如线上无法办理请回复本邮件": "如线上无法办理，请回复本邮件",
    "收悉日期": "收悉日期：2020年2月12日",
    "收到材料清单": "1. ",
    "仅表明已收悉": "仅表明已收悉报告材料",
    "收讫日期": "收讫日期：2020年2月20日",
    "尚缺内容": "未见公章",
}
"""Sentence that says each heading which the catalogue asks of a letter."""

TERM = {
    "format-correction": "请于2020年2月27日前（含当日）重发",
    "supplement-notice": "请于2020年2月27日前（含当日）提交",
    "supplement-reminder": "截止日期为2020年2月27日",
}


def defective() -> tuple[Finding, ...]:
    return (
        finding("seal-missing", message="第4页未见公章，请加盖。", material=CHARTER, page=4, clause="附件3 寄递要求2"),
        finding("file-encrypted", message="文件设有打开密码，请取消后重新发送。", file=0),
    )


def owed() -> Finding:
    return finding("material-missing", Severity.TOLERABLE, "缺少《房屋产权证明》。", material="title-deed")


def commitment() -> MaterialReading:
    return MaterialReading("tolerance-commitment", "容缺受理承诺书", Need.OPTIONAL, MaterialStatus.PRESENT, (12,))


def letter(kind: str) -> LetterDraft:
    """Write one letter of each kind on a case that calls for it."""
    if kind in {"supplement-notice", "format-correction", "supplement-reminder"}:
        made = report(Outcome.SUPPLEMENT, *defective(), supplement_due=date(2020, 2, 27))
        return write(kind, context(made))
    if kind == "tolerated-acceptance":
        made = report(Outcome.TOLERATE, owed())
        made = replace(made, materials=(*made.materials, commitment()))
        return write(kind, context(made))
    codes = {"receipt-certificate": "layoff-report", "channel-guidance": "backpay-extended-period"}
    return write(kind, context(code=codes.get(kind, "dispatch-new"), paper_received_on=date(2020, 2, 20)))


WRITTEN = (
    "receipt",
    "duplicate-notice",
    "format-correction",
    "electronic-pass",
    "acceptance",
    "tolerated-acceptance",
    "supplement-notice",
    "receipt-certificate",
    "channel-guidance",
    "paper-received",
    "supplement-reminder",
)


@pytest.mark.parametrize("kind", WRITTEN)
def test_letter_says_all_that_the_catalogue_asks(kind: str) -> None:
    draft = letter(kind)
    for heading in catalogue().letters[kind].must_say:
        wanted = TERM[kind] if heading == "期限" else SAYS[heading]
        assert wanted in draft.text, heading


@pytest.mark.parametrize("kind", WRITTEN)
def test_letter_has_one_frame(kind: str) -> None:
    draft = letter(kind)
    assert draft.text.startswith(f"{catalogue().letters[kind].name}\n\n{UNIT}：\n")
    assert "北京市朝阳区人力资源和社会保障局" in draft.text
    assert NUMBER in draft.subject
    assert UNIT in draft.subject
    assert "{" not in draft.text
    assert "None" not in draft.text
    assert "\n\n\n" not in draft.text
    assert draft.legal is catalogue().letters[kind].legal
    assert ("（盖章处）" in draft.text) is draft.legal


@pytest.mark.parametrize("kind", WRITTEN)
def test_letter_of_an_unknown_unit_and_item_can_be_written(kind: str) -> None:
    made = replace(report(), unit=Unit(None), item=ItemRef(None), files=(), pages=(), materials=())
    base = context(made)
    base = replace(base, note="请重新报送。")
    draft = write(kind, base if kind in {"electronic-pass", "tolerated-acceptance"} else replace(base, item=None))
    assert "None" not in draft.text
    assert "申请单位：" in draft.text


@pytest.mark.parametrize(
    ("automatic", "line"), [(True, "本邮件由系统自动发出。"), (False, "经工作人员审核后由系统发出。")]
)
def test_letter_tells_whether_a_machine_sent_it(automatic: bool, line: str) -> None:
    draft = write("receipt", context(automatic=automatic))
    assert draft.automatic is automatic
    assert line in draft.text


def test_receipt_before_reading_says_what_is_still_to_be_recognised() -> None:
    files = (ReportFile("扫描件001.pdf", "", "pdf", 0),)
    draft = write("receipt", context(replace(report(), files=files, pages=())))
    assert "1. 扫描件001.pdf（页数待识别），归档名称：待识别后确定" in draft.text


def test_receipt_on_a_holiday_names_the_first_working_day() -> None:
    moment = datetime(2020, 1, 23, 20, 0, tzinfo=UTC)  # 24 January in Beijing, Spring Festival until 2 February
    draft = write("receipt", context(received_at=moment, now=moment))
    assert "自2020年2月3日（收件后第一个工作日）起计算" in draft.text
    assert "不迟于2020年2月7日" in draft.text


def test_receipt_without_attachment_says_so() -> None:
    assert "没有收到附件" in write("receipt", context(replace(report(), files=(), pages=()))).text


def test_pass_letter_lists_materials_in_the_order_of_the_list() -> None:
    made = report()
    draft = write("electronic-pass", context(replace(made, materials=made.materials[::-1])))
    text = draft.text
    first = text.index("1. 劳务派遣经营许可申请书（原件，一式二份）")
    assert first < text.index("营业执照副本") < text.index("公司章程")
    assert "经办人身份证复印件（复印件）" not in text


def test_pass_letter_of_an_item_without_paper_asks_for_none() -> None:
    service = replace(item(), paper_required=False, site_visit="no")
    text = write("electronic-pass", replace(context(), item=service)).text
    assert "无需寄送纸质材料" in text
    assert "邮编" not in text
    assert "一、是否现场核查\n本事项不需要现场核查" in text


def test_pass_letter_where_paper_starts_acceptance_promises_none() -> None:
    office = replace(catalogue().offices["bj-chaoyang"], acceptance_event="paper")
    assert "予以受理" not in write("electronic-pass", context(office=office)).text


def test_pass_letter_tells_of_a_bad_file_name_without_asking_for_another() -> None:
    hint = finding("name-weak-separator", Severity.NOTICE, "文件名未使用“+”分隔，已规范。", file=0)
    text = write("electronic-pass", context(report(Outcome.ACCEPT, hint))).text
    assert "文件名未使用“+”分隔，已规范。" in text
    assert "无需重发电子材料" in text


@pytest.mark.parametrize("kind", ["receipt-certificate", "tolerated-acceptance", "supplement-notice", "receipt"])
def test_layoff_report_is_never_called_a_permit(kind: str) -> None:
    missing = finding("material-missing", message="缺少《被裁减人员名单》。", material="layoff-list")
    draft = write(kind, context(report(Outcome.SUPPLEMENT, missing, code="layoff-report"), "layoff-report"))
    for part in (draft.text, draft.html, draft.subject):
        assert "批准" not in part
        assert "许可" not in part


def test_receipt_certificate_claims_receipt_only() -> None:
    text = letter("receipt-certificate").text
    assert "本证明仅表明已收悉报告材料" in text
    assert "受理" not in text.partition("────")[0]


def test_tolerance_waiting_for_the_end_of_the_epidemic_names_the_condition() -> None:
    service = replace(item(), tolerance=Tolerance(ToleranceAllowed.AUTOMATIC, "hold", "epidemic_end + 3 month"))
    text = write("tolerated-acceptance", replace(context(report(Outcome.TOLERATE, owed())), item=service)).text
    assert "请在疫情解除后三个月内补齐" in text


def test_tolerance_without_commitment_letter_offers_the_form() -> None:
    text = write("tolerated-acceptance", context(report(Outcome.TOLERATE, owed()))).text
    assert "现未收到该承诺书，请一并提交" in text
    assert "缺少材料清单、补正方式、补正期限、超期后果" in text


def test_processing_first_is_not_held() -> None:
    service = replace(item(), tolerance=Tolerance(ToleranceAllowed.AUTOMATIC, "process_first", "20 WD", False))
    text = write("tolerated-acceptance", replace(context(report(Outcome.TOLERATE, owed())), item=service)).text
    assert "我局将先行办理" in text
    assert "依照贵单位的承诺" not in text


def test_supplement_notice_groups_by_material_and_joins_pages() -> None:
    found = [
        finding("seal-missing", message=f"第{n}页未见公章，请加盖。", material=CHARTER, page=n) for n in (5, 3, 4, 13)
    ]
    missing = finding("material-missing", message="缺少《劳务派遣管理制度》。", material=RULES_)
    text = write("supplement-notice", context(report(Outcome.SUPPLEMENT, missing, *found))).text
    assert "（一）公司章程\n1. 第3—5、13页未见公章，请加盖。\n" in text
    assert "（二）劳务派遣管理制度\n1. 缺少《劳务派遣管理制度》。\n" in text


def test_page_number_is_added_where_the_sentence_has_none() -> None:
    found = finding("page-not-a4", message="纸张不是A4。", page=7)
    assert "1. 第7页：纸张不是A4。" in write("supplement-notice", context(report(Outcome.SUPPLEMENT, found))).text


@pytest.mark.parametrize(("confirmed", "shown"), [(True, True), (False, False)])
def test_only_a_confirmed_clause_is_cited(confirmed: bool, shown: bool) -> None:
    found = finding("seal-missing", page=1, clause="附件3 寄递要求2", confirmed=confirmed)
    text = write("supplement-notice", context(report(Outcome.SUPPLEMENT, found))).text
    assert ("（依据：附件3 寄递要求2）" in text) is shown


def test_supplement_notice_of_a_permit_names_its_law_and_that_of_a_report_does_not() -> None:
    permit = write("supplement-notice", context(report(Outcome.SUPPLEMENT, *defective())))
    assert "《中华人民共和国行政许可法》第三十二条" in permit.text
    service = replace(item(), mode=Mode.DIRECT)
    other = context(report(Outcome.SUPPLEMENT, *defective()))
    assert "行政许可法" not in write("supplement-notice", replace(other, item=service)).text


def test_second_notice_tells_old_defects_from_new_ones() -> None:
    old = finding("seal-missing", message="第9页未见公章。", material=CHARTER, page=9)
    new = finding("seal-missing", message="第2页未见公章。", material=RULES_, page=2)
    before = (finding("seal-missing", message="第4页未见公章。", material=CHARTER, page=4),)
    text = write("supplement-notice", context(report(Outcome.SUPPLEMENT, new, old), round=2, previous=before)).text
    assert "第二次告知" in text
    repeated, fresh = text.index("前次已告知、仍需补正"), text.index("根据本次补充材料需要补正")
    assert repeated < text.index("第9页") < fresh < text.index("第2页")


def test_doubts_are_asked_about_but_not_those_meant_for_officers() -> None:
    doubt = finding("seal-uncertain", Severity.REVIEW, "第7页印章不清晰。", page=7, material=CHARTER)
    inner = finding("seal-pasted", Severity.REVIEW, "疑似粘贴的印章。")
    sender = finding("mail-sender-unauthenticated", Severity.REVIEW, "发件人未通过验证。")
    text = write("supplement-notice", context(report(Outcome.REVIEW, doubt, inner, sender, *defective()))).text
    assert "请一并核对的内容" in text
    assert "第7页印章不清晰。" in text
    assert "粘贴" not in text
    assert "未通过验证" not in text


def test_format_correction_without_need_to_resend_says_so() -> None:
    hint = finding("name-order-swapped", Severity.NOTICE, "单位名称与业务名称顺序颠倒。", file=0)
    text = write("format-correction", context(report(Outcome.ACCEPT, hint))).text
    assert "是否需要重发：无需重发" in text
    assert "1. 文件“" in text
    assert "顺序颠倒" in text
    assert "日前（含当日）重发" not in text


def test_format_correction_for_a_mail_without_attachment() -> None:
    found = finding("mail-no-attachment", message="邮件中没有附件，请将材料作为附件重新发送。")
    made = replace(report(Outcome.SUPPLEMENT, found), files=(), pages=(), item=ItemRef(None), unit=Unit(None))
    text = write("format-correction", replace(context(made), item=None)).text
    assert "1. 邮件中没有附件，请将材料作为附件重新发送。" in text
    assert "规范示例：单位名称+业务名称.pdf" in text


def test_wrong_mailbox_is_told_the_right_one() -> None:
    text = write("channel-guidance", context(right_address="hours@office.test")).text
    assert "受理邮箱：hours@office.test" in text
    assert "系统名称" not in text


def test_online_only_item_is_never_sent_to_a_mailbox() -> None:
    service = replace(item("backpay-extended-period"), online_only=True)
    made = replace(context(code="backpay-extended-period", right_address="a@office.test"), item=service)
    text = write("channel-guidance", made).text
    assert "a@office.test" not in text
    assert "系统名称：北京市社会保险网上服务平台" in text


IDENTITY, MOBILE = "110101199001010015", "13810001234"


def test_private_numbers_and_control_characters_never_reach_a_letter() -> None:
    files = (ReportFile(f"张三{IDENTITY}\r\nBcc: x@y.z\u202e.pdf", f"张三{IDENTITY}.pdf", "pdf", 1),)
    found = finding("seal-missing", message=f"经办人电话{MOBILE}的页面未盖章\x00", page=1)
    made = replace(report(Outcome.SUPPLEMENT, found), files=files, unit=Unit(f"某某公司{MOBILE}\n\n一、伪造"))
    for kind in WRITTEN:
        draft = write(kind, context(made, note=f"请致电{MOBILE}\r\n核对"))
        for part in (draft.subject, draft.text, draft.html):
            assert IDENTITY not in part
            assert MOBILE not in part
            assert "\r" not in part
            assert "\u202e" not in part
            assert "\x00" not in part
        assert "\n" not in draft.subject
        assert "\n一、伪造" not in draft.text


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


CODES = ["seal-missing", "cross-page-seal-missing", "material-missing", "unit-name-inconsistent", "file-encrypted"]
FINDINGS = st.builds(
    lambda code, severity, page, material, tail: Finding(
        code, severity, f"{'' if page is None else f'第{page}页'}问题{tail}", page=page, material=material
    ),
    st.sampled_from(CODES),
    st.sampled_from([Severity.BLOCKING, Severity.TOLERABLE, Severity.REVIEW]),
    st.one_of(st.none(), st.integers(1, 30)),
    st.sampled_from([CHARTER, RULES_, None]),
    st.sampled_from(["甲", "乙", "丙"]),
)


def _told(text: str, found: Finding) -> bool:
    tail = found.message[-1]
    spans = re.findall(r"第([\d、—]+)页问题(.)", text)
    if found.page is None:
        return f"问题{tail}" in text
    return any(end == tail and found.page in _pages(span) for span, end in spans)


def _pages(span: str) -> set[int]:
    pages: set[int] = set()
    for part in span.split("、"):
        first, _, last = part.partition("—")
        pages |= set(range(int(first), int(last or first) + 1))
    return pages


@settings(max_examples=60, deadline=None)
@given(st.lists(FINDINGS, min_size=1, max_size=25))
def test_one_notice_tells_every_defect_of_the_round(found: list[Finding]) -> None:
    text = write("supplement-notice", context(report(Outcome.SUPPLEMENT, *found))).text
    for one in found:
        assert _told(text, one), one


def test_supplement_notice_that_names_nothing_is_refused() -> None:
    inner = finding("mail-sender-unauthenticated", Severity.REVIEW, "发件人未通过验证。")
    with pytest.raises(RequestInvalid):
        write("supplement-notice", context(report(Outcome.SUPPLEMENT, inner)))
    text = write("supplement-notice", context(report(Outcome.SUPPLEMENT, inner), note="请重新拍摄\n第2页。")).text
    assert "一、审核人员说明\n请重新拍摄 第2页。" in text


def test_pages_of_several_files_are_explained() -> None:
    made = report(Outcome.SUPPLEMENT, *defective())
    files = (ReportFile("甲.pdf", "甲.pdf", "pdf", 4), ReportFile("乙.pdf", "乙.pdf", "pdf", 6))
    pages = tuple(replace(page, file=0 if page.number < 5 else 1) for page in made.pages)
    text = write("supplement-notice", context(replace(made, files=files, pages=pages))).text
    assert "- 甲.pdf：第1—4页\n- 乙.pdf：第5—10页\n" in text


def test_letter_that_an_officer_lets_leave_bears_the_name_and_no_machine() -> None:
    text = write("electronic-pass", context(automatic=True, officer="王审核")).text
    assert "经办人：王审核" in text
    assert "系统自动发出" not in text


def test_dates_are_those_of_beijing() -> None:
    late: LetterContext = context(now=datetime(2020, 2, 12, 17, 0, tzinfo=UTC), received_at=RECEIVED)
    assert "\n2020年2月13日\n" in write("receipt", late).text


def test_unknown_letter_is_refused() -> None:
    with pytest.raises(KeyError):
        write("love-letter", context())
