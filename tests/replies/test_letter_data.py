"""What the file of letters may say, and how a wrong one is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from catalogue.loader import PACKAGED, lint, load_catalogue
from tests.packaged import packaged

pytestmark = pytest.mark.thorough

REFUSED = "source: memory (verify)  # 本机关核实期限并写明复议机关、管辖法院后，改为依据的名称"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the packaged data to spoil."""
    shutil.copytree(PACKAGED, tmp_path / "data", ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return tmp_path / "data"


def spoil(folder: Path, old: str, new: str) -> list[str]:
    path = folder / "letters.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return [error.message for error in lint(folder)]


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("  mark: 受理\n", "", "正式文书须写明文号用字“mark”"),
        ("  internal: true\n", "  internal: true\n  mark: 视受\n", ""),
        ("  legal: false  # 送本机关负责人", "  legal: true\n  mark: 视受  # 送本机关负责人", "内部文书不能是正式文书"),
        ("    permit: 《中华人民共和国行政许可法》第四十二条", "    许可: 第四十二条", "应为办理方式或业务事项编码"),
        (f"    {REFUSED}\n", "", "缺少“source”"),
        ("    text: 如不服不予受理的决定", "    words: 如不服不予受理的决定", "缺少“text”"),
        ("  basis:\n", "  grounds:\n", "不认识的键“grounds”"),
    ],
    ids=["no-mark", "internal-with-mark", "internal-and-legal", "scope", "no-source", "no-text", "unknown-key"],
)
def test_wrong_letter_is_refused_with_its_reason(folder: Path, old: str, new: str, reason: str) -> None:
    errors = spoil(folder, old, new)
    assert any(reason in error and "letters.yaml" in error for error in errors) is bool(reason), errors


def test_office_confirms_a_remedy_by_naming_its_source(folder: Path) -> None:
    assert spoil(folder, REFUSED, "source: administrative-review-law; administrative-litigation-law") == []
    letters = load_catalogue(folder).letters
    assert {kind: one.remedy_confirmed for kind, one in letters.items() if one.remedy} == {
        "non-acceptance": True, "overdue-closure": False, "refused": False,
    }


def test_every_legal_letter_has_a_number_of_its_own() -> None:
    marks = [one.mark for one in packaged().letters.values() if one.legal]
    assert len(set(marks)) == len(marks)
    assert all(marks)
