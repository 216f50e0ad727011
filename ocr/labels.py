"""Labels and the values behind them: on the same line, in the next cell, wrapped onto the line below.

A form puts a value behind its label (``单位名称：…``), into the cell right of it, or, on a
licence, behind it without a sign.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from cases.reading import Box, PageReading, TextLine
from ocr.field_values import person, plain

Parser = Callable[[str], str | None]

AFTER_SIGN, NEXT_CELL, BEHIND, IN_SENTENCE, BY_FORM = 1.0, 0.98, 0.95, 0.93, 0.85
"""How far a value's way of being found lowers the score of its line."""

LABELS: dict[str, tuple[str, ...]] = {
    "unit_name": (
        "单位名称", "企业名称", "公司名称", "申请单位名称", "申请单位", "申报单位", "填报单位", "用人单位名称",
        "用人单位", "委托单位名称", "委托单位", "承诺单位", "缴费单位名称", "缴费单位", "名称", "单位",
        "承租方", "承租人", "委托人",
    ),
    "parent_name": ("授权单位", "授权人", "上级单位", "总公司", "法人单位"),
    "uscc": ("统一社会信用代码", "社会信用代码", "信用代码"),
    "legal_rep": ("法定代表人姓名", "法定代表人(负责人)", "法定代表人", "法人代表", "负责人"),
    "capital": ("注册资本", "注册资金"),
    "capital_paid": ("实收资本", "实缴资本"),
    "address": ("经营场所", "住所", "住址", "注册地址", "单位地址", "地址", "房屋坐落", "坐落"),
    "person_name": ("姓名",),
    "agent": ("受托人姓名", "被委托人姓名", "受托人", "被委托人", "受委托人", "代理人", "经办人姓名", "经办人"),
    "headcount": ("裁减人数", "拟裁减人数", "被裁减人数", "裁减人员总数", "申请人数", "涉及人数", "合计人数",
                  "人数合计"),
    "total_staff": ("企业职工总数", "职工总数", "职工总人数", "在职职工人数", "职工人数", "员工总数"),
    "explain_date": ("说明日期", "说明情况日期", "情况说明日期", "说明时间", "听取意见日期", "向工会说明日期"),
    "plan_date": ("裁减时间", "计划裁减时间", "拟裁减时间", "裁减日期", "计划裁减日期", "实施时间", "实施日期"),
    "cycle": ("综合计算周期", "计算周期"),
    "pay_method": ("缴费方式", "缴费途径", "缴款方式"),
    "term": ("营业期限", "经营期限"),
    "valid_until": ("有效期限", "有效期至", "保留期"),
    "from": ("委托期限", "租赁期限", "实行期限"),
    "to": ("委托期限", "租赁期限"),
    "established": ("成立日期",),
    "date": ("申请日期", "填表日期", "日期"),
}  # fmt: skip

@dataclass(frozen=True, slots=True)
class Found:
    """A text that may hold a value; ``weight`` lowers its line's score by how it was found."""

    text: str
    line: TextLine
    page: int
    weight: float


_ALL_LABELS = sorted({plain(label) for labels in LABELS.values() for label in labels}, key=len, reverse=True)
_LONG = "|".join(re.escape(label) for label in _ALL_LABELS if len(label) > 2)
_SHORT = "|".join(re.escape(label) for label in _ALL_LABELS if len(label) <= 2)
# 单位 and 姓名 are also the ends of other words: 出租单位, 受托人姓名.
_SIGNED = re.compile(rf"((?:{_LONG})|(?<![\u4e00-\u9fff])(?:{_SHORT}))(?:\([^)]{{0,8}}\))?:")
_HANDWRITTEN = re.compile(r"\([^)]{0,4}(?:签[字名章]|手签)[^)]{0,4}\)")
"""Behind such a label stands handwriting, of which a machine may only say that ink is there (domain f44)."""

_LEADING = re.compile(r"^[\d一二三四五六七八九十、.()]+(?=[\u4e00-\u9fff])")


def _is_label(text: str) -> bool:
    cleaned = re.sub(r"\([^)]{0,8}\)", "", plain(text)).rstrip(":")
    return cleaned in _ALL_LABELS


def behind_labels(page: PageReading, labels: Sequence[str], parse: Parser) -> Iterator[Found]:
    """Yield what stands behind any of the labels; a person's signature is no reading of the name."""
    wanted = {plain(label) for label in labels}
    for line in page.lines:
        text = _LEADING.sub("", plain(line.text))
        signed = [match for match in _SIGNED.finditer(text) if match[1] in wanted]
        if signed:
            typed = [match for match in signed if parse is not person or not _HANDWRITTEN.search(match[0])]
            yield from _after_sign(page, line, text, typed, parse)
            continue
        for label in sorted(wanted, key=len, reverse=True):
            if not text.startswith(label):
                continue
            if parse is not person or not _HANDWRITTEN.match(text[len(label) :]):
                rest = re.sub(r"^\([^)]{0,8}\)", "", text[len(label) :])
                yield from _cell(page, line, rest, parse)
            break


def _after_sign(
    page: PageReading, line: TextLine, text: str, signed: Sequence[re.Match[str]], parse: Parser
) -> Iterator[Found]:
    starts = [match.start() for match in _SIGNED.finditer(text)]
    for match in signed:
        end = next((start for start in starts if start > match.start()), len(text))
        rest = text[match.end() : end]
        if rest:
            yield Found(_wrapped(page, line, rest, parse), line, page.number, AFTER_SIGN)
        else:
            yield from _cell(page, line, "", parse)


def _cell(page: PageReading, line: TextLine, rest: str, parse: Parser) -> Iterator[Found]:
    """The value behind the label on the same line, else in the nearest cell to the right."""
    if rest:
        yield Found(_wrapped(page, line, rest, parse), line, page.number, BEHIND)
        return
    right = _right_of(page, line)
    if right is not None and not _is_label(right.text):
        joined = _wrapped(page, right, plain(right.text), parse)
        yield Found(joined, TextLine(joined, right.box, min(right.score, line.score)), page.number, NEXT_CELL)


def _right_of(page: PageReading, label: TextLine) -> TextLine | None:
    same_row = [line for line in page.lines if line is not label and overlap(line.box, label.box, 1) >= 0.5]
    right = [line for line in same_row if line.box[0] >= label.box[2] - 3]
    return min(right, key=lambda line: line.box[0], default=None)


def overlap(one: Box, two: Box, axis: int) -> float:
    """Return the share of the shorter side that both boxes cover along an axis (0: x, 1: y)."""
    shared = min(one[axis + 2], two[axis + 2]) - max(one[axis], two[axis])
    return shared / max(min(one[axis + 2] - one[axis], two[axis + 2] - two[axis]), 0.1)


def _wrapped(page: PageReading, line: TextLine, text: str, parse: Parser) -> str:
    """Append the line below where a value does not parse by itself: long names wrap within their cell."""
    if parse(text):
        return text
    height = line.box[3] - line.box[1]
    below = [
        other
        for other in page.lines
        if 0 <= other.box[1] - line.box[3] <= height and overlap(other.box, line.box, 0) >= 0.3
    ]
    nearest = min(below, key=lambda other: other.box[1], default=None)
    return text + plain(nearest.text) if nearest is not None and not _is_label(nearest.text) else text
