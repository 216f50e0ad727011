"""Whose name an impression bears: the applicant's whatever its words, a twin's, the issuer's; reading and test."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cases.reading import Seal, SealKind
from catalogue.model import SealRule
from tests.validators.builders import (
    TWIN,
    UNIT,
    articles_page,
    codes,
    form_page,
    item,
    licence_page,
    material,
    name_test,
    page,
    seal,
    subject,
)
from validators.checks import official_seal

TWO = item(material("form", 1), material("business-licence", 2, form="copy"))

OWN_NAMES = [
    ("北京华兴人力资源有限公司", SealKind.PERSONNEL),
    ("北京市朝阳区金石物业管理中心", SealKind.GOVERNMENT),
    ("北京市朝阳区高碑店乡高井村村民委员会", SealKind.GOVERNMENT),
    ("北京市朝阳区某某街道社会服务管理局", SealKind.GOVERNMENT),
    ("北京华兴合同能源管理中心", SealKind.CONTRACT),
    ("北京恒信财务咨询事务所", SealKind.FINANCE),
    ("北京市朝阳区总工会职工服务中心", SealKind.UNION),
]
"""Names of applicants whose words make readers take their seal for another kind."""


def judged(unit: str, *seals: Seal, **rule: Any) -> list[str]:
    """Codes on a form of a unit with these seals."""
    service = item(material("form", 1, **({"seal": SealRule(**rule)} if rule else {})))
    return codes(list(official_seal.check(subject([form_page(1, seals=seals)], service, unit_name=unit))))


@pytest.mark.parametrize(("unit", "kind"), OWN_NAMES)
def test_the_applicants_own_name_wins_whatever_words_it_holds(unit: str, kind: SealKind) -> None:
    assert judged(unit, seal(unit, kind=kind)) == []
    assert judged(unit, seal(unit, kind=kind, inner_text="1101050012345")) == []


@pytest.mark.parametrize(("unit", "kind"), OWN_NAMES)
@pytest.mark.parametrize("words", ["合同专用章", "财务专用章", "发票专用章", "人事专用章", "人力资源部", "业务专用章"])
def test_words_beside_the_own_name_make_a_seal_of_another_kind(unit: str, kind: SealKind, words: str) -> None:
    assert judged(unit, seal(unit, kind=kind, inner_text=words)) == ["seal-wrong-kind"]


@pytest.mark.parametrize("read", ["兴人力资源服务有限公", "京华□人力资源服务有", "人力资源服"])
def test_a_trade_read_on_a_part_of_a_ring_is_no_kind_of_seal(read: str) -> None:
    found = judged("北京华兴人力资源服务有限公司", seal(read, kind=SealKind.PERSONNEL, text_score=0.04))
    assert found in (["seal-unreadable"], ["seal-uncertain"])


@pytest.mark.parametrize(("unit", "kind"), OWN_NAMES)
def test_the_own_name_read_unsurely_is_a_question_and_no_absence(unit: str, kind: SealKind) -> None:
    assert judged(unit, seal(unit, kind=kind, text_score=0.6)) == ["seal-unreadable"]
    assert judged(unit, seal(unit[:3] + "□" + unit[4:], kind=kind, text_score=0.6)) == ["seal-unreadable"]


@pytest.mark.parametrize(("unit", "kind"), OWN_NAMES)
def test_a_piece_of_the_own_name_is_no_seal_of_another_kind(unit: str, kind: SealKind) -> None:
    for piece in (unit[2:-1], unit[-5:] + unit[:-5]):
        assert "seal-wrong-kind" not in judged(unit, seal(piece, kind=kind, text_score=0.05))


def test_a_name_that_only_contains_the_own_name_is_another_units() -> None:
    assert judged(UNIT, seal(UNIT + "通州分公司")) == ["seal-unit-mismatch"]
    assert judged(UNIT, seal(UNIT + "工会委员会", kind=SealKind.UNION)) == ["seal-wrong-kind"]
    assert judged(UNIT, seal(UNIT + "工会委员会", kind=SealKind.UNION), union_allowed=True) == []
    assert judged(UNIT, seal(UNIT + "人力资源部", kind=SealKind.PERSONNEL)) == ["seal-wrong-kind"]


@pytest.mark.parametrize(
    ("text", "score", "printed"),
    [
        ("北京中诚会计师事务所", 0.6, "北京中诚会计师事务所（盖章）"),
        ("北京中□会计师事务所", 0.6, "北京中诚会计师事务所（盖章）"),
        ("北京恒达置业有限公司", 0.95, "出租方：北京恒达置业有限公司"),
        ("协定国社会保险机构", 0.75, "Competent institution 2020-09-01"),
        ("北京市某某医院", 0.6, "诊断证明"),
    ],
    ids=["auditor, unsure", "auditor, one character unread", "landlord", "foreign insurer not named", "hospital"],
)
def test_the_seal_of_a_papers_issuer_is_never_taken_for_the_applicants(text: str, score: float, printed: str) -> None:
    unit = "上海云图物流股份公司"
    title = page(1, "验资报告", "会计师事务所 注册资本 实收资本", seals=(seal(unit),))
    service = item(material("form", 1))

    def missing(*seals: Seal) -> list[int | None]:
        last = page(2, "", printed, seals=seals)
        found = subject([title, last, form_page(3, seals=(seal(unit),))], service, unit_name=unit)
        return [one.page for one in official_seal.check(found) if one.code == "seal-missing"]

    issuers = seal(text, text_score=score)
    assert missing(issuers) == [2]
    assert missing(issuers, seal(unit)) == []


def test_of_two_seals_that_cannot_be_told_the_one_like_the_applicants_is_spoken_of() -> None:
    seals = (seal("上海某某会计师", text_score=0.5), seal("北京华□劳务有限公司", text_score=0.5))
    found = subject([form_page(1, seals=seals)], item(material("form", 1)))
    [finding] = official_seal.check(found)
    assert "北京华□劳务有限公司" in finding.message


def test_other_pages_do_not_vouch_against_the_test_of_an_impression() -> None:
    pages = [articles_page(at, seals=(seal(text_score=0.995),)) for at in (3, 4, 5)]
    for odds, expected in ((1.6, []), (1.0, ["seal-unreadable"])):
        for text, score in ((UNIT, 0.7), ("北京华□劳务有限公司", 0.3)):
            one = seal(text, text_score=score, tests=(name_test(odds=odds),))
            found = subject([licence_page(2, seals=(one,)), *pages], TWO)
            assert [one.code for one in official_seal.check(found) if one.page == 2] == expected


BLOTTED = {"odds": -9.0, "gap": -9.0, "stamp_odds": 31.0, "impressions": 11}
HIDDEN = {"odds": -2.5, "gap": -2.0, "stamp_odds": 31.0, "impressions": 11}
EVEN = {"seen_odds": 6.0, "stamp_odds": 31.0, "impressions": 11, "vouchers": 2}
LAID = {"stamp_odds": 6.0, "laid_odds": 7.0, "impressions": 4}
MANY = {"odds": 0.0, "stamp_odds": 20.0, "impressions": 8}
FEW = {"odds": -0.5, "seen_odds": 2.5, "impressions": 2}


@pytest.mark.parametrize(
    ("impression", "test", "code"),
    [
        (seal(), {"odds": 0.5}, []),
        (seal(), {"odds": -0.5}, ["seal-unreadable"]),
        (seal(), {"odds": 1.0, "treacherous": True}, ["seal-unreadable"]),
        (seal(), {"odds": 2.5, "treacherous": True}, []),
        (seal(text_score=0.85), {"odds": 2.5, "treacherous": True}, ["seal-unreadable"]),
        (seal(text_score=0.3), {"odds": 4.0}, []),
        (seal("北京华□劳务有限公司", text_score=0.3), {"odds": 4.0}, []),
        (seal(text_score=0.9), {"odds": 0.5}, ["seal-unreadable"]),
        (seal(text_score=0.6), {"odds": 2.9}, []),
        (seal(text_score=0.6), {"odds": 2.7}, ["seal-unreadable"]),
        (seal(text_score=0.3), {"odds": 1.2}, ["seal-unreadable"]),
        (seal(text_score=0.3), {"odds": 2.9}, []),
        (seal(text_score=0.3), {"odds": 2.7, "treacherous": True}, ["seal-unreadable"]),
        (seal("北京华国劳务有限公司", text_score=0.1), {"odds": 4.4}, ["seal-unreadable"]),
        (seal(text_score=0.1), {"odds": 4.4, "treacherous": True}, ["seal-unreadable"]),
        (seal(text_score=0.1), {"odds": 4.6, "treacherous": True}, []),
        (seal(text_score=0.1), {"odds": 2.9}, []),
        (seal(TWIN, text_score=0.5), {"odds": 8.8, "reads_alike": True}, ["seal-unreadable"]),
        (seal(TWIN, text_score=0.5), {"odds": 10.5, "reads_alike": True}, []),
        (seal(TWIN, text_score=0.94), EVEN | {"odds": -0.7, "reads_alike": True}, ["seal-unreadable"]),
        (seal(TWIN, text_score=0.94), EVEN | {"odds": 0.7, "reads_alike": True}, []),
        (seal(text_score=0.6), {"odds": 1.2, "treacherous": True}, ["seal-unreadable"]),
        (seal("北京华□劳务有限公司", text_score=0.3), {"odds": 1.2}, ["seal-unreadable"]),
        (seal("", text_score=0.0), {"odds": 1.5}, ["seal-unreadable"]),
        (seal("", text_score=0.0), MANY | {"seen_odds": 2.5}, []),
        (seal("", text_score=0.0), MANY | {"seen_odds": 2.2}, ["seal-unreadable"]),
        (seal("北京华国劳务有限公司", text_score=0.3), MANY | {"seen_odds": 2.2}, ["seal-unreadable"]),
        (seal("北京□兴务有限公司", text_score=0.3), MANY | {"seen_odds": 1.0}, []),
        (seal(text_score=0.6), MANY | {"seen_odds": 1.0, "reads_so": True}, []),
        (seal("", text_score=0.0), {"odds": 1.0, "stamp_odds": 20.0, "impressions": 18}, ["seal-unreadable"]),
        (seal("", text_score=0.0), {"odds": 0.0, "seen_odds": -1.0, "stamp_odds": 20.0}, ["seal-unreadable"]),
        (seal("", text_score=0.0), {"odds": 9.0, "gap": -4.0}, ["seal-unreadable"]),
        (seal("", text_score=0.0), {"odds": 9.0, "ends": False}, ["seal-unreadable"]),
        (seal(TWIN, text_score=0.97), {"odds": -1.5, "gap": -1.5}, ["seal-unreadable"]),
        (seal(TWIN, text_score=0.97), {"odds": -9.0, "gap": -9.0}, ["seal-unit-mismatch"]),
        (seal(TWIN, text_score=0.97), {"odds": 7.0}, ["seal-unreadable"]),
        (seal(TWIN, text_score=0.97), {"odds": 2.5, "stamp_odds": 31.0, "impressions": 11}, []),
        (seal(TWIN, text_score=0.97), {"odds": -0.6, "seen_odds": 6.0, "stamp_odds": 31.0, "impressions": 11},
         ["seal-unreadable"]),
        (seal(TWIN, text_score=0.97), EVEN | {"odds": -0.6}, []),
        (seal(TWIN, text_score=0.97), EVEN | {"odds": -1.6}, ["seal-unreadable"]),
        (seal("", text_score=0.0), FEW | {"stamp_odds": 4.5}, []),
        (seal("", text_score=0.0), FEW | {"stamp_odds": 4.0}, ["seal-unreadable"]),
        (seal("", text_score=0.0), FEW | {"stamp_odds": 3.0, "vouchers": 1}, []),
        (seal("", text_score=0.0), FEW | {"stamp_odds": 2.5, "vouchers": 1}, ["seal-unreadable"]),
        (seal("", text_score=0.0), FEW | {"stamp_odds": -0.5, "laid_odds": 3.0}, []),
        (seal("", text_score=0.0), FEW | {"stamp_odds": -1.5, "laid_odds": 3.0}, ["seal-unreadable"]),
        (seal("", text_score=0.0), LAID | {"odds": 1.2, "seen_odds": 1.2, "treacherous": True}, ["seal-unreadable"]),
        (seal("", text_score=0.0), LAID | {"odds": 2.5, "seen_odds": 2.5, "treacherous": True}, []),
        (seal("", text_score=0.0), BLOTTED | {"seen_odds": 6.0}, []),
        (seal("", text_score=0.0), BLOTTED, ["seal-unreadable"]),
        (seal("北京□兴务有限公司", text_score=0.3), HIDDEN | {"vouchers": 2}, []),
        (seal("北京□兴务有限公司", text_score=0.3), HIDDEN | {"vouchers": 2, "odds": -4.2}, ["seal-unreadable"]),
        (seal("北京□兴劳务有限公司", text_score=0.99), HIDDEN | {"vouchers": 2}, ["seal-unreadable"]),
        (seal("北京□兴务有限公司", text_score=0.3), HIDDEN | {"vouchers": 1}, ["seal-unreadable"]),
        (seal("北京□星劳务有限公司", text_score=0.3), HIDDEN | {"vouchers": 2}, ["seal-unreadable"]),
        (seal("北京□兴务有限公司", text_score=0.3), HIDDEN | {"vouchers": 2, "treacherous": True}, ["seal-unreadable"]),
    ],
    ids=[
        "read and borne out", "read, but a twin is likelier", "read, but its characters deceive",
        "read and far likelier", "read less surely", "misread, the name fits", "one character lost",
        "surely read, little likelier", "unsurely read and borne out", "unsurely read, little likelier", "hardly read",
        "hardly read, but clearly likelier", "hardly read, its characters deceive", "as good as unread",
        "as good as unread, and its characters deceive", "as good as unread, far likelier",
        "as good as unread, but nothing else", "a look-alike read", "a look-alike read, far likelier",
        "a look-alike surely read among a stamp's", "the same, the name likelier",
        "unsurely read, but its characters deceive", "one character lost, little likelier",
        "not by itself", "by its stamp", "unread, its stamp's word alone",
        "read otherwise, its stamp's word alone", "read with a gap, and by its stamp", "read, and by its stamp",
        "a stamp that leans little", "foreign among a stamp's",
        "another reading fits far better", "name goes on",
        "twin read, the name fits nearly as well", "twin", "twin read surely, the name fits better",
        "misread on one page of many", "twin surely read on one", "twin surely read, two others settle it",
        "twin surely read and likelier",
        "both of two lean to it", "two that lean less",
        "another bears it by itself",
        "another bears it, together they lean little", "clear where they are laid on each other",
        "clear so, but each leans away",
        "clear so and leaning to it, but its characters deceive", "clear so and likelier",
        "blotted where the others' ink is the same", "blotted otherwise",
        "unread on one of a stamp", "unread, likelier another", "surely read otherwise there",
        "unread, one other bears it", "unread and another character", "unread, deceiving",
    ],
)  # fmt: skip
def test_reading_and_test_decide_together(impression: Seal, test: dict[str, Any], code: list[str]) -> None:
    assert judged(UNIT, replace(impression, tests=(name_test(**test),))) == code
