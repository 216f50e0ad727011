"""The packaged catalogue, and what the loader refuses with file, line and reason."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import yaml

from cases.errors import CatalogueError
from cases.report import Need
from catalogue.conditions import parse
from catalogue.loader import PACKAGED, lint, load_catalogue
from catalogue.model import Mode, SealGate, SealUnit, ToleranceAllowed, Unknown
from tests.packaged import packaged

pytestmark = pytest.mark.thorough

DISPATCH, HOURS, LAYOFF = "items/dispatch-new.yaml", "items/hours-flexible.yaml", "items/layoff-report.yaml"
BACKPAY = "items/backpay-extended-period.yaml"


TUNED = {"backpay-extended-period", "dispatch-new", "hours-comprehensive", "hours-flexible", "layoff-report"}
"""The items that the benchmarks measure."""

NOTICE = "《朝阳区关于疫情防控期间劳务派遣、特殊工时行政审批业务网上办理的通知》（2020年2月3日）"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the packaged data to spoil."""
    for path in PACKAGED.glob("*.yaml"):
        shutil.copy(path, tmp_path)
    shutil.copytree(PACKAGED / "items", tmp_path / "items")
    return tmp_path


def spoil(folder: Path, file: str, old: str, new: str) -> int:
    """Replace the first ``old`` in a file and return its line."""
    path = folder / file
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    return text[: text.index(old)].count("\n") + 1


def test_packaged_catalogue_has_no_errors() -> None:
    assert lint() == []


def test_every_file_is_an_item_of_its_name() -> None:
    """A file that stands for one version of an item ends with its year or its office."""
    names = {re.sub(r"-(?:20\d\d|weihai)$", "", path.stem) for path in (PACKAGED / "items").glob("*.yaml")}
    assert {item.code for item in packaged().items} == names


def test_loading_costs_little_more_than_parsing() -> None:
    """Processor time beside processor time: a busy machine slows both."""
    texts = [path.read_text("utf-8") for path in PACKAGED.rglob("*.yaml")]
    parsing = _least_time(lambda: [yaml.compose(text, Loader=yaml.CSafeLoader) for text in texts])
    assert _least_time(load_catalogue) < 8 * parsing


def _least_time(act: Callable[[], object]) -> float:
    took = []
    for _ in range(3):
        started = time.process_time()
        act()
        took.append(time.process_time() - started)
    return min(took)


def test_version_changes_with_any_file(folder: Path) -> None:
    before = load_catalogue(folder).version
    spoil(folder, "departments.yaml", "65090439", "65090438")
    assert load_catalogue(folder).version != before


def test_confirmed_materials_carry_a_clause_and_no_other() -> None:
    for item in packaged().items:
        for material in item.materials:
            assert bool(material.clause) is material.confirmed, (item.code, material.document)


@pytest.mark.parametrize(("source", "listed", "tolerable"), [
    ("dispatch-permit-rules 第八条第（二）项", True, True),
    ("dispatch-permit-rules; tongzhou-special-hours-guide", True, True),
    ("dispatch-permit-rules; tolerable: project default", True, False),
    ("dongcheng-dispatch-guide", False, False),
    ("project default", False, False),
    ("memory (verify)", False, False),
    ("project default; tolerable: permit-law", False, True),
])
def test_what_binds_follows_the_source(folder: Path, source: str, listed: bool, tolerable: bool) -> None:
    spoil(folder, DISPATCH, "source: dispatch-permit-rules 第八条第（五）项", f'source: "{source}"')
    item = load_catalogue(folder).item("dispatch-new", date(2020, 2, 12))
    assert item is not None
    line = next(one for one in item.materials if one.document == "legal-representative-identity")
    assert (line.confirmed, line.founds("tolerable"), bool(line.clause)) == (listed, tolerable, listed)


def test_clause_is_printed_with_title_number_and_place() -> None:
    item = packaged().item("dispatch-new", date(2020, 2, 12))
    assert item is not None
    assert item.materials[0].clause == "《劳务派遣行政许可实施办法》（人力资源和社会保障部令第19号）第八条第（一）项"


def test_only_named_lists_are_confirmed_and_the_office_says_for_what() -> None:
    offices = packaged().offices
    assert {code for code, office in offices.items() if office.lists} == {"bj-chaoyang"}
    assert set(offices["bj-chaoyang"].lists) == {"dispatch-new", "hours-flexible", "hours-comprehensive", "hours-both"}
    assert "演示" in offices["bj-chaoyang"].lists_note


def test_cross_page_rule_holds_for_all_but_named_exceptions() -> None:
    exceptions = {
        (item.code, material.document) for item in packaged().items if item.seal_gate is SealGate.BLOCK
        for material in item.materials if not material.seal.cross_page
    }
    assert exceptions == {
        ("dispatch-new", "agent-identity"), ("layoff-report", "agent-identity"),
        ("hours-flexible", "identity-card-copy"), ("hours-comprehensive", "identity-card-copy"),
        ("hours-both", "identity-card-copy"), ("dispatch-change", "agent-identity"),
        ("dispatch-extension", "agent-identity"), ("dispatch-branch-filing", "identity-card-copy"),
        ("dispatch-cancellation", "dispatch-permit"),  # the original itself goes back: nobody stamps a permit
    }


def test_seal_units_of_chaoyang() -> None:
    catalogue = packaged()
    units = catalogue.offices["bj-chaoyang"].seal_unit
    assert units == {"dispatch": SealUnit.PAGE, "hours": SealUnit.PAGE, "layoff": SealUnit.SHEET}
    for item in catalogue.items:
        assert units.get(item.group, item.seal_unit) is item.seal_unit, item.code


def test_permits_are_tolerated_by_an_officer_only() -> None:
    items = {item.code: item for item in packaged().items}
    for item in items.values():
        if item.mode is Mode.PERMIT:
            assert item.tolerance.allowed is ToleranceAllowed.OFFICER, item.code
    assert items["insured-change-general"].tolerance.allowed is ToleranceAllowed.AUTOMATIC
    assert items["layoff-report"].tolerance.allowed is ToleranceAllowed.NEVER
    assert items["backpay-extended-period"].tolerance.allowed is ToleranceAllowed.NEVER
    assert items["insured-change-key-fields"].tolerance.allowed is ToleranceAllowed.NEVER


def test_letters_that_leave_by_themselves() -> None:
    letters = packaged().letters
    assert {code for code, letter in letters.items() if "standard" in letter.automatic} == {
        "receipt", "duplicate-notice", "format-correction", "supplement-reminder", "paper-received",
        "channel-guidance", "electronic-pass", "acceptance", "tolerated-acceptance", "rerouted",
        "report-received",
    }
    assert {code for code, letter in letters.items() if "strict" in letter.automatic} == {
        "receipt", "duplicate-notice", "supplement-reminder", "paper-received",
    }
    assert all(letter.must_say for letter in letters.values())


def test_every_condition_parses_and_few_wait_for_an_unknown() -> None:
    waiting = set()
    for item in (one for one in packaged().items if one.code in TUNED):
        conditions = [(material.document, material.condition) for material in item.materials]
        conditions += [("", item.threshold), ("", item.high_priority_when)]
        for document, condition in conditions:
            if condition is not None:
                parse(condition.expression)
                if condition.unknown is Unknown.REVIEW:
                    waiting.add((item.code, document))
    # Whether a unit is a branch is read from the licence and the unit's name, which every clean submission has.
    assert waiting == {
        ("hours-flexible", "parent-authorisation"), ("hours-comprehensive", "parent-authorisation"),
    }


def test_rules_of_the_dispatch_permit() -> None:
    item = packaged().item("dispatch-new", date(2020, 2, 12))
    assert item is not None
    assert (item.capital_minimum, item.deadlines.decide, item.deadlines.supplement) == (2_000_000, 20, 10)
    assert item.pass_letter == "electronic-pass"
    licence = [material.document for material in item.materials if material.alternative == "licence"]
    assert licence == ["business-licence", "name-preapproval"]
    agent = next(material for material in item.materials if material.document == "agent-identity")
    assert (agent.need, agent.confirmed, agent.founds("tolerable")) == (Need.TOLERABLE, False, False)
    assert agent.seal.clause == f"{NOTICE}二“寄递要求”2"


def test_item_is_judged_by_the_version_in_force(folder: Path) -> None:
    later = (folder / DISPATCH).read_text("utf-8").replace("version: 2020-02-03.1", "version: 2024-01-01.1")
    later = later.replace("valid_from: 2020-02-03", "valid_from: 2024-01-01").replace("decide: 20", "decide: 15")
    (folder / "items/dispatch-new-2024.yaml").write_text(later, "utf-8")
    spoil(folder, DISPATCH, "valid_to: null", "valid_to: 2023-12-31")
    catalogue = load_catalogue(folder)
    in_force = [catalogue.item("dispatch-new", day) for day in (date(2020, 2, 2), date(2023, 12, 31), date(2024, 1, 1))]
    assert [item and item.deadlines.decide for item in in_force] == [None, 20, 15]


REFUSED = [
    (DISPATCH, "form: copy", "form: photocopy", "“form”应为"),
    (DISPATCH, "site_visit: maybe", "site_vist: maybe", "不认识的键“site_vist”"),
    (DISPATCH, "copies: 2", "copies: two", "“copies”应为整数"),
    (DISPATCH, "paper_required: true", "paper_required: yes", "“paper_required”应为true 或 false"),
    (DISPATCH, "decide: 20", "decide: -20", "“decide”不能小于1"),
    (DISPATCH, "document: premises-proof", "document: premises-prof", "没有编码为“premises-prof”的材料种类"),
    (DISPATCH, "channel: mail-dispatch", "channel: mail-despatch", "没有编码为“mail-despatch”的渠道"),
    (DISPATCH, "channel: mail-dispatch", "channel: mail-hours", "收的是 hours 组业务"),
    (DISPATCH, "department: labour-relations", "department: relations", "没有编码为“relations”的科室"),
    (DISPATCH, "pass_letter: electronic-pass", "pass_letter: granted", "“pass_letter”应为"),
    (DISPATCH, "valid_from: 2020-02-03", "valid_from: 2020-02-30", "不是有效日期"),
    (DISPATCH, "version: 2020-02-03.1", "version: 2020-02-03", "“version”应为"),
    (DISPATCH, "if: applicant_established == false", "if: established == true", "没有名为“established”的事实"),
    (DISPATCH, "unknown: not-needed", "unknown: maybe", "“unknown”应为"),
    (DISPATCH, "order: 3", "order: 2", "序号2重复"),
    (DISPATCH, "document: title-deed", "document: premises-proof", "重复"),
    (DISPATCH, "checks: [unit_name, ", "checks: [unit_nam, ", "“checks”中的“unit_nam”"),
    (DISPATCH, "- 劳务派遣经营许可新办", "- 劳务派遣行政许可新申请", "重复"),
    (DISPATCH, "min(20 WD, decide-2 WD)", "20 days", "期限“20 days”"),
    (DISPATCH, "  source: dongcheng-dispatch-guide\n", "", "缺少“source”"),
    (DISPATCH, "need: tolerable", "need: [tolerable]", "“need”应为文字"),
    (DISPATCH, "name: 新申请劳务派遣行政许可", "name: ''", "“name”不能为空"),
    (DISPATCH, "code: dispatch-new", "code: Dispatch_New", "小写英文编码"),
    (DISPATCH, "mode: permit", "mode: permit\nmode: direct", "键“mode”重复"),
    (HOURS, "- order: 1\n", "- order: 1\n  when: {label: 甲, unknown: review}\n", "缺少“if”"),
    (HOURS, "aliases: [不定时工时制", "aliases: [综合工时", "名称“综合工时”已用于"),
    (BACKPAY, "  source: project default", "  source: 附件5", "texts.yaml 中没有编码为“附件5”的文件"),
    (BACKPAY, "anchor: epidemic_end", "anchor: epidemic", "没有编码为“epidemic”的锚点日期"),
    (BACKPAY, ", anchor_months: 3", "", "须同时给出"),
    (BACKPAY, "window_from: 2020-02-17", "window_from: 2020-02-17\nwindow_to: 2020-02-16", "早于"),
    ("documents.yaml", "minimum: 3", "minimum: 30", "只有5个关键词"),
    ("documents.yaml", "fields: [unit_name", "fields: [UnitName", "小写英文字段名"),
    ("letters.yaml", "{case_no}", "{case}", "“{case}”不可用"),
    ("letters.yaml", "automatic: [standard, strict]", "automatic: [always]", "“automatic”中的“always”"),
    ("letters.yaml", "days_before: [3, 1]", "days_before: [3, 0]", "正整数"),
    ("channels.yaml", "kind: imap", "kind: pop3", "“kind”应为"),
    ("channels.yaml", "office: bj-chaoyang", "office: bj-haidian", "没有编码为“bj-haidian”的机关"),
    ("departments.yaml", '"65090439"', "65090439", "“phones”的每一项应为文字"),
    ("departments.yaml", '"65090439"', '"call us"', "不是电话号码"),
    ("offices.yaml", "policy: standard", "policy: loose", "“policy”应为"),
    ("offices.yaml", "{dispatch: page", "{dispatch: leaf", "“dispatch”应为"),
    ("calendar.yaml", "overrides: []", "overrides: [{date: 2020-02-08}]", "须写明"),
    ("calendar.yaml", "policy_start: 2020-01-31", "policy_start: 31.1.2020", "应为日期"),
]



@pytest.mark.parametrize(("file", "old", "new", "reason"), REFUSED, ids=[f"{case[0]}:{case[2]}" for case in REFUSED])
def test_bad_file_is_refused(folder: Path, file: str, old: str, new: str, reason: str) -> None:
    line = spoil(folder, file, old, new)
    errors = [error for error in lint(folder) if reason in error.message]
    assert errors, [error.message for error in lint(folder)]
    assert errors[0].detail["file"] == file
    assert abs(int(str(errors[0].detail["line"])) - line) <= 10
    with pytest.raises(CatalogueError):
        load_catalogue(folder)


def test_the_line_is_that_of_the_mistake(folder: Path) -> None:
    line = spoil(folder, DISPATCH, "document: premises-proof", "document: premises-prof")
    (error,) = lint(folder)
    assert error.detail["line"] == line
    assert error.message == f"业务目录文件 {DISPATCH} 第{line}行有误：没有编码为“premises-prof”的材料种类"


def test_lint_names_every_mistake_of_every_file(folder: Path) -> None:
    spoil(folder, DISPATCH, "copies: 2", "copies: two")
    spoil(folder, DISPATCH, "need: tolerable", "need: perhaps")
    spoil(folder, HOURS, "decide: 20", "decide: 0")
    spoil(folder, "letters.yaml", "{case_no}", "{case}")
    assert {error.detail["file"] for error in lint(folder)} == {DISPATCH, HOURS, "letters.yaml"}
    assert len(lint(folder)) == 4


def test_overlapping_versions_are_refused(folder: Path) -> None:
    shutil.copy(folder / DISPATCH, folder / "items/dispatch-new-again.yaml")
    messages = [error.message for error in lint(folder)]
    assert any("有效期与" in message and "重叠" in message for message in messages)
    assert any("版本 2020-02-03.1" in message for message in messages)


@pytest.mark.parametrize(("content", "reason"), [
    (b"", "文件为空"),
    (b"code: [unclosed\n", "YAML 语法错误"),
    ("name: 不定时".encode("gb18030"), "不是 UTF-8 编码"),
    (b"a: &x [1]\nb: *x\n", "锚点与引用"),
    (b"a: &x [*x]\n", "锚点与引用"),
    (b"- 1\n", "此处应为一组"),
    (b"[" * 900_000, "嵌套超过20层"),
    (b"#" * 1_100_000, "文件超过"),
    (b"!!python/object/apply:os.system [ls]\n", "此处应为一组"),
])
def test_unreadable_file_is_refused(folder: Path, content: bytes, reason: str) -> None:
    (folder / DISPATCH).write_bytes(content)
    errors = [error for error in lint(folder) if error.detail["file"] == DISPATCH]
    assert any(reason in error.message for error in errors)
    assert errors


def test_missing_file_and_missing_items_are_named(folder: Path) -> None:
    (folder / "letters.yaml").unlink()
    assert any(error.detail["file"] == "letters.yaml" and "不存在" in error.message for error in lint(folder))
    assert lint(folder / "nowhere")


def test_calendar_override_reaches_the_catalogue(folder: Path) -> None:
    spoil(folder, "calendar.yaml", "overrides: []", "overrides: [{date: 2020-02-08, working: true, reason: 调休}]")
    spoil(folder, "calendar.yaml", "epidemic_end: null", "epidemic_end: 2020-06-06")
    catalogue = load_catalogue(folder)
    assert catalogue.day_overrides == {date(2020, 2, 8): True}
    assert catalogue.anchors["epidemic_end"] == date(2020, 6, 6)
