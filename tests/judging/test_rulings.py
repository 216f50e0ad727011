"""What officers said is heard where judging asks, and the rules speak again on it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from cases.errors import RequestInvalid
from cases.finding import Finding, Severity
from cases.finding_codes import find
from cases.questions.answering import Given, ruling_on
from cases.questions.asking import questions_of
from cases.questions.causes import Seen, cause_of, spoke_of
from cases.questions.question import Question as Asked
from cases.reading import PageReading
from cases.report import MaterialStatus, Outcome, Report, ReportFile, SealVerdict
from cases.rulings import Correction, Effect, Reading, Ruling, RulingKind, Rulings
from judging.judge import judge_pages
from judging.question import Question
from judging.reader import ReadFiles
from judging.ruled import Heard
from tests.packaged import packaged
from tests.validators.builders import UNIT, page, seal

CATALOGUE = packaged()
OFFICE = CATALOGUE.offices["bj-chaoyang"]
QUESTION = Question(datetime(2020, 2, 24, 4, tzinfo=UTC), item="dispatch-cancellation")


def _page(number: int, heading: str, *lines: str, sealed: str = UNIT, score: float = 0.95) -> PageReading:
    stamp = seal(sealed, text_score=score)
    return replace(page(number, heading, *lines, seals=(stamp,)), content_key=f"key-{number}")


FORM = _page(1, "劳务派遣经营许可注销申请书", f"单位名称：{UNIT}", "注销原因：停止经营", sealed="", score=0.0)
PERMIT = _page(2, "劳务派遣经营许可证", "编号：京劳派110105201700123", f"单位名称：{UNIT}")
UNKNOWN = _page(3, "说明", "各车间、班组：")


def judged(*rulings: Ruling, pages: tuple[PageReading, ...] = (FORM, PERMIT, UNKNOWN), fax: bool = False) -> Report:
    """Judge the pages as officers ruled on them."""
    read = ReadFiles((ReportFile("a.pdf", "a.pdf", "pdf", len(pages), "f" * 64),), pages, (1,))
    channel = next((one for one in CATALOGUE.channels.values() if one.kind == "fax"), None) if fax else None
    return judge_pages(read, replace(QUESTION, rulings=Rulings(rulings), channel=channel), CATALOGUE, OFFICE)


def asked(report: Report, kind: str) -> Asked:
    """Return the question of a kind."""
    return next(one for one in questions_of(report) if one.kind == kind)


def answer(report: Report, kind: str, key: int, value: str = "") -> Ruling:
    """Return the ruling of an answer to the question of a kind."""
    contents = Seen.of(report).pages
    return ruling_on(asked(report, kind), key, Given(value=value), contents, id_=f"{kind}-{key}", round_=1)


def found(report: Report, code: str) -> list[Finding]:
    """Return the findings of a code."""
    return [one for one in report.findings if one.code == code]


def test_without_rulings_the_report_is_the_same() -> None:
    assert judged() == judge_pages(
        ReadFiles((ReportFile("a.pdf", "a.pdf", "pdf", 3, "f" * 64),), (FORM, PERMIT, UNKNOWN), (1,)), QUESTION,
        CATALOGUE, OFFICE,
    )


def test_first_answer_clears_the_doubt_and_the_page_bears_the_seal() -> None:
    before = judged()
    ruling = answer(before, "seal-unreadable", 1)
    after = judged(ruling)
    assert found(before, "seal-unreadable")
    assert not found(after, "seal-unreadable")
    assert (before.page_seals[1], after.page_seals[1]) == (SealVerdict.UNCERTAIN, SealVerdict.PRESENT)
    assert after.rulings == (ruling.id,)


def test_second_answer_is_a_defect_for_the_sender() -> None:
    [defect] = found(judged(answer(judged(), "seal-unreadable", 2)), "seal-unit-mismatch")
    assert (defect.severity, defect.confidence, defect.confirmed) == (Severity.BLOCKING, 1.0, True)
    assert defect.message == "第1页的印章与申请单位的名称不一致，请加盖本单位公章后重新提交。"


def test_third_answer_asks_for_the_page_again_and_of_a_fax_waits_for_the_paper() -> None:
    ruling = answer(judged(), "seal-unreadable", 3)
    [again] = found(judged(ruling), "page-unreadable")
    assert again.severity is Severity.BLOCKING
    assert again.message.startswith("第1页（劳务派遣经营许可注销申请书）看不清")
    faxed = judged(replace(ruling, family="seal-uncoloured", contents=("key-1", "key-2", "key-3")), fax=True)
    assert not found(faxed, "page-unreadable")


def test_case_is_decided_once_everything_is_answered() -> None:
    report, rulings = judged(), []
    for _ in range(9):
        open_questions = questions_of(report)
        if not open_questions:
            break
        first = open_questions[0]
        rulings.append(ruling_on(first, 1, Given(), Seen.of(report).pages, id_=first.key, round_=1))
        report = judged(*rulings)
    assert report.outcome is Outcome.ACCEPT
    assert len(report.rulings) == len(rulings) == 3


def test_page_put_to_a_material_is_that_material() -> None:
    after = judged(answer(judged(), "material-unrecognised-page", 2, value="dispatched-workers-settlement"))
    material = next(one for one in after.materials if one.code == "dispatched-workers-settlement")
    assert (material.status, material.pages) == (MaterialStatus.PRESENT, (3,))
    assert not found(after, "material-unrecognised-page")


def test_applicant_corrected_is_the_applicant() -> None:
    other = "北京华星劳务有限公司"
    after = judged(Ruling("u", RulingKind.UNIT, corrected=Correction(unit=other)))
    assert (after.unit.name, after.unit.source) == (other, "officer")
    assert any(one.code in ("seal-unit-mismatch", "unit-name-inconsistent") for one in after.findings)


def test_item_corrected_is_the_item() -> None:
    after = judged(Ruling("i", RulingKind.ITEM, corrected=Correction(item="dispatch-new")))
    assert (after.item.code, after.item.source) == ("dispatch-new", "option")


def test_value_corrected_is_the_value() -> None:
    read = Reading("key-1", "dispatch-cancellation-application", "unit_name", "北京华星劳务有限公司")
    after = judged(Ruling("v", RulingKind.VALUE, corrected=Correction(values=(read,))))
    form = next(one for one in after.materials if one.code == "dispatch-cancellation-application")
    assert [one.value for one in form.fields if one.name == "unit_name"] == ["北京华星劳务有限公司"]


def test_discarded_page_does_not_count() -> None:
    after = judged(Ruling("d", RulingKind.DISCARD, corrected=Correction(discarded=("key-3",))))
    assert after.replaced_pages == (3,)
    assert not [one for one in after.findings if one.is_on(3)]


def test_of_two_pages_that_are_the_same_one_is_discarded() -> None:
    twice = replace(PERMIT, number=4, file_page=4)
    pages = (FORM, PERMIT, UNKNOWN, twice)
    after = judged(Ruling("d", RulingKind.DISCARD, corrected=Correction(discarded=("key-2#2",))), pages=pages)
    assert after.replaced_pages == (4,)
    assert after.page_documents[2] == "dispatch-permit"


def test_finding_struck_is_gone_and_one_added_is_there() -> None:
    before = judged()
    [seal_doubt] = found(before, "seal-unreadable")
    cause = cause_of(seal_doubt, Seen.of(before))
    struck = Ruling("s", RulingKind.STRIKE, Effect.CLEAR, cause.family, (cause.material,), tuple(cause.contents),
                    (cause.fact,))  # fmt: skip
    added = Ruling("a", RulingKind.ADD, Effect.DEFECT, materials=("dispatch-permit",), contents=("key-2",),
                   code="material-field-missing", sentence="缺少副本，请补交。")  # fmt: skip
    after = judged(struck, added)
    assert not found(after, "seal-unreadable")
    [told] = found(after, "material-field-missing")
    assert (told.message, told.material) == ("第2页：缺少副本，请补交。", "dispatch-permit")


def test_ruling_holds_after_a_supplement_and_not_on_a_page_scanned_anew() -> None:
    ruling = answer(judged(), "seal-unreadable", 1)
    more = replace(UNKNOWN, number=4, content_key="key-4")
    assert not found(judged(ruling, pages=(FORM, PERMIT, UNKNOWN, more)), "seal-unreadable")
    scanned = judged(ruling, pages=(replace(FORM, content_key="key-9"), PERMIT, UNKNOWN))
    [doubt] = found(scanned, "seal-unreadable")
    assert scanned.rulings == ()
    assert spoke_of(ruling, cause_of(doubt, Seen.of(scanned)))


def test_later_of_two_rulings_counts() -> None:
    first, later = answer(judged(), "seal-unreadable", 2), answer(judged(), "seal-unreadable", 1)
    assert not found(judged(first, later), "seal-unit-mismatch")


@pytest.mark.parametrize("key", [1, 2])
def test_list_that_is_not_confirmed_is_the_officers_to_ask(key: int) -> None:
    after = judged(answer(judged(), "material-uncertain", key))
    assert bool(found(after, "material-missing")) is (key == 2)


def test_what_cannot_be_read_and_names_no_page_is_asked_for_again_by_its_name() -> None:
    doubt = find("material-uncertain", "《公司章程》与其他材料不一致，请核对。")
    report = replace(judged(), findings=(doubt,))
    ruling = answer(report, "material-uncertain", 3)
    [told] = Heard(Rulings((ruling,)), Seen.of(report), faxed=False).findings([doubt])
    assert (told.code, told.severity) == ("page-unreadable", Severity.BLOCKING)
    assert told.message == "《公司章程》看不清，请重新扫描清晰后提交。"


def test_a_name_that_is_told_is_kept_as_a_name_and_what_is_none_is_refused() -> None:
    report = replace(judged(), findings=(find("unit-unknown", "申请单位不明，请核对。"),))
    told = answer(report, "unit-unknown", 2, " 北京华星  劳务有限公司 ")
    assert told.corrected.unit == "北京华星 劳务有限公司"
    for none in ("京", "京" * 101, "北京\0华星公司"):
        with pytest.raises(RequestInvalid, match="单位全称"):
            answer(report, "unit-unknown", 2, none)
