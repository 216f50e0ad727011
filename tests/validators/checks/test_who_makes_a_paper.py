"""Which name makes, heads or is addressed by a paper that does not name the applicant."""

from __future__ import annotations

from dataclasses import replace

import pytest

from papers.materials import assign
from tests.validators.builders import (
    CLEAN,
    DOCUMENTS,
    OTHER,
    THREE,
    UNIT,
    codes,
    document,
    item,
    material,
    page,
    run,
    seal,
    subject,
)
from validators.checks import unit_name

NEAR = "北京华兴财务咨询有限公司"


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((f"单位全称：{NEAR}",), True),
        ((f"填报单位：{NEAR} 社会保险登记号：110105000001",), True),
        (("单位", NEAR, "事项"), True),
        (("经营期限三十年。", f"我单位{NEAR}（以下简称公司）现申请办理。"), True),
        (("经营期限三十年。", f"{NEAR}成立于2012年，主要从事咨询。"), True),
        (("经营期限三十年。", f"复印件与原件一致{NEAR}"), True),
        (("经营期限三十年。", "与原件核对无误", NEAR), True),
        (("经营期限三十年。", f"我公司客户{NEAR}停产。"), False),
        (("经营期限三十年。", f"{NEAR}系我公司主要客户，已经停产。"), False),
        ((f"我单位{NEAR}现申请办理。", f"我单位{UNIT}"), False),
        (("北京华兴银行股份有限公司", "经营期限三十年。"), False),
    ],
    ids=["whole name", "before another label", "cell", "we", "founded", "copy", "copy below", "client", "client first",
         "applicant too", "bank"],
)  # fmt: skip
def test_who_speaks_in_the_applicants_own_paper(lines: tuple[str, ...], found: bool) -> None:
    articles = page(3, "公司章程", *lines)
    assert codes(run(unit_name, [*CLEAN[:2], articles], THREE)) == (["unit-name-inconsistent"] if found else [])


@pytest.mark.parametrize("head", [f"{NEAR}章程", NEAR])
@pytest.mark.parametrize("beside", ["第一章 总则", "2020-02-03 P.01/02"])
def test_who_heads_a_page(head: str, beside: str) -> None:
    articles = page(3, "公司章程", head, beside)
    lines = (*articles.lines[:2], replace(articles.lines[2], box=articles.lines[1].box))
    by_fax = "P." in beside and head == NEAR
    findings = run(unit_name, [*CLEAN[:2], replace(articles, lines=lines)], THREE)
    assert codes(findings) == ([] if by_fax else ["unit-name-inconsistent"])


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        ((f"出租方：{NEAR}", f"承租方（乙方）：{OTHER}"), True),
        ((f"出租方：{NEAR}",), False),
        ((f"出租方：{NEAR}", f"承租方（乙方）：{UNIT}"), False),
        (("乙方（劳务派遣单位）", OTHER, "第一条"), True),
        ((f"{OTHER}：", "经审查，", "你单位的申请收悉。"), True),
        ((f"{OTHER}：", "经审查，", "现将事项通知如下。"), False),
    ],
    ids=["another lessee", "lessor alone", "lessor and applicant", "cell", "you", "letter"],
)
def test_part_of_the_applicant_on_papers_of_others(lines: tuple[str, ...], found: bool) -> None:
    lease = page(4, "房屋租赁合同", *lines, seals=(seal(),))
    documents = {**DOCUMENTS, "premises-proof": document("premises-proof", "租赁合同", ["房屋租赁合同"], ("lessor",))}
    service = item(*THREE.materials, material("premises-proof", 4))
    made = replace(subject([*CLEAN, lease], service), documents=documents)
    made = replace(made, assignment=assign([*CLEAN, lease], documents, service))
    assert codes(list(unit_name.check(made))) == (["unit-name-inconsistent"] if found else [])


@pytest.mark.parametrize(("score", "count"), [(0.995, 1), (0.97, 0)])
def test_clearly_read_near_name_under_a_seal(score: float, count: int) -> None:
    over = seal(box=(60.0, 100.0, 400.0, 190.0))
    articles = page(3, "公司章程", "经营期限三十年。", "北京华兴劳动服务有限公司", seals=(over,))
    lines = tuple(replace(line, score=score) for line in articles.lines)
    assert len(run(unit_name, [*CLEAN[:2], replace(articles, lines=lines)], THREE)) == count
