"""All rules together: order, each once, whole sentences."""

from __future__ import annotations

from pathlib import Path

from cases.finding import Severity
from tests.validators.builders import (
    CLEAN,
    DOCUMENTS,
    THREE,
    TWIN,
    codes,
    finding,
    form_page,
    licence_page,
    page,
    seal,
    subject,
)
from validators import CHECKS, validate
from validators.checks import completeness


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
