"""Every doubt is a question that one key answers; the same doubt of a later judgement has the same key."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from cases.evidence import EvidenceKind
from cases.finding import PAGES, Finding, Place, Severity
from cases.finding_codes import CODES, find
from cases.questions.answering import Given, ruling_on
from cases.questions.asking import LONGEST, questions_of
from cases.questions.causes import Seen, cause_of, speaks_of
from cases.questions.kind import Kind
from cases.questions.question import Asks
from cases.questions.sorting import KINDS, kind_of
from cases.report import ItemRef, MaterialReading, MaterialStatus, Need, Outcome, Report, ReportFile, Unit
from cases.rulings import Effect
from tests.packaged import packaged
from tests.validators.builders import UNIT, page, seal

_LONG = "办公设施设备和信息管理系统清单"
_ALWAYS_NOTICES = frozenset(
    code for code, row in CODES.items()
    if row.severity is Severity.NOTICE and code not in ("name-unit-mismatch", "unit-credit-code-invalid",
                                                        "identity-number-invalid", "item-wrong-channel",
                                                        "name-item-ambiguous")
)  # fmt: skip
_QUESTIONED = sorted(set(CODES) - _ALWAYS_NOTICES)


def report(*findings: Finding, pages: int = 4, **more: Any) -> Report:
    """Return a report with findings on pages that each bear a seal."""
    read = tuple(replace(page(number, seals=(seal(),)), content_key=f"key-{number}") for number in range(1, pages + 1))
    materials = tuple(
        MaterialReading(code, name, Need.REQUIRED, MaterialStatus.PRESENT, (number,))
        for number, (code, name) in enumerate((("articles", "公司章程"), ("equipment-list", _LONG)), 3)
    )
    values: dict[str, Any] = {
        "outcome": Outcome.REVIEW, "unit": Unit(UNIT, "form"),
        "item": ItemRef("dispatch-new", "新申请劳务派遣行政许可"),
        "files": (ReportFile("a.pdf", "a.pdf", "pdf", pages, "f" * 64),), "pages": read, "materials": materials,
        "findings": findings, "page_documents": {3: "articles", 4: "equipment-list"},
    }  # fmt: skip
    return Report(**(values | more))


def doubt(
    code: str, sentence: str = f"{PAGES}（公司章程）不能确定。", *pages: int, material: str = "articles"
) -> Finding:
    """Return a finding that an officer has to look at."""
    place = Place(material or None, pages=pages or (3,))
    return replace(find(code, sentence, place=place, confidence=0.5), severity=Severity.REVIEW)


@pytest.mark.parametrize("code", _QUESTIONED)
def test_every_finding_that_may_be_a_doubt_has_a_question_of_its_own(code: str) -> None:
    assert code in KINDS
    assert questions_of(report(doubt(code)))[0].kind == code


def _every_kind() -> Iterator[Kind]:
    yield from KINDS.values()
    said = (
        "是否为《公司章程》", "《甲》可能即为所缺材料", "可能在未识别的页面中", "尚待本机关确认", "是否需要（有）",
        "可能缺页",
    )  # fmt: skip
    yield from (kind_of(doubt("material-uncertain", one, material=""), report()) for one in said)
    yield kind_of(doubt("unit-unknown"), report(unit=Unit(None)))
    yield kind_of(doubt("item-unknown"), report(item=ItemRef(None)))
    yield kind_of(doubt("item-unknown", "由工作人员办理。"), report())


def test_first_answer_clears_and_answers_are_short_words_with_what_they_do() -> None:
    for kind in _every_kind():
        assert len(kind.choices) in (2, 3)
        assert kind.choices[0].effect is Effect.CLEAR or kind.label == "咨询"
        for choice in kind.choices:
            assert 1 <= len(choice.word) <= 4
            assert choice.says.startswith(("通过", "写入", "请对方", "归入", "记为", "按", "留待", "不", "以", "修改",
                                           "移交", "看文书", "由人工", "往下办"))  # fmt: skip
            assert not any(word in choice.says + kind.sentence for word in ("系统", "置信度", "转人工"))


_SENTENCES = (
    f"{PAGES}（公司章程）“法定代表人”签字处是否已签字不能确定，已转人工核对。",
    f"{PAGES}（公司章程）未填写“统一社会信用代码”，请补填后重新提交。",
    f"未找到《{_LONG}》，可能在未识别的页面中，已转人工核对。",
    f"{PAGES}是否为《{_LONG}》不能确定，已转人工核对。",
    f"未见《公司章程》《{_LONG}》，这部分清单尚待本机关确认，是否需要提交请核对，已转人工核对。",
    f"各材料的人数不一致：{PAGES}（裁员方案）为20人、第4页（名单）为19人，请核对。",
    "没有一个可引用的字。",
)


@pytest.mark.parametrize("code", _QUESTIONED)
def test_questions_are_short_whatever_is_stated(code: str) -> None:
    places = (((3,), "articles"), ((1, 3, 4), "equipment-list"), ((1, 2, 3, 4), ""), ((), ""))
    for sentence, (pages, material) in product(_SENTENCES, places):
        finding = doubt(code, sentence, *pages, material=material)
        finding = finding if pages else replace(finding, page=None, pages=())
        asked = questions_of(report(finding, unit=Unit("北京市朝阳区某某某某某某某某某某某某劳务派遣有限责任公司")))[0]
        assert 6 <= len(asked.sentence) <= LONGEST
        assert asked.sentence.endswith(("？", "）"))
        assert "{" not in asked.sentence + "".join(one.says for one in asked.answers)
        assert "“”" not in asked.sentence


def test_questions_of_every_item_are_short() -> None:
    for item in packaged().items:
        of_item = report(doubt("item-unknown"), item=ItemRef(item.code, item.name))
        assert len(questions_of(of_item)[0].sentence) <= LONGEST


def test_one_stamp_on_twelve_pages_is_one_question() -> None:
    [asked] = questions_of(report(doubt("seal-unreadable", f"{PAGES}的印章文字无法辨认。", *range(1, 13)), pages=12))
    assert (asked.sentence, asked.evidence.kind) == ("第1–12页的印章，是申请单位的公章吗？", EvidenceKind.SEAL)
    assert asked.evidence.expected == UNIT


def test_pages_that_follow_each_other_are_one_question() -> None:
    asked = questions_of(report(*(doubt("material-unrecognised-page", f"{PAGES}未能识别。", n) for n in (1, 2, 4))))
    assert [one.pages for one in asked] == [(1, 2), (4,)]
    assert asked[0].settles == (0, 1)


def test_order_is_who_and_what_then_what_settles_most_then_pages() -> None:
    findings = (
        *(doubt("material-field-missing", f"{PAGES}未填写“甲”。", number) for number in (4, 2)),
        doubt("seal-unreadable", f"{PAGES}。", 3), doubt("item-unknown"), doubt("unit-name-inconsistent"),
    )  # fmt: skip
    asked = questions_of(report(*findings))
    kinds = ["unit-name-inconsistent", "item-unknown", "seal-unreadable", "material-field-missing"]
    assert [one.kind for one in asked] == [*kinds, "material-field-missing"]
    assert [one.pages for one in asked[3:]] == [(2,), (4,)]


def test_sure_results_hints_and_what_is_handled_elsewhere_are_no_questions() -> None:
    sure = find("seal-missing", "未见公章。", place=Place(page=1))
    hint = replace(sure, severity=Severity.HINT)
    assert questions_of(report(sure, hint)) == ()
    assert questions_of(report(doubt("seal-unreadable"), outcome=Outcome.GUIDE)) == ()
    assert len(questions_of(report(replace(sure, confidence=0.7)))) == 1


def test_key_outlives_page_numbers_and_other_findings() -> None:
    first = questions_of(report(doubt("seal-unreadable", f"{PAGES}（公司章程）的印章读作“北京”。", 3)))[0]
    moved = report(find("page-blank", "空白。"), doubt("seal-unreadable", f"{PAGES}（申请书）的印章读不清。", 4))
    pages = tuple(
        replace(one, content_key={3: "key-9", 4: "key-3"}.get(one.number, one.content_key)) for one in moved.pages
    )
    assert questions_of(replace(moved, pages=pages))[0].key == first.key


def test_another_applicant_is_another_question() -> None:
    finding = doubt("seal-unreadable", f"{PAGES}。", 3)
    keys = {questions_of(report(finding, unit=Unit(name)))[0].key for name in (UNIT, "北京华星劳务有限公司")}
    assert len(keys) == 2


def _ruled(finding: Finding, key: int, given: Given | None = None) -> Any:
    [asked] = questions_of(report(finding))
    seen = Seen.of(report(finding))
    return ruling_on(asked, key, given or Given(), seen.pages, id_="r", round_=1), cause_of(finding, seen), asked


def test_fax_waits_for_its_paper() -> None:
    of_fax = report(doubt("seal-unreadable", f"{PAGES}。", 3))
    assert questions_of(of_fax)[0].answers[2].says == "请对方重新扫描第3页"
    assert questions_of(of_fax, faxed=True)[0].answers[2].says == "留待纸质原件到了再看"


def test_of_two_pages_that_are_the_same_each_is_its_own() -> None:
    twice = report(pages=3)
    pages = tuple(replace(one, content_key="key-1") for one in twice.pages)
    assert list(Seen.of(replace(twice, pages=pages)).pages.values()) == ["key-1", "key-1#2", "key-1#3"]


def test_ruling_speaks_of_a_part_of_what_was_seen_and_of_nothing_more() -> None:
    ruling, _, _ = _ruled(doubt("seal-unreadable", f"{PAGES}。", 1, 2, 3), 1)
    seen = Seen.of(report(pages=5))
    assert speaks_of(ruling, cause_of(doubt("seal-uncertain", f"{PAGES}。", 2), seen))
    assert not speaks_of(ruling, cause_of(doubt("seal-uncertain", f"{PAGES}。", 2, 5), seen))


def test_first_answer_to_a_likely_page_puts_it_to_its_material() -> None:
    finding = doubt("material-uncertain", f"{PAGES}是否为《公司章程》不能确定，已转人工核对。", 3)
    ruling, _, asked = _ruled(finding, 1)
    assert asked.sentence == "第3页，是《公司章程》吗？"
    assert ruling.corrected.pages == (("key-3", "articles"),)
    chosen, _, _ = _ruled(finding, 2, Given(value="equipment-list"))
    assert chosen.corrected.pages == (("key-3", "equipment-list"),)


def test_pages_apart_from_each_other_are_not_put_to_one_material_together() -> None:
    sentence = f"未找到《公司章程》，{PAGES}未能识别，可能即为所缺材料，已转人工核对。"
    ruling, _, asked = _ruled(doubt("material-uncertain", sentence, 1, 4), 1, Given(pages=(4,)))
    assert asked.sentence == "第1、4页里，有《公司章程》吗？"
    assert ruling.corrected.pages == (("key-4", "articles"),)
    adjoining = questions_of(report(doubt("material-uncertain", sentence, 3, 4)))[0]
    assert adjoining.sentence == "第3–4页，是《公司章程》吗？"


def test_headcount_is_the_one_stated_first() -> None:
    sentence = f"各材料的人数不一致：{PAGES}（章程）为20人、第4页（清单）为19人，请核对。"
    ruling, _, asked = _ruled(doubt("headcount-inconsistent", sentence, 3, material=""), 1)
    assert asked.sentence == "以第3页的20人为准吗？"
    assert [(one.content, one.text) for one in ruling.corrected.values] == [("key-3", "20"), ("key-4", "20")]


@pytest.mark.parametrize(
    ("code", "key", "asks"),
    [("item-outside-window", 1, Asks.REASON), ("item-unknown", 2, Asks.ITEM), ("unit-unknown", 2, Asks.UNIT),
     ("check-failed", 2, Asks.SENTENCE)],
)
def test_answer_is_refused_without_what_it_needs(code: str, key: int, asks: Asks) -> None:
    asked = questions_of(report(doubt(code)))[0].answer(key)
    assert asked is not None
    assert asked.asks is asks
    with pytest.raises(Exception, match="请"):
        _ruled(doubt(code), key)
