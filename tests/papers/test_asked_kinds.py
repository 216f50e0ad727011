"""Which kind a form asks for: by tick, by what is written behind a label or in a column, or by what else is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from catalogue.match import name_table
from papers.asked_kinds import asked_kinds, named_items, stated_kinds
from tests.packaged import packaged
from tests.validators.builders import page

FLEXIBLE, COMPREHENSIVE = "不定时", "综合计算|综合工时"
KINDS = (FLEXIBLE, COMPREHENSIVE)
TITLE = "企业实行综合计算工时工作制和不定时工作制申报表"


@pytest.mark.parametrize(("lines", "asked"), [
    (("申报种类：□综合计算工时工作制 ☑不定时工作制",), {FLEXIBLE}),
    (("申报种类：综合计算工时工作制☑ 不定时工作制□",), {COMPREHENSIVE}),
    (("申请类别：（√）综合计算工时工作制 （ ）不定时工作制",), {COMPREHENSIVE}),
    (("申报种类：☑综合计算工时工作制 ☑不定时工作制",), {FLEXIBLE, COMPREHENSIVE}),
    (("☑不定时工作制", "□综合计算工时工作制"), {FLEXIBLE}),
    (("申报种类：综合计算工时工作制",), {COMPREHENSIVE}),
    (("申报种类：不定时工作制和综合计算工时工作制",), {FLEXIBLE, COMPREHENSIVE}),
    (("申报种类：□综合计算工时工作制 不定时工作制",), None),
    (("申报种类：综合计算工时工作制 不定时工作制",), None),
    (("岗位：司机",), None),
])
def test_kind_is_told_by_what_is_filled_in(lines: tuple[str, ...], asked: set[str] | None) -> None:
    told = asked_kinds(KINDS, [page(1, TITLE, *lines)], [])
    assert told == (None if asked is None else frozenset(asked))


@pytest.mark.parametrize(("others", "asked"), [
    (("关于实行综合计算工时工作制的申请",), None),
    (("关于实行综合计算工时工作制的申请", "关于实行不定时工作制的申请"), {FLEXIBLE, COMPREHENSIVE}),
    ((), {FLEXIBLE, COMPREHENSIVE}),
])
def test_two_ticks_where_all_other_papers_speak_of_one_kind_are_doubtful(
    others: tuple[str, ...], asked: set[str] | None
) -> None:
    form = page(1, TITLE, "申请工时制度：☑不定时工作制☑综合计算工时工作制")
    told = asked_kinds(KINDS, [form], [page(at, line) for at, line in enumerate(others, 2)])
    assert told == (None if asked is None else frozenset(asked))


@pytest.mark.parametrize(("line", "asked"), [
    ("申报类别：（√）新增退休（）一次性待遇（）丧葬抚恤（）待遇调整", {"新增退休|退休日期"}),
    ("申报类别：☑新增退休 □一次性待遇 □丧葬抚恤", {"新增退休|退休日期"}),
    ("申报类别：（）新增退休（√）一次性待遇（）丧葬抚恤（）待遇调整", set()),
])
def test_one_kind_among_choices_that_are_no_item_s_is_told_by_its_mark(line: str, asked: set[str]) -> None:
    assert asked_kinds(("新增退休|退休日期",), [page(1, "待遇申领表", line)], []) == frozenset(asked)


RETIRED = "新增退休|退休日期"


@pytest.mark.parametrize(("title", "line", "asked"), [
    ("新增退休人员申报表", "申报类别：新增退休 □一次性待遇 □丧葬抚恤 □待遇调整", {RETIRED}),
    ("新增退休人员申报表", "申报类别：一次性待遇□ 丧葬抚恤□ 待遇调整□ 新增退休", None),
    ("新增退休人员申报表", "申报类别：□新增退休 一次性待遇 □丧葬抚恤 □待遇调整", set()),
    ("新增退休人员申报表", "申报类别：□新增退休 ☑一次性待遇 □丧葬抚恤 □待遇调整", set()),
    ("待遇申领表", "申报类别：新增退休 □一次性待遇 □丧葬抚恤 □待遇调整", None),
])
def test_the_title_tells_the_kind_whose_mark_alone_was_lost(title: str, line: str, asked: set[str] | None) -> None:
    told = asked_kinds((RETIRED,), [page(1, title, line, "退休日期：2020.3.3")], [])
    assert told == (None if asked is None else frozenset(asked))


def test_a_title_of_one_kind_tells_none_that_other_papers_contradict() -> None:
    form = page(1, "不定时工作制申报表", "申报种类：不定时工作制 □综合计算工时工作制")
    other = page(2, "决议", "同意司机岗位实行综合计算工时工作制。")
    assert asked_kinds(KINDS, [form], []) == frozenset({FLEXIBLE})
    assert asked_kinds(KINDS, [form], [other]) is None


@pytest.mark.parametrize("tick", ["√", "V", ""])
def test_choice_beside_the_label_that_is_not_ticked_states_nothing(tick: str) -> None:
    form = page(1, "参保信息变更申报表", "办理类别", "原因：更正")
    label = next(one for one in form.lines if one.text == "办理类别")
    x, y = label.box[2] + 12, label.box[1]
    choices = f"（{tick}）参保人信息变更（）单位信息变更（）逾期补办登记（）"
    first = replace(label, text=choices, box=(x + 3, y - 10, x + 350, y + 4))
    second = replace(label, text="逾期补办缴费", box=(x, y + 5, x + 70, y + 19))
    assert stated_kinds(("逾期|补办",), [replace(form, lines=(*form.lines, first, second))]) == frozenset()


def test_a_form_for_one_kind_needs_no_tick() -> None:
    assert asked_kinds(KINDS, [page(1, "不定时工作制申请表", "岗位：司机")], []) == frozenset({FLEXIBLE})


def test_where_the_form_is_silent_the_other_papers_tell_if_they_name_one_kind() -> None:
    other = page(2, "关于实行不定时工作制的决议", "同意司机岗位实行不定时工作制。")
    assert asked_kinds(KINDS, [page(1, TITLE, "岗位：司机")], [other]) == frozenset({FLEXIBLE})
    both = page(3, "说明", "调度岗位实行综合计算工时工作制。")
    assert asked_kinds(KINDS, [page(1, TITLE, "岗位：司机")], [other, both]) is None


def test_a_word_that_no_paper_bears_is_not_asked_for() -> None:
    assert asked_kinds(("逾期|补办",), [page(1, "参保信息变更表", "变更事项：联系电话")], []) == frozenset()
    assert asked_kinds(("逾期|补办",), [page(1, "参保信息变更表", "因逾期申请补办")], []) == frozenset({"逾期|补办"})


@pytest.mark.parametrize(("row", "asked"), [
    ("申报类别：（√）新增退休（）一次性待遇（）丧葬抚恤（）待遇调整", {"新增退休"}),
    ("☑新增退休 □丧葬抚恤", {"新增退休"}),
    ("新增退休（√）一次性待遇（）", {"新增退休"}), ("（）新增退休（√）一次性待遇（）丧葬抚恤", set()),
    ("新增退休□ 丧葬抚恤☑", set()), ("新增退休（）一次性待遇（）", set()),
])
def test_a_single_kind_is_ticked_among_choices_that_are_none(row: str, asked: set[str]) -> None:
    assert asked_kinds(("新增退休",), [page(1, "基本养老保险待遇申领表", row)], []) == frozenset(asked)


@pytest.mark.parametrize(("row", "other", "asked"), [
    ("月报补缴□近三个月☑基数差□超过3年", "□养老□失业□工伤五险全部", {"基数差"}),
    ("月报补缴□近三个月☑基数差□超过3年", "养老□失业□工伤□", {"近三个月"}),
    ("月报补缴□近三个月☑基数差 □超过3年", "险种：五险", {"基数差"}),
    ("月报补缴□近三个月☑基数差□超过3年", "险种：五险", None),
    ("」月报补缴「√1近三个月 ]基数差「]超过3年", "险种：五险", {"近三个月"}),
    ("月报补缴□近三个月□基数差□超过3年", "□养老□失业□工伤□生育", None),
])
def test_mark_lost_at_the_end_of_a_row_is_told_by_the_other_rows(row: str, other: str, asked: set[str] | None) -> None:
    form = page(1, "补缴申报表", f"补缴类别：{row}", other)
    told = asked_kinds(("月报补缴", "近三个月", "基数差", "超过3年"), [form], [])
    assert told == (None if asked is None else frozenset(asked))


def test_title_that_goes_on_in_the_next_line_names_no_kind() -> None:
    names = name_table([item for item in packaged().items if item.main_form == "special-hours-form"])
    form = page(1, TITLE, "申报种类：不定时工作制 □综合计算工时工作制")
    head, *others = form.lines
    x, y, right, _ = head.box
    wrapped = (replace(head, text=TITLE[:-1], box=(x, y, right, y + 14)),
               replace(head, text=TITLE[-1], box=(x + 200, y + 15, right - 200, y + 29)))  # fmt: skip
    assert named_items(names, [replace(form, lines=(*wrapped, *others))]) == frozenset()
    assert named_items(names, [page(1, "申报表", TITLE[:-3])]) == frozenset({"hours-both"})
