"""Places left empty in cells and on lines, in the layouts that makers of forms choose."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.finding import Severity
from cases.reading import Cell, PageReading, Table
from tests.packaged import packaged
from tests.papers.fields.test_roster import table
from tests.validators.builders import DOCUMENTS, FORM, UNIT, item, line, page, seal, subject
from validators.checks import content

TITLE = "劳务派遣经营许可申请书"
POSTS = ["", "岗位（工种）", "人数", "计算周期", "备注"]


def told(*lines: str, cells: tuple[list[str], ...] = (), sealed_at: float | None = None) -> list[str]:
    """What is asked of a form of these lines and cells."""
    form = page(1, TITLE, f"申请单位：{UNIT}", *lines)
    if cells:
        form = replace(form, tables=(table(*cells, left=300.0),))
    if sealed_at is not None:
        last = form.lines[-1].box
        form = replace(form, seals=(seal(box=(sealed_at, last[1] - 20, sealed_at + 120, last[1] + 100)),))
    return asked_of(form)


FIELDS = ("unit_name", "permit_no", "positions", "date")


def asked_of(form: PageReading, fields: tuple[str, ...] = FIELDS) -> list[str]:
    kind = replace(DOCUMENTS["form"], fields=fields)
    made = subject([form], replace(item(FORM), main_form="form"))
    made = replace(made, documents={**DOCUMENTS, "form": kind}, known_fields=packaged().fields)
    found = list(content.check(made))
    assert all(one.severity is Severity.REVIEW for one in found)
    return [one.message for one in found if one.code == "material-field-missing"]


@pytest.mark.parametrize(
    ("lines", "empty"),
    [
        (("变更事项：住所", "变更前：甲路1号", "变更后：", "其他许可事项不变。"), True),
        (("变更前住所：甲路1号", "变更后住所：______", "经办人：李娜"), True),
        (("变更前：甲路1号　变更后：", "经办人：李娜"), True),
        (("原登记内容：甲路1号", "现登记内容：", "特此申请。"), True),
        (("住所由甲路1号变更为____。",), True),
        (("公司名称由北京甲公司更名为，现申请换证。",), True),
        (("变更前：甲路1号", "变更后：乙路2号"), False),
        (("变更前：甲路1号；变更后：", "乙路2号，其他许可事项不变。"), False),
        (("变更前：", "甲路1号", "变更后：", "乙路2号"), False),
        (("变更前：", "变更后："), False),
        (("住所由甲路1号变更为乙路2号。",), False),
        (("住所由甲路1号变更为", "乙路2号。"), False),
        (("变更项目　变更前　变更后",), False),
    ],
)  # fmt: skip
def test_new_value_of_a_change_on_a_line(lines: tuple[str, ...], empty: bool) -> None:
    assert ["变更后" in one for one in told(*lines)] == [True] * empty


@pytest.mark.parametrize(
    ("cells", "empty"),
    [
        ([["注册地址", ""], ["经营场所", "北京市朝阳区甲路1号"]], ["注册地址"]),
        ([["注册地址", "北京市朝阳区甲路1号"], ["经营场所", ""]], ["经营场所"]),
        ([["注册地址", "北京市朝阳区甲路1号"], ["经营场所", "北京市朝阳区乙路2号"]], []),
    ],
    ids=["the first", "the second", "none"],
)
def test_the_value_of_one_label_does_not_fill_the_place_of_another(cells: list[list[str]], empty: list[str]) -> None:
    form = replace(page(1, TITLE, f"申请单位：{UNIT}"), tables=(table(*cells, left=300.0),))
    asked = asked_of(form, (*FIELDS, "address"))
    assert [label for label in ("注册地址", "经营场所") if any(label in one for one in asked)] == empty


@pytest.mark.parametrize(
    ("above", "empty"),
    [("依法变更，现根据《劳务派遣行政许可实施办法》第十六条的规定，申请变更劳", False), ("特此申请变更。", True)],
    ids=["a sentence that goes on", "a sentence that ends"],
)
def test_the_end_of_a_sentence_before_a_table_is_no_label(above: str, empty: bool) -> None:
    below = "住所：" if empty else "务派遣经营许可证载明事项："
    assert bool(told(above, below, "申请人：李娜")) == empty


def test_a_rule_seen_double_in_the_head_of_a_list_leaves_no_place_empty() -> None:
    heads, row = ["岗位（工种）", "人数", "", "工作方式", "备注"], ["司机", "11", "机动工作", ""]
    assert told(cells=(heads, row)) == []


@pytest.mark.parametrize(("sealed_at", "empty"), [(90.0, False), (400.0, True)], ids=["over it", "far right"])
def test_seal_hides_only_a_value_that_would_begin_under_it(sealed_at: float, empty: bool) -> None:
    assert len(told("变更前：甲路1号", "变更后：", sealed_at=sealed_at)) == empty


@pytest.mark.parametrize(
    ("cells", "empty"),
    [
        (([["受伤害经过简述", ""]]), "受伤害经过简述"),
        (([["事故经过", "□"]]), "事故经过"),
        (([["退费金额", "　　元"], ["人数", "共　人"]]), "退费金额、人数"),
        (([["缴费基数", "￥　　元"]]), "缴费基数"),
        (([["事故地点", "　　省　　市　　区"]]), "事故地点"),
        (([["姓名", "方元", "身份证号码", ""]]), "身份证号码"),
        (([["姓名", "", "性别", "男", "照片"]]), "姓名"),
        (([["事故时间：", "事故地点：车间"], ["受伤部位：腰部", "工种：库管员"]]), "事故时间"),
        (([["事故时间：2020年", "事故地点：车间"], ["受伤部位：腰部", "工种："]]), "工种"),
        (([["事故时间：", "事故地点：车间"], ["2020年2月6日", "受伤部位：腰部"]]), ""),
        (([POSTS, ["", "值机员", "", "季", ""], ["", "合计", "", "", ""], ["期限", "自2020年"]]), "人数"),
        (([POSTS, ["", "值机员", "", "季", ""], ["", "保安", "季", ""]]), ""),
        (([POSTS, ["", "值机员", "9", "季", ""]]), ""),
        (([["姓名", "方元"], ["身份证号", ""], ["变更项目", "变更前", "变更后"], ["电话", "", ""]]), "身份证号码"),
        (([["补缴险种", "", "五险全部"], ["申报人姓名", "", "王伟", "信用代码", "9111"]]), ""),
    ],
)  # fmt: skip
def test_empty_cells_of_many_layouts(cells: list[list[str]], empty: str) -> None:
    found = told(cells=tuple(cells))
    assert [f"“{empty}”" in one for one in found] == [True] * bool(empty)


def test_line_of_a_fold_makes_no_empty_cell() -> None:
    rows = [["姓名", "", "身份证号码", "110"], ["事故时间", "", "事故地点", "车间"]]
    assert len(told(cells=tuple(rows))) == 1
    drawn = table(*rows, left=300.0)
    folded = tuple(tuple(_narrow(one) if one.column == 1 else one for one in row) for row in drawn.rows)
    assert asked_of(replace(page(1, TITLE), tables=(Table(drawn.box, folded),))) == []


def _narrow(cell: Cell) -> Cell:
    return replace(cell, box=(cell.box[0], cell.box[1], cell.box[0] + 18, cell.box[3]))


@pytest.mark.parametrize(
    ("lines", "empty"),
    [
        (("受伤害经过：______", "联系电话：13800000000"), "受伤害经过"),
        (("开户银行：建设银行　账号：　退费原因：重复缴费",), "账号"),
        (("事故经过：", "李娜在车间滑倒。"), ""),
        (("经办人：李娜　事故原因：", "在车间滑倒。"), ""),
        (("第五条　营业期限：", "二十年"), ""),
        (("审批意见：", "受理编号："), ""),
    ],
)  # fmt: skip
def test_empty_places_on_lines(lines: tuple[str, ...], empty: str) -> None:
    assert [empty in one for one in told(*lines)] == [True] * bool(empty)


def test_value_that_found_no_room_beside_its_label_stands_on_the_next_line() -> None:
    form = page(1, TITLE, f"申请单位：{UNIT}")
    label = line("事故地点：", form.lines[-1].box[3] + 5, left=395.0)
    below = line("九号院北侧车间", label.box[3] + 30, left=60.0)
    assert asked_of(replace(form, lines=(*form.lines, label, below))) == []


CHANGED = ["变更事项", "变更前", "变更后"], ["住所", "甲路1号", "乙路2号"]


@pytest.mark.parametrize(("lines", "cells", "asked"), [
    (("公司住所已经变更，现根据《劳务派遣行政许可实施办法》的规定，申请变更劳", "务派遣许可证载明事项："), CHANGED, 0),
    (("公司住所已经变更，现根据《劳务派遣行政许可实施办法》的规定，申请变更劳", "务派遣许可证载明事项："), (), 0),
    (("特此申请。", "变更登记事项："), CHANGED, 0), (("特此申请。", "申请变更下列事项："), (), 0),
    (("特此申请。", "变更登记事项："), (), 1), (("特此申请。", "事故发生时间："), CHANGED, 1),
    (("注册地址：北京市朝阳区建国路甲112号1幢18层1801室（与执照一致的住所）。", "事故发生时间："), (), 1),
])  # fmt: skip
def test_line_that_introduces_what_stands_below_it_lacks_nothing(
    lines: tuple[str, ...], cells: tuple[list[str], ...], asked: int
) -> None:
    form = page(1, TITLE, f"申请单位：{UNIT}", *lines)
    if cells:
        drawn = table(*cells)
        down = form.lines[-1].box[3] + 15 - drawn.box[1]
        below = replace(drawn, box=(drawn.box[0], drawn.box[1] + down, drawn.box[2], drawn.box[3] + down))
        form = replace(form, tables=(below,))
    else:
        form = replace(form, lines=(*form.lines, line("特此申请，请予批准。", form.lines[-1].box[3] + 60, left=100.0)))
    assert len(asked_of(form)) == asked


MAIN_FORMS = sorted({one.main_form for one in packaged().items if one.main_form})


@pytest.mark.parametrize("code", MAIN_FORMS)
def test_each_field_that_an_application_is_about_in_each_layout(code: str) -> None:
    """One question for an empty place: behind its label on a line, on a row of two, in a cell, under a head."""
    fields = packaged().documents[code].fields
    for name in content.WHAT_IT_IS_ABOUT.intersection(fields):
        label = packaged().fields[name].labels_on(code)[0]
        form = page(1, TITLE, "制表")
        layouts = [
            page(1, TITLE, f"{label}：", "联系电话：13800000000"),
            page(1, TITLE, f"{label}：　　　联系电话：13800000000"),
            replace(form, tables=(table([label, ""], ["联系电话", "138"], left=300.0),)),
            replace(form, tables=(table([label, "　　年　月", "联系电话", "138"], left=300.0),)),
            replace(form, tables=(table(["序号", label, "经办人", "备注"], ["1", "", "李娜", "无"], left=300.0),)),
        ]
        assert [len(asked_of(one, fields)) for one in layouts] == [1] * len(layouts), (name, label)


HEADS = ["序号", "姓名", "社会保障号码", "补缴所属期", "月数", "补缴基数"]
ONE = ["1", "戴秀英", "130102197307023506", "2020.02—2020.02", "1", "8700"]
TWO = ["2", "孙思远", "110105198311218613", "2020.02—2020.02", "1", "5900"]


def without(row: list[str], head: str, heads: list[str] = HEADS) -> list[str]:
    return ["" if name == head else text for name, text in zip(heads, row, strict=True)]


@pytest.mark.parametrize(("head", "named"), [
    ("补缴所属期", ""), ("补缴所属期", "补缴起止年月"), ("补缴所属期", "补缴期间"), ("姓名", ""),
    ("社会保障号码", "身份证号码"),
])
@pytest.mark.parametrize("first", [True, False])
def test_row_of_one_person_that_lacks_what_the_others_have(head: str, named: str, first: bool) -> None:
    heads = [named or head if one == head else one for one in HEADS]
    rows = (heads, without(ONE, head), TWO) if first else (heads, ONE, without(TWO, head))
    (message,) = told(cells=rows)
    assert f"“{named or head}”处空白" in message


@pytest.mark.parametrize("rows", [
    (HEADS, ONE, TWO), (HEADS, ONE, TWO, ["合计", "", "", "", "", "14600"]), (HEADS, without(ONE, "补缴基数"), TWO),
    (HEADS, ONE, [*TWO[:3], "", "", ""]), (HEADS, without(ONE, "补缴所属期")[:-1], TWO),
], ids=["whole", "with a total", "what rows may lack", "hardly filled", "a rule lost"])
def test_rows_that_lack_nothing_that_each_must_have(rows: tuple[list[str], ...]) -> None:
    assert told(cells=rows) == []


PEOPLE = ("名册包括姓名、身份证号码，如下：", "1、马志强，男，{},厨师，2020-02-07入职，", "参保增员月份2020年2月。",
          "2、余文斌，男，身份证号码131082199207157570，收银员。", "账号", "4601792503408233319。")  # fmt: skip


@pytest.mark.parametrize(("first", "empty"), [
    ("身份证号码______", True), ("身份证号码_", True), ("身份证号码", True), ("身份证号：", True),
    ("身份证号码：一", True), ("公民身份号码为____", True), ("证件号码（居民身份证）", True),
    ("身份证号码131082199207157589", False), ("身份证号码13108219920715758X", False),
    ("131082199207157589，身份证", False), ("护照号码E12345678", False),
])
def test_number_left_out_of_a_sentence_of_a_list_is_asked_for(first: str, empty: bool) -> None:
    lines = tuple(one.format(first) for one in PEOPLE)
    assert ["处空白" in one for one in told(*lines)] == [True] * empty
    last = (lines[3].replace("2、", "1、"), lines[1].replace("1、", "2、"), *lines[2:3], *lines[4:])
    assert len(told(*last)) == empty
    assert len(told(*lines[:3], *lines[4:])) == empty  # the only one of the list
    assert len(told(*lines, "附件：", "1、身份证、户口簿复印件。", "2、填写身份证号码、姓名的表格。")) == empty


@pytest.mark.parametrize(("sentence", "label"), [
    ("我公司注册资本____万元，从业人员12人。", "注册资本"), ("退费账号____，开户行朝阳支行。", "退费账号"),
    ("事故发生时间：__________，地点为车间。", "事故发生时间"), ("经营场所为_____。", "经营场所"),
    ("我公司注册资本200万元，从业人员12人。", ""), ("退费账号__46017925034__，开户行朝阳支行。", ""),
    ("联系电话____，传真____。", ""), ("须填写账号、开户行，并盖章。", ""),
])
def test_line_drawn_for_a_value_within_a_sentence_is_asked_for_where_nothing_stands_on_it(
    sentence: str, label: str
) -> None:
    assert [f"“{label}”处空白" in one for one in told("特此申请。", sentence, "请予批准。")] == [True] * bool(label)


def test_seal_over_a_gap_hides_what_stands_there() -> None:
    gap = "退费账号____，开户行朝阳支行。"
    assert len(told(gap)) == 1
    assert told(gap, sealed_at=60.0) == []
