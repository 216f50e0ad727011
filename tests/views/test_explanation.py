"""Why a case came to its outcome, in words."""

from __future__ import annotations

from dataclasses import replace

from cases.finding import Severity
from cases.report import LetterDraft, MaterialStatus, Outcome, Report
from tests.replies.made import CHARTER, catalogue, finding, item, report
from views.explanation import Rules, explain

MISSING = finding(
    "material-missing", message="缺少《公司章程》，请补充后重新提交。", material=CHARTER, clause="《某办法》第八条"
)
DOUBT = finding("seal-unreadable", Severity.REVIEW, "第3页的印章读不清，已转人工核对。", page=3)
NOTICE = finding("page-blank", Severity.NOTICE, "第9页为空白页。", page=9)


def chapters(made: Report, *letters: LetterDraft, code: str = "dispatch-new") -> dict[str, str]:
    rules = Rules(catalogue(), catalogue().offices["bj-chaoyang"], item(code))
    return {one.title[2:]: "\n".join(one.lines) for one in explain(made, letters, rules)}


def test_one_defect_turns_the_outcome() -> None:
    told = chapters(report(Outcome.SUPPLEMENT, MISSING, NOTICE))
    assert "只要解决这一项，结论即为“合格，可以受理”：缺少《公司章程》" in told["结论"]
    assert "［须补正］缺少《公司章程》，请补充后重新提交。（依据：《某办法》第八条）" in told["看出了什么"]


def test_two_questions_turn_it_only_together() -> None:
    told = chapters(report(Outcome.REVIEW, DOUBT, replace(DOUBT, page=4, sentence="第4页的印章读不清。")))
    assert "上述2项都解决后，结论为“合格，可以受理”" in told["结论"]


def test_pages_are_told_with_their_words_and_the_list_with_its_texts() -> None:
    made = report()
    pages = tuple(replace(one) for one in made.pages)
    told = chapters(replace(made, pages=pages, page_documents={1: CHARTER}))
    assert told["每一页是什么"].startswith("第1页：公司章程")
    assert "第2页：未归入任何材料" in told["每一页是什么"]
    assert "《劳务派遣行政许可实施办法》" in told["清单要求什么"]
    proposed = chapters(report(code="refund"), code="refund")["清单要求什么"]
    assert "申请的主件，总是需要" in proposed


def test_a_letter_that_waits_says_why() -> None:
    draft = LetterDraft("electronic-pass", False, "", "")
    assert "还有须人工核对的问题" in chapters(report(Outcome.REVIEW, DOUBT), draft)["文书"]
    unsure = report()
    unsure = replace(unsure, item=replace(unsure.item, surely=False))
    assert "材料没有确定地表明是哪项业务" in chapters(unsure, draft)["文书"]
    assert "自动发出" in chapters(report(), replace(draft, automatic=True))["文书"]


def test_a_missing_material_is_told_as_missing() -> None:
    made = report(Outcome.SUPPLEMENT, MISSING)
    materials = tuple(
        replace(one, status=MaterialStatus.MISSING, pages=()) if one.code == CHARTER else one for one in made.materials
    )
    assert "公司章程：缺。" in chapters(replace(made, materials=materials))["清单要求什么"]
