"""Cells of a form's tables that are left empty beside or under their label."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from cases.boxes import holds_middle
from cases.plain_text import HAN, bare, plain
from cases.reading import Cell, PageReading, Table
from validators.blank_places import FILLED_CELLS, LABELLED, TOTAL, is_blank
from validators.covered import is_covered

_NO_CHANGE = re.compile("联系|经办|电话|手机|原因|理由|日期|备注|意见|签")
"""Rows of a form below its table of changes."""

_POSTS = re.compile(rf"[{HAN}]{{0,9}}(?:岗位|工种)(?:或(?:岗位|工种))?(?:名称)?(?:[及和、]?人数)?:?")
"""The label of the posts that an application is about: 实行岗位, 岗位（工种）及人数."""

_BRACKETS = re.compile(r"\([^()]{0,12}\)")

_ASKED = re.compile(
    rf"[{HAN}]{{0,10}}(?:姓名|性别|名称|全称|号码|证号|编号|文号|代码|卡号|[账帐]号|[账帐]户|(?:开户|发放|代发|收款)银行|开户行"
    r"|地址|住址|住所|场所|地点|时间|日期|年月日?|月份|年度|年限|期限|起止|原因|事由|理由|项目|事项|内容|工种|险种|月数|金额|基数"
    r"|人数|总数|国籍|部位|资本|资金|经过|过程|始末|简述|概述|描述|简况|伤情|诊断结论|(?:补缴|退费|补填)(?:起始|截止|终止)"
    r"|(?:申报|补缴|业务|变更|退费|[账帐]户)(?:类型|类别|种类|信息))(?:和(?:经过|简述|原因))?:?"
    r"|法定代表人(?:姓名)?:?"
)
"""The label of what a form wants to know: 发放账号, 事故发生时间, 补缴起止年月, 受伤害经过简述."""

_FOR_SOME = re.compile(
    "意见|审[批核查]|批准|受理|核[准定]|登记号|备注|说明|电话|传真|邮|周期|[盖签]章|签[字名]|经办|填表|填报|联系|收(?!款)"
    "|护照|外文|英文|曾用|居留|通行证|配偶|亲属|死亡|(?<!补缴)(?<!退费)(?<!补填)终止(?!年月|月份)|工会|公司|变更[前后]"
    "|原[单公]|上级|授权|其他|如有|档案|社保|^编号"
)
"""What the office fills in, what holds for some applicants only, and what an application may do without."""

_NAMES = re.compile(rf"[{HAN}]{{2,12}}:?")

_BEFORE = re.compile("(?:变更|更正|修改|调整)前|原(?=登记|内容|信息|情况)")
_AFTER = re.compile("(?:变更|更正|修改|调整)后|[现新](?=登记|内容|信息|情况)")
"""Labels of the old and the new value of a change."""

_LIST_HEADS = 3
"""Labels at least that head a list."""

_OF_LISTS = re.compile("序号|备注")
"""Heads that no form has but over a list, first or last of its row."""

_OF_EACH_ROW = re.compile(
    "姓名|(?:公民|居民)?身份(?:证件?)?号码?|证件号码?|社会保障号码?|(?:应?补[缴交]|缴费|退费)?(?:所属|起止)?"
    "(?:期间?|时间|年月|月份|时段|费款所属期)|(?:补[缴交])?(?:起始|开始|截止|终止|结束)(?:年月|月份|时间)"
)
"""Heads of what each row of a list says: whose it is, and for which months."""

_PICTURE = re.compile("照片|相片|贴")
_NARROWEST = 24.0
"""Width in points of a cell that a word may stand in; a narrower one is what the line of a fold or scratch cut off."""


def lacks_new_value(pages: Sequence[PageReading]) -> bool:
    """Tell whether the old value of a change is filled in and the place of the new one, beside or below it, is empty.

    The two are columns of a table of changes, or cells with a label each.
    """
    tables = [_without_slivers(table) for page in pages for table in page.tables]
    return any(_lacks_in_column(table) or _lacks_beside(table) for table in tables)


def _without_slivers(table: Table) -> Table:
    """The table without the empty cells that are too narrow to hold anything, but for the last of a row."""
    rows = (
        tuple(cell for cell in row if cell is row[-1] or plain(cell.text) or cell.box[2] - cell.box[0] >= _NARROWEST)
        for row in table.rows
    )
    return replace(table, rows=tuple(rows))


def _lacks_in_column(table: Table) -> bool:
    titles = _titles_of_changes(table)
    if titles is None:
        return False
    before, after = titles
    told = {(cell.row, cell.column): plain(cell.text) for row in table.rows for cell in row}
    empty = [row for row, column in told if row > after.row and column == after.column and not told[row, column]]
    return any(told.get((row, before.column)) and not _NO_CHANGE.search(told.get((row, 0), "")) for row in empty)


def _lacks_beside(table: Table) -> bool:
    """Tell whether cells 变更前内容 and 变更后内容 have a value beside the one and none beside the other."""
    if _titles_of_changes(table) is not None:
        return False
    beside = {bare(cell.text): one.text for row in table.rows for cell, one in itertools.pairwise(row)}
    old = {_BEFORE.sub("", label, count=1) for label, text in beside.items() if _BEFORE.match(label) and plain(text)}
    new = {_AFTER.sub("", label, count=1): text for label, text in beside.items() if _AFTER.match(label)}
    return any(is_blank(plain(text)) for what, text in new.items() if what in old)


def _titles_of_changes(table: Table) -> tuple[Cell, Cell] | None:
    """The titles of the columns of old and new values, side by side; None where a table has no such columns."""
    for row in table.rows:
        for before, after in itertools.pairwise(row):
            if _BEFORE.match(bare(before.text)) and _AFTER.match(bare(after.text)):
                return before, after
    return None


def _rows_of_form(table: Table) -> Sequence[Sequence[Cell]]:
    """The rows of a table, but for what it says of changes: there the row of what is not changed is rightly empty."""
    titles = _titles_of_changes(table)
    return [row for row in table.rows if titles is None or all(cell.row < titles[0].row for cell in row)]


def unfilled_cells(page: PageReading) -> Iterator[tuple[str, bool]]:
    """Yield each label of what a form wants to know that has a cell of its own, and whether its place is empty."""
    for table in page.tables:
        yield from _places(page, _without_slivers(table))


def _places(page: PageReading, table: Table) -> Iterator[tuple[str, bool]]:
    """Each label that asks for something, and whether its place is empty."""
    for row in _rows_of_form(table):
        heads = _is_head_of_list(row)
        for at, cell in enumerate(row):
            beside = row[at + 1] if at + 1 < len(row) else None
            if _asks(cell) and (heads or (beside is not None and not LABELLED.match(plain(beside.text)))):
                empty = _has_empty_column(page, table, row, cell) if heads else _is_empty_beside(page, row, at)
                yield _label(cell), empty


def _is_head_of_list(row: Sequence[Cell]) -> bool:
    """Tell whether a row holds nothing but labels, and two that ask for something side by side or one of lists only.

    One among them may be empty: left of them it holds the label of the whole list, elsewhere a rule was seen double.
    """
    labels = [_label(cell) for cell in row if plain(cell.text)]
    named = len(labels) >= _LIST_HEADS and all(map(_NAMES.fullmatch, labels))
    of_lists = named and any(map(_OF_LISTS.fullmatch, (labels[0], labels[-1])))
    return of_lists or (named and any(_asks(one) and _asks(other) for one, other in itertools.pairwise(row)))


def _asks(cell: Cell) -> bool:
    return asks(_label(cell))


def asks(label: str) -> bool:
    """Tell the label of what a form wants to know of any applicant."""
    return _ASKED.fullmatch(label) is not None and _FOR_SOME.search(label) is None


def _label(cell: Cell) -> str:
    return _without_brackets(cell.text)


def _is_empty_beside(page: PageReading, row: Sequence[Cell], at: int) -> bool:
    """Tell whether the cell right of a label is empty.

    What stands behind that cell, if no label with a place of its own, belongs there; and right of two labels stands the
    next head of a list.
    """
    further = [_label(cell) for cell in row[at + 2 :] if not _PICTURE.search(cell.text)]
    behind, paired = further[0] if further else "", len(further) % 2 == 0
    alone = (not behind or (paired and _NAMES.fullmatch(behind) is not None)) and (at == 0 or not _asks(row[at - 1]))
    return alone and _is_empty(page, row[at + 1])


def _is_empty(page: PageReading, cell: Cell) -> bool:
    """Tell whether nothing was read in a cell and no seal may hide what stands there."""
    read = any(holds_middle(cell.box, line.box) and not is_blank(plain(line.text)) for line in page.lines)
    return is_blank(plain(cell.text)) and not read and not is_covered(page, cell.box)


def _has_empty_column(page: PageReading, table: Table, heads: Sequence[Cell], head: Cell) -> bool:
    """Tell whether each filled row of a list has a cell under each head, and the one under this head is empty.

    Where the form goes on below the list its rows have far fewer cells: all but half as many are a row badly read.
    """
    below = [row for row in table.rows if row and row[0].row > head.row and not any(map(_is_total, row[:2]))]
    body = list(itertools.takewhile(lambda row: 2 * len(row) > len(heads), below))
    filled = [row for row in body if sum(bool(plain(cell.text)) for cell in row) >= FILLED_CELLS]
    whole = all(len(row) == len(heads) for row in filled)
    under = [cell for row in filled for cell in row if cell.column == head.column]
    return bool(filled) and whole and len(under) == len(filled) and all(_is_empty(page, cell) for cell in under)


def cells_left_out(page: PageReading) -> Iterator[str]:
    """Yield the heads of lists under which one person's row is empty though the others' are filled: 补缴所属期.

    Only what a row says nothing without counts. A cell over several rows holds for all of them, and where a rule was
    lost rows differ in their number of cells: then nothing is told.
    """
    for table in map(_without_slivers, page.tables):
        heads = next((row for row in table.rows if _is_head_of_list(row)), None)
        if heads is None or _titles_of_changes(table) is not None:
            continue
        rows = _rows_below(table, heads)
        for head in heads:
            under = [cell for row in rows for cell in row if cell.column == head.column]
            left_out = [cell for cell in under if _is_empty(page, cell)]
            single = len(under) == len(rows) and all(cell.row_span == 1 for cell in under)
            if _OF_EACH_ROW.fullmatch(_label(head)) and left_out and single and 2 * len(left_out) <= len(under):
                yield _label(head)


def _rows_below(table: Table, heads: Sequence[Cell]) -> Sequence[Sequence[Cell]]:
    """The rows of a list that are filled but for few cells, each as long as its head; none where rows differ."""
    below = [row for row in table.rows if row and row[0].row > heads[0].row]
    body = list(itertools.takewhile(lambda row: 2 * len(row) > len(heads) and not any(map(_is_total, row[:2])), below))
    filled = [row for row in body if sum(bool(plain(cell.text)) for cell in row) > len(heads) / 2]
    return filled if all(len(row) == len(heads) for row in filled) else []


def _is_total(cell: Cell) -> bool:
    return TOTAL.match(bare(cell.text)) is not None


def has_empty_cell(words: Sequence[str], pages: Sequence[PageReading]) -> bool:
    """Tell whether a table has a cell with nothing but the label, and every such cell an empty one to its right."""
    wanted = {bare(word).rstrip(":") for word in words} | {_without_brackets(word) for word in words}
    return _all_empty(pages, lambda label: bare(label).rstrip(":") in wanted or _without_brackets(label) in wanted)


def has_empty_posts(pages: Sequence[PageReading]) -> bool:
    """Tell whether a table has the label of the posts applied for, and every such one an empty cell to its right."""
    return _all_empty(pages, lambda label: _POSTS.fullmatch(_without_brackets(label)) is not None)


def _all_empty(pages: Sequence[PageReading], is_wanted: Callable[[str], bool]) -> bool:
    """Tell whether there are such labels and an empty cell beside each of them; rows of changes are left out."""
    empty = [
        at + 1 < len(row) and _is_empty_beside(page, row, at)
        for page in pages for table in map(_without_slivers, page.tables)
        for row in _rows_of_form(table) for at, cell in enumerate(row) if is_wanted(cell.text)
    ]  # fmt: skip
    return bool(empty) and all(empty)


def _without_brackets(label: str) -> str:
    return _BRACKETS.sub("", plain(bare(label))).rstrip(":")
