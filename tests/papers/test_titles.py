"""What counts as a title: a page without one continues the page before it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cases.reading import Cell, ColourMode, PageReading, Source, Table, TextLine
from papers.titles import goes_on_by_name, heading_match, is_unit, names_paper, title_lines
from tests.written.sheet import impression

SENTENCE = "我单位部分岗位因工作性质特殊，需机动作业，工作时间无法按标准工时衡量，现提出申请。"


def _page(*lines: tuple[float, float, float, float, str]) -> PageReading:
    made = tuple(TextLine(text, (x0, y0, x1, y1), 0.98) for x0, y0, x1, y1, text in lines)
    return PageReading(
        1, 0, 1, (210.0, 297.0), Source.OCR, ColourMode.COLOUR, 0, made, (), (), ink=0.05
    )


def _titles(*lines: tuple[float, float, float, float, str]) -> list[str]:
    return [line.text for line in title_lines(_page(*lines))]


def test_centred_line_at_the_top_is_a_title() -> None:
    heading = (190.0, 70.0, 405.0, 92.0, "劳务派遣经营许可申请书")
    assert _titles(heading, (78.0, 110.0, 511.0, 124.0, SENTENCE)) == ["劳务派遣经营许可申请书"]


def test_label_in_the_first_column_is_no_title() -> None:
    label = (76.0, 68.0, 126.0, 85.0, "申报理由")
    assert _titles(label, (78.0, 89.0, 509.0, 102.0, SENTENCE), (78.0, 106.0, 503.0, 119.0, SENTENCE)) == []


def test_nothing_below_running_text_is_a_title() -> None:
    below = (240.0, 150.0, 355.0, 165.0, "审批机关意见")
    assert _titles((78.0, 89.0, 509.0, 102.0, SENTENCE), below) == []


def test_long_name_of_a_statute_is_a_title_though_it_wraps() -> None:
    name = (86.0, 69.0, 509.0, 92.0, "北京市朝阳区博雅人力资源服务有限责任公司章")
    rest = (283.0, 98.0, 311.0, 121.0, "程")
    running = ((78.0, 140.0 + 18 * row, 515.0, 157.0 + 18 * row, SENTENCE) for row in range(4))
    assert _titles(name, rest, *running) == ["北京市朝阳区博雅人力资源服务有限责任公司章程"]


@pytest.mark.parametrize("row", ["申请事项 □新办 □变更 □延续", "新申请 □变更 ☑延续", "√承诺制 □容缺"])
def test_options_to_tick_are_no_title(row: str) -> None:
    name = "经营许可申请表"
    assert _titles((190.0, 70.0, 405.0, 92.0, name), (200.0, 110.0, 395.0, 124.0, row)) == [name]


def test_value_of_a_field_in_the_middle_of_the_page_is_no_title() -> None:
    label, value = (80.0, 120.0, 140.0, 134.0, "申请事项"), (220.0, 120.0, 375.0, 134.0, "劳务派遣经营许可变更")
    assert _titles((190.0, 70.0, 405.0, 92.0, "经营许可申请表"), label, value) == ["经营许可申请表"]
    label, beside = (240.0, 120.0, 350.0, 134.0, "护照 PASSPORT"), (400.0, 120.0, 480.0, 134.0, "E20455604")
    assert _titles((190.0, 70.0, 405.0, 92.0, "居留许可"), label, beside) == ["居留许可"]


def test_number_beside_the_first_line_leaves_it_a_title() -> None:
    assert _titles((235.0, 60.0, 360.0, 74.0, "工会意见书"), (450.0, 60.0, 520.0, 74.0, "第3号")) == ["工会意见书"]


def test_heading_of_an_open_booklet_stands_in_one_half_of_the_page() -> None:
    lines = ((162.0, 72.0, 297.0, 88.0, "房屋所有权证"), (472.0, 102.0, 527.0, 118.0, "房屋性质"),
             (550.0, 102.0, 593.0, 118.0, "商品房"))  # fmt: skip
    landscape = replace(_page(*lines), size_mm=(297.0, 210.0))
    assert [one.text for one in title_lines(landscape)] == ["房屋所有权证"]


def test_long_title_at_the_head_of_the_page_fills_it() -> None:
    name = "社会保险参保人员基本信息变更情况申报表（逾期业务补办）"
    body = ((70.0, 105.0 + 20 * row, 530.0, 123.0 + 20 * row, SENTENCE) for row in range(4))
    assert _titles((69.0, 66.0, 526.0, 84.0, name), *body) == [name]


def test_long_title_that_leaves_its_last_sign_for_the_next_line_is_a_title_at_once() -> None:
    name, rest = (75.0, 74.0, 514.0, 92.0, "企业实行特殊工时工作制岗位情况申报登记"), (282.0, 98.0, 312.0, 118.0, "表")
    body = ((80.0, 140.0 + 22 * row, 514.0, 157.0 + 22 * row, SENTENCE) for row in range(4))
    assert _titles(name, rest, *body)[0] == "企业实行特殊工时工作制岗位情况申报登记表"


@pytest.mark.parametrize(("text", "names"), [
    ("工种岗位花名册（签字）", True), ("职工名单(签名)", True), ("承诺书（盖章）", True), ("登记表（盖章）", True),
    ("法定代表人（签字）", False), ("职工代表（签字）", False), ("申报单位（公章）", False), ("填表（签字）", False),
])  # fmt: skip
def test_paper_that_is_signed_is_a_title_and_a_place_to_sign_is_none(text: str, names: bool) -> None:
    below = (78.0, 110.0, 511.0, 124.0, SENTENCE)
    assert _titles((220.0, 72.0, 375.0, 86.0, text), below) == ([text] if names else [])


@pytest.mark.parametrize(("heading", "title"), [
    ("劳务派遣…许可证", "劳务派遣经营许可证变更申请"), ("劳务派遣经营许可证", "劳务派遣经营许可变更申请"),
    ("营业执照", "营业执照遗失情况说明"), ("劳动合同", "劳动合同解除证明书"), ("授权委托书", "授权委托书撤销通知"),
])  # fmt: skip
def test_paper_that_a_title_is_about_is_not_the_paper_itself(heading: str, title: str) -> None:
    assert heading_match(heading, title) == 0.0


@pytest.mark.parametrize(("heading", "title"), [
    ("劳务派遣…许可证", "劳务派遣经营许可证（副本）"), ("会议纪要", "会议纪要和员工签字单"),
    ("营业执照", "营业执照副本复印件"), ("授权委托书", "授权委托书及被委托人身份证明"),
    ("居民身份证", "居民身份证复印件"), ("租赁合同", "租赁合同补充协议"),
])  # fmt: skip
def test_what_else_stands_behind_a_heading_leaves_it(heading: str, title: str) -> None:
    assert heading_match(heading, title) >= 0.65


def test_last_word_of_a_title_names_the_paper() -> None:
    about = "关于参保信息变更的情况说明"
    assert heading_match("情况说明", about) > heading_match("信息变更", about) > 0
    opinion = "关于实行综合计算工时工作制的工会意见"
    assert heading_match("工会意见", opinion) > heading_match("关于实行", opinion)


@pytest.mark.parametrize(("text", "again"), [
    ("劳务派遣经营许可延续申请书", False), ("变更登记手续说明", False), ("连续工龄证明", False),
    ("续表", True), ("员工花名册（续）", True), ("续页二", True), ("花名册续表", True),
])  # fmt: skip
def test_title_says_itself_that_it_goes_on(text: str, again: bool) -> None:
    assert goes_on_by_name(title_lines(_page((190.0, 70.0, 405.0, 92.0, text)))) is again


@pytest.mark.parametrize(("text", "told"), [
    ("2017—2019年度经营情况总结", "近三年经营情况总结"), ("2017年至2019年经营情况报告", "近三年经营情况报告"),
    ("近三年度经营情况报告", "近三年经营情况报告"), ("2019年度经营情况报告", "2019年度经营情况报告"),
])  # fmt: skip
def test_span_of_years_is_counted(text: str, told: str) -> None:
    assert _titles((190.0, 70.0, 405.0, 92.0, text)) == [told]


def test_characters_of_a_title_set_apart_are_joined() -> None:
    spaced = ((266.0, 85.0, 284.0, 103.0, "目"), (320.0, 85.0, 338.0, 103.0, "录"), (93.0, 128.0, 115.0, 139.0, "序号"))
    assert _titles(*spaced) == ["目录"]


def test_title_of_a_photo_is_in_the_middle_of_what_was_taken() -> None:
    heading, body = (214.0, 93.0, 387.0, 107.0, "劳务派遣协议（样本）"), (100.0, 166.0, 514.0, 180.0, SENTENCE)
    for size in ((216.3, 297.0), (0.0, 0.0)):
        photo = replace(_page(heading, body), size_mm=size, size_known=False)
        assert [one.text for one in title_lines(photo)] == ["劳务派遣协议（样本）"]


def _table(top: float, *rows: tuple[str, ...]) -> Table:
    width, height = 435.0 / max(len(row) for row in rows), 20.0
    cells = tuple(
        tuple(
            Cell(at, column, 1, 1, (80.0 + width * column, top + height * at, 80.0 + width * (column + 1),
                 top + height * (at + 1)), text) for column, text in enumerate(row)
        ) for at, row in enumerate(rows)
    )  # fmt: skip
    return Table((80.0, top, 515.0, top + height * len(rows)), cells)


def test_cell_under_a_title_is_no_title() -> None:
    cell = (222.0, 150.0, 372.0, 165.0, "支付经济补偿")
    read = _page((215.0, 64.0, 378.0, 84.0, "裁减时间及实施步骤"), cell)
    assert [one.text for one in title_lines(read)] == ["裁减时间及实施步骤", "支付经济补偿"]
    ruled = replace(read, tables=(_table(120.0, ("步骤", "内容"), ("4", "支付经济补偿")),))
    assert [one.text for one in title_lines(ruled)] == ["裁减时间及实施步骤"]


def test_title_in_the_first_row_of_a_table_stays_one() -> None:
    unit, name = (190.0, 64.0, 405.0, 80.0, "北京远恒益新物流有限公司"), (222.0, 101.0, 372.0, 118.0, "裁减人员方案")
    read = _page(unit, name)
    held = replace(read, tables=(_table(100.0, ("裁减人员方案",), ("步骤", "内容")),))
    assert "裁减人员方案" in [one.text for one in title_lines(held)]


@pytest.mark.parametrize("head", [(843.0, 19.0, 860.0, 320.0), (20.0, 60.0, 34.0, 400.0)])
def test_fax_head_that_stands_on_end_beside_the_page_does_not_make_a_field_of_the_title(
    head: tuple[float, float, float, float]
) -> None:
    title, sent = (302.0, 68.0, 548.0, 86.0, "社会保险费补缴申报表（明细）"), "2020-03-17 15:44 FROM 010-56388470"
    rows = [(85.0, 110.0 + 20 * at, 760.0, 124.0 + 20 * at, SENTENCE[:20]) for at in range(4)]
    page = replace(_page(title, (*head, sent), *rows), size_mm=(297.0, 210.0))
    assert [line.text for line in title_lines(page)] == ["社会保险费补缴申报表（明细）"]


def test_large_line_at_the_head_that_fills_the_page_does_not_end_the_title() -> None:
    lines = (
        (57.0, 61.0, 499.0, 82.0, "Agreement on Social Security between the People's Republic of"),
        (219.0, 88.0, 336.0, 106.0, "China and Spain"),
        (185.0, 124.0, 370.0, 140.0, "Certificate of Coverage / 参保证明"),
        *((53.0, 175.0 + 21 * row, 330.0, 188.0 + 21 * row, "Date of birth 出生日期") for row in range(5)),
        (53.0, 300.0, 502.0, 313.0, "The person named above remains subject to the legislation of the issuing"),
    )
    found = [line.text for line in title_lines(replace(_page(*lines), size_mm=(192.0, 270.0)))]
    assert "Certificate of Coverage / 参保证明" in found


@pytest.mark.parametrize("name", ["北京华兴劳务有限公司", "北京䶮源劳务有限公司", "㛃华（北京）劳务有限公司𫖯城分公司"])
def test_unit_of_rare_characters_is_one(name: str) -> None:
    assert is_unit(name)


@pytest.mark.parametrize("said", ["年度工作总结", "工会意见", "股东会决定", "申请材料目录", "身份证复印件", "转账凭证"])
def test_title_that_ends_as_papers_are_named_names_one(said: str) -> None:
    assert names_paper(f"《{said}》")
    assert not names_paper(said[:-1] + "情")


PIECES = ((136.0, 63.0, 251.0, 87.0, "社会保险参"), (296.0, 63.0, 474.0, 86.0, "息变更登记申报表"))
ROWS = tuple((94.0, 149.0 + 30 * at, 138.0, 171.0 + 30 * at, text) for at, text in enumerate(("姓名", "性别", "原因")))
OVER = (215.0, 17.0, 336.0, 137.0)


def _sealed(*lines: tuple[float, float, float, float, str], box: tuple[float, float, float, float]) -> list[str]:
    page = replace(_page(*lines), seals=(impression("北京星河科技有限公司", box=box),))
    return [line.text for line in title_lines(page)]


def test_title_of_which_a_seal_took_the_middle_is_one() -> None:
    assert _sealed(*PIECES, *ROWS, box=OVER) == ["社会保险参息变更登记申报表"]


@pytest.mark.parametrize("lines", [
    ((136.0, 63.0, 251.0, 87.0, "单位名称："), PIECES[1]),
    (PIECES[0], (296.0, 63.0, 474.0, 75.0, "息变更登记申报表")),
    (*PIECES, (500.0, 63.0, 540.0, 86.0, "第1页")),
    (PIECES[0], (296.0, 100.0, 474.0, 123.0, "息变更登记申报表")),
], ids=["field", "smaller", "row of three", "rows"])
def test_other_pieces_that_a_seal_parts_are_none(lines: tuple[tuple[float, float, float, float, str], ...]) -> None:
    assert "".join(text for *_, text in lines[:2]) not in _sealed(*lines, *ROWS, box=OVER)


def test_pieces_beside_which_no_seal_lies_are_none() -> None:
    assert "社会保险参息变更登记申报表" not in _sealed(*PIECES, *ROWS, box=(380.0, 600.0, 500.0, 720.0))
