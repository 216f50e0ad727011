"""Units behind labels and on lines of their own: shops as well as companies, never whom a letter is written to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.reading import Cell, PageReading, Table, TextLine
from papers.fields.read_fields import read_fields
from papers.fields.values import unit
from tests.packaged import packaged
from tests.written.sheet import Paper, set_page


@pytest.mark.parametrize("name", ["北京禾苗间饭庄", "北京三里屯王记烤肉摊", "全聚德烤鸭店", "北京星河科技有限公司"])
def test_a_name_is_read_whatever_the_kind_of_business(name: str) -> None:
    assert unit(f"{name}（盖章）") == name


@pytest.mark.parametrize("text", [
    "北京市朝阳区社会保险基金管理中心：", "北京市朝阳区人力资源和社会保障局", "员工休息室", "北京市朝阳区建国路88号院",
    "北京市朝阳区社会保险基金管理中心北京星河科技有限公司", "公章）公公司", "公章）有限公司",
    "（单位公章）限公司", "盖章处某某公司", "北京市朝阳区市场监督管理局", "北京市海淀区市场监管局", "北京市医院管理局",
    "北京市顺义区农场管理局", "北京市朝阳区市场综合行政执法大队", "北京市朝阳区市场监管所",
])
def test_an_authority_a_room_and_an_address_are_no_applicants(text: str) -> None:
    assert unit(text) is None


@pytest.mark.parametrize(("text", "name"), [
    ("登记号统一社会信用代码91110105MA00XXXX79证号北京星河科技有限公司", "北京星河科技有限公司"),
    ("北京学院路阿强面坊", "北京学院路阿强面坊"), ("公章）北京星河科技有限公司", "北京星河科技有限公司"),
    ("（参保单位公章）北京星河科技有限公司", "北京星河科技有限公司"),
    ("北京公章刻制有限公司", "北京公章刻制有限公司"),
    ("北京朝阳就业服务中心有限公司", "北京朝阳就业服务中心有限公司"),
    ("北京张记小吃部（个体工商户）", "北京张记小吃部（个体工商户）"),
    ("北京星河科技有限公司地址：北京市朝阳区某路5号院", "北京星河科技有限公司"),
    ("北京朝阳医院检验科", "北京朝阳医院"),
    ("北京新发地市场管理有限公司", "北京新发地市场管理有限公司"), ("北京大红门市场", "北京大红门市场"),
    ("北京星河科技有限公", "北京星河科技有限公司"), ("北京星河科技有限责任公", "北京星河科技有限责任公司"),
    ("朗桐（北京）教育咨询有限统一社会信用代91110105761655925W公司", "朗桐（北京）教育咨询有限公司"),
    ("北京星河科技91110105761655925W有限公司", "北京星河科技有限公司"),
])
def test_a_value_ends_where_the_name_does(text: str, name: str) -> None:
    assert unit(text) == name


def test_whom_a_letter_is_written_to_does_not_apply() -> None:
    addressees = ("北京市朝阳区社会保险基金管理中心：", "北京远方商贸有限公司：")
    paper = Paper("单位承诺书", (*addressees, "我单位承诺材料真实。", "北京禾苗间饭庄（盖章）"))
    page = set_page(paper, 1, "北京禾苗间饭庄")
    catalogue = packaged()
    found = read_fields([page], catalogue.documents["commitment-letter"], catalogue.fields)
    assert {value.value for value in found if value.name == "unit_name"} == {"北京禾苗间饭庄"}


def test_a_code_within_a_sentence_is_read() -> None:
    page = set_page(Paper("参保信息变更申报表", ("统一社会信用代码91110105MA00XXXX78，登记号",)), 1, "")
    catalogue = packaged()
    found = read_fields([page], catalogue.documents["insured-change-form"], catalogue.fields)
    assert [value.value for value in found if value.name == "uscc"] == ["91110105MA00XXXX78"]


@pytest.mark.parametrize("tail", ["有限责任公司", "和物流有限责任公司"])
def test_the_second_line_of_a_broken_name_is_no_name_of_its_own(tail: str) -> None:
    name = "北京市朝阳区泰和物流有限责任公司"
    paper = Paper("单位实行特殊工时工作制申报情况表", (f"单位名称：{name}", f"申请单位（盖章）：{tail}"))
    catalogue = packaged()
    found = read_fields([set_page(paper, 1, name)], catalogue.documents["special-hours-status"], catalogue.fields)
    assert {value.value for value in found if value.name == "unit_name"} == {name}


def _units(page: PageReading, paper: str) -> set[str]:
    catalogue = packaged()
    found = read_fields([page], catalogue.documents[paper], catalogue.fields)
    return {value.value for value in found if value.name == "unit_name"}


def _row(*texts: str, top: float = 120.0) -> list[TextLine]:
    lefts = (80.0, 150.0, 330.0, 400.0)
    return [TextLine(text, (left, top, left + 12 * len(text), top + 15), 0.98)
            for left, text in zip(lefts, texts, strict=False)]


@pytest.mark.parametrize(("beside", "name", "found"), [
    ("开户银行", "中国农业银行北京堡头支行", False), ("就诊医院", "北京朝阳医院", False),
    ("毕业学校", "北京星河职业大学", False), ("", "北京朝阳医院", True), ("工作单位", "北京朝阳医院", True),
    ("名称（盖章）", "北京朝阳医院", True), ("", "北京星河科技有限公司", True),
])
def test_whom_a_form_names_beside_a_word_of_its_own_does_not_apply(beside: str, name: str, found: bool) -> None:
    row = _row(beside, name)[0 if beside else 1 :]
    page = set_page(Paper("基本养老保险待遇申领表（新增退休）", ()), 1, "")
    page = replace(page, lines=(*page.lines, *row))
    assert _units(page, "benefit-form") == ({name} if found else set())


BROKEN = [("有限责任", "公司"), ("有限", "责任公司"), ("有限责", "任公司"), ("有限责任公", "司"),
          ("研究院", "有限公司"), ("集团", "股份有限公司"), ("酒店", "有限责任公司"), ("中心有", "限公司")]


@pytest.mark.parametrize("label", ["参保单位", "泰保单位"])
@pytest.mark.parametrize(("first", "second"), BROKEN)
def test_a_broken_name_is_read_whole_though_its_label_was_misread(label: str, first: str, second: str) -> None:
    upper, below = _row(label, f"北京垣堃物业服务{first}"), TextLine(second, (190.0, 132.0, 225.0, 147.0), 0.98)
    page = set_page(Paper("参保信息变更（逾期补办）申报表", ()), 1, "")
    page = replace(page, lines=(*page.lines, *upper, below))
    assert _units(page, "insured-change-form") == {f"北京垣堃物业服务{first}{second}"}


@pytest.mark.parametrize("label", [("统一社会信用代", "码（18位）"), ("社会保险登记", "证编号"), ("所属行", "业")])
def test_a_broken_name_is_read_without_the_cell_whose_rule_was_lost(label: tuple[str, str]) -> None:
    name, number = "朗桐天成（北京）教育咨询有限公司", "91110105761655925W"
    first, second = (name[:-2], 172, 102), (name[-2:], 238, 114)
    places = (first, (label[0], 343, 102), (number, 443, 109), second, (label[1], 352, 113))
    inside = tuple(TextLine(text, (x, y, x + 10.8 * len(text), y + 10.5), 1.0) for text, x, y in places)
    title = TextLine("用人单位名称", (83.0, 107.7, 149.0, 118.0), 1.0)
    woven = Cell(0, 1, 1, 1, (161.0, 100.0, 655.0, 125.0), "".join(one.text for one in inside))
    cells = (Cell(0, 0, 1, 1, (71.0, 100.0, 161.0, 125.0), title.text), woven)
    page = set_page(Paper("社会保险费补缴申报表（明细）", ()), 1, "")
    table = Table((71.0, 100.0, 655.0, 125.0), (cells,))
    page = replace(page, lines=(*page.lines, title, *inside), tables=(table,))
    assert _units(page, "backpay-form") == {name}


@pytest.mark.parametrize("below", ["北京远方商贸有限公司", "朝阳分公司", "统一社会信用代码", "易凤"])
def test_what_stands_below_a_whole_name_is_no_part_of_it(below: str) -> None:
    rows = (*_row("参保单位", "北京垣堃精密仪器研究院"), TextLine(below, (150.0, 138.0, 260.0, 153.0), 0.98))
    page = set_page(Paper("参保信息变更（逾期补办）申报表", ()), 1, "")
    page = replace(page, lines=(*page.lines, *rows))
    assert "北京垣堃精密仪器研究院" in _units(page, "insured-change-form")


CODED = "（统一社会信用代码：91110105MA00XXXX79）"


@pytest.mark.parametrize(("text", "name"), [
    (f"我单位北京星河科技有限公司{CODED}职工苏勇，男，申请核准。", "北京星河科技有限公司"),
    ("我单位北京星河科技有限公司（统一社会用代码（18位）：91110105MA00XXXX79）职工苏勇", "北京星河科技有限公司"),
    ("北京日本企业管理咨询有限公司", "北京日本企业管理咨询有限公司"),
    ("兹有我公司星河（北京）科技有限公司职工苏勇，现申请核准。", "星河（北京）科技有限公司"),
    ("本单位为北京禾苗间饭庄，现有职工5人。", "北京禾苗间饭庄"),
    (f"恒诚远达科技有限公司{CODED}职工苏勇，男，申请核准。", "恒诚远达科技有限公司"),
    (f"我司恒诚远达科技有限公司{CODED}职工苏勇，男，申请核准。", "恒诚远达科技有限公司"),
    ("我单位北京某某地区甲乙丙丁戊己庚辛壬癸科技发展及信息咨询服务有限公司（统一社会信用代码见上）",
     "北京某某地区甲乙丙丁戊己庚辛壬癸科技发展及信息咨询服务有限公司"),
    (f"现授权我单位所属的浙江星河科技股份有限公司设在本市的北京分公司{CODED}以自己的名义申请。", None),
    ("股东共同出资设立恒诚远达科技有限公司（以下简称公司）。", None),
    ("我单位客户北京禾泽物流有限公司停产。", None),
    ("我单位与北京禾泽物流有限公司签订合同。", None),
    ("我单位职工苏勇原在北京禾泽物流有限公司工作。", None),
    ("我公司北京星河科技有限公司受北京禾泽物流有限公司委托申报。", None),
    ("我单位恒诚远达科技有限公司职工苏勇", None),
    ("向北京市朝阳区社会保险基金管理中心申请核准。", None),
])  # fmt: skip
def test_by_whom_a_sentence_speaks_is_read_where_nothing_else_names_him(text: str, name: str | None) -> None:
    page = set_page(Paper("关于新增退休人员待遇的申报", (text, "2020年3月11日")), 1, "")
    catalogue = packaged()
    found = read_fields([page], catalogue.documents["benefit-form"], catalogue.fields)
    assert {value.value for value in found if value.name == "unit_name"} == ({name} if name else set())


def test_a_label_wins_over_who_speaks_in_a_sentence() -> None:
    blocks = (f"我单位北京禾泽物流有限公司{CODED}申请。", "单位名称：北京星河科技有限公司")
    page = set_page(Paper("关于新增退休人员待遇的申报", blocks), 1, "")
    catalogue = packaged()
    found = read_fields([page], catalogue.documents["benefit-form"], catalogue.fields)
    assert {value.value for value in found if value.name == "unit_name"} == {"北京星河科技有限公司"}


@pytest.mark.parametrize("form", [
    "普通合伙", "有限合伙", "特殊普通合伙", "特殊的普通合伙", "个人独资", "有限合伙企业", "个体工商户",
])
@pytest.mark.parametrize("brackets", ["（）", "()"])
def test_form_of_a_firm_in_brackets_belongs_to_its_name(form: str, brackets: str) -> None:
    name = f"北京万邦汇才会计师事务所{brackets[0]}{form}{brackets[1]}"
    for tail in ("", "（盖章）", "法定代表人", "，统一社会信用代码"):
        assert unit(name + tail) == f"北京万邦汇才会计师事务所（{form}）"
    assert unit("（北京万邦有限公司）") == "北京万邦有限公司"
