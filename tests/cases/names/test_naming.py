"""File names: every variant of domain d3, and what must hold for any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases.finding import Severity
from cases.names.item_names import NamedItem
from cases.names.name_cleaning import clean_name, decode_bytes
from cases.names.naming import MAX_BYTES, ParsedName, compose, parse, same_name
from cases.plain_text import name_as_written
from cases.submission import FileKind

pytestmark = pytest.mark.thorough

FLEXIBLE, COMPREHENSIVE, DISPATCH, LAYOFF = "hours-flexible", "hours-comprehensive", "dispatch-new", "layoff-report"
ITEMS = tuple(NamedItem(*one) for one in (
    (DISPATCH, ("新申请劳务派遣行政许可", "劳务派遣经营许可新办", "劳务派遣许可证申请", "劳务派遣新申请")),
    (FLEXIBLE, ("不定时工作制", "不定时工时制", "不定时工作制审批", "特殊工时")),
    (COMPREHENSIVE, ("综合计算工时工作制", "综合计算工时", "综合工时", "特殊工时")),
    (LAYOFF, ("企业裁减人员报告", "裁减人员报告", "裁员报告")),
))


def codes(parsed: ParsedName) -> list[str]:
    return [finding.code for finding in parsed.findings]


@pytest.mark.parametrize(("name", "unit", "items", "findings"), [
    ("某某公司+不定时工作制.pdf", "某某公司", (FLEXIBLE,), []),
    ("某某公司＋不定时工作制.pdf", "某某公司", (FLEXIBLE,), ["name-normalised"]),
    ("某某公司➕不定时工作制.pdf", "某某公司", (FLEXIBLE,), ["name-normalised"]),
    ("某某公司 + 新申请劳务派遣行政许可 .PDF", "某某公司", (DISPATCH,), ["name-normalised"]),
    ("某某公司-综合计算工时工作制.pdf", "某某公司", (COMPREHENSIVE,), ["name-weak-separator"]),
    ("某某公司_综合计算工时工作制.pdf", "某某公司", (COMPREHENSIVE,), ["name-weak-separator"]),
    ("某某公司 综合计算工时工作制.pdf", "某某公司", (COMPREHENSIVE,), ["name-weak-separator"]),
    ("某某公司、综合计算工时工作制.pdf", "某某公司", (COMPREHENSIVE,), ["name-weak-separator"]),
    ("某某公司—综合计算工时工作制.pdf", "某某公司", (COMPREHENSIVE,), ["name-weak-separator"]),
    ("某某公司综合计算工时工作制.pdf", "某某公司", (COMPREHENSIVE,), ["name-weak-separator"]),
    ("北京某某科技有限公司(分公司)+不定时工作制.pdf",
     "北京某某科技有限公司（分公司）", (FLEXIBLE,), ["name-normalised"]),
    ("某某（北京）公司+不定时工作制.pdf", "某某（北京）公司", (FLEXIBLE,), []),
    ("【某某公司】+【不定时工作制】.pdf", "某某公司", (FLEXIBLE,), ["name-normalised"]),
    ("某某公司+不定时工作制.pdf.pdf", "某某公司", (FLEXIBLE,), ["name-normalised"]),
    ("某某公司+不定时工作制．pdf", "某某公司", (FLEXIBLE,), ["name-normalised"]),
    ("某某公司+不定时工作制(1).pdf", "某某公司", (FLEXIBLE,), ["name-normalised"]),
    ("不定时工作制+某某公司.pdf", "某某公司", (FLEXIBLE,), ["name-order-swapped"]),
    ("不定时工作制-某某公司.pdf", "某某公司", (FLEXIBLE,), ["name-weak-separator", "name-order-swapped"]),
    ("某某公司.pdf", "某某公司", (), ["name-item-missing"]),
    ("不定时工作制.pdf", None, (FLEXIBLE,), ["name-unit-missing"]),
    ("扫描件001.pdf", None, (), ["name-unit-missing", "name-item-missing"]),
    ("新建文档.pdf", None, (), ["name-unit-missing", "name-item-missing"]),
    ("扫描件001+不定时工作制.pdf", None, (FLEXIBLE,), ["name-unit-missing"]),
    ("某某公司+新申请劳务派遣行政许可/不定时工作制", "某某公司", (DISPATCH, FLEXIBLE), ["name-item-ambiguous"]),
    ("某某公司+新申请劳务派遣行政许可／不定时工作制.pdf", "某某公司", (DISPATCH, FLEXIBLE),
     ["name-normalised", "name-item-ambiguous"]),
    ("某某公司+劳务派遣.pdf", "某某公司", (DISPATCH,), ["name-item-ambiguous"]),
    ("某某公司+特殊工时.pdf", "某某公司", (FLEXIBLE, COMPREHENSIVE), ["name-item-ambiguous"]),
    ("某某公司+综合计算工时工作制和不定时工作制.pdf", "某某公司", (FLEXIBLE, COMPREHENSIVE), ["name-item-ambiguous"]),
    ("某某公司+劳务派遣许可证延续申请.pdf", "某某公司", (DISPATCH,), ["name-item-ambiguous"]),
    ("C:\\扫描\\某某公司+裁员报告.pdf", "某某公司", (LAYOFF,), ["name-normalised"]),
    ("../../某某公司+裁员报告.pdf", "某某公司", (LAYOFF,), ["name-normalised"]),
    ("FW: 某某公司+不定时工作制-盖章版v2.pdf", "某某公司", (FLEXIBLE,), ["name-normalised", "name-normalised"]),
    ("附件1：某某公司关于不定时工作制的申请.pdf", "某某公司", (FLEXIBLE,),
     ["name-normalised", "name-normalised", "name-normalised", "name-weak-separator"]),
    ("某某公司+不定时工作制2020年2月12日.pdf", "某某公司", (FLEXIBLE,), ["name-normalised"]),
    ("北 京 某 某 公 司+不 定 时 工 作 制.pdf", "北京某某公司", (FLEXIBLE,), ["name-normalised"]),
    ("A-B科技有限公司-不定时工作制.pdf", "A-B科技有限公司", (FLEXIBLE,), ["name-weak-separator"]),
    ("Acme Co+不定时工作制.pdf", "Acme Co", (FLEXIBLE,), []),
    ("某某公司+不定吋工作制.pdf", "某某公司", (), ["name-item-missing"]),  # one wrong of six is below 0.85
    ("某某公司+不定时工作制度审批.pdf", "某某公司", (FLEXIBLE,), []),
    ("某某公司+不定时工作制.pdf.exe", "某某公司", (FLEXIBLE,), ["name-normalised", "file-extension-mismatch"]),
    ("某某公司+营业执照.pdf", "某某公司", (), ["name-item-missing"]),
])
def test_variant(name: str, unit: str | None, items: tuple[str, ...], findings: list[str]) -> None:
    parsed = parse(name, ITEMS)
    assert (parsed.unit, parsed.items, codes(parsed)) == (unit, items, findings)


@pytest.mark.parametrize(("name", "unit", "item", "part"), [
    ("北京星河科技有限公司关于申请实行不定时工作制的申请.pdf", "北京星河科技有限公司", FLEXIBLE, None),
    ("20200212北京星河科技有限公司裁员报告盖章扫描版_终稿(2).pdf", "北京星河科技有限公司", LAYOFF, None),
    ("北京星河科技有限公司+不定时工作制+张丽 13800000000.pdf", "北京星河科技有限公司", FLEXIBLE, None),
    ("北京星河科技有限公司+不定时工作制 张丽13800000000.pdf", "北京星河科技有限公司", FLEXIBLE, None),
    ("张丽+不定时工作制.pdf", None, FLEXIBLE, None),
    ("北京市朝阳区社会保险基金管理中心+裁员报告.pdf", None, LAYOFF, None),
    ("恒诚远达+裁员报告.pdf", None, LAYOFF, "恒诚远达"),
    ("回复：【补正一次性告知书】北京星河科技有限公司＋不定时工作制（SL20200212-000123）",
     "北京星河科技有限公司", FLEXIBLE, None),
    ("北京甲有限公司、北京乙有限公司裁员报告", None, LAYOFF, None),
])
def test_names_out_of_daily_life(name: str, unit: str | None, item: str | None, part: str | None) -> None:
    parsed = parse(name, ITEMS)
    assert (parsed.unit, parsed.item, parsed.part) == (unit, item, part)


def test_a_name_is_never_more_than_a_notice() -> None:
    found = parse("某某公司-劳务派遣.PDF", ITEMS).findings
    assert "name-item-ambiguous" in {finding.code for finding in found}
    assert {finding.severity for finding in found} == {Severity.NOTICE}


def test_part_of_a_package_keeps_its_number_and_name() -> None:
    parsed = parse("某某公司+不定时工作制+01 营业执照副本.pdf", ITEMS)
    assert (parsed.number, parsed.part) == (1, "营业执照副本")
    assert parsed.canonical() == "某某公司+不定时工作制+01营业执照副本.pdf"


def test_material_that_repeats_the_item_stays_a_part() -> None:
    parsed = parse("某某公司+不定时工作制+02不定时工作制申报表.pdf", ITEMS)
    assert (parsed.item, parsed.number, parsed.part) == (FLEXIBLE, 2, "不定时工作制申报表")


def test_one_doubtful_candidate_is_no_item() -> None:
    parsed = parse("某某公司+劳务派遣.pdf", ITEMS)
    assert (parsed.items, parsed.item) == ((DISPATCH,), None)


def test_name_without_unit_and_item_is_still_stored() -> None:
    assert parse("扫描件001.pdf", ITEMS).canonical() == "待核单位+待核业务.pdf"


@pytest.mark.parametrize(("name", "kind", "expected"), [
    ("某某公司+不定时工作制", FileKind.PDF, ["name-normalised"]),
    ("某某公司+不定时工作制.pdf", FileKind.PDF, []),
    ("某某公司+不定时工作制.pdf", FileKind.OTHER, ["file-extension-mismatch"]),
    ("某某公司+不定时工作制.jpg", FileKind.PDF, ["file-extension-mismatch"]),
    ("某某公司+不定时工作制.docx", FileKind.OTHER, []),
])
def test_extension_against_content(name: str, kind: FileKind, expected: list[str]) -> None:
    assert codes(parse(name, ITEMS, kind)) == expected


@pytest.mark.parametrize("charset", ["utf-8", "gb18030", "big5"])
def test_raw_bytes_are_decoded(charset: str) -> None:
    raw = "中文公司+工作.pdf".encode(charset)
    assert decode_bytes(raw) == "中文公司+工作.pdf"


def test_undecoded_header_words_and_bytes() -> None:
    assert parse("=?gb18030?B?xLPEs7mry74rsru2qMqxuaTX99bGLnBkZg==?=", ITEMS).unit == "某某公司"
    raw = "某某公司+不定时工作制.pdf".encode("gb18030").decode("ascii", "surrogateescape")
    assert parse(raw, ITEMS).canonical() == "某某公司+不定时工作制.pdf"


def test_a_message_never_shows_an_identity_number() -> None:
    parsed = parse("110101199001010015.pdf", ITEMS)
    assert "name-unit-missing" in codes(parsed)
    assert all("110101199001010015" not in finding.message for finding in parsed.findings)


@pytest.mark.parametrize(("one", "two", "same"), [
    ("华兴（北京）有限公司", "华兴(北京) 有限公司", True),
    ("华兴【北京】有限公司", "华兴（北京）有限公司", True),
    ("华兴有限公司", "华星有限公司", False),
    ("某某（北京）公司", "某某公司", False),
    ("北京（分公司）", "北京分公司", False),
    ("ＡＢＣ公司", "ABC公司", True),
])
def test_same_name(one: str, two: str, same: bool) -> None:
    assert same_name(one, two) is same


@given(st.text())
def test_folding_a_name_twice_changes_nothing(text: str) -> None:
    assert name_as_written(name_as_written(text)) == name_as_written(text)


WORDS = ["某某公司", "北京", "+", "＋", "-", " ", "（", ")", "不定时工作制", "劳务派遣", "材料", "FW:", ".pdf", "(1)",
         "2020-02-12",
         "裁员报告", "/", "\\", "01", "副本", "关于", "待核单位", "\u200b", "特殊工时", "A", "店", ".exe", "=?", "?="]
PLAIN = st.lists(st.sampled_from(WORDS), max_size=6).map("".join)
NAMES = st.one_of(st.text(), st.lists(st.sampled_from(WORDS), max_size=8).map("".join),
                  st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=3)), max_size=6).map("".join))


@given(NAMES, st.one_of(st.none(), st.sampled_from(FileKind)))
def test_any_name_is_parsed_and_stored_safely(name: str, kind: FileKind | None) -> None:
    stored = parse(name, ITEMS, kind).canonical()
    assert len(stored.encode()) <= MAX_BYTES
    assert not set(stored) & set('<>:"/\\|?*\0\n\r\t')
    assert stored.endswith(".pdf")


@settings(max_examples=300, derandomize=True)
@given(st.tuples(PLAIN, st.sampled_from("+-_ "), st.sampled_from(["不定时工作制", "裁员报告"]), PLAIN).map("".join))
def test_stored_name_parses_back(name: str) -> None:
    parsed = parse(name, ITEMS)
    stored = parsed.canonical()
    if parsed.item_name is None or parsed.unit is None or len(stored.encode()) > MAX_BYTES - 4:
        return
    again = parse(stored, ITEMS)
    assert again.canonical() == stored
    assert (again.unit, again.items) == (parsed.unit, parsed.items)
    assert (again.part, again.number) == (parsed.part, parsed.number)
    assert codes(again) == []


@given(st.text(), st.text(), st.one_of(st.none(), st.text()))
def test_composed_names_fit_any_file_system(unit: str, item: str, part: str | None) -> None:
    composed = compose(unit, item, part)
    assert len(composed.encode("utf-8", "surrogatepass")) <= MAX_BYTES


def test_long_unit_is_cut_at_a_character() -> None:
    composed = compose("长" * 100 + "公司", "不定时工作制")
    assert len(composed.encode()) <= MAX_BYTES
    assert composed.endswith("+不定时工作制.pdf")


def test_endless_name_is_parsed_at_once() -> None:
    started = time.perf_counter()
    parse("甲-" * 100_000 + "某某公司+不定时工作制.pdf", ITEMS)
    parse("甲 " * 100_000, ITEMS)
    assert time.perf_counter() - started < 2


def test_cleaning_notes_each_step_once() -> None:
    cleaned = clean_name("C:\\a\\FW: 某某公司＋不定时工作制 (1).PDF.pdf", None, lambda text: False)
    assert cleaned.stem == "某某公司+不定时工作制"
    assert len(cleaned.findings) == 5
