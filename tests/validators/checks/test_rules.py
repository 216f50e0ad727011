"""All rules together: order, each once, whole sentences."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

from cases.finding import Finding, Severity
from tests.validators.builders import (
    DOCUMENTS,
    TWIN,
    articles_page,
    codes,
    finding,
    form_page,
    item,
    licence_page,
    material,
    page,
    seal,
    subject,
)
from validators import CHECKS, validate
from validators.checks import completeness

FORM, LICENCE, ARTICLES = material("form", 1), material("business-licence", 2), material("articles", 3)
THREE = item(FORM, LICENCE, ARTICLES)
CLEAN = [form_page(1), licence_page(2), articles_page(3)]
GOOD_CODE, OTHER_CODE, BAD_CODE = "91110105MA00XXXX79", "91371002MA3DEM0Q3B", "91110105MA00XXXX78"


def run(rule: ModuleType, *args: Any, **more: Any) -> list[Finding]:
    return list(rule.check(subject(*args, **more)))


def test_clean_submission_has_no_findings() -> None:
    assert validate(subject(CLEAN, THREE)) == ()


def test_findings_made_before_come_first_and_nothing_twice() -> None:
    before = finding("file-active-content", Severity.NOTICE)
    found = validate(subject(CLEAN[:2], THREE, extra=(before, before)))
    assert codes(found) == ["file-active-content", "material-missing"]


def test_every_rule_is_run() -> None:
    run = [rule.__module__.rpartition(".")[2] for rule in CHECKS]
    assert sorted(run) == sorted(path.stem for path in Path(completeness.__file__).parent.glob("[a-z]*.py"))




def test_messages_are_whole_chinese_sentences() -> None:
    bad = [form_page(1, seals=()), licence_page(2, seals=(seal(TWIN),)), page(3, "产品宣传手册", "欢迎选购")]
    found = validate(subject(bad, THREE))
    assert len(found) >= 4
    assert all(one.message.endswith("。") and "None" not in one.message for one in found)


def test_documents_of_the_builders_are_known() -> None:
    assert all(code == one.code for code, one in DOCUMENTS.items())
