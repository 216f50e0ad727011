"""``docs/findings.md`` is part of the contract: it names every code with its severity, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from validators.severity import SEVERITY

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| `([a-z0-9-]+)` \| (blocking|tolerable|review|notice) \| (.+?) \| (.+?) \|$", re.M)
CONTRACT = [
    "file-empty",
    "file-damaged",
    "file-encrypted",
    "file-type-refused",
    "file-too-large",
    "file-too-many-pages",
    "file-limit-reached",
    "file-active-content",
    "file-embedded-files",
    "file-link-attachment",
    "file-archive-refused",
    "file-extension-mismatch",
    "file-infected",
    "name-unit-missing",
    "name-item-missing",
    "name-item-ambiguous",
    "name-order-swapped",
    "name-weak-separator",
    "name-normalised",
    "name-unit-mismatch",
    "item-unknown",
    "item-wrong-channel",
    "item-online-only",
    "item-deferred",
    "item-outside-window",
    "item-excluded-from-tolerance",
    "item-below-threshold",
    "item-green-lane",
    "item-reminder",
    "material-missing",
    "material-uncertain",
    "material-unrecognised-page",
    "material-out-of-order",
    "material-duplicate",
    "material-expired",
    "material-field-missing",
    "material-wrong-columns",
    "material-signature-missing",
    "seal-missing",
    "seal-uncertain",
    "seal-uncoloured",
    "seal-unit-mismatch",
    "seal-wrong-kind",
    "seal-pasted",
    "seal-unreadable",
    "cross-page-seal-missing",
    "cross-page-seal-partial",
    "cross-page-seal-uncertain",
    "unit-name-inconsistent",
    "unit-credit-code-invalid",
    "unit-credit-code-inconsistent",
    "unit-legal-representative-inconsistent",
    "identity-number-invalid",
    "headcount-inconsistent",
    "page-blank",
    "page-unreadable",
    "page-not-a4",
    "page-rotated",
    "page-hidden-text",
    "page-low-resolution",
    "signature-present-unverified",
    "signature-valid",
    "signature-invalid",
    "mail-damaged",
    "mail-sender-unauthenticated",
    "mail-reply-to-differs",
    "mail-no-attachment",
    "submission-duplicate",
]


@pytest.fixture(scope="module")
def rows() -> dict[str, tuple[str, str]]:
    text = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    return {code: (severity, example) for code, severity, _, example in ROW.findall(text)}


def test_every_code_of_the_contract_has_a_severity_and_no_other() -> None:
    assert sorted(SEVERITY) == sorted(CONTRACT)


def test_document_names_every_code_with_its_severity(rows: dict[str, tuple[str, str]]) -> None:
    assert {code: severity for code, (severity, _) in rows.items()} == {c: s.value for c, s in SEVERITY.items()}


def test_every_example_is_a_chinese_sentence(rows: dict[str, tuple[str, str]]) -> None:
    assert [
        code for code, (_, example) in rows.items() if not re.fullmatch(r"[^|]*[\u4e00-\u9fff][^|]*。", example)
    ] == []


@pytest.mark.parametrize("package", ["cases", "intake", "ocr", "sandbox", "validators", "pipeline"])
def test_code_makes_no_finding_that_is_not_documented(package: str, rows: dict[str, tuple[str, str]]) -> None:
    made = re.compile(r"(?:Finding\(\s*|find\(\s*subject,\s*|flags?\.append\()\"([a-z0-9-]+)\"")
    found = {code for path in (ROOT / package).rglob("*.py") for code in made.findall(path.read_text(encoding="utf-8"))}
    assert found <= set(rows)


@pytest.mark.parametrize("label", [f"N{number:02d}" for number in range(1, 11)])
def test_old_labels_are_mapped(label: str) -> None:
    text = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if label in line)
    assert set(re.findall(r"`([a-z0-9-]+)`", line)) <= set(SEVERITY)
    assert "`" in line
