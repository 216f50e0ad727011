"""Values on forms of other hands: in running text, in columns, behind labels broken over lines, beside lost rules."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.reading import PageReading, TextLine
from tests.papers.fields.test_document_fields import tabled, values
from tests.papers.fields.test_read_fields import UNIT, page, read

WRONG_CODE = "91110105MA00XXXX78"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1、胡秀英，身份证号码略，补缴2020年1月至2020年2月，共2个月，缴费基数7903元。", "2020-01", "2020-02"),
        ("王伟补缴2019年11月—2020年1月共3个月的社会保险费", "2019-11", "2020-01"),
        ("申请补缴期间：2019.11-2020.01", "2019-11", "2020-01"),
        ("退费月份2019年12月至2020年1月，重复缴费退费", "2019-12", "2020-01"),
        ("现申请补缴2020年3月社会保险费", "2020-03", "2020-03"),
        ("补缴2020年1月至2020年2且，共2个月", "2020-01", "2020-02"),
    ],
)
def test_months_of_running_text(text: str, first: str, last: str) -> None:
    assert (read("from_month", text)[:1], read("to_month", text)[:1]) == ([first], [last])


@pytest.mark.parametrize(
    "text", ["申请补缴2011年7月之后、不超过3年。", "2020年4月1日至2021年3月31日实行", "2020年3月9日"]
)
def test_other_dates_are_no_months_of_a_back_payment(text: str) -> None:
    assert read("from_month", text) == []


def test_sentence_of_months_runs_over_two_lines() -> None:
    lines = [(60, 60, "1、黄云晓，补缴2020年1月至2020"), (60, 84, "年2月，共2个月。")]
    assert (read("from_month", *lines), read("to_month", *lines)) == (["2020-01"], ["2020-02"])


def test_months_of_every_person_of_a_list_but_not_of_its_totals() -> None:
    head = ["序号", "姓名", "补缴起始", "补缴截止", "月数"]
    reading = tabled(
        head, ["1", "王伟", "2020年01月", "2020年03月", "3"], ["2", "李娜", "2020年02月", "2020年03月", "2"],
        ["合计", "2人", "", "", "5"],
    )  # fmt: skip
    assert values("from_month", reading, "backpay-form") == ["2020-01", "2020-02"]
    assert values("to_month", reading, "backpay-form") == ["2020-03", "2020-03"]


def test_beginning_is_read_where_the_end_was_not() -> None:
    assert read("from_month", "补缴起止年月：2014年5月至") == ["2014-05"]


def test_label_broken_over_two_lines_of_its_cell() -> None:
    reading = tabled(["在京养老累计缴费年限", "14年1个月"], ["单位名称", UNIT])
    label, *rest = reading.lines
    x0, y0 = label.box[:2]
    halves = (
        replace(label, text="在京养老累计缴", box=(x0, y0, x0 + 60, y0 + 6)),
        replace(label, text="费年限", box=(x0, y0 + 7, x0 + 40, y0 + 13)),
    )
    assert values("years_in_bj", replace(reading, lines=(*halves, *rest))) == ["14"]


def test_value_in_its_label_s_cell_where_the_rule_between_them_was_lost() -> None:
    reading = tabled(["法定代表人彭玉兰", "职工总数247人"])
    label, other = reading.lines
    parts = (
        replace(label, text="法定代表人", box=(64, 64, 100, 76)),
        replace(label, text="彭玉兰", box=(104, 64, 130, 76)),
    )
    assert values("legal_rep", replace(reading, lines=(*parts, other))) == ["彭玉兰"]


def test_person_in_charge_of_somebody_else_is_no_legal_representative() -> None:
    assert read("legal_rep", "法定代表人：薛文斌", "工会意见：一致同意。负责人：姜洁") == ["薛文斌"]
    assert read("legal_rep", "负责人：姜洁") == ["姜洁"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("韩敏，女，身份证号码421123198305304589，在我单位任负责人职务，是我单位的负责人。", ["韩敏"]),
        ("兹证明韩敏同志在我公司任负责人职务。", ["韩敏"]),
        ("地址北京市朝阳区东柳营路82号，法定代表人（负责人）韩敏，联系人杨文静。", ["韩敏"]),
        ("杨文静，女，身份证号码421123198305304589，在我单位人事部门任职，前来办理。", []),
        ("兹证明杨文静同志为我公司财务部门负责人。", []),
        ("上述事项，法定代表人变更，请予核准。", []),
    ],
)
def test_who_heads_a_unit_is_read_in_sentences(text: str, expected: list[str]) -> None:
    assert read("legal_rep", text) == expected


def test_figure_and_its_unit_read_as_two_pieces() -> None:
    assert read("capital", (60, 60, "注册资本：人民币500"), (196, 60, "万元（实缴）")) == ["5000000"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("account", "账户类别为一般账户，在京缴纳养老保险费超过十年", ["一般"]),
        ("account", "一般账户与临时账户均可补缴", []),
        ("pay_method", "不收取滞纳金，选择银行缴费。", ["银行缴费"]),
        ("filing_kind", "补缴类型：一般账户理论缴费年限加实际缴费年限不足10年补缴", ["个人补缴"]),
        ("theory_years", "理论缴费2年，实际缴费3年，合计不足10年", ["2"]),
        ("actual_years", "理论缴费2年，实际缴费3年，合计不足10年", ["3"]),
        ("years_in_bj", "一般账户，在京养老缴费11年", ["11"]),
        ("uscc", f"单位：{UNIT}，统一社会信用代码{WRONG_CODE}，社会保险登记号略", [WRONG_CODE]),
    ],
)
def test_value_of_running_text(name: str, text: str, expected: list[str]) -> None:
    assert read(name, text, code="backpay-form") == expected


def test_code_broken_over_two_lines_is_read_whole() -> None:
    first, second = f"我单位{UNIT}（统一社会信用代码：{WRONG_CODE[:16]}", f"{WRONG_CODE[16:]}），现郑重承诺"
    lines = [(60, 60, first), (60, 84, second)]
    assert read("uscc", *lines) == [WRONG_CODE]


@pytest.mark.parametrize("lines", [
    ("我单位经办业务，统一社会信用代码（18位）：", f"{WRONG_CODE}）申请变更如下"),
    ("我单位经办业务所用的统一社会信用", f"代码{WRONG_CODE}。"),
    (WRONG_CODE,),
])
def test_code_that_fails_its_check_is_read_at_the_head_of_a_line(lines: tuple[str, ...]) -> None:
    assert read("uscc", *lines) == [WRONG_CODE]


def test_code_without_a_letter_is_read_and_a_person_s_number_is_not() -> None:
    assert read("uscc", "911010564884563908") == ["911010564884563908"]
    assert read("uscc", "110101199001010015") == []


def test_posts_are_read_from_their_place_only() -> None:
    assert values("positions", tabled(["岗位名称", "采购专员、销售代表"], ["计算周期", ""])) == ["采购专员、销售代表"]
    assert read("positions", "应到职工代表8名，实到8名，现已签订劳动合同16名") == []
    assert read("positions", "拟对下列岗位实行不定时工作制：", "1.采购专员（5人）：外出询价") == ["采购专员"]


def changes(*rows: list[str]) -> PageReading:
    return tabled(["姓名", "王伟", ""], ["", "", ""], ["变更项目", "变更前内容", "变更后内容"], *rows)


def test_changes_below_other_parts_of_the_form() -> None:
    reading = changes(["文化程度", "高中", "大学专科"], ["", "", ""], ["申报原因", "取得学历", "属实"])
    assert values("changed_items", reading) == ["文化程度"]


def test_changes_under_their_titles_without_rules() -> None:
    reading = replace(changes(["联系电话", "15010021664", "13978703647"], ["以下空白", "", ""]), tables=())
    assert values("changed_items", reading) == ["联系电话"]


@pytest.mark.parametrize(("before", "after"), [
    ("原登记内容", "现登记内容"), ("原信息", "新信息"), ("更改前", "更改后"), ("修改前内容", "修改后内容"),
    ("变更前", "变更为"),
])  # fmt: skip
@pytest.mark.parametrize("ruled", [True, False])
def test_columns_of_old_and_new_values_in_other_words(before: str, after: str, ruled: bool) -> None:
    reading = tabled(["变更项目", before, after, "变更原因"], ["联系电话", "15010021664", "13978703647", "换号"])
    assert values("changed_items", reading if ruled else replace(reading, tables=())) == ["联系电话"]


@pytest.mark.parametrize("lines", [
    ((60, 60, "1、参保人李秀英，变更项目居住地址，变"), (60, 84, "更前朝阳区甲路1号，变更后朝阳区乙路2号。")),
    ((60, 60, "2、参保人王伟，申请变更事项居住地址，原为甲路1号。"),),
])  # fmt: skip
def test_change_that_a_sentence_names(lines: tuple[tuple[int, int, str], ...]) -> None:
    assert set(read("changed_items", *lines)) == {"居住地址"}


def test_page_of_one_line() -> None:
    assert values("changed_items", page("变更项目")) == []


def test_number_of_a_full_line_goes_on_below() -> None:
    lines = ((60, 60, "贵局颁发的劳务派遣经营许可证（编号：京3"), (60, 84, "102023345），有效期内。"))
    assert read("permit_no", *lines) == ["京3102023345"]
    below = ((60, 84, "13800001111"), (300, 84, "备注及其他需要说明"))
    assert set(read("permit_no", (60, 60, "许可证编号：京3102"), *below)) == {"京3102"}


def test_value_in_pieces_beside_its_label() -> None:
    assert read("capital", (60, 60, "注 册 资 本"), (180, 60, "800"), (218, 60, "万元")) == ["8000000"]
    assert read("capital", (60, 60, "注册资本"), (180, 60, "800"), (260, 60, "万元")) == ["800"]


def test_label_beside_an_empty_one_is_no_value_of_it() -> None:
    lines = ((60, 60, "事故时间："), (180, 60, "事故地点：库房 诊断时间：2020年3月2日"))
    assert (read("event_date", *lines), read("diag_date", *lines)) == ([], ["2020-03-02"])


def test_rows_below_a_table_of_changes_are_no_changes() -> None:
    reading = tabled(["变更项目", "变更前", "变更后"], ["住所", "甲路1号", "乙路2号"], ["经办人", "李娜", "手机"])
    (made,) = reading.tables
    wide = replace(made.rows[2][1], column_span=2)
    contact = (made.rows[2][0], wide)
    reading = replace(reading, tables=(replace(made, rows=(*made.rows[:2], contact)),))
    assert values("changed_items", reading, "dispatch-change-application") == ["住所"]


@pytest.mark.parametrize("label", ["理论缴费年限", "距退休年限", "距法定退休年限"])
def test_years_to_come_until_retirement_are_the_theoretical_ones(label: str) -> None:
    rows = (["姓名", "账户类别", "养老实际缴费年限", label], ["程红", "一般账户", "1年8个月", "8年"])
    assert values("theory_years", tabled(*rows), "backpay-form") == ["8"]


@pytest.mark.parametrize("label", [
    "事故时间地点和原因", "事故时间、地点及主要原因", "受伤时间和地点", "事故发生时间及地点", "事故日期、地点",
    "伤害发生时间、地点、原因", "受伤害时间",
])
@pytest.mark.parametrize("text", [
    "2020年2月1日14时许，公司仓库搬运货物时摔倒", "2020年2月1日，朝阳区", "2020-02-01 公司仓库",
])
def test_day_of_an_accident_within_a_cell_of_place_and_cause(label: str, text: str) -> None:
    assert values("event_date", tabled([label, text])) == ["2020-02-01"]
    assert read("event_date", f"{label}：{text}") == ["2020-02-01"]


def test_day_beside_a_label_broken_over_two_lines() -> None:
    reading = tabled(["事故时间地点和原因", "2020年2月1日14时许，公司仓库"])
    (made,) = reading.tables
    x0, y0, x1, y1 = made.rows[0][0].box
    middle = (y0 + y1) / 2
    first = TextLine("事故时间地点和原", (x0 + 2, y0, x1 - 2, middle), 0.98)
    halves = (first, TextLine("因", (x0 + 2, middle, x1 - 2, y1), 0.98))
    assert set(values("event_date", replace(reading, lines=(*halves, *reading.lines[1:])))) == {"2020-02-01"}
