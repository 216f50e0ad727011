"""Fields of all document types: labels in tables and above values, misread labels, long values, choices, changes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.reading import Cell, PageReading
from catalogue.fields import Kind, Otherwise
from papers.fields.read_fields import OTHERWISE, PARSERS, READERS, read_fields
from papers.fields.sentences import SENTENCES
from tests.packaged import packaged
from tests.papers.fields.test_read_fields import CODE, FIELDS, PERSON_NUMBER, UNIT, document, page, read
from tests.papers.fields.test_roster import table


def tabled(*rows: list[str]) -> PageReading:
    """A page with one ruled table, its cells also as lines."""
    one = table(*rows)
    cells = [(cell.box[0] + 4, cell.box[1] + 4, cell.text) for row in one.rows for cell in row if cell.text]
    return replace(page(*cells), tables=(one,))


def values(name: str, reading: PageReading, code: str = "form") -> list[str]:
    return [one.value for one in read_fields([reading], document(name, code=code), FIELDS) if one.name == name]


def test_every_kind_of_value_has_one_way_to_be_read() -> None:
    assert set(PARSERS) & set(READERS) == set()
    assert {*PARSERS, *READERS, Kind.UNREAD} == set(Kind)
    assert set(OTHERWISE) == set(Otherwise)


def test_every_labelled_field_has_a_label_or_a_sentence() -> None:
    assert set(SENTENCES) <= set(FIELDS)
    unlabelled = {name for name, field in FIELDS.items() if field.kind in PARSERS and not field.labels}
    assert unlabelled <= set(SENTENCES)


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([["单位名称", UNIT], ["法定代表人", "王伟"]], ["王伟"]),
        ([["单位名称", UNIT, "法定代表人", "王伟"]], ["王伟"]),
        ([["单位名称", "法定代表人"], [UNIT, "王伟"]], ["王伟"]),
        ([["法定代表人", ""], ["单位名称", UNIT]], []),
        ([["单位名称", "法定代表人", "住所"], [UNIT, "", "北京市"]], []),
    ],
    ids=["right", "two pairs", "below", "empty", "empty below"],
)
def test_value_in_the_cell_beside_or_below_its_label(rows: list, expected: list[str]) -> None:
    assert values("legal_rep", tabled(*rows)) == expected


def test_first_person_of_a_list_is_the_person_named() -> None:
    reading = tabled(["姓名", "公民身份号码", "缴费基数"], ["袁秀刚", PERSON_NUMBER, "5000"], ["李娜", "", "6000"])
    assert values("person_name", reading) == ["袁秀刚"]
    assert values("id_no", reading) == ["110*************15"]


@pytest.mark.parametrize("label", ["单位名祢", "单拉名称", "单位名称"])
def test_misread_label_is_known(label: str) -> None:
    assert read("unit_name", f"{label}：{UNIT}") == [UNIT]


def test_misread_label_of_a_code() -> None:
    assert read("uscc", f"统一杜会信用代玛：{CODE}") == [CODE]


def test_value_is_not_folded_as_its_label_is() -> None:
    assert read("legal_rep", "法定伐表入：杜日木") == ["杜日木"]


def test_long_value_goes_on_until_the_next_label() -> None:
    lines = [(60, 60, "经营范围：" + "劳务派遣；" * 6), (60, 76, "人力资源服务。"), (60, 92, "住所：北京市朝阳区")]
    assert read("scope", *lines) == ["劳务派遣;" * 6 + "人力资源服务"]


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("established", "成立日期：二〇一〇年二月三日", "2010-02-03"),
        ("established", "成立日期 2010.2.3", "2010-02-03"),
        ("term", "营业期限：二〇一〇年二月三日至二〇三〇年二月二日", "2030-02-02"),
        ("valid_until", "有效期至2030-06-01", "2030-06-01"),
        ("valid_until", "有效期限 2015.03.12-2035.03.12", "2035-03-12"),
        ("valid_until", "有效期限 2015.03.12-长期", "长期"),
        ("valid_until", "名称保留期自2020年1月1日至2020年7月1日", "2020-07-01"),
        ("from_month", "补缴起止年月：2019年1月至3月", "2019-01"),
        ("to_month", "补缴起止年月：2019年1月至3月", "2019-03"),
        ("to_month", "起止年月：2019.11-2020.02", "2020-02"),
        ("to_month", "起止年月：201911-202002", "2020-02"),
        ("permit_no", "许可证编号：京劳派[2017]0105号", "京劳派[2017]0105号"),
        ("report_no", "京会验字〔2020〕第012号", "京会验字〔2020〕第012号"),
        ("capital_paid", "截至2020年1月5日，实收资本为人民币贰佰万元整。", "2000000"),
        ("attend", "应到职工96人，实到职工90人", "90"),
        ("agree", "表决结果：同意88票，反对1票，弃权1票。", "88"),
        ("agree", "90名代表参加，85人同意，5人不同意", "85"),
        ("union_name", "北京华兴劳务有限公司工会委员会", "北京华兴劳务有限公司工会委员会"),
        ("union_name", "北京䶮源劳务有限公司工会委员会", "北京䶮源劳务有限公司工会委员会"),
        ("auditor", "北京䶮诚会计师事务所（普通合伙）", "北京䶮诚会计师事务所（普通合伙）"),
        ("year", "我们审计了贵公司2019年度的财务报表", "2019"),
        ("auditor", "北京中诚会计师事务所（普通合伙）", "北京中诚会计师事务所（普通合伙）"),
        ("cert_no", "京（2017）朝不动产权第0007443号", "京（2017）朝不动产权第0007443号"),
        ("area", "建筑面积170.5平方米", "170.5"),
        ("capital", "注册资本：130亿元", "13000000000"),
        ("amount", "金额：人民币12,345.60元", "12345.60"),
        ("hours", "共计48课时，每课时45分钟", "48"),
        ("nationality", "国籍：日本", "日本"),
        ("nationality", "Nationality CHINESE", "CHINESE"),
        ("sex", "性别：女 民族：汉", "女"),
        ("retire_month", "退休年月：2020年3月", "2020-03"),
        ("due_date", "补正期限：2020年2月28日前", "2020-02-28"),
        ("missing_list", "缺少材料：营业执照副本、公司章程", "营业执照副本、公司章程"),
        ("matter", "前往朝阳区人力资源和社会保障局办理不定时工作制有关事宜。", "不定时工作制"),
        ("event_date", "事故时间：2020年1月20日14时", "2020-01-20"),
        ("years", "2017年度派遣10人，2018年度派遣12人，2019年度派遣9人", "2017、2018、2019"),
        ("is_branch", "负责人 王伟", "true"),
        ("is_branch", "法定代表人 王伟 负责人", "false"),
        ("is_duplicate_copy", "营业执照（副本）", "true"),
        ("is_duplicate_copy", "营业执照（正本）", "false"),
        ("is_certified_copy", "本复印件与原件一致，再次复印无效。", "true"),
        ("account", "账户类型：☑一般账户 □临时账户", "一般"),
        ("theory_years", "理论缴费年限：8年", "8"),
        ("changed_items", "变更事项：法定代表人、住所", "法定代表人"),
    ],
)
def test_value_of_a_label_or_a_sentence(name: str, text: str, expected: str) -> None:
    assert read(name, text)[0] == expected


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("capital", "注册资本：20O万元"),
        ("capital", "注册资本：100万欧元"),
        ("capital", "注册资本：US$1,000,000"),
        ("valid_until", "有效期限 2015.03.12"),
        ("valid_until", "有效期限 2015.03.12-"),
        ("to", "委托期限：自2020年2月6日起"),
        ("to_month", "补缴起止年月：2019年1月至"),
        ("from_month", "起止年月：2020年3月至2019年1月"),
        ("account", "账户类型：□一般账户 □临时账户"),
        ("account", "账户类型：☑一般账户 ☑临时账户"),
        ("agree", "5人不同意"),
    ],
    ids=[
        "letter among digits",
        "foreign money",
        "dollar sign",
        "half a term",
        "cut term",
        "end not said",
        "half a period",
        "backwards",
        "not ticked",
        "both ticked",
        "against",
    ],
)
def test_what_is_not_sure_is_not_read(name: str, text: str) -> None:
    assert read(name, text) == []


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["变更前", "变更后"], []),
        (["变更事项", "变更前", "变更后"], ["法定代表人"]),
    ],
    ids=["without names", "with names"],
)
def test_changes_are_the_rows_with_a_new_value(lines: list[str], expected: list[str]) -> None:
    filled = [["法定代表人", "王伟", "李娜"], ["住所", "北京市朝阳区", ""]]
    rows = [lines, *[row[3 - len(lines) :] for row in filled]]
    assert values("changed_items", tabled(*rows)) == expected


def test_posts_of_a_table_and_of_a_sentence() -> None:
    assert values("positions", tabled(["岗位或工种", "人数"], ["维修工", "3"], ["保安员", "4"], ["合计", "7"])) == [
        "维修工、保安员"
    ]
    assert read("positions", "维修工3人、保安员4人，共计7人。") == ["维修工、保安员"]
    assert read("positions", "一致同意对维修工、保安员等岗位实行不定时工作制") == ["维修工、保安员"]
    assert read("positions", "维修工3人，以上3人均已签字。") == ["维修工"]


def test_name_that_is_signed_over_an_empty_cell_is_no_post() -> None:
    whole = tabled(["姓名", "岗位", "签字"], ["孙明", "维修工", "孙明"], ["孙健国", "孙健国", ""])
    (grid,) = whole.tables
    name, signed, _ = grid.rows[2]
    merged = replace(grid, rows=(*grid.rows[:2], (name, replace(signed, column_span=2))))
    assert values("positions", replace(whole, tables=(merged,))) == ["维修工"]


def test_post_in_a_cell_run_together_with_those_beside_it_is_read_below_its_title() -> None:
    rows = (["序号", "岗位", "姓名", "签字"], ["1", "美发师", "胡玉柱", "胡玉柱"], ["2", "收银员", "贾素云", "贾素云"],
            ["3", "前台", "傅宝", "傅宝"])  # fmt: skip
    whole = tabled(*rows)
    (grid,) = whole.tables
    _, second, third = grid.rows[1:]
    post, name = second[1], second[2]
    wide = replace(post, column_span=2, box=(*post.box[:2], *name.box[2:]), text="收银员贾素云")
    all_three = replace(third[0], column_span=3, box=(*third[0].box[:2], *third[2].box[2:]), text="3前台傅宝")
    mixed = (*grid.rows[:2], (second[0], wide, second[3]), (all_three, third[3]))
    assert values("positions", replace(whole, tables=(replace(grid, rows=mixed),))) == ["美发师、收银员、前台"]


def test_posts_end_where_the_columns_of_their_table_end() -> None:
    head = [[label, "某", ""] for label in ("单位名称", "经营地址", "主营业务", "职工人数", "申报类型")]
    posts = (["岗位", "人数", "申报理由"], ["美发师", "6", "周末集中"], ["前台", "4", "轮班"], ["近一年劳动争议情况无"])
    whole = tabled(*head, *posts)
    assert values("positions", whole) == ["美发师、前台"]


@pytest.mark.parametrize("wide", [1, 2, 3])
def test_posts_end_at_labels_whose_cells_lie_across_the_columns_of_their_table(wide: int) -> None:
    posts = (["岗位", "人数", "申报理由", "备注"], ["店长", "3", "巡店为主", ""], ["总经理", "4", "高级管理人员", ""],
             ["合计", "7", "", ""])  # fmt: skip
    below = (("处罚情况", "无"), ("考勤", "指纹"))
    labels = [[label, *[""] * (wide - 1), said, *[""] * (3 - wide)] for label, said in below]
    whole = tabled(*posts, *labels)
    (grid,) = whole.tables
    joined = (*grid.rows[:4], *(_in_two(row, wide) for row in grid.rows[4:]))
    assert values("positions", replace(whole, tables=(replace(grid, rows=joined),))) == ["店长、总经理"]


def _in_two(row: tuple[Cell, ...], wide: int) -> tuple[Cell, Cell]:
    """Return a row as a label over so many columns and its answer over the others."""
    label, said = row[0], row[wide]
    return (
        replace(label, column_span=wide, box=(*label.box[:2], *row[wide - 1].box[2:])),
        replace(said, column_span=len(row) - wide, box=(*said.box[:2], *row[-1].box[2:])),
    )


def test_people_s_numbers_are_kept_masked_and_mended_only_by_their_check() -> None:
    slip = PERSON_NUMBER[:2] + "O" + PERSON_NUMBER[3:]
    read_values = read_fields([page(f"身份证号码：{slip}")], document("id_no"), FIELDS)
    (found,) = [value for value in read_values if value.name == "id_no"]
    assert (found.value, found.repaired) == ("110*************15", True)
    assert read("passport_no", "护照号：E12345678") == ["E12****78"]
    assert read("account_masked", "银行账号：6222020200112233445") == ["622**************45"]


@pytest.mark.parametrize("name", ["matter", "reason", "missing_list", "address", "owner", "changed_items"])
def test_no_text_keeps_a_person_s_number(name: str) -> None:
    found = read(name, f"{FIELDS[name].labels[0]}：身份证{PERSON_NUMBER}的材料")
    assert found
    assert PERSON_NUMBER not in "".join(found)


@pytest.mark.parametrize(("first", "expected"), [
    ("√月报补缴 □近三个月 □基数差 □承诺", ["月报"]), ("□月报补缴 √近三个月 □基数差 □承诺", ["个人补缴"]),
    ("月报补缴 □近三个月 □基数差 □承诺", []), ("□月报补缴 □近三个月 □基数差 □承诺", []),
])
@pytest.mark.parametrize("ruled", [True, False])
def test_kind_of_filing_is_ticked_on_any_line_of_its_cell(first: str, expected: list[str], ruled: bool) -> None:
    reading = tabled(["补缴类别" + first + "制(一般账户)□承诺制(临时账户)"])
    (line,) = reading.lines
    x, y, *_ = line.box
    lines = (replace(line, text="补缴类别", box=(x, y + 4, x + 50, y + 16)),
             replace(line, text=first, box=(x + 61, y - 2, x + 240, y + 9)),
             replace(line, text="制(一般账户)□承诺制(临时账户)", box=(x + 60, y + 9, x + 240, y + 20)))  # fmt: skip
    table = reading.tables[0]
    cell = replace(table.rows[0][0], box=(x - 4, y - 4, x + 300, y + 24))
    tables = (replace(table, rows=((cell,),)),) if ruled else ()
    page = replace(reading, lines=lines, tables=tables)
    assert values("filing_kind", page, "backpay-form") in ((expected,) if ruled else (expected, []))


def test_kind_of_filing_by_its_title_or_choice() -> None:
    assert read("filing_kind", (200, 60, "社会保险费月报补缴申报表"), code="backpay-form") == ["月报"]
    assert read("filing_kind", "申报类型：☑基数差 □月报", code="backpay-form") == ["基数差"]
    assert read("filing_kind", "社会保险费补缴明细表", code="backpay-form") == []
    assert read("filing_kind", "社会保险退费申请表", code="refund-application") == ["退费"]


@pytest.mark.parametrize("code", [
    "dispatch-change-application", "dispatch-extension-application", "dispatch-cancellation-application",
])
def test_every_application_of_a_dispatcher_tells_its_legal_representative(code: str) -> None:
    def heads(*rows: list[str]) -> list[str]:
        told = read_fields([tabled(["单位名称", UNIT], *rows)], packaged().documents[code], FIELDS)
        return [one.value for one in told if one.name == "legal_rep"]

    assert heads(["法定代表人", "胡晓燕", "联系电话", "15061020601"]) == ["胡晓燕"]
    assert heads(["法定代表人（负责人）", "胡晓燕"]) == ["胡晓燕"]
    for words in ("无变更", "不变", "未变更", "变更前", "同上", "——", "（签字）"):
        assert heads(["法定代表人", words]) == [], words
