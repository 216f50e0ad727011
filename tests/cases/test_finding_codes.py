"""One table of finding codes: the documentation says the same, and nobody else makes findings or names severities."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from cases.finding import PAGES, Place, Severity
from cases.finding_codes import CODES, Told, find
from cases.page_runs import page_runs, pages_text

ROOT = Path(__file__).parents[2]
ROW = re.compile(
    r"^\| `([a-z0-9-]+)` \| (blocking|tolerable|review|notice) \| ([a-z]+) \| ([a-z-]+) \| .+? \| (.+?) \|$", re.M
)
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
def rows() -> dict[str, tuple[str, ...]]:
    text = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    return {code: tuple(cells) for code, *cells in ROW.findall(text)}


def test_table_holds_every_code_of_the_contract() -> None:
    assert set(CONTRACT) <= set(CODES)


def test_document_says_of_every_code_what_the_table_says(rows: dict[str, tuple[str, ...]]) -> None:
    assert {code: cells[:3] for code, cells in rows.items()} == {
        code: (str(one.severity), str(one.told), str(one.about)) for code, one in CODES.items()
    }


def test_every_example_is_a_chinese_sentence(rows: dict[str, tuple[str, ...]]) -> None:
    assert [code for code, cells in rows.items() if not re.fullmatch(r"[^|]*[\u4e00-\u9fff][^|]*。", cells[-1])] == []


@pytest.mark.parametrize("label", [f"N{number:02d}" for number in range(1, 11)])
def test_old_labels_are_mapped(label: str) -> None:
    text = (ROOT / "docs" / "findings.md").read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if label in line)
    assert set(re.findall(r"`([a-z0-9-]+)`", line)) <= set(CODES)
    assert "`" in line


def modules() -> list[Path]:
    """Return every module of ours but the table."""
    packages = [path.parent for path in ROOT.glob("*/__init__.py") if path.parent.name not in {"tests", "benchmarks"}]
    return [path for one in packages for path in one.rglob("*.py") if path.name != "finding_codes.py"]


def _severities_beside_codes(tree: ast.AST) -> list[int]:
    """Return the lines of rows, of a call or a mapping, in which a code stands beside a severity."""
    rows: list[tuple[int, list[ast.expr]]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Tuple | ast.List):
            rows.append((node.lineno, node.elts))
        elif isinstance(node, ast.Call):
            rows.append((node.lineno, node.args))  # the keyword ``severity`` is for a doubtful variant
        elif isinstance(node, ast.Dict):
            rows += [(node.lineno, [key, value]) for key, value in zip(node.keys, node.values, strict=True) if key]
    return [line for line, row in rows if any(map(_is_code, row)) and any(map(_is_severity, row))]


def _is_code(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in CODES


def _is_severity(node: ast.expr) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "Severity"


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(ROOT)))
def test_findings_and_their_severities_are_made_by_the_table_alone(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    assert [one.lineno for one in calls if ast.unparse(one.func) == "Finding"] == []
    assert _severities_beside_codes(tree) == []


@pytest.mark.parametrize(
    "planted",
    ['_S = {"seal-missing": Severity.BLOCKING}', '_S = {"x": ("file-damaged", Severity.REVIEW, "。")}',
     'made("file-empty", Severity.NOTICE)'],
)
def test_a_severity_planted_elsewhere_is_seen(planted: str) -> None:
    assert _severities_beside_codes(ast.parse(planted))


def test_what_cannot_be_used_is_a_file_or_a_mail() -> None:
    unusable = {code for code, one in CODES.items() if one.unusable}
    assert unusable == {
        "file-empty", "file-damaged", "file-encrypted", "file-type-refused", "file-too-large", "file-too-many-pages",
        "file-link-attachment", "file-archive-refused", "mail-no-attachment",
    }


def test_what_the_sender_has_to_mend_is_told_to_the_sender() -> None:
    blocking = {code: one for code, one in CODES.items() if one.severity is Severity.BLOCKING}
    assert {one.told for one in blocking.values()} == {Told.SENDER}


def test_sentence_and_pages_are_kept_apart_and_read_together() -> None:
    found = find("material-field-missing", f"{PAGES}（申请书）未填写。", place=Place("form", pages=(3, 1, 2, 5)))
    assert (found.page, found.message) == (3, "第1–3、5页（申请书）未填写。")


def test_a_finding_of_one_page_names_it() -> None:
    assert find("seal-missing", f"{PAGES}未见公章。", place=Place(page=4)).message == "第4页未见公章。"


def test_a_sentence_that_names_no_page_stays_as_it_is() -> None:
    found = find("material-out-of-order", "《章程》未按顺序排列。", place=Place("articles", 4))
    assert (found.page, found.pages, found.message) == (4, (), "《章程》未按顺序排列。")


@pytest.mark.parametrize(
    ("numbers", "written"), [((4,), "4"), ((2, 1), "1–2"), ((1, 2, 3, 5), "1–3、5"), ((1, 3, 3), "1、3")]
)
def test_page_numbers_are_written_in_one_way(numbers: tuple[int, ...], written: str) -> None:
    assert (page_runs(numbers), pages_text(numbers)) == (written, f"第{written}页")
