"""Values behind labels, in cells and in sentences, each with its place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cases.reading import ColourMode, PageReading, Source, TextLine
from catalogue.model import DocumentType
from papers.fields import dates
from papers.fields import values as field_values
from papers.fields.read_fields import read_fields
from tests.packaged import packaged
from tests.written.sheet import Paper, set_page

UNIT, CODE = "北京华兴劳务有限公司", "91110105MA00XXXX79"
PERSON_NUMBER = "110101199001010015"
FIELDS = packaged().fields


def document(*fields: str, code: str = "form") -> DocumentType:
    return DocumentType(code, "申请书", (), (), 1, fields=fields)


def page(*lines: tuple[float, float, str] | str, number: int = 1, score: float = 0.98) -> PageReading:
    """Lines are texts one below the other, or (x, y, text) for cells; 12 points high."""
    placed = [(60.0, 60.0 + 24 * at, one) if isinstance(one, str) else one for at, one in enumerate(lines)]
    made = tuple(TextLine(text, (x, y, x + 12 * len(text), y + 12), score) for x, y, text in placed)
    rest: Any = ((), (), 0.05)
    return PageReading(number, 0, number, (210.0, 297.0), Source.OCR, ColourMode.COLOUR, 0, made, *rest)


def read(name: str, *lines: tuple[float, float, str] | str, code: str = "form") -> list[str]:
    return [one.value for one in read_fields([page(*lines)], document(name, code=code), FIELDS) if one.name == name]


@pytest.mark.parametrize(
    "lines",
    [
        (f"申请单位：{UNIT}",),
        (f"单 位 名 称: {UNIT}（盖章）",),
        ("名称 " + UNIT,),
        ((60, 60, "单位名称"), (180, 61, UNIT)),
        ((60, 60, "单位名称："), (180, 59, UNIT)),
        ((60, 60, "单位名称"), (180, 60, UNIT[:7]), (180, 76, UNIT[7:])),
        (f"申请单位（盖章）：{UNIT}",),
        (f"1、企业名称：{UNIT}　　联系电话：",),
        (f"{UNIT}章程", "第一条 总则"),
        (f"单位全称：{UNIT}",),
        ((60, 60, "名"), (110, 60, f"称 {UNIT}")),
    ],
    ids=[
        "colon",
        "spaced",
        "licence",
        "cell",
        "cell with colon",
        "wrapped cell",
        "signature",
        "numbered",
        "head of statute",
        "full name",
        "label in two pieces",
    ],
)
def test_unit_name_in_its_variants(lines: tuple) -> None:
    assert read("unit_name", *lines) == [UNIT]


@pytest.mark.parametrize(
    "lines",
    [("单位名称：",), ("单位名称", "统一社会信用代码"), ("出租单位：上海大通物流有限公司",), ("单位应当如实填写。",)],
)
def test_nothing_is_guessed(lines: tuple) -> None:
    assert read("unit_name", *lines) == []


def test_brackets_stay_and_become_full_width() -> None:
    assert read("unit_name", "单位名称：北京(华兴)有限公司") == ["北京（华兴）有限公司"]


def test_value_carries_page_box_and_score() -> None:
    label, cell = (60, 60, "单位名称"), (180, 60, UNIT)
    values = read_fields([page(label, cell, number=4, score=0.9)], document("unit_name"), FIELDS)
    (found,) = [value for value in values if value.name == "unit_name"]
    assert found.page == 4
    assert found.box == (180, 60, 180 + 12 * len(UNIT), 72)
    assert found.confidence == pytest.approx(0.9 * 0.98, abs=0.001)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"统一社会信用代码：{CODE}", [(CODE, False)]),
        (f"统一社会信用代码：{CODE.replace('0', 'O', 1)}", [(CODE, True)]),
        (f"统一社会信用代码：{CODE[:-1]}8", [(CODE[:-1] + "8", False)]),
        (f"本公司（{CODE}）成立于2010年", [(CODE, False)]),
        (f"本公司（统一社会信用代码：{CODE}）成立于2010年", [(CODE, False)]),
        (f"身份证号码：{PERSON_NUMBER}", []),
        (f"统一社会信用代码：{PERSON_NUMBER}", []),
        ("编号 370102197912163739", []),
    ],
    ids=[
        "right",
        "one slip mended",
        "wrong check",
        "in text",
        "in brackets",
        "identity number",
        "identity number at the label",
        "passes by chance",
    ],
)
def test_credit_code(text: str, expected: list) -> None:
    found = read_fields([page(text)], document("uscc"), FIELDS)
    assert [(one.value, one.repaired) for one in found] == expected


def test_no_field_ever_holds_an_identity_number() -> None:
    fields = ("unit_name", "person_name", "agent", "legal_rep", "address", "rows", "id_no", "agent_id")
    lines = (
        f"姓名：王伟 公民身份号码：{PERSON_NUMBER}",
        f"受托人：李娜 身份证号码：{PERSON_NUMBER}",
        f"住址 {PERSON_NUMBER}号",
    )
    found = read_fields([page(*lines[:2])], document(*fields), FIELDS)
    assert [one for one in found if PERSON_NUMBER in one.value] == []


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("legal_rep", "法定代表人：王伟", "王伟"),
        ("legal_rep", "法定代表人 王小伟", "王小伟"),
        ("legal_rep", "王伟，男，系我单位执行董事，为我单位法定代表人。", "王伟"),
        ("legal_rep", "兹证明王伟同志为我单位法定代表人", "王伟"),
        ("agent", "受委托人：李娜　　身份证号码：", "李娜"),
        ("agent", "现委托李娜为我单位代理人", "李娜"),
        ("capital", "注册资本：人民币500万元", "5000000"),
        ("capital", "公司注册资本为人民币贰佰万元整，由股东出资。", "2000000"),
        ("headcount", "二、裁减人员数量：拟裁减21人，占职工总数的16.5%。", "21"),
        ("total_staff", "公司现有职工总数127人", "127"),
        ("plan_date", "裁减时间为2020年2月22日。", "2020-02-22"),
        ("explain_date", "公司于2020年1月3日向工会说明了裁减人员的情况。", "2020-01-03"),
        ("cycle", "三、以季为计算周期，采用轮班方式", "季"),
        ("cycle", "计算周期：一个季度", "季"),
        ("cycle", "计算周期：以月为周期", "月"),
        ("cycle", "综合计算周期：周□月□季□年☑", "年"),
        ("pay_method", "缴费方式：银行缴费", "银行缴费"),
        ("pay_method", "缴费方式：☑银行缴费 □现金缴费", "银行缴费"),
        ("has_union", "本单位未建立工会。", "false"),
        ("has_union", "工会委员会", "true"),
        ("ground", "属于生产经营发生严重困难的情形", "生产经营发生严重困难"),
        ("term", "营业期限 2010年1月1日至2030年12月31日", "2030-12-31"),
        ("term", "营业期限 长期", "长期"),
        ("address", "经营场所：北京市朝阳区建国路1号，建筑面积100平方米", "北京市朝阳区建国路1号"),
    ],
)
def test_value(name: str, text: str, expected: str) -> None:
    assert read(name, text)[0] == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("legal_rep", "法定代表人（签字）："),
        ("legal_rep", "法定代表人应当如实申报"),
        ("capital", "注册资本：100万美元"),
        ("pay_method", "缴费方式：□银行缴费 □现金缴费"),
        ("explain_date", "2020年13月3日向工会说明"),
        ("cycle", "计算周期：周、月、季、年"),
        ("cycle", "计算周期：受季节影响"),
        ("cycle", "计算周期：不适用"),
    ],
    ids=["empty signature", "prose", "foreign money", "no choice made", "no such day", "choices", "season", "none"],
)
def test_no_value(name: str, text: str) -> None:
    assert read(name, text) == []


def test_way_of_paying_that_is_misread_is_there_but_not_sure() -> None:
    (found,) = read_fields([page((60, 60, "缴费方式：银行徼赞"))], document("pay_method"), FIELDS)
    assert (found.value, found.confidence <= 0.5) == ("银行徼赞", True)


@pytest.mark.parametrize("lines", [
    (f"单位:{UNIT}，统一社会信用代码", "{code}，社会保险登记号110105487030。", (60, 400, "由手机扫描生成" * 3)),
    ("本单位（{code}）申请办理", "特此申请"),
    ("证照编号", "{code}（1-1）"),
    ((60, 60, "社会信用代码"), (180, 60, "{head}"), (180, 74, "{rest}"), (60, 200, "合计")),
    ("本单位代码为{head}", "{rest}，现申请如下"),
], ids=["label ends its line", "in brackets", "other label", "wrapped cell", "wrapped line"])
@pytest.mark.parametrize("code", [CODE, CODE[:-1] + "8"], ids=["sound", "failing"])
def test_credit_code_is_read_wherever_it_stands(lines: tuple, code: str) -> None:
    def filled(text: str) -> str:
        return text.format(code=code, head=code[:13], rest=code[13:])

    placed = (filled(one) if isinstance(one, str) else (*one[:2], filled(one[2])) for one in lines)
    assert read("uscc", *placed)[-1] == code


@pytest.mark.parametrize(
    "text", ["账号：911101052345678901", "编号91110105MA00XXXX7912", "身份证件号码911101199001010015"]
)
def test_other_numbers_are_no_credit_codes(text: str) -> None:
    assert read("uscc", text) == []


def test_labelled_code_that_lost_a_character_is_read_as_it_stands() -> None:
    assert read("uscc", "统一社会信用代码：91110105MA062MT08") == ["91110105MA062MT08"]


def test_person_of_a_card_fills_the_field_of_its_slot() -> None:
    assert read("agent", "姓名 李娜", code="agent-identity") == ["李娜"]
    assert read("legal_rep", "姓名 王伟", code="legal-representative-identity") == ["王伟"]


def test_date_is_the_last_of_the_document() -> None:
    assert read("date", "自2020年3月1日起", f"{UNIT}", "2020年2月6日") == ["2020-02-06"]


def roster(*serials: str) -> list:
    head = [(60, 60, "序号"), (120, 60, "姓名"), (240, 60, "户籍"), (360, 60, "岗位")]
    return [*head, *((64, 84 + 24 * at, serial) for at, serial in enumerate(serials))]


@pytest.mark.parametrize(("serials", "sure"), [(("1", "2", "3"), True), (("1", "3"), False)], ids=["whole", "gap"])
def test_rows_are_counted_by_serial_number(serials: tuple, sure: bool) -> None:
    found = {one.name: one for one in read_fields([page(*roster(*serials))], document("rows", "headcount"), FIELDS)}
    assert (found["rows"].value, found["headcount"].value) == ("3", "3")
    assert (found["rows"].confidence > 0.85) is sure
    assert found["columns"].value == "序号、姓名、户籍、岗位"


@pytest.mark.parametrize("total", [True, False], ids=["with total", "summed"])
def test_people_of_a_table_of_posts(total: bool) -> None:
    cells = [
        (60, 60, "岗位"),
        (160, 60, "人数"),
        (60, 84, "维修工"),
        (164, 84, "3"),
        (60, 108, "保安员"),
        (164, 108, "4"),
    ]
    cells += [(60, 132, "合计"), (164, 132, "7")] if total else []
    assert read("headcount", *cells) == ["7"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("200万元", "2000000"), ("人民币2,000,000.00元", "2000000"), ("贰佰万圆整", "2000000"),
        ("1.5亿元", "150000000"),
        ("壹仟贰佰叁拾万元", "12300000"), ("贰佰万元整", "2000000"), ("一百二十点五万元", "1205000"),
        ("廿万元", "200000"),
        ("美元100万", None), ("无", None),
    ],
)  # fmt: skip
def test_amounts(text: str, expected: str | None) -> None:
    assert field_values.yuan(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020年2月3日", "2020-02-03"), ("2020-02-03", "2020-02-03"), ("2020.2.3", "2020-02-03"),
        ("二〇二〇年二月十三日", "2020-02-13"), ("2020年2月30日", None), ("长期", None),
    ],
)  # fmt: skip
def test_days(text: str, expected: str | None) -> None:
    assert dates.day(text) == expected


def test_signature_is_no_reading_of_the_name() -> None:
    assert read("legal_rep", "法定代表人：陈浩磊", "法定代表人（签字）：陈告磊") == ["陈浩磊"]
    assert read("legal_rep", "法定代表人（签字或盖章） 陈告磊") == []


@pytest.mark.parametrize("text", ["2017.03.12-2037.0", "2017.03.12—20", "2017年3月12日至2"])
def test_term_whose_end_was_not_read_has_no_end(text: str) -> None:
    assert dates.last_day(text) is None
    assert dates.last_day("2017.03.12-2037.03.12") == "2037-03-12"


def _count_table(*numbers: str) -> list[tuple[float, float, str]]:
    cells: list[tuple[float, float, str]] = [(60, 60, "岗位或工种"), (200, 60, "人数")]
    for row, number in enumerate(numbers):
        cells.append((60, 84 + 24 * row, f"岗位{'甲乙丙'[row]}"))
        if number:
            cells.append((206, 84 + 24 * row, number))
    return cells


def test_sum_of_rows_needs_a_number_in_each() -> None:
    assert read("headcount", *_count_table("3", "2", "1")) == ["6"]
    assert read("headcount", *_count_table("3", "2", "")) == []


def test_label_whose_box_reaches_into_its_value() -> None:
    assert read("legal_rep", (60, 60, "法定代表人"), (112, 61, "王小伟")) == ["王小伟"]


def test_long_value_does_not_run_into_the_row_below() -> None:
    address = "北京市朝阳区建国路1号院4号楼11层1041室"
    cells = [(60, 60, "住所"), (140, 60, address), (60, 78, "经营范围"), (140, 78, "劳务派遣。")]
    assert read("address", *cells) == [address]


@pytest.mark.parametrize("ruled", [True, False])
@pytest.mark.parametrize(("grid", "cycle"), [
    ((("涉及人数", "15人", "计算周期", "年"), ("申请理由", "受季节和客流影响", "申请期限", "一年")), ["年"]),
    ((("计算周期", "年"), ("申请理由", "忙季每月加班较多")), ["年"]),
    ((("岗位", "人数", "计算周期", "备注"), ("司机", "5", "季", "每年五月")), ["季"]),
    ((("岗位", "工时制度", "计算周期", "说明"), ("司机", "不定时", "", "首次"), ("合计", "", "月均", "")), []),
    ((("计算周期", "——"), ("申请理由", "受季节影响")), []),
], ids=["beside", "season below", "column", "empty column", "dash"])
def test_the_cycle_is_what_stands_in_its_cell_and_no_word_of_a_reason(
    grid: tuple[tuple[str, ...], ...], cycle: list[str], ruled: bool
) -> None:
    page = set_page(Paper("申报表", (grid,)), 1, "")
    page = page if ruled else replace(page, tables=())
    catalogue = packaged()
    found = read_fields([page], catalogue.documents["special-hours-form"], catalogue.fields)
    assert [value.value for value in found if value.name == "cycle"] == cycle


TROUBLE, CHANGED = "生产经营发生严重困难", "客观经济情况发生重大变化"
CONVERTED, REORGANISED = "企业转产、重大技术革新或者经营方式调整", "依照企业破产法规定进行重整"


@pytest.mark.parametrize(("lines", "ground"), [
    (("所在行业因市场原因，公司经营所依据的有关合同及其他各类客观经济", "情况发生重大变化，致使合同无法履行"), CHANGED),
    (("适用《劳动合同法》第四十一条第一款第四项。",), CHANGED), (("依据劳动合同法第41条第1款第（4）项",), CHANGED),
    (("根据《中华人民共和国劳动合同法》第四十一条第一款第（二）项之规定",), TROUBLE),
    (("根据《中华人民共和国劳动合同法》第四十一", "条第一款第（一）项的规定"), REORGANISED),
    (("符合《中华人民共和国劳动合同法》第四十一条规定的第一款第（一）", "项情形，公司据此裁减人员"), REORGANISED),
    (("符合劳动合同法第四十一条规定的第三种情形",), CONVERTED), (("因重大技术革新，部分岗位取消",), CONVERTED),
    (("公司調整經營方式，經變更勞動合同後仍需裁減人員",), CONVERTED), (("單位生產經營發生嚴重困難",), TROUBLE),
    (("☐依照企业破产法规定进行重整", "☑生产经营发生严重困难"), TROUBLE),
    (("□转产 √经营方式调整",), CONVERTED),
    (("□转产 □严重困难 □重整 □客观经济情况发生重大变化",), None),
    (("因疫情影响，公司拟裁减人员三十人。",), None), (("第四十一条第二款第二项规定的人员优先留用",), None),
    (("名单中不包括第四十二条第（二）项规定的人员",), None),
])  # fmt: skip
def test_statutory_ground_of_a_layoff(lines: tuple[str, ...], ground: str | None) -> None:
    found = read("ground", *lines, code="layoff-legal-basis")
    assert found == ([] if ground is None else [ground])
