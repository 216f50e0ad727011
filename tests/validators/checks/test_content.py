"""What a paper must say: columns, fields, subjects, days."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.finding import Finding, Severity
from cases.reading import PageReading, TextLine
from tests.papers.fields.test_roster import table
from tests.validators.builders import (
    CLEAN,
    DOCUMENTS,
    FORM,
    THREE,
    UNIT,
    codes,
    form_page,
    item,
    line,
    material,
    page,
    run,
    seal,
    subject,
    value,
)
from tests.validators.checks.test_papers_agree import with_document
from validators.checks import content, expiry
from validators.subject import Subject


def columns_of(*titles: str, score: float = 0.98) -> list[Finding]:
    service = item(material("list", 1, columns=("姓名", "户籍", "岗位", "劳动合同期限")), group="layoff")
    return run(content, [page(1, "被裁减人员名单", *titles, score=score)], service)


def test_list_with_all_columns_passes() -> None:
    assert columns_of("姓名", "户籍", "岗位", "劳动合同期限") == []


@pytest.mark.parametrize(("score", "sure"), [(0.98, True), (0.5, False)], ids=["well read", "badly read"])
def test_list_without_a_column(score: float, sure: bool) -> None:
    (found,) = columns_of("姓名", "岗位", "劳动合同期限", score=score)
    assert (found.code, "“户籍”" in found.message, found.confidence >= 0.8) == ("material-wrong-columns", True, sure)


@pytest.mark.parametrize(
    ("lines", "confidence"),
    [
        (("缴费方式：",), 0.85),
        (("缴费方式：□银行缴费 □网上缴费",), 0.85),
        (("每月由我单位选择的缴费方式", "经办人：李娜"), 0.5),
        (("每月交费，", "由单位，缴费方式_____。", "经办人：李娜"), 0.5),
        (("缴费方式：银行缴费",), None),
        (("缴费方式：□银行缴费 √网上缴费",), None),
        (("缴款：",), None),
        ((), None),
    ],
    ids=["empty", "not ticked", "breaks off", "breaks off early", "filled", "ticked", "other words", "no field"],
)
def test_required_field_lacks_only_where_its_place_is_empty(lines: tuple[str, ...], confidence: float | None) -> None:
    service = item(FORM, fields_required=("pay_method",), clause="附件5 二（二）3")
    form = page(1, "劳务派遣经营许可申请书", f"申请单位：{UNIT}", "注册资本：500万元", *lines)
    found = run(content, [form], service)
    assert [(one.code, one.severity, one.confidence) for one in found] == (
        [("material-field-missing", Severity.BLOCKING, confidence)] if confidence else []
    )


def test_required_field_in_an_empty_cell() -> None:
    service = item(FORM, fields_required=("pay_method",), clause="附件5 二（二）3")
    form = page(1, "劳务派遣经营许可申请书", f"申请单位：{UNIT}", "注册资本：500万元", "缴费方式")
    empty = replace(form, tables=(table(["缴费方式", ""], ["申请单位", UNIT]),))
    filled = replace(form, tables=(table(["缴费方式", "银行"], ["申请单位", UNIT]),))
    assert [codes(run(content, [one], service)) for one in (empty, filled)] == [["material-field-missing"], []]


def test_usual_value_beside_another_is_enough() -> None:
    service = item(FORM, expected_fields={"pay_method": "银行缴费"})
    fields = {"form": (value("pay_method", "银行缴费"), value("pay_method", "银行扣款"))}
    assert run(content, [form_page(1)], service, fields=fields) == []


def test_list_written_as_text_has_no_columns() -> None:
    assert columns_of("1、郑国庆，男，户籍山东省，岗位厨工，合同期限2017.02.15至2022.02.14") == []


def test_column_in_other_words() -> None:
    service = item(material("list", 1, columns=("姓名", "劳动合同期限|劳动合同起止")), group="layoff")
    assert run(content, [page(1, "被裁减人员名单", "姓名", "户籍", "岗位", "劳动合同起止")], service) == []


def test_required_field_that_is_there_passes_and_another_value_is_for_an_officer() -> None:
    service = item(FORM, fields_required=("pay_method",), expected_fields={"pay_method": "银行缴费"})
    good = run(content, [form_page(1)], service, fields={"form": (value("pay_method", "银行缴费"),)})
    other = run(content, [form_page(1)], service, fields={"form": (value("pay_method", "现金缴费"),)})
    assert (codes(good), codes(other)) == ([], ["material-uncertain"])


def test_rules_without_a_required_subject() -> None:
    service = item(material("rules", 1))
    complete = page(1, "劳务派遣管理制度", "第一章 劳动合同", "第二章 社会保险")
    lacking = page(1, "劳务派遣管理制度", "第一章 劳动合同")
    assert run(content, [complete], service) == []
    (found,) = run(content, [lacking], service)
    assert ("社会保险" in found.message, found.confidence < 0.8) == (True, True)


@pytest.mark.parametrize(
    ("end", "expected"),
    [("2020-12-31", []), ("2019-12-31", ["material-expired"]), ("长期", [])],
    ids=["valid", "expired", "for ever"],
)
def test_validity(end: str, expected: list[str]) -> None:
    assert codes(run(expiry, CLEAN, THREE, fields={"business-licence": (value("term", end, 2),)})) == expected


def test_term_that_ends_where_it_begins_was_not_read_to_its_end() -> None:
    begins, ends = value("from", "2020-01-31", 2), value("to", "2020-01-31", 2)
    assert run(expiry, CLEAN, THREE, fields={"business-licence": (begins, ends)}) == []
    assert codes(run(expiry, CLEAN, THREE, fields={"business-licence": (ends,)})) == ["material-expired"]


@pytest.mark.parametrize(
    ("lines", "empty"),
    [
        (("许可证编号：", "地址：北京"), True),
        (("许可证编号：", "京2018号"), False),
        (("许可证编号：京2018", "地址：北京"), False),
        (("许可证编号及有效期见副本", "地址：北京"), False),
        ((), False),
    ],
    ids=["nothing there", "on the line below", "filled", "in a sentence", "no such field"],
)
def test_empty_place_of_the_application_is_a_question(lines: tuple[str, ...], empty: bool) -> None:
    found = list(content.check(_application(page(1, "劳务派遣经营许可申请书", f"申请单位：{UNIT}", *lines))))
    assert [(one.code, one.severity) for one in found] == [("material-field-missing", Severity.REVIEW)] * empty


def test_label_of_another_field_fills_no_empty_place() -> None:
    form = page(1, "劳务派遣经营许可申请书", f"申请单位：{UNIT}", "许可证编号：")
    label = form.lines[-1]
    beside = replace(label, box=(300.0, label.box[1], 400.0, label.box[3]))
    other, filled = replace(beside, text="联系电话：010-65090000"), replace(beside, text="京2018")
    told = [list(content.check(_application(replace(form, lines=(*form.lines, one))))) for one in (other, filled)]
    assert [len(found) for found in told] == [1, 0]


@pytest.mark.parametrize(
    ("rows", "empty"),
    [
        ([["许可证编号", ""]], "许可证编号"),
        ([["许可证编号", "年  月"]], "许可证编号"),
        ([["许可证编号", "京2018"]], ""),
        ([["许可证编号（18位）", ""]], "许可证编号"),
        ([["实行岗位（工种）及人数", ""]], "岗位"),
        ([["综合计算工时岗位", ""], ["不定时工作制岗位", "司机8人"]], ""),
        ([["岗位名称和性质", ""]], ""),
        ([["单位名称", ""]], "单位名称"),
        ([["变更项目", "变更前", "变更后"], ["单位名称", "", ""]], ""),
    ],
    ids=[
        "empty", "only units", "filled", "with its digits", "posts", "one of two posts", "what posts are", "name",
        "name is not changed",
    ],
)
def test_empty_cell_of_the_application_is_a_question(rows: list[list[str]], empty: str) -> None:
    form = page(1, "劳务派遣经营许可申请书", f"申请单位：{UNIT}", "注册资本：500万元")
    found = list(content.check(_application(replace(form, tables=(table(*rows, ["联系人", "李娜", ""]),)))))
    assert [empty in one.message for one in found] == [True] * bool(empty)


CODE_LABELS = (("统一社会信用代码：",), ("统一社会信用代", "码（18位）"), ("信用代码",))


@pytest.mark.parametrize("labels", CODE_LABELS, ids=["colon", "broken", "bare"])
@pytest.mark.parametrize(
    ("behind", "empty"),
    [((), True), (("电话13825926685", "110105666593"), True), (("91110105MAOXXX",), False), (("M5H8AXX3P",), False)],
    ids=["nothing", "other numbers", "badly read", "part of it"],
)
def test_form_without_the_unit_s_code(labels: tuple[str, ...], behind: tuple[str, ...], empty: bool) -> None:
    form = page(1, "劳务派遣经营许可申请书", f"申请单位：{UNIT}", *labels, *behind)
    found = list(content.check(_application(form)))
    assert ["统一社会信用代码" in one.message for one in found] == [True] * empty
    sealed = replace(form, seals=(seal(box=(300.0, 100.0, 420.0, 220.0)),))
    assert list(content.check(_application(sealed))) == []


def test_code_with_a_box_for_each_sign_is_no_empty_place() -> None:
    form = page(1, "劳务派遣经营许可申请书", f"申请单位：{UNIT}", "统一社会信用代码")
    label = form.lines[-1].box
    boxes = [line(sign, label[1], left=label[2] + 20 * at) for at, sign in enumerate("91110105MA0", 1)]
    assert list(content.check(_application(replace(form, lines=(*form.lines, *boxes))))) == []


def test_form_that_only_names_a_code_lacks_none() -> None:
    form = page(1, "劳务派遣经营许可申请书", f"申请单位：{UNIT}", "附营业执照（载明统一社会信用代码）一份")
    assert list(content.check(_application(form))) == []


def test_change_without_its_new_value_is_a_question() -> None:
    form = page(1, "劳务派遣经营许可申请书", f"申请单位：{UNIT}", "变更前后")
    rows = ["变更项目", "变更前", "变更后"], ["住所", "", ""]
    lacking, whole = table(*rows, ["法定代表人", "王伟", ""]), table(*rows, ["法定代表人", "王伟", "李娜"])
    found = [list(content.check(_application(replace(form, tables=(one,))))) for one in (lacking, whole)]
    assert ["变更后" in one.message for one in found[0]] == [True]
    assert found[1] == []


@pytest.mark.parametrize(
    ("rows", "empty"),
    [
        ([["变更前内容", "大学专科"], ["变更后内容", ""]], True),
        ([["变更前内容", "大学专科"], ["变更后内容", "大学本科"]], False),
        ([["变更前住所", ""], ["变更后住所", ""]], False),
        ([["原登记内容", "甲路1号"], ["现登记内容", "　年　月　日"]], True),
        ([["变更前", "甲路1号", "变更后", ""]], True),
        ([["变更前", "甲路1号", "变更后", "乙路2号"]], False),
        ([["变更前名称", "北京甲公司"], ["变更后住所", ""]], False),
        ([["更正前", "更正后"], ["王伟", ""]], True),
    ],
    ids=["rows", "filled", "no change", "other words", "one row", "one row filled", "of two things", "columns"],
)
def test_new_value_beside_its_own_label(rows: list[list[str]], empty: bool) -> None:
    form = page(1, "劳务派遣经营许可申请书", f"申请单位：{UNIT}", "变更前后")
    found = list(content.check(_application(replace(form, tables=(table(*rows),)))))
    assert ["变更后" in one.message for one in found] == [True] * empty


@pytest.mark.parametrize(
    ("rows", "empty"),
    [
        ([["发放银行", "建设银行", "账号", ""]], "账号"),
        ([["发放银行", "", "账号", "62220"]], "发放银行"),
        ([["待遇发放账号", "______"]], "待遇发放账号"),
        ([["事故发生时间", "   年 月 日", "事故地点", "车间"]], "事故"),
        ([["受伤部位", ""]], "受伤部位"),
        ([["序号", "姓名", "补缴起止年月"], ["1", "王伟", ""]], "补缴起止年月"),
        ([["序号", "姓名", "补缴起止年月"], ["1", "王伟", ""], ["2", "李娜", "2020年1月"]], "补缴起止年月"),
        ([["序号", "姓名", "补缴起止年月", ""], ["1", "王伟", "2020年1月", ""]], ""),
        ([["账号", ""], ["账号", "62220"]], ""),
        ([["账号", "", "62220"]], ""),
        ([["受理编号", ""], ["审批意见", ""], ["传真号码", ""], ["护照号码", ""], ["工会名称", ""]], ""),
        ([["保安员", ""], ["是否建立工会", ""], ["合计", ""]], ""),
    ],
    ids=[
        "empty", "bank", "underlined", "printed units", "no known field", "column", "one row filled", "head not read",
        "elsewhere", "moved by one cell", "not the applicant's", "no label of a value",
    ],
)
def test_empty_cell_of_any_form_is_one_question(rows: list[list[str]], empty: str) -> None:
    form = page(1, "劳务派遣经营许可申请书", f"申请单位：{UNIT}", "注册资本：500万元")
    found = list(content.check(_application(replace(form, tables=(table(*rows),)))))
    assert [(empty in one.message, one.severity) for one in found] == [(True, Severity.REVIEW)] * bool(empty)


def test_cell_under_a_seal_or_with_a_line_in_it_is_not_empty() -> None:
    cells = table(["账号", ""])
    beside = cells.rows[0][1].box
    form = replace(page(1, "劳务派遣经营许可申请书", f"申请单位：{UNIT}"), tables=(cells,))
    written = TextLine("6222", beside, 0.9)
    for one in (replace(form, seals=(seal(box=beside),)), replace(form, lines=(*form.lines, written))):
        assert list(content.check(_application(one))) == []
    assert len(list(content.check(_application(form)))) == 1


@pytest.mark.parametrize("label", ["银行账号：", "收款账号：____", "事故时间：　　年　月　日"])
def test_blank_behind_a_label_that_a_form_s_own_list_does_not_name(label: str) -> None:
    form = page(1, "劳务派遣经营许可申请书", f"申请单位：{UNIT}", label, "联系人：李娜")
    (found,) = content.check(_application(form))
    assert found.severity is Severity.REVIEW


def _application(form: PageReading) -> Subject:
    kind = replace(DOCUMENTS["form"], fields=("unit_name", "permit_no", "positions", "date"))
    made = subject([form], replace(item(FORM), main_form="form"))
    return replace(made, documents={**DOCUMENTS, "form": kind})


@pytest.mark.parametrize(("form", "main", "count"), [("copy", "", 0), ("original", "", 1), ("copy", "form", 1)])
def test_empty_place_of_a_copy_is_not_the_applicants_to_fill_in(form: str, main: str, count: int) -> None:
    lines = ("（副本）", "名称：" + UNIT, "住所：", "成立日期：2008年12月9日")
    kind = replace(DOCUMENTS["form"], fields=("unit_name", "address"))
    asked = replace(item(replace(material("form", 1), form=form)), main_form=main)
    found = with_document(subject([page(1, "申请书", *lines)], asked), kind)
    assert codes(list(content.check(found))).count("material-field-missing") == count
