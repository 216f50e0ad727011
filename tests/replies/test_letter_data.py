"""What the file of letters may say, and how a wrong one is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from catalogue.loader import PACKAGED, lint, load_catalogue
from tests.packaged import packaged

pytestmark = pytest.mark.thorough

REFUSED = "source: memory (verify)  # 本机关核实期限后，改为依据的编码和条款"


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
        ("  mark: 受\n", "", "正式文书须写明文号用字“mark”"),
        ("  internal: true\n", "  internal: true\n  mark: 视受\n", ""),
        ("  legal: false  # 送本机关负责人", "  legal: true\n  mark: 视受  # 送本机关负责人", "内部文书不能是正式文书"),
        ("    permit: permit-law 第四十二条", "    许可: permit-law 第四十二条", "应为办理方式或业务事项编码"),
        ("    permit: permit-law 第四十二条", "    permits: permit-law 第四十二条", "没有“permits”这种办理方式"),
        ("    permit: permit-law 第四十二条", "    permit: 许可法 第四十二条", "没有编码为“许可法”的文件"),
        ("    permit: permit-law 第四十二条", "    permit: dongcheng-dispatch-guide 第", "只能引用有约束力的文件"),
        ("  sealed: always\n", "  sealed: always\n  days_before: [1]\n", ""),
        ("  sealed: always\n  mark: 不受\n", "  sealed: perhaps\n  mark: 不受\n", "“sealed”应为"),
        ("  sealed: always\n  mark: 收\n", "  sealed: never\n  mark: 收\n", ""),
        ("向{review_authority}申请", "向{authority}申请", "“{authority}”不可用"),
        (f"    {REFUSED}\n", "", "缺少“source”"),
        ("    text: 如不服本决定", "    words: 如不服本决定", "缺少“text”"),
        ("  basis:\n", "  grounds:\n", "不认识的键“grounds”"),
    ],
    ids=["no-mark", "internal-with-mark", "internal-and-legal", "scope", "unknown-scope", "unknown-text", "guide",
         "harmless-days", "seal", "harmless-seal", "authority", "no-source", "no-text", "unknown-key"],
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


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("document_number: 朝人社{mark}〔{year}〕号", "须有 {mark}、{year}、{serial}"),
        ("document_number: 朝{no}{mark}〔{year}〕{serial}号", "“{no}”不可用"),
        ("signs: {nobody: {name: 某中心, own: 我中心}}", "没有编码为“nobody”的科室"),
        ("overdue: {text: 按退件处理。}", "逾期后果须写明有约束力的依据"),
        ("overdue: {text: 按退件处理。, source: project default}", "只能引用有约束力的文件"),
        ("overdue: {text: 按退件处理。, source: permit-law 第三十二条}", ""),
        ("supplement: 0", "supplement"),
        ("supplement: 10", ""),
    ],
)
def test_profile_says_only_what_letters_can_print(folder: Path, line: str, reason: str) -> None:
    path = folder / "offices.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("weihai:\n", f"weihai:\n  {line}\n", 1), encoding="utf-8")
    errors = [error.message for error in lint(folder)]
    assert any(reason in error and "offices.yaml" in error for error in errors) is bool(reason), errors


def test_every_legal_letter_has_a_number_of_its_own() -> None:
    marks = [one.mark for one in packaged().letters.values() if one.legal]
    assert len(set(marks)) == len(marks)
    assert all(marks)
