from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cases.finding import Finding, Severity
from cases.reading import ColourMode, Edge, EdgeFragment, InkColour, Seal, SealKind, SealShape, Source
from cases.report import SealVerdict
from catalogue.model import SealGate, SealRule, SealUnit, ServiceItem
from tests.validators.builders import (
    OTHER,
    PAGE_CLAUSE,
    TWIN,
    UNIT,
    articles_page,
    codes,
    form_page,
    fragment,
    item,
    licence_page,
    material,
    name_test,
    office,
    page,
    seal,
    subject,
    value,
)
from validators import page_seals, seal_similarity
from validators.checks import official_seal

TWO = item(material("form", 1), material("business-licence", 2, form="copy"))


def check(*seals: Seal, service: ServiceItem = TWO, **more: Any) -> tuple[list[Finding], SealVerdict]:
    """A sealed form and a licence page with the given seals."""
    found = subject([form_page(1), licence_page(2, seals=seals, **more)], service)
    return list(official_seal.check(found)), page_seals(found)[2]


def test_sealed_pages_pass() -> None:
    assert check(seal()) == ([], SealVerdict.PRESENT)


def test_page_without_seal_is_named_with_page_material_and_clause() -> None:
    findings, verdict = check()
    assert verdict is SealVerdict.ABSENT
    assert [(one.code, one.page, one.material, one.severity) for one in findings] == [
        ("seal-missing", 2, "business-licence", Severity.BLOCKING)
    ]
    assert findings[0].message == "第2页（营业执照副本）未见公章，请加盖后重新提交。"
    assert findings[0].clause == PAGE_CLAUSE
    assert findings[0].confidence >= 0.9


@pytest.mark.parametrize(
    ("impression", "code", "verdict"),
    [
        (seal(TWIN, text_score=0.97), "seal-unit-mismatch", SealVerdict.ABSENT),
        (seal(OTHER), "seal-unit-mismatch", SealVerdict.ABSENT),
        (seal(TWIN, text_score=0.4), "seal-unreadable", SealVerdict.UNCERTAIN),
        (seal(text_score=0.7), "seal-unreadable", SealVerdict.UNCERTAIN),
        (seal("", text_score=0.0), "seal-unreadable", SealVerdict.UNCERTAIN),
        (seal("北京华□劳务有限公司"), "seal-unreadable", SealVerdict.UNCERTAIN),
        (seal(UNIT[1:]), "seal-unreadable", SealVerdict.UNCERTAIN),
        (seal(kind=SealKind.CONTRACT, inner_text="合同专用章"), "seal-wrong-kind", SealVerdict.ABSENT),
        (seal(kind=SealKind.FINANCE, inner_text="财务专用章"), "seal-wrong-kind", SealVerdict.ABSENT),
        (seal(kind=SealKind.UNION, text=UNIT + "工会委员会"), "seal-wrong-kind", SealVerdict.ABSENT),
        (seal(kind=SealKind.UNKNOWN, inner_text="发票专用章"), "seal-wrong-kind", SealVerdict.ABSENT),
        (seal(kind=SealKind.NAME, text="王伟"), "seal-missing", SealVerdict.ABSENT),
        (seal(shape=SealShape.OVAL), "seal-uncertain", SealVerdict.UNCERTAIN),
        (seal(kind=SealKind.UNKNOWN), "seal-uncertain", SealVerdict.UNCERTAIN),
        (seal(colour=InkColour.BLUE), "seal-uncertain", SealVerdict.UNCERTAIN),
        (seal(score=0.3), "seal-uncertain", SealVerdict.UNCERTAIN),
        (seal(colour=InkColour.BLACK), "seal-uncoloured", SealVerdict.UNCOLOURED),
    ],
    ids=[
        "one-character twin", "other company", "twin badly read", "right name at a low score", "unread",
        "marked unreadable", "first character lost",
        "contract seal", "finance seal", "union seal", "invoice words", "name seal", "oval", "a line inside unread",
        "blue", "stain", "black",
    ],
)  # fmt: skip
def test_impression_that_does_not_satisfy(impression: Seal, code: str, verdict: SealVerdict) -> None:
    findings, found = check(impression)
    assert codes(findings) == [code]
    assert found is verdict


@pytest.mark.parametrize(
    ("others", "code"),
    [((0.95, 0.95), []), ((0.95, 0.95, 0.6), []), ((0.95,), ["seal-unreadable"]), ((0.6, 0.6), ["seal-unreadable"])],
    ids=["two sure pages", "most sure", "one sure page", "none sure"],
)
def test_equal_name_read_unsurely_counts_where_most_pages_surely_bear_it(
    others: tuple[float, ...], code: list[str]
) -> None:
    pages = [articles_page(at, seals=(seal(text_score=score),)) for at, score in enumerate(others, 3)]
    for score, expected in ((0.6, code), (0.4, ["seal-unreadable"])):
        found = subject([licence_page(2, seals=(seal(text_score=score),)), *pages], TWO)
        assert [one.code for one in official_seal.check(found) if one.page == 2] == expected


def test_other_pages_vouch_for_no_other_reading() -> None:
    pages = [articles_page(at) for at in (3, 4, 5)]
    for read in (TWIN, UNIT[1:], "北京□兴劳务有限公司"):
        found = subject([licence_page(2, seals=(seal(read, text_score=0.4),)), *pages], TWO)
        assert [one.code for one in official_seal.check(found) if one.page == 2] == ["seal-unreadable"]


def test_other_pages_vouch_for_a_twin_that_most_of_them_bear() -> None:
    pages = [articles_page(at, seals=(seal(TWIN),)) for at in (3, 4, 5)]
    found = subject([licence_page(2, seals=(seal(TWIN, text_score=0.6),)), *pages], TWO)
    assert [one.code for one in official_seal.check(found) if one.page == 2] == ["seal-unit-mismatch"]


def test_twin_that_is_read_on_two_pages_is_no_misreading() -> None:
    found = subject([form_page(1, seals=(seal(TWIN),)), licence_page(2, seals=(seal(TWIN),))], TWO)
    assert codes(list(official_seal.check(found))) == ["seal-unit-mismatch", "seal-unit-mismatch"]


@pytest.mark.parametrize(("seals", "expected"), [
    (((), (seal(),)), [("seal-missing", (2,), Severity.REVIEW)]),
    (((seal(),), ()), [("seal-missing", (3,), Severity.REVIEW)]),
    (((), ()), []), (((seal(),), (seal(),)), []), (((seal(TWIN, text_score=0.5),), (seal(),)), []),
])
def test_paper_that_need_not_be_stamped_is_asked_about_where_the_sender_stamped_half_of_it(
    seals: tuple[tuple[Seal, ...], ...], expected: list[tuple[str, tuple[int, ...], Severity]]
) -> None:
    free = SealRule(every_page=False)
    service = item(material("form", 1), material("business-licence", 2, seal=free))
    pages = [form_page(1), *(licence_page(number, seals=some) for number, some in enumerate(seals, 2))]
    found = list(official_seal.check(subject(pages, service)))
    assert [(one.code, one.pages, one.severity) for one in found] == expected
    advised = replace(service, seal_gate=SealGate.ADVISE)
    assert list(official_seal.check(subject(pages, advised))) == []


def test_mismatch_message_names_both_units() -> None:
    findings, _ = check(seal(OTHER))
    assert OTHER in findings[0].message
    assert UNIT in findings[0].message
    assert findings[0].box is not None


@pytest.mark.parametrize(
    "impression",
    [
        seal(UNIT.replace("公司", "公司") + "1101050012345"),
        seal("北京华兴劳务有限公司 "),
    ],
    ids=["with number", "with space"],
)
def test_impression_that_satisfies(impression: Seal) -> None:
    assert check(impression)[0] == []


@pytest.mark.parametrize("read", ["北京(华兴)公司", "北京（华兴）公司", "北京【华兴】公司", "北京华兴公司"])
def test_brackets_are_folded(read: str) -> None:
    found = subject([form_page(1, seals=(seal(read),))], item(material("form", 1)), unit_name="北京（华兴）公司")
    assert list(official_seal.check(found)) == []


def test_own_seal_wins_over_others_on_the_page() -> None:
    assert check(seal(OTHER), seal(kind=SealKind.GOVERNMENT, text="市场监督管理局"), seal())[0] == []


@pytest.mark.parametrize(
    "stranger",
    [
        seal("北京市朝阳区市场监督管理局", kind=SealKind.GOVERNMENT),
        seal("天正会计师事务所"),
        seal(OTHER, text_score=0.9),
    ],
    ids=["government", "auditor", "named on the page"],
)
def test_issuer_alone_means_that_the_own_seal_is_missing(stranger: Seal) -> None:
    sheet = page(2, "营业执照", "住所 北京", "经营范围 劳务", f"登记机关 出租方：{OTHER}", seals=(stranger,))
    found = subject([form_page(1), sheet], TWO)
    assert codes(list(official_seal.check(found))) == ["seal-missing"]


@pytest.mark.parametrize(
    ("stranger", "code"),
    [
        (seal("", text_score=0.0), "seal-missing"),
        (seal("监督管", text_score=0.6), "seal-missing"),
        (seal(kind=SealKind.CONTRACT, text=OTHER), "seal-missing"),
        (seal("", score=0.4), "seal-missing"),
        (seal(), "seal-uncoloured"),
        (seal(text_score=0.5), "seal-uncoloured"),
        (seal(UNIT[2:], text_score=0.5), "seal-uncoloured"),
    ],
    ids=["unread", "partly read", "issuer's", "stain", "own", "own, badly read", "own in part"],
)
def test_black_impression_on_a_copy_scanned_in_colour_came_with_the_paper(
    stranger: Seal, code: str
) -> None:
    black = replace(stranger, colour=InkColour.BLACK)
    assert codes(check(black)[0]) == [code]
    assert check(black, seal())[0] == []


def test_unread_black_impression_on_an_original_is_an_officers_question() -> None:
    black = seal("", text_score=0.0, colour=InkColour.BLACK)
    found = subject([form_page(1, seals=(black,)), licence_page(2)], TWO)
    assert codes(list(official_seal.check(found))) == ["seal-uncoloured"]


@pytest.mark.parametrize(
    ("text", "depth_mm", "code"),
    [(UNIT[4:], 21.0, ["seal-missing"]), (UNIT[4:], 32.0, ["seal-unreadable"]), (UNIT, 21.0, [])],
    ids=["strip", "seal cut by the edge", "own name"],
)
def test_strip_taken_for_a_whole_seal_is_none(text: str, depth_mm: float, code: list[str]) -> None:
    box = (476.0, 185.0, 595.0, 304.0)
    strip = replace(fragment(), box=(595 - depth_mm * 2.83, 186.0, 595.0, 303.0), depth_mm=depth_mm)
    half = seal(text, box=box, text_score=0.9)
    findings, _ = check(half, fragments=(strip,))
    assert codes(findings) == code


def test_package_without_any_seal_is_reported_once() -> None:
    found = subject([form_page(1, seals=()), licence_page(2, seals=()), articles_page(3, seals=())], TWO)
    findings = list(official_seal.check(found))
    assert codes(findings) == ["seal-missing"]
    assert findings[0].page is None
    assert "全部3页" in findings[0].message


def test_blank_page_needs_no_seal() -> None:
    found = subject([form_page(1), page(2, ink=0.0), licence_page(3)], TWO)
    assert list(official_seal.check(found)) == []


def test_electronic_seal_counts_and_is_marked() -> None:
    assert check(seal(electronic=True)) == ([], SealVerdict.ELECTRONIC)


@pytest.mark.parametrize("mode", [ColourMode.GREY, ColourMode.BILEVEL])
def test_fax_can_only_be_uncoloured(mode: ColourMode) -> None:
    black = seal(colour=InkColour.BLACK)
    pages = [form_page(1, colour=mode, seals=(black,)), licence_page(2, colour=mode, seals=())]
    found = subject(pages, TWO)
    assert codes(list(official_seal.check(found))) == ["seal-uncoloured", "seal-uncoloured"]
    assert page_seals(found) == {1: SealVerdict.UNCOLOURED, 2: SealVerdict.UNCERTAIN}


def test_long_fax_is_reported_once() -> None:
    pages = [page(n, "劳务派遣经营许可申请书", "申请单位", "注册资本", colour=ColourMode.BILEVEL) for n in range(1, 6)]
    findings = list(official_seal.check(subject(pages, TWO)))
    assert codes(findings) == ["seal-uncoloured"]
    assert "第1–5页" in findings[0].message


def test_grey_page_of_a_colour_scan_shows_that_the_seal_is_missing() -> None:
    findings, verdict = check(colour=ColourMode.GREY)
    assert codes(findings) == ["seal-missing"]
    assert verdict is SealVerdict.ABSENT


def test_text_page_without_colour_shows_that_the_seal_is_missing() -> None:
    pages = [form_page(n, seals=(), colour=ColourMode.GREY, source=Source.TEXT_LAYER) for n in (1, 2)]
    assert codes(list(official_seal.check(subject(pages, TWO)))) == ["seal-missing"]


def sheets(
    duplex: bool = False, front: tuple[EdgeFragment, ...] = (), back: tuple[EdgeFragment, ...] = ()
) -> list[Finding]:
    service = item(material("form", 1, duplex=duplex), seal_unit=SealUnit.SHEET)
    pages = [form_page(1, fragments=front), page(2, "", "申请单位 注册资本", fragments=back)]
    return list(official_seal.check(subject(pages, service)))


def test_bare_back_passes_where_the_form_has_two_sides() -> None:
    assert sheets(duplex=True) == []


def test_bare_back_passes_where_mirrored_strips_show_duplex() -> None:
    assert sheets(front=(fragment(Edge.RIGHT),), back=(fragment(Edge.LEFT),)) == []


def test_bare_page_is_missing_where_nothing_shows_duplex() -> None:
    assert codes(sheets()) == ["seal-missing"]


def test_office_that_asks_by_page_overrides_the_item() -> None:
    service = item(material("form", 1, duplex=True), seal_unit=SealUnit.SHEET)
    pages = [form_page(1), page(2, "", "申请单位 注册资本")]
    found = subject(pages, service, profile=office(seal_unit={"dispatch": SealUnit.PAGE}))
    assert codes(list(official_seal.check(found))) == ["seal-missing"]


def test_union_seal_counts_only_where_it_is_allowed() -> None:
    service = item(material("form", 1, seal=SealRule(union_allowed=True)))
    union = seal(UNIT + "工会委员会", kind=SealKind.UNION)
    assert list(official_seal.check(subject([form_page(1, seals=(union,))], service))) == []


@pytest.mark.parametrize(
    ("text", "score", "code"),
    [
        (UNIT + "工会委员会", 0.6, []),
        (UNIT + "工会委员会", 0.4, ["seal-unreadable"]),
        (TWIN + "工会委员会", 0.4, ["seal-unreadable"]),
        (UNIT[1:] + "工会", 0.4, ["seal-unreadable"]),
        (TWIN + "工会委员会", 0.9, ["seal-uncertain"]),
    ],
    ids=["whole name", "guessed", "one character unsure", "one character lost", "twin read surely"],
)  # fmt: skip
def test_a_union_seal_counts_only_with_the_whole_name(text: str, score: float, code: list[str]) -> None:
    service = item(material("form", 1, seal=SealRule(union_allowed=True)))
    union = seal(text, kind=SealKind.UNION, text_score=score)
    assert codes(list(official_seal.check(subject([form_page(1, seals=(union,))], service)))) == code


@pytest.mark.parametrize(
    ("test", "code"),
    [
        ({"odds": 0.0, "seen_odds": 3.0}, []),
        ({"odds": 2.4, "seen_odds": 13.0}, []),
        ({"odds": 2.7, "seen_odds": 2.7}, []),
        ({"odds": 0.0, "seen_odds": 2.0}, ["seal-unreadable"]),
        ({"odds": -0.5, "seen_odds": 9.0}, ["seal-unreadable"]),
        ({"odds": 0.0, "seen_odds": 9.0, "ends": False}, ["seal-unreadable"]),
        ({"odds": 0.0, "seen_odds": 9.0, "gap": -4.0}, ["seal-unreadable"]),
    ],
    ids=["hidden in part", "nearly sure", "sure enough", "hidden", "contradicted", "goes on", "reads otherwise"],
)
def test_a_union_seal_under_print_counts_by_what_is_seen_of_it(test: dict, code: list[str]) -> None:
    service = item(material("form", 1, seal=SealRule(union_allowed=True)))
    name = UNIT + "工会委员会"
    union = seal(TWIN + "工会委员会", kind=SealKind.UNION, text_score=0.3, tests=(name_test(name, **test),))
    assert codes(list(official_seal.check(subject([form_page(1, seals=(union,))], service)))) == code


def test_parent_must_seal_where_the_rule_says_so() -> None:
    branch, parent = "北京华兴劳务有限公司通州分公司", "北京华兴劳务有限公司"
    service = item(material("form", 1, seal=SealRule(owner="parent", clause=PAGE_CLAUSE)))
    by_parent = subject([form_page(1, seals=(seal(parent),))], service, unit_name=branch)
    by_branch = subject([form_page(1, seals=(seal(branch),))], service, unit_name=branch)
    assert list(official_seal.check(by_parent)) == []
    assert codes(list(official_seal.check(by_branch))) == ["seal-unit-mismatch"]


def test_unknown_applicant_leaves_the_seal_uncertain() -> None:
    found = subject([form_page(1)], item(material("form", 1)), unit_name=None)
    assert codes(list(official_seal.check(found))) == ["seal-uncertain"]


def test_same_picture_on_two_pages_is_suspected_to_be_pasted() -> None:
    pasted = seal(image_digest="a1")
    found = subject([form_page(1, seals=(pasted,)), licence_page(2, seals=(pasted,))], TWO)
    findings = list(official_seal.check(found))
    assert codes(findings) == ["seal-pasted"]
    assert "第1–2页" in findings[0].message


def test_seal_that_no_text_asks_is_a_hint() -> None:
    service = item(material("form", 1), material("business-licence", 2, seal=SealRule()))
    assert [one.severity for one in check(service=service)[0]] == [Severity.HINT]


def test_similarity_is_told_for_every_seal() -> None:
    found = subject([form_page(1, seals=(seal(), seal(TWIN)))], item(material("form", 1)))
    assert seal_similarity(found) == {1: (1.0, 0.9)}


def test_parent_named_in_the_authorisation_may_seal() -> None:
    service = item(material("form", 1, seal=SealRule(owner="parent", clause=PAGE_CLAUSE)))
    fields = {"form": (value("parent_name", OTHER),)}
    found = subject([form_page(1, seals=(seal(OTHER),))], service, fields=fields)
    assert list(official_seal.check(found)) == []
