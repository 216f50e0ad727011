"""Unit name, credit code, legal representative, file name: one applicant throughout."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.finding import Severity
from cases.reading import ColourMode, Source
from papers.materials import assign
from tests.validators.builders import (
    BAD_CODE,
    CLEAN,
    DOCUMENTS,
    GOOD_CODE,
    OTHER,
    OTHER_CODE,
    THREE,
    TWIN,
    UNIT,
    codes,
    document,
    finding,
    form_page,
    item,
    licence_page,
    material,
    page,
    run,
    seal,
    subject,
    value,
)
from validators.checks import file_name, unit_name

REPRESENTATIVE = "unit-legal-representative-inconsistent"
NEAR = "北京华兴劳务咨询有限公司"


@pytest.mark.parametrize(
    ("read", "confidence", "expected"),
    [
        (UNIT, 0.98, []),
        (TWIN, 0.98, ["unit-name-inconsistent"]),
        (TWIN, 0.6, []),
        (TWIN, 0.93, []),
    ],
    ids=["same", "another", "badly read", "right one elsewhere in the document"],
)
def test_name_in_a_document(read: str, confidence: float, expected: list[str]) -> None:
    fields = {"form": (value("unit_name", read, 1, confidence),)}
    assert codes(run(unit_name, CLEAN, THREE, fields=fields)) == expected


@pytest.mark.parametrize(
    ("unit", "read", "expected"),
    [
        ("北京天赟劳务有限公司", "北京天赞劳务有限公司", []),
        ("北京天赞劳务有限公司", "北京天赟劳务有限公司", ["unit-name-inconsistent"]),
        ("北京天赟劳务有限公司", "北京大赞劳务有限公司", ["unit-name-inconsistent"]),
        ("北京天昊劳务有限公司", "北京天吴劳务有限公司", ["unit-name-inconsistent"]),
    ],
    ids=["a rare character", "the other way", "two", "a known one"],
)
def test_a_rare_character_read_as_a_common_one_is_no_other_name(unit: str, read: str, expected: list[str]) -> None:
    pages = [page(1, "申请书", read), page(2, "营业执照", unit)]
    fields = {"form": (value("unit_name", read, 1, 0.98),)}
    assert codes(run(unit_name, pages, THREE, fields=fields, unit_name=unit)) == expected


def test_name_under_a_seal_counts_only_where_the_document_says_none_better() -> None:
    covered = replace(value("unit_name", TWIN, 1, 0.98), box=(390.0, 640.0, 470.0, 655.0))
    assert run(unit_name, CLEAN, THREE, fields={"form": (covered,)}) == []
    (found,) = run(unit_name, CLEAN, THREE, fields={"business-licence": (replace(covered, page=2),)})
    assert found.code == "unit-name-inconsistent"


@pytest.mark.parametrize(
    ("read", "told"),
    [("北华星务有公司", False), ("北旦华劳1有公司", False), ("北京华劳有公司", False),
     ("北京华兴保洁有限公司", True), (TWIN, True), ("北京恒远务有限公司", True),
     ("北京川科有限公司", True)],
    ids=["lost and one misread", "two misread", "lost", "another word", "another character", "two others", "shorter"],
)  # fmt: skip
def test_what_a_seal_leaves_of_the_applicants_name_is_no_other_name(read: str, told: bool) -> None:
    covered = replace(value("unit_name", read, 2, 0.971), box=(390.0, 640.0, 470.0, 655.0))
    found = run(unit_name, CLEAN, THREE, fields={"business-licence": (covered,)})
    assert codes(found) == ["unit-name-inconsistent"] * told


def test_a_name_read_clearly_under_a_seal_is_another_though_it_differs_in_two_places() -> None:
    clear = replace(value("unit_name", "北旦华劳1有公司", 2, 0.995), box=(390.0, 640.0, 470.0, 655.0))
    assert codes(run(unit_name, CLEAN, THREE, fields={"business-licence": (clear,)})) == ["unit-name-inconsistent"]


def test_other_parties_of_a_lease_contradict_nothing() -> None:
    lease = page(4, "房屋租赁合同", f"出租方：{OTHER}", f"承租方：{UNIT}", seals=(seal(),))
    service = item(*THREE.materials, material("premises-proof", 4))
    contract = document("premises-proof", "租赁合同", ["房屋租赁合同"], fields=("lessor",))
    documents = {**DOCUMENTS, "premises-proof": contract}
    told = {
        "form": (value("uscc", GOOD_CODE), value("legal_rep", "王建国")),
        "premises-proof": tuple(
            value(*told, 4) for told in (("unit_name", OTHER), ("uscc", OTHER_CODE), ("legal_rep", "何文清"))
        ),
    }
    made = replace(subject([*CLEAN, lease], service, fields=told), documents=documents)
    made = replace(made, assignment=assign([*CLEAN, lease], documents, service))
    assert list(unit_name.check(made)) == []


def test_name_alone_in_its_document_needs_less() -> None:
    fields = {"business-licence": (value("unit_name", TWIN, 2, 0.93),)}
    (found,) = run(unit_name, CLEAN, THREE, fields=fields)
    assert (found.severity, found.page) == (Severity.REVIEW, 2)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (GOOD_CODE, GOOD_CODE, []),
        (GOOD_CODE, OTHER_CODE, ["unit-credit-code-inconsistent"]),
        (GOOD_CODE, BAD_CODE, ["unit-credit-code-invalid"]),
        (GOOD_CODE, GOOD_CODE[:5] + GOOD_CODE[6:], []),
        (GOOD_CODE, OTHER_CODE[:5] + OTHER_CODE[6:], ["unit-credit-code-inconsistent"]),
    ],
)
def test_credit_codes(first: str, second: str, expected: list[str]) -> None:
    fields = {"form": (value("uscc", first),), "business-licence": (value("uscc", second, 2),)}
    assert codes(run(unit_name, CLEAN, THREE, fields=fields)) == expected


@pytest.mark.parametrize(("form", "licence", "confidence", "severity"), [
    (BAD_CODE, "", 0.98, Severity.REVIEW), (BAD_CODE, "", 0.92, Severity.NOTICE),
    (BAD_CODE, BAD_CODE, 0.92, Severity.REVIEW),  # twice the same is no slip
    (GOOD_CODE, BAD_CODE, 0.98, Severity.NOTICE), (GOOD_CODE, BAD_CODE, 0.995, Severity.REVIEW),
])
def test_failing_code_on_the_application_is_a_question(
    form: str, licence: str, confidence: float, severity: Severity
) -> None:
    fields = {"form": (value("uscc", form, 1, confidence),)}
    if licence:
        fields["business-licence"] = (value("uscc", licence, 2, confidence),)
    found = run(unit_name, CLEAN, THREE, fields=fields)
    assert {(one.code, one.severity) for one in found} == {("unit-credit-code-invalid", severity)}


@pytest.mark.parametrize(("source", "score", "severity"), [
    (Source.OCR, 0.98, Severity.NOTICE), (Source.OCR, 0.994, Severity.REVIEW), (Source.OCR, 0.998, Severity.REVIEW),
    (Source.TEXT_LAYER, 0.98, Severity.REVIEW),
])
def test_failing_code_of_a_fax_is_a_question_where_its_line_was_read_clearly(
    source: Source, score: float, severity: Severity
) -> None:
    pages = [replace(one, colour=ColourMode.BILEVEL, source=source) for one in CLEAN]
    found = run(unit_name, pages, THREE, fields={"form": (value("uscc", BAD_CODE, 1, score),)})
    assert {(one.code, one.severity) for one in found} == {("unit-credit-code-invalid", severity)}


@pytest.mark.parametrize(("code", "score", "expected"), [
    (BAD_CODE, 0.995, [Severity.REVIEW]), (BAD_CODE, 0.97, [Severity.NOTICE]), (GOOD_CODE, 0.995, []),
])
def test_failing_code_on_a_paper_of_which_no_code_is_read(code: str, score: float, expected: list[Severity]) -> None:
    body = ("序号 姓名 工种", f"报送单位（{code}）共3人", f"社会信用代码：{code}")
    roster = page(4, "职工花名册", *body, score=score)
    service = item(*THREE.materials, material("roster", 4))
    documents = {**DOCUMENTS, "roster": document("roster", "职工花名册", ["职工花名册"], fields=("rows",))}
    made = replace(subject([*CLEAN, roster], service), documents=documents)
    made = replace(made, assignment=assign([*CLEAN, roster], documents, service))
    assert [(one.severity, one.page) for one in unit_name.check(made)] == [(one, 4) for one in expected]


@pytest.mark.parametrize(("said", "found"), [(GOOD_CODE, 0), ("91110105633478581T", 1)])
def test_misread_code_on_a_list_that_the_mail_states_rightly(said: str, found: int) -> None:
    misread = GOOD_CODE.replace("MA0", "MAD")
    assert misread != GOOD_CODE
    roster = page(4, "职工花名册", f"报送单位（{misread}）共3人", score=0.98)
    service = item(*THREE.materials, material("roster", 4))
    documents = {**DOCUMENTS, "roster": document("roster", "职工花名册", ["职工花名册"], fields=("rows",))}
    made = replace(subject([*CLEAN, roster], service), documents=documents, said_codes=frozenset({said}))
    made = replace(made, assignment=assign([*CLEAN, roster], documents, service))
    assert len(list(unit_name.check(made))) == found
    typed = tuple(replace(one, source=Source.TEXT_LAYER) for one in made.pages)
    assert len(list(unit_name.check(replace(made, pages=typed)))) == 1


def test_mended_code_is_a_notice_once_a_paper() -> None:
    mended = replace(value("uscc", GOOD_CODE, 2), repaired=True)
    fields = {"form": (value("uscc", GOOD_CODE),), "business-licence": (mended, mended)}
    (found,) = run(unit_name, CLEAN, THREE, fields=fields)
    assert (found.code, found.severity, found.page) == ("unit-credit-code-invalid", Severity.NOTICE, 2)
    assert GOOD_CODE in found.message


@pytest.mark.parametrize(
    ("name", "confidence", "expected"),
    [("王伟", 0.98, []), ("李娜", 0.98, ["unit-legal-representative-inconsistent"]), ("李娜", 0.5, [])],
)
def test_legal_representative(name: str, confidence: float, expected: list[str]) -> None:
    fields = {"form": (value("legal_rep", name, 1, confidence),), "business-licence": (value("legal_rep", "王伟", 2),)}
    assert codes(run(unit_name, CLEAN, THREE, fields=fields)) == expected


def test_file_name_with_another_unit_is_pointed_out() -> None:
    fields = {"form": (value("unit_name", OTHER),)}
    assert codes(run(file_name, CLEAN, THREE, fields=fields)) == ["name-unit-mismatch"]
    assert run(file_name, CLEAN, THREE, fields=fields, unit_source="form") == []


@pytest.mark.parametrize(("named", "severity"), [(OTHER, Severity.REVIEW), (TWIN, Severity.NOTICE)])
def test_name_that_the_papers_overrule_is_told_and_another_unit_is_a_doubt(named: str, severity: Severity) -> None:
    known = replace(subject(CLEAN, THREE, unit_source="form"), named_unit=named)
    (found,) = file_name.check(known)
    assert (found.code, found.severity) == ("name-unit-mismatch", severity)


@pytest.mark.parametrize(("unit", "stamped", "severity"), [
    ("北京拓桐餐饮管理有限公司", "", Severity.NOTICE),
    ("北京拓桐餐饮管理有限公司", "北京澄翎人力资源有限公司", Severity.REVIEW),
    ("北京拓桐劳务派遣有限公司", "", Severity.REVIEW),
])
def test_an_agent_whom_no_page_knows_is_no_doubt(unit: str, stamped: str, severity: Severity) -> None:
    pages = (*CLEAN, replace(page(4), seals=(seal(stamped),)))
    known = replace(subject(pages, THREE, unit_name=unit, unit_source="form"), named_unit="北京澄翎人力资源有限公司")
    (found,) = file_name.check(known)
    assert (found.code, found.severity) == ("name-unit-mismatch", severity)


@pytest.mark.parametrize(("code", "told"), [
    ("name-item-missing", False), ("name-item-ambiguous", False), ("name-unit-missing", False),
    ("name-normalised", True),
])
def test_silent_and_vague_names_are_no_matter_where_the_pages_tell(code: str, told: bool) -> None:
    known = replace(subject(CLEAN, THREE), file_names=(finding(code, Severity.NOTICE),))
    assert codes(list(file_name.check(known))) == ([code] if told else [])


def test_one_slip_in_one_document_is_no_other_unit() -> None:
    assert run(file_name, CLEAN, THREE, fields={"form": (value("unit_name", TWIN),)}) == []


def test_failing_code_of_a_clear_line_is_a_question_however_its_label_was_found() -> None:
    def severity(score: float, code: str = BAD_CODE) -> Severity:
        form = page(1, "劳务派遣经营许可申请书", f"统一社会信用代码{code}，住所北京", score=score, seals=(seal(),))
        told = replace(value("uscc", code, 1, score * 0.95), box=form.lines[1].box)
        (found,) = run(unit_name, [form, *CLEAN[1:]], THREE, fields={"form": (told,)})
        return found.severity

    assert (severity(0.98), severity(0.948)) == (Severity.REVIEW, Severity.NOTICE)
    # With a D or Q for one of its zeros this one is sound: no slip where the line was read clearly.
    zeros = "91110105MA0XWH0H7W"
    assert (severity(0.98, zeros), severity(0.999, zeros)) == (Severity.NOTICE, Severity.REVIEW)


@pytest.mark.parametrize(
    ("name", "score", "licence", "expected"),
    [("王桂兰", 0.97, 0.999, []), ("王桂兰", 0.999, 0.999, [REPRESENTATIVE]), ("李桂芳", 0.97, 0.999, [REPRESENTATIVE]),
     ("王桂兰", 0.999, 0.97, []), ("李桂芳", 0.999, 0.97, [REPRESENTATIVE]), ("王兰", 0.97, 0.999, [])],
    ids=["may be misread", "read clearly", "wholly another", "licence may be misread", "the licence another",
         "a character lost"],
)
def test_person_whose_name_differs_by_a_character(
    name: str, score: float, licence: float, expected: list[str]
) -> None:
    form = form_page(1, score=score)
    told = replace(value("legal_rep", name, 1, score * 0.98), box=form.lines[1].box)
    fields = {"form": (told,), "business-licence": (value("legal_rep", "王佳兰", 2, licence),)}
    assert codes(run(unit_name, [form, *CLEAN[1:]], THREE, fields=fields)) == expected


@pytest.mark.parametrize(("licence", "form", "others", "printed", "expected"), [
    ("蔣桂梅", "蒋桂梅", "蒋桂梅", False, []),  # one in traditional form
    ("王佳兰", "王桂兰", "王佳兰", False, []), ("王桂兰", "王佳兰", "王佳兰", False, []),  # one misread
    ("王佳兰", "王桂兰", "王佳兰", True, [REPRESENTATIVE]),  # not from a picture
    ("王佳兰", "李桂芳", "王佳兰", False, [REPRESENTATIVE]), ("王芳", "王伟", "王芳", False, [REPRESENTATIVE]),
])
def test_a_person_read_otherwise_on_one_page_of_several(
    licence: str, form: str, others: str, printed: bool, expected: list[str]
) -> None:
    source = Source.TEXT_LAYER if printed else Source.OCR
    pages = [replace(one, source=source, lines=tuple(replace(line, score=0.999) for line in one.lines))
             for one in (form_page(1), licence_page(2), *CLEAN[2:])]
    fields = {
        "form": (replace(value("legal_rep", form, 1), box=pages[0].lines[1].box),),
        "business-licence": (replace(value("legal_rep", licence, 2), box=pages[1].lines[1].box),),
        "articles": (replace(value("legal_rep", others, 3), box=pages[2].lines[1].box),),
    }
    assert codes(run(unit_name, pages, THREE, fields=fields)) == expected


@pytest.mark.parametrize(("licence", "score", "expected"), [
    ("王杉", 0.98, []), ("王杉", 0.999, [REPRESENTATIVE]), ("李娜", 0.98, [REPRESENTATIVE]),
])
def test_a_short_name_read_otherwise_on_an_unclear_line_of_one_page(
    licence: str, score: float, expected: list[str]
) -> None:
    fields = {
        "form": (value("legal_rep", "王彩", 1, 0.999),),
        "business-licence": (value("legal_rep", licence, 2, score),),
        "articles": (value("legal_rep", "王彩", 3, 0.999),),
    }
    pages = [replace(one, source=Source.OCR) for one in CLEAN]
    assert codes(run(unit_name, pages, THREE, fields=fields))[:1] == expected


@pytest.mark.parametrize(("read", "stands", "expected"), [
    ("兴劳务有限公司", True, []), ("兴劳务有限公司", False, []), ("华兴劳务有限公司", True, []),
    ("华兴劳务有限公司", False, ["unit-name-inconsistent"]), ("星劳务有限公司", True, ["unit-name-inconsistent"]),
    ("北京劳务有限公司", True, ["unit-name-inconsistent"]), (f"{UNIT}一分公司", True, ["unit-name-inconsistent"]),
])
def test_a_name_whose_beginning_was_not_read_is_no_other(read: str, stands: bool, expected: list[str]) -> None:
    articles = page(3, "公司章程", "经营期限三十年。", *([UNIT] if stands else []))
    fields = {"articles": (value("unit_name", read, 3, 0.98),)}
    assert codes(run(unit_name, [*CLEAN[:2], articles], THREE, fields=fields)) == expected


@pytest.mark.parametrize(("read", "below", "expected"), [
    ("北京朝阳分公司", "", []), ("朝阳分公司", "", []), (OTHER, "北京朝阳分公司", []),
    (OTHER, "", ["unit-name-inconsistent"]), ("北京海淀分公司", "", ["unit-name-inconsistent"]),
    (f"{OTHER}北京海淀分公司", "北京朝阳分公司", ["unit-name-inconsistent"]),
])
def test_a_line_of_a_broken_branch_name_is_no_other(read: str, below: str, expected: list[str]) -> None:
    form = page(1, "劳务派遣经营许可申请书", below, seals=(seal(f"{OTHER}北京朝阳分公司"),))
    fields = {"form": (value("unit_name", read, 1, 0.98),)}
    found = run(unit_name, [form, *CLEAN[1:]], THREE, fields=fields, unit_name=f"{OTHER}北京朝阳分公司")
    assert [one.code for one in found if one.page == 1] == expected


@pytest.mark.parametrize(("name", "expected"), [("李娜", [REPRESENTATIVE]), ("王佳三", []), ("王佳兰", [])])
def test_card_of_another_person_counts_though_its_ground_blurs_the_name(name: str, expected: list[str]) -> None:
    fields = {
        "business-licence": (value("legal_rep", "王佳兰", 2),),
        "legal-representative-identity": (value("legal_rep", name, 3, 0.87),),
    }
    assert codes(run(unit_name, CLEAN, THREE, fields=fields)) == expected


def test_person_named_rightly_once_in_a_paper_is_misread_elsewhere_in_it() -> None:
    fields = {
        "form": (value("legal_rep", "王佳三", 1), value("legal_rep", "王佳兰", 1)),
        "business-licence": (value("legal_rep", "王佳兰", 2),),
    }
    assert run(unit_name, CLEAN, THREE, fields=fields) == []


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((f"{OTHER}：", "你单位送来的方案收悉。", f"{OTHER}工会委员会"), True),
        ((f"在{NEAR}工作", f"{NEAR}（公章）", UNIT), True),
        ((f"{OTHER}：", f"现就与{OTHER}的合作说明如下。", f"{UNIT}（公章）"), False),
        ((f"单位盖章：{OTHER}",), True),
        ((f"{OTHER}（公章）",), True),
        ((OTHER,), False),
        ((OTHER, "2020年2月3日"), True),
        ((f"股东（盖章）：{OTHER}", f"出资人{OTHER}"), False),
        ((f"{UNIT}一分公司：", f"{UNIT}一分公司"), False),
        (("北京市朝阳区社会保险基金管理中心：", "北京市朝阳区社会保险基金管理中心"), False),
        (("签发机关", "北京市公安局朝阳分局", "北京市公安局朝阳分局"), False),
    ],
    ids=["signed by another", "almost the same", "letter to another", "sealed by another",
         "sealed by another below", "once", "over a date", "party", "branch", "office", "police"],
)
def test_name_that_a_paper_is_signed_in(lines: tuple[str, ...], found: bool) -> None:
    articles = page(3, "公司章程", "股东共同出资设立公司，经营期限三十年。", *lines)
    assert codes(run(unit_name, [*CLEAN[:2], articles], THREE)) == (["unit-name-inconsistent"] if found else [])


@pytest.mark.parametrize(("name", "printed", "count"), [(OTHER, False, 1), (NEAR, False, 0), (NEAR, True, 1)])
def test_name_under_a_seal_is_another_s_where_it_is_wholly_another(name: str, printed: bool, count: int) -> None:
    over = seal(box=(60.0, 125.0, 400.0, 150.0))
    source = Source.TEXT_LAYER if printed else Source.OCR
    articles = page(3, "公司章程", f"经营期限三十年。{name}", f"单位盖章：{name}", seals=(over,), source=source)
    assert len(run(unit_name, [*CLEAN[:2], articles], THREE)) == count


@pytest.mark.parametrize(
    ("name", "score", "found"),
    [(NEAR, 0.99, True), (NEAR, 0.9, False), (TWIN, 0.99, False), ("京华兴劳务有限公司", 0.99, False),
     ("北京市朝阳区长店医院", 0.99, False)],
    ids=["another company", "not clear", "may be a slip", "part of the applicant's", "a hospital"],
)  # fmt: skip
def test_name_without_a_label_on_a_paper_that_does_not_name_the_applicant(name: str, score: float, found: bool) -> None:
    licence = licence_page(2, score=score)
    told = replace(value("unit_name", name, 2, score * 0.85), box=licence.lines[1].box)
    findings = run(unit_name, [CLEAN[0], licence, CLEAN[2]], THREE, fields={"business-licence": (told,)})
    assert codes(findings) == (["unit-name-inconsistent"] if found else [])


@pytest.mark.parametrize(("read", "expected"), [
    ("北京万邦会计师事务所", []), ("北京万邦会计师事务所（普通合伙）", []),
    ("北京万邦会计师事务所（特殊普通合伙）", ["unit-name-inconsistent"]),
    ("北京天合会计师事务所", ["unit-name-inconsistent"]),
])
def test_a_name_without_the_form_in_brackets_is_no_other(read: str, expected: list[str]) -> None:
    fields = {"form": (value("unit_name", read, 1, 0.99),)}
    pages = [page(1, "劳务派遣经营许可申请书", f"申请单位：{read}", "注册资本：200万元"), *CLEAN[1:]]
    found = run(unit_name, pages, THREE, fields=fields, unit_name="北京万邦会计师事务所（普通合伙）")
    assert [one.code for one in found if one.page == 1] == expected
