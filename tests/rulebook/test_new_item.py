"""A business item of known papers with a field that no paper had before: written into the catalogue, no code."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from cases.finding import Finding
from catalogue.loader import PACKAGED, lint, load_catalogue
from catalogue.model import Catalogue
from tests.written.sheet import Block, set_page
from tests.written.submission import judged
from tests.written.subsidies import training_plan
from tests.written.world import World

pytestmark = pytest.mark.thorough

WORLD = World()
ITEM = "subsidy-safety-training"
FIELD = """
instructors:
  name: 专职师资人数
  kind: count
  labels: [专职师资人数, 专职教师人数]
"""
RULE = """  fields: [unit_name, hours, headcount, instructors]
  rule:
    source: chaoyang-employment-notice
    contents:
      安全保障措施: [安全保障, 应急预案]
"""
MATERIAL = """
- order: 1
  document: training-plan
  need: required
  form: either
  source: chaoyang-employment-notice 附件“操作流程”二（六）5
"""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """The packaged catalogue with one field, one required content and one item more."""
    folder = tmp_path_factory.mktemp("catalogue")
    for path in PACKAGED.glob("*.yaml"):
        shutil.copy(path, folder)
    shutil.copytree(PACKAGED / "items", folder / "items")
    with (folder / "fields.yaml").open("a", encoding="utf-8") as file:
        file.write(FIELD)
    documents = folder / "documents.yaml"
    text = documents.read_text("utf-8").replace("  fields: [unit_name, hours, headcount]\n", RULE)
    documents.write_text(text, "utf-8")
    base = (PACKAGED / "items/subsidy-training.yaml").read_text("utf-8")
    head = base[: base.index("materials:")].replace("subsidy-training", ITEM)
    head = head.replace("技能提升培训补贴", "安全生产培训补贴").replace("[培训补贴, 一次性技能培训补贴, ", "[")
    item = f"{head}fields_required: [instructors]\nmaterials:{MATERIAL}"
    (folder / f"items/{ITEM}.yaml").write_text(item, "utf-8")
    assert lint(folder) == []
    return load_catalogue(folder)


def _found(catalogue: Catalogue, *said: Block) -> tuple[list[str], list[Finding]]:
    """Values of the new field, and the defects of a plan that says something more."""
    plan = training_plan(WORLD)
    page = set_page(replace(plan, blocks=(*plan.blocks[:5], *said, *plan.blocks[5:])), 1, WORLD.unit)
    report = judged(ITEM, [page], WORLD, catalogue=catalogue)
    values = [value.value for one in report.materials for value in one.fields if value.name == "instructors"]
    return values, [finding for finding in report.findings if finding.code == "material-field-missing"]


def test_new_field_is_read_of_a_known_paper(catalogue: Catalogue) -> None:
    values, findings = _found(catalogue, "专职教师人数：12人", "安全保障：配备应急预案")
    assert (values, findings) == (["12"], [])


def test_missing_field_and_content_are_told_by_their_chinese_names(catalogue: Catalogue) -> None:
    values, findings = _found(catalogue, "专职师资人数：")
    assert values == []
    told = [(finding.message, finding.confidence) for finding in findings]
    assert ("第1页（培训方案）未填写“专职师资人数”，请补填后重新提交。", 0.85) in told
    assert ("第1页（培训方案）未见“安全保障措施”的内容，请补充后重新提交。", 0.85) in told
