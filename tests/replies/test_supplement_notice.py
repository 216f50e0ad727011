"""The supplement notice: every defect of the round once, grouped, with its pages and clause."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.errors import RequestInvalid
from cases.finding import PAGES, Finding, Place, Severity
from cases.finding_codes import find
from cases.report import LetterDraft, Outcome, ReportFile
from catalogue.model import Mode
from replies.letter import write
from tests.replies.made import (
    CHARTER,
    calling_for,
    context,
    defective,
    finding,
    item,
    report,
)

RULES_ = "dispatch-management-rules"

def letter(kind: str) -> LetterDraft:
    """Write one letter of each kind on a case that calls for it."""
    return write(kind, calling_for(kind))


def test_supplement_notice_groups_by_material_and_joins_pages() -> None:
    found = [
        finding("seal-missing", message=f"{PAGES}未见公章，请加盖。", material=CHARTER, page=n) for n in (5, 3, 4, 13)
    ]
    missing = finding("material-missing", message="缺少《劳务派遣管理制度》。", material=RULES_)
    text = write("supplement-notice", context(report(Outcome.SUPPLEMENT, missing, *found))).text
    listed = "1. 《公司章程》第3–5、13页未见公章，请加盖。\n2. 《劳务派遣管理制度》未提交，请补交。\n"
    assert f"一、需要补正的内容\n{listed}" in text
    assert text.count("劳务派遣管理制度") == 1


def test_doubt_about_one_stamp_names_all_its_pages_and_no_single_file() -> None:
    doubt = find("seal-unreadable", f"{PAGES}的印章文字无法辨认，已转人工核对。", place=Place(pages=(2, 5, 6)))
    missing = finding("material-missing", message="缺少《劳务派遣管理制度》。", material=RULES_)
    text = write("supplement-notice", context(report(Outcome.REVIEW, missing, doubt))).text
    assert re.search(r"\n\d\. 第2、5–6页的印章文字无法辨认。\n", text)


@pytest.mark.parametrize(
    ("message", "told"),
    [
        ("缺少《公司章程》，请补充后重新提交。", "《公司章程》未提交，请补交。"),
        ("缺少《财务审计报告》或《验资报告》，请补充后重新提交。", "《财务审计报告》或《验资报告》未提交，请补交。"),
        ("缺少《授权书》（分支机构须提交），请补充后重新提交。", "《授权书》未提交（分支机构须提交），请补交。"),
        ("缺少《房屋产权证明》，该材料可以容缺，请在期限内补交。", "《房屋产权证明》未提交，请补交。"),
        ("未找到《公司章程》，可能在未识别的页面中，已转人工核对。", "未找到《公司章程》，可能在未识别的页面中。"),
    ],
)
def test_sentence_is_the_senders(message: str, told: str) -> None:
    text = write("supplement-notice", context(report(Outcome.SUPPLEMENT, finding("material-missing", message=message))))
    assert f"\n1. {told}\n" in text.text


def test_text_that_asks_is_named_once_for_all_that_it_asks() -> None:
    clause = "《某区通知》（2020年2月3日）二"
    found = [
        finding("seal-missing", message=f"{PAGES}未见公章。", material=code, page=page, clause=clause)
        for page, code in enumerate((CHARTER, RULES_), 3)
    ]
    other = finding("material-missing", message="缺少《营业执照副本》。", clause="《某办法》第八条")
    text = write("supplement-notice", context(report(Outcome.SUPPLEMENT, *found, other))).text
    assert f"上述要求的依据：{clause}；《某办法》第八条。" in text
    assert text.count(clause) == 1


def test_page_number_is_added_where_the_sentence_has_none() -> None:
    found = finding("page-not-a4", message="纸张不是A4。", page=7)
    assert "1. 第7页：纸张不是A4。" in write("supplement-notice", context(report(Outcome.SUPPLEMENT, found))).text


@pytest.mark.parametrize(("confirmed", "shown"), [(True, True), (False, False)])
def test_only_a_confirmed_clause_is_cited(confirmed: bool, shown: bool) -> None:
    found = finding("seal-missing", page=1, clause="附件3 寄递要求2", confirmed=confirmed)
    text = write("supplement-notice", context(report(Outcome.SUPPLEMENT, found))).text
    assert ("依据：附件3 寄递要求2" in text) is shown


def test_supplement_notice_of_a_permit_names_its_law_and_that_of_a_report_does_not() -> None:
    permit = write("supplement-notice", context(report(Outcome.SUPPLEMENT, *defective())))
    assert "《中华人民共和国行政许可法》第三十二条" in permit.text
    service = replace(item(), mode=Mode.DIRECT)
    other = context(report(Outcome.SUPPLEMENT, *defective()))
    assert "行政许可法" not in write("supplement-notice", replace(other, item=service)).text


def test_second_notice_tells_old_defects_from_new_ones() -> None:
    old = finding("seal-missing", message=f"{PAGES}未见公章。", material=CHARTER, page=9)
    new = finding("seal-missing", message=f"{PAGES}未见公章。", material=RULES_, page=2)
    before = (finding("seal-missing", message=f"{PAGES}未见公章。", material=CHARTER, page=4),)
    text = write("supplement-notice", context(report(Outcome.SUPPLEMENT, new, old), round=2, previous=before)).text
    assert "第二次告知" in text
    repeated, fresh = text.index("前次已告知、仍需补正"), text.index("根据本次补充材料需要补正")
    assert repeated < text.index("第9页") < fresh < text.index("第2页")


def test_doubts_are_asked_about_but_not_those_meant_for_officers() -> None:
    doubt = finding("seal-uncertain", Severity.REVIEW, f"{PAGES}印章不清晰。", page=7, material=CHARTER)
    inner = finding("seal-pasted", Severity.REVIEW, "疑似粘贴的印章。")
    sender = finding("mail-sender-unauthenticated", Severity.REVIEW, "发件人未通过验证。")
    text = write("supplement-notice", context(report(Outcome.REVIEW, doubt, inner, sender, *defective()))).text
    assert "请一并核对的内容" in text
    assert "第7页印章不清晰。" in text
    assert "粘贴" not in text
    assert "未通过验证" not in text


CODES = ["seal-missing", "cross-page-seal-missing", "material-missing", "unit-name-inconsistent", "file-encrypted"]
FINDINGS = st.builds(
    lambda code, severity, page, material, tail: Finding(
        code, severity, f"{'' if page is None else PAGES}问题{tail}", page=page, material=material,
        pages=() if page is None else (page,),
    ),
    st.sampled_from(CODES),
    st.sampled_from([Severity.BLOCKING, Severity.TOLERABLE, Severity.REVIEW]),
    st.one_of(st.none(), st.integers(1, 30)),
    st.sampled_from([CHARTER, RULES_, None]),
    st.sampled_from(["甲", "乙", "丙"]),
)


def _told(text: str, found: Finding) -> bool:
    tail = found.message[-1]
    spans = re.findall(r"第([\d、–]+)页问题(.)", text)
    if found.page is None:
        return f"问题{tail}" in text
    return any(end == tail and found.page in _pages(span) for span, end in spans)


def _pages(span: str) -> set[int]:
    pages: set[int] = set()
    for part in span.split("、"):
        first, _, last = part.partition("–")
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


def test_pages_that_a_sentence_names_are_told_once() -> None:
    several = find(
        "material-field-missing", f"{PAGES}（公司章程）未见“期限”的内容。", place=Place(CHARTER, pages=(3, 4, 5))
    )
    unnamed = find("material-uncertain", "《公司章程》的页码标明共5页，实有3页。", place=Place(CHARTER, 3))
    text = write("supplement-notice", context(report(Outcome.SUPPLEMENT, several, unnamed))).text
    assert "1. 第3–5页（公司章程）未见“期限”的内容。\n" in text
    assert "1. 第3页：《公司章程》的页码标明共5页，实有3页。\n" in text


def test_page_numbers_that_a_sender_wrote_are_no_pages_of_the_finding() -> None:
    found = [
        find("seal-unit-mismatch", f"{PAGES}的印章为“第4页公司”，与申请单位不一致。", place=Place(CHARTER, number))
        for number in (4, 6)
    ]
    text = write("supplement-notice", context(report(Outcome.SUPPLEMENT, *found))).text
    assert "1. 《公司章程》第4、6页的印章为“第4页公司”，与申请单位不一致。\n" in text


def test_pages_of_several_files_are_explained() -> None:
    made = report(Outcome.SUPPLEMENT, *defective())
    files = (ReportFile("甲.pdf", "甲.pdf", "pdf", 4), ReportFile("乙.pdf", "乙.pdf", "pdf", 6))
    pages = tuple(replace(page, file=0 if page.number < 5 else 1) for page in made.pages)
    text = write("supplement-notice", context(replace(made, files=files, pages=pages))).text
    assert "- 甲.pdf：第1–4页\n- 乙.pdf：第5–10页\n" in text
