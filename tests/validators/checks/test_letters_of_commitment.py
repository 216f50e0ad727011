"""Letters of commitment and authorisation: what they must say, and the place where they are signed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cases.finding import Finding, Severity
from cases.reading import PageReading, SealKind, SignaturePlace, Source
from catalogue.material import DocumentRule, Wording
from tests.papers.fields.test_roster import table
from tests.validators.builders import DOCUMENTS, item, line, material, page, seal, subject, value
from validators.checks import required_contents, signature

LETTER = "authorisation-letter"
PLACE = (300.0, 400.0, 420.0, 430.0)
BODY = (
    "委托人：北京华兴劳务有限公司", "法定代表人：王伟", "受委托人：李娜　身份证号码：110101199001010015",
    "委托事项：代为提交申请材料。", "委托期限：自2020年2月6日起至2020年12月31日止。", "法定代表人（签字）：",
    "2020年2月6日",
)  # fmt: skip
CONTENTS = {
    "受托人证件号码": ("身份证号", "证件号码"), "委托事项": ("委托事项",), "委托期限": ("委托期限", "自", "至"),
    "日期": ("年",),
}  # fmt: skip


def run(rule: Any, *pages: PageReading, **more: Any) -> list[Finding]:
    contents = tuple(Wording(name, words) for name, words in CONTENTS.items())
    values: dict[str, Any] = {"contents": contents, "signature": "法定代表人"}
    values |= {"signature_labels": ("法定代表人", "委托人")} | more
    found = subject(pages, item(material(LETTER)))
    document = replace(DOCUMENTS[LETTER], rule=DocumentRule(**values))
    return list(rule.check(replace(found, documents={**DOCUMENTS, LETTER: document})))


def letter(*body: str, places: tuple[SignaturePlace, ...] = (), **more: Any) -> PageReading:
    return page(1, "授权委托书", *(body or BODY), signature_places=places, **more)


def without(word: str, *instead: str) -> tuple[str, ...]:
    return (*(one for one in BODY if word not in one), *instead)


def test_letter_that_says_everything_passes() -> None:
    assert run(required_contents, letter()) == []


@pytest.mark.parametrize(
    ("body", "named"),
    [
        (without("委托事项"), "未见“委托事项”"),
        (without("委托期限", "委托期限：自　　年　月　日起至　　年　月　日止"), "“委托期限”处空白"),
        (without("委托事项", "委托事项："), "“委托事项”处空白"),
        (without("身份证号码"), "未见“受托人证件号码”"),
        (without("2020年", "委托期限：长期", "　　年　月　日"), "未见“日期”"),
    ],
    ids=["not there", "blank term", "blank matter", "no number", "no date"],
)
def test_what_is_lacking_is_named(body: tuple[str, ...], named: str) -> None:
    (found,) = run(required_contents, letter(*body))
    assert (found.code, found.severity, found.page) == ("material-field-missing", Severity.BLOCKING, 1)
    assert named in found.message


def test_value_beside_its_label_is_no_blank() -> None:
    form = letter(*without("委托事项", "委托事项："))
    label = next(one for one in form.lines if one.text == "委托事项：")
    beside = line("代为提交申请材料", label.box[1], left=label.box[2] + 20)
    assert run(required_contents, replace(form, lines=(*form.lines, beside))) == []


def test_value_that_was_read_shows_its_content_in_any_words() -> None:
    fields = {LETTER: (value("matter", "交材料"),)}
    found = subject([letter(*without("委托事项"))], item(material(LETTER)), fields=fields)
    contents = (Wording("委托事项", ("委托事项",)),)
    rule = DocumentRule(contents, shown_by={"委托事项": ("matter",)})
    documents = {**DOCUMENTS, LETTER: replace(DOCUMENTS[LETTER], rule=rule)}
    assert list(required_contents.check(replace(found, documents=documents))) == []


def test_what_no_text_asks_is_a_hint_to_the_officer() -> None:
    (found,) = run(required_contents, letter(*without("委托事项")), confirmed=False)
    assert (found.severity, found.confirmed) == (Severity.HINT, False)


def place(signed: bool | None, label: str = "法定代表人", score: float = 0.9) -> SignaturePlace:
    return SignaturePlace(label, PLACE, signed, score)


@pytest.mark.parametrize(
    ("places", "severity", "confidence"),
    [
        ((place(True),), None, None),
        ((place(False),), Severity.BLOCKING, 0.9),
        ((place(None),), Severity.REVIEW, 0.5),
        ((), Severity.REVIEW, 0.5),
        ((place(False), place(True, "委托人")), None, None),
        ((place(False), place(True, "受委托人")), Severity.BLOCKING, 0.9),
        ((place(False, score=0.6),), Severity.BLOCKING, 0.6),
    ],
    ids=["signed", "empty", "cannot tell", "no place", "signed elsewhere", "the other side signed", "barely seen"],
)
def test_signature(places: tuple, severity: Severity | None, confidence: float | None) -> None:
    found = run(signature, letter(places=places))
    assert [(one.code, one.severity, one.confidence) for one in found] == (
        [("material-signature-missing", severity, confidence)] if severity else []
    )


@pytest.mark.parametrize("places", [(place(False),), (place(None),), ()], ids=["empty", "cannot tell", "no place"])
def test_signature_that_no_text_asks_is_a_hint(places: tuple[SignaturePlace, ...]) -> None:
    (found,) = run(signature, letter(places=places), confirmed=False)
    assert (found.severity, found.confirmed) == (Severity.HINT, False)


def test_name_seal_counts_as_signed() -> None:
    stamp = seal("王伟之印", kind=SealKind.NAME)
    assert run(signature, letter(places=(place(False),), seals=(stamp,))) == []


def test_promise_whose_signer_s_place_is_empty_is_an_officer_s() -> None:
    code, words = "tolerance-commitment", ("容缺材料于三十日内补齐", "我单位承诺如上")
    seen = (False, 0.9, Severity.REVIEW), (False, 0.7, Severity.REVIEW), (None, 0.5, Severity.HINT)
    for filled, score, severity in seen:
        promise = page(1, "容缺受理承诺书", *words, signature_places=(place(filled, score=score),))
        known = subject([promise], item(material(code)))
        asked = replace(DOCUMENTS[code], rule=DocumentRule(signature="法定代表人", confirmed=False))
        (found,) = signature.check(replace(known, documents={**DOCUMENTS, code: asked}))
        assert (found.severity, found.confirmed) == (severity, False)


@pytest.mark.parametrize("head", ["签字", "本人签名", "员工签字（同意）", "签字确认"])
@pytest.mark.parametrize(("names", "count"), [(("", ""), 1), (("李娜", ""), 0), (("γn", "老"), 0)])
def test_list_that_nobody_signed_is_a_question(head: str, names: tuple[str, str], count: int) -> None:
    rows = [["1", "李娜", "会计", names[0]], ["2", "王伟", "司机", names[1]]]
    listed = table(["序号", "姓名", "工种", head], *rows, ["合计", "2人", "", ""])
    found = run(signature, letter(tables=(listed,)), signature="", signature_labels=())
    assert [one.severity for one in found] == [Severity.REVIEW] * count


@pytest.mark.parametrize(
    ("body", "count"),
    [
        (("本人已知悉方案，签字如下（共60人）：",), 1),
        (("本人已参加会议并同意。", "2020年4月2日", "第1页"), 1),
        (("本人已知悉方案，签字如下：", "李娜", "王伟"), 0),
        (("本人已知悉方案，签字如下：", "γn"), 0),
        (("序号", "姓名", "1", "李娜"), 0),
        (("本人意见：同意方案。", "1、李娜　签字：李娜", "2、欧阳志远 签字：欧阳志远", "共2人签字。"), 0),
        (("本人同意方案。", "1.李娜", "2.王伟"), 0),
        (("本人同意方案。", "李娜 2020.4.2", "王伟 2020年4月2日"), 0),
        (("本人同意方案。", "李娜　王伟　欧阳志远　赵敏", "共4人"), 0),
        (("本人同意方案。", "1、李娜 2、王伟 3、赵敏 4、钱多多"), 0),
        (("本人已了解裁减人员的方案，意见：同意。", "1、李娜　签字：", "2、王伟　签字：____", "共2人签字。"), 1),
        (("本人同意方案。", "1、", "2、", "3、", "2020年4月2日"), 1),
        (("本人同意方案。", "签字　日期", "共18人签字。"), 1),
    ],
    ids=["nobody", "only a date", "names", "a name read badly", "a list", "each behind his label", "numbered", "dated",
         "several on a line", "several with numbers", "labels without hands", "only numbers", "only heads"],
)
def test_sheet_for_signatures_with_nothing_below_its_head(body: tuple[str, ...], count: int) -> None:
    sheet = page(1, "授权委托书员工签字单", *body)
    assert len(run(signature, sheet, signature="", signature_labels=())) == count
    named = page(1, "授权委托书", "会议决议如下。", "附件：员工签字单")
    assert run(signature, named, signature="", signature_labels=()) == []


@pytest.mark.parametrize(("signed", "count"), [(True, 0), (None, 0), (False, 1)])
def test_hands_that_were_not_read_sign_a_sheet_where_ink_stands(signed: bool | None, count: int) -> None:
    places = tuple(SignaturePlace(name, (50, 100, 90, 110), signed, 0.9) for name in ("李娜", "王伟"))
    sheet = page(1, "授权委托书员工签字单", "本人同意方案。", "1、李娜 签字：", "2、王伟 签字：")
    sheet = replace(sheet, signature_places=places)
    assert len(run(signature, sheet, signature="", signature_labels=())) == count


@pytest.mark.parametrize(("label", "signed", "severity"), [
    ("工会主席", False, Severity.REVIEW), ("工会负责人", False, Severity.REVIEW), ("工会主席", True, None),
    ("工会主席", None, None), ("工会", False, None), ("出租人", False, None),
])
def test_union_s_opinion_whose_chairman_s_place_is_empty_is_a_question(
    label: str, signed: bool | None, severity: Severity | None
) -> None:
    found = run(signature, letter(places=(place(signed, label),)), signature="", signature_labels=())
    assert [one.severity for one in found] == ([severity] if severity else [])


@pytest.mark.parametrize(("lines", "source", "count"), [
    (("工会主席：",), Source.OCR, 1), (("工会负责人（签字〉：",), Source.OCR, 1),
    (("工会主席：范立新",), Source.OCR, 0), (("工会主席：", "范立新"), Source.OCR, 0),
    (("工会主席：", "委魏"), Source.OCR, 0), (("工会主席：",), Source.TEXT_LAYER, 0),
])  # fmt: skip
def test_name_of_the_chairman_is_a_question_where_nothing_stands_behind_his_label(
    lines: tuple[str, ...], source: Source, count: int
) -> None:
    opinion = page(1, "授权委托书", "工会对裁减方案无异议。", "北京华兴劳务有限公司工会委员会", *lines, "2020年4月19日")
    found = run(signature, replace(opinion, source=source), signature="", signature_labels=())
    assert [one.severity for one in found] == [Severity.REVIEW] * count
    form = page(1, "授权委托书", "工会意见", *lines, "2020年4月19日")
    assert run(signature, form, signature="", signature_labels=()) == []


def test_official_seal_is_no_signature() -> None:
    (found,) = run(signature, letter(places=(place(False),), seals=(seal(),)))
    assert found.box == PLACE


def test_paper_that_nobody_has_to_sign_is_left_alone() -> None:
    assert run(signature, letter(), signature="", signature_labels=()) == []
