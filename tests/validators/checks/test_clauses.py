"""A rule cites what the item's own notice asks for, and nothing where no text asks."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from catalogue.clauses import Rule
from tests.validators.builders import (
    OTHER,
    articles_page,
    form_page,
    item,
    licence_page,
    material,
    page,
    subject,
    value,
)
from validators.checks import completeness, content, file_name

NOTICE = "《朝阳区关于疫情防控期间劳务派遣、特殊工时行政审批业务网上办理的通知》（2020年2月3日）"
ROOT = Path(__file__).resolve().parents[3]
ITEMS = {
    "dispatch": "dispatch-new", "hours": "hours-flexible", "layoff": "layoff-report",
    "insurance": "insured-change-general",
}  # fmt: skip


@pytest.mark.parametrize(
    ("group", "clause"), [("dispatch", f"{NOTICE}一"), ("hours", f"{NOTICE}一"), ("layoff", ""), ("insurance", "")]
)
def test_naming_of_files_is_asked_by_the_notice_of_permits_only(group: str, clause: str) -> None:
    service = item(material("form"), group=group, code=ITEMS[group])
    (found,) = file_name.check(subject([form_page()], service, fields={"form": (value("unit_name", OTHER),)}))
    assert (found.code, found.clause) == ("name-unit-mismatch", clause)


@pytest.mark.parametrize(("group", "clause"), [("dispatch", f"{NOTICE}二"), ("layoff", ""), ("insurance", "")])
def test_order_of_the_list_is_asked_by_the_notice_of_permits_only(group: str, clause: str) -> None:
    service = item(material("articles", 1), material("business-licence", 2), group=group, code=ITEMS[group])
    found = subject([licence_page(1), articles_page(2)], service)
    assert [one.clause for one in completeness.check(found) if one.code == "material-out-of-order"] == [clause]


@pytest.mark.parametrize(
    ("group", "clause"),
    [("dispatch", "《劳务派遣行政许可实施办法》（人力资源和社会保障部令第19号）第八条"), ("insurance", "")],
)
def test_required_subjects_are_the_dispatch_rules(group: str, clause: str) -> None:
    service = item(material("rules"), group=group, code=ITEMS[group])
    (found,) = content.check(subject([page(1, "劳务派遣管理制度", "第一章 劳动合同")], service))
    assert (found.code, found.clause) == ("material-field-missing", clause)


@pytest.mark.parametrize(
    ("code", "group", "clause"),
    [
        ("dispatch-new", "dispatch", f"{NOTICE}一"),
        ("backpay-extended-period", "insurance",
         "《关于发布参保单位（个人）延长社会保险缴费具体办法的通告》（2020年2月7日）二（二）3"),
        ("refund", "insurance", ""), ("layoff-report", "layoff", ""),
    ],
)
def test_clause_of_an_item_goes_before_that_of_its_group(code: str, group: str, clause: str) -> None:
    found = subject([form_page()], item(material("form"), code=code, group=group))
    assert found.clause(Rule.CHANNEL).text == clause


@pytest.mark.parametrize("path", sorted((ROOT / "validators").rglob("*.py")), ids=lambda path: path.stem)
def test_no_rule_holds_a_clause_of_its_own(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    texts = [one.value for one in ast.walk(tree) if isinstance(one, ast.Constant)]
    cited = re.compile(r"附件\d|《?劳动合同法》?第|《?劳务派遣行政许可实施办法")
    assert [text for text in texts if isinstance(text, str) and cited.match(text)] == []
